"""The list of lessons with how far each is done, and the released assignments that lie beside them."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from IPython.display import HTML

from autograder.claim_questions import question_id
from autograder.words import Words
from course.building.prose import title_of
from course.lesson_parts.told import HOME, lesson_words
from course.widgets.panel_style import style


def contents(language: str, here: Path | None = None) -> HTML:
    """The list as seen from a folder (the notebook's own unless told).

    It is plain HTML and no widget, because JupyterLab opens only the relative links that it draws itself.
    """
    found, words = listed(language, here or Path.cwd()), lesson_words(language)
    sections = "".join(_section(kind, entries, words) for kind, entries in found.items())
    spoken = "zh-CN" if language == "zh" else "en"
    return HTML(
        f"<style>{style('lesson_list')}</style>"
        f'<nav class="workbook-panel workbook-lesson-list" lang="{spoken}" aria-label="{_text(words, "lessons")}">'
        f"{sections}</nav>"
    )


def listed(language: str, here: Path) -> dict[str, list[dict[str, Any]]]:
    """What is listed: `lessons` and `assignments`, each entry with title, href, answered, asked and progress."""
    return {"lessons": list(_lessons(here, language)), "assignments": list(_assignments(here, language))}


def _section(kind: str, entries: list[dict[str, Any]], words: Words) -> str:
    items = "".join(
        f'<li><a href="{entry["href"]}">{escape(entry["title"])}</a>'
        f'<progress max="{max(entry["asked"], 1)}" value="{entry["answered"]}" aria-hidden="true"></progress>'
        f"<span>{escape(entry['progress'])}</span></li>"
        for entry in entries
    )
    return f"<h3>{_text(words, kind)}</h3>" + (f"<ul>{items}</ul>" if items else f"<p>{_text(words, f'no_{kind}')}</p>")


def _text(words: Words, name: str) -> str:
    return escape(words(f"lesson.list.{name}"))


def _lessons(here: Path, language: str) -> Iterator[dict[str, Any]]:
    for folder in sorted((HOME / "lessons").iterdir()):
        words, parts = folder / f"lesson.{language}.md", folder / "parts.toml"
        if words.is_file() and parts.is_file():
            asked = _practice(tomllib.loads(parts.read_text(encoding="utf-8")))
            answered = _answered(here / f"{folder.name}.answers.json")
            title = title_of(words.read_text(encoding="utf-8").partition("\n")[2])
            yield _entry(title, f"{folder.name}.ipynb", len(asked & answered), len(asked), language)


def _assignments(here: Path, language: str) -> Iterator[dict[str, Any]]:
    for file in sorted(here.glob("*/sheet.json")):
        sheet = _json(file)
        name = file.parent.name
        if sheet is not None and (file.parent / f"{name}.ipynb").is_file():
            asked = {question["id"] for case in sheet["cases"] for question in case["questions"]}
            answered = _answered(file.parent / "answers.json")
            entry = f"{name}/{name}.ipynb"
            yield _entry(sheet["title"][language], entry, len(asked & answered), len(asked), language)


def _entry(title: str, file: str, answered: int, asked: int, language: str) -> dict[str, Any]:
    state = "new" if not answered else "done" if answered == asked else "begun"
    progress = lesson_words(language)(f"lesson.list.progress.{state}", answered=answered, asked=asked)
    return {"title": title, "href": quote(file), "answered": answered, "asked": asked, "progress": progress}


def _practice(parts: Mapping[str, Any]) -> set[str]:
    """The ids of a lesson's practice questions."""
    forms = [form for part in parts.values() for form in part.get("forms", ())]
    claims = {question_id(claim) for part in parts.values() for claim in part.get("claims", ())}
    return claims | {f"{form['case']}.{question}" for form in forms for question in form["questions"]}


def _answered(file: Path) -> set[str]:
    """Which questions an answer file holds; a file that is missing or damaged holds none that could be counted."""
    record = _json(file)
    answers = record.get("answers") if record is not None else None
    return set(answers) if isinstance(answers, dict) else set()


def _json(file: Path) -> dict[str, Any] | None:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None
