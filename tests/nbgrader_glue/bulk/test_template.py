"""The autograded notebook: the assignment's own cells, the marks, and nothing else."""

import json
from typing import Any

import attrs
import pytest

from autograder.nbgrader_glue.bulk.course_folder import CourseFolder, MarkingRefused
from autograder.nbgrader_glue.bulk.gradebook import BookAssignment, BookCell
from autograder.nbgrader_glue.bulk.template import cell_names, check_cells, read_template
from autograder.nbgrader_glue.marked import MarkedQuestion, MarkedSubmission
from autograder.sheet import Sheet
from course.building.assignments import assignment_notebook
from tests.school import AUTOMATIC, OWES, SMALL, WHY, cell_name


def marked(**other: Any) -> MarkedSubmission:
    questions = [MarkedQuestion(id, 1.5, 2.0, '<p>"marked"\n他</p>') for id in AUTOMATIC]
    questions[0] = attrs.evolve(questions[0], **other)
    return MarkedSubmission(tuple(questions), (WHY,))


def cells_of(text: str) -> dict[str, Any]:
    cells = json.loads(text)["cells"]
    return {cell["metadata"]["nbgrader"]["grade_id"]: cell for cell in cells if "nbgrader" in cell["metadata"]}


def test_graded_cells_have_text_and_checksum_of_the_gradebook(
    course: CourseFolder, book: BookAssignment, sheet: Sheet
) -> None:
    cells = cells_of(read_template(course, book, sheet, "zh").text(marked()))
    assert sorted(cells) == sorted(cell_names(sheet))
    for name, cell in cells.items():
        assert "".join(cell["source"]) == f"own text of\n{name}"
        assert cell["metadata"]["nbgrader"]["checksum"] == f"sum of {name}"


def test_a_marked_cell_shows_its_page_and_ends_in_its_points(
    course: CourseFolder, book: BookAssignment, sheet: Sheet
) -> None:
    cell = cells_of(read_template(course, book, sheet, "zh").text(marked()))[cell_name(OWES)]
    page, points = cell["outputs"]
    assert page["data"]["text/html"] == ['<p>"marked"\n他</p>']
    assert points["data"]["text/plain"] == ["1.5"]
    assert points["execution_count"] == cell["execution_count"] == 1


def test_a_cell_without_a_mark_shows_the_sentence(course: CourseFolder, book: BookAssignment, sheet: Sheet) -> None:
    text = read_template(course, book, sheet, "zh").text(marked(trouble="It is cut off."))
    (output,) = cells_of(text)[cell_name(OWES)]["outputs"]
    assert (output["output_type"], output["traceback"]) == ("error", ["It is cut off."])


def test_before_marking_no_cell_has_an_output(course: CourseFolder, book: BookAssignment, sheet: Sheet) -> None:
    notebook = json.loads(read_template(course, book, sheet, "zh").text(None))
    assert [cell["outputs"] for cell in notebook["cells"] if cell["cell_type"] == "code" and cell["outputs"]] == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_notebook_is_in_the_language_of_the_record(
    course: CourseFolder, book: BookAssignment, sheet: Sheet, language: str
) -> None:
    notebook = json.loads(read_template(course, book, sheet, language).text(None))
    assert notebook["metadata"]["workbook"]["language"] == language
    assert sheet.title[language] in "".join(notebook["cells"][0]["source"])


def test_what_was_released_counts_before_what_was_built_since(
    course: CourseFolder, book: BookAssignment, sheet: Sheet
) -> None:
    folder = course.folder("release", SMALL)
    folder.mkdir(parents=True)
    released = assignment_notebook(sheet, "zh").replace(sheet.title["zh"], "As it was released")
    (folder / f"{SMALL}.ipynb").write_text(released, encoding="utf-8")
    assert "As it was released" in read_template(course, book, sheet, "zh").text(None)


def test_sheet_and_gradebook_must_ask_the_same_for_the_same_points(book: BookAssignment, sheet: Sheet) -> None:
    check_cells(sheet, book)
    more = attrs.evolve(book.cells[0], out_of=99.0)
    for cells in (book.cells[1:], (more, *book.cells[1:]), (*book.cells, BookCell("x", "mark-x", 1.0, False))):
        with pytest.raises(MarkingRefused) as refused:
            check_cells(sheet, attrs.evolve(book, cells=cells))
        assert refused.value.reason == "changed"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda text: "no JSON", "bad_notebook"),
        (lambda text: "[]", "bad_notebook"),
        (lambda text: text.replace("mark-wu_tao_calls-wu_tao_owes", "mark-other"), "changed"),
    ],
    ids=["no JSON", "a list", "another cell"],
)
def test_a_notebook_that_does_not_fit_is_refused(
    course: CourseFolder, book: BookAssignment, sheet: Sheet, change: Any, reason: str
) -> None:
    file = course.places("source", SMALL, "zh")[0] / f"{SMALL}.ipynb"
    file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(MarkingRefused) as refused:
        read_template(course, book, sheet, "zh")
    assert refused.value.reason == reason
    assert refused.value.say("en")
    assert refused.value.say("zh")


def test_a_notebook_that_is_nowhere_is_told(course: CourseFolder, book: BookAssignment, sheet: Sheet) -> None:
    for file in course.root.rglob("*.ipynb"):
        file.unlink()
    with pytest.raises(MarkingRefused, match="no_notebook"):
        read_template(course, book, sheet, "zh")
