"""A notebook of ours is ready when it is opened, and nothing else ever runs by itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

KNOWN = """import sys; sys.path[:] = [place for place in sys.path if place]
from pathlib import Path
import autograder, course, ipywidgets
Path("imported.txt").write_text("\\n".join([autograder.__file__, course.__file__, ipywidgets.__file__]))
radio = ipywidgets.RadioButtons(options=["甲", "乙", "丙"], value=None)
radio.observe(lambda change: Path("chosen.txt").write_text(change["new"], encoding="utf-8"), "value")
form = ipywidgets.VBox([radio])
form.add_class("workbook-form")
form  # ("zh")"""
NEAR_MISS = KNOWN.replace("imported.txt", "imported_too.txt")
FOREIGN = 'open("foreign.txt", "w").write("ran")'
MARK = 'open("mark.txt", "w").write("ran")'
HOSTILE = 'open("hostile.txt", "w").write("ran")'
RADIO = ".workbook-cell input[type=radio]"


def code(source: str, **metadata: Any) -> dict[str, Any]:
    return {"cell_type": "code", "source": source, "metadata": metadata}


def text(source: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "source": source}


NOTEBOOKS = {
    "lesson.ipynb": [
        text("# 第一课"),
        code(FOREIGN),
        code(KNOWN + " "),
        code(NEAR_MISS),
        code(KNOWN),
        code(MARK, tags=["workbook-mark"]),
    ],
    "foreign.ipynb": [text("# 别人的"), code(FOREIGN), code(MARK, tags=["workbook-mark"])],
}
SHADOWED = ("course.py", "autograder/__init__.py", "ipywidgets.py", "pathlib.py", "ipykernel_launcher.py")
FILES = dict.fromkeys(SHADOWED, HOSTILE)


@pytest.fixture(scope="module")
def opened(lab: Callable[..., Any]) -> Any:
    return lab("zh", notebooks=NOTEBOOKS, files=FILES, known=[KNOWN])


def open_notebook(page: Page, opened: Any) -> None:
    page.goto(opened.address_of("lesson.ipynb"))
    expect(page.locator(RADIO)).to_have_count(3)


def made(opened: Any) -> set[str]:
    return {file.name for file in opened.folder.glob("*.txt")}


def test_only_the_cell_that_is_exactly_ours_runs(
    page: Page, opened: Any, screenshot: Callable[[Page, str], None]
) -> None:
    open_notebook(page, opened)
    screenshot(page, "light")
    assert made(opened) - {"chosen.txt"} == {"imported.txt"}
    assert page.locator(".workbook-cell").count() == 1


def test_nothing_beside_the_notebook_is_imported(page: Page, opened: Any) -> None:
    open_notebook(page, opened)
    imported = (opened.folder / "imported.txt").read_text(encoding="utf-8").splitlines()
    assert len(imported) == 3
    assert not [place for place in imported if place.startswith(str(opened.folder))]
    assert "hostile.txt" not in made(opened)


def test_our_cell_shows_its_form_alone(page: Page, opened: Any) -> None:
    open_notebook(page, opened)
    ours = page.locator(".workbook-cell")
    for hidden in (".jp-Cell-inputWrapper", ".jp-OutputPrompt", ".jp-cell-toolbar", ".jp-Cell-outputCollapser"):
        for part in ours.locator(hidden).all():
            expect(part).to_be_hidden()
    expect(page.locator(".workbook-mark")).to_be_hidden()
    expect(page.locator(".cm-line", has_text="foreign.txt")).to_be_visible()


def test_the_page_is_one_column_in_the_middle(page: Page, opened: Any) -> None:
    page.set_viewport_size({"width": 1920, "height": 1080})
    open_notebook(page, opened)
    column, sheet = (page.locator(part).bounding_box() for part in (".workbook-cell", ".workbook-notebook"))
    assert column is not None
    assert sheet is not None
    assert column["width"] <= 1100
    middle = column["x"] + column["width"] / 2
    assert abs(middle - (sheet["x"] + sheet["width"] / 2)) < 16


def test_a_notebook_without_cells_of_ours_is_left_alone(page: Page, opened: Any) -> None:
    page.goto(opened.address_of("foreign.ipynb"))
    expect(page.locator(".cm-line", has_text="foreign.txt")).to_be_visible()
    expect(page.locator(".cm-line", has_text="mark.txt")).to_be_visible()
    page.wait_for_timeout(3000)
    assert not {"foreign.txt", "mark.txt"} & made(opened)
    assert page.locator(".workbook-notebook").count() == 0


def test_opening_asks_nobody_to_save(page: Page, opened: Any) -> None:
    before = (opened.folder / "lesson.ipynb").read_bytes()
    open_notebook(page, opened)
    page.locator(RADIO).nth(1).check()
    page.wait_for_timeout(1000)
    assert page.locator(".jp-mod-dirty").count() == 0
    page.locator(".lm-TabBar-tab", has_text="lesson.ipynb").locator(".lm-TabBar-tabCloseIcon").click()
    expect(page.locator(".workbook-notebook")).to_have_count(0)
    assert page.locator(".jp-Dialog").count() == 0
    assert (opened.folder / "lesson.ipynb").read_bytes() == before


def test_what_a_trainee_wrote_is_still_asked_about(page: Page, opened: Any) -> None:
    open_notebook(page, opened)
    page.get_by_role("heading", name="第一课").dblclick()
    page.locator(".jp-MarkdownCell .cm-content").click()
    page.keyboard.type("！")
    expect(page.locator(".jp-MarkdownCell .cm-content")).to_contain_text("！")
    page.locator(".lm-TabBar-tab", has_text="lesson.ipynb").locator(".lm-TabBar-tabCloseIcon").click()
    expect(page.locator(".jp-Dialog")).to_be_visible()


def test_after_a_reload_the_form_lives(page: Page, opened: Any) -> None:
    open_notebook(page, opened)
    page.reload()
    expect(page.locator(RADIO)).to_have_count(3)
    (opened.folder / "chosen.txt").unlink(missing_ok=True)
    page.locator(RADIO).nth(2).check()
    page.wait_for_timeout(1000)
    assert (opened.folder / "chosen.txt").read_text(encoding="utf-8") == "丙"


def test_keys_in_a_form_belong_to_the_form(page: Page, opened: Any) -> None:
    open_notebook(page, opened)
    cells = page.locator(".jp-Cell").count()
    page.locator(RADIO).nth(0).check()
    page.keyboard.press("ArrowDown")
    expect(page.locator(RADIO).nth(1)).to_be_checked()
    for key in ("d", "d", "x", "Shift+Enter"):
        page.keyboard.press(key)
    page.wait_for_timeout(500)
    assert page.locator(".jp-Cell").count() == cells


def test_a_list_that_is_not_understood_runs_nothing(page: Page, lab: Callable[..., Any]) -> None:
    other = lab("zh", notebooks=NOTEBOOKS, known=[KNOWN], known_format="something-else/1")
    page.goto(other.address_of("lesson.ipynb"))
    expect(page.locator(".cm-line", has_text="foreign.txt")).to_be_visible()
    page.wait_for_timeout(4000)
    assert made(other) == set()
    assert json.loads((other.folder / "lesson.ipynb").read_text(encoding="utf-8"))["cells"][1]["outputs"] == []
