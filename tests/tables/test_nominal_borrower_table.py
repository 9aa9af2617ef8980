"""Row L8 of the liability table: who lent the own name, and who used the money, swept over all that either hangs on."""

from datetime import date
from typing import Any

import pytest

from autograder.fact_kinds import Capacity, LegalRepresentativeAct, LenderKind, RoleKind, Signature
from autograder.vocabulary import Flag, Liability
from tests.builders import LOAN, a_case, a_lender, a_person, a_role, found
from tests.tables.agreement import agree
from tests.tables.first_match import Row, every_combination, first_match

USERS: dict[str, dict[str, Any]] = {
    "adult": {},
    "without_capacity": {"adult_capacity": Capacity.NONE},
    "of_seven": {"born": date(2016, 6, 6), "legal_rep_act": {LOAN: LegalRepresentativeAct.CONSENTED}},
    "of_sixteen_alone": {"born": date(2007, 6, 6), "legal_rep_act": {LOAN: LegalRepresentativeAct.REFUSED}},
    "of_sixteen_approved": {"born": date(2007, 6, 6), "legal_rep_act": {LOAN: LegalRepresentativeAct.RATIFIED}},
}
FACTS: dict[str, Any] = {
    "knew": [False, True],
    "own_hand": ["signed", "face_scan_only"],
    "void": [False, True],
    "user": list(USERS),
    "user_signed": [Signature.GENUINE, Signature.NONE],
}
NONE, FULL, BACK = (Liability.NONE,), (Liability.BORROWER_FULL,), (Liability.RESTITUTION_ONLY,)
FRONT: list[Row] = [
    (lambda f: f.void and f.knew, (NONE, BACK)),
    (lambda f: f.void, (BACK,)),
    (lambda f: f.knew, (NONE, FULL)),
    (lambda f: True, (FULL,)),
]
"""Accepted answers about the person whose name was used, the workbook's own first (U6)."""
USER: list[Row] = [
    (lambda f: not f.knew, (NONE,)),
    (lambda f: f.void or f.user in ("without_capacity", "of_seven", "of_sixteen_alone"), (BACK, NONE)),
    (lambda f: True, (FULL, NONE)),
]


def solved(facts: Any) -> Any:
    signature = Signature.GENUINE if facts.own_hand == "signed" else Signature.FORGED
    act = {
        "signature": signature, "identity_check_by_self": True, "ratified_on": None, "apparent_authority": False,
    }  # fmt: skip
    front = a_role("front", RoleKind.NOMINAL_BORROWER, act=act, lender_knew_true_user=facts.knew)
    user = a_role("user", RoleKind.TRUE_USER, act={"signature": facts.user_signed}, lender_knew_true_user=facts.knew)
    kind = LenderKind.UNLICENSED_PLATFORM if facts.void else LenderKind.CONSUMER_FINANCE
    case = a_case(lenders=(a_lender(kind=kind),), roles=(front, user), persons=(a_person("user", **USERS[facts.user]),))
    answers = found(case, "front"), found(case, "user")
    return tuple((answer.accepted, Flag.UNSETTLED in answer.flags) for answer in answers)


def table(facts: Any) -> Any:
    front, user = first_match(FRONT, facts), first_match(USER, facts)
    return (front, facts.knew), (user, facts.knew)


@pytest.mark.parametrize("knew", FACTS["knew"])
@pytest.mark.parametrize("user", USERS)
def test_whose_name_stands_on_the_loan_owes_it_unless_the_lender_knew_whose_it_was(user: str, knew: bool) -> None:
    agree(every_combination({**FACTS, "user": [user], "knew": [knew]}), solved, table)
