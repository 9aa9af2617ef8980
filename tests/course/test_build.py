"""`workbook build`: the same bytes on every run, both languages or nothing, and a check that sees what is stale."""

import json
from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner

from autograder.words import words_for
from course.building.files import bring_up_to_date, differences
from course.building.lessons import lesson_notebooks, read_lessons
from course.building.plan import Kind, places, planned_files
from course.building.refusal import WORDS as WORD_FOLDER
from course.building.refusal import BuildRefused
from course.building.sources import form_source, part_source
from course.command.build import build, run

SMALL_COURSE = Path(__file__).resolve().parent.parent / "small_course"
PLAN = """
from course.lesson_plan import Lesson, Part, Prose

LESSON = Lesson(parts=[Prose("opening"), Part("people_map"), Prose("closing")])
"""
WORDS = {
    "zh": "<!-- block: opening -->\n# 谁来还\n\n先看人。\n\n<!-- block: closing -->\n记住：先看签名。\n",
    "en": "<!-- block: opening -->\n# Who owes\n\nPeople first.\n\n<!-- block: closing -->\nLook for the signature.\n",
}


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course folder with one lesson, and the two small cases as its only assignment."""
    lesson = tmp_path / "course" / "lessons" / "01_who_owes"
    lesson.mkdir(parents=True)
    (tmp_path / "pyproject.toml").touch()
    (lesson / "lesson.py").write_text(PLAN)
    for language, text in WORDS.items():
        (lesson / f"lesson.{language}.md").write_text(text)
    monkeypatch.setenv("WORKBOOK_CASES", str(SMALL_COURSE))
    monkeypatch.setattr("course.building.plan.assignment_names", lambda: ("90_small",))
    return tmp_path


def written(root: Path) -> dict[str, bytes]:
    return {str(file.relative_to(root)): file.read_bytes() for file in root.rglob("*") if file.is_file()}


def cells_of(file: Path) -> list[dict[str, object]]:
    notebook = nbformat.reads(file.read_text(encoding="utf-8"), as_version=nbformat.NO_CONVERT)
    nbformat.validate(notebook)
    cells: list[dict[str, object]] = notebook.cells
    return cells


def test_a_second_build_changes_no_byte(checkout: Path) -> None:
    assert run(checkout, list(Kind), check=False, language="en") == 0
    first = written(checkout)
    bring_up_to_date(
        planned := {file: text for kind in Kind for file, text in planned_files(checkout, kind).items()},
        differences(planned, [place for kind in Kind for place in places(checkout, kind)]),
    )
    assert written(checkout) == first
    assert run(checkout, list(Kind), check=True, language="en") == 0


def test_a_lesson_becomes_one_notebook_a_language_with_the_same_cells(checkout: Path) -> None:
    run(checkout, [Kind.LESSONS], check=False, language="zh")
    zh, en = (cells_of(checkout / "course" / language / "01_who_owes.ipynb") for language in ("zh", "en"))
    assert (
        [cell["id"] for cell in zh]
        == [cell["id"] for cell in en]
        == ["prose-opening", "part-people_map", "prose-closing"]
    )
    assert str(zh[0]["source"]).startswith("# 谁来还")
    assert zh[1]["source"] == part_source("01_who_owes", "people_map", "zh")


def test_the_known_cells_are_the_cells_that_were_written(checkout: Path) -> None:
    run(checkout, list(Kind), check=False, language="zh")
    known = json.loads((checkout / "course/labextension/static/known_cells.json").read_bytes())["cells"]
    for notebook in checkout.rglob("*.ipynb"):
        for cell in cells_of(notebook):
            starts_by_itself = "workbook-form" in cell["metadata"].get("tags", [])  # type: ignore[attr-defined]
            assert (cell["source"] in known) == starts_by_itself
    assert form_source(40, "en") in known


def test_an_assignment_has_a_locked_cell_for_each_question_and_the_same_in_both_languages(checkout: Path) -> None:
    run(checkout, [Kind.ASSIGNMENTS], check=False, language="zh")
    graded = []
    for language in ("zh", "en"):
        cells = cells_of(checkout / "source" / language / "90_small" / "90_small.ipynb")
        graded.append([cell for cell in cells if "nbgrader" in cell["metadata"]])  # type: ignore[operator]
    assert graded[0] == graded[1]
    metadata = [cell["metadata"]["nbgrader"] for cell in graded[0]]  # type: ignore[index]
    assert [(entry["grade_id"], entry["points"], entry.get("task", False)) for entry in metadata] == [
        ("mark-han_mei_note-han_mei_owes", 2, False),
        ("mark-han_mei_note-han_mei_until", 2, False),
        ("mark-han_mei_note-han_mei_state", 3, False),
        ("reason-han_mei_note-han_mei_why", 3, True),
        ("mark-wu_tao_calls-wu_tao_owes", 2, False),
        ("mark-wu_tao_calls-zhou_kai_owes", 2, False),
    ]
    assert all(entry["locked"] and not entry["solution"] for entry in metadata)


def test_prose_carries_no_lock_because_each_language_has_its_own(checkout: Path) -> None:
    run(checkout, [Kind.ASSIGNMENTS], check=False, language="zh")
    cells = cells_of(checkout / "source" / "en" / "90_small" / "90_small.ipynb")
    prose = [cell for cell in cells if cell["cell_type"] == "markdown" and not str(cell["id"]).startswith("reason")]
    assert [cell["metadata"] for cell in prose] == [{}] * len(prose)
    assert any("two small cases" in str(cell["source"]).lower() for cell in prose)


@pytest.mark.parametrize(
    ("language", "text", "reason", "line"),
    [
        ("en", "<!-- block: opening -->\n# Who owes\n", "missing_block", 3),
        ("zh", WORDS["zh"] + "<!-- block: extra -->\n多出来的。\n", "extra_block", 8),
        ("zh", WORDS["zh"] + "<!-- block: closing -->\n又一段。\n", "block_twice", 8),
        ("zh", "一句话\n" + WORDS["zh"], "outside_block", 1),
        ("en", WORDS["en"].replace("# Who owes", "Who owes"), "no_title", 2),
        ("en", WORDS["en"].replace("Look for the signature.", ""), "empty_block", 6),
        ("en", WORDS["en"].replace("<!-- block: closing -->", "<!-- block:closing-->"), "bad_mark", 6),
    ],
)
def test_words_that_do_not_fit_the_plan_are_refused_with_file_block_language_and_line(
    checkout: Path, language: str, text: str, reason: str, line: int
) -> None:
    file = checkout / "course/lessons/01_who_owes" / f"lesson.{language}.md"
    file.write_text(text)
    with pytest.raises(BuildRefused) as refused:
        read_lessons(checkout / "course/lessons")
    assert refused.value.reason == reason
    for said in (refused.value.say("zh"), refused.value.say("en")):
        assert str(file) in said
        assert str(line) in said
        assert language in said


def test_a_lesson_without_a_twin_in_the_other_language_is_refused(checkout: Path) -> None:
    (checkout / "course/lessons/01_who_owes/lesson.en.md").unlink()
    with pytest.raises(BuildRefused, match=r"lesson\.en\.md"):
        list(lesson_notebooks(read_lessons(checkout / "course/lessons")))


@pytest.mark.parametrize(
    "plan",
    [
        "LESSON = 1",
        "import nothing_of_this_name",
        "from course.lesson_plan import Part, Lesson\nLESSON = Lesson(parts=[Part('people_map')])",
    ],
)
def test_a_plan_that_is_none_is_refused_in_words(checkout: Path, plan: str) -> None:
    (checkout / "course/lessons/01_who_owes/lesson.py").write_text(plan)
    with pytest.raises(BuildRefused, match=r"lesson\.py"):
        read_lessons(checkout / "course/lessons")


def test_check_names_each_file_that_is_stale_missing_or_left_over(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(checkout, list(Kind), check=False, language="en")
    (checkout / "course/zh/01_who_owes.ipynb").write_text("{}")
    (checkout / "source/en/90_small/sheet.json").unlink()
    left_over = checkout / "course/en/02_gone.ipynb"
    left_over.write_bytes((checkout / "course/en/01_who_owes.ipynb").read_bytes())
    capsys.readouterr()
    assert run(checkout, list(Kind), check=True, language="en") == 1
    said = capsys.readouterr().err
    assert "out of date: course/zh/01_who_owes.ipynb" in said
    assert "missing: source/en/90_small/sheet.json" in said
    assert "left over: course/en/02_gone.ipynb" in said
    assert "workbook build" in said
    assert left_over.exists()
    assert run(checkout, list(Kind), check=False, language="en") == 0
    assert not left_over.exists()
    assert run(checkout, list(Kind), check=True, language="en") == 0


def test_a_notebook_of_somebody_else_is_never_removed(checkout: Path) -> None:
    own = checkout / "course/zh/notes.ipynb"
    own.parent.mkdir(parents=True)
    own.write_text('{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}')
    run(checkout, [Kind.LESSONS], check=False, language="zh")
    assert own.exists()


def test_an_installed_workbook_is_no_checkout_and_is_left_alone(checkout: Path) -> None:
    (checkout / "pyproject.toml").unlink()
    with pytest.raises(BuildRefused, match="checkout"):
        planned_files(checkout, Kind.LESSONS)


def test_wrong_use_has_exit_status_2() -> None:
    assert CliRunner().invoke(build, ["--only", "everything"]).exit_code == 2


def test_every_message_exists_in_both_languages() -> None:
    zh, en = (set(words_for(language, WORD_FOLDER).keys()) for language in ("zh", "en"))
    assert {key for key in zh ^ en if key.startswith(("build.", "notebook."))} == set()


def test_claims_stand_last_under_a_title_of_their_own_with_a_locked_cell_each(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("course.building.plan.assignment_names", lambda: ("91_claims",))
    run(checkout, [Kind.ASSIGNMENTS], check=False, language="zh")
    both = [cells_of(checkout / "source" / language / "91_claims" / "91_claims.ipynb") for language in ("zh", "en")]
    graded = [[cell for cell in cells if "nbgrader" in cell["metadata"]] for cells in both]  # type: ignore[operator]
    assert graded[0] == graded[1]
    metadata = [cell["metadata"]["nbgrader"] for cell in graded[0]]  # type: ignore[index]
    assert [(entry["grade_id"], entry["points"]) for entry in metadata][-5:] == [
        ("mark-claims-s2_09", 1),
        ("mark-claims-s4_16", 1),
        ("mark-claims-s0_15", 1),
        ("mark-claims-s0_14", 1),
        ("mark-claims-s3_04", 1),
    ]
    texts = [[str(cell["source"]) for cell in cells] for cells in both]
    assert "## 网上的说法，法律怎么看" in texts[0]
    assert "## What the web says, and what the law says" in texts[1]
    assert form_source(2, "zh") in texts[0]
