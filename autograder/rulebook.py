"""The engine: dated rules over named conditions, exceptions that defeat them, and two loud ways to fail.

A rule is a generator decorated with `@rule`. It yields, in the order in which a lawyer would check them, conditions
`(name, holds)` or `(name, holds, details)`, and results `figure(name, value)`; it stops at the first condition that
fails. A rule applies when every condition holds, and stands unless a standing rule names it in `exception_to`.
Rules speak about *grounds* (own contract, guarantee, marriage, ...): standing rules of different grounds cumulate,
two of the same ground that disagree are a `RuleConflict` (ground `ADDED` alone never conflicts), and a question on
which no rule stands is `Undecided`. A rule with `beside` is tried only where one of those codes already stands: that is
how a later stage (defences, release dates, flags) works on the result of an earlier one.
The manner is that of default logic with priorities; the dossier's section 2 gives the exceptions.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from weakref import WeakKeyDictionary

import attrs

from autograder.facts import Case
from autograder.precedence import RuleConflict, concluded, refuse_conflicts, unbeaten
from autograder.rule_cards import (
    LAW_AS_OF,
    WAY,
    Body,
    Card,
    FigureValue,
    Ground,
    Step,
    Subject,
    all_rules,
    figure,
    rule,
    rules_for,
    rules_that_conclude,
)
from autograder.stated import Read, UnknownFact, being_recorded, record, recorded_reads
from autograder.vocabulary import Code, Question

__all__ = [
    "Applied", "Body", "Card", "Condition", "Decision", "FigureValue", "Ground", "NotModelled", "RuleConflict",
    "Step", "Subject", "Trial", "Undecided", "Verdict", "all_rules", "attempt", "conclusions", "conditions_held",
    "decide", "figure", "inherit", "inherit_untouched", "rule", "rules_for", "weigh",
]  # fmt: skip


class Undecided(Exception):
    """No rule stands on a question: a gap in the rules, never filled by a default."""


class NotModelled(Exception):
    """The case needs law that the workbook leaves out on purpose; `because` is the key of the reason's words."""

    def __init__(self, what: str, authority: str) -> None:
        super().__init__(what)
        self.what = what
        self.authority = authority


@attrs.frozen
class Condition:
    """One condition of a rule as it was found: True, False, or None where it hangs on an unknown fact."""

    name: str
    holds: bool | None
    details: Mapping[str, Any]
    reads: tuple[Read, ...]


@attrs.frozen
class Trial:
    """One rule tried on one subject: its conditions up to the first that fails, and what it worked out."""

    card: Card
    conditions: tuple[Condition, ...]
    applies: bool
    figures: tuple[FigureValue, ...]


@attrs.frozen
class Applied:
    """A rule all of whose conditions hold, and what it worked out; how that was found is not kept."""

    card: Card
    figures: tuple[FigureValue, ...]


def attempt(card: Card, case: Case, subject: Subject) -> Trial:
    """Try one rule and keep its conditions. Raises `UnknownFact` when one of them reads a fact that nobody stated."""
    conditions: list[Condition] = []
    figures: list[FigureValue] = []
    steps = _steps(card, case, subject)
    while True:
        with recorded_reads() as reads:
            step = next(steps, None)
        if step is None:
            return Trial(card, tuple(conditions), True, tuple(figures))
        if isinstance(step, FigureValue):
            figures.append(step)
            continue
        details = step[2] if len(step) == 3 else {}
        conditions.append(Condition(step[0], bool(step[1]), details, tuple(reads.values())))
        if not step[1]:
            return Trial(card, tuple(conditions), False, ())


def _steps(card: Card, case: Case, subject: Subject) -> Iterator[Step]:
    """What a rule yields, and before it whether it is in force on the day that governs."""
    if card.governed_by is not None:
        own = card.governed_by(case, subject)
        day = None if own is None else case.law_of(own)
        bound = {} if day == own else {WAY: LAW_AS_OF}
        yield "law_in_force", card.in_force(day), {"on": day, "since": card.since, "until": card.until, **bound}
    yield from card.body(case, subject)


def conditions_held(card: Card, case: Case, subject: Subject) -> int | None:
    """How many conditions of a rule hold before the first that fails; None where none fails.

    Raises `UnknownFact` as `attempt` does.
    """
    held = 0
    for step in _steps(card, case, subject):
        if isinstance(step, FigureValue):
            continue
        if not step[1]:
            return held
        held += 1
    return None


def _applied(card: Card, case: Case, subject: Subject) -> Applied | None:
    """`attempt` for those who want to know the result alone: None where a condition fails."""
    if card.governed_by is not None:
        day = card.governed_by(case, subject)
        if day is None or not card.in_force(case.law_of(day)):
            return None
    figures: tuple[FigureValue, ...] = ()
    for step in card.body(case, subject):
        if isinstance(step, FigureValue):
            figures += (step,)
        elif not step[1]:
            return None
    return Applied(card, figures)


@attrs.frozen
class Verdict:
    """What the rules say on a case without unknown facts in its way, with every condition that was looked at."""

    standing: tuple[Trial, ...]
    defeated: tuple[tuple[Trial, Trial], ...]
    """Rules that apply but are defeated, each with the standing rule that defeats it."""
    trials: tuple[Trial, ...]

    def codes(self) -> tuple[Code, ...]:
        """All codes concluded, in table order."""
        return concluded(self.standing)


