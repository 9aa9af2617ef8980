"""The one-off credit repair (一次性信用修复): which month entries are hidden since 2026, month by month (CRD-11).

The measure works on the figure that the record shows for one account and one month. A month is repaid when the delays
under way in it have been cleared. The policy hides; it deletes nothing and leaves the debt alone.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from dateutil.relativedelta import relativedelta

from autograder.facts import Case, MonthEntry
from autograder.rulebook import Ground, Step, Subject, figure, rule
from autograder.rules.overdue import Delay, delays, level
from autograder.rules.record_standing import own_account
from autograder.rules.time import bound
from autograder.vocabulary import CreditRecord, Figure, Flag, Question

_FIRST_MONTH, _LAST_MONTH = date(2020, 1, 1), date(2025, 12, 1)
_LIMIT = Decimal(10_000)
_LAST_DAY = date(2026, 3, 31)
_AT_ONCE = date(2025, 11, 30)
"""What was repaid by this day is hidden from the policy's first day."""

_POLICY_BEGINS = date(2026, 1, 1)


def _entries(case: Case, subject: Subject) -> list[MonthEntry]:
    """The months for which the record shows the person's account as overdue."""
    mine = (one for one in case.month_entries if (one.person, one.loan) == (subject.person, subject.loan))
    return [one for one in mine if one.month <= case.as_of and one.overdue_amount > 0]


def _graded(case: Case, subject: Subject) -> list[Delay]:
    """The delays that reached a month's end."""
    return [delay for delay in delays(case, subject) if not delay.paid_within_the_month]


def _month_end(day: date) -> date:
    return day.replace(day=1) + relativedelta(months=1) - timedelta(days=1)


def _repaid(case: Case, subject: Subject, entry: MonthEntry) -> date | None:
    """The day by which all that was overdue in the month had been paid; None while something is open."""
    end = _month_end(entry.month)
    under_way = [
        d for d in _graded(case, subject) if d.since <= end and (d.cleared is None or d.cleared >= entry.month)
    ]
    days = [delay.cleared for delay in under_way]
    known = [day for day in days if day is not None]
    return max(known) if known and len(known) == len(days) else None


def _hidden_from(repaid: date) -> date:
    """1 January 2026, or the last day of the month after the repayment."""
    return _POLICY_BEGINS if repaid <= _AT_ONCE else _month_end(repaid + relativedelta(months=1))


def _in_time(case: Case, subject: Subject, entry: MonthEntry) -> bool:
    repaid = _repaid(case, subject, entry)
    return (
        repaid is not None
        and _is_policy(case)
        and repaid <= _LAST_DAY
        and _hidden_from(repaid) <= case.as_of
        and not _over(repaid, case.as_of)
    )


def _is_policy(case: Case) -> bool:
    """Whether the policy was there by the day as of which the law is taken."""
    return case.law_of(_POLICY_BEGINS) == _POLICY_BEGINS


def _over(repaid: date, today: date) -> bool:
    """Whether what was repaid then must be deleted by now (CRR 16): it needs no hiding."""
    return repaid + relativedelta(years=5) < today


def _hidden(case: Case, subject: Subject, entry: MonthEntry) -> bool:
    covered = _FIRST_MONTH <= entry.month <= _LAST_MONTH and entry.overdue_amount <= _LIMIT
    return covered and _in_time(case, subject, entry)


def _left_over(case: Case, subject: Subject) -> list[MonthEntry]:
    """The months that stay visible; those due for deletion do not count where a later delay is still shown."""
    left = [(one, _repaid(case, subject, one)) for one in _entries(case, subject) if not _hidden(case, subject, one)]
    kept = [one for one, repaid in left if repaid is None or not _over(repaid, case.as_of)]
    return kept if _still_shown(case, subject) else [one for one, _ in left]


def _of_2026(case: Case, subject: Subject, entry: MonthEntry) -> bool:
    """A small month of 2026 of a delay that began earlier and was repaid in time (U21)."""
    end = _month_end(entry.month)
    early = any(delay.since < _POLICY_BEGINS for delay in _graded(case, subject) if delay.since <= end)
    small = entry.month > _LAST_MONTH and entry.overdue_amount <= _LIMIT
    return small and early and _in_time(case, subject, entry)


