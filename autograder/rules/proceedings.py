"""What courts did about a loan up to the day of the case, and who is named in it. Lookups for the rules on enforcement.

An event that names no loan belongs to every loan. A judgment, a listing and the like name those against whom they go.
"""

from datetime import date
from decimal import Decimal

from dateutil.relativedelta import relativedelta

from autograder.fact_kinds import CourtEvent, EventKind, ListingGround, RelationKind
from autograder.facts import Case, Court, Marriage, Property
from autograder.rulebook import Subject
from autograder.rules.lookup import loan_of, marriages_of, person

_AGAINST_DEBTORS = {
    CourtEvent.JUDGMENT, CourtEvent.MEDIATION_PAPER, CourtEvent.EXECUTION_FILED, CourtEvent.ASSET_REPORT_FALSE,
    CourtEvent.CONSUMPTION_LIMITED, CourtEvent.LISTED_DISHONEST,
}  # fmt: skip
_BEGUN = _AGAINST_DEBTORS | {CourtEvent.PROPERTY_SEIZED, CourtEvent.DELISTED}
_UNDER_WAY = {CourtEvent.EXECUTION_FILED, CourtEvent.CONSUMPTION_LIMITED, CourtEvent.LISTED_DISHONEST}


def steps(case: Case, subject: Subject, *wanted: CourtEvent) -> list[Court]:
    """What courts did about the loan by now, of these kinds, oldest first."""
    found = (one for one in case.court if one.event in wanted and one.loan in {None, subject.loan})
    return sorted((one for one in found if one.date <= case.as_of), key=lambda one: one.date)


def begun_by(case: Case, subject: Subject) -> str:
    """What there is of a judgment on the loan or of what follows one, as a part of a key of words; empty if nothing."""
    if steps(case, subject, CourtEvent.JUDGMENT, CourtEvent.MEDIATION_PAPER):
        return "judged"
    return "enforced" if steps(case, subject, *_BEGUN) else ""


def debtors(case: Case, subject: Subject) -> set[str]:
    """Those against whom a judgment on the loan goes."""
    return {name for one in steps(case, subject, *_AGAINST_DEBTORS) for name in one.persons}


def is_debtor(case: Case, subject: Subject) -> bool:
    """Whether the person is named in the judgment or in what follows it."""
    return subject.person in debtors(case, subject)


def judged_on(case: Case, subject: Subject) -> date | None:
    """The first day on which a paper of the court ordered the person to pay; None without one."""
    papers = steps(case, subject, CourtEvent.JUDGMENT, CourtEvent.MEDIATION_PAPER)
    return next((one.date for one in papers if subject.person in one.persons), None)


def in_enforcement(case: Case, subject: Subject) -> bool:
    """Whether enforcement against the person has begun, or the person is on the list of the dishonest."""
    return enforced_against(case, subject) or listed(case, subject) is not None


def enforced_against(case: Case, subject: Subject) -> bool:
    """Whether enforcement against the person has begun."""
    under_way = steps(case, subject, *(_UNDER_WAY - {CourtEvent.LISTED_DISHONEST}))
    return any(subject.person in one.persons for one in under_way)


def listed(case: Case, subject: Subject) -> Court | None:
    """The person's latest listing as dishonest, where it has neither been taken back nor run out (DL 2, 10)."""
    on = [one for one in steps(case, subject, CourtEvent.LISTED_DISHONEST) if subject.person in one.persons]
    off = [one.date for one in steps(case, subject, CourtEvent.DELISTED) if subject.person in one.persons]
    on = [one for one in on if not any(day >= one.date for day in off)]
    stands = (one for one in reversed(on) if case.as_of <= listing_ends(one) or _without_term(one))
    return next(stands, None)


def _without_term(on: Court) -> bool:
    """Who can pay and refuses stays listed until he pays (DL 2)."""
    return on.ground is ListingGround.ABLE_BUT_REFUSES


def listing_ends(on: Court) -> date:
    """The last day of a listing that has a term: two years (DL 2)."""
    return on.date + relativedelta(years=2)


def restricted(case: Case, subject: Subject, id: str) -> bool:
    """Whether a person's consumption is restricted, by an order or by being listed (HC 1)."""
    return restricted_by_order(case, subject, id) or listed(case, Subject(id, subject.loan)) is not None


def restricted_by_order(case: Case, subject: Subject, id: str) -> bool:
    """Whether a court has ordered a person to spend nothing beyond what is needed."""
    return any(id in one.persons for one in steps(case, subject, CourtEvent.CONSUMPTION_LIMITED))


def suit_began(case: Case, subject: Subject) -> date | None:
    """The first day on which the lender's suit is known to have been under way; None without one."""
    days = [e.date for e in case.events if e.loan == subject.loan and e.kind is EventKind.SUED_DEBTOR]
    days += [one.filed or one.date for one in steps(case, subject, *_BEGUN)]
    return min(days, default=None)


def married_on(tie: Marriage, day: date) -> bool:
    """Whether a marriage stands on a day; the day on which it ends is the first without it."""
    return tie.since <= day and (tie.until is None or tie.until > day)


def spouses(case: Case, id: str) -> set[str]:
    """To whom a person is married on the day of the case."""
    ties = [tie for tie in marriages_of(case, id) if married_on(tie, case.as_of)]
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


def secured_value(case: Case, subject: Subject) -> Decimal:
    """What the charged things and the debtor's own seized things are worth together."""
    charged = [
        thing.value
        for thing in case.collaterals
        if thing.loan == subject.loan and (thing.given_up_on is None or thing.given_up_on > case.as_of)
    ]
    own = (thing for thing in case.properties if thing.title == (subject.person,))
    return sum([*charged, *(thing.value for thing in own if seized(case, subject, thing))], Decimal(0))


def sum_owed(case: Case, subject: Subject) -> Decimal:
    """What the latest judgment orders to pay, or the sum of the loan where the file does not say."""
    told = [one.amount for one in steps(case, subject, CourtEvent.JUDGMENT)]
    known = [amount for amount in told if amount is not None]
    return known[-1] if known else loan_of(case, subject).nominal