@attrs.frozen
class Decision:
    """What the rules say, without the way there: which rules stand."""

    standing: tuple[Applied, ...]

    def codes(self) -> tuple[Code, ...]:
        """All codes concluded, in table order."""
        return concluded(self.standing)


@attrs.define
class _Known:
    """What was found out about one question on one case: rules tried by name, and the decision once there is one.

    A rule that was tried without meeting an unknown fact finds the same however such facts turn out.
    """

    tried: dict[str, Applied | None] = attrs.field(factory=dict)
    decision: Decision | None = None
    missing: tuple[Any, str, str | None, bool] | None = None
    """The fact in the way, as `UnknownFact` takes it; not the exception, whose traceback would keep the case alive."""


_Asked = tuple[Question, Subject, Ground | None]
"""A question about somebody; with a ground, as if the rules of that ground were not there."""

_known: WeakKeyDictionary[Case, dict[_Asked, _Known]] = WeakKeyDictionary()
_reads_known: WeakKeyDictionary[Case, dict[_Asked, tuple[Read, ...]]] = WeakKeyDictionary()


def weigh(question: Question, case: Case, subject: Subject) -> Verdict:
    """Try every rule of a question and let the exceptions defeat what they are exceptions to; keep everything seen.

    Raises `UnknownFact` (a fact is missing), `RuleConflict` or `NotModelled`.
    """
    cards = rules_for(question)
    trials = [attempt(card, case, subject) for card in cards if not card.beside]
    found = set(concluded(unbeaten([trial for trial in trials if trial.applies])[0]))
    trials += [attempt(card, case, subject) for card in cards if card.beside and found & set(card.beside)]
    standing, defeated = unbeaten([trial for trial in trials if trial.applies])
    refuse_conflicts(standing)
    return Verdict(standing, defeated, tuple(trials))


def decide(question: Question, case: Case, subject: Subject, besides: Ground | None = None) -> Decision:
    """What `weigh` would find standing, several times faster, and only once for a case.

    Raises what `weigh` raises; before an `UnknownFact` every rule is tried that can be.
    """
    known = _known.setdefault(case, {}).setdefault((question, subject, besides), _Known())
    if known.missing is not None:
        raise UnknownFact(*known.missing)
    if known.decision is None:
        try:
            known.decision = _decide((question, subject, besides), case, known.tried)
        except UnknownFact as unknown:
            known.missing = (unknown.fact, unknown.name, unknown.key, unknown.written)
            raise
    return known.decision


def _decide(asked: _Asked, case: Case, tried: dict[str, Applied | None]) -> Decision:
    question, subject, besides = asked
    cards = rules_for(question) if besides is None else rules_that_conclude(question, besides)
    applied = _apply([card for card in cards if not card.beside], case, subject, tried)
    found = set(concluded(unbeaten(applied)[0]))
    later = [card for card in cards if card.beside and not found.isdisjoint(card.beside)]
    if later:
        applied += _apply(later, case, subject, tried)
    standing = unbeaten(applied)[0]
    refuse_conflicts(standing)
    return Decision(standing)


def _apply(cards: Iterable[Card], case: Case, subject: Subject, tried: dict[str, Applied | None]) -> list[Applied]:
    applied: list[Applied] = []
    missing: UnknownFact | None = None
    for card in cards:
        name = card.name
        if name not in tried:
            try:
                tried[name] = _applied(card, case, subject)
            except UnknownFact as unknown:
                missing = missing or unknown
                continue
        if (result := tried[name]) is not None:
            applied.append(result)
    if missing is not None:
        raise missing
    return applied


def inherit(completed: Case, case: Case) -> None:
    """Let a case that differs only in facts unknown before take over what was found out without them."""
    _known[completed] = {
        asked: _Known(dict(known.tried), known.decision) for asked, known in _known.get(case, {}).items()
    }


def inherit_untouched(made: Case, whom: Subject, case: Case, verdict: Verdict, read: Read) -> None:
    """Let a case in which one fact was changed take over what was found out before without a look at that fact.

    `verdict` is what `weigh` found on the case before; `whom` is its subject in the changed case.
    """
    touched = (id(read[0]), *read[1:])

    def untouched(reads: Iterable[Read]) -> bool:
        return all((id(fact), name, key) != touched for fact, name, key in reads)

    before, known = _known.get(case, {}), _known.setdefault(made, {})
    for asked, reads in _reads_known.get(case, {}).items():
        if asked in before and before[asked].decision is not None and untouched(reads):
            known[asked] = before[asked]
    trials = [trial for trial in verdict.trials if untouched(read for one in trial.conditions for read in one.reads)]
    tried = {trial.card.name: Applied(trial.card, trial.figures) if trial.applies else None for trial in trials}
    if trials:
        known[trials[0].card.question, whom, None] = _Known(tried)


def conclusions(question: Question, case: Case, subject: Subject, *, besides: Ground | None = None) -> tuple[Code, ...]:
    """What the rules conclude on another question, for rules that build on it (a spouse liable, a guarantee released).

    `besides` leaves the rules of one ground out: what somebody owes besides what he inherited. The facts behind the
    answer count as read by the rule that asks. Raises what `weigh` raises.
    """
    asked = (question, subject, besides)
    if being_recorded():
        reads_known = _reads_known.setdefault(case, {})
        if asked not in reads_known:
            with recorded_reads() as reads:
                _decide(asked, case, {})
            reads_known[asked] = tuple(reads.values())
        record(reads_known[asked])
    return decide(question, case, subject, besides).codes()
