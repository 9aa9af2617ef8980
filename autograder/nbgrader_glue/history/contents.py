"""Pieces that are kept under the hash of what they hold: a record of answers, a case, a sheet."""

import hashlib
import json
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import attrs

from autograder.cases import FILE
from autograder.words import LANGUAGES

ANSWERS, CASE, SHEET = "answers", "case", "sheet"

_QUICK = 1
"""Packed by a third less than the best would, in a fifth of its time."""

_MOST_BYTES = 20_000_000
"""No piece unpacks to more; whatever does is none of ours."""

_FILES = (FILE, *(f"story.{language}.md" for language in LANGUAGES))
"""The files of a case folder that are read."""


class Damaged(Exception):
    """A piece that is not what its hash says."""


@attrs.frozen
class Content:
    """A piece as it is kept: the SHA-256 of what it holds, what it is, and the piece packed."""

    hash: str
    kind: str
    packed: bytes


def content_of(kind: str, held: bytes) -> Content:
    """A piece ready to be kept."""
    return Content(hash_of(held), kind, zlib.compress(held, _QUICK))


def hash_of(held: bytes) -> str:
    """The name under which something is kept."""
    return hashlib.sha256(held).hexdigest()


def unpacked(hash: str, packed: bytes) -> bytes:
    """What a piece holds. Raises `Damaged`."""
    try:
        found = zlib.decompressobj().decompress(packed, _MOST_BYTES)
    except zlib.error as error:
        raise Damaged(hash) from error
    if hash_of(found) != hash:
        raise Damaged(hash)
    return found


def held(content: Content) -> bytes:
    """What a piece of one's own holds."""
    return unpacked(content.hash, content.packed)


def plain(data: Any) -> bytes:
    """Plain data as bytes: the same data, the same bytes."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def case_content(folder: Path) -> Content:
    """A case folder: every file of it that is read. Raises `OSError`."""
    files = {name: (folder / name).read_text(encoding="utf-8") for name in _FILES if (folder / name).is_file()}
    return content_of(CASE, plain(files))


def write_case(folder: Path, files: Mapping[str, str]) -> None:
    """A kept case as a folder again; only files that a case has are written."""
    folder.mkdir(parents=True)
    for name in _named(files):
        (folder / name).write_text(files[name], encoding="utf-8", newline="")


def _named(files: Mapping[str, str]) -> Iterable[str]:
    return (name for name in _FILES if name in files)
