"""Answers marked from what was kept come out as they were marked, wherever the cases of the course are now."""

import json
import re
from datetime import date
from typing import Any

import pytest

from autograder.assignments import find_assignment
from autograder.nbgrader_glue.history.contents import case_content, held, plain
from autograder.nbgrader_glue.history.replay import asked, replay
from autograder.sheet import sheet_of
from tests.school import AUTOMATIC, OWES, RIGHT, SMALL_COURSE, record

FULL = dict(zip(AUTOMATIC, (2.0, 2.0, 3.0, 2.0, 2.0), strict=True))
LINK = "link"


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Sheet and cases as they are kept; the course has them no more."""
    with monkeypatch.context() as patch:
        patch.setenv("WORKBOOK_CASES", str(SMALL_COURSE))
        sheet = plain(sheet_of(find_assignment("90_small"))).decode()
    names = ("han_mei_note", "wu_tao_calls")
    cases = {name: json.loads(held(case_content(SMALL_COURSE / name))) for name in names}
    return {"sheet": sheet, "cases": cases}


def points(kept: dict[str, Any], answers: bytes | str, law_on: date | None = None, student: str = "alice") -> Any:
    data = asked(kept["sheet"], kept["cases"], law_on, student, answers)
    return replay(json.loads(json.dumps(data)))["points"]


def test_right_answers_earn_everything_again(kept: dict[str, Any]) -> None:
    assert points(kept, record(RIGHT, "alice")) == FULL


def test_the_law_of_the_day_is_kept_too(kept: dict[str, Any]) -> None:
    joint = record({**RIGHT, OWES: "guarantee_joint"}, "alice")
    assert (points(kept, joint)[OWES], points(kept, joint, date(2020, 12, 31))[OWES]) == (1.0, 2.0)


@pytest.mark.parametrize("without", ["missing", LINK, "too_large", "not_a_file", "no_access"])
def test_without_answers_nothing_is_earned_whatever_the_reason(kept: dict[str, Any], without: str) -> None:
    assert points(kept, without) == dict.fromkeys(AUTOMATIC, 0.0)


def test_answers_of_somebody_else_earn_nothing(kept: dict[str, Any]) -> None:
    assert points(kept, record(RIGHT, "bob")) == dict.fromkeys(AUTOMATIC, 0.0)


def test_a_case_that_decides_nothing_any_more_is_told(kept: dict[str, Any]) -> None:
    kept["cases"]["wu_tao_calls"]["case.toml"] = "as_of = 2024-01-01\n"
    result = replay(asked(kept["sheet"], kept["cases"], None, "alice", record(RIGHT, "alice")))
    assert "points" not in result
    assert "case.toml" in result["undecided"]


@pytest.mark.parametrize("id", ["../outside", ".hidden", "a/b", ""])
def test_a_case_is_written_nowhere_but_in_its_own_folder(kept: dict[str, Any], id: str) -> None:
    kept["cases"][id] = {"case.toml": ""}
    with pytest.raises(ValueError, match=f"^{re.escape(id)}$"):
        replay(asked(kept["sheet"], kept["cases"], None, "alice", "missing"))
