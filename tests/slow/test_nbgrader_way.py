"""A small class the whole stock nbgrader way: generate, release, fetch, submit, collect, autograde, feedback.

One course folder is made once and graded once; every test looks at the result.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import attrs
import pytest
from nbgrader.api import Gradebook

from autograder.cases import find_case
from autograder.marking import feedback, mark
from autograder.nbgrader_glue.releasing import ReleaseFailed, release_assignment
from course.building.files import bring_up_to_date, differences
from course.building.plan import Kind, planned_files
from tests.school import stock_config

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
SMALL_COURSE = ROOT / "tests" / "small_course"
SMALL = "90_small"
COURSE = "credit-liability-workbook"
OWES, UNTIL, STATE, WHY = (f"han_mei_note.han_mei_{asks}" for asks in ("owes", "until", "state", "why"))
CONTACT, BORROWER = "wu_tao_calls.wu_tao_owes", "wu_tao_calls.zhou_kai_owes"
AUTOMATIC = (OWES, UNTIL, STATE, CONTACT, BORROWER)
RIGHT: dict[str, Any] = {
    OWES: "guarantee_general",
    UNTIL: "2024-09-12",
    STATE: ["period_running", "first_plea_available"],
}
RIGHT |= {CONTACT: "none", BORROWER: ["borrower_full"], WHY: "她写了保证书，没有写保证方式。"}
EVERYTHING = {**RIGHT, STATE: ["limitation_defence", "in_time", "period_running", "first_plea_available"]}
EVERYTHING |= {BORROWER: ["borrower_full", "joint_debtor_full", "guarantee_general", "none"]}
SCRIPT = "<script>alert('from a trainee')</script>"


def record(answers: dict[str, Any], trainee: str, language: str) -> bytes:
    entry = {"at": "2026-11-21T12:03:07+08:00", "revision": 1}
    data = {
        "format": "credit-liability-answers/1",
        "assignment": SMALL,
        "trainee": trainee,
        "language": language,
        "revision": 1,
        "saved_at": "2026-11-21T12:03:07+08:00",
        "answers": {question: {"value": value, **entry} for question, value in answers.items()},
    }
    return json.dumps(data, ensure_ascii=False).encode()


@attrs.frozen
class Trainee:
    """Somebody of the class: what they handed in, and which of their answers can be marked."""

    handed_in: bytes | None
    markable: dict[str, Any]
    language: str = "zh"
    change: Callable[[dict[str, Any]], None] = lambda notebook: None


def answered(name: str, answers: dict[str, Any], language: str = "zh", **other: Any) -> Trainee:
    return Trainee(record(answers, name, language), answers, language, **other)


def without_a_cell(notebook: dict[str, Any]) -> None:
    """A trainee deleted the test cell of a question."""
    gone = f"mark-{UNTIL.replace('.', '-')}"
    cells = notebook["cells"]
    notebook["cells"] = [cell for cell in cells if cell["metadata"].get("nbgrader", {}).get("grade_id") != gone]


def with_a_script(notebook: dict[str, Any]) -> None:
    notebook["cells"].append({"cell_type": "markdown", "id": "own", "metadata": {}, "source": SCRIPT})


CLASS = {
    "right": answered("right", RIGHT),
    "right_in_english": answered("right_in_english", RIGHT, "en"),
    "untouched": Trainee(None, {}),
    "ticks_everything": answered("ticks_everything", EVERYTHING),
    "half": answered("half", {OWES: "guarantee_joint", CONTACT: "none", STATE: ["period_running"]}),
    "cut_off": Trainee(record(RIGHT, "cut_off", "zh")[:200], {}),
    "wrong_type": Trainee(record({**RIGHT, OWES: 7}, "wrong_type", "zh"), {**RIGHT, OWES: None}),
    "unknown_question": Trainee(record({**RIGHT, "a.b": "none"}, "unknown_question", "zh"), RIGHT),
    "wrong_person": Trainee(record(RIGHT, "right", "zh"), {}),
    "fifty_megabytes": Trainee(b"[" + b"0," * 25_000_000 + b"0]", {}),
    "not_utf_8": Trainee(record(RIGHT, "not_utf_8", "zh").decode().encode("utf-16"), {}),
    "deleted_cell": answered("deleted_cell", RIGHT, change=without_a_cell),
    "script": answered("script", {**RIGHT, WHY: SCRIPT}, "en", change=with_a_script),
}
PLAINLY_REFUSED = ("cut_off", "wrong_person", "fifty_megabytes", "not_utf_8")


@attrs.frozen
class School:
    """A course folder, the trainees' own folder, and the environment of both."""

    root: Path
    home: Path
    environment: dict[str, str]

    def nbgrader(self, *arguments: str, cwd: Path | None = None, **environment: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "nbgrader", *arguments],
            cwd=cwd or self.root, env=self.environment | environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr

    def feedback(self, trainee: str) -> str:
        return (self.root / "feedback" / trainee / SMALL / f"{SMALL}.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    """A course with one small assignment, generated in both languages and released through the exchange."""
    home = tmp_path_factory.mktemp("school")
    root = home / "course"
    root.mkdir()
    (root / "pyproject.toml").touch()
    (home / "exchange").mkdir(mode=0o777)
    (home / "exchange").chmod(0o777)
    stock_config(root)
    places = {f"JUPYTER_{kind}_DIR": str(home / "jupyter" / kind.lower()) for kind in ("CONFIG", "DATA", "RUNTIME")}
    places["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = os.environ | places | {"WORKBOOK_EXCHANGE": str(home / "exchange")}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {**places, "WORKBOOK_CASES": str(SMALL_COURSE)}.items():
            patch.setenv(name, value)
        patch.setattr("course.building.plan.assignment_names", lambda: (SMALL,))
        planned = planned_files(root, Kind.ASSIGNMENTS)
        bring_up_to_date(planned, differences(planned, []))
        release_assignment(root, SMALL)
        school = School(root, home, environment)
        school.nbgrader("release_assignment", SMALL)
        yield school


@pytest.fixture(scope="module")
def graded(released: School) -> School:
    """The class has handed in, one through the exchange, and is autograded with feedback."""
    desk = released.home / "desk"
    desk.mkdir()
    shutil.copy(ROOT / "nbgrader_config.py", desk)
    released.nbgrader("fetch_assignment", SMALL, cwd=desk)
    assert sorted(file.name for file in (desk / SMALL).iterdir()) == [f"{SMALL}.ipynb", "sheet.json"]
    login = _login()
    (desk / SMALL / "answers.json").write_bytes(record(RIGHT, login, "zh"))
    released.nbgrader("submit", SMALL, cwd=desk)
    released.nbgrader("collect", SMALL)
    assert (released.root / "submitted" / login / SMALL / "answers.json").is_file()
    for name, trainee in CLASS.items():
        folder = released.root / "submitted" / name / SMALL
        shutil.copytree(released.root / "release" / trainee.language / SMALL, folder)
        if trainee.handed_in is not None:
            (folder / "answers.json").write_bytes(trainee.handed_in)
        notebook = json.loads((folder / f"{SMALL}.ipynb").read_text(encoding="utf-8"))
        trainee.change(notebook)
        (folder / f"{SMALL}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    released.nbgrader("autograde", SMALL, WORKBOOK_CASES=str(SMALL_COURSE))
    released.nbgrader("generate_feedback", SMALL, WORKBOOK_CASES=str(SMALL_COURSE))
    return released


def _login() -> str:
    from nbgrader.utils import get_username

    return str(get_username())


def read(html: str) -> str:
    """What a reader sees of a page."""
    return unescape(re.sub(r"(?s)<(style|script)\b.*?</\1>|<[^>]*>", "", html))


def earned(question: str, value: Any) -> float:
    case = find_case(question.split(".")[0])
    points = mark(case, next(asked for asked in case.questions if asked.key == question), value).points
    assert points is not None
    return points


@pytest.mark.parametrize("name", CLASS)
def test_the_gradebook_has_exactly_the_marks(graded: School, name: str) -> None:
    with Gradebook(f"sqlite:///{graded.root / 'gradebook.db'}") as gradebook:
        for question in AUTOMATIC:
            if (name, question) == ("deleted_cell", UNTIL):
                continue
            grade = gradebook.find_grade(f"mark-{question.replace('.', '-')}", SMALL, SMALL, name)
            assert grade.auto_score == earned(question, CLASS[name].markable.get(question))
            assert not grade.needs_manual_grade


def test_a_question_whose_cell_was_deleted_waits_for_a_person(graded: School) -> None:
    with Gradebook(f"sqlite:///{graded.root / 'gradebook.db'}") as gradebook:
        grade = gradebook.find_grade(f"mark-{UNTIL.replace('.', '-')}", SMALL, SMALL, "deleted_cell")
        assert grade.auto_score is None
        assert grade.needs_manual_grade


def test_what_came_through_the_exchange_is_marked_like_the_rest(graded: School) -> None:
    with Gradebook(f"sqlite:///{graded.root / 'gradebook.db'}") as gradebook:
        assert gradebook.find_submission(SMALL, _login()).score == sum(earned(one, RIGHT[one]) for one in AUTOMATIC)


@pytest.mark.parametrize("name", CLASS)
def test_a_reason_waits_for_a_person(graded: School, name: str) -> None:
    with Gradebook(f"sqlite:///{graded.root / 'gradebook.db'}") as gradebook:
        grade = gradebook.find_grade(f"reason-{WHY.replace('.', '-')}", SMALL, SMALL, name)
        assert grade.auto_score is None
        assert grade.needs_manual_grade


def test_both_languages_get_the_same_marks(graded: School) -> None:
    with Gradebook(f"sqlite:///{graded.root / 'gradebook.db'}") as gradebook:
        zh, en = (gradebook.find_submission(SMALL, name).score for name in ("right", "right_in_english"))
    assert zh == en == sum(earned(question, RIGHT[question]) for question in AUTOMATIC)


@pytest.mark.parametrize("name", ["half", "right_in_english", "untouched"])
def test_feedback_says_answer_right_answer_and_argument_in_the_language_of_the_record(
    graded: School, name: str
) -> None:
    trainee, html, case = CLASS[name], graded.feedback(name), find_case("han_mei_note")
    told = feedback(case, case.questions[0], trainee.markable.get(OWES), trainee.language)
    for words in (told.heading, *told.paragraphs, case.stories[trainee.language].title):
        assert words in read(html)
    assert "points(" not in read(html)


@pytest.mark.parametrize("name", PLAINLY_REFUSED)
def test_a_damaged_record_is_told_in_the_feedback_without_a_traceback(graded: School, name: str) -> None:
    html = graded.feedback(name)
    assert "Traceback" not in read(html)
    assert "SaidPlainly" not in read(html)
    sentences = re.findall(r'(?s)<div class="[^"]*output_error">\s*<pre>(.*?)</pre>', html)
    assert [sentence.strip().split("题")[0] for sentence in sentences] == ["第1", "第2", "第3", "第5", "第6"]
    assert all("不能用" in sentence for sentence in sentences)
    assert "MARK SCHEME" not in html


def test_no_text_of_a_trainee_runs_in_the_feedback(graded: School) -> None:
    html = graded.feedback("script")
    assert SCRIPT not in html
    assert "&lt;script&gt;" in html


def test_validating_lists_the_open_questions_in_words(released: School, tmp_path: Path) -> None:
    folder = tmp_path / SMALL
    shutil.copytree(released.root / "release" / "en" / SMALL, folder)
    (folder / "answers.json").write_bytes(record({OWES: "none"}, "somebody", "en"))
    said = released.nbgrader("validate", f"{SMALL}.ipynb", cwd=folder)
    assert [f"question {number} (" in said for number in range(1, 7)] == [False, True, True, True, True, True]
    assert "Not answered yet" in said
    assert "Traceback" not in said


def test_a_finished_assignment_passes_validation(released: School, tmp_path: Path) -> None:
    folder = tmp_path / SMALL
    shutil.copytree(released.root / "release" / "zh" / SMALL, folder)
    (folder / "answers.json").write_bytes(record(RIGHT, "somebody", "zh"))
    assert "passes all the tests" in released.nbgrader("validate", f"{SMALL}.ipynb", cwd=folder)


def released_files(root: Path) -> dict[str, bytes]:
    return {str(file.relative_to(root)): file.read_bytes() for file in root.glob("release/**/*") if file.is_file()}


def test_releasing_again_changes_no_byte(released: School) -> None:
    before = released_files(released.root)
    assert len(before) == 4
    release_assignment(released.root, SMALL)
    assert released_files(released.root) == before


def test_a_release_that_would_spoil_marked_submissions_is_refused_and_changes_nothing(graded: School) -> None:
    before = released_files(graded.root)
    for file in graded.root.glob(f"source/*/{SMALL}/{SMALL}.ipynb"):
        file.write_text(file.read_text(encoding="utf-8").replace("mark-wu_tao_calls-zhou_kai_owes", "mark-another"))
    with pytest.raises(ReleaseFailed) as failed:
        release_assignment(graded.root, SMALL)
    assert "Cannot add or remove cells" in failed.value.log
    assert released_files(graded.root) == before


def test_what_is_committed_in_release_is_what_nbgrader_makes_of_source(tmp_path: Path) -> None:
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    shutil.copytree(ROOT / "source", tmp_path / "source")
    names = sorted(folder.name for folder in (ROOT / "source" / "zh").iterdir())
    assert names
    for name in names:
        release_assignment(tmp_path, name)
    made = {file.relative_to(tmp_path): file.read_bytes() for file in tmp_path.glob("release/*/*/*")}
    committed = {file.relative_to(ROOT): file.read_bytes() for file in ROOT.glob("release/*/*/*")}
    assert made == committed
