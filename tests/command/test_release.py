"""`workbook release` refuses in words what it cannot do; that nbgrader does the rest is in tests/slow."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from autograder.command.release import built_assignments, release
from autograder.nbgrader_glue.releasing import ReleaseFailed


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course folder with one assignment in both languages and one in Chinese only."""
    (tmp_path / "nbgrader_config.py").touch()
    for place in ("zh/01_who_owes", "en/01_who_owes", "zh/02_half"):
        folder = tmp_path / "source" / place
        folder.mkdir(parents=True)
        (folder / f"{folder.name}.ipynb").touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_only_what_is_built_in_both_languages_can_be_released(course: Path) -> None:
    assert built_assignments(course) == ["01_who_owes"]


def test_an_assignment_that_is_not_there_is_wrong_use_and_the_known_ones_are_named(course: Path) -> None:
    result = CliRunner().invoke(release, ["02_half", "--lang", "en"])
    assert result.exit_code == 2
    assert "01_who_owes" in result.output


@pytest.mark.parametrize("gone", ["nbgrader_config.py", "source"])
def test_outside_a_course_folder_it_says_where_to_go(course: Path, gone: str) -> None:
    (course / gone).rename(course / "elsewhere")
    result = CliRunner().invoke(release, ["--lang", "en"])
    assert result.exit_code == 1
    assert "workbook build" in result.output


def test_what_nbgrader_complains_of_is_passed_on(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(root: Path, assignment: str) -> list[Path]:
        raise ReleaseFailed(assignment, "zh", "RuntimeError: submissions are there")

    monkeypatch.setattr("autograder.nbgrader_glue.releasing.release_assignment", refuse)
    result = CliRunner().invoke(release, [])
    assert result.exit_code == 1
    assert "01_who_owes" in result.output
    assert "submissions are there" in result.output


def test_every_folder_written_is_named(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "autograder.nbgrader_glue.releasing.release_assignment",
        lambda root, assignment: [root / "release" / language / assignment for language in ("en", "zh")],
    )
    result = CliRunner().invoke(release, ["01_who_owes"])
    assert result.exit_code == 0
    assert "release/zh/01_who_owes" in result.output
    assert "release/en/01_who_owes" in result.output
