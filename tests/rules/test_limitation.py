"""Limitation and sold claims (LON-06, LON-07, GUA-15, GUA-21)."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from autograder.fact_kinds import CreditorActKind, EventKind, RoleKind, TypeWords
from autograder.facts import Assignment, Case, CreditorAct, Event
from autograder.solve import Finding
from autograder.vocabulary import Figure, Flag, Liability
from tests.builders import LOAN, a_case, a_guarantee, a_loan, a_role, found

PLEA = EventKind.LIMITATION_EXPIRED_CLAIMED


def event(kind: EventKind, on: date, **facts: Any) -> Event:
    return Event(loan=LOAN, kind=kind, date=on, **facts)


def old(*events: Event, due: date = date(2022, 4, 29), sued: date | None = date(2026, 1, 15), **parts: Any) -> Case:
    loan = a_loan(signed=date(2015, 5, 5), final_due=due, filed_on=sued)
    return a_case(as_of=date(2026, 2, 2), loans=(loan,), events=events, **parts)


def pleaded(person: str | None = None) -> Event:
    return event(PLEA, date(2026, 1, 30), person=person)


def names(finding: Finding) -> set[str]:
    return {trial.card.name for trial in finding.verdict.standing}


def test_m06_after_three_quiet_years_the_debt_stays_and_the_defence_is_there() -> None:
    finding = found(old(pleaded()), "borrower")
    assert finding.codes == (Liability.BORROWER_FULL,)
    assert finding.flags == (Flag.LIMITATION_DEFENCE,)


def test_nobody_has_the_defence_who_does_not_plead_it() -> None:
    assert found(old(), "borrower").flags == ()
    assert found(old(pleaded("co")), "borrower").flags == ()


@pytest.mark.parametrize(("kind", "on", "late"), [
    (EventKind.DEMANDED_DEBTOR, date(2025, 4, 29), False), (EventKind.DEMANDED_DEBTOR, date(2025, 4, 30), True),
    (EventKind.PAID_PART, date(2024, 6, 3), False), (EventKind.DEBT_ACKNOWLEDGED, date(2023, 6, 1), False),
    (EventKind.NEGOTIATION_AGREED, date(2023, 6, 1), False), (EventKind.DEMANDED_DEBTOR, date(2022, 6, 1), True),
    (EventKind.DEMANDED_DEBTOR, date(2021, 6, 1), True), (EventKind.DEBT_ACKNOWLEDGED, date(2025, 8, 1), False),
    (EventKind.NEGOTIATION_REQUESTED, date(2023, 6, 1), True),
])  # fmt: skip
def test_what_starts_the_time_anew_and_what_comes_too_late(kind: EventKind, on: date, late: bool) -> None:
    finding = found(old(event(kind, on, amount=Decimal(1)), pleaded()), "borrower")
    assert (Flag.LIMITATION_DEFENCE in finding.flags) is late


def test_a_suit_in_time_ends_the_matter() -> None:
    assert found(old(pleaded(), sued=date(2025, 4, 29)), "borrower").flags == ()
    assert found(old(event(EventKind.SUED_DEBTOR, date(2025, 4, 29)), pleaded(), sued=None), "borrower").flags == ()
    assert found(old(pleaded(), sued=None), "borrower").flags == (Flag.LIMITATION_DEFENCE,)


@pytest.mark.parametrize(("due", "sued", "late"), [
    (date(2015, 9, 25), date(2018, 3, 1), True), (date(2015, 10, 12), date(2018, 3, 1), False),
    (date(2015, 10, 12), date(2018, 10, 13), True),
])  # fmt: skip
def test_two_years_that_were_over_on_1_october_2017_stay_over(due: date, sued: date, late: bool) -> None:
    finding = found(old(pleaded(), due=due, sued=sued), "borrower")
    assert (Flag.LIMITATION_DEFENCE in finding.flags) is late


def guaranteed(*events: Event, **facts: Any) -> Case:
    demand = CreditorAct(kind=CreditorActKind.DEMANDED_GUARANTOR, date=date(2022, 8, 1))
    promise = a_guarantee(
        "guarantor", formed=date(2021, 5, 5), type_words=TypeWords.EXPRESS_JOINT, creditor_acts=(demand,), **facts
    )
    return old(*events, roles=(a_role("borrower"), a_role("guarantor", RoleKind.GUARANTOR)), guarantees=(promise,))


def test_m04_a_guarantor_pleads_the_lapse_although_the_borrower_gave_it_up() -> None:
    waived = event(EventKind.DEBT_ACKNOWLEDGED, date(2025, 12, 1), person="borrower")
    case = guaranteed(waived, pleaded("guarantor"))
    finding = found(case, "guarantor")
    assert finding.codes == (Liability.GUARANTEE_JOINT,)
    assert Flag.LIMITATION_DEFENCE in finding.flags
    assert finding.figures[Figure.LIMITATION_FROM] == date(2022, 8, 1)
    borrower = found(guaranteed(waived, pleaded()), "borrower")
    assert borrower.flags == ()
    assert "promised_to_pay_after_all" in names(borrower)


def test_m04_a_guarantor_who_knew_of_the_lapse_cannot_plead_it() -> None:
    assert Flag.LIMITATION_DEFENCE not in found(guaranteed(pleaded(), knew_time_bar=True), "guarantor").flags


@pytest.mark.parametrize(("told", "rule"), [
    (date(2025, 3, 1), "pay_the_buyer_of_the_debt"), (None, "pay_the_old_lender_until_told"),
])  # fmt: skip
def test_a_sold_claim_is_owed_to_the_buyer_once_the_debtor_was_told(told: date | None, rule: str) -> None:
    sale = Assignment(to="buyer", date=date(2025, 2, 1), notified_debtor=told)
    finding = found(a_case(loans=(a_loan(assigned=sale),)), "borrower")
    assert finding.codes == (Liability.BORROWER_FULL,)
    assert {"pay_the_buyer_of_the_debt", "pay_the_old_lender_until_told"} & names(finding) == {rule}


PLEADS = "debtor_pleads_limitation"
TWO = "debtor_pleads_limitation_of_two_years"
GAVE_UP = "promised_to_pay_after_all"
SPEAKS = {PLEADS, TWO, GAVE_UP}
OLD_DUE: dict[str, Any] = {"due": date(2015, 9, 25), "sued": date(2018, 3, 1)}
ANEW = event(EventKind.DEBT_ACKNOWLEDGED, date(2025, 12, 1), person="borrower")


@pytest.mark.parametrize(("case", "rules"), [
    (old(pleaded()), {PLEADS}), (old(), set()), (old(pleaded(), sued=date(2025, 4, 29)), set()),
    (old(pleaded(), sued=date(2025, 4, 30)), {PLEADS}), (old(pleaded(), **OLD_DUE), {TWO}), (old(**OLD_DUE), set()),
    (old(pleaded(), ANEW), {GAVE_UP}), (old(ANEW), set()), (old(pleaded(), ANEW, **OLD_DUE), {GAVE_UP}),
    (old(pleaded(), event(EventKind.NEGOTIATION_AGREED, date(2025, 12, 1), person="borrower")), {GAVE_UP}),
    (old(pleaded(), event(EventKind.PAID_PART, date(2025, 12, 1), person="borrower")), {PLEADS}),
    (old(pleaded(), event(EventKind.DEBT_ACKNOWLEDGED, date(2025, 12, 1), person="another")), {PLEADS}),
    (old(pleaded(), event(EventKind.DEBT_ACKNOWLEDGED, date(2025, 4, 29)), sued=None), set()),
    (old(pleaded(), event(EventKind.DEBT_ACKNOWLEDGED, date(2025, 4, 30)), sued=None), {GAVE_UP}),
    (old(pleaded(), due=date(2015, 9, 30), sued=date(2018, 3, 1)), {TWO}),
    (old(pleaded(), due=date(2015, 10, 1), sued=date(2018, 3, 1)), set()),
    (old(pleaded(), due=date(2015, 10, 1), sued=date(2018, 10, 8)), set()),  # 1 to 7 October 2018 were holidays
    (old(pleaded(), due=date(2015, 10, 1), sued=date(2018, 10, 9)), {PLEADS}),
])  # fmt: skip
def test_exactly_which_rule_on_the_lapse_stands(case: Case, rules: set[str]) -> None:
    finding = found(case, "borrower")
    assert names(finding) & SPEAKS == rules
    assert (Flag.LIMITATION_DEFENCE in finding.flags) is bool(rules & {PLEADS, TWO})


def shared(*events: Event, apart: bool) -> Case:
    shares: dict[str, Any] = {"co": Decimal(9_000)} if apart else {}
    loan = a_loan(
        signed=date(2021, 5, 5), final_due=date(2022, 4, 29), filed_on=date(2026, 1, 15),
        share_clause_towards_lender=shares,
    )  # fmt: skip
    roles = (a_role("borrower"), a_role("co", RoleKind.CO_BORROWER))
    return a_case(as_of=date(2026, 2, 2), loans=(loan,), events=events, roles=roles)


@pytest.mark.parametrize(("apart", "who", "late"), [
    (False, "co", False), (True, "co", True), (True, "borrower", False), (True, None, False), (False, None, False),
])  # fmt: skip
def test_a_payment_of_one_joint_debtor_works_against_all_and_of_one_for_a_share_only_against_him(
    apart: bool, who: str | None, late: bool
) -> None:
    paid = event(EventKind.PAID_PART, date(2024, 6, 3), person=who, amount=Decimal(1))
    finding = found(shared(paid, pleaded("borrower"), apart=apart), "borrower")
    assert (Flag.LIMITATION_DEFENCE in finding.flags) is late


@pytest.mark.parametrize(("called", "late"), [
    (date(2022, 5, 5), True), (date(2022, 6, 6), False), (date(2026, 2, 3), False),
])  # fmt: skip
def test_a_loan_called_in_is_due_from_that_day(called: date, late: bool) -> None:
    loan = a_loan(
        signed=date(2021, 5, 5), final_due=date(2024, 4, 29), filed_on=date(2025, 6, 3), accelerated_on=called
    )
    finding = found(a_case(as_of=date(2026, 2, 2), loans=(loan,), events=(pleaded(),)), "borrower")
    assert (Flag.LIMITATION_DEFENCE in finding.flags) is late


PLEADS_FOR, KNEW = "guarantor_pleads_the_borrowers_limitation", "guarantor_knew_of_the_lapse"


@pytest.mark.parametrize(("case", "rules"), [
    (guaranteed(pleaded()), {PLEADS_FOR}), (guaranteed(pleaded("guarantor")), {PLEADS_FOR}),
    (guaranteed(pleaded("borrower")), {PLEADS_FOR}), (guaranteed(), set()),
    (guaranteed(pleaded(), knew_time_bar=True), {KNEW}), (guaranteed(knew_time_bar=True), {KNEW}),
    (guaranteed(pleaded(), event(EventKind.PAID_PART, date(2024, 6, 3))), set()),
])  # fmt: skip
def test_exactly_when_a_guarantor_may_plead_the_borrowers_lapse(case: Case, rules: set[str]) -> None:
    finding = found(case, "guarantor")
    assert names(finding) & {PLEADS_FOR, KNEW} == rules
    assert (Flag.LIMITATION_DEFENCE in finding.flags) is (PLEADS_FOR in rules)


BUYER, SELLER = "pay_the_buyer_of_the_debt", "pay_the_old_lender_until_told"


@pytest.mark.parametrize(("sold", "told", "rules"), [
    (date(2025, 2, 1), date(2025, 6, 2), {BUYER}), (date(2025, 2, 1), date(2025, 6, 3), {SELLER}),
    (date(2025, 2, 1), date(2025, 3, 1), {BUYER}), (date(2025, 2, 1), None, {SELLER}),
    (date(2025, 6, 2), None, {SELLER}), (date(2025, 6, 3), None, set()), (date(2025, 6, 3), date(2025, 6, 1), set()),
    (None, None, set()),
])  # fmt: skip
def test_whom_the_debtor_of_a_sold_claim_pays(sold: date | None, told: date | None, rules: set[str]) -> None:
    sale = None if sold is None else Assignment(to="buyer", date=sold, notified_debtor=told)
    finding = found(a_case(loans=(a_loan(assigned=sale),)), "borrower")
    assert names(finding) & {BUYER, SELLER} == rules
