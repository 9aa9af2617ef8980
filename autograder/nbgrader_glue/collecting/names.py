"""Which names may become a folder of the course: the same on every disk, and none that nbgrader takes for a pattern."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

_LONGEST = 120
"""Bytes; disks allow 255, and nbgrader adds to it."""

_RESERVED = {"con", "prn", "aux", "nul", "conin$", "conout$"} | {
    f"{device}{number}" for device in ("com", "lpt") for number in "0123456789¹²³"
}
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\[\],+{}\x00-\x1f\x7f]')
"""Characters that Windows forbids, and those that nbgrader's patterns and lists give a meaning to."""


def trouble_with(name: str) -> str | None:
    """Why a name cannot be a folder's, as the key of its words (`collect.refused`); None where it can."""
    if not name.strip():
        return "no_trainee"
    if _FORBIDDEN.search(name):
        return "name_characters"
    if name.startswith((".", "-", " ")) or name.endswith((".", " ")):
        return "name_ends"
    if len(name.encode("utf-8", "replace")) > _LONGEST:
        return "name_long"
    return "name_reserved" if name.split(".")[0].strip().casefold() in _RESERVED else None


def on_disk(name: str) -> str:
    """A name as a disk that ignores case sees it."""
    return unicodedata.normalize("NFC", name).casefold()


def collisions(names: Iterable[str]) -> Mapping[str, str]:
    """Each name that another one differs from only in case or in how accents are written -> that other one."""
    groups: dict[str, set[str]] = {}
    for name in names:
        groups.setdefault(on_disk(name), set()).add(name)
    return {name: min(group - {name}) for group in groups.values() if len(group) > 1 for name in group}
