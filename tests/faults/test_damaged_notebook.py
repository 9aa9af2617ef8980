"""A notebook that nobody can read, under any name or none: the record beside it is marked all the same."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.faults.conftest import FULL, NEIGHBOUR, Fault, Ways, changed, name_of, notebook_in

pytestmark = pytest.mark.slow


def holding(content: bytes) -> Fault:
    return lambda folder: notebook_in(folder).write_bytes(content)


def with_a_mark(folder: Path) -> None:
    notebook_in(folder).write_bytes(b"\xef\xbb\xbf" + notebook_in(folder).read_bytes())


def in_utf_16(folder: Path) -> None:
    notebook_in(folder).write_bytes(notebook_in(folder).read_bytes().decode().encode("utf-16"))


def under_another_name(folder: Path) -> None:
    notebook_in(folder).rename(folder / "90_small (1).ipynb")


def twice(folder: Path) -> None:
    (folder / "90_small (1).ipynb").write_bytes(notebook_in(folder).read_bytes())


def a_link(folder: Path) -> None:
    notebook_in(folder).unlink()
    notebook_in(folder).symlink_to("/etc/passwd")


def a_folder(folder: Path) -> None:
    notebook_in(folder).unlink()
    notebook_in(folder).mkdir()


def with_a_huge_output(notebook: Any) -> None:
    output = {"name": "stdout", "output_type": "stream", "text": "x" * 100_000_000}
    cell = {"cell_type": "code", "execution_count": 1, "id": "own", "metadata": {}, "outputs": [output], "source": "1"}
    notebook["cells"].append(cell)


OLD = {"metadata": {"name": ""}, "nbformat": 3, "nbformat_minor": 0, "worksheets": [{"cells": [], "metadata": {}}]}
FAULTS: dict[str, Fault] = {
    "empty": holding(b""),
    "no JSON": holding(b"{ this is no notebook"),
    "a list": holding(b"[]"),
    "no cells": holding(b"{}"),
    "nested without end": holding(b"[" * 200_000),
    "with a byte order mark": with_a_mark,
    "in UTF-16": in_utf_16,
    "under another name": under_another_name,
    "handed in twice": twice,
    "of an old format": holding(json.dumps(OLD).encode()),
    "not there": lambda folder: notebook_in(folder).unlink(),
    "a link": a_link,
    "a folder": a_folder,
    "with 100 MB of output": changed(with_a_huge_output),
}


@pytest.fixture(scope="module")
def ways(mark_class: Any) -> Any:
    return mark_class(FAULTS)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_damaged_notebook_costs_nothing(ways: Ways, fault: str) -> None:
    for way in ways:
        assert (way.status, way.scores(fault)) == (0, FULL), way.log
        assert way.cells(name_of(fault)) == way.cells(NEIGHBOUR)
        names = sorted(file.name for file in way.school.autograded(name_of(fault)).iterdir())
        assert names == ["90_small.ipynb", "answers.json", "sheet.json", "timestamp.txt"]
