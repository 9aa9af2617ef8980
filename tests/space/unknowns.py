"""Leaving facts of a case unknown: a share of everything that may be."""

from collections.abc import Mapping
from functools import cache
from random import Random
from typing import Any, get_args, get_type_hints

import attrs

from autograder.fact_kinds import PeriodWords
from autograder.facts import Guarantee
from autograder.stated import UNKNOWN, may_be_unknown, raw
from tests.space.altered import values_of


def forgotten(fact: Any, random: Random, share: float) -> Any:
    """A copy in which each fact that may be unknown is unknown with this chance."""
    kind: Any = type(fact)
    values = values_of(fact)
    for name, unknowable, keyed in _fields(kind):
        value = values[name]
        if unknowable:
            if random.random() < share:
                values[name] = UNKNOWN
        elif keyed:
            values[name] = {key: UNKNOWN if random.random() < share else one for key, one in value.items()}
        elif isinstance(value, tuple):
            values[name] = tuple(forgotten(one, random, share) if attrs.has(type(one)) else one for one in value)
        elif attrs.has(type(value)):
            values[name] = forgotten(value, random, share)
    if isinstance(fact, Guarantee) and values["period_end"] is UNKNOWN and not _with_end(values["period_words"]):
        values["period_end"] = raw(fact, "period_end")
    return type(fact)(**values)


def _with_end(words: Any) -> bool:
    """Only words that speak of a day leave room for an unknown one."""
    return words in {UNKNOWN, PeriodWords.FIXED, PeriodWords.NOT_AFTER_DUE}


@cache
def _fields(kind: Any) -> tuple[tuple[str, bool, bool], ...]:
    """Each field: its name, whether it may be unknown, whether it is a mapping whose entries may be."""
    hints = get_type_hints(kind, include_extras=True)
    return tuple(
        (field.name, may_be_unknown(hints[field.name]), _keyed(hints[field.name])) for field in attrs.fields(kind)
    )


def _keyed(hint: Any) -> bool:
    return getattr(hint, "__origin__", None) is Mapping and may_be_unknown(get_args(hint)[1])
