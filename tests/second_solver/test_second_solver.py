"""The rules and the second solver, written apart from the same dossier, agree on random cases."""

import pytest

from tests.second_solver.compare import Tally, case_of, compare, compare_many, told
from tests.second_solver.solver import answers

SEED = 20_260_101
"""The seeds of the quick test; the slow one takes others."""


def _agree(tally: Tally) -> None:
    assert not tally.differing, "\n".join(told(tally, dumps=True))


def test_the_second_solver_agrees_on_three_hundred_random_cases() -> None:
    tally = compare(range(SEED, SEED + 300))
    assert min(tally.agreed[question] for question in ("liability", "credit_record", "collection_contact")) > 100
    _agree(tally)


def test_the_programs_have_one_stable_model_for_a_batch_and_for_each_of_its_cases() -> None:
    cases = [case_of(seed) for seed in range(SEED, SEED + 20)]
    assert [answers([case])[0] for case in cases] == answers(cases)


@pytest.mark.slow
def test_the_second_solver_agrees_on_twenty_thousand_random_cases() -> None:
    _agree(compare_many(20_000, seed=1, jobs=2))
