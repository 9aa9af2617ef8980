"""A guarantee is told by the law of the day on which it was made: 2020-12-31 the old law, 2021-01-01 the new."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from autograder.fact_kinds import (
    CourtEvent,
    CreditorActKind,
    Fault,
    GuaranteeForm,
    OrganisationKind,
    PeriodWords,
    RoleKind,
    TypeWords,
    VariationKind,
)
from autograder.facts import Case, Court, CreditorAct, PleaExceptions, Variation
from autograder.vocabulary import Liability
from tests.builders import LOAN, a_case, a_guarantee, a_loan, a_person, a_role, found
from tests.rules.standing import standing

LAST_OLD, FIRST_NEW = date(2020, 12, 31), date(2021, 1, 1)
DUE, WITHIN, OVER = date(2021, 3, 1), date(2021, 4, 1), date(2021, 9, 2)
"""Six months from the due day end on 2021-09-01, a day of work."""

JOINT: dict[str, Any] = {"type_words": TypeWords.EXPRESS_JOINT}
GENERAL: dict[str, Any] = {"type_words": TypeWords.EXPRESS_GENERAL}
ALWAYS = {"never_more_than_the_debtor", "guarantee_without_a_ceiling"}


def done(kind: CreditorActKind, on: date = date(2021, 5, 6)) -> dict[str, Any]:
    return {"creditor_acts": (CreditorAct(kind=kind, date=on, served_guarantor=False),)}


SUED, ASKED = done(CreditorActKind.SUED_DEBTOR), done(CreditorActKind.DEMANDED_GUARANTOR)
BOTH_DONE: dict[str, Any] = {"creditor_acts": (*SUED["creditor_acts"], *ASKED["creditor_acts"])}
WAIVED: dict[str, Any] = {"plea_exceptions": PleaExceptions(waived_in_writing=True)}
INSOLVENT: dict[str, Any] = {"plea_exceptions": PleaExceptions(creditor_proves_insolvency=True)}
CALLED_IN: dict[str, Any] = {"loan": {"final_due": date(2021, 9, 1), "accelerated_on": date(2021, 1, 4)}}
"""Counted from the calling in the period ended on 2021-07-05, from the last due day on 2022-03-01."""
OPEN_ENDED: dict[str, Any] = {"period_words": PeriodWords.UNTIL_FULLY_REPAID}
BODY: dict[str, Any] = {"person": {"is_org": True, "org_kind": OrganisationKind.STATE_ORGAN}}


def guaranteed(
    formed: date, as_of: date = WITHIN, loan: dict[str, Any] | None = None, person: dict[str, Any] | None = None,
    court: tuple[Court, ...] = (), **facts: Any,
) -> Case:  # fmt: skip
    return a_case(
        as_of=as_of, persons=(a_person("one", **(person or {})),), court=court,
        loans=(a_loan(**{"signed": date(2020, 3, 2), "final_due": DUE, **(loan or {})}),),
        roles=(a_role("borrower"), a_role("one", RoleKind.GUARANTOR)),
        guarantees=(a_guarantee("one", formed=formed, **facts),),
    )  # fmt: skip


SCENES: dict[str, tuple[dict[str, Any], set[str]]] = {
    "oral": ({"form": GuaranteeForm.ORAL}, {"oral_guarantee"}),
    "joint": (JOINT, {
        "joint_by_express_words", "joint_guarantor_callable", "period_runs_joint", "six_months_by_law", *ALWAYS}),
    "general": (GENERAL, {"debtor_first_words", "first_plea", "period_runs_general", "six_months_by_law", *ALWAYS}),
    "unable": ({"type_words": TypeWords.UNABLE_TO_PAY}, {
        "debtor_first_words", "first_plea", "period_runs_general", "six_months_by_law", *ALWAYS}),
    "if not paid": ({"type_words": TypeWords.IF_NOT_PAID}, {
        "side_by_side_words", "joint_guarantor_callable", "period_runs_joint", "six_months_by_law", *ALWAYS}),
    "unconditional": ({"type_words": TypeWords.UNCONDITIONAL}, {
        "side_by_side_words", "joint_guarantor_callable", "period_runs_joint", "six_months_by_law", *ALWAYS}),
    "fixed": ({**JOINT, "period_words": PeriodWords.FIXED, "period_end": date(2021, 5, 6)}, {
        "joint_by_express_words", "joint_guarantor_callable", "period_runs_joint", "agreed_period", *ALWAYS}),
    "fixed, due before": (
        {**JOINT, "period_words": PeriodWords.FIXED, "period_end": DUE, "loan": CALLED_IN["loan"]}, {
            "joint_by_express_words", "joint_guarantor_callable", "period_runs_joint",
            "start_after_acceleration_unsettled", *ALWAYS}),
    "fixed and called in": (
        {**JOINT, "period_words": PeriodWords.FIXED, "period_end": date(2021, 10, 11), **CALLED_IN}, {
            "joint_by_express_words", "joint_guarantor_callable", "period_runs_joint", "agreed_period", *ALWAYS}),
    "plea waived": ({**GENERAL, **WAIVED}, {
        "debtor_first_words", "first_plea_lost", "period_runs_general", "six_months_by_law", *ALWAYS}),
    "not due, plea waived": ({**GENERAL, **WAIVED, "as_of": DUE}, {
        "debtor_first_words", "period_runs_general", "six_months_by_law", *ALWAYS}),
    "not due, insolvent": ({**GENERAL, **INSOLVENT, "as_of": DUE}, {
        "debtor_first_words", "period_runs_general", "six_months_by_law", *ALWAYS}),
    "not due, joint": ({**JOINT, "as_of": DUE}, {
        "joint_by_express_words", "period_runs_joint", "six_months_by_law", *ALWAYS}),
    "general on the last day": ({**GENERAL, "as_of": date(2021, 9, 1)}, {
        "debtor_first_words", "first_plea", "period_runs_general", "six_months_by_law", *ALWAYS}),
    "general lapsed": ({**GENERAL, "as_of": OVER}, {"lapsed_general", "six_months_by_law"}),
    "general lapsed although asked": ({**GENERAL, **ASKED, "as_of": OVER}, {"lapsed_general", "six_months_by_law"}),
    "joint on the last day": ({**JOINT, "as_of": date(2021, 9, 1)}, {
        "joint_by_express_words", "joint_guarantor_callable", "period_runs_joint", "six_months_by_law", *ALWAYS}),
    "joint lapsed": ({**JOINT, "as_of": OVER}, {"lapsed_joint", "six_months_by_law"}),
    "joint lapsed although sued": ({**JOINT, **SUED, "as_of": OVER}, {"lapsed_joint", "six_months_by_law"}),
    "joint kept": ({**JOINT, **ASKED, "as_of": OVER}, {
        "joint_by_express_words", "joint_guarantor_callable", "in_time_joint", "six_months_by_law",
        "limitation_runs_from_the_demand", *ALWAYS}),
    "joint kept while it runs": ({**JOINT, **ASKED, "as_of": date(2021, 5, 6)}, {
        "joint_by_express_words", "joint_guarantor_callable", "in_time_joint", "six_months_by_law",
        "limitation_runs_from_the_demand", *ALWAYS}),
    "asked though the plea was gone": ({**GENERAL, **WAIVED, **ASKED, "as_of": OVER}, {
        "lapsed_though_plea_was_gone", "six_months_by_law"}),
    "plea gone and nobody asked": ({**GENERAL, **WAIVED, "as_of": OVER}, {"lapsed_general", "six_months_by_law"}),
    "called in, general": ({**GENERAL, **CALLED_IN, "as_of": OVER}, {
        "lapsed_general_by_one_start", "start_after_acceleration_unsettled"}),
    "called in, joint": ({**JOINT, **CALLED_IN, "as_of": OVER}, {
        "lapsed_joint_by_one_start", "start_after_acceleration_unsettled"}),
    "called in, asked": ({**GENERAL, **CALLED_IN, **WAIVED, **ASKED, "as_of": OVER}, {
        "lapsed_though_plea_was_gone", "start_after_acceleration_unsettled"}),
    "called in, sued before both ends": ({**GENERAL, **CALLED_IN, **SUED, "as_of": OVER}, {
        "debtor_first_words", "first_plea", "in_time_general", "start_after_acceleration_unsettled",
        "limitation_waits_for_the_plea", *ALWAYS}),
    "called in, sued between the ends": (
        {**GENERAL, **CALLED_IN, **done(CreditorActKind.SUED_DEBTOR, date(2021, 7, 6)), "as_of": date(2022, 4, 1)},
        {"lapsed_general_by_one_start", "start_after_acceleration_unsettled"}),
    "called in, asked between the ends": (
        {**JOINT, **CALLED_IN, **done(CreditorActKind.DEMANDED_GUARANTOR, date(2021, 7, 6)), "as_of": date(2022, 4, 1)},
        {"lapsed_joint_by_one_start", "start_after_acceleration_unsettled"}),
    "called in, both ends over, general": ({**GENERAL, **CALLED_IN, "as_of": date(2022, 3, 2)}, {
        "lapsed_general", "start_after_acceleration_unsettled"}),
    "called in, both ends over, joint": ({**JOINT, **CALLED_IN, "as_of": date(2022, 3, 2)}, {
        "lapsed_joint", "start_after_acceleration_unsettled"}),
    "called in, first end not over": ({**JOINT, **CALLED_IN, "as_of": date(2021, 7, 5)}, {
        "joint_by_express_words", "joint_guarantor_callable", "period_runs_joint",
        "start_after_acceleration_unsettled", *ALWAYS}),
    "called in, general, first end not over": ({**GENERAL, **CALLED_IN, "as_of": date(2021, 7, 5)}, {
        "debtor_first_words", "first_plea", "period_runs_general", "start_after_acceleration_unsettled", *ALWAYS}),
    "called in, asked before both ends": ({**JOINT, **CALLED_IN, **ASKED, "as_of": OVER}, {
        "joint_by_express_words", "joint_guarantor_callable", "in_time_joint", "start_after_acceleration_unsettled",
        "limitation_runs_from_the_demand", *ALWAYS}),
    "general kept": ({**GENERAL, **SUED, "as_of": OVER}, {
        "debtor_first_words", "first_plea", "in_time_general", "six_months_by_law", "limitation_waits_for_the_plea",
        *ALWAYS}),
    "general kept while it runs": ({**GENERAL, **SUED, "as_of": date(2021, 5, 6)}, {
        "debtor_first_words", "first_plea", "in_time_general", "six_months_by_law", "limitation_waits_for_the_plea",
        *ALWAYS}),
    "asked, plea gone, last day": ({**GENERAL, **WAIVED, **ASKED, "as_of": date(2021, 9, 1)}, {
        "debtor_first_words", "first_plea_lost", "period_runs_general", "six_months_by_law", *ALWAYS}),
    "asked and sued, plea gone": ({**GENERAL, **WAIVED, **BOTH_DONE, "as_of": OVER}, {
        "debtor_first_words", "first_plea_lost", "in_time_general", "six_months_by_law", *ALWAYS}),
    "both to blame": ({**BODY, "fault": Fault.BOTH}, {"barred_guarantor_and_lender_at_fault"}),
    "guarantor to blame": ({**BODY, "fault": Fault.GUARANTOR}, {"barred_guarantor_alone_at_fault"}),
    "lender to blame": ({**BODY, "fault": Fault.CREDITOR}, {"barred_guarantor_without_fault"}),
}  # fmt: skip
"""Facts, and the rules that then stand since 2021; before, each has its twin."""

WITHOUT_TWIN = {"never_more_than_the_debtor", "guarantee_without_a_ceiling"}
OTHER_TWIN: dict[str, Any] = {"six_months_by_law": "six_months_until_2020"}
SINCE_2021_ONLY = {"limitation_waits_for_the_plea"}


def before(names: set[str]) -> set[str]:
    twins = {name: f"{name}_until_2020" for name in names - WITHOUT_TWIN - SINCE_2021_ONLY} | OTHER_TWIN
    return {twins.get(name, name) for name in names - SINCE_2021_ONLY}


@pytest.mark.parametrize("scene", SCENES)
def test_the_new_law_begins_with_guarantees_of_the_first_of_january_2021(scene: str) -> None:
    facts, names = SCENES[scene]
    assert standing(guaranteed(FIRST_NEW, **facts), "one") == names


@pytest.mark.parametrize("scene", SCENES)
def test_the_old_law_governs_guarantees_up_to_the_last_of_december_2020(scene: str) -> None:
    facts, names = SCENES[scene]
    assert standing(guaranteed(LAST_OLD, **facts), "one") == before(names)


@pytest.mark.parametrize("silent", [TypeWords.NONE, TypeWords.CONTRADICTORY])
def test_silence_on_the_kind_changed_its_meaning_that_day(silent: TypeWords) -> None:
    rest = {"six_months_by_law", *ALWAYS}
    assert standing(guaranteed(FIRST_NEW, type_words=silent), "one") == {
        "silence_means_general", "first_plea", "period_runs_general", *rest,
    }  # fmt: skip
    assert standing(guaranteed(LAST_OLD, type_words=silent), "one") == before(
        {"silence_means_joint", "joint_guarantor_callable", "period_runs_joint", *rest}
    )


def test_proof_of_insolvency_takes_the_plea_away_since_that_day_only() -> None:
    rest = {"debtor_first_words", "period_runs_general", "six_months_by_law", *ALWAYS}
    facts: dict[str, Any] = {**GENERAL, **INSOLVENT}
    assert standing(guaranteed(FIRST_NEW, **facts), "one") == {"first_plea_lost_by_insolvency", *rest}
    assert standing(guaranteed(LAST_OLD, **facts), "one") == before({"first_plea", *rest})


def test_being_asked_in_spite_of_proved_insolvency_matters_since_that_day_only() -> None:
    facts: dict[str, Any] = {**GENERAL, **INSOLVENT, **ASKED, "as_of": OVER}
    assert standing(guaranteed(FIRST_NEW, **facts), "one") == {
        "lapsed_though_insolvency_was_proved", "six_months_by_law",
    }  # fmt: skip
    assert standing(guaranteed(LAST_OLD, **facts), "one") == before({"lapsed_general", "six_months_by_law"})
    both = {**facts, "plea_exceptions": PleaExceptions(waived_in_writing=True, creditor_proves_insolvency=True)}
    assert standing(guaranteed(FIRST_NEW, **both), "one") == {
        "lapsed_though_insolvency_was_proved", "six_months_by_law",
    }  # fmt: skip
    called: dict[str, Any] = {**facts, **CALLED_IN}
    assert standing(guaranteed(FIRST_NEW, **called), "one") == {
        "lapsed_though_insolvency_was_proved", "start_after_acceleration_unsettled",
    }  # fmt: skip
    nobody: dict[str, Any] = {**facts, "creditor_acts": ()}
    assert standing(guaranteed(FIRST_NEW, **nobody), "one") == {"lapsed_general", "six_months_by_law"}
    alive = {"debtor_first_words", "first_plea_lost_by_insolvency", "six_months_by_law", *ALWAYS}
    last_day: dict[str, Any] = {**facts, "as_of": date(2021, 9, 1)}
    assert standing(guaranteed(FIRST_NEW, **last_day), "one") == {"period_runs_general", *alive}
    assert standing(guaranteed(FIRST_NEW, **{**facts, **BOTH_DONE}), "one") == {"in_time_general", *alive}


@pytest.mark.parametrize("open_ended", [PeriodWords.UNTIL_FULLY_REPAID, PeriodWords.UNCLEAR])
def test_open_ended_words_meant_two_years_until_then_and_mean_six_months_since(open_ended: PeriodWords) -> None:
    facts: dict[str, Any] = {**JOINT, "period_words": open_ended}
    rest = {"joint_by_express_words", "joint_guarantor_callable", "period_runs_joint", *ALWAYS}
    assert standing(guaranteed(FIRST_NEW, **facts), "one") == {"six_months_by_law", *rest}
    due: dict[str, Any] = {"loan": {"final_due": LAST_OLD}}
    assert standing(guaranteed(LAST_OLD, **facts, **due), "one") == {"two_years_until_2020", *before(rest)}
    assert standing(guaranteed(FIRST_NEW, **facts, **due), "one") == {"six_months_by_law", *rest}
    for kind, alive in ((JOINT, "joint"), (GENERAL, "general")):
        later = standing(guaranteed(LAST_OLD, as_of=date(2021, 9, 2), **{**facts, **kind}, **due), "one")
        assert {f"period_runs_{alive}_until_2020", "two_years_until_2020"} <= later
        assert not any(name.startswith("lapsed") for name in later)
    due = {"loan": {"final_due": FIRST_NEW}}
    assert standing(guaranteed(LAST_OLD, **facts, **due), "one") == {"length_of_old_period_unsettled", *before(rest)}


@pytest.mark.parametrize(("kind", "rule"), [(GENERAL, "lapsed_general"), (JOINT, "lapsed_joint")])
def test_between_six_months_and_two_years_an_old_open_ended_guarantee_is_unsettled(
    kind: dict[str, Any], rule: str
) -> None:
    facts: dict[str, Any] = {**kind, **OPEN_ENDED}
    on_the_first = standing(guaranteed(LAST_OLD, as_of=date(2021, 9, 1), **facts), "one")
    assert f"{rule}_by_one_length" not in on_the_first
    between = {f"{rule}_by_one_length", "length_of_old_period_unsettled"}
    for as_of in (date(2021, 9, 2), date(2023, 3, 1)):
        assert standing(guaranteed(LAST_OLD, as_of=as_of, **facts), "one") == between
    assert standing(guaranteed(FIRST_NEW, as_of=OVER, **facts), "one") == {rule, "six_months_by_law"}
    over = {f"{rule}_until_2020", "length_of_old_period_unsettled"}
    assert standing(guaranteed(LAST_OLD, as_of=date(2023, 3, 2), **facts), "one") == over


def test_an_old_open_ended_guarantee_used_between_its_two_ends_stays_unsettled_for_good() -> None:
    late, after = date(2021, 9, 2), date(2023, 3, 2)
    sued: dict[str, Any] = {**GENERAL, **OPEN_ENDED, **done(CreditorActKind.SUED_DEBTOR, late), "as_of": after}
    asked: dict[str, Any] = {**JOINT, **OPEN_ENDED, **done(CreditorActKind.DEMANDED_GUARANTOR, late), "as_of": after}
    rest = {"length_of_old_period_unsettled"}
    assert standing(guaranteed(LAST_OLD, **sued), "one") == {"lapsed_general_by_one_length", *rest}
    assert standing(guaranteed(LAST_OLD, **asked), "one") == {"lapsed_joint_by_one_length", *rest}
    early: dict[str, Any] = {**JOINT, **OPEN_ENDED, **ASKED, "as_of": after}
    assert standing(guaranteed(LAST_OLD, **early), "one") == {*rest, *before({
        "joint_by_express_words", "joint_guarantor_callable", "in_time_joint", "limitation_runs_from_the_demand",
        *ALWAYS,
    })}  # fmt: skip
    early = {**GENERAL, **OPEN_ENDED, **SUED, "as_of": after}
    assert standing(guaranteed(LAST_OLD, **early), "one") == {*rest, *before(
        {"debtor_first_words", "first_plea", "in_time_general", *ALWAYS}
    )}  # fmt: skip


def test_an_old_open_ended_guarantee_of_which_only_the_guarantor_was_asked_after_the_plea_had_gone() -> None:
    facts: dict[str, Any] = {**GENERAL, **OPEN_ENDED, **WAIVED, **ASKED, "as_of": OVER}
    assert standing(guaranteed(LAST_OLD, **facts), "one") == {
        "lapsed_though_plea_was_gone_until_2020", "length_of_old_period_unsettled",
    }  # fmt: skip


def test_a_body_without_fault_paid_a_lender_without_fault_before_2021_and_pays_nothing_since() -> None:
    facts: dict[str, Any] = {**BODY, "fault": Fault.NONE}
    assert standing(guaranteed(FIRST_NEW, **facts), "one") == {"barred_guarantor_without_fault"}
    assert standing(guaranteed(LAST_OLD, **facts), "one") == {"barred_guarantor_alone_at_fault_until_2020"}
    assert found(guaranteed(LAST_OLD, **facts), "one").codes == (Liability.FAULT_DAMAGES,)
    minor = {"born": date(2010, 3, 3), "legal_rep_act": {LOAN: "refused"}}
    child: dict[str, Any] = {"person": minor, "fault": Fault.NONE}
    assert standing(guaranteed(LAST_OLD, **child), "one") == {"barred_guarantor_without_fault_until_2020"}
    assert standing(guaranteed(FIRST_NEW, **child), "one") == {"barred_guarantor_without_fault"}


def test_damages_are_lost_with_the_period_under_the_new_law_only() -> None:
    facts: dict[str, Any] = {**BODY, "fault": Fault.BOTH, "as_of": OVER}
    assert standing(guaranteed(FIRST_NEW, **facts), "one") == {"damages_lost_with_the_period"}
    assert standing(guaranteed(LAST_OLD, **facts), "one") == {"barred_guarantor_and_lender_at_fault_until_2020"}


CHANGES = {
    VariationKind.EXTENSION: "extension_leaves_the_clock", VariationKind.INCREASE: "increase_leaves_the_guarantor",
    VariationKind.REDUCTION: "reduction_helps_the_guarantor",
}  # fmt: skip


@pytest.mark.parametrize("kind", CHANGES)
def test_a_change_of_the_loan_has_the_law_of_its_own_day(kind: VariationKind) -> None:
    def changed(on: date) -> set[str]:
        change = Variation(kind=kind, date=on, guarantor_written_consent=False, delta=Decimal(1_000), new_due=DUE)
        return standing(guaranteed(date(2020, 6, 1), variations=(change,), **JOINT), "one")

    rest = before({"joint_by_express_words", "joint_guarantor_callable", "period_runs_joint", "six_months_by_law"})
    assert changed(FIRST_NEW) == {CHANGES[kind], *rest, *ALWAYS}
    assert changed(LAST_OLD) == {f"{CHANGES[kind]}_until_2020", *rest, *ALWAYS}


@pytest.mark.parametrize("kind", [VariationKind.EXTENSION, VariationKind.INCREASE])
@pytest.mark.parametrize("on", [LAST_OLD, FIRST_NEW])
def test_a_change_to_which_the_guarantor_agreed_in_writing_is_not_held_against_the_lender(
    kind: VariationKind, on: date
) -> None:
    change = Variation(kind=kind, date=on, guarantor_written_consent=True, delta=Decimal(1_000), new_due=DUE)
    names = standing(guaranteed(date(2020, 6, 1), variations=(change,), **JOINT), "one")
    assert not {CHANGES[kind], f"{CHANGES[kind]}_until_2020"} & names


@pytest.mark.parametrize("formed", [LAST_OLD, FIRST_NEW])
def test_an_agreed_share_is_told_by_the_law_of_the_guarantee(formed: date) -> None:
    names = {"joint_by_express_words", "joint_guarantor_callable", "period_runs_joint", "six_months_by_law",
             "never_more_than_the_debtor", "own_share_agreed_with_the_lender"}  # fmt: skip
    case = guaranteed(formed, shares={"one": Decimal(9_000)}, **JOINT)
    assert standing(case, "one") == (names if formed == FIRST_NEW else before(names))


@pytest.mark.parametrize(("formed", "rule"), [
    (LAST_OLD, "jointly_for_the_whole_until_2020"), (FIRST_NEW, "each_for_the_whole"),
])  # fmt: skip
def test_several_guarantors_without_shares_are_told_by_the_law_of_the_guarantee(formed: date, rule: str) -> None:
    several = {"each_for_the_whole", "jointly_for_the_whole_until_2020"}
    assert several & standing(guaranteed(formed, co_guarantors=("two",), **JOINT), "one") == {rule}
    assert not several & standing(guaranteed(formed, **JOINT), "one")
    shared = guaranteed(formed, co_guarantors=("two",), shares={"one": Decimal(9_000)}, **JOINT)
    assert not several & standing(shared, "one")


def test_the_time_against_an_old_general_guarantor_runs_from_the_judgment_and_against_a_new_one_waits() -> None:
    judged = Court(event=CourtEvent.JUDGMENT, date=date(2021, 7, 1), persons=("borrower",), loan=LOAN)
    facts: dict[str, Any] = {**GENERAL, **SUED, "as_of": OVER, "court": (judged,)}
    rest = {"debtor_first_words", "first_plea", "in_time_general", "six_months_by_law", *ALWAYS}
    assert standing(guaranteed(FIRST_NEW, **facts), "one") == {"limitation_waits_for_the_plea", *rest}
    assert standing(guaranteed(LAST_OLD, **facts), "one") == {
        "limitation_runs_from_the_judgment_until_2020", *before(rest),
    }  # fmt: skip
