"""What stands in the gradebook now: every grade by its cell, what people gave, the late penalty, the time."""

from datetime import datetime

from sqlalchemy import Engine, update

from autograder.nbgrader_glue.bulk.gradebook import GRADE, SUBMITTED_NOTEBOOK, BookAssignment, BookCell
from autograder.nbgrader_glue.bulk.rows import MarkedRow, write_rows
from autograder.nbgrader_glue.history.present import Grade, Present, present_marks

MOMENT = datetime(2026, 11, 21, 12)
CELLS = (BookCell("1", "one", 2.0, task=False), BookCell("2", "why", 3.0, task=True))
BOOK = BookAssignment("a", "unit", None, "n", None, CELLS, {})


def test_every_student_has_grades_by_cell_with_what_people_gave(engine: Engine) -> None:
    rows = [MarkedRow(student, MOMENT, {"one": 1.0}, frozenset()) for student in ("alice", "bob")]
    with engine.begin() as connection:
        connection.exec_driver_sql("pragma foreign_keys = off")
        write_rows(connection, BOOK, rows, lambda student, score, late: None)
        connection.execute(update(GRADE).where(GRADE.c.cell_id == "2").values(manual_score=2.5, extra_credit=0.5))
        connection.execute(update(SUBMITTED_NOTEBOOK).values(late_submission_penalty=0.25))
        found = present_marks(connection, BOOK)
        grades = {"one": Grade(1.0, None, None), "why": Grade(None, 2.5, 0.5)}
        assert found == dict.fromkeys(("alice", "bob"), Present(grades, 0.25, MOMENT))
        assert set(present_marks(connection, BOOK, "bob")) == {"bob"}
        assert present_marks(connection, BOOK, "nobody") == {}
