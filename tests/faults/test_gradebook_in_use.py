"""The gradebook held by another program, a second marking, an instructor who interrupts: waited for or told plainly."""

import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.faults.conftest import FULL
from tests.school import RIGHT, SMALL, School, record, told

pytestmark = pytest.mark.slow

SLOW = """
import time
import autograder.nbgrader_glue.bulk.shared_work as work, autograder.nbgrader_glue.bulk.run as run
work.BATCH = 1
write = run.write_batch
def slowly(*arguments):
    time.sleep(1.5)
    return write(*arguments)
run.write_batch = slowly
"""
IMPATIENT = "import autograder.nbgrader_glue.bulk.gradebook as gradebook; gradebook.PATIENCE = 1"

LOCKED_MEANWHILE = """
import sqlite3, threading
import autograder.nbgrader_glue.data_path as data_path
prepare = data_path.WorkbookExporter._prepare
def then_locked(self):
    prepare(self)
    held = sqlite3.connect("gradebook.db", isolation_level=None, check_same_thread=False)
    held.execute("begin exclusive")
    threading.Timer(8, held.close).start()
data_path.WorkbookExporter._prepare = then_locked
"""


@pytest.fixture
def handed_in(school: School) -> School:
    for name in ("ann", "ben", "cai", "dan"):
        school.hand_in(name, record(RIGHT, name))
    return school


@contextmanager
def locked(school: School) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(school.root / "gradebook.db", isolation_level=None, check_same_thread=False)) as held:
        held.execute("begin exclusive")
        yield held


def test_a_gradebook_that_is_locked_for_a_while_is_waited_for(handed_in: School) -> None:
    with locked(handed_in) as held:
        release = threading.Timer(12, lambda: held.execute("rollback"))
        release.start()
        done = handed_in.mark()
        release.join()
    assert done.returncode == 0, done.stderr
    assert handed_in.scores("ann") == FULL


def test_nbgrader_itself_waits_longer_than_its_own_five_seconds(handed_in: School) -> None:
    done = handed_in.autograde(before=LOCKED_MEANWHILE)
    assert done.returncode == 0, done.stderr
    assert {student for student, _ in handed_in.grades()} == {"ann", "ben", "cai", "dan"}
    assert handed_in.scores("ann") == FULL


def test_a_gradebook_that_stays_locked_is_told_and_nothing_is_half_done(handed_in: School) -> None:
    with locked(handed_in):
        done = handed_in.mark(before=IMPATIENT)
    assert done.returncode == 1
    assert "The gradebook cannot be written: database is locked" in done.stderr
    assert "Traceback" not in done.stderr
    assert list((handed_in.root / "autograded").rglob("*.ipynb")) == []
    assert handed_in.mark().returncode == 0


def running(school: School) -> subprocess.Popen[str]:
    """A marking that takes its time, once it has written the first submission."""
    driver = school.root.parent / "slow_mark.py"
    driver.write_text(f"{SLOW}\nif __name__ == '__main__':\n from autograder.command import workbook\n workbook()")
    process = subprocess.Popen(
        [sys.executable, str(driver), "mark", SMALL, "--json", "--lang", "en"],
        cwd=school.root, env=school.environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    until = time.monotonic() + 120
    while not list((school.root / "autograded").glob(f"*/{SMALL}")) and time.monotonic() < until:
        time.sleep(0.05)
    return process


def test_a_second_marking_at_the_same_time_says_so_and_harms_nothing(handed_in: School) -> None:
    first = running(handed_in)
    hold = "import autograder.safe_file as safe; safe._PATIENCE = 0.1"
    second = handed_in.mark(before=hold)
    output, errors = first.communicate(timeout=120)
    assert first.returncode == 0, errors
    assert output
    assert (second.returncode, "Another workbook mark is at work" in second.stderr) == (1, True)
    assert {student for student, _ in handed_in.grades()} == {"ann", "ben", "cai", "dan"}


def test_interrupted_it_stops_at_once_and_a_second_run_finishes(handed_in: School) -> None:
    first = running(handed_in)
    first.send_signal(signal.SIGINT)
    _, errors = first.communicate(timeout=120)
    assert first.returncode == 130
    assert errors.strip() == "Stopped. Run it again to mark the rest."
    report = told(handed_in.mark())
    assert len(report["already"]) >= 1
    assert len(report["marked"]) + len(report["already"]) == 4


def test_marks_given_in_formgrader_while_a_class_is_marked_are_kept(handed_in: School) -> None:
    first = running(handed_in)
    student = next(iter((handed_in.root / "autograded").glob(f"*/{SMALL}"))).parent.name
    handed_in.sql(
        "update grade set manual_score = 1.25 where notebook_id in (select n.id from submitted_notebook n "
        "join submitted_assignment s on s.id = n.assignment_id where s.student_id = ?)",
        student,
    )
    _, errors = first.communicate(timeout=120)
    assert first.returncode == 0, errors
    assert {grade[1] for (name, _), grade in handed_in.grades().items() if name == student} == {1.25}


def test_a_course_without_a_gradebook_is_told_what_to_do(handed_in: School) -> None:
    Path(handed_in.root, "gradebook.db").unlink()
    done = handed_in.mark()
    assert (done.returncode, "workbook release" in done.stderr, "Traceback" in done.stderr) == (1, True, False)
    assert not (handed_in.root / "gradebook.db").exists()
