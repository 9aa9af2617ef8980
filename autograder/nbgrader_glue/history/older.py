"""An older version of this package, taken out of the course's own repository, and marked with in a process of its own.

What is run is only ever what a commit of the repository holds, one that a branch or tag of it still has, and only after
its rules were found to be those that the mark was given by.
"""

import io
import json
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from autograder.nbgrader_glue.history.versions import PACKAGE, Rules, git, rules_hash

_PATIENCE = 300
_RECENT = 30
"""So many commits are looked through for rules that were not yet committed when they marked, or were committed anew."""

_RUN = (
    "import sys; sys.path.insert(0, sys.argv[1]); from autograder.nbgrader_glue.history import replay; "
    "sys.exit('other version') if not replay.__file__.startswith(sys.argv[1]) else replay.main()"
)


class NotToBeHad(Exception):
    """A version that cannot be had again; `reason` is a key of `audit.rules`, `trouble` what its program said."""

    def __init__(self, reason: str, trouble: str = "") -> None:
        super().__init__(f"{reason} {trouble}")
        self.reason = reason
        self.trouble = trouble


class OlderVersions:
    """Older versions as they are needed; a context that takes them away again."""

    def __init__(self, course: Path) -> None:
        self._places = dict.fromkeys((PACKAGE.parent, course.resolve()))
        self._folders: dict[str, Path] = {}
        self._hashes: dict[str, str | None] = {}
        self._stack = ExitStack()

    def __enter__(self) -> "OlderVersions":
        return self

    def __exit__(self, *failure: object) -> None:
        self._stack.close()

    def replay(self, rules: Rules, data: Mapping[str, Any]) -> dict[str, Any]:
        """What `replay` of that version gives. Raises `NotToBeHad`."""
        folder = self._folder(rules)
        try:
            done = subprocess.run(
                [sys.executable, "-I", "-B", "-c", _RUN, str(folder)],
                input=json.dumps(data), capture_output=True, text=True, check=True, timeout=_PATIENCE,
            )  # fmt: skip
            result: dict[str, Any] = json.loads(done.stdout)
        except subprocess.CalledProcessError as error:
            raise NotToBeHad("failed", (error.stderr.strip().splitlines() or ["–"])[-1][:300]) from error
        except (OSError, subprocess.SubprocessError, ValueError) as error:
            raise NotToBeHad("failed", f"{type(error).__name__}: {error}"[:300]) from error
        return result

    def _folder(self, rules: Rules) -> Path:
        """Where a version lies, taken out of the commit in which it was, or of another that has the same rules."""
        for place in self._places:
            for commit in _commits(place, rules.commit):
                if rules.hash not in self._folders:
                    self._take_out(place, commit)
        if rules.hash in self._folders:
            return self._folders[rules.hash]
        if rules.commit is None:
            raise NotToBeHad("no_commit")
        if rules.commit not in self._hashes:
            raise NotToBeHad("commit_gone" if rules.clean else "commit_gone_and_uncommitted")
        raise NotToBeHad("other_rules" if rules.clean else "uncommitted")

    def _take_out(self, place: Path, commit: str) -> None:
        if commit in self._hashes:
            return
        folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory())).resolve()
        found = rules_hash(folder / PACKAGE.name) if _extract(place, commit, folder) else None
        self._hashes[commit] = found
        if found is None or found in self._folders:
            shutil.rmtree(folder / PACKAGE.name, ignore_errors=True)
        else:
            self._folders[found] = folder


def _commits(place: Path, commit: str | None) -> Iterator[str]:
    """The commit in which a version was, if it is there, and the last ones that changed the package, newest first."""
    if commit is not None and _has(place, commit):
        yield commit
    yield from (git(place, "log", f"-{_RECENT}", "--format=%H", "--", PACKAGE.name) or "").split()


def _has(place: Path, commit: str) -> bool:
    """Whether a folder's repository has a commit on one of its branches or tags, or below what is checked out."""
    if not re.fullmatch(r"[0-9a-f]{40}|[0-9a-f]{64}", commit):
        return False
    named = git(place, "for-each-ref", "--count=1", "--contains", commit, "refs/heads", "refs/tags")
    return bool(named) or git(place, "merge-base", "--is-ancestor", commit, "HEAD") is not None


def _extract(place: Path, commit: str, folder: Path) -> bool:
    """Whether the package of a commit was put into a folder; its secret cases are left where they are."""
    wanted = [PACKAGE.name, f":(exclude){PACKAGE.name}/cases", f":(exclude){PACKAGE.name}/assignments"]
    command = ["git", "-C", str(place), "archive", "--format=tar", commit, "--", *wanted]
    try:
        archive = subprocess.run(command, capture_output=True, check=True, timeout=_PATIENCE).stdout
        with tarfile.open(fileobj=io.BytesIO(archive)) as packed:
            packed.extractall(folder, filter="data")
    except (OSError, subprocess.SubprocessError, tarfile.TarError):
        return False
    return (folder / PACKAGE.name).is_dir()
