"""A gradebook with nbgrader's own tables, and what marks of the small course rest on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from nbgrader.api import Base
from sqlalchemy import Engine

from autograder.assignments import find_assignment
from autograder.nbgrader_glue.bulk.gradebook import open_gradebook
from autograder.nbgrader_glue.history.basis import Basis, Pieces, basis_of
from autograder.nbgrader_glue.history.keeping import Keeper, Way
from autograder.nbgrader_glue.history.tables import add_history
from autograder.nbgrader_glue.marked import Marker
from autograder.sheet import Sheet, sheet_from, sheet_of
from tests.school import SMALL, SMALL_COURSE


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """An empty gradebook with the tables of the history."""
    from sqlalchemy import create_engine

    address = f"sqlite:///{tmp_path / 'gradebook.db'}"
    made = create_engine(address)
    Base.metadata.create_all(made)
    made.dispose()
    engine = open_gradebook(address)
    add_history(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def sheet(monkeypatch: pytest.MonkeyPatch) -> Sheet:
    monkeypatch.setenv("WORKBOOK_CASES", str(SMALL_COURSE))
    return sheet_from(sheet_of(find_assignment(SMALL)))


@pytest.fixture
def rests(sheet: Sheet) -> tuple[Basis, Pieces]:
    """What marks of the small course rest on, and its pieces."""
    return basis_of(sheet, Marker(sheet), None)


@pytest.fixture
def keeper(rests: tuple[Basis, Pieces]) -> Keeper:
    """A keeper of the small course whose cells are called like one and two."""
    return Keeper(SMALL, {"one": "case.one", "two": "case.two"}, Way.MARK, *rests)
