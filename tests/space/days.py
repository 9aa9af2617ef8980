"""The days on which the law changes, and steps of months from any day."""

from calendar import monthrange
from datetime import date

BOUNDARIES = tuple(
    date.fromisoformat(day)
    for day in (
        "2015-09-01", "2016-06-01", "2017-05-01", "2017-10-01", "2018-01-18", "2019-08-20", "2020-01-19", "2020-02-29",
        "2020-08-20", "2021-01-01", "2021-03-01", "2021-11-01", "2022-12-01", "2024-01-31", "2024-02-29", "2024-05-15",
        "2025-02-28", "2025-11-30", "2025-12-01", "2025-12-31", "2026-01-01", "2026-01-30", "2026-02-28", "2026-03-31",
        "2026-05-31", "2026-08-01",
    )
)  # fmt: skip
"""First or last days of some law, month ends and leap days among them."""

MONTHS = (0, 1, 2, 6, 6, 12, 24, 36, 60, -1, -6)
"""Periods of the law in months: six months, one, two, three and five years; a month or two; and back."""


def moved(day: date, months: int) -> date:
    """The same day of the month some months on, or that month's last day."""
    count = day.year * 12 + day.month - 1 + months
    year, month = count // 12, count % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
