"""From what a student is marked again: the autograded folder, the one put aside, or the answers that were kept."""

from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from autograder.nbgrader_glue.bulk.course_folder import STEPS, CourseFolder
from autograder.nbgrader_glue.bulk.rows import MarkedRow
from autograder.nbgrader_glue.history.contents import ANSWERS, content_of
from autograder.nbgrader_glue.history.keeping import Keeper
from autograder.nbgrader_glue.history.present import Present
from autograder.nbgrader_glue.history.reading import History
from autograder.nbgrader_glue.history.sources import Sources, sources
from autograder.nbgrader_glue.history.tables import KEPT
from tests.school import SMALL

MOMENT = datetime(2026, 11, 21, 12, 3, 7)


@pytest.fixture
def course(tmp_path: Path) -> CourseFolder:
    return CourseFolder(tmp_path / "course", "sqlite:///", "course", {step: step for step in STEPS})


def marked(folder: Path, answers: bytes = b"{}", *, whole: bool = True) -> Path:
    folder.mkdir(parents=True)
    (folder / f"{SMALL}.ipynb").write_text("{}\n" if whole else "{")
    (folder / "answers.json").write_bytes(answers)
    return folder


def found(engine: Engine, course: CourseFolder, home: Path) -> Sources:
    with engine.begin() as connection:
        present = Present({}, None, MOMENT)
        return sources(course, SMALL, {"alice": present}, History(connection, SMALL), home)


def keep(engine: Engine, keeper: Keeper, answers: bytes | None) -> None:
    given = content_of(ANSWERS, answers) if answers is not None else None
    with engine.begin() as connection:
        row = MarkedRow("alice", MOMENT, {"one": 1.0}, frozenset(), given, None if given else "missing")
        keeper.write(connection, [row])


def test_the_autograded_folder_comes_first(engine: Engine, course: CourseFolder, tmp_path: Path) -> None:
    folder = marked(course.folder("autograded", SMALL, "alice"))
    (job,) = found(engine, course, tmp_path).jobs
    assert (job.submitted, job.autograded) == (folder, folder)


def test_what_a_killed_run_put_aside_counts_where_the_folder_is_gone(
    engine: Engine, course: CourseFolder, tmp_path: Path
) -> None:
    folder = course.folder("autograded", SMALL, "alice")
    aside = marked(folder.with_name(f".{SMALL}.before"))
    (job,) = found(engine, course, tmp_path).jobs
    assert (job.submitted, job.autograded) == (aside, folder)


def test_half_a_folder_is_none_and_the_kept_answers_are_taken(
    engine: Engine, keeper: Keeper, course: CourseFolder, tmp_path: Path
) -> None:
    marked(course.folder("autograded", SMALL, "alice"), b"half", whole=False)
    keep(engine, keeper, b"kept")
    (job,) = found(engine, course, tmp_path).jobs
    assert job.submitted.parent == tmp_path
    assert (job.submitted / "answers.json").read_bytes() == b"kept"
    assert (job.submitted / "timestamp.txt").read_text() == "2026-11-21 12:03:07 UTC"


def test_who_had_handed_in_nothing_still_has_not(
    engine: Engine, keeper: Keeper, course: CourseFolder, tmp_path: Path
) -> None:
    keep(engine, keeper, None)
    (job,) = found(engine, course, tmp_path).jobs
    assert [file.name for file in job.submitted.iterdir()] == ["timestamp.txt"]


def test_without_folder_and_kept_answers_a_student_is_lost(
    engine: Engine, keeper: Keeper, course: CourseFolder, tmp_path: Path
) -> None:
    assert found(engine, course, tmp_path).lost == ("alice",)
    keep(engine, keeper, b"kept")
    with engine.begin() as connection:
        connection.execute(KEPT.delete())
    assert found(engine, course, tmp_path).lost == ("alice",)


def test_who_has_handed_in_something_else_since_is_named(engine: Engine, course: CourseFolder, tmp_path: Path) -> None:
    marked(course.folder("autograded", SMALL, "alice"))
    submitted = course.folder("submitted", SMALL, "alice")
    submitted.mkdir(parents=True)
    (submitted / "answers.json").write_bytes(b"{}")
    assert found(engine, course, tmp_path).handed_in_since == ()
    (submitted / "answers.json").write_bytes(b"{ }")
    assert found(engine, course, tmp_path).handed_in_since == ("alice",)
