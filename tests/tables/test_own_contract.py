"""Rows L1, L2, L4, L6, L7 and L8 of the liability table against the rules, over every combination of their facts."""

from datetime import date
from decimal import Decimal
from typing import Any

from autograder.fact_kinds import LegalRepresentativeAct, RoleKind, Signature
from autograder.vocabulary import Liability
from tests.builders import LOAN, a_case, a_person, a_role, found
from tests.tables.first_match import Row, every_combination, first_match

SIGNED = date(2024, 1, 10)
PERSONS: dict[str, dict[str, Any]] = {
    "adult": {},
    "of_seventeen_on_wages": {"born": date(2006, 6, 6), "self_supporting_by_labour": True},
    "of_seventeen_approved": {"born": date(2006, 6, 6), "legal_rep_act": {LOAN: LegalRepresentativeAct.RATIFIED}},
    "of_seventeen_alone": {"born": date(2006, 6, 6), "legal_rep_act": {LOAN: LegalRepresentativeAct.SILENT_30_DAYS}},
    "of_fifteen_on_wages": {
        "born": date(2008, 6, 6), "self_supporting_by_labour": True,
        "legal_rep_act": {LOAN: LegalRepresentativeAct.NONE},
    },
    "of_seven": {"born": date(2016, 6, 6), "legal_rep_act": {LOAN: LegalRepresentativeAct.CONSENTED}},
}  # fmt: skip

FACTS: dict[str, Any] = {
    "kind": [RoleKind.BORROWER, RoleKind.CO_BORROWER, RoleKind.NOMINAL_BORROWER, RoleKind.NAMED_BY_IMPERSONATION],
    "signature": list(Signature),
    "own_face_scan": [True, False],
    "adopted": ["no", "ratified", "apparent"],
    "person": list(PERSONS),
    "avoided": ["no", "with_money", "without_money"],
    "lender_knew": [True, False],
}


def own_hand(facts: Any) -> bool:
    return bool(facts.own_face_scan)


def strange_hand(facts: Any) -> bool:
    if facts.kind is RoleKind.NAMED_BY_IMPERSONATION:
        return True
    forged = facts.signature in (Signature.FORGED, Signature.BY_AGENT_WITHOUT_AUTHORITY)
    return forged and not own_hand(facts)


def no_hand(facts: Any) -> bool:
    named = facts.kind is not RoleKind.NAMED_BY_IMPERSONATION
    return named and facts.signature is Signature.NONE and not own_hand(facts)


NONE, FULL, JOINT = (Liability.NONE,), (Liability.BORROWER_FULL,), (Liability.JOINT_DEBTOR_FULL,)
BACK = (Liability.RESTITUTION_ONLY,)
TABLE: list[Row] = [
    (no_hand, (NONE,)),
    (lambda f: strange_hand(f) and f.adopted == "no", (NONE,)),
    (lambda f: f.person in ("of_seventeen_alone", "of_fifteen_on_wages", "of_seven"), (BACK,)),
    (lambda f: f.avoided == "with_money", (BACK,)),
    (lambda f: f.avoided == "without_money" and f.kind is RoleKind.BORROWER, (BACK,)),  # the loan was paid out to him
    (lambda f: f.avoided == "without_money", (NONE,)),
    (lambda f: f.kind is RoleKind.CO_BORROWER, (JOINT,)),
    (lambda f: f.kind is RoleKind.NOMINAL_BORROWER and f.lender_knew, (NONE, FULL)),
    (lambda f: True, (FULL,)),
]
"""Results are the accepted answers, the workbook's own first."""


def test_the_rules_on_own_contracts_agree_with_the_table() -> None:
    for facts in every_combination(FACTS):
        if facts.kind is not RoleKind.NOMINAL_BORROWER and not facts.lender_knew:
            continue  # what the lender knew matters for a nominal borrower alone
        kept = {"no": Decimal(30_000), "with_money": Decimal(100), "without_money": None}[facts.avoided]
        act = {
            "signature": facts.signature,
            "identity_check_by_self": facts.own_face_scan,
            "ratified_on": date(2024, 2, 1) if facts.adopted == "ratified" else None,
            "apparent_authority": facts.adopted == "apparent",
            "avoided_by_court_on": None if facts.avoided == "no" else date(2025, 1, 15),
            "kept_money": kept,
        }
        role = a_role("one", facts.kind, act=act, lender_knew_true_user=facts.lender_knew)
        case = a_case(persons=(a_person("one", **PERSONS[facts.person]),), roles=(role,))
        assert found(case, "one").accepted == first_match(TABLE, facts), facts
