"""No combination of roles, signatures and ties leaves a person without an answer, and no two rules contradict."""

from datetime import date
from itertools import product
from typing import Any

import pytest

from autograder.fact_kinds import LegalRepresentativeAct, RelationKind, RoleKind, Signature
from autograder.facts import Case, Relation
from autograder.vocabulary import Liability
from tests.builders import LOAN, a_case, a_guarantee, a_loan, a_marriage, a_person, a_role, found

pytestmark = pytest.mark.slow

KINDS = [kind for kind in RoleKind if kind is not RoleKind.DEBT_ACCESSOR]
SECOND = [
    None, RoleKind.CO_BORROWER, RoleKind.GUARANTOR, RoleKind.TRUE_USER, RoleKind.KNOWER, RoleKind.COLLATERAL_PROVIDER,
]  # fmt: skip
TIES = ["none", "married", "kin", "couple"]


def entangled(first: RoleKind, second: RoleKind | None, signature: Signature, tie: str) -> Case:
    """One person in two roles, tied to a main borrower; another person puts the signature where it is not the own."""
    act: dict[str, Any] = {
        "signature": signature, "signed_by": None if signature is Signature.GENUINE else "hand", "ratified_on": None,
        "apparent_authority": False, "identity_check_by_self": False, "kept_money": None,
    }  # fmt: skip
    kinds = [kind for kind in dict.fromkeys((first, second)) if kind is not None]
    roles = tuple(a_role("one", kind, act=act, lender_knew_true_user=True) for kind in kinds)
    related = {"kin": RelationKind.SIBLING, "couple": RelationKind.COHABITANT}
    return a_case(
        loans=(a_loan(within_daily_needs=True),), persons=(a_person("one"), a_person("hand")),
        roles=(a_role("borrower"), *roles),
        guarantees=(a_guarantee("one", family_benefit=True),) if RoleKind.GUARANTOR in kinds else (),
        marriages=(a_marriage("borrower", "one"),) if tie == "married" else (),
        relations=(Relation(a="borrower", b="one", kind=related[tie]),) if tie in related else (),
    )  # fmt: skip


@pytest.mark.parametrize("tie", TIES)
def test_everybody_gets_an_answer_whatever_the_roles_and_the_signature(tie: str) -> None:
    for first, second, signature in product(KINDS, SECOND, Signature):
        case = entangled(first, second, signature, tie)
        for person in ("one", "borrower", "hand"):
            assert found(case, person).codes, (first, second, signature, tie, person)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind is not RoleKind.GUARANTOR])
def test_minors_and_their_parents_get_an_answer_in_every_role(kind: RoleKind) -> None:
    child = a_person("child", born=date(2010, 3, 3), legal_rep_act={LOAN: LegalRepresentativeAct.REFUSED})
    act = {"ratified_on": None, "apparent_authority": False, "identity_check_by_self": True, "kept_money": None}
    case = a_case(
        persons=(child,), roles=(a_role("child", kind, act=act, lender_knew_true_user=False),),
        relations=(Relation(a="parent", b="child", kind=RelationKind.PARENT_CHILD),),
    )  # fmt: skip
    assert Liability.BORROWER_FULL not in found(case, "child").codes
    assert found(case, "parent").codes == (Liability.NONE,)
