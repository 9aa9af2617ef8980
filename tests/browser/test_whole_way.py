"""The whole way in a real browser: fetch, answer everything by clicking, reload, submit, collect, mark, feedback."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen
from playwright.sync_api import Locator, Page, expect

from autograder.answers import trainee_name
from autograder.assignments import find_assignment
from autograder.cases import CaseFile, find_case
from autograder.keys import key_of
from autograder.marking import mark
from autograder.questions import Asked, QuestionKind
from tests.browser.conftest import RunningLab

ROOT = Path(__file__).resolve().parents[2]
ASSIGNMENT = "01_who_owes"
PATIENCE = 240
REASON = {
    "zh": "只写了名字 <script>alert(1)</script>，没有答应还款。",
    "en": "A name alone <script>alert(1)</script> is no promise to pay.",
}

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@frozen
class Course:
    """An instructor's course with its own exchange, and the environment that nbgrader needs."""

    folder: Path
    environment: dict[str, str]

    def nbgrader(self, *arguments: str, at: Path | None = None) -> None:
        """Run nbgrader in the course, or at a trainee's folder with the same settings."""
        done = subprocess.run(
            [sys.executable, "-m", "nbgrader", *arguments],
            cwd=at or self.folder, env=self.environment, capture_output=True, text=True, timeout=PATIENCE, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"nbgrader {' '.join(arguments)}\n{done.stdout}\n{done.stderr}"


@pytest.fixture
def course(tmp_path: Path, language: str) -> Course:
    """A course made from this checkout, with the assignment released through its exchange."""
    folder = tmp_path / "course"
    folder.mkdir()
    shutil.copytree(ROOT / "source", folder / "source")
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    exchange = tmp_path / "exchange"
    exchange.mkdir(mode=0o777)
    exchange.chmod(0o777)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "IPYTHON"))}
    environment |= {
        "HOME": str(tmp_path / "home"),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "WORKBOOK_LANGUAGE": language,
        "WORKBOOK_EXCHANGE": str(exchange),
        "JUPYTER_CONFIG_PATH": str(folder),
    }
    (tmp_path / "home").mkdir()
    made = Course(folder, environment)
    made.nbgrader("generate_assignment", ASSIGNMENT)
    made.nbgrader("release_assignment", ASSIGNMENT)
    return made


def everything_asked() -> list[tuple[CaseFile, Asked]]:
    """Every question of the assignment in order."""
    files = [find_case(case) for case in find_assignment(ASSIGNMENT).cases]
    return [(file, asked) for file in files for asked in file.questions]


def planned_answer(number: int, file: CaseFile, asked: Asked, language: str) -> Any:
    """What to answer: mostly right, every fifth question as wrong as its options allow, so that marks differ."""
    if asked.kind is QuestionKind.REASON:
        return REASON[language]
    right = list(key_of(file, asked).expected)
    wrong = [option for option in asked.options if option not in right]
    if number % 5 == 4 and wrong:
        return wrong if asked.kind is QuestionKind.MANY else wrong[0]
    return right if asked.kind is QuestionKind.MANY else right[0]


def give(question: Locator, asked: Asked, answer: Any) -> None:
    """Answer one question as a person does, and wait for the form to say that it is saved."""
    if asked.kind in {QuestionKind.ONE, QuestionKind.MISSING_FACT, QuestionKind.MANY}:
        for value in answer if isinstance(answer, list) else [answer]:
            question.locator(f'input[value="{value}"]').check()
    else:
        field = question.locator("input, textarea").first
        field.fill(answer)
        field.blur()
    expect(question.locator(".workbook-form-status")).to_have_attribute("data-state", "saved")


def shows(question: Locator, asked: Asked, answer: Any) -> None:
    """The form shows this answer."""
    if asked.kind in {QuestionKind.ONE, QuestionKind.MISSING_FACT, QuestionKind.MANY}:
        chosen = set(answer if isinstance(answer, list) else [answer])
        for option in asked.options:
            box = expect(question.locator(f'input[value="{option}"]'))
            box.to_be_checked() if option in chosen else box.not_to_be_checked()
    else:
        expect(question.locator("input, textarea").first).to_have_value(answer)


