"""`workbook mark --scheduler`: real schedulers and workers in processes of their own, some of them ended in the middle.

No worker has cases or may open anything in the course folder: one that does ends itself.
"""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.clusters import ROOT, Cluster, cluster, wait_until
from tests.school import OWES, RIGHT, SMALL, SMALL_COURSE, School, notebook_of, record, told

pytestmark = pytest.mark.slow

SIZE = 24
POISON = "trainee_15"
SMALL_BATCHES = "import autograder.nbgrader_glue.bulk.shared_work as work; work.BATCH = 2\n"
IMPATIENT = "import autograder.nbgrader_glue.bulk.cluster_link as link; link.PATIENCE = 1.0\n"
DIE_BETWEEN_FOLDERS = """
import os, signal
import autograder.nbgrader_glue.bulk.batch as batch
def put_in_place(outcome, left=[7], put=batch._put_in_place):
    left[0] -= 1
    return put(outcome) if left[0] else os.kill(os.getpid(), signal.SIGKILL)
batch._put_in_place = put_in_place
"""
Done = subprocess.CompletedProcess[str]


@pytest.fixture(scope="module")
def handed_in(released: School, tmp_path_factory: pytest.TempPathFactory) -> School:
    """A class with some records that cannot be read: their language is in the notebook alone."""
    school = released.copy(tmp_path_factory.mktemp("handed_in") / "course")
    school.hand_in_class(SIZE - 4)
    school.hand_in("unusual_cut", record(RIGHT, "unusual_cut", "en")[:100], "en")
    school.hand_in("unusual_empty", None, "en")
    school.hand_in("unusual_english", record({**RIGHT, OWES: "none"}, "unusual_english", "en"), "en", stamp="yesterday")
    school.hand_in("unusual_other", record(RIGHT, "somebody"))
    return school


@pytest.fixture(scope="module")
def marked_here(handed_in: School, tmp_path_factory: pytest.TempPathFactory) -> tuple[School, Done]:
    school = handed_in.copy(tmp_path_factory.mktemp("local") / "course")
    return school, school.mark()


@pytest.fixture
def local(marked_here: tuple[School, Done]) -> School:
    """The class as one machine marks it."""
    return marked_here[0]


@pytest.fixture
def school(handed_in: School, tmp_path: Path) -> School:
    return handed_in.copy(tmp_path / "course")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "cluster"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A cluster with two workers, one of which has two threads; whoever uses it leaves it as it was."""
    base = tmp_path_factory.getbasetemp()
    with cluster(base / "cluster") as made:
        (made.folder / "open").touch()
        for name, threads in (("one", 1), ("two", 2)):
            made.add_worker(name, before=watched(base) + halting(made), threads=threads)
        yield made


def watched(base: Path) -> str:
    """A worker ends where it opens a case, or anything in the folders of the tests but its own."""
    return f"""
import os, sys
def look(event, arguments):
    if event in ("open", "os.listdir", "os.scandir") and isinstance(arguments[0], (str, bytes, os.PathLike)):
        path = os.path.abspath(os.fsdecode(arguments[0]))
        own = path.startswith({f"{base}/cluster/"!r})
        cases = event == "open" and path.startswith(({f"{ROOT}/autograder/cases/"!r}, {f"{SMALL_COURSE}/"!r}))
        if cases or path.startswith({f"{base}/"!r}) and not own:
            print("looked at", path, file=sys.stderr, flush=True)
            os._exit(1)
sys.addaudithook(look)
"""


def halting(made: Cluster, what: str = "wait()") -> str:
    """A worker that gets `POISON` says so and waits until there is a file `open`, or does something else."""
    return f"""
import os, time
from pathlib import Path
import autograder.nbgrader_glue.bulk.away as away
def wait():
    while not Path({str(made.folder / "open")!r}).exists():
        time.sleep(0.01)
def mark_away(sent, parcel, mark=away.mark_away):
    if any(piece.student == {POISON!r} for piece in parcel.pieces):
        Path("has_it").touch()
        {what}
    return mark(sent, parcel)
