from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from autograder.fact_kinds import (
    Capacity,
    ConsentDefect,
    CourtEvent,
    EventKind,
    LegalRepresentativeAct,
    LenderKind,
    Product,
    RelationKind,
    RoleKind,
    Signature,
)
from autograder.facts import Case, Court, Event, Relation
from autograder.rulebook import Subject, Verdict, weigh
from autograder.solve import FactNotWritten, Finding, find
from autograder.stated import UNKNOWN
from autograder.vocabulary import Figure, Flag, Liability, Question
from tests.builders import LOAN, a_case, a_guarantee, a_lender, a_loan, a_person, a_role, found

FORGED: dict[str, Any] = {
    "signature": Signature.FORGED, "signed_by": "impostor", "ratified_on": None, "apparent_authority": False,
}  # fmt: skip


def rules(finding: Finding) -> set[str]:
    return {trial.card.id for trial in finding.verdict.standing}


def defeated(finding: Finding) -> set[tuple[str, str]]:
    return {(trial.card.name, by.card.name) for trial, by in finding.verdict.defeated}


def test_a_listed_contact_who_knew_owes_nothing() -> None:
    case = a_case(roles=(a_role("borrower"), a_role("friend", RoleKind.EMERGENCY_CONTACT)))
    finding = found(case, "friend")
    assert finding.codes == (Liability.NONE,)
    assert {"LIA-01", "LIA-11"} <= rules(finding)


@pytest.mark.parametrize("kind", [
    RoleKind.EMERGENCY_CONTACT, RoleKind.ADDRESS_BOOK_ENTRY, RoleKind.KNOWER, RoleKind.WITNESS, RoleKind.SPOUSE_ONLY,
    RoleKind.HEIR, RoleKind.GUARDIAN, RoleKind.NONE, RoleKind.TRUE_USER, RoleKind.THIRD_PARTY_PAYER,
    RoleKind.SIGNATURE_WITHOUT_ROLE,
])  # fmt: skip
def test_a_role_without_a_promise_makes_no_debtor(kind: RoleKind) -> None:
    assert found(a_case(roles=(a_role("borrower"), a_role("other", kind))), "other").codes == (Liability.NONE,)


def test_a_person_without_any_role_owes_nothing_by_the_general_rule() -> None:
    finding = found(a_case(persons=(a_person("stranger"),)), "stranger")
    assert finding.codes == (Liability.NONE,)
    assert rules(finding) == {"LIA-01"}


def test_parents_and_adult_children_do_not_owe_each_others_loans() -> None:
    case = a_case(relations=(Relation(a="mother", b="borrower", kind=RelationKind.PARENT_CHILD),))
    finding = found(case, "mother")
    assert finding.codes == (Liability.NONE,)
    assert {"FAM-01", "LIA-01"} <= rules(finding)


def test_c03_a_co_borrower_owes_all_although_the_other_spent_the_money() -> None:
    case = a_case(
        as_of=date(2025, 12, 10),
        loans=(a_loan(signed=date(2025, 1, 8), nominal=Decimal(60_000), final_due=date(2025, 10, 31)),),
        roles=(a_role("liu_yang"), a_role("chen_jie", RoleKind.CO_BORROWER)),
        relations=(Relation(a="liu_yang", b="chen_jie", kind=RelationKind.EX_PARTNER),),
    )
    assert found(case, "liu_yang").codes == (Liability.BORROWER_FULL,)
    assert found(case, "chen_jie").codes == (Liability.JOINT_DEBTOR_FULL,)


def c13(**act: Any) -> Case:
    forged: dict[str, Any] = {**FORGED, "signed_by": "zheng_jun", **act}
    return a_case(
        as_of=date(2026, 5, 5), roles=(a_role("zheng_jun"), a_role("zheng_hai", RoleKind.CO_BORROWER, act=forged))
    )


def test_c13_the_forger_answers_and_the_brother_does_not() -> None:
    assert found(c13(), "zheng_jun").codes == (Liability.BORROWER_FULL, Liability.IMPOSTOR_LIABLE)
    brother = found(c13(), "zheng_hai")
    assert brother.codes == (Liability.NONE,)
    assert ("co_borrower_owes_all", "forged_contract") in defeated(brother)


