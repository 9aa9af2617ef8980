"""The report's figures and names in words, for page and tables alike."""

from collections.abc import Iterator
from datetime import date
from functools import cached_property

from autograder.claim_questions import SECTION
from autograder.lawbook import label
from autograder.nbgrader_glue.report.analysis import Report
from autograder.nbgrader_glue.report.class_data import Trainee
from autograder.nbgrader_glue.report.items import Item
from autograder.nbgrader_glue.report.misconceptions import AboutRule, Example
from autograder.nbgrader_glue.report.statistics import Estimate, Said, Unsaid
from autograder.questions import QuestionKind
from autograder.rule_words import sentence
from autograder.rulebook import Card
from autograder.sheet import SheetQuestion
from autograder.sources import cited
from autograder.words import Words, words_for

_EASY, _HARD = 0.95, 0.2
_WEAK = 0.2
_NOTICED = 0.02
"""By how much alpha must rise without a question before that is remarked."""

_LOW, _GOOD = 0.7, 0.8
_HEADLINES = 3


class Telling:
    """Puts a report into the words of a language."""

    def __init__(self, report: Report, language: str) -> None:
        self.report = report
        self.words: Words = words_for(language)
        self.language = language

    def say(self, key: str, **parameters: object) -> str:
        """A text of the report."""
        return self.words(f"report.{key}", **parameters)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Question id -> its number in the forms."""
        return {item.question.id: item.number for item in self.report.items}

    @cached_property
    def cases(self) -> dict[str, str]:
        """Question id -> the title of its case."""
        return {
            question.id: case.title[self.language] for case in self.report.sheet.cases for question in case.questions
        }

    def percent(self, said: Said) -> str:
        """A share with its interval, or why there is none."""
        return self._estimate(said, "percent")

    def figure(self, said: Said) -> str:
        """A coefficient with its interval, or why there is none."""
        return self._estimate(said, "figure")

    def sentences(self, *told: str) -> str:
        """Sentences one after the other."""
        return self.words("explain.join.sentences").join(told)

    def bare(self, said: Said) -> str:
        """A coefficient without its interval, or why there is none."""
        return self.figure(said if isinstance(said, Unsaid) else Estimate(said.value))

    def people(self, count: int, of: int, said: Said) -> str:
        """A part of the class: as a share where that can be told, else as numbers of people."""
        return self.say("numbers.of", count=count, of=of) if isinstance(said, Unsaid) else self.percent(said)

    def _estimate(self, said: Said, kind: str) -> str:
        if isinstance(said, Unsaid):
            return self.say(f"unsaid.{said.value}")
        if said.low is None or said.high is None:
            return self.say(f"numbers.{kind}", value=said.value)
        return self.say(f"numbers.{kind}_between", value=said.value, low=said.low, high=said.high)

    def option(self, question: str, value: str | None) -> str:
        """What was given to a question as people read it."""
        if value is None:
            return self.say("options.open")
        asked = self._question(question)
        labels = {option.value: option.label[self.language] for option in asked.options}
        if value in labels:
            return labels[value]
        if asked.kind is QuestionKind.DATE:
            return self.words.show(date.fromisoformat(value))
        unit = f" {asked.unit[self.language]}" if asked.unit else ""
        return f"{value}{unit}"

    def _question(self, id: str) -> SheetQuestion:
        return next(item.question for item in self.report.items if item.question.id == id)

    def prompt(self, question: SheetQuestion) -> str:
        """The question as it was asked."""
        return question.prompt[self.language]

    def example(self, example: Example) -> str:
        """What was answered in place of what."""
        key = "instead" if example.given and example.right else "added" if example.given else "lacking"
        given = self.option(example.question, example.given) if example.given else ""
        right = self.option(example.question, example.right) if example.right else ""
        asked = self.say("numbers.question", number=self.numbers[example.question])
        if example.question.startswith(f"{SECTION}."):
            asked = self.say("numbers.claim", question=asked, claim=self.prompt(self._question(example.question)))
        return self.say(f"rules.example_{key}", question=asked, given=given, right=right, count=example.count)

    def mistake(self, mistake: str) -> str:
        """The name of a misconception."""
        return self.words(f"mistakes.{mistake}.name")

    def rule(self, about: AboutRule) -> str:
        """What a rule is called."""
        return (
            (label(about.cards[0]) if len(about.cards) == 1 else about.rule)
            if about.rule
            else self.say("rules.no_rule")
        )

    def sentence(self, card: Card) -> str:
        """What a rule says."""
        return sentence(card, self.words)

    def authority(self, about: AboutRule) -> str:
        """The law behind a rule, written out, each instrument once."""
        references = dict.fromkeys(reference for card in about.cards for reference in card.authority)
        codes = list(dict.fromkeys(reference.partition("/")[0] for reference in references))
        ordered = sorted(references, key=lambda reference: codes.index(reference.partition("/")[0]))
        return cited(ordered, date.max, self.words)

    def headlines(self) -> Iterator[str]:
        """The most frequent misconceptions, each with what was answered most in place of what."""
        every = ((about, one) for about in self.report.rules for one in about.misconceptions)
        for about, one in sorted(every, key=lambda pair: -pair[1].count / max(pair[1].of, 1))[:_HEADLINES]:
            people, mistake = self.people(one.count, one.of, one.share), self.mistake(one.mistake)
            example = self.example(one.examples[0])
            yield self.say("rules.headline", people=people, mistake=mistake, rule=self.rule(about), example=example)

    def beside(self, about: AboutRule) -> str:
        """The rules that decide the same, with what they say."""
        return self.words.listed(*(label(card) for card in about.beside))

    def remarks(self, item: Item) -> Iterator[str]:
        """What somebody should look at in a question."""
        if item.critical:
            yield self.say("remarks.critical", count=item.critical)
        if waits := self.report.counted - item.scored:
            yield self.say("remarks.waiting", count=waits)
        if item.mean is not None and (item.mean >= _EASY or item.mean <= _HARD):
            yield self.say("remarks.easy" if item.mean >= _EASY else "remarks.hard")
        if not isinstance(item.discrimination, Unsaid) and item.discrimination.value < _WEAK:
            yield self.say("remarks.negative" if item.discrimination.value < 0 else "remarks.weak")
        if self._raises(item):
            yield self.say("remarks.raises_alpha")

    def _raises(self, item: Item) -> bool:
        with_it, without = self.report.alpha, item.alpha_without
        if isinstance(with_it, Unsaid) or isinstance(without, Unsaid):
            return False
        return without.value > with_it.value + _NOTICED

    def cautions(self) -> Iterator[str]:
        """What a reader has to know before anything else."""
        report = self.report
        if report.size != "enough":
            yield self.say(f"caution.{report.size}", counted=report.counted)
        if report.left_out:
            yield self.say("caution.waiting", count=report.waiting, questions=self.listed(report.left_out))
        elif report.waiting:
            yield self.say("caution.waiting_again", count=report.waiting)
        if report.differing:
            yield self.say("caution.differing", count=report.differing)
        if report.late:
            yield self.say("caution.late", count=report.late)

    def listed(self, items: tuple[Item, ...]) -> str:
        """Questions by their numbers."""
        return self.words.listed(*(self.say("numbers.question", number=item.number) for item in items))

    def scores(self) -> str:
        """The scores in a sentence."""
        scores = self.report.scores
        known = {"counted": self.report.counted, "out_of": scores.out_of}
        known |= {"least": round(min(scores.totals), 2), "most": round(max(scores.totals), 2)}
        if isinstance(scores.mean, Unsaid) or scores.quarters is None:
            return self.say("scores.told_few", **known)
        low, high = scores.quarters
        middle = {"mean": scores.mean.value, "median": scores.median, "spread": scores.spread}
        return self.say("scores.told", **known, **middle, low=low, high=high)

    def reliability(self) -> Iterator[str]:
        """Cronbach's alpha and what it is good for."""
        found = self.report.alpha
        if isinstance(found, Unsaid):
            yield self.say("reliability.unsaid", reason=self.figure(found))
            return
        questions = len(self.report.items) - len(self.report.left_out)
        counted = self.report.counted
        yield self.say("reliability.told", alpha=self.figure(found), questions=questions, counted=counted)
        yield self.say(f"reliability.{'low' if found.value < _LOW else 'fair' if found.value < _GOOD else 'good'}")
        yield self.say("reliability.same_case")

    def waits(self, trainee: Trainee) -> str:
        """Which questions of a trainee wait for a person."""
        return self.words.listed(*(self.say("numbers.question", number=self.numbers[id]) for id in trainee.waits))

    def problems(self, trainee: Trainee) -> str:
        """What of a trainee's record cannot be read."""
        return self.sentences(*(problem.say(self.language) for problem in trainee.problems))
