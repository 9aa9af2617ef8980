"""The first lesson in a real browser: whole, moving, by keyboard, in both themes, and without a line of code."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

LESSON = "01_who_owes.ipynb"
PANELS = (".workbook-people-map", ".workbook-worked-case", ".workbook-case-pair", ".workbook-what-if")
WHAT_IF = ".workbook-what-if"


@pytest.fixture(scope="module")
def labs(lab: Callable[..., Any]) -> Callable[[str], Any]:
    started: dict[str, Any] = {}

    def of(language: str) -> Any:
        if language not in started:
            started[language] = lab(language)
        return started[language]

    return of


def open_lesson(page: Page, running: Any) -> None:
    """Open the lesson and scroll through it once, so that every part has been drawn."""
    page.goto(running.address_of(LESSON))
    expect(page.locator(PANELS[0])).to_be_visible()
    for _ in range(14):
        page.mouse.move(760, 500)
        page.mouse.wheel(0, 900)
        page.wait_for_timeout(300)
    for panel in PANELS:
        expect(page.locator(panel)).to_have_count(1)
    expect(page.locator(".workbook-form").last).to_be_attached()


def choose_theme(page: Page, running: Any, dark: bool) -> None:
    """Choose JupyterLab's theme, as its settings do, and wait until the page has it."""
    address, token = re.fullmatch(r"(http://[^/]+)/.*token=(\w+)", running.address).groups()  # type: ignore[union-attr]
    answer = page.request.put(
        f"{address}/lab/api/settings/@jupyterlab/apputils-extension:themes",
        headers={"Authorization": f"token {token}"},
        data={"raw": json.dumps({"theme": f"JupyterLab {'Dark' if dark else 'Light'}"})},
    )
    assert answer.ok, answer.text()


@pytest.mark.parametrize(("language", "width", "dark"), [("zh", 1280, False), ("en", 1920, True)])
def test_the_lesson_is_whole_accessible_and_shows_no_code(
    labs: Callable[[str], Any],
    page: Page,
    screenshot: Callable[[Page, str], None],
    language: str,
    width: int,
    dark: bool,
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    running = labs(language)
    choose_theme(page, running, dark)
    open_lesson(page, running)
    expect(page.locator("body")).to_have_attribute("data-jp-theme-light", str(not dark).lower())
    expect(page.locator(".jp-CodeCell .jp-InputArea:visible")).to_have_count(0)
    for part in (*PANELS, ".workbook-form"):
        page.locator(part).first.scroll_into_view_if_needed()
        screenshot(page, part.strip("."))
        found = Axe().run(page, context=part).response["violations"]
        assert [(part, one["id"]) for one in found if one["impact"] in {"serious", "critical"}] == []


def test_flipping_a_fact_by_keyboard_moves_the_outcome_and_its_reasons(labs: Callable[[str], Any], page: Page) -> None:
    open_lesson(page, labs("zh"))
    panel = page.locator(WHAT_IF)
    panel.scroll_into_view_if_needed()
    answers = panel.locator(".workbook-what-if-answers")
    expect(answers).not_to_be_empty()
    told = {answers.inner_text()}
    controls = panel.locator(".workbook-what-if-facts input[type=radio], .workbook-what-if-facts select")
    controls.first.focus()
    for _ in range(3):
        page.keyboard.press("ArrowDown")
        expect(answers).not_to_have_attribute("aria-busy", "true")
        page.wait_for_timeout(500)
        told.add(answers.inner_text())
    assert len(told) > 1
    for key in ("x", "d", "d"):
        page.keyboard.press(key)
    expect(panel).to_be_visible()


def test_a_practice_answer_is_explained_at_once(labs: Callable[[str], Any], page: Page) -> None:
    open_lesson(page, labs("zh"))
    question = page.locator(".workbook-form-question").first
    question.scroll_into_view_if_needed()
    question.locator("input[type=radio]").first.check()
    expect(question.locator(".workbook-form-feedback")).to_contain_text("《民法典》")


@pytest.mark.parametrize(
    ("language", "told"), [("zh", "法律依据：《民法典》"), ("en", "Authority: Civil Code")], ids=["zh", "en"]
)
def test_a_claim_is_judged_by_clicking_and_the_law_is_told_at_once(
    labs: Callable[[str], Any],
    page: Page,
    screenshot: Callable[[Page, str], None],
    language: str,
    told: str,
) -> None:
    open_lesson(page, labs(language))
    form = page.locator(".workbook-form").last
    form.scroll_into_view_if_needed()
    expect(form.locator(".workbook-form-question")).to_have_count(5)
    question = form.locator(".workbook-form-question").first
    expect(question.locator("input[type=radio]")).to_have_count(5)
    question.locator("input[value=conditional]").check()
    expect(question.locator(".workbook-form-feedback")).to_have_attribute("data-tone", "partly")
    expect(question.locator(".workbook-form-feedback")).to_contain_text(told)
    question.scroll_into_view_if_needed()
    screenshot(page, f"claims-{language}")
    found = Axe().run(page, context=".workbook-form").response["violations"]
    assert [one["id"] for one in found if one["impact"] in {"serious", "critical"}] == []
    question.locator("input[value=right]").check()
    expect(question.locator(".workbook-form-feedback")).to_have_attribute("data-tone", "right")
