"""JSON from strangers: read within limits, without surprises, and refused by reason instead of by traceback."""

import json
import math
import re
from pathlib import Path
from typing import Any

MOST_BYTES = 1_000_000
"""A file larger than this is refused before it is read."""

_LONGEST_NUMBER = 20

_DEEPEST = 100
"""So far Python reads wherever it is called from; how much farther depends on who calls, and no mark may."""

_TOKENS = re.compile(r'"(?:[^"\\]|\\.)*"?|[\[\]{}]', re.DOTALL)


class Unreadable(Exception):
    """The text is no JSON that we accept; `reason` is the key of its words, `parameters` fill them."""

    def __init__(self, reason: str, **parameters: Any) -> None:
        super().__init__(reason)
        self.reason = reason
        self.parameters = parameters


class Table(dict[str, Any]):
    """A JSON object that remembers which keys were written more than once (the first value is the one kept)."""

    repeated: tuple[str, ...] = ()


def load(source: Path | bytes) -> Any:
    """Read a file or its bytes into plain data; objects become `Table`.

    A leading byte order mark is accepted. Numbers that JSON does not have (NaN) or Python would not hold exactly
    (1e999, thousands of digits) become NaN, so whoever checks types meets them. Raises `Unreadable`.
    """
    content = source if isinstance(source, bytes) else _content(source)
    if len(content) > MOST_BYTES:
        raise Unreadable("too_large", limit=MOST_BYTES)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable("not_utf8") from None
    if _too_deep(text):
        raise Unreadable("too_deep")
    try:
        return json.loads(
            text, object_pairs_hook=_table, parse_constant=_no_number, parse_int=_whole_number, strict=False
        )
    except json.JSONDecodeError as error:
        raise Unreadable("not_json", line=error.lineno, column=error.colno) from None
    except RecursionError:
        raise Unreadable("too_deep") from None


def _content(path: Path) -> bytes:
    """At most one byte more than is allowed, so that a huge file never fills the memory."""
    try:
        if not path.exists():
            raise Unreadable("missing", file=path.name)
        if not path.is_file():
            raise Unreadable("not_a_file", file=path.name)
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except (OSError, ValueError):
        raise Unreadable("no_access", file=path.name) from None


def _too_deep(text: str) -> bool:
    if text.count("[") + text.count("{") <= _DEEPEST:
        return False
    depth = 0
    for token in _TOKENS.finditer(text):
        first = text[token.start()]
        depth += (first in "[{") - (first in "]}")
        if depth > _DEEPEST:
            return True
    return False


def _table(pairs: list[tuple[str, Any]]) -> Table:
    table = Table()
    repeated: dict[str, None] = {}
    for key, value in pairs:
        if key in table:
            repeated[key] = None
        else:
            table[key] = value
    table.repeated = tuple(repeated)
    return table


def _no_number(_: str) -> float:
    return math.nan


def _whole_number(digits: str) -> int | float:
    return int(digits) if len(digits) <= _LONGEST_NUMBER else math.nan
