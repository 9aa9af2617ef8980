"""Placing beside what is there already: links, other layouts, a disk that fails; nothing is half there."""

import os
from pathlib import Path

import pytest

from autograder.nbgrader_glue.bulk.course_folder import read_course
from tests.deliveries import UNIT, answers, everything, make_course, outcomes, run


@pytest.fixture(autouse=True)
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path / "config"))
    root = tmp_path / "course"
    root.mkdir()
    monkeypatch.chdir(root)
    return make_course(root, UNIT)


def delivery(tmp_path: Path, content: bytes) -> Path:
    (tmp_path / "answers.json").write_bytes(content)
    return tmp_path / "answers.json"


@pytest.mark.parametrize("place", ["submitted/ann", f"submitted/ann/{UNIT}", f"submitted/ann/{UNIT}/answers.json"])
def test_nothing_is_written_through_a_link_in_the_course(course: Path, tmp_path: Path, place: str) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "answers.json").write_bytes(b"theirs")
    (course / place).parent.mkdir(parents=True)
    (course / place).symlink_to(outside / "answers.json" if place.endswith("json") else outside)
    assert list(outcomes(run(delivery(tmp_path, answers("ann")), status=1)).values()) == ["link_in_course"]
    assert everything(outside) == {"answers.json": b"theirs"}


def test_the_course_decides_where_submissions_lie(course: Path, tmp_path: Path) -> None:
    with (course / "nbgrader_config.py").open("a") as file:
        file.write("c.CourseDirectory.submitted_directory = '../handed_in'\n")
        file.write("c.CourseDirectory.directory_structure = '{nbgrader_step}/{assignment_id}/{student_id}'\n")
    (course / "release/zh" / UNIT / ".").mkdir(exist_ok=True)
    told = run(delivery(tmp_path, answers("ann")), status=0)
    assert told["files"][0]["place"] == f"../handed_in/{UNIT}/ann"
    assert (tmp_path / "handed_in" / UNIT / "ann" / "answers.json").read_bytes() == answers("ann")
    run(delivery(tmp_path, answers("ann", "full", minutes=1)), status=0)
    (kept,) = (tmp_path / "handed_in_earlier" / UNIT / "ann").iterdir()
    assert kept.read_bytes() == answers("ann")
    assert list(read_course(course).students_with("submitted", UNIT)) == ["ann"]


def test_a_disk_that_fails_leaves_nothing_half_there(
    course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(source: object, target: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "rename", full)
        told = run(delivery(tmp_path, answers("ann")), status=1)
    assert list(outcomes(told).values()) == ["not_written"]
    assert "No space left" in told["files"][0]["says"]
    assert list((course / "submitted").iterdir()) == []
    assert list(outcomes(run(delivery(tmp_path, answers("ann")), status=0)).values()) == ["placed"]


def test_a_replacement_that_fails_keeps_the_version_that_is_there(
    course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(delivery(tmp_path, answers("ann")), status=0)

    def full(path: Path, text: str) -> None:
        raise OSError(28, "No space left on device")

    newer = answers("ann", "full", minutes=1)
    with monkeypatch.context() as patch:
        patch.setattr("autograder.nbgrader_glue.collecting.placing.write_atomically", full)
        assert list(outcomes(run(delivery(tmp_path, newer), status=1)).values()) == ["not_written"]
    assert (course / f"submitted/ann/{UNIT}/answers.json").read_bytes() == answers("ann")
    assert list(outcomes(run(delivery(tmp_path, newer), status=0)).values()) == ["replaced"]
    assert len(list((course / f"submitted_earlier/ann/{UNIT}").iterdir())) == 1


def test_a_submission_of_the_exchange_without_a_record_gets_its_record(course: Path, tmp_path: Path) -> None:
    folder = course / f"submitted/ann/{UNIT}"
    folder.mkdir(parents=True)
    (folder / f"{UNIT}.ipynb").write_text("the trainee's own")
    run(delivery(tmp_path, answers("ann")), status=0)
    assert (folder / "answers.json").read_bytes() == answers("ann")
    assert (folder / f"{UNIT}.ipynb").read_text() == "the trainee's own"


def test_another_student_whose_name_differs_only_in_case_is_named(course: Path, tmp_path: Path) -> None:
    run(delivery(tmp_path, answers("ann")), status=0)
    assert list(outcomes(run(delivery(tmp_path, answers("Ann")), status=1)).values()) == ["case_collision"]
    assert os.listdir(course / "submitted") == ["ann"]
