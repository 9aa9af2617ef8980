"""A table as a file: CSV for platforms and for spreadsheet programs, and xlsx. It is there whole or not at all."""

import csv
import io
import os
import secrets
from pathlib import Path

from autograder.nbgrader_glue.exporting.cells import Cell, inert_rows

_MARK = "\ufeff"
"""Tells Excel and WPS that the file is UTF-8; without it Chinese is read as GBK."""

_WIDEST = 40


def write_csv(file: Path, rows: list[list[Cell]], *, mark: bool) -> None:
    """Write a CSV file with Windows line ends, with or without a byte order mark. Raises `OSError`."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows([_shown(cell) for cell in row] for row in inert_rows(rows))
    _write(file, ((_MARK if mark else "") + text.getvalue()).encode("utf-8"))


def write_xlsx(file: Path, rows: list[list[Cell]], title: str) -> None:
    """Write an Excel file: numbers as numbers, everything else as text, the heading kept in view. Raises `OSError`."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet("".join(letter for letter in title if letter not in r"[]:*?/\ '")[:31] or "1")
    sheet.freeze_panes = "B2"
    written = inert_rows(rows)
    for number, column in enumerate(zip(*written, strict=True), start=1):
        widest = max(len(str(cell).encode("gb18030", "replace")) for cell in column)
        sheet.column_dimensions[get_column_letter(number)].width = min(widest, _WIDEST) + 2
    for place, row in enumerate(written):
        cells = []
        for value in row:
            cell = WriteOnlyCell(sheet, value)
            if isinstance(value, str):
                cell.data_type = "s"
            if place == 0:
                cell.font = Font(bold=True)
            cells.append(cell)
        sheet.append(cells)
    content = io.BytesIO()
    book.save(content)
    _write(file, content.getvalue())


def _shown(cell: Cell) -> str:
    if cell is None:
        return ""
    return cell if isinstance(cell, str) else f"{cell:.6f}".rstrip("0").rstrip(".")


def _write(file: Path, content: bytes) -> None:
    draft = file.with_name(f".{file.name}.{secrets.token_hex(6)}.tmp")
    try:
        draft.write_bytes(content)
        os.replace(draft, file)
    finally:
        draft.unlink(missing_ok=True)
