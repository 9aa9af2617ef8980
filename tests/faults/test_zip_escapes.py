"""Zips and folders that point outside: names that climb, absolute names, links. Nothing outside is read or written."""

import os
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.deliveries import UNIT, answers, everything, make_course, outcomes, run, symlink_entry, zipped


@pytest.fixture(autouse=True)
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path / "config"))
    root = tmp_path / "deep" / "course"
    root.mkdir(parents=True)
    monkeypatch.chdir(root)
    return make_course(root, UNIT)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("../answers.json", "outside"),
        ("../../../../../../tmp/answers.json", "outside"),
        ("ann/../../answers.json", "outside"),
        ("..\\..\\answers.json", "outside"),
        ("/etc/answers.json", "absolute"),
        ("\\\\server\\share\\answers.json", "absolute"),
        ("C:\\answers.json", "absolute"),
        ("c:answers.json", "absolute"),
        ("ann/answers\n.json", "bad_characters"),
        ("ann\u202e/answers.json", "bad_characters"),
    ],
)
def test_a_name_that_leads_outside_is_refused_and_the_neighbour_collected(
    course: Path, tmp_path: Path, name: str, reason: str
) -> None:
    delivery = zipped(tmp_path / "bad.zip", {name: answers("ann"), "bob/answers.json": answers("bob")})
    before = set(tmp_path.rglob("*"))
    told = run(delivery, status=1)
    assert sorted(outcomes(told).values()) == sorted([reason, "placed"])
    assert {path for path in set(tmp_path.rglob("*")) - before if course / "submitted" not in path.parents} == {
        course / "submitted"
    }
    assert os.listdir(course / "submitted") == ["bob"]


@pytest.mark.parametrize("trainee", ["../../ann", "/tmp/ann", "..", "a\\b", "C:ann", "con", "ann\u0000", ".ann"])
def test_a_trainee_name_never_becomes_a_path(course: Path, tmp_path: Path, trainee: str) -> None:
    before = set(tmp_path.rglob("*"))
    (tmp_path / "answers.json").write_bytes(answers(trainee))
    told = run(tmp_path / "answers.json", status=1)
    assert told["files"][0]["reason"].startswith(("name_", "no_trainee", "wrong_type"))
    new = set(tmp_path.rglob("*")) - before
    assert new == {tmp_path / "answers.json"}


@pytest.mark.parametrize("assignment", ["../../x", "..", "/tmp", ".", f"{UNIT}/../{UNIT}", f"{UNIT}/"])
def test_an_assignment_name_never_becomes_a_path(course: Path, tmp_path: Path, assignment: str) -> None:
    (tmp_path / "answers.json").write_bytes(answers("ann", assignment=assignment))
    assert list(outcomes(run(tmp_path / "answers.json", status=1)).values()) == ["unknown_assignment"]
    assert not (course / "submitted").exists()


def test_a_link_in_a_zip_is_refused(course: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.json"
    secret.write_bytes(answers("eve"))
    with ZipFile(tmp_path / "link.zip", "w") as archive:
        archive.writestr(symlink_entry("ann/answers.json"), str(secret))
        archive.writestr(symlink_entry("bob"), "/etc")
        archive.writestr("bob/answers.json", answers("bob"))
    told = run(tmp_path / "link.zip", status=1)
    assert outcomes(told) == {"ann/answers.json": "link", "bob": "link", "bob/answers.json": "placed"}
    assert all(not path.is_symlink() for path in course.rglob("*"))
    assert "eve" not in os.listdir(course / "submitted")


def test_links_and_devices_in_a_folder_are_refused(course: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "answers.json").write_bytes(answers("eve"))
    home = tmp_path / "class"
    for name in ("ann", "bob", "cai"):
        (home / name).mkdir(parents=True)
    (home / "ann" / "answers.json").symlink_to(outside / "answers.json")
    (home / "dai").symlink_to(outside)
    os.mkfifo(home / "cai" / "answers.json")
    (home / "bob" / "answers.json").write_bytes(answers("bob"))
    told = run(home, status=1)
    assert outcomes(told) == {
        "ann/answers.json": "link",
        "bob/answers.json": "placed",
        "cai/answers.json": "not_a_file",
        "dai": "link",
    }
    assert everything(outside) == {"answers.json": answers("eve")}
    assert os.listdir(course / "submitted") == ["bob"]
