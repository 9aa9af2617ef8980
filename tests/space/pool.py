"""Random cases for properties: some in every run, many in the slow one, a failing one told as small as it gets."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from random import Random

import attrs
import pytest

from autograder.facts import Case
from autograder.rulebook import NotModelled
from autograder.rules import require_modelled
from tests.space.cases import random_case
from tests.space.shrinking import smallest
from tests.space.written import written

Holds = Callable[[Case], bool]


@attrs.frozen
class Pool:
    """The random cases of some seeds, those left out that need law which the workbook leaves out."""

    seeds: range

    def __iter__(self) -> Iterator[Case]:
        return filter(_modelled, map(_case, self.seeds))

    def all(self, holds: Holds) -> None:
        """Fail with the smallest case in which something does not hold."""
        for case in self:
            if not holds(case):
                pytest.fail(f"does not hold in this case:\n{written(smallest(case, _breaks(holds)))}")


@lru_cache(maxsize=200)
def _case(seed: int) -> Case:
    return random_case(Random(seed))


def _modelled(case: Case) -> bool:
    try:
        require_modelled(case)
    except NotModelled:
        return False
    return True


def _breaks(holds: Holds) -> Holds:
    """Whether something fails to hold in a case that can be solved at all."""

    def breaks(case: Case) -> bool:
        try:
            return not holds(case)
        except Exception:  # a smaller case may leave out a fact for which a rule asks
            return False

    return breaks


over_cases = pytest.mark.parametrize(
    "cases",
    [
        pytest.param(Pool(range(100)), id="some"),
    ],
)
"""A property is tried on so many random cases."""
