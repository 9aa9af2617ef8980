"""Conditions, rules and figures of one case in words of one language: pieces of sentences, no argument yet.

`Phrases(case, language)` says what a condition of a rule says when it holds and when it fails; all that `FactWords`
and `Names` know it knows as well.
"""

from collections.abc import Collection, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any

import attrs

from autograder.fact_words import FactWords
from autograder.names import bare
from autograder.rule_cards import LAW_AS_OF, WAY
from autograder.rulebook import Card, Condition, FigureValue, Subject
from autograder.sources import cited
from autograder.stated import raw
from autograder.vocabulary import Figure

_SUMS = {
    Figure.AMOUNT_CAP, Figure.FREED_AMOUNT, Figure.SHARE, Figure.RECOURSE_AMOUNT, Figure.RESTITUTION_AMOUNT,
    Figure.RATE_CAP,
}  # fmt: skip

_OF_A_DELAY = {Figure.OVERDUE_DAYS, Figure.LEVEL}


@attrs.frozen
class Phrases(FactWords):
    """The words of one language about the facts and rules of one case."""

    def condition(self, subject: Subject, condition: Condition, *, card: Card, holds: bool | None = None) -> str:
        """What a condition says: as it was found, or as `holds` wants it told."""
        told = condition.holds if holds is None else holds
        ending = "holds" if told else "fails"
        if condition.name == "law_in_force":
            return self._dates_of_law(subject, condition, card, ending)
        key = self._exactly(f"conditions.{condition.name}.{ending}", condition if told == condition.holds else None)
        others = {"loan": self.say("loan.this"), "borrower": self.borrowers(subject.loan, but=subject.person)}
        return bare(self.words(key, **{**self.context(subject), **others, **self.details(condition.details)}))

    def _exactly(self, key: str, condition: Condition | None) -> str:
        """The key of a closer sentence, where a condition that can hold in several ways has one for the way it is.

        The rule says which way it is by a detail `way`; else a fact tells it that the condition read.
        """
        if condition is None:
            return key
        if self.words.has(closer := f"{key}_{condition.details.get(WAY)}"):
            return closer
        for fact, name, entry in condition.reads:
            value = raw(fact, name, entry)
            if isinstance(value, (bool, StrEnum)) and self.words.has(closer := f"{key}_{name}_{str(value).lower()}"):
                return closer
        return key

    def _dates_of_law(self, subject: Subject, condition: Condition, card: Card, ending: str) -> str:
        """Which day counts, and what law that makes it."""
        on, governs = condition.details["on"], card.governed_by.__name__ if card.governed_by else ""
        if on is None:
            return self.say(f"law.no_day.{governs}", **self.context(subject))
        span = "between" if card.since and card.until else "since" if card.since else "until"
        if condition.details.get(WAY) == LAW_AS_OF:
            governs = LAW_AS_OF
        day = self.say(f"law.day.{governs}", on=on)
        return self.say(f"law.{ending}.{span}", day=day, since=card.since, until=card.until)

    def details(self, details: Mapping[str, Any]) -> dict[str, str]:
        """What a condition brings along for its sentence, in words."""
        return {name: self.value(name, value) for name, value in details.items()}

    def rule(self, card: Card) -> str:
        """A rule's sentence of law with the authorities on which it rests."""
        return self.say("sourced", law=bare(self.words(f"rules.{card.name}.sentence")), authority=self.authority(card))

    def authority(self, card: Card) -> str:
        """The articles on which a rule rests."""
        return cited(card.authority, self.case.law_of(self.case.as_of), self.words)

    def figure(self, figure: FigureValue, beside: Collection[Figure] = ()) -> str:
        """A sentence about a date, number or sum that a rule worked out, `beside` which others.

        A delay of which one can say how long it is shown is over: its days are counted up to its end.
        """
        value = self.figure_value(figure.name, figure.value)
        ended = "_ended" if figure.name in _OF_A_DELAY and Figure.DISPLAY_UNTIL in beside else ""
        return self.say(f"figures.{figure.name.value}{ended}", value=value, as_of=self.case.as_of)

    def figure_value(self, name: Figure, value: Any) -> str:
        """The figure alone, with its unit."""
        if isinstance(value, (int, Decimal)) and name not in _SUMS:
            return self.words.show(value)
        return self.value(name.value, value)
