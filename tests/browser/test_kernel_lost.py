"""A form whose kernel is gone looks dead, says why, and comes back with one click."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

WORDS = {"zh": "重新连接并恢复答案", "en": "Reconnect and restore answers"}
RADIO = ".workbook-cell input[type=radio]"
BANNER = ".workbook-banner"
DEAD = ".workbook-cell .jp-Cell-outputWrapper[inert]"


def form(language: str) -> str:
    """A cell that shows a form and puts what is chosen into a file."""
    return f"""import sys; sys.path[:] = [place for place in sys.path if place]
import os, ipywidgets
from pathlib import Path
Path("kernel.txt").write_text(str(os.getpid()))
radio = ipywidgets.RadioButtons(options=["A", "B", "C"], value=None)
radio.observe(lambda change: Path("chosen.txt").write_text(change["new"]), "value")
form = ipywidgets.VBox([radio])
form.add_class("workbook-form")
form  # "{language}")"""


@pytest.fixture(scope="module")
def running(lab: Callable[..., Any]) -> Any:
    notebooks = {f"{language}.ipynb": [{"cell_type": "code", "source": form(language)}] for language in WORDS}
    return lab("zh", notebooks=notebooks, known=[form(language) for language in WORDS])


def open_form(page: Page, running: Any, language: str = "zh") -> None:
    for session in running.rest("/api/sessions"):
        running.rest(f"/api/sessions/{session['id']}", "DELETE")
    page.goto(running.address_of(f"{language}.ipynb"))
    expect(page.locator(RADIO)).to_have_count(3)
    expect(page.locator(BANNER)).to_have_count(0)


def is_dead(page: Page, language: str = "zh") -> None:
    expect(page.locator(BANNER)).to_be_visible()
    expect(page.locator(DEAD)).to_have_count(1)
    assert page.locator(BANNER).get_attribute("role") == "alert"
    expect(page.get_by_role("button", name=WORDS[language])).to_be_enabled()


def reconnect(page: Page, language: str = "zh") -> None:
    page.get_by_role("button", name=WORDS[language]).click()


def is_alive(page: Page, running: Any) -> None:
    expect(page.locator(BANNER)).to_have_count(0)
    expect(page.locator(DEAD)).to_have_count(0)
    chosen = Path(running.folder) / "chosen.txt"
    chosen.unlink(missing_ok=True)
    page.locator(RADIO).nth(1).check()
    page.wait_for_timeout(1000)
    assert chosen.read_text(encoding="utf-8") == "B"


@pytest.mark.parametrize("language", list(WORDS))
def test_a_kernel_that_was_shut_down_is_brought_back(
    language: str, page: Page, running: Any, screenshot: Callable[[Page, str], None]
) -> None:
    open_form(page, running, language)
    running.rest(f"/api/kernels/{running.kernel()}", "DELETE")
    is_dead(page, language)
    screenshot(page, "dead")
    reconnect(page, language)
    is_alive(page, running)


def test_a_session_that_was_ended_is_brought_back(page: Page, running: Any) -> None:
    open_form(page, running)
    for session in running.rest("/api/sessions"):
        running.rest(f"/api/sessions/{session['id']}", "DELETE")
    is_dead(page)
    reconnect(page)
    is_alive(page, running)


def test_after_a_crash_nothing_runs_before_the_button_is_pressed(page: Page, running: Any) -> None:
    open_form(page, running)
    noted = Path(running.folder) / "kernel.txt"
    crashed = noted.read_text(encoding="utf-8")
    os.kill(int(crashed), getattr(signal, "SIGKILL", signal.SIGTERM))
    is_dead(page)
    page.wait_for_timeout(5000)
    assert noted.read_text(encoding="utf-8") == crashed
    expect(page.locator(".jp-Dialog")).to_have_count(0)
    is_dead(page)
    reconnect(page)
    is_alive(page, running)
    assert noted.read_text(encoding="utf-8") != crashed


def test_a_kernel_that_was_restarted_gets_its_forms_again(page: Page, running: Any) -> None:
    open_form(page, running)
    page.evaluate(
        """() => {
            window.banners = 0;
            const count = () => { window.banners += document.querySelectorAll('.workbook-banner').length; };
            new MutationObserver(count).observe(document.body, { childList: true, subtree: true });
        }"""
    )
    running.rest(f"/api/kernels/{running.kernel()}/restart", "POST")
    page.wait_for_function("window.banners > 0")
    is_alive(page, running)


def test_a_server_that_is_gone_is_named(page: Page, running: Any) -> None:
    open_form(page, running)
    running.stop()  # so this test is the last one
    is_dead(page)
    page.locator(".jp-Dialog button").first.click()  # JupyterLab's own words about the lost server
    reconnect(page)
    expect(page.locator(BANNER)).to_contain_text("仍然连不上工作台")
    expect(page.locator(DEAD)).to_have_count(1)
