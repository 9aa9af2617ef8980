"""A zip from strangers, read in memory: only what may be a record is opened, within limits, and nothing is unpacked.

Names are never used as paths. A zip made in China by an older program writes its names in GBK without saying so.
"""

import io
import re
import stat
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from autograder.answer_values import shown
from autograder.nbgrader_glue.collecting.delivery import MOST_FILES, Allowance, Piece, named, unread
from autograder.nbgrader_glue.collecting.origins import Part, origin_of
from autograder.nbgrader_glue.collecting.saying import DeliveryRefused, Saying, refusal
from autograder.record import Problem
from autograder.strict_json import MOST_BYTES

MOST_RATIO = 200
"""A record is packed to a fifth or a tenth; whatever shrinks more than this was made to burst."""

_SMALL = 100_000
_LONGEST_READ = 8 * 2**20
_ENCRYPTED, _UTF_8 = 0x1, 0x800
_DRIVE = re.compile(r"[A-Za-z]:")
_BROKEN = (BadZipFile, RuntimeError, ValueError, EOFError, OSError, OverflowError, struct.error, zlib.error)


class _Bounded(io.BufferedReader):
    """A file of which nobody reads much at once: `zipfile` would hold a list of contents of any length in memory."""

    def read(self, size: int | None = -1, /) -> bytes:
        """As ever, but `DeliveryRefused` for more than the limit."""
        bounded = size is not None and 0 <= size <= _LONGEST_READ
        content = super().read(size if bounded else _LONGEST_READ + 1)
        if len(content) > _LONGEST_READ:
            raise DeliveryRefused("too_many", limit=MOST_FILES)
        return content


def is_archive(path: Path) -> bool:
    """Whether a file is a zip, by its name or its first bytes."""
    with path.open("rb") as file:
        return path.suffix.casefold() == ".zip" or file.read(4) in {b"PK\x03\x04", b"PK\x05\x06"}


def read_archive(path: Path) -> Iterator[Piece]:
    """Every file in a zip. Raises `DeliveryRefused` where the zip as a whole is damaged or too large."""
    allowance = Allowance()
    try:
        with _Bounded(io.FileIO(path)) as file, ZipFile(file) as archive:
            entries = archive.infolist()
            for _ in entries:
                allowance.file()
            yield from (_piece(archive, entry, allowance) for entry in entries if not name_of(entry).endswith("/"))
    except _BROKEN as error:
        raise DeliveryRefused("bad_archive", path=path, trouble=f"{type(error).__name__}: {error}") from error


def name_of(entry: ZipInfo) -> str:
    """The name of an entry as whoever made the zip saw it."""
    if entry.flag_bits & _UTF_8:
        return entry.orig_filename
    raw = entry.orig_filename.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return entry.orig_filename


def _piece(archive: ZipFile, entry: ZipInfo, allowance: Allowance) -> Piece:
    whole = name_of(entry).replace("\\", "/")
    parts = tuple(part for part in whole.split("/") if part not in {"", "."}) or ("?",)
    origin, name = origin_of(parts), named(parts)
    refused = _unsafe(entry, whole, parts)
    if refused or origin.part is not Part.RECORD:
        return Piece(name, origin, None, refused or unread(origin))
    content = _content(archive, entry)
    if not isinstance(content, bytes):
        return Piece(name, origin, None, content)
    allowance.read(len(content))
    return Piece(name, origin, content)


def _unsafe(entry: ZipInfo, name: str, parts: tuple[str, ...]) -> Saying | None:
    """What makes an entry one that no honest program writes into a class's zip."""
    mode = entry.external_attr >> 16
    if stat.S_ISLNK(mode):
        return refusal("link")
    if stat.S_IFMT(mode) not in {0, stat.S_IFREG}:
        return refusal("special")
    if name.startswith("/") or _DRIVE.match(name):
        return refusal("absolute")
    if ".." in parts:
        return refusal("outside")
    return refusal("bad_characters") if shown(name, len(name)) != name else None


def _content(archive: ZipFile, entry: ZipInfo) -> bytes | Saying | Problem:
    """The bytes of an entry, or why they are not read; never more than a record may have."""
    if entry.flag_bits & _ENCRYPTED:
        return refusal("encrypted")
    if entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        return refusal("compression")
    if entry.file_size > _SMALL and entry.file_size > MOST_RATIO * entry.compress_size:
        return refusal("bomb", ratio=MOST_RATIO)
    if entry.file_size > MOST_BYTES:
        return Problem(None, "too_large", {"limit": MOST_BYTES})
    try:
        with archive.open(entry) as file:
            return file.read(MOST_BYTES + 1)
    except _BROKEN:
        return refusal("bad_entry")
