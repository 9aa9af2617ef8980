"""Whether the stories tell what the answers hang on. A guess from words, dates and numbers, never a proof.

A day counts as told where the story names it, a sum where its number stands there, a kind of thing or a yes where some
of the words for it do. Of what is unknown, absent or denied a story may be silent: silence tells it.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from math import ceil
from typing import Any

import attrs

from autograder.facts import Case
from autograder.reading.stories import mentions
from autograder.stated import NOT_WRITTEN, UNKNOWN, Read, raw
from autograder.words import Words, words_for

_ORDINARY = {
    "Act.signature": {"genuine"}, "Role.kind": {"borrower"}, "Contact.channel": {"call"}, "Contact.actor": {"lender"},
    "Loan.product": {"online_consumer"}, "Loan.purpose_actual": {"personal"},
}  # fmt: skip
"""Kinds that a story tells without a word of their own: who borrows, signs."""

_BY_NAME = {("Lender", "kind"), ("Person", "is_org"), ("Person", "org_kind")}
"""Facts that are told with the name of whom they are about."""

_BY_DAYS = {"before_due"}
"""Facts that are told by the days that they compare."""

_COMMON = {
    "zh": set("的了是在和与有个这那他她也不就都而及或把被为以对"),
    "en": {"the", "that", "this", "with", "from", "was", "were", "has", "had", "for", "and", "loan", "person", "which"},
}
"""Words that tell nothing."""

_STEM = 4
"""So many letters at the beginning of an English word are compared."""

ENOUGH_SAID = 0.2
"""Such a part of the pieces of a fact's words must stand in a story."""

_WORTH = re.compile(r"[a-z]{3,}")
_HAN = re.compile(r"[\u4e00-\u9fff]+")


def untold(text: str, facts: Mapping[str, Read], language: str) -> Iterator[str]:
    """The paths of those facts that a story seems to miss."""
    words = words_for(language)
    yield from (path for path, read in facts.items() if not _tells(text, read, raw(*read), words))


def unnamed(case: Case, text: str, language: str) -> Iterator[str]:
    """The lenders whom a story does not name."""
    names = [lender.name if language == "zh" else lender.name_en for lender in case.lenders]
    yield from (name for name in names if name not in text)


def _tells(text: str, read: Read, value: Any, words: Words) -> bool:
    if value is UNKNOWN or value is NOT_WRITTEN or value is None or value is False or _as_always(read, value):
        return True
    if read[1] in _BY_DAYS or (type(read[0]).__name__, read[1]) in _BY_NAME:
        return True
    if isinstance(value, frozenset):
        return all(_tells(text, read, entry, words) for entry in value)
    if isinstance(value, StrEnum):
        return _tells_kind(text, read, value, words)
    if value is True:
        return _shares_name(text, read, words)
    if isinstance(value, date):
        return _tells_day(text, read[1], value, words.language)
    if isinstance(value, (int, Decimal)):
        return value == 0 or any(_stands_in(text, form) for form in _forms(Decimal(value), words.language))
    return True


def _as_always(read: Read, value: Any) -> bool:
    """Whether a fact is as it is where nobody says anything about it."""
    fact, name, key = read
    return key is None and value == attrs.fields_dict(type(fact))[name].default


def _tells_kind(text: str, read: Read, value: StrEnum, words: Words) -> bool:
    """A kind is told by its words, by the day of what it is a kind of, or by nothing where it goes without saying."""
    fact, name, _ = read
    if value.value in _ORDINARY.get(f"{type(fact).__name__}.{name}", {"none"}):
        return True
    day = next((raw(fact, field) for field in ("date", "at") if field in attrs.fields_dict(type(fact))), None)
    if isinstance(day, date) and _tells_day(text, "date", day, words.language):
        return True
    key = f"check.told.{type(value).__name__}.{value.value}"
    return _shares(text, words.show(value), words) or _shares_name(text, read, words) or _has_one(text, key, words)


def _tells_day(text: str, name: str, value: date, language: str) -> bool:
    day = value.date() if isinstance(value, datetime) else value
    if mentions(text, day, language):
        return True
    shown = words_for(language).show(day)
    month = shown.partition("月")[0] + "月" if language == "zh" else shown.partition(" ")[2]
    years = str(day.year)
    if name == "born":
        return years in text or re.search(r"岁|year[- ]old|years old|aged", text) is not None
    return name in {"month", "since", "until", "separated_from"} and (month in text or years in text)


def _stands_in(text: str, form: str) -> bool:
    """Whether a number stands in a text, and not as a part of a longer one."""
    return re.search(rf"(?<![\d.,]){re.escape(form)}(?![\d]|[.,]\d)", text) is not None


def _forms(value: Decimal, language: str) -> Iterator[str]:
    """How a number may be written."""
    plain = f"{value:f}"
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    yield plain
    yield words_for(language).show(value)
    if language == "zh" and value >= 10_000:
        yield f"{f'{value / 10_000:f}'.rstrip('0').rstrip('.')}万"
    if language == "zh" and value in range(1, 11):
        yield "一二三四五六七八九十"[int(value) - 1]
    if language == "en" and value in range(1, 11):
        yield ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")[int(value) - 1]


def _shares_name(text: str, read: Read, words: Words) -> bool:
    place = f"facts.{type(read[0]).__name__}.{read[1]}"
    keys = [key for key in (f"{place}.yes", f"{place}.name", f"{place}.ask") if words.has(key)]
    told = f"check.told.{type(read[0]).__name__}.{read[1]}"
    return any(_shares(text, words.template(key), words) for key in keys) or _has_one(text, told, words)


def _has_one(text: str, key: str, words: Words) -> bool:
    """Whether a text has one of the other words in which people tell a fact, where such are listed."""
    return words.has(key) and any(word in text for word in words.template(key).split("|"))


def _shares(text: str, told: str, words: Words) -> bool:
    """Whether enough of a few words stands in a text."""
    wanted = _pieces(told, words.language)
    return len(wanted & _pieces(text, words.language)) >= max(1, ceil(ENOUGH_SAID * len(wanted)))


def _pieces(text: str, language: str) -> set[str]:
    if language == "zh":
        runs = _HAN.findall(text)
        pairs = (run[place : place + 2] for run in runs for place in range(len(run) - 1))
        return {pair for pair in pairs if not set(pair) & _COMMON["zh"]}
    return {word[:_STEM] for word in _WORTH.findall(text.lower()) if word not in _COMMON["en"]}
