"""What stands in the gradebook now: automatic points, what people gave, and the late penalty."""

from collections.abc import Mapping
from datetime import datetime

import attrs
from sqlalchemy import Connection, select

from autograder.nbgrader_glue.bulk.gradebook import GRADE, SUBMITTED, SUBMITTED_NOTEBOOK, BookAssignment


@attrs.frozen
class Grade:
    """One question in the gradebook."""

    auto: float | None
    manual: float | None
    extra: float | None


@attrs.frozen
class Present:
    """One student in the gradebook: grades by the name of the cell, what is taken off for lateness, the time."""

    grades: Mapping[str, Grade]
    penalty: float | None
    handed_in: datetime | None


def present_marks(connection: Connection, book: BookAssignment, student: str | None = None) -> dict[str, Present]:
    """Student -> what the gradebook has, of one alone where one is given."""
    names = {cell.id: cell.name for cell in book.cells}
    chosen = (
        select(SUBMITTED.c.student_id, SUBMITTED.c.timestamp, SUBMITTED_NOTEBOOK.c.late_submission_penalty, GRADE)
        .join(SUBMITTED_NOTEBOOK, SUBMITTED_NOTEBOOK.c.assignment_id == SUBMITTED.c.id)
        .join(GRADE, GRADE.c.notebook_id == SUBMITTED_NOTEBOOK.c.id)
        .where(SUBMITTED.c.assignment_id == book.id, SUBMITTED_NOTEBOOK.c.notebook_id == book.notebook)
    )
    if student is not None:
        chosen = chosen.where(SUBMITTED.c.student_id == student)
    found: dict[str, tuple[dict[str, Grade], float | None, datetime | None]] = {}
    for row in connection.execute(chosen).mappings():
        late, stamp = row["late_submission_penalty"], row["timestamp"]
        grades, _, _ = found.setdefault(row["student_id"], ({}, late, stamp))
        if row["cell_id"] in names:
            grade = Grade(row["auto_score"], row["manual_score"], row["extra_credit"])
            grades[names[row["cell_id"]]] = grade
    return {name: Present(*one) for name, one in found.items()}
