"""Several guarantors, ceilings, wasted and other security (GUA-14, 18, 19, 22): exactly which rules speak."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from autograder.fact_kinds import (
    CollateralKind,
    CreditorActKind,
    EventKind,
    GuaranteeForm,
    RoleKind,
    SecurityOrder,
    Signature,
    TypeWords,
)
from autograder.facts import AssetInformation, Case, Collateral, CreditorAct, Event, Guarantee
from autograder.vocabulary import Figure, Flag
from tests.builders import LOAN, a_case, a_guarantee, a_loan, a_person, a_role, found
from tests.rules.standing import of_file, standing

EXTENT = of_file("guarantee_extent") - {"never_more_than_the_debtor", "guarantee_without_a_ceiling"}
OLD, NEW = date(2020, 12, 31), date(2021, 1, 1)
IN_TIME, LAST_DAY, TOO_LATE = date(2025, 3, 3), date(2025, 7, 10), date(2025, 7, 11)
FORGED: dict[str, Any] = {
    "signature": Signature.FORGED, "signed_by": None, "ratified_on": None, "apparent_authority": False,
}  # fmt: skip
EACH, TOGETHER = "each_for_the_whole", "jointly_for_the_whole_until_2020"
SHARE, OLD_SHARE = "own_share_agreed_with_the_lender", "own_share_agreed_with_the_lender_until_2020"
SAVED, LAPSED, TOO_MUCH = (
    "demand_on_another_saves_nothing", "share_of_a_lapsed_co_guarantor", "paid_more_than_he_had_to",
)  # fmt: skip


def given(who: str, *acts: CreditorActKind, on: date = date(2025, 2, 3), **facts: Any) -> Guarantee:
    made = tuple(CreditorAct(kind=kind, date=on) for kind in acts)
    return a_guarantee(who, **{"type_words": TypeWords.EXPRESS_JOINT, "creditor_acts": made, **facts})


def several(*promises: Guarantee, as_of: date = IN_TIME, act: dict[str, Any] | None = None, **parts: Any) -> Case:
    """Ana is the guarantor asked about; of the others, Ben's signature is told by `act`."""
    roles = [a_role(one.guarantor, RoleKind.GUARANTOR, act=act if one.guarantor == "ben" else None) for one in promises]
    told: dict[str, Any] = {"as_of": as_of, "roles": (a_role("bo"), *roles), "guarantees": promises}
    return a_case(**{**told, **parts})


def shares(of: str = "ana") -> dict[str, Any]:
    return {"shares": {of: Decimal(8_000)}}


@pytest.mark.parametrize(("case", "rules", "cap"), [
    (several(given("ana")), set(), None), (several(given("ana"), given("ben")), {EACH}, None),
    (several(given("ana", co_guarantors=("ben",))), {EACH}, None),
    (several(given("ana", formed=NEW), given("ben")), {EACH}, None),
    (several(given("ana", formed=OLD), given("ben")), {TOGETHER}, None),
    (several(given("ana", formed=OLD, co_guarantors=("ben",))), {TOGETHER}, None),
    (several(given("ana", formed=OLD)), set(), None),
    (several(given("ana", **shares()), given("ben")), {SHARE}, 8_000),
    (several(given("ana", formed=NEW, **shares())), {SHARE}, 8_000),
    (several(given("ana", formed=OLD, **shares()), given("ben")), {OLD_SHARE}, 8_000),
    (several(given("ana", **shares("ben")), given("ben")), {EACH}, None),
    (several(given("ana", formed=OLD, **shares("ben")), given("ben")), {TOGETHER}, None),
    (several(given("ana"), given("ben", form=GuaranteeForm.ORAL)), set(), None),
    (several(given("ana"), given("ben"), act=FORGED), set(), None),
    (several(given("ana", scope_cap=Decimal(9_000))), {"scope_limited_by_the_deed"}, 9_000),
    (several(given("ana", scope_cap=Decimal(9_000), max_amount=True)),
     {"scope_limited_by_the_deed", "ceiling_for_many_debts"}, 9_000),
    (several(given("ana", max_amount=True)), {"ceiling_for_many_debts"}, None),
    (several(given("ana", max_amount=True, **shares())), {"ceiling_for_many_debts", SHARE}, 8_000),
])  # fmt: skip
def test_shares_and_ceilings(case: Case, rules: set[str], cap: int | None) -> None:
    assert standing(case, "ana") & EXTENT == rules
    assert found(case, "ana").figures.get(Figure.AMOUNT_CAP) == (None if cap is None else Decimal(cap))


