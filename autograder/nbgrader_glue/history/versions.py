"""Which version of the rules this is: a hash over everything that decides, and the commit in which it stands."""

import os
import subprocess
from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import attrs

from autograder.nbgrader_glue.history.contents import hash_of, plain

PACKAGE = Path(__file__).resolve().parents[2]
"""The folder of this package."""

_PATIENCE = 30

_DECIDE_NOTHING = {"assignments", "cases", "command", "desk", "nbgrader_glue", "words"}
_GLUE = ("nbgrader_glue/marked.py", "nbgrader_glue/submission.py", "nbgrader_glue/history/replay.py")
_COMPILED = ":(exclude,glob)**/__pycache__/**"
_LIBRARIES = ("chinesecalendar", "python-dateutil")
"""What decides besides: which days are working days, and how months are counted."""


@attrs.frozen
class Rules:
    """A version of the rules: its hash, its package version, and where in a repository it stands.

    `commit` is the last one that changed something that decides, None where there is no repository; `clean` is
    whether nothing was changed since.
    """

    hash: str
    version: str
    commit: str | None
    clean: bool | None
    libraries: dict[str, str]


@cache
def present_rules() -> Rules:
    """The version that is running. Looked up once."""
    places = [f"{PACKAGE.name}/{name}" for name in _places(PACKAGE)]
    commit = git(PACKAGE.parent, "log", "-1", "--format=%H", "--", *places) or None
    changed = git(PACKAGE.parent, "status", "--porcelain", "--untracked-files=all", "--", *places, _COMPILED)
    libraries = {name: _version(name) for name in _LIBRARIES}
    clean = not changed if commit and changed is not None else None
    return Rules(rules_hash(PACKAGE), _version("credit-liability-workbook"), commit, clean, libraries)


def rules_hash(package: Path) -> str:
    """The hash of everything in a package folder that decides what an answer earns. Raises `OSError`."""
    files = sorted(file for place in _places(package) for file in _files(package, place))
    return hash_of(plain([[file.relative_to(package).as_posix(), hash_of(file.read_bytes())] for file in files]))


def git(folder: Path, *arguments: str) -> str | None:
    """What git says of a folder; None where there is no git, or no repository, or it refuses. Writes nothing."""
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments],
            capture_output=True, text=True, check=True, timeout=_PATIENCE,
            env=os.environ | {"GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"},
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError, UnicodeError):
        return None
    return done.stdout.strip()


def _places(package: Path) -> list[str]:
    """Files and folders right in the package that decide, and the files of the glue that do."""
    entries = sorted(entry.name for entry in package.iterdir() if not entry.name.startswith((".", "__pycache__")))
    return [name for name in entries if name not in _DECIDE_NOTHING] + list(_GLUE)


def _files(package: Path, place: str) -> Iterator[Path]:
    found = package / place
    for file in (found,) if found.is_file() else found.rglob("*"):
        if file.is_file() and file.suffix != ".pyc":
            yield file


def _version(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return ""
