"""Row L2 of the liability table: capacity on the day of signing, approval, and what a parent signs, over all of it."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from autograder.fact_kinds import Capacity, Fault, LegalRepresentativeAct, RelationKind, RoleKind, Signature
from autograder.facts import Relation
from autograder.vocabulary import Flag, Liability
from tests.builders import LOAN, a_case, a_guarantee, a_loan, a_person, a_role, found
from tests.tables.agreement import agree
from tests.tables.first_match import every_combination

SIGNED, SEEN = date(2024, 1, 10), date(2025, 6, 2)
BORN: dict[str, date | None] = {
    "not_told": None,
    "eighteen_that_day": date(2006, 1, 10),
    "eighteen_next_day": date(2006, 1, 11),
    "sixteen_that_day": date(2008, 1, 10),
    "sixteen_next_day": date(2008, 1, 11),
    "eight_that_day": date(2016, 1, 10),
    "eight_next_day": date(2016, 1, 11),
}
YOUNG, CHILD = ("eighteen_next_day", "sixteen_that_day", "sixteen_next_day", "eight_that_day"), "eight_next_day"
OF_SIXTEEN = ("eighteen_next_day", "sixteen_that_day")
FACTS: dict[str, Any] = {
    "born": list(BORN),
    "capacity": list(Capacity),
    "on_wages": [False, True],
    "approval": list(LegalRepresentativeAct),
    "suited": [False, True],
    "kind": [RoleKind.BORROWER, RoleKind.CO_BORROWER, RoleKind.NOMINAL_BORROWER],
}


def without_capacity(facts: Any) -> bool:
    return facts.born == CHILD or facts.capacity is Capacity.NONE


def of_limited_capacity(facts: Any) -> bool:
    young = facts.born in YOUNG and not (facts.born in OF_SIXTEEN and facts.on_wages)
    return young or facts.capacity is Capacity.LIMITED


def approved(facts: Any) -> bool:
    return facts.approval in (LegalRepresentativeAct.CONSENTED, LegalRepresentativeAct.RATIFIED)


def table(facts: Any) -> Any:
    unaided = of_limited_capacity(facts) and not approved(facts) and not facts.suited
    if without_capacity(facts) or unaided:
        return (Liability.RESTITUTION_ONLY,)
    return (Liability.JOINT_DEBTOR_FULL if facts.kind is RoleKind.CO_BORROWER else Liability.BORROWER_FULL,)


def a_child(facts: Any) -> Any:
    return a_person(
        "child", born=BORN[facts.born], adult_capacity=facts.capacity, self_supporting_by_labour=facts.on_wages,
        legal_rep_act={LOAN: facts.approval},
    )  # fmt: skip


def act(**more: Any) -> dict[str, Any]:
    return {"kept_money": Decimal(30_000), "identity_check_by_self": True, **more}


def solved(facts: Any) -> Any:
    role = a_role("child", facts.kind, act=act(suited_to_age=facts.suited), lender_knew_true_user=False)
    roles = (a_role("main"), role) if facts.kind is RoleKind.CO_BORROWER else (role,)
    return found(a_case(persons=(a_child(facts),), loans=(a_loan(signed=SIGNED),), roles=roles), "child").codes


@pytest.mark.parametrize("capacity", Capacity)
@pytest.mark.parametrize("born", BORN)
def test_age_wages_approval_and_fitness_decide_whether_a_signature_binds(born: str, capacity: Capacity) -> None:
    agree(every_combination({**FACTS, "born": [born], "capacity": [capacity]}), solved, table)


SIGNERS: dict[str, Any] = {
    "born": list(BORN),
    "capacity": [Capacity.FULL],
    "on_wages": [False, True],
    "approval": [LegalRepresentativeAct.NONE, LegalRepresentativeAct.CONSENTED],
    "suited": [False],
    "kind": [RoleKind.BORROWER],
    "who": [RelationKind.PARENT_CHILD, RelationKind.SIBLING],
    "other": [None, RoleKind.CO_BORROWER, RoleKind.GUARANTOR, RoleKind.GUARDIAN, RoleKind.KNOWER],
    "hand": [Signature.GENUINE, Signature.FORGED],
    "fault": [Fault.NONE, Fault.GUARANTOR],
}
SIGNS = (RoleKind.CO_BORROWER, RoleKind.GUARANTOR)


def signs_too(facts: Any) -> bool:
    return facts.other in SIGNS and facts.hand is Signature.GENUINE


def family_table(facts: Any) -> Any:
    """What the child and the other person owe; a guarantee of a contract without force falls with it (GUA-16)."""
    consent = approved(facts) or (signs_too(facts) and facts.who is RelationKind.PARENT_CHILD)
    binds = not without_capacity(facts) and (not of_limited_capacity(facts) or consent)
    child = (Liability.BORROWER_FULL,) if binds else (Liability.RESTITUTION_ONLY,)
    if not signs_too(facts):
        return child, (Liability.NONE,)
    if facts.other is RoleKind.CO_BORROWER:
        return child, (Liability.JOINT_DEBTOR_FULL,)
    if binds:
        return child, (Liability.GUARANTEE_GENERAL,)
    return child, (Liability.NONE if facts.fault is Fault.NONE else Liability.FAULT_DAMAGES,)


def family(facts: Any) -> Any:
    hand = {"signature": facts.hand, "ratified_on": None, "apparent_authority": False, "identity_check_by_self": False}
    roles = [a_role("child", act=act())]
    if facts.other:
        roles.append(a_role("other", facts.other, act=hand))
    case = a_case(
        persons=(a_child(facts), a_person("other")), loans=(a_loan(signed=SIGNED),), roles=tuple(roles),
        relations=(Relation(a="other", b="child", kind=facts.who),),
        guarantees=(a_guarantee("other", fault=facts.fault),) if facts.other is RoleKind.GUARANTOR else (),
    )  # fmt: skip
    return found(case, "child").codes, found(case, "other").codes


def worth_trying(facts: Any) -> bool:
    """The hand matters where something is signed, fault where it is a guarantee."""
    signs = facts.other in SIGNS or facts.hand is Signature.GENUINE
    return signs and (facts.other is RoleKind.GUARANTOR or facts.fault is Fault.NONE)


@pytest.mark.parametrize("born", BORN)
def test_a_parents_own_signature_is_consent_and_binds_the_parent_to_what_was_signed(born: str) -> None:
    combinations = every_combination({**SIGNERS, "born": [born]})
    agree(filter(worth_trying, combinations), family, family_table)


@pytest.mark.parametrize(("kept", "unsettled"), [(30_000, False), (29_999, True), (0, True)])
def test_what_a_minor_has_spent_is_unsettled_and_what_is_left_is_not(kept: int, unsettled: bool) -> None:
    child = a_person("child", born=date(2010, 3, 3), legal_rep_act={LOAN: LegalRepresentativeAct.REFUSED})
    role = a_role("child", act=act(kept_money=Decimal(kept)))
    finding = found(a_case(as_of=SEEN, persons=(child,), roles=(role,)), "child")
    assert finding.codes == (Liability.RESTITUTION_ONLY,)
    assert (Flag.UNSETTLED in finding.flags) is unsettled
