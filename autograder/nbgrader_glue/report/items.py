"""How each question worked: how hard it was, whether it parts strong from weak, and which options drew whom."""

from collections import Counter
from collections.abc import Iterable, Sequence

import attrs

from autograder.answer_values import Value
from autograder.markable import Markable
from autograder.nbgrader_glue.report.class_data import Trainee
from autograder.nbgrader_glue.report.statistics import Said, Unsaid, ends
from autograder.questions import QuestionKind
from autograder.sheet import SheetQuestion

_MOST_TYPED = 6
"""Typed dates and sums that are listed; the others are told together."""

_CLEAR = 2
"""By how many people the upper group must prefer a wrong option before somebody is asked to look at it."""


@attrs.frozen
class Choice:
    """An option, a typed value, or no answer (`value` None): how many gave it, in all and in either group.

    The groups are None where there are none. `note` is never_chosen or upper_prefers where it deserves a look.
    """

    value: str | None
    right: bool
    count: int
    upper: int | None
    lower: int | None
    note: str | None = None


@attrs.frozen
class Choices:
    """Everything that was given to a question, and how many are in either group; `others` are typed rarely.

    `reason` says why a class that is large enough has no groups here.
    """

    listed: tuple[Choice, ...]
    others: int = 0
    upper: int | None = None
    lower: int | None = None
    reason: Unsaid | None = None


@attrs.frozen
class Item:
    """One question: how many answered it, were fully right, and made the mistake that takes the whole question.

    The figures are an `Unsaid` where they cannot be told; `by_hand` questions have no options.
    """

    question: SheetQuestion
    number: int
    by_hand: bool
    answered: int
    scored: int
    right: int
    critical: int
    facility: Said
    right_share: Said
    discrimination: Said
    alpha_without: Said
    choices: Choices

    @property
    def mean(self) -> float | None:
        """The facility as a bare number, for plots."""
        return None if isinstance(self.facility, Unsaid) else self.facility.value


def choices(markable: Markable, trainees: Sequence[Trainee], rest: Sequence[float] | None) -> Choices:
    """What the class gave to a question; `rest` are everybody's points in the other questions, None if there are none.

    A reason is read by a person and not counted here.
    """
    if markable.kind is QuestionKind.REASON:
        return Choices(())
    groups = ends(rest) if rest is not None else Unsaid.ONE_QUESTION
    upper, lower = (None, None) if isinstance(groups, Unsaid) else groups
    given = [_parts(trainee.values.get(markable.id)) for trainee in trainees]
    counts = [_counted(given, group) for group in (range(len(given)), upper, lower)]
    offered = list(markable.values)
    typed = [value for value, _ in _most(counts[0] or Counter()) if value is not None and value not in offered]
    listed = offered or typed[:_MOST_TYPED]
    right = _right(markable, listed)
    made = [_choice(value, value in right, counts) for value in (*listed, None)]
    made = [choice for choice in made if choice.value is not None or choice.count]
    others = sum((counts[0] or Counter())[value] for value in typed if value not in listed)
    reason = groups if isinstance(groups, Unsaid) and groups not in {Unsaid.FEW, Unsaid.NOBODY} else None
    return Choices(tuple(made), others, _size(upper), _size(lower), reason)


def _choice(value: str | None, right: bool, counts: Sequence[Counter[str | None] | None]) -> Choice:
    everybody, upper, lower = (count[value] if count is not None else None for count in counts)
    note = None
    if value is not None and not right:
        if upper is not None and lower is not None and upper - lower >= _CLEAR:
            note = "upper_prefers"
        elif everybody == 0:
            note = "never_chosen"
    return Choice(value, right, everybody or 0, upper, lower, note)


def _right(markable: Markable, values: Iterable[str]) -> frozenset[str]:
    """The values that are right by themselves, or belong to the right set."""
    if markable.kind is QuestionKind.MANY:
        return frozenset(markable.mark(None).expected)
    return frozenset(value for value in values if markable.mark(value).right)


def _parts(value: Value | None) -> tuple[str | None, ...]:
    return (None,) if value is None else tuple(value) if isinstance(value, list) else (value,)


def _counted(given: Sequence[tuple[str | None, ...]], places: Iterable[int] | None) -> Counter[str | None] | None:
    if places is None:
        return None
    return Counter(part for place in places for part in given[place])


def _most(counts: Counter[str | None]) -> list[tuple[str | None, int]]:
    return sorted(counts.items(), key=lambda entry: (-entry[1], str(entry[0])))


def _size(group: frozenset[int] | None) -> int | None:
    return None if group is None else len(group)
