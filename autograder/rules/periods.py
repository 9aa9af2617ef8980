"""How periods are counted (CC/201 to CC/203): by the calendar, the last day moved off weekends and holidays."""

from datetime import date, timedelta

import chinese_calendar
from dateutil.relativedelta import relativedelta

_SATURDAY = 5
_KNOWN_YEARS = range(min(chinese_calendar.holidays).year, max(chinese_calendar.holidays).year + 1)


def period_end(start: date, *, years: int = 0, months: int = 0, days: int = 0) -> date:
    """The last day of a period that runs from `start`.

    The first day is not counted; months and years end on the same day number, or on the month's last day where it has
    no such day (CC/202); a last day on which nobody works gives way to the next working day (CC/203/1).
    """
    return next_working_day(start + relativedelta(years=years, months=months, days=days))


def next_working_day(day: date) -> date:
    """The day itself, or the first working day after it."""
    while not _is_working_day(day):
        day += timedelta(days=1)
    return day


def _is_working_day(day: date) -> bool:
    """Whether offices work on a day, by the State Council's holiday notices.

    The notices are known for the years of the library `chinese_calendar`; in any other year only weekends are days of
    rest, because a year's holidays are not known before they are announced.
    """
    if day.year in _KNOWN_YEARS:
        return bool(chinese_calendar.is_workday(day))
    return day.weekday() < _SATURDAY
