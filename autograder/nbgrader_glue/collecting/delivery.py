"""A delivery file by file: a zip, a folder or one record, read within limits. Nothing of it is unpacked to disk."""

import os
import stat
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import attrs

from autograder.answer_values import shown
from autograder.nbgrader_glue.collecting.origins import Origin, Part, Platform, origin_of
from autograder.nbgrader_glue.collecting.saying import DeliveryRefused, Saying, refusal
from autograder.record import Problem
from autograder.strict_json import MOST_BYTES

MOST_FILES = 20_000
"""A delivery with more files is refused; a class of a thousand has some thousands."""

MOST_TOTAL = 256 * 2**20
"""Bytes of records that one delivery may hold."""

_DEEPEST = 12


@attrs.frozen
class Piece:
    """A file of a delivery: its name inside, what that is taken for, and its bytes where it may be a record.

    `refusal` says why it was not read.
    """

    name: str
    origin: Origin
    content: bytes | None = None
    refusal: Saying | Problem | None = None


class Allowance:
    """Counts what a delivery takes up. Raises `DeliveryRefused` where it is too much."""

    def __init__(self) -> None:
        self._files = self._bytes = 0

    def file(self) -> None:
        """One more file or folder."""
        self._files += 1
        if self._files > MOST_FILES:
            raise DeliveryRefused("too_many", limit=MOST_FILES)

    def read(self, size: int) -> None:
        """So many more bytes in memory."""
        self._bytes += size
        if self._bytes > MOST_TOTAL:
            raise DeliveryRefused("too_much", limit=MOST_TOTAL // 2**20)


def read_delivery(path: Path) -> list[Piece]:
    """Every file of a delivery, by name. Raises `DeliveryRefused` where it cannot be read at all or is too large."""
    from autograder.nbgrader_glue.collecting.archive import is_archive, read_archive

    try:
        if path.is_dir():
            pieces = list(_folder(path))
        elif not path.is_file():
            raise DeliveryRefused("no_file" if path.exists() else "no_delivery", path=path)
        elif is_archive(path):
            pieces = list(read_archive(path))
        else:
            pieces = [_file(path, (path.name,), Allowance())]
    except OSError as error:
        raise DeliveryRefused("no_access", path=path, trouble=error.strerror or str(error)) from error
    return _without_collisions(sorted(pieces, key=lambda piece: piece.name))


def named(parts: tuple[str, ...]) -> str:
    """A path inside a delivery as it may be shown to people."""
    return shown("/".join(parts), 200)


def unread(origin: Origin) -> Saying | None:
    """Why a file of this name is not even opened; None where it may be a record, or needs no word."""
    if origin.part is Part.ARCHIVE:
        return refusal("nested_archive")
    return refusal("not_a_record") if origin.part is Part.OTHER else None


def _folder(home: Path) -> Iterator[Piece]:
    allowance = Allowance()
    waiting: list[tuple[Path, tuple[str, ...]]] = [(home, ())]
    while waiting:
        folder, parts = waiting.pop()
        try:
            with os.scandir(folder) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError:
            if folder == home:
                raise
            yield Piece(named(parts), origin_of(parts), None, refusal("no_access_inside"))
            continue
        for entry in found:
            allowance.file()
            inside = (*parts, entry.name)
            if entry.is_dir(follow_symlinks=False) and len(inside) < _DEEPEST:
                waiting.append((Path(entry.path), inside))
            else:
                yield _file(Path(entry.path), inside, allowance, home.absolute().name)


def _file(path: Path, parts: tuple[str, ...], allowance: Allowance, home: str = "") -> Piece:
    origin = origin_of(parts)
    if home and len(parts) == 1 and origin_of((home, *parts)).platform is Platform.MOODLE:
        origin = origin_of((home, *parts))
    name = named(parts)
    if path.is_symlink():
        return Piece(name, origin, None, refusal("link"))
    if origin.part is not Part.RECORD:
        return Piece(name, origin, None, unread(origin))
    content = plain_file(path)
    if isinstance(content, Problem):
        return Piece(name, origin, None, content)
    allowance.read(len(content))
    return Piece(name, origin, content)


def plain_file(path: Path) -> bytes | Problem:
    """The bytes of a regular file that is no link and not too large, or why they are not read."""
    parameters = {"file": shown(path.name), "limit": MOST_BYTES}
    try:
        place = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
        with open(place, "rb") as file:
            if not stat.S_ISREG(os.fstat(place).st_mode):
                return Problem(None, "not_a_file", parameters)
            content = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        return Problem(None, "missing", parameters)
    except OSError:
        return Problem(None, "link" if path.is_symlink() else "no_access", parameters)
    return Problem(None, "too_large", parameters) if len(content) > MOST_BYTES else content


def _without_collisions(pieces: list[Piece]) -> list[Piece]:
    """Refuse records whose names are one and the same file on many disks: unpacking would have lost one of them."""
    same = Counter(_on_disk(piece.name) for piece in pieces)
    return [
        attrs.evolve(piece, content=None, refusal=refusal("same_name"))
        if piece.content is not None and same[_on_disk(piece.name)] > 1
        else piece
        for piece in pieces
    ]


def _on_disk(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
