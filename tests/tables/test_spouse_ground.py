"""Rows L11 and L12 of the liability table against the rules, over every combination of their facts."""

from datetime import date
from typing import Any

from autograder.fact_kinds import JointUse, MarriageEnd, Purpose, RoleKind, Signature, SpouseActKind
from autograder.facts import JointUseProof, SpouseAct
from autograder.vocabulary import Liability
from tests.builders import LOAN, a_case, a_loan, a_marriage, a_role, found
from tests.tables.first_match import Row, every_combination, first_match

FACTS: dict[str, Any] = {
    "married": ["during", "before_and_divorced_since", "after", "before"],
    "act": [None, *SpouseActKind],
    "purpose": ["personal", "gambling", "sham"],
    "daily_needs": [True, False],
    "proof": [None, JointUse.JOINT_LIVING, JointUse.JOINT_BUSINESS],
    "agreed_personal": [True, False],
    "named": ["not", "co_borrower", "co_borrower_forged"],
}
"""`married`: the marriage covers the signing (still, or divorced since), begins after it, or ended before it."""

TIES: dict[str, dict[str, Any]] = {
    "during": {},
    "before_and_divorced_since": {"until": date(2025, 3, 3), "end": MarriageEnd.DIVORCE},
    "after": {"since": date(2024, 9, 2)},
    "before": {"until": date(2023, 9, 2), "end": MarriageEnd.DIVORCE},
}
PURPOSES: dict[str, dict[str, Any]] = {
    "personal": {},
    "gambling": {"purpose_actual": Purpose.GAMBLING_DRUGS_CRIME},
    "sham": {"sham_with_lender": True},
}
ADOPTS = (SpouseActKind.RATIFIED_EXPRESS, SpouseActKind.REPAY_PLAN_SIGNED)
NO, YES = Liability.NONE, Liability.SPOUSE_JOINT_DEBT


def covered(facts: Any) -> bool:
    return facts.married in ("during", "before_and_divorced_since")


TABLE: list[Row] = [
    (lambda f: f.married == "before", (NO,)),
    (lambda f: f.act is SpouseActKind.CO_SIGNED, (YES,)),
    (lambda f: covered(f) and f.named == "co_borrower", (YES,)),
    (lambda f: f.act in ADOPTS and f.purpose == "personal", (YES,)),
    (lambda f: f.act in ADOPTS, (YES, NO)),
    (lambda f: f.purpose != "personal", (NO,)),
    (lambda f: covered(f) and f.daily_needs and not f.agreed_personal, (YES,)),
    (lambda f: covered(f) and not f.daily_needs and f.proof is not None, (YES,)),
    (lambda f: not covered(f) and f.proof is JointUse.JOINT_LIVING and f.purpose == "personal", (YES,)),
    (lambda f: f.act is SpouseActKind.PAID_REPEATEDLY_FROM_OWN_ACCOUNT and f.purpose == "personal", (NO, YES)),
    (lambda f: True, (NO,)),
]
"""Results are the accepted answers on the marriage ground, the workbook's own first."""


def test_the_rules_on_spouses_agree_with_the_table() -> None:
    forged = {"signature": Signature.FORGED, "ratified_on": None, "apparent_authority": False}
    roles = {
        "not": (),
        "co_borrower": (a_role("spouse", RoleKind.CO_BORROWER),),
        "co_borrower_forged": (a_role("spouse", RoleKind.CO_BORROWER, act=forged),),
    }
    for facts in every_combination(FACTS):
        loan = {
            "within_daily_needs": facts.daily_needs, "creditor_agreed_personal_debt": facts.agreed_personal,
            **PURPOSES[facts.purpose],
        }  # fmt: skip
        act = (SpouseAct(spouse="spouse", loan=LOAN, kind=facts.act, date=date(2025, 4, 2)),) if facts.act else ()
        proof = (JointUseProof(loan=LOAN, by_creditor=True, of=facts.proof),) if facts.proof else ()
        case = a_case(
            loans=(a_loan(**loan),), roles=(a_role("borrower"), *roles[facts.named]), spouse_acts=act,
            joint_use_proofs=proof, marriages=(a_marriage("borrower", "spouse", **TIES[facts.married]),),
        )  # fmt: skip
        own = {Liability.JOINT_DEBTOR_FULL} if facts.named == "co_borrower" else set()
        expected = [(own | {code}) - ({NO} if own else set()) for code in first_match(TABLE, facts)]
        answers = [set(codes) for codes in found(case, "spouse").accepted]
        different = [answer for place, answer in enumerate(expected) if answer not in expected[:place]]
        assert answers == different, vars(facts)
