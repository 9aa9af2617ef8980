"""A case as the text of a case file: what a failing test prints, and what the reader is given to read back."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import attrs

from autograder.facts import Case
from autograder.stated import UNKNOWN, raw
from tests.space.altered import default_of


def written(case: Case) -> str:
    """The facts of a case in TOML, the case's own first, then each plural part table by table."""
    plain: list[str] = []
    tables: list[str] = []
    for name, value in _fields(case):
        if isinstance(value, tuple):
            for fact in value:
                tables += ["", f"[[{name}]]", *(f"{key} = {_value(part)}" for key, part in _fields(fact))]
        elif name != "id":
            plain.append(f"{name} = {_value(value)}")
    return "\n".join([*plain, *tables, ""])


def _fields(fact: Any) -> Iterator[tuple[str, Any]]:
    """Every field of which the file says something; what is as it is in every file that is silent is left out."""
    for field in attrs.fields(type(fact)):
        value, default = raw(fact, field.name), default_of(field)
        silent = value is default or (type(value) is type(default) and value == default)
        if not silent and not (attrs.has(type(value)) and not any(_fields(value))):
            yield field.name, value


def _value(value: Any) -> str:
    if value is UNKNOWN or value is None:
        return '"unknown"' if value is UNKNOWN else '"none"'
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, Decimal)):
        return format(value, "f") if isinstance(value, Decimal) else str(value)
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f'"{key}" = {_value(value.get(key))}' for key in value) + " }" if value else "{}"
    if isinstance(value, (tuple, frozenset)):
        parts = sorted(value) if isinstance(value, frozenset) else value
        return "[" + ", ".join(map(_value, parts)) + "]"
    return "{ " + ", ".join(f"{key} = {_value(part)}" for key, part in _fields(value)) + " }"
