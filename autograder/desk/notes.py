"""What a review of a case holds: data only, said in words by whoever shows it."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import attrs

from autograder.cases import CaseFile
from autograder.questions import Asked
from autograder.rulebook import Card, Condition
from autograder.solve import Finding
from autograder.stated import Read


class Weight(StrEnum):
    """How much a note weighs: something to mend, or something that the author should know of."""

    PROBLEM = "problem"
    REMARK = "remark"


@attrs.frozen
class Note:
    """One thing to say; `reason` is a key of the words under `check.notes`, `asked` None where it is about the case."""

    weight: Weight
    reason: str
    asked: Asked | None
    details: Mapping[str, Any] = attrs.field(factory=dict)


@attrs.frozen
class Decisive:
    """A fact on which an answer hangs: with the one other `value` the solver would come to another `finding`.

    `answer` is what of it the question asks for, cut down to what it offers.
    """

    path: str
    read: Read
    value: Any
    finding: Finding
    answer: tuple[str, ...]


@attrs.frozen
class Tried:
    """An exception that does not apply: how many of its conditions hold, and the one that does not."""

    card: Card
    held: int
    fails: Condition


@attrs.frozen
class RulesBehind:
    """Which rules stand, which apply but give way (to whom), and which exceptions were tried in vain."""

    standing: tuple[Card, ...]
    defeated: tuple[tuple[Card, Card], ...]
    tried: tuple[Tried, ...]


class Near(StrEnum):
    """How near an option comes to being right."""

    RIGHT = "right"
    DEFEATED = "defeated"
    ONE_FACT = "one_fact"
    TWO_FACTS = "two_facts"
    FAR = "far"


@attrs.frozen
class Option:
    """One option of a question: whether it earns the points, how near it is, and which misconceptions it stands for.

    `right` options that are not `expected` earn the points because courts differ. `by` names the fact whose change
    brings a wrong option out, where one alone does.
    """

    value: str
    right: bool
    near: Near | None
    expected: bool = False
    traps: tuple[str, ...] = ()
    by: Read | None = None

    @property
    def far(self) -> bool:
        """Whether no rule that concludes it comes near."""
        return self.near is Near.FAR


@attrs.frozen
class QuestionReview:
    """One question that has an answer. `unsettled` are the points on which courts differ, as `unsettled.<point>`."""

    asked: Asked
    finding: Finding
    expected: tuple[str, ...]
    accepted: tuple[tuple[str, ...], ...]
    unsettled: tuple[str, ...]
    decisive: tuple[Decisive, ...]
    rules: RulesBehind
    options: tuple[Option, ...]


@attrs.frozen
class Review:
    """A case as its author should see it. `dead` are the written facts that matter to no question, by path.

    `complete` is False where not every other value of every fact could be tried.
    """

    case_file: CaseFile
    questions: tuple[QuestionReview, ...]
    dead: tuple[str, ...]
    complete: bool
    notes: tuple[Note, ...]

    def of(self, weight: Weight) -> tuple[Note, ...]:
        """The notes of one weight."""
        return tuple(note for note in self.notes if note.weight is weight)
