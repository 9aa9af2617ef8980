"""On which line of a TOML text each key stands: the parser of the standard library does not tell."""

import re
from collections.abc import Mapping

from autograder.reading.refusals import Place

_NAME = r"""(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')"""
_NAMES = rf"{_NAME}(?:\s*\.\s*{_NAME})*"
_HEADER = re.compile(rf"\s*(\[\[?)\s*({_NAMES})\s*\]")
_KEY = re.compile(rf"\s*({_NAMES})\s*=")


class Lines:
    """The lines of a text's keys; the text must be valid TOML."""

    def __init__(self, text: str) -> None:
        self._lines: dict[Place, int] = {}
        self._counts: dict[Place, int] = {}
        self._header: Place = ()
        self._read(text)

    def of(self, place: Place) -> int | None:
        """The line of a place, or of what encloses it; None where the whole file is meant."""
        for length in range(len(place), 0, -1):
            if place[:length] in self._lines:
                return self._lines[place[:length]]
        return None

    def all(self) -> Mapping[Place, int]:
        """Every place found."""
        return self._lines

    def _read(self, text: str) -> None:
        value = _Value()
        for number, line in enumerate(text.split("\n"), start=1):
            rest = line
            if value.closed:
                if header := _HEADER.match(line):
                    self._enter(header[2], header[1] == "[[", number)
                    continue
                key = _KEY.match(line)
                if key is None:
                    continue
                place = self._header + _parts(key[1])
                for length in range(len(self._header) + 1, len(place) + 1):
                    self._lines.setdefault(place[:length], number)
                value = _Value(place)
                rest = line[key.end() :]
            for entry in value.feed(rest):
                self._lines[entry] = number

    def _enter(self, names: str, array: bool, number: int) -> None:
        *outer, last = _parts(names)
        place: Place = ()
        for part in outer:
            place = (*place, part)
            if place in self._counts:
                place = (*place, self._counts[place] - 1)
        place = (*place, last)
        if array:
            self._lines.setdefault(place, number)
            self._counts[place] = self._counts.get(place, 0) + 1
            place = (*place, self._counts[place] - 1)
        self._lines[place] = number
        self._header = place


class _Value:
    """A value that may run over several lines; says when it ends and where the tables of an array begin."""

    def __init__(self, place: Place = ()) -> None:
        self._place = place
        self._open = ""
        self._quote = ""
        self._entries = 0

    @property
    def closed(self) -> bool:
        return not self._open and not self._quote

    def feed(self, text: str) -> list[Place]:
        """Read one more line; gives the places of array entries that begin on it."""
        found: list[Place] = []
        at = 0
        while at < len(text):
            at += self._step(text, at, found)
        if len(self._quote) == 1:
            self._quote = ""
        return found

    def _step(self, text: str, at: int, found: list[Place]) -> int:
        sign = text[at]
        if self._quote:
            if sign == "\\" and self._quote.startswith('"'):
                return 2
            if text.startswith(self._quote, at):
                size = len(self._quote)
                self._quote = ""
                return size
            return 1
        if sign == "#":
            return len(text) - at
        if sign in "\"'":
            self._quote = sign * 3 if text.startswith(sign * 3, at) else sign
            return len(self._quote)
        if sign in "[{":
            if sign == "{" and self._open == "[":
                found.append((*self._place, self._entries))
                self._entries += 1
            self._open += sign
        elif sign in "]}":
            self._open = self._open[:-1]
        return 1


def _parts(names: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in re.findall(_NAME, names))
