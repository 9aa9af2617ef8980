"""Random choices with a lean towards what matters to law: boundary days, sums at a limit, values of a kind."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from random import Random
from typing import TypeVar, cast

from tests.space.days import BOUNDARIES, MONTHS, moved

K = TypeVar("K", bound=StrEnum)
T = TypeVar("T")

_members: dict[type[StrEnum], tuple[StrEnum, ...]] = {}

SUMS = tuple(
    map(Decimal, ("0", "1", "500", "5000", "9999.99", "10000", "10000.01", "20000", "30000", "50000", "80000"))
)


class Chance:
    """A source of random facts."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def yes(self, share: float = 0.5) -> bool:
        """True in this share of the draws."""
        return self.random.random() < share

    def one(self, values: Sequence[T]) -> T:
        """One of the values."""
        return values[int(self.random.random() * len(values))]

    def of(self, kind: type[K], usual: Sequence[K] = (), share: float = 0.7) -> K:
        """A value of a kind; one of the usual ones in this share of the draws, any in the rest."""
        if usual and self.yes(share):
            return self.one(usual)
        if kind not in _members:
            _members[kind] = tuple(kind)
        return cast(K, self.one(_members[kind]))

    def some(self, values: Sequence[T], most: int) -> list[T]:
        """Between none and `most` of the values, none twice."""
        return self.random.sample(list(values), min(len(values), int(self.random.random() * (most + 1))))

    def day(self, first: date, last: date, *near: date) -> date:
        """A day from first to last: near one of the days that matter, a boundary of the law, or just any."""
        if last <= first:
            return first
        for _ in range(3):
            found = self._lean(near, first)
            if first <= found <= last:
                return found
        return first + timedelta(days=int(self.random.random() * ((last - first).days + 1)))

    def _lean(self, near: Sequence[date], first: date) -> date:
        lot = self.random.random()
        if lot < 0.2:
            return self.one(BOUNDARIES) + timedelta(days=self.one((-1, 0, 0, 1)))
        if lot < 0.6:
            day = self.one(near) if near else first
            return moved(day, self.one(MONTHS)) + timedelta(days=self.one((-1, 0, 0, 1)))
        day = self.one(near) if near else first
        return day + timedelta(days=self.one((0, 1, 2, 5, 10, 15, 25, 30, 31, 60, 61, 90, 91, 180, 181)))

    def day_or_none(self, share: float, first: date, last: date, *near: date) -> date | None:
        """A day in this share of the draws, else it did not happen."""
        return self.day(first, last, *near) if self.yes(share) else None

    def sum(self, *near: Decimal) -> Decimal:
        """A sum of money, not negative: one of those that matter here, half of one, or any."""
        if near and self.yes(0.6):
            return self.one(near) / self.one((1, 1, 2))
        return self.one(SUMS)

    def sum_or_none(self, share: float, *near: Decimal) -> Decimal | None:
        """A sum in this share of the draws, else none."""
        return self.sum(*near) if self.yes(share) else None
