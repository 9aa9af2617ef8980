"""A whole class marked: planned, shared out, written batch by batch. A second run finishes what a killed one left."""

import contextlib
from collections.abc import Generator, Iterator
from pathlib import Path

import attrs
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from autograder.nbgrader_glue.bulk.batch import Outcome, write_batch
from autograder.nbgrader_glue.bulk.cluster import clustered_batches
from autograder.nbgrader_glue.bulk.cluster_link import Tell, check_installed
from autograder.nbgrader_glue.bulk.course_folder import CourseFolder, MarkingRefused, read_course
from autograder.nbgrader_glue.bulk.gradebook import (
    BookAssignment,
    add_indices,
    open_gradebook,
    read_assignment,
    refresh_statistics,
    trouble_of,
)
from autograder.nbgrader_glue.bulk.penalties import penalties_of
from autograder.nbgrader_glue.bulk.plan import Plan, plan_marking
from autograder.nbgrader_glue.bulk.rows import finished
from autograder.nbgrader_glue.bulk.shared_work import cores, marked_batches
from autograder.nbgrader_glue.bulk.workshop import Workshop
from autograder.nbgrader_glue.history.keeping import Way, keeper_of
from autograder.nbgrader_glue.history.tables import add_history
from autograder.safe_file import FolderBusy, exclusive


def _nobody(news: str, **parameters: object) -> None:
    """Listens to nothing."""


@attrs.frozen
class Request:
    """What is to be marked, and how: by how many `processes`, by which cluster, and whether anything is written."""

    root: Path
    assignment: str
    only: tuple[str, ...] = ()
    force: bool = False
    write: bool = True
    database: str | None = None
    processes: int = attrs.field(factory=cores)
    scheduler: str | None = None
    """The address of a Dask scheduler; None for this machine alone."""
    tell: Tell = attrs.field(default=_nobody, kw_only=True)
    """Is told how it goes with the cluster."""


@attrs.frozen
class Run:
    """A marking under way: its plan, and the outcomes as they come."""

    course: CourseFolder
    plan: Plan
    outcomes: Iterator[Outcome]


@contextlib.contextmanager
def marking(request: Request) -> Iterator[Run]:
    """Plan the marking of a class; it is done while `outcomes` is read. Raises `MarkingRefused`, also from there."""
    if request.scheduler is not None:
        check_installed()
    course = read_course(request.root, request.database)
    engine = open_gradebook(course.database)
    with contextlib.ExitStack() as stack:
        stack.callback(engine.dispose)
        if request.write:
            stack.enter_context(alone(course, request.assignment))
        book, done = _read(engine, request)
        workshop = Workshop(course, book)
        workshop.check()
        plan = plan_marking(course, book.name, done, request.only, force=request.force)
        yield Run(course, plan, _outcomes(request, engine, course, workshop, plan))


def _outcomes(
    request: Request, engine: Engine, course: CourseFolder, workshop: Workshop, plan: Plan
) -> Iterator[Outcome]:
    book = workshop.book
    takes = request.write and bool(plan.todo) and book.duedate is not None
    penalty = penalties_of(course.root) if takes else no_penalty
    keeper = keeper_of(workshop, Way.MARK) if request.write and plan.todo else None
    with contextlib.closing(_batches(request, workshop, plan)) as batches:
        for batch in batches:
            yield from write_batch(engine, book, batch, penalty, keeper) if request.write else batch
    if request.write and plan.todo:
        refresh_statistics(engine)


def _batches(request: Request, workshop: Workshop, plan: Plan) -> Generator[list[Outcome]]:
    if request.scheduler is None or not plan.todo:
        return marked_batches(workshop, plan.todo, request.processes, write=request.write)
    return clustered_batches(
        workshop, plan.todo, request.scheduler, request.tell, request.processes, write=request.write
    )


def no_penalty(student: str, score: float, seconds: float) -> None:
    """The penalty where nobody can be late."""


def _read(engine: Engine, request: Request) -> tuple[BookAssignment, set[str]]:
    try:
        if request.write:
            add_indices(engine)
            add_history(engine)
        with engine.begin() as connection:
            book = read_assignment(connection, request.assignment)
            return book, finished(connection, book)
    except SQLAlchemyError as error:
        raise MarkingRefused("database", trouble=trouble_of(error)) from error


@contextlib.contextmanager
def alone(course: CourseFolder, assignment: str) -> Iterator[None]:
    """Keep a second marking of the same course out until this one is done."""
    home = course.folder("autograded", assignment).parent
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise MarkingRefused("no_folder", folder=home, trouble=error.strerror or str(error)) from error
    with contextlib.ExitStack() as stack:
        try:
            stack.enter_context(exclusive(home))
        except FolderBusy:
            raise MarkingRefused("busy", folder=home) from None
        yield
