"""Decision tables of the law of several days: results, the rules that give them, and the exceptions to each."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from autograder.lawbook import Row, Section, decision_table, label
from autograder.rule_words import also, law_behind, sentence
from autograder.vocabulary import Question
from autograder.words import Words
from course.lesson_parts.told import lesson_words
from course.widgets.decision_table import DecisionTable


def table(question: str, days: Sequence[Mapping[str, Any]], language: str) -> DecisionTable:
    """The widget for one dimension; each of the `days` has a `day` and a `name` under which its words stand.

    The last day is shown first.
    """
    return DecisionTable(scene=scene(question, days, language), day=len(days) - 1)


def scene(question: str, days: Sequence[Mapping[str, Any]], language: str) -> dict[str, Any]:
    """The table of every day, with the rules marked that not every day has; the sentence of each rule stands once."""
    words, asked = lesson_words(language), Question(question)
    tables = {entry["name"]: decision_table(asked, entry["day"]) for entry in days}
    always = set.intersection(*({row.card.name for row in _rows(one)} for one in tables.values()))
    rows = [row for one in tables.values() for row in _rows(one)]
    labels = ("choose", "when", "unless", "law", "none", "only")
    title = words("lesson.table.title", question=words(f"questions.{question}.name"))
    return {
        "language": language,
        "rules": {label(one): sentence(one, words) for row in rows for one in (row.card, *row.exceptions)},
        "days": [_day(entry, tables[entry["name"]], always, words) for entry in days],
        "words": {"title": title, **{name: words(f"lesson.table.{name}") for name in labels}},
    }


def _rows(sections: Sequence[Section]) -> list[Row]:
    return [row for section in sections for row in section.rows]


def _day(entry: Mapping[str, Any], sections: Sequence[Section], always: set[str], words: Words) -> dict[str, Any]:
    return {
        "label": words(f"lesson.table.days.{entry['name']}", day=entry["day"]),
        "shown": words("lesson.table.shown", day=entry["day"], results=len(sections), rules=len(_rows(sections))),
        "results": [_result(section, entry["day"], always, words) for section in sections],
    }


def _result(section: Section, on: date, always: set[str], words: Words) -> dict[str, Any]:
    code = f"{section.rows[0].card.question.value}.{section.code.value}"
    only = sum(row.card.name not in always for row in section.rows)
    key = "lesson.table.rules_only" if only else "lesson.table.rules"
    return {
        "result": words(f"{code}.label"),
        "meaning": words(f"{code}.meaning"),
        "count": words(key, count=len(section.rows), only=only),
        "rows": [_row(row, on, always, words) for row in section.rows],
    }


def _row(row: Row, on: date, always: set[str], words: Words) -> dict[str, Any]:
    return {
        "rule": label(row.card),
        "also": also(row.card, words),
        "law": law_behind(row.card, on, words),
        "unless": [label(one) for one in row.exceptions],
        "exceptions": words("lesson.table.exceptions", count=len(row.exceptions)),
        "only": row.card.name not in always,
    }