def open_forms(page: Page, total: int) -> list[Locator]:
    """Scroll through the notebook until every form is there; all questions in order."""
    expect(page.locator(".workbook-form").first).to_be_visible()
    for _ in range(60):
        if page.locator(".workbook-form-question").count() >= total:
            break
        page.locator(".workbook-form").last.scroll_into_view_if_needed()
        page.mouse.wheel(0, 1200)
        page.wait_for_timeout(250)
    expect(page.locator(".workbook-form-question")).to_have_count(total)
    return page.locator(".workbook-form-question").all()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_marks_in_the_gradebook_are_those_of_the_answers_clicked(
    language: str,
    course: Course,
    lab: Callable[..., RunningLab],
    page: Page,
    screenshot: Callable[[Page, str], None],
) -> None:
    asked = everything_asked()
    answers = [planned_answer(number, *one, language) for number, one in enumerate(asked)]
    running = lab(language)
    course.nbgrader("fetch_assignment", ASSIGNMENT, at=running.folder)
    page.goto(running.address_of(f"{ASSIGNMENT}/{ASSIGNMENT}.ipynb"))

    questions = open_forms(page, len(asked))
    ids = page.evaluate("[...document.querySelectorAll('.workbook-form [id]')].map((node) => node.id)")
    assert len(ids) == len(set(ids))
    half = len(asked) // 2
    for question, (_, one), answer in zip(questions[:half], asked[:half], answers[:half], strict=True):
        give(question, one, answer)
    page.reload()
    questions = open_forms(page, len(asked))
    for question, (_, one), answer in zip(questions[:half], asked[:half], answers[:half], strict=True):
        shows(question, one, answer)
    screenshot(page, f"reloaded-{language}")
    for question, (_, one), answer in zip(questions[half:], asked[half:], answers[half:], strict=True):
        give(question, one, answer)
    summary = page.locator(".workbook-form-summary").last
    between = {"zh": "/", "en": " of "}[language]
    expect(summary).to_contain_text(f"{len(asked)}{between}{len(asked)}")
    receipt = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}", summary.inner_text())
    assert receipt, summary.inner_text()
    screenshot(page, f"answered-{language}")

    record = json.loads((running.folder / ASSIGNMENT / "answers.json").read_text(encoding="utf-8"))
    assert {key: entry["value"] for key, entry in record["answers"].items()} == {
        one.key: answer for (_, one), answer in zip(asked, answers, strict=True)
    }
    said = subprocess.run(
        [Path(sys.executable).parent / "workbook", "receipt", running.folder / ASSIGNMENT],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert receipt.group() in said.stdout

    course.nbgrader("submit", ASSIGNMENT, at=running.folder)
    course.nbgrader("collect", ASSIGNMENT)
    course.nbgrader("autograde", ASSIGNMENT)
    course.nbgrader("generate_feedback", ASSIGNMENT)

    expected = {
        one.key: mark(file, one, answer).points
        for (file, one), answer in zip(asked, answers, strict=True)
        if one.kind is not QuestionKind.REASON
    }
    assert points_in_gradebook(course) == expected
    assert 0 < sum(points or 0 for points in expected.values()) < sum(one.points for _, one in asked)

    feedback = course.folder / "feedback" / trainee_name() / ASSIGNMENT / f"{ASSIGNMENT}.html"
    page.goto(feedback.as_uri())
    screenshot(page, f"feedback-{language}")
    expect(page.locator("body")).to_contain_text({"zh": "正确的答案", "en": "right answer"}[language], ignore_case=True)
    assert "<script>alert(1)" not in feedback.read_text(encoding="utf-8")


def points_in_gradebook(course: Course) -> dict[str, float]:
    """What nbgrader wrote for every question that it marks itself."""
    rows = sqlite3.connect(course.folder / "gradebook.db").execute(
        "select base_cell.name, grade.auto_score from grade join base_cell on base_cell.id = grade.cell_id"
        " where base_cell.name like 'mark-%'"
    )
    ids = {f"mark-{one.key.replace('.', '-')}": one.key for _, one in everything_asked()}
    return {ids[name]: score for name, score in rows}
