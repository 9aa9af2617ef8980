"""What the gradebook has of an assignment, student by student, and whether it is final.

nbgrader shows what was never marked as 0 points. Here nothing is a score that is not one: an answer that waits for a
person, a submission that was not marked, and one that came after the marking are told apart from zero.
"""

from collections import defaultdict
from collections.abc import Mapping
from enum import Enum
from typing import Any

import attrs
from sqlalchemy import Connection, Row, column, func, select, table
from sqlalchemy.exc import SQLAlchemyError

from autograder.nbgrader_glue.bulk.course_folder import CourseFolder, MarkingRefused
from autograder.nbgrader_glue.bulk.gradebook import (
    ASSIGNMENT,
    BASE_CELL,
    COMMENT,
    GRADE,
    GRADE_CELL,
    NOTEBOOK,
    SUBMITTED,
    SUBMITTED_NOTEBOOK,
    TASK_CELL,
    open_gradebook,
    trouble_of,
)
from autograder.nbgrader_glue.bulk.handed_in import is_whole, kept
from autograder.nbgrader_glue.submission import ANSWERS

_STUDENT = table("student", column("id"), column("first_name"), column("last_name"), column("email"))


class State(Enum):
    """How far a student's submission is."""

    MARKED = "marked"
    WAITING = "waiting"
    UNMARKED = "unmarked"
    NOTHING = "nothing"


@attrs.frozen
class Asked:
    """Something that is marked: its cell in the gradebook, the notebook it is in, its name, and its points."""

    cell: str
    notebook: str
    name: str
    out_of: float


@attrs.frozen
class StudentGrades:
    """One student: points by cell (None where nobody marked it), cells that wait for a person, what people wrote.

    `penalty` is what is taken off for being late.
    """

    student: str
    first_name: str
    last_name: str
    email: str
    state: State
    points: Mapping[str, float | None]
    waiting: frozenset[str]
    penalty: float
    comments: Mapping[str, str]

    @property
    def name(self) -> str:
        """The name as it is written in the student's language, empty where the gradebook has none."""
        chinese = any("\u3400" <= letter <= "\u9fff" for letter in self.last_name + self.first_name)
        parts = (self.last_name, self.first_name) if chinese else (self.first_name, self.last_name)
        return ("" if chinese else " ").join(part for part in parts if part)

    @property
    def score(self) -> float | None:
        """The final score; None while there is none."""
        if self.state is not State.MARKED:
            return None
        return round(max(0.0, sum(points or 0.0 for points in self.points.values()) - self.penalty), 6)


@attrs.frozen
class Grades:
    """An assignment: what is asked in it, and every student of the course, sorted."""

    assignment: str
    asked: tuple[Asked, ...]
    students: tuple[StudentGrades, ...]

    @property
    def out_of(self) -> float:
        """The points that there are."""
        return round(sum(one.out_of for one in self.asked), 6)

    def in_state(self, state: State) -> list[str]:
        """The students in a state, sorted."""
        return [one.student for one in self.students if one.state is state]


def read_grades(course: CourseFolder, assignment: str) -> Grades:
    """Everything about an assignment. Raises `MarkingRefused` where the gradebook has none of it."""
    handed_in = course.students_with("submitted", assignment)
    engine = open_gradebook(course.database)
    try:
        with engine.begin() as connection:
            grades = _read(connection, course, assignment, frozenset(handed_in))
    except SQLAlchemyError as error:
        raise MarkingRefused("bad_database", database=course.database, trouble=trouble_of(error)) from error
    finally:
        engine.dispose()
    return grades


