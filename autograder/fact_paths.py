"""The address of a fact inside a case: `loans.loan1.within_daily_needs`, `roles.0.act.ratified_on`.

A path is the plural, the id of a fact that has one or else its position (from 0), then fields down to the fact
asked for, then the key where that is a mapping.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from autograder.facts import Case
from autograder.stated import NOT_WRITTEN, UNKNOWN, Read, raw


class NoSuchFact(LookupError):
    """A path that leads to no fact; `part` is the piece of it that is wrong and `known` what may stand there."""

    def __init__(self, path: str, part: str, known: tuple[str, ...]) -> None:
        super().__init__(f"{path}: no {part!r}")
        self.path = path
        self.part = part
        self.known = known


def read_at(case: Case, path: str) -> Read:
    """The fact that a path leads to. Raises `NoSuchFact`."""
    node: Any = case
    parts = path.split(".")
    while parts:
        part = parts.pop(0)
        if part not in _fields(node):
            raise NoSuchFact(path, part, _fields(node))
        value = raw(node, part)
        if isinstance(value, Mapping):
            if len(parts) != 1:
                raise NoSuchFact(path, parts[1] if parts else part, tuple(value))
            return node, part, parts[0]
        if not parts:
            return node, part, None
        node = _entry(path, parts, value, part) if isinstance(value, tuple) else value
        if not attrs.has(type(node)):
            raise NoSuchFact(path, parts[0], ())
    raise NoSuchFact(path, "", _fields(case))


def _entry(path: str, parts: list[str], entries: tuple[Any, ...], part: str) -> Any:
    named = {_name(position, entry): entry for position, entry in enumerate(entries)}
    chosen = parts.pop(0)
    if chosen not in named or not parts:
        raise NoSuchFact(path, chosen if chosen not in named else part, tuple(named))
    return named[chosen]


def fact_path(case: Case, read: Read) -> str:
    """The path of a fact that was read.

    The fact may also be a copy of one of the case's facts in which the engine filled in something unknown; it is then
    the one with which it has most in common. Raises `LookupError` where no fact of the case could be meant.
    """
    fact, name, key = read
    alike: dict[str, int] = {}
    for path, node in _facts(case, ""):
        place = f"{path}.{name}" if path else name
        if node is fact:
            return place if key is None else f"{place}.{key}"
        if type(node) is type(fact) and _completes(fact, node):
            alike[place] = sum(raw(node, field) is raw(fact, field) for field in _fields(node))
    if not alike:
        raise LookupError(f"{type(fact).__name__}.{name} is no fact of case {case.id}")
    place = max(alike, key=lambda place: alike[place])
    return place if key is None else f"{place}.{key}"


def _facts(node: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Every fact object of a case with its path."""
    yield path, node
    for field in _fields(node):
        value = raw(node, field)
        place = f"{path}.{field}" if path else field
        if isinstance(value, tuple):
            for position, entry in enumerate(value):
                if attrs.has(type(entry)):
                    yield from _facts(entry, f"{place}.{_name(position, entry)}")
        elif attrs.has(type(value)):
            yield from _facts(value, place)


def _completes(copy: Any, original: Any) -> bool:
    """Whether one fact equals another but for what the other leaves open."""
    return all(_same(raw(copy, field), raw(original, field)) for field in _fields(original))


def _same(value: Any, original: Any) -> bool:
    if value is original or original is UNKNOWN or original is NOT_WRITTEN:
        return True
    if isinstance(original, Mapping) and isinstance(value, Mapping):
        return all(_same(value.get(key, NOT_WRITTEN), entry) for key, entry in original.items())
    if isinstance(original, tuple) and isinstance(value, tuple):
        return len(value) == len(original) and all(map(_same, value, original))
    if attrs.has(type(original)) and type(value) is type(original):
        return _completes(value, original)
    return bool(value == original)


def _fields(node: Any) -> tuple[str, ...]:
    return tuple(field.name for field in attrs.fields(type(node)) if field.metadata.get("from_file", True))


def _name(position: int, entry: Any) -> str:
    return str(entry.id) if "id" in _fields(entry) else str(position)
