"""The instructor's notebook of an assignment, from its sheet. The sheet has no facts and no key, so neither has it."""

from collections.abc import Iterator, Mapping

from autograder.claim_questions import SECTION
from autograder.questions import QuestionKind
from autograder.sheet import Sheet, SheetQuestion
from autograder.words import LANGUAGES, words_for
from course.building.notebook import FORM_TAG, MARK_TAG, Cell, code_cell, graded, notebook_text, prose_cell, task_cell
from course.building.refusal import WORDS, BuildRefused
from course.building.sources import FORMS, form_source, mark_source


def assignment_notebook(sheet: Sheet, language: str) -> str:
    """The notebook's text in a language: title, cases and claims with form, test and task cells, how to hand in.

    Raises `BuildRefused` for more cases than there are forms, and for a case whose reasons no automatic question
    accompanies: a reason is shown to who marks it with the last automatic question of its case.
    """
    if len(sheet.cases) > len(FORMS):
        raise BuildRefused("too_many_cases", assignment=sheet.assignment, most=len(FORMS))
    for case in sheet.cases:
        if all(question.kind is QuestionKind.REASON for question in case.questions):
            raise BuildRefused("only_reasons", assignment=sheet.assignment, case=case.id)
    return notebook_text(language, _cells(sheet, language))


def _cells(sheet: Sheet, language: str) -> Iterator[Cell]:
    words = words_for(language, WORDS)
    yield prose_cell("title", f"# {sheet.title[language]}\n\n{words('notebook.assignment.instructions')}")
    numbers = _numbers(sheet)
    for number, case in enumerate(sheet.cases, start=1):
        kind = "claims" if case.id == SECTION else "case"
        heading = words(f"notebook.assignment.{kind}", number=number, title=case.title[language])
        yield prose_cell(f"case-{number:02}-heading", heading)
        yield code_cell(f"case-{number:02}-form", form_source(number, language), FORM_TAG)
        for question in case.questions:
            if question.kind is not QuestionKind.REASON:
                yield _mark_cell(question, numbers)
        for question in case.questions:
            if question.kind is QuestionKind.REASON:
                yield _task_cell(question, numbers)
    yield prose_cell("hand-in", words("notebook.assignment.hand_in"))


def _numbers(sheet: Sheet) -> dict[str, int]:
    """Question id -> its number in the assignment, in the order of the forms."""
    return {question.id: number for number, question in enumerate(sheet.questions, start=1)}


def _mark_cell(question: SheetQuestion, numbers: Mapping[str, int]) -> Cell:
    metadata = graded(f"mark-{_name(question)}", question.points, task=False)
    return code_cell(f"mark-{numbers[question.id]:03}", mark_source(question.id), MARK_TAG, metadata)


def _task_cell(question: SheetQuestion, numbers: Mapping[str, int]) -> Cell:
    """Both languages in one text: the cell is locked, and nbgrader keeps one text for all submissions."""
    number = numbers[question.id]
    texts = [
        words_for(language, WORDS)("notebook.task.text", number=number, prompt=question.prompt[language])
        for language in LANGUAGES
    ]
    advice = [words_for(language, WORDS)("notebook.task.mark_scheme") for language in LANGUAGES]
    scheme = ["### BEGIN MARK SCHEME", *advice, "### END MARK SCHEME"]
    metadata = graded(f"reason-{_name(question)}", question.points, task=True)
    return task_cell(f"reason-{number:03}", "\n\n".join(texts) + "\n" + "\n\n".join(scheme), metadata)


def _name(question: SheetQuestion) -> str:
    """The question's id in the letters that nbgrader allows."""
    return question.id.replace(".", "-")
