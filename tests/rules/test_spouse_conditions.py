"""What each rule on a spouse's debt asks for, one missing condition at a time: exactly which rules stand then."""

from datetime import date
from typing import Any

import pytest

from autograder.fact_kinds import JointUse, MarriageEnd, Purpose, Regime, RoleKind, Signature, SpouseActKind
from autograder.facts import Case, DivorceProperty, JointUseProof, SpouseAct
from autograder.vocabulary import Flag, Liability
from tests.builders import LOAN, a_case, a_loan, a_marriage, a_role, found
from tests.rules.standing import standing

FORGED: dict[str, Any] = {
    "signature": Signature.FORGED, "signed_by": None, "ratified_on": None, "apparent_authority": False,
}  # fmt: skip
BEFORE: dict[str, Any] = {"since": date(2024, 6, 1)}
APART: dict[str, Any] = {"regime": Regime.SEPARATE_WRITTEN, "lender_knew_regime": {LOAN: True}}
OVER: dict[str, Any] = {"until": date(2023, 12, 1), "end": MarriageEnd.DIVORCE}
CRIME: dict[str, Any] = {"purpose_actual": Purpose.GAMBLING_DRUGS_CRIME}
NEED: dict[str, Any] = {"within_daily_needs": True}
HIS_OWN: dict[str, Any] = {**NEED, "creditor_agreed_personal_debt": True}
USE = (JointUseProof(loan=LOAN, by_creditor=True, of=JointUse.JOINT_LIVING),)
ADOPTED = SpouseActKind.RATIFIED_EXPRESS
SIGNED = SpouseActKind.CO_SIGNED
PAID = SpouseActKind.PAID_REPEATEDLY_FROM_OWN_ACCOUNT
BOTH = (a_role("bo"), a_role("wife", RoleKind.CO_BORROWER))
UNBOUND = (a_role("bo", act=FORGED),)
NOT_MARRIED = (a_marriage("bo", "another"), a_marriage("uncle", "wife"))
REACH = "reach_of_the_other_spouses_debt"
JUDGED = "daily_needs_are_a_judgment"


def couple(
    *acts: SpouseActKind, loan: dict[str, Any] | None = None, tie: dict[str, Any] | None = None, **parts: Any
) -> Case:
    """Bo borrowed on 10 January 2024, married to his wife unless the tie says otherwise."""
    done = tuple(SpouseAct(spouse="wife", loan=LOAN, kind=kind, date=date(2025, 4, 2)) for kind in acts)
    made: dict[str, Any] = {
        "loans": (a_loan(**{"within_daily_needs": False, **(loan or {})}),), "roles": (a_role("bo"),),
        "marriages": (a_marriage("bo", "wife", **(tie or {})),), "spouse_acts": done,
    }  # fmt: skip
    return a_case(**{**made, **parts})


