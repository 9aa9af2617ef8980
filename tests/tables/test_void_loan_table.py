"""Row L3 of the liability table: which loans are void, and what that leaves of every role on them."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from autograder.fact_kinds import (
    AccessionTold,
    AccessionWords,
    CreditorActKind,
    EventKind,
    Fault,
    LenderKind,
    RoleKind,
    StatementForm,
    TypeWords,
    VoidReason,
)
from autograder.facts import Accession, CreditorAct, Event, Inheritance
from autograder.vocabulary import Figure, Liability
from tests.builders import LOAN, a_case, a_guarantee, a_lender, a_loan, a_marriage, a_person, a_role, found
from tests.tables.agreement import agree
from tests.tables.first_match import every_combination

UNLICENSED = (LenderKind.NATURAL_PERSON, LenderKind.COMPANY_OCCASIONAL)
LENDING: dict[str, Any] = {
    "kind": list(LenderKind),
    "to_the_public": [False, True],
    "illegal_use_known": [False, True],
    "reason": list(VoidReason),
}


def void(facts: Any) -> bool:
    professional = facts.kind is LenderKind.UNLICENSED_PLATFORM or (facts.kind in UNLICENSED and facts.to_the_public)
    return professional or facts.illegal_use_known or facts.reason is not VoidReason.NONE


def lent(facts: Any) -> Any:
    lender = a_lender(kind=facts.kind, repeat_lender_to_public=facts.to_the_public)
    loan = a_loan(lender_knew_illegal_use=facts.illegal_use_known, void_reason=facts.reason)
    return found(a_case(lenders=(lender,), loans=(loan,)), "borrower").codes


def sensible(facts: Any) -> bool:
    """A lender with a licence does not lend without one."""
    without = facts.kind in (*UNLICENSED, LenderKind.UNLICENSED_PLATFORM)
    return without or facts.reason is not VoidReason.UNLICENSED_LENDING


def test_a_loan_without_licence_for_a_crime_or_out_of_borrowed_credit_is_void() -> None:
    agree(
        filter(sensible, every_combination(LENDING)),
        lent,
        lambda facts: (Liability.RESTITUTION_ONLY if void(facts) else Liability.BORROWER_FULL,),
    )


ROLES: dict[str, tuple[Liability, Liability]] = {
    "borrower": (Liability.BORROWER_FULL, Liability.RESTITUTION_ONLY),
    "co_borrower": (Liability.JOINT_DEBTOR_FULL, Liability.RESTITUTION_ONLY),
    "nominal_borrower": (Liability.BORROWER_FULL, Liability.RESTITUTION_ONLY),
    "guarantor_without_fault": (Liability.GUARANTEE_GENERAL, Liability.NONE),
    "guarantor_at_fault": (Liability.GUARANTEE_GENERAL, Liability.FAULT_DAMAGES),
    "debt_accessor": (Liability.ACCESSION_JOINT_CAPPED, Liability.NONE),
    "collateral_provider": (Liability.COLLATERAL_LIMITED, Liability.NONE),
    "spouse": (Liability.SPOUSE_JOINT_DEBT, Liability.NONE),
    "heir_of_the_borrower": (Liability.ESTATE_LIMITED, Liability.ESTATE_LIMITED),
    "witness": (Liability.NONE, Liability.NONE),
}
"""What each person owes on a good loan, and on a void one."""


@pytest.mark.parametrize("void", [False, True])
@pytest.mark.parametrize("who", ROLES)
def test_a_void_loan_leaves_its_debtors_restitution_and_its_securities_nothing_but_fault(who: str, void: bool) -> None:
    guarantor, heir = who.startswith("guarantor"), who == "heir_of_the_borrower"
    kinds = {
        "borrower": RoleKind.BORROWER, "co_borrower": RoleKind.CO_BORROWER, "debt_accessor": RoleKind.DEBT_ACCESSOR,
        "nominal_borrower": RoleKind.NOMINAL_BORROWER, "collateral_provider": RoleKind.COLLATERAL_PROVIDER,
        "witness": RoleKind.WITNESS, "guarantor_at_fault": RoleKind.GUARANTOR,
        "guarantor_without_fault": RoleKind.GUARANTOR,
    }  # fmt: skip
    own = {"identity_check_by_self": True}
    role = (a_role("one", kinds[who], act=own, lender_knew_true_user=False),) if who in kinds else ()
    joined = Accession(
        person="one", loan=LOAN, date=date(2024, 3, 4), form=StatementForm.WRITTEN, told=AccessionTold.CREDITOR,
        words=AccessionWords.JOIN_CLEAR, scope=None,
    )  # fmt: skip
    case = a_case(
        lenders=(a_lender(kind=LenderKind.UNLICENSED_PLATFORM if void else LenderKind.BANK),),
        loans=(a_loan(within_daily_needs=True),), roles=role if who == "borrower" else (a_role("borrower"), *role),
        persons=(a_person("one"), a_person("borrower", died=date(2025, 3, 3) if heir else None)),
        guarantees=(a_guarantee("one", fault=Fault.BOTH if who == "guarantor_at_fault" else Fault.NONE),)
        if guarantor else (),
        accessions=(joined,) if who == "debt_accessor" else (),
        marriages=(a_marriage("borrower", "one"),) if who == "spouse" else (),
        inheritances=(Inheritance(deceased="borrower", heir="one", value_received=Decimal(9_000)),) if heir else (),
    )  # fmt: skip
    assert found(case, "one").codes == (ROLES[who][void],)


GUARANTEED: dict[str, Any] = {
    "fault": list(Fault),
    "words": [TypeWords.NONE, TypeWords.EXPRESS_JOINT],
    "formed": [date(2020, 6, 10), date(2024, 1, 10)],
    "act": [None, CreditorActKind.SUED_DEBTOR, CreditorActKind.DEMANDED_GUARANTOR],
    "act_on": [date(2025, 7, 10), date(2025, 7, 11)],
    "seen_from": [date(2025, 7, 10), date(2025, 7, 11), date(2025, 12, 1)],
}
"""The period of six months ends on 2025-07-10."""


def kept(facts: Any) -> bool:
    """Whether the lender did not let the guarantee period pass (GI 33, so for guarantees since 2021)."""
    if facts.formed < date(2021, 1, 1) or facts.seen_from <= date(2025, 7, 10):
        return True
    joint = facts.words is TypeWords.EXPRESS_JOINT
    wanted = CreditorActKind.DEMANDED_GUARANTOR if joint else CreditorActKind.SUED_DEBTOR
    return facts.act is wanted and facts.act_on == date(2025, 7, 10)


def guarantor(facts: Any) -> Any:
    guarantee = a_guarantee(
        "one", fault=facts.fault, type_words=facts.words, formed=facts.formed,
        creditor_acts=() if facts.act is None else (CreditorAct(kind=facts.act, date=facts.act_on),),
    )  # fmt: skip
    case = a_case(
        as_of=facts.seen_from, lenders=(a_lender(kind=LenderKind.UNLICENSED_PLATFORM),),
        loans=(a_loan(signed=facts.formed),), roles=(a_role("borrower"), a_role("one", RoleKind.GUARANTOR)),
        guarantees=(guarantee,),
    )  # fmt: skip
    return found(case, "one").codes


def test_fault_leaves_a_slice_of_a_void_loan_as_long_as_the_period_was_kept() -> None:
    def table(facts: Any) -> Any:
        at_fault = facts.fault in (Fault.GUARANTOR, Fault.BOTH)
        return (Liability.FAULT_DAMAGES if at_fault and kept(facts) else Liability.NONE,)

    agree(every_combination(GUARANTEED), guarantor, table)


PAID: dict[str, Any] = {
    "deducted": [0, 900],
    "kind": [EventKind.PAID_PART, EventKind.PAID_FULL_INSTALMENT, EventKind.DEMANDED_DEBTOR],
    "paid": [0, 12_000, 29_100, 40_000],
}


def test_what_goes_back_is_what_was_received_less_what_was_paid() -> None:
    def solved(facts: Any) -> Any:
        event = Event(loan=LOAN, kind=facts.kind, date=date(2025, 5, 2), person="borrower", amount=Decimal(facts.paid))
        case = a_case(
            lenders=(a_lender(kind=LenderKind.UNLICENSED_PLATFORM),), events=(event,) if facts.paid else (),
            loans=(a_loan(deducted_upfront=Decimal(facts.deducted)),),
        )  # fmt: skip
        return found(case, "borrower").figures.get(Figure.RESTITUTION_AMOUNT)

    def table(facts: Any) -> Any:
        counts = facts.kind is not EventKind.DEMANDED_DEBTOR
        return max(Decimal(0), Decimal(30_000) - facts.deducted - (facts.paid if counts else 0))

    agree(every_combination(PAID), solved, table)


SHARES: dict[str, Any] = {
    "clause": ["none", "both", "of_the_borrower", "of_the_other"],
    "who": ["borrower", "co"],
    "void": [False, True],
}


def test_a_share_clause_accepted_by_the_lender_leaves_each_debtor_the_own_share() -> None:
    shares = {"borrower": Decimal(10_000), "co": Decimal(20_000)}
    clauses = {
        "none": {}, "both": shares, "of_the_borrower": {"borrower": Decimal(10_000)}, "of_the_other": {"x": Decimal(1)},
    }  # fmt: skip

    def solved(facts: Any) -> Any:
        kind = LenderKind.UNLICENSED_PLATFORM if facts.void else LenderKind.BANK
        case = a_case(
            lenders=(a_lender(kind=kind),), persons=(a_person("x"),),
            loans=(a_loan(share_clause_towards_lender=clauses[facts.clause]),),
            roles=(a_role("borrower"), a_role("co", RoleKind.CO_BORROWER)),
        )  # fmt: skip
        finding = found(case, facts.who)
        return finding.codes == (Liability.JOINT_DEBTOR_FULL,), finding.figures.get(Figure.AMOUNT_CAP)

    def table(facts: Any) -> Any:
        """Whether somebody is held for the whole beside the other, and the cap of a share."""
        share = clauses[facts.clause].get(facts.who)
        if facts.void:
            return False, None
        return facts.who == "co" and share is None, share

    agree(every_combination(SHARES), solved, table)
