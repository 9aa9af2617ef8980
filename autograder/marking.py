"""(question, finding, answer) -> mark: what an answer earns, and which misconception it shows.

The key is never written down; it is what the solver finds. Answers accepted because courts differ earn everything.
A wrong answer is a mark; an answer of the wrong shape is a `BadAnswer` and never a mark.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, cast

import attrs

from autograder.answer_values import Value, WrongValue, checked
from autograder.cases import CaseFile
from autograder.explain import argument, what_would_change, why_not
from autograder.facts import Case
from autograder.keys import Key, NoKey, finding_of, key_of
from autograder.misconceptions import date_mistake, extra_mistake, one_mistake, sum_mistake
from autograder.near_misses import miss
from autograder.prompts import option_label
from autograder.questions import ENOUGH, Asked, Part, QuestionKind
from autograder.vocabulary import CODES, Code, Figure, Question
from autograder.words import words_for

DIGITS = 4
"""Decimal places of points."""


class BadAnswer(Exception):
    """An answer of the wrong shape: neither right nor wrong; `reason` names the words that say what is amiss."""

    def __init__(self, question: str, reason: str, parameters: Mapping[str, Any]) -> None:
        super().__init__(f"{question}: {reason}")
        self.question = question
        self.reason = reason
        self.parameters = parameters

    def say(self, language: str) -> str:
        """What is amiss, for people."""
        words = words_for(language)
        problem = words(f"answers.problems.{self.reason}", **self.parameters)
        return words("answers.problems.in_question", question=self.question, problem=problem)


@attrs.frozen
class Mark:
    """What an answer earned; `points` None where a person has to mark it, `given` None where nothing was answered.

    `mistakes` are keys of the misconceptions (`mistakes.<key>` in words), the gravest first. `rules` are the ids of the
    rules on which a claim leans; the finding of a case names its own.
    """

    points: float | None
    out_of: float
    mistakes: tuple[str, ...]
    right: bool
    given: Value | None
    expected: tuple[str, ...]
    critical: bool = False
    rules: tuple[str, ...] = ()

    @property
    def needs_hand(self) -> bool:
        """Whether a person has to mark it."""
        return self.points is None


@attrs.frozen
class _Shape:
    """A question as the check of an answer's shape wants it."""

    id: str
    kind: QuestionKind
    values: Sequence[str]


def mark(case_file: CaseFile, asked: Asked, value: Any) -> Mark:
    """Mark an answer; None is no answer and earns nothing. Raises `BadAnswer` for one of the wrong shape, `NoKey`."""
    key = key_of(case_file, asked)
    out_of = float(asked.points)
    if value is None:
        points = None if asked.kind is QuestionKind.REASON else 0.0
        return Mark(points, out_of, (), False, None, key.expected)
    try:
        given = checked(_Shape(asked.key, asked.kind, asked.options), value)
    except WrongValue as wrong:
        raise BadAnswer(asked.key, wrong.reason, wrong.parameters) from wrong
    if asked.kind is QuestionKind.REASON:
        return Mark(None, out_of, (), False, given, ())
    chosen = frozenset(given if isinstance(given, list) else [given])
    critical = bool(chosen & key.critical)
    told = _many if asked.kind is QuestionKind.MANY else _single
    share, mistakes = told(case_file.case, key, chosen)
    if critical:
        share = 0.0
    elif chosen in {frozenset(right) for right in key.accepted}:
        share, mistakes = 1.0, ()
    points = min(round(share * out_of, DIGITS), out_of)
    return Mark(points, out_of, mistakes, share == 1.0, given, key.expected, critical)


def _single(case: Case, key: Key, chosen: frozenset[str]) -> tuple[float, tuple[str, ...]]:
    """Share and mistakes of an answer with one value."""
    (given,) = chosen
    asked, finding = key.asked, key.finding
    if (given,) in key.accepted:
        return 1.0, ()
    match asked.kind:
        case QuestionKind.MISSING_FACT:
            wanted = "asked_although_clear" if key.expected == (ENOUGH,) else "asked_the_wrong_fact"
            return 0.0, ("decided_without_asking" if given == ENOUGH else wanted,)
        case QuestionKind.DATE:
            return 0.0, (date_mistake(case, Figure(asked.of or ""), key.expected[0], given),)
        case QuestionKind.AMOUNT:
            return 0.0, (sum_mistake(case, finding, Figure(asked.of or ""), key.expected[0], given),)
    if asked.of in {Part.TAGS, Part.FLAGS}:
        return 0.0, (f"{asked.of.removesuffix('s')}_imagined",)
    code = _code(asked.asks, given)
    share = max(miss(_code(asked.asks, right), code).share for (right,) in key.accepted)
    return share, (one_mistake(case, finding, _code(asked.asks, key.expected[0]), code),)


