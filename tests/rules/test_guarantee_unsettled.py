"""What a guarantor's clock says where the law is unsettled, and the flags and figures that go with it."""

from datetime import date
from typing import Any

import pytest

from autograder.fact_kinds import (
    CreditorActKind,
    Fault,
    OrganisationKind,
    PeriodWords,
    RoleKind,
    TypeWords,
    VariationKind,
    VoidReason,
)
from autograder.facts import Assignment, Case, CreditorAct, Person, PleaExceptions, Variation
from autograder.rulebook import Subject, weigh
from autograder.vocabulary import Figure, Flag, Liability, Question
from tests.builders import LOAN, a_case, a_guarantee, a_loan, a_person, a_role, found
from tests.rules.standing import fails_on, standing

OLD, NEW = date(2020, 12, 31), date(2021, 1, 1)
GENERAL, JOINT = TypeWords.EXPRESS_GENERAL, TypeWords.EXPRESS_JOINT
KIND = {GENERAL: Liability.GUARANTEE_GENERAL, JOINT: Liability.GUARANTEE_JOINT}
DUE: dict[str, Any] = {"signed": date(2020, 3, 2), "final_due": date(2021, 3, 1)}
CALLED_IN: dict[str, Any] = {**DUE, "final_due": date(2021, 9, 1), "accelerated_on": date(2021, 1, 4)}
END, OVER = date(2021, 9, 1), date(2021, 9, 2)


def guaranteed(
    formed: date, words: TypeWords, as_of: date, *acts: CreditorActKind, loan: dict[str, Any] = DUE,
    persons: tuple[Person, ...] = (), **facts: Any,
) -> Case:  # fmt: skip
    done = tuple(CreditorAct(kind=kind, date=date(2021, 5, 6)) for kind in acts)
    return a_case(
        as_of=as_of, persons=persons, loans=(a_loan(**loan),), roles=(a_role("bo"), a_role("gao", RoleKind.GUARANTOR)),
        guarantees=(a_guarantee("gao", formed=formed, type_words=words, creditor_acts=done, **facts),),
    )  # fmt: skip


def question(case: Case, name: str) -> str | None:
    """The unsettled question that the rule of this name raises, if it stands."""
    trials = weigh(Question.LIABILITY, case, Subject("gao", LOAN)).standing
    return next((trial.card.unsettled for trial in trials if trial.card.name == name), None)


OPEN_ENDED: dict[str, Any] = {"period_words": PeriodWords.UNTIL_FULLY_REPAID}
WAIVED: dict[str, Any] = {"plea_exceptions": PleaExceptions(waived_in_writing=True)}
INSOLVENT: dict[str, Any] = {"plea_exceptions": PleaExceptions(creditor_proves_insolvency=True)}
ASKED = CreditorActKind.DEMANDED_GUARANTOR
ON_ONE_READING: dict[str, tuple[date, TypeWords, tuple[CreditorActKind, ...], dict[str, Any], str]] = {
    "lapsed_general_by_one_length": (OLD, GENERAL, (), OPEN_ENDED, "U9"),
    "lapsed_joint_by_one_length": (OLD, JOINT, (), OPEN_ENDED, "U9"),
    "lapsed_general_by_one_start": (NEW, GENERAL, (), {"loan": CALLED_IN}, "U8"),
    "lapsed_joint_by_one_start": (NEW, JOINT, (), {"loan": CALLED_IN}, "U8"),
    "lapsed_general_by_one_start_until_2020": (OLD, GENERAL, (), {"loan": CALLED_IN}, "U8"),
    "lapsed_joint_by_one_start_until_2020": (OLD, JOINT, (), {"loan": CALLED_IN}, "U8"),
    "lapsed_though_plea_was_gone": (NEW, GENERAL, (ASKED,), WAIVED, "U23"),
    "lapsed_though_plea_was_gone_until_2020": (OLD, GENERAL, (ASKED,), WAIVED, "U23"),
    "lapsed_though_insolvency_was_proved": (NEW, GENERAL, (ASKED,), INSOLVENT, "U23"),
}


def on_one_reading(rule: str, loan: dict[str, Any] | None = None, **more: Any) -> Case:
    """The case in which that rule stands, with more facts about the guarantee or the loan."""
    formed, words, acts, facts, _ = ON_ONE_READING[rule]
    lent = {**facts.get("loan", DUE), **(loan or {})}
    return guaranteed(formed, words, OVER, *acts, **{**facts, **more, "loan": lent})


