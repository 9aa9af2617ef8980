"""The answering form in a real browser: by keyboard, saved while typing, there again, accessible."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from autograder.assignments import find_assignment
from autograder.sheet import sheet_of

pytestmark = pytest.mark.browser

SMALL = Path(__file__).parents[1] / "small_course"
FORM, STATUS = ".workbook-form", ".workbook-form-status"
CELL = """import sys; sys.path[:] = [place for place in sys.path if place]
from course.assignment import case_form
case_form(1, "{language}")"""
CELLS = {language: CELL.format(language=language) for language in ("zh", "en")}


NOTEBOOKS = {f"{language}.ipynb": [{"cell_type": "code", "source": cell}] for language, cell in CELLS.items()}


def small_sheet() -> str:
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("WORKBOOK_CASES", str(SMALL))
        return json.dumps(sheet_of(find_assignment("90_small")))


@pytest.fixture(scope="module")
def running(lab: Callable[..., Any]) -> Any:
    return lab("zh", notebooks=NOTEBOOKS, files={"sheet.json": small_sheet()}, known=list(CELLS.values()))


def open_form(page: Page, running: Any, language: str = "zh") -> None:
    for session in running.rest("/api/sessions"):
        running.rest(f"/api/sessions/{session['id']}", "DELETE")
    page.goto(running.address_of(f"{language}.ipynb"))
    expect(page.locator(FORM)).to_have_count(1)


def saved(running: Any) -> dict[str, Any]:
    answers = json.loads((running.folder / "answers.json").read_text(encoding="utf-8"))["answers"]
    return {question: answer["value"] for question, answer in answers.items()}


def test_the_keyboard_answers_and_the_notebooks_shortcuts_stay_out(page: Page, running: Any) -> None:
    open_form(page, running)
    radios = page.locator(f"{FORM} input[type=radio]")
    radios.first.focus()
    page.keyboard.press("ArrowDown")
    expect(radios.nth(1)).to_be_checked()
    expect(page.locator(STATUS).first).to_have_attribute("data-state", "saved")
    for key in ("x", "d", "d"):
        page.keyboard.press(key)
    expect(radios.nth(1)).to_be_visible()
    assert radios.nth(1).get_attribute("value") in saved(running).values()


def test_typing_is_saved_in_a_pause_and_the_cursor_stays(page: Page, running: Any) -> None:
    open_form(page, running)
    reason = page.locator(f"{FORM} textarea")
    reason.fill("end")
    expect(page.locator(STATUS).last).to_have_attribute("data-state", "saved")
    reason.press("Control+Home")
    reason.press_sequentially("the ")
    expect(page.locator(STATUS).last).to_have_attribute("data-state", "saved")
    reason.press_sequentially("very ")
    expect(reason).to_have_value("the very end")
    expect(page.locator(STATUS).last).to_have_attribute("data-state", "saved")
    assert "the very end" in saved(running).values()


def test_saved_answers_are_there_again_in_the_other_language(page: Page, running: Any) -> None:
    open_form(page, running, "zh")
    page.locator(f"{FORM} input[type=radio]").nth(2).check()
    expect(page.locator(STATUS).first).to_have_attribute("data-state", "saved")
    open_form(page, running, "en")
    expect(page.locator(f"{FORM} input[type=radio]").nth(2)).to_be_checked()
    expect(page.locator(FORM)).to_have_attribute("lang", "en")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_axe_finds_nothing_serious(page: Page, running: Any, language: str) -> None:
    open_form(page, running, language)
    found = Axe().run(page, context=FORM).response["violations"]
    assert [(one["id"], one["impact"]) for one in found if one["impact"] in {"serious", "critical"}] == []