def _many(case: Case, key: Key, chosen: frozenset[str]) -> tuple[float, tuple[str, ...]]:
    """Share and mistakes of a set: the part of the right options found, times the part of the wrong ones left out."""
    best, nearest = -1.0, key.expected
    for right in key.accepted:
        wrong = set(key.asked.options) - set(right)
        share = len(chosen & set(right)) / len(right) * (1 - len(chosen & wrong) / len(wrong))
        if share > best:
            best, nearest = share, right
    return best, _set_mistakes(case, key, chosen, nearest)


def _set_mistakes(case: Case, key: Key, chosen: frozenset[str], right: tuple[str, ...]) -> tuple[str, ...]:
    asked = key.asked
    extra = [option for option in asked.options if option in chosen and option not in right]
    lacking = [option for option in right if option not in chosen]
    if asked.of in {Part.TAGS, Part.FLAGS}:
        name = asked.of.removesuffix("s")
        return (f"{name}_imagined",) * bool(extra) + (f"{name}_overlooked",) * bool(lacking)
    codes = [_code(asked.asks, option) for option in right]
    found = [extra_mistake(case, key.finding, codes, _code(asked.asks, option)) for option in extra]
    return tuple(dict.fromkeys(found + ["incomplete"] * bool(lacking)))


def _code(asks: Question, value: str) -> Code:
    return cast(Code, CODES[asks](value))


@attrs.frozen
class Feedback:
    """A mark in words: `tone` is right, partly, wrong, critical, unanswered or by_hand."""

    tone: str
    heading: str
    paragraphs: tuple[str, ...]


def feedback(case_file: CaseFile, asked: Asked, value: Any, language: str) -> Feedback:
    """What to tell whoever answered: the mistake first, then why their answer does not fit, then the argument.

    Raises what `mark` raises.
    """
    marked = mark(case_file, asked, value)
    words = words_for(language)
    tone = tone_of(marked)
    told = [words(f"mistakes.{mistake}.says") for mistake in marked.mistakes]
    if asked.kind is not QuestionKind.REASON:
        given, right = _shown(case_file, asked, value, language), _shown(case_file, asked, marked.expected, language)
        told.append(words(f"explain.feedback.answers.{tone}", given=given, right=right))
    finding = finding_of(case_file, asked)
    if not marked.right and value is not None:
        told += _against(case_file, asked, marked, language)
    told += argument(case_file.case, finding, language)
    return Feedback(tone, words(f"explain.feedback.heading.{tone}"), tuple(dict.fromkeys(told)))


def tone_of(marked: Mark) -> str:
    """How a mark is told: right, partly, wrong, critical, unanswered or by_hand."""
    if marked.needs_hand:
        return "by_hand"
    if marked.given is None:
        return "unanswered"
    if marked.critical:
        return "critical"
    return "right" if marked.right else "partly" if marked.points else "wrong"


def _shown(case_file: CaseFile, asked: Asked, value: Any, language: str) -> str:
    """An answer as people read it."""
    values = [value] if isinstance(value, str) else list(value or ())
    if asked.options:
        values = [option_label(case_file, asked, option, language) for option in values]
    elif asked.kind is QuestionKind.DATE:
        values = [words_for(language).show(date.fromisoformat(day)) for day in values]
    words = words_for(language)
    between = words("explain.join.or.two" if asked.kind is QuestionKind.MISSING_FACT else "explain.join.list.between")
    return between.join(words("explain.quoted", text=text) for text in values)


def _against(case_file: CaseFile, asked: Asked, marked: Mark, language: str) -> list[str]:
    """Why each wrong code that was chosen does not fit, and for a single one what would have to be different."""
    if asked.kind not in {QuestionKind.ONE, QuestionKind.MANY} or asked.of in {Part.TAGS, Part.FLAGS}:
        return []
    case, finding = case_file.case, finding_of(case_file, asked)
    chosen = [marked.given] if isinstance(marked.given, str) else list(marked.given or ())
    wrong = [_code(asked.asks, option) for option in chosen if option not in marked.expected]
    told = [text for code in wrong for text in why_not(case, finding, code, language)]
    return told + (what_would_change(case, finding, wrong[0], language) if len(wrong) == 1 else [])


__all__ = [
    "BadAnswer", "Feedback", "Key", "Mark", "NoKey", "feedback", "key_of", "mark", "tone_of",
]  # fmt: skip
