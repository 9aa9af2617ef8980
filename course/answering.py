"""Between a form and the answer file: every change is saved at once, and the form says so only when it is true."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from autograder.answers import Answer, AnswerStore, NotSaved, WrongValue, moment
from autograder.words import Words, words_for
from course.widgets.form import WORDS, Form

Answered = Callable[[Form, str, bool], None]


class Answering:
    """One record and all the forms that answer into it.

    `then` is called with the form, the question, and whether somebody asked for an explanation: after each answer, when
    a form with answers is opened, and when the button for it is pressed. `receipts` are for what is handed in.
    """

    def __init__(self, store: AnswerStore, then: Answered | None = None, *, receipts: bool = True) -> None:
        self.store = store
        self._receipts = receipts
        self.forms: list[Form] = []
        self._then = then or _nothing
        self._unsaved: dict[str, Any] = {}

    def open(self, form: Form) -> Form:
        """Fill a form with what is saved, and save what is changed in it from now on."""
        before = self.store.answers
        self.store.reload()
        self._spread(before)
        self.forms.append(form)
        answered = [question["id"] for question in form.questions if question["id"] in self.store.answers]
        self._show(form, answered)
        for question in answered:
            self._then(form, question, False)
        form.on_answer(lambda question, value: self._answer(form, question, value))
        form.on_ask(lambda question, what: self._ask(form, question, what))
        self._tell_all()
        return form

    def _ask(self, form: Form, question: str, what: str) -> None:
        if what == "save":
            self._save(form, question, form.values.get(question))
        else:
            self._then(form, question, True)

    def _answer(self, form: Form, question: str, value: Any) -> None:
        self._save(form, question, value)
        self._then(form, question, False)

    def _save(self, form: Form, question: str, value: Any) -> None:
        """Save one answer, then those that could not be saved before."""
        before = self.store.answers
        self._unsaved[question] = value
        if self._try(form, question, value):
            for waiting, earlier in list(self._unsaved.items()):
                self._try(form, waiting, earlier)
        self._spread(before, form, question)
        self._tell_all()

    def _try(self, form: Form, question: str, value: Any) -> bool:
        words = _words(form)
        self.store.language = form.language
        try:
            saved = self.store.save(question, value)
        except WrongValue as wrong:
            problem = words(f"answers.problems.{wrong.reason}", **wrong.parameters)
            self._say(form, question, "not_saved", words("form.status.not_saved", problem=problem))
            return False
        except NotSaved as failure:
            self._say(form, question, "not_saved", failure.say(form.language), again=True)
            return False
        del self._unsaved[question]
        if question in self.store.answers:
            self._say(form, question, "saved", words("form.status.saved", time=clock(saved.at)))
        else:
            self._say(form, question, "", words("form.status.cleared", time=clock(saved.at)))
        return True

    def _say(self, form: Form, question: str, state: str, text: str, *, again: bool = False) -> None:
        """Tell the form that was answered, or the one that holds a question that had to wait."""
        for holder in (form, *self.forms):
            if _asks(holder, question):
                holder.say(question, state, text, again=again)
                return

    def _spread(self, before: Mapping[str, Answer], answered: Form | None = None, question: str = "") -> None:
        """Show what changed in the record in every form, but for the control in which somebody is typing."""
        after = self.store.answers
        changed = [id for id in {**before, **after} if before.get(id) != after.get(id)]
        for form in self.forms:
            self._show(form, [id for id in changed if _asks(form, id) and not (form is answered and id == question)])

    def _show(self, form: Form, ids: list[str]) -> None:
        """Put saved answers into a form, each with the time at which it was saved."""
        answers = self.store.answers
        others = {id: value for id, value in form.values.items() if id not in ids}
        form.show({**others, **{id: answers[id].value for id in ids if id in answers}})
        words = _words(form)
        for id in ids:
            text = words("form.status.saved", time=clock(answers[id].at)) if id in answers else ""
            form.say(id, "saved" if text else "", text or words("form.interface.unanswered"))

    def _tell_all(self) -> None:
        for form in self.forms:
            form.summary = self._summary(_words(form))
            form.notices = self._notices(form.language)

    def _summary(self, words: Words) -> str:
        answered, total = self.store.answered
        key = "complete" if answered == total else "answered"
        parts = [words(f"form.summary.{key}", answered=answered, total=total)]
        if self.store.record.saved_at:
            parts.append(words("form.summary.saved", time=clock(self.store.record.saved_at)))
            if self._receipts:
                parts.append(words("form.summary.receipt", receipt=self.store.receipt))
        else:
            parts.append(words("form.summary.never"))
        return words("form.summary.between").join(parts)

    def _notices(self, language: str) -> list[str]:
        words = words_for(language, WORDS)
        told = [words("form.page.broken_record", problem=problem.say(language)) for problem in self.store.problems]
        if self.store.set_aside:
            told.append(words("answers.set_aside.moved", file=self.store.set_aside))
        elif told and not self.store.foreign:
            told.append(words("answers.set_aside.will_move"))
        return told


def _nothing(_: Form, __: str, ___: bool) -> None:
    """What follows an answer in an assignment."""


def _words(form: Form) -> Words:
    return words_for(form.language, WORDS)


def _asks(form: Form, question: str) -> bool:
    return any(asked["id"] == question for asked in form.questions)


def clock(at: str) -> str:
    """A moment as the status shows it: the time alone for today, date and time before."""
    then = moment(at)
    if then is None:
        return at
    local = then.astimezone()
    return f"{local:%H:%M:%S}" if local.date() == datetime.now().date() else f"{local:%Y-%m-%d %H:%M:%S}"
