"""The option `--law-on DATE` of the commands that decide: as of which day the law is taken."""

from datetime import date, datetime

import click

from autograder.words import words_for

LAW_DAY = click.DateTime(["%Y-%m-%d"])

KNOWN_SINCE = date(2017, 10, 1)
"""The rules go back to the General Provisions of Civil Law; what was law before is in none of them."""


def law_day(given: datetime | None, language: str) -> date | None:
    """The day that was given. Raises `click.UsageError` where the rules do not go back so far."""
    if given is None:
        return None
    day = given.date()
    if day < KNOWN_SINCE:
        raise click.UsageError(words_for(language)("law_day.too_early", day=day, since=KNOWN_SINCE))
    return day
