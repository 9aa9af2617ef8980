"""Feedback pages as nbgrader makes them, by all cores; what people wrote in formgrader is in them."""

import os
import sys
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import chdir
from functools import cache
from glob import escape
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import attrs

from autograder.nbgrader_glue.bulk.course_folder import CourseFolder, read_config
from autograder.nbgrader_glue.bulk.shared_work import end_with_parent

_FEW = 8
"""So many pages are written sooner than another process has imported nbgrader."""

_BATCH = 8


@attrs.frozen
class Page:
    """The feedback of one student: written, or the trouble that kept it from being written."""

    student: str
    trouble: str | None = None


def write_feedback(
    course: CourseFolder, assignment: str, students: Sequence[str], afresh: Collection[str], processes: int
) -> Iterator[Page]:
    """Write the pages of marked students; those not `afresh` only where there is none yet."""
    if processes == 1 or len(students) <= _FEW:
        yield from _written(course, assignment, students, afresh)
        return
    batches = [students[start : start + _BATCH] for start in range(0, len(students), _BATCH)]
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=_begin) as pool:
        work = {pool.submit(_written, course, assignment, batch, {*batch} & {*afresh}): batch for batch in batches}
        for done in as_completed(work):
            try:
                yield from done.result()
            except BrokenProcessPool as error:
                yield from (Page(student, str(error)) for student in work[done])


def _begin() -> None:
    end_with_parent()
    modules: dict[str, Any] = sys.modules
    modules.setdefault("rfc3987_syntax", None)  # a grammar of web addresses, which takes two seconds and nobody needs


def _written(course: CourseFolder, assignment: str, students: Sequence[str], afresh: Collection[str]) -> list[Page]:
    try:
        writer = _writer(course.root, course.database, assignment)
    except Exception as error:
        return [Page(student, f"{type(error).__name__}: {error}") for student in students]
    return [writer.write(student, afresh=student in afresh) for student in students]


@cache
def _writer(root: Path, database: str, assignment: str) -> "_Writer":
    """The writer of this process for an assignment."""
    return _Writer(root, database, assignment)


class _Writer:
    """nbgrader's own generator of feedback, kept for many students: its templates take longer than a page.

    What it makes of a notebook is made by ways of our own that are quicker, unless the course has chosen others.
    """

    def __init__(self, root: Path, database: str, assignment: str) -> None:
        from nbconvert.exporters import HTMLExporter
        from nbconvert.writers.files import FilesWriter
        from nbgrader.converters import GenerateFeedback
        from nbgrader.coursedir import CourseDirectory
        from nbgrader.preprocessors import GetGrades

        from autograder.nbgrader_glue.bulk.quick_grades import QuickGetGrades
        from autograder.nbgrader_glue.bulk.quick_page import QuickHTMLExporter

        config = read_config(root)
        quick: dict[Any, Any] = {HTMLExporter: QuickHTMLExporter}
        if "GetGrades" not in config:
            quick[GetGrades] = QuickGetGrades
        config.CourseDirectory.db_url = database
        config.CourseDirectory.root = os.fspath(root)
        config.CourseDirectory.assignment_id = assignment
        self._root = root
        self._student = ""
        self._directory: Any = CourseDirectory(config=config)
        self._converter: Any = GenerateFeedback(coursedir=self._directory, config=config)
        self._converter.writer = FilesWriter(parent=self._converter, config=self._converter.config)
        chosen = self._converter.exporter_class
        self._converter.exporter = quick.get(chosen, chosen)(parent=self._converter, config=self._converter.config)
        for preprocessor in self._converter.preprocessors:
            self._converter.exporter.register_preprocessor(quick.get(preprocessor, preprocessor))
        self.log = self._converter.log

    def write(self, student: str, *, afresh: bool) -> Page:
        """Write the page of a student, again only where it shall be `afresh`."""
        from nbgrader.utils import capture_log

        self._student, self._converter.force = student, afresh
        with chdir(self._root):
            result = capture_log(self)
        return Page(student, None if result["success"] else _what_failed(result.get("log") or result["error"]))

    def start(self) -> None:
        """Write one page; what goes wrong is raised and logged."""
        self._directory.student_id = escape(self._student)
        self._converter.init_notebooks()
        self._converter.convert_notebooks()


def _what_failed(log: str) -> str:
    lines = [line.strip() for line in log.splitlines()]
    raised, told = ([line for line in lines if sign in line] for sign in ("Error", "[ERROR]"))
    return raised[-1] if raised else told[0] if told else "–"
