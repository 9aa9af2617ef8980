"""Reviews of cases as JSON for programs."""

import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any

from autograder.cases import CaseRefused
from autograder.command.check_output import note_told, place_of
from autograder.desk import Note, QuestionReview, Review, Weight
from autograder.desk.notes import Decisive, Option
from autograder.lawbook import label
from autograder.stated import NOT_WRITTEN, UNKNOWN, raw


def as_json(read: Iterable[tuple[Path, Review | CaseRefused]], language: str) -> str:
    """What came of each case; notes are said in the language."""
    cases = [
        _refused(place, one, language) if isinstance(one, CaseRefused) else _review(one, language, place)
        for place, one in read
    ]
    return json.dumps({"cases": cases}, ensure_ascii=False, indent=2)


def _refused(place: Path, refused: CaseRefused, language: str) -> dict[str, Any]:
    said = [refusal.say(language) for refusal in refused.refusals]
    keys = [(refusal.key, refusal.line, refusal.reason) for refusal in refused.refusals]
    problems = [
        {"question": None, "reason": reason, "key": key, "line": line, "said": text}
        for text, (key, line, reason) in zip(said, keys, strict=True)
    ]
    return {"case": place.name, "path": str(place), "refused": True, "problems": problems, "remarks": []}


def _review(review: Review, language: str, place: Path) -> dict[str, Any]:
    return {
        "case": review.case_file.id,
        "path": str(place),
        "refused": False,
        "as_of": review.case_file.case.as_of.isoformat(),
        "problems": [_note(note, review, language) for note in review.of(Weight.PROBLEM)],
        "remarks": [_note(note, review, language) for note in review.of(Weight.REMARK)],
        "questions": [_question(question) for question in review.questions],
        "dead_facts": list(review.dead),
        "complete": review.complete,
    }


def _note(note: Note, review: Review, language: str) -> dict[str, Any]:
    key, line = place_of(note, review.case_file)
    question = note.asked.id if note.asked else None
    return {
        "question": question,
        "reason": note.reason,
        "key": key,
        "line": line,
        "said": note_told(note, review, language),
    }


def _question(question: QuestionReview) -> dict[str, Any]:
    asked, rules = question.asked, question.rules
    return {
        "id": asked.id,
        "kind": asked.kind.value,
        "asks": asked.asks.value,
        "about": asked.about,
        "expected": list(question.expected),
        "accepted": [list(values) for values in question.accepted],
        "unsettled": list(question.unsettled),
        "decisive": [_decisive(one) for one in question.decisive],
        "rules": {
            "standing": [label(card) for card in rules.standing],
            "defeated": [{"rule": label(card), "by": label(by)} for card, by in rules.defeated],
            "tried": [
                {"rule": label(one.card), "conditions_held": one.held, "fails": one.fails.name} for one in rules.tried
            ],
        },
        "options": [_option(option) for option in question.options],
    }


def _decisive(one: Decisive) -> dict[str, Any]:
    return {
        "fact": one.path,
        "is": _plain(raw(*one.read)),
        "were": _plain(one.value),
        "answer": list(one.answer),
    }


def _option(option: Option) -> dict[str, Any]:
    return {
        "value": option.value,
        "right": option.right,
        "expected": option.expected,
        "near": option.near.value if option.near else None,
        "traps": list(option.traps),
    }


def _plain(value: Any) -> Any:
    """A value as JSON has it; what is unknown or was not written is a word."""
    if value is UNKNOWN or value is NOT_WRITTEN:
        return value.value
    if isinstance(value, (frozenset, tuple)):
        return sorted(map(str, value))
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, (Decimal, StrEnum)) else value
