"""Reviews of cases as pages for people."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from autograder.cases import CaseFile, CaseRefused
from autograder.desk import Note, QuestionReview, Review, Weight
from autograder.desk.notes import Decisive, Near, Option, Tried
from autograder.fact_paths import read_at
from autograder.lawbook import label, labels
from autograder.phrases import Phrases
from autograder.prompts import option_label
from autograder.questions import Asked, Part, QuestionKind
from autograder.reading.files import read_text
from autograder.reading.lines import Lines
from autograder.reading.refusals import Place, dotted
from autograder.rulebook import Subject
from autograder.solve import Finding
from autograder.stated import Read, raw
from autograder.vocabulary import Figure
from autograder.words import words_for

MOST_TRIED = 3
"""So many exceptions that were tried in vain are told with the condition that fails."""


def page(review: Review, language: str) -> str:
    """Everything about one case."""
    return "\n".join(_Page(review, language).lines())


def brief(review: Review, language: str) -> str:
    """What is to be mended and noted in one case."""
    return "\n".join(_Page(review, language).head())


def refused_page(place: Path, refused: CaseRefused, language: str) -> str:
    """Why a case cannot be read."""
    words = words_for(language)
    said = (f"  - {refusal.say(language)}" for refusal in refused.refusals)
    return "\n".join([words("check.title_refused", case=place.name), words("check.problems"), *said, ""])


def summary(outcomes: Iterable[Review | CaseRefused], language: str) -> str:
    """How many cases were read, and how much there is to mend and to note."""
    read = list(outcomes)
    reviews = [one for one in read if isinstance(one, Review)]
    refusals = sum(len(one.refusals) for one in read if isinstance(one, CaseRefused))
    return words_for(language)(
        "check.summary",
        cases=len(read),
        questions=sum(len(one.case_file.questions) for one in reviews),
        problems=refusals + sum(len(one.of(Weight.PROBLEM)) for one in reviews),
        remarks=sum(len(one.of(Weight.REMARK)) for one in reviews),
    )


def note_told(note: Note, review: Review, language: str) -> str:
    """A note in words."""
    return _Page(review, language).note(note)


def place_of(note: Note, case_file: CaseFile) -> tuple[str, int | None]:
    """The key in the case file that a note is about, and its line; an empty key where it is about the whole."""
    if note.asked is None:
        return "", None
    place: Place = ("questions", [asked.id for asked in case_file.questions].index(note.asked.id))
    if note.asked.options and note.reason != "undecided":
        place = (*place, "options")
    return dotted(place), Lines(read_text(case_file.file, case_file.folder)).of(place)


class _Page:
    """One review being told in one language."""

    def __init__(self, review: Review, language: str) -> None:
        self.review = review
        self.file = review.case_file
        self.phrases = Phrases(self.file.case, language)
        self.words = self.phrases.words

    def say(self, key: str, **parameters: Any) -> str:
        return self.words(f"check.{key}", **parameters)

    def lines(self) -> Iterator[str]:
        yield from self.head()
        for question in self.review.questions:
            yield from ("", *self.question(question))
        if self.review.dead:
            names = (self.phrases.fact_name(read_at(self.file.case, path)) for path in self.review.dead)
            yield from ("", self.say("dead", facts=self.words.listed(*dict.fromkeys(names))))

    def head(self) -> Iterator[str]:
        yield self.say("title", case=self.file.id, as_of=self.file.case.as_of)
        if not self.review.notes:
            yield self.say("nothing")
        for weight, heading in ((Weight.PROBLEM, "problems"), (Weight.REMARK, "remarks")):
            if notes := self.review.of(weight):
                yield self.say(heading)
                yield from (f"  - {self.note(note)}" for note in notes)

    def note(self, note: Note) -> str:
        text = self.say(f"notes.{note.reason}", **dict(self.details(note)))
        if note.asked is None:
            return text
        key, line = place_of(note, self.file)
        if note.weight is Weight.PROBLEM and note.reason != "undecided":
            text = self.words("refusals.at_line", file=self.file.file.name, line=str(line), key=key, said=text)
        return self.say("about_question", question=note.asked.id, said=text)

    def details(self, note: Note) -> Iterator[tuple[str, Any]]:
        for name, value in note.details.items():
            if name == "refusal":
                yield "said", value.say(self.words.language)
            elif name == "language":
                yield "story", self.say(f"stories.{value}")
            elif name == "fact":
                yield "fact", self.phrases.fact_name(value)
                yield "value", self.value(value, raw(*value))
            elif name == "options" and note.asked is not None:
                yield name, self.listed(self.option(note.asked, option) for option in value)
            else:
                yield name, value

    def question(self, question: QuestionReview) -> Iterator[str]:
        asked, finding = question.asked, question.finding
        name = self.words(f"questions.{asked.asks.value}.name")
        yield self.say("question", id=asked.id, person=self.phrases.name(asked.about), dimension=name)
        yield "  " + self.answer(question)
        yield from ("  " + self.unsettled(point) for point in question.unsettled)
        if question.decisive:
            yield "  " + self.say("decisive")
            yield from ("    - " + self.decisive(asked, one) for one in question.decisive)
        else:
            yield "  " + self.say("decisive_none")
        yield from ("  " + line for line in self.rules(question, finding.subject))
        if question.options:
            yield "  " + self.say("options")
            yield from ("    - " + self.option_told(asked, option) for option in question.options)

    def answer(self, question: QuestionReview) -> str:
        asked = question.asked
        if asked.kind is QuestionKind.REASON:
            return self.say("answer_reason", answer=self.result(asked, question.finding))
        others = [values for values in question.accepted if values != question.expected]
        told = self.values(asked, question.expected)
        if others:
            parts = (self.values(asked, values) for values in others)
            return self.say("answer_also", answer=told, others=self.phrases.joined(parts, "or"))
        return self.say("answer_kept" if question.unsettled else "answer", answer=told)

    def unsettled(self, point: str) -> str:
        return self.say("unsettled", point=self.words(f"unsettled.{point}.point"))

    def decisive(self, asked: Asked, one: Decisive) -> str:
        return self.say(
            "decisive_row",
            fact=self.phrases.fact_name(one.read),
            present=self.value(one.read, raw(*one.read)),
            value=self.value(one.read, one.value),
            becomes=self.result(asked, one.finding),
        )

    def result(self, asked: Asked, finding: Finding) -> str:
        """What a finding, perhaps on changed facts, says to a question."""
        if asked.kind is QuestionKind.MISSING_FACT:
            missing = self.quoted(map(self.phrases.fact_name, finding.missing))
            return missing or self.quoted([self.words("prompts.enough")])
        if asked.kind in {QuestionKind.DATE, QuestionKind.AMOUNT}:
            name = Figure(asked.of or "")
            if name not in finding.figures:
                return self.say("becomes.no_figure")
            return self.phrases.figure_value(name, finding.figures[name])
        if asked.of in {Part.FLAGS, Part.TAGS}:
            given = [code for code in (*finding.flags, *finding.tags) if code.value in asked.options]
            return self.quoted(map(self.phrases.code, given)) or self.say("becomes.nothing")
        if finding.undetermined:
            possible = self.phrases.joined(map(self.phrases.codes, finding.possible), "or")
            return self.say("becomes.open", possible=possible)
        others = [codes for codes in finding.accepted if codes != finding.codes]
        if others:
            told = self.phrases.joined(map(self.phrases.codes, others), "or")
            return self.say("becomes.either", codes=self.phrases.codes(finding.codes), others=told)
        return self.phrases.codes(finding.codes)

    def rules(self, question: QuestionReview, subject: Subject) -> Iterator[str]:
        rules = question.rules
        yield self.say("standing", rules=self.words.listed(*labels(rules.standing)))
        if rules.defeated:
            told = (self.say("defeated_by", rule=label(card), by=label(by)) for card, by in rules.defeated)
            yield self.say("defeated", rules=self.words.listed(*told))
        if rules.tried:
            yield self.say("tried")
            yield from ("  - " + self.tried(one, subject) for one in rules.tried[:MOST_TRIED])
        if more := rules.tried[MOST_TRIED:]:
            named = self.words.listed(*labels(one.card for one in more))
            yield "  - " + self.say("tried_more", rules=named)

    def tried(self, one: Tried, subject: Subject) -> str:
        fails = self.phrases.condition(subject, one.fails, card=one.card)
        key = "tried_row" if one.held else "tried_row_nothing"
        return self.say(key, rule=label(one.card), held=one.held, fails=fails)

    def option_told(self, asked: Asked, option: Option) -> str:
        named = self.option(asked, option.value)
        if option.right:
            return self.say("option_right" if option.expected else "option_accepted", option=named)
        why = list(self.why_wrong(option))
        if not why:
            return self.say("option_plainly_wrong", option=named)
        return self.say("option_wrong", option=named, why=self.say("between").join(why))

    def why_wrong(self, option: Option) -> Iterator[str]:
        if option.near is None:
            return
        if option.near is Near.ONE_FACT and option.by is not None:
            yield self.say("near.one_fact", fact=self.phrases.fact_name(option.by))
        else:
            yield self.say(f"near.{'one_more' if option.near is Near.ONE_FACT else option.near.value}")
        for trap in option.traps:
            yield self.say("near.trap", trap=self.words(f"mistakes.{trap}.name"))
        if not option.traps:
            yield self.say("near.no_trap")

    def values(self, asked: Asked, values: Iterable[str]) -> str:
        """An answer as its question has it: options, a day, a number."""
        if asked.options:
            return self.listed(self.option(asked, value) for value in values)
        return self.result_of_figure(asked, *values)

    def result_of_figure(self, asked: Asked, value: str) -> str:
        name = Figure(asked.of or "")
        known: Any = date.fromisoformat(value) if asked.kind is QuestionKind.DATE else Decimal(value)
        return self.phrases.figure_value(name, known)

    def option(self, asked: Asked, value: str) -> str:
        return self.phrases.say("quoted", text=option_label(self.file, asked, value, self.words.language))

    def value(self, read: Read, value: Any) -> str:
        if value is None:
            return self.say("no_value")
        if isinstance(value, frozenset):
            return self.quoted(map(self.words.show, sorted(value)))
        return self.phrases.quoted_value(read[1], value)

    def quoted(self, texts: Iterable[str]) -> str:
        return self.listed(self.phrases.say("quoted", text=text) for text in texts)

    def listed(self, parts: Iterable[str]) -> str:
        return self.phrases.joined(parts, "list")
