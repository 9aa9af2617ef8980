"""Which of the rules that apply stand: exceptions defeat, standing rules of one ground must not disagree."""

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from autograder.rule_cards import Card, Ground
from autograder.vocabulary import CODES, Code

_TABLE_ORDER = {(codes, code): place for codes in CODES.values() for place, code in enumerate(codes)}


class RuleConflict(Exception):
    """Two standing rules of one ground disagree: a defect of the rules or of the facts, never decided silently."""


class Applying(Protocol):
    """A rule all of whose conditions hold."""

    @property
    def card(self) -> Card:
        """The rule's card."""


_Applying = TypeVar("_Applying", bound=Applying)


def concluded(standing: Iterable[Applying]) -> tuple[Code, ...]:
    """All codes that rules conclude, in table order."""
    given = {code for one in standing for code in one.card.concludes}
    return tuple(given if len(given) < 2 else sorted(given, key=lambda code: _TABLE_ORDER[type(code), code]))


def unbeaten(applying: Sequence[_Applying]) -> tuple[tuple[_Applying, ...], tuple[tuple[_Applying, _Applying], ...]]:
    """Which applying rules stand, and which are defeated by whom; exceptions to exceptions are settled first."""
    challenging = [one for one in applying if one.card.exception_to]
    if not challenging:
        return tuple(applying), ()
    victors: dict[str, _Applying | None] = {}

    def victor(one: _Applying) -> _Applying | None:
        card = one.card
        if card.name not in victors:
            victors[card.name] = None
            against = (other for other in challenging if {card.id, card.name} & set(other.card.exception_to))
            victors[card.name] = next((other for other in against if victor(other) is None), None)
        return victors[card.name]

    standing = tuple(one for one in applying if victor(one) is None)
    return standing, tuple((one, by) for one in applying if (by := victor(one)) is not None)


def refuse_conflicts(standing: Iterable[Applying]) -> None:
    """Inside one exclusive ground, standing rules that conclude must conclude the same."""
    first: dict[Ground, Card] = {}
    for card in (one.card for one in standing):
        if not card.concludes or card.ground is Ground.ADDED:
            continue
        other = first.setdefault(card.ground, card)
        if other.concludes != card.concludes:
            raise RuleConflict(f"{other.id} {other.name} and {card.id} {card.name} both stand")
