"""The report's files: a page, a CSV file a table, one workbook. What a stranger named is no formula in them."""

import csv
import io
import os
import re
import secrets
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from autograder.nbgrader_glue.report.refusal import ReportRefused
from autograder.nbgrader_glue.report.tables import NAMES, Cell, Table

PAGE = "report.html"
SHEETS = "report.xlsx"

_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r]")
"""How a text begins that a spreadsheet would work out instead of showing."""

_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST_CELL = 32_000
_WIDEST, _NARROWEST = 60, 9


def inert(cell: Cell) -> Cell:
    """A cell as a spreadsheet may have it: numbers as they are, what looks like a formula behind an apostrophe."""
    if not isinstance(cell, str):
        return cell
    text = _UNWRITABLE.sub("\ufffd", cell)[:_LONGEST_CELL]
    return f"'{text}" if _FORMULA.match(text) else text


def csv_of(table: Table) -> bytes:
    """A table as CSV with a byte order mark, without which spreadsheets misread Chinese."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([inert(cell) for cell in table.header])
    writer.writerows([["" if cell is None else inert(cell) for cell in row] for row in table.rows])
    return text.getvalue().encode("utf-8-sig")


def workbook_of(tables: Iterable[Table]) -> bytes:
    """All tables as one Excel file, a sheet each."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    book.remove(book.active)
    for table in tables:
        sheet = book.create_sheet(table.title)
        sheet.append([inert(cell) for cell in table.header])
        for row in table.rows:
            sheet.append([inert(cell) for cell in row])
        sheet.freeze_panes = "A2"
        sheet.auto_filter.ref = sheet.dimensions
        for number, column in enumerate(zip(table.header, *table.rows, strict=True), start=1):
            sheet.column_dimensions[get_column_letter(number)].width = _width(column)
        for cells in sheet.iter_rows():
            for cell in cells:
                cell.alignment = Alignment(vertical="top", wrap_text=True)
        for cell in sheet[1]:
            cell.font = Font(bold=True)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _width(column: Iterable[Cell]) -> int:
    """How wide a column is, in characters; a Chinese one takes the place of two."""
    lines = (line for cell in column for line in str(cell if cell is not None else "").splitlines())
    longest = max((sum(2 if ord(character) > 0x2E80 else 1 for character in line) for line in lines), default=0)
    return min(max(longest + 2, _NARROWEST), _WIDEST)


def report_files(page: str, tables: Iterable[Table]) -> dict[str, bytes]:
    """Every file of the report, the page first."""
    made = tuple(tables)
    files = {f"{table.name}.csv": csv_of(table) for table in made}
    return {PAGE: page.encode("utf-8", "replace"), SHEETS: workbook_of(made), **files}


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write the files, each in one step, and take away tables of an earlier report that this one leaves out.

    Raises `ReportRefused`.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            _write(folder / name, content)
        for name in NAMES:
            if f"{name}.csv" not in files:
                (folder / f"{name}.csv").unlink(missing_ok=True)
    except OSError as error:
        raise ReportRefused("no_folder", folder=str(folder), trouble=error.strerror or str(error)) from error


def _write(path: Path, content: bytes) -> None:
    draft = path.with_name(f".{path.name}.{secrets.token_hex(6)}.tmp")
    try:
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666), "wb") as file:
            file.write(content)
        os.replace(draft, path)
    except BaseException:
        with suppress(OSError):
            draft.unlink()
        raise
