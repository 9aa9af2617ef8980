"""A guarantee whose lender or debtor is exchanged, and the spouse of a guarantor: exactly which rules speak."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from autograder.fact_kinds import MarriageEnd, RoleKind, TypeWords, VariationKind
from autograder.facts import Assignment, Case, DebtTransfer, Marriage, Variation
from autograder.vocabulary import Figure, Liability
from tests.builders import LOAN, a_case, a_guarantee, a_loan, a_marriage, a_person, a_role, found
from tests.rules.standing import of_file, standing

FORMED, TODAY, EVE = date(2024, 1, 10), date(2025, 6, 2), date(2020, 12, 31)
PARTIES, OF_SPOUSES = of_file("guarantee_parties"), of_file("guarantee_spouse")
BANNED, UNTOLD = "sold_against_the_ban", "sale_not_told_to_guarantor"
REPLACED, JOINED = "debtor_replaced_behind_his_back", "somebody_joined_the_debt"


def guaranteed(loan: dict[str, Any] | None = None, *, parts: dict[str, Any] | None = None, **facts: Any) -> Case:
    """A general guarantee of 10 January 2024 for a loan of 30,000; asked on 2 June 2025."""
    default: dict[str, Any] = {
        "as_of": TODAY, "persons": (a_person("aunt"),),
        "loans": (a_loan(**{"within_daily_needs": False, **(loan or {})}),),
        "roles": (a_role("bo"), a_role("gao", RoleKind.GUARANTOR)),
        "guarantees": (a_guarantee("gao", formed=FORMED, **facts),),
    }  # fmt: skip
    return a_case(**{**default, **(parts or {})})


def sold(on: date, told: date | None = None, **facts: Any) -> Case:
    signed: dict[str, Any] = {"signed": min(on, FORMED)} if on < FORMED else {}
    sale = Assignment(to="buyer", date=on, notified_guarantors={"gao": told})
    return guaranteed({"assigned": sale, **signed}, **facts)


@pytest.mark.parametrize(("case", "rules"), [
    (guaranteed(), set()), (guaranteed(forbids_assignment=True), set()),
    (sold(date(2025, 1, 6)), {UNTOLD}), (sold(date(2025, 1, 6), forbids_assignment=True), {BANNED}),
    (sold(date(2025, 1, 6), date(2025, 1, 7)), set()), (sold(date(2025, 1, 6), TODAY), set()),
    (sold(date(2025, 1, 6), date(2025, 6, 3)), {UNTOLD}),
    (sold(date(2025, 1, 6), date(2025, 1, 7), forbids_assignment=True), {BANNED}),
    (sold(TODAY), {UNTOLD}), (sold(TODAY, forbids_assignment=True), {BANNED}),
    (sold(date(2025, 6, 3)), set()), (sold(date(2025, 6, 3), forbids_assignment=True), set()),
    (sold(FORMED), {UNTOLD}), (sold(FORMED, forbids_assignment=True), {BANNED}),
    (sold(date(2024, 1, 9)), set()), (sold(date(2024, 1, 9), forbids_assignment=True), set()),
])  # fmt: skip
def test_a_sale_of_the_claim(case: Case, rules: set[str]) -> None:
    assert standing(case, "gao") & PARTIES == rules
    assert found(case, "gao").codes == ((Liability.GUARANTEE_RELEASED,) if BANNED in rules else
                                        (Liability.GUARANTEE_GENERAL,))  # fmt: skip


@pytest.mark.parametrize(("day", "rules"), [(EVE, set()), (date(2021, 1, 1), {UNTOLD})])
def test_that_a_guarantor_must_be_told_is_new_law(day: date, rules: set[str]) -> None:
    sale = Assignment(to="buyer", date=day, notified_guarantors={"gao": None})
    case = guaranteed(
        {"signed": date(2019, 5, 6), "final_due": date(2021, 5, 6), "assigned": sale},
        parts={"as_of": date(2021, 6, 7), "guarantees": (a_guarantee("gao", formed=date(2019, 5, 6)),)},
    )  # fmt: skip
    assert standing(case, "gao") & PARTIES == rules


def change(
    on: date = date(2025, 1, 6), delta: int | None = None, kind: VariationKind = VariationKind.DEBT_TRANSFER,
    *, agreed: bool = False,
) -> Variation:  # fmt: skip
    sum_ = None if delta is None else Decimal(delta)
    return Variation(kind=kind, date=on, guarantor_written_consent=agreed, delta=sum_)


def moved(share: int | None = None, on: date = date(2025, 1, 6), *, agreed: bool = True, giver: str = "bo") -> Case:
    part = None if share is None else Decimal(share)
    transfer = DebtTransfer(
        loan=LOAN, from_person=giver, to_person="aunt", date=on, share=part, creditor_consented=agreed
    )
    return guaranteed(parts={"debt_transfers": (transfer,), "persons": (a_person("aunt"), a_person("uncle"))})


PART = "part_of_the_debt_handed_over"
STAYS: dict[str, Any] = {"forbids_transfer_release": True}


@pytest.mark.parametrize(("case", "rules", "freed"), [
    (guaranteed(variations=(change(),)), {REPLACED}, None), (guaranteed(variations=(change(delta=30_000),)),
                                                            {REPLACED}, None),
    (guaranteed(variations=(change(delta=29_999),)), {PART}, 29_999),
    (guaranteed(variations=(change(delta=10_000), change(delta=20_000))), {REPLACED}, None),
    (guaranteed(variations=(change(delta=10_000), change(delta=20_000, agreed=True))), {PART}, 10_000),
    (guaranteed(variations=(change(agreed=True),)), set(), None),
    (guaranteed(variations=(change(),), **STAYS), set(), None),
    (guaranteed(variations=(change(delta=10_000),), **STAYS), set(), None),
    (guaranteed(variations=(change(date(2025, 6, 3)),)), set(), None),
    (guaranteed(variations=(change(TODAY),)), {REPLACED}, None),
    (guaranteed(variations=(change(kind=VariationKind.ACCESSION_BY_THIRD),)), {JOINED}, None),
    (guaranteed(variations=(change(date(2025, 6, 3), kind=VariationKind.ACCESSION_BY_THIRD),)), set(), None),
    (moved(), {REPLACED}, None), (moved(10_000), {PART}, 10_000), (moved(agreed=False), set(), None),
    (moved(on=FORMED), {REPLACED}, None), (moved(on=TODAY), {REPLACED}, None),
    (moved(on=date(2025, 6, 3)), set(), None), (moved(giver="uncle"), set(), None),
])  # fmt: skip
def test_a_debt_that_another_takes_over(case: Case, rules: set[str], freed: int | None) -> None:
    assert standing(case, "gao") & (PARTIES | {PART}) == rules
    assert found(case, "gao").figures.get(Figure.FREED_AMOUNT) == (None if freed is None else Decimal(freed))


def test_what_was_handed_over_before_the_guarantee_was_given_matters_nothing() -> None:
    transfer = DebtTransfer(
        loan=LOAN, from_person="bo", to_person="aunt", date=date(2024, 1, 9), share=None, creditor_consented=True
    )
    case = guaranteed({"signed": date(2023, 6, 1)}, parts={"debt_transfers": (transfer,)})
    assert standing(case, "gao") & PARTIES == set()


FOR_FAMILY, ALONE = "guarantee_for_the_family", "guarantee_binds_only_its_giver"


def wife(*ties: Marriage, others: tuple[Any, ...] = (), parts: dict[str, Any] | None = None, **facts: Any) -> Case:
    told: dict[str, Any] = {"marriages": ties or (a_marriage("gao", "wife"),), "persons": (a_person("wife"),)}
    promise = a_guarantee("gao", formed=FORMED, **{"family_benefit": True, **facts})
    told["roles"] = (a_role("bo"), a_role("gao", RoleKind.GUARANTOR), *others)
    return guaranteed(parts={**told, "guarantees": (promise,), **(parts or {})})


def tie(since: date, until: date | None = None) -> Marriage:
    return a_marriage("gao", "wife", since=since, until=until, end=MarriageEnd.DIVORCE if until else None)


@pytest.mark.parametrize(("case", "rules"), [
    (wife(), {FOR_FAMILY}), (wife(family_benefit=False), {ALONE}), (wife(a_marriage("bo", "wife")), set()),
    (wife(a_marriage("bo", "wife"), a_marriage("gao", "wife", since=date(2024, 2, 1))), {ALONE}),
    (wife(tie(FORMED)), {FOR_FAMILY}), (wife(tie(date(2024, 1, 11))), {ALONE}),
    (wife(tie(date(2015, 1, 1), FORMED)), {ALONE}), (wife(tie(date(2015, 1, 1), date(2024, 1, 11))), {FOR_FAMILY}),
    (wife(type_words=TypeWords.EXPRESS_JOINT), {FOR_FAMILY}),
    (wife(parts={"as_of": date(2025, 7, 10)}), {FOR_FAMILY}), (wife(parts={"as_of": date(2025, 7, 11)}), {ALONE}),
    (wife(others=(a_role("wife", RoleKind.CO_BORROWER),)), set()),
    (wife(others=(a_role("wife", RoleKind.KNOWER),)), {FOR_FAMILY}),
])  # fmt: skip
def test_the_spouse_of_a_guarantor(case: Case, rules: set[str]) -> None:
    assert standing(case, "wife") & OF_SPOUSES == rules
