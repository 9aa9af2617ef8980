"""Names in zips as they come: GBK without a word about it, locked entries, two names that are one on many disks."""

import struct
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from tests.deliveries import UNIT, answers, make_course, outcomes, receipt_of, run, zipped


@pytest.fixture(autouse=True)
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path / "config"))
    root = tmp_path / "course"
    root.mkdir()
    monkeypatch.chdir(root)
    return make_course(root, UNIT)


def zipped_in(path: Path, encoding: str, name: str, content: bytes) -> Path:
    """A zip whose program wrote names in an encoding without saying so."""
    raw = name.encode(encoding)
    stand_in = "x" * len(raw)
    zipped(path, {stand_in: content})
    path.write_bytes(path.read_bytes().replace(stand_in.encode(), raw))
    return path


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "utf-8"])
def test_chinese_names_are_read_whatever_program_wrote_them(tmp_path: Path, encoding: str) -> None:
    name = "王小明_1234567_assignsubmission_file_/answers.json"
    told = run(zipped_in(tmp_path / "old.zip", encoding, name, answers("xiaoming")), status=0)
    (one,) = told["files"]
    assert (one["name"], one["id"], one["file"]) == ("王小明", "1234567", name)
    assert one["receipt"] == receipt_of(answers("xiaoming"))


def test_a_gbk_letter_that_ends_in_a_backslash_is_no_folder(tmp_path: Path) -> None:
    name = "乗_1234567_assignsubmission_file_/answers.json"
    assert "乗".encode("gbk")[-1:] == b"\\"
    assert run(zipped_in(tmp_path / "old.zip", "gbk", name, answers("cheng")), status=0)["files"][0]["name"] == "乗"


def test_bytes_that_are_no_name_in_any_language_are_shown_and_harmless(tmp_path: Path) -> None:
    path = zipped(tmp_path / "odd.zip", {"xxx/answers.json": answers("ann")})
    path.write_bytes(path.read_bytes().replace(b"xxx", b"\xff\xfe\xff"))
    assert list(outcomes(run(path, status=0)).values()) == ["placed"]


def test_a_locked_entry_is_named_and_the_neighbour_collected(tmp_path: Path) -> None:
    path = zipped(tmp_path / "locked.zip", {"ann/answers.json": answers("ann"), "bob/answers.json": answers("bob")})
    content = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.index(mark) + offset
        struct.pack_into("<H", content, place, struct.unpack_from("<H", content, place)[0] | 0x1)
    path.write_bytes(content)
    assert outcomes(run(path, status=1)) == {"ann/answers.json": "encrypted", "bob/answers.json": "placed"}


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("other", ["Ann/answers.json", "ann/answers.json", "ann/ANSWERS.json"])
def test_two_names_that_are_one_on_many_disks_are_both_refused(course: Path, tmp_path: Path, other: str) -> None:
    with ZipFile(tmp_path / "twice.zip", "w", ZIP_DEFLATED) as archive:
        for name, trainee in (("ann/answers.json", "ann"), (other, "eve")):
            archive.writestr(ZipInfo(name), answers(trainee))
    told = run(tmp_path / "twice.zip", status=1)
    assert [one["reason"] for one in told["files"]] == ["same_name", "same_name"]
    assert not (course / "submitted").exists()


def test_two_trainees_whose_names_are_one_on_many_disks_are_both_refused(course: Path, tmp_path: Path) -> None:
    told = run(
        zipped(tmp_path / "case.zip", {"1/answers.json": answers("ann"), "2/answers.json": answers("Ann")}), status=1
    )
    assert [one["reason"] for one in told["files"]] == ["case_collision", "case_collision"]
    assert not (course / "submitted").exists()


def test_a_name_reserved_by_windows_is_refused_as_a_trainee_and_harmless_in_a_zip(course: Path, tmp_path: Path) -> None:
    files = {"NUL/answers.json": answers("ann"), "2/answers.json": answers("con")}
    assert outcomes(run(zipped(tmp_path / "case.zip", files), status=1)) == {
        "NUL/answers.json": "placed", "2/answers.json": "name_reserved"
    }  # fmt: skip
