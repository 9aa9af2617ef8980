"""One marking result for every way to mark: what each automatic question earned, and what its cell shows.

The stock test cells, the data path inside nbgrader and `workbook mark` all call `Marker`, so that they cannot differ.
Nothing that a trainee handed in raises here: what cannot be marked carries one plain sentence instead.
"""

import math
from collections.abc import Callable, Iterator, Mapping
from html import escape

import attrs

from autograder.answer_values import Value
from autograder.cases import CaseFile
from autograder.claim_questions import SECTION
from autograder.markable import CaseQuestion, Markable, NoSuchQuestion, find_questions
from autograder.nbgrader_glue.submission import Submission
from autograder.questions import QuestionKind
from autograder.sheet import Sheet, SheetQuestion
from autograder.words import words_for

_NO_MATHEMATICS = "tex2jax_ignore mathjax_ignore"
"""MathJax would read a trainee's dollar signs as formulas, which may hold links that run code."""

_MOST_REMEMBERED = 20_000
"""Pages that a marker keeps; beyond it forgets them all, so that typed dates and sums never fill the memory."""


@attrs.frozen
class MarkedQuestion:
    """What an automatic question earned and the page that says why, or the sentence that says why there is no page.

    `undecided` is set where not the answer is at fault but the course: its case is gone, refused, or decides nothing.
    """

    question: str
    points: float
    out_of: float
    html: str = ""
    trouble: str | None = None
    undecided: bool = False


@attrs.frozen
class MarkedSubmission:
    """Every automatic question of a submission in the order of the forms, and the questions left to a person."""

    questions: tuple[MarkedQuestion, ...]
    by_hand: tuple[str, ...]

    @property
    def points(self) -> float:
        """What the automatic questions earned together."""
        return sum(question.points for question in self.questions)

    @property
    def undecided(self) -> tuple[MarkedQuestion, ...]:
        """The questions that the course, not the trainee, left without a mark."""
        return tuple(question for question in self.questions if question.undecided)


def safe_points(earned: float, out_of: float) -> float:
    """A float as nbgrader can take it: finite, not below zero, never above the maximum by a rounding error."""
    value = float(earned)
    return min(max(round(value, 6), 0.0), float(out_of)) if math.isfinite(value) else 0.0


@attrs.frozen
class _Place:
    """A question of the sheet, with its number from 1 and the reasons that are shown with it."""

    question: SheetQuestion
    number: int
    reasons: tuple[SheetQuestion, ...]


@attrs.frozen
class _Told:
    """What the same answer earns and is told every time."""

    html: str
    alone: MarkedQuestion
    """The question with nothing else on its page."""


