"""What a changed case shows to somebody who wants a certain code: whether it comes out, or what is in the way."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

import attrs

from autograder import rules
from autograder.candidates import candidates
from autograder.changes import Change, subject_in
from autograder.facts import Case
from autograder.obstacles import nearest
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
    inherit_untouched,
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

Tried = TypeVar("Tried", Trial, Applied)
Key = tuple[int, str, str | None]


@attrs.define
class Look:
    """What a case shows: whether the code comes out, and if not how near it is and which facts are in the way.

    `asked` is a fact that would have to be known first. `leads` are filled in only by a full look, and so is what a
    case with one fact changed takes over from this one: the verdict, and how far each wanted rule got by which facts.
    """

    reached: bool
    progress: float = -1
    leads: Mapping[Key, Read] = attrs.field(factory=dict)
    asked: Read | None = None
    verdict: Verdict | None = None
    held: Mapping[str, tuple[int, frozenset[Key]]] = attrs.field(factory=dict)


class Looking:
    """Looks at changed cases for one code of one finding, as long as there is work `left` to do."""

    def __init__(self, case: Case, finding: Finding, code: Code) -> None:
        self.case = case
        self.finding = finding
        self.question: Question = finding.question
        self.subject = finding.subject
        self.code = code
        self.cards = [card for card in rules_for(self.question) if code in card.concludes]
        self.decisive = {(type(fact).__name__, name, key) for fact, name, key in finding.missing}
        self.left = MOST_WORK

    def tried(self, change: Change, case: Case, subject: Subject, before: Look) -> tuple[Case, Subject, Look]:
        """A case with one change made, and what it shows; `before` is what a full look at the case showed."""
        made, whom = change.made(case, subject)
        touched: Key | None = None
        if before.verdict is not None and change.read is not None and is_stated(change.read):
            touched = key_of(change.read)
            inherit_untouched(made, whom, case, before.verdict, change.read)
        return made, whom, self.look(made, whom, before, touched)

    def look(self, case: Case, subject: Subject, before: Look, touched: Key | None) -> Look:
        """Whether the code comes out; all rules are weighed only where one that concludes it applies at all."""
        most = 0
        for card in self.cards:
            held, keys = before.held.get(card.name, (None, frozenset()))
            if held is None or touched is None or touched in keys:
                try:
                    held = None if card.beside else conditions_held(card, case, subject)
                except UnknownFact:
                    held = None
                if held is None:
                    return self.full_look(case, subject, leads=False)
            most = max(most, held)
        self.left -= 1
        return Look(False, most)

    def full_look(self, case: Case, subject: Subject, *, leads: bool = True) -> Look:
        """Weigh all rules on a changed case, unknown facts that decide nothing filled in."""
        as_given = case
        while self.left > 0:
            self.left -= FULL
            try:
                rules.require_modelled(case)
                decision = decide(self.question, case, subject)
                if self.code in answer_codes(decision):
                    return Look(True)
                progress = self._progress(decision, case, subject)
                if not leads:
                    return Look(False, progress)
                verdict = weigh(self.question, case, subject)
                found = self._leads(verdict, case, subject)
                return Look(
                    False, progress, found, verdict=verdict if case is as_given else None, held=self._held(verdict)
                )
            except UnknownFact as unknown:
                read = (unknown.fact, unknown.name, unknown.key)
                if (type(unknown.fact).__name__, unknown.name, unknown.key) in self.decisive or not unknown.written:
                    return Look(False, 0, asked=read)
                completed = changed(case, *read, candidates(case, *read)[0])
                inherit(completed, case)
                case, subject = completed, subject_in(completed, subject)
            except (RuleConflict, NotModelled):
                return Look(False)
        return Look(False)

    def _leads(self, verdict: Verdict, case: Case, subject: Subject) -> Mapping[Key, Read]:
        """The facts behind what keeps the code from coming out, those of the nearest rule first."""
        return {key_of(read): read for reads in self._in_the_way(verdict, case, subject) for read in reads}

    def _held(self, verdict: Verdict) -> Mapping[str, tuple[int, frozenset[Key]]]:
        """How many conditions of each failing wanted rule hold, and all the facts that this rests on."""
        return {
            trial.card.name: (len(trial.conditions) - 1, frozenset(keys_of(trial)))
            for trial in verdict.trials
            if self.code in trial.card.concludes and not trial.applies and not trial.card.beside
        }

    def _in_the_way(self, verdict: Verdict, case: Case, subject: Subject) -> Iterator[tuple[Read, ...]]:
        for trial in nearest(verdict, self.question, self.code, case, subject):
            yield trial.conditions[-1].reads
        defeated = {trial.card.name: by for trial, by in verdict.defeated}
        for trial in verdict.trials:
            if self.code in trial.card.concludes and trial.card.name in defeated:
                yield from (condition.reads for condition in defeated[trial.card.name].conditions)
        for code in dict.fromkeys(code for card in self.cards for code in card.beside):
            for trial in nearest(verdict, self.question, code, case, subject):
                yield trial.conditions[-1].reads
        for trial in self._rivals(verdict.standing):
            for other in verdict.trials:
                if not other.applies and {trial.card.id, trial.card.name} & set(other.card.exception_to):
                    yield other.conditions[-1].reads
            yield from (condition.reads for condition in trial.conditions)

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


def key_of(read: Read) -> Key:
    """One look at a fact as a key."""
    return (id(read[0]), read[1], read[2])


def keys_of(trial: Trial) -> Iterator[Key]:
    """Every fact that a rule looked at."""
    return (key_of(read) for condition in trial.conditions for read in condition.reads)


def is_stated(read: Read) -> bool:
    """Whether the file has the fact at all, be it as unknown: an entry of a mapping may be missing."""
    fact, name, key = read
    return key is None or key in getattr(fact, name)
