"""One batch of submissions: marked and drafted by whoever has time, written and put in place by one process."""

import os
from collections.abc import Sequence

import attrs
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from autograder.nbgrader_glue.bulk.course_folder import MarkingRefused
from autograder.nbgrader_glue.bulk.gradebook import BookAssignment, trouble_of
from autograder.nbgrader_glue.bulk.piece import Finished, Piece, Unmarked, mark_piece, read_piece
from autograder.nbgrader_glue.bulk.plan import Job
from autograder.nbgrader_glue.bulk.rows import MarkedRow, Penalty, write_rows
from autograder.nbgrader_glue.bulk.workshop import Trouble, Workshop, remove_folder, write_folder
from autograder.nbgrader_glue.history.keeping import Keeper
from autograder.record import Problem

_ATTEMPTS = 4

_MET_ANOTHER = {"40001", "40P01"}
"""PostgreSQL's states for transactions that it ended because they waited for each other."""


@attrs.frozen
class Outcome:
    """What came of one submission; `row` is None where it was not marked, `worker` where a cluster's did it."""

    job: Job
    row: MarkedRow | None
    points: float
    out_of: float
    by_hand: int
    troubles: tuple[Trouble, ...]
    worker: str | None = None


def mark_batch(workshop: Workshop, jobs: Sequence[Job], *, write: bool) -> list[Outcome]:
    """Mark submissions and draft their folders; what goes wrong with one is in its outcome and leaves the others."""
    return [_mark(workshop, job, write=write) for job in jobs]


def _mark(workshop: Workshop, job: Job, *, write: bool) -> Outcome:
    piece = begun(job, workshop.book.name)
    if isinstance(piece, Outcome):
        return piece
    return drafted(workshop, job, piece, mark_piece(workshop, piece, notebook=write))


def begun(job: Job, assignment: str) -> Piece | Outcome:
    """A submission as it is marked, or the outcome where its folders cannot be looked at."""
    try:
        return read_piece(job, assignment)
    except OSError as error:
        return _refused(job, "not_written", detail=error.strerror or str(error))


def drafted(
    workshop: Workshop, job: Job, piece: Piece, done: Finished | Unmarked, worker: str | None = None
) -> Outcome:
    """Draft the folder of a marked submission, if a notebook was made; gives what came of it."""
    if isinstance(done, Unmarked):
        return _refused(job, "not_marked", detail=done.detail)
    try:
        if done.notebook is not None:
            write_folder(job.draft, workshop.files_with(done.notebook, piece.given))
    except OSError as error:
        return _refused(job, "not_written", detail=error.strerror or str(error))
    return Outcome(job, done.row, done.points, done.out_of, done.by_hand, done.troubles, worker)


def write_batch(
    engine: Engine, book: BookAssignment, outcomes: Sequence[Outcome], penalty: Penalty, keeper: Keeper | None = None
) -> list[Outcome]:
    """Write the rows of a batch in one transaction, then put the drafted folders in their places.

    Raises `MarkingRefused` where the gradebook cannot be written; no row and no folder of the batch is then there.
    """
    rows = [outcome.row for outcome in outcomes if outcome.row is not None]
    try:
        write_marks(engine, book, rows, penalty, keeper)
    except BaseException:
        for outcome in outcomes:
            remove_folder(outcome.job.draft)
        raise
    return [outcome if outcome.row is None else _put_in_place(outcome) for outcome in outcomes]


def write_marks(
    engine: Engine, book: BookAssignment, rows: Sequence[MarkedRow], penalty: Penalty, keeper: Keeper | None = None
) -> None:
    """Write the rows of some submissions in one transaction, and what they rest on with a `keeper`.

    Raises `MarkingRefused`; then nothing is written.
    """
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            with engine.begin() as connection:
                write_rows(connection, book, rows, penalty)
                if keeper is not None:
                    keeper.write(connection, rows)
        except SQLAlchemyError as error:
            if attempt == _ATTEMPTS or not _met_another(error):
                raise MarkingRefused("database", trouble=trouble_of(error)) from error
        else:
            return


def _met_another(error: SQLAlchemyError) -> bool:
    """Whether somebody else wrote a row of the same submission at this moment, so that a second look is enough."""
    state = getattr(getattr(error, "orig", None), "sqlstate", None)
    return isinstance(error, IntegrityError) or state in _MET_ANOTHER


def _put_in_place(outcome: Outcome) -> Outcome:
    job = outcome.job
    try:
        if os.path.lexists(job.autograded):
            remove_folder(job.aside)
            os.rename(job.autograded, job.aside)
        os.rename(job.draft, job.autograded)
        remove_folder(job.aside)
    except OSError as error:
        return _refused(job, "not_written", detail=error.strerror or str(error))
    return outcome


def _refused(job: Job, reason: str, **parameters: object) -> Outcome:
    trouble = Trouble(job.student, job.submitted, Problem(None, reason, parameters), refused=True)
    return Outcome(job, None, 0.0, 0.0, 0, (trouble,))
