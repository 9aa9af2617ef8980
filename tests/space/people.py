"""Random persons and their ties: births, deaths, capacity, marriages, relations, what heirs got."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from autograder.fact_kinds import Capacity, LegalRepresentativeAct, MarriageEnd, OrganisationKind, Regime, RelationKind
from autograder.facts import DivorceProperty, Inheritance, Marriage, Person, Relation
from tests.space.days import moved
from tests.space.scene import Scene

_AGES = (7, 8, 8, 12, 15, 16, 16, 17, 18, 18)
_KIN = (RelationKind.PARENT_CHILD, RelationKind.SPOUSE, RelationKind.COHABITANT, RelationKind.FRIEND)


def persons(scene: Scene) -> tuple[Person, ...]:
    """Everybody of the scene."""
    return tuple(_person(scene, id) for id in scene.people)


def _person(scene: Scene, id: str) -> Person:
    chance = scene.chance
    minor = id in scene.minors
    is_org = not minor and id not in scene.died and chance.yes(0.04)
    acts = {plan.id: chance.of(LegalRepresentativeAct, (LegalRepresentativeAct.NONE,), 0.3) for plan in scene.plans}
    return Person(
        id=id, name=id, name_en=id, born=_born(scene, minor), died=scene.died.get(id),
        adult_capacity=chance.of(Capacity) if scene.often("minor", 0.3, 0.02) else Capacity.FULL,
        self_supporting_by_labour=chance.yes(0.25), legal_rep_act=acts, cannot_pay_but_willing=chance.yes(),
        able_to_pay=chance.yes(), fulltime_student=chance.yes(0.4 if minor else 0.1), is_org=is_org,
        org_kind=chance.of(OrganisationKind),
    )  # fmt: skip


def _born(scene: Scene, minor: bool) -> date | None:
    """A birthday near an age that matters, on some day that matters; an adult may have none written."""
    chance = scene.chance
    if not minor:
        return None if chance.yes(0.6) else date(1960, 1, 31) + timedelta(days=int(chance.random.random() * 10_000))
    plan = scene.plan()
    anchor = chance.one((plan.signed, plan.signed, plan.signed, min(plan.due, scene.as_of), scene.as_of))
    born = moved(anchor, -12 * chance.one(_AGES)) + timedelta(days=chance.one((-1, 0, 0, 1, 90)))
    earliest = min(plan.signed for plan in scene.plans)
    return min(born, earliest)


def marriages(scene: Scene) -> tuple[Marriage, ...]:
    """The couples' marriages, seldom another one after a divorce."""
    return tuple(marriage for couple in scene.couples for marriage in _marriages(scene, couple))


def _marriages(scene: Scene, couple: tuple[str, str]) -> Iterator[Marriage]:
    chance = scene.chance
    plan = scene.plan()
    since = chance.day(date(2005, 1, 1), scene.latest, plan.signed, moved(plan.signed, -36))
    deaths = [scene.died[one] for one in couple if one in scene.died]
    since = min((since, *deaths))
    until, end = None, MarriageEnd.NONE
    if deaths:
        until, end = min(deaths), MarriageEnd.DEATH
    elif chance.yes(0.35):
        until, end = chance.day(since, scene.latest, plan.signed, plan.due), MarriageEnd.DIVORCE
        scene.divorces.append((couple, until))
    yield _marriage(scene, couple, since, until, end)
    if end is MarriageEnd.DIVORCE and until is not None and chance.yes(0.3):
        again = _again(scene, couple)
        yield _marriage(scene, again, chance.day(until, scene.latest, scene.as_of), None, MarriageEnd.NONE)


def _again(scene: Scene, couple: tuple[str, str]) -> tuple[str, str]:
    """Who marries after a divorce: the same two, or one of them somebody who is in no other couple."""
    married = {one for pair in scene.couples for one in pair}
    free = [one for one in scene.people if one not in married and one not in scene.died]
    return (scene.chance.one(couple), scene.chance.one(free)) if free and couple == scene.couples[0] else couple


def _marriage(scene: Scene, couple: tuple[str, str], since: date, until: date | None, end: MarriageEnd) -> Marriage:
    chance = scene.chance
    plan = scene.plan()
    deed = None
    if end is MarriageEnd.DIVORCE and chance.yes(0.8):
        deed = DivorceProperty(
            terms="deed", debt_assignee=chance.one((*couple, None, scene.person())),
            property_moved=chance.sum(plan.nominal), fair_overall=chance.yes(),
        )  # fmt: skip
    return Marriage(
        a=couple[0], b=couple[1], since=since, until=until, end=end,
        separated_from=chance.day_or_none(0.25, since, until or scene.latest, plan.signed),
        regime=chance.of(Regime, (Regime.COMMUNITY,), 0.5),
        lender_knew_regime={one.id: chance.yes() for one in scene.plans}, divorce_property=deed,
    )  # fmt: skip


def relations(scene: Scene) -> Iterator[Relation]:
    """Parents of minors, kin of the dead, heirs and contacts, and ties of any kind."""
    chance = scene.chance
    for minor in scene.minors:
        parent = scene.debtor(scene.plan()) if chance.yes(0.6) else scene.other(minor)
        if parent not in {None, minor} and chance.yes(0.8):
            yield Relation(a=str(parent), b=minor, kind=RelationKind.PARENT_CHILD)
    for a, b in ((chance.one(scene.people), chance.one(scene.people)) for _ in range(chance.one((0, 1, 2)))):
        if a != b:
            since = chance.day_or_none(0.3, date(2010, 1, 1), scene.as_of, scene.plan().signed)
            until = chance.day_or_none(0.2, since or date(2012, 1, 1), scene.as_of, scene.as_of)
            yield Relation(a=a, b=b, kind=chance.of(RelationKind, _KIN, 0.5), since=since, until=until)


def inheritances(scene: Scene) -> Iterator[Inheritance]:
    """What the dead left to one or two others."""
    chance = scene.chance
    for deceased, day in scene.died.items():
        for heir in chance.some([one for one in scene.people if one != deceased], 2):
            dealt = chance.day_or_none(0.5, day, scene.latest, scene.as_of)
            yield Inheritance(
                deceased=deceased, heir=heir, value_received=chance.sum(Decimal(0), *(p.nominal for p in scene.plans)),
                disclaimed_on=chance.day_or_none(0.4, day, scene.latest, dealt or day), estate_dealt_with_on=dealt,
            )  # fmt: skip
