"""The options of a question: which earn the points, how near the others come, and for which mistake each stands."""

from collections.abc import Iterator
from typing import Any, cast

from autograder.cases import CaseFile
from autograder.desk.notes import Near, Option
from autograder.desk.weights import Weighing
from autograder.keys import finding_of, key_of
from autograder.marking import mark
from autograder.near_misses import WRONG_ABOUT
from autograder.questions import Asked, Part, QuestionKind
from autograder.rulebook import rules_for
from autograder.solve import Finding
from autograder.stated import Read
from autograder.vocabulary import CODES, Code
from autograder.what_if import smallest_changes

_NO_NAME = {*WRONG_ABOUT.values(), "tag_imagined", "flag_imagined", "incomplete"}
"""Mistakes that only say that an answer is wrong."""


def options_of(case_file: CaseFile, asked: Asked, weighing: Weighing) -> Iterator[Option]:
    """The options in the order in which they are offered."""
    key = key_of(case_file, asked)
    right = {value for values in key.accepted for value in values}
    for value in asked.options:
        if value in right:
            yield Option(value, True, Near.RIGHT, expected=value in key.expected)
        elif asked.kind is QuestionKind.MISSING_FACT:
            yield Option(value, False, None)
        else:
            near, by = _near(case_file, asked, value, weighing)
            yield Option(value, False, near, traps=_traps(case_file, asked, value, key.expected), by=by)


def _traps(case_file: CaseFile, asked: Asked, value: str, expected: tuple[str, ...]) -> tuple[str, ...]:
    """The misconceptions that somebody shows who ticks a wrong option (besides the right ones)."""
    given: Any = value if asked.kind is QuestionKind.ONE else [*expected, value]
    mistakes = mark(case_file, asked, given).mistakes
    return tuple(mistake for mistake in mistakes if mistake not in _NO_NAME)


def _near(case_file: CaseFile, asked: Asked, value: str, weighing: Weighing) -> tuple[Near, Read | None]:
    finding = finding_of(case_file, asked)
    if _applies(finding, asked, value):
        return Near.DEFEATED, None
    if by := weighing.reached.get((asked.id, value)):
        return Near.ONE_FACT, by
    if asked.of in {Part.FLAGS, Part.TAGS}:
        return (Near.TWO_FACTS if _begun(finding, asked, value) else Near.FAR), None
    found = smallest_changes(case_file.case, finding, cast(Code, CODES[asked.asks](value)))
    if not found:
        return Near.FAR, None
    return (Near.TWO_FACTS, None) if len(found[0]) > 1 else (Near.ONE_FACT, found[0][0].read)


def _applies(finding: Finding, asked: Asked, value: str) -> bool:
    """Whether a rule that gives the value applies, although another outweighs it."""
    return any(value in _given(trial.card, asked) for trial in finding.verdict.trials if trial.applies)


def _begun(finding: Finding, asked: Asked, value: str) -> bool:
    """Whether some of the conditions of a rule that gives the value hold."""
    cards = {card.name for card in rules_for(asked.asks) if value in _given(card, asked)}
    return any(len(trial.conditions) > 1 for trial in finding.verdict.trials if trial.card.name in cards)


def _given(card: Any, asked: Asked) -> set[str]:
    parts = {Part.FLAGS: card.flags, Part.TAGS: card.tags}
    return {code.value for code in parts.get(Part(asked.of or ""), card.concludes)}
