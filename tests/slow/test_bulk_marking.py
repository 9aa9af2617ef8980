"""`workbook mark` on a class: killed and finished, marked again, beside what people wrote, read by nbgrader after."""

import json
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.school import OWES, RIGHT, SMALL, WHY, School, cell_name, notebook_of, record, told

pytestmark = pytest.mark.slow

REASON = cell_name(WHY)
KILLED = -9


@pytest.fixture(scope="module")
def handed_in(released: School, tmp_path_factory: pytest.TempPathFactory) -> School:
    school = released.copy(tmp_path_factory.mktemp("handed_in") / "course")
    school.hand_in_class(12)
    return school


@pytest.fixture(scope="module")
def undisturbed(handed_in: School, tmp_path_factory: pytest.TempPathFactory) -> School:
    school = handed_in.copy(tmp_path_factory.mktemp("undisturbed") / "course")
    assert school.mark().returncode == 0
    return school


# Marked again


def test_a_second_run_marks_nobody_twice(undisturbed: School, tmp_path: Path) -> None:
    school = undisturbed.copy(tmp_path / "course")
    rows = school.sql("select * from grade order by id")
    report = told(school.mark())
    assert report["marked"] == []
    assert len(report["already"]) == 12
    assert school.sql("select * from grade order by id") == rows
    forced = told(school.mark("--force"))
    assert len(forced["marked"]) == 12
    assert school.sql("select * from grade order by id") == rows


def test_only_those_whose_answers_changed_are_marked_again(undisturbed: School, tmp_path: Path) -> None:
    school = undisturbed.copy(tmp_path / "course")
    answers = school.root / "submitted" / "trainee_00" / SMALL / "answers.json"
    answers.write_bytes(record(RIGHT, "trainee_00"))
    report = told(school.mark())
    assert [one["student"] for one in report["marked"]] == ["trainee_00"]
    assert school.scores("trainee_00")[OWES] == 2.0
    assert school.is_whole("trainee_00")


def test_one_student_alone_can_be_marked(handed_in: School, tmp_path: Path) -> None:
    school = handed_in.copy(tmp_path / "course")
    report = told(school.mark("--only", "trainee_03", "--only", "trainee_05"))
    assert [one["student"] for one in report["marked"]] == ["trainee_03", "trainee_05"]
    assert {student for student, _ in school.grades()} == {"trainee_03", "trainee_05"}
    unknown = school.mark("--only", "nobody")
    assert unknown.returncode == 2
    assert "nobody" in unknown.stderr


def test_a_dry_run_writes_nothing(handed_in: School, tmp_path: Path) -> None:
    school = handed_in.copy(tmp_path / "course")
    school.hand_in("cut", record(RIGHT, "cut")[:100])
    before = {file: file.read_bytes() for file in school.root.rglob("*") if file.is_file()}
    report = told(school.mark("--dry-run"))
    assert not report["written"]
    assert len(report["marked"]) == 13
    assert [one["student"] for one in report["look_at"]] == ["cut"]
    assert {file: file.read_bytes() for file in school.root.rglob("*") if file.is_file()} == before


# What people wrote


def test_what_a_person_gave_stays_and_waits_again_only_where_the_answer_changed(
    undisturbed: School, tmp_path: Path
) -> None:
    school = undisturbed.copy(tmp_path / "course")
    by_hand = "update grade set manual_score = 1.5, extra_credit = 0.5, needs_manual_grade = 0"
    school.sql(by_hand)
    school.sql("update comment set manual_comment = 'well argued'")
    assert len(told(school.mark("--force"))["marked"]) == 12
    assert {grade[1:] for grade in school.grades().values()} == {(1.5, 0.5, False)}
    answers = school.root / "submitted" / "trainee_01" / SMALL / "answers.json"
    answers.write_bytes(record({**RIGHT, WHY: "因为她签了字。", OWES: "none"}, "trainee_01"))
    assert len(told(school.mark())["marked"]) == 1
    waiting = {key for key, grade in school.grades().items() if grade[3]}
    assert waiting == {("trainee_01", cell_name(OWES)), ("trainee_01", REASON)}
    assert {grade[1:3] for grade in school.grades().values()} == {(1.5, 0.5)}
    assert {comment for (comment,) in school.sql("select manual_comment from comment")} == {"well argued"}
    assert school.scores("trainee_01")[OWES] == 0.0


