"""Facts, conditions and rules of one case in words of one language: pieces of sentences, no argument yet.

`Phrases(case, language)` says what a condition of a rule says when it holds and when it fails, and what a fact is
called when more than one could be meant; all that `Names` knows it knows as well.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import attrs

from autograder.fact_paths import fact_path, read_at
from autograder.facts import Contact, Guarantee, Loan, Role
from autograder.law import authority_words, instruments
from autograder.names import Names, bare
from autograder.rulebook import Card, Condition, FigureValue, Subject
from autograder.stated import Read, raw
from autograder.vocabulary import Figure

_OWNERS = {
    "Person": ("id",), "Lender": ("id",), "Loan": ("id",), "Role": ("person",), "Guarantee": ("guarantor",),
    "Marriage": ("a", "b"), "Relation": ("a", "b"), "Collateral": ("owner",), "DebtTransfer": ("to_person",),
    "Accession": ("person",), "SpouseAct": ("date", "spouse"), "Event": ("date", "kind"), "Contact": ("at", "target"),
    "Query": ("date", "subject"), "MonthEntry": ("month", "person"), "Inheritance": ("heir",), "Property": ("title",),
    "Court": ("date", "event"), "Transfer": ("from_person", "to_person"), "Dispute": ("date", "by"),
    "JointUseProof": ("of",), "Variation": ("date", "kind"), "CreditorAct": ("date", "kind"), "ModelUse": ("subject",),
    "Instalment": ("due",),
}  # fmt: skip
"""By which of its own fields a fact is told from another of its class."""

_THEIRS = {"Role", "Guarantee", "Inheritance", "Accession", "Collateral"}
"""Facts that are told as those of their owner: her guarantee, his signature."""

MOST_SOURCES = 3
"""So many authorities are named for one rule; a card lists the weightiest first."""

_DOERS = {
    "Person": "id", "Contact.target_refused_before": "target", "Guarantee.signed_notice_after_lapse": "guarantor",
}  # fmt: skip
"""Facts whose words leave out the person whom they are about, and the field that names that person."""

_SUMS = {
    Figure.AMOUNT_CAP, Figure.FREED_AMOUNT, Figure.SHARE, Figure.RECOURSE_AMOUNT, Figure.RESTITUTION_AMOUNT,
    Figure.RATE_CAP,
}  # fmt: skip


@attrs.frozen
class Phrases(Names):
    """The words of one language about the facts and rules of one case."""

    def condition(self, subject: Subject, condition: Condition, *, card: Card, holds: bool | None = None) -> str:
        """What a condition says: as it was found, or as `holds` wants it told."""
        told = condition.holds if holds is None else holds
        ending = "holds" if told else "fails"
        if condition.name == "law_in_force":
            return self._dates_of_law(condition, card, ending)
        key = f"conditions.{condition.name}.{ending}"
        known = {**self.context(subject), "loan": self.say("loan.this"), **self.details(condition.details)}
        return bare(self.words(key, **known))

    def _dates_of_law(self, condition: Condition, card: Card, ending: str) -> str:
        on = condition.details["on"]
        span = "between" if card.since and card.until else "since" if card.since else "until"
        key = f"law.{ending}.{span}" if on else "law.no_day"
        return self.say(key, on=on, since=card.since, until=card.until)

    def details(self, details: Mapping[str, Any]) -> dict[str, str]:
        """What a condition brings along for its sentence, in words."""
        return {name: self.value(name, value) for name, value in details.items()}

    def rule(self, card: Card) -> str:
        """A rule's sentence of law with the authority it rests on."""
        law = self.words(f"rules.{card.name}.sentence")
        return self.say("sourced", law=bare(law), authority=self.joined(self._sources(card.authority), "list"))

    def _sources(self, references: Sequence[str]) -> Iterator[str]:
        """The first authorities of a rule that were there by the day of the case, each instrument named once."""
        named = ""
        made = [reference for reference in references if not self._later(reference)] or references
        for reference in made[:MOST_SOURCES]:
            instrument = reference.split("/")[0]
            name, text = (authority_words(one, self.language) for one in (instrument, reference))
            yield text.removeprefix(name).strip() if instrument == named and text.startswith(name) else text
            named = instrument

    def _later(self, reference: str) -> bool:
        """Whether an instrument was made only after the day from which the case is seen."""
        since = instruments()[reference.split("/")[0]].since
        return since is not None and since > self.case.as_of

    def figure(self, figure: FigureValue) -> str:
        """A sentence about a date, number or sum that a rule worked out."""
        value = self.figure_value(figure.name, figure.value)
        return self.say(f"figures.{figure.name.value}", value=value, as_of=self.case.as_of)

    def figure_value(self, name: Figure, value: Any) -> str:
        """The figure alone, with its unit."""
        if isinstance(value, (int, Decimal)) and name not in _SUMS:
            return self.words.show(value)
        return self.value(name.value, value)

    def fact_name(self, read: Read, subject: Subject | None = None) -> str:
        """What a fact is called, with whose or which it is where the case holds several of its kind.

        Nothing is added where the fact belongs to the contact or loan that a given subject is about.
        """
        read = self.located(read)
        return self._owned("name", read, bare(self.words(f"{_section_of(read)}.name")), subject)

    def fact_question(self, read: Read, subject: Subject | None = None) -> str:
        """How one would ask for a fact."""
        read = self.located(read)
        return self._owned("question", read, self.words(f"{_section_of(read)}.ask"), subject)

    def fact_stated(self, read: Read, value: Any, subject: Subject | None = None, key: str = "is") -> str:
        """A fact with a value as a statement: the sentence of a yes-or-no fact, otherwise name and value.

        `key` is `is` for what is so, `had_been` for what is only supposed.
        """
        read = self.located(read)
        sentence = f"{_section_of(read)}.{'yes' if value is True else 'no'}"
        if isinstance(value, bool) and self.words.has(sentence):
            return self._owned("statement", read, bare(self.words(sentence)), subject)
        name = self.fact_name(read, subject)
        if value is not None:
            return self.say(f"fact.{key}", fact=name, value=self.quoted_value(read[1], value))
        for fragment in self.say("fact.day_words").split("|"):
            name = name.replace(fragment, "")
        return self.say("fact.not_so", fact=name)

    def quoted_value(self, name: str, value: Any) -> str:
        """A value inside a sentence: in quotation marks where it is a kind of thing, bare as a number or a day."""
        text = self.value(name, value)
        return self.say("quoted", text=text) if isinstance(value, (str, bool)) else text

    def _owned(self, how: str, read: Read, text: str, subject: Subject | None) -> str:
        """A text about a fact, told to be about its person, or with its owner added where several could be meant."""
        person = self._person_meant(read)
        if person and how != "name" and any(anybody in text for anybody in self._anybody()):
            return self.about(text, person)
        if person and how == "statement":
            return self.say("fact.person.statement", owner=self.name(person), fact=text)
        owner = self.owner(read[0], subject)
        if read[2] is not None:
            owner = self.joined((owner, self.value("key", read[2])), "list")
        if not owner:
            return text
        whether = text.startswith(self.say("fact.whether"))
        if person and how == "name" and whether:
            return self.say("fact.person.whether", owner=owner, fact=text)
        theirs = person or (type(self._place(read[0])[-1]).__name__ in _THEIRS and how == "name" and not whether)
        return self.say(f"fact.{'person' if theirs else 'thing'}.{how}", owner=owner, fact=text)

    def _person_meant(self, read: Read) -> str | None:
        """The person who does or is what the fact says, where its words leave that person out."""
        fact, name, key = read
        if key is not None:
            return key if any(person.id == key for person in self.case.persons) else None
        field = _DOERS.get(type(fact).__name__) or _DOERS.get(f"{type(fact).__name__}.{name}")
        return getattr(fact, field) if field else None

    def located(self, read: Read) -> Read:
        """The same fact in this case, where the one that was read is a copy with something filled in."""
        return read_at(self.case, fact_path(self.case, read))

    def owner(self, fact: Any, subject: Subject | None = None) -> str:
        """Whose or which fact is meant; empty where the case has only one of the kind, or the subject says it."""
        trail = self._place(fact)
        top = trail[-1]
        alike = [other[-1] for other in _trails(self.case, ()) if type(other[-1]) is type(top)]
        if subject is not None:
            alike = [other for other in alike if other is top or _may_be_meant(other, subject)]
            if not _may_be_meant(top, subject):
                alike.append(top)
        same_kind = [other for other in alike if getattr(other, "kind", None) == getattr(top, "kind", None)]
        if len(alike) < 2 or (hasattr(top, "date") and len(same_kind) < 2):
            return ""
        if isinstance(top, Loan):
            return self.loan(top.id)
        told = [self.value(name, raw(top, name)) for name in _OWNERS.get(type(top).__name__, ())]
        return self.say("fact.dated", on=told[0], what=told[1]) if len(told) == 2 else self.joined(told, "list")

    def _place(self, fact: Any) -> tuple[Any, ...]:
        """The facts around a fact down to the nearest (itself perhaps) that has an owner's name."""
        trail = next(trail for trail in _trails(self.case, ()) if trail[-1] is fact)
        while type(trail[-1]).__name__ not in _OWNERS and len(trail) > 1:
            trail = trail[:-1]
        return trail


def _may_be_meant(fact: Any, subject: Subject) -> bool:
    """Whether a fact could be meant when a certain loan or contact is spoken of."""
    if isinstance(fact, Contact):
        return subject.contact is None or fact.id == subject.contact.id
    if isinstance(fact, (Role, Guarantee)):
        whose = fact.person if isinstance(fact, Role) else fact.guarantor
        return (whose, fact.loan) == (subject.person, subject.loan)
    loan = fact.id if isinstance(fact, Loan) else getattr(fact, "loan", None)
    return subject.loan is None or loan is None or loan == subject.loan


def _trails(node: Any, above: tuple[Any, ...]) -> Iterable[tuple[Any, ...]]:
    """Every fact object of a case, each with those around it."""
    trail = (*above, node)
    yield trail
    for field in attrs.fields(type(node)):
        value = raw(node, field.name)
        for part in value if isinstance(value, tuple) else (value,):
            if attrs.has(type(part)):
                yield from _trails(part, trail)


def _section_of(read: Read) -> str:
    return f"facts.{type(read[0]).__name__}.{read[1]}"
