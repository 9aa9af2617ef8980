"""Who has to be marked: everybody whose autograded folder and rows are not those of what they handed in."""

from collections.abc import Collection
from pathlib import Path

import attrs

from autograder.nbgrader_glue.bulk.course_folder import CourseFolder, MarkingRefused
from autograder.nbgrader_glue.bulk.handed_in import is_marked
from autograder.nbgrader_glue.bulk.workshop import Trouble, not_a_folder


@attrs.frozen
class Job:
    """One submission: whose it is, where it lies, and where its autograded folder goes."""

    student: str
    submitted: Path
    autograded: Path

    @property
    def draft(self) -> Path:
        """Where the folder is made; nbgrader does not see names that begin with a dot."""
        return self.autograded.with_name(f".{self.autograded.name}.making")

    @property
    def aside(self) -> Path:
        """Where the folder of an earlier marking is put while the new one takes its place."""
        return self.autograded.with_name(f".{self.autograded.name}.before")


@attrs.frozen
class Plan:
    """Jobs, students who are marked already, and submissions that are none."""

    todo: tuple[Job, ...]
    already: tuple[str, ...]
    troubles: tuple[Trouble, ...]


def plan_marking(
    course: CourseFolder, assignment: str, finished: Collection[str], only: Collection[str] = (), *, force: bool = False
) -> Plan:
    """What to do for the whole class, or `only` for some; with `force` everything again. Raises `MarkingRefused`."""
    students = course.students_with("submitted", assignment)
    if unknown := sorted(set(only) - set(students)):
        raise MarkingRefused("no_such_student", students=", ".join(unknown), assignment=assignment)
    todo, already, troubles = [], [], []
    for student, folder in students.items():
        if only and student not in only:
            continue
        if trouble := not_a_folder(student, folder):
            troubles.append(trouble)
            continue
        job = Job(student, folder, course.folder("autograded", assignment, student))
        if not force and student in finished and is_marked(job.submitted, job.autograded, assignment):
            already.append(student)
        else:
            todo.append(job)
    return Plan(tuple(todo), tuple(already), tuple(troubles))
