"""Test cells deleted, duplicated, renamed, retyped, reordered or worth more: the assignment's own cells count."""

import copy
from typing import Any

import pytest

from tests.faults.conftest import FULL, NEIGHBOUR, Ways, cell_of, changed, name_of
from tests.school import OWES, STATE, UNTIL, cell_name

pytestmark = pytest.mark.slow


def deleted(notebook: Any) -> None:
    notebook["cells"].remove(cell_of(notebook, UNTIL))


def duplicated(notebook: Any) -> None:
    notebook["cells"].insert(0, copy.deepcopy(cell_of(notebook, OWES)))


def renamed(notebook: Any) -> None:
    cell_of(notebook, OWES)["metadata"]["nbgrader"]["grade_id"] = "mark-something-else"


def named_like_another(notebook: Any) -> None:
    cell_of(notebook, OWES)["metadata"]["nbgrader"]["grade_id"] = cell_name(STATE)


def retyped(notebook: Any) -> None:
    cell = cell_of(notebook, OWES)
    cell["cell_type"] = "markdown"
    del cell["outputs"], cell["execution_count"]


def made_a_solution(notebook: Any) -> None:
    cell_of(notebook, OWES)["metadata"]["nbgrader"] |= {"solution": True, "locked": False}


def worth_a_hundred(notebook: Any) -> None:
    cell_of(notebook, OWES)["metadata"]["nbgrader"]["points"] = 100


def rewritten(notebook: Any) -> None:
    cell = cell_of(notebook, OWES)
    cell["source"], cell["metadata"]["nbgrader"]["locked"] = "2.0", False


def backwards(notebook: Any) -> None:
    notebook["cells"].reverse()


def bare(notebook: Any) -> None:
    for cell in notebook["cells"]:
        cell["metadata"] = {}


def of_an_old_schema(notebook: Any) -> None:
    cell_of(notebook, OWES)["metadata"]["nbgrader"]["schema_version"] = 1


ALL = (
    deleted, duplicated, renamed, named_like_another, retyped, made_a_solution, worth_a_hundred, rewritten, backwards,
    bare, of_an_old_schema,
)  # fmt: skip
FAULTS = {alter.__name__: changed(alter) for alter in ALL}


@pytest.fixture(scope="module")
def ways(mark_class: Any) -> Any:
    return mark_class(FAULTS)


@pytest.mark.parametrize("fault", FAULTS)
def test_changing_cells_changes_no_mark(ways: Ways, fault: str) -> None:
    for way in ways:
        assert (way.status, way.scores(fault)) == (0, FULL)
        assert way.cells(name_of(fault)) == way.cells(NEIGHBOUR)
