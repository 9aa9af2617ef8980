"""What counts as a score: only what is marked to the end, and of the very answers that were handed in."""

from pathlib import Path

import pytest

from autograder.nbgrader_glue.bulk.course_folder import MarkingRefused, read_course
from autograder.nbgrader_glue.exporting.grades import State, read_grades
from tests.gradebooks import UNIT, graded, make_gradebook


@pytest.fixture(autouse=True)
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path / "config"))
    return tmp_path


def states(root: Path) -> dict[str, tuple[State, float | None]]:
    return {one.student: (one.state, one.score) for one in read_grades(read_course(root), UNIT).students}


def hand_in(root: Path, student: str, answers: bytes, *steps: str) -> None:
    for step in steps:
        folder = root / step / student / UNIT
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "answers.json").write_bytes(answers)
        (folder / f"{UNIT}.ipynb").write_text("{\n}\n")


def test_only_what_is_marked_to_the_end_has_a_score(course: Path) -> None:
    make_gradebook(
        course,
        graded("ann"),
        graded("ben", why=None),
        graded("cai", a=None),
        {"id": "dai"},
        graded("eva", a=0, b=0, why=0),
    )
    hand_in(course, "fei", b"{}", "submitted")
    assert states(course) == {
        "ann": (State.MARKED, 3.5),
        "ben": (State.WAITING, None),
        "cai": (State.UNMARKED, None),
        "dai": (State.NOTHING, None),
        "eva": (State.MARKED, 0.0),
        "fei": (State.UNMARKED, None),
    }


def test_a_person_beats_the_machine_and_penalty_and_extra_credit_count(course: Path) -> None:
    by_hand = graded("ann", extra=0.1, penalty=1.0)
    by_hand["grades"]["mark-call-a"] = (2.0, 0.5, False)
    make_gradebook(course, by_hand, graded("ben", penalty=99.0))
    assert states(course) == {"ann": (State.MARKED, 1.3), "ben": (State.MARKED, 0.0)}


def test_answers_that_came_after_the_marking_are_not_scored(course: Path) -> None:
    make_gradebook(course, graded("ann"), graded("ben"), graded("cai"))
    for student in ("ann", "ben", "cai"):
        hand_in(course, student, b"{}", "submitted", "autograded")
    hand_in(course, "ben", b'{"new": 1}', "submitted")
    (course / "autograded" / "cai" / UNIT / f"{UNIT}.ipynb").write_text("{half")
    assert {student: state for student, (state, _) in states(course).items()} == {
        "ann": State.MARKED, "ben": State.UNMARKED, "cai": State.UNMARKED
    }  # fmt: skip


def test_names_are_written_as_their_language_does(course: Path) -> None:
    names = [{"id": "1", "first_name": "娜", "last_name": "李"}, {"id": "2", "first_name": "Ann", "last_name": "Lee"}]
    make_gradebook(course, *names, {"id": "3"})
    assert [one.name for one in read_grades(read_course(course), UNIT).students] == ["李娜", "Ann Lee", ""]


def test_a_gradebook_that_is_none_is_told(course: Path) -> None:
    with pytest.raises(MarkingRefused, match="no_gradebook"):
        read_grades(read_course(course), UNIT)
    make_gradebook(course)
    with pytest.raises(MarkingRefused, match="not_released"):
        read_grades(read_course(course), "unit9")
    (course / "gradebook.db").write_bytes(b"no database at all" * 100)
    with pytest.raises(MarkingRefused, match="bad_database"):
        read_grades(read_course(course), UNIT)
