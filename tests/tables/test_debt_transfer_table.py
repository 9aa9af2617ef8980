"""A debt handed on (ACC-05) and what that does to guarantors (GUA-13), swept over consent, share, capacity and days."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from autograder.fact_kinds import Capacity, LegalRepresentativeAct, LenderKind, RoleKind, Signature, VariationKind
from autograder.facts import Case, DebtTransfer, Variation
from autograder.vocabulary import Figure, Liability
from tests.builders import LOAN, a_case, a_guarantee, a_lender, a_person, a_role, found
from tests.tables.agreement import agree
from tests.tables.first_match import Row, every_combination, first_match

SEEN, LATER = date(2025, 6, 2), date(2025, 6, 3)
PART = Decimal(10_000)
TAKERS: dict[str, dict[str, Any]] = {
    "adult": {},
    "without_capacity": {"adult_capacity": Capacity.NONE},
    "of_sixteen_alone": {"born": date(2008, 9, 1), "legal_rep_act": {LOAN: LegalRepresentativeAct.REFUSED}},
    "of_sixteen_approved": {"born": date(2008, 9, 1), "legal_rep_act": {LOAN: LegalRepresentativeAct.CONSENTED}},
}
FACTS: dict[str, Any] = {
    "consented": [True, False],
    "share": [None, PART],
    "handed_on": [date(2024, 3, 4), SEEN, LATER],
    "taker": list(TAKERS),
    "kind": [RoleKind.BORROWER, RoleKind.CO_BORROWER],
    "signature": [Signature.GENUINE, Signature.FORGED],
    "void": [False, True],
}


def moved(facts: Any) -> bool:
    """A debt there was, the lender agreed, the taker could, and the day has come."""
    able = facts.taker in ("adult", "of_sixteen_approved")
    owed = facts.signature is Signature.GENUINE and not facts.void
    return owed and facts.consented and able and facts.handed_on <= SEEN


FULL, NONE = (Liability.BORROWER_FULL,), (Liability.NONE,)
OLD_DEBTOR: list[Row] = [
    (lambda f: f.signature is Signature.FORGED, NONE),
    (lambda f: f.void, (Liability.RESTITUTION_ONLY,)),
    (lambda f: moved(f) and f.share is None, NONE),
    (lambda f: f.kind is RoleKind.CO_BORROWER, (Liability.JOINT_DEBTOR_FULL,)),
    (lambda f: True, FULL),
]
TAKER: list[Row] = [
    (lambda f: moved(f) and f.share is None, (FULL, {})),
    (moved, (FULL, {Figure.AMOUNT_CAP: PART})),
    (lambda f: True, "not bound"),
]


def handed(facts: Any, **parts: Any) -> Case:
    act = {
        "signature": facts.signature, "ratified_on": None, "apparent_authority": False, "identity_check_by_self": False,
    }  # fmt: skip
    roles = [a_role("old", facts.kind, act=act)]
    if facts.kind is RoleKind.CO_BORROWER:
        roles.append(a_role("main"))
    transfer = DebtTransfer(
        loan=LOAN, from_person="old", to_person="new", date=facts.handed_on, share=facts.share,
        creditor_consented=facts.consented,
    )  # fmt: skip
    kind = LenderKind.UNLICENSED_PLATFORM if facts.void else LenderKind.CONSUMER_FINANCE
    usual: dict[str, Any] = {"roles": tuple(roles), "persons": (a_person("new", **TAKERS[facts.taker]),)}
    return a_case(lenders=(a_lender(kind=kind),), debt_transfers=(transfer,), **(usual | parts))


def old_and_new(facts: Any) -> Any:
    case = handed(facts)
    new = found(case, "new")
    bound = Liability.BORROWER_FULL in new.codes
    return found(case, "old").codes, (new.codes, dict(new.figures)) if bound else "not bound"


@pytest.mark.parametrize("taker", TAKERS)
def test_a_debt_passes_only_with_the_lenders_consent_and_to_somebody_who_can_take_it(taker: str) -> None:
    agree(
        every_combination({**FACTS, "taker": [taker]}),
        old_and_new,
        lambda facts: (first_match(OLD_DEBTOR, facts), first_match(TAKER, facts)),
    )


GUARANTORS: dict[str, Any] = {
    "consented": [True, False],
    "share": [None, PART],
    "handed_on": [date(2024, 3, 4), SEEN, LATER],
    "taker": ["adult", "without_capacity"],
    "kind": [RoleKind.BORROWER],
    "signature": [Signature.GENUINE],
    "void": [False],
    "formed": [date(2024, 1, 10), date(2024, 9, 2)],
    "stays_by_agreement": [False, True],
    "agreed_in_writing": [False, True],
}


def guarantor_codes(facts: Any) -> Any:
    said = Variation(
        kind=VariationKind.DEBT_TRANSFER, date=facts.handed_on, guarantor_written_consent=True, delta=facts.share
    )
    guarantee = a_guarantee(
        "guarantor", formed=facts.formed, forbids_transfer_release=facts.stays_by_agreement,
        variations=(said,) if facts.agreed_in_writing else (),
    )  # fmt: skip
    roles = (a_role("old"), a_role("guarantor", RoleKind.GUARANTOR))
    return found(handed(facts, roles=roles, guarantees=(guarantee,)), "guarantor").codes


GUARANTOR: list[Row] = [
    (lambda f: not moved(f) or f.share is not None, (Liability.GUARANTEE_GENERAL,)),
    (lambda f: f.formed > f.handed_on, (Liability.GUARANTEE_GENERAL,)),
    (lambda f: f.stays_by_agreement or f.agreed_in_writing, (Liability.GUARANTEE_GENERAL,)),
    (lambda f: True, (Liability.GUARANTEE_RELEASED,)),
]


def test_a_guarantor_is_free_where_the_debtor_was_exchanged_without_his_written_word() -> None:
    agree(every_combination(GUARANTORS), guarantor_codes, lambda facts: first_match(GUARANTOR, facts))
