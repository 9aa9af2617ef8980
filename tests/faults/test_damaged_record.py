"""A record that cannot be read or is not this trainee's: no mark out of it, and told with why and what to do."""

from pathlib import Path
from typing import Any

import pytest

from tests.faults.conftest import FULL, NEIGHBOUR, Fault, Ways, answers_in, name_of
from tests.school import OWES, RIGHT, SMALL, record

pytestmark = pytest.mark.slow

NOTHING = dict.fromkeys(FULL, 0.0)


def holding(content: bytes) -> Fault:
    return lambda folder: answers_in(folder).write_bytes(content)


def cut_off(folder: Path) -> None:
    answers_in(folder).write_bytes(answers_in(folder).read_bytes()[:200])


def in_utf_16(folder: Path) -> None:
    answers_in(folder).write_bytes(answers_in(folder).read_bytes().decode().encode("utf-16"))


def of_another_assignment(folder: Path) -> None:
    answers_in(folder).write_bytes(record(RIGHT, folder.parent.name, assignment="91_other"))


def a_link_to_a_neighbour(folder: Path) -> None:
    answers_in(folder).unlink()
    answers_in(folder).symlink_to(folder.parent.parent / NEIGHBOUR / SMALL / "answers.json")


def a_link_out_of_the_course(folder: Path) -> None:
    answers_in(folder).unlink()
    answers_in(folder).symlink_to("/etc/passwd")


DAMAGES: dict[str, tuple[Fault, str]] = {
    "cut off": (cut_off, "not_json"),
    "empty": (holding(b""), "not_json"),
    "a list": (holding(b"[]"), "no_record"),
    "UTF-16": (in_utf_16, "not_utf8"),
    "too large": (holding(b"[" + b"0," * 25_000_000 + b"0]"), "too_large"),
    "nested without end": (holding(b"[" * 10_000), "too_deep"),
    "of somebody else": (holding(record(RIGHT, NEIGHBOUR)), "other_trainee"),
    "of another assignment": (of_another_assignment, "other_assignment"),
    "a link to a neighbour": (a_link_to_a_neighbour, "link"),
    "a link out of the course": (a_link_out_of_the_course, "link"),
    "missing": (lambda folder: answers_in(folder).unlink(), "missing"),
}
STRANGE = ("NaN", "1e999", "-Infinity", "9" * 5000, "[" * 50 + "]" * 50, '"\\ud800"')


def strange(value: str) -> Fault:
    def fault(folder: Path) -> None:
        answers_in(folder).write_bytes(answers_in(folder).read_bytes().replace(b'"guarantee_general"', value.encode()))

    return fault


def with_a_mark(folder: Path) -> None:
    answers_in(folder).write_bytes(b"\xef\xbb\xbf" + answers_in(folder).read_bytes())


def a_link_beside_it(folder: Path) -> None:
    (folder / "notes.txt").symlink_to("/etc/passwd")


def an_hour_that_is_none(folder: Path) -> None:
    (folder / "timestamp.txt").write_text("2999-01-01 00:00:00 UTC")


HARMLESS = {"with a byte order mark": with_a_mark, "a link beside it": a_link_beside_it, "later": an_hour_that_is_none}


@pytest.fixture(scope="module")
def ways(mark_class: Any) -> Any:
    faults = {name: fault for name, (fault, _) in DAMAGES.items()}
    return mark_class(faults | {f"strange {at}": strange(value) for at, value in enumerate(STRANGE)} | HARMLESS)


@pytest.mark.parametrize("damage", DAMAGES)
def test_nothing_is_earned_by_a_damaged_record_and_it_is_named(ways: Ways, damage: str) -> None:
    data, bulk = ways
    assert data.scores(damage) == bulk.scores(damage) == NOTHING
    assert (data.status, bulk.status) == (0, 1)
    (told,) = bulk.looked_at(damage)
    assert told["file"].endswith(f"{name_of(damage)}/{SMALL}/answers.json")
    assert told["reason"] == DAMAGES[damage][1]
    assert told["unusable"]
    assert told["says"]
    assert told["to_do"]
    assert f"{name_of(damage)}/{SMALL}/answers.json: " in data.log


@pytest.mark.parametrize("at", range(len(STRANGE)))
def test_a_strange_value_spoils_its_own_question_only(ways: Ways, at: int) -> None:
    for way in ways:
        assert way.scores(f"strange {at}") == {**FULL, OWES: 0.0}
    (told,) = ways[1].looked_at(f"strange {at}")
    assert told["question"] == OWES
    assert not told["unusable"]


@pytest.mark.parametrize("harmless", HARMLESS)
def test_what_does_no_harm_costs_nothing(ways: Ways, harmless: str) -> None:
    for way in ways:
        assert way.scores(harmless) == FULL
    assert ways[1].looked_at(harmless) == []


@pytest.mark.parametrize("fault", [*DAMAGES, *HARMLESS])
def test_no_file_from_outside_the_submission_is_copied(ways: Ways, fault: str) -> None:
    for way in ways:
        files = list(way.school.autograded(name_of(fault)).iterdir())
        assert {file.name for file in files} <= {"90_small.ipynb", "answers.json", "sheet.json", "timestamp.txt"}
        assert not any(b"root:" in file.read_bytes() for file in files)
