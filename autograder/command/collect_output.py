"""How `workbook collect` tells what it took each file for and what became of it: in words, and as JSON."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from autograder.answer_values import shown
from autograder.nbgrader_glue.collecting.origins import Part
from autograder.nbgrader_glue.collecting.run import Collection
from autograder.nbgrader_glue.collecting.sorting import Collected, Outcome, platform_name
from autograder.words import Words, words_for


def summary(collection: Collection, language: str) -> str:
    """The collection for people: a line for the whole, then each file, what is to be looked at last."""
    return "\n".join(_lines(collection, words_for(language)))


def _lines(collection: Collection, words: Words) -> Iterator[str]:
    counted = Counter(one.outcome for one in collection.files)
    numbers = {outcome.value: counted[outcome] for outcome in Outcome}
    yield words("collect.done" if collection.written else "collect.would_do", **numbers)
    if collection.students_known:
        yield words("collect.with_students")
    last = [one for one in collection.files if one.outcome is Outcome.REFUSED]
    for one in [one for one in collection.files if one.outcome is not Outcome.REFUSED] + last:
        yield one.piece.name
        yield f"    {_taken_for(one, words)}"
        for said in _told(one, words, written=collection.written):
            yield f"    {said}"
    if collection.missing:
        yield words("collect.missing", trainees=collection.missing)


def _taken_for(one: Collected, words: Words) -> str:
    """Which platform's file it is, whose, and what it holds."""
    name, id = shown(platform_name(one)), one.piece.origin.id
    person = words("collect.person", name=name, id=id) if id else name
    key = f"collect.taken_for.{one.piece.origin.platform.value}"
    taken = words(key if person else "collect.taken_for.bare", person=person)
    if one.record is None or not one.record.trainee:
        return words("collect.other_file", taken=taken, part=words(f"collect.parts.{one.piece.origin.part.value}"))
    saved = f"{one.moment:%Y-%m-%d %H:%M:%S %z}" if one.moment else words("collect.no_moment")
    record = one.record
    return words(
        "collect.record", taken=taken, trainee=record.trainee, assignment=shown(record.assignment),
        receipt=one.receipt, saved=saved,
    )  # fmt: skip


def _told(one: Collected, words: Words, *, written: bool) -> Iterator[str]:
    """What became of it, and what a person should know."""
    if one.refusal is not None:
        yield words("collect.not_placed", why=one.refusal.say(words.language))
    elif one.outcome not in {Outcome.BESIDE, Outcome.REPEATED}:
        group = "outcomes" if written else "would_be"
        yield words(f"collect.{group}.{one.outcome.value}", place=one.place)
    yield from (said.say(words.language) for said in one.notes)


def as_json(collection: Collection, language: str) -> str:
    """The collection for programs."""
    files = [_plain(one, language) for one in collection.files]
    data = {"written": collection.written, "files": files, "missing": list(collection.missing)}
    return json.dumps(data, ensure_ascii=False, indent=2)


def _plain(one: Collected, language: str) -> dict[str, Any]:
    origin, record = one.piece.origin, one.record
    return {
        "file": one.piece.name,
        "platform": origin.platform.value,
        "part": (Part.RECORD if record else origin.part).value,
        "name": shown(platform_name(one)),
        "id": origin.id,
        "late": origin.late,
        "outcome": one.outcome.value,
        "trainee": record.trainee if record else None,
        "assignment": shown(record.assignment) if record else None,
        "receipt": one.receipt or None,
        "saved_at": record.saved_at if record else None,
        "place": one.place or None,
        "reason": one.refusal.reason if one.refusal else None,
        "says": one.refusal.say(language) if one.refusal else None,
        "notes": [said.say(language) for said in one.notes],
    }
