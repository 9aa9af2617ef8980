"""What happened to a loan, where one event rules another out: a delay that begins twice, a plan that nobody agreed."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise
from typing import Any

from autograder.fact_kinds import EventKind
from autograder.facts import Case, Event, Loan
from autograder.reading.facts_of import known
from autograder.reading.refusals import Problem
from autograder.stated import raw

_SETTLED = {EventKind.SETTLED_FULL, EventKind.SETTLED_REDUCED}
_ENDS_A_DELAY = {EventKind.OVERDUE_CLEARED, EventKind.PLAN_COMPLETED, EventKind.PAID_FULL_INSTALMENT}
_GIVES_ANOTHER_DAY = {EventKind.NEGOTIATION_AGREED, EventKind.LENDER_POLICY_EXTENSION}

_Listed = tuple[int, Event]
"""An event with its position in the file."""


def contradictory_events(case: Case) -> Iterator[Problem]:
    """Every event that cannot have happened as another one tells it; events of one day happened in their order."""
    for loan in case.loans:
        listed = sorted(
            ((position, event) for position, event in enumerate(case.events) if event.loan == loan.id),
            key=lambda one: one[1].date,
        )
        yield from _begun_twice(listed)
        yield from _late_though_paid(listed, loan)
        yield from _cleared(listed)
        yield from _plans_carried_out(listed)


def _problem(reason: str, one: _Listed, **parameters: Any) -> Problem:
    return Problem(reason, ("events", one[0], "date"), {"day": one[1].date, **parameters})


def _of(listed: Iterable[_Listed], *kinds: EventKind) -> list[_Listed]:
    return [one for one in listed if one[1].kind in kinds]


def _may_be_one(event: Event, other: Event) -> bool:
    """Whether two events may be about the same sum: one that names no instalment may be about any."""
    return None in {event.instalment, other.instalment} or event.instalment == other.instalment


def _begun_twice(listed: list[_Listed]) -> Iterator[Problem]:
    """A delay of a sum that begins while one of the same sum runs; one of another instalment may."""
    starts = _of(listed, EventKind.OVERDUE_START)
    for number in dict.fromkeys(event.instalment for _, event in starts):
        same = [one for one in starts if one[1].instalment == number]
        for (_, first), second in pairwise(same):
            between = [event for _, event in listed if first.date <= event.date < second[1].date]
            if not any(_may_end(event, number) for event in between):
                yield _problem("begun_twice", second, limit=first.date)


def _may_end(event: Event, number: int | None) -> bool:
    if event.kind in _GIVES_ANOTHER_DAY:
        clear = raw(event, "terms_clear") is not False
        return clear and event.new_due is not None and (number is None or event.instalment in {None, number})
    return event.kind in _SETTLED or (event.kind in _ENDS_A_DELAY and event.instalment in {None, number})


def _late_though_paid(listed: list[_Listed], loan: Loan) -> Iterator[Problem]:
    """A delay that begins after the loan was settled, or after just that sum of it was paid in full."""
    for one in _of(listed, EventKind.OVERDUE_START):
        number = one[1].instalment
        paid = [event.date for _, event in listed if _pays_off(event, number, loan)]
        if paid and min(paid) < one[1].date:
            yield _problem("late_though_paid", one, limit=min(paid))


def _pays_off(event: Event, number: int | None, loan: Loan) -> bool:
    """Whether nothing can be late any more; a loan for which no instalments are listed is one sum."""
    named = event.instalment == number and (number is not None or not loan.instalments)
    return event.kind in _SETTLED or (event.kind is EventKind.PAID_FULL_INSTALMENT and named)


def _cleared(listed: list[_Listed]) -> Iterator[Problem]:
    """Arrears cleared before they began, or again; where the file tells no delay, they began when the sum fell due."""
    starts = [event for _, event in _of(listed, EventKind.OVERDUE_START)]
    before: list[Event] = []
    for one in _of(listed, EventKind.OVERDUE_CLEARED) if starts else ():
        event = one[1]
        meant = [start for start in starts if _may_be_one(start, event)]
        begun = [start for start in meant if start.date <= event.date]
        ended = [past.date for past in before if any(_cleared_by(past, start) for start in begun)]
        if not meant:
            yield _problem("cleared_without_start", one)
        elif not begun:
            yield _problem("cleared_before_start", one, limit=min(start.date for start in meant))
        elif _all_ended(begun, before) and not _put_off(listed, event, max(ended)):
            yield _problem("cleared_twice", one, limit=max(ended))
        before.append(event)


def _all_ended(starts: list[Event], before: list[Event]) -> bool:
    return all(any(_cleared_by(past, start) for past in before) for start in starts)


def _cleared_by(event: Event, start: Event) -> bool:
    return start.date <= event.date and event.instalment in {None, start.instalment}


def _put_off(listed: list[_Listed], event: Event, since: date) -> bool:
    """Whether a plan set a day on which the sum could become late once more."""
    plans = (plan for _, plan in _of(listed, *_GIVES_ANOTHER_DAY) if _may_be_one(plan, event))
    return any(plan.new_due is not None and since <= plan.new_due <= event.date for plan in plans)


def _plans_carried_out(listed: list[_Listed]) -> Iterator[Problem]:
    """A plan kept or broken that nobody had agreed, or that had been kept to its end before."""
    for one in _of(listed, EventKind.PLAN_BREACHED, EventKind.PLAN_COMPLETED):
        event = one[1]
        plans = [
            plan for _, plan in _of(listed, *_GIVES_ANOTHER_DAY) if plan.date <= event.date and _may_be_one(plan, event)
        ]
        done = _done_by(listed, one)
        kept = [past.date for past in done for plan in plans if _completes(past, plan, event)]
        if not plans:
            yield _problem("plan_not_agreed", one)
        elif all(any(_completes(past, plan, event) for past in done) for plan in plans):
            reason = "kept_twice" if event.kind is EventKind.PLAN_COMPLETED else "broken_though_kept"
            yield _problem(reason, one, limit=max(kept))
        elif event.kind is EventKind.PLAN_COMPLETED:
            lapsed = [_lapsed(listed, plan, event.date) for plan in plans]
            if None not in lapsed:
                yield _problem("kept_though_lapsed", one, limit=max(day for day in lapsed if day))


def _done_by(listed: list[_Listed], one: _Listed) -> list[Event]:
    """What was completed by then; on one day nothing is broken that was kept, whatever the file tells first."""
    if one[1].kind is EventKind.PLAN_COMPLETED:
        listed = listed[: listed.index(one)]
    return [event for _, event in _of(listed, EventKind.PLAN_COMPLETED) if event.date <= one[1].date]


def _completes(past: Event, plan: Event, event: Event) -> bool:
    number = event.instalment if plan.instalment is None else plan.instalment
    return plan.date <= past.date and past.instalment in {None, number}


def _lapsed(listed: list[_Listed], plan: Event, before: date) -> date | None:
    """The day before another on which a plan that lapses when broken was broken first."""
    broken = (event for _, event in _of(listed, EventKind.PLAN_BREACHED) if _may_be_one(plan, event))
    days = [event.date for event in broken if plan.date <= event.date < before]
    return min(days, default=None) if known(plan, "lapses_on_breach") else None
