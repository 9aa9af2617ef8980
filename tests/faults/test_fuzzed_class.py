"""A class in which hundreds handed in damaged records: one command marks everybody else and names every damage."""

from pathlib import Path

import pytest

from tests.faults.conftest import FULL
from tests.faults.fuzzing import mutated
from tests.faults.surviving import sound
from tests.faults.test_fuzzed_records import WRONG
from tests.school import RIGHT, School, record, told

pytestmark = pytest.mark.slow

DAMAGED = {f"d{seed:03}": seed for seed in range(300)}
SOUND = tuple(f"sound_{number}" for number in range(12))


@pytest.fixture
def handed_in(school: School) -> School:
    for name, seed in DAMAGED.items():
        school.hand_in(name, mutated(record(RIGHT if seed % 2 else WRONG, name), seed))
    for name in SOUND:
        school.hand_in(name, record(RIGHT, name))
    return school


def test_a_class_of_damaged_records_is_marked_in_one_go(handed_in: School, tmp_path: Path) -> None:
    around = set(tmp_path.iterdir())
    done = handed_in.mark()
    assert done.returncode == 1
    assert "Traceback" not in done.stderr + done.stdout
    report = told(done)
    assert {one["student"] for one in report["marked"]} == {*DAMAGED, *SOUND}
    points = {one["student"]: one["points"] for one in report["marked"]}
    assert all(points[name] == sum(FULL.values()) for name in SOUND)
    assert all(points[name] == 0 for name, seed in DAMAGED.items() if seed % 2 == 0)
    assert not {one["student"] for one in report["look_at"]} & set(SOUND)
    for one in report["look_at"]:
        sound(one["says"], one["to_do"])
        assert one["file"].endswith(f"{one['student']}/{handed_in.assignment}/answers.json")
    assert all(handed_in.is_whole(name) for name in (*DAMAGED, *SOUND))
    assert {path.suffix for path in set(tmp_path.iterdir()) - around} <= {".py"}
    again = handed_in.mark()
    assert (again.returncode, told(again)["marked"]) == (0, [])
