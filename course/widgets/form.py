"""The form: questions of one case as native controls, with a status and, in practice, an explanation under each."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from autograder.claim_questions import SECTION
from autograder.sheet import SheetCase, SheetQuestion
from autograder.words import Words, words_for

WORDS = Path(__file__).parents[1] / "words"
_HERE = Path(__file__).parent

CHECKED_ON_DEMAND = frozenset({"many", "amount", "reason"})
"""Kinds whose answers grow click by click or letter by letter; in practice a button says when they are whole."""

Asked = Callable[[str, Any], None]


class Form(anywidget.AnyWidget):
    """Several questions and what is answered to them.

    `values` maps question ids to what stands in the controls, as typed; a question without an answer is not in it.
    Whoever holds the form hears of changes through `on_answer`, of the buttons through `on_ask`, and answers with
    `say`, which shows a status: saving, saved or not_saved.
    """

    _esm = _HERE / "form.js"
    _css = _HERE / "form.css"

    questions: traitlets.List[dict[str, Any]] = traitlets.List(
        help="dicts: id, kind, prompt, options (value, label), unit, points"
    ).tag(sync=True)
    values = traitlets.Dict(help="question id -> value").tag(sync=True)
    status = traitlets.Dict(help="question id -> state, text, again, value it speaks of, turn").tag(sync=True)
    feedback = traitlets.Dict(help="question id -> tone, heading, paragraphs").tag(sync=True)
    words = traitlets.Dict(help="the interface's texts").tag(sync=True)
    language = traitlets.Unicode("zh").tag(sync=True)
    heading = traitlets.Unicode().tag(sync=True)
    story_html = traitlets.Unicode(help="safe HTML, made by course.story").tag(sync=True)
    notices: traitlets.List[str] = traitlets.List(help="what must be said before anything is answered").tag(sync=True)
    summary = traitlets.Unicode(help="one line: answered, saved, receipt").tag(sync=True)
    practice = traitlets.Bool(False, help="whether answers are explained").tag(sync=True)
    on_demand = traitlets.List(sorted(CHECKED_ON_DEMAND), help="kinds with a button that asks for it").tag(sync=True)

    def __init__(self, **traits: Any) -> None:
        self._answering: list[Asked] = []
        self._asking: list[Asked] = []
        self._turn = 0
        super().__init__(**traits)
        self.observe(self._changed, names="values")
        self.on_msg(self._heard)

    def on_answer(self, callback: Asked) -> None:
        """Call `callback(question id, value)` when somebody changes an answer; the value None means taken back."""
        self._answering.append(callback)

    def on_ask(self, callback: Asked) -> None:
        """Call `callback(question id, what)` when a button is pressed; `what` is "save" or "check"."""
        self._asking.append(callback)

    def say(self, question: str, state: str, text: str, *, again: bool = False) -> None:
        """Show the status of one question, for the value that it has now; `again` offers to save once more."""
        self._turn += 1
        value = self.values.get(question)
        told = {"state": state, "text": text, "again": again, "value": value, "turn": self._turn}
        self.status = {**self.status, question: told}

    def show(self, values: Mapping[str, Any]) -> None:
        """Take over answers that were saved elsewhere; nobody is called back."""
        self.unobserve(self._changed, names="values")
        try:
            self.values = dict(values)
        finally:
            self.observe(self._changed, names="values")

    def explain(self, question: str, feedback: Mapping[str, Any] | None) -> None:
        """Show or take away the explanation under one question."""
        others = {asked: told for asked, told in self.feedback.items() if asked != question}
        self.feedback = others if feedback is None else {**others, question: dict(feedback)}

    def _changed(self, change: Any) -> None:
        old, new = change["old"] or {}, change["new"] or {}
        for question in self.questions:
            id = question["id"]
            if old.get(id) != new.get(id):
                for callback in self._answering:
                    callback(id, new.get(id))

    def _heard(self, _: Any, content: Any, __: Any) -> None:
        known = {question["id"] for question in self.questions}
        if not isinstance(content, dict) or content.get("question") not in known:
            return
        if content.get("ask") in {"save", "check"}:
            for callback in self._asking:
                callback(content["question"], content["ask"])

    def __repr__(self) -> str:
        return words_for(self.language, WORDS)("form.closed", heading=self.heading)


def question_data(question: SheetQuestion, language: str) -> dict[str, Any]:
    """A question of a sheet as the form takes it, in one language."""
    return {
        "id": question.id,
        "kind": question.kind.value,
        "prompt": question.prompt[language],
        "points": question.points,
        "unit": question.unit[language] if question.unit else "",
        "options": [{"value": option.value, "label": option.label[language]} for option in question.options],
    }


def interface_words(words: Words) -> dict[str, str]:
    """The texts that the form itself shows, by short name."""
    start = "form.interface."
    keys = words.keys()
    return {key.removeprefix(start): words.template(key) for key in keys if key.startswith(start)}


def words_of(case: SheetCase, language: str) -> dict[str, str]:
    """The interface's texts over a case; claims have no story, but a way to judge them."""
    words = words_for(language, WORDS)
    texts = interface_words(words)
    return texts | {"story": words("form.claims.story")} if case.id == SECTION else texts
