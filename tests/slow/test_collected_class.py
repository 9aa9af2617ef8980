"""A class that handed in through a platform is marked by both ways as one that handed in through the exchange."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from autograder.command.collect import collect
from tests.deliveries import zipped
from tests.faults.conftest import FULL
from tests.school import RIGHT, SMALL, School, record, told

pytestmark = pytest.mark.slow

LATER = {"saved_at": "2026-11-21T13:00:00+08:00", "revision": 2}


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
