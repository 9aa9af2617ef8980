"""The gradebook in PostgreSQL: the same rows as in SQLite, also while others write in it and after a kill."""

import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest

from autograder.nbgrader_glue.bulk.gradebook import open_gradebook
from autograder.nbgrader_glue.history.tables import add_history
from autograder.nbgrader_glue.releasing import release_assignment
from tests.postgres import Cluster, cluster
from tests.school import AUTOMATIC, OWES, RIGHT, SMALL, WHY, School, record, told

pytestmark = pytest.mark.slow

SIZE = 12
DIE_BETWEEN_ROWS_AND_FOLDERS = """
import os, signal
import autograder.nbgrader_glue.bulk.shared_work as work, autograder.nbgrader_glue.bulk.batch as batch
work.BATCH = 4
batch._put_in_place = lambda outcome: os.kill(os.getpid(), signal.SIGKILL)
"""
ONE_BY_ONE = "import autograder.nbgrader_glue.bulk.shared_work as work; work.BATCH = 1"


@pytest.fixture(scope="module")
def server() -> Iterator[Cluster]:
    with cluster() as running:
        yield running


@pytest.fixture(scope="module")
def in_file(released: School, tmp_path_factory: pytest.TempPathFactory) -> School:
    """A class that has handed in, its gradebook a file."""
    school = released.copy(tmp_path_factory.mktemp("in_file") / "course")
    for number in range(SIZE):
        name = f"trainee_{number:02}"
        answers = record({**RIGHT, OWES: "guarantee_joint"} if number % 3 == 1 else RIGHT, name)
        school.hand_in(name, answers[:200] if number == 5 else None if number == 6 else answers)
    return school


@pytest.fixture(scope="module")
def in_server(in_file: School, server: Cluster, tmp_path_factory: pytest.TempPathFactory) -> School:
    """The same class, the assignment generated into a database."""
    school = in_file.copy(tmp_path_factory.mktemp("in_server") / "course")
    moved = use_database(school, server.database())
    (school.root / "gradebook.db").unlink()
    release_assignment(school.root, SMALL)
    return moved


def use_database(school: School, address: str) -> School:
    with (school.root / "nbgrader_config.py").open("a") as config:
        config.write(f"\nc.CourseDirectory.db_url = {address!r}\n")
    return attrs.evolve(school, database=address)


def copied(school: School, server: Cluster, to: Path) -> School:
    """The same class in another folder and another database."""
    assert school.database
    return use_database(school.copy(to), server.database(like=school.database))


@pytest.fixture
def school(in_server: School, server: Cluster, tmp_path: Path) -> School:
    return copied(in_server, server, tmp_path / "course")


def rows(school: School) -> tuple[object, ...]:
    submissions = "select student_id, timestamp from submitted_assignment order by 1"
    comments = "select count(*) from comment"
    stamps = [(student, str(stamp)[:19]) for student, stamp in school.sql(submissions)]
    return school.grades(), stamps, school.sql(comments)


def test_bulk_and_data_path_write_the_rows_that_they_write_in_sqlite(
    in_file: School, school: School, server: Cluster, tmp_path: Path
) -> None:
    data = copied(school, server, tmp_path / "data")
    file = in_file.copy(tmp_path / "file")
    assert (file.mark().returncode, school.mark().returncode) == (1, 1)  # one damaged record to look at
    done = data.autograde()
    assert done.returncode == 0, done.stderr
    assert rows(school) == rows(file) == rows(data)
    assert len(school.grades()) == SIZE * (len(AUTOMATIC) + 1)
    assert told(school.mark())["marked"] == []
    indices = school.sql(
        "select indexname from pg_indexes where indexname like 'workbook%' and tablename not like 'workbook%'"
    )
    assert len(indices) == 4


def test_the_address_may_be_given_for_one_run(in_file: School, school: School, tmp_path: Path) -> None:
    other = in_file.copy(tmp_path / "other")
    assert school.database
    assert other.mark("--db", school.database).returncode == 1
    assert len(school.grades()) == SIZE * (len(AUTOMATIC) + 1)
    assert other.grades() == {}


