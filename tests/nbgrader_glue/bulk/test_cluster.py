"""Batches shared out to a cluster that does odd things: everybody is marked once, there or here. No process starts."""

from collections.abc import Callable
from concurrent.futures import CancelledError
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from distributed import KilledWorker

from autograder.nbgrader_glue.bulk import batch, cluster, shared_work
from autograder.nbgrader_glue.bulk.away import MarkedAway, OtherVersion, Parcel, SentWorkshop, version_here
from autograder.nbgrader_glue.bulk.cluster import clustered_batches
from autograder.nbgrader_glue.bulk.cluster_link import Link
from autograder.nbgrader_glue.bulk.handed_in import Earlier, HandedIn
from autograder.nbgrader_glue.bulk.piece import Piece, Unmarked
from autograder.nbgrader_glue.bulk.plan import Job
from tests.nbgrader_glue.bulk.test_cluster_link import Client, News

Answer = Callable[[], MarkedAway]
SOMEBODY: Any = None
HERE, AWAY = Unmarked("here"), Unmarked("away")


class Future:
    """A batch that is done; its result is what the test wants."""

    status = "finished"

    def __init__(self, result: Answer) -> None:
        self._result = result

    def result(self, timeout: float) -> MarkedAway:
        return self._result()


class Cluster(Client):
    """Workers that answer what a test lets them: `odd` is called with the number of the batch."""

    def __init__(self, odd: Callable[[int], object]) -> None:
        super().__init__(one=version_here(), two=version_here())
        self.odd = odd
        self.sent: list[tuple[str, list[str]]] = []

    def as_current(self) -> AbstractContextManager[None]:
        return nullcontext()

    def submit(self, function: object, *arguments: Any, workers: tuple[str, ...] = ("",), **options: Any) -> object:
        if function is SentWorkshop:
            return None
        parcel: Parcel = arguments[1]
        self.sent.append((workers[0], [piece.student for piece in parcel.pieces]))
        number = len(self.sent)

        def result() -> MarkedAway:
            self.odd(number)
            return MarkedAway(workers[0], (AWAY,) * len(parcel.pieces))

        return Future(result)


@pytest.fixture
def share(monkeypatch: pytest.MonkeyPatch) -> Callable[[Cluster], tuple[dict[str, str], News]]:
    """Shares out ten submissions by twos; gives by whom each was marked, and what was told."""
    jobs = [Job(f"ann_{number}", Path("submitted"), Path("autograded")) for number in range(10)]
    monkeypatch.setattr(shared_work, "BATCH", 2)
    monkeypatch.setattr(cluster, "PAUSE", 0.01)
    monkeypatch.setattr(cluster, "packed", lambda workshop: b"")
    monkeypatch.setattr("distributed.wait", lambda futures, **options: None)
    for module in (cluster, batch):
        monkeypatch.setattr(module, "mark_piece", lambda *arguments, **options: HERE)
    given = HandedIn(b"", None, None, None)
    monkeypatch.setattr(
        batch, "read_piece", lambda job, name: Piece(job.student, job.submitted, given, Earlier(None, False))
    )

    class Workshop:
        book = SimpleNamespace(name="unit")

    def run(made: Cluster) -> tuple[dict[str, str], News]:
        news = News()
        link = Link(made, news)
        monkeypatch.setattr(cluster, "connected", lambda address, tell: nullcontext(link))
        workshop: Any = Workshop
        outcomes = [one for many in clustered_batches(workshop, jobs, "", news, 1, write=False) for one in many]
        assert sorted(outcome.job.student for outcome in outcomes) == [job.student for job in jobs]
        return {one.job.student: one.troubles[0].problem.parameters["detail"] for one in outcomes}, news

    return run


Share = Callable[[Cluster], tuple[dict[str, str], News]]


def test_both_workers_get_as_many(share: Share) -> None:
    made = Cluster(lambda number: None)
    by, news = share(made)
    assert {*by.values()} == {"away"}
    assert news == []
    assert [worker for worker, _ in made.sent[:4]] == ["one", "two", "one", "two"]


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (KilledWorker("task", SOMEBODY, 3), "killed"),
        (OtherVersion(), "met_other_version"),
        (RuntimeError("no memory"), "given_up"),
        (TimeoutError(), "given_up"),
    ],
    ids=["killed", "other version", "error", "never comes back"],
)
def test_a_batch_on_which_the_cluster_gives_up_is_marked_here(share: Share, error: Exception, told: str) -> None:
    def odd(number: int) -> None:
        if number == 2:
            raise error

    by, news = share(Cluster(odd))
    assert [student for student, where in sorted(by.items()) if where == "here"] == ["ann_2", "ann_3"]
    assert [one for one, _ in news] == [told]
    assert news[0][1]["submissions"] == 2


def test_a_batch_that_comes_late_is_fetched_again(share: Share) -> None:
    late = [TimeoutError(), TimeoutError()]

    def odd(number: int) -> None:
        if number == 2 and late:
            raise late.pop()

    by, news = share(Cluster(odd))
    assert ({*by.values()}, news) == ({"away"}, [])


def test_what_is_under_way_when_the_scheduler_dies_is_marked_here(share: Share) -> None:
    def odd(number: int) -> None:
        if number > 2:
            raise CancelledError

    by, news = share(Cluster(odd))
    assert sorted(by.values()) == ["away"] * 4 + ["here"] * 6
    assert news == [("lost", {"submissions": 6})]


def test_nothing_is_lost_where_the_scheduler_dies_while_work_is_sent(
    share: Share, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Cluster(lambda number: None)
    submit = made.submit

    def closed(function: object, *arguments: Any, **options: Any) -> object:
        if len(made.sent) == 3:
            raise RuntimeError("closed")
        return submit(function, *arguments, **options)

    monkeypatch.setattr(made, "submit", closed)
    by, news = share(made)
    assert {*by.values()} == {"here"}
    assert news == [("lost", {"submissions": 10})]
