"""Writes the history beside the rows of a batch, in their transaction: every mark, and what it rests on."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from autograder.nbgrader_glue.bulk.course_folder import MarkingRefused
from autograder.nbgrader_glue.bulk.rows import MarkedRow
from autograder.nbgrader_glue.bulk.template import cell_names
from autograder.nbgrader_glue.bulk.workshop import Workshop
from autograder.nbgrader_glue.history.basis import Basis, Pieces, basis_of
from autograder.nbgrader_glue.history.contents import Content
from autograder.nbgrader_glue.history.tables import BASIS, KEPT, MARK


class Way(StrEnum):
    """How a mark came about."""

    NBGRADER = "nbgrader"
    MARK = "mark"
    REMARK = "remark"


class Keeper:
    """Keeps what the marks of one run rest on."""

    def __init__(self, assignment: str, cells: Mapping[str, str], way: Way, basis: Basis, pieces: Pieces) -> None:
        self.basis = basis
        self._assignment = assignment
        self._cells = cells
        self._way = way
        self._written, self._hash = basis.written().decode(), basis.hash
        self.pieces = pieces

    def write(self, connection: Connection, rows: Sequence[MarkedRow]) -> None:
        """Write what is new of some marks inside the transaction of `connection`. Raises SQLAlchemy's errors."""
        if not rows:
            return
        given = [row.answers for row in rows if row.answers is not None]
        _keep(connection, KEPT, {one.hash: _kept(one) for one in (*self.pieces.all(), *given)})
        _keep(connection, BASIS, {self._hash: {"hash": self._hash, "told": self._written}})
        newest = self._newest(connection, [row.student for row in rows])
        marks = [self._mark(row) for row in rows]
        fresh = [mark for mark in marks if newest.get(mark["student"]) != _state(mark)]
        if fresh:
            connection.execute(insert(MARK), fresh)

    def _mark(self, row: MarkedRow) -> dict[str, Any]:
        points = {self._cells[name]: points for name, points in row.points.items()}
        return {
            "student": row.student,
            "assignment": self._assignment,
            "moment": datetime.now(UTC).replace(tzinfo=None),
            "basis": self._hash,
            "answers": row.answers.hash if row.answers else None,
            "without": row.without,
            "points": json.dumps(points, sort_keys=True),
            "way": self._way.value,
        }

    def _newest(self, connection: Connection, students: Iterable[str]) -> dict[str, tuple[Any, ...]]:
        """Student -> what the newest mark was and rests on."""
        of_these = (MARK.c.assignment == self._assignment) & MARK.c.student.in_(list(students))
        last = select(func.max(MARK.c.number)).where(of_these).group_by(MARK.c.student)
        chosen = select(MARK).where(MARK.c.number.in_(last))
        return {row["student"]: _state(row) for row in connection.execute(chosen).mappings()}


def keeper_of(workshop: Workshop, way: Way) -> Keeper:
    """The keeper of a workshop that has checked its questions. Raises `MarkingRefused` for a case that is gone."""
    try:
        basis, pieces = basis_of(workshop.sheet, workshop.marker, workshop.law_on)
    except OSError as error:
        raise MarkingRefused("no_folder", folder=error.filename, trouble=error.strerror or str(error)) from error
    return Keeper(workshop.book.name, cell_names(workshop.sheet), way, basis, pieces)


def _state(mark: Mapping[Any, Any]) -> tuple[Any, ...]:
    """All of a mark but when and which way."""
    return mark["basis"], mark["answers"], mark["without"], mark["points"]


def _kept(content: Content) -> dict[str, Any]:
    return {"hash": content.hash, "kind": content.kind, "packed": content.packed}


def _keep(connection: Connection, table: Table, rows: Mapping[str, dict[str, Any]]) -> None:
    """Insert what is not there yet; another marking may be doing the same."""
    known = set(connection.execute(select(table.c.hash).where(table.c.hash.in_(list(rows)))).scalars())
    fresh = [rows[hash] for hash in sorted(set(rows) - known)]  # in one order, so that two never wait for each other
    if not fresh:
        return
    match connection.dialect.name:
        case "postgresql":
            connection.execute(postgresql.insert(table).on_conflict_do_nothing(), fresh)
        case "sqlite":
            connection.execute(sqlite.insert(table).on_conflict_do_nothing(), fresh)
        case _:
            connection.execute(insert(table), fresh)
