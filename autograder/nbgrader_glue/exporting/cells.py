"""Cells that a spreadsheet program only shows: no text in them is ever computed."""

import re

Cell = str | float | None
"""A text, a number, or nothing."""

_COMPUTED = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def inert(cell: Cell) -> Cell:
    """A cell as it may be written: a text that a program would compute gets an apostrophe in front; numbers stay."""
    if not isinstance(cell, str):
        return cell
    text = _INVISIBLE.sub("", cell)
    return f"'{text}" if text.startswith(_COMPUTED) or text.lstrip().startswith(_COMPUTED) else text


def inert_rows(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Every cell of a table as it may be written."""
    return [[inert(cell) for cell in row] for row in rows]
