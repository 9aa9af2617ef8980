"""A version of the rules: everything that decides counts, and nothing else; git is asked and never written to."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from autograder.nbgrader_glue.history import versions
from autograder.nbgrader_glue.history.versions import PACKAGE, git, present_rules, rules_hash


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("package") / "autograder"
    shutil.copytree(PACKAGE, folder, ignore=shutil.ignore_patterns("__pycache__", "cases", "assignments"))
    return folder


@pytest.fixture
def package(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(original, tmp_path / "autograder"))


def run(folder: Path, *arguments: str) -> None:
    names = {f"GIT_{who}_{what}": "tester@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True, env=os.environ | names)


@pytest.mark.parametrize(
    "file", ["rules/guarantee.py", "law/parameters.toml", "keys.py", "nbgrader_glue/marked.py", "reading/shape.py"]
)
def test_a_change_in_what_decides_is_another_version(package: Path, file: str) -> None:
    before = rules_hash(package)
    with (package / file).open("a", encoding="utf-8") as opened:
        opened.write("\n# changed\n")
    assert rules_hash(package) != before


@pytest.mark.parametrize("file", ["words/zh/mark.toml", "command/mark.py", "nbgrader_glue/page.py", "desk/rules.py"])
def test_a_change_in_what_decides_nothing_is_the_same_version(package: Path, file: str) -> None:
    before = rules_hash(package)
    with (package / file).open("a", encoding="utf-8") as opened:
        opened.write("\n# changed\n")
    (package / "cases").mkdir()
    (package / "cases" / "case.toml").touch()
    assert rules_hash(package) == before == rules_hash(PACKAGE)


def test_the_commit_is_the_last_one_that_changed_what_decides(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = package.parent
    run(home, "init", "-q")
    run(home, "add", ".")
    run(home, "commit", "-qm", "rules")
    decided = git(home, "rev-parse", "HEAD")
    (home / "README").write_text("more")
    run(home, "add", ".")
    run(home, "commit", "-qm", "words")
    monkeypatch.setattr(versions, "PACKAGE", package)
    before = {file: file.stat().st_mtime_ns for file in (home / ".git").rglob("*") if file.is_file()}
    found = present_rules.__wrapped__()
    assert (found.commit, found.clean) == (decided, True)
    (package / "rules" / "__pycache__").mkdir()
    (package / "rules" / "__pycache__" / "time.cpython-311.pyc").touch()
    assert present_rules.__wrapped__() == found
    (package / "keys.py").touch()
    (package / "rules" / "more.py").write_text("more = 1\n")
    changed = present_rules.__wrapped__()
    assert (changed.commit, changed.clean) == (decided, False)
    assert {file: file.stat().st_mtime_ns for file in (home / ".git").rglob("*") if file.is_file()} == before


def test_without_a_repository_there_is_no_commit(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(versions, "PACKAGE", package)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(package.parent.parent))
    found = present_rules.__wrapped__()
    assert (found.commit, found.clean) == (None, None)
    assert found.libraries["python-dateutil"]


def test_without_git_there_is_no_commit_either(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert git(PACKAGE.parent, "rev-parse", "HEAD") is None
