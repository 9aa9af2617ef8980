"""Rules and their conditions told as paragraphs: because of these facts, this law; but because of those, that one."""

from collections.abc import Iterator
from datetime import timedelta

import attrs

from autograder.facts import Case
from autograder.phrases import Phrases
from autograder.rulebook import Condition, FigureValue, Ground, Trial, rules_for
from autograder.solve import Finding
from autograder.stated import raw
from autograder.vocabulary import CODES, Code, ContactTag, Figure, Flag, Question

_ABSENCES = {"no", "not", "never", "nothing", "nobody", "nobodys", "neither", "without"}
"""What the name of a condition says when it is about something that did not happen."""
RECENT = timedelta(days=5 * 365)
"""For so long after a change of law somebody may still think of the old law."""

MOST_ABSENCES = 2
"""How many things that did not happen are told as reasons for one rule."""


_FIRST = (Figure.OVERDUE_SINCE, Figure.OVERDUE_DAYS, Figure.LEVEL)
_FIGURES = [*_FIRST, *(figure for figure in Figure if figure not in _FIRST)]


class Telling:
    """One finding being told; remembers what was said, so that nothing is said twice."""

    def __init__(self, case: Case, finding: Finding, language: str) -> None:
        self.case = case
        self.finding = finding
        self.subject = finding.subject
        self.phrases = Phrases(case, language)
        self.told: set[str] = set()

    def say(self, key: str, **parameters: object) -> str:
        """A text of `explain.toml` about the subject."""
        return self.phrases.say(key, **{**self.phrases.context(self.subject), **parameters})

    def weighty(self) -> list[Trial]:
        """The standing rules that carry something of the finding, those that conclude first."""
        order = list(CODES[self.finding.question])
        carried = [trial for trial in self.finding.verdict.standing if self.carries(trial)]
        gravest_first = -1 if self.finding.question is Question.COLLECTION_CONTACT else 1

        def rank(trial: Trial) -> tuple[bool, int]:
            return not trial.card.concludes, gravest_first * min(map(order.index, trial.card.concludes), default=0)

        return sorted(carried, key=rank)

    def carries(self, trial: Trial) -> bool:
        """Whether a code, flag, tag or figure of the finding rests on a standing rule, or a general rule fell by it."""
        finding, card = self.finding, trial.card
        if set(card.concludes) & set(finding.codes) or set(card.tags) & set(finding.tags):
            return True
        if set(card.flags) & set(finding.flags) or any(figure.name in finding.figures for figure in trial.figures):
            return True
        return any(
            by is trial and general.card.ground is not Ground.BACKGROUND for general, by in finding.verdict.defeated
        )

    def rule_told(self, trial: Trial) -> Iterator[str]:
        """A standing rule, after the general rules that it defeats."""
        beaten = [general for general, by in self.finding.verdict.defeated if by.card.name == trial.card.name]
        beaten = [general for general in beaten if general.card.ground is not Ground.BACKGROUND]
        for place, general in enumerate(beaten):
            yield self.clause("rule.general" if place == 0 else "rule.also_general", general)
        text = self.clause("rule.exception" if beaten else "rule.standing", trial)
        figures = sorted((one for one in trial.figures if one.name in self.finding.figures), key=figure_order)
        if figures:
            told = (self.phrases.figure(one) for one in figures)
            text += self.say("rule.figures", figures=self.phrases.joined(told, "figures"))
        for flag in trial.card.flags:
            if flag in self.finding.flags and flag is not Flag.UNSETTLED:
                text += self.say("rule.flag", flag=self.meaning(flag))
        yield text

    def clause(self, key: str, trial: Trial) -> str:
        """Because of these facts, this law."""
        conditions = [self.phrases.condition(self.subject, one, card=trial.card) for one in self.spoken(trial)]
        fresh = [text for text in dict.fromkeys(conditions) if text not in self.told]
        self.told.update(fresh)
        law = self.phrases.rule(trial.card)
        if not fresh:
            return self.say(f"{key}_again", law=law)
        return self.say(key, conditions=self.phrases.joined(fresh), law=law)

    def spoken(self, trial: Trial) -> list[Condition]:
        """The conditions worth a word: not what goes without saying, and dates of laws only where they decide."""
        found = [one for one in trial.conditions if one.holds is not None]
        kept: list[Condition] = []
        absences = 0
        for one in found:
            absences += is_absence(one)
            if one.name == "law_in_force":
                worth_it = self.dates_decide(trial)
            else:
                worth_it = not goes_without_saying(one) and not (is_absence(one) and absences > MOST_ABSENCES)
            if worth_it:
                kept.append(one)
        return kept or [one for one in found if one.name != "law_in_force"][-1:]

    def dates_decide(self, trial: Trial) -> bool:
        """Whether on another day another law would have decided: old law applies, or a new one that replaced it."""
        card, on = trial.card, trial.conditions[0].details["on"]
        if card.until is not None:
            return True
        if card.ground is Ground.ADDED or on - card.since > RECENT:
            return False
        return any(
            other.until == card.since and other.ground is card.ground and set(other.concludes) != set(card.concludes)
            for other in rules_for(self.finding.question)
        )

    def nearness(self, trial: Trial) -> tuple[int, bool, bool]:
        """How near a failed rule came to apply: how many conditions hold; rather for want of a fact than of a role."""
        held = sum(condition.name != "law_in_force" for condition in trial.conditions[:-1])
        beside = bool(set(trial.card.beside) & set(self.finding.codes))
        return held, bool(trial.conditions[-1].reads), beside

    def quoted(self, code: Code | Flag | ContactTag) -> str:
        """The label of a code in quotation marks."""
        return self.phrases.say("quoted", text=self.phrases.code(code))

    def meaning(self, code: Code | Flag) -> str:
        """What a code means for the person told about."""
        return self.phrases.meaning(code, self.subject.person)

    def contact_at(self) -> str:
        """When the contact was made, empty where the finding is about none."""
        contact = self.subject.contact
        return self.phrases.value("at", raw(contact, "at")) if contact else ""

    def names_of_missing(self) -> str:
        """The facts on which it hangs, side by side."""
        return self.phrases.joined(
            (self.phrases.fact_name(read, self.subject) for read in reversed(self.finding.missing)), "list"
        )


def goes_without_saying(condition: Condition) -> bool:
    """Whether a condition holds only because nothing unusual happened: every fact behind it is as it mostly is."""
    return bool(condition.reads) and all(
        key is None and raw(fact, name) == getattr(attrs.fields_dict(type(fact))[name], "default", None)
        for fact, name, key in condition.reads
    )


def figure_order(figure: FigureValue) -> int:
    """Figures as one would tell them: since when, how long, how much, until when."""
    return _FIGURES.index(figure.name)


def is_absence(condition: Condition) -> bool:
    """Whether a condition only says that something never happened, with no fact of the file behind it."""
    return not condition.reads and bool(_ABSENCES & set(condition.name.split("_")))
