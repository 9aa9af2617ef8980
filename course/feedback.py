"""The explanation of a practice answer: what it is worth, the mistake in it, the law, what would make it right."""

from collections.abc import Iterator
from typing import Any

from autograder.answer_values import Value
from autograder.cases import CaseFile
from autograder.explain import argument, what_would_change, why_not
from autograder.keys import finding_of
from autograder.marking import BadAnswer, Mark, mark
from autograder.questions import Asked, Part, QuestionKind
from autograder.solve import Finding
from autograder.vocabulary import CODES
from autograder.words import words_for
from course.widgets.form import WORDS


def feedback(case_file: CaseFile, asked: Asked, value: Value, language: str) -> dict[str, Any]:
    """What the form shows under a question: tone, heading, paragraphs; aimed at the option that was chosen."""
    words = words_for(language, WORDS)
    try:
        marked = mark(case_file, asked, value)
    except BadAnswer as bad:
        return {"tone": "note", "heading": words("form.feedback.unreadable"), "paragraphs": [bad.say(language)]}
    tone = _tone(marked)
    heading = words(f"form.feedback.{tone}", points=_number(marked.points), out_of=_number(marked.out_of))
    paragraphs = _paragraphs(case_file, asked, marked, language)
    return {"tone": tone, "heading": heading, "paragraphs": list(dict.fromkeys(paragraphs))}


def _tone(marked: Mark) -> str:
    if marked.points is None:
        return "note"
    return "right" if marked.right else "partly" if marked.points > 0 else "wrong"


def _number(points: float | None) -> str:
    return f"{points or 0:.2f}".rstrip("0").rstrip(".")


def _paragraphs(case_file: CaseFile, asked: Asked, marked: Mark, language: str) -> Iterator[str]:
    """First the mistake, then why the wrong choices fail, then the argument, then what would make them right."""
    words = words_for(language)
    finding = finding_of(case_file, asked)
    for mistake in marked.mistakes:
        yield words(f"mistakes.{mistake}.says")
    wrong = [] if marked.right else list(_wrong_codes(asked, marked, finding))
    for code in wrong:
        yield from why_not(case_file.case, finding, code, language)
    yield from argument(case_file.case, finding, language)
    for code in wrong[:1]:
        yield from what_would_change(case_file.case, finding, code, language)


def _wrong_codes(asked: Asked, marked: Mark, finding: Finding) -> Iterator[Any]:
    """The answer codes that were chosen without being right."""
    if asked.kind not in {QuestionKind.ONE, QuestionKind.MANY} or asked.of in {Part.TAGS, Part.FLAGS}:
        return
    accepted = {code for codes in finding.accepted for code in codes}
    chosen = marked.given if isinstance(marked.given, list) else [str(marked.given)]
    for value in chosen:
        code = CODES[asked.asks](value)
        if code not in accepted:
            yield code
