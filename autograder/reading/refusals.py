"""Why a case is not accepted, as data that can be said in any language."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import attrs

from autograder.words import words_for

LONGEST = 80
"""Of what the file says, a message repeats this many characters at most."""

Place = tuple[str | int, ...]
"""Where something stands in a case file: keys and positions, from the top."""


@attrs.frozen
class Problem:
    """Something wrong at a place of a file that is being read; `reason` is a key of the words under `refusals`."""

    reason: str
    place: Place
    parameters: Mapping[str, Any] = attrs.field(factory=dict)


@attrs.frozen
class Refusal:
    """One reason why a case is refused: the file, the dotted key and its line where there are such, and why.

    `reason` is a key of the words under `refusals`, `parameters` are the values of the names in braces there.
    """

    file: Path
    key: str
    line: int | None
    reason: str
    parameters: Mapping[str, Any] = attrs.field(factory=dict)

    def say(self, language: str) -> str:
        """What is wrong, where, and what would be right."""
        words = words_for(language)
        shown = {name: _shown(name, value, language) for name, value in self.parameters.items()}
        said = words(f"refusals.{self.reason}", **shown)
        if self.parameters.get("close"):
            said = words("refusals.with_close", said=said, close=words.listed(*self.parameters["close"]))
        where = {"file": self.file.name, "key": self.key, "line": str(self.line), "said": said}
        places = {
            (True, True): "at_line",
            (True, False): "at_key",
            (False, True): "at_file_line",
            (False, False): "at_file",
        }
        return words(f"refusals.{places[bool(self.key), self.line is not None]}", **where)


def _shown(name: str, value: Any, language: str) -> Any:
    """Parameters that are words themselves: the shape of a value, a dimension, an empty list."""
    words = words_for(language)
    if name in {"expected", "given"}:
        return words(f"shapes.{value}")
    if name == "asks":
        return words(f"questions.{value}.name")
    if name == "left_out":
        return words(f"not_modelled.{value}.reason")
    if name == "authority":
        from autograder.law import authority_words

        return authority_words(value, language)
    if value == ():
        return words("refusals.nothing")
    return f"{value[:LONGEST]}…" if isinstance(value, str) and len(value) > LONGEST else value


class CaseRefused(Exception):
    """A case that cannot be used, with every reason found."""

    def __init__(self, refusals: Iterable[Refusal]) -> None:
        self.refusals = tuple(refusals)
        super().__init__(f"{len(self.refusals)} refusals: " + "; ".join(f"{r.reason} {r.key}" for r in self.refusals))

    def say(self, language: str) -> str:
        """All refusals, one a line."""
        return "\n".join(refusal.say(language) for refusal in self.refusals)


def dotted(place: Place) -> str:
    """A place as people write it: `roles[0].act.signature`."""
    said = ""
    for part in place:
        said += f"[{part}]" if isinstance(part, int) else f".{part}" if said else part
    return said


def close_to(given: str, known: Iterable[str]) -> tuple[str, ...]:
    """Which of the known words somebody may have meant."""
    return tuple(get_close_matches(given, list(known), n=2, cutoff=0.6))
