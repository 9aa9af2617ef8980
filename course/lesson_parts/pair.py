"""Two cases that differ in one fact, side by side; answers and rule come once the trainee has compared them."""

from collections.abc import Iterator, Sequence
from typing import Any

import attrs

from autograder.facts import Case
from autograder.phrases import Phrases
from autograder.rulebook import Subject
from autograder.stated import Read, raw
from course.lesson_parts.told import answers, course_case, lesson_words, paragraphs
from course.widgets.case_pair import CasePair


def case_pair(cases: Sequence[str], about: str, loan: str, language: str) -> CasePair:
    """The widget for two practice cases. Raises `ValueError` unless they differ in exactly one fact."""
    return CasePair(scene=scene(cases, about, loan, language))


def scene(cases: Sequence[str], about: str, loan: str, language: str) -> dict[str, Any]:
    """Both stories, the one fact that differs, both answers, and the words around them."""
    first, second = (course_case(id) for id in cases)
    found = list(differences(first.case, second.case))
    if len(found) != 1:
        raise ValueError(f"{first.id} and {second.id} differ in {len(found)} facts, not in one")
    words, subject = lesson_words(language), Subject(about, loan)
    labels = ("title", "alike", "differs", "hint", "show", "too_soon", "only", "rule_title", "rule", "why")
    stories = []
    for case_file, read in zip((first, second), found[0], strict=True):
        phrases = Phrases(case_file.case, language)
        stories.append(
            {
                "title": case_file.stories[language].title,
                "story": paragraphs(case_file, language),
                "fact": phrases.fact_stated(read, raw(*read)),
                "answers": answers(case_file.case, subject, language),
            }
        )
    shared = set(stories[0]["story"]) & set(stories[1]["story"])
    for story in stories:
        story["story"] = [{"text": text, "differs": text not in shared} for text in story["story"]]
    return {
        "language": language,
        "name": Phrases(first.case, language).name(about),
        "cases": stories,
        "words": {name: words(f"lesson.pair.{name}").strip() for name in labels},
    }


def differences(first: Case, second: Case) -> Iterator[tuple[Read, Read]]:
    """Every fact in which two cases of one shape differ, as it is read in each; their ids do not count.

    Raises `ValueError` where one case has more facts of a kind than the other.
    """
    yield from (pair for pair in _compare(first, second) if pair[0][1] != "id" or pair[0][0] is not first)


def _compare(first: Any, second: Any) -> Iterator[tuple[Read, Read]]:
    for field in attrs.fields(type(first)):
        old, new = raw(first, field.name), raw(second, field.name)
        if isinstance(old, tuple) and isinstance(new, tuple):
            for one, other in zip(old, new, strict=True):
                if attrs.has(type(one)):
                    yield from _compare(one, other)
                elif one != other:
                    yield (first, field.name, None), (second, field.name, None)
        elif attrs.has(type(old)) and attrs.has(type(new)):
            yield from _compare(old, new)
        elif old != new:
            yield (first, field.name, None), (second, field.name, None)
