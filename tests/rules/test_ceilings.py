"""The most that somebody can be made to pay: the ceilings of all grounds together; none where one ground has none."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from autograder.fact_kinds import (
    AccessionTold,
    AccessionWords,
    CollateralKind,
    CourtEvent,
    LenderKind,
    RoleKind,
    Signature,
    StatementForm,
    TypeWords,
)
from autograder.facts import Accession, Case, Collateral, Court, DebtTransfer, Inheritance
from autograder.vocabulary import Figure, Liability
from tests.builders import LOAN, a_case, a_guarantee, a_lender, a_loan, a_marriage, a_person, a_role, found
from tests.rules.standing import standing

DAY = date(2025, 3, 3)
DEAD = (a_person("borrower", died=date(2025, 5, 1)),)


def promised(scope: int | None = 20_000) -> dict[str, Any]:
    sum_ = None if scope is None else Decimal(scope)
    words: dict[str, Any] = {"form": StatementForm.WRITTEN, "told": AccessionTold.CREDITOR}
    return {"accessions": (
        Accession(person="one", loan=LOAN, date=DAY, words=AccessionWords.JOIN_CLEAR, scope=sum_, **words),
    )}  # fmt: skip


def inherits(value: int = 5_000) -> dict[str, Any]:
    return {
        "persons": DEAD, "inheritances": (Inheritance(deceased="borrower", heir="one", value_received=Decimal(value)),),
    }  # fmt: skip


def undertook(amount: int | None = 700) -> dict[str, Any]:
    sum_ = None if amount is None else Decimal(amount)
    step = Court(event=CourtEvent.THIRD_PARTY_UNDERTAKING, date=DAY, persons=("one",), loan=LOAN, amount=sum_)
    return {"court": (step,)}


def vouched(formed: date = date(2024, 1, 10), **facts: Any) -> dict[str, Any]:
    return {"roles": (a_role("one", RoleKind.GUARANTOR),), "guarantees": (a_guarantee("one", formed=formed, **facts),)}


def took(share: int | None) -> dict[str, Any]:
    sum_ = None if share is None else Decimal(share)
    return {"debt_transfers": (
        DebtTransfer(
            loan=LOAN, from_person="borrower", to_person="one", date=DAY, share=sum_, creditor_consented=True
        ),
    )}  # fmt: skip


def named(kind: RoleKind, **act: Any) -> dict[str, Any]:
    return {"roles": (a_role("one", kind, act=act),)}


def case_of(*several: dict[str, Any], **parts: Any) -> Case:
    made: dict[str, Any] = {"persons": (), "roles": (a_role("borrower"),)}
    for told in (*several, parts):
        for plural, facts in told.items():
            made[plural] = (*made.get(plural, ()), *facts)
    made["persons"] = (*made["persons"], a_person("one"))
    return a_case(**made)


def most(*several: dict[str, Any], **parts: Any) -> Decimal | None:
    return found(case_of(*several, **parts), "one").figures.get(Figure.AMOUNT_CAP)


FORGED: dict[str, Any] = {
    "signature": Signature.FORGED, "signed_by": "one", "ratified_on": None, "apparent_authority": False,
}  # fmt: skip
CAPPED: dict[str, Any] = {"scope_cap": Decimal(9_000), "type_words": TypeWords.EXPRESS_JOINT}
OLD = date(2020, 6, 10)


@pytest.mark.parametrize(("grounds", "sum_"), [
    ((promised(),), 20_000), ((inherits(),), 5_000), ((undertook(),), 700), ((took(8_000),), 8_000),
    ((vouched(**CAPPED),), 9_000), ((vouched(max_amount=True, **CAPPED),), 9_000),
    ((vouched(shares={"one": Decimal(7_000)}),), 7_000), ((vouched(OLD, shares={"one": Decimal(7_000)}),), 7_000),
    ((promised(), inherits()), 25_000), ((promised(), inherits(), undertook()), 25_700),
    ((promised(), vouched(**CAPPED)), 29_000), ((inherits(), vouched(shares={"one": Decimal(7_000)})), 12_000),
    ((promised(), took(8_000)), 28_000), ((undertook(), vouched(OLD, **CAPPED)), 9_700),
])  # fmt: skip
def test_the_ceilings_of_several_grounds_are_added_up(grounds: tuple[dict[str, Any], ...], sum_: int) -> None:
    assert most(*grounds) == sum_


@pytest.mark.parametrize("grounds", [
    (), (promised(None),), (promised(None), inherits()), (undertook(None),), (took(None),), (took(30_000),),
    (vouched(),), (vouched(max_amount=True),), (promised(), vouched()), (promised(), took(None)),
    (promised(), named(RoleKind.CO_BORROWER)), (promised(), named(RoleKind.BORROWER)),
    (promised(), named(RoleKind.COLLATERAL_PROVIDER)), (vouched(**CAPPED), named(RoleKind.COLLATERAL_PROVIDER)),
    (vouched(max_amount=True, **CAPPED), named(RoleKind.COLLATERAL_PROVIDER)),
    (vouched(shares={"one": Decimal(7_000)}), named(RoleKind.COLLATERAL_PROVIDER)),
    (vouched(OLD, shares={"one": Decimal(7_000)}), named(RoleKind.COLLATERAL_PROVIDER)),
])  # fmt: skip
def test_one_ground_without_a_ceiling_leaves_no_sum_to_name(grounds: tuple[dict[str, Any], ...]) -> None:
    assert most(*grounds) is None
    assert Figure.AMOUNT_CAP not in found(case_of(*grounds), "one").figures


@pytest.mark.parametrize("promise", [
    vouched(**CAPPED), vouched(shares={"one": Decimal(7_000)}), vouched(OLD, shares={"one": Decimal(7_000)}), vouched(),
])  # fmt: skip
def test_the_rule_on_all_grounds_leaves_the_sum_to_the_deed_of_a_guarantee(promise: dict[str, Any]) -> None:
    names = standing(case_of(promised(), promise), "one")
    assert "joined_the_debt" in names
    assert "ceiling_of_all_grounds" not in names
    assert "another_ground_has_no_ceiling" not in names


def test_a_spouse_who_owes_the_joint_debt_has_no_ceiling_by_a_promise() -> None:
    wed: dict[str, Any] = {"marriages": (a_marriage("borrower", "one"),), "loans": (a_loan(within_daily_needs=True),)}
    assert found(case_of(promised(), wed), "one").codes == (
        Liability.ACCESSION_JOINT_CAPPED, Liability.SPOUSE_JOINT_DEBT,
    )  # fmt: skip
    assert most(promised(), wed) is None
    apart = {"marriages": (a_marriage("borrower", "one"),), "loans": (a_loan(within_daily_needs=False),)}
    assert most(promised(), apart) == 20_000


def test_the_impostor_and_who_gives_back_have_no_ceiling_by_a_promise() -> None:
    wei: dict[str, Any] = {"roles": (a_role("wei", RoleKind.CO_BORROWER, act=FORGED),), "persons": (a_person("wei"),)}
    assert most(promised(), wei) is None
    void: dict[str, Any] = {"lenders": (a_lender(kind=LenderKind.UNLICENSED_PLATFORM),)}
    assert most(undertook(), named(RoleKind.CO_BORROWER), void) is None
    assert most(undertook(), vouched(fault="both"), void) is None


@pytest.mark.parametrize(("told", "rules"), [
    (named(RoleKind.CO_BORROWER), {"co_borrower_owes_all"}), (vouched(), None),
    ({**promised(), **named(RoleKind.CO_BORROWER)}, {
        "co_borrower_owes_all", "joined_the_debt", "another_ground_has_no_ceiling"}),
])  # fmt: skip
def test_that_one_ground_has_no_ceiling_is_told_only_where_another_has_one(
    told: dict[str, Any], rules: set[str] | None
) -> None:
    names = standing(case_of(told), "one")
    assert names == rules if rules is not None else "another_ground_has_no_ceiling" not in names


def test_a_released_guarantee_takes_its_ceiling_along_and_leaves_the_others() -> None:
    late = case_of(promised(), vouched(**CAPPED))
    late = a_case(as_of=date(2025, 9, 1), loans=late.loans, roles=late.roles, guarantees=late.guarantees,
                  accessions=late.accessions)  # fmt: skip
    finding = found(late, "one")
    assert finding.codes == (Liability.ACCESSION_JOINT_CAPPED, Liability.GUARANTEE_RELEASED)
    assert finding.figures[Figure.AMOUNT_CAP] == 20_000
    alone = a_case(as_of=date(2025, 9, 1), roles=late.roles, guarantees=late.guarantees)
    assert Figure.AMOUNT_CAP not in found(alone, "one").figures


def test_a_thing_given_up_leaves_the_promise_with_its_ceiling() -> None:
    thing = Collateral(
        loan=LOAN, owner="one", kind=CollateralKind.PLEDGE, value=Decimal(1), given_up_on=date(2025, 4, 4)
    )
    assert most(promised(), named(RoleKind.COLLATERAL_PROVIDER), collaterals=(thing,)) == 20_000


# Separate shares


def shared(kind: RoleKind = RoleKind.CO_BORROWER, **parts: Any) -> Case:
    loan = a_loan(share_clause_towards_lender={"one": Decimal(12_000)}, within_daily_needs=True)
    return a_case(**{"loans": (loan,), "roles": (a_role("borrower"), a_role("one", kind)), **parts})


@pytest.mark.parametrize("kind", [RoleKind.CO_BORROWER, RoleKind.BORROWER])
def test_a_borrower_of_a_share_owes_that_share_alone(kind: RoleKind) -> None:
    finding = found(shared(kind), "one")
    assert finding.codes == (Liability.BORROWER_FULL,)
    assert finding.figures == {Figure.AMOUNT_CAP: Decimal(12_000)}
    assert standing(shared(kind), "one") == {"borrower_of_a_share", "ceiling_of_all_grounds"}
    assert found(shared(kind), "borrower").figures == {}


def test_a_share_clause_is_no_consent_of_its_own() -> None:
    forged: dict[str, Any] = {"signature": Signature.FORGED, "ratified_on": None, "apparent_authority": False}
    roles = (a_role("borrower"), a_role("one", RoleKind.CO_BORROWER, act=forged))
    assert standing(shared(roles=roles), "one") == {"forged_contract"}
    bystander = shared(RoleKind.KNOWER)
    assert standing(bystander, "one") == {"knowing_is_not_owing", "no_party_no_debt"}


def test_the_co_signature_of_a_spouse_for_a_share_does_not_make_the_whole_a_joint_debt() -> None:
    wed = shared(marriages=(a_marriage("borrower", "one"),))
    assert found(wed, "one").codes == (Liability.BORROWER_FULL,)
    assert found(wed, "one").figures == {Figure.AMOUNT_CAP: Decimal(12_000)}


def test_who_hands_a_part_on_owes_the_rest_and_the_taker_the_part() -> None:
    case = case_of(took(8_000))
    assert found(case, "borrower").figures == {Figure.AMOUNT_CAP: Decimal(22_000)}
    share = a_case(
        loans=(a_loan(share_clause_towards_lender={"borrower": Decimal(12_000)}),), persons=(a_person("one"),),
        **took(5_000),
    )  # fmt: skip
    assert found(share, "borrower").figures == {Figure.AMOUNT_CAP: Decimal(7_000)}
