"""Files as spreadsheet programs open them: bytes of a CSV, types of an xlsx, and nothing half written."""

import os
from pathlib import Path

import openpyxl
import pytest

from autograder.nbgrader_glue.exporting.cells import Cell
from autograder.nbgrader_glue.exporting.writing import write_csv, write_xlsx

ROWS: list[list[Cell]] = [
    ["学员", "总分", "评语"],
    ["020231234567890123", 3.5, "=HYPERLINK(\"http://x\")"],
    ["李娜, \"甲\"", None, "两行\n评语"],
]  # fmt: skip


def test_a_csv_is_utf_8_with_a_mark_windows_line_ends_and_quotes(tmp_path: Path) -> None:
    write_csv(tmp_path / "a.csv", ROWS, mark=True)
    assert (tmp_path / "a.csv").read_bytes() == (
        "\ufeff学员,总分,评语\r\n"
        '020231234567890123,3.5,"\'=HYPERLINK(""http://x"")"\r\n'
        '"李娜, ""甲""",,"两行\n评语"\r\n'
    ).encode()
    write_csv(tmp_path / "b.csv", [["a"]], mark=False)
    assert (tmp_path / "b.csv").read_bytes() == b"a\r\n"


@pytest.mark.parametrize(
    ("number", "text"), [(0.0, "0"), (10.0, "10"), (1 / 3, "0.333333"), (-0.5, "-0.5"), (1e6, "1000000")]
)
def test_numbers_are_plain(tmp_path: Path, number: float, text: str) -> None:
    write_csv(tmp_path / "a.csv", [[number]], mark=False)
    assert (tmp_path / "a.csv").read_text() == f"{text}\n"


def test_an_xlsx_has_numbers_as_numbers_and_nothing_to_compute(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "a.xlsx", ROWS, "unit[1]")
    (sheet,) = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets
    assert [[(cell.value, cell.data_type) for cell in row] for row in sheet.iter_rows(min_row=2)] == [
        [("020231234567890123", "s"), (3.5, "n"), ('\'=HYPERLINK("http://x")', "s")],
        [('李娜, "甲"', "s"), (None, "n"), ("两行\n评语", "s")],
    ]
    assert sheet.freeze_panes == "B2"
    assert sheet["A1"].font.bold


@pytest.mark.parametrize("text", ["#N/A", "#DIV/0!", "2024-09-12", "1E5", "TRUE"])
def test_a_text_stays_a_text_in_an_xlsx(tmp_path: Path, text: str) -> None:
    write_xlsx(tmp_path / "a.xlsx", [[text]], "unit")
    cell = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]["A1"]
    assert (cell.value, cell.data_type) == (text, "s")


def test_control_characters_do_not_spoil_an_xlsx(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "a.xlsx", [["a\x00b\x1bc\ud800"]], "")
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]["A1"].value == "abc"


def test_a_file_that_cannot_be_replaced_stays_and_nothing_is_left_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_csv(tmp_path / "a.csv", [["old"]], mark=False)

    def locked(source: object, target: object) -> None:
        raise PermissionError(13, "open in another program")

    monkeypatch.setattr(os, "replace", locked)
    with pytest.raises(PermissionError):
        write_csv(tmp_path / "a.csv", [["new"]], mark=False)
    assert os.listdir(tmp_path) == ["a.csv"]
    assert (tmp_path / "a.csv").read_bytes() == b"old\r\n"
