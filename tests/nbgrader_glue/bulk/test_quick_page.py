"""The quick exporter writes what nbconvert's own writes, whatever stands in a cell, and obeys a course's template."""

import json
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbconvert.exporters import HTMLExporter
from nbgrader.converters import generate_feedback
from traitlets.config import Config

from autograder.nbgrader_glue.bulk import quick_page
from autograder.nbgrader_glue.bulk.quick_page import QuickHTMLExporter

TEMPLATES = Path(generate_feedback.__file__).parents[1] / "server_extensions" / "formgrader" / "templates"
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
ODD_TEXTS = {
    "plain": "A *note* of guarantee, § 686 &amp; $x < y$",
    "left_open": "<div><b>left open",
    "closed_twice": "closed twice</div></div>",
    "comment": "<!-- half a comment",
    "picture": "<img src='x.png'> a picture without words",
    "blanks": "\n\n  \n",
    "pre": "<pre>\n  kept  \n\n as it is </pre>",
    "break": "one<br>two<br/>three</br>",
    "scores": "<li>like an entry</li><li>of the list",
    "declaration": "<!DOCTYPE other><?php x ?>",
    "script": "<script>if (1 < 2) '<li>' + \"</li>\"</script>",
}


def markdown(text: str, **graded: Any) -> dict[str, Any]:
    nbgrader = {"grade_id": "reason", "grade": False, "solution": False, "task": True, "points": 3, "score": 1.5}
    metadata = {"nbgrader": nbgrader | graded} if graded else {}
    return {"cell_type": "markdown", "id": "text", "metadata": metadata, "source": text}


def code(data: dict[str, Any], score: float = 1.5) -> dict[str, Any]:
    nbgrader = {"grade_id": "mark", "grade": True, "solution": False, "points": 2, "score": score}
    outputs = [{"output_type": "display_data", "data": data, "metadata": {}}]
    return {
        "cell_type": "code", "id": "code", "metadata": {"nbgrader": nbgrader}, "source": "points('a')",
        "outputs": outputs, "execution_count": 3,
    }  # fmt: skip


def notebook(*cells: dict[str, Any]) -> dict[str, Any]:
    named = [cell | {"id": f"{cell['id']}-{number}"} for number, cell in enumerate(cells)]
    return {"cells": named, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


def configured(**other: Any) -> Config:
    config = Config()
    config.Exporter.default_preprocessors = []
    config.HTMLExporter.template_name = "feedback"
    config.HTMLExporter.extra_template_basedirs = [str(TEMPLATES)]
    config.HTMLExporter.extra_template_paths = [str(TEMPLATES.parent / "static/node_modules/bootstrap/dist/css")]
    config.HTMLExporter.update(other)
    return config


def page(exporter: Any, file: Path, content: dict[str, Any], **graded: Any) -> str:
    file.write_text(json.dumps(content))
    result = {"notebook": "unit", "score": 1.5, "max_score": 14, "late_penalty": 0, "student": "li_lei"} | graded
    return str(exporter.from_filename(str(file), resources={"nbgrader": result})[0])


def both(file: Path, config: Config, *contents: dict[str, Any], **graded: Any) -> tuple[list[str], list[str]]:
    """The pages by nbconvert's exporter and by the quick one, each of which made all of them."""
    exporters = HTMLExporter(config=config), QuickHTMLExporter(config=config)
    stock, quick = ([page(one, file, content, **graded) for content in contents] for one in exporters)
    return stock, quick


@pytest.mark.parametrize("text", ODD_TEXTS.values(), ids=ODD_TEXTS)
def test_a_page_is_the_same_whatever_stands_in_its_cells(tmp_path: Path, text: str) -> None:
    told = code({"text/html": [text], "text/plain": ["<HTML>"]})
    whole = notebook(markdown("before"), markdown(text), told, markdown(text, comment=text), markdown("after"))
    stock, quick = both(tmp_path / "unit.ipynb", configured(), whole, whole)
    assert quick == stock


def test_only_the_students_own_score_comment_and_penalty_differ(tmp_path: Path) -> None:
    first = notebook(code({"text/html": "<p>told</p>"}), markdown("why", comment="well argued"))
    second = notebook(code({"text/html": "<p>told</p>"}, score=0.5), markdown("why", comment="**no**"))
    for graded in ({}, {"late_penalty": 1, "score": 0.5}):
        stock, quick = both(tmp_path / "unit.ipynb", configured(), first, second, first, **graded)
        assert quick == stock
        assert quick[0] == quick[2] != quick[1]


def test_a_cell_that_is_known_is_not_rendered_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rendered: list[str] = []
    own = quick_page._finished

    def counted(text: str) -> Any:
        rendered.append(text)
        return own(text)

    monkeypatch.setattr(quick_page, "_finished", counted)
    exporter = QuickHTMLExporter(config=configured())
    page(exporter, tmp_path / "unit.ipynb", notebook(markdown("same"), code({"text/html": "<p>told</p>"})))
    assert len(rendered) == 3  # two cells, and one line in the list of scores
    page(exporter, tmp_path / "unit.ipynb", notebook(markdown("same"), code({"text/html": "<p>told</p>"})))
    assert len(rendered) == 3
    page(exporter, tmp_path / "unit.ipynb", notebook(markdown("other"), code({"text/html": "<p>told</p>"})))
    assert len(rendered) == 4


def test_no_more_is_remembered_than_fits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quick_page, "_MOST_REMEMBERED", 2)
    contents = [notebook(*(markdown(f"{page} {cell}") for cell in range(5))) for page in range(3)]
    stock, quick = both(tmp_path / "unit.ipynb", configured(), *contents)
    assert quick == stock


