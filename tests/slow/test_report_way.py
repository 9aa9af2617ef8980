"""From a released assignment over `workbook mark` to the report: the same points as in nbgrader's own gradebook."""

import pytest

from autograder.nbgrader_glue.report.analysis import analysed
from autograder.nbgrader_glue.report.class_data import State, read_class
from tests.report.classroom import SMALL_COURSE
from tests.school import AUTOMATIC, CONTACT, OWES, RIGHT, SMALL, WHY, School, cell_name, record, told

pytestmark = pytest.mark.slow


def test_the_report_has_the_points_of_the_gradebook(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKBOOK_CASES", str(SMALL_COURSE))
    school.hand_in("ann", record(RIGHT, "ann"))
    school.hand_in("ben", record({**RIGHT, OWES: "guarantee_joint", CONTACT: "borrower_full"}, "ben"), "en")
    school.hand_in("cai", None)
    assert len(told(school.mark())["marked"]) == 3
    school.sql(
        "update grade set manual_score = 2.5, needs_manual_grade = 0 where cell_id in "
        "(select id from base_cell where name = ?) and notebook_id in (select n.id from submitted_notebook n "
        "join submitted_assignment s on s.id = n.assignment_id where s.student_id = 'ann')",
        cell_name(WHY),
    )
    data = read_class(school.root, SMALL)
    trainees = {trainee.name: trainee for trainee in data.trainees}
    for student in ("ann", "ben"):
        assert {question: trainees[student].points[question] for question in AUTOMATIC} == school.scores(student)
        assert not trainees[student].differs
    assert (trainees["ann"].points[WHY], trainees["ann"].waits) == (2.5, ())
    assert (trainees["ben"].points[WHY], trainees["ben"].waits) == (None, (WHY,))
    assert trainees["cai"].state is State.NO_ANSWERS
    report = analysed(data)
    assert (report.counted, report.waiting, report.differing) == (2, 1, 0)
    assert [about.rule for about in report.rules] == ["GUA-04", "LIA-11"]
