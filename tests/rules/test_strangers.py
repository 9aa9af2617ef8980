"""Those who promised nothing: which rule says so of whom, and that it is silent once they promised something."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from autograder.fact_kinds import (
    AccessionTold,
    AccessionWords,
    CourtEvent,
    EventKind,
    LegalRepresentativeAct,
    LenderKind,
    MarriageEnd,
    RelationKind,
    RoleKind,
    Signature,
    SpouseActKind,
    StatementForm,
)
from autograder.facts import Accession, Case, Court, DebtTransfer, Event, Inheritance, Relation, SpouseAct
from autograder.vocabulary import Flag, Liability
from tests.builders import LOAN, a_case, a_guarantee, a_lender, a_loan, a_marriage, a_person, a_role, found
from tests.rules.standing import standing

FRIEND = (a_lender(kind=LenderKind.NATURAL_PERSON, pboc_connected=False),)
EARLY = date(2024, 9, 2)


def case_of(*several: dict[str, Any], **parts: Any) -> Case:
    """A loan of Bo's and somebody beside him; of parts that several tell, all count."""
    made: dict[str, Any] = {"persons": (a_person("bo"), a_person("one")), "roles": (a_role("bo"),)}
    for told in (*several, parts):
        for plural, facts in told.items():
            kept = made.get(plural, ()) if plural not in {"lenders", "loans"} else ()
            if plural == "persons":
                kept = tuple(person for person in kept if person.id not in {fact.id for fact in facts})
            made[plural] = (*kept, *facts)
    return a_case(**made)


def a_tie(kind: RelationKind) -> tuple[Relation, ...]:
    return (Relation(a="bo", b="one", kind=kind),)


CHILD = a_person("bo", born=date(2010, 3, 3), legal_rep_act={LOAN: LegalRepresentativeAct.REFUSED})
TELLS: dict[str, dict[str, Any]] = {
    "no_party_no_debt": {},
    "bare_name_on_a_private_note": {"lenders": FRIEND, "roles": (a_role("one", RoleKind.SIGNATURE_WITHOUT_ROLE),)},
    "bare_name_on_a_form": {"roles": (a_role("one", RoleKind.SIGNATURE_WITHOUT_ROLE),)},
    "knowing_is_not_owing": {"roles": (a_role("one", RoleKind.KNOWER),)},
    "lent_account": {"roles": (a_role("one", RoleKind.ACCOUNT_LENDER, act={"kept_money": None}),)},
    "paying_is_not_joining": {
        "events": (Event(loan=LOAN, kind=EventKind.THIRD_PARTY_PAID, date=date(2025, 2, 3), person="one"),)
    },
    "kin_do_not_owe": {"relations": a_tie(RelationKind.SIBLING)},
    "guardian_is_not_the_debtor": {"persons": (CHILD,), "relations": a_tie(RelationKind.PARENT_CHILD)},
    "living_together_is_not_marriage": {"relations": a_tie(RelationKind.COHABITANT)},
    "taking_over_came_to_nothing": {
        "debt_transfers": (
            DebtTransfer(loan=LOAN, from_person="bo", to_person="one", date=EARLY, creditor_consented=False),
        )
    },
    "guarantee_binds_only_its_giver": {
        "roles": (a_role("gao", RoleKind.GUARANTOR),), "guarantees": (a_guarantee("gao", family_benefit=False),),
        "marriages": (a_marriage("gao", "one"),), "persons": (a_person("gao"),),
    },
}  # fmt: skip
"""What makes a rule speak about a person who promised nothing."""

