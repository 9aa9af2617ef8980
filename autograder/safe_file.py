"""Writing a small file so that it is either the old one or the new one, whatever happens, and never half of each."""

import contextlib
import os
import secrets
import time
from collections.abc import Callable, Iterator
from pathlib import Path

_PATIENCE = 3.0
"""Seconds to wait for another process that is writing in the same folder."""


class FolderBusy(OSError):
    """Another process held the folder for too long."""


def write_atomically(path: Path, text: str, *, before: Callable[[], None] = lambda: None) -> None:
    """Write a file beside its place, push it to the disk, call `before`, then put it there in one step.

    Raises `OSError`; the file that was there before is then untouched, and nothing is left over.
    """
    draft = path.with_name(f".{path.name}.{secrets.token_hex(6)}.tmp")
    try:
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666), "wb") as file:
            file.write(text.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        before()
        os.replace(draft, path)
    except BaseException:
        with contextlib.suppress(OSError):
            draft.unlink()
        raise
    with _opened(path.parent) as folder, contextlib.suppress(OSError):
        if folder is not None:
            os.fsync(folder)


@contextlib.contextmanager
def exclusive(folder: Path) -> Iterator[None]:
    """Keep other processes that ask for the same folder out, where the system can do that. Raises `FolderBusy`."""
    with _opened(folder) as place:
        if place is not None:
            _lock(place)
        yield


def _lock(place: int) -> None:
    try:
        import fcntl
    except ImportError:  # Windows and a browser's Python: only one process writes there
        return
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                raise FolderBusy(str(place)) from None
            time.sleep(0.02)
        except OSError:  # a network disk without locks
            return
        else:
            return


@contextlib.contextmanager
def _opened(folder: Path) -> Iterator[int | None]:
    """The folder itself as a file descriptor, None where a system cannot open folders; closing gives the lock back."""
    try:
        place = os.open(folder, os.O_RDONLY)
    except OSError:
        yield None
        return
    try:
        yield place
    finally:
        os.close(place)
