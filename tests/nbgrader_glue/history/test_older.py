"""An older version is run only out of a commit that a branch has and that holds the very rules; else it is said why."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from autograder.nbgrader_glue.history import older
from autograder.nbgrader_glue.history.older import NotToBeHad, OlderVersions
from autograder.nbgrader_glue.history.versions import Rules, rules_hash

REPLAY = """\
import json, sys
def main():
    print(json.dumps({{'points': {{'q': {points}, 'given': json.load(sys.stdin)}}}}))
"""


def git(folder: Path, *arguments: str) -> str:
    names = {f"GIT_{who}_{what}": "tester@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    command = ["git", "-C", str(folder), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ | names).stdout.strip()


def write(repository: Path, points: float) -> None:
    """A version of a package that gives so many points."""
    history = repository / "autograder" / "nbgrader_glue" / "history"
    history.mkdir(parents=True, exist_ok=True)
    for folder in (history, history.parent, history.parent.parent):
        (folder / "__init__.py").touch()
    (history / "replay.py").write_text(REPLAY.format(points=points))


def version(repository: Path, commit: str | None, *, clean: bool = True) -> Rules:
    return Rules(rules_hash(repository / "autograder"), "0.1.0", commit, clean, {})


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one version, of which the package is a copy."""
    folder = tmp_path / "repository"
    write(folder, 1)
    git(tmp_path, "init", "-q", str(folder))
    committed(folder)
    monkeypatch.setattr(older, "PACKAGE", folder / "autograder")
    return folder


def committed(repository: Path) -> str:
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "rules")
    return git(repository, "rev-parse", "HEAD")


def replayed(repository: Path, rules: Rules) -> object:
    with OlderVersions(repository) as versions:
        return versions.replay(rules, {"asked": 1})["points"]


def refusal(repository: Path, rules: Rules) -> str:
    with pytest.raises(NotToBeHad) as refused:
        replayed(repository, rules)
    return refused.value.reason


def test_an_older_version_gives_what_it_gave_then(repository: Path) -> None:
    then = version(repository, git(repository, "rev-parse", "HEAD"))
    write(repository, 2)
    committed(repository)
    assert replayed(repository, then) == {"q": 1, "given": {"asked": 1}}


def test_rules_that_another_commit_has_are_found_there(repository: Path) -> None:
    write(repository, 2)
    then = version(repository, git(repository, "rev-parse", "HEAD"), clean=False)
    assert refusal(repository, then) == "uncommitted"
    committed(repository)
    assert replayed(repository, then) == {"q": 2, "given": {"asked": 1}}


def test_a_commit_whose_rules_are_others_is_never_run(repository: Path) -> None:
    before = git(repository, "rev-parse", "HEAD")
    write(repository, 2)
    assert refusal(repository, version(repository, before)) == "other_rules"


@pytest.mark.parametrize("commit", ["0" * 40, "HEAD", "--output=/tmp/x", "", "main"])
def test_only_the_full_name_of_a_commit_that_is_there_is_one(repository: Path, commit: str) -> None:
    rules = version(repository, commit)
    write(repository, 2)
    other = Rules("no such hash", rules.version, commit, True, {})
    assert refusal(repository, other) == "commit_gone"


def test_a_commit_that_no_branch_has_is_not_run(repository: Path) -> None:
    git(repository, "checkout", "-q", "--detach")
    write(repository, 2)
    lost = committed(repository)
    then = version(repository, lost)
    git(repository, "checkout", "-q", "-")
    assert refusal(repository, then) == "commit_gone"
    git(repository, "tag", "kept", lost)
    assert replayed(repository, then) == {"q": 2, "given": {"asked": 1}}


def test_without_a_repository_it_is_said_that_there_was_none(repository: Path) -> None:
    then = version(repository, None)
    shutil.rmtree(repository / ".git")
    assert refusal(repository, then) == "no_commit"


def test_a_version_that_cannot_be_run_says_what_went_wrong(repository: Path) -> None:
    replay = repository / "autograder" / "nbgrader_glue" / "history" / "replay.py"
    replay.write_text("def main():\n raise ValueError('cannot be done')\n")
    commit = committed(repository)
    with pytest.raises(NotToBeHad) as refused:
        replayed(repository, version(repository, commit))
    assert (refused.value.reason, "cannot be done" in refused.value.trouble) == ("failed", True)


def test_the_cases_of_a_commit_stay_in_the_repository(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = repository / "autograder" / "cases" / "secret.toml"
    secret.parent.mkdir()
    secret.write_text("as_of = 2024-01-01\n")
    commit = committed(repository)
    home = tmp_path / "temporary"
    home.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(home))
    with OlderVersions(repository) as versions:
        versions.replay(version(repository, commit), {})
        taken = {file.name for file in home.rglob("*") if file.is_file()}
    assert taken == {"__init__.py", "replay.py"}
    assert list(home.iterdir()) == []
