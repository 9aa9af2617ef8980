"""A small assignment as the gradebook and the course folder have it, without nbgrader."""

import json
from pathlib import Path

import pytest

from autograder.assignments import find_assignment
from autograder.nbgrader_glue.bulk.course_folder import STEPS, CourseFolder
from autograder.nbgrader_glue.bulk.gradebook import BookAssignment, BookCell, SourceCell
from autograder.nbgrader_glue.bulk.template import cell_names
from autograder.sheet import Sheet, sheet_from, sheet_of
from course.building.assignments import assignment_notebook
from tests.school import SMALL, SMALL_COURSE, WHY


@pytest.fixture
def sheet(monkeypatch: pytest.MonkeyPatch) -> Sheet:
    monkeypatch.setenv("WORKBOOK_CASES", str(SMALL_COURSE))
    return sheet_from(sheet_of(find_assignment(SMALL)))


@pytest.fixture
def course(sheet: Sheet, tmp_path: Path) -> CourseFolder:
    """A course with the notebook in both languages."""
    course = CourseFolder(tmp_path, "", "c", {step: step for step in STEPS} | {"source": "source/zh"})
    for language in ("zh", "en"):
        folder = course.places("source", SMALL, language)[0]
        folder.mkdir(parents=True)
        (folder / f"{SMALL}.ipynb").write_text(assignment_notebook(sheet, language), encoding="utf-8")
    return course


@pytest.fixture
def book(sheet: Sheet) -> BookAssignment:
    """The assignment as the gradebook has it."""
    points = {question.id: float(question.points) for question in sheet.questions}
    cells = tuple(BookCell(name, name, points[id], id == WHY) for name, id in cell_names(sheet).items())
    sources = {
        cell.name: SourceCell(
            "markdown" if cell.task else "code", True, f"own text of\n{cell.name}", f"sum of {cell.name}"
        )
        for cell in cells
    }
    kernel = json.dumps({"name": "python3", "display_name": "Python"})
    return BookAssignment("a", SMALL, None, "n", kernel, cells, sources)
