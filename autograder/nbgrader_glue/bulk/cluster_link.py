"""The way to a Dask cluster: its scheduler is reached, its workers are counted and must have this very workbook."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec
from typing import Any, Protocol

from autograder.nbgrader_glue.bulk.away import Version, version_here
from autograder.nbgrader_glue.bulk.course_folder import MarkingRefused

CONNECT = 5.0
"""Seconds in which a scheduler has to answer."""

PATIENCE = 60.0
"""Seconds in which the first worker has to be there, or another one where none is left."""

PAUSE = 0.5
"""Seconds between two looks at a cluster that has nothing to do."""


class Tell(Protocol):
    """Is told how it goes with a cluster: a key of the words `mark.cluster`, and what they need."""

    def __call__(self, news: str, **parameters: object) -> None: ...


class ClusterLost(Exception):
    """The cluster does nothing more for this marking."""


def check_installed() -> None:
    """Raise `MarkingRefused` where Dask is not installed."""
    if find_spec("distributed") is None:
        raise MarkingRefused("no_dask")


class Link:
    """A cluster that is connected, and those of its workers that may be given work."""

    def __init__(self, client: Any, tell: Tell) -> None:
        self.client = client
        self.tell = tell
        self.version = version_here()
        self._same: dict[str, bool] = {}
        self._alone_since: float | None = None

    def threads(self) -> dict[str, int]:
        """Worker -> how many threads it has, for all that have this workbook.

        Raises `ClusterLost` where the scheduler does not answer, or there has been no such worker for too long.
        """
        try:
            found: dict[str, int] = self.client.nthreads()
            for reason, workers in self.checked([worker for worker in found if worker not in self._same]).items():
                self.tell(f"left_out_{reason}", workers=", ".join(workers))
        except Exception as error:
            raise ClusterLost from error
        usable = {worker: threads for worker, threads in found.items() if self._same.get(worker)}
        self._lose_patience(alone=not usable)
        return usable

    def _lose_patience(self, *, alone: bool) -> None:
        if not alone:
            self._alone_since = None
        elif self._alone_since is None:
            self._alone_since = time.monotonic()
            self.tell("waiting", seconds=round(PATIENCE))
        elif time.monotonic() - self._alone_since > PATIENCE:
            raise ClusterLost

    def checked(self, workers: Sequence[str]) -> dict[str, list[str]]:
        """Ask workers for their workbook; gives the reason why some cannot be used -> what these are called."""
        wrong: dict[str, list[str]] = {}
        if not workers:
            return wrong
        known = self.client.scheduler_info()["workers"]
        for worker, answer in self.client.run(version_here, workers=[*workers], on_error="return").items():
            if isinstance(answer, OSError):
                continue  # it has just gone, or will be asked again
            self._same[worker] = answer == self.version
            if isinstance(answer, Exception):
                wrong.setdefault("no_workbook", []).append(f"{_called(worker, known)}: {answer}")
            elif answer != self.version:
                wrong.setdefault("other_version", []).append(f"{_called(worker, known)}: {_shown(answer)}")
        return wrong

    def wait_for_workers(self) -> None:
        """Wait until there is a worker. Raises `MarkingRefused` where none comes, or one has another workbook."""
        end, told = time.monotonic() + PATIENCE, False
        while not (found := self.client.nthreads()):
            if time.monotonic() > end:
                raise MarkingRefused("no_workers", seconds=round(PATIENCE))
            if not told:
                self.tell("waiting", seconds=round(PATIENCE))
                told = True
            time.sleep(PAUSE)
        for reason, workers in self.checked([*found]).items():
            raise MarkingRefused(reason, workers=", ".join(workers), own=_shown(self.version))


def _called(worker: str, known: Mapping[str, Any]) -> str:
    """The name that somebody gave a worker, and its address."""
    name = known.get(worker, {}).get("name", worker)
    return worker if name == worker else f"{name} ({worker})"


def _shown(version: Version) -> str:
    return f"{version.package or '–'}/{version.rules[:12]}"


@contextlib.contextmanager
def connected(address: str, tell: Tell) -> Iterator[Link]:
    """A cluster while it is needed, at least one worker in it. Raises `MarkingRefused` where that cannot be had."""
    from distributed import Client

    _quiet()
    try:
        _look_at(address)
        client: Any = Client(address, timeout=CONNECT, set_as_default=False)
    except (ValueError, TypeError, AssertionError) as error:
        raise MarkingRefused("bad_scheduler", address=address, trouble=error) from error
    except Exception as error:
        raise MarkingRefused("no_scheduler", address=address, trouble=error) from error
    try:
        link = Link(client, tell)
        try:
            link.wait_for_workers()
        except OSError as error:
            raise MarkingRefused("no_scheduler", address=address, trouble=error) from error
        yield link
    finally:
        with contextlib.suppress(Exception):
            client.close(timeout=CONNECT)


def _look_at(address: str) -> None:
    """Raise where no scheduler answers: a client that was made in vain cannot be closed quietly."""
    from distributed import Security
    from distributed.core import rpc

    async def identity() -> Any:
        there = rpc(address, timeout=CONNECT, connection_args=Security().get_connection_args("client"))
        try:
            return await asyncio.wait_for(there.identity(), CONNECT)
        finally:
            await there.close_rpc()

    if (found := asyncio.run(identity())["type"]) != "Scheduler":
        raise ValueError(found)


def _quiet() -> None:
    """Keep Dask's own log off the terminal: what it means is told in words."""
    for name in [*logging.root.manager.loggerDict]:
        if name.partition(".")[0] in {"asyncio", "distributed"}:
            logging.getLogger(name).setLevel(logging.CRITICAL)
