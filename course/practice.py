"""Practice: the form over a case whose facts are at hand, or over claims, with an explanation of each answer."""

import os
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from ipywidgets import Widget

from autograder.answers import AnswerStore, trainee_name
from autograder.cases import CaseFile, CaseRefused, find_case
from autograder.claim_marking import ClaimQuestion
from autograder.claim_questions import NoSuchClaim, claims_section, find_claim
from autograder.markable import CaseQuestion, Markable
from autograder.sheet import SheetCase, SheetQuestion, sheet_case
from autograder.words import words_for
from course.answering import Answering
from course.feedback import feedback
from course.page import notice
from course.story import story_html
from course.widgets.form import CHECKED_ON_DEMAND, WORDS, Form, question_data, words_of


class Practice:
    """The practice of one lesson: one record, one answering, the cases and claims behind the questions."""

    def __init__(self, file: Path, language: str) -> None:
        lesson = file.name.removesuffix(SUFFIX)
        store = AnswerStore(file, lesson, trainee_name(), language, (), others=True)
        self.answering = Answering(store, self._explain, receipts=False)
        self._behind: dict[str, Markable] = {}

    def case(self, case_file: CaseFile, questions: Collection[str] | None, language: str) -> Form:
        """The form of one case, with all its questions or those named."""
        case = sheet_case(case_file)
        asked = [question for question in case.questions if questions is None or _bare(question) in questions]
        return self._form(case, asked, {one.key: CaseQuestion(case_file, one) for one in case_file.questions}, language)

    def claims(self, ids: Sequence[str], language: str) -> Form:
        """The form of several claims. Raises `NoSuchClaim`."""
        section = claims_section(ids)
        behind = [ClaimQuestion(find_claim(id)) for id in ids]
        return self._form(section, section.questions, {one.id: one for one in behind}, language)

    def _form(
        self, case: SheetCase, asked: Sequence[SheetQuestion], behind: Mapping[str, Markable], language: str
    ) -> Form:
        self._behind.update(behind)
        self.answering.store.ask(asked)
        form = Form(
            questions=[{**question_data(question, language), "points": 0} for question in asked],
            heading=case.title[language],
            story_html=story_html(case.story[language]),
            language=language,
            words=words_of(case, language),
            practice=True,
        )
        return self.answering.open(form)

    def _explain(self, form: Form, id: str, asked_for: bool) -> None:
        """Explain the saved answer: at once where one click is the whole answer, on demand where it grows."""
        answer = self.answering.store.answers.get(id)
        question = self._behind[id]
        if answer is None or (question.kind.value in CHECKED_ON_DEMAND and not asked_for):
            form.explain(id, None)
        else:
            form.explain(id, feedback(question, answer.value, form.language))


SUFFIX = ".answers.json"

_open: dict[Path, Practice] = {}
"""The practice of each record, shared by the forms of a notebook."""


def practice_form(
    case_id: str, language: str, questions: Collection[str] | None = None, record: str | Path | None = None
) -> Widget:
    """The form of a practice case; answers are kept in `record`, by default `<this notebook>.answers.json`.

    `questions` names some of the case's questions, None means all. A case that cannot be opened is said in words.
    """
    words = words_for(language, WORDS)
    try:
        case_file = find_case(case_id)
    except CaseRefused as refused:
        problem = " ".join(refusal.say(language) for refusal in refused.refusals)
        return notice(words("form.page.no_practice", case=case_id, problem=problem), language)
    return _practice(record, language).case(case_file, questions, language)


def claims_form(ids: Sequence[str], language: str, record: str | Path | None = None) -> Widget:
    """The form that asks claims of the articles; answers are kept as those of `practice_form`.

    A claim that there is not is said in words.
    """
    try:
        return _practice(record, language).claims(ids, language)
    except NoSuchClaim as unknown:
        return notice(unknown.say(language), language)


def _practice(record: str | Path | None, language: str) -> Practice:
    """The practice of a record, opened once for whoever is answering."""
    file = Path.cwd() / (record or f"{_notebook()}{SUFFIX}")
    known = _open.get(file)
    if known is None or known.answering.store.trainee != trainee_name():
        known = _open[file] = Practice(file, language)
    return known


def _notebook() -> str:
    """The name of the notebook that runs, as Jupyter tells its kernel."""
    return Path(os.environ.get("JPY_SESSION_NAME", "")).stem or "practice"


def _bare(question: SheetQuestion) -> str:
    return question.id.partition(".")[2]
