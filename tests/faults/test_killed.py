"""kill -9 at every stage of `workbook mark` and `nbgrader autograde`: nothing is half done, a second run finishes."""

from pathlib import Path

import pytest

from tests.faults.conftest import FULL
from tests.school import AUTOMATIC, OWES, RIGHT, SMALL, WHY, School, cell_name, record, told

pytestmark = pytest.mark.slow

KILLED = -9
SIZE = 12

# The statements are executed in the marking process before it begins.

SMALL_BATCHES = "import autograder.nbgrader_glue.bulk.shared_work as work; work.BATCH = 4"
DIE = """
import os, signal
def after(times, function):
    left = [times]
    def call(*arguments, **named):
        left[0] -= 1
        if left[0] < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*arguments, **named)
    return call
"""
BULK = {
    "before the first folder is drafted": "import autograder.nbgrader_glue.bulk.batch as b; "
    "b.write_folder = after(0, b.write_folder)",
    "between two drafts": "import autograder.nbgrader_glue.bulk.batch as b; b.write_folder = after(6, b.write_folder)",
    "in the middle of a draft": "import autograder.nbgrader_glue.bulk.workshop as w; w.os.open = after(45, w.os.open)",
    "in the middle of the rows": "import autograder.nbgrader_glue.bulk.rows as r; r._comments = after(1, r._comments)",
    "between rows and folders": "import autograder.nbgrader_glue.bulk.batch as b; "
    "b._put_in_place = after(4, b._put_in_place)",
    "between two folders": "import autograder.nbgrader_glue.bulk.batch as b; "
    "b._put_in_place = after(6, b._put_in_place)",
}
INSIDE_NBGRADER = {
    "before the first is marked": "import autograder.nbgrader_glue.data_path as d; "
    "d.WorkbookExporter._marked = after(0, d.WorkbookExporter._marked)",
    "between rows and folder": "import autograder.nbgrader_glue.data_path as d; "
    "d.write_folder = after(1, d.write_folder)",
    "in the middle of a folder": "import autograder.nbgrader_glue.bulk.workshop as w; w.os.open = after(6, w.os.open)",
    "in nbgrader's own writing": "import nbgrader.converters.base as b; "
    "b.FilesWriter.write = after(3, b.FilesWriter.write)",
}


@pytest.fixture(scope="module")
def handed_in(released: School, tmp_path_factory: pytest.TempPathFactory) -> School:
    school = released.copy(tmp_path_factory.mktemp("handed_in") / "course")
    school.hand_in_class(SIZE)
    return school


@pytest.fixture(scope="module")
def undisturbed(handed_in: School, tmp_path_factory: pytest.TempPathFactory) -> School:
    school = handed_in.copy(tmp_path_factory.mktemp("undisturbed") / "course")
    assert school.mark().returncode == 0
    return school


@pytest.mark.parametrize("moment", BULK.values(), ids=BULK)
def test_a_second_run_finishes_what_a_killed_one_left(
    handed_in: School, undisturbed: School, tmp_path: Path, moment: str
) -> None:
    school = handed_in.copy(tmp_path / "course")
    assert school.mark(before=f"{SMALL_BATCHES}\n{DIE}\n{moment}").returncode == KILLED
    check_nothing_is_half_done(school)
    again = school.mark()
    assert again.returncode == 0, again.stderr
    assert school.grades() == undisturbed.grades()
    assert all(school.is_whole(f"trainee_{number:02}") for number in range(12))
    assert [file.name for file in (school.root / "autograded").rglob(".*")] == []


def test_the_moments_of_the_kills_differ(handed_in: School, tmp_path: Path) -> None:
    left = {}
    for name in ("before the first folder is drafted", "between rows and folders", "between two folders"):
        school = handed_in.copy(tmp_path / name.replace(" ", "_"))
        school.mark(before=f"{SMALL_BATCHES}\n{DIE}\n{BULK[name]}")
        folders = len(list((school.root / "autograded").glob(f"*/{SMALL}")))
        left[name] = (len({student for student, _ in school.grades()}), folders)
    assert list(left.values()) == [(0, 0), (8, 4), (8, 6)]


