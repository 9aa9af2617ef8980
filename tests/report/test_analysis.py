"""The report as data, for ordinary classes and for degenerate ones."""

import json
import math
from statistics import correlation
from typing import Any

import pytest

from autograder.nbgrader_glue.report.analysis import Report, analysed
from autograder.nbgrader_glue.report.class_data import State, read_class
from autograder.nbgrader_glue.report.items import Item
from autograder.nbgrader_glue.report.plain import plain
from autograder.nbgrader_glue.report.statistics import Estimate, Unsaid
from tests.report.classroom import Classroom, simulated_answers
from tests.school import BORROWER, CONTACT, OWES, RIGHT, STATE, UNTIL, WHY


def report_on(room: Classroom) -> Report:
    return analysed(read_class(room.root, room.assignment))


def item(report: Report, question: str) -> Item:
    return next(one for one in report.items if one.question.id == question)


def counts(found: Item) -> dict[str | None, int]:
    return {choice.value: choice.count for choice in found.choices.listed}


def fill(room: Classroom, number: int) -> None:
    for place, answers in enumerate(simulated_answers(room.sheet, number)):
        room.hand_in(f"s{place:03d}", answers)


def test_an_ordinary_class_has_every_figure(room: Classroom) -> None:
    fill(room, 60)
    report = report_on(room)
    assert (report.counted, report.size) == (60, "enough")
    assert isinstance(report.alpha, Estimate)
    for found in report.items:
        if found.by_hand:
            continue
        assert isinstance(found.facility, Estimate)
        assert isinstance(found.discrimination, Estimate)
        assert found.choices.upper


def test_discrimination_compares_a_question_with_all_the_others(room: Classroom) -> None:
    fill(room, 25)
    report = report_on(room)
    points = {question: [one.points[question] or 0.0 for one in report.trainees] for question in (OWES, UNTIL, STATE)}
    points |= {question: [one.points[question] or 0.0 for one in report.trainees] for question in (CONTACT, BORROWER)}
    rest = [sum(others) for others in zip(*(points[other] for other in points if other != OWES), strict=True)]
    found = item(report, OWES).discrimination
    assert isinstance(found, Estimate)
    assert found.value == pytest.approx(correlation(points[OWES], rest))


def test_facility_is_the_mean_share_of_the_points(room: Classroom) -> None:
    for number in range(12):
        room.hand_in(f"s{number}", {**RIGHT, OWES: "guarantee_joint" if number < 6 else "guarantee_general"})
    found = item(report_on(room), OWES)
    assert found.mean == 0.75
    assert found.right == 6


def test_options_are_counted_by_group_and_open_answers_apart(room: Classroom) -> None:
    for number in range(20):
        weak = number < 10
        answers: dict[str, Any] = {**RIGHT, OWES: "none" if weak else "guarantee_general"}
        if weak:
            answers |= {UNTIL: "2020-01-01", STATE: ["limitation_defence"]}
        if number == 0:
            del answers[OWES]
        room.hand_in(f"s{number:02d}", answers)
    found = item(report_on(room), OWES)
    by_value = {choice.value: (choice.count, choice.upper, choice.lower) for choice in found.choices.listed}
    assert by_value["guarantee_general"] == (10, 10, 0)
    assert by_value["none"] == (9, 0, 9)
    assert by_value[None] == (1, 0, 1)
    notes = {choice.value: choice.note for choice in found.choices.listed}
    assert (notes["guarantee_joint"], notes["none"]) == ("never_chosen", None)
    assert {choice.value for choice in found.choices.listed if choice.right} == {"guarantee_general"}


def test_a_wrong_option_that_the_strong_prefer_is_pointed_out(room: Classroom) -> None:
    for number in range(20):
        strong = number < 10
        answers = {**RIGHT, OWES: "guarantee_joint" if strong else "guarantee_general"}
        room.hand_in(
            f"s{number:02d}", answers if strong else {**answers, UNTIL: "2020-01-01", CONTACT: "borrower_full"}
        )
    found = item(report_on(room), OWES)
    assert {choice.value: choice.note for choice in found.choices.listed}["guarantee_joint"] == "upper_prefers"
    assert isinstance(found.discrimination, Estimate)
    assert found.discrimination.value < 0


