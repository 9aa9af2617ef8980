"""What a case asks the trainee: questions as the case file states them, without their answers."""

from collections.abc import Mapping
from enum import StrEnum

import attrs

from autograder.facts import Case
from autograder.rulebook import Subject
from autograder.vocabulary import CODES, ContactTag, Figure, Flag, Question

ENOUGH = "enough"
"""The option of a missing-fact question that says: nothing is missing, the facts decide it."""


class QuestionKind(StrEnum):
    """In what way a question is answered."""

    ONE = "one"
    MANY = "many"
    DATE = "date"
    AMOUNT = "amount"
    MISSING_FACT = "missing_fact"
    REASON = "reason"


class Part(StrEnum):
    """Which part of the finding a one- or many-of question asks for."""

    OUTCOME = "outcome"
    CODES = "codes"
    TAGS = "tags"
    FLAGS = "flags"


DATE_FIGURES = frozenset(
    {
        Figure.DISPLAY_UNTIL, Figure.PERIOD_END, Figure.LIMITATION_FROM, Figure.ANSWER_DUE, Figure.LISTED_UNTIL,
        Figure.OVERDUE_SINCE, Figure.AVOIDANCE_UNTIL,
    }
)  # fmt: skip
"""The figures that are days; all others are numbers or sums."""


@attrs.frozen(kw_only=True)
class Asked:
    """One question of a case.

    `asks` is the dimension and `about` the person; `loan` or `contact` says on what. `of` is a `Part` for one- and
    many-of questions, a `Figure` for dates and amounts, None otherwise. `options` are codes, or fact paths with
    `ENOUGH` for a missing-fact question. `case` is the id of the case, given by the reader.
    """

    id: str
    kind: QuestionKind
    asks: Question
    about: str
    points: int
    loan: str | None = None
    contact: str | None = None
    of: str | None = None
    options: tuple[str, ...] = ()
    case: str = attrs.field(default="", metadata={"from_file": False})

    @property
    def key(self) -> str:
        """The question's id outside its case."""
        return f"{self.case}.{self.id}"


def subject_of(case: Case, asked: Asked) -> Subject:
    """About whom and what the solver is asked for a question."""
    if asked.asks is Question.SOFT_EFFECT:
        return Subject(asked.about)
    if asked.contact is None:
        return Subject(asked.about, asked.loan)
    contact = next(contact for contact in case.contacts if contact.id == asked.contact)
    return Subject(asked.about, contact.loan, contact)


def offered(asks: Question) -> Mapping[Part, tuple[str, ...]]:
    """The values that a question of a dimension may offer, by the part of the finding asked for."""
    codes = tuple(code.value for code in CODES[asks])
    tags = tuple(tag.value for tag in ContactTag) if asks is Question.COLLECTION_CONTACT else ()
    flags = tuple(flag.value for flag in Flag)
    return {Part.OUTCOME: codes, Part.CODES: codes, Part.TAGS: tags, Part.FLAGS: flags}
