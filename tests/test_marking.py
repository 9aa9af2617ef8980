"""Marks: full for right and accepted, the table's share for a near miss, nothing for ticking everything."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from autograder.cases import load_case
from autograder.fact_kinds import RoleKind
from autograder.facts import Case
from autograder.marking import BadAnswer, Mark, NoKey, key_of, mark
from autograder.near_misses import MISSES, ONE_STEP, WRONG_ABOUT, all_mistakes, miss
from autograder.questions import ENOUGH, Part, QuestionKind
from autograder.solve import find
from autograder.verdict_misses import VERDICT_MISSES
from autograder.vocabulary import CODES, CollectionContact, Figure, Liability, Question
from autograder.words import LANGUAGES, words_for
from tests.builders import a_case, a_role
from tests.told import BORROWER, GUARANTOR, asked, at_hand, filed, guaranteed, married, rung

ONE, MANY = QuestionKind.ONE, QuestionKind.MANY
KINDS = ("guarantee_general", "guarantee_joint", "guarantee_released", "none")


def marked(case: Case, question: Any, value: Any) -> Mark:
    return mark(filed(case, question), question, value)


def test_the_right_answer_earns_all_and_shows_no_mistake() -> None:
    got = marked(guaranteed(), asked(ONE, *KINDS), "guarantee_general")
    assert (got.points, got.out_of, got.right, got.mistakes) == (2.0, 2.0, True, ())
    assert type(got.points) is float


def test_joint_for_general_earns_half_and_names_the_mistake() -> None:
    got = marked(guaranteed(), asked(ONE, *KINDS), "guarantee_joint")
    assert (got.points, got.right, got.mistakes) == (1.0, False, ("front_line_assumed",))


def test_a_wrong_answer_without_a_row_earns_nothing_but_still_names_a_mistake() -> None:
    got = marked(guaranteed(), asked(ONE, *KINDS), "none")
    assert (got.points, got.mistakes) == (0.0, ("duty_overlooked",))


def test_no_answer_earns_nothing_and_shows_no_mistake() -> None:
    got = marked(guaranteed(), asked(ONE, *KINDS), None)
    assert (got.points, got.given, got.mistakes, got.right) == (0.0, None, (), False)


@pytest.mark.parametrize("value", ["joint", "", 3, ["guarantee_joint"], {"a": 1}, True, 2.5])
def test_an_answer_of_the_wrong_shape_is_no_mark(value: Any) -> None:
    with pytest.raises(BadAnswer) as refused:
        marked(guaranteed(), asked(ONE, *KINDS), value)
    for language in LANGUAGES:
        assert "test_case.q" in refused.value.say(language)


def test_telling_a_contact_to_pay_takes_the_whole_question() -> None:
    options = ("borrower_full", "guarantee_joint", "estate_limited", "none")
    got = marked(rung(), asked(ONE, *options), "guarantee_joint")
    assert (got.points, got.critical, got.mistakes) == (0.0, True, ("contact_is_not_debtor",))
    harmless = marked(rung(), asked(ONE, *options), "estate_limited")
    assert not harmless.critical


def test_a_critical_tick_takes_a_set_although_part_of_it_is_right() -> None:
    options = ("none", "borrower_full", "estate_limited", "guarantee_released")
    assert marked(rung(), asked(MANY, *options), ["none", "estate_limited"]).points == pytest.approx(1.3333)
    got = marked(rung(), asked(MANY, *options), ["none", "borrower_full"])
    assert (got.points, got.critical) == (0.0, True)


def test_telling_a_contact_that_the_record_is_hit_is_critical() -> None:
    question = asked(ONE, "own_overdue", "no_entry", "not_reported", asks=Question.CREDIT_RECORD)
    assert marked(rung(), question, "no_entry").points == 2.0
    got = marked(rung(), question, "own_overdue")
    assert (got.points, got.critical, got.mistakes) == (0.0, True, ("contact_on_file",))
    assert marked(rung(), question, "not_reported").points == 1.0


def test_what_a_person_is_to_the_borrower_names_the_mistake() -> None:
    case = married(within_daily_needs=False)
    assert marked(case, asked(ONE, *KINDS), "guarantee_joint").mistakes == ("marriage_is_not_debt",)
    forged = a_case(
        persons=(BORROWER, GUARANTOR),
        roles=(a_role("ma"), a_role("sun", RoleKind.ACCOUNT_LENDER, act={"kept_money": None})),
    )
    assert marked(forged, asked(ONE, "borrower_full", "none"), "borrower_full").mistakes == ("account_is_not_debt",)


def test_a_severity_one_step_off_earns_half_and_two_steps_off_nothing() -> None:
    options = tuple(code.value for code in CollectionContact)
    question = asked(ONE, *options, asks=Question.COLLECTION_CONTACT, contact="call1")
    assert marked(rung(), question, "civil_infringement").right
    assert marked(rung(), question, "breach_standard").points == 2.0 * ONE_STEP
    assert marked(rung(), question, "admin_offence").mistakes == ("too_grave",)
    assert marked(rung(), question, "lawful_limited").points == 0.0


TAGS = ("wrong_target", "debtor_reachable", "disclosure", "insult", "public_shaming", "workplace")


def tags_question() -> Any:
    return asked(MANY, *TAGS, asks=Question.COLLECTION_CONTACT, contact="call1", of=Part.TAGS)


def test_ticking_everything_earns_exactly_nothing() -> None:
    assert marked(rung(), tags_question(), list(TAGS)).points == 0.0


def test_each_right_tick_earns_and_each_wrong_tick_costs() -> None:
    sets = [TAGS[:1], TAGS[:2], TAGS[:3], TAGS[:4], TAGS[:5], TAGS]
    points = [marked(rung(), tags_question(), list(ticks)).points for ticks in sets]
    assert points == [0.6667, 1.3333, 2.0, 1.3333, 0.6667, 0.0]


def test_what_was_ticked_too_much_and_too_little_is_named() -> None:
    got = marked(rung(), tags_question(), ["wrong_target", "insult"])
    assert got.mistakes == ("tag_imagined", "tag_overlooked")


def test_nothing_ticked_is_no_answer_and_an_empty_list_is_malformed() -> None:
    with pytest.raises(BadAnswer):
        marked(rung(), tags_question(), [])
    with pytest.raises(BadAnswer):
        marked(rung(), tags_question(), ["insult", "insult"])


def date_question() -> Any:
    return asked(QuestionKind.DATE, of=Figure.PERIOD_END)


def test_a_date_is_right_to_the_day_or_not_at_all() -> None:
    case = guaranteed()
    (right,) = key_of(filed(case), date_question()).expected
    assert marked(case, date_question(), right).points == 2.0
    day = date.fromisoformat(right)
    near = marked(case, date_question(), day.replace(day=day.day - 1).isoformat())
    assert (near.points, near.mistakes) == (0.0, ("one_day_off",))
    assert marked(case, date_question(), "2027-01-10").mistakes == ("guarantee_clock_misread",)
    for value in ("2025-7-10", "10/07/2025", "2025-02-30", 20250710):
        with pytest.raises(BadAnswer):
            marked(case, date_question(), value)


def test_a_number_is_right_exactly_however_it_is_written() -> None:
    case = guaranteed()
    question = asked(QuestionKind.AMOUNT, asks=Question.CREDIT_RECORD, of=Figure.OVERDUE_DAYS, about="ma")
    (right,) = key_of(filed(case), question).expected
    assert marked(case, question, right).points == 2.0
    assert marked(case, question, right + ".0").points == 2.0
    assert marked(case, question, str(int(right) + 1)).mistakes == ("one_day_off",)
    for value in ("many", "NaN", "-1", 143):
        with pytest.raises(BadAnswer):
            marked(case, question, value)


NEEDS = "loans.loan1.within_daily_needs"


def missing_question() -> Any:
    return asked(QuestionKind.MISSING_FACT, NEEDS, "loans.loan1.purpose_actual", ENOUGH, of=None)


def test_the_fact_that_decides_is_the_right_thing_to_ask_for() -> None:
    case = married()
    assert marked(case, missing_question(), NEEDS).points == 2.0
    assert marked(case, missing_question(), ENOUGH).mistakes == ("decided_without_asking",)
    assert marked(case, missing_question(), "loans.loan1.purpose_actual").mistakes == ("asked_the_wrong_fact",)


def test_enough_is_right_only_where_nothing_is_missing() -> None:
    case = married(within_daily_needs=True)
    assert marked(case, missing_question(), ENOUGH).points == 2.0
    assert marked(case, missing_question(), NEEDS).mistakes == ("asked_although_clear",)


def test_a_reason_waits_for_a_person() -> None:
    question = asked(QuestionKind.REASON, of=None)
    got = marked(guaranteed(), question, "因为没有写明保证方式")
    assert (got.points, got.needs_hand, got.right) == (None, True, False)
    with pytest.raises(BadAnswer):
        marked(guaranteed(), question, "字" * 2001)


def test_every_answer_that_unsettled_law_allows_earns_all() -> None:
    front = a_case(
        persons=(BORROWER, GUARANTOR),
        roles=(
            a_role("sun", RoleKind.NOMINAL_BORROWER, act={"identity_check_by_self": True}, lender_knew_true_user=True),
            a_role("ma", RoleKind.TRUE_USER),
        ),
    )
    question = asked(ONE, "borrower_full", "guarantee_joint", "none")
    for value in ("none", "borrower_full"):
        assert marked(front, question, value).points == 2.0
    assert not marked(front, question, "borrower_full").critical


def test_a_question_that_its_case_leaves_open_has_no_key() -> None:
    with pytest.raises(NoKey):
        key_of(filed(married()), asked(ONE, "spouse_joint_debt", "none"))


@pytest.mark.parametrize("options", [("guarantee_joint", "none"), ("guarantee_general",)])
def test_options_without_a_right_one_or_without_a_wrong_one_have_no_key(options: tuple[str, ...]) -> None:
    with pytest.raises(NoKey):
        key_of(filed(guaranteed()), asked(ONE, *options))


def test_a_finding_is_worked_out_once_for_a_case(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[Any] = []

    def counted(*parts: Any) -> Any:
        calls.append(parts)
        return find(*parts)

    monkeypatch.setattr("autograder.keys.find", counted)
    file = filed(guaranteed())
    for value in KINDS:
        mark(file, asked(ONE, *KINDS), value)
    assert len(calls) == 1


@pytest.mark.parametrize("folder", at_hand(), ids=lambda folder: folder.name)
def test_points_stay_in_their_bounds_and_the_right_answers_of_every_case_earn_all(folder: Path) -> None:
    file = load_case(folder)
    for question in file.questions:
        key = key_of(file, question)
        if not key.expected:
            continue
        value: Any = list(key.expected) if question.kind is MANY else key.expected[0]
        assert mark(file, question, value).points == question.points
        for option in question.options:
            got = mark(file, question, [option] if question.kind is MANY else option)
            assert got.points is not None
            assert 0.0 <= got.points <= got.out_of
            assert got.right or got.mistakes
        if question.kind is MANY:
            assert mark(file, question, list(question.options)).points == 0.0


def named_mistakes() -> Iterator[str]:
    yield from all_mistakes()
    yield from (miss.mistake for miss in VERDICT_MISSES.values())
    yield from (
        "duty_overlooked", "contact_on_file", "promise_without_form", "name_on_paper_decides", "account_is_not_debt",
        "marriage_is_not_debt", "blood_is_not_debt", "contact_is_not_debtor", "no_promise_no_debt", "one_day_off",
        "guarantee_clock_misread", "five_years_from_when", "display_misread", "date_misread", "grade_misread",
        "days_miscounted", "whole_sum_taken", "sum_misread", "tag_imagined", "tag_overlooked", "flag_imagined",
        "flag_overlooked", "incomplete", "decided_without_asking", "asked_although_clear", "asked_the_wrong_fact",
    )  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_mistake_has_a_name_and_a_sentence_that_asks_and_gives_nothing_away(language: str) -> None:
    words = words_for(language)
    told = {mistake: words(f"mistakes.{mistake}.says") for mistake in named_mistakes()}
    assert all(words(f"mistakes.{mistake}.name") for mistake in told)
    assert all("《" not in text and " art. " not in text for text in told.values())
    every = words.keys()
    known = {key.split(".")[1] for key in every if key.startswith("mistakes.")}
    assert known == set(told)


def test_near_misses_are_near_and_never_full() -> None:
    assert all(0.0 <= entry.share < 1.0 for entry in MISSES.values())
    assert miss(Liability.GUARANTEE_JOINT, Liability.GUARANTEE_GENERAL).share == 0.5
    assert set(WRONG_ABOUT) == set(Question) == set(CODES)