@pytest.mark.parametrize("adopting", [{"ratified_on": date(2026, 5, 1)}, {"apparent_authority": True}])
def test_c13_turns_when_the_brother_adopts_the_act_or_let_the_authority_appear(adopting: dict[str, Any]) -> None:
    assert found(c13(**adopting), "zheng_hai").codes == (Liability.JOINT_DEBTOR_FULL,)
    assert found(c13(**adopting), "zheng_jun").codes == (Liability.BORROWER_FULL,)


def test_a_ratification_after_the_day_of_the_case_does_not_count_yet() -> None:
    assert found(c13(ratified_on=date(2026, 6, 1)), "zheng_hai").codes == (Liability.NONE,)


def test_whether_a_forged_contract_was_ratified_is_asked_for_when_unknown() -> None:
    finding = found(c13(ratified_on=UNKNOWN), "zheng_hai")
    assert finding.undetermined
    assert [name for _, name, _ in finding.missing] == ["ratified_on"]
    assert set(finding.possible) == {(Liability.NONE,), (Liability.JOINT_DEBTOR_FULL,)}


def test_an_impersonated_person_owes_nothing_and_the_impostor_answers() -> None:
    role = a_role("victim", RoleKind.NAMED_BY_IMPERSONATION, act=FORGED)
    case = a_case(roles=(role,), persons=(a_person("impostor"),))
    assert found(case, "victim").codes == (Liability.NONE,)
    assert found(case, "impostor").codes == (Liability.IMPOSTOR_LIABLE,)


def test_an_agent_with_authority_binds_the_person_named_and_not_himself() -> None:
    act: dict[str, Any] = {"signature": Signature.BY_AGENT_WITH_AUTHORITY, "signed_by": "agent"}
    case = a_case(roles=(a_role("borrower", act=act),), persons=(a_person("agent"),))
    assert found(case, "borrower").codes == (Liability.BORROWER_FULL,)
    assert found(case, "agent").codes == (Liability.NONE,)


def test_a_name_that_nobody_signed_for_owes_nothing() -> None:
    case = a_case(roles=(a_role("borrower"), a_role("other", RoleKind.CO_BORROWER, act={"signature": Signature.NONE})))
    finding = found(case, "other")
    assert finding.codes == (Liability.NONE,)
    assert ("co_borrower_owes_all", "nobody_signed") in defeated(finding)


def test_a_forged_guarantee_leaves_the_own_loan_of_the_same_person_alone() -> None:
    roles = (a_role("borrower"), a_role("other", RoleKind.CO_BORROWER), a_role("other", RoleKind.GUARANTOR, act=FORGED))
    case = a_case(roles=roles, guarantees=(a_guarantee("other"),))
    assert found(case, "other").codes == (Liability.JOINT_DEBTOR_FULL,)


def c14(legal_act: Any = LegalRepresentativeAct.REFUSED, **child: Any) -> Case:
    facts: dict[str, Any] = {"born": date(2009, 9, 1), "legal_rep_act": {LOAN: legal_act}, **child}
    return a_case(
        as_of=date(2026, 3, 1),
        persons=(a_person("pang_xia", **facts),),
        loans=(a_loan(signed=date(2026, 1, 20), nominal=Decimal(12_000), final_due=date(2026, 2, 20)),),
        roles=(a_role("pang_xia", act={"kept_money": Decimal(8_000)}),),
        relations=(Relation(a="father", b="pang_xia", kind=RelationKind.PARENT_CHILD),),
    )


def test_c14_a_minor_gives_back_the_money_and_the_parents_owe_nothing() -> None:
    minor = found(c14(), "pang_xia")
    assert minor.codes == (Liability.RESTITUTION_ONLY,)
    assert Flag.UNSETTLED in minor.flags
    father = found(c14(), "father")
    assert father.codes == (Liability.NONE,)
    assert "FAM-03" in rules(father)


@pytest.mark.parametrize("act", [LegalRepresentativeAct.CONSENTED, LegalRepresentativeAct.RATIFIED])
def test_a_minor_is_bound_when_a_parent_approves(act: LegalRepresentativeAct) -> None:
    assert found(c14(act), "pang_xia").codes == (Liability.BORROWER_FULL,)


