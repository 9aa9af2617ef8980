"""The class report in a real browser: axe has nothing to say, nothing is fetched, a phone can show it."""

from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from autograder.nbgrader_glue.report.analysis import analysed
from autograder.nbgrader_glue.report.class_data import read_class
from autograder.nbgrader_glue.report.page import page as report_page
from tests.report.classroom import SMALL_COURSE, open_classroom, simulated_answers

pytestmark = pytest.mark.browser


@pytest.fixture
def report_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The report on a class of thirty, in both languages: `<folder>/<language>.html`."""
    monkeypatch.setenv("WORKBOOK_CASES", str(SMALL_COURSE))
    root = tmp_path / "room"
    root.mkdir()
    room = open_classroom(root, "90_small")
    for place, answers in enumerate(simulated_answers(room.sheet, 30)):
        room.hand_in(f"s{place:03d}", answers)
    found = analysed(read_class(root, room.assignment))
    room.engine.dispose()
    for language in ("zh", "en"):
        text = report_page(found, language, date(2026, 11, 22))
        (tmp_path / f"{language}.html").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("language", ["zh", "en"])
def test_axe_finds_nothing_and_nothing_is_fetched(page: Page, report_file: Path, language: str) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto((report_file / f"{language}.html").as_uri())
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert [url for url in fetched if not url.startswith("file://")] == []
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]][:2]) for one in found] == []
