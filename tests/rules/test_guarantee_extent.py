"""Void guarantees, rollovers, several guarantors, wasted assets, other security (GUA-06, 14, 16 to 19, 22)."""

from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from autograder.fact_kinds import (
    CollateralKind,
    CreditorActKind,
    EventKind,
    Fault,
    GuaranteeForm,
    LegalRepresentativeAct,
    LenderKind,
    OrganisationKind,
    RoleKind,
    SecurityOrder,
    Signature,
    TypeWords,
    VariationKind,
)
from autograder.facts import AssetInformation, Case, Collateral, CreditorAct, Event, Guarantee, Variation
from autograder.solve import Finding
from autograder.stated import UNKNOWN
from autograder.vocabulary import Figure, Flag, Liability
from tests.builders import LOAN, a_case, a_guarantee, a_lender, a_loan, a_person, a_role, found
from tests.rules.standing import fails_on

DAMAGES, NOTHING = (Liability.FAULT_DAMAGES,), (Liability.NONE,)
JOINT, GENERAL = (Liability.GUARANTEE_JOINT,), (Liability.GUARANTEE_GENERAL,)
FREE = (Liability.GUARANTEE_RELEASED,)


def names(finding: Finding) -> set[str]:
    return {trial.card.name for trial in finding.verdict.standing}


def guaranteed(person: dict[str, Any] | None = None, parts: dict[str, Any] | None = None, **facts: Any) -> Case:
    default: dict[str, Any] = {
        "persons": (a_person("guarantor", **(person or {})),),
        "roles": (a_role("borrower"), a_role("guarantor", RoleKind.GUARANTOR)),
        "guarantees": (a_guarantee("guarantor", **facts),),
    }  # fmt: skip
    return a_case(**{**default, **(parts or {})})


def body(kind: OrganisationKind = OrganisationKind.VILLAGE_COMMITTEE) -> dict[str, Any]:
    return {"is_org": True, "org_kind": kind}


def test_m02_a_village_seal_without_the_vote_leaves_damages_for_fault() -> None:
    finding = found(guaranteed(body(), committee_vote=False, fault=Fault.BOTH), "guarantor")
    assert finding.codes == DAMAGES
    assert "barred_guarantor_and_lender_at_fault" in names(finding)


@pytest.mark.parametrize(("facts", "codes"), [
    ({"committee_vote": True}, GENERAL), ({"committee_vote": False, "fault": Fault.CREDITOR}, NOTHING),
    ({"committee_vote": False, "fault": Fault.GUARANTOR}, DAMAGES),
    ({"committee_vote": False, "fault": Fault.NONE}, NOTHING),
])  # fmt: skip
def test_a_vote_or_the_absence_of_fault_decides_about_a_village(facts: dict[str, Any], codes: Any) -> None:
    assert found(guaranteed(body(), **facts), "guarantor").codes == codes


@pytest.mark.parametrize(("kind", "codes"), [
    (OrganisationKind.STATE_ORGAN, DAMAGES), (OrganisationKind.PUBLIC_WELFARE_NONPROFIT, DAMAGES),
    (OrganisationKind.COMPANY, GENERAL), (OrganisationKind.FINANCING_GUARANTEE_CO, GENERAL),
])  # fmt: skip
def test_organs_and_charities_may_not_guarantee(kind: OrganisationKind, codes: Any) -> None:
    assert found(guaranteed(body(kind), fault=Fault.BOTH), "guarantor").codes == codes


def test_the_fault_of_a_barred_guarantor_is_asked_for_and_never_supposed() -> None:
    finding = found(guaranteed(body(OrganisationKind.STATE_ORGAN), fault=UNKNOWN), "guarantor")
    assert finding.undetermined
    assert [name for _, name, _ in finding.missing] == ["fault"]


def test_before_2021_a_barred_guarantor_alone_at_fault_was_liable_with_the_debtor() -> None:
    old: dict[str, Any] = {"formed": date(2020, 6, 10), "fault": Fault.GUARANTOR}
    assert "barred_guarantor_alone_at_fault_until_2020" in names(
        found(guaranteed(body(OrganisationKind.STATE_ORGAN), **old), "guarantor")
    )


def test_a_child_who_guarantees_without_fault_owes_nothing() -> None:
    child: dict[str, Any] = {"born": date(2012, 5, 5), "legal_rep_act": {LOAN: LegalRepresentativeAct.REFUSED}}
    assert found(guaranteed(child, fault=Fault.NONE), "guarantor").codes == NOTHING


