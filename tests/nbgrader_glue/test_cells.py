"""The marking cells: one finite float or one plain sentence, on a quiet cell, whatever was handed in."""

import json
import math
import sys
import warnings
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

import pytest
from IPython.core.interactiveshell import InteractiveShell

from autograder.assignments import find_assignment
from autograder.cases import find_case
from autograder.markable import find_question
from autograder.marking import feedback, key_of, mark
from autograder.nbgrader_glue import cells
from autograder.nbgrader_glue.marked import safe_points
from autograder.nbgrader_glue.plainly import SaidPlainly
from autograder.sheet import sheet_of, write_sheet
from autograder.words import words_for

SMALL_COURSE = Path(__file__).resolve().parent.parent / "small_course"
OWES, UNTIL, STATE, WHY = (f"han_mei_note.han_mei_{asks}" for asks in ("owes", "until", "state", "why"))
CONTACT, BORROWER = "wu_tao_calls.wu_tao_owes", "wu_tao_calls.zhou_kai_owes"
AUTOMATIC = (OWES, UNTIL, STATE, CONTACT, BORROWER)
RIGHT = {OWES: "guarantee_general", UNTIL: "2024-09-12", STATE: ["period_running", "first_plea_available"]}
RIGHT |= {CONTACT: "none", BORROWER: ["borrower_full"], WHY: "保证书没有写明保证方式。"}


