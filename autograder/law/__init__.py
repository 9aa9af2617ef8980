"""The register of instruments that rules cite, and how a reference to one of their articles is written out.

A reference is `CODE`, or `CODE/article[/paragraph[/item]]`; an article inserted later has a second number (`CL/293-1`).
The items of an article that has but one paragraph are cited without it: paragraph 0 (`CRR/44/0/3` is 第四十四条第三项).
"""

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import attrs
import cattrs

_REGISTER = Path(__file__).with_name("authorities.toml")
_REFERENCE = re.compile(
    r"(?P<code>[A-Z]+\d*)(/(?P<article>\d+)(-(?P<inserted>\d+))?(/(?P<paragraph>\d+)(/(?P<item>\d+))?)?)?"
)
_DIGITS = "〇一二三四五六七八九"
_PLACES = ("", "十", "百", "千")


class UnknownAuthority(ValueError):
    """A reference that is written wrongly or names an instrument that the register lacks."""


class Level(StrEnum):
    """What kind of norm an instrument is, the weightiest first."""

    STATUTE = "statute"
    JUDICIAL_INTERPRETATION = "judicial_interpretation"
    REGULATION = "regulation"
    DEPARTMENT_RULE = "department_rule"
    NATIONAL_STANDARD = "national_standard"
    SELF_REGULATION = "self_regulation"
    OPERATIONAL = "operational"
    REPLY = "reply"


class Confidence(StrEnum):
    """How well an instrument is known to those who wrote the rules."""

    SEEN = "V"
    KNOWN = "K"
    UNSURE = "U"


@attrs.frozen
class Instrument:
    """One law, interpretation, rule or standard; in force from `since` (inclusive) to `until` (exclusive)."""

    name: Mapping[str, str]
    level: Level
    confidence: Confidence
    number: str | None = None
    since: date | None = None
    until: date | None = None
    note: Mapping[str, str] | None = None


@cache
def instruments() -> Mapping[str, Instrument]:
    """Every instrument of the register by its code."""
    reader = cattrs.Converter(forbid_extra_keys=True)
    reader.register_structure_hook(date, _day)
    entries = tomllib.loads(_REGISTER.read_text(encoding="utf-8"))
    return {code: reader.structure(entry, Instrument) for code, entry in entries.items()}


def _day(value: Any, _: Any) -> date:
    if type(value) is not date:
        raise TypeError(f"{value!r} is not a day")
    return value


def authority_words(reference: str, language: str) -> str:
    """A reference written out: "CC/686/2" is 《民法典》第六百八十六条第二款, or Civil Code art. 686(2).

    Raises `UnknownAuthority` for a reference in another form or to an instrument that is not in the register.
    """
    found = _REFERENCE.fullmatch(reference)
    instrument = instruments().get(found["code"]) if found else None
    if found is None or instrument is None:
        raise UnknownAuthority(f"{reference} is no reference to an instrument of {_REGISTER.name}")
    place = _zh(found) if language == "zh" else _en(found)
    return instrument.name[language] + place


def _zh(found: re.Match[str]) -> str:
    if not found["article"]:
        return ""
    inserted = f"之{chinese_number(int(found['inserted']))}" if found["inserted"] else ""
    paragraph = f"第{chinese_number(int(found['paragraph']))}款" if found["paragraph"] not in {None, "0"} else ""
    item = f"第{chinese_number(int(found['item']))}项" if found["item"] else ""
    return f"第{chinese_number(int(found['article']))}条{inserted}{paragraph}{item}"


def _en(found: re.Match[str]) -> str:
    if not found["article"]:
        return ""
    inserted = f"-{found['inserted']}" if found["inserted"] else ""
    inner = "".join(f"({found[part]})" for part in ("paragraph", "item") if found[part] not in {None, "0"})
    return f" art. {found['article']}{inserted}{inner}"


def chinese_number(number: int) -> str:
    """A number from 1 to 9999 as statutes count their articles: 686 is 六百八十六, 1064 is 一千零六十四, 14 is 十四."""
    if not 0 < number < 10_000:
        raise ValueError(f"{number} is not between 1 and 9999")
    digits = [int(digit) for digit in str(number)]
    written, gap = "", False
    for digit, place in zip(digits, reversed(_PLACES[: len(digits)]), strict=True):
        if digit == 0:
            gap = True
            continue
        written += ("零" if gap else "") + _DIGITS[digit] + place
        gap = False
    return written.removeprefix("一") if 10 <= number < 20 else written