@pytest.mark.parametrize("rule", ON_ONE_READING)
def test_on_one_reading_released_and_on_the_other_bound(rule: str) -> None:
    case, (_, words, _, _, point) = on_one_reading(rule), ON_ONE_READING[rule]
    finding = found(case, "gao")
    assert finding.accepted == ((Liability.GUARANTEE_RELEASED,), (KIND[words],))
    assert finding.flags == (Flag.UNSETTLED,)
    assert question(case, rule) == point


@pytest.mark.parametrize(("case", "rule", "point"), [
    (guaranteed(OLD, JOINT, END, **OPEN_ENDED), "length_of_old_period_unsettled", "U9"),
    (guaranteed(NEW, JOINT, date(2021, 4, 1), loan=CALLED_IN), "start_after_acceleration_unsettled", "U8"),
    (guaranteed(OLD, JOINT, date(2021, 4, 1), loan=CALLED_IN), "start_after_acceleration_unsettled_until_2020", "U8"),
])  # fmt: skip
def test_an_open_end_of_the_period_is_unsettled_and_no_day_is_named(case: Case, rule: str, point: str) -> None:
    finding = found(case, "gao")
    assert finding.accepted == ((Liability.GUARANTEE_JOINT,),)
    assert Flag.UNSETTLED in finding.flags
    assert Figure.PERIOD_END not in finding.figures
    assert question(case, rule) == point


FIXED: dict[str, Any] = {"period_words": PeriodWords.FIXED, "period_end": date(2021, 10, 11)}
SUED = CreditorActKind.SUED_DEBTOR
RUNNING, IN_TIME, FIRST_PLEA, CALLABLE = (
    Flag.PERIOD_RUNNING, Flag.IN_TIME, Flag.FIRST_PLEA_AVAILABLE, Flag.CALLABLE_NOW,
)  # fmt: skip


@pytest.mark.parametrize("formed", [OLD, NEW])
@pytest.mark.parametrize(("words", "as_of", "acts", "facts", "flags", "end"), [
    (GENERAL, END, (), {}, {RUNNING, FIRST_PLEA}, END), (GENERAL, OVER, (SUED,), {}, {IN_TIME, FIRST_PLEA}, END),
    (GENERAL, END, (SUED,), {}, {IN_TIME, FIRST_PLEA}, END), (GENERAL, END, (), WAIVED, {RUNNING, CALLABLE}, END),
    (GENERAL, date(2021, 3, 1), (), WAIVED, {RUNNING}, END), (GENERAL, date(2021, 3, 1), (), {}, {RUNNING}, END),
    (JOINT, END, (), {}, {RUNNING, CALLABLE}, END), (JOINT, OVER, (ASKED,), {}, {IN_TIME, CALLABLE}, END),
    (JOINT, END, (ASKED,), {}, {IN_TIME, CALLABLE}, END), (JOINT, date(2021, 3, 1), (), {}, {RUNNING}, END),
    (GENERAL, date(2021, 10, 11), (), FIXED, {RUNNING, FIRST_PLEA}, date(2021, 10, 11)),
    (JOINT, date(2021, 10, 11), (), FIXED, {RUNNING, CALLABLE}, date(2021, 10, 11)),
    (GENERAL, OVER, (), {}, set(), END), (JOINT, OVER, (), {}, set(), END),
])  # fmt: skip
def test_the_flags_of_a_guarantors_clock(
    formed: date, words: TypeWords, as_of: date, acts: tuple[CreditorActKind, ...], facts: dict[str, Any],
    flags: set[Flag], end: date,
) -> None:  # fmt: skip
    finding = found(guaranteed(formed, words, as_of, *acts, **facts), "gao")
    assert set(finding.flags) == flags
    assert finding.figures[Figure.PERIOD_END] == end
    assert finding.codes == ((Liability.GUARANTEE_RELEASED,) if not flags else (KIND[words],))


def test_two_years_of_the_old_law_end_two_years_after_the_due_day() -> None:
    due: dict[str, Any] = {**DUE, "final_due": date(2020, 12, 31)}
    finding = found(guaranteed(OLD, JOINT, OVER, loan=due, **OPEN_ENDED), "gao")
    assert finding.figures[Figure.PERIOD_END] == date(2023, 1, 3)
    assert set(finding.flags) == {RUNNING, CALLABLE}


