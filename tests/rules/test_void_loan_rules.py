"""What each rule on void loans asks for: exactly which rules stand when one condition fails."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from autograder.fact_kinds import LegalRepresentativeAct, LenderKind, RoleKind, Signature, VoidReason
from autograder.vocabulary import Figure, Flag, Liability, Question
from tests.builders import LOAN, a_case, a_lender, a_loan, a_person, a_role, found
from tests.rules.standing import standing

REASONS: dict[str, dict[str, Any]] = {
    "loan_of_unlicensed_business": {"lenders": (a_lender(kind=LenderKind.UNLICENSED_PLATFORM),)},
    "loan_for_a_known_crime": {"loans": (a_loan(lender_knew_illegal_use=True),)},
    "loan_void_for_its_reason": {"loans": (a_loan(void_reason=VoidReason.RELENDING),)},
}
NOT_VOID: dict[str, Any] = {"lenders": (a_lender(kind=LenderKind.NATURAL_PERSON),)}
FORGED: dict[str, Any] = {
    "signature": Signature.FORGED, "signed_by": None, "ratified_on": None, "apparent_authority": False,
    "identity_check_by_self": False,
}  # fmt: skip
AVOIDED: dict[str, Any] = {"avoided_by_court_on": date(2025, 1, 2), "kept_money": None}
REFUSED = {LOAN: LegalRepresentativeAct.REFUSED}
CHILD: dict[str, Any] = {"persons": (a_person("one", born=date(2010, 3, 3), legal_rep_act=REFUSED),)}


def on(kind: RoleKind = RoleKind.BORROWER, **facts: Any) -> dict[str, Any]:
    """Somebody's own place on the contract; a front man's lender is not said to know unless told."""
    return {"roles": (a_role("bo"), a_role("one", kind, **{"lender_knew_true_user": False, **facts}))}


def behind(kind: RoleKind, *, knew: bool) -> dict[str, Any]:
    return {"roles": (a_role("front", RoleKind.NOMINAL_BORROWER, lender_knew_true_user=knew), a_role("one", kind))}


FRONT = RoleKind.NOMINAL_BORROWER
VOID = "the rule on void loans"
"""Stands for the rule of whichever reason makes the loan void."""

TOLD: dict[str, tuple[dict[str, Any], set[str], set[str]]] = {
    "borrower": (on(), {VOID}, {"borrower_owes"}),
    "co-borrower": (on(RoleKind.CO_BORROWER), {VOID}, {"co_borrower_owes_all"}),
    "front man": (on(FRONT), {VOID}, {"nominal_borrower_owes"}),
    "known front man": (
        on(FRONT, lender_knew_true_user=True), {"front_man_of_a_void_loan"}, {"front_man_of_a_knowing_lender"},
    ),
    "known front man, forged": (
        on(FRONT, lender_knew_true_user=True, act=FORGED), {"forged_contract"}, {"forged_contract"},
    ),
    "no front man, though a user was known": (on(lender_knew_true_user=True), {VOID}, {"borrower_owes"}),
    "nobody": ({"persons": (a_person("one"),)}, {"no_party_no_debt"}, {"no_party_no_debt"}),
    "forged": (on(act=FORGED), {"forged_contract"}, {"forged_contract"}),
    "avoided": (on(act=AVOIDED), {VOID, "avoided_contract_gives_back"}, {"avoided_contract_gives_back"}),
    "avoided, had nothing": (
        on(RoleKind.CO_BORROWER, act={**AVOIDED, "kept_money": Decimal(0)}), {VOID}, {"avoided_contract_owes_nothing"},
    ),
    "child": (
        {**on(act={"kept_money": None}), **CHILD}, {VOID, "minor_borrowed_alone", "minor_spent_the_money"},
        {"minor_borrowed_alone", "minor_spent_the_money"},
    ),
    "known user": (
        behind(RoleKind.TRUE_USER, knew=True), {"known_user_of_a_void_loan"}, {"true_user_known_to_lender"},
    ),
    "known user who is a child": (
        {**behind(RoleKind.TRUE_USER, knew=True), **CHILD}, {"known_user_of_a_void_loan"},
        {"hidden_user_could_not_bind_himself"},
    ),
    "known user who is a child and signed": (
        {**CHILD, "roles": (
            *behind(RoleKind.TRUE_USER, knew=True)["roles"],
            a_role("one", RoleKind.CO_BORROWER, act={"kept_money": Decimal(30_000)}),
        )},
        {VOID, "minor_borrowed_alone"}, {"minor_borrowed_alone"},
    ),
    "unknown user who is a child": (
        {**behind(RoleKind.TRUE_USER, knew=False), **CHILD}, {"true_user_unknown_to_lender"},
        {"true_user_unknown_to_lender"},
    ),
    "unknown user": (
        behind(RoleKind.TRUE_USER, knew=False), {"true_user_unknown_to_lender"}, {"true_user_unknown_to_lender"},
    ),
    "known user who signed": (
        {"roles": (*behind(RoleKind.TRUE_USER, knew=True)["roles"], a_role("one", RoleKind.CO_BORROWER))}, {VOID},
        {"co_borrower_owes_all"},
    ),
    "knower": (
        behind(RoleKind.KNOWER, knew=True), {"knowing_is_not_owing", "no_party_no_debt"},
        {"knowing_is_not_owing", "no_party_no_debt"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("told", TOLD)
@pytest.mark.parametrize("reason", [*REASONS, "none"])
def test_exactly_these_rules_stand(told: str, reason: str) -> None:
    parts, void, sound = TOLD[told]
    case = a_case(**{**parts, **REASONS.get(reason, NOT_VOID)})
    rules = sound if reason == "none" else {reason if rule == VOID else rule for rule in void}
    assert standing(case, "one") == rules


@pytest.mark.parametrize("reason", REASONS)
@pytest.mark.parametrize(("told", "answers", "gives_back"), [
    ("borrower", [Liability.RESTITUTION_ONLY], True), ("co-borrower", [Liability.RESTITUTION_ONLY], True),
    ("known front man", [Liability.NONE, Liability.RESTITUTION_ONLY], False),
    ("known user", [Liability.RESTITUTION_ONLY, Liability.NONE], True), ("unknown user", [Liability.NONE], False),
])  # fmt: skip
def test_what_goes_back_and_what_is_unsettled(
    told: str, answers: list[Liability], gives_back: bool, reason: str
) -> None:
    finding = found(a_case(**{**TOLD[told][0], **REASONS[reason]}), "one")
    assert finding.accepted == tuple((answer,) for answer in answers)
    assert (Flag.UNSETTLED in finding.flags) is (len(answers) > 1)
    assert finding.figures == ({Figure.RESTITUTION_AMOUNT: Decimal(30_000)} if gives_back else {})


SHORT: dict[str, Any] = {"deducted_upfront": Decimal(900), "term_days": 14}


@pytest.mark.parametrize(("kind", "loan", "named"), [
    (LenderKind.UNLICENSED_PLATFORM, SHORT, True), (LenderKind.UNLICENSED_PLATFORM, {**SHORT, "term_days": 15}, False),
    (LenderKind.UNLICENSED_PLATFORM, {**SHORT, "deducted_upfront": Decimal(0)}, False),
    (LenderKind.MICRO_LOAN, SHORT, False),
])  # fmt: skip
def test_what_makes_a_two_week_loan(kind: LenderKind, loan: dict[str, Any], named: bool) -> None:
    facts: dict[str, Any] = {"all_in_cost_apr": Decimal(20), "rate_apr": Decimal(20), "overdue_rate_apr": None, **loan}
    case = a_case(lenders=(a_lender(kind=kind),), loans=(a_loan(**facts),), roles=(a_role("one"),))
    assert ("two_week_loan_with_a_head_cut" in standing(case, "one", Question.AMOUNT)) is named
