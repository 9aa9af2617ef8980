"""The story of a case in each language, and whether it tells every person and every day of the facts."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import attrs

from autograder.facts import Case
from autograder.reading.facts_of import known
from autograder.reading.files import read_text
from autograder.reading.refusals import CaseRefused, Refusal, dotted
from autograder.words import LANGUAGES, written_day


@attrs.frozen
class Story:
    """What happened, told to the trainee: a title and Markdown paragraphs."""

    title: str
    text: str


def story_file(folder: Path, language: str) -> Path:
    """Where the story of a case folder stands in a language."""
    return folder / f"story.{language}.md"


def read_stories(folder: Path, case: Case, *, wanted: bool) -> dict[str, Story]:
    """The stories of a case folder, by language; none where there is none and none is `wanted`.

    Raises `CaseRefused` with everything that the stories lack.
    """
    if not wanted and not any(story_file(folder, language).exists() for language in LANGUAGES):
        return {}
    stories: dict[str, Story] = {}
    refusals: list[Refusal] = []
    for language in LANGUAGES:
        file = story_file(folder, language)
        if not file.exists():
            refusals.append(Refusal(file, "", None, "story_missing"))
            continue
        try:
            text = read_text(file, folder)
        except CaseRefused as refused:
            refusals.extend(refused.refusals)
            continue
        title, _, body = text.partition("\n")
        if not re.fullmatch(r"# \S.*", title) or not body.strip():
            refusals.append(Refusal(file, "", 1, "story_without_title"))
            continue
        stories[language] = Story(title[2:].strip(), body.strip())
        refusals.extend(_untold(case, text, language, file))
    if refusals:
        raise CaseRefused(refusals)
    return stories


def _untold(case: Case, text: str, language: str, file: Path) -> Iterator[Refusal]:
    for person in case.persons:
        name = person.name if language == "zh" else person.name_en
        if name not in text:
            yield Refusal(file, "", None, "story_lacks_person", {"name": name})
    told: set[date] = set()
    for place, day in days_to_tell(case):
        if day not in told and not mentions(text, day, language):
            shown = written_day(day, language)
            yield Refusal(file, "", None, "story_lacks_day", {"day": shown, "fact": dotted(place)})
        told.add(day)


def days_to_tell(case: Case) -> Iterator[tuple[tuple[str | int, ...], date]]:
    """The days that a reader needs: last due days, guarantees and what was done about them, events, contacts."""
    for position, loan in enumerate(case.loans):
        yield from _day(("loans", position, "final_due"), known(loan, "final_due"))
    for position, guarantee in enumerate(case.guarantees):
        yield from _day(("guarantees", position, "formed"), known(guarantee, "formed"))
        yield from _day(("guarantees", position, "period_end"), known(guarantee, "period_end"))
        for number, act in enumerate(guarantee.creditor_acts):
            yield from _day(("guarantees", position, "creditor_acts", number, "date"), act.date)
    for position, event in enumerate(case.events):
        yield from _day(("events", position, "date"), event.date)
    for position, contact in enumerate(case.contacts):
        yield from _day(("contacts", position, "at"), known(contact, "at"))


def _day(place: tuple[str | int, ...], value: Any) -> Iterator[tuple[tuple[str | int, ...], date]]:
    if value is not None:
        yield place, value.date() if isinstance(value, datetime) else value


def mentions(text: str, day: date, language: str) -> bool:
    """Whether a text names a day, with its year or without: 2024年5月13日, 5月13日; 13 May 2024, 13 May."""
    shown = written_day(day, language)
    if language == "zh":
        short = shown.partition("年")[2]
        return re.search(rf"(?<!\d)(?<!\d年){short}|(?<!\d){day.year}年{short}", text) is not None
    short = shown.rpartition(" ")[0]
    return re.search(rf"(?<!\d){short}(?!\w)(?!,? \d{{4}})|(?<!\d){short},? {day.year}(?!\d)", text) is not None
