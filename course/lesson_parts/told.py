"""Cases of the course, and their findings in words."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import course
from autograder.cases import CaseFile, load_case
from autograder.explain import argument
from autograder.facts import Case
from autograder.phrases import Phrases
from autograder.rulebook import Subject
from autograder.solve import Finding, find
from autograder.vocabulary import Figure, Question
from autograder.words import Words, words_for

HOME = Path(course.__file__).parent
ASKED = (Question.LIABILITY, Question.CREDIT_RECORD)
"""The two questions of the first lesson, in the order in which it asks them."""


@cache
def course_case(id: str) -> CaseFile:
    """A practice case. Raises `CaseRefused`."""
    return load_case(HOME / "cases" / id)


def lesson_words(language: str) -> Words:
    """The words of the course and of the law together."""
    return words_for(language, HOME / "words")


def paragraphs(case_file: CaseFile, language: str) -> list[str]:
    """A case's story; the lines of a paragraph flow together."""
    between = "" if language == "zh" else " "
    return [between.join(part.splitlines()) for part in case_file.stories[language].text.split("\n\n") if part.strip()]


def answers(case: Case, subject: Subject, language: str) -> list[dict[str, Any]]:
    """What the law says on both questions: the question, the result in words and the reasons, one entry a question."""
    return [_answer(case, find(case, question, subject, strict=False), language) for question in ASKED]


def _answer(case: Case, finding: Finding, language: str) -> dict[str, Any]:
    return {
        "question": lesson_words(language)(f"lesson.asked.{finding.question.value}"),
        "outcome": outcome(case, finding, language),
        "reasons": argument(case, finding, language),
    }


def outcome(case: Case, finding: Finding, language: str) -> str:
    """The result in a few words: the codes that stand, or which could still come out; an overdue grade with them."""
    phrases, words = Phrases(case, language), lesson_words(language)
    if finding.undetermined:
        possible = [words.listed(*map(phrases.code, codes)) for codes in finding.possible]
        return words("lesson.undetermined", possible=phrases.joined(possible, "or"))
    shown = words.listed(*map(phrases.code, finding.codes))
    return words("lesson.with_level", outcome=shown, level=level) if (level := _level(finding.figures)) else shown


def _level(figures: Mapping[Figure, Any]) -> Any:
    return figures.get(Figure.LEVEL)