def test_two_markings_at_once_lose_nothing_and_write_nothing_twice(school: School, tmp_path: Path) -> None:
    twin = attrs.evolve(school.copy(tmp_path / "twin"), database=school.database)  # another folder: no common lock
    done = []
    threads = [
        threading.Thread(target=lambda one=one: done.append(one.mark(before=ONE_BY_ONE))) for one in (school, twin)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [one.returncode for one in done] == [1, 1], [one.stderr for one in done]
    assert [len(told(one)["marked"]) + len(told(one)["already"]) for one in done] == [SIZE, SIZE]
    assert school.sql("select count(*) from grade") == [(SIZE * (len(AUTOMATIC) + 1),)]
    assert school.sql("select count(*) from submitted_assignment") == [(SIZE,)]
    assert school.sql("select count(distinct student), count(distinct basis) from workbook_mark") == [(SIZE, 1)]


def test_marks_given_by_hand_during_a_marking_are_kept(school: School) -> None:
    school.mark()
    stop = threading.Event()
    given: dict[str, float] = {}

    def by_hand() -> None:
        number = 0
        ids = [id for (id,) in school.sql("select g.id from grade g join task_cells t on t.id = g.cell_id order by 1")]
        while not stop.is_set():
            id, score = ids[number % len(ids)], number % 7 / 2
            school.sql("update grade set manual_score = ?, needs_manual_grade = false where id = ?", score, id)
            given[id] = score
            number += 1

    grader = threading.Thread(target=by_hand)
    grader.start()
    done = school.mark("--force", before=ONE_BY_ONE)
    stop.set()
    grader.join()
    assert len(told(done)["marked"]) == SIZE
    assert len(given) == SIZE
    kept = dict(school.sql("select g.id, g.manual_score from grade g join task_cells t on t.id = g.cell_id"))
    assert kept == given
    assert school.sql("select count(*) from grade where manual_score is not null and needs_manual_grade") == [(0,)]


def test_killed_between_rows_and_folders_a_second_run_finishes(school: School) -> None:
    assert school.mark(before=DIE_BETWEEN_ROWS_AND_FOLDERS).returncode == -9
    assert list((school.root / "autograded").glob(f"*/{SMALL}")) == []
    assert len(school.grades()) == 4 * (len(AUTOMATIC) + 1)
    again = told(school.mark())
    assert len(again["marked"]) == SIZE
    assert len(school.grades()) == SIZE * (len(AUTOMATIC) + 1)


def test_tables_that_several_make_at_once_are_made_once(server: Cluster) -> None:
    for _ in range(3):
        address, failures, barrier = server.database(), list[BaseException](), threading.Barrier(6)

        def make(address: str = address, failures: list[BaseException] = failures, at: Any = barrier) -> None:
            engine = open_gradebook(address)
            with engine.begin():
                at.wait()
            try:
                add_history(engine)
            except BaseException as error:
                failures.append(error)
            engine.dispose()

        threads = [threading.Thread(target=make) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failures == []


def test_what_marks_rest_on_is_kept_in_the_server_too(in_file: School, school: School, tmp_path: Path) -> None:
    file = in_file.copy(tmp_path / "file")
    asked = "select student, basis, answers, without, points, way from workbook_mark order by number"
    assert (file.mark().returncode, school.mark().returncode) == (1, 1)
    assert len(school.sql(asked)) == SIZE
    assert sorted(school.sql(asked)) == sorted(file.sql(asked))
    done = school.workbook("remark", SMALL, "--law-on", "2020-12-31", "--write", "--json")
    assert (done.returncode, len(json.loads(done.stdout)["changing"])) == (0, SIZE - 2)
    audit = json.loads(school.workbook("audit", "trainee_00", SMALL, "--json").stdout)
    assert [(mark["way"], mark["same"]) for mark in audit["marks"]] == [("mark", True), ("remark", True)]
    school.sql("drop table workbook_basis")
    gone = school.workbook("audit", "trainee_00", SMALL, "--lang", "en")
    assert (gone.returncode, "Traceback" in gone.stderr, "workbook_basis" in gone.stdout) == (1, False, True)


def test_feedback_and_export_read_the_database(school: School) -> None:
    report = told(school.mark("--feedback", "--only", "trainee_00", "--only", "trainee_01"))
    assert [page["trouble"] for page in report["feedback"]] == [None, None]
    assert school.run("nbgrader", "export").returncode == 0
    assert len((school.root / "grades.csv").read_text().splitlines()) == 3


def test_an_address_where_no_server_answers_is_told(in_file: School, tmp_path: Path) -> None:
    other = in_file.copy(tmp_path / "other")
    done = other.mark("--db", f"postgresql://nobody@/nothing?host={tmp_path}")
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert "The gradebook cannot be" in done.stderr
    assert WHY not in done.stderr
