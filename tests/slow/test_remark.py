"""`workbook remark`: who changes and why; nothing is written unless asked, and a killed run is finished by another."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest

from autograder.words import LANGUAGES
from tests.school import (
    AUTOMATIC,
    OWES,
    RIGHT,
    SMALL,
    SMALL_COURSE,
    STATE,
    School,
    notebook_of,
    record,
    released_school,
)  # fmt: skip

pytestmark = pytest.mark.slow

SIZE = 6
OLD_LAW = "2020-12-31"
DIE = """
import os, signal
def after(times, function):
    left = [times]
    def call(*arguments, **named):
        left[0] -= 1
        if left[0] < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*arguments, **named)
    return call
import autograder.nbgrader_glue.bulk.shared_work as work
work.BATCH = 2
"""
MOMENTS = {
    "before the first draft": "import autograder.nbgrader_glue.bulk.batch as b; "
    "b.write_folder = after(0, b.write_folder)",
    "in the middle of the rows": "import autograder.nbgrader_glue.bulk.rows as r; r._comments = after(1, r._comments)",
    "between rows and history": "import autograder.nbgrader_glue.history.keeping as k; "
    "k.Keeper.write = after(1, k.Keeper.write)",
    "between history and folders": "import autograder.nbgrader_glue.bulk.batch as b; "
    "b._put_in_place = after(2, b._put_in_place)",
    "between the two renamings": "import autograder.nbgrader_glue.bulk.batch as b; b.os.rename = after(3, b.os.rename)",
}


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    home = tmp_path_factory.mktemp("marked")
    cases = Path(shutil.copytree(SMALL_COURSE, home / "cases"))
    with released_school(home, cases=cases) as school:
        school.hand_in_class(SIZE)
        assert school.mark().returncode == 0
        yield school


@pytest.fixture
def school(marked: School, tmp_path: Path) -> School:
    """A marked class of the test's own, with cases of its own."""
    cases = Path(shutil.copytree(SMALL_COURSE, tmp_path / "cases"))
    school = marked.copy(tmp_path / "course")
    return attrs.evolve(school, environment=school.environment | {"WORKBOOK_CASES": str(cases)})


def change_the_case(school: School) -> None:
    """The guarantee says of which kind it is."""
    file = Path(school.environment["WORKBOOK_CASES"]) / "han_mei_note" / "case.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('type_words = "none"', 'type_words = "express_joint"'), encoding="utf-8")


def remarked(school: School, *arguments: str, status: int = 0, before: str = "") -> Any:
    done = school.workbook("remark", SMALL, "--json", "--lang", "en", *arguments, before=before)
    assert done.returncode == status, done.stderr
    return json.loads(done.stdout)


def marks_of(school: School, student: str) -> list[Any]:
    done = school.workbook("audit", student, SMALL, "--json")
    return list(json.loads(done.stdout)["marks"])


def everything(school: School) -> dict[Path, bytes]:
    return {file: file.read_bytes() for file in school.root.rglob("*") if file.is_file()}


# Looking


def test_nobody_changes_while_nothing_has_changed(marked: School) -> None:
    before = everything(marked)
    report = remarked(marked)
    assert (len(report["marked"]), report["changing"], report["written"]) == (SIZE, [], False)
    assert everything(marked) == before


def test_a_changed_fact_is_named_and_not_one_byte_is_written(school: School) -> None:
    change_the_case(school)
    before = everything(school)
    report = remarked(school)
    assert report["by_kind"] == {"case": SIZE}
    change = next(one for one in report["changing"][1]["changes"] if one["question"] == OWES)
    assert (change["before"], change["now"]) == (2.0, 1.0)
    assert change["facts"] == [["guarantees.0.type_words", "none", "express_joint"]]
    assert change["right"] == [["guarantee_general"], ["guarantee_joint"]]
    assert {"name": "silence_means_general", "id": "GUA-04"} in change["gone"]
    assert {"name": "joint_by_express_words", "id": "GUA-02"} in change["came"]
    assert everything(school) == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_people_read_who_changes_from_what_to_what_and_why(school: School, language: str) -> None:
    change_the_case(school)
    told = school.workbook("remark", SMALL, "--lang", language).stdout
    assert "guarantees.0.type_words: none → express_joint" in told
    assert f"{OWES}: 2 → 1" in told.replace("：", ": ")
    assert {"zh": "案件改了", "en": "The case changed"}[language] in told
    assert {"zh": "不再适用：GUA-04", "en": "No longer applies: GUA-04"}[language] in told
    assert "remark." not in told


