"""No room on the disk, or no right to write: it is named, the rest is marked, and a second run finishes."""

import pytest

from tests.faults.conftest import FULL
from tests.school import RIGHT, SMALL, School, record, told

pytestmark = pytest.mark.slow

FAILING = """
import errno, os
import autograder.nbgrader_glue.bulk.workshop as workshop
open_file = os.open
def full(path, *arguments, **named):
    if "ben" in str(path) and ".making" in str(path):
        raise OSError({error}, os.strerror({error}))
    return open_file(path, *arguments, **named)
workshop.os.open = full
"""
FULL_GRADEBOOK = """
import sqlite3
from sqlalchemy.exc import OperationalError
import autograder.nbgrader_glue.bulk.batch as batch
def full(*arguments):
    raise OperationalError("insert", {}, sqlite3.OperationalError("database or disk is full"))
batch.write_rows = full
"""


@pytest.fixture
def handed_in(school: School) -> School:
    for name in ("ann", "ben", "cai"):
        school.hand_in(name, record(RIGHT, name))
    return school


@pytest.mark.parametrize(("error", "said"), [("errno.ENOSPC", "No space left"), ("errno.EACCES", "Permission denied")])
def test_one_that_cannot_be_written_is_named_and_the_rest_is_marked(handed_in: School, error: str, said: str) -> None:
    done = handed_in.mark(before=FAILING.replace("{error}", error))
    report = told(done)
    assert done.returncode == 1
    assert [one["student"] for one in report["marked"]] == ["ann", "cai"]
    (named,) = report["look_at"]
    assert (named["student"], named["reason"], named["refused"]) == ("ben", "not_written", True)
    assert said in named["says"]
    assert not handed_in.autograded("ben").exists()
    assert {student for student, _ in handed_in.grades()} == {"ann", "cai"}
    assert [one["student"] for one in told(handed_in.mark())["marked"]] == ["ben"]
    assert handed_in.scores("ben") == FULL


def test_a_full_disk_under_the_gradebook_is_told_and_leaves_nothing(handed_in: School) -> None:
    done = handed_in.mark(before=FULL_GRADEBOOK)
    assert done.returncode == 1
    assert "database or disk is full" in done.stderr
    assert handed_in.grades() == {}
    assert list((handed_in.root / "autograded").glob(f"*/*{SMALL}*")) == []
    assert handed_in.mark().returncode == 0


def test_where_the_system_refuses_every_further_byte_nothing_is_half_written(handed_in: School) -> None:
    little = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000))"
    done = handed_in.mark(before=little)
    assert done.returncode == 1
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr
    assert handed_in.grades() == {}
    assert list((handed_in.root / "autograded").glob("*/*")) == []
    assert handed_in.mark().returncode == 0
    assert handed_in.scores("ben") == FULL
