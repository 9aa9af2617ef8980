"""The practice forms of a lesson: over cases, and over claims of the articles."""

from collections.abc import Mapping, Sequence
from typing import Any

from ipywidgets import VBox, Widget

from course.practice import claims_form, practice_form


def practice(forms: Sequence[Mapping[str, Any]], record: str, language: str) -> Widget:
    """One form a case, below each other; the answers to all of them are kept in the file `record`."""
    return VBox([practice_form(form["case"], language, form["questions"], record) for form in forms])


def judging(claims: Sequence[str], record: str, language: str) -> Widget:
    """One form that asks whether the law bears the claims out; the answers are kept in the file `record`."""
    return claims_form(claims, language, record)
