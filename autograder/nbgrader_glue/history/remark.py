"""A class marked again under today's rules, cases and sheet, or under the law of a day: who changes, and by what."""

import contextlib
import json
import tempfile
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import attrs
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from autograder.nbgrader_glue.bulk.batch import Outcome, write_batch
from autograder.nbgrader_glue.bulk.course_folder import CourseFolder, MarkingRefused, read_course
from autograder.nbgrader_glue.bulk.gradebook import (
    BookAssignment,
    add_indices,
    open_gradebook,
    read_assignment,
    trouble_of,
)
from autograder.nbgrader_glue.bulk.penalties import penalties_of
from autograder.nbgrader_glue.bulk.run import alone, no_penalty
from autograder.nbgrader_glue.bulk.shared_work import cores, marked_batches
from autograder.nbgrader_glue.bulk.template import cell_names
from autograder.nbgrader_glue.bulk.workshop import Trouble, Workshop, course_sheet
from autograder.nbgrader_glue.history.causes import Because, Causes, Rests, rests_on
from autograder.nbgrader_glue.history.contents import held
from autograder.nbgrader_glue.history.keeping import Way, keeper_of
from autograder.nbgrader_glue.history.present import Present, present_marks
from autograder.nbgrader_glue.history.reading import Given, History, Lost
from autograder.nbgrader_glue.history.sources import Sources, sources
from autograder.nbgrader_glue.history.tables import add_history
from autograder.sheet import Sheet


@attrs.frozen
class Request:
    """What is to be marked again, under which law, and whether it is written."""

    root: Path
    assignment: str
    only: tuple[str, ...] = ()
    write: bool = False
    law_on: date | None = None
    database: str | None = None
    processes: int = attrs.field(factory=cores)


@attrs.frozen
class Change:
    """A question whose points change; `manual` is what a person gave, which stays and counts."""

    question: str
    before: float | None
    now: float
    manual: float | None
    because: Because


@attrs.frozen
class Remarked:
    """A student marked again: points before and now, the questions that change, or the troubles that prevented it."""

    student: str
    before: float
    now: float
    changes: tuple[Change, ...]
    troubles: tuple[Trouble, ...] = ()


@attrs.frozen
class Run:
    """A re-marking under way: course and sheet, from what everybody is marked, and the results as they come."""

    course: CourseFolder
    sheet: Sheet
    sources: Sources
    results: Iterator[Remarked]


@attrs.frozen
class _Before:
    """What was read before anything is marked."""

    book: BookAssignment
    present: Mapping[str, Present]
    newest: Mapping[str, Given]
    rests: Mapping[str, Rests]
    sources: Sources


@contextlib.contextmanager
def remarking(request: Request) -> Iterator[Run]:
    """Plan it; it is done while `results` is read. Raises `MarkingRefused`, also from there."""
    course = attrs.evolve(read_course(request.root, request.database), law_on=request.law_on)
    engine = open_gradebook(course.database)
    with contextlib.ExitStack() as stack:
        stack.callback(engine.dispose)
        home = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        if request.write:
            stack.enter_context(alone(course, request.assignment))
        try:
            before = _read(engine, course, request, home)
        except SQLAlchemyError as error:
            raise MarkingRefused("database", trouble=trouble_of(error)) from error
        sheet = course_sheet(course, request.assignment)
        yield Run(course, sheet, before.sources, _results(request, course, engine, before))


def _read(engine: Engine, course: CourseFolder, request: Request, home: Path) -> _Before:
    if request.write:
        add_indices(engine)
        add_history(engine)
    with engine.begin() as connection:
        book = read_assignment(connection, request.assignment)
        present, history = present_marks(connection, book), History(connection, request.assignment)
        newest = history.newest()
        marked = {name for name, one in present.items() if any(grade.auto is not None for grade in one.grades.values())}
        students = sorted(marked | set(newest))
        if unknown := sorted(set(request.only) - set(students)):
            raise MarkingRefused("never_marked", student=", ".join(unknown), assignment=request.assignment)
        chosen = {name: present.get(name) for name in students if not request.only or name in request.only}
        found = sources(course, request.assignment, chosen, history, home)
        rests = {hash: one for hash in {given.basis for given in newest.values()} if (one := _rests(history, hash))}
    return _Before(book, present, newest, rests, found)


def _rests(history: History, hash: str) -> Rests | None:
    """What marks rest on, as far as it is still there."""
    try:
        basis = history.basis(hash)
    except Lost:
        return None
    cases = {}
    for id, case in basis.cases.items():
        with contextlib.suppress(Lost):
            cases[id] = history.case(case)
    sheet = None
    with contextlib.suppress(Lost):
        sheet = history.piece(basis.sheet, "sheet")
    return rests_on(basis, sheet, cases)


def _results(request: Request, course: CourseFolder, engine: Engine, before: _Before) -> Iterator[Remarked]:
    book, jobs = before.book, before.sources.jobs
    workshop = Workshop(course, book)
    workshop.check()
    keeper = keeper_of(workshop, Way.REMARK)
    pieces = keeper.pieces
    cases = {id: json.loads(held(content)) for id, content in pieces.cases.items()}
    causes = Causes(before.rests, rests_on(keeper.basis, held(pieces.sheet), cases))
    names = cell_names(workshop.sheet)
    takes = request.write and bool(jobs) and book.duedate is not None
    penalty = penalties_of(course.root) if takes else no_penalty
    with contextlib.closing(marked_batches(workshop, jobs, request.processes, write=request.write)) as batches:
        for batch in batches:
            for outcome in write_batch(engine, book, batch, penalty, keeper) if request.write else batch:
                yield _compared(outcome, before, causes, names)


def _compared(outcome: Outcome, before: _Before, causes: Causes, names: Mapping[str, str]) -> Remarked:
    student = outcome.job.student
    if outcome.row is None:
        return Remarked(student, 0.0, 0.0, (), outcome.troubles)
    present, given = before.present.get(student), before.newest.get(student)
    changes, was = [], 0.0
    for name, points in outcome.row.points.items():
        grade = present.grades.get(name) if present else None
        auto = grade.auto if grade else None
        was += auto or 0.0
        if auto != points:
            manual = grade.manual if grade else None
            changes.append(Change(names[name], auto, points, manual, causes.of(names[name], auto, given)))
    return Remarked(student, was, sum(outcome.row.points.values()), tuple(changes))