@pytest.mark.parametrize(("fault", "codes"), [
    (Fault.NONE, NOTHING), (Fault.CREDITOR, NOTHING), (Fault.GUARANTOR, DAMAGES), (Fault.BOTH, DAMAGES),
])  # fmt: skip
def test_the_guarantee_of_a_void_loan_falls_with_it(fault: Fault, codes: Any) -> None:
    parts: dict[str, Any] = {"lenders": (a_lender(kind=LenderKind.UNLICENSED_PLATFORM),)}
    assert found(guaranteed(parts=parts, fault=fault), "guarantor").codes == codes


def test_damages_are_lost_with_the_guarantee_period() -> None:
    def at(as_of: date) -> Any:
        parts: dict[str, Any] = {"as_of": as_of, "lenders": (a_lender(kind=LenderKind.UNLICENSED_PLATFORM),)}
        return found(guaranteed(parts=parts, fault=Fault.BOTH), "guarantor").codes

    assert at(date(2025, 7, 10)) == DAMAGES
    assert at(date(2025, 7, 11)) == NOTHING


def test_m03_a_penalty_aimed_at_the_guarantor_adds_nothing() -> None:
    finding = found(guaranteed(type_words=TypeWords.EXPRESS_JOINT), "guarantor")
    assert finding.codes == JOINT
    assert "never_more_than_the_debtor" in names(finding)


def test_m05_property_wasted_by_the_lender_frees_a_general_guarantor_to_its_value() -> None:
    told = AssetInformation(given_on=date(2025, 2, 3), value_lost=Decimal(80_000))
    finding = found(guaranteed(asset_info=told), "guarantor")
    assert finding.codes == GENERAL
    assert finding.figures[Figure.FREED_AMOUNT] == Decimal(80_000)
    assert (
        Figure.FREED_AMOUNT
        not in found(guaranteed(asset_info=told, type_words=TypeWords.EXPRESS_JOINT), "guarantor").figures
    )
    early = AssetInformation(given_on=date(2025, 1, 3), value_lost=Decimal(80_000))
    assert Figure.FREED_AMOUNT not in found(guaranteed(asset_info=early), "guarantor").figures


def test_a_highest_sum_and_an_agreed_share_cap_the_guarantee() -> None:
    assert found(guaranteed(scope_cap=Decimal(9_000)), "guarantor").figures[Figure.AMOUNT_CAP] == Decimal(9_000)
    both = guaranteed(scope_cap=Decimal(9_000), shares={"guarantor": Decimal(7_000)}, max_amount=True)
    assert found(both, "guarantor").figures[Figure.AMOUNT_CAP] == Decimal(7_000)


def rolled(*, guarantor_of_both: bool, knew: bool) -> Case:
    day = date(2025, 2, 3)
    change = Variation(
        kind=VariationKind.ROLLOVER_NEW_LOAN, date=day, guarantor_written_consent=False, guarantor_knew_rollover=knew
    )
    new = a_loan(id="new", signed=day, final_due=date(2026, 2, 3))
    promises = [a_guarantee("new_man", loan="new", formed=day, variations=(change,))]
    promises.append(a_guarantee("new_man" if guarantor_of_both else "old_man", variations=(change,)))
    roles = [a_role("borrower")]
    for guarantee in promises:
        role = a_role(guarantee.guarantor, RoleKind.GUARANTOR)
        roles.append(type(role)(person=role.person, loan=guarantee.loan, kind=role.kind, act=role.act))
    return a_case(loans=(a_loan(), new), roles=tuple(roles), guarantees=tuple(promises))


@pytest.mark.parametrize(("both", "knew", "codes"), [
    (False, False, NOTHING), (False, True, GENERAL), (True, False, GENERAL),
])  # fmt: skip
def test_a_new_guarantor_answers_for_a_rollover_only_if_he_knew_or_stood_for_the_old_loan(
    both: bool, knew: bool, codes: Any
) -> None:
    case = rolled(guarantor_of_both=both, knew=knew)
    assert found(case, "new_man", loan="new").codes == codes
    assert found(case, "new_man" if both else "old_man").codes == FREE


def c30(*, same_document: bool = True, paid: bool = True) -> Case:
    def promise(who: str, *acts: CreditorAct) -> Guarantee:
        return a_guarantee(
            who, formed=date(2024, 9, 30), type_words=TypeWords.EXPRESS_JOINT, same_document=same_document,
            creditor_acts=acts,
        )  # fmt: skip

    demand = CreditorAct(kind=CreditorActKind.DEMANDED_GUARANTOR, date=date(2026, 2, 2))
    loan = a_loan(signed=date(2024, 9, 30), nominal=Decimal(100_000), final_due=date(2025, 9, 30))
    payment = Event(
        loan=LOAN, kind=EventKind.GUARANTOR_PAID, date=date(2026, 4, 20), person="qiu_an", amount=Decimal(100_000)
    )
    return a_case(
        as_of=date(2026, 6, 1), loans=(loan,), events=(payment,) if paid else (),
        roles=(
            a_role("borrower"), a_role("qiu_an", RoleKind.GUARANTOR), a_role("xie_bei", RoleKind.GUARANTOR),
        ), guarantees=(promise("qiu_an", demand), promise("xie_bei")),
    )  # fmt: skip