def check_nothing_is_half_done(school: School) -> None:
    assert school.sql("pragma integrity_check") == [("ok",)]
    grades = school.grades()
    students = {student for student, _ in grades}
    assert all((student, cell_name(question)) in grades for student in students for question in (*AUTOMATIC, WHY))
    for folder in (school.root / "autograded").glob(f"*/{SMALL}"):
        assert school.is_whole(folder.parent.name)
        assert folder.parent.name in students


def test_killed_while_processes_work_for_it_a_second_run_finishes(handed_in: School, tmp_path: Path) -> None:
    school = handed_in.copy(tmp_path / "course")
    shared = f"{SMALL_BATCHES}; work.FEW = 1"
    killed = school.mark(before=f"{shared}\n{DIE}\n{BULK['between two folders']}")
    assert killed.returncode == KILLED
    check_nothing_is_half_done(school)
    again = told(school.mark(before=shared))
    assert len(again["marked"]) + len(again["already"]) == 12
    assert told(school.mark())["marked"] == []


def test_a_process_that_is_killed_leaves_its_work_to_the_others(handed_in: School, tmp_path: Path) -> None:
    school = handed_in.copy(tmp_path / "course")
    once = tmp_path / "killed_once"
    shared = (
        f"{SMALL_BATCHES}; work.FEW = 1\n"
        + f"""
import multiprocessing, os, pathlib, signal
if multiprocessing.parent_process() and not pathlib.Path({str(once)!r}).exists():
    pathlib.Path({str(once)!r}).touch()
    os.kill(os.getpid(), signal.SIGKILL)
"""
    )
    marked = school.mark(before=shared)
    assert marked.returncode == 0, marked.stderr
    assert len(told(marked)["marked"]) == 12


# Inside nbgrader


@pytest.fixture(scope="module")
def few(released: School, tmp_path_factory: pytest.TempPathFactory) -> School:
    school = released.copy(tmp_path_factory.mktemp("few") / "course")
    school.hand_in_class(3)
    return school


@pytest.fixture(scope="module")
def few_marked(few: School, tmp_path_factory: pytest.TempPathFactory) -> School:
    school = few.copy(tmp_path_factory.mktemp("few_marked") / "course")
    assert school.mark().returncode == 0
    return school


def finished(school: School, finish: str) -> None:
    again = school.autograde() if finish == "nbgrader" else school.mark()
    assert again.returncode == 0, again.stderr


@pytest.mark.parametrize(("moment", "finish"), list(zip(INSIDE_NBGRADER, ["nbgrader", "workbook"] * 2, strict=True)))
def test_what_a_killed_nbgrader_left_is_finished_by_either_way(
    few: School, few_marked: School, tmp_path: Path, moment: str, finish: str
) -> None:
    school = few.copy(tmp_path / "course")
    assert school.autograde(before=f"{DIE}\n{INSIDE_NBGRADER[moment]}").returncode == KILLED
    assert school.sql("pragma integrity_check") == [("ok",)]
    finished(school, finish)
    assert school.grades() == few_marked.grades()
    assert all(school.is_whole(f"trainee_{number:02}") for number in range(3))


def test_killed_while_it_marks_a_second_submission_the_marks_of_the_first_do_not_stay(
    few_marked: School, tmp_path: Path
) -> None:
    school = few_marked.copy(tmp_path / "course")
    school.hand_in("trainee_00", record(RIGHT, "trainee_00"), stamp="2026-11-22 12:03:07.000000 UTC")
    moment = INSIDE_NBGRADER["before the first is marked"]
    assert school.autograde(before=f"{DIE}\n{moment}").returncode == KILLED
    assert school.scores("trainee_00")[OWES] == 1.0
    for finish in ("workbook", "nbgrader"):
        other = school.copy(tmp_path / finish)
        finished(other, finish)
        assert other.scores("trainee_00") == FULL
        assert other.is_whole("trainee_00")