PROMISES: dict[str, dict[str, Any]] = {
    "named_as_no_party": {"roles": (a_role("one", RoleKind.CO_BORROWER),)},
    "no_guarantee_given": {"guarantees": (a_guarantee("one", fault="none"),)},
    "no_promise_to_join": {
        "accessions": (
            Accession(
                person="one", loan=LOAN, date=EARLY, form=StatementForm.WRITTEN, told=AccessionTold.CREDITOR,
                words=AccessionWords.JOIN_CLEAR, scope=Decimal(9_000),
            ),
        )
    },
    "no_debt_taken_over": {
        "roles": (a_role("wei", RoleKind.CO_BORROWER),), "persons": (a_person("wei"),),
        "debt_transfers": (
            DebtTransfer(loan=LOAN, from_person="wei", to_person="one", date=EARLY, creditor_consented=True),
        ),
    },
    "not_the_hidden_user": {"roles": (a_role("one", RoleKind.TRUE_USER, lender_knew_true_user=False),)},
}  # fmt: skip
"""What silences such a rule, by the condition that then fails."""


@pytest.mark.parametrize("rule", TELLS)
def test_each_rule_speaks_about_its_own_kind_of_outsider(rule: str) -> None:
    case = case_of(TELLS[rule])
    assert rule in standing(case, "one")
    assert found(case, "one").codes == (Liability.NONE,)
    if rule != "no_party_no_debt":
        assert rule not in standing(case_of(), "one")


@pytest.mark.parametrize("promise", PROMISES)
@pytest.mark.parametrize("rule", TELLS)
def test_whoever_promised_something_is_no_outsider(rule: str, promise: str) -> None:
    assert rule not in standing(case_of(TELLS[rule], PROMISES[promise]), "one")


def test_nothing_is_told_of_a_stranger_but_the_general_rule() -> None:
    children = (
        a_person("boy", born=date(2010, 3, 3), legal_rep_act={LOAN: LegalRepresentativeAct.NONE}),
        a_person("baby", born=date(2020, 3, 3)),
    )
    for kind in (LenderKind.BANK, LenderKind.UNLICENSED_PLATFORM, LenderKind.NATURAL_PERSON):
        case = case_of(persons=children, lenders=(a_lender(kind=kind),))
        for person in ("one", "boy", "baby"):
            assert standing(case, person) == {"no_party_no_debt"}


def test_the_general_rule_leaves_spouses_heirs_impostors_and_promises_to_courts_to_the_rules_on_them() -> None:
    wed = case_of(marriages=(a_marriage("bo", "one"),), loans=(a_loan(within_daily_needs=False),))
    assert standing(wed, "one") == {"marriage_makes_no_debtor", "daily_needs_are_a_judgment"}
    forged = {"signature": Signature.FORGED, "signed_by": "one", "ratified_on": None, "apparent_authority": False}
    assert standing(case_of(roles=(a_role("wei", RoleKind.CO_BORROWER, act=forged),), persons=(a_person("wei"),)),
                    "one") == {"impostor_answers"}  # fmt: skip
    died = case_of(
        persons=(a_person("bo", died=date(2025, 5, 1)),),
        inheritances=(Inheritance(deceased="bo", heir="one", value_received=Decimal(5)),),
    )
    assert standing(died, "one") == {"heir_within_the_estate", "ceiling_of_all_grounds"}
    step = Court(event=CourtEvent.THIRD_PARTY_UNDERTAKING, date=EARLY, persons=("one",), loan=LOAN, amount=Decimal(5))
    assert standing(case_of(court=(step,)), "one") == {"promised_the_court", "ceiling_of_all_grounds"}


def test_the_spouse_of_a_guarantor_is_no_stranger_but_that_of_a_counter_guarantor_is() -> None:
    gao: dict[str, Any] = {"roles": (a_role("gao", RoleKind.GUARANTOR),), "persons": (a_person("gao"),)}
    tie: dict[str, Any] = {"marriages": (a_marriage("gao", "one"),)}
    given: dict[str, Any] = {"guarantees": (a_guarantee("gao", family_benefit=False),)}
    assert standing(case_of(gao, tie, given), "one") == {"guarantee_binds_only_its_giver"}
    counter: dict[str, Any] = {"guarantees": (a_guarantee("gao", main="recourse_claim"),)}
    assert standing(case_of(gao, tie, counter), "one") == {"no_party_no_debt"}


