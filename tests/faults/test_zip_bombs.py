"""Zips that burst, lie, never end or are cut: each is refused by name, in little memory, the rest is collected."""

import struct
import tracemalloc
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZipFile

import pytest
from click.testing import CliRunner

from autograder.command.collect import collect
from autograder.nbgrader_glue.collecting import delivery as limits
from tests.deliveries import UNIT, answers, make_course, outcomes, run, zipped

MEGABYTE = 2**20


@pytest.fixture(autouse=True)
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path / "config"))
    root = tmp_path / "course"
    root.mkdir()
    monkeypatch.chdir(root)
    return make_course(root, UNIT)


def refused(path: Path) -> str:
    done = CliRunner().invoke(collect, [str(path), "--lang", "en"])
    assert done.exit_code == 1, done.output
    assert isinstance(done.exception, SystemExit), done.exception
    assert not Path("submitted").exists()
    return done.stderr


def test_a_bomb_is_refused_in_little_memory(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.zip"
    with ZipFile(bomb, "w", ZIP_DEFLATED) as archive:
        with archive.open("ann/answers.json", "w") as entry:
            for _ in range(100):
                entry.write(b"0" * MEGABYTE)
        archive.writestr("bob/answers.json", answers("bob"))
    run(zipped(tmp_path / "first.zip", {"cai/answers.json": answers("cai")}))  # what is imported is not counted
    tracemalloc.start()
    told = run(bomb, status=1)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert outcomes(told) == {"ann/answers.json": "bomb", "bob/answers.json": "placed"}
    assert most < 10 * MEGABYTE


def test_an_entry_that_is_longer_than_it_says_is_damaged_and_not_read_on(tmp_path: Path) -> None:
    path = zipped(tmp_path / "lie.zip", {"ann/answers.json": b"0" * (5 * MEGABYTE)})
    content = bytearray(path.read_bytes())
    place = content.rindex(b"PK\x01\x02")
    struct.pack_into("<L", content, place + 24, 50_000)  # the size in the list of contents
    path.write_bytes(content)
    assert list(outcomes(run(path, status=1)).values()) == ["bad_entry"]


@pytest.mark.parametrize(("method", "name"), [(ZIP_BZIP2, "bzip2"), (ZIP_LZMA, "lzma")])
def test_methods_that_unpack_without_bounds_are_not_opened(tmp_path: Path, method: int, name: str) -> None:
    with ZipFile(tmp_path / "other.zip", "w", method) as archive:
        archive.writestr("ann/answers.json", answers("ann"))
    assert list(outcomes(run(tmp_path / "other.zip", status=1)).values()) == ["compression"]


def test_a_zip_of_too_many_files_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "many.zip"
    with ZipFile(path, "w") as archive:
        for number in range(limits.MOST_FILES + 1):
            archive.writestr(f"{number}", b"")
    assert "too many" in refused(path)


def test_a_list_of_contents_is_never_read_without_bounds(tmp_path: Path) -> None:
    path = tmp_path / "list.zip"
    size = 9 * MEGABYTE
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, size, 0, 0)
    path.write_bytes(b"PK\x01\x02" + b"\0" * (size - 4) + end)
    assert "too many" in refused(path)


def test_records_that_fill_the_memory_together_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_TOTAL", MEGABYTE)
    files = {f"{number}/answers.json": answers(f"s{number}", note="x" * 90_000) for number in range(20)}
    assert "take more than 1 MB" in refused(zipped(tmp_path / "full.zip", files))


def test_a_folder_of_too_many_files_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_FILES", 5)
    for number in range(6):
        (tmp_path / "class" / str(number)).mkdir(parents=True)
    assert "too many" in refused(tmp_path / "class")


def test_a_zip_in_a_zip_is_named_and_not_opened(tmp_path: Path) -> None:
    inner = zipped(tmp_path / "inner.zip", {"answers.json": answers("ann")})
    path = zipped(
        tmp_path / "outer.zip",
        {"Ann_1_assignsubmission_file_/unit1.zip": inner.read_bytes(), "bob/answers.json": answers("bob")},
    )
    told = run(path, status=1)
    reasons = {(one["file"].split("/")[0], one["reason"]) for one in told["files"]}
    assert ("Ann_1_assignsubmission_file_", "nested_archive") in reasons
    assert ("bob", None) in reasons


@pytest.mark.parametrize("keep", [0.2, 0.5, 0.9, 0.99])
def test_half_a_zip_is_no_zip(tmp_path: Path, keep: float) -> None:
    path = zipped(tmp_path / "half.zip", {f"{name}/answers.json": answers(name) for name in ("ann", "bob")})
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * keep)])
    assert "no sound zip" in refused(path)


def test_every_damaged_byte_is_survived(tmp_path: Path) -> None:
    path = zipped(tmp_path / "flipped.zip", {"ann/answers.json": answers("ann")})
    whole = path.read_bytes()
    for place in range(0, len(whole), 3):
        content = bytearray(whole)
        content[place] ^= 0xFF
        path.write_bytes(content)
        done = CliRunner().invoke(collect, [str(path), "--dry-run", "--json"])
        assert done.exception is None or isinstance(done.exception, SystemExit), (place, done.exception)
        assert done.stdout or done.stderr
