"""Damaged notebooks beside a record: no mark, no page and no cell changes; only the language may be the default."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import attrs
import pytest

from autograder.nbgrader_glue.bulk.course_folder import read_course
from autograder.nbgrader_glue.bulk.gradebook import open_gradebook, read_assignment
from autograder.nbgrader_glue.bulk.handed_in import handed_in
from autograder.nbgrader_glue.bulk.workshop import Marked, Workshop
from tests.faults.conftest import FULL, Fault, Ways, notebook_in
from tests.faults.fuzzing import mutated
from tests.faults.surviving import survive
from tests.school import RIGHT, SMALL, School, record

ANN = "ann"
RECORDS = {
    "right": record(RIGHT, ANN),
    "right in English": record(RIGHT, ANN, "en"),
    "cut off": record(RIGHT, ANN)[:200],
    "missing": None,
}


@attrs.frozen
class Desk:
    """The marking of a folder whose notebook is damaged, beside the ones whose notebook is whole."""

    workshop: Workshop
    folder: Path

    def mark(self, notebook: bytes) -> tuple[Marked, dict[str, bytes]]:
        """The folder as it is marked with this notebook."""
        notebook_in(self.folder).write_bytes(notebook)
        given = handed_in(self.folder)
        marked = self.workshop.mark(ANN, self.folder, None, given)
        return marked, self.workshop.files(marked, given)


@pytest.fixture(scope="module")
def school_of_one(released: School, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[School, Workshop]]:
    school = released.copy(tmp_path_factory.mktemp("notebooks") / "course")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in school.environment.items():
            patch.setenv(name, value)
        course = read_course(school.root)
        with open_gradebook(course.database).begin() as connection:
            book = read_assignment(connection, SMALL)
        yield school, Workshop(course, book)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("beside", RECORDS)
@pytest.mark.parametrize(
    "seeds", [range(8), pytest.param(range(1000, 1375), marks=pytest.mark.slow)], ids=["some", "375"]
)
def test_a_damaged_notebook_changes_no_mark_and_no_page(
    school_of_one: tuple[School, Workshop], beside: str, language: str, seeds: range
) -> None:
    school, workshop = school_of_one
    desk = Desk(workshop, school.hand_in(ANN, RECORDS[beside], language))
    whole = notebook_in(desk.folder).read_bytes()
    in_chinese = (school.root / "release" / "zh" / SMALL / f"{SMALL}.ipynb").read_bytes()
    expected = [desk.mark(whole), desk.mark(in_chinese)]

    def unchanged(damaged: bytes) -> None:
        assert desk.mark(damaged) in expected

    assert expected[0][0].questions.points == (sum(FULL.values()) if beside.startswith("right") else 0)
    survive(unchanged, whole, seeds)


@pytest.mark.slow
def test_a_class_of_damaged_notebooks_is_marked_in_full_both_ways(
    mark_class: Callable[[Mapping[str, Fault]], Ways], released: School
) -> None:
    whole = (released.root / "release" / "zh" / SMALL / f"{SMALL}.ipynb").read_bytes()
    seeds = range(2000, 2060)
    ways = mark_class({f"s{seed}": _holding(mutated(whole, seed)) for seed in seeds})
    for way in ways:
        assert way.status == 0, way.log
        for seed in seeds:
            assert way.scores(f"s{seed}") == FULL
            assert way.school.is_whole(f"s{seed}")
    assert ways[1].report["look_at"] == []


def _holding(content: bytes) -> Fault:
    return lambda folder: notebook_in(folder).write_bytes(content)
