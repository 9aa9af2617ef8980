"""A lesson's interactive parts: shown in both languages, an answer for every flip, a pair that differs in one fact."""

import json
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from autograder.assignments import assignment_names, find_assignment
from autograder.words import LANGUAGES
from course.lesson import KINDS, part, parts_of
from course.lesson_parts.contents import contents, listed
from course.lesson_parts.flips import Panel, shown, what_if
from course.lesson_parts.pair import case_pair, differences
from course.lesson_parts.told import HOME, course_case

LESSON = "01_who_owes"
NAMES = list(parts_of(LESSON))
PANELS = [Panel.read(table) for table in parts_of(LESSON)["what_if"]["panels"]]


def texts(value: Any) -> Iterator[str]:
    """Every text inside what a widget shows."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for entry in value.values():
            yield from texts(entry)
    elif isinstance(value, list):
        for entry in value:
            yield from texts(entry)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_every_part_shows_in_every_language(
    name: str, language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    widget = part(LESSON, name, language)

    assert widget.get_state()


def test_the_plan_and_the_descriptions_name_the_same_parts() -> None:
    plan: dict[str, Any] = {}
    exec((HOME / "lessons" / LESSON / "lesson.py").read_text(encoding="utf-8"), plan)

    planned = [one.name for one in plan["LESSON"].parts if hasattr(one, "name")]

    assert planned == NAMES
    assert {table["kind"] for table in parts_of(LESSON).values()} <= set(KINDS)


@pytest.mark.parametrize("name", [name for name in NAMES if name not in {"practice", "claims"}])
def test_chinese_and_english_say_different_words_of_the_same_things(name: str) -> None:
    zh, en = (part(LESSON, name, language) for language in LANGUAGES)

    assert len(list(texts(zh.scene))) == len(list(texts(en.scene))) > 10
    assert not any("\u4e00" <= sign <= "\u9fff" for text in texts(en.scene) for sign in text)
    assert set(zh.scene) == set(en.scene)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: panel.about)
def test_every_way_of_flipping_the_facts_has_an_answer_with_reasons(panel: Panel, language: str) -> None:
    for chosen in product(*(range(len(flip.values)) for flip in panel.facts)):
        told = shown(panel, chosen, language)

        assert [fact["chosen"] for fact in told["facts"]] == list(chosen)
        assert all(answer["outcome"] and answer["reasons"] for answer in told["answers"])


@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: panel.about)
def test_each_fact_offered_for_flipping_moves_something(panel: Panel) -> None:
    places = [range(len(flip.values)) for flip in panel.facts]
    outcomes = {
        chosen: tuple(answer["outcome"] for answer in shown(panel, chosen, "zh")["answers"])
        for chosen in product(*places)
    }

    for position in range(len(panel.facts)):
        by_rest: dict[tuple[int, ...], set[Any]] = {}
        for chosen, outcome in outcomes.items():
            by_rest.setdefault(chosen[:position] + chosen[position + 1 :], set()).add(outcome)
        assert any(len(seen) > 1 for seen in by_rest.values()), panel.facts[position].path


def test_flipping_a_fact_and_putting_it_back_shows_the_story_again() -> None:
    widget = what_if(parts_of(LESSON)["what_if"]["panels"], "zh")
    at_first = widget.shown["answers"]

    widget.flipped = {"person": 1, "chosen": [0, 1, 0, 0, 0], "turn": 1}
    flipped = widget.shown
    widget.flipped = {"person": 0, "chosen": [], "turn": 2}

    assert flipped["person"] == 1
    assert [answer["outcome"] for answer in flipped["answers"]] == ["连带责任保证", flipped["answers"][1]["before"]]
    assert [answer["moved"] for answer in flipped["answers"]] == [True, False]
    assert widget.shown["answers"] == at_first
    assert widget.shown["turn"] == 2


def test_the_pair_differs_in_exactly_one_fact() -> None:
    table = parts_of(LESSON)["case_pair"]
    first, second = (course_case(id).case for id in table["cases"])

    found = [(old[1], new[1]) for old, new in differences(first, second)]

    assert found == [("formed", "formed")]


def test_two_cases_that_differ_in_more_are_no_pair() -> None:
    with pytest.raises(ValueError, match="not in one"):
        case_pair(["du_heng_november", "cui_ying_page"], "du_heng", "loan1", "zh")


def test_the_pair_has_different_answers_on_liability_and_the_same_on_the_record() -> None:
    first, second = (one["answers"] for one in part(LESSON, "case_pair", "zh").scene["cases"])

    assert first[0]["outcome"] == "连带责任保证"
    assert second[0]["outcome"] == "一般保证"
    assert first[1]["outcome"] == second[1]["outcome"]


def test_the_list_counts_answered_practice_questions_and_finds_released_assignments(tmp_path: Path) -> None:
    answered = ("pei_lu_call.pei_lu_owes", "pei_lu_call.unknown", "claims.s0_19", "claims.s4_36")
    record = {"answers": {id: {"value": "none"} for id in answered}}
    (tmp_path / f"{LESSON}.answers.json").write_text(json.dumps(record), encoding="utf-8")
    released = tmp_path / "01_who_owes"
    released.mkdir()
    (released / "01_who_owes.ipynb").write_text("{}", encoding="utf-8")
    sheet = {"title": {"zh": "作业", "en": "Work"}, "cases": [{"questions": [{"id": "a.b"}, {"id": "a.c"}]}]}
    (released / "sheet.json").write_text(json.dumps(sheet), encoding="utf-8")

    found = listed("zh", tmp_path)

    lesson, assignment = found["lessons"][0], found["assignments"][0]
    assert (lesson["href"], lesson["answered"], lesson["asked"]) == (f"{LESSON}.ipynb", 2, 10)
    assert (assignment["href"], assignment["title"]) == ("01_who_owes/01_who_owes.ipynb", "作业")
    assert (assignment["answered"], assignment["asked"]) == (0, 2)


def test_a_damaged_answer_file_counts_as_nothing_answered(tmp_path: Path) -> None:
    (tmp_path / f"{LESSON}.answers.json").write_text("{", encoding="utf-8")

    assert listed("en", tmp_path)["lessons"][0]["answered"] == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_is_html_with_relative_links_and_nothing_that_runs(language: str, tmp_path: Path) -> None:
    page = contents(language, tmp_path).data

    assert f'href="{LESSON}.ipynb"' in page
    assert "<script" not in page
    assert "<progress" in page


def test_the_claims_of_a_lesson_are_none_that_an_assignment_asks() -> None:
    asked = {claim for name in assignment_names() for claim in find_assignment(name).claims}
    assert asked & set(parts_of(LESSON)["claims"]["claims"]) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_lesson_asks_its_claims_in_a_form_that_explains_at_once(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    form: Any = part(LESSON, "claims", language)
    asked = [question["id"] for question in form.questions]
    assert len(asked) == 5
    for question in asked:
        form.values = {**form.values, question: "right"}
        assert form.feedback[question]["paragraphs"]
    assert {told["tone"] for told in form.feedback.values()} == {"right", "partly", "wrong"}
