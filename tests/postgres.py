"""A PostgreSQL of the tests' own: a cluster in a new folder, reached through a socket in it, gone afterwards."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import attrs

OWNER = "postgres"
"""Who runs it where the tests run as root, which PostgreSQL refuses; Debian's package makes this user."""


@attrs.frozen
class Cluster:
    """A running cluster: its socket's folder and who its administrator is."""

    folder: Path
    administrator: str

    def database(self, like: str | None = None) -> str:
        """The address of a new database: empty, or a copy of the one at another address."""
        name = f"gradebook_{uuid4().hex}"
        template = ["-T", like.partition("@/")[2].partition("?")[0]] if like else []
        self._run("createdb", "-h", str(self.folder), "-U", self.administrator, *template, name)
        return f"postgresql://{self.administrator}@/{name}?host={self.folder}"

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [_program(program), *arguments], cwd=self.folder, capture_output=True, text=True, check=False, **_owner()
        )
        assert done.returncode == 0, f"{program}: {done.stdout}{done.stderr}"

    def start(self) -> None:
        """Make the cluster and start it."""
        self._run("initdb", "-D", "data", "--auth=trust", "--encoding=UTF8", "--no-sync", "-U", self.administrator)
        settings = f"-c listen_addresses= -c unix_socket_directories={self.folder} -c fsync=off"
        self._run("pg_ctl", "-D", "data", "-w", "-l", "log", "-o", settings, "start")

    def stop(self) -> None:
        """Stop it at once."""
        self._run("pg_ctl", "-D", "data", "-w", "-m", "immediate", "stop")


@contextmanager
def cluster() -> Iterator[Cluster]:
    """A cluster while it is needed."""
    folder = Path(tempfile.mkdtemp(prefix="pg"))  # a socket's path must be short, and its owner must get there
    if os.getuid() == 0:
        user = pwd.getpwnam(OWNER)
        os.chown(folder, user.pw_uid, user.pw_gid)
    running = Cluster(folder, OWNER if os.getuid() == 0 else pwd.getpwuid(os.getuid()).pw_name)
    try:
        running.start()
        try:
            yield running
        finally:
            running.stop()
    finally:
        shutil.rmtree(folder)


def _owner() -> dict[str, Any]:
    if os.getuid() != 0:
        return {}
    user = pwd.getpwnam(OWNER)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _program(name: str) -> str:
    """Where a program of PostgreSQL lies; Debian keeps those of the server out of the path."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    place = str(found[-1]) if found else shutil.which(name)
    assert place, f"PostgreSQL's {name} is missing: install the package postgresql (.ci/run does)"
    return place
