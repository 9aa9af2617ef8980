"""Cases made from other cases: one part exchanged, ids renamed, days moved, the order of the file changed."""

from collections.abc import Callable, Mapping
from datetime import date
from random import Random
from typing import Any

import attrs

from autograder.facts import Case, Contact, Event
from autograder.stated import raw
from tests.space.days import moved


def values_of(fact: Any) -> dict[str, Any]:
    """Every stored value of a fact by its field, the unknown ones too."""
    return {field.name: raw(fact, field.name) for field in attrs.fields(type(fact))}


def default_of(field: Any) -> Any:
    """What a field holds where the file says nothing; `attrs.NOTHING` where it must say something."""
    make = getattr(field.default, "factory", None)
    return make() if make else field.default


def replaced(fact: Any, **parts: Any) -> Any:
    """A copy of a fact with other parts, unknown ones untouched."""
    return type(fact)(**{**values_of(fact), **parts})


def rebuilt(value: Any, change: Callable[[Any], Any]) -> Any:
    """A case, or a part of one, with every text, day and number in it changed, keys of mappings included."""
    if isinstance(value, Mapping):
        return {change(key): rebuilt(value.get(key), change) for key in value}
    if isinstance(value, tuple):
        return tuple(rebuilt(one, change) for one in value)
    if attrs.has(type(value)):
        return type(value)(**{name: rebuilt(one, change) for name, one in values_of(value).items()})
    return change(value)


def renamed(case: Case, names: Mapping[str, str]) -> Case:
    """The case with other ids."""
    made: Case = rebuilt(case, lambda one: names.get(one, one) if isinstance(one, str) else one)
    return made


def in_other_years(case: Case, years: int) -> Case:
    """The case with every day moved by whole years."""

    def change(one: Any) -> Any:
        if isinstance(one, date):
            day = moved(one, 12 * years)
            return one.replace(year=day.year, day=day.day)
        if isinstance(one, str) and one[:4].isdigit():
            return moved(date.fromisoformat(one), 12 * years).isoformat()
        return one

    made: Case = rebuilt(case, change)
    return made


def in_other_order(case: Case, random: Random) -> Case:
    """The case with the tables of its file in another order; what happened on one day keeps its order."""
    parts: dict[str, Any] = {}
    for name, value in values_of(case).items():
        if isinstance(value, tuple):
            shuffled = random.sample(value, len(value))
            parts[name] = _same_day_in_order(shuffled, value) if _dated(value) else tuple(shuffled)
    return Case(**{**values_of(case), **parts})


def _dated(facts: tuple[Any, ...]) -> bool:
    return bool(facts) and isinstance(facts[0], (Event, Contact))


def _day(fact: Any) -> Any:
    return fact.at if isinstance(fact, Contact) else fact.date


def _same_day_in_order(shuffled: list[Any], original: tuple[Any, ...]) -> tuple[Any, ...]:
    """Shuffled facts, those of one day put back into their first order among themselves."""
    left = {_day(fact): [one for one in original if _day(one) == _day(fact)] for fact in original}
    return tuple(left[_day(fact)].pop(0) for fact in shuffled)
