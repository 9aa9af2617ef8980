"""What-if panels: which facts of a case may be flipped, and what the law says once they are."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache
from typing import Any

import attrs

from autograder.fact_paths import read_at
from autograder.facts import Case
from autograder.phrases import Phrases
from autograder.rulebook import Subject
from autograder.stated import UNKNOWN, changed, raw
from autograder.words import Words
from course.lesson_parts.told import answers, course_case, lesson_words
from course.widgets.what_if import WhatIf


@attrs.frozen
class Flip:
    """A fact that may be changed: its path, and the values offered, the present one among them."""

    path: str
    values: tuple[Any, ...]


@attrs.frozen
class Panel:
    """One person of a practice case and the facts that may be flipped around that person."""

    case: str
    about: str
    loan: str
    facts: tuple[Flip, ...]

    @classmethod
    def read(cls, table: Mapping[str, Any]) -> "Panel":
        """A panel as `parts.toml` gives it. Raises `NoSuchFact` for a path that leads nowhere."""
        case = course_case(table["case"]).case

        def values(fact: Mapping[str, Any]) -> tuple[Any, ...]:
            return tuple(_value(case, fact["path"], given) for given in fact["values"])

        facts = tuple(Flip(fact["path"], values(fact)) for fact in table["facts"])
        return cls(table["case"], table["about"], table["loan"], facts)

    @property
    def original(self) -> tuple[int, ...]:
        """Which of the offered values the case itself has, one place a fact."""
        case = course_case(self.case).case
        return tuple(flip.values.index(raw(*read_at(case, flip.path))) for flip in self.facts)

    def flipped(self, chosen: Sequence[int]) -> Case:
        """The case in which each fact has the chosen one of its values."""
        case = course_case(self.case).case
        for flip, place in zip(self.facts, chosen, strict=True):
            case = changed(case, *read_at(case, flip.path), flip.values[place])
        return case


def what_if(panels: Sequence[Mapping[str, Any]], language: str) -> WhatIf:
    """The widget with several panels; it asks again whenever a fact is flipped."""
    read = [Panel.read(panel) for panel in panels]
    words = lesson_words(language)
    labels = ("title", "choose", "facts", "now", "was", "same", "moved", "reset", "in_story", "gone")
    scene = {
        "language": language,
        "persons": [_heading(panel, language) for panel in read],
        "words": {name: words(f"lesson.what_if.{name}") for name in labels},
    }
    return WhatIf(scene=scene, ask=lambda person, chosen: shown(read[person], chosen, language))


def shown(panel: Panel, chosen: Sequence[int], language: str) -> dict[str, Any]:
    """What a panel shows: its facts with the offered values, and both answers beside those of the story.

    `chosen` are places among the values, one a fact; an empty one stands for the story as it is.
    """
    places = tuple(chosen) or panel.original
    case, subject = panel.flipped(places), Subject(panel.about, panel.loan)
    now = answers(case, subject, language)
    for before, new in zip(_in_story(panel, language), now, strict=True):
        new["before"], new["moved"] = before, before != new["outcome"]
    facts = [
        _fact(panel, flip, place, original, language)
        for flip, place, original in zip(panel.facts, places, panel.original, strict=True)
    ]
    return {"facts": facts, "answers": now}


@cache
def _in_story(panel: Panel, language: str) -> tuple[str, ...]:
    """The results of the case as it is."""
    case = course_case(panel.case).case
    return tuple(answer["outcome"] for answer in answers(case, Subject(panel.about, panel.loan), language))


def _heading(panel: Panel, language: str) -> dict[str, str]:
    phrases = Phrases(course_case(panel.case).case, language)
    return {"name": phrases.name(panel.about), "loan": phrases.loan(panel.loan)}


def _fact(panel: Panel, flip: Flip, place: int, original: int, language: str) -> dict[str, Any]:
    phrases, words = Phrases(course_case(panel.case).case, language), lesson_words(language)
    options = [_label(words, phrases, flip, value) for value in flip.values]
    return {"name": words(f"lesson.facts.{_key(flip)}"), "options": options, "chosen": place, "original": original}


def _key(flip: Flip) -> str:
    return flip.path.replace(".", "_")


def _label(words: Words, phrases: Phrases, flip: Flip, value: Any) -> str:
    """How a value is offered; the lesson's own words come first where it has them."""
    name = "unknown" if value is UNKNOWN else value.value if isinstance(value, StrEnum) else str(value).lower()
    key = f"lesson.facts.{_key(flip)}_is.{name}"
    return words(key) if words.has(key) else phrases.value(flip.path.rsplit(".", 1)[-1], value)


def _value(case: Case, path: str, given: Any) -> Any:
    """A value of TOML as the fact holds it."""
    present = raw(*read_at(case, path))
    if given == "unknown":
        return UNKNOWN
    return type(present)(given) if isinstance(present, StrEnum) else given