def test_only_those_named_are_looked_at_and_strangers_are_wrong_use(school: School) -> None:
    change_the_case(school)
    assert remarked(school, "--only", "trainee_03")["marked"] == ["trainee_03"]
    done = school.workbook("remark", SMALL, "--only", "nobody", "--lang", "en")
    assert (done.returncode, done.stdout) == (2, "")
    assert "nobody" in done.stderr


# The law of a day


def test_the_law_of_a_day_changes_marks_and_is_on_record(school: School) -> None:
    report = remarked(school, "--law-on", OLD_LAW)
    assert report["by_kind"] == {"law": SIZE}
    assert report["changing"][0]["changes"][0]["kinds"] == ["law"]
    assert marks_of(school, "trainee_00")[-1]["law_on"] is None
    assert remarked(school, "--law-on", OLD_LAW, "--write")["written"]
    assert (school.scores("trainee_00")[OWES], school.scores("trainee_01")[OWES]) == (2.0, 1.0)
    marks = marks_of(school, "trainee_00")
    assert [(mark["law_on"], mark["same"]) for mark in marks] == [(None, True), (OLD_LAW, True)]
    page = json.dumps(notebook_of(school, "trainee_00"), ensure_ascii=False)
    assert "法律按2020年12月31日的样子适用" in page
    assert remarked(school)["by_kind"] == {"law": SIZE}
    assert remarked(school, "--law-on", OLD_LAW)["changing"] == []


def test_a_day_before_the_rules_begin_is_wrong_use(marked: School) -> None:
    done = marked.workbook("remark", SMALL, "--law-on", "2010-01-01")
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert "2017" in done.stderr


# Writing


def test_what_is_written_is_what_a_marking_would_write_and_marks_by_hand_stay(school: School, tmp_path: Path) -> None:
    change_the_case(school)
    by_hand = "update grade set manual_score = 1.5, extra_credit = 0.5, needs_manual_grade = 0"
    school.sql(by_hand)
    school.sql("update comment set manual_comment = 'well argued'")
    other = school.copy(tmp_path / "other")
    report = remarked(school, "--write")
    assert {change["manual"] for one in report["changing"] for change in one["changes"]} == {1.5}
    assert other.mark("--force").returncode == 0
    assert school.grades() == other.grades()
    assert {grade[1:] for grade in school.grades().values()} == {(1.5, 0.5, False)}
    assert school.sql("select distinct manual_comment from comment") == [("well argued",)]
    for number in range(SIZE):
        assert school.is_whole(f"trainee_{number:02}")
        assert notebook_of(school, f"trainee_{number:02}") == notebook_of(other, f"trainee_{number:02}")
    assert [(mark["way"], mark["same"]) for mark in marks_of(school, "trainee_00")] == [
        ("mark", True),
        ("remark", True),
    ]
    assert remarked(school)["changing"] == []
    assert json.loads(school.mark().stdout)["marked"] == []


def test_feedback_that_is_out_of_date_is_told_with_the_command_that_renews_it(school: School) -> None:
    assert json.loads(school.mark("--feedback").stdout)["feedback"]
    change_the_case(school)
    done = school.workbook("remark", SMALL, "--write", "--lang", "en")
    assert f"nbgrader generate_feedback {SMALL} --force" in done.stdout


def test_answers_handed_in_since_are_left_for_the_next_marking(school: School) -> None:
    change_the_case(school)
    school.hand_in("trainee_00", record({**RIGHT, OWES: "none"}, "trainee_00"), stamp="2026-11-23 12:00:00 UTC")
    report = remarked(school, "--write")
    assert report["handed_in_since"] == ["trainee_00"]
    assert school.scores("trainee_00")[OWES] == 2.0
    assert [one["student"] for one in json.loads(school.mark().stdout)["marked"]] == ["trainee_00"]
    assert school.scores("trainee_00")[OWES] == 0.0


