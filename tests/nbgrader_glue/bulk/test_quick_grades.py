"""Scores and comments read at once are those that nbgrader reads cell by cell."""

from pathlib import Path
from typing import Any

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.api import MissingEntry
from nbgrader.preprocessors import GetGrades
from sqlalchemy import create_engine, text

from autograder.nbgrader_glue.bulk.quick_grades import QuickGetGrades
from tests.gradebooks import CELLS, UNIT, graded, make_gradebook

QUICK: Any = QuickGetGrades
STUDENTS = (
    graded("plain"),
    graded("commented", comments={"reason-call-why": "well *argued*"}),
    graded("late", comments={"reason-call-why": "late"}, penalty=2.5),
    graded("waiting", why=None, comments={"reason-call-why": None}),
    graded("praised", extra=0.5, comments={"reason-call-why": "<b>yes</b>"}),
)


def graded_notebook() -> Any:
    cells = []
    for name in CELLS:
        task = name.startswith("reason")
        cell = new_markdown_cell("why") if task else new_code_cell("points")
        cell.metadata["nbgrader"] = {
            "grade_id": name, "grade": not task, "solution": False, "task": task, "locked": True, "schema_version": 3,
        }  # fmt: skip
        cells.append(cell)
    return new_notebook(cells=[new_markdown_cell("not marked"), *cells])


def read(preprocessor: Any, url: str, student: str) -> tuple[Any, Any]:
    asked = {"notebook": UNIT, "assignment": UNIT, "student": student, "db_url": url}
    notebook, resources = preprocessor.preprocess(graded_notebook(), {"nbgrader": asked})
    return [cell.metadata for cell in notebook.cells], resources


@pytest.fixture
def url(tmp_path: Path) -> str:
    whole = [student | {"comments": {"reason-call-why": None} | student.get("comments", {})} for student in STUDENTS]
    return make_gradebook(tmp_path, *whole)


def test_everything_is_read_that_nbgrader_reads(url: str) -> None:
    quick = QUICK()
    for student in STUDENTS:
        assert read(quick, url, student["id"]) == read(GetGrades(), url, student["id"])


def test_what_a_person_wrote_meanwhile_is_read(url: str) -> None:
    quick = QUICK()
    before = read(quick, url, "plain")
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("update grade set manual_score = 2.75 where id = 'plain-reason-call-why'"))
    engine.dispose()
    assert read(quick, url, "plain") != before
    assert read(quick, url, "plain") == read(GetGrades(), url, "plain")


@pytest.mark.parametrize("table", ["grade", "comment", "submitted_notebook"])
def test_what_the_gradebook_lacks_is_told_as_nbgrader_tells_it(url: str, table: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text(f"delete from {table} where id like '%plain%'"))
    engine.dispose()
    for one in (QUICK(), GetGrades()):
        with pytest.raises(MissingEntry):
            read(one, url, "plain")
