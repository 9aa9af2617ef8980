"""The rulebook as a lawyer leafs through it: rules by id, their law on a day, what defeats what, which cases use it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date

import attrs

from autograder.cases import CaseFile
from autograder.law import Level, instruments
from autograder.reading.undecided import UNDECIDABLE
from autograder.rulebook import Card, all_rules, rules_for
from autograder.solve import Finding, find, subjects
from autograder.vocabulary import CODES, Code, Question

RESTATING = frozenset({Level.STATUTE, Level.JUDICIAL_INTERPRETATION})
"""Instruments whose rules were law before them, unless a rule says otherwise."""

NEW = frozenset({"PIPL", "ATF"})
"""Statutes on what no law had spoken of before."""


def rule_ids() -> tuple[str, ...]:
    """Every rule id, institution by institution."""
    ids = sorted({card.id for card in all_rules()})
    institutions = list(dict.fromkeys(card.id.split("-")[0] for card in all_rules()))
    return tuple(sorted(ids, key=lambda one: institutions.index(one.split("-")[0])))


def cards_of(name: str) -> tuple[Card, ...]:
    """The functions that share a rule id (limbs of one rule, old and new law), or the one with this label."""
    return tuple(card for card in _limbs(name.partition(".")[0]) if name in {card.id, label(card)})


def label(card: Card) -> str:
    """What a rule is called on paper: its id, with a number where several functions share the id (GUA-10.2)."""
    limbs = [one.name for one in _limbs(card.id)]
    return card.id if len(limbs) == 1 else f"{card.id}.{limbs.index(card.name) + 1}"


def labels(cards: Iterable[Card], on: date | None = None) -> tuple[str, ...]:
    """What several rules are called together: GUA-01 where every limb that is law on the day is meant, GUA-10.2/5."""
    named: dict[str, list[Card]] = {}
    for card in cards:
        named.setdefault(card.id, []).append(card)
    told: list[str] = []
    for id, found in named.items():
        limbs = _limbs(id)
        meant = {number for number, one in enumerate(limbs, start=1) if one in found}
        law = {number for number, one in enumerate(limbs, start=1) if on is None or in_force(one, on)}
        told.append(id if meant >= law else f"{id}.{'/'.join(map(str, sorted(meant)))}")
    return tuple(told)


def _limbs(id: str) -> tuple[Card, ...]:
    return tuple(card for card in all_rules() if card.id == id)


def in_force(card: Card, on: date) -> bool:
    """Whether a rule is law on a day: by its own dates, otherwise because an instrument it rests on was there.

    Statutes and interpretations mostly restate the law of before: a rule on one of them that is new says since when.
    """
    if card.since or card.until:
        return card.in_force(on)
    return any(_there(reference.split("/")[0], on) for reference in card.authority)


def _there(code: str, on: date) -> bool:
    """Whether what an instrument says was law on a day."""
    instrument = instruments()[code]
    begun = (instrument.since or on) <= on or (instrument.level in RESTATING and code not in NEW)
    return begun and (instrument.until is None or on < instrument.until)


def repealed(card: Card, on: date) -> bool:
    """Whether a rule was law before a day and is so no longer."""
    ends = [instruments()[reference.split("/")[0]].until for reference in card.authority]
    return (card.until is not None and card.until <= on) or all(end is not None and end <= on for end in ends)


def defeats(card: Card) -> tuple[Card, ...]:
    """The rules to which a rule is an exception."""
    return tuple(one for one in rules_for(card.question) if {one.id, one.name} & set(card.exception_to))


def defeated_by(card: Card) -> tuple[Card, ...]:
    """The exceptions to a rule."""
    return tuple(one for one in rules_for(card.question) if {card.id, card.name} & set(one.exception_to))


@attrs.frozen
class Use:
    """One finding of one case in which rules stand or, though they apply, are defeated."""

    case_file: CaseFile
    finding: Finding

    def standing(self) -> tuple[Card, ...]:
        """The rules behind the finding."""
        return tuple(trial.card for trial in self.finding.verdict.standing)

    def defeated(self) -> tuple[Card, ...]:
        """The rules that apply but give way."""
        return tuple(trial.card for trial, _ in self.finding.verdict.defeated)


def uses(case_files: Iterable[CaseFile]) -> Iterator[Use]:
    """Every finding of some cases; what a case leaves undecided is passed over, `workbook check` tells it."""
    for case_file in case_files:
        for question in Question:
            with suppress(*UNDECIDABLE):
                for subject in subjects(case_file.case, question):
                    with suppress(*UNDECIDABLE):
                        yield Use(case_file, find(case_file.case, question, subject))


def rests_on_repealed(use: Use, on: date | None = None) -> tuple[Card, ...]:
    """The rules behind a finding that are no longer law on a day, or on the day from which its case is seen."""
    today = on or use.case_file.case.as_of
    return tuple(card for card in use.standing() if repealed(card, today))


@attrs.frozen
class Row:
    """One row of a decision table: a rule that gives a result, and the exceptions to it."""

    card: Card
    exceptions: tuple[Card, ...]


@attrs.frozen
class Section:
    """One result of a decision table with every rule that gives it."""

    code: Code
    rows: tuple[Row, ...]


def results(card: Card) -> tuple[Code, ...]:
    """What a rule concludes, in table order."""
    order = list(CODES[card.question])
    return tuple(sorted(card.concludes, key=order.index))


def decision_table(question: Question, on: date | None = None) -> tuple[Section, ...]:
    """The rules of a dimension that conclude something, by result in table order; those in force on a day, if given.

    A rule with several results stands under the first of them.
    """

    def wanted(card: Card) -> bool:
        return on is None or in_force(card, on)

    rows: dict[Code, list[Row]] = {}
    order = list(CODES[question])
    for card in filter(wanted, rules_for(question)):
        if card.concludes:
            row = Row(card, tuple(filter(wanted, defeated_by(card))))
            rows.setdefault(results(card)[0], []).append(row)
    return tuple(Section(code, tuple(_sorted(rows[code]))) for code in sorted(rows, key=order.index))


def _sorted(rows: list[Row]) -> list[Row]:
    """Rows by rule id, those of the institution first to which most of them belong."""
    home = Counter(row.card.id.partition("-")[0] for row in rows)
    return sorted(rows, key=lambda row: (-home[row.card.id.partition("-")[0]], row.card.id))


def told_beside(table: Iterable[Section]) -> tuple[Card, ...]:
    """The exceptions of a table that are no rows of it, each once: they only take a result away."""
    rows = [row for section in table for row in section.rows]
    told = {row.card.name for row in rows}
    beside = {one.name: one for row in rows for one in row.exceptions if one.name not in told}
    return tuple(sorted(beside.values(), key=lambda card: card.id))
