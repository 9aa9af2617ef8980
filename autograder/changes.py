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
from autograder.rulebook import Subject
from autograder.stated import Read, changed, raw

DAYS_EACH_WAY = 12
"""How many earlier and how many later days are tried for one date, before the nearest that does is looked for."""

FAR = timedelta(days=3660)
"""No date is put further into the future than this."""

_NEVER = {"id", "name", "name_en", "as_of"}
_ODD = {"born": 6, "died": 6, "grace_days": 6}


@attrs.frozen
class Change:
    """One fact that would be different: a field with another value, or a hypothesis."""

    read: Read | None = None
    value: Any = None
    hypothesis: Hypothesis | None = None
    onwards: str = ""
    """For a date: "earlier" or "later" where days further away in that direction do as well."""

    @property
    def cost(self) -> int:
        """How far-fetched the change is."""
        if self.read is None:
            return 2
        if self.read[1] in _ODD:
            return _ODD[self.read[1]]
        if self.value is None:
            return 2
        return 3 if isinstance(self.value, (date, Decimal)) else 1

    @property
    def about(self) -> Any:
        """What the change is a change of; two changes of one thing exclude each other."""
        return (id(self.read[0]), self.read[1:]) if self.read else "hypothesis"

    def made(self, case: Case, subject: Subject) -> tuple[Case, Subject]:
        """The case in which things went that way."""
        if self.hypothesis is not None:
            case = self.hypothesis.made(case)
        elif self.read is not None:
            case = changed(case, *_in_this_case(case, self.read), self.value)
        return case, subject_in(case, subject)


def _in_this_case(case: Case, read: Read) -> Read:
    """A fact that was read, perhaps in a copy of the case with unknown facts filled in, as it is in the case."""
    return read_at(case, fact_path(case, read))


def subject_in(case: Case, subject: Subject) -> Subject:
    """The same subject in a changed case, whose contact may be one of the things that changed."""
    if subject.contact is None:
        return subject
    contact = next(contact for contact in case.contacts if contact.id == subject.contact.id)
    return attrs.evolve(subject, contact=contact, person=contact.target)


def changes_of(case: Case, read: Read) -> Iterator[Change]:
    """Other values of one fact; of the days that a date could be only some, `nearest` finds the right one."""
    fact, name, key = read
    if name in _NEVER:
        return
    values = [value for value in candidates(case, fact, name, key) if not isinstance(value, date)]
    present = raw(fact, name, key)
    if isinstance(present, (int, Decimal)) and not isinstance(present, bool):
        values.sort(key=lambda value: 0 if value is None else abs(float(value) - float(present)))
    yield from (Change(read, value) for value in values)
    for days in sides(case, read):
        yield from (Change(read, day) for day in days[:: max(1, len(days) // DAYS_EACH_WAY)])


def sides(case: Case, read: Read) -> tuple[list[Any], list[Any]]:
    """The days that a date could be, earlier and later than it is, the nearest first; unknown dates count as today."""
    fact, name, key = read
    present = raw(fact, name, key)
    days = [day for day in candidates(case, fact, name, key) if isinstance(day, date)]
    if isinstance(present, datetime):
        days = [present.replace(hour=hour, minute=0) for hour in (8, 12, 23)]
    middle = _day(present) if isinstance(present, date) else case.as_of
    days = sorted((day for day in days if _day(day) <= case.as_of + FAR and day != present), key=_day)
    earlier = [day for day in days if _day(day) < middle or (_day(day) == middle and isinstance(day, datetime))]
    return earlier[::-1], [day for day in days if _day(day) > middle]


def _day(day: date) -> date:
    return day.date() if isinstance(day, datetime) else day
