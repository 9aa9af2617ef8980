"""`workbook audit`: every mark comes out again, by rules since changed too, or it is said what is missing."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest

from autograder.words import LANGUAGES
from tests.school import AUTOMATIC, OWES, RIGHT, ROOT, SMALL, SMALL_COURSE, School, cell_name, record, released_school

pytestmark = pytest.mark.slow

RULE = Path("autograder", "rules", "guarantee.py")
GENERAL, JOINT = "concludes=Liability.GUARANTEE_GENERAL", "concludes=Liability.GUARANTEE_JOINT"
SILENCE = "def silence_means_general"


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    """A marked class: one half right, one all right, one without answers, one with damaged ones."""
    home = tmp_path_factory.mktemp("marked")
    cases = Path(shutil.copytree(SMALL_COURSE, home / "cases"))
    with released_school(home, cases=cases) as school:
        school.hand_in_class(2)
        school.hand_in("nothing", None)
        school.hand_in("cut", record(RIGHT, "cut")[:100])
        school.mark()
        yield school


@pytest.fixture
def school(marked: School, tmp_path: Path) -> School:
    return marked.copy(tmp_path / "course")


def audited(school: School, student: str, status: int = 0) -> Any:
    done = school.workbook("audit", student, SMALL, "--json", "--lang", "en")
    assert done.returncode == status, done.stderr + done.stdout
    return json.loads(done.stdout)


# By the present rules


@pytest.mark.parametrize("student", ["trainee_00", "trainee_01", "nothing", "cut"])
def test_a_mark_comes_out_again_as_it_was_given(marked: School, student: str) -> None:
    found = audited(marked, student)
    (mark,) = found["marks"]
    assert mark["same"]
    assert mark["reproduced"] == mark["points"] == marked.scores(student)
    assert (mark["way"], mark["without"]) == ("mark", "missing" if student == "nothing" else None)
    assert set(mark["cases"]) == {"han_mei_note", "wu_tao_calls"}


def test_an_audit_writes_nothing(marked: School) -> None:
    before = {file: file.read_bytes() for file in marked.root.rglob("*") if file.is_file()}
    audited(marked, "trainee_00")
    assert {file: file.read_bytes() for file in marked.root.rglob("*") if file.is_file()} == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_people_read_every_mark_in_their_language(marked: School, language: str) -> None:
    told = marked.workbook("audit", "trainee_00", SMALL, "--lang", language).stdout
    assert {"zh": "结果相同", "en": "the same result"}[language] in told
    assert all(question in told for question in AUTOMATIC)
    assert "audit." not in told


def test_a_mark_of_nbgrader_without_a_kernel_is_kept_like_one_of_workbook_mark(school: School) -> None:
    school.hand_in("late", record(RIGHT, "late"))
    assert school.autograde().returncode == 0
    (mark,) = audited(school, "late")["marks"]
    assert (mark["way"], mark["same"]) == ("nbgrader", True)


def test_every_mark_stays_on_record_and_one_that_changes_nothing_is_no_new_one(school: School) -> None:
    school.mark("--force")
    assert len(audited(school, "trainee_00")["marks"]) == 1
    school.hand_in("trainee_00", record(RIGHT, "trainee_00"), stamp="2026-11-22 12:03:07.000000 UTC")
    school.mark()
    first, second = audited(school, "trainee_00")["marks"]
    assert (first["points"][OWES], second["points"][OWES]) == (1.0, 2.0)
    assert first["answers"] != second["answers"]
    assert (first["same"], second["same"]) == (True, True)


def test_a_mark_is_reproduced_by_the_case_of_then(school: School, tmp_path: Path) -> None:
    cases = Path(shutil.copytree(SMALL_COURSE, tmp_path / "other_cases"))
    file = cases / "han_mei_note" / "case.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('type_words = "none"', 'type_words = "express_joint"'))
    other = attrs.evolve(school, environment=school.environment | {"WORKBOOK_CASES": str(cases)})
    assert audited(other, "trainee_00")["marks"][0]["same"]


# What is missing


def test_without_a_history_it_is_said_that_nothing_was_kept(school: School) -> None:
    school.hand_in("stock", record(RIGHT, "stock"))
    assert school.stock("--student", "stock").returncode == 0
    done = school.workbook("audit", "stock", SMALL, "--lang", "en")
    assert done.returncode == 1
    assert "nbgrader autograde with a kernel keeps nothing" in done.stdout
    assert f"{OWES}: automatic 2" in done.stdout.replace(cell_name(OWES), OWES)


@pytest.mark.parametrize("table", ["workbook_kept", "workbook_basis", "workbook_mark"])
def test_a_table_that_is_gone_is_told_and_made_again_by_the_next_marking(school: School, table: str) -> None:
    school.sql(f"drop table {table}")
    done = school.workbook("audit", "trainee_00", SMALL, "--lang", "en")
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert table in done.stdout
    assert school.workbook("remark", SMALL, "--write").returncode == 0
    assert [mark["same"] for mark in audited(school, "trainee_00")["marks"]] == [True]


@pytest.mark.parametrize("kind", ["answers", "case", "sheet"])
def test_a_damaged_piece_is_named(school: School, kind: str) -> None:
    school.sql("update workbook_kept set packed = x'00' where kind = ?", kind)
    (mark,) = audited(school, "trainee_00", 1)["marks"]
    assert mark["reproduced"] is None
    assert "is damaged" in mark["missing"]
    school.sql("delete from workbook_kept where kind = ?", kind)
    assert "not in the gradebook any more" in audited(school, "trainee_00", 1)["marks"][0]["missing"]


def test_a_damaged_basis_and_damaged_points_are_told(school: School) -> None:
    school.sql("update workbook_mark set points = '[' where student = 'trainee_00'")
    assert not audited(school, "trainee_00", 1)["marks"][0]["same"]
    school.sql("update workbook_basis set told = '{}'")
    assert "the basis of this marking" in audited(school, "trainee_01", 1)["marks"][0]["missing"]


# What stands now


def test_what_others_changed_since_is_named_and_marks_by_hand_are_no_difference(school: School) -> None:
    school.sql("update grade set manual_score = 0.5")
    found = audited(school, "trainee_01")
    assert found["now"]["grades"][cell_name(OWES)] == {"auto": 2.0, "manual": 0.5, "extra": None}
    school.sql("update grade set auto_score = 1.25 where auto_score = 3")
    found = audited(school, "trainee_01", 1)
    assert len(found["changed_since"]) == 1
    told = school.workbook("audit", "trainee_01", SMALL, "--lang", "en").stdout
    assert "now has 1.25 automatic points, while 3 were stored last" in told


def test_wrong_names_are_wrong_use(school: School) -> None:
    for arguments in (("nobody", SMALL), ("trainee_00", "nothing_like_it")):
        done = school.workbook("audit", *arguments, "--lang", "en")
        assert (done.returncode, done.stdout) == (2, "")
        assert arguments[0] in done.stderr or arguments[1] in done.stderr


# By older rules


def git(folder: Path, *arguments: str) -> str:
    names = {f"GIT_{who}_{what}": "tester@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    done = subprocess.run(
        ["git", "-C", str(folder), *arguments], check=True, capture_output=True, text=True, env=os.environ | names
    )
    return done.stdout.strip()


def commit(repository: Path) -> None:
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "rules")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository of this package as it stands, in one commit."""
    repository = tmp_path / "repository"
    for package in ("autograder", "course"):
        ignored = shutil.ignore_patterns("__pycache__", "cases", "assignments", "lessons", "labextension")
        shutil.copytree(ROOT / package, repository / package, ignore=ignored)
    git(tmp_path, "init", "-q", str(repository))
    commit(repository)
    return repository


