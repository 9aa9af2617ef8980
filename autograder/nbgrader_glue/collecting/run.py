"""A delivery collected: read, sorted, and put into the course, one after another."""

import os
from datetime import UTC, datetime
from pathlib import Path

import attrs

from autograder.nbgrader_glue.bulk.course_folder import CourseFolder, read_course
from autograder.nbgrader_glue.collecting.delivery import read_delivery
from autograder.nbgrader_glue.collecting.placing import Place
from autograder.nbgrader_glue.collecting.rosters import STUDENTS_FILE, Roster, read_receipts, read_students
from autograder.nbgrader_glue.collecting.saying import DeliveryRefused
from autograder.nbgrader_glue.collecting.sorting import Collected, Expected, Outcome, sort_pieces
from autograder.safe_file import FolderBusy, exclusive
from autograder.sheet import SHEET_FILE, Sheet, SheetRefused, read_sheet
from autograder.words import LANGUAGES


@attrs.frozen
class Request:
    """What is to be collected into the course at `root`: everything at `path`, or one assignment alone.

    `receipts` is a table of the receipts that trainees told, `write` off only says what would be done.
    """

    root: Path
    path: Path
    assignment: str | None = None
    receipts: Path | None = None
    write: bool = True


@attrs.frozen
class Collection:
    """What became of a delivery, file by file, and whose receipts came without a record."""

    files: tuple[Collected, ...]
    written: bool
    missing: tuple[str, ...] = ()
    students_known: bool = False

    @property
    def clean(self) -> bool:
        """Whether nobody has to look at anything."""
        return not self.missing and all(one.outcome is not Outcome.REFUSED for one in self.files)


def collect_delivery(request: Request) -> Collection:
    """Collect. Raises `DeliveryRefused`, and `MarkingRefused` where the course's own configuration is at fault."""
    course = read_course(request.root)
    sheets = released_sheets(course)
    if not sheets:
        raise DeliveryRefused("no_course", folder=request.root)
    if request.assignment is not None and request.assignment not in sheets:
        raise DeliveryRefused("not_released", assignment=request.assignment, known=tuple(sorted(sheets)))
    students = frozenset(student for name in sheets for student in course.students_with("submitted", name))
    receipts = read_receipts(request.receipts) if request.receipts else None
    expected = Expected(sheets, request.assignment, students, _roster(course), receipts)
    found = sort_pieces(read_delivery(request.path), expected)
    placed = _placed(found, Place(course, datetime.now(UTC), request.write))
    came = {one.record.trainee for one in placed if one.record and one.outcome is not Outcome.REFUSED}
    missing = tuple(sorted(set(receipts or ()) - came))
    return Collection(tuple(placed), request.write, missing, expected.roster is not None)


def released_sheets(course: CourseFolder) -> dict[str, Sheet]:
    """The assignments that were released and have a sheet, with what they ask. Raises `DeliveryRefused`."""
    before = course.folder("release", "?").parent
    homes = {before} | {place.parent for language in LANGUAGES for place in course.places("release", "?", language)}
    found: dict[str, Sheet] = {}
    for home in sorted(homes):
        for file in sorted(home.glob(f"*/{SHEET_FILE}")):
            try:
                sheet = read_sheet(file)
            except SheetRefused as refusal:
                raise DeliveryRefused("bad_sheet", file=file, trouble=refusal.say(LANGUAGES[0])) from refusal
            if sheet.assignment == file.parent.name:
                found.setdefault(sheet.assignment, sheet)
    return found


def _roster(course: CourseFolder) -> Roster | None:
    file = course.root / STUDENTS_FILE
    return read_students(file) if os.path.lexists(file) else None


def _placed(found: list[Collected], place: Place) -> list[Collected]:
    if not place.write or all(one.outcome is not Outcome.PLACED for one in found):
        return [place.put(one) if one.outcome is Outcome.PLACED else one for one in found]
    home = place.course.root / place.course.steps["submitted"]
    try:
        home.mkdir(parents=True, exist_ok=True)
        with exclusive(home):
            return [place.put(one) if one.outcome is Outcome.PLACED else one for one in found]
    except FolderBusy:
        raise DeliveryRefused("busy", folder=home) from None
    except OSError as error:
        raise DeliveryRefused("no_access", path=home, trouble=error.strerror or str(error)) from error
