"""All that is needed to mark one submission, and the marking of it: from submitted folder to rows and a new folder."""

import contextlib
import os
import shutil
from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path

import attrs

from autograder.answer_values import Value
from autograder.cases import CaseFile, find_case, under_law_of
from autograder.nbgrader_glue.bulk.course_folder import CourseFolder, MarkingRefused
from autograder.nbgrader_glue.bulk.gradebook import BookAssignment
from autograder.nbgrader_glue.bulk.handed_in import STAMP, Earlier, HandedIn, earlier, submission_of
from autograder.nbgrader_glue.bulk.rows import MarkedRow
from autograder.nbgrader_glue.bulk.template import Template, cell_names, check_cells, read_template
from autograder.nbgrader_glue.history.contents import ANSWERS as KEPT_ANSWERS
from autograder.nbgrader_glue.history.contents import Content, content_of
from autograder.nbgrader_glue.marked import MarkedSubmission, Marker
from autograder.nbgrader_glue.submission import ANSWERS, Submission
from autograder.record import Problem, read_record
from autograder.sheet import SHEET_FILE, Sheet, SheetRefused, read_sheet
from autograder.words import LANGUAGES

_NOT_BESIDE = {".ipynb_checkpoints", "__pycache__", ANSWERS, STAMP}


@attrs.frozen
class Trouble:
    """Something about one submission that a person has to know: which file, what is wrong with it, and how grave it is.

    `refused` means that nothing of the submission was marked, `unusable` that the whole record earns nothing.
    """

    student: str
    file: Path
    problem: Problem
    refused: bool = False
    unusable: bool = False


@attrs.frozen
class Marked:
    """A submission marked: its rows, the pages of its questions and their language, and what is to be told about it."""

    row: MarkedRow
    questions: MarkedSubmission
    language: str
    troubles: tuple[Trouble, ...]


class Workshop:
    """Marks the submissions of one assignment; holds what they have in common.

    Everything is read from the course at the beginning, so that a workshop can be copied to where no course is.
    """

    def __init__(self, course: CourseFolder, book: BookAssignment) -> None:
        self.book = book
        self.sheet = course_sheet(course, book.name)
        self._names = cell_names(self.sheet)
        check_cells(self.sheet, book)
        self.law_on = course.law_on
        self.marker = Marker(self.sheet, partial(_found_case, course.law_on))
        self._templates = {language: _template(course, book, self.sheet, language) for language in LANGUAGES}
        self.beside = _files_beside(course, book.name)

    def check(self) -> None:
        """Raise `MarkingRefused` where a question cannot be decided: then nobody's answers can be marked fairly."""
        try:
            self.marker.check()
        except Exception as error:
            told = error.say(LANGUAGES[0]) if hasattr(error, "say") else f"{type(error).__name__}: {error}"
            raise MarkingRefused("undecided", assignment=self.book.name, trouble=" ".join(str(told).split())) from error

    def mark(
        self, student: str, folder: Path, before: Mapping[str, Value] | None, given: HandedIn, *, away: bool = False
    ) -> Marked:
        """Mark what was handed in. `before` are the answers that were marked last, None where nobody knows.

        `away` says that the folder is out of reach. Raises `MarkingRefused` where a question cannot be decided,
        `NotebookNeeded` where only the notebook in the folder tells the language.
        """
        submission = submission_of(self.sheet, given, None if away else folder, student)
        marked = self.marker.mark_submission(submission)
        if marked.undecided:
            raise MarkingRefused("undecided", assignment=self.book.name, trouble=marked.undecided[0].trouble)
        points = {question.question: question.points for question in marked.questions}
        named = {name: points[id] for name, id in self._names.items() if id in points}
        values = submission.read.values
        changed = {name for name, id in self._names.items() if before is None or before.get(id) != values.get(id)}
        row = MarkedRow(student, given.moment, named, frozenset(changed), *_to_keep(given))
        return Marked(row, marked, submission.language, tuple(_troubles(student, folder, given, submission)))

    def answers_in(self, folder: Path, student: str) -> dict[str, Value] | None:
        """The answers that an autograded folder was marked by, None where there is no such folder or record."""
        return self.answers_of(earlier(folder, self.book.name), student)

    def answers_of(self, earlier: Earlier, student: str) -> dict[str, Value] | None:
        """The answers that a student was marked by, None where nobody knows."""
        if earlier.answers is None:
            return {} if earlier.notebook else None
        read = read_record(earlier.answers, self.sheet.questions, assignment=self.sheet.assignment, trainee=student)
        return dict(read.values)

    def template(self, language: str) -> Template:
        """The notebook in a language. Raises `MarkingRefused`."""
        found = self._templates[language]
        if isinstance(found, MarkingRefused):
            raise MarkingRefused(found.reason, **found.parameters) from found
        return found

    def notebook(self, marked: Marked) -> bytes:
        """The notebook of the autograded folder. Raises `MarkingRefused`."""
        return self.template(marked.language).text(marked.questions).encode("utf-8", "replace")

    def files(self, marked: Marked, given: HandedIn) -> dict[str, bytes]:
        """Every file of the autograded folder, the timestamp last and as it was handed in. Raises `MarkingRefused`."""
        return self.files_with(self.notebook(marked), given)

    def files_with(self, notebook: bytes, given: HandedIn) -> dict[str, bytes]:
        """The same with a notebook that was made before."""
        files = {f"{self.book.name}.ipynb": notebook, **self.beside}
        last = {ANSWERS: given.answers, STAMP: given.stamp}
        return files | {name: content for name, content in last.items() if content is not None}


