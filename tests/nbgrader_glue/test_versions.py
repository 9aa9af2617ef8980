"""The version of the rules: the same for the same sources, another one as soon as something that decides differs."""

from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.nbgrader_glue import versions
from autograder.nbgrader_glue.versions import package_hash, package_version

DECIDES: dict[str, Callable[[Path], object]] = {
    "a rule": lambda home: (home / "rules" / "guarantee.py").write_text("other"),
    "a word": lambda home: (home / "words.toml").write_text("other"),
    "a new file": lambda home: (home / "rules" / "more.py").write_text(""),
    "a name": lambda home: (home / "words.toml").rename(home / "terms.toml"),
}
DECIDED: dict[str, Callable[[Path], object]] = {
    "a case": lambda home: (home / "cases" / "one" / "case.toml").write_text("other"),
    "an assignment": lambda home: (home / "assignments" / "01.toml").write_text("other"),
    "what Python compiled": lambda home: (home / "rules" / "guarantee.pyc").write_text("other"),
}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    for name in ("rules/guarantee.py", "words.toml", "cases/one/case.toml", "assignments/01.toml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"text of {name}")
    return tmp_path


def version(package: Path) -> str:
    return package_hash.__wrapped__(package)


@pytest.mark.parametrize("change", DECIDES.values(), ids=DECIDES)
def test_whatever_decides_makes_another_version(package: Path, change: Callable[[Path], object]) -> None:
    before = version(package)
    change(package)
    assert version(package) != before


@pytest.mark.parametrize("change", DECIDED.values(), ids=DECIDED)
def test_what_is_decided_does_not(package: Path, change: Callable[[Path], object]) -> None:
    before = version(package)
    change(package)
    assert version(package) == before


def test_the_package_has_one_and_a_folder_that_is_not_installed_has_no_number(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(package_hash()) == 64
    assert package_hash() == version(Path(versions.__file__).parents[1])
    assert package_version()
    monkeypatch.setattr(versions, "PACKAGE", "no-such-package")
    assert package_version() == ""
