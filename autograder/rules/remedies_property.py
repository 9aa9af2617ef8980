"""Remedies (救济) against one's own signature and for one's own property (LIA-09, ENF-07, ENF-13)."""

from collections.abc import Iterator

from autograder.fact_kinds import ConsentDefect, RoleKind
from autograder.facts import Case, Role
from autograder.rulebook import Step, Subject, rule
from autograder.rules.accession import clear_promise
from autograder.rules.consent import AVOIDANCE, attackable, contract_role
from autograder.rules.enforcement_property import (
    flat_from_a_divorce_not_yet_registered,
    only_the_debtors_share_answers,
    seized_owner_objects,
    spouses_account_with_common_money,
)
from autograder.rules.grievances import all_hold
from autograder.rules.lookup import guarantee_of, loan_of, role_of
from autograder.vocabulary import Question, Remedy

_DECEIVED = {ConsentDefect.FRAUD_BY_LENDER, ConsentDefect.FRAUD_BY_THIRD}


@rule(
    "LIA-09", question=Question.REMEDIES, concludes=Remedy.AVOID_CONTRACT,
    authority=AVOIDANCE, claims=("S2-16", "S2-30"),
)  # fmt: skip
def loan_signed_under_pressure_is_attacked(case: Case, subject: Subject) -> Iterator[Step]:
    """Who signed a loan deceived, threatened or mistaken asks a court in time to set it aside."""
    role = contract_role(case, subject)
    yield "named_on_contract", role is not None
    if role is not None:
        yield from attackable(case, role, loan_of(case, subject).signed)


@rule(
    "LIA-09", question=Question.REMEDIES, concludes=Remedy.AVOID_CONTRACT,
    authority=AVOIDANCE, claims=("S0-35", "S2-16"),
)  # fmt: skip
def guarantee_signed_under_pressure_is_attacked(case: Case, subject: Subject) -> Iterator[Step]:
    """Who gave a guarantee deceived, threatened or mistaken asks a court in time to set it aside."""
    role, guarantee = role_of(case, subject, RoleKind.GUARANTOR), guarantee_of(case, subject)
    yield "guarantor_by_name", role is not None and guarantee is not None
    if role is not None and guarantee is not None:
        yield from attackable(case, role, guarantee.formed)


@rule(
    "LIA-09", question=Question.REMEDIES, concludes=Remedy.AVOID_CONTRACT, authority=AVOIDANCE, claims=("S2-16",),
)  # fmt: skip
def joining_made_under_pressure_is_attacked(case: Case, subject: Subject) -> Iterator[Step]:
    """Who promised to join a debt deceived, threatened or mistaken asks a court in time to set it aside."""
    role, promise = role_of(case, subject, RoleKind.DEBT_ACCESSOR), clear_promise(case, subject)
    yield "joiner_by_name", role is not None
    if role is not None:
        yield "promised_to_join", promise is not None
    if role is not None and promise is not None:
        yield from attackable(case, role, promise.date)


@rule(
    "LIA-09", question=Question.REMEDIES, concludes=Remedy.AVOID_CONTRACT, authority=AVOIDANCE, claims=("S2-16",),
)  # fmt: skip
def charge_made_under_pressure_is_attacked(case: Case, subject: Subject) -> Iterator[Step]:
    """Who charged a thing deceived, threatened or mistaken asks a court in time to set it aside."""
    role = role_of(case, subject, RoleKind.COLLATERAL_PROVIDER)
    yield "charged_a_thing", role is not None
    if role is not None:
        yield from attackable(case, role, loan_of(case, subject).signed)


@rule(
    "LIA-09", question=Question.REMEDIES, concludes=Remedy.CLAIM_VS_DECEIVER, authority=("CC/1165", "CC/157"),
    claims=("S2-16", "S2-30"),
)  # fmt: skip
def deceiver_pays_for_the_harm(case: Case, subject: Subject) -> Iterator[Step]:
    """Whoever deceived another into signing makes good the harm."""
    yield "deceived_into_signing", any(one.act.consent_defect in _DECEIVED for one in _roles(case, subject))


def _roles(case: Case, subject: Subject) -> list[Role]:
    """What the person promised: as a borrower, as a guarantor, by joining the debt or charging a thing."""
    beside = (RoleKind.GUARANTOR, RoleKind.DEBT_ACCESSOR, RoleKind.COLLATERAL_PROVIDER)
    found = (contract_role(case, subject), *(role_of(case, subject, kind) for kind in beside))
    return [role for role in found if role is not None]


@rule(
    "ENF-13", question=Question.REMEDIES, concludes=Remedy.OUTSIDER_OBJECTION, authority=("CPL/238", "EOR/24"),
    claims=("S0-32",),
)  # fmt: skip
def owner_objects_to_the_seizure(case: Case, subject: Subject) -> Iterator[Step]:
    """Whose property is seized for another's debt objects to the court that enforces."""
    tried = (seized_owner_objects, flat_from_a_divorce_not_yet_registered)
    yield "own_property_was_seized", any(all_hold(one(case, subject)) for one in tried)


@rule(
    "ENF-07", question=Question.REMEDIES, concludes=Remedy.PARTITION_SUIT, authority=("SF/12", "CC/303"),
    claims=("S0-28", "S0-32"),
)  # fmt: skip
def co_owner_has_the_property_divided(case: Case, subject: Subject) -> Iterator[Step]:
    """Who owns together with the debtor may sue to have the own part taken out."""
    tried = (only_the_debtors_share_answers, spouses_account_with_common_money)
    yield "owns_together_with_the_debtor", any(all_hold(one(case, subject)) for one in tried)
