"""What somebody sees who has just started the workbook."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

MENU = {"zh": "文件", "en": "File"}
INSTRUCTORS_ONLY = ("Formgrader", "Create assignment")


def commands_of_nbgrader(page: Page) -> str:
    """What nbgrader's menu offers."""
    page.get_by_role("menuitem", name="Nbgrader").click()
    menu = page.locator(".lm-Menu").last
    expect(menu).to_be_visible()
    return menu.inner_text()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_trainee_is_greeted_by_the_list_of_lessons(
    language: str, page: Page, lab: Callable[..., Any], screenshot: Callable[[Page, str], None]
) -> None:
    loud: list[str] = []
    page.on("pageerror", lambda error: loud.append(str(error)))
    page.goto(lab(language).address)
    expect(page.locator(".lm-DockPanel-tabBar .lm-TabBar-tab")).to_have_count(1)
    expect(page.locator(".lm-DockPanel-tabBar .lm-TabBar-tab")).to_have_text("lessons.ipynb")
    expect(page.get_by_role("menuitem", name=MENU[language], exact=True)).to_be_visible()
    expect(page.locator(".jp-FileBrowser .jp-DirListing-item", has_text="lessons.ipynb")).to_be_visible()
    expect(page.locator(".workbook-cell .jp-OutputArea-output")).to_have_count(1)
    page.wait_for_timeout(2000)
    screenshot(page, "greeting")
    assert page.locator(".Toastify__toast, .jp-Dialog, .jp-LauncherCard").count() == 0
    offered = commands_of_nbgrader(page)
    assert "Assignment List" in offered
    assert not [name for name in INSTRUCTORS_ONLY if name in offered]
    assert loud == []


def test_an_empty_page_shows_the_lessons_again(page: Page, lab: Callable[..., Any]) -> None:
    page.goto(lab("zh").address)
    tab = page.locator(".lm-DockPanel-tabBar .lm-TabBar-tab", has_text="lessons.ipynb")
    notebook = page.locator(".jp-NotebookPanel")
    expect(page.locator(".workbook-cell .jp-OutputArea-output")).to_have_count(1)
    page.wait_for_timeout(2000)
    first = notebook.get_attribute("id")
    tab.locator(".lm-TabBar-tabCloseIcon").click()
    expect(page.locator(f"#{first}")).to_have_count(0)
    expect(notebook).to_have_count(1)


def test_an_instructor_has_all_of_nbgrader(
    page: Page, lab: Callable[..., Any], screenshot: Callable[[Page, str], None]
) -> None:
    page.goto(lab("zh", instructor=True).address)
    expect(page.get_by_role("menuitem", name=MENU["zh"], exact=True)).to_be_visible()
    offered = commands_of_nbgrader(page)
    screenshot(page, "instructor")
    assert not [name for name in (*INSTRUCTORS_ONLY, "Assignment List") if name not in offered]
    assert page.locator(".Toastify__toast, .jp-Dialog").count() == 0
