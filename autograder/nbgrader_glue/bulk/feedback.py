"""Feedback pages as nbgrader makes them, by all cores; what people wrote in formgrader is in them."""

import os
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import chdir
from glob import escape
from multiprocessing import get_context
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
        yield from _pages(course, assignment, students, afresh)
        return
    batches = [students[start : start + _BATCH] for start in range(0, len(students), _BATCH)]
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=end_with_parent) as pool:
        work = [pool.submit(_listed, course, assignment, batch, sorted({*batch} & {*afresh})) for batch in batches]
        for done in as_completed(work):
            yield from done.result()


def _listed(course: CourseFolder, assignment: str, students: Sequence[str], afresh: Collection[str]) -> list[Page]:
    return list(_pages(course, assignment, students, afresh))


def _pages(course: CourseFolder, assignment: str, students: Sequence[str], afresh: Collection[str]) -> Iterator[Page]:
    from nbgrader.utils import capture_log

    writer = _Writer(course, assignment)
    for student in students:
        writer.student, writer.converter.force = student, student in afresh
        with chdir(course.root):
            result = capture_log(writer)
        yield Page(student, None if result["success"] else _last_line(result["log"]))


class _Writer:
    """nbgrader's own generator of feedback, kept for many students: its templates take longer than a page."""

    def __init__(self, course: CourseFolder, assignment: str) -> None:
        from nbconvert.writers.files import FilesWriter
        from nbgrader.converters import GenerateFeedback
        from nbgrader.coursedir import CourseDirectory

        config = read_config(course.root)
        config.CourseDirectory.db_url = course.database
        config.CourseDirectory.root = os.fspath(course.root)
        config.CourseDirectory.assignment_id = assignment
        self.student = ""
        self._directory: Any = CourseDirectory(config=config)
        self.converter: Any = GenerateFeedback(coursedir=self._directory, config=config)
        self.converter.writer = FilesWriter(parent=self.converter, config=self.converter.config)
        self.converter.exporter = self.converter.exporter_class(parent=self.converter, config=self.converter.config)
        for preprocessor in self.converter.preprocessors:
            self.converter.exporter.register_preprocessor(preprocessor)
        self.log = self.converter.log

    def start(self) -> None:
        """Write one page; what goes wrong is raised and logged."""
        self._directory.student_id = escape(self.student)
        self.converter.init_notebooks()
        self.converter.convert_notebooks()


def _last_line(log: str) -> str:
    lines = [line.strip() for line in log.splitlines() if "Error" in line]
    return lines[-1] if lines else "–"
