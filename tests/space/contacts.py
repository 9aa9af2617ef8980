"""Random collection contacts, single ones and series, and what models do with data."""

from collections.abc import Iterator
from datetime import date, datetime, time

from autograder.fact_kinds import (
    Channel,
    ContactActor,
    ContactContent,
    DataSource,
    DebtorStatus,
    ModelInput,
    RoleKind,
    SharedDataKind,
)
from autograder.facts import Contact, JointApplication, ModelUse, SharedData
from tests.space.scene import Plan, Scene

_TIMES = (
    time(0, 0), time(7, 59), time(8, 0), time(12, 0), time(12, 0), time(15, 30), time(21, 59), time(22, 0), time(23, 30)
)  # fmt: skip
_MILD = (
    ContactContent.REMIND, ContactContent.DEMAND_PAYMENT, ContactContent.ASK_CONTACT_INFO, ContactContent.ASK_RELAY,
)  # fmt: skip
_CALLS = (Channel.CALL, Channel.CALL, Channel.AI_CALL, Channel.SMS)
_LISTED = (DataSource.BORROWER_LISTED_CONTACT_CONSENTED, DataSource.BORROWER_LISTED_NO_CONTACT_CONSENT)
_ASIDE = (RoleKind.EMERGENCY_CONTACT, RoleKind.ADDRESS_BOOK_ENTRY)


def contacts(scene: Scene) -> tuple[Contact, ...]:
    """Contacts with debtors and others; a series repeats one contact on one day or on several."""
    chance = scene.chance
    made: list[Contact] = []
    for _ in range(chance.one((1, 1, 2, 3)) if scene.often("collection", 0.95, 0.06) else 0):
        plan = scene.plan()
        lot = chance.random.random()
        aside = plan.who(*_ASIDE)
        target = scene.debtor(plan) if lot < 0.35 else chance.one(aside) if aside and lot < 0.6 else scene.person()
        made += _series(scene, plan, target, len(made))
    return tuple(made)


def _series(scene: Scene, plan: Plan, target: str, before: int) -> Iterator[Contact]:
    chance = scene.chance
    content = {chance.of(ContactContent, _MILD, 0.6) for _ in range(chance.one((1, 1, 2)))}
    day = scene.after(plan)
    channel = chance.of(Channel, _CALLS, 0.6)
    actor = chance.of(ContactActor, (ContactActor.LENDER, ContactActor.AGENCY), 0.7)
    if actor is ContactActor.IMPOSTOR and chance.yes():
        content |= {ContactContent.DEMAND_PAYMENT, chance.of(ContactContent)}
    named = target in plan.who(*_ASIDE)
    status, source = chance.of(DebtorStatus), chance.of(DataSource, _LISTED, 0.6 if named else 0.0)
    connected, refused = chance.yes(0.7), chance.yes(0.2)
    times = chance.one((1, 1, 1, 1, 2, 3, 4, 8))
    if times == 8:
        channel, connected = Channel.CALL, False
    if ContactContent.FORGED_DOCUMENT in content and chance.yes():
        content.add(ContactContent.IMPERSONATE_OFFICIAL)
    for number in range(times):
        yield Contact(
            id=f"contact{before + number + 1}", at=_moment(scene, day), actor=actor, loan=plan.id, target=target,
            channel=channel, content=frozenset(content), connected=connected,
            target_refused_before=refused or chance.yes(0.05), debtor_status_then=status, data_source=source,
            target_offered_to_pay=chance.yes(0.1), time_agreed=chance.yes(0.15),
        )  # fmt: skip
        if chance.yes(0.1):
            day = chance.day(day, scene.as_of, day)
            content = content | {chance.of(ContactContent)}


def _moment(scene: Scene, day: date) -> datetime:
    return datetime.combine(day, scene.chance.one(_TIMES))


def joint_applications(scene: Scene) -> Iterator[JointApplication]:
    """Two persons, most often a couple, who apply together."""
    chance = scene.chance
    if len(scene.people) > 1 and scene.often("model", 0.4, 0.03):
        pair = chance.one(scene.couples) if scene.couples else (scene.people[0], scene.people[1])
        yield JointApplication(persons=pair, lender=chance.one(scene.lenders), date=scene.after(scene.plan()))


def shared_data(scene: Scene) -> Iterator[SharedData]:
    """A phone or the like that two persons share."""
    chance = scene.chance
    if len(scene.people) > 1 and scene.often("model", 0.5, 0.03):
        pair = tuple(chance.random.sample(scene.people, 2))
        yield SharedData(persons=pair, kind=chance.of(SharedDataKind), owner=chance.one((None, *pair)))


def model_uses(scene: Scene) -> Iterator[ModelUse]:
    """What lenders' models used about somebody."""
    chance = scene.chance
    for _ in range(chance.one((1, 2)) if scene.often("model", 0.6, 0.03) else 0):
        yield ModelUse(
            lender=chance.one(scene.lenders), subject=scene.person(), input=chance.of(ModelInput),
            lawful_basis=chance.yes(0.7), sole_automated=chance.yes(), explained=chance.yes(),
        )  # fmt: skip
