"""Who is marked: everybody whose rows or folder are not those of what they handed in, and nobody else."""

from pathlib import Path

import pytest

from autograder.nbgrader_glue.bulk.course_folder import STEPS, CourseFolder, MarkingRefused
from autograder.nbgrader_glue.bulk.plan import plan_marking

NAMES = ("ann", "ben", "cai")


@pytest.fixture
def course(tmp_path: Path) -> CourseFolder:
    """Three who handed in and are marked."""
    course = CourseFolder(tmp_path, "", "c", {step: step for step in STEPS})
    for name in NAMES:
        for step in ("submitted", "autograded"):
            folder = course.folder(step, "unit", name)
            folder.mkdir(parents=True)
            (folder / "answers.json").write_text("{}")
            (folder / "timestamp.txt").write_text("2026-11-21 12:03:07 UTC")
        (course.folder("autograded", "unit", "ann").parent / ".unit.making").mkdir(exist_ok=True)
        (course.folder("autograded", "unit", name) / "unit.ipynb").write_text("{\n}\n")
    return course


def todo(course: CourseFolder, finished: tuple[str, ...] = NAMES, *, force: bool = False) -> list[str]:
    return [job.student for job in plan_marking(course, "unit", finished, force=force).todo]


def test_nobody_is_marked_twice_unless_that_is_wanted(course: CourseFolder) -> None:
    assert todo(course) == []
    assert plan_marking(course, "unit", NAMES).already == NAMES
    assert todo(course, force=True) == list(NAMES)


def test_rows_without_a_folder_and_a_folder_without_rows_are_marked_again(course: CourseFolder) -> None:
    assert todo(course, ("ann", "cai")) == ["ben"]
    autograded = course.folder("autograded", "unit", "ben")
    autograded.rename(autograded.with_name("elsewhere"))
    assert todo(course) == ["ben"]


@pytest.mark.parametrize("name", ["answers.json", "timestamp.txt"])
def test_what_was_handed_in_since_is_marked(course: CourseFolder, name: str) -> None:
    (course.folder("submitted", "unit", "cai") / name).write_text('{"later": 1}')
    assert todo(course) == ["cai"]
    (course.folder("submitted", "unit", "cai") / name).unlink()
    assert todo(course) == ["cai"]


def test_a_notebook_that_breaks_off_is_made_again(course: CourseFolder) -> None:
    (course.folder("autograded", "unit", "ann") / "unit.ipynb").write_text("{\n")
    assert todo(course) == ["ann"]


def test_only_those_who_are_named_are_looked_at(course: CourseFolder) -> None:
    plan = plan_marking(course, "unit", (), ("ben",))
    assert [job.student for job in plan.todo] == ["ben"]
    with pytest.raises(MarkingRefused, match="nobody"):
        plan_marking(course, "unit", (), ("ben", "nobody"))


def test_a_link_and_a_file_are_no_submissions(course: CourseFolder) -> None:
    (course.root / "submitted" / "dan").mkdir()
    (course.root / "submitted" / "dan" / "unit").symlink_to(course.folder("submitted", "unit", "ann"))
    (course.root / "submitted" / "eve").mkdir()
    (course.root / "submitted" / "eve" / "unit").write_text("no folder")
    plan = plan_marking(course, "unit", NAMES)
    assert plan.todo == ()
    assert [(one.student, one.problem.reason, one.refused) for one in plan.troubles] == [
        ("dan", "link", True), ("eve", "not_a_folder", True),
    ]  # fmt: skip
    assert all(one.problem.say(language) for one in plan.troubles for language in ("zh", "en"))
