"""The sheet: made from cases in both languages, without a fact or a key in it, and read strictly."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autograder.assignments import AssignmentRefused, find_assignment, read_assignment
from autograder.cases import find_case
from autograder.keys import key_of
from autograder.questions import DATE_FIGURES, QuestionKind
from autograder.sheet import SheetRefused, read_sheet, sheet_from, sheet_of, write_sheet
from autograder.vocabulary import ContactTag, Figure, Question
from autograder.words import LANGUAGES, words_for

SMALL = Path(__file__).parent / "small_course"


@pytest.fixture(autouse=True)
def _small_course(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKBOOK_CASES", str(SMALL))


@pytest.fixture(scope="module")
def sheet() -> dict[str, Any]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("WORKBOOK_CASES", str(SMALL))
        return sheet_of(find_assignment("90_small"))


def test_a_sheet_holds_every_question_in_both_languages(sheet: dict[str, Any]) -> None:
    read = sheet_from(sheet)
    assert [case.id for case in read.cases] == ["han_mei_note", "wu_tao_calls"]
    asked = [asked.key for case in read.cases for asked in find_case(case.id).questions]
    assert [question.id for question in read.questions] == asked
    for question in read.questions:
        assert set(question.prompt) == set(LANGUAGES)
        assert all(set(option.label) == set(LANGUAGES) for option in question.options)
        assert question.prompt["zh"] != question.prompt["en"]


def test_a_sheet_gives_no_key_and_no_fact_away(sheet: dict[str, Any]) -> None:
    """A question holds its options in the author's order and nothing that tells them apart."""
    keys = {"id", "kind", "prompt", "points", "unit", "options"}
    for case in sheet["cases"]:
        assert set(case) == {"id", "title", "story", "persons", "questions"}
        for question in case["questions"]:
            assert set(question) == keys
            assert all(set(option) == {"value", "label"} for option in question["options"])
    text = json.dumps(sheet, ensure_ascii=False)
    for forbidden in ("signature", "type_words", "formed", "expected", "authority", "GUA-", "LIA-", "CC/"):
        assert forbidden not in text
    for case_file in (find_case("han_mei_note"), find_case("wu_tao_calls")):
        for asked in case_file.questions:
            if asked.kind is QuestionKind.DATE:
                assert key_of(case_file, asked).expected[0] not in text


def test_a_written_sheet_reads_back_and_is_the_same_bytes_again(sheet: dict[str, Any], tmp_path: Path) -> None:
    write_sheet(sheet, tmp_path / "sheet.json")
    first = (tmp_path / "sheet.json").read_bytes()
    assert read_sheet(tmp_path / "sheet.json") == sheet_from(sheet)
    write_sheet(sheet_of(find_assignment("90_small")), tmp_path / "sheet.json")
    assert (tmp_path / "sheet.json").read_bytes() == first
    assert first.endswith(b"}\n")


def _drop(key: str) -> Callable[[dict[str, Any]], None]:
    return lambda data: data.pop(key)


def _in_question(**change: Any) -> Callable[[dict[str, Any]], None]:
    return lambda data: data["cases"][0]["questions"][0].update(change)