def test_c30_a_demand_on_one_guarantor_saves_nothing_against_the_other() -> None:
    xie_bei = found(c30(), "xie_bei")
    assert xie_bei.codes == FREE
    assert "demand_on_another_saves_nothing" in names(xie_bei)
    qiu_an = found(c30(), "qiu_an")
    assert qiu_an.codes == JOINT
    assert qiu_an.figures[Figure.FREED_AMOUNT] == Decimal(50_000)
    assert qiu_an.figures[Figure.PERIOD_END] == date(2026, 3, 30)
    assert Flag.UNSETTLED in qiu_an.flags
    assert "paid_more_than_he_had_to" in names(qiu_an)


def test_who_has_not_paid_yet_has_paid_nothing_too_much() -> None:
    assert fails_on(c30(), "qiu_an", "paid_more_than_he_had_to") is None
    assert fails_on(c30(paid=False), "qiu_an", "paid_more_than_he_had_to") == "paid_as_guarantor"
    apart = c30(same_document=False)
    assert fails_on(apart, "qiu_an", "paid_more_than_he_had_to") == "shares_with_one_set_free"


def test_guarantors_on_separate_sheets_lose_nothing_by_each_others_lapse() -> None:
    assert Figure.FREED_AMOUNT not in found(c30(same_document=False), "qiu_an").figures


def flat(**facts: Any) -> Collateral:
    default: dict[str, Any] = {
        "loan": LOAN, "owner": "borrower", "kind": CollateralKind.MORTGAGE, "value": Decimal(12_000),
        "registered": True,
    }  # fmt: skip
    return Collateral(**{**default, **facts})


@pytest.mark.parametrize(("facts", "rule"), [
    ({}, "debtors_own_thing_goes_first"), ({"registered": False}, None),
    ({"order_agreed": SecurityOrder.FREE_CHOICE}, "lender_chooses_the_security"),
    ({"owner": "aunt"}, "lender_chooses_the_security"),
    ({"given_up_on": date(2025, 3, 3)}, "lender_gave_the_debtors_thing_up"),
    ({"kind": CollateralKind.PLEDGE, "registered": False}, "debtors_own_thing_goes_first"),
])  # fmt: skip
def test_collateral_of_the_borrower_goes_first_unless_agreed_otherwise(facts: dict[str, Any], rule: str | None) -> None:
    finding = found(guaranteed(parts={"collaterals": (flat(**facts),), "persons": (a_person("aunt"),)}), "guarantor")
    known = {"debtors_own_thing_goes_first", "lender_chooses_the_security", "lender_gave_the_debtors_thing_up"}
    assert finding.codes == GENERAL
    assert known & names(finding) == ({rule} if rule else set())
    assert finding.figures.get(Figure.FREED_AMOUNT) == (Decimal(12_000) if "given_up_on" in facts else None)


def test_no_combination_of_void_barred_oral_forged_and_rolled_contradicts_itself() -> None:
    day = date(2024, 1, 10)
    forms = (GuaranteeForm.ORAL, GuaranteeForm.WRITTEN_SEPARATE)
    for void, org, fault, form, signature, avoided, knew, formed, late in product(
        (True, False), (True, False), Fault, forms, (Signature.GENUINE, Signature.FORGED, Signature.NONE),
        (None, date(2025, 1, 15)), (True, False, None), (day, date(2020, 6, 10)), (True, False),
    ):  # fmt: skip
        change = Variation(
            kind=VariationKind.ROLLOVER_NEW_LOAN, date=day, guarantor_written_consent=False,
            guarantor_knew_rollover=bool(knew),
        )  # fmt: skip
        act: dict[str, Any] = {
            "signature": signature, "ratified_on": None, "apparent_authority": False, "avoided_by_court_on": avoided,
            "kept_money": None,
        }  # fmt: skip
        lender = a_lender(kind=LenderKind.UNLICENSED_PLATFORM if void else LenderKind.BANK)
        person = body(OrganisationKind.STATE_ORGAN) if org else {}
        case = guaranteed(
            person,
            {
                "as_of": date(2025, 12, 1) if late else date(2025, 6, 2), "lenders": (lender,),
                "roles": (a_role("borrower"), a_role("guarantor", RoleKind.GUARANTOR, act=act)),
            },
            fault=fault, form=form, formed=formed, variations=() if knew is None else (change,),
        )  # fmt: skip
        assert found(case, "guarantor").codes, (void, org, fault, form, signature, avoided, knew, formed, late)