def test_where_the_autograded_folder_is_gone_the_kept_answers_are_marked(school: School) -> None:
    change_the_case(school)
    shutil.rmtree(school.autograded("trainee_00"))
    shutil.rmtree(school.root / "submitted" / "trainee_00")
    stamps = school.sql("select student_id, timestamp from submitted_assignment order by 1")
    assert len(remarked(school, "--write")["marked"]) == SIZE
    assert school.scores("trainee_00")[OWES] == 2.0
    assert (school.autograded("trainee_00") / "answers.json").read_bytes().startswith(b'{"format"')
    assert school.sql("select student_id, timestamp from submitted_assignment order by 1") == stamps
    shutil.rmtree(school.autograded("trainee_01"))
    school.sql("delete from workbook_kept where kind = 'answers'")
    assert remarked(school, status=1)["lost"] == ["trainee_01"]


def test_what_a_mark_of_nbgrader_with_a_kernel_rested_on_is_not_known(school: School) -> None:
    school.hand_in("stock", record(RIGHT, "stock"))
    assert school.stock("--student", "stock").returncode == 0
    change_the_case(school)
    report = remarked(school)
    assert report["by_kind"] == {"unknown": 1, "case": SIZE}
    stock = next(one for one in report["changing"] if one["student"] == "stock")
    assert {change["question"] for change in stock["changes"]} == {OWES, STATE}
    assert "keeps nothing" in stock["changes"][0]["says"][0]


def test_points_that_others_changed_are_told_as_such_and_put_right(school: School) -> None:
    school.sql("update grade set auto_score = 0.25 where auto_score = 1")
    report = remarked(school, "--write")
    assert report["by_kind"] == {"others": SIZE // 2}
    assert school.scores("trainee_00")[OWES] == 1.0


@pytest.mark.parametrize("moment", MOMENTS.values(), ids=MOMENTS)
def test_a_second_run_finishes_what_a_killed_one_left(school: School, tmp_path: Path, moment: str) -> None:
    change_the_case(school)
    undisturbed = school.copy(tmp_path / "undisturbed")
    assert len(remarked(undisturbed, "--write")["changing"]) == SIZE
    killed = school.workbook("remark", SMALL, "--write", before=f"{DIE}\n{moment}")
    assert killed.returncode == -9, killed.stderr
    check_no_mark_is_half_written(school)
    assert len(remarked(school, "--write")["marked"]) == SIZE
    assert school.grades() == undisturbed.grades()
    for number in range(SIZE):
        name = f"trainee_{number:02}"
        assert school.is_whole(name)
        assert notebook_of(school, name) == notebook_of(undisturbed, name)
        assert len(marks_of(school, name)) == 2
    assert [file.name for file in (school.root / "autograded").rglob(".*")] == []


def check_no_mark_is_half_written(school: School) -> None:
    """The newest mark on record is what stands in the gradebook."""
    assert school.sql("pragma integrity_check") == [("ok",)]
    newest = dict(school.sql("select student, points from workbook_mark order by number"))
    for student, points in newest.items():
        assert json.loads(points) == school.scores(student)
        assert set(json.loads(points)) == set(AUTOMATIC)


def test_no_release_and_no_folder_of_a_trainee_gets_anything_of_what_is_kept(school: School) -> None:
    handed_out = {file: file.read_bytes() for file in (school.root / "release").rglob("*") if file.is_file()}
    change_the_case(school)
    remarked(school, "--write")
    assert {file: file.read_bytes() for file in (school.root / "release").rglob("*") if file.is_file()} == handed_out
    for place in ("autograded", "submitted", "release"):
        names = {file.name for file in (school.root / place).rglob("*") if file.is_file()}
        assert names <= {f"{SMALL}.ipynb", "answers.json", "sheet.json", "timestamp.txt"}