DAMAGES: dict[str, tuple[Callable[[dict[str, Any]], None], str]] = {
    "no_cases": (_drop("cases"), "keys"),
    "a_key_in_it": (_in_question(expected="none"), "keys"),
    "another_format": (lambda data: data.update(format="credit-liability-sheet/2"), "format"),
    "a_title_in_one_language": (lambda data: data["title"].pop("en"), "keys"),
    "an_empty_prompt": (_in_question(prompt={"zh": "", "en": "x"}), "type"),
    "a_foreign_question": (_in_question(id="elsewhere.owes"), "question_id"),
    "an_unknown_kind": (_in_question(kind="essay"), "kind"),
    "a_choice_without_options": (_in_question(options=[]), "options"),
    "negative_points": (_in_question(points=-1), "points"),
    "true_as_points": (_in_question(points=True), "points"),
    "cases_as_text": (lambda data: data.update(cases="all"), "type"),
    "a_case_twice": (lambda data: data["cases"].append(data["cases"][0]), "repeated"),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_sheet_is_refused_in_words(sheet: dict[str, Any], tmp_path: Path, name: str) -> None:
    change, reason = DAMAGES[name]
    data = copy.deepcopy(sheet)
    change(data)
    write_sheet(data, tmp_path / "sheet.json")
    with pytest.raises(SheetRefused) as refused:
        read_sheet(tmp_path / "sheet.json")
    assert refused.value.reason == f"answers.sheet.{reason}"
    assert all("sheet" in refused.value.say(language).lower() or language == "zh" for language in LANGUAGES)


@pytest.mark.parametrize("content", [b"", b"{", b"[" * 9000, b"\xff\xfe", b"[]"])
def test_a_file_that_is_no_sheet_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "sheet.json").write_bytes(content)
    with pytest.raises(SheetRefused) as refused:
        read_sheet(tmp_path / "sheet.json")
    assert all(refused.value.say(language) for language in LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_that_a_case_may_ask_has_words(language: str) -> None:
    words = words_for(language)
    topics = [question.value for question in Question]
    wanted = [f"{kind}.{topic}" for kind in ("one", "many", "missing_fact", "reason") for topic in topics]
    wanted += [f"{kind}.{part}" for kind in ("one", "many") for part in ("tags", "flags")]
    wanted += [f"{'date' if figure in DATE_FIGURES else 'amount'}.{figure.value}" for figure in Figure]
    wanted += [f"unit.{figure.value}" for figure in Figure if figure not in DATE_FIGURES]
    assert [key for key in wanted if not words.has(f"prompts.{key}")] == []
    assert all(words.has(f"tags.{tag.value}") for tag in ContactTag)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('cases = ["a"]', "keys"),
        ('cases = []\ntitle = { zh = "甲", en = "A" }', "cases"),
        ('cases = ["a", "a"]\ntitle = { zh = "甲", en = "A" }', "repeated_case"),
        ('cases = ["../a"]\ntitle = { zh = "甲", en = "A" }', "bad_case"),
        ('cases = ["a"]\ntitle = { zh = "甲" }', "title"),
        ('cases = ["a"]\nkey = 1\ntitle = { zh = "甲", en = "A" }', "keys"),
        ("cases = [", "unreadable"),
        ('title = { zh = "甲", en = "A" }', "keys"),
        ('cases = ["claims"]\ntitle = { zh = "甲", en = "A" }', "reserved_case"),
        ('claims = []\ntitle = { zh = "甲", en = "A" }', "claims"),
        ('claims = "S2-09"\ntitle = { zh = "甲", en = "A" }', "claims"),
        ('claims = ["S2-09", "S2-09"]\ntitle = { zh = "甲", en = "A" }', "repeated_claim"),
        ('claims = ["S2-99"]\ntitle = { zh = "甲", en = "A" }', "unknown_claim"),
    ],
)
def test_a_bad_assignment_list_is_refused_in_words(tmp_path: Path, text: str, reason: str) -> None:
    (tmp_path / "some.toml").write_text(text, encoding="utf-8")
    with pytest.raises(AssignmentRefused) as refused:
        read_assignment(tmp_path / "some.toml")
    assert refused.value.reason == reason
    assert all("some.toml" in refused.value.say(language) for language in LANGUAGES)


@pytest.mark.parametrize("name", ["nowhere", "../90_small", ""])
def test_an_assignment_that_does_not_exist_is_refused_with_those_that_do(name: str) -> None:
    with pytest.raises(AssignmentRefused) as refused:
        find_assignment(name)
    assert "90_small" in refused.value.say("en")


# Claims


def listed(folder: Path, text: str) -> Path:
    file = folder / "some.toml"
    file.write_text(text + '\ntitle = { zh = "甲", en = "A" }', encoding="utf-8")
    return file


def test_an_unknown_claim_in_a_list_is_refused_by_name_with_near_ids(tmp_path: Path) -> None:
    with pytest.raises(AssignmentRefused) as refused:
        read_assignment(listed(tmp_path, 'claims = ["S2-09", "S2_08"]'))
    for language in LANGUAGES:
        assert "S2_08" in refused.value.say(language)
        assert "S2-08" in refused.value.say(language)


def test_a_list_may_ask_cases_or_claims_or_both(tmp_path: Path) -> None:
    both = read_assignment(listed(tmp_path, 'cases = ["wu_tao_calls"]\nclaims = ["S2-09", "S0-15"]'))
    assert (both.cases, both.claims) == (("wu_tao_calls",), ("S2-09", "S0-15"))
    only = read_assignment(listed(tmp_path, 'claims = ["S2-09"]'))
    assert (only.cases, only.claims) == ((), ("S2-09",))
    assert [case.id for case in sheet_from(sheet_of(only)).cases] == ["claims"]


def test_claims_are_one_more_section_at_the_end_of_the_sheet(tmp_path: Path) -> None:
    sheet = sheet_of(find_assignment("91_claims"))
    read = sheet_from(sheet)
    assert [case.id for case in read.cases] == ["wu_tao_calls", "claims"]
    section = read.cases[-1]
    assert [question.id for question in section.questions] == [
        "claims.s2_09", "claims.s4_16", "claims.s0_15", "claims.s0_14", "claims.s3_04",
    ]  # fmt: skip
    assert all(question.points == 1 for question in section.questions)
    assert section.title["zh"] != section.title["en"]
    assert section.story["zh"] != section.story["en"]
    write_sheet(sheet, tmp_path / "sheet.json")
    assert read_sheet(tmp_path / "sheet.json") == read


def test_a_list_without_claims_gives_the_sheet_that_it_always_gave(sheet: dict[str, Any]) -> None:
    assert "claims" not in [case["id"] for case in sheet["cases"]]
    assert sheet["format"] == "credit-liability-sheet/1"
