"""Liability law that the workbook leaves out on purpose: a case that needs it is refused, not answered wrongly.

Each entry names its authority, the key of its words (`not_modelled.<key>.reason`) and says when a case needs it.
Writing the rules of an institution means deleting its entry here.
"""

from collections.abc import Callable, Iterable
from typing import Any

import attrs

from autograder.fact_kinds import (
    CourtEvent,
    EventKind,
    GuaranteedDebt,
    OrganisationKind,
    Regime,
    RoleKind,
    VariationKind,
)
from autograder.facts import Case
from autograder.rulebook import NotModelled
from autograder.rules.consent import PARTY_ROLES, lacks_approval
from autograder.stated import NOT_WRITTEN, UNKNOWN, UnknownFact, raw

Need = Callable[[Case], bool]

_BARRED = {
    OrganisationKind.STATE_ORGAN, OrganisationKind.PUBLIC_WELFARE_NONPROFIT, OrganisationKind.VILLAGE_COMMITTEE,
}  # fmt: skip


@attrs.frozen
class LeftOut:
    """One piece of law that is left out; `key` names its words."""

    key: str
    authority: str
    needed_by: Need


_left_out: list[LeftOut] = []


def left_out() -> tuple[LeftOut, ...]:
    """Everything that is left out, in the order in which it is written here."""
    return tuple(_left_out)


def not_modelled(key: str, *, authority: str) -> Callable[[Need], Need]:
    """Declare a piece of law as left out; the function under it says whether a case needs it."""

    def enter(needed_by: Need) -> Need:
        _left_out.append(LeftOut(key, authority, needed_by))
        return needed_by

    return enter


def require_modelled(case: Case) -> None:
    """Refuse a case that needs law left out here. Raises `NotModelled` with the key of the reason."""
    for entry in _left_out:
        if _clearly(entry.needed_by, case):
            raise NotModelled(entry.key, entry.authority)


def _clearly(needed_by: Need, case: Case) -> bool:
    """An unknown fact does not by itself call for law that is left out."""
    try:
        return needed_by(case)
    except UnknownFact:
        return False


def _said(fact: Any, name: str, key: str | None = None) -> Any:
    """The value of a field where the file states it, else None: one unknown fact must not hide a clear one."""
    value = raw(fact, name, key)
    return None if value is UNKNOWN or value is NOT_WRITTEN else value


def _more_than_one(loans: Iterable[str]) -> bool:
    named = list(loans)
    return len(named) > len(set(named))


@not_modelled("debt_accession", authority="CC/552")
def somebody_promised_to_join(case: Case) -> bool:
    """ACC-01, ACC-02."""
    return bool(case.accessions) or any(role.kind is RoleKind.DEBT_ACCESSOR for role in case.roles)


@not_modelled("debt_transfer", authority="CC/551")
def somebody_took_the_debt_over(case: Case) -> bool:
    """ACC-05."""
    return bool(case.debt_transfers)


@not_modelled("death_of_a_debtor", authority="CC/1161")
def a_debtor_died(case: Case) -> bool:
    """FAM-02, SPO-08."""
    debtors = {role.person for role in case.roles if role.kind in PARTY_ROLES}
    days = [_said(one, "died") for one in case.persons if one.id in debtors]
    return bool(case.inheritances) or any(day is not None and day <= case.as_of for day in days)


@not_modelled("separate_shares", authority="CC/517")
def shares_agreed_with_the_lender(case: Case) -> bool:
    """The share clause of LIA-03."""
    return any(len(loan.share_clause_towards_lender) > 0 for loan in case.loans)


@not_modelled("limitation", authority="CC/192")
def limitation_is_pleaded(case: Case) -> bool:
    """LON-06, GUA-15."""
    pleaded = any(event.kind is EventKind.LIMITATION_EXPIRED_CLAIMED for event in case.events)
    return pleaded or any(_said(guarantee, "knew_time_bar") for guarantee in case.guarantees)


@not_modelled("barred_guarantor", authority="CC/683")
def a_guarantor_is_barred(case: Case) -> bool:
    """GUA-06 for organisations."""
    guarantors = {guarantee.guarantor for guarantee in case.guarantees}
    return any(one.id in guarantors and _said(one, "org_kind") in _BARRED for one in case.persons)


@not_modelled("minor_guarantor", authority="CC/145")
def a_minor_gave_a_guarantee(case: Case) -> bool:
    """GUA-06 for minors without approval."""
    formed = {(g.guarantor, g.loan): g for g in case.guarantees}
    roles = [role for role in case.roles if role.kind is RoleKind.GUARANTOR and (role.person, role.loan) in formed]
    return any(lacks_approval(case, role, formed[role.person, role.loan].formed) for role in roles)


@not_modelled("rollover", authority="GI/16")
def a_new_loan_repays_the_old(case: Case) -> bool:
    """GUA-17."""
    return any(change.kind is VariationKind.ROLLOVER_NEW_LOAN for g in case.guarantees for change in g.variations)


@not_modelled("several_guarantors", authority="CC/699")
def several_guarantors_stand_together(case: Case) -> bool:
    """GUA-18."""
    told = any(guarantee.co_guarantors or len(guarantee.shares) > 0 for guarantee in case.guarantees)
    return told or _more_than_one(guarantee.loan for guarantee in case.guarantees)


@not_modelled("neglect_of_assets", authority="CC/698")
def assets_were_pointed_out(case: Case) -> bool:
    """GUA-19, first limb."""
    return any(guarantee.asset_info is not None for guarantee in case.guarantees)


@not_modelled("maximum_amount_guarantee", authority="CC/690")
def a_guarantee_has_a_ceiling_for_many_debts(case: Case) -> bool:
    """GUA-19, second limb."""
    return any(_said(guarantee, "max_amount") for guarantee in case.guarantees)


@not_modelled("counter_guarantee", authority="CC/689")
def a_guarantor_is_guaranteed(case: Case) -> bool:
    """GUA-21."""
    return any(guarantee.main is GuaranteedDebt.RECOURSE_CLAIM for guarantee in case.guarantees)


@not_modelled("guarantee_beside_collateral", authority="CC/392")
def a_guarantee_stands_beside_collateral(case: Case) -> bool:
    """GUA-22."""
    charged = {thing.loan for thing in case.collaterals}
    return any(guarantee.loan in charged for guarantee in case.guarantees)


@not_modelled("separate_property", authority="CC/1065/3")
def spouses_live_in_separate_property(case: Case) -> bool:
    """SPO-09; only an agreement of which the lender is said to have known nothing can be passed over."""
    borrowers = [role for role in case.roles if role.kind in PARTY_ROLES]
    return any(
        _said(tie, "regime") is Regime.SEPARATE_WRITTEN and _said(tie, "lender_knew_regime", role.loan) is not False
        for tie in case.marriages
        for role in borrowers
        if role.person in {tie.a, tie.b}
    )


@not_modelled("undertaking_to_court", authority="EA/24")
def somebody_promised_the_court(case: Case) -> bool:
    """ENF-14."""
    return any(step.event is CourtEvent.THIRD_PARTY_UNDERTAKING for step in case.court)
