"""Every mark that a student was ever given in an assignment, reproduced from what was kept, beside what stands now."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import attrs
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from autograder.nbgrader_glue.bulk.course_folder import MarkingRefused, read_course
from autograder.nbgrader_glue.bulk.gradebook import BookAssignment, open_gradebook, read_assignment, trouble_of
from autograder.nbgrader_glue.history.basis import Basis
from autograder.nbgrader_glue.history.older import NotToBeHad, OlderVersions
from autograder.nbgrader_glue.history.present import Present, present_marks
from autograder.nbgrader_glue.history.reading import Given, History, Lost
from autograder.nbgrader_glue.history.replay import asked, replay
from autograder.nbgrader_glue.history.versions import present_rules


@attrs.frozen
class Obstacle:
    """Why a mark cannot be reproduced: a key of words under `audit`, and its parameters."""

    key: str
    parameters: Mapping[str, Any]


@attrs.frozen
class Reproduced:
    """A mark as it was given and as it comes out again; `points` is None where an obstacle is in the way."""

    given: Given
    basis: Basis | None
    points: Mapping[str, float] | None
    obstacle: Obstacle | None = None
    older: bool = False
    """Whether it was reproduced by an older version of the rules than those of today."""

    @property
    def same(self) -> bool:
        """Whether it comes out as it was given."""
        return self.points is not None and self.points == self.given.points


@attrs.frozen
class Audit:
    """All there is to say of a student's marks; `present` by question, None where the gradebook has nothing."""

    student: str
    assignment: str
    marks: tuple[Reproduced, ...]
    present: Present | None
    cells: Mapping[str, str]
    """Question -> its cell, of every question that was ever marked."""
    missing_tables: tuple[str, ...]

    @property
    def changed_since(self) -> tuple[str, ...]:
        """The questions whose automatic points are not those that were stored last."""
        if self.present is None or not self.marks:
            return ()
        last = self.marks[-1].given.points
        return tuple(id for id in last if self.auto(id) != last[id])

    def auto(self, question: str) -> float | None:
        """The automatic points that stand in the gradebook."""
        grade = self.present.grades.get(self.cells.get(question, "")) if self.present else None
        return grade.auto if grade else None

    @property
    def clean(self) -> bool:
        """Whether every mark could be reproduced, and the last is what stands in the gradebook."""
        return bool(self.marks) and all(mark.same for mark in self.marks) and not self.changed_since


def audit(root: Path, student: str, assignment: str, database: str | None = None) -> Audit:
    """Look at every mark of a student. Raises `MarkingRefused`, also where the student was never marked."""
    course = read_course(root, database)
    engine = open_gradebook(course.database)
    try:
        return _audited(engine, course.root, student, assignment)
    except SQLAlchemyError as error:
        raise MarkingRefused("database", trouble=trouble_of(error)) from error
    finally:
        engine.dispose()


def _audited(engine: Engine, root: Path, student: str, assignment: str) -> Audit:
    with engine.begin() as connection:
        book = read_assignment(connection, assignment, alone=False)
        history = History(connection, assignment)
        given, present = history.of(student), present_marks(connection, book, student).get(student)
        if not given and present is None:
            raise MarkingRefused("never_marked", student=student, assignment=assignment)
        kept = [(one, _Kept.of(history, one)) for one in given]
    with OlderVersions(root) as older:  # the gradebook is free while the marks are worked out
        marks = tuple(_reproduced(one, rests, older) for one, rests in kept)
    return Audit(student, assignment, marks, present, _cells(book, given), history.missing)


def _cells(book: BookAssignment, given: list[Given]) -> dict[str, str]:
    names = {cell.name for cell in book.cells}
    questions = dict.fromkeys(id for one in given for id in one.points)
    return {id: name for id in questions if (name := f"mark-{id.replace('.', '-')}") in names}


@attrs.frozen
class _Kept:
    """What of a mark is still there: all that `replay` is asked, or what is lost."""

    basis: Basis | None
    data: dict[str, Any] | None
    lost: Lost | None = None

    @classmethod
    def of(cls, history: History, given: Given) -> "_Kept":
        basis = None
        try:
            basis = history.basis(given.basis)
            cases = {id: history.case(hash) for id, hash in basis.cases.items()}
            sheet = history.piece(basis.sheet, "sheet").decode()
            answers = given.without or "missing"
            record = history.piece(given.answers, "answers") if given.answers else answers
        except Lost as lost:
            return cls(basis, None, lost)
        return cls(basis, asked(sheet, cases, basis.law_on, given.student, record))


def _reproduced(given: Given, kept: _Kept, older: OlderVersions) -> Reproduced:
    if kept.lost is not None:
        parameters = {"what": kept.lost.what, "hash": kept.lost.hash[:12]}
        return Reproduced(given, kept.basis, None, Obstacle(f"audit.lost.{kept.lost.reason}", parameters))
    assert kept.basis is not None
    assert kept.data is not None
    rules, other = kept.basis.rules, kept.basis.rules.hash != present_rules().hash
    try:
        result = older.replay(rules, kept.data) if other else replay(kept.data)
    except NotToBeHad as reason:
        commit = rules.commit[:12] if rules.commit else "–"
        parameters = {"version": rules.version or "–", "commit": commit, "trouble": reason.trouble}
        return Reproduced(given, kept.basis, None, Obstacle(f"audit.rules.{reason.reason}", parameters), other)
    except Exception as error:
        return Reproduced(given, kept.basis, None, Obstacle("audit.rules.failed", {"trouble": _told(error)}), other)
    if "points" not in result:
        trouble = {"trouble": str(result.get("undecided", "–"))}
        return Reproduced(given, kept.basis, None, Obstacle("audit.rules.undecided", trouble), other)
    return Reproduced(given, kept.basis, {str(id): float(one) for id, one in result["points"].items()}, None, other)


def _told(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:300]
