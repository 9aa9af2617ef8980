"""Dask clusters of the tests' own: a real scheduler and real workers, processes each, gone afterwards."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import attrs
from distributed import Client

ROOT = Path(__file__).resolve().parents[1]
LONG = 60.0


def wait_until(holds: Callable[[], object], what: str) -> None:
    """Wait until something holds; fails after a minute."""
    end = time.monotonic() + LONG
    while not holds():
        assert time.monotonic() < end, f"waited in vain: {what}"
        time.sleep(0.1)


@attrs.define
class Cluster:
    """A scheduler, and the workers that were started for it."""

    folder: Path
    address: str
    scheduler: "subprocess.Popen[bytes]"
    client: Client
    workers: "dict[str, subprocess.Popen[bytes]]" = attrs.field(factory=dict)

    def add_worker(self, name: str, *, before: str = "", source: Path = ROOT, threads: int = 1) -> None:
        """Start a worker in a folder of its own, without cases; `before` are statements that it executes first."""
        home = self.folder / name
        home.mkdir()
        (home / "before.py").write_text(before, encoding="utf-8")
        options = ["--no-nanny", "--no-dashboard", "--nthreads", str(threads), "--name", name, "--preload", "before.py"]
        options += ["--local-directory", "."]
        self.workers[name] = _started(home, source, "dask_worker", self.address, *options)
        wait_until(lambda: self._alive(name) and name in self.names(), f"{name} has joined")

    def _alive(self, name: str) -> bool:
        assert self.workers[name].poll() is None, (self.folder / name / "log").read_text()
        return True

    def names(self) -> set[str]:
        """The workers that the scheduler knows."""
        workers = self.client.scheduler_info()["workers"].values()
        return {str(worker["name"]) for worker in workers}

    def kill(self, process: "subprocess.Popen[bytes]") -> None:
        """kill -9."""
        process.send_signal(signal.SIGKILL)
        process.wait()


@contextlib.contextmanager
def cluster(folder: Path) -> Iterator[Cluster]:
    """A cluster without workers while it is needed."""
    folder.mkdir(parents=True)
    home = folder / "scheduler"
    home.mkdir()
    options = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", "where.json"]
    scheduler = _started(home, ROOT, "dask_scheduler", *options)
    running: Cluster | None = None
    try:
        address = _address(home / "where.json")
        with Client(address, set_as_default=False) as client:
            running = Cluster(folder, address, scheduler, client)
            yield running
    finally:
        for process in (*(running.workers.values() if running else ()), scheduler):
            process.kill()
            process.wait()


def _started(home: Path, source: Path, program: str, *arguments: str) -> "subprocess.Popen[bytes]":
    environment = {name: value for name, value in os.environ.items() if not name.startswith("WORKBOOK_")}
    with (home / "log").open("wb") as log:
        return subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.{program}", *arguments],
            cwd=home, env=environment | {"PYTHONPATH": str(source)}, stdout=log, stderr=log, stdin=subprocess.DEVNULL,
        )  # fmt: skip


def _address(file: Path) -> str:
    """Where the scheduler says that it is, once it does."""
    found: list[str] = []

    def read() -> bool:
        with contextlib.suppress(OSError, ValueError):
            found.append(json.loads(file.read_text(encoding="utf-8"))["address"])
        return bool(found)

    wait_until(read, "the scheduler says where it is")
    return found[0]
