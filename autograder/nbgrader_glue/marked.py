"""One marked question as nbgrader shows it: points, and inert HTML with answer, right answer and argument."""

from collections.abc import Iterator
from html import escape

import attrs

from autograder.cases import find_case
from autograder.marking import feedback, mark
from autograder.nbgrader_glue.submission import Submission
from autograder.questions import Asked
from autograder.sheet import SheetCase, SheetQuestion
from autograder.words import words_for

_NO_MATHEMATICS = "tex2jax_ignore mathjax_ignore"
"""MathJax would read a trainee's dollar signs as formulas, which may hold links that run code."""


@attrs.frozen
class MarkedQuestion:
    """What an automatic question earned, and the page that says why."""

    points: float
    out_of: float
    html: str


def marked_question(submission: Submission, question_id: str) -> MarkedQuestion:
    """Mark one automatic question of a readable submission; the page is in the language of its record.

    The reasons of a case are shown with its last automatic question, because whoever marks them reads them there.
    Raises `CaseRefused`, `BadAnswer`, `NoKey` or what the solver raises.
    """
    return _Page(submission, question_id).marked()


class _Page:
    """The page of one question being written."""

    def __init__(self, submission: Submission, question_id: str) -> None:
        self.submission = submission
        self.language = submission.language
        self.question = submission.question(question_id)
        self.case: SheetCase = next(case for case in submission.sheet.cases if self.question in case.questions)
        self.file = find_case(self.case.id)

    def marked(self) -> MarkedQuestion:
        result = mark(self.file, self.asked(self.question), self.given(self.question))
        earned = result.points or 0.0
        html = "".join(self.parts(f"{earned:g}", f"{result.out_of:g}"))
        return MarkedQuestion(earned, result.out_of, f'<section class="{_NO_MATHEMATICS}">{html}</section>')

    def parts(self, earned: str, out_of: str) -> Iterator[str]:
        if self.question == self.submission.questions[0]:
            for problem in self.submission.stray_problems:
                yield self.said("record", problem=problem.say(self.language))
        yield self.heading("question", self.question)
        yield self.said("points", points=earned, out_of=out_of)
        yield from self.told(self.question)
        for question in self.submission.reasons_with(self.question.id):
            yield from self.reason(question)

    def reason(self, question: SheetQuestion) -> Iterator[str]:
        given = self.given(question)
        yield self.heading("reason", question)
        yield self.said("your_reason" if given else "no_reason")
        if given:
            yield f"<blockquote>{_text(str(given))}</blockquote>"
        yield from self.told(question)

    def told(self, question: SheetQuestion) -> Iterator[str]:
        told = feedback(self.file, self.asked(question), self.given(question), self.language)
        yield f"<p><strong>{_text(told.heading)}</strong></p>"
        for paragraph in told.paragraphs:
            yield f"<p>{_text(paragraph)}</p>"

    def asked(self, question: SheetQuestion) -> Asked:
        return next(asked for asked in self.file.questions if asked.key == question.id)

    def given(self, question: SheetQuestion) -> str | list[str] | None:
        return self.submission.read.values.get(question.id)

    def heading(self, key: str, question: SheetQuestion) -> str:
        number, prompt = self.submission.number(question), question.prompt[self.language]
        return f"<h4>{_text(words_for(self.language)(f'cells.{key}', number=number, prompt=prompt))}</h4>"

    def said(self, key: str, **parameters: str) -> str:
        return f"<p>{_text(words_for(self.language)(f'cells.{key}', **parameters))}</p>"


def _text(text: str) -> str:
    return escape(text).replace("\n", "<br>")
