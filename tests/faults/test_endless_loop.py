"""A cell that never ends: it is never begun."""

from typing import Any

import pytest

from tests.faults.conftest import FULL, NEIGHBOUR, Ways, name_of, with_code

pytestmark = pytest.mark.slow

LOOPS = {
    "endless": "while True: pass",
    "deaf to interrupts": "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: pass",
    "filling the memory": "kept = []\nwhile True: kept.append('x' * 10 ** 9)",
}


@pytest.fixture(scope="module")
def ways(mark_class: Any) -> Any:
    return mark_class({name: with_code(source) for name, source in LOOPS.items()})


@pytest.mark.parametrize("loop", LOOPS)
def test_an_endless_loop_is_not_run_and_costs_nothing(ways: Ways, loop: str) -> None:
    for way in ways:
        assert (way.status, way.scores(loop)) == (0, FULL)
        assert way.cells(name_of(loop)) == way.cells(NEIGHBOUR)