def test_the_late_penalty_is_what_nbgrader_takes_off(handed_in: School, tmp_path: Path) -> None:
    schools = [handed_in.copy(tmp_path / way) for way in ("bulk", "data")]
    for school in schools:
        with (school.root / "nbgrader_config.py").open("a") as config:
            config.write("\nc.LateSubmissionPlugin.penalty_method = 'zero'\n")
        school.sql("update assignment set duedate = '2026-11-21 12:00:00.000000'")
        (school.root / "submitted" / "trainee_02" / SMALL / "timestamp.txt").write_text("2026-11-20 12:00:00 UTC")
    bulk, data = schools
    assert bulk.mark().returncode == 0
    assert data.autograde().returncode == 0
    penalties = "select s.student_id, late_submission_penalty from submitted_notebook n "
    penalties += "join submitted_assignment s on s.id = n.assignment_id order by 1"
    assert bulk.sql(penalties) == data.sql(penalties)
    taken = dict(bulk.sql(penalties))
    assert taken.pop("trainee_02") is None
    assert set(taken.values()) == {11.0, 10.0}


# nbgrader afterwards


def test_nbgrader_leaves_what_was_marked_in_bulk_alone(undisturbed: School, tmp_path: Path) -> None:
    school = undisturbed.copy(tmp_path / "course")
    grades = school.grades()
    done = school.autograde()
    assert done.returncode == 0
    assert done.stderr.count("Skipping existing assignment") == 12
    assert school.grades() == grades


def test_export_and_formgrader_read_a_gradebook_written_in_bulk(undisturbed: School, tmp_path: Path) -> None:
    school = undisturbed.copy(tmp_path / "course")
    assert school.run("nbgrader", "export").returncode == 0
    lines = (school.root / "grades.csv").read_text().splitlines()
    assert len(lines) == 13
    lists = "import json; from nbgrader.apps.api import NbGraderAPI; from nbgrader.coursedir import CourseDirectory; "
    lists += f"api = NbGraderAPI(CourseDirectory()); assert len(api.get_submissions('{SMALL}')) == 12; "
    lists += f"print(json.dumps(api.get_submission('{SMALL}', 'trainee_01')))"
    done = subprocess.run(
        [sys.executable, "-c", lists], cwd=school.root, env=school.environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    submission = json.loads(done.stdout.splitlines()[-1])
    assert (submission["autograded"], submission["score"], submission["needs_manual_grade"]) == (True, 11.0, True)


def test_feedback_holds_every_mark_and_what_a_person_wrote(undisturbed: School, tmp_path: Path) -> None:
    school = undisturbed.copy(tmp_path / "course")
    school.sql("update comment set manual_comment = 'Thoroughly argued'")
    school.sql("update grade set manual_score = 2.5, needs_manual_grade = 0 where auto_score is null")
    report = told(school.mark("--force", "--feedback"))
    assert [page["trouble"] for page in report["feedback"]] == [None] * 12
    html = (school.root / "feedback" / "trainee_01" / SMALL / f"{SMALL}.html").read_text(encoding="utf-8")
    assert "Thoroughly argued" in html
    assert "(Score: 13.5 / 14.0)" in html
    assert "points(" not in html


def test_the_gradebook_has_the_four_indices(undisturbed: School) -> None:
    with sqlite3.connect(undisturbed.root / "gradebook.db") as connection:
        asked = "select tbl_name from sqlite_master where type = 'index' and name like 'workbook%'"
        names = connection.execute(f"{asked} and tbl_name not like 'workbook%'")
        assert sorted(name for (name,) in names) == [
            "comment", "grade", "submitted_assignment", "submitted_notebook",
        ]  # fmt: skip


def test_marking_imports_neither_nbgrader_nor_what_makes_it_slow(undisturbed: School, tmp_path: Path) -> None:
    school = undisturbed.copy(tmp_path / "course")
    heavy = ("nbgrader", "nbformat", "nbconvert", "jsonschema", "rfc3987_syntax", "IPython", "tornado")
    told_at_the_end = f"[name for name in {heavy} if name in sys.modules]"
    tell = f"import atexit, sys; atexit.register(lambda: print({told_at_the_end}, file=sys.stderr))"
    done = school.mark("--force", before=tell)
    assert done.stderr.strip() == "[]"


def test_an_autograded_notebook_is_one_that_nbformat_accepts(undisturbed: School) -> None:
    import nbformat

    notebook: Any = nbformat.from_dict(notebook_of(undisturbed, "trainee_00"))
    nbformat.validate(notebook)
