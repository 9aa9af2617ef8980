"""An assignment with a section of claims: stock nbgrader's way from generating to feedback, and marked as data."""

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from nbgrader.api import Gradebook

from autograder.command import workbook
from autograder.markable import find_question
from autograder.nbgrader_glue.releasing import release_assignment
from autograder.record import FORMAT
from autograder.words import LANGUAGES
from course.building.files import bring_up_to_date, differences
from course.building.plan import Kind, planned_files
from tests.school import stock_config

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
SMALL_COURSE = ROOT / "tests" / "small_course"
NAME = "91_claims"
CASES = {"wu_tao_calls.wu_tao_owes": "none", "wu_tao_calls.zhou_kai_owes": ["borrower_full"]}
WAYS = ("data", "bulk")
"""Folders beside the course in which the same class is marked without a kernel."""
WRONG, OUTDATED, CONDITIONAL, PRACTICE, RIGHT = (
    f"claims.{claim}" for claim in ("s2_09", "s4_16", "s0_15", "s0_14", "s3_04")
)
VERDICTS = {WRONG: "wrong", OUTDATED: "outdated", CONDITIONAL: "conditional", PRACTICE: "practice", RIGHT: "right"}
NEAR = {WRONG: "outdated", OUTDATED: "wrong", CONDITIONAL: "practice", PRACTICE: "conditional", RIGHT: "conditional"}
CLASS: dict[str, tuple[str, dict[str, Any], dict[str, float]]] = {
    "right": ("zh", {**CASES, **VERDICTS}, dict.fromkeys(VERDICTS, 1.0)),
    "near": ("en", {**CASES, **NEAR}, {WRONG: 0.5, OUTDATED: 0.5, CONDITIONAL: 0.25, PRACTICE: 0.0, RIGHT: 0.5}),
    "untouched": ("zh", {}, dict.fromkeys(VERDICTS, 0.0)),
    "malformed": ("en", {**CASES, **VERDICTS, WRONG: "perhaps"}, {**dict.fromkeys(VERDICTS, 1.0), WRONG: 0.0}),
}
"""Whoever handed in: the language, the answers, and what their claims earn."""


