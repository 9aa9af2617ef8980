"""Reading a class: every answer marked as data, every manual score as it was given, nobody forgotten."""

import json
from typing import Any

import pytest

from autograder.nbgrader_glue.bulk.course_folder import MarkingRefused
from autograder.nbgrader_glue.report import class_data
from autograder.nbgrader_glue.report.class_data import State, Trainee, read_class
from autograder.nbgrader_glue.report.refusal import ReportRefused
from tests.report.classroom import Classroom
from tests.school import CONTACT, OWES, RIGHT, STATE, UNTIL, WHY


def read(room: Classroom) -> dict[str, Trainee]:
    return {trainee.name: trainee for trainee in read_class(room.root, room.assignment).trainees}


def test_answers_are_marked_with_their_misconceptions(room: Classroom) -> None:
    room.hand_in("ann", {**RIGHT, OWES: "guarantee_joint", CONTACT: "borrower_full"})
    ann = read(room)["ann"]
    assert ann.state is State.HANDED_IN
    assert (ann.points[OWES], ann.marks[OWES].mistakes) == (1.0, ("front_line_assumed",))
    assert (ann.points[CONTACT], ann.marks[CONTACT].critical) == (0.0, True)
    assert ann.points[UNTIL] == 2.0


def test_a_manual_score_counts_in_place_of_the_automatic_one(room: Classroom) -> None:
    room.hand_in("ann", {**RIGHT, OWES: "none"})
    room.book("ann", {OWES: {"auto_score": 0.0, "manual_score": 1.5}})
    assert read(room)["ann"].points[OWES] == 1.5


def test_a_reason_has_the_points_that_a_person_gave(room: Classroom) -> None:
    room.hand_in("ann", RIGHT)
    room.hand_in("ben", RIGHT)
    room.book("ann")
    room.score("ann", WHY, 2.5)
    room.book("ben")
    trainees = read(room)
    assert (trainees["ann"].points[WHY], trainees["ann"].waits) == (2.5, ())
    assert (trainees["ben"].points[WHY], trainees["ben"].waits) == (None, (WHY,))
    assert trainees["ann"].total == 11 + 2.5


def test_a_score_that_waits_for_a_second_look_counts_and_waits(room: Classroom) -> None:
    room.hand_in("ann", RIGHT)
    room.book("ann", {WHY: {"manual_score": 1.0, "needs_manual_grade": True}})
    ann = read(room)["ann"]
    assert (ann.points[WHY], ann.waits) == (1.0, (WHY,))


def test_extra_credit_and_penalty_are_in_the_total_alone(room: Classroom) -> None:
    room.hand_in("ann", RIGHT)
    room.book("ann", penalty=3.0, grades={OWES: {"auto_score": 2.0, "extra_credit": 1.0}})
    ann = read(room)["ann"]
    assert (ann.points[OWES], ann.extra, ann.penalty, ann.total) == (2.0, 1.0, 3.0, 9.0)


def test_a_submission_that_is_not_in_the_gradebook_yet_waits_for_its_reasons(room: Classroom) -> None:
    room.hand_in("ann", RIGHT)
    ann = read(room)["ann"]
    assert (ann.points[OWES], ann.points[WHY], ann.waits) == (2.0, None, (WHY,))


def test_other_points_in_the_gradebook_are_noticed(room: Classroom) -> None:
    for student, auto in (("ann", 2.0), ("ben", 0.5)):
        room.hand_in(student, RIGHT)
        room.book(student, {OWES: {"auto_score": auto}})
    trainees = read(room)
    assert not trainees["ann"].differs
    assert trainees["ben"].differs


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        (None, State.NO_ANSWERS),
        ({}, State.NO_ANSWERS),
        (b"{half", State.UNREADABLE),
        ({OWES: "not an option"}, State.UNREADABLE),
        ({OWES: "none"}, State.HANDED_IN),
    ],
    ids=["no record", "empty record", "broken record", "no readable answer", "one answer"],
)
def test_every_submission_has_its_state(room: Classroom, answers: Any, state: State) -> None:
    room.hand_in("ann", answers)
    assert read(room)["ann"].state is state


def test_somebody_elses_record_is_not_counted(room: Classroom) -> None:
    room.hand_in("ann", room.record("ben", RIGHT))
    ann = read(room)["ann"]
    assert (ann.state, ann.points) == (State.UNREADABLE, {})
    assert [problem.reason for problem in ann.problems] == ["other_trainee"]


def test_a_link_is_not_followed(room: Classroom) -> None:
    folder = room.hand_in("eve", RIGHT)
    assert read(room)["eve"].state is State.HANDED_IN
    folder.rename(room.root / "elsewhere")
    folder.symlink_to(room.root / "elsewhere")
    eve = read(room)["eve"]
    assert (eve.state, [problem.reason for problem in eve.problems]) == (State.UNREADABLE, ["link"])


def test_whoever_is_enrolled_and_handed_in_nothing_is_missing(room: Classroom) -> None:
    room.enrol("ann", "zoe")
    room.hand_in("ann", RIGHT)
    assert {name: trainee.state for name, trainee in read(room).items()} == {
        "ann": State.HANDED_IN,
        "zoe": State.MISSING,
    }


def test_only_readable_answers_are_counted(room: Classroom) -> None:
    room.enrol("zoe")
    room.hand_in("ann", RIGHT)
    room.hand_in("ben", None)
    assert [one.name for one in read_class(room.root, room.assignment).counted] == ["ann"]


def test_an_unreadable_answer_among_others_is_told_and_earns_nothing(room: Classroom) -> None:
    room.hand_in("ann", {**RIGHT, STATE: ["not an option"]})
    ann = read(room)["ann"]
    assert (ann.state, ann.points[STATE]) == (State.HANDED_IN, 0.0)
    assert [problem.question for problem in ann.problems] == [STATE]


def test_nothing_is_written(room: Classroom) -> None:
    room.hand_in("ann", RIGHT)
    before = {path: path.stat().st_mtime_ns for path in room.root.rglob("*") if path.is_file()}
    content = (room.root / "gradebook.db").read_bytes()
    read(room)
    assert {path for path in room.root.rglob("*") if path.is_file()} == set(before)
    assert (room.root / "gradebook.db").read_bytes() == content


def test_an_assignment_that_was_never_made_is_refused_in_words(room: Classroom) -> None:
    with pytest.raises(MarkingRefused) as refusal:
        read_class(room.root, "77_nothing")
    assert refusal.value.reason == "not_released"


def test_a_case_that_is_gone_is_told(room: Classroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WORKBOOK_CASES")
    with pytest.raises(ReportRefused) as refusal:
        read_class(room.root, room.assignment)
    for language in ("zh", "en"):
        assert "workbook check" in refusal.value.say(language)


def test_the_manual_score_is_not_mistaken_for_zero_points(room: Classroom) -> None:
    room.hand_in("ann", RIGHT)
    room.book("ann", {OWES: {"auto_score": 2.0, "manual_score": 0.0}})
    assert read(room)["ann"].points[OWES] == 0.0


def test_names_are_harmless_and_short(room: Classroom) -> None:
    room.hand_in("a\u202eb" + "x" * 90, json.dumps({}).encode())
    (name,) = read(room)
    assert "\u202e" not in name
    assert len(name) <= class_data._LONGEST_NAME + 1
