"""Records that fit the limits and would still keep a reader busy, lock a form or stop a class: read soon, in words."""

import json
import time
from pathlib import Path
from typing import Any

import pytest

from autograder.answer_values import shown
from autograder.answers import AnswerStore
from autograder.record import ReadRecord, read_record
from autograder.sheet import SheetQuestion, read_sheet
from autograder.strict_json import Unreadable, load
from tests.deliveries import UNIT, answers, make_course, outcomes, run
from tests.school import OWES, RIGHT, SMALL, record

SOON = 3.0


@pytest.fixture(scope="module")
def questions(tmp_path_factory: pytest.TempPathFactory) -> tuple[SheetQuestion, ...]:
    root = make_course(tmp_path_factory.mktemp("questions"), SMALL)
    return read_sheet(root / "release" / "zh" / SMALL / "sheet.json").questions


def read(content: bytes) -> ReadRecord:
    return read_record(content, (), assignment=SMALL, trainee="ann", others=True)


def with_entries(pairs: list[str]) -> bytes:
    return record({}, "ann").replace(b'"answers": {}', ('"answers": {' + ",".join(pairs) + "}").encode())


@pytest.mark.parametrize(
    "pairs", [['"a":1'] * 150_000, [f'"{number:05}":1' for number in range(49_000)] * 2], ids=["one", "many"]
)
def test_keys_repeated_a_hundred_thousand_times_are_read_soon(pairs: list[str]) -> None:
    began = time.process_time()
    found = read(with_entries(pairs))
    assert time.process_time() - began < SOON
    assert {problem.reason for problem in found.problems} <= {"answered_twice", "more_problems"}


def test_one_record_cannot_fill_the_report_of_a_class(questions: tuple[SheetQuestion, ...]) -> None:
    known = [f'"{question.id}": 1' for question in questions]
    strays = [f'"{number:x}":1' for number in range(80_000)]
    content = with_entries([*strays, *known]).replace(b'"format"', b'"a":1,"format"')
    found = read_record(content, questions, assignment=SMALL, trainee="bob")
    assert len(found.problems) < 100
    assert found.problems[0].reason == "unknown_key"
    assert {question.id for question in questions} <= {problem.question for problem in found.problems}
    assert found.refused
    last = found.problems[-1]
    assert (last.question, last.reason) == (None, "more_problems")
    assert len(found.problems) - 1 + last.parameters["count"] == len(strays) + len(known) + 2
    assert "79," in last.say("zh")
    assert "79," in last.say("en")


@pytest.mark.parametrize("quotes", ['"' * 900_000, '"' + '\\"' * 400_000, "[{" * 40 + '"\\' * 400_000])
def test_quotes_without_end_are_refused_soon(quotes: str) -> None:
    began = time.process_time()
    with pytest.raises(Unreadable):
        load(quotes.encode())
    assert time.process_time() - began < SOON


@pytest.mark.parametrize("depth", [101, 300, 700])
def test_how_deep_a_record_may_be_does_not_depend_on_who_reads_it(depth: int) -> None:
    content = with_entries(['"a": ' + "[" * depth + "]" * depth])

    def from_below(frames: int) -> Any:
        return from_below(frames - 1) if frames else read(content).problems[0].reason

    assert (from_below(0), from_below(500)) == ("too_deep", "too_deep")
    assert load(b"[" * 100 + b"]" * 100)
    assert load(b'"' + b"[" * 500 + b'"')


@pytest.mark.parametrize(
    "saved_at",
    ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-11-21\ud80012:03:07+08:00", "1899-12-31T00:00Z"],
)
def test_a_moment_of_no_plausible_year_is_none_and_stops_no_collecting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, saved_at: str
) -> None:
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.chdir(tmp_path)
    make_course(tmp_path, UNIT)
    (tmp_path / "class" / "ann").mkdir(parents=True)
    (tmp_path / "class" / "bob").mkdir()
    odd = json.dumps(json.loads(answers("ann")) | {"saved_at": saved_at})
    (tmp_path / "class" / "ann" / "answers.json").write_text(odd)
    (tmp_path / "class" / "bob" / "answers.json").write_bytes(answers("bob"))
    told = run(tmp_path / "class")
    assert outcomes(told) == {"ann/answers.json": "placed", "bob/answers.json": "placed"}


def test_a_form_never_writes_a_revision_that_it_could_not_read_again(
    tmp_path: Path, questions: tuple[SheetQuestion, ...]
) -> None:
    file = tmp_path / "answers.json"
    file.write_bytes(record({}, "ann", revision=10**20 - 1))
    AnswerStore(file, SMALL, "ann", "zh", questions).save(questions[0].id, "none")
    assert AnswerStore(file, SMALL, "ann", "zh", questions).problems == ()


def test_a_form_saves_beside_a_moment_that_no_file_can_hold(
    tmp_path: Path, questions: tuple[SheetQuestion, ...]
) -> None:
    data = json.loads(record({questions[1].id: "none", OWES: RIGHT[OWES]}, "ann"))
    data["answers"][questions[1].id]["at"] = "2026-11-21\ud80012:03:07+08:00"
    (tmp_path / "answers.json").write_text(json.dumps(data))
    store = AnswerStore(tmp_path / "answers.json", SMALL, "ann", "zh", questions, others=True)
    store.save(questions[0].id, "none")
    assert set(store.answers) == {questions[0].id, OWES}


@pytest.mark.parametrize("separator", ["\n", "\u2028", "\u2029", "\t", "\x85", "\x0b"])
def test_what_is_shown_of_a_stranger_s_text_is_one_line(separator: str) -> None:
    assert len(f"a{shown(f'{separator}b')}c".splitlines()) == 1
