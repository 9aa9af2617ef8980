"""Which files `workbook build` writes, and what stands in them."""

from enum import StrEnum
from pathlib import Path

from autograder.assignments import assignment_names, find_assignment
from autograder.sheet import SHEET_FILE, sheet_from, sheet_of
from autograder.words import LANGUAGES
from course.building.assignments import assignment_notebook
from course.building.lessons import lesson_notebooks, read_lessons
from course.building.notebook import json_text
from course.building.refusal import BuildRefused
from course.building.sources import known_sources

KNOWN_CELLS = "credit-liability-known-cells/1"
"""How the JupyterLab extension recognises the list of cells that may start by themselves."""


class Kind(StrEnum):
    """The two kinds of notebooks."""

    LESSONS = "lessons"
    ASSIGNMENTS = "assignments"


def planned_files(root: Path, kind: Kind) -> dict[Path, str]:
    """File -> text of everything of a kind, for the checkout at `root`.

    Raises `BuildRefused`, `AssignmentRefused` or `CaseRefused`.
    """
    if not (root / "pyproject.toml").is_file():
        raise BuildRefused("no_checkout", folder=root)
    return _lesson_files(root / "course") if kind is Kind.LESSONS else _assignment_files(root / "source")


def places(root: Path, kind: Kind) -> list[Path]:
    """The folders that hold the notebooks of a kind."""
    parent = root / ("course" if kind is Kind.LESSONS else "source")
    return [parent / language for language in LANGUAGES]


def _lesson_files(course: Path) -> dict[Path, str]:
    lessons = read_lessons(course / "lessons")
    files = {course / name: text for name, text in lesson_notebooks(lessons)}
    known = {"format": KNOWN_CELLS, "cells": known_sources(part for lesson in lessons for part in lesson.parts)}
    return files | {course / "labextension" / "static" / "known_cells.json": json_text(known)}


def _assignment_files(source: Path) -> dict[Path, str]:
    files = {}
    for name in assignment_names():
        sheet = sheet_of(find_assignment(name))
        for language in LANGUAGES:
            folder = source / language / name
            files[folder / f"{name}.ipynb"] = assignment_notebook(sheet_from(sheet), language)
            files[folder / SHEET_FILE] = json_text(sheet)
    return files