def test_insolvency_proved_makes_a_general_guarantor_callable_since_2021() -> None:
    assert CALLABLE in found(guaranteed(NEW, GENERAL, END, **INSOLVENT), "gao").flags
    assert FIRST_PLEA in found(guaranteed(OLD, GENERAL, END, **INSOLVENT), "gao").flags


SALE = Assignment(to="buyer", date=date(2021, 2, 1), notified_guarantors={"gao": date(2021, 2, 1)})


def a_change(kind: VariationKind) -> Variation:
    return Variation(
        kind=kind, date=date(2021, 2, 1), guarantor_written_consent=False, delta=None, guarantor_knew_rollover=True
    )


CUT_OFF: dict[str, dict[str, Any]] = {
    "sold_against_the_ban": {"forbids_assignment": True, "loan": {"assigned": SALE}},
    "debtor_replaced_behind_his_back": {"variations": (a_change(VariationKind.DEBT_TRANSFER),)},
    "old_loan_repaid_by_a_new_one": {"variations": (a_change(VariationKind.ROLLOVER_NEW_LOAN),)},
}


@pytest.mark.parametrize("by", CUT_OFF)
@pytest.mark.parametrize("rule", ON_ONE_READING)
def test_who_is_free_for_certain_needs_no_reading_of_the_clock(rule: str, by: str) -> None:
    case = on_one_reading(rule, **CUT_OFF[by])
    assert standing(case, "gao") & {rule, by} == {by}
    assert found(case, "gao").accepted == ((Liability.GUARANTEE_RELEASED,),)


# Damages from a void guarantee

SCHOOL = a_person("gao", is_org=True, org_kind=OrganisationKind.PUBLIC_WELFARE_NONPROFIT)
VOID: dict[str, dict[str, Any]] = {
    "barred_guarantor_and_lender_at_fault": {"persons": (SCHOOL,), "fault": Fault.BOTH},
    "barred_guarantor_alone_at_fault": {"persons": (SCHOOL,), "fault": Fault.GUARANTOR},
    "guarantor_of_a_void_loan_at_fault": {
        "loan": {**CALLED_IN, "void_reason": VoidReason.RELENDING}, "fault": Fault.BOTH,
    },
}  # fmt: skip


@pytest.mark.parametrize("words", [GENERAL, JOINT, TypeWords.NONE, TypeWords.UNABLE_TO_PAY, TypeWords.IF_NOT_PAID])
@pytest.mark.parametrize("why", VOID)
def test_damages_lost_by_one_of_two_ends_are_owed_by_the_other(why: str, words: TypeWords) -> None:
    case = guaranteed(NEW, words, OVER, **{"loan": CALLED_IN, **VOID[why]})
    assert standing(case, "gao") & (set(VOID) | {"damages_lost_by_one_start"}) == {"damages_lost_by_one_start"}
    assert found(case, "gao").accepted == ((Liability.NONE,), (Liability.FAULT_DAMAGES,))


SUED = CreditorActKind.SUED_DEBTOR


@pytest.mark.parametrize(("as_of", "acts", "condition"), [
    (OVER, (), None), (date(2021, 7, 6), (), None), (date(2021, 7, 5), (), "earlier_end_passed"),
    (OVER, (SUED,), "right_not_used_by_earlier_end"),
    (date(2022, 3, 1), (), None), (date(2022, 3, 2), (), "later_end_saves"),
])  # fmt: skip
def test_damages_hang_on_the_start_only_between_the_two_ends(
    as_of: date, acts: tuple[CreditorActKind, ...], condition: str | None
) -> None:
    barred = VOID["barred_guarantor_and_lender_at_fault"]
    case = guaranteed(NEW, GENERAL, as_of, *acts, loan=CALLED_IN, **barred)
    assert fails_on(case, "gao", "damages_lost_by_one_start") == condition


@pytest.mark.parametrize("why", VOID)
def test_before_2021_damages_are_lost_by_no_doubtful_end(why: str) -> None:
    old = guaranteed(OLD, GENERAL, OVER, **{"loan": CALLED_IN, **VOID[why]})
    assert "damages_lost_by_one_start" not in standing(old, "gao")
