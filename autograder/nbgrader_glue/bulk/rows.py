"""The rows of marked submissions: everything of a batch in one transaction, or nothing.

What people wrote is never touched: manual scores, manual comments and extra credit stay. Where somebody gave a manual
score and the answer has changed since, the question waits for a person again.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from secrets import token_hex
from time import time_ns
from typing import Any

import attrs
from sqlalchemy import Connection, Table, bindparam, func, insert, select, update

from autograder.nbgrader_glue.bulk.gradebook import (
    COMMENT,
    GRADE,
    STUDENT,
    SUBMITTED,
    SUBMITTED_NOTEBOOK,
    BookAssignment,
    BookCell,
)
from autograder.nbgrader_glue.history.contents import Content

Penalty = Callable[[str, float, float], float | None]
"""(student, score, seconds late) -> what is taken off, None for nothing."""


@attrs.frozen
class MarkedRow:
    """What the gradebook gets of one submission: cell name -> points of the cells that mark themselves.

    `changed` are the names of the cells whose answer is not the one that was marked last. `answers` is the record ready
    to be kept, None where there is none; `without` then says why.
    """

    student: str
    moment: datetime | None
    points: Mapping[str, float]
    changed: frozenset[str]
    answers: Content | None = None
    without: str | None = None


Row = dict[str, Any]


def write_rows(connection: Connection, book: BookAssignment, rows: Sequence[MarkedRow], penalty: Penalty) -> None:
    """Write a batch inside the transaction of `connection`; each student at most once. Raises SQLAlchemy's errors."""
    if not rows:
        return
    students = [row.student for row in rows]
    known = connection.execute(select(STUDENT.c.id).where(STUDENT.c.id.in_(students))).scalars()
    _insert(connection, STUDENT, [{"id": student} for student in sorted(set(students) - set(known))])
    submissions = _submissions(connection, book, rows)
    notebooks = _notebooks(connection, book, [submissions[row.student]["id"] for row in rows])
    by_notebook = {notebooks[submissions[row.student]["id"]]["id"]: row for row in rows}
    _grades(connection, book, by_notebook)
    _comments(connection, book, by_notebook)
    _penalties(connection, book, [(row.student, submissions[row.student], notebooks) for row in rows], penalty)


def _submissions(connection: Connection, book: BookAssignment, rows: Sequence[MarkedRow]) -> dict[str, Row]:
    """Student -> submission, with the time it was handed in."""
    of_these = SUBMITTED.c.student_id.in_([row.student for row in rows])
    found = {
        row["student_id"]: dict(row)
        for row in connection.execute(
            select(SUBMITTED).where(SUBMITTED.c.assignment_id == book.id, of_these)
        ).mappings()
    }
    fresh = [
        {"id": _id(), "assignment_id": book.id, "student_id": row.student, "timestamp": row.moment, "extension": None}
        for row in rows
        if row.student not in found
    ]
    _insert(connection, SUBMITTED, fresh)
    moved = [row for row in rows if row.student in found and row.moment not in (None, found[row.student]["timestamp"])]
    for row in moved:
        found[row.student]["timestamp"] = row.moment
    _update(connection, SUBMITTED, ["timestamp"], [found[row.student] for row in moved])
    return found | {row["student_id"]: row for row in fresh}


def _notebooks(connection: Connection, book: BookAssignment, submissions: list[str]) -> dict[str, Row]:
    """Submission -> its notebook."""
    of_these = SUBMITTED_NOTEBOOK.c.assignment_id.in_(submissions)
    chosen = select(SUBMITTED_NOTEBOOK).where(SUBMITTED_NOTEBOOK.c.notebook_id == book.notebook, of_these)
    found = {row["assignment_id"]: dict(row) for row in connection.execute(chosen).mappings()}
    nothing = {"notebook_id": book.notebook, "flagged": False, "late_submission_penalty": None}
    fresh = [{"id": _id(), "assignment_id": id, **nothing} for id in submissions if id not in found]
    _insert(connection, SUBMITTED_NOTEBOOK, fresh)
    return found | {row["assignment_id"]: row for row in fresh}


def _grades(connection: Connection, book: BookAssignment, by_notebook: Mapping[str, MarkedRow]) -> None:
    found = _by_cell(connection, GRADE, by_notebook)
    fresh, changed = [], []
    for notebook, marked in by_notebook.items():
        for cell in book.cells:
            before = found.get((notebook, cell.id))
            if before is None:
                fresh.append({"id": _id(), "notebook_id": notebook, "cell_id": cell.id, **_first_grade(cell, marked)})
            elif (after := before | _next_grade(cell, marked, before)) != before:
                changed.append(after)
    _insert(connection, GRADE, fresh)
    _update(connection, GRADE, ["auto_score", "needs_manual_grade"], changed)