def test_whether_a_parent_approved_is_asked_for_when_unknown() -> None:
    finding = found(c14(UNKNOWN), "pang_xia")
    assert finding.undetermined
    assert [(name, key) for _, name, key in finding.missing] == [("legal_rep_act", LOAN)]


def test_a_case_that_leaves_out_whether_a_parent_approved_is_refused() -> None:
    with pytest.raises(FactNotWritten) as refusal:
        found(c14(legal_rep_act={}), "pang_xia")
    assert refusal.value.name == "legal_rep_act"


def test_a_child_under_eight_is_not_bound_even_with_approval() -> None:
    finding = found(c14(LegalRepresentativeAct.CONSENTED, born=date(2018, 3, 1)), "pang_xia")
    assert finding.codes == (Liability.RESTITUTION_ONLY,)


def test_an_adult_without_capacity_only_gives_back() -> None:
    finding = found(c14(LegalRepresentativeAct.CONSENTED, born=None, adult_capacity=Capacity.NONE), "pang_xia")
    assert finding.codes == (Liability.RESTITUTION_ONLY,)


def test_a_parent_who_signs_as_co_borrower_approves_and_owes_for_himself() -> None:
    case = c14(LegalRepresentativeAct.NONE)
    case = a_case(
        as_of=case.as_of, persons=case.persons, loans=case.loans, relations=case.relations,
        roles=(*case.roles, a_role("father", RoleKind.CO_BORROWER)),
    )  # fmt: skip
    assert found(case, "pang_xia").codes == (Liability.BORROWER_FULL,)
    assert found(case, "father").codes == (Liability.JOINT_DEBTOR_FULL,)


def test_c15_a_sixteen_year_old_who_lives_on_wages_owes_as_an_adult() -> None:
    case = a_case(
        as_of=date(2026, 3, 1),
        persons=(a_person("cao_rui", born=date(2009, 3, 3), self_supporting_by_labour=True),),
        loans=(a_loan(signed=date(2025, 6, 1), nominal=Decimal(6_000), final_due=date(2026, 1, 5)),),
        roles=(a_role("cao_rui"),),
        relations=(Relation(a="mother", b="cao_rui", kind=RelationKind.PARENT_CHILD),),
    )
    assert found(case, "cao_rui").codes == (Liability.BORROWER_FULL,)
    mother = found(case, "mother")
    assert mother.codes == (Liability.NONE,)
    assert "FAM-01" in rules(mother)


def c16(*, knew: bool, **act: Any) -> Case:
    checked: dict[str, Any] = {"identity_check_by_self": True, **act}
    return a_case(
        as_of=date(2025, 11, 11),
        roles=(
            a_role("meng_rou", RoleKind.NOMINAL_BORROWER, act=checked, lender_knew_true_user=knew),
            a_role("hu_di", RoleKind.TRUE_USER),
        ),
    )


def test_c16_lending_the_own_name_to_a_friend_is_borrowing() -> None:
    assert found(c16(knew=False), "meng_rou").codes == (Liability.BORROWER_FULL,)
    assert found(c16(knew=False), "hu_di").codes == (Liability.NONE,)


def test_the_front_man_of_a_knowing_lender_is_unsettled_and_both_answers_are_accepted() -> None:
    front, user = found(c16(knew=True), "meng_rou"), found(c16(knew=True), "hu_di")
    assert (front.codes, front.accepted) == ((Liability.NONE,), ((Liability.NONE,), (Liability.BORROWER_FULL,)))
    assert (user.codes, user.accepted) == ((Liability.BORROWER_FULL,), ((Liability.BORROWER_FULL,), (Liability.NONE,)))
    assert Flag.UNSETTLED in front.flags
    assert Flag.UNSETTLED in user.flags


def test_who_passes_the_face_scan_himself_has_acted_himself_whatever_the_signature() -> None:
    assert found(c16(knew=False, signature=Signature.FORGED), "meng_rou").codes == (Liability.BORROWER_FULL,)


def deceived(**act: Any) -> Case:
    facts: dict[str, Any] = {
        "consent_defect": ConsentDefect.FRAUD_BY_THIRD, "lender_knew_or_should": True,
        "knew_of_defect_on": date(2024, 9, 2), **act,
    }  # fmt: skip
    return a_case(roles=(a_role("borrower", act=facts),))


