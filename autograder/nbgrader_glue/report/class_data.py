"""A class as data: who handed in what, what each answer earned, and which points people gave.

Answers are read from the submitted records and marked again, so that points and misconceptions are of the same answer
and of the same law for everybody. The gradebook says what only people can say: manual scores, extra credit, penalties,
whose reasons still wait, and who is enrolled. A manual score counts in place of the automatic one.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

import attrs
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from autograder.answer_values import Value, shown
from autograder.markable import Markable, find_questions
from autograder.marking import Mark
from autograder.nbgrader_glue.bulk.course_folder import read_course
from autograder.nbgrader_glue.bulk.gradebook import (
    GRADE,
    STUDENT,
    SUBMITTED,
    SUBMITTED_NOTEBOOK,
    BookAssignment,
    open_gradebook,
    read_assignment,
    trouble_of,
)
from autograder.nbgrader_glue.bulk.handed_in import handed_in, submission_of
from autograder.nbgrader_glue.bulk.template import cell_names, check_cells
from autograder.nbgrader_glue.bulk.workshop import course_sheet
from autograder.nbgrader_glue.marked import safe_points
from autograder.nbgrader_glue.report.refusal import ReportRefused
from autograder.questions import QuestionKind
from autograder.record import Problem
from autograder.sheet import Sheet

_LONGEST_NAME = 80
_CENT = 0.005


class State(StrEnum):
    """What there is of a trainee."""

    HANDED_IN = "handed_in"
    NO_ANSWERS = "no_answers"
    UNREADABLE = "unreadable"
    MISSING = "missing"


@attrs.frozen
class Grade:
    """A question of one trainee in the gradebook."""

    auto: float | None
    manual: float | None
    extra: float
    waits: bool


@attrs.frozen
class Booked:
    """A submission in the gradebook: question -> grade, and what is taken off for being late."""

    grades: Mapping[str, Grade]
    penalty: float


@attrs.frozen
class Trainee:
    """A trainee: `marks` of the questions that mark themselves, `points` as they count (None where a person is due).

    `waits` are questions that a person has to look at. `differs` where the gradebook has other automatic points.
    """

    name: str
    state: State
    values: Mapping[str, Value]
    marks: Mapping[str, Mark]
    points: Mapping[str, float | None]
    waits: tuple[str, ...] = ()
    extra: float = 0.0
    penalty: float = 0.0
    differs: bool = False
    problems: tuple[Problem, ...] = ()

    @property
    def total(self) -> float:
        """The points until now, with extra credit and without the penalty for being late, as nbgrader counts."""
        return max(0.0, sum(points or 0.0 for points in self.points.values()) + self.extra - self.penalty)


@attrs.frozen
class ClassData:
    """All that the report is made of."""

    sheet: Sheet
    behind: Mapping[str, Markable]
    trainees: tuple[Trainee, ...]

    @property
    def counted(self) -> tuple[Trainee, ...]:
        """Whose answers there are: they alone make the figures."""
        return tuple(trainee for trainee in self.trainees if trainee.state is State.HANDED_IN)


def read_class(root: Path, assignment: str, database: str | None = None) -> ClassData:
    """Read and mark a class; nothing is written and nothing of a trainee is run.

    Raises `MarkingRefused` or `ReportRefused`.
    """
    course = read_course(root, database)
    book, enrolled, rows = _gradebook(course.database, assignment)
    sheet = course_sheet(course, assignment)
    check_cells(sheet, book)
    behind = _behind(sheet, assignment)
    booked = _booked(rows, {cell.id: cell_names(sheet)[cell.name] for cell in book.cells})
    reader = _Reader(sheet, behind)
    folders = course.students_with("submitted", assignment)
    students = sorted({*enrolled, *folders})
    nothing = Booked({}, 0.0)
    trainees = (reader.trainee(student, folders.get(student), booked.get(student, nothing)) for student in students)
    return ClassData(sheet, behind, tuple(trainees))


def _behind(sheet: Sheet, assignment: str) -> dict[str, Markable]:
    """What stands behind each question, each decided once."""
    try:
        behind = find_questions(question.id for question in sheet.questions)
        for markable in behind.values():
            markable.mark(None)
    except Exception as error:
        told = error.say if hasattr(error, "say") else f"{type(error).__name__}: {error}"
        raise ReportRefused("undecided", assignment=assignment, trouble=told) from error
    return behind


@attrs.frozen
class _Reader:
    """Reads and marks submissions of one sheet."""

    sheet: Sheet
    behind: Mapping[str, Markable]

    def trainee(self, student: str, folder: Path | None, booked: Booked) -> Trainee:
        name = shown(student, _LONGEST_NAME)
        if folder is None:
            return Trainee(name, State.MISSING, {}, {}, {})
        if folder.is_symlink() or not folder.is_dir():
            problem = Problem(None, "link" if folder.is_symlink() else "not_a_folder", {"file": folder.name})
            return Trainee(name, State.UNREADABLE, {}, {}, {}, problems=(problem,))
        submission = submission_of(self.sheet, handed_in(folder), folder, student)
        problems, values = submission.read.problems, submission.read.values
        if submission.nothing_saved or not (values or problems):
            return Trainee(name, State.NO_ANSWERS, {}, {}, {})
        if submission.read.refused or not values:
            return Trainee(name, State.UNREADABLE, {}, {}, {}, problems=problems)
        marks = {id: self.behind[id].mark(values.get(id)) for id in self._automatic}
        points = {id: self._points(id, marks, booked) for id in self.behind}
        grades = booked.grades
        waits = tuple(id for id in self.behind if points[id] is None or (id in grades and grades[id].waits))
        return Trainee(
            name, State.HANDED_IN, dict(values), marks, points, waits,
            sum(grade.extra for grade in grades.values()), booked.penalty, _differs(marks, grades), problems,
        )  # fmt: skip

    @property
    def _automatic(self) -> list[str]:
        return [id for id, markable in self.behind.items() if markable.kind is not QuestionKind.REASON]

    def _points(self, id: str, marks: Mapping[str, Mark], booked: Booked) -> float | None:
        """A person's points where a person gave some, else the automatic ones."""
        grade = booked.grades.get(id)
        if grade is not None and grade.manual is not None:
            return grade.manual
        if id in marks:
            return safe_points(marks[id].points or 0.0, marks[id].out_of)
        return grade.auto if grade is not None else None