def _read(connection: Connection, course: CourseFolder, assignment: str, handed_in: frozenset[str]) -> Grades:
    found = connection.execute(select(ASSIGNMENT.c.id).where(ASSIGNMENT.c.name == assignment)).scalar_one_or_none()
    if found is None:
        raise MarkingRefused("not_released", assignment=assignment)
    asked = tuple(_asked(connection, found))
    people = {row.id: row for row in connection.execute(select(_STUDENT))}
    rows: dict[str, dict[str, Row[Any]]] = defaultdict(dict)
    for row in _rows(connection, found):
        rows[row.student_id][row.cell_id] = row
    penalties = dict(_penalties(connection, found))
    comments: dict[str, dict[str, str]] = defaultdict(dict)
    for student, cell, text in _comments(connection, found):
        comments[student][cell] = text
    students = []
    for student in sorted({*people, *handed_in}):
        own, person = rows.get(student, {}), people.get(student)
        points = {one.cell: _points(own.get(one.cell)) for one in asked}
        waiting = frozenset(cell for cell, row in own.items() if row.needs_manual_grade)
        unmarked = any(points[one.cell] is None and one.cell not in waiting for one in asked)
        state = State.WAITING if waiting else State.MARKED
        if unmarked or (student in handed_in and _came_later(course, assignment, student)):
            state = State.UNMARKED if student in handed_in or own else State.NOTHING
        first, last, email = (str(getattr(person, name, None) or "") for name in ("first_name", "last_name", "email"))
        penalty = float(penalties.get(student) or 0.0)
        students.append(StudentGrades(student, first, last, email, state, points, waiting, penalty, comments[student]))
    return Grades(assignment, asked, tuple(students))


def _points(row: Row[Any] | None) -> float | None:
    """A person's score before the automatic one, and the extra credit."""
    if row is None:
        return None
    score = row.manual_score if row.manual_score is not None else row.auto_score
    return None if score is None else float(score) + float(row.extra_credit or 0.0)


def _came_later(course: CourseFolder, assignment: str, student: str) -> bool:
    """Whether what lies in submitted is not what was marked."""
    submitted, autograded = (course.folder(step, assignment, student) for step in ("submitted", "autograded"))
    if not (submitted / ANSWERS).is_file():
        return False
    return not is_whole(autograded / f"{assignment}.ipynb") or kept(submitted) != kept(autograded)


def _asked(connection: Connection, assignment: str) -> list[Asked]:
    cells = [
        Asked(row.id, row.notebook, row.name, float(row.max_score))
        for kind in (GRADE_CELL, TASK_CELL)
        for row in connection.execute(
            select(BASE_CELL.c.id, BASE_CELL.c.name, NOTEBOOK.c.name.label("notebook"), kind.c.max_score)
            .join(kind, kind.c.id == BASE_CELL.c.id)
            .join(NOTEBOOK, NOTEBOOK.c.id == BASE_CELL.c.notebook_id)
            .where(NOTEBOOK.c.assignment_id == assignment)
        )
    ]
    return sorted(cells, key=lambda one: (one.notebook, one.name))


_OF_SUBMISSION = SUBMITTED_NOTEBOOK.c.assignment_id == SUBMITTED.c.id


def _rows(connection: Connection, assignment: str) -> Any:
    return connection.execute(
        select(
            SUBMITTED.c.student_id, GRADE.c.cell_id, GRADE.c.auto_score, GRADE.c.manual_score, GRADE.c.extra_credit,
            GRADE.c.needs_manual_grade,
        )
        .join(SUBMITTED_NOTEBOOK, _OF_SUBMISSION)
        .join(GRADE, GRADE.c.notebook_id == SUBMITTED_NOTEBOOK.c.id)
        .where(SUBMITTED.c.assignment_id == assignment)
    )  # fmt: skip


def _penalties(connection: Connection, assignment: str) -> list[tuple[str, float | None]]:
    total = func.sum(SUBMITTED_NOTEBOOK.c.late_submission_penalty)
    asked = select(SUBMITTED.c.student_id, total).join(SUBMITTED_NOTEBOOK, _OF_SUBMISSION)
    rows = connection.execute(asked.where(SUBMITTED.c.assignment_id == assignment).group_by(SUBMITTED.c.student_id))
    return [(student, penalty) for student, penalty in rows]


def _comments(connection: Connection, assignment: str) -> list[tuple[str, str, str]]:
    """What people wrote by hand, not what nbgrader writes by itself."""
    asked = (
        select(SUBMITTED.c.student_id, COMMENT.c.cell_id, COMMENT.c.manual_comment)
        .join(SUBMITTED_NOTEBOOK, _OF_SUBMISSION)
        .join(COMMENT, COMMENT.c.notebook_id == SUBMITTED_NOTEBOOK.c.id)
        .where(SUBMITTED.c.assignment_id == assignment, COMMENT.c.manual_comment.is_not(None))
    )
    return [(student, cell, text) for student, cell, text in connection.execute(asked) if text.strip()]
