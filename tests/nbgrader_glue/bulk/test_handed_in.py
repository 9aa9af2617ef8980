"""Submitted folders read as data: regular files only, within limits, whatever lies there."""

import os
from datetime import datetime
from pathlib import Path

import pytest

from autograder.nbgrader_glue.bulk.handed_in import handed_in, is_whole, kept


def test_record_and_time_are_read(tmp_path: Path) -> None:
    (tmp_path / "answers.json").write_bytes(b"{}")
    (tmp_path / "timestamp.txt").write_text("2026-11-21 12:03:07.000000 UTC")
    given = handed_in(tmp_path)
    assert (given.answers, given.problem) == (b"{}", None)
    assert given.moment == datetime(2026, 11, 21, 12, 3, 7)
    assert kept(tmp_path) == (b"{}", b"2026-11-21 12:03:07.000000 UTC")


@pytest.mark.parametrize(
    ("stamp", "moment"),
    [
        ("2026-11-21 20:03:07 Asia/Shanghai", datetime(2026, 11, 21, 12, 3, 7)),
        ("2026-11-21T12:03:07Z", datetime(2026, 11, 21, 12, 3, 7)),
        ("2026-11-21 12:03:07\n", datetime(2026, 11, 21, 12, 3, 7)),
        ("2999-01-01 00:00:00 UTC", datetime(2999, 1, 1)),
    ],
)
def test_times_are_read_as_nbgrader_reads_them(tmp_path: Path, stamp: str, moment: datetime) -> None:
    from nbgrader.utils import parse_utc

    (tmp_path / "timestamp.txt").write_text(stamp)
    assert handed_in(tmp_path).moment == moment == parse_utc(stamp.strip())


def test_a_time_with_an_offset_in_digits_is_read_in_hours(tmp_path: Path) -> None:
    (tmp_path / "timestamp.txt").write_text("2026-11-21 20:03:07 +0800")
    assert handed_in(tmp_path).moment == datetime(2026, 11, 21, 12, 3, 7)


@pytest.mark.parametrize("stamp", [b"yesterday evening", b"\xff\xfe\x00", b"2026-13-45 99:99:99 UTC"])
def test_a_time_that_says_nothing_is_noticed(tmp_path: Path, stamp: bytes) -> None:
    (tmp_path / "timestamp.txt").write_bytes(stamp)
    given = handed_in(tmp_path)
    assert given.moment is None
    assert given.stamp_unreadable


def test_no_time_and_an_empty_one_are_no_trouble(tmp_path: Path) -> None:
    assert not handed_in(tmp_path).stamp_unreadable
    (tmp_path / "timestamp.txt").write_bytes(b" \n")
    assert not handed_in(tmp_path).stamp_unreadable


def a_link(file: Path) -> None:
    file.symlink_to("/etc/passwd")


def a_dangling_link(file: Path) -> None:
    file.symlink_to(file.parent / "nowhere")


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda file: None, "missing"),
        (a_link, "link"),
        (a_dangling_link, "link"),
        (lambda file: file.mkdir(), "not_a_file"),
        (lambda file: os.mkfifo(file), "not_a_file"),
        (lambda file: file.write_bytes(b"0" * 1_000_001), "too_large"),
    ],
    ids=["missing", "link", "dangling link", "folder", "pipe", "too large"],
)
def test_what_is_no_record_is_not_opened(tmp_path: Path, make: object, reason: str) -> None:
    assert callable(make)
    make(tmp_path / "answers.json")
    given = handed_in(tmp_path)
    assert given.answers is None
    assert given.problem is not None
    assert given.problem.reason == reason
    assert given.problem.say("en")
    assert given.problem.say("zh")


@pytest.mark.parametrize(("content", "whole"), [(b'{\n "a": 1\n}\n', True), (b'{\n "a"', False), (b"", False)])
def test_a_notebook_that_breaks_off_is_noticed(tmp_path: Path, content: bytes, whole: bool) -> None:
    (tmp_path / "a.ipynb").write_bytes(content)
    assert is_whole(tmp_path / "a.ipynb") is whole
    assert not is_whole(tmp_path / "b.ipynb")