@pytest.mark.parametrize(("lender", "rule"), [
    (LenderKind.NATURAL_PERSON, "bare_name_on_a_private_note"), (LenderKind.COMPANY_OCCASIONAL,
    "bare_name_on_a_private_note"), (LenderKind.BANK, "bare_name_on_a_form"),
])  # fmt: skip
def test_a_bare_name_is_judged_by_what_kind_of_lender_holds_the_paper(lender: LenderKind, rule: str) -> None:
    case = case_of(lenders=(a_lender(kind=lender),), roles=(a_role("one", RoleKind.SIGNATURE_WITHOUT_ROLE),))
    assert standing(case, "one") == {rule, "no_party_no_debt"}


def test_a_spouse_who_only_knew_is_told_that_knowing_is_not_owing() -> None:
    silent = SpouseAct(spouse="one", loan=LOAN, kind=SpouseActKind.SILENT_KNOWLEDGE, date=EARLY)
    case = case_of(
        marriages=(a_marriage("bo", "one"),), loans=(a_loan(within_daily_needs=False),), spouse_acts=(silent,)
    )
    judged = "daily_needs_are_a_judgment"
    assert standing(case, "one") == {"knowing_is_not_owing", "marriage_makes_no_debtor", judged}


@pytest.mark.parametrize("kind", [
    RelationKind.PARENT_CHILD, RelationKind.SIBLING, RelationKind.GRANDPARENT_CHILD, RelationKind.IN_LAW,
    RelationKind.OTHER_RELATIVE,
])  # fmt: skip
def test_every_kind_of_kin_is_told_that_kinship_makes_no_debtor(kind: RelationKind) -> None:
    assert standing(case_of(relations=a_tie(kind)), "one") == {"kin_do_not_owe", "no_party_no_debt"}


def test_parents_of_a_minor_are_judged_as_guardians_and_not_as_kin_of_an_adult() -> None:
    young = case_of({"persons": (CHILD,)}, relations=a_tie(RelationKind.PARENT_CHILD))
    assert standing(young, "one") == {"guardian_is_not_the_debtor", "no_party_no_debt"}
    aunt = case_of({"persons": (CHILD,)}, relations=a_tie(RelationKind.OTHER_RELATIVE))
    assert standing(aunt, "one") == {"no_party_no_debt"}
    named = case_of(roles=(a_role("one", RoleKind.GUARDIAN),))
    assert standing(named, "one") == {"guardian_is_not_the_debtor", "no_party_no_debt"}


def test_a_couple_once_married_is_not_judged_as_living_together() -> None:
    over = a_marriage("bo", "one", until=date(2020, 3, 3), end=MarriageEnd.DIVORCE)
    case = case_of(relations=a_tie(RelationKind.EX_PARTNER), marriages=(over,))
    assert standing(case, "one") == {"debt_from_after_divorce"}


@pytest.mark.parametrize(("kept", "signed", "flags"), [
    (Decimal(1), date(2022, 12, 1), {Flag.UNJUST_ENRICHMENT_POSSIBLE, Flag.ACCOUNT_LENDING_OFFENCE_POSSIBLE}),
    (Decimal(1), date(2022, 11, 30), {Flag.UNJUST_ENRICHMENT_POSSIBLE}), (None, date(2022, 11, 30), set()),
])  # fmt: skip
def test_the_flags_of_who_lent_an_account(kept: Decimal | None, signed: date, flags: set[Flag]) -> None:
    lent: dict[str, Any] = {"roles": (a_role("one", RoleKind.ACCOUNT_LENDER, act={"kept_money": kept}),)}
    assert set(found(case_of(lent, loans=(a_loan(signed=signed),)), "one").flags) == flags


def test_money_in_other_hands_than_an_account_lenders_raises_no_flag() -> None:
    case = case_of(roles=(a_role("one", RoleKind.KNOWER, act={"kept_money": Decimal(5)}),))
    assert found(case, "one").flags == ()