def test_a_deceived_borrower_is_bound_until_a_court_sets_the_loan_aside() -> None:
    finding = found(deceived(), "borrower")
    assert finding.codes == (Liability.BORROWER_FULL,)
    assert Flag.VOIDABLE_PENDING in finding.flags
    assert finding.figures[Figure.AVOIDANCE_UNTIL] == date(2025, 9, 2)


@pytest.mark.parametrize(
    ("act", "until"),
    [
        ({"consent_defect": ConsentDefect.SERIOUS_MISTAKE, "knew_of_defect_on": date(2025, 4, 1)}, date(2025, 6, 30)),
        ({"consent_defect": ConsentDefect.DURESS, "duress_ended_on": date(2024, 11, 5)}, date(2025, 11, 5)),
        ({"consent_defect": ConsentDefect.DURESS, "duress_ended_on": None}, date(2029, 1, 10)),
        ({"consent_defect": ConsentDefect.UNFAIR_ADVANTAGE}, date(2025, 9, 2)),
        ({"knew_of_defect_on": date(2024, 9, 2), "avoidance_sued_on": date(2025, 5, 6)}, date(2025, 9, 2)),
    ],
)
def test_the_right_to_attack_a_contract_ends_on_its_day(act: dict[str, Any], until: date) -> None:
    finding = found(deceived(**act), "borrower")
    assert Flag.VOIDABLE_PENDING in finding.flags
    assert finding.figures[Figure.AVOIDANCE_UNTIL] == until


@pytest.mark.parametrize(
    "act",
    [
        {"lender_knew_or_should": False},
        {"waived_avoidance": True},
        {"knew_of_defect_on": date(2024, 5, 8)},
        {"knew_of_defect_on": date(2024, 3, 5), "avoidance_sued_on": date(2025, 3, 6)},
        {"consent_defect": ConsentDefect.NONE},
    ],
)
def test_without_a_living_right_the_signature_simply_binds(act: dict[str, Any]) -> None:
    finding = found(deceived(**act), "borrower")
    assert finding.codes == (Liability.BORROWER_FULL,)
    assert Flag.VOIDABLE_PENDING not in finding.flags
    assert Figure.AVOIDANCE_UNTIL not in finding.figures


@pytest.mark.parametrize(("kept", "code"), [
    (Decimal(5_000), Liability.RESTITUTION_ONLY), (Decimal(0), Liability.NONE), (None, Liability.NONE),
])  # fmt: skip
def test_after_avoidance_only_what_was_received_goes_back(kept: Decimal | None, code: Liability) -> None:
    act: dict[str, Any] = {"avoided_by_court_on": date(2025, 5, 5), "kept_money": kept}
    case = a_case(roles=(a_role("borrower"), a_role("other", RoleKind.CO_BORROWER, act=act)))
    finding = found(case, "other")
    assert finding.codes == (code,)
    assert Flag.VOIDABLE_PENDING not in finding.flags


def test_the_main_borrower_gives_the_loan_back_after_avoidance_although_it_is_spent() -> None:
    act: dict[str, Any] = {"avoided_by_court_on": date(2025, 5, 5), "kept_money": Decimal(0)}
    assert found(deceived(**act), "borrower").codes == (Liability.RESTITUTION_ONLY,)
    nothing_paid_out = a_case(loans=(a_loan(deducted_upfront=Decimal(30_000)),), roles=(a_role("borrower", act=act),))
    assert found(nothing_paid_out, "borrower").codes == (Liability.NONE,)


def test_a_deceived_guarantor_may_attack_the_guarantee() -> None:
    act: dict[str, Any] = {"consent_defect": ConsentDefect.FRAUD_BY_LENDER, "knew_of_defect_on": date(2025, 3, 3)}
    roles = (a_role("borrower"), a_role("guarantor", RoleKind.GUARANTOR, act=act))
    finding = found(a_case(roles=roles, guarantees=(a_guarantee("guarantor"),)), "guarantor")
    assert finding.codes == (Liability.GUARANTEE_GENERAL,)
    assert Flag.VOIDABLE_PENDING in finding.flags


