"""No well-formed case leaves the solver at a loss: no rules that contradict, no gap, no fact asked for in vain.

What the workbook leaves out on purpose (`NotModelled`), and a case with more unknown facts than can be tried
(`TooManyUnknowns`), are said and are no fault.
"""

from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from autograder.facts import Case
from autograder.rulebook import NotModelled
from autograder.solve import TooManyUnknowns, solve
from autograder.vocabulary import Question
from tests.space.cases import random_case
from tests.space.shrinking import smallest
from tests.space.written import written

seeds = st.integers(0, 2**64 - 1)

PARTS = 10
"""The long run is cut up, so that it can be shared out among processes."""

unhurried = settings(
    deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow], phases=[Phase.generate]
)
"""A failing case is made small by leaving out facts, not by looking for a smaller seed."""


def failure(case: Case) -> Exception | None:
    """What the solver could not cope with, None where it found an answer or declared that it has none."""
    try:
        for question in Question:
            solve(case, question=question)
    except (NotModelled, TooManyUnknowns):
        return None
    except Exception as error:
        return error
    return None


def decided(case: Case) -> None:
    """Fail with the smallest case that the solver fails on in the same way."""
    error = failure(case)
    if error is not None:
        small = smallest(case, lambda one: type(failure(one)) is type(error) and str(failure(one)) == str(error))
        raise AssertionError(f"{error!r} in this case:\n{written(small)}") from error


@settings(unhurried, max_examples=500)
@given(seed=seeds)
def test_every_person_gets_an_answer_to_every_question(seed: int) -> None:
    decided(random_case(Random(seed)))


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
@settings(unhurried, max_examples=50_000 // PARTS)
@given(seed=seeds)
def test_every_person_gets_an_answer_to_every_question_in_very_many_cases(seed: int, part: int) -> None:
    decided(random_case(Random(PARTS * seed + part)))


@pytest.mark.slow
@settings(unhurried, max_examples=30)
@given(seed=seeds)
def test_every_person_gets_an_answer_where_facts_are_unknown_in_many_cases(seed: int) -> None:
    decided(random_case(Random(seed), unknowns=0.01))
