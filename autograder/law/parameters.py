"""Numbers of the law that change with time, read from `parameters.toml`."""

import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import attrs

_FILE = Path(__file__).with_name("parameters.toml")


@attrs.frozen
class Dated:
    """One number of the law: its values by the day from which they apply, known up to a day."""

    authority: str
    known_until: date
    values: Mapping[date, Decimal]

    def on(self, day: date) -> Decimal | None:
        """The value of a day; None where it is not known here."""
        if day > self.known_until:
            return None
        begun = [since for since in self.values if since <= day]
        return self.values[max(begun)] if begun else None


@cache
def parameter(name: str) -> Dated:
    """One table of the file. Raises `KeyError` for a name that is none."""
    table = tomllib.loads(_FILE.read_text(encoding="utf-8"))[name]
    values = {date.fromisoformat(since): Decimal(value) for since, value in table["values"].items()}
    return Dated(table["authority"], table["known_until"], values)


def lpr_1y(day: date) -> Decimal | None:
    """The one-year loan prime rate of a day, per cent a year; None where it is not known here."""
    return parameter("lpr_1y").on(day)