STANDING: list[tuple[list[str], dict[str, Case]]] = [
    (["spouses_signed_together"], {
        "signed": couple(SIGNED),
        "signed before the wedding": couple(SIGNED, tie=BEFORE),
        "signed, unlawful": couple(SIGNED, loan=CRIME),
        "signed, pays": couple(SIGNED, PAID),
        "adopted and signed": couple(ADOPTED, SIGNED),
        "unlawful, adopted and signed": couple(ADOPTED, SIGNED, loan=CRIME),
    }),
    (["spouses_signed_together", "co_borrower_owes_all"], {
        "both borrowers": couple(roles=BOTH),
        "both borrowers, daily needs": couple(roles=BOTH, loan=NEED),
        "used, both borrowers": couple(joint_use_proofs=USE, roles=BOTH),
        "apart, both borrowers": couple(tie=APART, roles=BOTH),
        "apart, daily needs, both borrowers": couple(tie=APART, loan=NEED, roles=BOTH),
    }),
    (["spouse_adopted_the_debt"], {
        "adopted": couple(ADOPTED),
        "adopted, pays": couple(ADOPTED, PAID),
        "adopted before the wedding": couple(ADOPTED, tie=BEFORE),
        "adopted before the wedding, used": couple(ADOPTED, tie=BEFORE, joint_use_proofs=USE),
        "adopted, daily needs": couple(ADOPTED, loan=NEED),
        "adopted, used": couple(ADOPTED, joint_use_proofs=USE),
        "adopted, apart": couple(ADOPTED, tie=APART),
        "adopted, apart, daily needs": couple(ADOPTED, tie=APART, loan=NEED),
    }),
    (["spouse_adopted_an_unlawful_debt"], {
        "unlawful, adopted": couple(ADOPTED, loan=CRIME),
        "unlawful, adopted, pays": couple(ADOPTED, PAID, loan=CRIME),
        "unlawful, adopted before the wedding": couple(ADOPTED, loan=CRIME, tie=BEFORE),
    }),
    (["paid_from_own_account", "marriage_makes_no_debtor", JUDGED], {
        "pays": couple(PAID),
    }),
    (["paid_from_own_account", "debt_from_before_marriage"], {
        "pays before the wedding": couple(PAID, tie=BEFORE),
    }),
    (["daily_needs_bind_both", REACH, JUDGED], {
        "daily needs": couple(loan=NEED),
        "pays, daily needs": couple(PAID, loan=NEED),
        "used, daily needs": couple(joint_use_proofs=USE, loan=NEED),
    }),
    (["lender_proves_joint_use", REACH, JUDGED], {
        "used": couple(joint_use_proofs=USE),
        "pays, used": couple(PAID, joint_use_proofs=USE),
    }),
    (["old_debt_used_for_the_family", REACH], {
        "old debt, used": couple(tie=BEFORE, joint_use_proofs=USE),
        "pays before the wedding, used": couple(PAID, tie=BEFORE, joint_use_proofs=USE),
    }),
    (["daily_needs_of_separate_owners", REACH, JUDGED], {
        "apart, daily needs": couple(tie=APART, loan=NEED),
        "pays, apart, daily needs": couple(PAID, tie=APART, loan=NEED),
    }),
    (["lender_knew_of_separate_property", "marriage_makes_no_debtor", JUDGED], {
        "apart": couple(tie=APART),
        "apart, used": couple(tie=APART, joint_use_proofs=USE),
    }),
    (["unlawful_debt_stays_personal", "marriage_makes_no_debtor"], {
        "unlawful": couple(loan=CRIME),
        "unlawful, adopted, borrower unbound": couple(ADOPTED, loan=CRIME, roles=UNBOUND),
        "pays, unlawful": couple(PAID, loan=CRIME),
        "daily needs, unlawful": couple(loan={**NEED, **CRIME}),
        "daily needs, made up": couple(loan={**NEED, "sham_with_lender": True}),
        "used, unlawful": couple(joint_use_proofs=USE, loan=CRIME),
        "apart, unlawful": couple(tie=APART, loan=CRIME),
        "apart, daily needs, unlawful": couple(tie=APART, loan={**NEED, **CRIME}),
    }),
    (["marriage_makes_no_debtor", JUDGED], {
        "daily needs, agreed as his own": couple(loan=HIS_OWN),
        "apart, lender knew nothing": couple(tie={**APART, "lender_knew_regime": {LOAN: False}}),
        "apart, daily needs, agreed as his own": couple(tie=APART, loan=HIS_OWN),
    }),
    (["marriage_makes_no_debtor"], {
        "signed, borrower unbound": couple(SIGNED, roles=UNBOUND),
        "adopted, borrower unbound": couple(ADOPTED, roles=UNBOUND),
        "pays, borrower unbound": couple(PAID, roles=UNBOUND),
        "daily needs, borrower unbound": couple(loan=NEED, roles=UNBOUND),
        "used, borrower unbound": couple(joint_use_proofs=USE, roles=UNBOUND),
        "apart, borrower unbound": couple(tie=APART, roles=UNBOUND),
        "apart, daily needs, borrower unbound": couple(tie=APART, loan=NEED, roles=UNBOUND),
    }),
    (["debt_from_before_marriage"], {
        "old debt": couple(tie=BEFORE),
        "old debt, used, borrower unbound": couple(tie=BEFORE, joint_use_proofs=USE, roles=UNBOUND),
        "old debt, used, unlawful": couple(tie=BEFORE, joint_use_proofs=USE, loan=CRIME),
    }),
    (["debt_from_after_divorce"], {
        "after the divorce, unlawful": couple(tie=OVER, loan=CRIME),
        "after the divorce, used": couple(tie=OVER, joint_use_proofs=USE),
        "apart, after the divorce": couple(tie={**APART, **OVER}),
        "apart, daily needs, after the divorce": couple(tie={**APART, **OVER}, loan=NEED),
    }),
    (["no_party_no_debt"], {
        "signed, unmarried": couple(SIGNED, marriages=NOT_MARRIED),
        "adopted, unmarried": couple(ADOPTED, marriages=NOT_MARRIED),
        "unlawful, adopted, unmarried": couple(ADOPTED, loan=CRIME, marriages=NOT_MARRIED),
        "pays, unmarried": couple(PAID, marriages=NOT_MARRIED),
        "daily needs, unmarried": couple(loan=NEED, marriages=NOT_MARRIED),
        "used, unmarried": couple(joint_use_proofs=USE, marriages=NOT_MARRIED),
    }),
]  # fmt: skip


