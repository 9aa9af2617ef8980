"""The tables: what opens well in a spreadsheet, and what a trainee's name cannot do there."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from autograder.nbgrader_glue.report.analysis import Report, analysed
from autograder.nbgrader_glue.report.class_data import read_class
from autograder.nbgrader_glue.report.files import csv_of, inert, report_files, workbook_of, write_files
from autograder.nbgrader_glue.report.page import page
from autograder.nbgrader_glue.report.refusal import ReportRefused
from autograder.nbgrader_glue.report.tables import NAMES, Table, tables
from tests.report.classroom import Classroom, simulated_answers
from tests.school import RIGHT

FORMULA = "=cmd|' !A1"


@pytest.fixture
def report(room: Classroom) -> Report:
    for place, answers in enumerate(simulated_answers(room.sheet, 12)):
        room.hand_in(f"s{place:03d}", answers)
    room.hand_in(FORMULA, RIGHT)
    return analysed(read_class(room.root, room.assignment))


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", " =1", "＝1", "\r=1", "\n-1"])
def test_what_looks_like_a_formula_is_none(text: str) -> None:
    assert inert(text) == f"'{text}"


@pytest.mark.parametrize("cell", ["王磊", "a=b", "", -0.25, 3, None])
def test_everything_else_stays_as_it_is(cell: str | float | None) -> None:
    assert inert(cell) == cell


def test_what_no_file_can_hold_is_replaced() -> None:
    table = Table("scores", "Scores", ("a",), (("\x00\ud800b",),))
    assert rows(csv_of(table))[1] == ["\ufffd\ufffdb"]
    assert load_workbook(io.BytesIO(workbook_of([table])))["Scores"]["A2"].value == "\ufffd\ufffdb"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_csv_begins_with_the_mark_and_has_a_row_for_everything(report: Report, language: str) -> None:
    made = {table.name: csv_of(table) for table in tables(report, language)}
    assert sorted(made) == sorted(NAMES)
    assert all(content.startswith(b"\xef\xbb\xbf") for content in made.values())
    for content in made.values():
        header, *entries = rows(content)
        assert entries
        assert all(len(entry) == len(header) for entry in entries)
    assert len(rows(made["questions"])) == 1 + len(report.items)
    assert len(rows(made["scores"])) == 1 + 13


def test_a_name_is_no_formula_in_any_file(report: Report) -> None:
    made = tables(report, "en")
    names = [row[0] for row in rows(csv_of(next(table for table in made if table.name == "scores")))]
    assert f"'{FORMULA}" in names
    assert FORMULA not in names
    book = load_workbook(io.BytesIO(workbook_of(made)))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds


def test_numbers_are_numbers_and_what_cannot_be_said_is_said(report: Report) -> None:
    book = load_workbook(io.BytesIO(workbook_of(tables(report, "en"))))
    assert book.sheetnames == ["Summary", "Questions", "Options", "Misconceptions", "Trainees"]
    sheet = book["Questions"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    said = [sheet.cell(row, columns["Facility (95% confidence interval)"]).value for row in range(2, 7)]
    assert all(isinstance(value, float | int) for value in said if not isinstance(value, str))
    waiting = [row[columns["Discrimination (95% confidence interval)"] - 1].value for row in sheet.iter_rows(min_row=2)]
    assert "cannot be said yet: some answers wait for your marks" in waiting


def test_an_anonymous_set_of_files_names_nobody_and_takes_older_names_away(report: Report, tmp_path: Path) -> None:
    folder = tmp_path / "out" / "deep"
    day = date(2026, 11, 22)
    write_files(folder, report_files(page(report, "en", day), tables(report, "en")))
    assert (folder / "scores.csv").exists()
    quiet = tables(report, "en", anonymous=True)
    write_files(folder, report_files(page(report, "en", day, anonymous=True), quiet))
    assert sorted(path.name for path in folder.iterdir()) == [
        "misconceptions.csv", "options.csv", "questions.csv", "report.html", "report.xlsx", "summary.csv",
    ]  # fmt: skip
    book = load_workbook(folder / "report.xlsx")
    values = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
    texts = [*values, *(path.read_text("utf-8-sig") for path in folder.glob("*.[ch]*"))]
    assert not [text for text in texts if "s003" in text or "cmd|" in text]


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(ReportRefused) as refusal:
        write_files(tmp_path / "file" / "folder", {"a.csv": b""})
    for language in ("zh", "en"):
        assert "--output" in refusal.value.say(language)
