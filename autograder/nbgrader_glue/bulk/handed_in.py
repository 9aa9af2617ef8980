"""What a trainee's submitted folder holds, read as data: no link is followed, no notebook is opened to be run."""

import os
import stat
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import attrs

from autograder.nbgrader_glue.submission import ANSWERS, Submission, notebook_language
from autograder.record import Problem, ReadRecord, read_record
from autograder.sheet import Sheet
from autograder.strict_json import MOST_BYTES

STAMP = "timestamp.txt"
_LONGEST_STAMP = 200


@attrs.frozen
class HandedIn:
    """A submitted folder: the record's bytes or why there are none, and the timestamp's bytes and moment (UTC)."""

    answers: bytes | None
    problem: Problem | None
    stamp: bytes | None
    moment: datetime | None

    @property
    def stamp_unreadable(self) -> bool:
        """Whether there is a timestamp that says no time."""
        return bool(self.stamp and self.stamp.strip()) and self.moment is None


@attrs.frozen
class Earlier:
    """What an autograded folder was marked by: the record in it, and whether a notebook lies beside it."""

    answers: bytes | None
    notebook: bool


class NotebookNeeded(Exception):
    """The record does not say in which language the trainee works, and the notebook beside it is out of reach."""


def handed_in(folder: Path) -> HandedIn:
    """Read a submitted folder; never raises for what it holds."""
    answers = _bytes(folder / ANSWERS, MOST_BYTES)
    stamp = _bytes(folder / STAMP, _LONGEST_STAMP)
    moment = _moment(stamp) if isinstance(stamp, bytes) else None
    return HandedIn(
        answers if isinstance(answers, bytes) else None,
        None if isinstance(answers, bytes) else Problem(None, answers, {"file": ANSWERS, "limit": MOST_BYTES}),
        stamp if isinstance(stamp, bytes) else None,
        moment,
    )


def submission_of(sheet: Sheet, given: HandedIn, folder: Path | None, student: str) -> Submission:
    """The submission as it is marked: it must be this student's own, answers to this very sheet.

    Raises `NotebookNeeded` where its folder is out of reach (None) and the record does not tell its language.
    """
    if given.answers is None:
        assert given.problem is not None
        read = ReadRecord(None, {}, (given.problem,))
    else:
        read = read_record(given.answers, sheet.questions, assignment=sheet.assignment, trainee=student)
    if read.record:
        return Submission(sheet, read, read.record.language)
    if folder is None:
        raise NotebookNeeded
    return Submission(sheet, read, notebook_language(folder, sheet.assignment))


def earlier(folder: Path, assignment: str) -> Earlier:
    """What lies in an autograded folder, if it is there. Raises `OSError` where it cannot be looked at."""
    answers, _ = kept(folder)
    return Earlier(answers, answers is None and (folder / f"{assignment}.ipynb").is_file())


def kept(folder: Path) -> tuple[bytes | None, bytes | None]:
    """The answers and the timestamp that lie in an autograded folder, None where there are none."""
    answers, stamp = _bytes(folder / ANSWERS, MOST_BYTES), _bytes(folder / STAMP, _LONGEST_STAMP)
    return (answers if isinstance(answers, bytes) else None, stamp if isinstance(stamp, bytes) else None)


def is_whole(notebook: Path) -> bool:
    """Whether a notebook in autograded/ was written to its end; a killed nbgrader leaves half of one, or none."""
    try:
        with notebook.open("rb") as file:
            file.seek(-2, os.SEEK_END)
            return file.read().endswith(b"}\n")
    except OSError:
        return False


def is_marked(submitted: Path, autograded: Path, assignment: str) -> bool:
    """Whether the autograded folder is whole, and that of the very answers and timestamp that were handed in."""
    return is_whole(autograded / f"{assignment}.ipynb") and kept(submitted) == kept(autograded)


def _bytes(file: Path, most: int) -> bytes | str:
    """The content of a regular file, or the reason (a key of `answers.problems`) why it is not read."""
    try:
        place = os.open(file, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except FileNotFoundError:
        return "missing"
    except OSError:
        return "link" if file.is_symlink() else "not_a_file" if file.is_dir() else "no_access"
    try:
        if not stat.S_ISREG(os.fstat(place).st_mode):
            return "not_a_file"
        with open(place, "rb", closefd=False) as opened:
            content = opened.read(most + 1)
    except OSError:
        return "no_access"
    finally:
        os.close(place)
    return "too_large" if len(content) > most else content


@cache
def _moment(stamp: bytes) -> datetime | None:
    """A timestamp as the gradebook keeps it: in UTC, without saying so. nbgrader reads +0800 as 800 seconds."""
    from dateutil import parser, tz

    try:
        text = stamp.decode("utf-8").strip()
        day, _, zone = text.rpartition(" ")
        named = tz.gettz(zone) if zone[:1].isalpha() else None
        at = parser.parse(f"{day} TZ", tzinfos={"TZ": named}) if named else parser.parse(text)
    except (ValueError, OverflowError, TypeError):
        return None
    return at.astimezone(UTC).replace(tzinfo=None) if at.tzinfo else at