def _first_grade(cell: BookCell, marked: MarkedRow) -> Row:
    score = None if cell.task else marked.points[cell.name]
    return {"auto_score": score, "manual_score": None, "extra_credit": None, "needs_manual_grade": cell.task}


def _next_grade(cell: BookCell, marked: MarkedRow, before: Mapping[str, Any]) -> Row:
    """What changes of a grade. A person's score stays; where its answer changed it has to be looked at again."""
    by_hand = before["manual_score"] is not None
    waits = bool(before["needs_manual_grade"]) or cell.name in marked.changed if by_hand else cell.task
    return {"auto_score": None if cell.task else marked.points[cell.name], "needs_manual_grade": waits}


def _comments(connection: Connection, book: BookAssignment, by_notebook: Mapping[str, MarkedRow]) -> None:
    """A task has room for a person's comment; nothing is commented by itself, the notebook's own pages say it all."""
    tasks = [cell.id for cell in book.cells if cell.task]
    if not tasks:
        return
    found = _by_cell(connection, COMMENT, by_notebook)
    wanted = [(notebook, cell) for notebook in by_notebook for cell in tasks if (notebook, cell) not in found]
    empty = {"auto_comment": None, "manual_comment": None}
    _insert(
        connection,
        COMMENT,
        [{"id": _id(), "notebook_id": notebook, "cell_id": cell, **empty} for notebook, cell in wanted],
    )


def _by_cell(connection: Connection, table: Table, notebooks: Iterable[str]) -> dict[tuple[str, str], Row]:
    chosen = select(table).where(table.c.notebook_id.in_(list(notebooks))).order_by(table.c.id)
    rows = connection.execute(chosen.with_for_update()).mappings()  # nobody grades by hand until this is written
    return {(row["notebook_id"], row["cell_id"]): dict(row) for row in rows}


def _penalties(
    connection: Connection, book: BookAssignment, submitted: list[tuple[str, Row, dict[str, Row]]], penalty: Penalty
) -> None:
    changed = []
    for student, submission, notebooks in submitted:
        notebook = notebooks[submission["id"]]
        late, given = seconds_late(book.duedate, submission), None
        if late > 0:
            score = _score(connection, notebook["id"])
            taken = penalty(student, score, late)
            given = None if taken is None else min(max(taken, 0.0), score)
        if notebook["late_submission_penalty"] != given:
            changed.append(notebook | {"late_submission_penalty": given})
    _update(connection, SUBMITTED_NOTEBOOK, ["late_submission_penalty"], changed)


def seconds_late(duedate: datetime | None, submission: Mapping[str, Any]) -> float:
    """How late a submission is, an extension counted."""
    if duedate is None or submission["timestamp"] is None:
        return 0.0
    due = duedate + submission["extension"] if submission["extension"] is not None else duedate
    return max(0.0, float((submission["timestamp"] - due).total_seconds()))


def _score(connection: Connection, notebook: str) -> float:
    counted = func.coalesce(GRADE.c.manual_score, GRADE.c.auto_score)
    extra = func.coalesce(GRADE.c.extra_credit, 0.0)
    total = select(func.sum(counted + extra)).where(GRADE.c.notebook_id == notebook)
    return float(connection.execute(total).scalar() or 0.0)


def _insert(connection: Connection, table: Table, rows: list[Row]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _update(connection: Connection, table: Table, columns: list[str], rows: list[Row]) -> None:
    """Write some columns of rows that are there."""
    if rows:
        statement = update(table).where(table.c.id == bindparam("own"))
        values: Row = {column: bindparam(f"new_{column}") for column in columns}
        new = [{"own": row["id"]} | {f"new_{column}": row[column] for column in columns} for row in rows]
        connection.execute(statement.values(values), new)


def _id() -> str:
    """An id no other row has; later ones sort behind, so that a large gradebook grows at the end of its indices."""
    return f"{time_ns():016x}{token_hex(8)}"


def finished(connection: Connection, book: BookAssignment) -> set[str]:
    """The students whose automatic questions all have a score."""
    chosen = (
        select(SUBMITTED.c.student_id)
        .join(SUBMITTED_NOTEBOOK, SUBMITTED_NOTEBOOK.c.assignment_id == SUBMITTED.c.id)
        .join(GRADE, GRADE.c.notebook_id == SUBMITTED_NOTEBOOK.c.id)
        .where(SUBMITTED.c.assignment_id == book.id, GRADE.c.auto_score.is_not(None))
        .group_by(SUBMITTED.c.student_id)
        .having(func.count() >= sum(not cell.task for cell in book.cells))
    )
    return set(connection.execute(chosen).scalars())