def test_a_guarantee_set_aside_by_a_court_binds_nobody() -> None:
    role = a_role("guarantor", RoleKind.GUARANTOR, act={"avoided_by_court_on": date(2025, 5, 5)})
    case = a_case(roles=(a_role("borrower"), role), guarantees=(a_guarantee("guarantor"),))
    assert found(case, "guarantor").codes == (Liability.NONE,)


def test_m01_a_bare_name_on_a_friends_iou_makes_no_guarantor() -> None:
    case = a_case(
        lenders=(a_lender(kind=LenderKind.NATURAL_PERSON, pboc_connected=False),),
        loans=(a_loan(product=Product.PRIVATE_IOU),),
        roles=(a_role("borrower"), a_role("a", RoleKind.SIGNATURE_WITHOUT_ROLE)),
    )
    finding = found(case, "a")
    assert finding.codes == (Liability.NONE,)
    assert "bare_name_on_a_private_note" in {trial.card.name for trial in finding.verdict.standing}


@pytest.mark.parametrize(("signed", "kept", "flags"), [
    (date(2024, 1, 10), Decimal(500), {Flag.UNJUST_ENRICHMENT_POSSIBLE, Flag.ACCOUNT_LENDING_OFFENCE_POSSIBLE}),
    (date(2024, 1, 10), Decimal(0), {Flag.ACCOUNT_LENDING_OFFENCE_POSSIBLE}),
    (date(2022, 11, 30), Decimal(0), set()),
])  # fmt: skip
def test_lending_an_account_makes_no_borrower_but_has_risks(signed: date, kept: Decimal, flags: set[Flag]) -> None:
    role = a_role("account_owner", RoleKind.ACCOUNT_LENDER, act={"kept_money": kept})
    finding = found(a_case(loans=(a_loan(signed=signed),), roles=(a_role("borrower"), role)), "account_owner")
    assert finding.codes == (Liability.NONE,)
    assert set(finding.flags) == flags


def test_who_charges_a_thing_answers_with_the_thing_unless_the_signature_was_forged() -> None:
    own = a_case(roles=(a_role("borrower"), a_role("owner", RoleKind.COLLATERAL_PROVIDER)))
    assert found(own, "owner").codes == (Liability.COLLATERAL_LIMITED,)
    forged = a_case(roles=(a_role("borrower"), a_role("owner", RoleKind.COLLATERAL_PROVIDER, act=FORGED)))
    assert found(forged, "owner").codes == (Liability.NONE,)


def test_paying_some_instalments_for_a_son_is_not_joining_the_debt() -> None:
    paid = Event(loan=LOAN, kind=EventKind.THIRD_PARTY_PAID, date=date(2025, 2, 3), person="father")
    tie = Relation(a="father", b="borrower", kind=RelationKind.PARENT_CHILD)
    finding = found(a_case(events=(paid,), relations=(tie,)), "father")
    assert finding.codes == (Liability.NONE,)
    assert "ACC-03" in rules(finding)


def standing(case: Case, person: str) -> Iterator[str]:
    verdict: Verdict = weigh(Question.LIABILITY, case, Subject(person, LOAN))
    yield from (trial.card.id for trial in verdict.standing)


def test_the_general_rule_does_not_speak_for_heirs_and_for_promises_to_a_court() -> None:
    heir = a_case(
        persons=(a_person("borrower", died=date(2025, 5, 1)),), roles=(a_role("borrower"), a_role("son", RoleKind.HEIR))
    )
    assert "LIA-01" not in standing(heir, "son")
    step = Court(event=CourtEvent.THIRD_PARTY_UNDERTAKING, date=date(2025, 5, 1), persons=("aunt",), loan=LOAN)
    assert "LIA-01" not in standing(a_case(persons=(a_person("aunt"),), court=(step,)), "aunt")


def test_an_unknown_signature_leaves_the_borrower_open_and_is_asked_for() -> None:
    act: dict[str, Any] = {"signature": UNKNOWN, "ratified_on": None, "apparent_authority": False}
    finding = find(a_case(roles=(a_role("borrower", act=act),)), Question.LIABILITY, Subject("borrower", LOAN))
    assert finding.undetermined
    assert [name for _, name, _ in finding.missing] == ["signature"]
