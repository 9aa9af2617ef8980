"""Trainees with one fault each beside one without, marked by the data path inside nbgrader and by `workbook mark`."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import attrs
import pytest

from tests.school import AUTOMATIC, RIGHT, SMALL, School, cell_name, notebook_of, record, told

FULL = dict(zip(AUTOMATIC, (2.0, 2.0, 3.0, 2.0, 2.0), strict=True))
NEIGHBOUR = "neighbour"

Fault = Callable[[Path], object]
"""Does something to the folder that a trainee handed in, which is right in everything."""


@attrs.frozen
class Marked:
    """A class after it was marked one way: what the command wrote, and the report of `workbook mark`."""

    school: School
    status: int
    log: str
    report: Any

    def scores(self, fault: str) -> dict[str, float | None]:
        """What the trainee with a fault has."""
        return self.school.scores(name_of(fault))

    def cells(self, trainee: str) -> Any:
        """The autograded cells of a trainee."""
        return notebook_of(self.school, trainee)["cells"]

    def looked_at(self, fault: str) -> list[Any]:
        """What `workbook mark` says of a trainee."""
        return [one for one in self.report["look_at"] if one["student"] == name_of(fault)]


Ways = tuple[Marked, Marked]
"""Marked inside nbgrader, and by `workbook mark`."""


@pytest.fixture(scope="module")
def mark_class(released: School, tmp_path_factory: pytest.TempPathFactory) -> Callable[[Mapping[str, Fault]], Ways]:
    """Hands in one submission a fault, and marks the class both ways."""

    def run(faults: Mapping[str, Fault]) -> Ways:
        home = tmp_path_factory.mktemp("class")
        data = released.copy(home / "data")
        data.hand_in(NEIGHBOUR, record(RIGHT, NEIGHBOUR))
        for fault, prepare in faults.items():
            prepare(data.hand_in(name_of(fault), record(RIGHT, name_of(fault))))
        bulk = data.copy(home / "bulk")
        graded, done = data.autograde(), bulk.mark()
        first = Marked(data, graded.returncode, graded.stderr, None)
        second = Marked(bulk, done.returncode, done.stderr, told(done))
        for way in (first, second):
            assert way.school.scores(NEIGHBOUR) == FULL, way.log
            assert "IPKernelApp" not in way.log
            assert "Traceback" not in way.log
        return first, second

    return run


def name_of(fault: str) -> str:
    """How the trainee with a fault is called."""
    return "".join(letter if letter.isalnum() else "_" for letter in fault)


def notebook_in(folder: Path) -> Path:
    """The notebook of a submitted folder."""
    return folder / f"{SMALL}.ipynb"


def answers_in(folder: Path) -> Path:
    """The record of a submitted folder."""
    return folder / "answers.json"


def changed(alter: Callable[[Any], object]) -> Fault:
    """A fault: the notebook changed."""

    def fault(folder: Path) -> None:
        notebook = json.loads(notebook_in(folder).read_text(encoding="utf-8"))
        alter(notebook)
        notebook_in(folder).write_text(json.dumps(notebook), encoding="utf-8")

    return fault


def with_code(source: str) -> Fault:
    """A fault: code of the trainee's own at the beginning of the notebook."""
    cell: Any = {
        "cell_type": "code",
        "execution_count": None,
        "id": "own",
        "metadata": {},
        "outputs": [],
        "source": source,
    }
    return changed(lambda notebook: notebook["cells"].insert(0, cell))


def cell_of(notebook: Any, question: str) -> Any:
    """The cell of a question."""
    cells = [cell for cell in notebook["cells"] if "nbgrader" in cell["metadata"]]
    return next(cell for cell in cells if cell["metadata"]["nbgrader"]["grade_id"] == cell_name(question))