class Folder:
    """A trainee's folder as nbgrader has it while it autogrades."""

    def __init__(self, path: Path, shown: list[str]) -> None:
        self.path = path
        self.shown = shown

    def hand_in(self, answers: dict[str, Any], *, language: str = "zh", trainee: str = "alice", **other: Any) -> None:
        """Write an answer record."""
        entry = {"at": "2026-11-21T12:03:07+08:00", "revision": 1}
        record = {
            "format": "credit-liability-answers/1",
            "assignment": "90_small",
            "trainee": trainee,
            "language": language,
            "revision": 1,
            "saved_at": "2026-11-21T12:03:07+08:00",
            "answers": {question: {"value": value, **entry} for question, value in answers.items()},
        }
        (self.path / "answers.json").write_text(json.dumps(record | other, ensure_ascii=False), encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    """The working directory: autograded/alice/90_small with its sheet."""
    monkeypatch.setenv("WORKBOOK_CASES", str(SMALL_COURSE))
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    path = tmp_path / "autograded" / "alice" / "90_small"
    path.mkdir(parents=True)
    write_sheet(sheet_of(find_assignment("90_small")), path / "sheet.json")
    monkeypatch.chdir(path)
    shown: list[str] = []
    monkeypatch.setattr("IPython.display.display", lambda page: shown.append(page.data))
    return Folder(path, shown)


def full_points(question_id: str) -> int:
    case = find_case(question_id.split(".")[0])
    return next(asked.points for asked in case.questions if asked.key == question_id)


def test_right_answers_earn_exactly_their_points(folder: Folder) -> None:
    folder.hand_in(RIGHT)
    assert [cells.points(question) for question in AUTOMATIC] == [full_points(question) for question in AUTOMATIC]


@pytest.mark.parametrize(
    "answers",
    [
        {},
        RIGHT,
        {question: value for question, value in RIGHT.items() if question in (OWES, WHY)},
        {OWES: "guarantee_joint", UNTIL: "2024-09-11", STATE: ["period_running"], CONTACT: "borrower_full"},
        {STATE: ["limitation_defence", "in_time", "period_running", "first_plea_available"]},
    ],
    ids=["untouched", "right", "half", "wrong", "ticks everything"],
)
def test_points_are_one_finite_float_that_equals_the_mark(folder: Folder, answers: dict[str, Any]) -> None:
    folder.hand_in(answers)
    for question in AUTOMATIC:
        case = find_case(question.split(".")[0])
        asked = next(asked for asked in case.questions if asked.key == question)
        earned = cells.points(question)
        assert type(earned) is float
        assert math.isfinite(earned)
        assert 0.0 <= earned <= asked.points
        assert earned == mark(case, asked, answers.get(question)).points


def test_a_rounding_error_above_the_maximum_is_cut_off() -> None:
    assert safe_points(2.0000000000000004, 2) == 2.0
    assert safe_points(-0.0000001, 2) == 0.0
    assert safe_points(float("nan"), 2) == 0.0


def test_nothing_handed_in_is_open_not_damaged(folder: Folder) -> None:
    assert [cells.points(question) for question in AUTOMATIC] == [0.0] * len(AUTOMATIC)
    assert all(words_for("zh")("explain.feedback.heading.unanswered") in page for page in folder.shown)


def truncated(folder: Folder) -> None:
    folder.hand_in(RIGHT)
    content = (folder.path / "answers.json").read_bytes()
    (folder.path / "answers.json").write_bytes(content[: len(content) // 2])


def bytes_of(content: bytes) -> Callable[[Folder], None]:
    return lambda folder: (folder.path / "answers.json").write_bytes(content) and None


DAMAGED: dict[str, Callable[[Folder], object]] = {
    "cut off": truncated,
    "a list": bytes_of(b"[]"),
    "empty": bytes_of(b""),
    "not UTF-8": bytes_of(json.dumps({"format": "credit-liability-answers/1", "trainee": "é"}).encode("utf-16")),
    "another format": lambda folder: folder.hand_in(RIGHT, format="something-else/1"),
    "another person": lambda folder: folder.hand_in(RIGHT, trainee="bob"),
    "another assignment": lambda folder: folder.hand_in(RIGHT, assignment="91_other"),
    "50 MB": bytes_of(b"[" + b"0," * 25_000_000 + b"0]"),
    "nested": bytes_of(b"[" * 200_000),
    "a folder": lambda folder: (folder.path / "answers.json").mkdir(),
}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("damage", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_record_is_one_plain_sentence_and_no_points(
    folder: Folder, damage: Callable[[Folder], object], language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    notebook = {"cells": [], "metadata": {"workbook": {"language": language}}, "nbformat": 4, "nbformat_minor": 5}
    (folder.path / "90_small.ipynb").write_text(json.dumps(notebook))
    damage(folder)
    for question in AUTOMATIC:
        with pytest.raises(SaidPlainly) as stopped:
            cells.points(question)
        (sentence,) = stopped.value._render_traceback_()
        assert sentence
        assert "\n" not in sentence
        assert "Traceback" not in sentence
    assert folder.shown == []
    assert capsys.readouterr().err == ""


def test_a_damaged_record_is_told_in_the_language_of_the_notebook(folder: Folder) -> None:
    notebook = {"cells": [], "metadata": {"workbook": {"language": "en"}}, "nbformat": 4, "nbformat_minor": 5}
    (folder.path / "90_small.ipynb").write_text(json.dumps(notebook))
    truncated(folder)
    with pytest.raises(SaidPlainly) as stopped:
        cells.points(OWES)
    assert stopped.value.sentence.isascii()


@pytest.mark.parametrize("value", [7, None, "no_such_option", ["guarantee_general"], {"a": 1}])
def test_one_bad_answer_leaves_the_others_marked(folder: Folder, value: object) -> None:
    folder.hand_in({**RIGHT, OWES: value})
    with pytest.raises(SaidPlainly):
        cells.points(OWES)
    others = [question for question in AUTOMATIC if question != OWES]
    assert [cells.points(question) for question in others] == [full_points(question) for question in others]


def test_an_answer_to_a_question_that_was_not_asked_is_reported_and_the_rest_marked(folder: Folder) -> None:
    folder.hand_in({**RIGHT, "han_mei_note.unheard_of": "none"})
    assert cells.points(OWES) == full_points(OWES)
    assert "unheard_of" in folder.shown[0]


def test_a_case_that_is_gone_is_said_plainly(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.hand_in(RIGHT)
    monkeypatch.delenv("WORKBOOK_CASES")
    with pytest.raises(SaidPlainly, match="han_mei_note"):
        cells.points(OWES)


def test_a_missing_sheet_is_said_plainly(folder: Folder) -> None:
    (folder.path / "sheet.json").unlink()
    with pytest.raises(SaidPlainly, match=r"sheet\.json"):
        cells.points(OWES)


def test_warnings_and_words_on_stderr_stay_out_of_the_cell(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def noisy(*arguments: Any) -> Any:
        warnings.warn("something is deprecated", UserWarning, stacklevel=1)
        print("something on stderr", file=sys.stderr)
        return mark(*arguments)

    monkeypatch.setattr("autograder.markable.mark", noisy)
    folder.hand_in(RIGHT)
    assert cells.points(OWES) == full_points(OWES)
    assert capsys.readouterr().err == ""


def test_the_page_has_the_answer_the_right_answer_and_the_argument_in_the_record_s_language(folder: Folder) -> None:
    folder.hand_in({**RIGHT, OWES: "guarantee_joint"}, language="en")
    cells.points(OWES)
    (page,) = folder.shown
    case = find_case("han_mei_note")
    told = feedback(case, case.questions[0], "guarantee_joint", "en")
    for words in (told.heading, *told.paragraphs):
        assert escape(words) in page
    assert not any("\u4e00" <= letter <= "\u9fff" for letter in page)


def test_a_script_in_a_reason_is_shown_as_text(folder: Folder) -> None:
    folder.hand_in({**RIGHT, WHY: "<script>alert(1)</script><img src=x onerror=alert(2)>"})
    cells.points(STATE)
    (page,) = folder.shown
    assert "&lt;script&gt;" in page
    assert "<script" not in page
    assert "<img" not in page


def test_a_reason_is_shown_with_the_last_automatic_question_of_its_case_and_nowhere_else(folder: Folder) -> None:
    folder.hand_in(RIGHT)
    for question in AUTOMATIC:
        cells.points(question)
    assert [str(RIGHT[WHY]) in page for page in folder.shown] == [False, False, True, False, False]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_validating_names_each_open_question_in_words(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    monkeypatch.delenv("WORKBOOK_CASES")
    folder.hand_in({OWES: "none"}, language=language)
    cells.is_answered(OWES)
    with pytest.raises(SaidPlainly) as stopped:
        cells.is_answered(CONTACT)
    assert ("第5题" if language == "zh" else "question 5") in stopped.value.sentence


def test_validating_names_an_open_reason_with_the_last_question_of_its_case(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    folder.hand_in({question: value for question, value in RIGHT.items() if question != WHY})
    cells.is_answered(UNTIL)
    with pytest.raises(SaidPlainly) as stopped:
        cells.is_answered(STATE)
    assert stopped.value.sentence.startswith("还没有回答：第4题")
    folder.hand_in(RIGHT)
    cells.is_answered(STATE)


def test_validating_without_any_answer_says_that_the_question_is_open(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    with pytest.raises(SaidPlainly, match="还没有回答"):
        cells.is_answered(OWES)


@pytest.mark.parametrize("execution", ["autograde", None])
def test_outside_validation_the_released_cell_says_nothing(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, execution: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NBGRADER_EXECUTION", execution) if execution else monkeypatch.delenv("NBGRADER_EXECUTION")
    assert cells.is_answered(OWES) is None
    assert capsys.readouterr() == ("", "")
    assert folder.shown == []


def test_in_a_notebook_the_sentence_stands_alone(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    folder.hand_in(RIGHT, trainee="bob")
    shell = InteractiveShell()
    result = shell.run_cell(f"from autograder.nbgrader_glue.cells import points\npoints({OWES!r})")
    assert isinstance(result.error_in_exec, SaidPlainly)
    said = capsys.readouterr()
    assert said.out.strip() == result.error_in_exec.sentence
    assert said.err == ""


def test_the_small_course_is_decided_as_the_tests_assume(folder: Folder) -> None:
    case = find_case("han_mei_note")
    keys = {asked.key: key_of(case, asked).expected for asked in case.questions if asked.key != WHY}
    assert keys == {OWES: ("guarantee_general",), UNTIL: ("2024-09-12",), STATE: tuple(RIGHT[STATE])}


# Claims

WRONG, OUTDATED, LAST = "claims.s2_09", "claims.s4_16", "claims.s3_04"


@pytest.fixture
def claims_folder(folder: Folder) -> Folder:
    """The same folder, with the sheet that asks a case and then claims."""
    write_sheet(sheet_of(find_assignment("91_claims")), folder.path / "sheet.json")
    return folder


@pytest.mark.parametrize(("given", "earned"), [("wrong", 1.0), ("outdated", 0.5), ("conditional", 0.0), (None, 0.0)])
def test_a_claim_earns_exactly_its_mark_and_is_told_in_the_language_of_the_record(
    claims_folder: Folder, given: str | None, earned: float
) -> None:
    answers = {} if given is None else {WRONG: given}
    claims_folder.hand_in(answers, language="en", assignment="91_claims")
    assert cells.points(WRONG) == earned
    (page,) = claims_folder.shown
    question = find_question(WRONG)
    for paragraph in question.feedback(given, "en").paragraphs:
        assert escape(paragraph) in page
    assert not any("\u4e00" <= letter <= "\u9fff" for letter in page)


def test_validating_names_an_open_claim_by_its_quotation(
    claims_folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    monkeypatch.delenv("WORKBOOK_CASES")
    claims_folder.hand_in({WRONG: "right"}, assignment="91_claims")
    cells.is_answered(WRONG)
    with pytest.raises(SaidPlainly) as stopped:
        cells.is_answered(LAST)
    assert "“做联系人" in stopped.value.sentence


def test_a_malformed_verdict_leaves_the_other_claims_marked(claims_folder: Folder) -> None:
    claims_folder.hand_in({WRONG: "perhaps", OUTDATED: "outdated"}, assignment="91_claims")
    with pytest.raises(SaidPlainly, match="perhaps"):
        cells.points(WRONG)
    assert cells.points(OUTDATED) == 1.0


def test_a_question_that_its_case_no_longer_asks_is_said_plainly(folder: Folder) -> None:
    sheet = sheet_of(find_assignment("90_small"))
    sheet["cases"][0]["questions"][0]["id"] = "han_mei_note.han_mei_owed"
    write_sheet(sheet, folder.path / "sheet.json")
    with pytest.raises(SaidPlainly, match=r"han_mei_note\.han_mei_owes"):
        cells.points("han_mei_note.han_mei_owed")
