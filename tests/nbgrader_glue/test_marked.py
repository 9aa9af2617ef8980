"""One marking result: every question of a submission marked at once, whatever came back, each answer explained once."""

from typing import Any

import pytest

from autograder.assignments import find_assignment
from autograder.cases import CaseRefused
from autograder.markable import find_question
from autograder.marking import mark
from autograder.nbgrader_glue.marked import Marker
from autograder.nbgrader_glue.submission import Submission
from autograder.record import read_record
from autograder.sheet import Sheet, sheet_from, sheet_of
from tests.school import AUTOMATIC, OWES, RIGHT, SMALL_COURSE, STATE, WHY, record


@pytest.fixture
def sheet(monkeypatch: pytest.MonkeyPatch) -> Sheet:
    monkeypatch.setenv("WORKBOOK_CASES", str(SMALL_COURSE))
    return sheet_from(sheet_of(find_assignment("90_small")))


def submitted(sheet: Sheet, answers: dict[str, Any], language: str = "zh", trainee: str = "alice") -> Submission:
    content = record(answers, "alice", language)
    read = read_record(content, sheet.questions, assignment=sheet.assignment, trainee=trainee)
    return Submission(sheet, read, language)


def test_every_automatic_question_is_marked_and_every_reason_left_to_a_person(sheet: Sheet) -> None:
    marked = Marker(sheet).mark_submission(submitted(sheet, RIGHT))
    assert tuple(question.question for question in marked.questions) == AUTOMATIC
    assert marked.by_hand == (WHY,)
    assert marked.points == sum(question.out_of for question in marked.questions) == 11.0
    assert marked.undecided == ()


def test_a_marker_gives_the_same_whoever_it_marked_before(sheet: Sheet) -> None:
    answers: list[dict[str, Any]] = [
        RIGHT,
        {},
        {**RIGHT, OWES: "guarantee_joint"},
        {**RIGHT, WHY: "别的理由"},
        {**RIGHT, STATE: ["in_time"]},
        {**RIGHT, STATE: ["in_time", "period_running"]},
    ]
    used = Marker(sheet)
    for language in ("zh", "en"):
        for given in answers:
            submission = submitted(sheet, given, language)
            used.mark_submission(submission)
            assert used.mark_submission(submission) == Marker(sheet).mark_submission(submission)


def test_what_is_told_of_a_reason_does_not_depend_on_it(sheet: Sheet) -> None:
    question = find_question(WHY)
    assert question.feedback(None, "zh") == question.feedback("因为她签了字。", "zh")


def test_reasons_of_two_trainees_are_not_mixed_up(sheet: Sheet) -> None:
    marker = Marker(sheet)
    first = marker.mark_question(submitted(sheet, {**RIGHT, WHY: "第一个理由"}), STATE)
    second = marker.mark_question(submitted(sheet, {**RIGHT, WHY: "第二个理由"}), STATE)
    assert "第一个理由" in first.html
    assert "第一个理由" not in second.html
    assert "第二个理由" in second.html


def test_a_record_of_somebody_else_earns_nothing_and_says_so_at_every_question(sheet: Sheet) -> None:
    marked = Marker(sheet).mark_submission(submitted(sheet, RIGHT, trainee="bob"))
    assert marked.points == 0.0
    assert all(question.trouble and "alice" in question.trouble for question in marked.questions)
    assert marked.undecided == ()


def test_a_question_that_cannot_be_decided_is_the_fault_of_the_course(
    sheet: Sheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WORKBOOK_CASES")
    marked = Marker(sheet).mark_submission(submitted(sheet, RIGHT))
    assert [question.undecided for question in marked.questions] == [True] * len(AUTOMATIC)
    with pytest.raises(CaseRefused):
        Marker(sheet).check()


def test_a_marker_forgets_before_it_fills_the_memory(sheet: Sheet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.nbgrader_glue.marked._MOST_REMEMBERED", 3)
    marker = Marker(sheet)
    for day in range(10, 28):
        marker.mark_submission(submitted(sheet, {**RIGHT, AUTOMATIC[1]: f"2024-09-{day}"}))
        assert len(marker._told) <= 3
    assert marker.mark_submission(submitted(sheet, RIGHT)).points == 11.0


def test_each_answer_is_explained_once(sheet: Sheet, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[Any] = []

    def counted(*arguments: Any) -> Any:
        calls.append(arguments[1].key)
        return mark(*arguments)

    monkeypatch.setattr("autograder.markable.mark", counted)
    marker = Marker(sheet)
    for _ in range(5):
        marker.mark_submission(submitted(sheet, RIGHT))
    assert sorted(calls) == sorted(AUTOMATIC)
