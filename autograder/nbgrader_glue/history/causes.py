"""Why a mark changes: what it rested on, held against what marks rest on now."""

import json
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

import attrs

from autograder.cases import FILE
from autograder.nbgrader_glue.history.basis import Basis, Decided, ToldRule
from autograder.nbgrader_glue.history.facts_changed import Changed, facts_changed
from autograder.nbgrader_glue.history.reading import Given

Files = Mapping[str, str]
"""The files of a case by name."""


class Kind(StrEnum):
    """By what a mark changes, in the order in which it is told."""

    UNKNOWN = "unknown"
    OTHERS = "others"
    SHEET = "sheet"
    CASE = "case"
    LAW = "law"
    RULE = "rule"
    MARKING = "marking"


@attrs.frozen
class Rests:
    """What a marking rests on, with the pieces behind the hashes; a piece that is lost is not there."""

    basis: Basis
    sheet: Mapping[str, Any]
    cases: Mapping[str, Files]


@attrs.frozen
class Because:
    """Why the points of a question change. `gone` and `came` are rules by name, `expected` what was and is right."""

    kinds: tuple[Kind, ...]
    facts: tuple[Changed, ...] = ()
    sheet: tuple[Changed, ...] = ()
    gone: tuple[tuple[str, ToldRule], ...] = ()
    came: tuple[tuple[str, ToldRule], ...] = ()
    expected: tuple[tuple[str, ...], tuple[str, ...]] | None = None
    law_on: tuple[date | None, date | None] = (None, None)

    @property
    def main(self) -> Kind:
        """The change under which it is counted."""
        return self.kinds[0]


_NOTHING = Decided((), (), ())


class Causes:
    """Finds out why marks change. `before` are bases by hash, those that are lost left out; `now` is today's."""

    def __init__(self, before: Mapping[str, Rests], now: Rests) -> None:
        self._before = before
        self._now = now
        self._known: dict[tuple[str, str], Because] = {}

    def of(self, question: str, was: float | None, given: Given | None) -> Because:
        """Why the points of a question change from what the gradebook has; `given` is the newest mark on record."""
        if given is None or given.basis not in self._before:
            return Because((Kind.UNKNOWN,))
        if given.points.get(question) != was:
            return Because((Kind.OTHERS,))
        key = (question, given.basis)
        if key not in self._known:
            self._known[key] = _because(question, self._before[given.basis], self._now)
        return self._known[key]


def _because(question: str, before: Rests, now: Rests) -> Because:
    then, present = (rests.basis.questions.get(question, _NOTHING) for rests in (before, now))
    sheet = _sheet_changed(question, before.sheet, now.sheet)
    facts = _case_changed(question, before, now)
    decided = then != present
    law = (before.basis.law_on, now.basis.law_on)
    kinds = [Kind.SHEET] if sheet else []
    kinds += [Kind.CASE] if facts else []
    kinds += [Kind.LAW] if decided and law[0] != law[1] else []
    kinds += [Kind.RULE] if decided and before.basis.rules.hash != now.basis.rules.hash else []
    return Because(
        tuple(kinds) or (Kind.MARKING,),
        facts,
        sheet,
        tuple((name, before.basis.told[name]) for name in then.rules if name not in present.rules),
        tuple((name, now.basis.told[name]) for name in present.rules if name not in then.rules),
        (then.expected, present.expected) if then.expected != present.expected else None,
        law,
    )


def _sheet_changed(question: str, before: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[Changed, ...]:
    """What the sheet asks otherwise than before: kind, points and options; how it is worded marks nothing."""
    then, present = _asked(before).get(question), _asked(now).get(question)
    if then is None or present is None:
        return ()
    return tuple(Changed(key, then[key], present[key]) for key in then if then[key] != present[key])


def _asked(sheet: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    return {
        question["id"]: {
            "kind": question["kind"],
            "points": str(question["points"]),
            "options": ", ".join(option["value"] for option in question["options"]),
        }
        for case in sheet.get("cases", ())
        for question in case["questions"]
    }


def _case_changed(question: str, before: Rests, now: Rests) -> tuple[Changed, ...]:
    case, _, name = question.partition(".")
    hashes = [rests.basis.cases.get(case) for rests in (before, now)]
    if hashes[0] == hashes[1]:
        return ()
    texts = [rests.cases.get(case, {}).get(FILE) for rests in (before, now)]
    if texts[0] is None or texts[1] is None:
        return (Changed(case, *(hash[:12] if hash else None for hash in hashes)),)
    try:
        return facts_changed(texts[0], texts[1], name)
    except ValueError:
        return (Changed(case, *(hash[:12] if hash else None for hash in hashes)),)


def rests_on(basis: Basis, sheet: bytes | None, cases: Mapping[str, Files]) -> Rests:
    """A basis with its pieces."""
    return Rests(basis, json.loads(sheet) if sheet else {}, cases)
