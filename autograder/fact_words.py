"""The facts of one case as they are named, asked for and stated in one language, told apart where several are meant."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Any

import attrs

from autograder.fact_paths import fact_path, read_at
from autograder.facts import Contact, Guarantee, Lender, Loan, Person, Role
from autograder.names import Names, bare
from autograder.rulebook import Subject
from autograder.stated import Read, raw

_OWNERS = {
    "Person": ("id",), "Lender": ("id",), "Loan": ("id",), "Role": ("person",), "Guarantee": ("guarantor",),
    "Marriage": ("a", "b"), "Relation": ("a", "b"), "Collateral": ("owner",), "DebtTransfer": ("to_person",),
    "Accession": ("person",), "SpouseAct": ("date", "spouse"), "Event": ("date", "kind"), "Contact": ("at", "target"),
    "Query": ("date", "subject"), "MonthEntry": ("month",), "Inheritance": ("heir",), "Property": ("title",),
    "Court": ("date", "event"), "Transfer": ("from_person", "to_person"), "Dispute": ("date", "by"),
    "JointUseProof": ("of",), "Variation": ("date", "kind"), "CreditorAct": ("date", "kind"), "ModelUse": ("subject",),
    "Instalment": ("due",),
}  # fmt: skip
"""By which of its own fields a fact is told from another of its class."""

_THEIRS = {"Role", "Guarantee", "Inheritance", "Accession", "Collateral", "MonthEntry"}
"""Facts that are told as those of their owner: her guarantee, his signature."""

_NOBODYS = {"estate_dealt_with_on"}
"""Facts written down for each person concerned though they are the same for all: no owner is named."""

_WHOSE = {
    "Person": "id", "Role": "person", "Guarantee": "guarantor", "Accession": "person", "SpouseAct": "spouse",
    "Contact": "target", "Inheritance": "heir", "Collateral": "owner", "Query": "subject", "MonthEntry": "person",
    "DebtTransfer": "to_person",
}  # fmt: skip
"""The field that names the person of whom the words of a fact may speak as "this person"."""


@attrs.frozen
class FactWords(Names):
    """The words of one language about the facts of one case."""

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

    def fact_stated(self, read: Read, value: Any, subject: Subject | None = None) -> str:
        """A fact with a value as a statement: the sentence that the words have for this value, or else name and value.

        Yes-or-no facts have a sentence each way, facts that may not have happened one for that, and kinds of things
        one where name and value would read stiffly.
        """
        read = self.located(read)
        section, shown = _section_of(read), self.value(read[1], value)
        for key in (f"{section}.{_ending(value)}", f"{section}.is"):
            if self.words.has(key):
                known = {"value": shown, "of": self.value("of", getattr(read[0], "of", ""))}
                return self._owned("statement", read, bare(self.words(key, **known)), subject)
        name = self.fact_name(read, subject)
        return self.say("fact.is", fact=name, value=self.quoted_value(read[1], value))

    def quoted_value(self, name: str, value: Any) -> str:
        """A value inside a sentence: in quotation marks where it is a kind of thing, bare as a number or a day."""
        text = self.value(name, value)
        return self.say("quoted", text=text) if isinstance(value, (str, bool)) else text

    def _owned(self, how: str, read: Read, text: str, subject: Subject | None) -> str:
        """A text about a fact, told to be about its person, or with its owner added where several could be meant."""
        fact = read[0]
        whom, doer = self._whom(read), self._doer(read)
        if whom and how != "name" and any(anybody in text for anybody in self._anybody()):
            return self.about(text, whom)
        if isinstance(fact, Lender) and how != "name":
            return self.about(text, fact.id, "lender")
        theirs = "" if read[1] in _NOBODYS else self.owner(fact, subject)
        owner = self.joined((theirs, self._entry(read, subject)), "list")
        if not owner:
            return text
        whether = text.startswith(self.say("fact.whether"))
        if doer and how == "name" and whether:
            return self.say("fact.person.whether", owner=owner, fact=text)
        personal = doer or (type(self._place(fact)[-1]).__name__ in _THEIRS and how == "name" and not whether)
        return self.say(f"fact.{'person' if personal else 'thing'}.{how}", owner=owner, fact=text)

    def _entry(self, read: Read, subject: Subject | None) -> str:
        """Which entry of a mapping is meant: a person, a day, or a loan that is not the one spoken of anyway."""
        key = read[2]
        if key is None or (subject is not None and key == subject.loan):
            return ""
        if any(loan.id == key for loan in self.case.loans):
            return self.loan(key)
        return self.words.show(date.fromisoformat(key)) if key[:4].isdigit() else self.name(key)

    def _doer(self, read: Read) -> str | None:
        """The person who is what the fact says: the person of the entry, or the one whose own fact it is."""
        fact, _, key = read
        if key is not None and any(person.id == key for person in self.case.persons):
            return key
        return fact.id if isinstance(fact, Person) else None

    def _whom(self, read: Read) -> str | None:
        """The person of whom the words of a fact speak as this person."""
        top = self._place(read[0])[-1]
        field = _WHOSE.get(type(top).__name__)
        return self._doer(read) or (getattr(top, field) if field else None)

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


def _ending(value: Any) -> str:
    """Under which name the words may have a sentence for a value of a fact."""
    if value is None:
        return "never"
    if isinstance(value, StrEnum):
        return f"is_{value.value}"
    return ("yes" if value else "no") if isinstance(value, bool) else "is"


def _section_of(read: Read) -> str:
    return f"facts.{type(read[0]).__name__}.{read[1]}"
