"""A case gone through person by person, both questions answered with their reasons."""

from collections.abc import Sequence
from typing import Any

from autograder.phrases import Phrases
from autograder.rulebook import Subject
from course.lesson_parts.told import answers, course_case, lesson_words
from course.widgets.worked_case import WorkedCase


def worked_case(case: str, loan: str, persons: Sequence[str], language: str) -> WorkedCase:
    """The steps of a practice case, one person each."""
    return WorkedCase(scene=scene(case, loan, persons, language))


def scene(case_id: str, loan: str, persons: Sequence[str], language: str) -> dict[str, Any]:
    """The steps in words."""
    case_file, words = course_case(case_id), lesson_words(language)
    phrases = Phrases(case_file.case, language)
    steps = [
        {
            "name": phrases.name(person),
            "place": words("lesson.worked.place", number=number, count=len(persons)),
            "answers": answers(case_file.case, Subject(person, loan), language),
        }
        for number, person in enumerate(persons, start=1)
    ]
    labels = ("title", "back", "next", "end")
    return {
        "language": language,
        "steps": steps,
        "words": {name: words(f"lesson.worked.{name}") for name in labels},
    }
