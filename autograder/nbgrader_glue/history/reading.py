"""The history read again: marks in their order, what they rest on, and the pieces, each checked against its hash."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import attrs
from sqlalchemy import Connection, Table, func, select

from autograder.nbgrader_glue.history.basis import Basis, read_basis
from autograder.nbgrader_glue.history.contents import Damaged, unpacked
from autograder.nbgrader_glue.history.tables import BASIS, KEPT, MARK, missing_tables


class Lost(Exception):
    """Something that a mark rests on is not there any more, or not what it was: `reason` is gone or damaged."""

    def __init__(self, reason: str, what: str, hash: str) -> None:
        super().__init__(f"{what} {hash}: {reason}")
        self.reason = reason
        self.what = what
        self.hash = hash


@attrs.frozen
class Given:
    """A mark as it was given; `points` by question. `answers` is a hash, or None and `without` says why."""

    number: int
    student: str
    moment: datetime
    way: str
    basis: str
    answers: str | None
    without: str | None
    points: Mapping[str, float]


class History:
    """The history of one assignment, read through one connection. Every read may raise SQLAlchemy's errors."""

    def __init__(self, connection: Connection, assignment: str) -> None:
        self._connection = connection
        self._assignment = assignment
        self._bases: dict[str, Basis] = {}
        self.missing = tuple(missing_tables(connection))

    def of(self, student: str) -> list[Given]:
        """Every mark of a student, the oldest first; none where the table is missing."""
        if MARK.name in self.missing:
            return []
        mine = (MARK.c.assignment == self._assignment) & (MARK.c.student == student)
        chosen = select(MARK).where(mine).order_by(MARK.c.number)
        return [_given(row) for row in self._connection.execute(chosen).mappings()]

    def newest(self) -> dict[str, Given]:
        """Student -> the newest mark."""
        if MARK.name in self.missing:
            return {}
        last = select(func.max(MARK.c.number)).where(MARK.c.assignment == self._assignment).group_by(MARK.c.student)
        chosen = select(MARK).where(MARK.c.number.in_(last))
        return {row["student"]: _given(row) for row in self._connection.execute(chosen).mappings()}

    def basis(self, hash: str) -> Basis:
        """What marks rest on. Raises `Lost`."""
        if hash not in self._bases:
            told = self._one(BASIS, BASIS.c.told, hash, "basis")
            try:
                self._bases[hash] = read_basis(hash, told)
            except (Damaged, ValueError, LookupError, TypeError) as error:
                raise Lost("damaged", "basis", hash) from error
        return self._bases[hash]

    def piece(self, hash: str, what: str) -> bytes:
        """What a piece holds; `what` it is, for whoever is told that it is lost. Raises `Lost`."""
        try:
            return unpacked(hash, self._one(KEPT, KEPT.c.packed, hash, what))
        except Damaged as error:
            raise Lost("damaged", what, hash) from error

    def case(self, hash: str) -> dict[str, str]:
        """The files of a case. Raises `Lost`."""
        files: dict[str, str] = json.loads(self.piece(hash, "case"))
        return files

    def _one(self, table: Table, column: Any, hash: str, what: str) -> Any:
        if table.name in self.missing:
            raise Lost("gone", what, hash)
        found = self._connection.execute(select(column).where(table.c.hash == hash)).scalar()
        if found is None:
            raise Lost("gone", what, hash)
        return found


def _given(row: Mapping[Any, Any]) -> Given:
    names = [field.name for field in attrs.fields(Given)]
    return Given(**{name: row[name] for name in names if name != "points"}, points=_points(row["points"]))


def _points(written: str) -> dict[str, float]:
    try:
        return {str(question): float(points) for question, points in json.loads(written).items()}
    except (ValueError, TypeError, AttributeError):
        return {}
