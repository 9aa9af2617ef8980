"""Who charged a thing for another's loan (LIA-13)."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from autograder.fact_kinds import CollateralKind, ConsentDefect, LenderKind, RoleKind, Signature
from autograder.facts import Case, Collateral
from autograder.vocabulary import Figure, Flag, Liability
from tests.builders import LOAN, a_case, a_guarantee, a_lender, a_role, found
from tests.rules.standing import standing

UNADOPTED: dict[str, Any] = {"ratified_on": None, "apparent_authority": False}
FORGED: dict[str, Any] = {"signature": Signature.FORGED, **UNADOPTED}
VOID = (a_lender(kind=LenderKind.UNLICENSED_PLATFORM),)


def a_thing(given_up_on: date | None = None, owner: str = "aunt", *, registered: bool = True) -> Collateral:
    return Collateral(
        loan=LOAN, owner=owner, kind=CollateralKind.MORTGAGE, value=Decimal(9), registered=registered,
        given_up_on=given_up_on,
    )  # fmt: skip


def charged(act: dict[str, Any] | None = None, *things: Collateral, **parts: Any) -> Case:
    roles = (a_role("borrower"), a_role("aunt", RoleKind.COLLATERAL_PROVIDER, act=act))
    return a_case(**{"roles": roles, "collaterals": things, **parts})


def test_the_owner_answers_with_the_thing() -> None:
    assert standing(charged(), "aunt") == {"owner_answers_with_the_thing"}
    assert found(charged(), "aunt").codes == (Liability.COLLATERAL_LIMITED,)


@pytest.mark.parametrize("act", [FORGED, {"avoided_by_court_on": date(2025, 5, 5)}])
def test_a_charge_that_is_not_the_owners_own_act_does_not_touch_him(act: dict[str, Any]) -> None:
    assert standing(charged(act), "aunt") == {"charge_without_the_owner"}


def test_a_charge_falls_with_the_loan_that_it_secures() -> None:
    assert standing(charged(lenders=VOID), "aunt") == {"charge_falls_with_the_debt"}
    roles = (a_role("borrower", act=FORGED), a_role("aunt", RoleKind.COLLATERAL_PROVIDER))
    case = charged(roles=roles)
    assert standing(case, "aunt") == {"charge_falls_with_the_debt"}
    assert found(case, "aunt").codes == (Liability.NONE,)


@pytest.mark.parametrize(("things", "rule"), [
    ((a_thing(date(2025, 6, 2)),), "charge_given_up"), ((a_thing(date(2025, 6, 3)),), "owner_answers_with_the_thing"),
    ((a_thing(date(2025, 6, 2)), a_thing()), "owner_answers_with_the_thing"),
])  # fmt: skip
def test_a_charge_that_the_lender_gave_up_wholly_binds_nobody(things: tuple[Collateral, ...], rule: str) -> None:
    assert standing(charged(None, *things), "aunt") == {rule}


FREED = "lender_gave_the_debtors_thing_up_beside_another"


@pytest.mark.parametrize(("things", "freed"), [
    ((a_thing(date(2025, 6, 2), owner="borrower"),), True), ((a_thing(date(2025, 6, 3), owner="borrower"),), False),
    ((a_thing(date(2025, 6, 2), owner="borrower", registered=False),), False), ((a_thing(), ), False),
])  # fmt: skip
def test_a_lender_who_gives_the_borrowers_thing_up_frees_the_owner_of_another_to_its_value(
    things: tuple[Collateral, ...], freed: bool
) -> None:
    case = charged(None, *things)
    assert standing(case, "aunt") == {"owner_answers_with_the_thing", *({FREED} if freed else ())}
    assert found(case, "aunt").figures == ({Figure.FREED_AMOUNT: things[0].value} if freed else {})


def test_an_owner_who_is_a_guarantor_too_is_told_one_sum_that_is_gone_and_keeps_it_when_the_guarantee_ends() -> None:
    def both(as_of: date) -> Case:
        roles = (a_role("borrower"), *(a_role("aunt", k) for k in (RoleKind.COLLATERAL_PROVIDER, RoleKind.GUARANTOR)))
        own = a_thing(date(2025, 6, 2), owner="borrower")
        return a_case(as_of=as_of, roles=roles, guarantees=(a_guarantee("aunt"),), collaterals=(own, a_thing()))

    alive, over = both(date(2025, 6, 2)), both(date(2025, 7, 11))
    assert FREED not in standing(alive, "aunt")
    assert "lender_gave_the_debtors_thing_up" in standing(alive, "aunt")
    assert FREED in standing(over, "aunt")
    assert found(alive, "aunt").figures[Figure.FREED_AMOUNT] == found(over, "aunt").figures[Figure.FREED_AMOUNT]


def test_a_borrower_who_charged_two_things_is_not_freed_of_his_own_debt_by_one_of_them() -> None:
    roles = (a_role("borrower"), a_role("borrower", RoleKind.COLLATERAL_PROVIDER))
    things = (a_thing(date(2025, 6, 2), owner="borrower"), a_thing(owner="borrower"))
    assert FREED not in standing(a_case(roles=roles, collaterals=things), "borrower")


def test_giving_up_the_borrowers_own_thing_or_a_bystander_on_a_void_loan_raises_no_question_of_charges() -> None:
    assert standing(charged(None, a_thing(date(2025, 6, 2), owner="borrower")), "borrower") == {"borrower_owes"}


@pytest.mark.parametrize(("act", "pending"), [
    ({"consent_defect": ConsentDefect.FRAUD_BY_LENDER, "knew_of_defect_on": date(2024, 9, 2)}, True),
    ({"consent_defect": ConsentDefect.FRAUD_BY_LENDER, "knew_of_defect_on": date(2024, 5, 30)}, False),
    ({"consent_defect": ConsentDefect.FRAUD_BY_THIRD, "knew_of_defect_on": date(2024, 9, 2),
      "lender_knew_or_should": False}, False),
    ({"consent_defect": ConsentDefect.NONE}, False),
    ({"consent_defect": ConsentDefect.DURESS, "duress_ended_on": None, "waived_avoidance": True}, False),
])  # fmt: skip
def test_a_charge_given_under_fraud_may_be_attacked_in_time(act: dict[str, Any], pending: bool) -> None:
    finding = found(charged(act), "aunt")
    assert finding.codes == (Liability.COLLATERAL_LIMITED,)
    assert (Flag.VOIDABLE_PENDING in finding.flags) is pending
    assert (Figure.AVOIDANCE_UNTIL in finding.figures) is pending
