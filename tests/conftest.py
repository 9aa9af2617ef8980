"""What tests of several folders share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.school import School, released_school


@pytest.fixture(scope="session")
def released(tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    """A released course in which nobody has handed in; made once, so work on a copy (`school`)."""
    with released_school(tmp_path_factory.mktemp("school")) as school:
        yield school


@pytest.fixture
def school(released: School, tmp_path: Path) -> School:
    """A released course of the test's own."""
    return released.copy(tmp_path / "course")
