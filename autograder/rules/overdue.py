"""Delays (逾期) of a loan: when each began, how many days it lasted, when it was cleared. Used by records and plans.

Sums due. Each instalment is one sum; a loan without instalments is one sum, due on `final_due`. Acceleration brings
later sums forward to `accelerated_on`. Where the file has events `overdue_start`, these alone are the missed sums:
each is dated on the due day that was missed, and plans agreed before that day count as already allowed for.
Payment. A sum is paid by `paid_full_instalment` (of its number; without a number, of the earliest unpaid sum), by
`settled_full` or `settled_reduced`, and, if the contract made it due by then, by `overdue_cleared` or
`plan_completed`. Part payments and payments by others clear nothing by themselves: the file says `overdue_cleared`
when the sum was made up.
Plans. A clear `negotiation_agreed`, or a `lender_policy_extension`, with `new_due` moves the sum of its
`instalment`, or every unpaid sum due before
`new_due`. What was late when the plan was agreed stays on the record with the days it had then, until it is paid; from
then on the plan counts. A broken plan that lapses on breach counts as never made.
Days. A sum is not late up to its due day plus days of grace; afterwards days are counted from the due day.
All of it belongs to the loan: it does not matter which debtor an event names. Events after `as_of` are not known yet.
"""

from collections.abc import Iterator, Set
from datetime import date, timedelta

import attrs
from dateutil.relativedelta import relativedelta

from autograder.fact_kinds import EventKind
from autograder.facts import Case, Event, Loan
from autograder.rulebook import Subject
from autograder.rules.lookup import loan_of

_CLEARS_ALL = {EventKind.SETTLED_FULL, EventKind.SETTLED_REDUCED}
_CLEARS_WHAT_IS_DUE = {EventKind.OVERDUE_CLEARED, EventKind.PLAN_COMPLETED}


@attrs.frozen
class Delay:
    """One missed sum: counted from `since` for `days`, paid on `cleared`; `halted` when a plan took its place."""

    since: date
    days: int
    cleared: date | None
    halted: bool = False

    @property
    def paid_within_the_month(self) -> bool:
        """Late, but paid before the month ended at whose close the grade is taken."""
        return self.cleared is not None and f"{self.since:%Y-%m}" == f"{self.cleared:%Y-%m}"

    @property
    def display_until(self) -> date | None:
        """The last day on which a cleared delay may be shown (CRR 16): five years from its end, holidays or not."""
        return self.cleared + relativedelta(years=5) if self.cleared else None


@attrs.frozen
class _Sum:
    number: int | None
    due: date
    stated: bool


