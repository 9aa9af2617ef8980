"""A record put where nbgrader expects it. Earlier versions are kept, and a newer one is never replaced by an older.

Earlier versions lie beside `submitted`, in `submitted_earlier/<student>/<assignment>/<time>-<receipt>.json`. Inside
the submitted folder nbgrader would copy them into autograded and feedback, and `nbgrader collect --update` would
delete them.
"""

import contextlib
import hashlib
import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import attrs

from autograder.nbgrader_glue.bulk.course_folder import CourseFolder
from autograder.nbgrader_glue.bulk.handed_in import STAMP
from autograder.nbgrader_glue.collecting.delivery import plain_file
from autograder.nbgrader_glue.collecting.saying import Saying, note, refusal
from autograder.nbgrader_glue.collecting.sorting import Collected, Outcome
from autograder.nbgrader_glue.submission import ANSWERS
from autograder.record import Problem, Record, moment, read_record, receipt
from autograder.safe_file import write_atomically
from autograder.sheet import SHEET_FILE

_NOT_BESIDE = shutil.ignore_patterns(".ipynb_checkpoints", "__pycache__", ANSWERS, STAMP)
_CLOCK_MAY_DIFFER = timedelta(minutes=5)


@attrs.frozen
class Place:
    """Where records of a course go; `now` is the time of collecting. Without `write` nothing is changed."""

    course: CourseFolder
    now: datetime
    write: bool = True

    def put(self, one: Collected) -> Collected:
        """Put a record in its place, or say why not."""
        record, content = one.record, one.piece.content
        assert record is not None
        assert content is not None
        folder = self.course.folder("submitted", record.assignment, record.trainee)
        if Path(os.path.normpath(self.course.root / self.course.steps["submitted"])) not in folder.parents:
            return one.refused(refusal("outside"))
        one = attrs.evolve(one, place=os.path.relpath(folder, self.course.root))
        if link := next((place for place in (folder.parent, folder, folder / ANSWERS) if place.is_symlink()), None):
            return one.refused(refusal("link_in_course", path=link))
        try:
            return self._put(one, record, content, folder)
        except OSError as error:
            return one.refused(refusal("not_written", folder=folder, trouble=error.strerror or str(error)))

    def _put(self, one: Collected, record: Record, content: bytes, folder: Path) -> Collected:
        stamp = self._stamp(one.moment)
        if stamp is not None and one.moment is not None and one.moment > self.now + _CLOCK_MAY_DIFFER:
            one = attrs.evolve(one, notes=(*one.notes, note("clock_ahead", moment=_clock(one.moment))))
        there = plain_file(folder / ANSWERS)
        if isinstance(there, Problem):
            if there.reason != "missing" or (folder.exists() and not folder.is_dir()):
                return one.refused(there)
            if self.write:
                self._new(folder, record, content, stamp)
            return one
        before = read_record(there, (), assignment=record.assignment, trainee=record.trainee, others=True)
        if before.refused or before.record is None:
            kept = self._keep(record, f"unreadable-{hashlib.sha256(there).hexdigest()[:8]}", there)
            self._replace(folder, content, stamp)
            return _replaced(one, note("unreadable_before", file=kept))
        return self._in_order(one, before.record, there, folder)

    def _in_order(self, one: Collected, before: Record, there: bytes, folder: Path) -> Collected:
        """A record where there is one already: the newer of the two stays."""
        record, content, saved = one.record, one.piece.content, moment(before.saved_at)
        assert record is not None
        assert content is not None
        if receipt(before) == one.receipt:
            return attrs.evolve(one, outcome=Outcome.SAME)
        if saved is None or one.moment is None:
            return one.refused(refusal("no_order", there=receipt(before)))
        if (saved, before.revision) == (one.moment, record.revision):
            return one.refused(refusal("same_time", there=receipt(before), moment=_clock(saved)))
        if (saved, before.revision) > (one.moment, record.revision):
            kept = self._keep(record, _name(one.moment, one.receipt), content)
            told = note("newer_there", there=receipt(before), moment=_clock(saved), file=kept)
            return attrs.evolve(one, outcome=Outcome.OLDER, notes=(*one.notes, told))
        kept = self._keep(record, _name(saved, receipt(before)), there)
        self._replace(folder, content, self._stamp(one.moment))
        return _replaced(one, note("older_kept", there=receipt(before), moment=_clock(saved), file=kept))

    def _stamp(self, saved: datetime | None) -> str | None:
        """The time as nbgrader writes it. A clock that is ahead of ours does not count."""
        return f"{min(saved, self.now).astimezone(UTC):%Y-%m-%d %H:%M:%S.%f} UTC" if saved else None

    def _new(self, folder: Path, record: Record, content: bytes, stamp: str | None) -> None:
        """A submitted folder as the exchange would have brought it; it appears whole or not at all."""
        if folder.is_dir():
            self._replace(folder, content, stamp)
            return
        draft = folder.with_name(f".{folder.name}.collecting")
        shutil.rmtree(draft, ignore_errors=True)
        folder.parent.mkdir(parents=True, exist_ok=True)
        try:
            shutil.copytree(released_folder(self.course, record.assignment, record.language), draft, ignore=_NOT_BESIDE)
            (draft / ANSWERS).write_bytes(content)
            if stamp is not None:
                (draft / STAMP).write_text(stamp, encoding="utf-8")
            os.rename(draft, folder)
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            with contextlib.suppress(OSError):
                folder.parent.rmdir()
            raise

    def _replace(self, folder: Path, content: bytes, stamp: str | None) -> None:
        """Other answers in a folder that is there; whatever else lies in it stays."""
        if self.write:
            if stamp is not None:
                write_atomically(folder / STAMP, stamp)
            write_atomically(folder / ANSWERS, content.decode("utf-8"))

    def _keep(self, record: Record, name: str, content: bytes) -> str:
        """Keep a version that is not the one to be marked; gives where, seen from the course folder."""
        names = {
            "nbgrader_step": earlier(self.course),
            "student_id": record.trainee,
            "assignment_id": record.assignment,
        }
        folder = self.course.root / self.course.structure.format(**names)
        number, file = 1, folder / f"{name}.json"
        while file.exists() and file.read_bytes() != content:
            number += 1
            file = folder / f"{name}-{number}.json"
        if self.write and not file.exists():
            folder.mkdir(parents=True, exist_ok=True)
            draft = file.with_name(f".{file.name}.tmp")
            draft.write_bytes(content)
            os.replace(draft, file)
        return os.path.relpath(file, self.course.root)


def earlier(course: CourseFolder) -> str:
    """The folder of earlier versions, beside the one of submissions."""
    return f"{course.steps['submitted'].rstrip(os.sep)}_earlier"


def released_folder(course: CourseFolder, assignment: str, language: str) -> Path:
    """What was released of an assignment, in a language if there is one. It must have been."""
    return next(place for place in course.places("release", assignment, language) if (place / SHEET_FILE).is_file())


def _replaced(one: Collected, told: Saying) -> Collected:
    return attrs.evolve(one, outcome=Outcome.REPLACED, notes=(*one.notes, told))


def _name(saved: datetime, receipt: str) -> str:
    return f"{saved.astimezone(UTC):%Y%m%dT%H%M%SZ}-{receipt}"


def _clock(saved: datetime) -> str:
    return f"{saved:%Y-%m-%d %H:%M:%S %z}"
