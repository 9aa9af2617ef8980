"""What people read, in every language: catalogues of texts by key, and how dates and sums look in each language.

A language folder (`zh/`, `en/`) holds one TOML file a topic; together they are one namespace of dotted keys. A text
may have names in braces, filled in as by `str.format`. A key that one language lacks is an error, never replaced by
another language.
"""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

LANGUAGES = ("zh", "en")
"""The languages in which every text exists; the first is the default."""

_HERE = Path(__file__).parent
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


class MissingWord(KeyError):
    """A text that a language lacks: `language`, `key`, and the `file` in which it is expected."""

    def __init__(self, language: str, key: str, file: Path) -> None:
        super().__init__(f"{file} lacks {key}")
        self.language = language
        self.key = key
        self.file = file

    def __str__(self) -> str:
        return str(self.args[0])


class RepeatedWord(ValueError):
    """One key with two texts: `key` and the two `files`."""

    def __init__(self, key: str, first: Path, second: Path) -> None:
        super().__init__(f"{key} stands in {first} and again in {second}")
        self.key = key
        self.files = (first, second)


class Words:
    """All texts of one language; call it with a key and the values of the names in braces."""

    def __init__(self, language: str, texts: Mapping[str, str], files: Mapping[str, Path], home: Path) -> None:
        self.language = language
        self._texts = texts
        self._files = files
        self._home = home
        self._formatter = _Formatter(self)

    def __call__(self, key: str, /, **parameters: Any) -> str:
        """The text of a key with the names in braces filled in.

        A key that names a group with a `label` (`liability.none`) gives the label. Raises `MissingWord`, or `KeyError`
        where the text has a name in braces that `parameters` lacks.
        """
        return self._formatter.vformat(self.template(key), (), parameters)

    def template(self, key: str) -> str:
        """The text of a key as the catalogue has it. Raises `MissingWord`."""
        for name in (key, f"{key}.label"):
            if name in self._texts:
                return self._texts[name]
        raise MissingWord(self.language, key, self._expected(key))

    def has(self, key: str) -> bool:
        """Whether the language has a text for a key."""
        return key in self._texts or f"{key}.label" in self._texts

    def __iter__(self) -> Iterator[str]:
        """Every key that has a text, sorted."""
        return iter(sorted(self._texts))

    def keys(self) -> tuple[str, ...]:
        """Every key that has a text, sorted."""
        return tuple(self)

    def show(self, value: Any) -> str:
        """A value as people of this language write it: dates, moments, numbers, lists, kinds of facts."""
        if isinstance(value, Enum):
            kind = f"kinds.{type(value).__name__}.{value.value}"
            return self(kind) if self.has(kind) else str(value.value)
        if isinstance(value, datetime):
            day = written_day(value, self.language)
            return day + (f"{value:%H:%M}" if self.language == "zh" else f", {value:%H:%M}")
        if isinstance(value, date):
            return written_day(value, self.language)
        if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
            return _number(Decimal(value))
        if isinstance(value, (tuple, list)):
            return self.listed(*value)
        return str(value)

    def listed(self, *values: Any) -> str:
        """Several values side by side."""
        return ("、" if self.language == "zh" else ", ").join(self.show(value) for value in values)

    def _expected(self, key: str) -> Path:
        """The file whose keys have most in common with this one."""
        parts = key.split(".")
        for length in range(len(parts) - 1, 0, -1):
            start = ".".join(parts[:length]) + "."
            for known, file in self._files.items():
                if known.startswith(start):
                    return file
        return self._home / f"{parts[0]}.toml"


class _Formatter(Formatter):
    """`str.format`, but a value without a format of its own looks as the language writes it."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def format_field(self, value: Any, format_spec: str) -> str:
        return format(value, format_spec) if format_spec else self._words.show(value)


def written_day(day: date, language: str) -> str:
    """A day as people of a language write it; needs no words, so none are read."""
    if language == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _number(value: Decimal) -> str:
    whole = f"{value:,f}"
    return whole.rstrip("0").rstrip(".") if "." in whole else whole


@cache
def words_for(language: str, *folders: Path) -> Words:
    """The words of a language: those of this folder, and those of `folders` (each with one sub-folder a language).

    Raises `RepeatedWord` when two files give the same key, `ValueError` for a language that there is not.
    """
    if language not in LANGUAGES:
        raise ValueError(f"no such language: {language!r}; there are {', '.join(LANGUAGES)}")
    texts: dict[str, str] = {}
    files: dict[str, Path] = {}
    for folder in (_HERE, *folders):
        for file in sorted((folder / language).glob("*.toml")):
            for key, text in _flat(tomllib.loads(file.read_text(encoding="utf-8")), file):
                if key in texts:
                    raise RepeatedWord(key, files[key], file)
                texts[key] = text
                files[key] = file
    return Words(language, texts, files, (folders[-1] if folders else _HERE) / language)


def topic_words(language: str, topic: str) -> Words:
    """The words of one file alone, for a start that must be quick. Raises `FileNotFoundError`."""
    file = _HERE / language / f"{topic}.toml"
    texts = dict(_flat(tomllib.loads(file.read_text(encoding="utf-8")), file))
    return Words(language, texts, dict.fromkeys(texts, file), _HERE / language)


def _flat(table: Mapping[str, Any], file: Path, start: str = "") -> Iterator[tuple[str, str]]:
    """Dotted keys and texts of a file; anything that is neither text nor table is refused."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, file, f"{start}{name}.")
        elif isinstance(value, str):
            yield f"{start}{name}", value
        else:
            raise TypeError(f"{file}: {start}{name} is not a text")
