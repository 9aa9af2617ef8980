"""`workbook report` from the outside: files, messages, exit status, and a quick start."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from autograder.command.report import report
from autograder.words import words_for
from tests.report.classroom import SMALL_COURSE, Classroom, open_classroom, simulated_answers


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Classroom]:
    """A class of twelve, and the terminal in its course folder."""
    monkeypatch.setenv("WORKBOOK_CASES", str(SMALL_COURSE))
    root = tmp_path / "room"
    root.mkdir()
    opened = open_classroom(root, "90_small")
    for place, answers in enumerate(simulated_answers(opened.sheet, 12)):
        opened.hand_in(f"s{place:03d}", answers)
    monkeypatch.chdir(root)
    yield opened
    opened.engine.dispose()


def run(*arguments: str) -> Result:
    return CliRunner().invoke(report, list(arguments))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_report_is_written_and_its_place_told(room: Classroom, language: str) -> None:
    done = run("90_small", "--lang", language)
    assert done.exit_code == 0, done.output
    folder = room.root / "reports" / "90_small"
    assert str(Path("reports/90_small/report.html")) in done.output
    assert words_for(language)("report.names_inside") in done.output
    text = (folder / "report.html").read_text(encoding="utf-8")
    assert words_for(language)("report.section.rules") in text
    assert "s003" in text
    assert (folder / "report.xlsx").stat().st_size > 5000


def test_without_names_it_says_and_writes_none(room: Classroom, tmp_path: Path) -> None:
    done = run("90_small", "--anonymous", "--output", str(tmp_path / "elsewhere"), "--json")
    assert done.exit_code == 0, done.output
    data = json.loads(done.stdout)
    assert "trainees" not in data
    assert "s003" not in done.stdout
    assert not any("s003" in path.read_text("utf-8-sig") for path in (tmp_path / "elsewhere").glob("*.[ch]*"))


def test_programs_get_figures_and_files(room: Classroom) -> None:
    data = json.loads(run("90_small", "--json").stdout)
    assert (data["counted"], data["size"]) == (12, "caution")
    assert all(Path(file).is_file() for file in data["files"])
    assert {"value", "low", "high"} == set(data["questions"][0]["facility"])
    assert [about["rule"] for about in data["rules"]]
    assert data["trainees"][0]["name"] == "s000"


def test_an_unknown_assignment_is_wrong_use(room: Classroom) -> None:
    done = run("77_nothing", "--lang", "en")
    assert done.exit_code == 2
    assert "workbook release" in done.stderr
    assert not (room.root / "reports").exists()


def test_outside_a_course_folder_it_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("90_small", "--lang", "en")
    assert done.exit_code == 1
    assert "There is no gradebook" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_way_is_told(room: Classroom) -> None:
    (room.root / "reports").write_text("x")
    done = run("90_small", "--lang", "en")
    assert done.exit_code == 1
    assert "--output" in done.stderr


def test_a_missing_library_is_named_with_how_to_get_it(room: Classroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.command.report.find_spec", lambda name: None if name == "scipy" else name)
    done = run("90_small", "--lang", "en")
    assert done.exit_code == 1
    assert "needs scipy" in done.stderr
    assert "--extra report" in done.stderr


def test_help_imports_nothing_that_reckons() -> None:
    code = "import sys; from autograder.command.report import report; "
    heavy = "('scipy', 'openpyxl', 'jinja2', 'sqlalchemy', 'autograder.rules')"
    code += f"print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_refusal_has_words(language: str) -> None:
    words = words_for(language)
    values = dict.fromkeys(("library", "trouble", "assignment", "folder"), "x")
    for key in [key for key in words if key.startswith("report.refused.")]:
        assert words(key, **values)
    assert words.has("commands.report")
