"""What the locked test cells of an assignment call: `is_answered` on any machine, `points` only on the instructor's.

nbgrader gives no points for an error or a word on stderr, all points for any other value than one float, and refuses a
float above the maximum. So these cells are quiet and end in one finite float, or in an error of one plain sentence.
"""

import io
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr
from pathlib import Path

import attrs

from autograder.nbgrader_glue.plainly import SaidPlainly
from autograder.nbgrader_glue.submission import Submission, owner_of, read_submission
from autograder.sheet import SheetRefused
from autograder.words import LANGUAGES, words_for


def is_answered(question_id: str) -> None:
    """While nbgrader validates, stop with a sentence if a question is not answered; otherwise do nothing.

    A reason has no test cell of its own: an open one is told with the last question of its case that has one.
    """
    if os.environ.get("NBGRADER_EXECUTION") != "validate":
        return
    submission = _submission()
    _stop_at_problems(submission, question_id)
    told = (question_id, *(reason.id for reason in submission.reasons_with(question_id)))
    still_open = [_said(submission, "open", id) for id in told if id not in submission.read.values]
    if still_open:
        raise SaidPlainly("\n".join(still_open))


def points(question_id: str) -> float:
    """The points of a question, after showing answer, right answer and argument.

    Raises `SaidPlainly` where the record or this answer cannot be read, or the case cannot be used.
    """
    with _quiet():
        from IPython.display import HTML, display

        from autograder.nbgrader_glue.marked import Marker

        submission = _submission()
        marked = Marker(submission.sheet).mark_question(submission, question_id)
        if marked.trouble is not None:
            raise SaidPlainly(marked.trouble)
        display(HTML(marked.html))
        return marked.points


def _submission() -> Submission:
    folder = Path.cwd()
    try:
        return read_submission(folder, owner_of(folder))
    except SheetRefused as refusal:
        raise SaidPlainly(refusal.say(LANGUAGES[0])) from refusal


def _stop_at_problems(submission: Submission, question_id: str) -> None:
    """Raise for a record that must not be marked and for an answer that cannot be read; a missing record is empty."""
    if submission.nothing_saved:
        return
    problems = submission.refusal or submission.problems_of(question_id)
    if problems:
        told = [attrs.evolve(problem, question=None).say(submission.language) for problem in problems]
        raise SaidPlainly(_said(submission, "unusable", question_id, trouble=" ".join(told)))


def _said(submission: Submission, key: str, question_id: str, **parameters: str) -> str:
    question = submission.question(question_id)
    number, prompt = submission.number(question), question.prompt[submission.language]
    return words_for(submission.language)(f"cells.{key}", number=number, prompt=prompt, **parameters)


@contextmanager
def _quiet() -> Iterator[None]:
    with warnings.catch_warnings(), redirect_stderr(io.StringIO()):
        warnings.simplefilter("ignore")
        yield