def _found_case(law_on: date | None, id: str) -> CaseFile:
    return under_law_of(find_case(id), law_on)


def _template(course: CourseFolder, book: BookAssignment, sheet: Sheet, language: str) -> Template | MarkingRefused:
    """The notebook in a language, or why it cannot be used: only whoever works in this language needs it."""
    try:
        return read_template(course, book, sheet, language)
    except MarkingRefused as refusal:
        return refusal


def has_sheet(course: CourseFolder, assignment: str) -> bool:
    """Whether the course has a sheet for an assignment, so that it is one of the workbook's."""
    places = (place for step in ("source", "release") for place in course.places(step, assignment, LANGUAGES[0]))
    return any((place / SHEET_FILE).is_file() for place in places)


def course_sheet(course: CourseFolder, assignment: str) -> Sheet:
    """The course's own sheet of an assignment, never a trainee's. Raises `MarkingRefused`."""
    for step in ("source", "release"):
        for folder in course.places(step, assignment, LANGUAGES[0]):
            if (folder / SHEET_FILE).is_file():
                try:
                    sheet = read_sheet(folder / SHEET_FILE)
                except SheetRefused as refusal:
                    raise MarkingRefused(
                        "bad_sheet", file=folder / SHEET_FILE, trouble=refusal.say(LANGUAGES[0])
                    ) from refusal
                if sheet.assignment == assignment:
                    return sheet
    raise MarkingRefused("no_sheet", assignment=assignment)


def not_a_folder(student: str, folder: Path) -> Trouble | None:
    """What is wrong where a link or a file lies in place of a submitted folder."""
    if not folder.is_symlink() and folder.is_dir():
        return None
    problem = Problem(None, "link" if folder.is_symlink() else "not_a_folder", {"file": folder.name})
    return Trouble(student, folder, problem, refused=True)


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write a folder that is not there yet, its files in this order. Raises `OSError` and then leaves nothing."""
    remove_folder(folder)
    try:
        folder.mkdir(parents=True)
        for name, content in files.items():
            if os.sep in name:
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
            place = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
            with open(place, "wb") as file:
                file.write(content)
    except BaseException:
        with contextlib.suppress(OSError):
            remove_folder(folder)
        raise


def remove_folder(folder: Path) -> None:
    """Remove a folder with everything in it, if it is there."""
    if folder.is_symlink():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)


def _files_beside(course: CourseFolder, assignment: str) -> dict[str, bytes]:
    """What the instructor put beside the notebook; nbgrader copies it over whatever came back under these names."""
    places = [place for step in ("source", "release") for place in course.places(step, assignment, LANGUAGES[0])]
    home = next(place for place in places if (place / SHEET_FILE).is_file())
    files = {}
    for file in sorted(home.rglob("*")):
        name = file.relative_to(home)
        if file.is_file() and file.suffix != ".ipynb" and not {*name.parts} & _NOT_BESIDE:
            files[str(name)] = file.read_bytes()
    return files


def _to_keep(given: HandedIn) -> tuple[Content | None, str | None]:
    """The record as it is kept, or why there is none."""
    if given.answers is None:
        return None, given.problem.reason if given.problem else None
    return content_of(KEPT_ANSWERS, given.answers), None


def _troubles(student: str, folder: Path, given: HandedIn, submission: Submission) -> list[Trouble]:
    answers = folder / ANSWERS
    found = [
        Trouble(student, answers, problem, unusable=submission.read.refused and problem.question is None)
        for problem in submission.read.problems
    ]
    if given.stamp_unreadable:
        found.append(Trouble(student, folder / STAMP, Problem(None, "not_a_time")))
    return found
