"""The form as a value: what it tells those who listen, and what it keeps to itself."""

import re
from pathlib import Path
from typing import Any

import pytest

import course
from autograder.questions import QuestionKind
from autograder.words import LANGUAGES, words_for
from course.story import story_html
from course.widgets.form import CHECKED_ON_DEMAND, WORDS, Form, interface_words

SOURCE = (Path(course.__file__).parent / "widgets" / "form.js").read_text(encoding="utf-8")


def form(**traits: Any) -> Form:
    return Form(questions=[{"id": id, "kind": "one", "options": []} for id in ("a.one", "a.two")], **traits)


def test_nothing_is_preselected() -> None:
    assert form().values == {}


def test_a_changed_value_is_told_once_with_its_question() -> None:
    told: list[tuple[str, Any]] = []
    shown = form()
    shown.on_answer(lambda question, value: told.append((question, value)))
    shown.values = {"a.one": "none"}
    shown.values = {"a.one": "none", "a.two": ["x"]}
    shown.values = {"a.two": ["x"]}
    assert told == [("a.one", "none"), ("a.two", ["x"]), ("a.one", None)]


def test_values_of_questions_that_the_form_does_not_ask_are_not_told() -> None:
    told: list[str] = []
    shown = form()
    shown.on_answer(lambda question, _: told.append(question))
    shown.values = {"b.other": "none"}
    assert told == []


def test_values_shown_by_python_are_not_told_back() -> None:
    told: list[str] = []
    shown = form()
    shown.on_answer(lambda question, _: told.append(question))
    shown.show({"a.one": "none"})
    assert (shown.values, told) == ({"a.one": "none"}, [])


def test_a_status_names_the_value_it_speaks_of_and_never_repeats() -> None:
    shown = form()
    shown.show({"a.one": "none"})
    shown.say("a.one", "saved", "12:03:07")
    first = shown.status["a.one"]
    shown.say("a.one", "saved", "12:03:07")
    assert (first["state"], first["value"]) == ("saved", "none")
    assert shown.status["a.one"] != first


@pytest.mark.parametrize(
    "content",
    [{"ask": "check", "question": "b.x"}, {"ask": "run", "question": "a.one"}, {"ask": "check"}, "check", None],
)
def test_messages_that_the_form_does_not_know_are_ignored(content: Any) -> None:
    told: list[Any] = []
    shown = form()
    shown.on_ask(lambda *all: told.append(all))
    shown._handle_custom_msg(content, [])
    assert told == []
    shown._handle_custom_msg({"ask": "check", "question": "a.one"}, [])
    assert told == [("a.one", "check")]


def test_a_story_cannot_run_anything() -> None:
    hostile = "<script>x</script> <img src=x onerror=y> [link](javascript:x) ![p](http://host/p.png) **bold**"
    html = story_html(hostile)
    assert re.findall(r"<(\w+)", html) == ["p", "strong"]


def test_explanations_are_put_into_the_page_as_text() -> None:
    """The story, made safe by Python, is the one text that the script takes for HTML."""
    assert re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", SOURCE) == [
        "insertAdjacentHTML"
    ]
    assert "http" not in SOURCE


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_script_has_each_word_it_shows(language: str) -> None:
    wanted = set(re.findall(r"words\.(\w+)", SOURCE))
    assert wanted == set(interface_words(words_for(language, WORDS)))


def test_kinds_with_a_button_are_kinds_of_questions() -> None:
    assert {kind.value for kind in QuestionKind} > CHECKED_ON_DEMAND


def test_a_form_that_cannot_be_shown_says_what_to_do() -> None:
    assert "JupyterLab" in repr(form(heading="A", language="en"))
