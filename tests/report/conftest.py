"""The small course, and a classroom of it that takes a moment to open."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.report.classroom import SMALL_COURSE, Classroom, open_classroom


@pytest.fixture(autouse=True)
def small_course(monkeypatch: pytest.MonkeyPatch) -> None:
    """The small course's cases and assignments are known."""
    monkeypatch.setenv("WORKBOOK_CASES", str(SMALL_COURSE))


def _open(root: Path, assignment: str) -> Iterator[Classroom]:
    root.mkdir()
    opened = open_classroom(root, assignment)
    yield opened
    opened.engine.dispose()


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Classroom]:
    """A class with the assignment of two small cases; nobody is in it."""
    yield from _open(tmp_path / "room", "90_small")


@pytest.fixture
def claims_room(tmp_path: Path) -> Iterator[Classroom]:
    """A class with an assignment that asks claims."""
    yield from _open(tmp_path / "claims", "91_claims")
