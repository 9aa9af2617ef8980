"""A trainee's folder as the marking cells find it: sheet, answer record, language. Needs no facts."""

import os
from pathlib import Path
from typing import Any

import attrs

from autograder.questions import QuestionKind
from autograder.record import Problem, ReadRecord, read_record
from autograder.sheet import SHEET_FILE, Sheet, SheetQuestion, read_sheet
from autograder.strict_json import Unreadable, load
from autograder.words import LANGUAGES

ANSWERS = "answers.json"


@attrs.frozen
class Submission:
    """What was handed out and what came back, and in which language the trainee works."""

    sheet: Sheet
    read: ReadRecord
    language: str

    @property
    def questions(self) -> tuple[SheetQuestion, ...]:
        """Every question, in the order of the forms."""
        return self.sheet.questions

    def question(self, id: str) -> SheetQuestion:
        """The question with this id."""
        return next(question for question in self.questions if question.id == id)

    def reasons_with(self, question_id: str) -> tuple[SheetQuestion, ...]:
        """The reasons that go with a question: those of its case, if it is the last one that marks itself."""
        case = next(case for case in self.sheet.cases if question_id in {question.id for question in case.questions})
        reasons = tuple(question for question in case.questions if question.kind is QuestionKind.REASON)
        last = [question for question in case.questions if question not in reasons][-1]
        return reasons if last.id == question_id else ()

    def number(self, question: SheetQuestion) -> int:
        """The question's number in the assignment, from 1."""
        return self.questions.index(question) + 1

    @property
    def nothing_saved(self) -> bool:
        """Whether there is no record at all: every question is open, and nothing is damaged."""
        return any(problem.reason == "missing" for problem in self.read.problems)

    @property
    def refusal(self) -> tuple[Problem, ...]:
        """Why nothing of this record may be marked; empty where it may."""
        return tuple(problem for problem in self.read.problems if problem.question is None) if self.read.refused else ()

    def problems_of(self, question_id: str) -> tuple[Problem, ...]:
        """What is wrong with the answer to one question; empty where nothing is."""
        return tuple(problem for problem in self.read.problems if problem.question == question_id)

    @property
    def stray_problems(self) -> tuple[Problem, ...]:
        """Problems that belong to no question of the sheet."""
        ids = {question.id for question in self.questions}
        return tuple(problem for problem in self.read.problems if problem.question not in ids)


def read_submission(folder: Path, trainee: str | None = None) -> Submission:
    """Read a folder; `trainee` is whose record it must be, if that is known.

    A bad record is described, never raised; only a sheet that is missing or damaged raises `SheetRefused`.
    """
    sheet = read_sheet(folder / SHEET_FILE)
    read = read_record(folder / ANSWERS, sheet.questions, assignment=sheet.assignment, trainee=trainee)
    language = read.record.language if read.record else notebook_language(folder, sheet.assignment)
    return Submission(sheet, read, language)


def owner_of(folder: Path) -> str | None:
    """Whose folder this is while nbgrader autogrades: `autograded/<trainee>/<assignment>`; None otherwise."""
    return folder.parent.name if os.environ.get("NBGRADER_EXECUTION") == "autograde" else None


def notebook_language(folder: Path, assignment: str) -> str:
    """The language in which the notebook beside the record is written, the default where it does not say."""
    try:
        notebook: Any = load(folder / f"{assignment}.ipynb")
        language = notebook["metadata"]["workbook"]["language"]
    except (Unreadable, TypeError, KeyError):
        return LANGUAGES[0]
    return language if language in LANGUAGES else LANGUAGES[0]
