"""The map: each wrong answer stands under the rule that it goes wrong about, each trainee counts once."""

from typing import Any

from autograder.markable import find_question
from autograder.nbgrader_glue.report.analysis import analysed
from autograder.nbgrader_glue.report.behind import Shown, shown_by
from autograder.nbgrader_glue.report.class_data import read_class
from autograder.nbgrader_glue.report.misconceptions import AboutRule
from autograder.nbgrader_glue.report.statistics import Estimate, Unsaid
from tests.report.classroom import Classroom
from tests.school import BORROWER, CONTACT, OWES, RIGHT, STATE, UNTIL


def shown(question: str, value: Any) -> list[tuple[str, str, str, str]]:
    """(rule, mistake, given, right) of what an answer shows."""
    markable = find_question(question)
    return [_plain(one) for one in shown_by(markable, markable.mark(value))]


def _plain(one: Shown) -> tuple[str, str, str, str]:
    return (one.card.id if one.card else "", one.mistake, one.given, one.right)


def test_a_general_guarantee_taken_for_a_joint_one_is_about_the_rule_on_silence() -> None:
    assert shown(OWES, "guarantee_joint") == [
        ("GUA-04", "front_line_assumed", "guarantee_joint", "guarantee_general"),
    ]  # fmt: skip


def test_a_wrong_date_is_about_the_rule_that_works_it_out() -> None:
    assert shown(UNTIL, "2027-03-12") == [("GUA-09", "guarantee_clock_misread", "2027-03-12", "2024-09-12")]


def test_what_is_left_out_and_what_is_added_stand_under_their_own_rules() -> None:
    assert shown(STATE, ["period_running", "in_time"]) == [
        ("GUA-07", "flag_overlooked", "", "first_plea_available"),
        ("GUA-10", "flag_imagined", "in_time", ""),
    ]


def test_what_is_imagined_is_about_the_law_of_the_day_not_an_older_one() -> None:
    markable = find_question("chang_yu_father.chang_deming_call_wrongs")
    (found,) = shown_by(markable, markable.mark([*markable.mark(None).expected, "workplace"]))
    assert found.card is not None
    assert (found.mistake, found.card.name) == ("tag_imagined", "workplace_was_contacted")


def test_the_most_special_rule_is_named_and_the_others_beside_it() -> None:
    markable = find_question(CONTACT)
    (found,) = shown_by(markable, markable.mark("borrower_full"))
    assert found.card is not None
    assert (found.card.id, [card.id for card in found.beside]) == ("LIA-11", ["LIA-01"])


def test_a_code_too_many_is_about_the_rule_of_the_right_one() -> None:
    assert [entry[:3] for entry in shown(BORROWER, ["borrower_full", "guarantee_general"])] == [
        ("LIA-02", "ground_misread", "guarantee_general"),
    ]  # fmt: skip


def test_a_claim_is_about_a_rule_that_it_leans_on() -> None:
    claim = find_question("claims.s2_09")
    right = claim.mark(None).expected[0]
    wrong = next(value for value in claim.values if value != right)
    ((rule, mistake, given, expected),) = shown("claims.s2_09", wrong)
    assert rule in claim.mark(wrong).rules
    assert (mistake, given, expected) == (claim.mark(wrong).mistakes[0], wrong, right)


def test_right_and_open_answers_show_nothing() -> None:
    for question, value in RIGHT.items():
        assert shown(question, value) == []
        assert shown(question, None) == []


def about(room: Classroom, rule: str) -> AboutRule:
    found = analysed(read_class(room.root, room.assignment)).rules
    return next(one for one in found if one.rule == rule)


def test_forty_of_a_hundred_is_forty_per_cent_with_wilsons_interval(room: Classroom) -> None:
    for number in range(20):
        answer = {OWES: "guarantee_joint"} if number < 8 else {}
        room.hand_in(f"s{number}", {**RIGHT, **answer})
    silence = about(room, "GUA-04")
    (one,) = silence.misconceptions
    assert (one.mistake, one.count, one.of) == ("front_line_assumed", 8, 20)
    assert isinstance(one.share, Estimate)
    assert one.share.value == 0.4
    assert one.share.low is not None
    assert 0.21 < one.share.low < 0.23


def test_whoever_did_not_answer_is_not_in_the_denominator(room: Classroom) -> None:
    for number in range(12):
        answers = {key: value for key, value in RIGHT.items() if key != OWES or number}
        room.hand_in(f"s{number}", {**answers, **({OWES: "guarantee_joint"} if number == 1 else {})})
    assert (about(room, "GUA-04").count, about(room, "GUA-04").of) == (1, 11)


def test_each_trainee_counts_once_for_a_rule(room: Classroom) -> None:
    room.hand_in("ann", {**RIGHT, UNTIL: "2020-01-01", STATE: ["first_plea_available"]})
    clock = about(room, "GUA-09")
    assert [one.mistake for one in clock.misconceptions] == ["flag_overlooked", "guarantee_clock_misread"]
    assert (clock.count, clock.of, clock.share) == (1, 1, Unsaid.FEW)


def test_a_class_that_knows_everything_has_an_empty_map(room: Classroom) -> None:
    room.hand_in("ann", RIGHT)
    assert analysed(read_class(room.root, room.assignment)).rules == ()
