"""Random court steps, property, its transfers, and disputes."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from autograder.fact_kinds import (
    CourtEvent,
    DisputeKind,
    DisputeResult,
    ListingGround,
    PropertyKind,
    RoleKind,
    TransferKind,
)
from autograder.facts import Court, Dispute, Property, Transfer
from tests.space.scene import Plan, Scene

_THEMES = (("court", 0.95, 0.04), ("property", 0.6, 0.0), ("guarantee", 0.15, 0.0), ("minor", 0.3, 0.0))
"""How often something comes before a court in a case about this, and in others."""

_USUAL = (CourtEvent.JUDGMENT, CourtEvent.EXECUTION_FILED, CourtEvent.LISTED_DISHONEST, CourtEvent.REVOCATION_SUIT)


def court(scene: Scene) -> Iterator[Court]:
    """Judgments and what follows them; the later steps mostly against those judged."""
    chance = scene.chance
    if not any(scene.often(*theme) for theme in _THEMES):
        return
    plan = scene.plan()
    judged: tuple[str, ...] = (scene.debtor(plan) if chance.yes(0.7) else scene.person(),)
    if scene.couples and chance.yes(0.25):
        judged = chance.one(scene.couples)
    day = scene.after(plan)
    if chance.yes(0.8):
        yield _step(scene, CourtEvent.JUDGMENT, plan, day, judged)
    for _ in range(chance.one((0, 1, 2, 3))):
        day = chance.day(day, scene.as_of, day) if chance.yes(0.7) else scene.after(plan)
        persons = judged if chance.yes(0.6) else (scene.person(),)
        yield _step(scene, chance.of(CourtEvent, _USUAL, 0.4), plan, day, persons)
    for thing in scene.properties:
        if chance.yes():
            yield _step(scene, CourtEvent.PROPERTY_SEIZED, plan, day, judged, thing)


def _step(
    scene: Scene, event: CourtEvent, plan: Plan, day: date, persons: tuple[str, ...], thing: str | None = None
) -> Court:
    chance = scene.chance
    if thing is None and scene.properties and chance.yes(0.4):
        thing = chance.one(scene.properties)
    return Court(
        event=event, date=day, persons=persons, loan=plan.id if chance.yes(0.85) else None,
        property=thing, ground=chance.of(ListingGround),
        amount=chance.sum_or_none(0.7, plan.nominal),
        filed=chance.day_or_none(0.5, plan.signed, day, day),
    )  # fmt: skip


def properties(scene: Scene) -> Iterator[Property]:
    """Things in the name of one or two persons."""
    chance = scene.chance
    for id in scene.properties:
        owner = scene.debtor(scene.plan()) if chance.yes() else scene.person()
        title: tuple[str, ...] = (owner,)
        kind = chance.of(PropertyKind)
        if scene.couples and chance.yes(0.6):
            couple = chance.one(scene.couples)
            title = couple if chance.yes(0.4) else (chance.one(couple),)
            kind = chance.of(PropertyKind, (PropertyKind.BANK_ACCOUNT,), 0.3)
        yield Property(
            id=id, kind=kind, title=title,
            acquired=chance.day(date(2000, 1, 1), scene.latest, scene.plan().signed), value=chance.sum(),
            community=chance.yes(), only_home=chance.yes(0.4),
        )  # fmt: skip


def transfers(scene: Scene) -> Iterator[Transfer]:
    """Property that a debtor, or somebody else, gave away, sold, or left to the other on divorce."""
    chance = scene.chance
    for thing in scene.properties:
        giver = scene.debtor(scene.plan())
        taker = scene.other(giver)
        if not taker or not chance.yes(0.6):
            continue
        plan = scene.plan()
        day = scene.after(plan) if chance.yes(0.8) else chance.day(date(2014, 1, 1), scene.as_of, plan.signed)
        market = chance.one((Decimal(100_000), Decimal(500_000), plan.nominal))
        price = (market * chance.one((0, 50, 69, 70, 71, 100, 130)) / 100).quantize(Decimal("0.01"))
        yield Transfer(
            from_person=giver, to_person=taker, property=thing, date=day, kind=chance.of(TransferKind),
            price=price, market=market, impairs_creditor=chance.yes(0.8), transferee_knew=chance.yes(0.6),
            creditor_knew_on=chance.day_or_none(0.7, day, scene.latest, day),
        )  # fmt: skip


def disputes(scene: Scene) -> Iterator[Dispute]:
    """Objections, complaints, suits and reports; a suit of one whom a debtor listed as a contact, too."""
    chance = scene.chance
    plan = scene.plan()
    listed = plan.who(RoleKind.EMERGENCY_CONTACT)
    if listed and scene.often("collection", 0.3, 0.0):
        yield Dispute(
            kind=DisputeKind.SUIT, date=scene.after(plan), by=chance.one(listed), to=scene.debtor(plan), loan=plan.id,
            entry_true=True,
        )  # fmt: skip
    for _ in range(chance.one((1, 1, 2)) if scene.often("dispute", 0.95, 0.05) else 0):
        plan = scene.plan()
        day = scene.after(plan)
        yield Dispute(
            kind=chance.of(DisputeKind, (DisputeKind.OBJECTION,), 0.5), date=day, by=scene.person(),
            to=chance.one(("credit_centre", *scene.lenders, scene.debtor(plan))),
            loan=plan.id if chance.yes(0.9) else None,
            answered=chance.day_or_none(0.5, day, scene.latest, day), entry_true=chance.yes(),
            result=chance.of(DisputeResult) if chance.yes(0.6) else None,
        )  # fmt: skip