away.mark_away = mark_away
"""


@contextlib.contextmanager
def marking(school: School, made: Cluster, *arguments: str, before: str = "") -> Iterator[Callable[[], Done]]:
    """A marking that goes on meanwhile; what is given waits for its end."""
    done: list[Done] = []
    thread = threading.Thread(target=lambda: done.append(mark(school, made, *arguments, before=before)))
    thread.start()

    def end() -> Done:
        thread.join(60)
        assert done, "the marking did not end"
        return done[0]

    try:
        yield end
    finally:
        thread.join(60)


def mark(school: School, made: Cluster, *arguments: str, before: str = "") -> Done:
    return school.mark("--scheduler", made.address, *arguments, before=SMALL_BATCHES + before)


def has_it(made: Cluster) -> list[str]:
    """The workers that got `POISON`."""
    return [name for name in made.workers if (made.folder / name / "has_it").exists()]


def check_everything_is_marked_once(school: School, done: Done, local: School) -> dict[str, int]:
    """Gives who marked how many."""
    report = told(done)
    students = [one["student"] for one in report["marked"]]
    assert len(students) == len({*students}) == SIZE
    check_same(school, local)
    workers: dict[str, int] = report["workers"]
    assert sum(workers.values()) == SIZE
    return workers


def check_same(school: School, local: School) -> None:
    assert school.grades() == local.grades()
    assert school.sql("select count(*) from grade") == local.sql("select count(*) from grade")
    for folder in (local.root / "autograded").glob(f"*/{SMALL}"):
        assert content(school.autograded(folder.parent.name)) == content(folder)
    assert [file.name for file in (school.root / "autograded").rglob(".*") if file.is_dir()] == []


def content(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def looked_at(done: Done) -> list[tuple[str, str, str]]:
    report: Any = told(done)
    return sorted((one["student"], one["reason"], one["says"]) for one in report["look_at"])


# As on one machine


def test_two_workers_without_course_or_cases_mark_what_one_machine_marks(
    school: School, local: School, marked_here: tuple[School, Done], running: Cluster
) -> None:
    done = mark(school, running)
    assert (done.returncode, done.stderr) == (1, "")
    workers = check_everything_is_marked_once(school, done, local)
    assert workers.pop("here") == 2  # whose language is in the notebook alone
    assert len(workers) == 2
    assert looked_at(done) == looked_at(marked_here[1])
    assert len(looked_at(done)) == 4
    assert notebook_of(school, "unusual_cut")["metadata"]["workbook"]["language"] == "en"
    assert told(mark(school, running))["marked"] == []


def test_the_other_options_work_as_on_one_machine(school: School, local: School, running: Cluster) -> None:
    would = mark(school, running, "--dry-run")
    assert len(told(would)["marked"]) == SIZE
    assert school.grades() == {}
    assert not (school.root / "autograded").exists()
    chosen = told(mark(school, running, "--only", "trainee_01", "--feedback"))
    assert [one["student"] for one in chosen["marked"]] == ["trainee_01"]
    assert (school.root / "feedback" / "trainee_01" / SMALL / f"{SMALL}.html").is_file()
    assert mark(school, running, "--force").returncode == 1
    check_same(school, local)


def test_this_machine_killed_in_the_middle_a_second_run_finishes(
    school: School, local: School, running: Cluster
) -> None:
    assert mark(school, running, before=DIE_BETWEEN_FOLDERS).returncode == -9
    assert 0 < len({student for student, _ in school.grades()}) < SIZE
    assert len(told(mark(school, running))["marked"]) < SIZE
    check_same(school, local)


def test_stopped_by_its_user_a_second_run_finishes_what_is_left(
    school: School, local: School, running: Cluster
) -> None:
    (running.folder / "open").unlink()
    for name in has_it(running):
        (running.folder / name / "has_it").unlink()
    with marking(school, running, before="import os, pathlib; pathlib.Path('pid').write_text(str(os.getpid()))") as end:
        try:
            wait_until(lambda: has_it(running), "a worker is at work")
            os.kill(int((school.root / "pid").read_text()), signal.SIGINT)
            done = end()
        finally:
            (running.folder / "open").touch()
    assert (done.returncode, "Run it again" in done.stderr, "Traceback" in done.stderr) == (130, True, False)
    assert len(told(mark(school, running))["marked"]) < SIZE
    check_same(school, local)


# Somebody dies


def test_a_worker_killed_in_the_middle_loses_nothing_and_marks_nothing_twice(
    school: School, local: School, home: Path
) -> None:
    with cluster(home) as made:
        for name in ("one", "two"):
            made.add_worker(name, before=halting(made))
        with marking(school, made) as end:
            wait_until(lambda: has_it(made), "a worker is at work")
            (killed,) = has_it(made)
            made.kill(made.workers[killed])
            (made.folder / "open").touch()
            done = end()
        assert (done.returncode, done.stderr) == (1, "")
        workers = check_everything_is_marked_once(school, done, local)
        assert workers["here"] == 2
        assert made.names() == {"one", "two"} - {killed}


def test_the_scheduler_killed_in_the_middle_this_machine_goes_on(school: School, local: School, home: Path) -> None:
    with cluster(home) as made:
        made.add_worker("one", before=halting(made))
        with marking(school, made) as end:
            wait_until(lambda: has_it(made), "the worker is at work")
            wait_until(lambda: school.grades(), "something is marked")
            made.kill(made.scheduler)
            done = end()
    workers = check_everything_is_marked_once(school, done, local)
    assert 2 < workers["here"] < SIZE
    assert f"{workers['here']} unfinished submissions" in done.stderr
    assert "now marked on this machine" in done.stderr
    assert "Traceback" not in done.stderr


def test_what_kills_every_worker_is_marked_here(
    school: School, local: School, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES", "1")
    with cluster(home) as made:
        for name in ("one", "two"):
            made.add_worker(name, before=halting(made, "os._exit(1)"))
        done = mark(school, made, before=IMPATIENT)
        assert has_it(made) == ["one", "two"]
    assert "ended every worker" in done.stderr
    assert "Traceback" not in done.stderr
    workers = check_everything_is_marked_once(school, done, local)
    assert 2 < workers["here"] < SIZE


# Refused


def refused(done: Done) -> str:
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    return done.stderr


def test_where_no_scheduler_answers_it_says_so_within_seconds(school: School) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    began = time.monotonic()
    assert address in refused(school.mark("--scheduler", address))
    assert time.monotonic() - began < 30
    assert school.grades() == {}


def test_workers_with_another_workbook_or_none_are_told_by_name_and_get_nothing(
    school: School, local: School, home: Path
) -> None:
    changed = home.parent / "changed"
    shutil.copytree(ROOT / "autograder", changed / "autograder", ignore=shutil.ignore_patterns("__pycache__"))
    with (changed / "autograder" / "rules" / "guarantee.py").open("a") as rule:
        rule.write("\n")
    with cluster(home) as made:
        made.add_worker("old", source=changed)
        assert "old (tcp://" in refused(mark(school, made))
        made.kill(made.workers["old"])
        made.add_worker("bare", before="import sys; sys.modules['autograder'] = None")
        assert "bare (tcp://" in refused(mark(school, made))
        made.kill(made.workers["bare"])
        assert school.grades() == {}
        with marking(school, made) as end:
            made.add_worker("right")
            done = end()
    check_everything_is_marked_once(school, done, local)