def test_a_picture_in_an_output_is_shown(tmp_path: Path) -> None:
    stock, quick = both(tmp_path / "unit.ipynb", configured(), notebook(code({"image/png": PIXEL})))
    assert quick == stock
    assert PIXEL in quick[0]


def test_a_template_of_the_course_may_show_the_student_in_every_cell(tmp_path: Path) -> None:
    own = tmp_path / "templates" / "own"
    own.mkdir(parents=True)
    shows = "{% block markdowncell %}<p>{{ resources.nbgrader.student }}</p>{% endblock %}"
    (own / "index.html.j2").write_text(f"{{%- extends 'feedback/index.html.j2' -%}}{shows}")
    (own / "conf.json").write_text('{"base_template": "feedback", "mimetypes": {"text/html": true}}')
    config = configured(template_name="own", extra_template_basedirs=[str(own.parent), str(TEMPLATES)])
    config.HTMLExporter.extra_template_paths.append(str(TEMPLATES))
    exporter = QuickHTMLExporter(config=config)
    for student in ("li_lei", "han_mei"):
        assert student in page(exporter, tmp_path / "unit.ipynb", notebook(markdown("text")), student=student)


def test_a_filter_of_the_course_is_asked_every_time(tmp_path: Path) -> None:
    asked: list[str] = []

    def shouted(text: str) -> str:
        asked.append(text)
        return f"{text.upper()} {len(asked)}"

    exporter = QuickHTMLExporter(config=configured(filters={"markdown2html": shouted}))
    pages = [page(exporter, tmp_path / "unit.ipynb", notebook(markdown("text"))) for _ in range(2)]
    assert ["TEXT 1" in pages[0], "TEXT 2" in pages[1]] == [True, True]


def test_a_notebook_of_an_older_format_is_converted(tmp_path: Path) -> None:
    sheet = {"cells": [{"cell_type": "markdown", "metadata": {}, "source": ["an old notebook"]}], "metadata": {}}
    old = {"worksheets": [sheet], "metadata": {}, "nbformat": 3, "nbformat_minor": 0}
    stock, quick = both(tmp_path / "unit.ipynb", configured(), old)
    assert quick == stock
    assert "an old notebook" in quick[0]


def test_a_notebook_that_is_none_is_refused_as_ever(tmp_path: Path) -> None:
    damaged = notebook(markdown("text") | {"source": 7})
    for exporter in (HTMLExporter(config=configured()), QuickHTMLExporter(config=configured())):
        exporter.register_preprocessor("nbconvert.preprocessors.CSSHTMLHeaderPreprocessor", enabled=True)
        with pytest.raises(nbformat.ValidationError):
            page(exporter, tmp_path / "unit.ipynb", damaged)
