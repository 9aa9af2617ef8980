"""What might have been agreed about a late loan, kept or broken, and on which day a delay might have ended."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from autograder.fact_kinds import EventKind
from autograder.facts import Case, Event, Loan
from autograder.stated import raw
from autograder.supposed import Hypothesis, replaced, with_facts
from autograder.supposed_events import TRACES_OF_A_DELAY
from autograder.vocabulary import Question

_ENDS = {EventKind.OVERDUE_CLEARED, EventKind.SETTLED_FULL, EventKind.SETTLED_REDUCED}
_CARRIED_OUT = {EventKind.PLAN_BREACHED, EventKind.PLAN_COMPLETED}
_REPAIR_ENDS = date(2026, 3, 31)
"""The last day of the one-off credit repair: a delay that ended by then may be hidden."""


def plans(case: Case, question: Question, loan: Loan) -> Iterator[Hypothesis]:
    """A plan had been agreed before the due day and kept, had been agreed too late, or had been broken."""
    due = raw(loan, "final_due")
    if question is not Question.NEGOTIATION or not isinstance(due, date):
        return
    agreed = [one for one in case.events if (one.loan, one.kind) == (loan.id, EventKind.NEGOTIATION_AGREED)]
    early = due - timedelta(days=10)
    if early < case.as_of and not any(plan.date <= due for plan in agreed):
        yield Hypothesis("agreed_in_time", _agreed_in_time(case, loan, early), cost=1)
    carried_out = [one for one in case.events if one.loan == loan.id and one.kind in _CARRIED_OUT]
    if agreed and not any(one.kind is EventKind.PLAN_BREACHED for one in carried_out):
        breach = Event(loan=loan.id, kind=EventKind.PLAN_BREACHED, date=case.as_of)
        broken = tuple(one for one in case.events if one not in carried_out)
        yield Hypothesis("plan_breached", lambda case: with_facts(case, events=(*broken, breach)))
    kept = next((plan for plan in agreed if plan.new_due is not None and due <= plan.new_due <= case.as_of), None)
    if kept is not None:
        yield Hypothesis("plan_kept", _paid_as_agreed(loan, kept), cost=1)
    if agreed:
        none = tuple(one for one in case.events if one not in agreed and one not in carried_out)
        yield Hypothesis("never_agreed", lambda case: with_facts(case, events=none))


def _agreed_in_time(case: Case, loan: Loan, day: date) -> Callable[[Case], Case]:
    """A case in which a plan came before the due day and every sum was then paid as agreed."""
    new_due = day + relativedelta(months=3)
    plan = Event(
        loan=loan.id, kind=EventKind.NEGOTIATION_AGREED, date=day, before_due=True, written=True, new_due=new_due
    )
    paid = Event(loan=loan.id, kind=EventKind.SETTLED_FULL, date=min(new_due, case.as_of), amount=raw(loan, "nominal"))
    dropped = TRACES_OF_A_DELAY | _CARRIED_OUT | {EventKind.NEGOTIATION_AGREED}

    def made(case: Case) -> Case:
        others = tuple(one for one in case.events if one.loan != loan.id or one.kind not in dropped)
        months = tuple(one for one in case.month_entries if one.loan != loan.id)
        return with_facts(case, events=(*others, plan, paid), month_entries=months)

    return made


def _paid_as_agreed(loan: Loan, plan: Event) -> Callable[[Case], Case]:
    """A case in which everything was paid on the new day of a plan."""
    paid = Event(loan=loan.id, kind=EventKind.SETTLED_FULL, date=plan.new_due or plan.date)
    dropped = TRACES_OF_A_DELAY | {EventKind.PLAN_BREACHED}

    def made(case: Case) -> Case:
        others = tuple(one for one in case.events if one.loan != loan.id or one.kind not in dropped)
        months = tuple(one for one in case.month_entries if one.loan != loan.id)
        return with_facts(case, events=(*others, paid), month_entries=months)

    return made


def endings(case: Case, question: Question, loan: Loan) -> Iterator[Hypothesis]:
    """A delay that is over had ended on another day: within five years, before that, in time for the one-off repair."""
    if question is not Question.CREDIT_RECORD:
        return
    ended = [one for one in case.events if one.loan == loan.id and one.kind in _ENDS and one.date <= case.as_of]
    five_years_ago = case.as_of - relativedelta(years=5)
    for event in ended[-1:]:
        for day in (five_years_ago, five_years_ago - timedelta(days=1), _REPAIR_ENDS):
            if day != event.date and day <= case.as_of:
                name = "ended_later" if day > event.date else "ended_earlier"
                yield Hypothesis(name, _moved(event, day), {"day": day, "old_day": event.date})


def _moved(event: Event, day: date) -> Callable[[Case], Case]:
    """A case in which a payment was made on another day."""
    later = replaced(event, date=day)
    return lambda case: with_facts(case, events=tuple(later if one is event else one for one in case.events))
