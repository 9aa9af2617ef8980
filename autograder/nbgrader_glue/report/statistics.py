"""The figures of classical test theory with 95 per cent intervals: numbers in, a figure or a reason out. Pure.

Nothing here is ever NaN: what cannot be said is an `Unsaid`, and its words say why.
"""

import math
from collections.abc import Sequence
from enum import StrEnum
from statistics import fmean, variance

import attrs

LEVEL = 0.95
"""How sure an interval is."""

FEW = 10
"""Below so many trainees only counts are told: one answer more or less would turn any figure."""

MANY = 30
"""Below so many trainees figures are told with a caution."""

TAIL = 0.27
"""The share of a class that makes its upper and its lower group; Kelley's choice, which parts the two best."""

_SAME = 1e-9


class Unsaid(StrEnum):
    """Why a figure cannot be told."""

    FEW = "few"
    SAME_POINTS = "same_points"
    SAME_REST = "same_rest"
    ONE_QUESTION = "one_question"
    WAITING = "waiting"
    NOBODY = "nobody"


@attrs.frozen
class Estimate:
    """A figure and the interval in which it lies with 95 per cent confidence; None where no interval can be given."""

    value: float
    low: float | None = None
    high: float | None = None


Said = Estimate | Unsaid


def share(count: int, of: int) -> Said:
    """How large a part of a class something concerns, with Wilson's interval."""
    if of == 0:
        return Unsaid.NOBODY
    if of < FEW:
        return Unsaid.FEW
    from scipy.stats import binomtest

    interval = binomtest(count, of).proportion_ci(confidence_level=LEVEL, method="wilson")
    return Estimate(count / of, float(interval.low), float(interval.high))


def mean(values: Sequence[float]) -> Said:
    """The mean with Student's interval, without one where all values are the same."""
    if not values:
        return Unsaid.NOBODY
    if len(values) < FEW:
        return Unsaid.FEW
    middle = fmean(values)
    if constant(values):
        return Estimate(middle)
    from scipy.stats import t

    half = float(t.ppf((1 + LEVEL) / 2, len(values) - 1)) * math.sqrt(variance(values) / len(values))
    return Estimate(middle, middle - half, middle + half)


def discrimination(item: Sequence[float], rest: Sequence[float]) -> Said:
    """The correlation of a question with all the others together (corrected point-biserial), with Fisher's interval."""
    if len(item) < FEW:
        return Unsaid.FEW if item else Unsaid.NOBODY
    if constant(item):
        return Unsaid.SAME_POINTS
    if constant(rest):
        return Unsaid.SAME_REST
    from scipy.stats import pearsonr

    found = pearsonr(item, rest)
    value = float(found.statistic)
    if abs(value) > 1 - _SAME:
        return Estimate(math.copysign(1.0, value))
    interval = found.confidence_interval(LEVEL)
    return Estimate(value, float(interval.low), float(interval.high))


def alpha(questions: Sequence[Sequence[float]]) -> Said:
    """Cronbach's alpha of several questions (each the points of the same trainees), with Feldt's interval."""
    if len(questions) < 2:
        return Unsaid.ONE_QUESTION
    number = len(questions[0])
    if number < FEW:
        return Unsaid.FEW if number else Unsaid.NOBODY
    totals = sums(questions)
    if constant(totals):
        return Unsaid.SAME_POINTS
    parts = sum(variance(points) for points in questions)
    value = len(questions) / (len(questions) - 1) * (1 - parts / variance(totals))
    from scipy.stats import f

    degrees = (number - 1, (number - 1) * (len(questions) - 1))
    low, high = (1 - (1 - value) * float(f.ppf(end, *degrees)) for end in ((1 + LEVEL) / 2, (1 - LEVEL) / 2))
    return Estimate(value, low, high)


def alpha_without(questions: Sequence[Sequence[float]], number: int) -> Said:
    """Cronbach's alpha with one question left out."""
    return alpha([points for other, points in enumerate(questions) if other != number])


def ends(totals: Sequence[float]) -> tuple[frozenset[int], frozenset[int]] | Unsaid:
    """Who makes the upper and the lower group, by place in `totals`: 27 per cent each.

    Whoever has as much as the last one of a group belongs to it too, so that no tie is broken by chance.
    """
    if len(totals) < FEW:
        return Unsaid.FEW if totals else Unsaid.NOBODY
    ordered = sorted(totals)
    size = max(1, round(TAIL * len(ordered)))
    lowest, highest = ordered[size - 1], ordered[-size]
    if highest - lowest < _SAME:
        return Unsaid.SAME_REST
    upper = frozenset(place for place, total in enumerate(totals) if total >= highest - _SAME)
    lower = frozenset(place for place, total in enumerate(totals) if total <= lowest + _SAME)
    return upper, lower


def sums(questions: Sequence[Sequence[float]]) -> list[float]:
    """What each trainee has in several questions together."""
    return [math.fsum(points) for points in zip(*questions, strict=True)]


def constant(values: Sequence[float]) -> bool:
    """Whether all values are the same."""
    return not values or max(values) - min(values) < _SAME
