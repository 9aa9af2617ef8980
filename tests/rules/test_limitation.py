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
