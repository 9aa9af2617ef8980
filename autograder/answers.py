"""Answers that are never lost: one record a folder, written whole at every click.

`AnswerStore` is what a form saves to; `read_record` reads what anybody handed in; `receipt` is the short hash of it.
"""

import errno
import getpass
import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import attrs

from autograder.answer_values import Answerable, Value, WrongValue, shown, typed
from autograder.record import Answer, Problem, ReadRecord, Record, count, moment, read_record, receipt
from autograder.safe_file import FolderBusy, exclusive, write_atomically
from autograder.words import words_for

ANSWERS_FILE = "answers.json"

_REASONS = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), "no_space"),
    **dict.fromkeys((errno.EACCES, errno.EPERM, errno.EROFS), "no_permission"),
    **dict.fromkeys((errno.ENOENT, errno.ENOTDIR), "folder_gone"),
}


class NotSaved(Exception):
    """An answer that did not reach the file; `reason` is the key of the words that say why."""

    def __init__(self, reason: str, **parameters: Any) -> None:
        super().__init__(reason)
        self.reason = reason
        self.parameters = parameters

    def say(self, language: str) -> str:
        """What happened and what to do, in a sentence for people."""
        return words_for(language)(f"answers.not_saved.{self.reason}", **self.parameters)


@attrs.frozen
class Saved:
    """A save that reached the file: the record's revision, the moment, and the receipt of all answers."""

    revision: int
    at: str
    receipt: str


class AnswerStore:
    """The answers of one trainee to one assignment, kept in the file `path`.

    Opening never writes. `problems` says what of an existing file cannot be read; such a file is set aside unchanged
    before the first save (`set_aside` is then its name). A record of another trainee or assignment is never touched.
    With `others` the file may hold answers to questions that are not listed (yet); they are kept.
    """

    def __init__(
        self,
        path: Path | str,
        assignment: str,
        trainee: str,
        language: str,
        questions: Iterable[Answerable],
        *,
        others: bool = False,
    ) -> None:
        self.path = Path(path).absolute()
        self.assignment = assignment
        self.trainee = trainee
        self.language = language
        self.set_aside: str | None = None
        self._others = others
        self._questions = {question.id: question for question in questions}
        self._record = Record(assignment, trainee, language, 0, "", {})
        self.problems: tuple[Problem, ...] = ()
        self.reload()

    @property
    def record(self) -> Record:
        """The record as it was last read or written."""
        return self._record

    @property
    def answers(self) -> dict[str, Answer]:
        """Question id -> saved answer."""
        return dict(self._record.answers)

    @property
    def foreign(self) -> bool:
        """Whether the file belongs to another trainee or assignment, so that nothing is saved into it."""
        return any(_whole(problem, "other_trainee", "other_assignment") for problem in self.problems)

    @property
    def receipt(self) -> str:
        """The receipt of what is saved."""
        return receipt(self._record)

    @property
    def answered(self) -> tuple[int, int]:
        """How many questions are answered, and how many there are."""
        return count(self._record.values, self._questions.values())

    def ask(self, questions: Iterable[Answerable]) -> None:
        """List further questions."""
        self._questions.update({question.id: question for question in questions})

    def reload(self) -> None:
        """Take over what the file holds now; of a file that nobody can read, what is known stays."""
        read = self._read()
        self.problems = () if _absent(read) else read.problems
        if _absent(read):
            self._record = attrs.evolve(self._record, saved_at="", answers={})
        elif read.record is not None and read.record.assignment == self.assignment:
            self._record = read.record

    def save(self, question_id: str, value: Any, confidence: int | None = None) -> Saved:
        """Write one answer (None or nothing typed: take it back) and return once it is on the disk.

        Answers that another process saved meanwhile are kept. Raises `WrongValue` for a value of the wrong shape and
        `NotSaved` where the file cannot be written; the file is then as it was.
        """
        if question_id not in self._questions:
            raise WrongValue("unknown_question")
        given = typed(self._questions[question_id], value)
        try:
            with exclusive(self.path.parent):
                self._write(question_id, given, confidence)
        except FolderBusy:
            raise NotSaved("busy") from None
        except OSError as error:
            detail = shown(error.strerror or error)
            raise NotSaved(_REASONS.get(error.errno or 0, "failed"), detail=detail) from error
        return Saved(self._record.revision, self._record.saved_at, self.receipt)

    def _write(self, question_id: str, given: Value | None, confidence: int | None) -> None:
        read = self._read()
        for problem in read.problems:
            if _whole(problem, "other_trainee", "other_assignment"):
                raise NotSaved(problem.reason, **problem.parameters)
        damaged = bool(read.problems) and not _absent(read)
        old = self._record if read.record is None else read.record
        answers = dict(old.answers)
        if damaged:
            answers = {**self._record.answers, **answers}
        revision = max(old.revision, self._record.revision) + 1
        now = datetime.now().astimezone().isoformat(timespec="seconds")
        answers.pop(question_id, None)
        if given is not None:
            answers[question_id] = Answer(given, now, revision, confidence)
        record = Record(self.assignment, self.trainee, self.language, revision, now, answers)
        write_atomically(self.path, record.text(), before=self._put_aside if damaged else lambda: None)
        self._record = record
        self.problems = ()

    def _put_aside(self) -> None:
        """Keep a file that cannot be read in full under another name."""
        stamp = datetime.now().strftime("%Y%m%dT%H%M%S")
        number, name = 1, f"{self.path.stem}.damaged-{stamp}{self.path.suffix}"
        while self.path.with_name(name).exists():
            number += 1
            name = f"{self.path.stem}.damaged-{stamp}-{number}{self.path.suffix}"
        os.rename(self.path, self.path.with_name(name))
        self.set_aside = name

    def _read(self) -> ReadRecord:
        return read_record(
            self.path,
            self._questions.values(),
            assignment=self.assignment,
            trainee=self.trainee,
            others=self._others,
        )


def _absent(read: ReadRecord) -> bool:
    return any(_whole(problem, "missing") for problem in read.problems)


def _whole(problem: Problem, *reasons: str) -> bool:
    """Whether a problem concerns the record as a whole and is one of these."""
    return problem.question is None and problem.reason in reasons


def trainee_name() -> str:
    """Who is answering: WORKBOOK_TRAINEE, else the JupyterHub user, else the account's name."""
    for name in (os.environ.get("WORKBOOK_TRAINEE"), os.environ.get("JUPYTERHUB_USER")):
        if name and name.strip():
            return name.strip()
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a browser's Python has no accounts
        return "trainee"


__all__ = [
    "ANSWERS_FILE", "Answer", "AnswerStore", "NotSaved", "Problem", "ReadRecord", "Record", "Saved", "WrongValue",
    "moment", "read_record", "receipt", "trainee_name",
]  # fmt: skip
