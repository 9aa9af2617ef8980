"""What `workbook mark` says: progress while it works, then who was marked and what a person has to look at."""

import contextlib
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from autograder.answer_values import shown
from autograder.nbgrader_glue.bulk.batch import Outcome
from autograder.nbgrader_glue.bulk.feedback import Page
from autograder.nbgrader_glue.bulk.plan import Plan
from autograder.nbgrader_glue.bulk.telling import place, says, what_to_do
from autograder.nbgrader_glue.bulk.workshop import Trouble
from autograder.words import Words, words_for

HERE = "here"
"""How this machine is called among the workers of a cluster."""


class Report:
    """What came of a marking, gathered while it runs."""

    def __init__(self, assignment: str, written: bool) -> None:
        self.assignment = assignment
        self.written = written
        self.already: tuple[str, ...] = ()
        self.marked: list[Outcome] = []
        self.troubles: list[Trouble] = []
        self.feedback: list[Page] = []
        self._began = time.perf_counter()

    def begin(self, plan: Plan) -> None:
        """Take over what is known before anything is marked."""
        self.already = plan.already
        self.troubles += plan.troubles

    def add(self, outcome: Outcome) -> None:
        """Take over one submission."""
        self.troubles += outcome.troubles
        if outcome.row is not None:
            self.marked.append(outcome)

    def add_feedback(self, page: Page) -> None:
        """Take over one feedback page."""
        self.feedback.append(page)

    @property
    def students(self) -> list[str]:
        """Who was marked in this run, sorted."""
        return sorted(outcome.job.student for outcome in self.marked)

    @property
    def workers(self) -> dict[str, int]:
        """How many submissions each worker of a cluster marked, and this machine; empty where no worker did."""
        found = Counter(outcome.worker or HERE for outcome in self.marked)
        return {HERE: found.pop(HERE, 0), **dict(sorted(found.items()))} if {*found} - {HERE} else {}

    @property
    def failed_feedback(self) -> list[Page]:
        """The pages that could not be written."""
        return [page for page in self.feedback if page.trouble]

    @property
    def seconds(self) -> float:
        """How long it took until now."""
        return time.perf_counter() - self._began

    @property
    def clean(self) -> bool:
        """Whether nobody has to look at anything."""
        return not self.troubles and not self.failed_feedback


@contextlib.contextmanager
def progress(total: int, language: str, *, shown: bool, key: str = "marking") -> Iterator[Callable[[], None]]:
    """A bar on the terminal, if stderr is one; gives what is called after each step."""
    if not (shown and total and sys.stderr.isatty()):
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    text = TextColumn("{task.description}")
    bar = Progress(text, BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=Console(stderr=True))
    with bar:
        task = bar.add_task(words_for(language)(f"mark.progress.{key}"), total=total)
        yield lambda: bar.advance(task)


def summary(report: Report, language: str) -> str:
    """The report for people."""
    words = words_for(language)
    return "\n".join(_lines(report, words))


def _lines(report: Report, words: Words) -> Iterator[str]:
    key = "mark.done" if report.written else "mark.would_do"
    yield words(key, assignment=report.assignment, marked=len(report.marked), already=len(report.already))
    hand = sum(outcome.by_hand for outcome in report.marked)
    if hand:
        yield words("mark.by_hand", answers=hand)
    if workers := report.workers:
        here = workers[HERE]
        yield words("mark.by_cluster", away=len(report.marked) - here, workers=len(workers) - 1, here=here)
    if report.feedback:
        yield words("mark.feedback_done", pages=len(report.feedback) - len(report.failed_feedback))
    for page in report.failed_feedback:
        yield words("mark.feedback_failed", student=page.student, trouble=page.trouble)
    if report.troubles:
        yield words("mark.look_at", submissions=len({trouble.student for trouble in report.troubles}))
    for trouble in sorted(report.troubles, key=lambda trouble: (trouble.student, str(trouble.file))):
        yield f"  {shown(trouble.student)}: {says(trouble, words.language)}"
        yield f"    {place(trouble)}"
        yield f"    {what_to_do(trouble, words.language)}"


def as_json(report: Report, language: str) -> str:
    """The report for programs."""
    marked = [
        {"student": one.job.student, "points": one.points, "out_of": one.out_of, "by_hand": one.by_hand}
        for one in sorted(report.marked, key=lambda one: one.job.student)
    ]
    data: dict[str, Any] = {
        "assignment": report.assignment,
        "written": report.written,
        "marked": marked,
        "already": list(report.already),
        "look_at": [_plain(trouble, language) for trouble in report.troubles],
        "workers": report.workers,
        "feedback": [{"student": page.student, "trouble": page.trouble} for page in report.feedback],
        "seconds": round(report.seconds, 3),
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def _plain(trouble: Trouble, language: str) -> dict[str, Any]:
    return {
        "student": trouble.student,
        "file": str(trouble.file),
        "question": trouble.problem.question,
        "reason": trouble.problem.reason,
        "says": says(trouble, language),
        "to_do": what_to_do(trouble, language),
        "refused": trouble.refused,
        "unusable": trouble.unusable,
    }