class Marker:
    """Marks submissions of one sheet. Each case is read and solved once, and each answer explained once.

    `find` says which case has an id, where that is not the course's own as it stands.
    """

    def __init__(self, sheet: Sheet, find: Callable[[str], CaseFile] | None = None) -> None:
        self._find = find
        self._first = sheet.questions[0].id if sheet.questions else ""
        self._places = _places(sheet)
        self._sections = {
            id: [other for other in self._places if _section(other) == _section(id)] for id in self._places
        }
        self._behind: dict[str, Markable] = {}
        self._told: dict[tuple[str, Value | tuple[str, ...] | None, str], _Told] = {}
        self.automatic = tuple(id for id, place in self._places.items() if not _is_reason(place.question))
        self.by_hand = tuple(id for id, place in self._places.items() if _is_reason(place.question))

    def check(self) -> None:
        """Decide every question once. Raises `CaseRefused`, `NoSuchQuestion`, `NoKey` or what the solver raises."""
        for id in self.automatic:
            self._markable(id).mark(None)

    def behind(self, id: str) -> Markable:
        """What stands behind an automatic question. Raises what `find_questions` raises."""
        return self._markable(id)

    def mark_submission(self, submission: Submission) -> MarkedSubmission:
        """Mark every automatic question; never raises."""
        questions = tuple(self.mark_question(submission, id) for id in self.automatic)
        return MarkedSubmission(questions, self.by_hand)

    def mark_question(self, submission: Submission, id: str) -> MarkedQuestion:
        """Mark one automatic question; the page is in the language of the record. Never raises.

        The reasons of a case are shown with its last automatic question, because whoever marks them reads them there.
        """
        place = self._places[id]
        problems = () if submission.nothing_saved else submission.refusal or submission.problems_of(id)
        if problems:
            said = (attrs.evolve(problem, question=None).say(submission.language) for problem in problems)
            return self._troubled(submission, place, "unusable", " ".join(said))
        try:
            told = self._answer(place, submission)
            before, after = [*self._strays(submission, id)], [*self._reasons(place, submission)]
        except Exception as error:
            trouble = error.say(submission.language) if hasattr(error, "say") else f"{type(error).__name__}: {error}"
            marked = self._troubled(submission, place, "not_marked", " ".join(str(trouble).split()))
            return attrs.evolve(marked, undecided=True)
        if not before and not after:
            return told.alone
        return attrs.evolve(told.alone, html=_page("".join((*before, told.html, *after))))

    def _troubled(self, submission: Submission, place: _Place, key: str, trouble: str) -> MarkedQuestion:
        prompt = place.question.prompt[submission.language]
        sentence = words_for(submission.language)(f"cells.{key}", number=place.number, prompt=prompt, trouble=trouble)
        return MarkedQuestion(place.question.id, 0.0, float(place.question.points), trouble=sentence)

    def _strays(self, submission: Submission, id: str) -> Iterator[str]:
        """With the first question, problems of the record that belong to no question."""
        if id == self._first:
            for problem in submission.stray_problems:
                yield _said(submission.language, "record", problem=problem.say(submission.language))

    def _answer(self, place: _Place, submission: Submission) -> _Told:
        id, language = place.question.id, submission.language
        given = submission.read.values.get(id)
        key = (id, tuple(given) if isinstance(given, list) else given, language)
        if key not in self._told:
            result = self._markable(id).mark(given)
            earned = result.points or 0.0
            parts = (
                _heading(place, "question", language),
                _said(language, "points", points=f"{earned:g}", out_of=f"{result.out_of:g}"),
                *self._law_of(id, language),
                *self._explained(id, given, language),
            )
            html, out_of = "".join(parts), float(place.question.points)
            alone = MarkedQuestion(id, safe_points(earned, out_of), out_of, _page(html))
            self._remember(key, _Told(html, alone))
        return self._told[key]

    def _law_of(self, id: str, language: str) -> Iterator[str]:
        """As of which day the law is taken, where that is not the law of every fact's own day."""
        behind = self._markable(id)
        if isinstance(behind, CaseQuestion) and (day := behind.case_file.case.law_on):
            yield _said(language, "law_as_of", day=words_for(language).show(day))

    def _reasons(self, place: _Place, submission: Submission) -> Iterator[str]:
        language = submission.language
        for question in place.reasons:
            given = submission.read.values.get(question.id)
            yield _heading(self._places[question.id], "reason", language)
            yield _said(language, "your_reason" if given else "no_reason")
            if given:
                yield f"<blockquote>{_text(str(given))}</blockquote>"
            key = (question.id, None, language)
            if key not in self._told:  # what is told of a reason does not depend on it: a person marks it
                html = "".join(self._explained(question.id, None, language))
                self._remember(key, _Told(html, MarkedQuestion(question.id, 0.0, 0.0)))
            yield self._told[key].html

    def _explained(self, id: str, given: Value | None, language: str) -> Iterator[str]:
        told = self._markable(id).feedback(given, language)
        yield f"<p><strong>{_text(told.heading)}</strong></p>"
        for paragraph in told.paragraphs:
            yield f"<p>{_text(paragraph)}</p>"

    def _remember(self, key: tuple[str, Value | tuple[str, ...] | None, str], told: _Told) -> None:
        if len(self._told) >= _MOST_REMEMBERED:
            self._told.clear()
        self._told[key] = told

    def _markable(self, id: str) -> Markable:
        """What stands behind a question; its whole case is read at once, unless another question of it is gone."""
        if id not in self._behind:
            try:
                self._behind.update(find_questions(self._sections[id], self._find))
            except NoSuchQuestion:
                self._behind.update(find_questions([id], self._find))
        return self._behind[id]


def _places(sheet: Sheet) -> Mapping[str, _Place]:
    places: dict[str, _Place] = {}
    for case in sheet.cases:
        reasons = tuple(question for question in case.questions if _is_reason(question))
        last = next((question.id for question in reversed(case.questions) if not _is_reason(question)), None)
        for question in case.questions:
            places[question.id] = _Place(question, len(places) + 1, reasons if question.id == last else ())
    return places


def _section(id: str) -> str:
    """The case of a question; each claim stands for itself."""
    section = id.partition(".")[0]
    return id if section == SECTION else section


def _is_reason(question: SheetQuestion) -> bool:
    return question.kind is QuestionKind.REASON


def _heading(place: _Place, key: str, language: str) -> str:
    text = words_for(language)(f"cells.{key}", number=place.number, prompt=place.question.prompt[language])
    return f"<h4>{_text(text)}</h4>"


def _page(html: str) -> str:
    return f'<section class="{_NO_MATHEMATICS}">{html}</section>'


def _said(language: str, key: str, **parameters: str) -> str:
    return f"<p>{_text(words_for(language)(f'cells.{key}', **parameters))}</p>"


def _text(text: str) -> str:
    return escape(text).replace("\n", "<br>")