def _without_months(case: Case, subject: Subject) -> bool:
    """Whether a delay that is still shown was under way in none of the months told: nothing says that it was small."""
    entries = _entries(case, subject)
    return any(
        not any(d.since <= _month_end(one.month) and one.month <= (d.cleared or case.as_of) for one in entries)
        for d in _still_shown(case, subject)
    )


def _some_hidden(case: Case, subject: Subject) -> Iterator[Step]:
    hidden = [one for one in _entries(case, subject) if _hidden(case, subject, one)]
    way = _why_left_over(case, _left_over(case, subject))
    yield "small_old_months_repaid_in_time", bool(hidden), {"month": hidden[0].month} if hidden else way


def _why_left_over(case: Case, left: list[MonthEntry]) -> dict[str, Any]:
    """The first month that stays visible, and why: too large, outside the years, not repaid in time, no policy yet."""
    if not left:
        return {}
    one = left[0]
    if not _is_policy(case):
        return {"month": one.month, "sum": one.overdue_amount, **bound(case, _POLICY_BEGINS)}
    covered = _FIRST_MONTH <= one.month <= _LAST_MONTH
    way = "outside" if not covered else "large" if one.overdue_amount > _LIMIT else "late"
    return {"way": way, "month": one.month, "sum": one.overdue_amount}


@rule(
    "CRD-11", question=Question.CREDIT_RECORD, ground=Ground.ENTRY, concludes=CreditRecord.SUPPRESSED_ONE_OFF,
    exception_to=("past_delay_shows_five_years",), authority="OCR", claims=("S4-28", "S4-36"),
)  # fmt: skip
def small_old_delays_are_hidden(case: Case, subject: Subject) -> Iterator[Step]:
    """Small months of 2020 to 2025, repaid by 31 March 2026, are no longer shown."""
    yield from own_account(case, subject)
    left = _left_over(case, subject)
    yield "no_month_left_over", not left and not _without_months(case, subject), _why_left_over(case, left)
    yield "nothing_overdue_and_unpaid", all(delay.cleared for delay in _graded(case, subject))
    yield "last_delay_not_yet_expired", bool(_still_shown(case, subject))


def _still_shown(case: Case, subject: Subject) -> list[Delay]:
    """The delays that ended less than five years ago: what is older must be deleted and needs no hiding."""
    found = _graded(case, subject)
    return [one for one in found if one.display_until is not None and one.display_until >= case.as_of]


@rule(
    "CRD-11", question=Question.CREDIT_RECORD, concludes=CreditRecord.SUPPRESSED_ONE_OFF,
    beside=(CreditRecord.OWN_OVERDUE,), authority="OCR", claims=("S4-28", "S4-36"),
)  # fmt: skip
def each_month_is_tested_by_itself(case: Case, subject: Subject) -> Iterator[Step]:
    """Each month is tested by itself: a small one is hidden although a large or open one stays."""
    yield from _some_hidden(case, subject)


@rule(
    "CRD-11", question=Question.CREDIT_RECORD, ground=Ground.ENTRY,
    concludes=(CreditRecord.OWN_OVERDUE, CreditRecord.SUPPRESSED_ONE_OFF),
    exception_to=("past_delay_shows_five_years",), authority=("OCR", "CRR/16/1"),
    unsettled="U21", accepts=((CreditRecord.SUPPRESSED_ONE_OFF,),), flags=(Flag.DISPLAY_UNTIL,), claims=("S4-36",),
)  # fmt: skip
def months_of_2026_are_outside_the_words(case: Case, subject: Subject) -> Iterator[Step]:
    """By its words the policy leaves the months of 2026 of an earlier delay visible; many expect them hidden too."""
    yield from own_account(case, subject)
    yield from _some_hidden(case, subject)
    left = _left_over(case, subject)
    of_2026 = bool(left) and all(_of_2026(case, subject, one) for one in left)
    yield "only_months_of_2026_left_over", of_2026 and not _without_months(case, subject)
    yield "nothing_overdue_and_unpaid", all(delay.cleared for delay in _graded(case, subject))
    longest = _still_shown(case, subject)[0]  # one of them is still shown, or nothing of it would have to be hidden
    yield figure(Figure.LEVEL, level(longest.days))
    yield figure(Figure.OVERDUE_DAYS, longest.days)
    yield figure(Figure.OVERDUE_SINCE, longest.since)
    yield figure(Figure.DISPLAY_UNTIL, longest.display_until)
