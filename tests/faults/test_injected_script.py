"""Scripts and styles in a notebook or in a reason: they reach nobody's browser."""

from pathlib import Path
from typing import Any

import pytest

from tests.faults.conftest import FULL, NEIGHBOUR, Ways, answers_in, changed, name_of
from tests.school import RIGHT, SMALL, WHY, record

pytestmark = pytest.mark.slow

SCRIPT = "<script>alert('from a trainee')</script>"
REASONS = {
    "script": SCRIPT,
    "image": "<img src=x onerror=alert(1)>",
    "style": "</style><style>body{display:none}</style>",
    "frame": "<iframe src='javascript:alert(1)'></iframe>",
    "mathematics": r"$\href{javascript:alert(1)}{click}$",
    "markdown": "[click](javascript:alert(1))",
}


def in_cells(notebook: Any) -> None:
    notebook["cells"].append({"cell_type": "markdown", "id": "own", "metadata": {}, "source": SCRIPT})
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            html = {"data": {"text/html": SCRIPT}, "metadata": {}, "output_type": "display_data"}
            cell["outputs"] = [html]


def in_a_reason(folder: Path) -> None:
    reason = "\n".join(REASONS.values())
    answers_in(folder).write_bytes(record({**RIGHT, WHY: reason}, folder.parent.name))


@pytest.fixture(scope="module")
def ways(mark_class: Any) -> Any:
    first, second = mark_class({"in cells": changed(in_cells), "in a reason": in_a_reason})
    assert first.school.run("nbgrader", "generate_feedback", SMALL).returncode == 0
    assert second.school.mark("--feedback").returncode == 0
    return first, second


def test_what_a_trainee_put_into_cells_is_not_in_the_autograded_notebook(ways: Ways) -> None:
    for way in ways:
        assert (way.status, way.scores("in cells")) == (0, FULL)
        assert way.cells(name_of("in cells")) == way.cells(NEIGHBOUR)


@pytest.mark.parametrize("kind", REASONS)
def test_a_reason_is_text_in_notebook_and_feedback(ways: Ways, kind: str) -> None:
    for way in ways:
        notebook = (way.school.autograded("in_a_reason") / f"{SMALL}.ipynb").read_text(encoding="utf-8")
        page = (way.school.root / "feedback" / "in_a_reason" / SMALL / f"{SMALL}.html").read_text(encoding="utf-8")
        assert "from a trainee" in page
        assert "mathjax_ignore" in page
        assert 'href="javascript' not in page
        if "<" in REASONS[kind]:
            assert REASONS[kind] not in page
            assert REASONS[kind].replace('"', '\\"') not in notebook
