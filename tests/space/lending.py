"""Random lenders, loans and roles with the acts behind them."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from autograder.fact_kinds import (
    ConsentDefect,
    LenderKind,
    Product,
    Purpose,
    RoleKind,
    Schedule,
    Signature,
    VoidReason,
)
from autograder.facts import Act, Assignment, Instalment, Lender, Loan, Role
from tests.space.chance import Chance
from tests.space.days import moved
from tests.space.scene import Plan, Scene

_RATES = tuple(map(Decimal, ("0", "6", "12", "12.4", "13.8", "15.4", "15.41", "24", "24.01", "36", "36.01", "100")))
_PRIVATE = (LenderKind.NATURAL_PERSON, LenderKind.COMPANY_OCCASIONAL, LenderKind.UNLICENSED_PLATFORM)
_USUAL_PRODUCTS = (Product.ONLINE_CONSUMER, Product.CREDIT_CARD, Product.PRIVATE_IOU, Product.CAMPUS)
_USUAL_PURPOSES = (Purpose.DAILY_FAMILY, Purpose.PERSONAL, Purpose.JOINT_BUSINESS, Purpose.JOINT_LIVING_LARGE)


def lenders(scene: Scene) -> tuple[Lender, ...]:
    """Every lender of the scene."""
    return tuple(_lender(scene, id) for id in scene.lenders)


def _lender(scene: Scene, id: str) -> Lender:
    chance = scene.chance
    kind = chance.of(LenderKind, _PRIVATE, 0.7 if "price" in scene.themes else 0.1)
    if scene.often("talks", 0.4, 0.1) or scene.often("collection", 0.25, 0.0):
        kind = LenderKind.BANK
    return Lender(
        id=id, name=id, name_en=id, kind=kind, pboc_connected=chance.yes(0.75), bureau_connected=chance.yes(0.3),
        cba_member=chance.yes(), nifa_member=chance.yes(), repeat_lender_to_public=chance.yes(0.3),
    )  # fmt: skip


def loans(scene: Scene) -> tuple[Loan, ...]:
    """Every loan of the scene."""
    return tuple(_loan(scene, plan) for plan in scene.plans)


def _loan(scene: Scene, plan: Plan) -> Loan:
    chance = scene.chance
    assigned = _assignment(scene, plan) if scene.often("sale", 0.9, 0.06) else None
    void = scene.often("price", 0.3, 0.04)
    return Loan(
        id=plan.id, lender=plan.lender, signed=plan.signed, nominal=plan.nominal, final_due=plan.due,
        product=chance.of(Product, (Product.CREDIT_CARD,) if "collection" in scene.themes else _USUAL_PRODUCTS, 0.5),
        deducted_upfront=chance.sum(Decimal(0)).min(plan.nominal) if scene.often("price", 0.4, 0.1) else Decimal(0),
        rate_apr=_rate(chance), overdue_rate_apr=_rate(chance), all_in_cost_apr=chance.one(_RATES),
        term_days=(plan.due - plan.signed).days,
        instalments=tuple(Instalment(no=no, due=due, amount=amount) for no, due, amount in plan.instalments),
        accelerated_on=chance.day_or_none(0.12, plan.signed, scene.latest, *(due for _, due, _ in plan.instalments)),
        grace_days=0 if chance.yes(0.8) else chance.one((3, 5, 15)), scheduled_by_agreement=chance.of(Schedule),
        share_clause_towards_lender=dict.fromkeys(plan.debtors, plan.nominal / 2) if chance.yes(0.02) else {},
        filed_on=chance.day_or_none(0.25, plan.signed, scene.latest, plan.due, moved(plan.due, 36)),
        purpose_actual=chance.of(Purpose, _USUAL_PURPOSES, 0.6), within_daily_needs=chance.yes(),
        lender_knew_illegal_use=chance.yes(0.1), creditor_agreed_personal_debt=chance.yes(0.08),
        consent_report_written={one: chance.yes(0.8) for one in scene.people},
        consent_query={one: chance.yes(0.8) for one in scene.people}, assigned=assigned,
        void_reason=chance.of(VoidReason) if void else VoidReason.NONE,
        sham_with_lender=scene.often("marriage", 0.08, 0.01),
    )  # fmt: skip


def _rate(chance: Chance) -> Decimal | None:
    return None if chance.yes(0.3) else chance.one(_RATES)


def _assignment(scene: Scene, plan: Plan) -> Assignment:
    chance = scene.chance
    day = chance.day(plan.signed, scene.latest, plan.due, scene.as_of)
    told = {one: chance.day_or_none(0.6, day, scene.latest, day) for one in scene.people}
    return Assignment(
        to=chance.one((*scene.lenders, scene.person())), date=day,
        notified_debtor=chance.day_or_none(0.7, day, scene.latest, day), notified_guarantors=told,
    )  # fmt: skip


def roles(scene: Scene) -> Iterator[Role]:
    """Everybody's roles on every loan."""
    for plan in scene.plans:
        for person, kind in plan.named:
            yield Role(
                person=person, loan=plan.id, kind=kind, act=_act(scene, plan, person, kind),
                lender_knew_true_user=scene.chance.yes(0.4),
            )  # fmt: skip


def _act(scene: Scene, plan: Plan, person: str, kind: RoleKind) -> Act:
    chance = scene.chance
    signature = Signature.GENUINE
    if kind is RoleKind.NAMED_BY_IMPERSONATION or scene.often("signature", 0.5, 0.03):
        signature = chance.of(Signature, (Signature.FORGED,), 0.3)
    other = scene.other(person) if signature is not Signature.GENUINE and chance.yes(0.8) else None
    faulty = scene.often("signature", 0.5, 0.06)
    defect = chance.of(ConsentDefect) if faulty else ConsentDefect.NONE
    days: list[date | None] = [chance.day_or_none(0.6, plan.signed, scene.latest, plan.signed) for _ in range(2)]
    sued = chance.day_or_none(0.4 if faulty else 0.01, plan.signed, scene.latest, *filter(None, days))
    return Act(
        signature=signature, signed_by=other, consent_defect=defect, lender_knew_or_should=chance.yes(),
        duress_ended_on=days[0], knew_of_defect_on=days[1], avoidance_sued_on=sued,
        avoided_by_court_on=chance.day(sued, scene.latest, sued) if sued and chance.yes() else None,
        waived_avoidance=faulty and chance.yes(0.15), suited_to_age=chance.yes(0.2),
        kept_money=chance.sum_or_none(0.6, plan.nominal, Decimal(0)), apparent_authority=chance.yes(0.3),
        ratified_on=chance.day_or_none(0.25, plan.signed, scene.latest, plan.signed),
        identity_check_by_self=chance.yes(0.4),
    )  # fmt: skip
