"""A cell that ends the kernel: stock nbgrader gives such a submission nothing at all."""

from typing import Any

import pytest

from tests.faults.conftest import FULL, Ways, with_code

pytestmark = pytest.mark.slow

EXITS = ("import os; os._exit(1)", "exit()", "import sys; sys.exit()", "import os; os.kill(os.getpid(), 9)")


@pytest.fixture(scope="module")
def ways(mark_class: Any) -> Any:
    return mark_class({source: with_code(source) for source in EXITS})


@pytest.mark.parametrize("source", EXITS)
def test_leaving_the_kernel_costs_nothing(ways: Ways, source: str) -> None:
    for way in ways:
        assert (way.status, way.scores(source)) == (0, FULL)