def change_a_rule(repository: Path) -> None:
    """Silence about the kind of a guarantee means joint liability from now on."""
    file = repository / RULE
    text = file.read_text(encoding="utf-8")
    before, after = text.split(SILENCE)
    rule = before.rindex(GENERAL)
    file.write_text(before[:rule] + JOINT + before[rule + len(GENERAL) :] + SILENCE + after, encoding="utf-8")


@pytest.fixture
def in_repository(school: School, repository: Path) -> School:
    """The class marked again by the rules as the repository has them."""
    other = attrs.evolve(school, environment=school.environment | {"PYTHONPATH": python_path(repository)})
    assert other.mark("--force").returncode == 1
    return other


def python_path(repository: Path) -> str:
    return os.pathsep.join([str(repository), *filter(None, [os.environ.get("PYTHONPATH")])])


def test_a_mark_comes_out_again_by_the_rules_of_then_after_they_changed(
    in_repository: School, repository: Path
) -> None:
    change_a_rule(repository)
    commit(repository)
    mark = audited(in_repository, "trainee_00")["marks"][-1]
    assert (mark["same"], mark["by_older_rules"], mark["rules"]["clean"]) == (True, True, True)
    done = in_repository.workbook("remark", SMALL, "--json", "--write", "--lang", "en")
    changing = json.loads(done.stdout)["changing"]
    assert {one["student"] for one in changing} == {"trainee_00", "trainee_01"}
    change = next(one for one in changing[0]["changes"] if one["question"] == OWES)
    assert (change["before"], change["now"], change["kinds"]) == (1.0, 2.0, ["rule"])
    assert change["right"] == [["guarantee_general"], ["guarantee_joint"]]
    assert any("GUA-07" in line for line in change["says"])
    marks = audited(in_repository, "trainee_00")["marks"]
    assert [mark["by_older_rules"] for mark in marks[-2:]] == [True, False]


def test_rules_that_were_committed_only_after_they_marked_are_found(in_repository: School, repository: Path) -> None:
    change_a_rule(repository)
    assert in_repository.workbook("remark", SMALL, "--write").returncode == 0
    commit(repository)
    git(repository, "revert", "--no-edit", "HEAD")
    marks = audited(in_repository, "trainee_00")["marks"]
    assert [(mark["rules"]["clean"], mark["by_older_rules"]) for mark in marks[-2:]] == [(True, False), (False, True)]


def test_rules_that_were_never_committed_or_are_gone_are_told(in_repository: School, repository: Path) -> None:
    change_a_rule(repository)
    assert in_repository.workbook("remark", SMALL, "--write").returncode == 0
    git(repository, "checkout", "-q", ".")
    found = audited(in_repository, "trainee_01", 1)["marks"]
    assert [mark["same"] for mark in found[-2:]] == [True, False]
    assert "uncommitted changes" in found[-1]["missing"]
    change_a_rule(repository)
    shutil.rmtree(repository / ".git")
    found = audited(in_repository, "trainee_01", 1)["marks"]
    assert [mark["same"] for mark in found[-2:]] == [False, True]
    assert "the repository has no commit" in found[-2]["missing"]


def test_a_commit_that_no_branch_has_any_more_is_never_run(in_repository: School, repository: Path) -> None:
    change_a_rule(repository)
    git(repository, "checkout", "-q", "--orphan", "other")
    commit(repository)
    for branch in git(repository, "branch", "--format=%(refname:short)").splitlines():
        if branch != "other":
            git(repository, "branch", "-qD", branch)
    found = audited(in_repository, "trainee_00", 1)["marks"]
    missing = found[-1]["missing"]
    assert "on any branch" in missing
