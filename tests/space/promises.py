"""Random promises and security: guarantees, accessions, charges, debts handed on, what spouses did."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from autograder.fact_kinds import (
    AccessionTold,
    AccessionWords,
    CollateralKind,
    CreditorActKind,
    Fault,
    GuaranteedDebt,
    GuaranteeForm,
    JointUse,
    PeriodWords,
    RoleKind,
    SecurityOrder,
    SpouseActKind,
    StatementForm,
    TypeWords,
    VariationKind,
)
from autograder.facts import (
    Accession,
    AssetInformation,
    Collateral,
    CreditorAct,
    DebtTransfer,
    Guarantee,
    JointUseProof,
    PleaExceptions,
    SpouseAct,
    Variation,
)
from tests.space.days import moved
from tests.space.scene import Plan, Scene

_WRITTEN = (GuaranteeForm.WRITTEN_SEPARATE, GuaranteeForm.WRITTEN_CLAUSE)
_AT_SIGNING = 0.65


def guarantees(scene: Scene) -> Iterator[Guarantee]:
    """One guarantee for everybody named as guarantor of a loan."""
    for plan in scene.plans:
        for guarantor in plan.who(RoleKind.GUARANTOR):
            yield _guarantee(scene, plan, guarantor)


def _guarantee(scene: Scene, plan: Plan, guarantor: str) -> Guarantee:
    chance = scene.chance
    formed = plan.signed if chance.yes(_AT_SIGNING) else chance.day(plan.signed, scene.as_of, plan.signed, plan.due)
    formed = min(formed, scene.died.get(guarantor, formed))
    words, end = _period(scene, plan, formed)
    near = [end] if end else [moved(plan.due, 6), moved(plan.due, 24)]
    others = [one for one in plan.who(RoleKind.GUARANTOR) if one != guarantor]
    return Guarantee(
        guarantor=guarantor, loan=plan.id, formed=formed, form=chance.of(GuaranteeForm, _WRITTEN, 0.8),
        type_words=chance.of(TypeWords), period_words=words, period_end=end,
        main=chance.of(GuaranteedDebt) if chance.yes(0.008) else GuaranteedDebt.LOAN, fault=chance.of(Fault),
        committee_vote=chance.yes(), family_benefit=chance.yes(),
        knew_time_bar=chance.yes(0.4 if "limitation" in scene.themes else 0.1),
        shares={guarantor: chance.sum(plan.nominal)} if chance.yes(0.15) else {},
        asset_info=AssetInformation(given_on=scene.after(plan), value_lost=chance.sum(plan.nominal))
        if chance.yes(0.1) else None,
        scope_cap=chance.sum_or_none(0.2, plan.nominal), max_amount=chance.yes(0.1),
        forbids_assignment=chance.yes(0.2), forbids_transfer_release=chance.yes(0.2),
        creditor_acts=tuple(_creditor_acts(scene, plan, near)), variations=tuple(_variations(scene, plan)),
        plea_exceptions=PleaExceptions(
            debtor_missing_no_assets=chance.yes(0.1), bankruptcy_accepted=chance.yes(0.1),
            creditor_proves_insolvency=chance.yes(0.1), waived_in_writing=chance.yes(0.1),
        ),
        enforcement_exhausted=chance.yes(0.2), signed_notice_after_lapse=chance.yes(0.2),
        new_guarantee_contract=chance.yes(0.15),
        co_guarantors=tuple(others if chance.yes(0.6) else chance.some(others, 2)),
        same_document=chance.yes(), mutual_recourse_agreed=chance.yes(0.3), joint_coguarantee_agreed=chance.yes(0.3),
    )  # fmt: skip


def _period(scene: Scene, plan: Plan, formed: date) -> tuple[PeriodWords, date | None]:
    chance = scene.chance
    words = chance.of(PeriodWords, (PeriodWords.NONE,), 0.3)
    has_end = words is PeriodWords.FIXED or (words is PeriodWords.NOT_AFTER_DUE and chance.yes())
    last = plan.due if words is PeriodWords.NOT_AFTER_DUE else date(2030, 1, 1)
    return words, max(chance.day(formed, last, plan.due, scene.as_of), formed) if has_end else None


def _creditor_acts(scene: Scene, plan: Plan, near: list[date]) -> Iterator[CreditorAct]:
    chance = scene.chance
    usual = 0.8 if "limitation" in scene.themes else 0.1
    for _ in range(chance.one((0, 1, 1, 1, 2, 3))):
        day = chance.day(min(plan.due, scene.as_of), scene.as_of, *near, plan.due)
        kind = chance.of(CreditorActKind, (CreditorActKind.DEMANDED_GUARANTOR,), usual)
        yield CreditorAct(kind=kind, date=day, served_guarantor=chance.yes(0.7))


def _variations(scene: Scene, plan: Plan) -> Iterator[Variation]:
    chance = scene.chance
    for _ in range(chance.one((0, 0, 0, 1, 1, 2))):
        kind = chance.of(VariationKind)
        changes_sum = kind in {VariationKind.INCREASE, VariationKind.REDUCTION, VariationKind.DEBT_TRANSFER}
        delta = chance.sum(plan.nominal, Decimal(5_000)) if changes_sum and chance.yes(0.85) else None
        yield Variation(
            kind=kind, date=scene.after(plan), guarantor_written_consent=chance.yes(0.4),
            new_due=chance.day(plan.due, date(2028, 12, 31), plan.due, scene.as_of)
            if kind is VariationKind.EXTENSION or chance.yes(0.1) else None,
            delta=-delta if delta is not None and kind is VariationKind.REDUCTION else delta,
            guarantor_knew_rollover=chance.yes(),
        )  # fmt: skip


def accessions(scene: Scene) -> Iterator[Accession]:
    """Promises of those named as joining the debt, and of others."""
    chance = scene.chance
    for plan in scene.plans:
        for person in scene.people:
            if person in plan.who(RoleKind.DEBT_ACCESSOR):
                count = chance.one((1, 1, 1, 0))
            else:
                count = chance.one((1, 1, 0, 2)) if scene.often("promise", 0.4, 0.02) else 0
            for _ in range(count):
                yield Accession(
                    person=person, loan=plan.id, date=scene.after(plan),
                    form=chance.of(StatementForm), told=chance.of(AccessionTold),
                    words=chance.of(AccessionWords, (AccessionWords.JOIN_CLEAR, AccessionWords.AMBIGUOUS), 0.5),
                    scope=chance.sum_or_none(0.6, plan.nominal), creditor_rejected=chance.yes(0.15),
                    recourse_agreed=chance.yes(0.3),
                )  # fmt: skip


def collaterals(scene: Scene) -> Iterator[Collateral]:
    """Things charged by those named for it, by debtors and by others."""
    chance = scene.chance
    for plan in scene.plans:
        owners = plan.who(RoleKind.COLLATERAL_PROVIDER)
        if scene.often("guarantee", 0.3, 0.05):
            owners = [*owners, scene.debtor(plan) if chance.yes(0.7) else scene.person()]
        for owner in owners:
            yield Collateral(
                loan=plan.id, owner=owner, kind=chance.of(CollateralKind), value=chance.sum(plan.nominal),
                registered=chance.yes(0.7), order_agreed=chance.of(SecurityOrder),
                given_up_on=chance.day_or_none(0.3, plan.signed, scene.latest, plan.due),
            )  # fmt: skip


def debt_transfers(scene: Scene) -> Iterator[DebtTransfer]:
    """Debts that a debtor hands on to somebody else."""
    chance = scene.chance
    for plan in scene.plans:
        giver = scene.debtor(plan)
        taker = scene.other(giver)
        if taker and scene.often("promise", 0.5, 0.03):
            yield DebtTransfer(
                loan=plan.id, from_person=giver, to_person=taker, date=scene.after(plan),
                share=chance.sum_or_none(0.3, plan.nominal), creditor_consented=chance.yes(),
            )  # fmt: skip


def spouse_acts(scene: Scene) -> Iterator[SpouseAct]:
    """What spouses, past ones too, did about the other's loan."""
    chance = scene.chance
    for couple in scene.couples:
        for plan in scene.plans:
            for _ in range(chance.one((0, 0, 1, 1, 2))):
                yield SpouseAct(
                    spouse=chance.one(couple), loan=plan.id, kind=chance.of(SpouseActKind), date=scene.after(plan)
                )


def joint_use_proofs(scene: Scene) -> Iterator[JointUseProof]:
    """What the creditor proves, or fails to prove, about the use of a loan."""
    chance = scene.chance
    if scene.couples:
        for plan in scene.plans:
            for use in chance.some(tuple(JointUse), 2):
                yield JointUseProof(loan=plan.id, by_creditor=chance.yes(0.6), of=use)