@pytest.mark.parametrize(("case", "rules"), [
    pytest.param(case, set(rules), id=name) for rules, told in STANDING for name, case in told.items()
])  # fmt: skip
def test_exactly_these_rules_stand(case: Case, rules: set[str]) -> None:
    assert standing(case, "wife") == rules


@pytest.mark.parametrize(("case", "accepted"), [
    (couple(SIGNED), [Liability.SPOUSE_JOINT_DEBT]),
    (couple(ADOPTED), [Liability.SPOUSE_JOINT_DEBT]),
    (couple(ADOPTED, loan=CRIME), [Liability.SPOUSE_JOINT_DEBT, Liability.NONE]),
    (couple(PAID), [Liability.NONE, Liability.SPOUSE_JOINT_DEBT]),
    (couple(PAID, tie=BEFORE), [Liability.NONE, Liability.SPOUSE_JOINT_DEBT]),
    (couple(tie=APART, loan=NEED), [Liability.SPOUSE_JOINT_DEBT, Liability.NONE]),
])  # fmt: skip
def test_what_is_unsettled_accepts_both_answers(case: Case, accepted: list[Liability]) -> None:
    finding = found(case, "wife")
    assert finding.accepted == tuple((code,) for code in accepted)
    assert (Flag.UNSETTLED in finding.flags) is (len(accepted) > 1)


def ended(day: date, end: MarriageEnd, assignee: str | None = "bo") -> dict[str, Any]:
    return {"until": day, "end": end, "divorce_property": DivorceProperty(terms="he pays", debt_assignee=assignee)}


@pytest.mark.parametrize(("tie", "divorced", "deed"), [
    ({}, False, False),
    (ended(date(2025, 3, 1), MarriageEnd.DIVORCE), True, True),
    (ended(date(2025, 3, 1), MarriageEnd.DIVORCE, "wife"), True, False),
    (ended(date(2025, 3, 1), MarriageEnd.DIVORCE, None), True, False),
    (ended(date(2025, 3, 1), MarriageEnd.DEATH), False, False),
    (ended(date(2026, 2, 1), MarriageEnd.DIVORCE), True, True),
    (ended(date(2026, 2, 2), MarriageEnd.DIVORCE), False, False),
])  # fmt: skip
def test_only_a_divorce_that_is_through_is_spoken_of(tie: dict[str, Any], divorced: bool, deed: bool) -> None:
    stand = standing(couple(loan=NEED, tie=tie, as_of=date(2026, 2, 1)), "wife")
    assert ("divorce_does_not_discharge" in stand) is divorced
    assert ("inside_deal_leaves_lender_alone" in stand) is deed
