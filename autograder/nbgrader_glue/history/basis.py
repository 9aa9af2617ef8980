"""What a marking rests on: rules, law, sheet and cases by their hashes, and what the rules say on each question."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

import attrs

from autograder.keys import finding_of, key_of
from autograder.lawbook import cards_of
from autograder.markable import CaseQuestion, Markable
from autograder.nbgrader_glue.history.contents import SHEET, Content, Damaged, case_content, content_of, hash_of, plain
from autograder.nbgrader_glue.history.versions import Rules, present_rules
from autograder.nbgrader_glue.marked import Marker
from autograder.rulebook import Card
from autograder.sheet import Sheet
from autograder.words import LANGUAGES, words_for


@attrs.frozen
class Decided:
    """What was right on a question: what was expected, all that was accepted, and the names of the rules that stood."""

    expected: tuple[str, ...]
    accepted: tuple[tuple[str, ...], ...]
    rules: tuple[str, ...]


@attrs.frozen
class ToldRule:
    """A rule as it was then: its id, and its sentence by language."""

    id: str
    sentence: Mapping[str, str]


@attrs.frozen
class Basis:
    """What a marking rests on. `sheet` and the values of `cases` are hashes of pieces that are kept."""

    rules: Rules
    law_on: date | None
    sheet: str
    cases: Mapping[str, str]
    questions: Mapping[str, Decided]
    told: Mapping[str, ToldRule]

    def written(self) -> bytes:
        """The basis as it is kept."""
        data = attrs.asdict(self)
        return plain(data | {"law_on": self.law_on.isoformat() if self.law_on else None})

    @property
    def hash(self) -> str:
        """The name under which it is kept."""
        return hash_of(self.written())


def read_basis(hash: str, written: str) -> Basis:
    """A basis as it was kept. Raises `Damaged`."""
    if hash_of(written.encode()) != hash:
        raise Damaged(hash)
    data: Any = json.loads(written)
    decided = {
        id: Decided(tuple(one["expected"]), tuple(map(tuple, one["accepted"])), tuple(one["rules"]))
        for id, one in data["questions"].items()
    }
    return Basis(
        Rules(**data["rules"]),
        date.fromisoformat(data["law_on"]) if data["law_on"] else None,
        data["sheet"],
        data["cases"],
        decided,
        {name: ToldRule(**one) for name, one in data["told"].items()},
    )


@attrs.frozen
class Pieces:
    """What stands behind the hashes of a basis: the sheet, and the case folders by the id of the case."""

    sheet: Content
    cases: Mapping[str, Content]

    def all(self) -> tuple[Content, ...]:
        """Everything that is to be kept."""
        return (self.sheet, *self.cases.values())


def basis_of(sheet: Sheet, marker: Marker, law_on: date | None) -> tuple[Basis, Pieces]:
    """What a marker's marks rest on, and the pieces of it. Raises `OSError`, and what `Marker.check` raises."""
    behind = {id: marker.behind(id) for id in marker.automatic}
    folders = {one.case_file.id: one.case_file.folder for one in behind.values() if isinstance(one, CaseQuestion)}
    cases = {id: case_content(folder) for id, folder in folders.items()}
    standing = {id: _standing(one) for id, one in behind.items()}
    kept = content_of(SHEET, plain(sheet.data()))
    basis = Basis(
        present_rules(),
        law_on,
        kept.hash,
        {id: content.hash for id, content in cases.items()},
        {id: _decided(one, standing[id]) for id, one in behind.items()},
        {card.name: _told(card) for cards in standing.values() for card in cards},
    )
    return basis, Pieces(kept, cases)


def _standing(behind: Markable) -> tuple[Card, ...]:
    """The rules on which the right answer hangs, each once."""
    if isinstance(behind, CaseQuestion):
        cards = [trial.card for trial in finding_of(behind.case_file, behind.asked).verdict.standing]
    else:
        cards = [card for rule in behind.claim.rules for card in cards_of(rule)]
    return tuple({card.name: card for card in cards}.values())


def _decided(behind: Markable, cards: tuple[Card, ...]) -> Decided:
    names = tuple(card.name for card in cards)
    if not isinstance(behind, CaseQuestion):
        return Decided(behind.mark(None).expected, (), names)
    key = key_of(behind.case_file, behind.asked)
    return Decided(key.expected, key.accepted, names)


def _told(card: Card) -> ToldRule:
    return ToldRule(card.id, {language: words_for(language)(f"rules.{card.name}.sentence") for language in LANGUAGES})