def test_typed_answers_are_listed_by_how_often_they_were_given(room: Classroom) -> None:
    for number in range(12):
        room.hand_in(f"s{number}", {**RIGHT, UNTIL: "2024-09-12" if number > 3 else f"202{number}-01-01"})
    found = item(report_on(room), UNTIL)
    first = found.choices.listed[0]
    assert (first.value, first.right, first.count) == ("2024-09-12", True, 8)
    assert sum(choice.count for choice in found.choices.listed) + found.choices.others == 12


def test_everybody_right_is_said_not_divided_by_zero(room: Classroom) -> None:
    for number in range(12):
        room.hand_in(f"s{number}", RIGHT)
        room.book(f"s{number}")
        room.score(f"s{number}", WHY, 3.0)
    report = report_on(room)
    assert report.alpha is Unsaid.SAME_POINTS
    assert {one.discrimination for one in report.items} == {Unsaid.SAME_POINTS}
    assert item(report, OWES).choices.reason is Unsaid.SAME_REST
    assert item(report, OWES).mean == 1.0


def test_one_trainee_is_counted_and_nothing_more(room: Classroom) -> None:
    room.hand_in("ann", RIGHT)
    report = report_on(room)
    assert (report.size, report.alpha) == ("few", Unsaid.FEW)
    assert report.scores.median is None
    assert item(report, OWES).facility is Unsaid.FEW
    assert item(report, OWES).right == 1


def test_nobody_makes_an_empty_report(room: Classroom) -> None:
    room.enrol("zoe")
    report = report_on(room)
    assert (report.size, report.states[State.MISSING]) == ("nobody", 1)
    assert item(report, OWES).facility is Unsaid.NOBODY


def test_an_item_without_variance_leaves_the_others_their_figures(room: Classroom) -> None:
    for place, answers in enumerate(simulated_answers(room.sheet, 20)):
        room.hand_in(f"s{place}", {**answers, BORROWER: RIGHT[BORROWER]})
    report = report_on(room)
    assert item(report, BORROWER).discrimination is Unsaid.SAME_POINTS
    assert isinstance(item(report, OWES).discrimination, Estimate)
    assert report.size == "caution"


def test_a_reason_that_waits_for_anybody_counts_for_nobody(room: Classroom) -> None:
    for number in range(12):
        room.hand_in(f"s{number}", {**RIGHT, OWES: "none" if number % 2 else "guarantee_general"})
        room.book(f"s{number}")
        if number:
            room.score(f"s{number}", WHY, float(number % 4))
    report = report_on(room)
    assert [one.question.id for one in report.left_out] == [WHY]
    assert item(report, WHY).discrimination is Unsaid.WAITING
    assert (item(report, WHY).scored, report.waiting) == (11, 1)
    assert isinstance(item(report, WHY).facility, Estimate)
    assert report.scores.out_of == 11
    room.score("s0", WHY, 3.0)
    report = report_on(room)
    assert (report.left_out, report.scores.out_of) == ((), 14)
    assert isinstance(item(report, WHY).discrimination, Estimate)


def test_missing_answers_count_as_no_points(room: Classroom) -> None:
    for number in range(10):
        room.hand_in(f"s{number}", {key: value for key, value in RIGHT.items() if number > 4 or key != OWES})
    found = item(report_on(room), OWES)
    assert (found.answered, found.right, found.mean) == (5, 5, 0.5)


def test_claims_are_questions_like_others(claims_room: Classroom) -> None:
    fill(claims_room, 40)
    report = report_on(claims_room)
    claim = item(report, "claims.s2_09")
    assert isinstance(claim.facility, Estimate)
    assert sum(counts(claim).values()) == 40
    assert any(choice.right for choice in claim.choices.listed)
    assert any(example.question.startswith("claims.") for about in report.rules for one in about.misconceptions
               for example in one.examples)  # fmt: skip


def test_programs_get_numbers_or_reasons_and_never_nan(room: Classroom) -> None:
    fill(room, 12)
    room.hand_in("broken", b"{")
    data = json.dumps(plain(report_on(room)), allow_nan=False)
    assert json.loads(data)["states"] == {"handed_in": 12, "no_answers": 0, "unreadable": 1, "missing": 0}
    assert "broken" in data
    assert "broken" not in json.dumps(plain(report_on(room), anonymous=True))


def test_the_scores_add_up(room: Classroom) -> None:
    fill(room, 15)
    report = report_on(room)
    expected = [
        math.fsum(mark.points or 0 for mark in trainee.marks.values()) for trainee in report.trainees
    ]  # fmt: skip
    assert report.scores.totals == tuple(expected)
