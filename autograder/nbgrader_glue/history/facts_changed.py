"""What differs between two versions of a case file: every key by its path, and what stood and stands there."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import attrs

_SAYS_NOTHING = {"article", "difficulty"}
_QUESTIONS = "questions."


@attrs.frozen
class Changed:
    """One key: its path, and its value before and now as a case file writes it, None where it did not stand."""

    path: str
    before: str | None
    now: str | None


def facts_changed(before: str, now: str, question: str) -> tuple[Changed, ...]:
    """What differs between two case files as far as one question of the case is concerned. Raises `ValueError`."""
    then, after = (dict(_flat(tomllib.loads(text, parse_float=Decimal), "")) for text in (before, now))
    paths = [path for path in dict.fromkeys((*then, *after)) if then.get(path) != after.get(path)]
    return tuple(Changed(path, then.get(path), after.get(path)) for path in paths if _concerns(path, question))


def _concerns(path: str, question: str) -> bool:
    if path.startswith(_QUESTIONS):
        return path.startswith(f"{_QUESTIONS}{question}.")
    return path not in _SAYS_NOTHING


def _flat(node: Any, path: str) -> Iterator[tuple[str, str]]:
    """Every value with its path; entries of lists go by their id, or else by their position, as fact paths do."""
    if isinstance(node, Mapping):
        for key, value in node.items():
            yield from _flat(value, f"{path}.{key}" if path else key)
    elif isinstance(node, list) and any(isinstance(entry, Mapping) for entry in node):
        for position, entry in enumerate(node):
            name = entry.get("id", position) if isinstance(entry, Mapping) else position
            yield from _flat(entry, f"{path}.{name}")
    else:
        yield path, _written(node)


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, list):
        return ", ".join(map(_written, value))
    return str(value)
