"""What a worker of a cluster does: it has this package and nothing of the course but what was sent."""

import pickle
from copy import copy
from threading import Lock
from typing import Any

import attrs

from autograder.nbgrader_glue.bulk.handed_in import NotebookNeeded
from autograder.nbgrader_glue.bulk.piece import Finished, Piece, Unmarked, mark_piece
from autograder.nbgrader_glue.bulk.workshop import Workshop
from autograder.nbgrader_glue.versions import package_hash, package_version

_ONE_AT_A_TIME = Lock()
"""The solver notes what it reads in one place for the whole process, so threads must take turns."""


@attrs.frozen
class Version:
    """The workbook of a machine: the version of the package, and that of its rules."""

    package: str
    rules: str


def version_here() -> Version:
    """The workbook of this machine."""
    return Version(package_version(), package_hash())


class OtherVersion(Exception):
    """A worker has another workbook than the machine that sends the work."""


@attrs.frozen
class Parcel:
    """What is sent at once; `notebooks` says whether those of the autograded folders are wanted."""

    pieces: tuple[Piece, ...]
    notebooks: bool


@attrs.frozen
class MarkedAway:
    """What came of some pieces, in their order; None for one whose notebook must be looked at where it lies."""

    worker: str
    done: tuple[Finished | Unmarked | None, ...]


class SentWorkshop:
    """A workshop on its way: bytes, from which each worker makes it once and which it forgets with the marking."""

    def __init__(self, packed: bytes, version: Version) -> None:
        self._packed = packed
        self._version = version
        self._made: Workshop | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        return SentWorkshop, (self._packed, self._version)

    def made(self) -> Workshop:
        """The workshop. Raises `OtherVersion` where it would mark by other rules than at home."""
        if self._made is None:
            if version_here() != self._version:
                raise OtherVersion
            self._made = pickle.loads(self._packed)
        return self._made


def packed(workshop: Workshop) -> bytes:
    """A workshop as it is sent: with its cases, without the files that are only copied."""
    travelling = copy(workshop)
    travelling.beside = {}
    return pickle.dumps(travelling)


def mark_away(sent: SentWorkshop, parcel: Parcel) -> MarkedAway:
    """Mark pieces on a worker. Raises `OtherVersion`."""
    from distributed import get_worker

    with _ONE_AT_A_TIME:
        workshop = sent.made()
        done = tuple(_marked(workshop, piece, parcel.notebooks) for piece in parcel.pieces)
    return MarkedAway(get_worker().address, done)


def _marked(workshop: Workshop, piece: Piece, notebooks: bool) -> Finished | Unmarked | None:
    try:
        return mark_piece(workshop, piece, notebook=notebooks, away=True)
    except NotebookNeeded:
        return None
