"""One fact that would be different: what it would be, how far-fetched that is, and the case in which it is so."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import attrs

from autograder.candidates import candidates
from autograder.fact_paths import fact_path, read_at
from autograder.facts import Case
from autograder.hypotheses import Hypothesis
from autograder.plausible import cost
from autograder.rulebook import Subject
from autograder.stated import Read, changed, raw

DAYS_EACH_WAY = 8
"""How many earlier and how many later days are tried for one date, before the nearest that does is looked for."""

HOURS = (8, 12, 23)
"""To which hours of its day a contact is moved: early, by day, at night."""

FAR_AWAY = timedelta(days=3660)
"""No date is put further into the future than this."""

_NEVER = {"id", "name", "name_en", "as_of"}


@attrs.frozen
class Change:
    """One fact that would be different: a field with another value, or a hypothesis."""

    read: Read | None = None
    value: Any = None
    hypothesis: Hypothesis | None = None
    onwards: str = ""
    """Where values further away do as well: "earlier" or "later" for a day, "less" or "more" for a sum."""
    until: date | None = None
    """For a date without `onwards`: the last of the days from `value` on that do as well."""
    cost: int = attrs.field(init=False)
    """How far-fetched the change is."""

    @cost.default
    def _cost(self) -> int:
        if self.hypothesis is not None:
            return self.hypothesis.cost
        return cost(self.read, self.value) if self.read else 0

    @property
    def about(self) -> Any:
        """What the change is a change of; two changes of one thing exclude each other."""
        return (id(self.read[0]), self.read[1:]) if self.read else "hypothesis"

    def made(self, case: Case, subject: Subject) -> tuple[Case, Subject]:
        """The case in which things went that way."""
        if self.hypothesis is not None:
            case = self.hypothesis.made(case)
        elif self.read is not None:
            case = _with_value(case, self.read, self.value)
        return case, subject_in(case, subject)


def alike(change: Change, other: Change) -> bool:
    """Whether two changes say the same of two facts of one kind: that this month, or that one, shows less."""
    if change.read is None or other.read is None:
        return False
    same_kind = (type(change.read[0]), change.read[1]) == (type(other.read[0]), other.read[1])
    return same_kind and (isinstance(change.value, (date, Decimal)) or change.value == other.value)


def _with_value(case: Case, read: Read, value: Any) -> Case:
    """The case with another value of a fact that was read, perhaps in a copy with unknown facts filled in."""
    try:
        return changed(case, *read, value)
    except LookupError:
        return changed(case, *read_at(case, fact_path(case, read)), value)


def subject_in(case: Case, subject: Subject) -> Subject:
    """The same subject in a changed case, whose contact may be one of the things that changed."""
    if subject.contact is None:
        return subject
    contact = next(contact for contact in case.contacts if contact.id == subject.contact.id)
    return attrs.evolve(subject, contact=contact, person=contact.target)


def changes_of(case: Case, read: Read) -> Iterator[Change]:
    """Other values of one fact; of the days that a date could be only some, the search finds the right one."""
    fact, name, key = read
    if name in _NEVER:
        return
    values = [value for value in candidates(case, fact, name, key) if not isinstance(value, date)]
    present = raw(fact, name, key)
    if isinstance(present, (int, Decimal)) and not isinstance(present, bool):
        values.sort(key=lambda value: 0 if value is None else abs(float(value) - float(present)))
    yield from (Change(read, value) for value in values)
    if isinstance(present, datetime):
        yield from (Change(read, present.replace(hour=hour, minute=0)) for hour in HOURS if hour != present.hour)
    for days in sides(case, read):
        yield from (Change(read, day) for day in days[:: max(1, len(days) // DAYS_EACH_WAY)])


def sides(case: Case, read: Read) -> tuple[list[Any], list[Any]]:
    """The days that a date could be, earlier and later than it is, the nearest first; unknown dates count as today.

    A moment keeps its hour.
    """
    fact, name, key = read
    present = raw(fact, name, key)
    middle = _day(present) if isinstance(present, date) else case.as_of
    days = {_day(day) for day in candidates(case, fact, name, key) if isinstance(day, date)} - {middle}
    ordered = sorted(day for day in days if day <= case.as_of + FAR_AWAY)
    moved = [datetime.combine(day, present.time()) if isinstance(present, datetime) else day for day in ordered]
    earlier = sum(day < middle for day in ordered)
    return moved[:earlier][::-1], moved[earlier:]


def sums(case: Case, read: Read) -> list[Decimal]:
    """The sums or rates that a fact could be."""
    return [value for value in candidates(case, *read) if isinstance(value, Decimal)]


def _day(day: date) -> date:
    return day.date() if isinstance(day, datetime) else day
