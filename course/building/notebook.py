"""A notebook as text that is the same on every run: own cell ids, sorted keys, no times, no outputs."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Cell = dict[str, Any]

FORM_TAG = "workbook-form"
MARK_TAG = "workbook-mark"


def prose_cell(id: str, text: str) -> Cell:
    """A Markdown cell that nobody grades or locks."""
    return {"cell_type": "markdown", "id": id, "metadata": {}, "source": _lines(text)}


def task_cell(id: str, text: str, nbgrader: Mapping[str, object]) -> Cell:
    """A Markdown cell that a person marks. A trainee does not see it: the form asks its question."""
    return prose_cell(id, text) | {"metadata": {"nbgrader": dict(nbgrader), "tags": [MARK_TAG]}}


def code_cell(id: str, source: str, tag: str, nbgrader: Mapping[str, object] | None = None) -> Cell:
    """A code cell that never ran, its source folded away."""
    metadata: dict[str, object] = {"jupyter": {"source_hidden": True}, "tags": [tag]}
    if nbgrader is not None:
        metadata["nbgrader"] = dict(nbgrader)
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": id,
        "metadata": metadata,
        "outputs": [],
        "source": _lines(source),
    }


def graded(grade_id: str, points: float, *, task: bool) -> dict[str, object]:
    """nbgrader's metadata of a locked cell that carries points: a test cell, or a task that a person marks.

    A task must be locked too: nbgrader computes no checksum for an unlocked one and then refuses the submission.
    """
    metadata: dict[str, object] = {
        "grade": not task,
        "grade_id": grade_id,
        "locked": True,
        "points": points,
        "schema_version": 3,
        "solution": False,
    }
    return metadata | ({"task": True} if task else {})


def notebook_text(language: str, cells: Iterable[Cell]) -> str:
    """The file's text. `language` is kept in the notebook, so that a message can be in the language of its words."""
    notebook = {
        "cells": list(cells),
        "metadata": {
            "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
            "workbook": {"language": language},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json_text(notebook)


def json_text(value: Mapping[str, object] | Sequence[object]) -> str:
    """JSON with sorted keys and a last newline."""
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)
