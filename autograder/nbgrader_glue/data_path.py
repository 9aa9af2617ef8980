"""`nbgrader autograde` without a kernel: workbook notebooks are marked from the answer records, as data.

nbgrader hands each submitted notebook to an exporter, which reads and converts it. This one does not open a workbook
notebook at all: what comes out is built from the assignment's own cells and the marks. So nothing that a trainee did to
a notebook matters. Other notebooks take nbgrader's own way.
"""

import os
import sqlite3
from collections.abc import Mapping
from fnmatch import fnmatch
from functools import cached_property
from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import AssignLatePenalties
from sqlalchemy import Engine, event
from sqlalchemy.exc import SQLAlchemyError

from autograder.answer_values import Value
from autograder.nbgrader_glue.bulk.batch import write_marks
from autograder.nbgrader_glue.bulk.course_folder import STEPS, CourseFolder, MarkingRefused
from autograder.nbgrader_glue.bulk.gradebook import PATIENCE, open_gradebook, read_assignment, trouble_of
from autograder.nbgrader_glue.bulk.handed_in import handed_in, is_marked
from autograder.nbgrader_glue.bulk.penalties import penalties_by
from autograder.nbgrader_glue.bulk.rows import Penalty, finished
from autograder.nbgrader_glue.bulk.telling import told
from autograder.nbgrader_glue.bulk.workshop import (
    Trouble,
    Workshop,
    has_sheet,
    not_a_folder,
    remove_folder,
    write_folder,
)
from autograder.nbgrader_glue.history.keeping import Keeper, Way, keeper_of
from autograder.nbgrader_glue.history.tables import add_history
from autograder.nbgrader_glue.submission import ANSWERS
from autograder.words import LANGUAGES


@event.listens_for(Engine, "connect")
def _be_patient(connection: Any, _: Any) -> None:
    """Let nbgrader itself wait for a gradebook that another program holds, instead of giving up the class after 5 s."""
    if isinstance(connection, sqlite3.Connection):
        connection.execute(f"PRAGMA busy_timeout = {PATIENCE * 1000}")


class WorkbookExporter(NotebookExporter):
    """Converts notebooks for nbgrader's `Autograde`, which makes one for each of its runs."""

    def __init__(self, config: Any = None, **other: Any) -> None:
        base: Any = super()
        base.__init__(config=config, **other)
        self._converter: Any = self.parent
        self._before: dict[str, Mapping[str, Value] | None] = {}
        self._marks = isinstance(self.parent, Autograde) and has_sheet(self._course, self._name)
        if self._marks:
            try:
                self._prepare()
            except MarkingRefused as refusal:
                self._tell(refusal)
                raise NbGraderException(refusal.say(LANGUAGES[0])) from refusal

    def from_filename(self, filename: str, resources: Any = None, **other: Any) -> tuple[Any, Any]:
        """The notebook as nbgrader writes it into autograded/; its rows are in the gradebook then.

        Raises `MarkingRefused` where the course is at fault; nbgrader then goes on with the next submission.
        """
        base: Any = super()
        if not self._marks or Path(filename).name != f"{self._name}.ipynb":
            return tuple(base.from_filename(filename, resources, **other))
        resources = base._init_resources(resources)
        try:
            if self._converter._sanitizing:
                unfinished = self._workshop.template(LANGUAGES[0]).text(None).rstrip()
                return unfinished, resources  # not whole: if nbgrader is killed now, it is marked by the next run
            return self._marked(resources["nbgrader"]["student"]), resources
        except MarkingRefused as refusal:
            self._tell(refusal)
            raise

    def _marked(self, student: str) -> str:
        submitted = self._course.folder("submitted", self._name, student)
        given = handed_in(submitted)
        marked = self._workshop.mark(student, submitted, self._before.get(student), given)
        for trouble in marked.troubles:
            self._warn(trouble)
        files = self._workshop.files(marked, given)
        write_marks(self._engine, self._workshop.book, [marked.row], self._penalty, self._keeper)
        folder = self._course.folder("autograded", self._name, student)
        notebook = folder / f"{self._name}.ipynb"
        others = {notebook for notebook in folder.glob("*.ipynb") if notebook.stem != self._name}
        files |= {other.name: other.read_bytes() for other in others}
        try:
            write_folder(folder, files)
        except OSError as error:
            raise MarkingRefused("no_folder", folder=folder, trouble=error.strerror or str(error)) from error
        return files[notebook.name].decode()

    def _tell(self, refusal: MarkingRefused) -> None:
        for language in LANGUAGES:
            self.log.error(refusal.say(language))

    def _warn(self, trouble: Trouble) -> None:
        for language in LANGUAGES:
            self.log.warning(told(trouble, language))

    def _prepare(self) -> None:
        """See to it that every submission is looked at, whatever its notebook is called and wherever a run ended."""
        converter, students = self._converter, self._course.students_with("submitted", self._name)
        with self._engine.begin() as connection:
            done = finished(connection, read_assignment(connection, self._name, alone=False))
        chosen, excluded = converter.coursedir.student_id, converter.coursedir.student_id_exclude.split(",")
        if not fnmatch(self._name, converter.coursedir.notebook_id):
            return
        for student, folder in students.items():
            path = converter._format_source(self._name, student)
            if student in excluded or not fnmatch(student, chosen):
                continue
            if trouble := not_a_folder(student, folder):
                converter.assignments.pop(path, None)
                self._warn(trouble)
                continue
            if path not in converter.assignments and not (folder / ANSWERS).is_file():
                continue
            notebook = os.path.join(path, f"{self._name}.ipynb")
            converter.assignments[path] = sorted({*converter.assignments.get(path, ()), notebook})
            autograded = self._course.folder("autograded", self._name, student)
            self._before[student] = self._workshop.answers_in(autograded, student)
            if student not in done or not is_marked(folder, autograded, self._name):
                remove_folder(autograded)

    @property
    def _name(self) -> str:
        return str(self._converter.coursedir.assignment_id)

    @cached_property
    def _course(self) -> CourseFolder:
        said = self._converter.coursedir
        steps = {step: str(getattr(said, f"{step}_directory")) for step in STEPS}
        return CourseFolder(Path(said.root), said.db_url, said.course_id, steps, said.directory_structure)

    @cached_property
    def _engine(self) -> Engine:
        return open_gradebook(self._course.database)

    @cached_property
    def _workshop(self) -> Workshop:
        with self._engine.begin() as connection:
            book = read_assignment(connection, self._name, alone=False)
        return Workshop(self._course, book)

    @cached_property
    def _keeper(self) -> Keeper:
        try:
            add_history(self._engine)
        except SQLAlchemyError as error:
            raise MarkingRefused("database", trouble=trouble_of(error)) from error
        return keeper_of(self._workshop, Way.NBGRADER)

    @cached_property
    def _penalty(self) -> Penalty:
        return penalties_by(AssignLatePenalties(parent=self))
