"""What courts did about a loan up to the day of the case, and who is named in it. Lookups for the rules on enforcement.

An event that names no loan belongs to every loan. A judgment, a listing and the like name those against whom they go.
"""

from datetime import date

from dateutil.relativedelta import relativedelta

from autograder.fact_kinds import CourtEvent, EventKind, RelationKind
from autograder.facts import Case, Court, Property
from autograder.rulebook import Subject
from autograder.rules.lookup import marriages_of, person

_AGAINST_DEBTORS = {
    CourtEvent.JUDGMENT, CourtEvent.MEDIATION_PAPER, CourtEvent.EXECUTION_FILED, CourtEvent.ASSET_REPORT_FALSE,
    CourtEvent.CONSUMPTION_LIMITED, CourtEvent.LISTED_DISHONEST,
}  # fmt: skip
_BEGUN = _AGAINST_DEBTORS | {CourtEvent.NOTICE_SERVED, CourtEvent.PROPERTY_SEIZED, CourtEvent.DELISTED}
_UNDER_WAY = {CourtEvent.EXECUTION_FILED, CourtEvent.CONSUMPTION_LIMITED, CourtEvent.LISTED_DISHONEST}


def steps(case: Case, subject: Subject, *wanted: CourtEvent) -> list[Court]:
    """What courts did about the loan by now, of these kinds, oldest first."""
    found = (one for one in case.court if one.event in wanted and one.loan in {None, subject.loan})
    return sorted((one for one in found if one.date <= case.as_of), key=lambda one: one.date)


def begun(case: Case, subject: Subject) -> bool:
    """Whether there is a judgment on the loan, or something that follows one."""
    return bool(steps(case, subject, *_BEGUN))


def debtors(case: Case, subject: Subject) -> set[str]:
    """Those against whom a judgment on the loan goes."""
    return {name for one in steps(case, subject, *_AGAINST_DEBTORS) for name in one.persons}


def is_debtor(case: Case, subject: Subject) -> bool:
    """Whether the person is named in the judgment or in what follows it."""
    return subject.person in debtors(case, subject)


def in_enforcement(case: Case, subject: Subject) -> bool:
    """Whether enforcement against the person has begun, or the person is on the list of the dishonest."""
    under_way = steps(case, subject, *(_UNDER_WAY - {CourtEvent.LISTED_DISHONEST}))
    return any(subject.person in one.persons for one in under_way) or listed(case, subject) is not None


def listed(case: Case, subject: Subject) -> Court | None:
    """The person's latest listing as dishonest, where it has not been taken back since."""
    on = [one for one in steps(case, subject, CourtEvent.LISTED_DISHONEST) if subject.person in one.persons]
    off = [one.date for one in steps(case, subject, CourtEvent.DELISTED) if subject.person in one.persons]
    return on[-1] if on and not any(day >= on[-1].date for day in off) else None


def restricted(case: Case, subject: Subject, id: str) -> bool:
    """Whether a person's consumption is restricted, by an order or by being listed (HC 1)."""
    ordered = any(id in one.persons for one in steps(case, subject, CourtEvent.CONSUMPTION_LIMITED))
    return ordered or listed(case, Subject(id, subject.loan)) is not None


def suit_began(case: Case, subject: Subject) -> date | None:
    """The first day on which the lender's suit is known to have been under way; None without one."""
    days = [e.date for e in case.events if e.loan == subject.loan and e.kind is EventKind.SUED_DEBTOR]
    days += [one.filed or one.date for one in steps(case, subject, *_BEGUN)]
    return min(days, default=None)


def spouses(case: Case, id: str) -> set[str]:
    """To whom a person is married on the day of the case."""
    ties = [m for m in marriages_of(case, id) if m.since <= case.as_of and (m.until is None or m.until > case.as_of)]
    return {name for tie in ties for name in (tie.a, tie.b)} - {id}


def indebted_spouses(case: Case, subject: Subject) -> set[str]:
    """The person's spouse, where a judgment goes against that one."""
    return spouses(case, subject.person) & debtors(case, subject)


def under_age(case: Case, id: str) -> bool:
    """Whether a person is under eighteen on the day of the case."""
    born = person(case, id).born
    return born is not None and born + relativedelta(years=18) > case.as_of


def restricted_parents(case: Case, subject: Subject) -> set[str]:
    """The parents of a person under eighteen whose consumption is restricted."""
    if not under_age(case, subject.person):
        return set()
    kin = [tie for tie in case.relations if tie.kind is RelationKind.PARENT_CHILD and subject.person in {tie.a, tie.b}]
    parents = {name for tie in kin for name in (tie.a, tie.b)} - {subject.person}
    return {one for one in parents if restricted(case, subject, one)}


def is_community(case: Case, subject: Subject, thing: Property) -> bool:
    """Whether a thing belongs to the person and a judgment debtor as spouses; asked of nobody else's things."""
    couple = {subject.person} | indebted_spouses(case, subject)
    return len(couple) > 1 and bool(couple & set(thing.title)) and thing.community


def shared(case: Case, subject: Subject) -> list[Property]:
    """The things that the person owns together with a judgment debtor, by title or as spouses."""
    others = debtors(case, subject) - {subject.person}
    return [
        thing
        for thing in case.properties
        if (subject.person in thing.title and others & set(thing.title)) or is_community(case, subject, thing)
    ]


def seized(case: Case, subject: Subject, thing: Property) -> bool:
    """Whether a court has seized or frozen a thing for the loan."""
    return any(one.property == thing.id for one in steps(case, subject, CourtEvent.PROPERTY_SEIZED))
