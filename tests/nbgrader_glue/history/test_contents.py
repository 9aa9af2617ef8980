"""Pieces are kept under the hash of what they hold, and what does not match its hash is never used."""

import zlib
from pathlib import Path

import pytest

from autograder.nbgrader_glue.history.contents import (
    ANSWERS,
    Damaged,
    case_content,
    content_of,
    held,
    unpacked,
    write_case,
)  # fmt: skip
from tests.school import SMALL_COURSE

NOTE = SMALL_COURSE / "han_mei_note"


def test_a_piece_comes_out_as_it_went_in() -> None:
    content = content_of(ANSWERS, "答案".encode())
    assert held(content) == unpacked(content.hash, content.packed) == "答案".encode()


@pytest.mark.parametrize("packed", [b"", b"no zlib", zlib.compress(b"something else"), zlib.compress(b"answers")[:-6]])
def test_a_piece_that_is_not_what_its_hash_says_is_damaged(packed: bytes) -> None:
    with pytest.raises(Damaged):
        unpacked(content_of(ANSWERS, b"answers").hash, packed)


def test_a_case_is_the_same_piece_until_a_file_of_it_changes(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    files = {file.name: file.read_text(encoding="utf-8") for file in NOTE.iterdir()}
    write_case(folder, {**files, "other.py": "print()", "../escaped.toml": ""})
    assert sorted(file.name for file in tmp_path.rglob("*") if file.is_file()) == sorted(files)
    assert case_content(folder) == case_content(NOTE)
    (folder / "notes.txt").write_text("not read by anybody")
    assert case_content(folder) == case_content(NOTE)
    (folder / "story.en.md").write_text("# Another story\n")
    assert case_content(folder).hash != case_content(NOTE).hash
