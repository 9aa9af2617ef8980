"""The decision table of a lesson: every rule of each day with its exceptions, and what another day does not have."""

from datetime import date
from typing import Any

import pytest

from autograder.lawbook import decision_table, label
from autograder.vocabulary import Question
from autograder.words import LANGUAGES, words_for
from course.lesson_parts.tables import scene, table

OLD: dict[str, Any] = {"day": date(2020, 12, 31), "name": "before_the_code"}
NOW: dict[str, Any] = {"day": date(2026, 5, 31), "name": "now"}


def rows(day: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The rows of one day by the label of their rule."""
    return {row["rule"]: row for result in day["results"] for row in result["rows"]}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("question", Question)
def test_each_day_has_the_rules_that_are_law_on_it_with_their_exceptions(question: Question, language: str) -> None:
    shown = scene(question.value, [OLD, NOW], language)
    for day, entry in zip(shown["days"], (OLD, NOW), strict=True):
        wanted = [row for section in decision_table(question, entry["day"]) for row in section.rows]
        assert list(rows(day)) == [label(row.card) for row in wanted]
        for row in wanted:
            told = rows(day)[label(row.card)]
            assert told["unless"] == [label(one) for one in row.exceptions]
            for one in (row.card, *row.exceptions):
                assert shown["rules"][label(one)] == words_for(language)(f"rules.{one.name}.sentence")


def test_what_only_one_of_the_days_has_is_marked_and_counted() -> None:
    old, now = scene("liability", [OLD, NOW], "zh")["days"]
    only = {rule for rule, row in {**rows(old), **rows(now)}.items() if row["only"]}
    assert only == set(rows(old)) ^ set(rows(now))
    assert {"GUA-04", "GUA-05"} <= only
    general = next(one for one in now["results"] if one["result"] == "一般保证")
    marked = sum(row["only"] for row in general["rows"])
    assert f"{len(general['rows'])}条规则，其中{marked}条另一天没有" == general["count"]
    borrower = next(one for one in now["results"] if not any(row["only"] for row in one["rows"]))
    assert borrower["count"] == f"{len(borrower['rows'])}条规则"


def test_one_day_alone_has_nothing_to_mark() -> None:
    (now,) = scene("liability", [NOW], "en")["days"]
    assert not any(row["only"] for row in rows(now).values())


def test_the_last_day_is_shown_first_and_the_table_names_its_dimension() -> None:
    widget = table("liability", [OLD, NOW], "en")
    assert widget.day == 1
    assert repr(widget) == "Decision table: liability for the debt"
    assert [day["label"][:16] for day in widget.scene["days"]] == ["31 December 2020", "31 May 2026, now"]
