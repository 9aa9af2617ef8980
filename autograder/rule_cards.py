"""How a rule is written down: its card, the ground it speaks about, and the book in which it is entered."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

import attrs

from autograder.facts import Case, Contact
from autograder.vocabulary import Code, ContactTag, Figure, Flag, Question


class Ground(StrEnum):
    """The footing on which a rule concludes; rules are weighed against each other only inside one ground."""

    BACKGROUND = "background"
    OWN_CONTRACT = "own_contract"
    IMPOSTURE = "imposture"
    GUARANTEE = "guarantee"
    ACCESSION = "accession"
    COLLATERAL = "collateral"
    MARRIAGE = "marriage"
    INHERITANCE = "inheritance"
    UNDERTAKING = "undertaking"
    ENTRY = "entry"
    ADDED = "added"


@attrs.frozen
class Subject:
    """About whom and what a question is asked: a person, with the loan or the contact concerned."""

    person: str
    loan: str | None = None
    contact: Contact | None = None


@attrs.frozen
class FigureValue:
    """A date, number or sum that a rule works out (yuan, days, per cent a year)."""

    name: Figure
    value: Any


def figure(name: Figure, value: Any) -> FigureValue:
    """What a rule yields to attach a figure to the finding."""
    return FigureValue(name, value)


Step = tuple[str, bool] | tuple[str, bool, Mapping[str, Any]] | FigureValue
WAY = "way"
"""The detail by which a condition that can hold or fail in several ways says which it is: a part of a key of words."""

LAW_AS_OF = "law_as_of"
"""The way in which a condition is found by the law of an earlier day than its own (`Case.law_on`)."""

Body = Callable[[Case, Subject], Iterator[Step]]


@attrs.frozen
class Card:
    """What a rule says of itself; see `rule` for the fields."""

    id: str
    question: Question
    ground: Ground
    concludes: tuple[Code, ...]
    exception_to: tuple[str, ...]
    beside: tuple[Code, ...]
    authority: tuple[str, ...]
    since: date | None
    until: date | None
    governed_by: Callable[[Case, Subject], date | None] | None
    claims: tuple[str, ...]
    flags: tuple[Flag, ...]
    tags: tuple[ContactTag, ...]
    unsettled: str | None
    accepts: tuple[tuple[Code, ...], ...]
    body: Body
    name: str = attrs.field(init=False)
    """The function's name: unique, and the key of the rule's words."""

    @name.default
    def _name_of_the_function(self) -> str:
        return self.body.__name__

    def in_force(self, day: date | None) -> bool:
        """Whether the rule is law on a day; on no day where there is none to go by."""
        return day is not None and (self.since or day) <= day and (self.until is None or day < self.until)


_rulebook: dict[Question, list[Card]] = {question: [] for question in Question}


def rules_for(question: Question) -> Sequence[Card]:
    """All rules that speak about a question, in the order in which they were written."""
    return _rulebook[question]


def rules_that_conclude(question: Question, besides: Ground) -> Sequence[Card]:
    """The rules on which the codes of an answer hang, those of one ground left out: what concludes, and exceptions.

    Ceilings, flags and the like are none of them; they may themselves ask what somebody owes besides.
    """
    cards = [card for card in rules_for(question) if card.ground is not besides]
    kept = {card.name for card in cards if card.concludes}
    more = set(kept)
    while more:
        defeated = {name for card in cards if card.name in kept for name in (card.id, card.name)}
        more = {card.name for card in cards if card.name not in kept and not defeated.isdisjoint(card.exception_to)}
        kept |= more
    return [card for card in cards if card.name in kept]


def all_rules() -> Iterator[Card]:
    """Every rule of every question."""
    for question in Question:
        yield from _rulebook[question]


def rule(
    id: str,
    *,
    question: Question,
    ground: Ground = Ground.ADDED,
    concludes: Code | Sequence[Code] = (),
    exception_to: Iterable[str] = (),
    beside: Iterable[Code] = (),
    authority: str | Sequence[str],
    since: date | None = None,
    until: date | None = None,
    governed_by: Callable[[Case, Subject], date | None] | None = None,
    claims: Iterable[str] = (),
    flags: Iterable[Flag] = (),
    tags: Iterable[ContactTag] = (),
    unsettled: str | None = None,
    accepts: Iterable[Sequence[Code]] = (),
) -> Callable[[Body], Body]:
    """Enter a rule in the book.

    `id` is the dossier's rule id; several functions may share it (law of different dates, limbs of one rule).
    `concludes` are the codes it gives, empty for a rule that only adds `flags`, `tags` or figures or only defeats.
    `exception_to` names the ids of rules, or the names of rule functions, that it defeats when it stands.
    `beside` are codes of the same question, one of which must stand on rules without `beside` for this one to be tried.
    `authority` are articles as `CODE/article[/paragraph[/item]]`, the CODE from `law/authorities.toml`.
    `since` (inclusive) and `until` (exclusive) bound the law in time; `governed_by` says which day of the case is
    tested against them, and is itself a piece of law (transitional rules). `unsettled` is the dossier's U-number and
    `accepts` the alternative sets of codes that are right besides the ones concluded.
    """
    if (since or until) and governed_by is None:
        raise TypeError(f"rule {id}: since/until need governed_by, the day of the case that they are tested against")

    def enter(body: Body) -> Body:
        codes = (concludes,) if isinstance(concludes, str) else tuple(concludes)
        articles = (authority,) if isinstance(authority, str) else tuple(authority)
        _rulebook[question].append(
            Card(
                id, question, ground, codes, tuple(exception_to), tuple(beside), articles, since, until, governed_by,
                tuple(claims), tuple(flags), tuple(tags), unsettled, tuple(tuple(codes) for codes in accepts), body,
            )
        )  # fmt: skip
        return body

    return enter
