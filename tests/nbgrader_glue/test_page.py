"""What feedback and formgrader show: the cases and the marks, no code, nothing that runs."""

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbconvert.exporters import HTMLExporter
from nbgrader.converters import generate_feedback
from traitlets.config import Config

from autograder.assignments import find_assignment
from autograder.sheet import sheet_of, write_sheet

SMALL_COURSE = Path(__file__).resolve().parent.parent / "small_course"
TEMPLATES = Path(generate_feedback.__file__).parents[1] / "server_extensions" / "formgrader" / "templates"
SCRIPT = "<script>alert('from a trainee')</script>"


def code(source: str, html: str, grade_id: str | None = None) -> dict[str, Any]:
    metadata = {
        "nbgrader": {
            "grade": True, "grade_id": grade_id, "locked": True, "points": 2, "score": 1.5,
            "schema_version": 3, "solution": False,
        }
    } if grade_id else {}  # fmt: skip
    output = {"output_type": "display_data", "data": {"text/html": html}, "metadata": {}}
    return {
        "cell_type": "code", "id": grade_id or "own", "metadata": metadata, "source": source,
        "outputs": [output], "execution_count": 1,
    }  # fmt: skip


def page(folder: Path, template: str) -> str:
    """The notebook of the folder as nbgrader's template shows it with the course's configuration."""
    config = Config()
    config.HTMLExporter.template_name = template
    config.HTMLExporter.extra_template_basedirs = [str(TEMPLATES)]
    config.HTMLExporter.extra_template_paths = [str(TEMPLATES.parent / "static/node_modules/bootstrap/dist/css")]
    config.HTMLExporter.preprocessors = ["autograder.nbgrader_glue.page.WorkbookPage"]
    graded = {"notebook": "90_small", "score": 1.5, "max_score": 14, "late_penalty": 0}
    resources = {
        "nbgrader": graded,
        "index": 0,
        "total": 1,
        "base_url": "",
        "notebook_path": "",
        "notebook_id": "90_small",
    }
    html, _ = HTMLExporter(config=config).from_filename(str(folder / "90_small.ipynb"), resources=resources)
    return str(html)


def read(html: str) -> str:
    """What a reader sees of a page."""
    return unescape(re.sub(r"(?s)<(style|script)\b.*?</\1>|<[^>]*>", "", html))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A marked notebook of a trainee who added cells of their own and tampered with an output."""
    monkeypatch.setenv("WORKBOOK_CASES", str(SMALL_COURSE))
    write_sheet(sheet_of(find_assignment("90_small")), tmp_path / "sheet.json")
    notebook = {
        "cells": [
            {"cell_type": "markdown", "id": "mine", "metadata": {}, "source": f"my own notes {SCRIPT}"},
            code("print('my own code')", SCRIPT),
            code(
                'points("han_mei_note.han_mei_owes")',
                f"<section class='workbook-feedback'><p>The feedback</p>{SCRIPT}<img src=x onerror=alert(1)></section>",
                "mark-han_mei_note-han_mei_owes",
            ),
            code('points("wu_tao_calls.wu_tao_owes")', "<p>More feedback</p>", "mark-wu_tao_calls-wu_tao_owes"),
        ],
        "metadata": {"workbook": {"language": "en"}, "kernelspec": {"name": "python3", "display_name": "Python 3"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    nbformat.validate(notebook)
    (tmp_path / "90_small.ipynb").write_text(json.dumps(notebook))
    return tmp_path


@pytest.mark.parametrize("template", ["feedback", "formgrade"])
def test_a_page_has_story_feedback_and_score_but_no_code(folder: Path, template: str) -> None:
    html = page(folder, template)
    assert "A note of guarantee" in html
    assert "Han Mei wrote a separate note" in html
    assert html.index("A note of guarantee") < html.index("The feedback") < html.index("More feedback")
    assert "mark-han_mei_note-han_mei_owes" in html
    assert "points(" not in read(html)


@pytest.mark.parametrize("template", ["feedback", "formgrade"])
def test_nothing_that_a_trainee_put_in_runs_on_the_page(folder: Path, template: str) -> None:
    html = page(folder, template)
    assert "alert('from a trainee')</script>" not in html
    assert "<img src=x" not in html
    assert "my own" not in html


def test_a_story_is_told_once_before_its_first_question(folder: Path) -> None:
    assert page(folder, "feedback").count("Han Mei wrote a separate note") == 1


def test_a_notebook_without_a_sheet_is_left_alone(folder: Path) -> None:
    (folder / "sheet.json").unlink()
    assert "my own code" in page(folder, "feedback")


def test_the_language_of_a_page_falls_back_to_the_default(folder: Path) -> None:
    notebook = json.loads((folder / "90_small.ipynb").read_text())
    del notebook["metadata"]["workbook"]
    (folder / "90_small.ipynb").write_text(json.dumps(notebook))
    assert "一张保证书" in page(folder, "feedback")


def test_the_claims_are_shown_under_their_own_title_with_what_the_verdicts_mean(folder: Path) -> None:
    write_sheet(sheet_of(find_assignment("91_claims")), folder / "sheet.json")
    notebook = json.loads((folder / "90_small.ipynb").read_text())
    cells = [code(f'points("{id}")', f"<p>Told of {id}</p>", f"mark-claims-{id}") for id in ("s2_09", "s4_16")]
    notebook["cells"] += cells
    (folder / "90_small.ipynb").write_text(json.dumps(notebook))
    html = page(folder, "feedback")
    title = "What the web says, and what the law says"
    assert html.index("More feedback") < html.index(title) < html.index("Told of s2_09") < html.index("Told of s4_16")
    assert read(html).count("practice, not law") == 1
