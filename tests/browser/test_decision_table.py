"""The decision table in a real browser: a day is chosen by keyboard, results unfold, axe has nothing to say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

PANEL = ".workbook-decision-table"


def open_table(page: Page, running: Any) -> Locator:
    """Open the lesson and scroll down to the table."""
    page.goto(running.address_of("01_who_owes.ipynb"))
    expect(page.locator(".workbook-people-map")).to_be_visible()
    panel = page.locator(PANEL)
    for _ in range(30):
        page.mouse.move(760, 500)
        page.mouse.wheel(0, 900)
        page.wait_for_timeout(300)
        if panel.count():
            break
    panel.scroll_into_view_if_needed()
    expect(panel).to_be_visible()
    return panel


def violations(page: Page) -> list[str]:
    found = Axe().run(page, context=PANEL).response["violations"]
    return [one["id"] for one in found if one["impact"] in {"serious", "critical"}]


@pytest.mark.parametrize(("language", "result"), [("zh", "一般保证"), ("en", "general guarantee")])
def test_another_day_shows_other_rules_and_everything_is_within_reach(
    lab: Callable[..., Any], page: Page, screenshot: Callable[[Page, str], None], language: str, result: str
) -> None:
    panel = open_table(page, lab(language))
    assert violations(page) == []
    folded = panel.locator(".workbook-decision-table-result", has_text=result).filter(
        has=page.get_by_text(result, exact=True)
    )
    folded.locator("summary").first.focus()
    page.keyboard.press("Enter")
    rules = folded.locator(".workbook-decision-table-rule")
    expect(rules.filter(has_text="GUA-04")).to_be_visible()
    folded.locator(".workbook-decision-table-unless summary").first.click()
    expect(folded.locator(".workbook-decision-table-unless li").first).to_be_visible()
    assert violations(page) == []
    screenshot(page, "now")

    panel.locator("input[type=radio]").nth(1).focus()
    page.keyboard.press("ArrowUp")
    expect(panel.get_by_role("status")).to_contain_text("2020")
    expect(rules.first).to_be_visible()
    expect(rules.filter(has_text="GUA-04")).to_have_count(0)
    assert violations(page) == []
    screenshot(page, "before")
