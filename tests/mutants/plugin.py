"""A pytest plugin that, instead of the tests once, runs for each mutant of the rulebook the tests that could notice it.

Every mutant lives in a process of its own, forked after the tests were collected, so that nothing of it stays behind.
"""

import os
import pickle
import signal
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

import attrs
import pytest
from _pytest.runner import runtestprotocol
from rich.console import Console
from rich.progress import track

from tests.mutants.mutations import LAW_IN_FORCE, Kind, Mutant, mutants, mutate
from tests.mutants.watching import Seen, Watch

UNNOTICED, NOTICED = 0, 1

PATIENCE = 120
"""Seconds of a processor after which the tests of a mutant are stopped: one that runs for ever is noticed too."""


@attrs.frozen
class Looked:
    """One test as the map has it: its place in the session, what it made rules do, and its seconds."""

    place: int
    seen: Seen
    seconds: float
    passed: bool


class MutantRun:
    """The plugin; `only` restricts the run to rules with one of these in their name.

    `survivors` and `tried` hold the result; `unusable` are tests that fail without any mutant and so cannot notice one.
    """

    def __init__(self, only: tuple[str, ...], jobs: int) -> None:
        self.only = only
        self.jobs = jobs
        self.tried: list[Mutant] = []
        self.survivors: list[Mutant] = []
        self.unusable: list[str] = []

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Take the place of pytest's own loop."""
        tests = _map_of_tests(session.items)
        self.unusable = [session.items[one.place].nodeid for one in tests if not one.passed]
        usable = sorted((one for one in tests if one.passed), key=lambda one: one.seconds)
        everything = mutants(_conditions(usable))
        self.tried = [mutant for mutant in everything if any(part in mutant.rule for part in self.only)]
        running: dict[int, Mutant] = {}
        for mutant in track(self.tried, "", console=Console(stderr=True)):
            chosen = [session.items[one.place] for one in usable if one.seen.could_notice(mutant)]
            if len(running) >= self.jobs:
                self._wait_for_one(running)
            running[_forked(partial(_some_fails, chosen, mutant))] = mutant
        while running:
            self._wait_for_one(running)
        self.survivors.sort(key=self.tried.index)
        return True

    def _wait_for_one(self, running: dict[int, Mutant]) -> None:
        process, status = os.wait()
        mutant = running.pop(process)
        if status == UNNOTICED:
            self.survivors.append(mutant)


def _conditions(tests: Iterable[Looked]) -> Mapping[str, frozenset[str]]:
    """The conditions that each rule was seen to ask."""
    asked: dict[str, set[str]] = {}
    for one in tests:
        for rule, condition in one.seen.asked:
            asked.setdefault(rule, set()).add(condition)
    return {rule: frozenset(names - {LAW_IN_FORCE}) for rule, names in asked.items()}


def _map_of_tests(items: Sequence[pytest.Item]) -> list[Looked]:
    """Every test run once in a process of its own, and what it looked at."""
    out, into = os.pipe()

    def tell() -> int:
        with os.fdopen(into, "wb") as pipe:
            pickle.dump(list(_watched(items)), pipe)
        return UNNOTICED

    process = _forked(tell)
    os.close(into)
    with os.fdopen(out, "rb") as pipe:
        looked: list[Looked] = pickle.load(pipe)
    os.waitpid(process, 0)
    return looked


def _watched(items: Sequence[pytest.Item]) -> Iterator[Looked]:
    watch = Watch()
    for place, item in enumerate(items):
        watch.anew()
        start = time.perf_counter()
        passed = all(not report.failed for report in runtestprotocol(item, nextitem=None, log=False))
        yield Looked(place, watch.seen, time.perf_counter() - start, passed)


def _some_fails(items: Sequence[pytest.Item], mutant: Mutant) -> int:
    signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)  # its default action ends the process: counted as noticed
    mutate(mutant)
    for item in items:
        if any(report.failed for report in runtestprotocol(item, nextitem=None, log=False)):
            return NOTICED
    return UNNOTICED


def _forked(work: Callable[[], int]) -> int:
    """The number of a copy of this process that does a piece of work and ends with the status it gives."""
    process = os.fork()
    if process == 0:
        status = NOTICED
        try:
            status = work()
        finally:
            os._exit(status)
    return process


def summary(run: MutantRun) -> str:
    """The result in lines: how many of each kind, and every survivor."""
    kinds = ", ".join(f"{sum(one.kind is kind for one in run.tried)} {kind.value}" for kind in Kind)
    lines = [f"fails without any mutant: {test}" for test in run.unusable]
    lines += [f"{len(run.tried)} mutants ({kinds}); {len(run.survivors)} survivors"]
    return "\n".join([*lines, *(f"  survived  {mutant}" for mutant in run.survivors)])
