"""The grades as rows: for people, for Moodle, and for Canvas. Only final scores go to a platform."""

from collections.abc import Mapping, Sequence
from enum import Enum

import attrs

from autograder.nbgrader_glue.exporting.cells import Cell
from autograder.nbgrader_glue.exporting.grades import Asked, Grades, State, StudentGrades
from autograder.words import Words

MOODLE_COLUMNS = {"email": "Email address", "idnumber": "ID number", "username": "Username"}
"""How Moodle calls the columns by which it finds a student."""

CANVAS_COLUMNS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
"""What Canvas's own export begins with; it finds a student by one of the middle three."""

CANVAS_IDENTIFIERS = {"id": "ID", "sis": "SIS User ID", "login": "SIS Login ID"}


class Format(Enum):
    """What an export is for."""

    CSV = "csv"
    XLSX = "xlsx"
    MOODLE = "moodle"
    CANVAS = "canvas"


@attrs.frozen
class Exported:
    """Rows with their heading, and the students who have a final score but no identifier for the platform."""

    rows: list[list[Cell]]
    unidentified: tuple[str, ...] = ()


def for_people(grades: Grades, titles: Mapping[str, str], order: Sequence[str], words: Words) -> Exported:
    """A line for every student and a column for every question; `titles` of cells by name, in this `order`."""
    place = {name: number for number, name in enumerate(order)}
    asked = sorted(grades.asked, key=lambda one: (place.get(one.name, len(place)), one.notebook, one.name))
    names = ("student", "name", "email", "state", "waiting", "score", "out_of", "penalty")
    heading: list[Cell] = [words(f"export.columns.{name}") for name in names]
    heading += [words("export.columns.question", title=titles.get(one.name, one.name), points=_plain(one.out_of))
                for one in asked]  # fmt: skip
    heading.append(words("export.columns.comments"))
    return Exported([heading] + [_for_people(one, asked, grades, titles, words) for one in grades.students])


def _for_people(
    one: StudentGrades, asked: list[Asked], grades: Grades, titles: Mapping[str, str], words: Words
) -> list[Cell]:
    row: list[Cell] = [one.student, one.name, one.email, words(f"export.states.{one.state.value}")]
    row += [float(len(one.waiting)), one.score, grades.out_of, one.penalty]
    for question in asked:
        points = one.points[question.cell]
        row.append(words("export.waits") if question.cell in one.waiting else points)
    return [*row, comments_of(one, asked, titles)]


def for_moodle(grades: Grades, identifier: str, item: str, titles: Mapping[str, str]) -> Exported:
    """Moodle's grade import: who, the grade, the feedback. The headings are those of Moodle's own export."""
    rows: list[list[Cell]] = [
        [MOODLE_COLUMNS[identifier], f"Assignment: {item} (Real)", f"Assignment: {item} (Feedback)"]
    ]
    without = []
    for one in _final(grades):
        who = _email(one) if identifier == "email" else one.student
        if who:
            rows.append([who, one.score, comments_of(one, grades.asked, titles)])
        else:
            without.append(one.student)
    return Exported(rows, tuple(without))


def for_canvas(grades: Grades, identifier: str, item: str) -> Exported:
    """Canvas's grade import: five columns about the student, one for the assignment, its points in the second row."""
    rows: list[list[Cell]] = [[*CANVAS_COLUMNS, item], ["    Points Possible", "", "", "", "", grades.out_of]]
    place = CANVAS_COLUMNS.index(CANVAS_IDENTIFIERS[identifier])
    for one in _final(grades):
        names = ", ".join(part for part in (one.last_name, one.first_name) if part)
        row: list[Cell] = [names or one.student, "", "", "", ""]
        row[place] = one.student
        rows.append([*row, one.score])
    return Exported(rows)


def comments_of(one: StudentGrades, asked: Sequence[Asked], titles: Mapping[str, str]) -> str:
    """What people wrote to a student, question by question."""
    return "\n".join(
        f"{titles.get(question.name, question.name)}: {one.comments[question.cell].strip()}"
        for question in asked
        if question.cell in one.comments
    )


def _final(grades: Grades) -> list[StudentGrades]:
    return [one for one in grades.students if one.state is State.MARKED]


def _email(one: StudentGrades) -> str:
    return one.email or (one.student if "@" in one.student else "")


def _plain(number: float) -> str:
    return f"{number:g}"
