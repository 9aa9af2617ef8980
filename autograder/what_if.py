"""What would have to be different: a search for the smallest change of a case's facts that brings out a given code.

The search goes backwards from the code. It asks which rules conclude the code, which condition of theirs fails or
which exception defeats them, and tries other values of just the facts behind those conditions, one change at a time
and then two. What nobody wrote as a fact (that a contact had signed, say) is tried as a *hypothesis*.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

import attrs

from autograder import rules
from autograder.candidates import candidates
from autograder.changes import Change, changes_of, sides, subject_in
from autograder.fact_paths import fact_path, read_at
from autograder.facts import Case
from autograder.hypotheses import hypotheses
from autograder.rulebook import (
    Applied,
    Decision,
    Ground,
    NotModelled,
    RuleConflict,
    Subject,
    Trial,
    Verdict,
    conditions_held,
    decide,
    inherit,
    rules_for,
    weigh,
)
from autograder.solve import Finding, answer_codes
from autograder.stated import Read, UnknownFact, changed
from autograder.vocabulary import Code, CollectionContact, Liability, Question

MOST_WORK = 360
"""How much the search may do before it gives up: 1 for a look at the wanted rules, `FULL` for weighing all of them."""

FULL = 4
APPLIES = 100

Changes = tuple[Change, ...]
Tried = TypeVar("Tried", Trial, Applied)


def smallest_changes(case: Case, finding: Finding, code: Code, *, most: int = 2) -> tuple[Changes, ...]:
    """Up to `most` ways to bring the code out, each the change of one fact; failing that, one change of two facts.

    Empty when no change of one or two facts does it.
    """
    return _Search(case, finding, code).run(most)


@attrs.define
class _Look:
    """What a changed case shows: whether the code comes out, and if not how near it is and which facts are in the way.

    `asked` is a fact that would have to be known first. `leads` are filled in only by a full look.
    """

    reached: bool
    progress: float = -1
    leads: Mapping[Any, Read] = attrs.field(factory=dict)
    asked: Read | None = None


class _Search:
    def __init__(self, case: Case, finding: Finding, code: Code) -> None:
        self.case = case
        self.question: Question = finding.question
        self.subject = finding.subject
        self.code = code
        self.cards = [card for card in rules_for(self.question) if code in card.concludes]
        self.decisive = {(type(fact).__name__, name, key) for fact, name, key in finding.missing}
        self.left = MOST_WORK

    def run(self, most: int) -> tuple[Changes, ...]:
        """The changes found, the least far-fetched first."""
        start = self.full_look(self.case, self.subject)
        if start.reached:
            return ()
        found: dict[Any, Changes] = {}
        promising: list[tuple[Change, _Look]] = []
        for change in self.singles(self.case, self.subject, start):
            if change.about in found:
                continue
            seen = self.look(*change.made(self.case, self.subject))
            if seen.reached:
                found[change.about] = (self.nearest(change),)
            elif seen.progress > start.progress or (seen.asked and not start.asked):
                promising.append((change, seen))
            if len(found) >= most and change.cost > 1:
                break
        return tuple(found.values())[:most] or self.pair(promising)

    def pair(self, promising: list[tuple[Change, _Look]]) -> tuple[Changes, ...]:
        """The first two changes that together bring the code out, the most promising first change first."""
        ranked = sorted(promising, key=lambda pair: (pair[0].cost, -pair[1].progress))
        best = {change.about: change for change, _ in reversed(ranked) if change.read}
        for first in (change for change, _ in ranked if not change.read or best[change.about] is change):
            case, subject = first.made(self.case, self.subject)
            seen = self.full_look(case, subject)
            if seen.asked and self.whatever(seen.asked, case, subject):
                return ((first,),)
            for second in self.singles(case, subject, seen):
                if self.left <= 0:
                    return ()
                told = self.in_the_file(first, case, second)
                if told and told.about != first.about and self.look(*second.made(case, subject)).reached:
                    return ((first, told),)
        return ()

    def whatever(self, read: Read, case: Case, subject: Subject) -> bool:
        """Whether the code comes out whatever a fact is that the file does not state."""
        values = list(changes_of(case, read))
        return bool(values) and all(self.look(*change.made(case, subject)).reached for change in values)

    def in_the_file(self, first: Change, case: Case, second: Change) -> Change | None:
        """A second change told about the case as it is; None where its fact exists only by the first change."""
        if second.read is None:
            return second
        try:
            path = fact_path(case if first.read else self.case, second.read)
            return attrs.evolve(second, read=read_at(self.case, path))
        except LookupError:
            return None

    def singles(self, case: Case, subject: Subject, seen: _Look) -> list[Change]:
        """Every single change worth trying from here, the least far-fetched first."""
        reads = [seen.asked] if seen.asked else seen.leads.values()
        changes = [change for read in reads for change in changes_of(case, read)]
        changes += [Change(hypothesis=hypothesis) for hypothesis in hypotheses(case, self.question, subject)]
        return sorted(changes, key=lambda change: change.cost)

    def look(self, case: Case, subject: Subject) -> _Look:
        """Whether the code comes out; all rules are weighed only where one that concludes it applies at all."""
        held = 0
        for card in self.cards:
            try:
                if card.beside or (number := conditions_held(card, case, subject)) is None:
                    return self.full_look(case, subject, leads=False)
            except UnknownFact:
                return self.full_look(case, subject, leads=False)
            held = max(held, number)
        self.left -= 1
        return _Look(False, held)

    def full_look(self, case: Case, subject: Subject, *, leads: bool = True) -> _Look:
        """Weigh all rules on a changed case, unknown facts that decide nothing filled in."""
        while self.left > 0:
            self.left -= FULL
            try:
                rules.require_modelled(case)
                decision = decide(self.question, case, subject)
                if self.code in answer_codes(decision):
                    return _Look(True)
                return _Look(
                    False, self._progress(decision, case, subject), self._leads(case, subject) if leads else {}
                )
            except UnknownFact as unknown:
                read = (unknown.fact, unknown.name, unknown.key)
                if (type(unknown.fact).__name__, unknown.name, unknown.key) in self.decisive or not unknown.written:
                    return _Look(False, 0, asked=read)
                completed = changed(case, *read, candidates(case, *read)[0])
                inherit(completed, case)
                case, subject = completed, subject_in(completed, subject)
            except (RuleConflict, NotModelled):
                return _Look(False)
        return _Look(False)

    def _leads(self, case: Case, subject: Subject) -> Mapping[Any, Read]:
        """The facts behind what keeps the code from coming out."""
        verdict = weigh(self.question, case, subject)
        reads = (read for reads in self._in_the_way(verdict) for read in reads)
        return {(id(fact), *rest): (fact, *rest) for fact, *rest in reads}

    def _in_the_way(self, verdict: Verdict) -> Iterator[tuple[Read, ...]]:
        """The facts behind what keeps the code from coming out."""
        wanted = {
            self.code,
            *(code for card in rules_for(self.question) if self.code in card.concludes for code in card.beside),
        }
        defeated = {trial.card.name: by for trial, by in verdict.defeated}
        for trial in verdict.trials:
            if not wanted & set(trial.card.concludes):
                continue
            if not trial.applies:
                yield trial.conditions[-1].reads
            elif trial.card.name in defeated:
                yield from (condition.reads for condition in defeated[trial.card.name].conditions)
        for trial in self._rivals(verdict.standing):
            yield from (condition.reads for condition in trial.conditions)
            for other in verdict.trials:
                if not other.applies and {trial.card.id, trial.card.name} & set(other.card.exception_to):
                    yield other.conditions[-1].reads

    def _rivals(self, standing: Sequence[Tried]) -> list[Tried]:
        """Standing rules that must go before the code can come out."""
        if self.code is Liability.NONE:
            return [trial for trial in standing if set(trial.card.concludes) - {Liability.NONE}]
        if isinstance(self.code, CollectionContact):
            order = list(CollectionContact)
            graver = order[order.index(self.code) + 1 :]
            return [trial for trial in standing if set(trial.card.concludes) & set(graver)]
        grounds = {card.ground for card in self.cards} - {Ground.ADDED, Ground.BACKGROUND}
        return [trial for trial in standing if trial.card.concludes and trial.card.ground in grounds]

    def _progress(self, decision: Decision, case: Case, subject: Subject) -> float:
        """How near the code is: how much of its nearest rule holds, or how little stands against one that applies."""
        found = {code for one in decision.standing for code in one.card.concludes}
        tried = [card for card in self.cards if not card.beside or found & set(card.beside)]
        held = [conditions_held(card, case, subject) for card in tried]
        if None in held:
            return APPLIES - len(self._rivals(decision.standing))
        return max((number for number in held if number is not None), default=0)

    def nearest(self, change: Change) -> Change:
        """For a date: the day nearest to the real one that does as well, and whether going further does too."""
        if change.read is None or not isinstance(change.value, date):
            return change
        both = sides(self.case, change.read)
        which = 0 if change.value in both[0] else 1
        side = both[which]
        low, high = 0, side.index(change.value)
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if self.does(change.read, side[middle]) else (middle + 1, high)
        further = (high + len(side)) // 2
        onwards = further > high and all(self.does(change.read, day) for day in (side[further], side[-1]))
        return attrs.evolve(change, value=side[high], onwards=("earlier", "later")[which] if onwards else "")

    def does(self, read: Read, value: Any) -> bool:
        """Whether this one value brings the code out."""
        return self.look(*Change(read, value).made(self.case, self.subject)).reached
