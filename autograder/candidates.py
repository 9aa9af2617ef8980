"""The values that a fact could have: what the engine tries for an unknown fact, and what a what-if may change it to."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import cache, lru_cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs
from dateutil.relativedelta import relativedelta

from autograder.facts import Case
from autograder.rulebook import all_rules
from autograder.stated import NOT_WRITTEN, UNKNOWN, raw

_SPANS = (relativedelta(months=6), *(relativedelta(years=years) for years in (1, 2, 3, 5)))
"""Periods of the law: a date matters by lying inside or outside one of them, counted from another date."""

_SUMS = (Decimal(0), Decimal(1), Decimal(10_000), Decimal("10000.01"), Decimal(1_000_000_000))
_RATES = (Decimal(0), Decimal(12), Decimal(24), Decimal("24.01"), Decimal(36), Decimal(100))
_COUNTS = (0, 1, 14, 15, 365)


def candidates(case: Case, fact: Any, name: str, key: str | None = None) -> tuple[Any, ...]:
    """Every value worth trying for one field of one fact, its present value left out; None means "did not happen"."""
    hint = _hints(fact.__class__)[name]
    if key is not None:
        hint = get_args(hint)[1]
    present = raw(fact, name, key)
    return tuple(value for value in _values(case, hint, name) if value != present)


@cache
def _hints(cls: type) -> dict[str, Any]:
    return get_type_hints(cls)


def _values(case: Case, hint: Any, name: str) -> Iterator[Any]:
    if get_origin(hint) in (Union, UnionType):
        for part in get_args(hint):
            yield from _values(case, part, name)
    elif hint is type(None):
        yield None
    elif hint is bool:
        yield from (True, False)
    elif isinstance(hint, type) and issubclass(hint, StrEnum):
        yield from hint
    elif hint is datetime:
        yield from _moments(case)
    elif hint is date:
        yield from _days(case)
    elif hint is Decimal:
        yield from _RATES if name.endswith(("apr", "lpr_1y")) else _SUMS
    elif hint is int:
        yield from _COUNTS


def _moments(case: Case) -> Iterator[datetime]:
    """Noon and night of the days on which rules about contacts change, and of the day itself."""
    for day in (*_boundaries(), case.as_of):
        yield datetime(day.year, day.month, day.day, 12)
        yield datetime(day.year, day.month, day.day, 23)


def _days(case: Case) -> Iterator[date]:
    """Days just before, on and after the days that matter: law changes, dates of the case, periods from them."""
    return iter(_days_near((*_boundaries(), *_dates(case))))


@lru_cache(maxsize=64)
def _days_near(middles: tuple[date, ...]) -> tuple[date, ...]:
    near: dict[date, None] = {}
    for day in middles:
        for moved in (day, *(day - span for span in _SPANS), *(day + span for span in _SPANS)):
            near |= dict.fromkeys((moved - timedelta(days=1), moved, moved + timedelta(days=1)))
    return tuple(near)


def _boundaries() -> Iterator[date]:
    return iter(sorted({day for card in all_rules() for day in (card.since, card.until) if day is not None}))


def _dates(node: Any) -> Iterator[date]:
    if node is UNKNOWN or node is NOT_WRITTEN:
        return
    if isinstance(node, datetime):
        yield node.date()
    elif isinstance(node, date):
        yield node
    elif isinstance(node, tuple):
        for part in node:
            yield from _dates(part)
    elif attrs.has(type(node)):
        for field in attrs.fields(type(node)):
            if field.metadata.get("from_file", True):
                yield from _dates(raw(node, field.name))
