"""What a cell of a lesson calls: `part` for one interactive part, `lesson_list` for the lessons and assignments."""

import tomllib
from collections.abc import Callable, Mapping
from typing import Any

from IPython.display import HTML
from ipywidgets import Widget

from course.lesson_parts.contents import contents
from course.lesson_parts.flips import what_if
from course.lesson_parts.pair import case_pair
from course.lesson_parts.people import people_map
from course.lesson_parts.practising import judging, practice
from course.lesson_parts.tables import table
from course.lesson_parts.told import HOME
from course.lesson_parts.worked import worked_case

KINDS: Mapping[str, Callable[..., Widget]] = {
    "people_map": people_map,
    "worked_case": worked_case,
    "what_if": what_if,
    "case_pair": case_pair,
    "practice": practice,
    "claims": judging,
    "decision_table": table,
}
"""Which function makes the parts of each kind that `parts.toml` may name."""


def part(lesson: str, name: str, language: str) -> Widget:
    """One part of a lesson, as its `parts.toml` describes it. Raises `KeyError` for a part that it does not have."""
    table = dict(parts_of(lesson)[name])
    return KINDS[table.pop("kind")](**table, language=language)


def lesson_list(language: str) -> HTML:
    """The lessons with their progress, and the released assignments that lie in this folder."""
    return contents(language)


def parts_of(lesson: str) -> dict[str, Any]:
    """The interactive parts of a lesson, by name."""
    return tomllib.loads((HOME / "lessons" / lesson / "parts.toml").read_text(encoding="utf-8"))
