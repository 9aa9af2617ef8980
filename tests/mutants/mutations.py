"""Every way to take one thing away from a rule: an exception, a condition, a date; or to move a date by a day."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from enum import StrEnum
from functools import wraps

import attrs

from autograder import rule_cards, rulebook
from autograder.facts import Case
from autograder.rule_cards import Body, Card, FigureValue, Step, Subject

LAW_IN_FORCE = "law_in_force"


class Kind(StrEnum):
    """What is taken away."""

    EXCEPTION = "exception"
    CONDITION = "condition"
    SINCE = "since"
    UNTIL = "until"
    SINCE_A_DAY_LATER = "since a day later"
    UNTIL_A_DAY_LATER = "until a day later"


@attrs.frozen
class Mutant:
    """A rule with one thing taken away; `what` is the rule it defeats no longer or the condition it asks no longer."""

    rule: str
    kind: Kind
    what: str = ""

    def __str__(self) -> str:
        return f"{self.rule}: {self.kind.value} {self.what}".rstrip()


def mutants(conditions: Mapping[str, frozenset[str]]) -> Iterator[Mutant]:
    """All mutants of the rulebook; `conditions` are the names of the conditions that each rule was seen to ask."""
    for card in rulebook.all_rules():
        yield from (Mutant(card.name, Kind.EXCEPTION, beaten) for beaten in card.exception_to)
        yield from (Mutant(card.name, Kind.CONDITION, name) for name in sorted(conditions.get(card.name, ())))
        if card.since:
            yield from (Mutant(card.name, kind) for kind in (Kind.SINCE, Kind.SINCE_A_DAY_LATER))
        if card.until:
            yield from (Mutant(card.name, kind) for kind in (Kind.UNTIL, Kind.UNTIL_A_DAY_LATER))


def mutate(mutant: Mutant) -> None:
    """Put the mutant into the rulebook of this process, in the place of the rule."""
    for cards in rule_cards._rulebook.values():
        cards[:] = [_mutated(card, mutant) if card.name == mutant.rule else card for card in cards]
    forget()


def forget() -> None:
    """Drop what the engine remembers of cases it has decided."""
    rulebook._known.clear()
    rulebook._reads_known.clear()


def _mutated(card: Card, mutant: Mutant) -> Card:
    day = timedelta(days=1)
    match mutant.kind:
        case Kind.EXCEPTION:
            return attrs.evolve(card, exception_to=tuple(name for name in card.exception_to if name != mutant.what))
        case Kind.CONDITION:
            return attrs.evolve(card, body=_without(card.body, mutant.what))
        case Kind.SINCE:
            return attrs.evolve(card, since=None)
        case Kind.UNTIL:
            return attrs.evolve(card, until=None)
        case Kind.SINCE_A_DAY_LATER:
            return attrs.evolve(card, since=card.since and card.since + day)
        case Kind.UNTIL_A_DAY_LATER:
            return attrs.evolve(card, until=card.until and card.until + day)


def _without(body: Body, condition: str) -> Body:
    @wraps(body)
    def mutated(case: Case, subject: Subject) -> Iterator[Step]:
        for step in body(case, subject):
            if not isinstance(step, FigureValue) and step[0] == condition:
                yield condition, True, step[2] if len(step) == 3 else {}
            else:
                yield step

    return mutated
