"""Row L15 of the liability table: relatives, contacts, knowers, payers, account lenders, bare names."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from autograder.fact_kinds import EventKind, LenderKind, Product, RelationKind, RoleKind, SpouseActKind
from autograder.facts import Event, Relation, SpouseAct
from autograder.vocabulary import Flag, Liability
from tests.builders import LOAN, a_case, a_lender, a_loan, a_person, a_role, found
from tests.tables.agreement import agree
from tests.tables.first_match import every_combination

FACTS: dict[str, Any] = {
    "role": [
        None, RoleKind.EMERGENCY_CONTACT, RoleKind.ADDRESS_BOOK_ENTRY, RoleKind.KNOWER, RoleKind.WITNESS,
        RoleKind.GUARDIAN, RoleKind.SPOUSE_ONLY, RoleKind.THIRD_PARTY_PAYER, RoleKind.ACCOUNT_LENDER, RoleKind.HEIR,
        RoleKind.SIGNATURE_WITHOUT_ROLE, RoleKind.TRUE_USER, RoleKind.NONE,
    ],
    "tie": [None, *(kind for kind in RelationKind if kind is not RelationKind.SPOUSE)],
    "act": [None, *SpouseActKind],
    "paid": [False, True],
}  # fmt: skip


def solved(facts: Any) -> Any:
    roles = [a_role("borrower")]
    if facts.role is not None:
        roles.append(a_role("one", facts.role, act={"kept_money": Decimal(0)}, lender_knew_true_user=False))
    paid = Event(loan=LOAN, kind=EventKind.THIRD_PARTY_PAID, date=date(2025, 2, 3), person="one", amount=Decimal(500))
    case = a_case(
        persons=(a_person("one"),), roles=tuple(roles), loans=(a_loan(within_daily_needs=True),),
        relations=() if facts.tie is None else (Relation(a="one", b="borrower", kind=facts.tie),),
        spouse_acts=() if facts.act is None else (
            SpouseAct(spouse="one", loan=LOAN, kind=facts.act, date=date(2025, 3, 3)),
        ),
        events=(paid,) if facts.paid else (),
    )  # fmt: skip
    return found(case, "one").accepted


@pytest.mark.parametrize("role", FACTS["role"])
def test_neither_blood_nor_friendship_nor_knowledge_nor_help_makes_a_debtor(role: RoleKind | None) -> None:
    combinations = every_combination({**FACTS, "role": [role]})
    agree((one for one in combinations if one.act is None or not one.paid), solved, lambda facts: ((Liability.NONE,),))


ACCOUNTS: dict[str, Any] = {
    "role": [RoleKind.ACCOUNT_LENDER, RoleKind.KNOWER],
    "signed": [date(2022, 11, 30), date(2022, 12, 1)],
    "kept": [None, Decimal(0), Decimal(1)],
    "also": [None, RoleKind.CO_BORROWER],
}


def account(facts: Any) -> Any:
    roles = [a_role("borrower"), a_role("one", facts.role, act={"kept_money": facts.kept})]
    if facts.also:
        roles.append(a_role("one", facts.also))
    case = a_case(loans=(a_loan(signed=facts.signed, final_due=date(2025, 1, 10)),), roles=tuple(roles))
    finding = found(case, "one")
    return finding.codes, set(finding.flags)


def account_table(facts: Any) -> Any:
    lent = facts.role is RoleKind.ACCOUNT_LENDER
    flags = set()
    if lent and facts.signed >= date(2022, 12, 1):
        flags.add(Flag.ACCOUNT_LENDING_OFFENCE_POSSIBLE)
    if lent and facts.kept == 1:
        flags.add(Flag.UNJUST_ENRICHMENT_POSSIBLE)
    return (Liability.JOINT_DEBTOR_FULL if facts.also else Liability.NONE,), flags


def test_a_lent_account_is_no_debt_but_may_be_an_offence_and_an_enrichment() -> None:
    agree(every_combination(ACCOUNTS), account, account_table)


@pytest.mark.parametrize("product", Product)
@pytest.mark.parametrize("kind", [LenderKind.NATURAL_PERSON, LenderKind.BANK])
@pytest.mark.parametrize("also", [None, RoleKind.CO_BORROWER])
def test_a_bare_name_counts_for_nothing_and_takes_nothing_from_another_role(
    product: Product, kind: LenderKind, also: RoleKind | None
) -> None:
    roles = [a_role("borrower"), a_role("one", RoleKind.SIGNATURE_WITHOUT_ROLE)]
    if also is not None:
        roles.append(a_role("one", also))
    case = a_case(lenders=(a_lender(kind=kind),), loans=(a_loan(product=product),), roles=tuple(roles))
    expected = Liability.NONE if also is None else Liability.JOINT_DEBTOR_FULL
    assert found(case, "one").codes == (expected,)
