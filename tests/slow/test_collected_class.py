"""A class that handed in through a platform is marked by both ways, and exported when a person has marked the rest."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from autograder.command.collect import collect
from autograder.command.export import export as export_command
from tests.deliveries import zipped
from tests.faults.conftest import FULL
from tests.school import RIGHT, SMALL, School, record, told

pytestmark = pytest.mark.slow

LATER: dict[str, Any] = {"saved_at": "2026-11-21T13:00:00+08:00", "revision": 2}


def export(school: School, *arguments: str) -> tuple[int, list[list[str]]]:
    done = CliRunner().invoke(export_command, [SMALL, "--lang", "en", "--output", "grades.csv", *arguments])
    assert done.stdout, done.output
    text = (school.root / "grades.csv").read_text(encoding="utf-8-sig")
    return done.exit_code, list(csv.reader(io.StringIO(text, newline="")))


def test_what_was_collected_is_marked_and_earlier_versions_are_in_nobodys_way(
    school: School, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(school.root)
    first = {f"{name}_1234567_assignsubmission_file_/answers.json": record({}, name) for name in ("ann", "ben")}
    second = {f"{name}_1_2_answers-1.json": record(RIGHT, name, **LATER) for name in ("ann", "ben")}
    for number, files in enumerate((first, second)):
        done = CliRunner().invoke(collect, [str(zipped(tmp_path / f"{number}.zip", files)), "--json"])
        assert done.exit_code == 0, done.output
    assert {one["outcome"] for one in json.loads(done.stdout)["files"]} == {"replaced"}
    assert len(list((school.root / "submitted_earlier").glob(f"*/{SMALL}/*.json"))) == 2
    status, rows = export(school)
    assert (status, [row[3] for row in rows[1:]]) == (1, ["not marked", "not marked"])
    inside = school.copy(tmp_path / "inside")
    graded, marked = inside.autograde(), school.mark()
    assert graded.returncode == 0, graded.stderr
    assert [one["student"] for one in told(marked)["marked"]] == ["ann", "ben"]
    assert told(marked)["look_at"] == []
    for way in (school, inside):
        assert way.scores("ann") == way.scores("ben") == FULL
        assert way.sql("select distinct timestamp from submitted_assignment") == [("2026-11-21 05:00:00.000000",)]
        assert {student for (student,) in way.sql("select id from student")} == {"ann", "ben"}
        assert not [
            path for path in (way.root / "autograded").rglob("*") if "earlier" in str(path.relative_to(way.root))
        ]
    status, rows = export(school, "--format", "moodle", "--identifier", "username")
    assert (status, len(rows)) == (1, 1)  # the reasons wait for a person
    school.sql("update grade set manual_score = 1.5, needs_manual_grade = 0 where needs_manual_grade")
    status, rows = export(school)
    assert status == 0
    questions = [heading for heading in rows[0] if heading.startswith("Question")]
    assert questions[0].startswith("Question 1 ")
    assert len(questions) == len(FULL) + 1
    assert [row[5] for row in rows[1:]] == [f"{sum(FULL.values()) + 1.5:g}"] * 2
