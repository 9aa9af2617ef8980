"""The smallest well-formed case that still shows what a larger one showed."""

from collections.abc import Callable, Iterator, Mapping
from time import monotonic
from typing import Any

import attrs

from autograder.facts import Case
from autograder.stated import raw
from tests.space.altered import default_of, replaced, values_of
from tests.space.cases import problems


def smallest(case: Case, shows: Callable[[Case], bool], *, seconds: float = 30) -> Case:
    """A case from which nothing more can be left out, and no fact be put back to what it mostly is.

    After some seconds the smallest one found so far must do.
    """
    end = monotonic() + seconds
    while monotonic() < end:
        smaller = next((one for one in _smaller(case) if not any(problems(one)) and shows(one)), None)
        if smaller is None:
            break
        case = smaller
    return case


def without(case: Case, id: str) -> Case:
    """The case as it would be had a person, a loan or another thing with this id never been there."""
    return Case(**{name: _freed(value, id) for name, value in values_of(case).items()})


def _freed(value: Any, id: str) -> Any:
    """A part of a case without an id: entries that hang on it are gone."""
    if isinstance(value, Mapping):
        return {key: value.get(key) for key in value if key != id}
    if isinstance(value, tuple):
        return tuple(_freed(one, id) for one in value if one != id and not (attrs.has(type(one)) and _hangs(one, id)))
    if attrs.has(type(value)):
        return replaced(value, **{k: None if v == id else _freed(v, id) for k, v in values_of(value).items()})
    return value


def _hangs(fact: Any, id: str) -> bool:
    """Whether a fact makes no sense without this id: a field that must be filled names it, or it is about that loan."""
    for field in attrs.fields(type(fact)):
        value = raw(fact, field.name)
        must = field.default is attrs.NOTHING or field.name == "loan"
        if must and (value == id or (isinstance(value, tuple) and id in value)):
            return True
    return False


def _smaller(case: Case) -> Iterator[Case]:
    """Every case with one thing fewer, larger things first."""
    for plural in (case.loans, case.persons, case.lenders, case.properties):
        yield from (without(case, thing.id) for thing in plural)
    for name, parts in values_of(case).items():
        if isinstance(parts, tuple):
            yield from (replaced(case, **{name: fewer}) for fewer in _fewer(parts))
    yield from _simpler(case)


def _fewer(parts: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    """Every tuple with one entry less."""
    return ((*parts[:place], *parts[place + 1 :]) for place in range(len(parts)))


def _simpler(fact: Any) -> Iterator[Any]:
    """Every copy of a fact with one field at its default, one entry less, or one part simpler."""
    for field in attrs.fields(type(fact)):
        for value in _simpler_values(raw(fact, field.name), default_of(field)):
            yield replaced(fact, **{field.name: value})


def _simpler_values(value: Any, default: Any) -> Iterator[Any]:
    same = value is default or (type(value) is type(default) and (attrs.has(type(value)) or value == default))
    if default is not attrs.NOTHING and not same:
        yield default
    if isinstance(value, frozenset):
        yield from (value - {entry} for entry in value)
    elif isinstance(value, tuple):
        if not any(attrs.has(type(part)) for part in value):
            yield from _fewer(value)
        for place, part in enumerate(value):
            parts = _simpler(part) if attrs.has(type(part)) else ()
            yield from ((*value[:place], one, *value[place + 1 :]) for one in parts)
    elif attrs.has(type(value)):
        yield from _simpler(value)
