"""The claims of the five articles: what each says, whether the law bears it out, and what the law is.

One file an article in `claims/`; a table is one claim. Verdict, authority and rules are for programs, statement and
correction are for readers and exist in every language.
"""

import re
import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import attrs

from autograder.words import LANGUAGES

_FOLDER = Path(__file__).with_name("claims")


class ClaimRefused(ValueError):
    """A file of claims that is not written as it must be: the `file`, the dotted `key`, and the `reason`."""

    def __init__(self, file: Path, key: str, reason: str) -> None:
        super().__init__(f"{file.name}: {key}: {reason}")
        self.file = file
        self.key = key
        self.reason = reason


class Verdict(StrEnum):
    """Whether the law bears a claim out."""

    RIGHT = "right"
    CONDITIONAL = "conditional"
    WRONG = "wrong"
    OUTDATED = "outdated"
    PRACTICE = "practice"
    """No rule of law at all: a habit of the trade, advice, a figure of speech."""


@attrs.frozen
class Claim:
    """One claim of an article, with the references and the rule ids that answer it."""

    id: str
    article: str
    verdict: Verdict
    authority: tuple[str, ...]
    """References as `autograder.law.authority_words` writes them out; none where no instrument speaks of it."""
    rules: tuple[str, ...]
    statement: dict[str, str]
    """What the article says, by language."""
    correction: dict[str, str]
    """What the law says to it, by language."""


@cache
def claims() -> dict[str, Claim]:
    """Every claim by its id, article by article. Raises `ClaimRefused`."""
    return {id: one for file in sorted(_FOLDER.glob("*.toml")) for id, one in read_claims(file).items()}


def claim(id: str) -> Claim:
    """One claim. Raises `KeyError` where there is none of that id."""
    return claims()[id]


def read_claims(file: Path) -> dict[str, Claim]:
    """The claims of one article, which has the file's name. Raises `ClaimRefused` at the first thing amiss."""
    try:
        tables = tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ClaimRefused(file, "-", str(error)) from error
    return {id: _claim(file, id, table) for id, table in tables.items()}


def _claim(file: Path, id: str, table: Any) -> Claim:
    if not re.fullmatch(rf"{re.escape(file.stem)}-\d\d", id):
        raise ClaimRefused(file, id, f"is no claim of {file.stem}")
    _check_keys(file, id, table, [field.name for field in attrs.fields(Claim) if field.name != "id"])
    if table["article"] != file.stem:
        raise ClaimRefused(file, f"{id}.article", f"is not {file.stem}")
    if table["verdict"] not in list(Verdict):
        raise ClaimRefused(file, f"{id}.verdict", f"{table['verdict']!r} is no verdict")
    return Claim(
        id,
        table["article"],
        Verdict(table["verdict"]),
        _listed(file, f"{id}.authority", table["authority"]),
        _listed(file, f"{id}.rules", table["rules"]),
        _texts(file, f"{id}.statement", table["statement"]),
        _texts(file, f"{id}.correction", table["correction"]),
    )


def _check_keys(file: Path, where: str, table: Any, wanted: list[str]) -> None:
    if not isinstance(table, Mapping):
        raise ClaimRefused(file, where, "is no table")
    for key in table:
        if key not in wanted:
            raise ClaimRefused(file, f"{where}.{key}", "is no known key")
    for key in wanted:
        if key not in table:
            raise ClaimRefused(file, f"{where}.{key}", "is missing")


def _listed(file: Path, where: str, values: Any) -> tuple[str, ...]:
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise ClaimRefused(file, where, "is no list of words")
    if len(set(values)) < len(values):
        raise ClaimRefused(file, where, "names something twice")
    return tuple(values)


def _texts(file: Path, where: str, texts: Any) -> dict[str, str]:
    _check_keys(file, where, texts, list(LANGUAGES))
    for language in LANGUAGES:
        if not isinstance(texts[language], str) or not texts[language].strip():
            raise ClaimRefused(file, f"{where}.{language}", "is no text")
    return dict(texts)
