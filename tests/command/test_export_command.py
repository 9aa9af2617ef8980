"""`workbook export`: what platforms import and people open, with no score that is not final."""

import csv
import io
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from autograder.command.export import export
from autograder.words import LANGUAGES
from tests.gradebooks import UNIT, graded, make_gradebook


@pytest.fixture(autouse=True)
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.chdir(tmp_path)
    make_gradebook(
        tmp_path,
        graded("ann", first_name="Ann", last_name="Lee", email="ann@x.edu", comments={"reason-call-why": "Well put."}),
        graded("ben@x.edu", why=None, first_name="本", last_name="王"),
        graded("cai", a=0.0, b=0.0, why=0.0),
        {"id": "dai", "email": "dai@x.edu"},
    )
    return tmp_path


def run(*arguments: str, status: int) -> Result:
    done = CliRunner().invoke(export, [UNIT, "--lang", "en", *arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    assert done.exit_code == status, done.output
    return done


def rows(file: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(Path(file).read_bytes().decode("utf-8-sig"), newline="")))


def test_moodle_gets_the_headings_of_its_own_export_and_final_scores_only() -> None:
    done = run("--format", "moodle", "--item", "Who owes", status=1)
    assert rows(f"{UNIT}_moodle.csv") == [
        ["Email address", "Assignment: Who owes (Real)", "Assignment: Who owes (Feedback)"],
        ["ann@x.edu", "3.5", "reason-call-why: Well put."],
    ]
    assert "ben@x.edu" in done.output
    assert "cai" in done.output
    assert "scores of 1 students" in done.output
    run("--format", "moodle", "--identifier", "idnumber", "--output", "own.csv", status=1)
    assert [row[0] for row in rows("own.csv")] == ["ID number", "ann", "cai"]
    run("--format", "moodle", "--identifier", "username", "--output", "own.csv", status=1)
    assert rows("own.csv")[0][0] == "Username"


def test_canvas_gets_its_five_columns_and_the_points_in_the_second_row() -> None:
    done = run("--format", "canvas", "--item", "Who owes (12345)", status=1)
    assert rows(f"{UNIT}_canvas.csv") == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Who owes (12345)"],
        ["    Points Possible", "", "", "", "", "6.5"],
        ["Lee, Ann", "", "", "ann", "", "3.5"],
        ["cai", "", "", "cai", "", "0"],
    ]
    assert "--item" not in done.output
    done = run("--format", "canvas", "--identifier", "sis", status=1)
    assert rows(f"{UNIT}_canvas.csv")[2][2] == "ann"
    assert "--item" in done.output


@pytest.mark.parametrize("format", ["moodle", "canvas"])
def test_a_platforms_file_has_no_byte_order_mark(format: str) -> None:
    run("--format", format, status=1)
    assert Path(f"{UNIT}_{format}.csv").read_bytes()[:1] in {b"E", b"S"}


def test_people_get_every_student_every_question_and_why_there_is_no_score() -> None:
    run(status=1)
    assert Path(f"{UNIT}.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    heading, ann, ben, cai, dai = rows(f"{UNIT}.csv")
    assert heading[:8] == [
        "student", "name", "email", "state", "questions to be marked by hand", "score", "out of",
        "taken off for being late",
    ]  # fmt: skip
    assert heading[8:] == [
        "mark-call-a (out of 2)", "mark-call-b (out of 1.5)", "reason-call-why (out of 3)", "instructor’s comments"
    ]  # fmt: skip
    assert ann == ["ann", "Ann Lee", "ann@x.edu", "marked", "0", "3.5", "6.5", "0", "2", "0.5", "1",
                   "reason-call-why: Well put."]  # fmt: skip
    assert ben[1:6] == ["王本", "", "waits to be marked by hand", "1", ""]
    assert ben[10] == "to be marked by hand"
    assert cai[5] == "0"
    assert dai[3:6] == ["nothing handed in", "0", ""]


def test_an_xlsx_says_the_same(course: Path) -> None:
    run("--format", "xlsx", "--output", "grades.xlsx", status=1)
    sheet = openpyxl.load_workbook("grades.xlsx").worksheets[0]
    found = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert sheet.title == UNIT
    assert found[1][5] == 3.5
    assert found[2][5] is None
    assert [row[0] for row in found[1:]] == ["ann", "ben@x.edu", "cai", "dai"]


def test_what_a_student_is_called_is_never_computed(course: Path) -> None:
    (course / "gradebook.db").unlink()
    make_gradebook(course, graded("=1+1", first_name="＠SUM(A1)", email="+evil", comments={"mark-call-a": "@x"}))
    for format in ("csv", "moodle", "canvas"):
        run("--format", format, "--item", "=2", "--output", "own.csv", status=0)
        cells = [cell for row in rows("own.csv") for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "＠"))]
        assert any(cell.startswith("'") for cell in cells)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_said_in_both_languages_whose_score_is_missing_and_what_to_do(language: str) -> None:
    done = CliRunner().invoke(export, [UNIT, "--lang", language])
    assert done.exit_code == 1
    assert "ben@x.edu" in done.output
    assert "formgrader" in done.output


def test_when_everybody_is_marked_it_is_a_success_and_long_numbers_are_advised_on(course: Path) -> None:
    (course / "gradebook.db").unlink()
    make_gradebook(course, graded("202312345678901"))
    assert "leading zeros" in run(status=0).output
    assert "leading zeros" not in run("--format", "xlsx", status=0).output


def test_another_gradebook_may_be_named(course: Path) -> None:
    (course / "elsewhere").mkdir()
    url = make_gradebook(course / "elsewhere", graded("eva"))
    run("--db", url, status=0)
    assert [row[0] for row in rows(f"{UNIT}.csv")] == ["student", "eva"]


def test_wrong_use_is_told(course: Path) -> None:
    assert "login, sis, id" in run("--format", "canvas", "--identifier", "email", status=2).stderr
    run("--identifier", "email", status=2)
    done = CliRunner().invoke(export, ["unit9", "--lang", "en"])
    assert done.exit_code == 2
    assert "workbook release" in done.stderr
    assert "no_such" in run("--output", "no_such/grades.csv", status=1).stderr
    (course / "gradebook.db").unlink()
    assert "There is no gradebook" in run(status=1).stderr


def test_help_imports_nothing_heavy() -> None:
    heavy = ("sqlalchemy", "traitlets", "rich", "openpyxl", "nbgrader", "autograder.record")
    code = "import sys; from autograder.command.export import export; "
    code += f"print([name for name in {heavy} if name in sys.modules])"
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
