"""The cells of an assignment: `case_form(n, language)` shows the n-th case of the sheet beside the notebook."""

import os
from pathlib import Path
from typing import Any

from IPython.display import HTML

from autograder.answers import ANSWERS_FILE, AnswerStore, read_record, trainee_name
from autograder.sheet import SHEET_FILE, Sheet, SheetCase, SheetRefused, read_sheet
from autograder.words import words_for
from course.answering import Answering
from course.page import notice
from course.static_case import static_case
from course.story import story_html
from course.widgets.form import WORDS, Form, question_data, words_of

_open: dict[Path, tuple[Sheet, Answering]] = {}
"""The record of each folder, shared by all forms of a notebook."""


def case_form(number: int, language: str) -> Any:
    """The form of one case, or of the claims, filled with the saved answers; what cannot be shown is said in words.

    While nbgrader marks, the case comes as a page without controls, and while it validates, as nothing.
    """
    stage = os.environ.get("NBGRADER_EXECUTION")
    if stage == "validate":
        return None
    words = words_for(language, WORDS)
    folder = Path.cwd()
    if not (folder / SHEET_FILE).exists():
        return notice(words("form.page.no_sheet"), language)
    try:
        sheet = read_sheet(folder / SHEET_FILE)
    except SheetRefused as refused:
        return notice(words("form.page.bad_sheet", problem=refused.say(language)), language)
    if not 1 <= number <= len(sheet.cases):
        return notice(words("form.page.no_case", number=number, total=len(sheet.cases)), language)
    case = sheet.cases[number - 1]
    return _on_paper(folder, sheet, case, language) if stage == "autograde" else _form(folder, sheet, case, language)


def _form(folder: Path, sheet: Sheet, case: SheetCase, language: str) -> Form:
    form = Form(
        questions=[question_data(question, language) for question in case.questions],
        heading=case.title[language],
        story_html=story_html(case.story[language]),
        language=language,
        words=words_of(case, language),
    )
    return _answering(folder, sheet, language).open(form)


def _answering(folder: Path, sheet: Sheet, language: str) -> Answering:
    known = _open.get(folder)
    if known is None or known[0] != sheet or known[1].store.trainee != trainee_name():
        store = AnswerStore(folder / ANSWERS_FILE, sheet.assignment, trainee_name(), language, sheet.questions)
        known = _open[folder] = (sheet, Answering(store))
    return known[1]


def _on_paper(folder: Path, sheet: Sheet, case: SheetCase, language: str) -> HTML:
    """Whoever marks is not the trainee, so the record may be anybody's."""
    read = read_record(folder / ANSWERS_FILE, sheet.questions, assignment=sheet.assignment)
    asked = {question.id for question in case.questions}
    problems = [problem.say(language) for problem in read.problems if problem.question in {None, *asked}]
    page = static_case(case, read.values, problems, language, words_for(language, WORDS))
    return HTML(page)