@pytest.mark.parametrize("case", [several(given("ana")), several(given("ana", max_amount=True))])
def test_without_a_highest_sum_there_is_no_ceiling(case: Case) -> None:
    assert "guarantee_without_a_ceiling" in standing(case, "ana")
    for facts in ({"scope_cap": Decimal(9_000)}, shares()):
        assert "guarantee_without_a_ceiling" not in standing(several(given("ana", **facts)), "ana")


ASKED, SUED = CreditorActKind.DEMANDED_GUARANTOR, CreditorActKind.SUED_DEBTOR
TOGETHER_SIGNED: dict[str, Any] = {"same_document": True}
GENERAL: dict[str, Any] = {"type_words": TypeWords.NONE}


def paid(who: str = "ana", amount: int | None = 30_000, *, on: date = TOO_LATE, before: int = 0) -> dict[str, Any]:
    """A payment on the day after the lapse or on another, perhaps with one in February before it."""
    sums = [(date(2025, 2, 5), before), (on, amount)]
    return {"events": tuple(
        Event(
            loan=LOAN, kind=EventKind.GUARANTOR_PAID, date=day, person=who,
            amount=None if amount is None else Decimal(amount),
        )
        for day, amount in sums if amount != 0
    )}  # fmt: skip


LATE: dict[str, Any] = {"as_of": TOO_LATE}


@pytest.mark.parametrize(("case", "rules", "freed"), [
    (several(given("ana", ASKED), given("ben"), **LATE), {EACH}, None),
    (several(given("ana"), given("ben", ASKED), **LATE), {EACH, SAVED}, None),
    (several(given("ana", ASKED), given("ben", ASKED), **LATE), {EACH}, None),
    (several(given("ana"), given("ben"), **LATE), {EACH}, None),
    (several(given("ana", **GENERAL), given("ben", SUED, **GENERAL), **LATE), {EACH, SAVED}, None),
    (several(given("ana", ASKED), given("ben", SUED, **GENERAL), **LATE), {EACH}, None),
    (several(given("ana"), given("ben", ASKED, form=GuaranteeForm.ORAL), **LATE), set(), None),
    (several(given("ana", ASKED, **TOGETHER_SIGNED), given("ben"), **LATE), {EACH, LAPSED}, 15_000),
    (several(given("ana", ASKED, mutual_recourse_agreed=True), given("ben"), **LATE), {EACH, LAPSED}, 15_000),
    (several(given("ana", ASKED, joint_coguarantee_agreed=True), given("ben"), **LATE), {EACH, LAPSED}, 15_000),
    (several(given("ana", ASKED, **TOGETHER_SIGNED), given("ben"), as_of=LAST_DAY), {EACH}, None),
    (several(given("ana", ASKED, **TOGETHER_SIGNED), given("ben", ASKED), **LATE), {EACH}, None),
    (several(given("ana", ASKED, **TOGETHER_SIGNED, **shares()), given("ben"), **LATE), {SHARE}, None),
    (several(given("ana", ASKED, **TOGETHER_SIGNED), given("ben"), given("cy"), **LATE), {EACH, LAPSED}, 20_000),
    (several(given("ana", ASKED, **TOGETHER_SIGNED), given("ben"), given("cy", ASKED), **LATE),
     {EACH, LAPSED}, 10_000),
    (several(given("ana", ASKED, formed=OLD, **TOGETHER_SIGNED), given("ben"), **LATE), {TOGETHER}, None),
    (several(given("ana", ASKED, formed=NEW, **TOGETHER_SIGNED), given("ben"), **LATE), {EACH, LAPSED}, 15_000),
    (several(given("ana", ASKED, **TOGETHER_SIGNED), given("ben"), **LATE, **paid()), {EACH, LAPSED, TOO_MUCH}, 15_000),
    (several(given("ana", ASKED, **TOGETHER_SIGNED), given("ben"), **LATE, **paid(amount=None)),
     {EACH, LAPSED, TOO_MUCH}, 15_000),
    (several(given("ana", ASKED, **TOGETHER_SIGNED), given("ben"), **LATE, **paid(amount=15_000)),
     {EACH, LAPSED}, 15_000),
    (several(given("ana", ASKED, **TOGETHER_SIGNED), given("ben"), **LATE, **paid(amount=1, before=15_000)),
     {EACH, LAPSED, TOO_MUCH}, 15_000),
    (several(given("ana", ASKED, **TOGETHER_SIGNED), given("ben"), **LATE, **paid(on=LAST_DAY)),
     {EACH, LAPSED}, 15_000),
    (several(given("ana", ASKED, **TOGETHER_SIGNED), given("ben"), **LATE, **paid("ben")), {EACH, LAPSED}, 15_000),
    (several(given("ana", ASKED), given("ben"), **LATE, **paid()), {EACH}, None),
])  # fmt: skip
def test_what_the_lender_did_about_another_guarantor(case: Case, rules: set[str], freed: int | None) -> None:
    assert standing(case, "ana") & EXTENT == rules
    finding = found(case, "ana")
    assert finding.figures.get(Figure.FREED_AMOUNT) == (None if freed is None else Decimal(freed))
    assert (Flag.UNSETTLED in finding.flags) is (TOO_MUCH in rules)


