"""A case that is gone, a sheet that changed, a folder that is none: nobody is marked unfairly because of it."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.faults.conftest import FULL
from tests.school import RIGHT, SMALL, School, record, told

pytestmark = pytest.mark.slow


@pytest.fixture
def handed_in(school: School) -> School:
    for name in ("ann", "ben"):
        school.hand_in(name, record(RIGHT, name))
    return school


def test_without_the_cases_nobody_is_marked(handed_in: School) -> None:
    done = handed_in.mark(WORKBOOK_CASES="")
    assert done.returncode == 1
    assert "nobody was marked" in done.stderr
    assert "WORKBOOK_CASES" in done.stderr
    assert handed_in.grades() == {}
    without = handed_in.run("nbgrader", "autograde", SMALL, WORKBOOK_CASES="")
    assert without.returncode == 1
    assert "WORKBOOK_CASES" in without.stderr
    assert [grade[0] for grade in handed_in.grades().values() if grade[0] is not None] == []
    assert handed_in.mark().returncode == 0
    assert handed_in.scores("ann") == FULL


def test_a_sheet_that_no_longer_fits_the_gradebook_is_refused(handed_in: School) -> None:
    for sheet in handed_in.root.glob(f"source/*/{SMALL}/sheet.json"):
        data = json.loads(sheet.read_text(encoding="utf-8"))
        data["cases"][0]["questions"][0]["points"] = 5
        sheet.write_text(json.dumps(data), encoding="utf-8")
    done = handed_in.mark()
    assert (done.returncode, "workbook release" in done.stderr) == (1, True)
    assert handed_in.grades() == {}


def test_an_assignment_that_was_never_released_is_wrong_use(handed_in: School) -> None:
    handed_in.sql("update assignment set name = 'another'")
    done = handed_in.mark()
    assert (done.returncode, "workbook release" in done.stderr) == (2, True)


def test_a_file_or_a_link_in_place_of_a_folder_is_named_and_the_rest_is_marked(
    handed_in: School, tmp_path: Path
) -> None:
    submitted = handed_in.root / "submitted"
    (submitted / "cai").mkdir()
    (submitted / "cai" / SMALL).write_text("no folder")
    (submitted / "dan").mkdir()
    (submitted / "dan" / SMALL).symlink_to(submitted / "ann" / SMALL)
    (submitted / "stray.txt").write_text("nobody's")
    report = told(handed_in.mark())
    assert [one["student"] for one in report["marked"]] == ["ann", "ben"]
    assert [(one["student"], one["reason"]) for one in report["look_at"]] == [("cai", "not_a_folder"), ("dan", "link")]
    shutil.rmtree(handed_in.root / "autograded")
    done = handed_in.autograde("--force")
    assert done.returncode == 0, done.stderr
    log = done.stderr.replace(f"{handed_in.root}/", "")
    assert f"submitted/cai/{SMALL}: This is not a folder. It was not marked. " in log
    assert f"submitted/dan/{SMALL}: {SMALL} is a link to somewhere else. It was not marked. " in log
    assert {student for student, _ in handed_in.grades()} == {"ann", "ben"}
    assert [place.parent.name for place in sorted((handed_in.root / "autograded").glob(f"*/{SMALL}"))] == ["ann", "ben"]


def test_a_notebook_that_is_not_the_workbook_s_is_executed_as_ever(handed_in: School) -> None:
    source = handed_in.root / "source" / "zh" / "other"
    source.mkdir()
    metadata = {"grade": True, "grade_id": "own", "locked": True, "points": 2, "schema_version": 3, "solution": False}
    cell: dict[str, Any] = {
        "cell_type": "code", "execution_count": None, "id": "own", "metadata": {"nbgrader": metadata}, "outputs": [],
        "source": "1.5",
    }  # fmt: skip
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    notebook = {"cells": [cell], "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    (source / "other.ipynb").write_text(json.dumps(notebook))
    assert handed_in.run("nbgrader", "generate_assignment", "other").returncode == 0
    folder = handed_in.root / "submitted" / "ann" / "other"
    folder.mkdir()
    (folder / "other.ipynb").write_bytes((handed_in.root / "release" / "zh" / "other" / "other.ipynb").read_bytes())
    done = handed_in.run("nbgrader", "autograde", "other")
    assert done.returncode == 0, done.stderr
    assert handed_in.grades()["ann", "own"][0] == 1.5
