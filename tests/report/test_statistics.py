"""The figures: the same as an independent library's on a simulated class, and a reason in place of every NaN."""

import math
import random

import girth
import numpy as np
import pytest
from girth.common import cronbach_alpha
from hypothesis import given
from hypothesis import strategies as st

from autograder.nbgrader_glue.report.statistics import (
    FEW,
    Estimate,
    Said,
    Unsaid,
    alpha,
    alpha_without,
    constant,
    discrimination,
    ends,
    mean,
    share,
    sums,
)


def simulated_class(trainees: int = 60, questions: int = 8, seed: int = 5) -> list[list[float]]:
    """Points from 0 to 4 for each question (outer) and trainee (inner), driven by one strength of each trainee."""
    chance = random.Random(seed)
    strengths = [chance.gauss(0, 1) for _ in range(trainees)]
    return [
        [float(min(4, max(0, round(2 + strength + chance.gauss(hard, 1))))) for strength in strengths]
        for hard in (number / questions - 0.5 for number in range(questions))
    ]


def value(said: Said) -> float:
    assert isinstance(said, Estimate)
    return said.value


CLASS = simulated_class()
GIRTH = girth.classical_test_statistics(np.array(CLASS, dtype=int), start_value=0, stop_value=4)


def test_alpha_is_what_girth_says() -> None:
    assert value(alpha(CLASS)) == pytest.approx(cronbach_alpha(np.array(CLASS)), abs=1e-12)


@pytest.mark.parametrize("number", range(len(CLASS)))
def test_discrimination_and_alpha_without_a_question_are_what_girth_says(number: int) -> None:
    rest = sums([points for other, points in enumerate(CLASS) if other != number])
    assert value(discrimination(CLASS[number], rest)) == pytest.approx(GIRTH["Item-Score Correlation"][number])
    assert value(alpha_without(CLASS, number)) == pytest.approx(GIRTH["Cronbach Alpha"][number])


def test_the_question_itself_is_not_in_what_it_is_compared_with() -> None:
    whole = value(discrimination(CLASS[0], sums(CLASS)))
    assert whole > value(discrimination(CLASS[0], sums(CLASS[1:]))) + 0.05


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [(0, 10, 0.0, 0.2775), (10, 20, 0.2993, 0.7007), (10, 10, 0.7225, 1.0), (81, 263, 0.2553, 0.3662)],
)
def test_wilsons_interval_is_the_published_one(count: int, of: int, low: float, high: float) -> None:
    said = share(count, of)
    assert isinstance(said, Estimate)
    assert said.value == count / of
    assert said.low == pytest.approx(low, abs=5e-5)
    assert said.high == pytest.approx(high, abs=5e-5)


def test_fishers_interval_is_the_one_worked_out_by_hand() -> None:
    said = discrimination(CLASS[0], sums(CLASS[1:]))
    assert isinstance(said, Estimate)
    half = 1.959964 / math.sqrt(len(CLASS[0]) - 3)
    middle = math.atanh(said.value)
    assert said.low == pytest.approx(math.tanh(middle - half), abs=1e-6)
    assert said.high == pytest.approx(math.tanh(middle + half), abs=1e-6)


def test_feldts_interval_holds_the_true_alpha_in_about_95_of_100_classes() -> None:
    """Four parallel questions, each half strength and half chance in variance, have an alpha of 0.8."""
    chance = random.Random(11)
    hits = 0
    for _ in range(300):
        strengths = [chance.gauss(0, 1) for _ in range(30)]
        said = alpha([[strength + chance.gauss(0, 1) for strength in strengths] for _ in range(4)])
        assert isinstance(said, Estimate)
        assert said.low is not None
        assert said.high is not None
        hits += said.low <= 0.8 <= said.high
    assert 0.91 <= hits / 300 <= 0.99


def test_a_small_class_gets_no_statistics() -> None:
    nine = [points[:9] for points in CLASS]
    assert share(3, 9) is Unsaid.FEW
    assert mean(nine[0]) is Unsaid.FEW
    assert discrimination(nine[0], sums(nine[1:])) is Unsaid.FEW
    assert alpha(nine) is Unsaid.FEW
    assert ends(nine[0]) is Unsaid.FEW
    assert isinstance(share(3, FEW), Estimate)


def test_nobody_is_no_class() -> None:
    assert share(0, 0) is Unsaid.NOBODY
    assert mean([]) is Unsaid.NOBODY
    assert discrimination([], []) is Unsaid.NOBODY
    assert alpha([[], []]) is Unsaid.NOBODY
    assert ends([]) is Unsaid.NOBODY


def test_what_does_not_differ_cannot_be_compared() -> None:
    same = [1.0] * 20
    assert discrimination(same, CLASS[0][:20]) is Unsaid.SAME_POINTS
    assert discrimination(CLASS[0][:20], same) is Unsaid.SAME_REST
    assert alpha([same, same]) is Unsaid.SAME_POINTS
    assert alpha([CLASS[0]]) is Unsaid.ONE_QUESTION
    assert ends(same) is Unsaid.SAME_REST
    assert mean(same) == Estimate(1.0)


def test_a_perfect_correlation_has_no_interval() -> None:
    assert discrimination(CLASS[0], CLASS[0]) == Estimate(1.0)
    assert discrimination(CLASS[0], [-points for points in CLASS[0]]) == Estimate(-1.0)


def test_ties_at_the_edge_of_a_group_stay_together() -> None:
    upper, lower = _groups([1.0, 1.0, 1.0, 1.0, 2.0, 2.0, 2.0, 3.0, 3.0, 3.0])
    assert (upper, lower) == ({7, 8, 9}, {0, 1, 2, 3})
    assert ends([1.0] * 8 + [2.0] * 2) is Unsaid.SAME_REST
    upper, lower = _groups([float(total) for total in range(11)])
    assert (upper, lower) == ({8, 9, 10}, {0, 1, 2})


def _groups(totals: list[float]) -> tuple[set[int], set[int]]:
    found = ends(totals)
    assert not isinstance(found, Unsaid)
    return set(found[0]), set(found[1])


points = st.sampled_from([0.0, 0.3333, 0.5, 1.0, 2.0])


@given(st.integers(0, 14).flatmap(lambda n: st.lists(st.lists(points, min_size=n, max_size=n), min_size=1, max_size=4)))
def test_nothing_is_ever_nan(columns: list[list[float]]) -> None:
    told = [alpha(columns), mean(columns[0]), discrimination(columns[0], sums(columns))]
    told += [alpha_without(columns, 0), share(sum(map(bool, columns[0])), len(columns[0]))]
    for said in told:
        if isinstance(said, Estimate):
            assert all(one is None or math.isfinite(one) for one in (said.value, said.low, said.high))
            assert said.low is None or said.high is None or said.low <= said.value <= said.high
    assert constant([])
