"""The practice forms of a lesson."""

from collections.abc import Mapping, Sequence
from typing import Any

from ipywidgets import VBox, Widget

from course.practice import practice_form


def practice(forms: Sequence[Mapping[str, Any]], record: str, language: str) -> Widget:
    """One form a case, below each other; the answers to all of them are kept in the file `record`."""
    return VBox([practice_form(form["case"], language, form["questions"], record) for form in forms])