WASTED = "assets_wasted_by_the_lender"


@pytest.mark.parametrize(("words", "given_on", "lost", "loan", "speaks"), [
    (TypeWords.NONE, date(2025, 1, 11), 700, {}, True), (TypeWords.NONE, date(2025, 1, 10), 700, {}, False),
    (TypeWords.NONE, date(2025, 1, 11), 0, {}, False), (TypeWords.EXPRESS_JOINT, date(2025, 1, 11), 700, {}, False),
    (TypeWords.NONE, date(2024, 9, 3), 700, {"accelerated_on": date(2024, 9, 2)}, True),
    (TypeWords.NONE, date(2024, 9, 2), 700, {"accelerated_on": date(2024, 9, 2)}, False),
])  # fmt: skip
def test_property_pointed_out_after_the_due_day_and_let_slip(
    words: TypeWords, given_on: date, lost: int, loan: dict[str, Any], speaks: bool
) -> None:
    told = AssetInformation(given_on=given_on, value_lost=Decimal(lost))
    promise = given("ana", SUED, type_words=words, asset_info=told)
    case = several(promise, loans=(a_loan(**loan),), as_of=date(2025, 2, 4))
    assert (WASTED in standing(case, "ana")) is speaks
    assert found(case, "ana").figures.get(Figure.FREED_AMOUNT) == (Decimal(lost) if speaks else None)


def flat(owner: str = "bo", **facts: Any) -> Collateral:
    default: dict[str, Any] = {"kind": CollateralKind.MORTGAGE, "value": Decimal(12_000), "registered": True}
    return Collateral(**{"loan": LOAN, "owner": owner, **default, **facts})


FIRST, CHOICE, SURRENDERED = (
    "debtors_own_thing_goes_first", "lender_chooses_the_security", "lender_gave_the_debtors_thing_up",
)  # fmt: skip
FREE, THING_FIRST = {"order_agreed": SecurityOrder.FREE_CHOICE}, {"order_agreed": SecurityOrder.COLLATERAL_FIRST}
GIVEN_UP: dict[str, Any] = {"given_up_on": IN_TIME}


@pytest.mark.parametrize(("things", "rules", "freed"), [
    ([], set(), None), ([flat()], {FIRST}, None), ([flat(**THING_FIRST)], {FIRST}, None),
    ([flat(**FREE)], {CHOICE}, None), ([flat("aunt")], {CHOICE}, None), ([flat("aunt", **THING_FIRST)], set(), None),
    ([flat("aunt", **FREE)], {CHOICE}, None), ([flat(), flat(**FREE)], {FIRST, CHOICE}, None),
    ([flat(registered=False)], set(), None), ([flat(registered=False, kind=CollateralKind.PLEDGE)], {FIRST}, None),
    ([flat(**GIVEN_UP)], {SURRENDERED}, 12_000), ([flat(given_up_on=date(2025, 3, 4))], {FIRST}, None),
    ([flat(**GIVEN_UP), flat()], {FIRST, SURRENDERED}, 12_000), ([flat("aunt", **GIVEN_UP)], set(), None),
    ([flat(**GIVEN_UP, **FREE)], {SURRENDERED}, 12_000), ([flat(**GIVEN_UP)] * 2, {SURRENDERED}, 24_000),
    ([flat(loan="another")], set(), None),
])  # fmt: skip
def test_which_security_goes_first(things: list[Collateral], rules: set[str], freed: int | None) -> None:
    parts: dict[str, Any] = {"persons": (a_person("aunt"),), "loans": (a_loan(), a_loan(id="another"))}
    case = several(given("ana", **GENERAL), collaterals=tuple(things), **parts)
    assert standing(case, "ana") & EXTENT == rules
    assert found(case, "ana").figures.get(Figure.FREED_AMOUNT) == (None if freed is None else Decimal(freed))
