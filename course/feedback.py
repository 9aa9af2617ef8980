"""The explanation of a practice answer: what it is worth, the mistake in it, the law, what would make it right."""

from collections.abc import Iterator
from typing import Any

from autograder.answer_values import Value
from autograder.claim_marking import ClaimQuestion
from autograder.explain import argument, what_would_change, why_not
from autograder.keys import finding_of
from autograder.markable import CaseQuestion, Markable
from autograder.marking import BadAnswer, Mark
from autograder.questions import Asked, Part, QuestionKind
from autograder.solve import Finding
from autograder.vocabulary import CODES
from autograder.words import words_for
from course.widgets.form import WORDS


def feedback(question: Markable, value: Value, language: str) -> dict[str, Any]:
    """What the form shows under a question: tone, heading, paragraphs; aimed at the option that was chosen."""
    words = words_for(language, WORDS)
    try:
        marked = question.mark(value)
    except BadAnswer as bad:
        return {"tone": "note", "heading": words("form.feedback.unreadable"), "paragraphs": [bad.say(language)]}
    tone = _tone(marked)
    heading = words(f"form.feedback.{tone}", points=_number(marked.points), out_of=_number(marked.out_of))
    told = [words(f"mistakes.{mistake}.says") for mistake in marked.mistakes]
    told += (
        _on_claim(question, marked, language)
        if isinstance(question, ClaimQuestion)
        else _on_case(question, marked, language)
    )
    return {"tone": tone, "heading": heading, "paragraphs": list(dict.fromkeys(told))}


def _tone(marked: Mark) -> str:
    if marked.points is None:
        return "note"
    return "right" if marked.right else "partly" if marked.points > 0 else "wrong"


def _number(points: float | None) -> str:
    return f"{points or 0:.2f}".rstrip("0").rstrip(".")


def _on_claim(question: ClaimQuestion, marked: Mark, language: str) -> Iterator[str]:
    """The right verdict, unless it was given, then what the law says."""
    words = words_for(language)
    if not marked.right:
        yield words("claims.right_verdict", verdict=words(f"claims.verdicts.{question.claim.verdict}"))
    yield from question.explained(language)


def _on_case(question: CaseQuestion, marked: Mark, language: str) -> Iterator[str]:
    """Why the wrong choices fail, then the argument, then what would make them right."""
    case_file, asked = question.case_file, question.asked
    finding = finding_of(case_file, asked)
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
