"""Records as strangers send them: each damage is reported by name, and whatever else can be read is read."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autograder.questions import QuestionKind
from autograder.record import read_record
from autograder.sheet import SheetOption, SheetQuestion

AT = "2026-11-21T12:03:07+08:00"


def question(id: str, kind: QuestionKind, *options: str) -> SheetQuestion:
    return SheetQuestion(id, kind, {}, 1, None, tuple(SheetOption(value, {}) for value in options))


QUESTIONS = (
    question("call.owes", QuestionKind.ONE, "none", "guarantee_joint"),
    question("call.tags", QuestionKind.MANY, "night", "threat"),
    question("call.end", QuestionKind.DATE),
    question("call.cap", QuestionKind.AMOUNT),
    question("call.why", QuestionKind.REASON),
)


def entry(value: Any, **others: Any) -> dict[str, Any]:
    return {"value": value, "at": AT, "revision": 1, **others}


def record(answers: dict[str, Any] | None = None, **others: Any) -> dict[str, Any]:
    return {
        "format": "credit-liability-answers/1",
        "assignment": "01_who_owes",
        "trainee": "alice",
        "language": "zh",
        "revision": 2,
        "saved_at": AT,
        "answers": {"call.owes": entry("none"), **(answers or {})},
        **others,
    }


def text(data: Any) -> bytes:
    return json.dumps(data).encode()


GOOD = text(record())

WHOLE: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "not_json"),
    "cut_off": (GOOD[:-20], "not_json"),
    "a_picture": (b"\x89PNG\r\n\x1a\n\x00\x00", "not_utf8"),
    "utf_16": (GOOD.decode().encode("utf-16"), "not_utf8"),
    "a_list": (b"[]", "no_record"),
    "a_number": (b"NaN", "no_record"),
    "nested_without_end": (b"[" * 10_000, "too_deep"),
    "nested_lists_closed": (b"[" * 10_000 + b"]" * 10_000, "too_deep"),
    "too_large": (GOOD + b" " * 1_000_000, "too_large"),
    "another_format": (text(record(format="credit-liability-answers/2")), "other_format"),
    "another_assignment": (text(record(assignment="02_else")), "other_assignment"),
    "the_wrong_person": (text(record(trainee="bob")), "other_trainee"),
    "answers_twice": (GOOD[:-1] + b', "answers": {}}', "repeated_key"),
    "answers_are_a_list": (text({**record(), "answers": []}), "wrong_type_of"),
    "trainee_is_a_number": (text(record(trainee=7)), "wrong_type_of"),
}

ENTRIES: dict[str, tuple[str, Any, str]] = {
    "unknown_question": ("call.never_asked", entry("none"), "unknown_question"),
    "no_entry": ("call.end", "2024-11-13", "no_entry"),
    "number_for_a_choice": ("call.tags", entry(3), "wrong_type"),
    "text_for_a_set": ("call.tags", entry("night"), "wrong_type"),
    "an_empty_set": ("call.tags", entry([]), "empty_choice"),
    "one_option_twice": ("call.tags", entry(["night", "night"]), "repeated_choice"),
    "an_unknown_option": ("call.tags", entry(["night", "<script>"]), "not_an_option"),
    "no_such_day": ("call.end", entry("2024-02-30"), "not_a_date"),
    "a_week": ("call.end", entry("2024-W20-1"), "not_a_date"),
    "a_number_for_an_amount": ("call.cap", entry(30000), "wrong_type"),
    "not_a_number": ("call.cap", entry(float("nan")), "wrong_type"),
    "an_exponent": ("call.cap", entry("1e999"), "not_an_amount"),
    "endless_digits": ("call.cap", entry("9" * 5000), "not_an_amount"),
    "full_width_digits": ("call.cap", entry("３"), "not_an_amount"),
    "too_long_a_reason": ("call.why", entry("x" * 2001), "too_long"),
    "a_bell": ("call.why", entry("ding\u0007"), "control_characters"),
    "half_a_character": ("call.why", entry("\ud800"), "control_characters"),
    "text_that_runs_backwards": ("call.why", entry("abc\u202edef"), "control_characters"),
    "no_value": ("call.why", {"at": AT, "revision": 1}, "wrong_type"),
    "no_time": ("call.why", {"value": "so", "revision": 1}, "wrong_type_of"),
    "a_time_without_zone": ("call.why", entry("so") | {"at": "2026-11-21T12:03:07"}, "wrong_type_of"),
    "too_sure": ("call.why", entry("so", confidence=4), "wrong_type_of"),
    "true_as_a_revision": ("call.why", entry("so") | {"revision": True}, "wrong_type_of"),
    "an_entry_too_many": ("call.why", entry("so", points=5), "unknown_key"),
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_record_damaged_as_a_whole_gives_no_answer_and_the_reason(name: str) -> None:
    content, reason = WHOLE[name]
    read = read_record(content, QUESTIONS, assignment="01_who_owes", trainee="alice")
    assert reason in [problem.reason for problem in read.problems]
    assert all(problem.say(language) for problem in read.problems for language in ("zh", "en"))
    assert not read.values


@pytest.mark.parametrize("name", ENTRIES)
def test_one_damaged_answer_is_reported_and_the_others_stay_readable(name: str) -> None:
    id, given, reason = ENTRIES[name]
    read = read_record(text(record({id: given})), QUESTIONS, assignment="01_who_owes", trainee="alice")
    assert [(problem.question, problem.reason) for problem in read.problems] == [(id, reason)]
    assert dict(read.values) == {"call.owes": "none"}
    assert all(problem.say(language) for problem in read.problems for language in ("zh", "en"))


@pytest.mark.parametrize(
    "raw", [b"1e999", b"-Infinity", b"1" * 5000, b'"\x07"'], ids=["huge", "infinite", "long", "raw_bell"]
)
def test_a_value_that_json_barely_knows_spoils_only_its_own_question(raw: bytes) -> None:
    content = text(record({"call.why": entry("PLACE")})).replace(b'"PLACE"', raw)
    read = read_record(content, QUESTIONS, assignment="01_who_owes")
    assert dict(read.values) == {"call.owes": "none"}
    assert [problem.question for problem in read.problems] == ["call.why"]


def test_a_question_answered_twice_counts_as_neither() -> None:
    content = GOOD.replace(b'"answers": {', b'"answers": {"call.owes": ' + text(entry("guarantee_joint")) + b", ")
    read = read_record(content, QUESTIONS, assignment="01_who_owes")
    assert [(problem.question, problem.reason) for problem in read.problems] == [("call.owes", "answered_twice")]
    assert not read.values


@pytest.mark.parametrize("change", [lambda good: b"\xef\xbb\xbf" + good, lambda good: good.replace(b" ", b"\r\n")])
def test_a_byte_order_mark_or_other_line_ends_do_no_harm(change: Callable[[bytes], bytes]) -> None:
    read = read_record(change(GOOD), QUESTIONS, assignment="01_who_owes", trainee="alice")
    assert (dict(read.values), read.problems) == ({"call.owes": "none"}, ())


def test_a_huge_file_is_not_read_into_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "answers.json"
    with file.open("wb") as huge:
        huge.truncate(50_000_000)
    taken: list[int] = []
    load = json.loads
    monkeypatch.setattr(json, "loads", lambda *all, **named: taken.append(1) or load(*all, **named))
    read = read_record(file, QUESTIONS, assignment="01_who_owes")
    assert [problem.reason for problem in read.problems] == ["too_large"]
    assert taken == []


@pytest.mark.parametrize(("make", "reason"), [(lambda _: None, "missing"), (Path.mkdir, "not_a_file")])
def test_no_file_or_a_folder_is_said(tmp_path: Path, make: Callable[[Path], None], reason: str) -> None:
    make(tmp_path / "answers.json")
    read = read_record(tmp_path / "answers.json", QUESTIONS, assignment="01_who_owes")
    assert [problem.reason for problem in read.problems] == [reason]


def test_without_a_sheet_any_question_is_accepted() -> None:
    read = read_record(text(record({"x.y": entry(["a"])})), (), assignment=None, others=True)
    assert dict(read.values) == {"call.owes": "none", "x.y": ["a"]}
