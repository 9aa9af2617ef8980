"""How far-fetched it is that one fact were different, and whether a changed file still hangs together.

What a story is about costs little to change: whatever its file states. What it passes over in silence, because nothing
unusual happened, costs more, and what hardly anybody would think of (a bank without a licence, another birthday) most.
"""

import calendar
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

import attrs

from autograder.fact_kinds import Capacity, ConsentDefect, EventKind, LenderKind, Signature
from autograder.facts import Case, Loan
from autograder.reading.facts_of import known
from autograder.reading.order import order_problems
from autograder.reading.references import reference_problems
from autograder.reading.sums import sum_problems
from autograder.stated import NOT_WRITTEN, UNKNOWN, Read, raw

FAR = 5
"""From here on a change is proposed only where nothing nearer does."""

NEVER = 99
"""What is not proposed at all: that a bank were a human being."""

OF_AGE_EVER_SINCE = date(2000, 1, 1)
"""Whoever was born before was of age in every case that this law is about."""

_HARDLY: Mapping[str, int] = {
    "Person.born": 6, "Person.died": 7, "Person.adult_capacity": 6, "Person.is_org": 8, "Person.org_kind": 7,
    "Lender.kind": 6, "Lender.repeat_lender_to_public": 6, "Lender.pboc_connected": 2, "Lender.bureau_connected": 3,
    "Loan.lender_knew_illegal_use": 6, "Loan.void_reason": 6, "Loan.sham_with_lender": 6, "Loan.grace_days": 6,
    "Loan.product": 5, "Loan.purpose_actual": 5, "Loan.accelerated_on": 5, "Loan.nominal": 4, "Loan.signed": 4,
    "Loan.final_due": 5, "Instalment.due": 5, "Instalment.amount": 4, "Act.signature": 5, "Act.consent_defect": 4,
    "Act.avoided_by_court_on": 4, "Marriage.since": 5, "Marriage.until": 5, "Relation.since": 6, "Relation.until": 6,
}  # fmt: skip
"""What one would not think of at once as long as the fact is as it mostly is."""

_USUAL: Mapping[str, tuple[Any, ...]] = {
    "Act.signature": (Signature.GENUINE, Signature.BY_AGENT_WITH_AUTHORITY),
    "Lender.kind": tuple(kind for kind in LenderKind if kind is not LenderKind.UNLICENSED_PLATFORM),
    "Person.adult_capacity": (Capacity.FULL,),
}
"""Values that are nothing special although the file has to state them."""

_ALWAYS = {
    "Person.born", "Person.died", "Person.is_org", "Loan.nominal", "Loan.signed", "Loan.final_due", "Loan.product",
    "Loan.purpose_actual", "Instalment.due", "Instalment.amount", "Marriage.since", "Relation.since",
}  # fmt: skip
"""Facts that are hard to think away whatever they are."""


def cost(read: Read, value: Any) -> int:
    """How far-fetched it is that a fact had this value instead of its own."""
    fact, name, key = read
    place, present, usual = f"{type(fact).__name__}.{name}", raw(fact, name, key), unremarkable(read)
    if place == "Lender.kind" and LenderKind.NATURAL_PERSON in {present, value}:
        return NEVER
    if place == "Act.avoided_by_court_on" and raw(fact, "consent_defect") is ConsentDefect.NONE:
        return FAR + 1
    if place in _HARDLY and (usual or place in _ALWAYS):
        return _HARDLY[place]
    if isinstance(value, (date, Decimal)) or (isinstance(value, int) and not isinstance(value, bool)):
        return 3
    started = usual and present is not UNKNOWN and present is not NOT_WRITTEN
    return (2 if value is None else 1) + (2 if started else 0)


def unremarkable(read: Read) -> bool:
    """Whether a fact is as it mostly is: as when nobody says anything, signed by an own hand, born long ago."""
    fact, name, key = read
    present, place = raw(fact, name, key), f"{type(fact).__name__}.{name}"
    if place == "Person.born" and isinstance(present, date):
        return present < OF_AGE_EVER_SINCE
    if place in _USUAL:
        return present in _USUAL[place]
    return present is NOT_WRITTEN or present == getattr(attrs.fields_dict(type(fact))[name], "default", None)


def special(read: Read) -> bool:
    """Whether a fact is one that a story tells because it matters: that somebody lives on wages, knew, objected."""
    return isinstance(raw(*read), (bool, StrEnum)) and not unremarkable(read)


def oddities(case: Case) -> frozenset[tuple[Any, ...]]:
    """For what the reader would refuse a file, and what in it hardly goes together: months late before the due day."""
    refused = (*reference_problems(case), *sum_problems(case), *order_problems(case))
    return frozenset(
        (
            *((problem.reason, *problem.place) for problem in refused),
            *_months(case),
            *_missed_days(case),
            *_dues(case),
            *_plans(case),
            *_guarantees(case),
        )
    )


def _months(case: Case) -> Iterator[tuple[Any, ...]]:
    """A month that shows a delay although nothing had fallen due by its end."""
    for number, entry in enumerate(case.month_entries):
        amount, loan = known(entry, "overdue_amount"), _loan(case, entry.loan)
        last = entry.month.replace(day=calendar.monthrange(entry.month.year, entry.month.month)[1])
        if amount and loan and (due := _first_due(loan)) and due > last:
            yield "late_before_due", number


def _missed_days(case: Case) -> Iterator[tuple[Any, ...]]:
    """A delay that begins on a day on which nothing was due."""
    for number, event in enumerate(case.events):
        loan = _loan(case, event.loan)
        if event.kind is EventKind.OVERDUE_START and loan and event.date not in _dues_of(case, loan):
            yield "late_from_another_day", number


def _dues(case: Case) -> Iterator[tuple[Any, ...]]:
    """A last day that is not the day of the last instalment."""
    for number, loan in enumerate(case.loans):
        if loan.instalments and known(loan, "final_due") != max(part.due for part in loan.instalments):
            yield "last_day_is_no_instalment", number


def _plans(case: Case) -> Iterator[tuple[Any, ...]]:
    """A plan called timely although the loan had been called in before."""
    for number, event in enumerate(case.events):
        loan = _loan(case, event.loan)
        called = known(loan, "accelerated_on") if loan else None
        timely = event.kind is EventKind.NEGOTIATION_AGREED and known(event, "before_due")
        if timely and called and called < event.date:
            yield "agreed_after_the_call", number


def _guarantees(case: Case) -> Iterator[tuple[Any, ...]]:
    """A guarantee given only after the debt had fallen due, or asked for before it was given."""
    for number, promise in enumerate(case.guarantees):
        formed, loan = known(promise, "formed"), _loan(case, promise.loan)
        due = known(loan, "final_due") if loan else None
        if formed and due and formed > due:
            yield "guaranteed_after_due", number
        if formed and any(act.date < formed for act in promise.creditor_acts):
            yield "claimed_before_the_guarantee", number


def _loan(case: Case, id: str) -> Loan | None:
    return next((loan for loan in case.loans if loan.id == id), None)


def _first_due(loan: Loan) -> date | None:
    """The first day on which anything is due under the contract."""
    days = [part.due for part in loan.instalments] or [known(loan, "final_due")]
    called = known(loan, "accelerated_on")
    return min((_day(day) for day in (*days, called) if day is not None), default=None)


def _dues_of(case: Case, loan: Loan) -> set[date]:
    moved = {event.new_due for event in case.events if event.loan == loan.id and event.new_due}
    called = known(loan, "accelerated_on")
    return {*(part.due for part in loan.instalments), known(loan, "final_due"), called, *moved}


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value
