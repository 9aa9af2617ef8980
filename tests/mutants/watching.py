"""Which tests look at what of which rule: the map by which a mutant meets only the tests that could notice it."""

from collections.abc import Iterator
from datetime import date
from functools import wraps

import attrs

from autograder import rule_cards
from autograder.facts import Case
from autograder.rule_cards import Body, Card, FigureValue, Step, Subject
from tests.mutants.mutations import LAW_IN_FORCE, Kind, Mutant, forget


@attrs.define
class Seen:
    """What one test made rules do: conditions that were asked, those that failed, and rules that applied."""

    asked: set[tuple[str, str]] = attrs.field(factory=set)
    failed: set[tuple[str, str]] = attrs.field(factory=set)
    applied: set[str] = attrs.field(factory=set)

    def could_notice(self, mutant: Mutant) -> bool:
        """Whether the test could come out otherwise with the mutant in place of its rule."""
        if mutant.kind is Kind.EXCEPTION:
            return mutant.rule in self.applied
        if mutant.kind is Kind.CONDITION:
            return (mutant.rule, mutant.what) in self.failed
        if mutant.kind is Kind.SINCE_A_DAY_LATER:
            return (mutant.rule, LAW_IN_FORCE) in self.asked
        return (mutant.rule, LAW_IN_FORCE) in self.failed


class Watch:
    """Puts a watcher round every rule of this process; `seen` is what happened since the last `anew`."""

    def __init__(self) -> None:
        self.seen = Seen()
        for cards in rule_cards._rulebook.values():
            cards[:] = [self._watched(card) for card in cards]
        forget()

    def anew(self) -> None:
        """Begin with another test."""
        self.seen = Seen()
        forget()

    def _watched(self, card: Card) -> Card:
        if card.governed_by is None:
            return attrs.evolve(card, body=self._body(card.name, card.body))
        watch, dated = self, card

        class Dated(Card):
            def in_force(self, day: date | None) -> bool:
                held = dated.in_force(day)
                watch.note(dated.name, LAW_IN_FORCE, held)
                return held

        fields = {field.name: getattr(card, field.name) for field in attrs.fields(Card) if field.init}
        return Dated(**{**fields, "body": self._body(card.name, card.body)})

    def note(self, rule: str, condition: str, held: bool) -> None:
        """A rule asked a condition."""
        self.seen.asked.add((rule, condition))
        if not held:
            self.seen.failed.add((rule, condition))

    def _body(self, rule: str, body: Body) -> Body:
        @wraps(body)
        def watched(case: Case, subject: Subject) -> Iterator[Step]:
            for step in body(case, subject):
                if not isinstance(step, FigureValue):
                    self.note(rule, step[0], bool(step[1]))
                    if not step[1]:
                        yield step
                        return
                yield step
            self.seen.applied.add(rule)

        return watched
