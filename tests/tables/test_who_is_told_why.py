"""The rules that say why somebody owes nothing stand only for whoever owes nothing on any ground of the own.

A sister, a knower or the owner of the account who has also promised something is not told that she has not.
"""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from autograder.fact_kinds import (
    AccessionTold,
    AccessionWords,
    EventKind,
    LegalRepresentativeAct,
    Product,
    RelationKind,
    RoleKind,
    StatementForm,
)
from autograder.facts import Accession, Case, DebtTransfer, Event, Relation, Role
from autograder.vocabulary import Liability
from tests.builders import LOAN, a_case, a_guarantee, a_loan, a_marriage, a_person, a_role, found
from tests.tables.agreement import agree
from tests.tables.first_match import every_combination


def related(kind: RelationKind) -> dict[str, Any]:
    return {"relations": (Relation(a="one", b="borrower", kind=kind),)}


PAID = Event(loan=LOAN, kind=EventKind.THIRD_PARTY_PAID, date=date(2025, 2, 3), person="one", amount=Decimal(500))
REASONS: dict[str, tuple[str, dict[str, Any]]] = {
    "a_sister": ("FAM-01", related(RelationKind.SIBLING)),
    "living_together": ("SPO-12", related(RelationKind.COHABITANT)),
    "knew": ("LIA-11", {"role": RoleKind.KNOWER}),
    "was_listed": ("LIA-11", {"role": RoleKind.EMERGENCY_CONTACT}),
    "lent_an_account": ("LIA-12", {"role": RoleKind.ACCOUNT_LENDER}),
    "a_bare_name": ("LIA-10", {"role": RoleKind.SIGNATURE_WITHOUT_ROLE, "product": Product.PRIVATE_IOU}),
    "a_bare_name_on_a_form": ("LIA-10", {"role": RoleKind.SIGNATURE_WITHOUT_ROLE}),
    "helped_once": ("ACC-03", {"events": (PAID,)}),
    "a_minors_guardian": ("FAM-03", {**related(RelationKind.PARENT_CHILD), "minor": True}),
    "wife_of_a_guarantor": ("GUA-20", {"wife_of_a_guarantor": True}),
}
GROUNDS = ("nothing", "co_borrower", "guarantor", "joined_the_debt", "took_the_debt_over", "hidden_user")
FACTS: dict[str, Any] = {"reason": list(REASONS), "ground": list(GROUNDS)}


def a_person_with(reason: str, ground: str) -> Case:
    """One who might be told the reason, and who may owe on a ground of the own."""
    traits = dict(REASONS[reason][1])
    roles = [a_role("borrower", act={"kept_money": None})]
    parts: dict[str, Any] = {"guarantees": (), "debt_transfers": (), "accessions": (), "marriages": ()}
    child = {}
    if traits.pop("minor", False):
        child = {"born": date(2008, 6, 6), "legal_rep_act": {LOAN: LegalRepresentativeAct.RATIFIED}}
    if traits.pop("wife_of_a_guarantor", False):
        roles.append(a_role("guarantor", RoleKind.GUARANTOR))
        parts["guarantees"] = (a_guarantee("guarantor", family_benefit=False),)
        parts["marriages"] = (a_marriage("guarantor", "one"),)
    if "role" in traits:
        roles.append(a_role("one", traits.pop("role"), act={"kept_money": None}))
    if ground == "co_borrower":
        roles.append(a_role("one", RoleKind.CO_BORROWER))
    if ground == "guarantor":
        roles.append(a_role("one", RoleKind.GUARANTOR))
        parts["guarantees"] += (a_guarantee("one", family_benefit=False),)
    if ground == "joined_the_debt":
        parts["accessions"] = (Accession(
            person="one", loan=LOAN, date=date(2025, 3, 3), form=StatementForm.WRITTEN, told=AccessionTold.CREDITOR,
            words=AccessionWords.JOIN_CLEAR, scope=None,
        ),)  # fmt: skip
    if ground == "took_the_debt_over":
        parts["debt_transfers"] = (DebtTransfer(
            loan=LOAN, from_person="borrower", to_person="one", date=date(2025, 3, 3), creditor_consented=True,
            share=Decimal(1_000),
        ),)  # fmt: skip
    if ground == "hidden_user":
        front = {"identity_check_by_self": True, "kept_money": None}
        roles.append(a_role("front", RoleKind.NOMINAL_BORROWER, act=front, lender_knew_true_user=True))
        roles.append(Role(person="one", loan=LOAN, kind=RoleKind.TRUE_USER, lender_knew_true_user=True))
    loan = a_loan(product=traits.pop("product", Product.ONLINE_CONSUMER))
    people = (a_person("one"), a_person("borrower", **child))
    return a_case(persons=people, loans=(loan,), roles=tuple(roles), **parts, **traits)


@pytest.mark.parametrize("reason", REASONS)
def test_the_reason_for_owing_nothing_is_given_to_those_who_owe_nothing(reason: str) -> None:
    rule = REASONS[reason][0]

    def solved(facts: Any) -> Any:
        finding = found(a_person_with(facts.reason, facts.ground), "one")
        standing = (trial.card for trial in finding.verdict.standing)
        told = any(card.id == rule and Liability.NONE in card.concludes for card in standing)
        return told, finding.codes == (Liability.NONE,)

    def table(facts: Any) -> Any:
        return facts.ground == "nothing", facts.ground == "nothing"

    agree(every_combination({**FACTS, "reason": [reason]}), solved, table)