def level(days: int) -> int:
    """The grade of the report (1 to 7) for days overdue (at least one): steps of thirty days, 7 above 180."""
    return min((days - 1) // 30 + 1, 7)


def delays(case: Case, subject: Subject) -> tuple[Delay, ...]:
    """Every delay of the loan up to `as_of`: the longest that still runs, then halted ones, then the cleared ones."""
    loan = loan_of(case, subject)
    sums = _sums(case, loan)
    paid = _payments(case, loan, sums)
    found = [delay for one in sums for delay in _delays(case, loan, one, paid.get(one))]
    return tuple(
        sorted(found, key=lambda delay: (delay.cleared is not None, delay.halted and not delay.cleared, -delay.days))
    )


def plans(case: Case, subject: Subject) -> tuple[Event, ...]:
    """The clear agreements on the loan, in order of date."""
    agreed = loan_events(case, loan_of(case, subject), EventKind.NEGOTIATION_AGREED)
    return tuple(plan for plan in agreed if plan.terms_clear)


def moves(case: Case, subject: Subject) -> list[Event]:
    """What gave the borrower another day, in order of date: clear agreements, and extensions by the lender alone."""
    return _moves(case, loan_of(case, subject))


def covers_by_words(plan: Event, number: int | None, due: date) -> bool:
    """Whether a plan is about a sum: the instalment that it names, else what is not due yet, or everything if late."""
    if plan.instalment is not None:
        return plan.instalment == number
    return number is None or plan.date <= due or not plan.before_due


def plan_broken(case: Case, subject: Subject, plan: Event) -> bool:
    """Whether a plan was breached, or a sum that it moved was not paid by its new day (and grace)."""
    loan = loan_of(case, subject)
    sums = _sums(case, loan)
    paid = _payments(case, loan, sums)
    moved = [one for one in sums if _covers(plan, one, paid.get(one))]
    return breached(case, loan, plan) or any(_missed(case, loan, plan, paid.get(one)) for one in moved)


def still_owed(case: Case, subject: Subject) -> bool:
    """Whether a sum that fell due, by the contract or by a plan, is unpaid."""
    loan = loan_of(case, subject)
    sums = _sums(case, loan)
    paid = _payments(case, loan, sums)
    moved = plans(case, subject)
    unpaid = [one for one in sums if one not in paid]
    return any(one.due <= case.as_of or any(_covers(plan, one, None) for plan in moved) for one in unpaid)


def paid_off(case: Case, subject: Subject) -> bool:
    """Whether every sum of the contract was paid; that missed sums were made good does not say so of the rest."""
    loan = loan_of(case, subject)
    sums = _contract_sums(loan)
    told = bool(loan_events(case, loan, EventKind.OVERDUE_START))
    return set(sums) == set(_payments(case, loan, sums, without=_CLEARS_WHAT_IS_DUE if told else frozenset()))


def loan_events(case: Case, loan: Loan, *wanted: EventKind) -> tuple[Event, ...]:
    """What happened on the loan up to `as_of`, of these kinds, whoever is named, in order of date."""
    known = (e for e in case.events if e.loan == loan.id and e.kind in wanted and e.date <= case.as_of)
    return tuple(sorted(known, key=lambda event: event.date))


def _sums(case: Case, loan: Loan) -> tuple[_Sum, ...]:
    started = loan_events(case, loan, EventKind.OVERDUE_START)
    if started:
        return tuple(_Sum(event.instalment, event.date, stated=True) for event in started)
    return _contract_sums(loan)


def _contract_sums(loan: Loan) -> tuple[_Sum, ...]:
    dues: list[tuple[int | None, date]] = [(part.no, part.due) for part in loan.instalments]
    dues = dues or [(None, loan.final_due)]
    called = loan.accelerated_on
    return tuple(_Sum(number, min(due, called) if called else due, stated=False) for number, due in dues)


def _payments(
    case: Case, loan: Loan, sums: tuple[_Sum, ...], without: Set[EventKind] = frozenset()
) -> dict[_Sum, date]:
    """On which day each paid sum was paid."""
    paid: dict[_Sum, date] = {}
    kinds = {EventKind.PAID_FULL_INSTALMENT} | _CLEARS_ALL | _CLEARS_WHAT_IS_DUE
    for event in loan_events(case, loan, *(kinds - without)):
        unpaid = sorted((one for one in sums if one not in paid), key=lambda one: one.due)
        if event.kind is EventKind.PAID_FULL_INSTALMENT and event.instalment is None and loan.instalments:
            unpaid = [one for one in unpaid if not (one.stated and event.date < one.due)]
        for one in _cleared_by(event, unpaid, _moved_by(case, loan, event, unpaid)):
            paid[one] = event.date
    return paid


def _moved_by(case: Case, loan: Loan, event: Event, unpaid: list[_Sum]) -> list[_Sum]:
    """What a plan completed by that event had moved: it is paid also where it was not due yet."""
    if event.kind is not EventKind.PLAN_COMPLETED:
        return []
    before = [plan for plan in _moves(case, loan) if plan.date <= event.date]
    return [one for one in unpaid if any(_covers(plan, one, None) for plan in before)]


def _cleared_by(event: Event, unpaid: list[_Sum], moved: list[_Sum]) -> list[_Sum]:
    if event.kind in _CLEARS_ALL:
        return unpaid
    meant = [one for one in unpaid if event.instalment in {None, one.number}]
    if event.kind in _CLEARS_WHAT_IS_DUE:
        return [one for one in meant if one.due <= event.date or one in moved]
    return meant[:1]


def _moves(case: Case, loan: Loan) -> list[Event]:
    given = loan_events(case, loan, EventKind.NEGOTIATION_AGREED, EventKind.LENDER_POLICY_EXTENSION)
    return [one for one in given if one.kind is EventKind.LENDER_POLICY_EXTENSION or one.terms_clear]


def _covers(plan: Event, one: _Sum, paid: date | None) -> bool:
    if plan.new_due is None or (paid is not None and paid < plan.date) or (one.stated and plan.date < one.due):
        return False
    late_already = one.due < plan.date
    named = plan.instalment is not None and plan.instalment == one.number
    swept = plan.instalment is None and one.due < plan.new_due and not (late_already and plan.before_due)
    return named or swept


def breached(case: Case, loan: Loan, plan: Event) -> bool:
    """Whether a breach of the plan is told; one that names an instalment breaks no plan made for another."""
    return any(
        event.date >= plan.date and (None in {plan.instalment, event.instalment} or plan.instalment == event.instalment)
        for event in loan_events(case, loan, EventKind.PLAN_BREACHED)
    )


def _missed(case: Case, loan: Loan, plan: Event, paid: date | None) -> bool:
    return plan.new_due is not None and _late(loan, plan.new_due, paid or case.as_of) > 0


def _late(loan: Loan, due: date, day: date) -> int:
    return (day - due).days if day > due + timedelta(days=loan.grace_days) else 0


def _delays(case: Case, loan: Loan, one: _Sum, paid: date | None) -> Iterator[Delay]:
    """The delays of one sum: one up to each plan that came too late, and one from the day that counts last."""
    due = one.due
    for plan in _moves(case, loan):
        if not _covers(plan, one, paid):
            continue
        broken = breached(case, loan, plan) or _missed(case, loan, plan, paid)
        if broken and plan.lapses_on_breach:
            continue
        if days := _late(loan, due, plan.date):
            yield Delay(due, days, paid, halted=True)
        due = plan.new_due or due
    if days := _late(loan, due, paid or case.as_of):
        yield Delay(due, days, paid)
