"""A rule by itself: what it fails on first, where the result would hide it because another rule speaks as well."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from autograder.fact_kinds import (
    AccessionTold,
    AccessionWords,
    CourtEvent,
    Fault,
    JointUse,
    OrganisationKind,
    PeriodWords,
    PropertyKind,
    Purpose,
    Regime,
    RoleKind,
    SpouseActKind,
    StatementForm,
    TransferKind,
    TypeWords,
    VariationKind,
)
from autograder.facts import (
    Accession,
    Case,
    Court,
    DebtTransfer,
    JointUseProof,
    Property,
    SpouseAct,
    Transfer,
    Variation,
)
from autograder.vocabulary import Liability, Question
from tests.builders import LOAN, a_case, a_guarantee, a_loan, a_marriage, a_person, a_role, found
from tests.rules.standing import fails_on

# A spouse whose husband vouched

FORMED = date(2024, 1, 10)
JOINED = Accession(
    person="wife", loan=LOAN, date=FORMED, form=StatementForm.WRITTEN, told=AccessionTold.CREDITOR,
    words=AccessionWords.JOIN_CLEAR, scope=None,
)  # fmt: skip
TOOK_OVER = DebtTransfer(
    loan=LOAN, from_person="borrower", to_person="wife", date=date(2024, 3, 1), share=Decimal(5000),
    creditor_consented=True,
)  # fmt: skip


def vouched(*promises: Any, roles: tuple[Any, ...] = (), **parts: Any) -> Case:
    """Gao guaranteed while married, and it served his family; `promises` are further guarantees."""
    given = (a_guarantee("gao", formed=FORMED, family_benefit=True), *promises)
    return a_case(
        marriages=(a_marriage("gao", "wife"),), guarantees=given,
        roles=(a_role("borrower"), a_role("gao", RoleKind.GUARANTOR), *roles), **parts,
    )  # fmt: skip


@pytest.mark.parametrize(("case", "condition"), [
    (vouched(), None),
    (vouched(a_guarantee("wife")), "no_guarantee_given"),
    (vouched(accessions=(JOINED,)), "no_promise_to_join"),
    (vouched(debt_transfers=(TOOK_OVER,)), "no_debt_taken_over"),
    (vouched(roles=(a_role("wife", RoleKind.TRUE_USER),)), "not_the_hidden_user"),
    (a_case(marriages=(a_marriage("gao", "wife"),)), "spouse_gave_guarantee"),
])  # fmt: skip
def test_a_spouse_with_a_promise_of_her_own_answers_under_that_promise(case: Case, condition: str | None) -> None:
    assert fails_on(case, "wife", "guarantee_for_the_family") == condition


# The length of an old guarantee


@pytest.mark.parametrize(("loan", "promise", "condition"), [
    ({}, {"period_words": PeriodWords.UNTIL_FULLY_REPAID}, None),
    ({}, {"period_words": PeriodWords.NONE}, "open_ended_words"),
    ({}, {"period_words": PeriodWords.FIXED, "period_end": date(2020, 9, 1)}, "no_period_agreed"),
    ({"accelerated_on": date(2020, 3, 2)}, {"period_words": PeriodWords.UNTIL_FULLY_REPAID}, "one_start_only"),
])  # fmt: skip
def test_two_years_are_for_open_ended_words_of_a_loan_that_was_not_called_in(
    loan: dict[str, Any], promise: dict[str, Any], condition: str | None
) -> None:
    case = a_case(
        as_of=date(2020, 10, 12), roles=(a_role("borrower"), a_role("gao", RoleKind.GUARANTOR)),
        loans=(a_loan(**{"signed": date(2019, 5, 6), "final_due": date(2020, 5, 6), **loan}),),
        guarantees=(a_guarantee("gao", formed=date(2019, 5, 6), **promise),),
    )  # fmt: skip
    assert fails_on(case, "gao", "two_years_until_2020") == condition


# A new loan that repays an old one


@pytest.mark.parametrize(("knew", "condition"), [(True, None), (False, "same_guarantor_or_knew")])
def test_only_who_knew_that_the_new_loan_repays_an_old_one_answers_for_it(knew: bool, condition: str | None) -> None:
    change = Variation(
        kind=VariationKind.ROLLOVER_NEW_LOAN, date=FORMED, guarantor_written_consent=False, guarantor_knew_rollover=knew
    )
    promise = a_guarantee("gao", formed=FORMED, variations=(change,))
    case = a_case(guarantees=(promise,), roles=(a_role("borrower"), a_role("gao", RoleKind.GUARANTOR)))
    assert fails_on(case, "gao", "knowing_guarantor_of_a_rollover") == condition


# A void guarantee whose period has passed


@pytest.mark.parametrize("words", list(TypeWords))
def test_damages_for_a_void_guarantee_of_any_kind_are_lost_with_its_period(words: TypeWords) -> None:
    school = a_person("school", is_org=True, org_kind=OrganisationKind.PUBLIC_WELFARE_NONPROFIT)
    case = a_case(
        as_of=date(2026, 1, 12), persons=(school,), roles=(a_role("borrower"), a_role("school", RoleKind.GUARANTOR)),
        guarantees=(a_guarantee("school", type_words=words, fault=Fault.BOTH),),
    )  # fmt: skip
    assert found(case, "school").outcome is Liability.NONE


# A spouse and the other's debt


def couple(*acts: SpouseActKind, loan: dict[str, Any] | None = None, tie: dict[str, Any] | None = None) -> Case:
    """Bo borrowed on 10 January 2024; the lender proves that the family lived on the money."""
    done = tuple(SpouseAct(spouse="wife", loan=LOAN, kind=kind, date=date(2025, 4, 2)) for kind in acts)
    return a_case(
        loans=(a_loan(**{"within_daily_needs": True, "creditor_agreed_personal_debt": False, **(loan or {})}),),
        roles=(a_role("bo"),), marriages=(a_marriage("bo", "wife", **(tie or {})),), spouse_acts=done,
        joint_use_proofs=(JointUseProof(loan=LOAN, by_creditor=True, of=JointUse.JOINT_LIVING),),
    )  # fmt: skip


ADOPTED, SIGNED = SpouseActKind.RATIFIED_EXPRESS, SpouseActKind.CO_SIGNED
BEFORE: dict[str, Any] = {"since": date(2024, 6, 1)}
APART: dict[str, Any] = {"regime": Regime.SEPARATE_WRITTEN, "lender_knew_regime": {LOAN: True}}
GAMBLING = {"purpose_actual": Purpose.GAMBLING_DRUGS_CRIME}


@pytest.mark.parametrize(("rule", "case", "condition"), [
    ("spouse_adopted_an_unlawful_debt", couple(ADOPTED, loan=GAMBLING), None),
    ("spouse_adopted_an_unlawful_debt", couple(ADOPTED, SIGNED, loan=GAMBLING), "not_co_signed"),
    ("daily_needs_of_separate_owners", couple(tie=APART), None),
    ("daily_needs_of_separate_owners", couple(tie=APART | BEFORE), "married_when_signed"),
    ("lender_knew_of_separate_property", couple(loan={"within_daily_needs": False}, tie=APART), None),
    ("lender_knew_of_separate_property", couple(loan={"within_daily_needs": False}, tie=APART | BEFORE),
     "married_when_signed"),
    ("old_debt_used_for_the_family", couple(tie=BEFORE), None),
    ("old_debt_used_for_the_family", couple(ADOPTED, tie=BEFORE), "not_adopted_by_spouse"),
])  # fmt: skip
def test_a_rule_on_spouses_leaves_to_another_what_that_one_decides(
    rule: str, case: Case, condition: str | None
) -> None:
    assert fails_on(case, "wife", rule) == condition


# Who is named on the loan

BOY: dict[str, Any] = {"born": date(2008, 1, 11), "self_supporting_by_labour": True}
STRANGER = a_case(persons=(a_person("boy", **BOY),))


@pytest.mark.parametrize(("rule", "question", "condition"), [
    ("living_on_wages_counts_as_adult", Question.LIABILITY, "named_on_contract"),
    ("approved_loan_binds_the_minor", Question.LIABILITY, "named_on_contract"),
    ("a_name_alone_is_no_entry", Question.CREDIT_RECORD, "named_on_the_loan"),
    ("entry_of_an_unapproved_minor_is_wrong", Question.CREDIT_RECORD, "named_on_the_loan"),
])  # fmt: skip
def test_of_a_stranger_nothing_is_asked_but_whether_he_is_named(rule: str, question: Question, condition: str) -> None:
    assert fails_on(STRANGER, "boy", rule, question) == condition


# Things in enforcement

SEIZED = Court(event=CourtEvent.PROPERTY_SEIZED, date=date(2026, 1, 19), persons=("bo",), loan=LOAN, property="thing")


def seized(kind: PropertyKind, title: str, *given: Transfer, judged: tuple[str, ...] = ("bo",)) -> Case:
    """A thing that was sealed in enforcement."""
    thing = Property(
        id="thing", kind=kind, title=(title,), acquired=date(2020, 5, 6), value=Decimal(90_000), only_home=False
    )
    judgment = Court(event=CourtEvent.JUDGMENT, date=date(2026, 1, 12), persons=judged, loan=LOAN)
    return a_case(
        as_of=date(2026, 3, 10), roles=(a_role("bo"),), persons=(a_person("wife"),), court=(judgment, SEIZED),
        properties=(thing,), transfers=given,
    )  # fmt: skip


@pytest.mark.parametrize(("person", "condition"), [("bo", None), ("wife", "named_in_the_judgment")])
def test_what_is_left_of_wages_is_a_matter_of_the_debtor(person: str, condition: str | None) -> None:
    case = seized(PropertyKind.SALARY, person)
    assert fails_on(case, person, "wages_leave_enough_to_live_on", Question.ENFORCEMENT) == condition


@pytest.mark.parametrize(("judged", "condition"), [(("bo",), None), (("bo", "wife"), "not_named_in_the_judgment")])
def test_a_flat_from_a_divorce_is_kept_from_the_others_creditors_alone(
    judged: tuple[str, ...], condition: str | None
) -> None:
    deed = Transfer(
        property="thing", from_person="bo", to_person="wife", date=date(2025, 5, 6),
        kind=TransferKind.DIVORCE_ALLOCATION, price=Decimal(0), market=Decimal(90_000),
        impairs_creditor=False,
    )  # fmt: skip
    case = seized(PropertyKind.FLAT, "bo", deed, judged=judged)
    assert fails_on(case, "wife", "flat_from_a_divorce_not_yet_registered", Question.ENFORCEMENT) == condition
