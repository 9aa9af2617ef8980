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

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from weakref import WeakKeyDictionary

import attrs

from autograder.facts import Case
from autograder.rule_cards import Body, Card, FigureValue, Ground, Step, Subject, all_rules, figure, rule, rules_for
from autograder.stated import Read, record, recorded_reads
from autograder.vocabulary import CODES, Code, Question

__all__ = [
    "Body",
    "Card",
    "Condition",
    "FigureValue",
    "Ground",
    "NotModelled",
    "RuleConflict",
    "Step",
    "Subject",
    "Trial",
    "Undecided",
    "Verdict",
    "all_rules",
    "attempt",
    "conclusions",
    "figure",
    "rule",
    "rules_for",
    "weigh",
]


class RuleConflict(Exception):
    """Two standing rules of one ground disagree: a defect of the rules or of the facts, never decided silently."""


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


def attempt(card: Card, case: Case, subject: Subject) -> Trial:
    """Try one rule. Raises `UnknownFact` when a condition reads a fact that nobody stated."""
    conditions: list[Condition] = []
    figures: list[FigureValue] = []
    for result, reads in _steps(card, case, subject):
        if isinstance(result, FigureValue):
            figures.append(result)
            continue
        details = result[2] if len(result) == 3 else {}
        conditions.append(Condition(result[0], bool(result[1]), details, reads))
        if not result[1]:
            return Trial(card, tuple(conditions), False, ())
    return Trial(card, tuple(conditions), True, tuple(figures))


def _steps(card: Card, case: Case, subject: Subject) -> Iterator[tuple[Step, tuple[Read, ...]]]:
    if card.governed_by is not None:
        with recorded_reads() as reads:
            day = card.governed_by(case, subject)
        in_force = day is not None and (card.since or day) <= day and (card.until is None or day < card.until)
        yield ("law_in_force", in_force, {"on": day, "since": card.since, "until": card.until}), tuple(reads.values())
    steps = card.body(case, subject)
    while True:
        with recorded_reads() as reads:
            step = next(steps, None)
        if step is None:
            return
        yield step, tuple(reads.values())


_TABLE_ORDER = {(codes, code): place for codes in CODES.values() for place, code in enumerate(codes)}


@attrs.frozen
class Verdict:
    """What the rules say on a case without unknown facts in its way."""

    standing: tuple[Trial, ...]
    defeated: tuple[tuple[Trial, Trial], ...]
    """Rules that apply but are defeated, each with the standing rule that defeats it."""
    trials: tuple[Trial, ...]

    def codes(self) -> tuple[Code, ...]:
        """All codes concluded, in table order."""
        given = {code for trial in self.standing for code in trial.card.concludes}
        return tuple(sorted(given, key=lambda code: _TABLE_ORDER[type(code), code]))


def weigh(question: Question, case: Case, subject: Subject) -> Verdict:
    """Try every rule of a question and let the exceptions defeat what they are exceptions to.

    Raises `UnknownFact` (a fact is missing), `RuleConflict` or `NotModelled`.
    """
    cards = rules_for(question)
    first = _settle([attempt(card, case, subject) for card in cards if not card.beside])
    found = set(first.codes())
    later = [attempt(card, case, subject) for card in cards if card.beside and found & set(card.beside)]
    verdict = _settle([*first.trials, *later]) if later else first
    _refuse_conflicts(verdict.standing)
    return verdict


def _settle(trials: Sequence[Trial]) -> Verdict:
    """Which applying rules stand, and which are defeated by whom; exceptions to exceptions are settled first."""
    applying = [trial for trial in trials if trial.applies]
    victors: dict[str, Trial | None] = {}

    def victor(trial: Trial) -> Trial | None:
        name = trial.card.name
        if name not in victors:
            victors[name] = None
            challengers = [other for other in applying if {trial.card.id, name} & set(other.card.exception_to)]
            victors[name] = next((other for other in challengers if victor(other) is None), None)
        return victors[name]

    standing = tuple(trial for trial in applying if victor(trial) is None)
    defeated = tuple((trial, by) for trial in applying if (by := victor(trial)) is not None)
    return Verdict(standing, defeated, tuple(trials))


def _refuse_conflicts(standing: Sequence[Trial]) -> None:
    """Inside one exclusive ground, standing rules that conclude must conclude the same."""
    first: dict[Ground, Trial] = {}
    for trial in standing:
        if not trial.card.concludes or trial.card.ground is Ground.ADDED:
            continue
        other = first.setdefault(trial.card.ground, trial)
        if other.card.concludes != trial.card.concludes:
            raise RuleConflict(f"{other.card.id} {other.card.name} and {trial.card.id} {trial.card.name} both stand")


_known: WeakKeyDictionary[Case, dict[tuple[Question, Subject], tuple[tuple[Code, ...], tuple[Read, ...]]]] = (
    WeakKeyDictionary()
)


def conclusions(question: Question, case: Case, subject: Subject) -> tuple[Code, ...]:
    """What the rules conclude on another question, for rules that build on it (a spouse liable, a guarantee released).

    The facts behind the answer count as read by the rule that asks. Raises what `weigh` raises.
    """
    known = _known.setdefault(case, {})
    if (question, subject) not in known:
        with recorded_reads() as reads:
            codes = weigh(question, case, subject).codes()
        known[question, subject] = codes, tuple(reads.values())
        return codes
    codes, remembered = known[question, subject]
    record(remembered)
    return codes
