"""Code that changes the checker, Python or the gradebook: it stays text, and wrong answers stay wrong."""

from pathlib import Path
from typing import Any

import pytest

from tests.faults.conftest import FULL, NEIGHBOUR, Fault, Ways, answers_in, name_of, with_code
from tests.school import OWES, RIGHT, record

pytestmark = pytest.mark.slow

PATCHES = {
    "checker": "import autograder.nbgrader_glue.cells as cells; cells.points = lambda question: 2.0",
    "marking": "import autograder.marking as m; m.mark.__code__ = (lambda *_: m.Mark(2, 2, (), True, '', ())).__code__",
    "builtins": "import builtins; builtins.round = lambda *a: float('nan'); builtins.min = max",
    "gradebook": "import sqlite3; sqlite3.connect('../../../gradebook.db').execute('update grade set auto_score=9')",
    "input transformer": "get_ipython().input_transformers_cleanup.append(lambda lines: ['2.0'])",
    "stderr": "import sys; print('noise', file=sys.stderr)",
}


def wrong_and(fault: Fault) -> Fault:
    def prepare(folder: Path) -> None:
        fault(folder)
        answers_in(folder).write_bytes(record({**RIGHT, OWES: "none"}, folder.parent.name))

    return prepare


@pytest.fixture(scope="module")
def ways(mark_class: Any) -> Any:
    return mark_class({name: wrong_and(with_code(source)) for name, source in PATCHES.items()})


@pytest.mark.parametrize("patch", PATCHES)
def test_a_patch_earns_nothing(ways: Ways, patch: str) -> None:
    for way in ways:
        assert (way.status, way.scores(patch)) == (0, {**FULL, OWES: 0.0})
        sources = [cell["source"] for cell in way.cells(name_of(patch))]
        assert sources == [cell["source"] for cell in way.cells(NEIGHBOUR)]
