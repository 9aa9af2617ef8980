"""From what a student is marked again: the answers as they were marked, in the autograded folder or else as kept."""

import tempfile
from collections.abc import Mapping
from pathlib import Path

import attrs

from autograder.nbgrader_glue.bulk.course_folder import CourseFolder
from autograder.nbgrader_glue.bulk.handed_in import STAMP, is_whole, kept
from autograder.nbgrader_glue.bulk.plan import Job
from autograder.nbgrader_glue.history.present import Present
from autograder.nbgrader_glue.history.reading import Given, History, Lost
from autograder.nbgrader_glue.submission import ANSWERS


@attrs.frozen
class Sources:
    """Jobs to mark again, students of whom nothing is left to mark, and those who have handed in anew since."""

    jobs: tuple[Job, ...]
    lost: tuple[str, ...]
    handed_in_since: tuple[str, ...]


def sources(
    course: CourseFolder, assignment: str, students: Mapping[str, Present | None], history: History, home: Path
) -> Sources:
    """Where the answers of each student lie; kept answers are put into folders under `home`, which is no course's."""
    newest = history.newest()
    jobs, lost, since = [], [], []
    for student in students:
        job = Job(student, Path(), course.folder("autograded", assignment, student))
        place = next((one for one in (job.autograded, job.aside) if is_whole(one / f"{assignment}.ipynb")), None)
        place = place or _as_kept(history, newest.get(student), students[student], home)
        if place is None:
            lost.append(student)
            continue
        jobs.append(attrs.evolve(job, submitted=place))
        submitted = course.folder("submitted", assignment, student)
        if submitted.is_dir() and place in {job.autograded, job.aside} and kept(submitted) != kept(place):
            since.append(student)
    return Sources(tuple(jobs), tuple(lost), tuple(since))


def _as_kept(history: History, given: Given | None, present: Present | None, home: Path) -> Path | None:
    """A folder as it was handed in, made of what was kept; None where the answers are lost."""
    if given is None:
        return None
    try:
        answers = history.piece(given.answers, "answers") if given.answers else None
    except Lost:
        return None
    folder = Path(tempfile.mkdtemp(dir=home))
    if answers is not None:
        (folder / ANSWERS).write_bytes(answers)
    if present is not None and present.handed_in is not None:
        (folder / STAMP).write_text(f"{present.handed_in} UTC", encoding="utf-8")
    return folder
