"""What the solver says of a case, in a form that two cases can be compared by."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import attrs

from autograder.facts import Case
from autograder.findings import Finding
from autograder.solve import solve
from autograder.vocabulary import Code, Flag, Liability, Question


@attrs.frozen
class Key:
    """About whom and what a finding is."""

    question: Question
    person: str
    loan: str | None
    contact: str | None


@attrs.frozen
class Answer:
    """What a finding says, without its reasons."""

    codes: tuple[Code, ...]
    flags: tuple[Flag, ...]
    tags: tuple[Any, ...]
    figures: Mapping[Any, Any]
    accepted: tuple[tuple[Code, ...], ...]


@lru_cache(maxsize=2_000)
def findings(case: Case, question: Question) -> tuple[Finding, ...]:
    """The findings on one question, worked out once for a case that several properties look at."""
    return solve(case, question=question)


def answers(case: Case, *questions: Question) -> dict[Key, Answer]:
    """The findings on some questions, or on all, by whom they are about."""
    return {
        _key(one): Answer(one.codes, one.flags, one.tags, dict(one.figures), one.accepted)
        for question in questions or tuple(Question)
        for one in findings(case, question)
    }


def _key(finding: Finding) -> Key:
    subject = finding.subject
    return Key(finding.question, subject.person, subject.loan, subject.contact.id if subject.contact else None)


def codes(case: Case, *questions: Question) -> dict[Key, tuple[Code, ...]]:
    """The codes alone."""
    return {key: answer.codes for key, answer in answers(case, *questions).items()}


def in_turn(case: Case) -> tuple[Question, ...]:
    """Three of the nine questions, others for another case: enough to look at each of them in many cases."""
    return tuple(Question)[case.as_of.toordinal() % 3 :: 3]


def debts(case: Case) -> dict[tuple[str, str], frozenset[Code]]:
    """What everybody owes on every loan: person and loan, and the liability codes."""
    found = codes(case, Question.LIABILITY)
    return {(key.person, str(key.loan)): frozenset(given) for key, given in found.items()}


def owing(case: Case) -> dict[tuple[str, str], frozenset[Code]]:
    """The same of those alone who owe something."""
    nothing = {Liability.NONE, Liability.GUARANTEE_RELEASED}
    positive = {who: given - nothing for who, given in debts(case).items()}
    return {who: given for who, given in positive.items() if given}
