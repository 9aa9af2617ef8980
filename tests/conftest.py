"""What tests of several folders share."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.school import School, released_school


def pytest_configure() -> None:
    """Let what the tests start be interrupted: a shell's job in the background ignores it and hands that on."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def released(tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    """A released course in which nobody has handed in; made once, so work on a copy (`school`)."""
    with released_school(tmp_path_factory.mktemp("school")) as school:
        yield school


@pytest.fixture
def school(released: School, tmp_path: Path) -> School:
    """A released course of the test's own."""
    return released.copy(tmp_path / "course")
