"""The autograded notebook, built from the assignment's own cells alone. Nothing of a submitted notebook is in it."""

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import attrs

from autograder.nbgrader_glue.bulk.course_folder import CourseFolder, MarkingRefused
from autograder.nbgrader_glue.bulk.gradebook import BookAssignment, SourceCell
from autograder.nbgrader_glue.marked import MarkedQuestion, MarkedSubmission
from autograder.questions import QuestionKind
from autograder.sheet import Sheet
from autograder.strict_json import Unreadable, load

_OUTPUTS = "outputs of "

_MOST_REMEMBERED = 10_000


@attrs.frozen
class Template:
    """The notebook's text around the outputs of its test cells: what comes before each, and what comes last."""

    before: tuple[tuple[str, str, int], ...]
    """Text, the question whose outputs follow it, and the number of its cell."""
    rest: str

    def text(self, marked: MarkedSubmission | None) -> str:
        """The notebook of a marked submission; without outputs where it is None."""
        by_question = {question.question: question for question in marked.questions} if marked else {}
        return "".join(self._parts(by_question))

    def _parts(self, marked: Mapping[str, MarkedQuestion]) -> Iterator[str]:
        for text, question, number in self.before:
            yield text
            yield _outputs(marked[question], number) if question in marked else "[]"
        yield self.rest


def cell_names(sheet: Sheet) -> dict[str, str]:
    """Name of a cell in nbgrader -> the question that it marks."""
    names = {}
    for question in sheet.questions:
        kind = "reason" if question.kind is QuestionKind.REASON else "mark"
        names[f"{kind}-{question.id.replace('.', '-')}"] = question.id
    return names


def check_cells(sheet: Sheet, book: BookAssignment) -> None:
    """Raise `MarkingRefused` where sheet and gradebook do not ask the same questions for the same points."""
    names = cell_names(sheet)
    points = {question.id: float(question.points) for question in sheet.questions}
    asked = {(name, points[id], name.startswith("reason-")) for name, id in names.items()}
    known = {(cell.name, cell.out_of, cell.task) for cell in book.cells}
    if asked != known:
        differing = ", ".join(sorted({name for name, _, _ in asked ^ known}))
        raise MarkingRefused("changed", assignment=book.name, cells=differing)


def read_template(course: CourseFolder, book: BookAssignment, sheet: Sheet, language: str) -> Template:
    """The template in a language, from what was released, else from the instructor's notebook. `MarkingRefused`."""
    name = f"{book.name}.ipynb"
    for step in ("release", "source"):
        for folder in course.places(step, book.name, language):
            if (folder / name).is_file():
                return _template(folder / name, book, cell_names(sheet), language)
    raise MarkingRefused("no_notebook", assignment=book.name, file=name)


def _template(file: Path, book: BookAssignment, names: Mapping[str, str], language: str) -> Template:
    try:
        notebook: Any = load(file)
        cells = [_own(cell, book.sources) for cell in notebook["cells"]]
        marked = [grade_id for cell in cells if (grade_id := _grade_id(cell)) in names]
    except (Unreadable, LookupError, TypeError, AttributeError) as error:
        raise MarkingRefused("bad_notebook", file=file) from error
    if sorted(marked) != sorted(names):
        differing = ", ".join(sorted(set(marked) ^ set(names)) or sorted(names))
        raise MarkingRefused("changed", assignment=book.name, cells=differing)
    number = 0
    for cell in cells:
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [], None
            if _grade_id(cell) in names:
                number += 1
                cell["outputs"], cell["execution_count"] = f"{_OUTPUTS}{names[_grade_id(cell)]}", number
    metadata = notebook["metadata"] | {"workbook": {"language": language}}
    if book.kernelspec:
        metadata["kernelspec"] = json.loads(book.kernelspec)
    return _split(json.dumps(notebook | {"cells": cells, "metadata": metadata}, **_STYLE) + "\n", list(names.values()))


_STYLE: dict[str, Any] = {"ensure_ascii": False, "indent": 1, "sort_keys": True}


def _own(cell: dict[str, Any], sources: Mapping[str, SourceCell]) -> dict[str, Any]:
    """A cell of the notebook, with text, type and checksum as the gradebook has them if nbgrader knows it."""
    own = sources.get(_grade_id(cell))
    if own is None:
        return dict(cell)
    kept = {"cell_type": own.cell_type, "checksum": own.checksum, "locked": own.locked}
    metadata = cell["metadata"] | {"nbgrader": cell["metadata"]["nbgrader"] | kept}
    return cell | {"cell_type": own.cell_type, "source": own.source.splitlines(keepends=True), "metadata": metadata}


def _grade_id(cell: Mapping[str, Any]) -> str:
    return str(cell["metadata"].get("nbgrader", {}).get("grade_id", ""))


def _split(text: str, questions: list[str]) -> Template:
    markers = {json.dumps(f"{_OUTPUTS}{question}"): question for question in questions}
    found = sorted((text.index(marker), marker) for marker in markers if marker in text)
    before, start = [], 0
    for number, (place, marker) in enumerate(found, start=1):
        before.append((text[start:place], markers[marker], number))
        start = place + len(marker)
    return Template(tuple(before), text[start:])


@lru_cache(maxsize=_MOST_REMEMBERED)
def _outputs(marked: MarkedQuestion, number: int) -> str:
    """What the test cell would have put out: the page and the points, or the sentence."""
    if marked.trouble is not None:
        sentence = {"ename": "SaidPlainly", "evalue": marked.trouble, "traceback": [marked.trouble]}
        return json.dumps([{"output_type": "error", **sentence}], ensure_ascii=False)
    page = {"text/html": [marked.html], "text/plain": ["<IPython.core.display.HTML object>"]}
    points = {"text/plain": [repr(marked.points)]}
    shown = [
        {"data": page, "metadata": {}, "output_type": "display_data"},
        {"data": points, "execution_count": number, "metadata": {}, "output_type": "execute_result"},
    ]
    return json.dumps(shown, ensure_ascii=False)
