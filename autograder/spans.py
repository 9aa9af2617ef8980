"""Which days or sums do, around one that is known to: the nearest to the real one, and how far the others go."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import attrs

Does = Callable[[Any], bool]


@attrs.frozen
class Span:
    """Days that do: from `first`, the nearest to the real one, on for ever `onwards`, or else up to `last`."""

    first: date
    onwards: str = ""
    last: date | None = None


def span_around(day: date, sides: tuple[Sequence[date], Sequence[date]], does: Does) -> Span:
    """The span to which a day belongs; `sides` are the days worth trying, earlier and later, the nearest first.

    A moment that is on neither side is a span of its own.
    """
    side = next((days for days in sides if day in days), None)
    if side is None:
        return Span(day)
    place = _first(side, does, side.index(day))
    days = [*_between(side[place - 1], side[place]), side[place]] if place else side[:1]
    first = days[_first(days, does, len(days) - 1)]
    further = (place + len(side)) // 2
    if further > place and does(side[further]) and does(side[-1]):
        return Span(first, "earlier" if side is sides[0] else "later")
    return Span(first, last=_last(side[place:], does))


def bound_around(value: Decimal, others: Sequence[Decimal], does: Does) -> tuple[Decimal, str]:
    """The end of the stretch of sums to which one belongs, and whether all "less" than it or all "more" do as well."""
    ordered = sorted({*others, value})
    place = ordered.index(value)
    below = next((at for at in range(place - 1, -1, -1) if not does(ordered[at])), -1)
    above = next((at for at in range(place + 1, len(ordered)) if not does(ordered[at])), len(ordered))
    if below == -1 and above < len(ordered):
        return ordered[above - 1], "less"
    return (ordered[below + 1], "more") if above == len(ordered) and below >= 0 else (value, "")


def _between(near: date, far: date) -> list[date]:
    """Every day after the first and before the second, in that direction; none between two moments."""
    if isinstance(near, datetime):
        return []
    step = 1 if near < far else -1
    return [near + timedelta(days=step * number) for number in range(1, abs((far - near).days))]


def _first(days: Sequence[date], does: Does, high: int) -> int:
    """The place of the first day that does, where the one at `high` does and so do those between."""
    low = 0
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if does(days[middle]) else (middle + 1, high)
    return high


def _last(days: Sequence[date], does: Does) -> date:
    """The last day of the stretch that begins with the first of the days."""
    length = _first(days, lambda day: not does(day), len(days))
    if length == len(days):
        return days[-1]
    between = _between(days[length - 1], days[length])
    held = _first(between, lambda day: not does(day), len(between))
    return between[held - 1] if held else days[length - 1]
