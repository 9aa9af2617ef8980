"""The exact source of every code cell that the workbook writes. Cells with these sources start by themselves."""

from collections.abc import Iterable

from autograder.words import LANGUAGES

FORMS = range(1, 41)
"""The case forms that a notebook may hold; more cases than this make no assignment."""

_GUARD = "import sys; sys.path[:] = [place for place in sys.path if place]"
_EXPLAINED_GUARD = f"{_GUARD}  # only the installed workbook, nothing beside this notebook"


def part_source(lesson: str, part: str, language: str) -> str:
    """The cell that shows one interactive part of a lesson."""
    return f'{_EXPLAINED_GUARD}\nfrom course.lesson import part\npart("{lesson}", "{part}", "{language}")'


def lesson_list_source(language: str) -> str:
    """The cell that lists the lessons."""
    return f'{_EXPLAINED_GUARD}\nfrom course.lesson import lesson_list\nlesson_list("{language}")'


def form_source(number: int, language: str) -> str:
    """The cell that shows the form of the case with this number."""
    return f'{_EXPLAINED_GUARD}\nfrom course.assignment import case_form\ncase_form({number}, "{language}")'


def mark_source(question_id: str) -> str:
    """The locked test cell of a question, the same in both languages; nbgrader cuts the hidden part off on release."""
    return (
        f"{_GUARD}\n"
        "from autograder.nbgrader_glue.cells import is_answered, points\n"
        f'is_answered("{question_id}")\n'
        "### BEGIN HIDDEN TESTS\n"
        f'points("{question_id}")\n'
        "### END HIDDEN TESTS"
    )


def known_sources(parts: Iterable[tuple[str, str]]) -> list[str]:
    """Every source that may start by itself, sorted; `parts` are (lesson, part) of all lessons."""
    parts = list(parts)
    sources = [lesson_list_source(language) for language in LANGUAGES]
    sources += [form_source(number, language) for number in FORMS for language in LANGUAGES]
    sources += [part_source(lesson, part, language) for lesson, part in parts for language in LANGUAGES]
    return sorted(sources)
