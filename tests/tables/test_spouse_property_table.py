"""Row L11 of the liability table under a property agreement (SPO-09), and the spouse of a guarantor (GUA-20).

Beside the answer, whether it is marked unsettled: with what a spouse who promised nothing answers is U5.
"""

from datetime import date
from typing import Any

import pytest

from autograder.fact_kinds import (
    JointUse,
    MarriageEnd,
    PeriodWords,
    Purpose,
    Regime,
    RoleKind,
    Signature,
    SpouseActKind,
)
from autograder.facts import JointUseProof, SpouseAct
from autograder.vocabulary import Flag, Liability
from tests.builders import LOAN, a_case, a_guarantee, a_loan, a_marriage, a_role, found
from tests.tables.agreement import agree
from tests.tables.first_match import Row, every_combination, first_match

SEEN = date(2025, 6, 2)
NO, YES = (Liability.NONE,), (Liability.SPOUSE_JOINT_DEBT,)
ADOPTS = (SpouseActKind.CO_SIGNED, SpouseActKind.RATIFIED_EXPRESS, SpouseActKind.REPAY_PLAN_SIGNED)
FACTS: dict[str, Any] = {
    "regime": list(Regime),
    "knew": [False, True],
    "need": [False, True],
    "agreed_personal": [False, True],
    "proof": [None, (JointUse.JOINT_BUSINESS, True), (JointUse.JOINT_LIVING, False), (JointUse.JOINT_INTENT, True)],
    "act": [None, SpouseActKind.CO_SIGNED, SpouseActKind.RATIFIED_EXPRESS, SpouseActKind.PAID_ONCE],
    "gambling": [False, True],
    "signed": [date(2017, 6, 1), date(2018, 1, 18), date(2024, 1, 10)],
}


def promised(facts: Any) -> bool:
    return facts.act in ADOPTS


def behind_the_wall(facts: Any) -> bool:
    return facts.regime is Regime.SEPARATE_WRITTEN and facts.knew


def needed(facts: Any) -> bool:
    return facts.need and not facts.agreed_personal


def proved(facts: Any) -> bool:
    return not facts.need and facts.proof is not None and facts.proof[1]


TABLE: list[Row] = [
    (lambda f: promised(f) and (f.act is SpouseActKind.CO_SIGNED or not f.gambling), ((YES,), False)),
    (promised, ((YES, NO), True)),
    (lambda f: f.gambling, ((NO,), False)),
    (lambda f: behind_the_wall(f) and needed(f), ((YES, NO), True)),
    (behind_the_wall, ((NO,), False)),
    (lambda f: needed(f) or proved(f), ((YES,), True)),
    (lambda f: True, ((NO,), False)),
]


def solved(facts: Any) -> Any:
    proof = () if facts.proof is None else (JointUseProof(loan=LOAN, by_creditor=facts.proof[1], of=facts.proof[0]),)
    loan = a_loan(
        signed=facts.signed, within_daily_needs=facts.need, creditor_agreed_personal_debt=facts.agreed_personal,
        purpose_actual=Purpose.GAMBLING_DRUGS_CRIME if facts.gambling else Purpose.PERSONAL,
    )  # fmt: skip
    tie = a_marriage("borrower", "spouse", regime=facts.regime, lender_knew_regime={LOAN: facts.knew})
    act = () if facts.act is None else (SpouseAct(spouse="spouse", loan=LOAN, kind=facts.act, date=date(2025, 4, 2)),)
    finding = found(
        a_case(as_of=SEEN, loans=(loan,), marriages=(tie,), spouse_acts=act, joint_use_proofs=proof), "spouse"
    )
    return finding.accepted, Flag.UNSETTLED in finding.flags


def worth_trying(facts: Any) -> bool:
    """The older loans are tried without an agreement."""
    return facts.signed == date(2024, 1, 10) or (facts.regime is Regime.COMMUNITY and not facts.knew)


@pytest.mark.parametrize("proof", FACTS["proof"])
@pytest.mark.parametrize("regime", Regime)
def test_a_property_agreement_is_a_wall_only_against_a_lender_who_knew(regime: Regime, proof: Any) -> None:
    combinations = every_combination({**FACTS, "regime": [regime], "proof": [proof]})
    agree(filter(worth_trying, combinations), solved, lambda facts: first_match(TABLE, facts))


TIES: dict[str, dict[str, Any]] = {
    "then_and_now": {},
    "until_after": {"until": date(2025, 3, 3), "end": MarriageEnd.DIVORCE},
    "until_that_day": {"until": date(2024, 1, 10), "end": MarriageEnd.DIVORCE},
    "since_that_day": {"since": date(2024, 1, 10)},
    "since_later": {"since": date(2024, 1, 11)},
}
MARRIED_THEN = ("then_and_now", "until_after", "since_that_day")
GUARANTOR: dict[str, Any] = {
    "married": list(TIES),
    "benefit": [False, True],
    "released": [False, True],
    "hand": [Signature.GENUINE, Signature.FORGED],
    "spouse_guarantees_too": [False, True],
}


def spouse_of_a_guarantor(facts: Any) -> Any:
    end = date(2025, 1, 20) if facts.released else date(2025, 12, 1)
    clock = {"period_words": PeriodWords.FIXED, "period_end": end}
    act = {
        "signature": facts.hand, "ratified_on": None, "apparent_authority": False, "identity_check_by_self": False,
    }  # fmt: skip
    roles = [a_role("borrower"), a_role("guarantor", RoleKind.GUARANTOR, act=act)]
    promises = [a_guarantee("guarantor", family_benefit=facts.benefit, **clock)]
    if facts.spouse_guarantees_too:
        roles.append(a_role("spouse", RoleKind.GUARANTOR))
        promises.append(a_guarantee("spouse", family_benefit=False))
    case = a_case(
        as_of=SEEN, roles=tuple(roles), guarantees=tuple(promises),
        marriages=(a_marriage("guarantor", "spouse", **TIES[facts.married]),),
    )  # fmt: skip
    return set(found(case, "spouse").codes)


def test_a_guarantee_binds_the_spouse_only_where_it_served_the_family_and_stands() -> None:
    def table(facts: Any) -> Any:
        stands = not facts.released and facts.hand is Signature.GENUINE
        if facts.spouse_guarantees_too:
            return {Liability.GUARANTEE_GENERAL}
        joint = stands and facts.benefit and facts.married in MARRIED_THEN
        return {Liability.SPOUSE_JOINT_DEBT if joint else Liability.NONE}

    agree(every_combination(GUARANTOR), spouse_of_a_guarantor, table)
