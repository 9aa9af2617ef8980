"""An assignment exported: read from the gradebook, laid out for whoever takes it, and written."""

from pathlib import Path

import attrs

from autograder.nbgrader_glue.bulk.course_folder import CourseFolder, MarkingRefused, read_course
from autograder.nbgrader_glue.bulk.template import cell_names
from autograder.nbgrader_glue.bulk.workshop import course_sheet, has_sheet
from autograder.nbgrader_glue.exporting.grades import Grades, read_grades
from autograder.nbgrader_glue.exporting.tables import Exported, Format, for_canvas, for_moodle, for_people
from autograder.nbgrader_glue.exporting.writing import write_csv, write_xlsx
from autograder.words import words_for


@attrs.frozen
class Request:
    """What is exported from the course at `root`, for whom, and into which `file`.

    `identifier` is how the platform finds a student, `item` what it calls the assignment.
    """

    root: Path
    assignment: str
    format: Format
    file: Path
    identifier: str
    item: str
    language: str
    database: str | None = None


@attrs.frozen
class Export:
    """What was read, and what was written."""

    grades: Grades
    table: Exported


def export_assignment(request: Request) -> Export:
    """Export. Raises `MarkingRefused` where nothing can be read, `OSError` where the file cannot be written."""
    course = read_course(request.root, request.database)
    grades = read_grades(course, request.assignment)
    titles = _titles(course, request.assignment, request.language)
    match request.format:
        case Format.MOODLE:
            table = for_moodle(grades, request.identifier, request.item, titles)
        case Format.CANVAS:
            table = for_canvas(grades, request.identifier, request.item)
        case _:
            table = for_people(grades, titles, list(titles), words_for(request.language))
    if request.format is Format.XLSX:
        write_xlsx(request.file, table.rows, request.assignment)
    else:
        write_csv(request.file, table.rows, mark=request.format is Format.CSV)
    return Export(grades, table)


def _titles(course: CourseFolder, assignment: str, language: str) -> dict[str, str]:
    """Cell -> its number and question, in the order of the forms; empty for an assignment that is none of ours."""
    if not has_sheet(course, assignment):
        return {}
    try:
        names = cell_names(course_sheet(course, assignment))
    except MarkingRefused:
        return {}
    words = words_for(language)
    return {
        cell: words("export.question", number=number, question=question)
        for number, (cell, question) in enumerate(names.items(), start=1)
    }
