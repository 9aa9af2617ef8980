"""Random events of loans and what the credit record shows of them month by month."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from autograder.fact_kinds import EventKind, RoleKind
from autograder.facts import Case, Event, MonthEntry, Query
from autograder.reading.happened import contradictory_events
from tests.space.altered import replaced
from tests.space.days import moved
from tests.space.scene import Plan, Scene

_BY_THEME = {
    "payment": (
        EventKind.GUARANTOR_PAID, EventKind.GUARANTOR_PAID, EventKind.CO_DEBTOR_PAID, EventKind.THIRD_PARTY_PAID,
        EventKind.PAID_PART, EventKind.SETTLED_FULL,
    ),
    "delay": (
        EventKind.OVERDUE_START, EventKind.OVERDUE_CLEARED, EventKind.PAID_FULL_INSTALMENT, EventKind.SETTLED_FULL,
        EventKind.SETTLED_REDUCED, EventKind.WRITTEN_OFF, EventKind.LENDER_POLICY_EXTENSION, EventKind.DUE,
        EventKind.DEMANDED_DEBTOR, EventKind.SUED_DEBTOR, EventKind.DEBT_ACKNOWLEDGED,
        EventKind.LIMITATION_EXPIRED_CLAIMED,
    ),
    "talks": (
        EventKind.NEGOTIATION_REQUESTED, EventKind.NEGOTIATION_AGREED, EventKind.NEGOTIATION_AGREED,
        EventKind.PLAN_BREACHED, EventKind.PLAN_COMPLETED, EventKind.INTERMEDIARY_PAID,
    ),
    "guarantee": (EventKind.GUARANTOR_PAID,),
    "limitation": (
        EventKind.LIMITATION_EXPIRED_CLAIMED, EventKind.LIMITATION_EXPIRED_CLAIMED, EventKind.DEBT_ACKNOWLEDGED,
        EventKind.DEMANDED_DEBTOR, EventKind.NEGOTIATION_AGREED, EventKind.GUARANTOR_PAID,
    ),
    "promise": (EventKind.CO_DEBTOR_PAID, EventKind.THIRD_PARTY_PAID, EventKind.DEMANDED_DEBTOR),
    "record": (
        EventKind.PRIOR_NOTICE_ADVERSE, EventKind.REPORTED_ADVERSE, EventKind.REPORTED_ADVERSE,
        EventKind.RECORD_DELETED, EventKind.FORBIDDEN_DATA_KEPT, EventKind.OVERDUE_START, EventKind.OVERDUE_CLEARED,
    ),
}  # fmt: skip
_PAYERS = {
    EventKind.GUARANTOR_PAID: (RoleKind.GUARANTOR, RoleKind.DEBT_ACCESSOR, RoleKind.COLLATERAL_PROVIDER),
    EventKind.CO_DEBTOR_PAID: (RoleKind.CO_BORROWER, RoleKind.BORROWER, RoleKind.DEBT_ACCESSOR),
    EventKind.THIRD_PARTY_PAID: (RoleKind.THIRD_PARTY_PAYER, RoleKind.COLLATERAL_PROVIDER, RoleKind.NONE),
}
_OF_A_PLAN = {EventKind.PLAN_BREACHED, EventKind.PLAN_COMPLETED}
_LATE = {EventKind.LIMITATION_EXPIRED_CLAIMED, EventKind.DEBT_ACKNOWLEDGED, EventKind.GUARANTOR_PAID}
_OVERDUE = tuple(map(Decimal, ("0", "0.01", "500", "500", "9999.99", "10000", "10000.01", "30000")))


def events(scene: Scene) -> Iterator[Event]:
    """What happened to the loans, mostly what the case is about."""
    chance = scene.chance
    kinds = [kind for theme, found in _BY_THEME.items() if theme in scene.themes for kind in found]
    for plan in scene.plans:
        for _ in range(chance.one((0, 1, 2, 3, 4, 5)) if kinds else chance.one((0, 0, 0, 1, 2))):
            kind = chance.one(kinds) if kinds and chance.yes(0.85) else chance.of(EventKind)
            yield from _event(scene, plan, kind)
        if "repair" in scene.themes:
            yield from _repaired(scene, plan)
    for couple, until in scene.divorces:
        if chance.yes(0.4):
            plan, payer = scene.plan(), chance.one(couple)
            if plan.signed <= until:
                yield _plain(plan, EventKind.CO_DEBTOR_PAID, scene.after(plan, until), person=payer)


def _event(scene: Scene, plan: Plan, kind: EventKind) -> Iterator[Event]:
    chance = scene.chance
    part = chance.one(plan.instalments) if plan.instalments and chance.yes(0.6) else None
    due = part[1] if part else plan.due
    day = due if kind is EventKind.DUE else scene.after(plan, due)
    if "limitation" in scene.themes and kind in _LATE and chance.yes(0.7):
        day = chance.day(plan.signed, scene.as_of, moved(due, 36), moved(due, 24), scene.as_of)
    if kind is EventKind.OVERDUE_START and due <= scene.as_of and chance.yes(0.7):
        day = due
    agreed = kind is EventKind.NEGOTIATION_AGREED
    dated = agreed or kind is EventKind.LENDER_POLICY_EXTENSION
    made = Event(
        loan=plan.id, kind=kind, date=day, person=_who(scene, plan, kind),
        amount=chance.sum_or_none(0.9 if kind in _PAYERS else 0.4, plan.nominal),
        instalment=part[0] if part else None, before_due=day <= due, written=chance.yes(0.7),
        new_due=chance.day(max(day, due), date(2032, 12, 31), due, scene.as_of) if dated and chance.yes(0.9) else None,
        terms_clear=chance.yes(0.85), no_report_promise=agreed and chance.yes(0.3),
        delete_promise=agreed and chance.yes(0.3), lapses_on_breach=chance.yes(),
    )  # fmt: skip
    yield made
    if kind in _OF_A_PLAN and chance.yes():
        yield _plan_before(scene, plan, made, due)
    if kind is EventKind.OVERDUE_START and chance.yes(0.6):
        cleared = chance.day(day, scene.as_of, day, scene.as_of)
        yield _plain(plan, EventKind.OVERDUE_CLEARED, cleared, instalment=made.instalment)


def _plan_before(scene: Scene, plan: Plan, carried_out: Event, due: date) -> Event:
    """A plan that was agreed before it was kept or broken."""
    day = scene.chance.day(plan.signed, carried_out.date, due, carried_out.date)
    new_due = scene.chance.day(max(day, due), date(2032, 12, 31), due, carried_out.date, scene.as_of)
    return Event(
        loan=plan.id, kind=EventKind.NEGOTIATION_AGREED, date=day, instalment=carried_out.instalment,
        before_due=day <= due, written=True, new_due=new_due, lapses_on_breach=carried_out.lapses_on_breach,
    )  # fmt: skip


def _plain(plan: Plan, kind: EventKind, day: date, **facts: Any) -> Event:
    """An event that is no talk about a plan."""
    return Event(loan=plan.id, kind=kind, date=day, before_due=False, written=True, lapses_on_breach=False, **facts)


def _repaired(scene: Scene, plan: Plan) -> Iterator[Event]:
    """A delay that was made good around the days of the one-off repair."""
    if plan.due <= scene.as_of:
        last = min(scene.as_of, date(2026, 4, 30))
        cleared = scene.chance.day(plan.due, last, date(2025, 11, 30), date(2026, 3, 31), plan.due)
        yield _plain(plan, EventKind.OVERDUE_START, plan.due)
        yield _plain(plan, EventKind.OVERDUE_CLEARED, cleared)


def _who(scene: Scene, plan: Plan, kind: EventKind) -> str | None:
    """The payer of a payment, mostly one with a fitting role; of other events anybody or nobody."""
    chance = scene.chance
    if kind in _PAYERS:
        fitting = plan.who(*_PAYERS[kind])
        return chance.one(fitting) if fitting and chance.yes(0.8) else scene.person()
    if chance.yes(0.6):
        return None
    if kind is EventKind.LIMITATION_EXPIRED_CLAIMED and chance.yes():
        return chance.one(plan.who(RoleKind.GUARANTOR) or scene.people)
    return scene.debtor(plan) if chance.yes(0.7) else scene.person()


def consistent(case: Case) -> Case:
    """The case without the events that another one rules out."""
    while wrong := next(contradictory_events(case), None):
        _, position, _ = wrong.place
        case = replaced(case, events=tuple(event for n, event in enumerate(case.events) if n != position))
    return case


def month_entries(scene: Scene) -> Iterator[MonthEntry]:
    """Months that the record shows as overdue or in order."""
    chance = scene.chance
    for plan in scene.plans:
        if not (scene.often("record", 0.6, 0.08) or scene.often("repair", 0.9, 0.0)):
            continue
        person = scene.debtor(plan)
        days = [plan.due, *(moved(plan.due, number) for number in (1, 2))]
        months = {day.replace(day=1) for day in days[: chance.one((0, 1, 2, 3))] if day <= scene.as_of}
        if not months or chance.yes(0.3):
            months |= {scene.after(plan).replace(day=1) for _ in range(chance.one((1, 2)))}
        for month in sorted(months):
            yield MonthEntry(
                loan=plan.id, person=person, month=month, overdue_amount=chance.one(_OVERDUE),
                level=int(chance.random.random() * 8),
            )  # fmt: skip


def queries(scene: Scene) -> Iterator[Query]:
    """Looks into credit records by lenders and others."""
    chance = scene.chance
    for _ in range(chance.one((1, 1, 2, 3)) if scene.often("record", 0.6, 0.08) else 0):
        yield Query(
            by=chance.one((*scene.lenders, scene.person())), subject=scene.person(),
            date=chance.day(moved_back(scene), scene.as_of, scene.plan().signed, scene.as_of),
            written_consent=chance.yes(), purpose_agreed=chance.one(("", "loan", "loan")),
            purpose_actual=chance.one(("", "loan", "other")),
        )  # fmt: skip


def moved_back(scene: Scene) -> date:
    """A day well before the first loan, or the day of the case if that is earlier."""
    first = min(plan.signed for plan in scene.plans)
    return min(first.replace(year=first.year - 1, day=1), scene.as_of)
