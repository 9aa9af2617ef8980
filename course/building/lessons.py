"""The lesson notebooks of every language, from one plan and the words of each language."""

import re
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from attrs import frozen

from autograder.words import LANGUAGES, words_for
from course.building.notebook import FORM_TAG, Cell, code_cell, notebook_text, prose_cell
from course.building.prose import read_blocks
from course.building.refusal import WORDS, BuildRefused
from course.building.sources import lesson_list_source, part_source
from course.lesson_plan import Lesson, Part, Prose

_FOLDER_NAME = re.compile(r"\d\d_[a-z][a-z0-9_]*")


@frozen
class PlannedLesson:
    """A lesson as read: its folder's name, its plan, and its prose (language -> block -> Markdown)."""

    name: str
    plan: Lesson
    prose: dict[str, dict[str, str]]

    @property
    def parts(self) -> list[tuple[str, str]]:
        """(lesson, part) of every interactive part."""
        return [(self.name, part.name) for part in self.plan.parts if isinstance(part, Part)]


def read_lessons(folder: Path) -> list[PlannedLesson]:
    """Every lesson of the folder, in the order of its name. Raises `BuildRefused`."""
    return [_read(place) for place in sorted(folder.iterdir()) if _FOLDER_NAME.fullmatch(place.name)]


def lesson_notebooks(lessons: list[PlannedLesson]) -> Iterator[tuple[str, str]]:
    """(path below `course/`, text) of every lesson notebook and of the lesson lists."""
    for language in LANGUAGES:
        for lesson in lessons:
            yield f"{language}/{lesson.name}.ipynb", notebook_text(language, _cells(lesson, language))
        yield f"{language}/lessons.ipynb", notebook_text(language, _list_cells(language))


def _read(folder: Path) -> PlannedLesson:
    file = folder / "lesson.py"
    plan = _plan(file)
    prose = {language: read_blocks(folder / f"lesson.{language}.md", plan.blocks, language) for language in LANGUAGES}
    return PlannedLesson(folder.name, plan, prose)


def _plan(file: Path) -> Lesson:
    if not file.is_file():
        raise BuildRefused("no_plan", file=file)
    spec = spec_from_file_location(f"lesson_plan_of_{file.parent.name}", file)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        raise BuildRefused("bad_plan", file=file, trouble=error) from error
    plan = getattr(module, "LESSON", None)
    if not isinstance(plan, Lesson):
        raise BuildRefused("no_lesson_in_plan", file=file)
    return plan


def _cells(lesson: PlannedLesson, language: str) -> Iterator[Cell]:
    for part in lesson.plan.parts:
        match part:
            case Prose(block):
                yield prose_cell(f"prose-{block}", lesson.prose[language][block])
            case Part(name):
                yield code_cell(f"part-{name}", part_source(lesson.name, name, language), FORM_TAG)


def _list_cells(language: str) -> Iterator[Cell]:
    words = words_for(language, WORDS)
    yield prose_cell("title", f"# {words('notebook.lessons.title')}\n\n{words('notebook.lessons.opening')}")
    yield code_cell("lesson-list", lesson_list_source(language), FORM_TAG)
