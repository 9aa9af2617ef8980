"""Row L14 of the liability table, and what a charge that is given up does to other securities (GUA-22)."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from autograder.fact_kinds import CollateralKind, LenderKind, RoleKind, SecurityOrder, Signature, TypeWords
from autograder.facts import Case, Collateral
from autograder.vocabulary import Figure, Liability
from tests.builders import LOAN, a_case, a_guarantee, a_lender, a_person, a_role, found
from tests.tables.agreement import agree
from tests.tables.first_match import every_combination

SEEN, LATER = date(2025, 6, 2), date(2025, 6, 3)
VALUE = Decimal(12_000)
OWNERS: dict[str, Any] = {
    "kind": list(CollateralKind),
    "signature": list(Signature),
    "adopted": ["no", "ratified", "apparent"],
    "avoided": [None, SEEN, LATER],
    "void": [False, True],
    "thing": ["not_told", "charged", "given_up", "given_up_later"],
}


def a_charge(owner: str, **facts: Any) -> Collateral:
    usual: dict[str, Any] = {
        "loan": LOAN, "owner": owner, "kind": CollateralKind.MORTGAGE, "value": VALUE, "registered": True,
    }  # fmt: skip
    return Collateral(**{**usual, **facts})


def owner_table(facts: Any) -> Any:
    strange = facts.signature in (Signature.FORGED, Signature.BY_AGENT_WITHOUT_AUTHORITY)
    unsigned = facts.signature is Signature.NONE
    free = unsigned or (strange and facts.adopted == "no") or facts.avoided == SEEN or facts.void
    free = free or facts.thing == "given_up"
    return (Liability.NONE,) if free else (Liability.COLLATERAL_LIMITED,)


def an_owner(facts: Any) -> Any:
    act = {
        "signature": facts.signature, "ratified_on": date(2024, 9, 2) if facts.adopted == "ratified" else None,
        "apparent_authority": facts.adopted == "apparent", "avoided_by_court_on": facts.avoided, "kept_money": None,
        "identity_check_by_self": False,
    }  # fmt: skip
    kind = LenderKind.UNLICENSED_PLATFORM if facts.void else LenderKind.CONSUMER_FINANCE
    given_up_on = {"given_up": SEEN, "given_up_later": LATER}.get(facts.thing)
    charge = a_charge("owner", kind=facts.kind, given_up_on=given_up_on)
    case = a_case(
        lenders=(a_lender(kind=kind),), collaterals=() if facts.thing == "not_told" else (charge,),
        roles=(a_role("borrower"), a_role("owner", RoleKind.COLLATERAL_PROVIDER, act=act)),
    )  # fmt: skip
    return found(case, "owner").codes


def test_whoever_charged_a_thing_answers_with_it_and_with_nothing_else() -> None:
    agree(every_combination(OWNERS), an_owner, owner_table)


SECURITIES: dict[str, Any] = {
    "owner": ["borrower", "aunt"],
    "kind": list(CollateralKind),
    "registered": [False, True],
    "given_up_on": [None, date(2025, 3, 3), SEEN, LATER],
    "order": list(SecurityOrder),
    "words": [TypeWords.EXPRESS_GENERAL, TypeWords.EXPRESS_JOINT],
}


def freed(facts: Any) -> Any:
    """The guarantor is free to the value of the borrower's own charge which the lender gave up."""
    charged = facts.kind is CollateralKind.PLEDGE or facts.registered
    gone = facts.given_up_on is not None and facts.given_up_on <= SEEN
    code = Liability.GUARANTEE_JOINT if facts.words is TypeWords.EXPRESS_JOINT else Liability.GUARANTEE_GENERAL
    return (code,), VALUE if facts.owner == "borrower" and charged and gone else None


def a_guarantor(facts: Any) -> Any:
    charge = a_charge(
        facts.owner, kind=facts.kind, registered=facts.registered, given_up_on=facts.given_up_on,
        order_agreed=facts.order,
    )  # fmt: skip
    case = secured(charge, a_guarantee("guarantor", type_words=facts.words))
    finding = found(case, "guarantor")
    return finding.codes, finding.figures.get(Figure.FREED_AMOUNT)


def another_owner(facts: Any) -> Any:
    """The aunt charged a thing of her own beside the borrower's."""
    own = a_charge(
        "borrower", kind=facts.kind, registered=facts.registered, given_up_on=facts.given_up_on,
        order_agreed=facts.order,
    )  # fmt: skip
    roles = (a_role("borrower"), a_role("aunt", RoleKind.COLLATERAL_PROVIDER))
    finding = found(a_case(roles=roles, collaterals=(own, a_charge("aunt"))), "aunt")
    return finding.codes, finding.figures.get(Figure.FREED_AMOUNT)


def secured(charge: Collateral, guarantee: Any) -> Case:
    roles = [a_role("borrower"), a_role("guarantor", RoleKind.GUARANTOR)]
    if charge.owner == "aunt":
        roles.append(a_role("aunt", RoleKind.COLLATERAL_PROVIDER))
    return a_case(persons=(a_person("aunt"),), roles=tuple(roles), guarantees=(guarantee,), collaterals=(charge,))


@pytest.mark.parametrize("owner", SECURITIES["owner"])
def test_a_lender_who_gives_the_borrowers_own_thing_up_frees_the_guarantor_to_its_value(owner: str) -> None:
    agree(every_combination({**SECURITIES, "owner": [owner]}), a_guarantor, freed)


def test_the_owner_of_another_charged_thing_is_freed_in_the_same_measure() -> None:
    facts = {**SECURITIES, "owner": ["borrower"], "words": [TypeWords.EXPRESS_GENERAL]}
    agree(every_combination(facts), another_owner, lambda facts: ((Liability.COLLATERAL_LIMITED,), freed(facts)[1]))
