"""One submission as it is marked anywhere: read where the folders are, marked by whoever has time, here or far away."""

from pathlib import Path

import attrs

from autograder.nbgrader_glue.bulk.course_folder import MarkingRefused
from autograder.nbgrader_glue.bulk.handed_in import Earlier, HandedIn, NotebookNeeded, earlier, handed_in
from autograder.nbgrader_glue.bulk.plan import Job
from autograder.nbgrader_glue.bulk.rows import MarkedRow
from autograder.nbgrader_glue.bulk.workshop import Trouble, Workshop


@attrs.frozen
class Piece:
    """All that counts of a submission: whose it is, what was handed in, and what was marked last.

    `folder` says where it lies, for what is told about it; whoever marks it needs no access to it.
    """

    student: str
    folder: Path
    given: HandedIn
    earlier: Earlier


@attrs.frozen
class Finished:
    """What came of a piece; `notebook` is that of the autograded folder, None where none was wanted."""

    row: MarkedRow
    points: float
    out_of: float
    by_hand: int
    troubles: tuple[Trouble, ...]
    notebook: bytes | None


@attrs.frozen
class Unmarked:
    """Why a piece could not be marked, in words or as Python says it."""

    detail: str


def read_piece(job: Job, assignment: str) -> Piece:
    """Read the folders of a submission. Raises `OSError` where they cannot be looked at."""
    before = job.autograded if job.autograded.exists() else job.aside
    return Piece(job.student, job.submitted, handed_in(job.submitted), earlier(before, assignment))


def mark_piece(workshop: Workshop, piece: Piece, *, notebook: bool, away: bool = False) -> Finished | Unmarked:
    """Mark a piece; what goes wrong with it is in what comes out.

    `away` says that its folder is on another machine. Raises `NotebookNeeded` then, where its language is only there.
    """
    try:
        before = workshop.answers_of(piece.earlier, piece.student)
        marked = workshop.mark(piece.student, piece.folder, before, piece.given, away=away)
        text = workshop.notebook(marked) if notebook else None
    except NotebookNeeded:
        raise
    except MarkingRefused as refusal:
        return Unmarked(str(refusal.parameters.get("trouble", refusal)))
    except Exception as error:
        return Unmarked(f"{type(error).__name__}: {error}")
    questions = marked.questions
    out_of = sum(question.out_of for question in questions.questions)
    return Finished(marked.row, questions.points, out_of, len(questions.by_hand), marked.troubles, text)
