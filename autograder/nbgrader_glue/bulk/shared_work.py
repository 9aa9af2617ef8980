"""Batches marked by all cores: processes of our own that end with their parent, and none where one is quicker."""

import os
from collections.abc import Generator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait as wait_for
from threading import Thread

from autograder.nbgrader_glue.bulk.batch import Outcome, mark_batch
from autograder.nbgrader_glue.bulk.plan import Job
from autograder.nbgrader_glue.bulk.workshop import Workshop

BATCH = 50
"""Submissions in one transaction; few enough that formgrader never waits long."""

FEW = 200
"""So many submissions are marked sooner than further processes have started."""

_AHEAD = 2
"""Batches for each process that may be under way, so that drafts never get far ahead of the gradebook."""

_workshops: list[Workshop] = []
"""The workshop of this process, where it is one that works for another."""


def cores() -> int:
    """How many processes may work at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_batches(jobs: Sequence[Job]) -> list[Sequence[Job]]:
    """The jobs as they are marked and written together."""
    return [jobs[start : start + BATCH] for start in range(0, len(jobs), BATCH)]


def marked_batches(workshop: Workshop, jobs: Sequence[Job], processes: int, *, write: bool) -> Generator[list[Outcome]]:
    """The outcomes of all jobs, batch by batch, in any order."""
    batches = in_batches(jobs)
    if processes > 1 and len(jobs) > FEW:
        yield from _shared(workshop, batches, processes, write=write)
    for batch in batches:
        yield mark_batch(workshop, batch, write=write)


def _shared(
    workshop: Workshop, batches: list[Sequence[Job]], processes: int, *, write: bool
) -> Generator[list[Outcome]]:
    """Take batches off the list while processes can be had; what is left then is for this one."""
    context = get_context("spawn")  # a fork would copy locks that another thread holds
    pool = ProcessPoolExecutor(processes, mp_context=context, initializer=_begin, initargs=(workshop,))
    under_way: dict[Future[list[Outcome]], Sequence[Job]] = {}
    try:
        while batches or under_way:
            while batches and len(under_way) < processes * _AHEAD:
                batch = batches.pop(0)
                under_way[pool.submit(_mark, batch, write)] = batch
            for future in wait(under_way, return_when=FIRST_COMPLETED).done:
                outcomes = future.result()
                del under_way[future]
                yield outcomes
    except BrokenProcessPool:
        batches[:0] = under_way.values()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _begin(workshop: Workshop) -> None:
    end_with_parent()
    _workshops[:] = [workshop]


def end_with_parent() -> None:
    """End this process when its parent does: a killed parent cannot, and it would wait for work for ever."""
    Thread(target=_wait_for_end, daemon=True).start()


def _wait_for_end() -> None:
    parent = parent_process()
    if parent is not None:
        wait_for([parent.sentinel])
        os._exit(1)


def _mark(batch: Sequence[Job], write: bool) -> list[Outcome]:
    return mark_batch(_workshops[0], batch, write=write)
