"""Calendar arithmetic for the second solver: days are ordinals, months end on a day that exists.

The functions of `Calendar` are called from the logic programs as `@months_after(D, 6)` and the like; every argument
and every answer is a whole number.
"""

from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

import chinese_calendar
from clingo import Function, Number, Symbol
from dateutil.relativedelta import relativedelta

_REMEMBERED = 100_000
_FIRST_YEAR_OF_HOLIDAYS = min(chinese_calendar.holidays).year
_LAST_YEAR_OF_HOLIDAYS = max(chinese_calendar.holidays).year
NEVER = Function("never")
"""What has no day."""


@lru_cache(_REMEMBERED)
def months_after(day: int, months: int) -> int:
    """The same day of the month some months on, or that month's last day."""
    return (date.fromordinal(day) + relativedelta(months=months)).toordinal()


@lru_cache(_REMEMBERED)
def working_day(day: int) -> int:
    """The day itself, or the next one that is neither weekend nor public holiday."""
    found = date.fromordinal(day)
    while not _works(found):
        found += timedelta(days=1)
    return found.toordinal()


def _works(day: date) -> bool:
    if _FIRST_YEAR_OF_HOLIDAYS <= day.year <= _LAST_YEAR_OF_HOLIDAYS:
        return bool(chinese_calendar.is_workday(day))
    return day.isoweekday() <= 5


@lru_cache(_REMEMBERED)
def age(born: int, day: int) -> int:
    """Full years lived on a day, the birthday included."""
    return relativedelta(date.fromordinal(day), date.fromordinal(born)).years


@lru_cache(_REMEMBERED)
def month_end(day: int, months: int) -> int:
    """The last day of the calendar month that lies some months after the one of the day."""
    return (date.fromordinal(day) + relativedelta(months=months, day=31)).toordinal()


def _over_numbers(function: Callable[..., int]) -> Callable[..., Symbol]:
    return lambda *numbers: Number(function(*(number.number for number in numbers)))


class Calendar:
    """The functions that the logic programs may call while they are grounded."""

    months_after = staticmethod(_over_numbers(months_after))
    working_day = staticmethod(_over_numbers(working_day))
    age = staticmethod(_over_numbers(age))
    month_end = staticmethod(_over_numbers(month_end))

    @staticmethod
    def day(year: Symbol, month: Symbol, of_month: Symbol) -> Symbol:
        """The ordinal of a written date."""
        return Number(date(year.number, month.number, of_month.number).toordinal())