def _differs(marks: Mapping[str, Mark], grades: Mapping[str, Grade]) -> bool:
    """Whether the gradebook has automatic points that the answers of today do not earn."""
    booked = {id: grade.auto for id, grade in grades.items() if id in marks and grade.auto is not None}
    return any(abs(auto - (marks[id].points or 0.0)) > _CENT for id, auto in booked.items())


def _gradebook(database: str, assignment: str) -> tuple[BookAssignment, list[str], list[Mapping[str, Any]]]:
    """The assignment, who is enrolled, and every grade of every submission."""
    engine = open_gradebook(database)
    try:
        with engine.begin() as connection:
            book = read_assignment(connection, assignment)
            enrolled = list(connection.execute(select(STUDENT.c.id)).scalars())
            chosen = (
                select(SUBMITTED.c.student_id, SUBMITTED_NOTEBOOK.c.late_submission_penalty, GRADE)
                .join(SUBMITTED_NOTEBOOK, SUBMITTED_NOTEBOOK.c.assignment_id == SUBMITTED.c.id)
                .join(GRADE, GRADE.c.notebook_id == SUBMITTED_NOTEBOOK.c.id)
                .where(SUBMITTED.c.assignment_id == book.id)
            )
            return book, enrolled, [dict(row) for row in connection.execute(chosen).mappings()]
    except SQLAlchemyError as error:
        raise ReportRefused("database", trouble=trouble_of(error)) from error
    finally:
        engine.dispose()


def _booked(rows: Iterable[Mapping[str, Any]], questions: Mapping[str, str]) -> dict[str, Booked]:
    """Student -> what the gradebook has of the assignment."""
    grades: dict[str, dict[str, Grade]] = {}
    penalties: dict[str, float] = {}
    for row in rows:
        grades.setdefault(row["student_id"], {})[questions[row["cell_id"]]] = _grade(row)
        penalties[row["student_id"]] = float(row["late_submission_penalty"] or 0.0)
    return {student: Booked(found, penalties[student]) for student, found in grades.items()}


def _grade(row: Mapping[str, Any]) -> Grade:
    return Grade(row["auto_score"], row["manual_score"], row["extra_credit"] or 0.0, bool(row["needs_manual_grade"]))
