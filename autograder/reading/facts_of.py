"""Walking over the facts of a case with their places, and looking at values without asking whether they are known."""

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from autograder.facts import Case
from autograder.reading.refusals import Place
from autograder.stated import NOT_WRITTEN, UNKNOWN, raw


def facts_with_places(case: Case) -> Iterator[tuple[Place, Any]]:
    """Every fact object of a case, the case itself first, with its place."""
    return _walk(case, ())


def _walk(node: Any, place: Place) -> Iterator[tuple[Place, Any]]:
    yield place, node
    for field in attrs.fields(type(node)):
        value = raw(node, field.name)
        entries = enumerate(value) if isinstance(value, tuple) else [(None, value)]
        for position, entry in entries:
            if attrs.has(type(entry)):
                at = (*place, field.name) if position is None else (*place, field.name, position)
                yield from _walk(entry, at)


def values_of(fact: Any) -> Iterator[tuple[Place, Any]]:
    """Every stated value of one fact, entries of mappings and lists singly; what is unknown or not said is left out."""
    for field in attrs.fields(type(fact)):
        value = raw(fact, field.name)
        parts: Any = [((field.name,), value)]
        if isinstance(value, Mapping):
            parts = [((field.name, key), entry) for key, entry in value.items()]
        elif isinstance(value, tuple):
            parts = [((field.name, position), entry) for position, entry in enumerate(value)]
        yield from ((place, entry) for place, entry in parts if _stated(entry))


def known(fact: Any, name: str) -> Any:
    """The value of a field, None where it is unknown, not written or did not happen."""
    value = raw(fact, name)
    return value if _stated(value) else None


def _stated(value: Any) -> bool:
    return value is not None and value is not UNKNOWN and value is not NOT_WRITTEN