def record(trainee: str, language: str, answers: dict[str, Any]) -> str:
    entry = {"at": "2026-11-21T12:03:07+08:00", "revision": 1}
    head = {"format": FORMAT, "assignment": NAME, "trainee": trainee, "language": language}
    saved = {"revision": 1, "saved_at": "2026-11-21T12:03:07+08:00"}
    given = {question: {"value": value, **entry} for question, value in answers.items()}
    return json.dumps({**head, **saved, "answers": given}, ensure_ascii=False)


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A course folder with the assignment generated in both languages, handed in, autograded and told."""
    home = tmp_path_factory.mktemp("school")
    root = home / "course"
    root.mkdir()
    (root / "pyproject.toml").touch()
    stock_config(root)
    with pytest.MonkeyPatch.context() as patch:
        for kind in ("CONFIG", "DATA", "RUNTIME"):
            patch.setenv(f"JUPYTER_{kind}_DIR", str(home / "jupyter" / kind.lower()))
        patch.setenv("PATH", os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
        patch.setenv("WORKBOOK_CASES", str(SMALL_COURSE))
        patch.setattr("course.building.plan.assignment_names", lambda: (NAME,))
        planned = planned_files(root, Kind.ASSIGNMENTS)
        bring_up_to_date(planned, differences(planned, []))
        release_assignment(root, NAME)
        for trainee, (language, answers, _) in CLASS.items():
            folder = root / "submitted" / trainee / NAME
            shutil.copytree(root / "release" / language / NAME, folder)
            if answers:
                (folder / "answers.json").write_text(record(trainee, language, answers), encoding="utf-8")
        for way in WAYS:
            shutil.copytree(root, root.parent / way)
            shutil.copy(ROOT / "nbgrader_config.py", root.parent / way)
        nbgrader(root, "autograde")
        nbgrader(root, "generate_feedback")
        nbgrader(root.parent / "data", "autograde")
        patch.chdir(root.parent / "bulk")
        done = CliRunner().invoke(workbook, ["mark", NAME, "--json"])
        looked_at = [(one["student"], one["question"]) for one in json.loads(done.stdout)["look_at"]]
        assert looked_at == [("malformed", WRONG), ("untouched", None)]
        yield root


def nbgrader(root: Path, step: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", step, NAME], cwd=root, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("trainee", CLASS)
def test_the_gradebook_has_exactly_the_points_of_each_claim(graded: Path, trainee: str) -> None:
    _, _, earned = CLASS[trainee]
    with Gradebook(f"sqlite:///{graded / 'gradebook.db'}") as gradebook:
        for question, points in earned.items():
            grade = gradebook.find_grade(f"mark-{question.replace('.', '-')}", NAME, NAME, trainee)
            assert (grade.auto_score, grade.max_score, grade.needs_manual_grade) == (points, 1.0, False)


@pytest.mark.parametrize("way", WAYS)
def test_claims_marked_as_data_earn_what_they_earn_in_a_kernel(graded: Path, way: str) -> None:
    def grades(root: Path) -> list[Any]:
        with closing(sqlite3.connect(root / "gradebook.db")) as connection:
            return connection.execute(
                "select s.student_id, b.name, auto_score, manual_score, needs_manual_grade from grade g "
                "join base_cell b on b.id = g.cell_id join submitted_notebook n on n.id = g.notebook_id "
                "join submitted_assignment s on s.id = n.assignment_id order by 1, 2"
            ).fetchall()

    def pages(root: Path, trainee: str) -> list[str]:
        notebook = json.loads((root / "autograded" / trainee / NAME / f"{NAME}.ipynb").read_text(encoding="utf-8"))
        outputs = [
            output
            for cell in notebook["cells"]
            if cell["metadata"].get("nbgrader")
            for output in cell.get("outputs", [])
        ]
        return ["".join(output["data"].get("text/html", "")) for output in outputs if "data" in output]

    other = graded.parent / way
    assert len(grades(other)) == len(CLASS) * (len(VERDICTS) + len(CASES))
    assert grades(other) == grades(graded)
    for trainee in CLASS:
        assert pages(other, trainee) == pages(graded, trainee)


def test_cases_and_claims_add_up(graded: Path) -> None:
    with Gradebook(f"sqlite:///{graded / 'gradebook.db'}") as gradebook:
        scores = {trainee: gradebook.find_submission(NAME, trainee).score for trainee in CLASS}
        most = gradebook.find_assignment(NAME).max_score
    assert scores == {"right": most, "near": most - 5 + 1.75, "untouched": 0.0, "malformed": most - 1}


@pytest.mark.parametrize("trainee", ["right", "near", "untouched"])
def test_feedback_tells_each_claim_under_their_title_in_the_language_of_the_record(graded: Path, trainee: str) -> None:
    language, answers, _ = CLASS[trainee]
    html = (graded / "feedback" / trainee / NAME / f"{NAME}.html").read_text(encoding="utf-8")
    page = unescape(re.sub(r"(?s)<(style|script)\b.*?</\1>|<[^>]*>", "", html))
    assert {"zh": "网上的说法，法律怎么看", "en": "What the web says, and what the law says"}[language] in page
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WORKBOOK_CASES", str(SMALL_COURSE))
        for question in VERDICTS:
            for paragraph in find_question(question).feedback(answers.get(question), language).paragraphs:
                assert paragraph in page
    assert "points(" not in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_released_folder_holds_no_verdict_no_correction_and_no_rule(graded: Path, language: str) -> None:
    folder = graded / "release" / language / NAME
    assert sorted(file.name for file in folder.iterdir()) == [f"{NAME}.ipynb", "sheet.json"]
    text = "".join(file.read_text(encoding="utf-8") for file in folder.iterdir())
    assert "points(" not in text
    assert re.findall(r"\b[A-Z]{3}-\d\d\b", text) == []
    for question in VERDICTS:
        for spoken in LANGUAGES:
            told = find_question(question).feedback(None, spoken).paragraphs
            assert [paragraph for paragraph in told if paragraph in text] == []
