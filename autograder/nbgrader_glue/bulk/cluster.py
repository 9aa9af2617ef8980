"""Batches marked by a Dask cluster. Only this machine writes; what the cluster leaves undone is marked here."""

import contextlib
import time
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import CancelledError
from typing import Any

import attrs

from autograder.nbgrader_glue.bulk.away import MarkedAway, OtherVersion, Parcel, SentWorkshop, mark_away, packed
from autograder.nbgrader_glue.bulk.batch import Outcome, begun, drafted, mark_batch
from autograder.nbgrader_glue.bulk.cluster_link import PAUSE, ClusterLost, Link, Tell, connected
from autograder.nbgrader_glue.bulk.piece import Piece, mark_piece
from autograder.nbgrader_glue.bulk.plan import Job
from autograder.nbgrader_glue.bulk.shared_work import in_batches, marked_batches
from autograder.nbgrader_glue.bulk.workshop import Workshop

_AHEAD = 2
"""Batches for each thread of a worker that may be under way."""

_FETCH = 10.0
"""Seconds for a finished batch to come back; where its worker died with it, Dask marks it again meanwhile."""

_TRIES = 3

_ENDED = {"finished", "error", "cancelled"}


@attrs.frozen
class _Lot:
    """A batch under way: its jobs, what was read of them, and the worker it was meant for."""

    jobs: Sequence[Job]
    read: tuple[Piece | Outcome, ...]
    worker: str


def clustered_batches(
    workshop: Workshop, jobs: Sequence[Job], address: str, tell: Tell, processes: int, *, write: bool
) -> Generator[list[Outcome]]:
    """The outcomes of all jobs, batch by batch, in any order. Raises `MarkingRefused` where no cluster can be had."""
    batches = deque(in_batches(jobs))
    with connected(address, tell) as link:
        yield from _Sharing(workshop, batches, link, write=write).outcomes()
    left = [job for batch in batches for job in batch]
    yield from marked_batches(workshop, left, processes, write=write)


class _Sharing:
    """Gives batches to workers; what is still in `batches` in the end is left to this machine."""

    def __init__(self, workshop: Workshop, batches: deque[Sequence[Job]], link: Link, *, write: bool) -> None:
        self.workshop = workshop
        self.batches = batches
        self.link = link
        self.write = write
        self.sent: Any = None
        self.under_way: dict[Any, _Lot] = {}
        self.tries: Counter[Any] = Counter()

    def outcomes(self) -> Iterator[list[Outcome]]:
        """Every batch that the cluster has marked, or of which it said that it cannot."""
        try:
            self.sent = self._submit(SentWorkshop, packed(self.workshop), self.link.version)
            while self.batches or self.under_way:
                self._hand_out(self.link.threads())
                for future in self._ready():
                    if (outcomes := self._taken(future)) is not None:
                        yield outcomes
        except ClusterLost:
            self.batches.extend(lot.jobs for lot in self.under_way.values())
            self.link.tell("lost", submissions=sum(len(batch) for batch in self.batches))

    def _hand_out(self, threads: dict[str, int]) -> None:
        load = Counter(lot.worker for lot in self.under_way.values())
        while self.batches and threads:
            worker = min(threads, key=lambda one: load[one] / threads[one])
            if load[worker] >= _AHEAD * threads[worker]:
                return
            self._send(self.batches[0], worker)
            self.batches.popleft()
            load[worker] += 1

    def _send(self, jobs: Sequence[Job], worker: str) -> None:
        read = tuple(begun(job, self.workshop.book.name) for job in jobs)
        parcel = Parcel(tuple(piece for piece in read if isinstance(piece, Piece)), self.write)
        future = self._submit(mark_away, self.sent, parcel, workers=[worker], allow_other_workers=True)
        self.under_way[future] = _Lot(jobs, read, worker)

    def _submit(self, function: Callable[..., object], *arguments: object, **options: object) -> Any:
        """Have something done by a worker, for every call anew. Raises `ClusterLost`."""
        try:
            return self.link.client.submit(function, *arguments, pure=False, **options)
        except Exception as error:
            raise ClusterLost from error

    def _ready(self) -> list[Any]:
        """The batches that came to an end; waits a moment for the first."""
        from distributed import wait

        if not self.under_way:
            time.sleep(PAUSE)
            return []
        with contextlib.suppress(TimeoutError, CancelledError), self.link.client.as_current():
            wait([*self.under_way], timeout=PAUSE, return_when="FIRST_COMPLETED")
        return [future for future in self.under_way if future.status in _ENDED]

    def _taken(self, future: Any) -> list[Outcome] | None:
        """What came of a batch; one on which the cluster gives up is marked here. Raises `ClusterLost`."""
        lot = self.under_way[future]
        try:
            marked: MarkedAway = future.result(timeout=_FETCH)
        except CancelledError as error:
            raise ClusterLost from error
        except Exception as error:
            self.tries[future] += 1
            if isinstance(error, TimeoutError) and self.tries[future] < _TRIES:
                return None
            del self.under_way[future]
            news, trouble = _why(error)
            self.link.tell(news, submissions=len(lot.jobs), trouble=trouble)
            return mark_batch(self.workshop, lot.jobs, write=self.write)
        del self.under_way[future]
        return list(self._drafted(lot, marked))

    def _drafted(self, lot: _Lot, marked: MarkedAway) -> Iterator[Outcome]:
        done = iter(marked.done)
        for job, piece in zip(lot.jobs, lot.read, strict=True):
            if isinstance(piece, Outcome):
                yield piece
                continue
            away = next(done)
            here = away or mark_piece(self.workshop, piece, notebook=self.write)
            yield drafted(self.workshop, job, piece, here, marked.worker if away else None)


def _why(error: Exception) -> tuple[str, str]:
    """Why a cluster gave up on a batch: a key of the words `mark.cluster`, and what Python says."""
    from distributed import KilledWorker

    if isinstance(error, KilledWorker):
        return "killed", ""
    if isinstance(error, OtherVersion):
        return "met_other_version", ""
    return "given_up", f"{type(error).__name__}: {error}"
