"""Whose hand, of what age, of what free will: which rule frees a name on the paper, and which rules it defeats."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from autograder.fact_kinds import (
    Capacity,
    ConsentDefect,
    DisputeKind,
    Fault,
    GuaranteeForm,
    LegalRepresentativeAct,
    LenderKind,
    OrganisationKind,
    RoleKind,
    Signature,
    TypeWords,
)
from autograder.facts import Case, Dispute
from autograder.rulebook import Subject
from autograder.solve import find
from autograder.vocabulary import Figure, Flag, Liability, Question
from tests.builders import LOAN, a_case, a_guarantee, a_lender, a_loan, a_person, a_role, found
from tests.rules.standing import standing

UNADOPTED: dict[str, Any] = {"ratified_on": None, "apparent_authority": False, "identity_check_by_self": False}
FORGED: dict[str, Any] = {"signature": Signature.FORGED, **UNADOPTED}
UNAUTHORISED: dict[str, Any] = {"signature": Signature.BY_AGENT_WITHOUT_AUTHORITY, **UNADOPTED}
UNSIGNED: dict[str, Any] = {"signature": Signature.NONE, **UNADOPTED}
OWN: dict[str, Any] = {"signature": Signature.GENUINE, **UNADOPTED}
AVOIDED: dict[str, Any] = {"avoided_by_court_on": date(2025, 5, 5), "kept_money": None}
KEPT: dict[str, Any] = {"avoided_by_court_on": date(2025, 5, 5), "kept_money": Decimal(500)}
BABY: dict[str, Any] = {"born": date(2020, 3, 3)}
BOY: dict[str, Any] = {"born": date(2010, 3, 3), "legal_rep_act": {LOAN: LegalRepresentativeAct.REFUSED}}
VOID: dict[str, Any] = {"lenders": (a_lender(kind=LenderKind.UNLICENSED_PLATFORM),)}
OWES = {
    RoleKind.CO_BORROWER: "co_borrower_owes_all", RoleKind.NOMINAL_BORROWER: "nominal_borrower_owes",
    RoleKind.BORROWER: "borrower_owes",
}  # fmt: skip


def named(kind: RoleKind, act: dict[str, Any], person: dict[str, Any] | None = None, **parts: Any) -> Case:
    """A loan on which somebody is named in one role beside a sound borrower."""
    role = a_role("one", kind, act={"kept_money": None, **act}, lender_knew_true_user=False)
    default: dict[str, Any] = {"persons": (a_person("one", **(person or {})),), "roles": (a_role("borrower"), role)}
    return a_case(**{**default, **parts})


@pytest.mark.parametrize("kind", OWES)
def test_of_an_ordinary_borrower_nothing_is_told_but_that_he_owes(kind: RoleKind) -> None:
    assert standing(named(kind, OWN), "one") == {OWES[kind]}
    assert standing(named(kind, {**OWN, "signature": Signature.BY_AGENT_WITH_AUTHORITY}), "one") == {OWES[kind]}


SPENT, APPROVED = "minor_spent_the_money", "approved_loan_binds_the_minor"
ON_WAGES = "living_on_wages_counts_as_adult"
WORKER: dict[str, Any] = {**BOY, "born": date(2006, 1, 11), "self_supporting_by_labour": True}
"""Eighteen on the day after the loan."""
FREED: list[tuple[str, dict[str, Any], dict[str, Any], set[str]]] = [
    ("nobody signed", UNSIGNED, {}, {"nobody_signed"}),
    ("nobody signed for a baby", UNSIGNED, BABY, {"nobody_signed"}),
    ("nobody signed for a boy", UNSIGNED, BOY, {"nobody_signed"}),
    ("nobody signed, set aside", {**UNSIGNED, **KEPT}, {}, {"nobody_signed"}),
    ("forged", FORGED, {}, {"forged_contract"}),
    ("no authority", UNAUTHORISED, {}, {"forged_contract"}),
    ("forged for a baby", FORGED, BABY, {"forged_contract"}),
    ("forged for a boy", FORGED, BOY, {"forged_contract"}),
    ("forged, set aside", {**FORGED, **KEPT}, {}, {"forged_contract"}),
    ("ratified", {**FORGED, "ratified_on": date(2025, 6, 2)}, {}, {"ratified_contract"}),
    ("ratified too late", {**FORGED, "ratified_on": date(2025, 6, 3)}, {}, {"forged_contract"}),
    ("apparent", {**FORGED, "apparent_authority": True}, {}, {"contract_by_apparent_authority"}),
    ("ratified and apparent", {**FORGED, "ratified_on": date(2025, 6, 2), "apparent_authority": True}, {},
     {"ratified_contract"}),
    ("own hand, though apparent", {**OWN, "ratified_on": date(2025, 6, 2), "apparent_authority": True}, {}, set()),
    ("baby", OWN, BABY, {"borrower_without_capacity", SPENT}),
    ("without capacity", OWN, {"adult_capacity": Capacity.NONE}, {"borrower_without_capacity", SPENT}),
    ("a young man without capacity", OWN, {**BOY, "adult_capacity": Capacity.NONE},
     {"borrower_without_capacity", SPENT}),
    ("boy", OWN, BOY, {"minor_borrowed_alone", SPENT}),
    ("boy who kept it all", {**OWN, "kept_money": Decimal(30_000)}, BOY, {"minor_borrowed_alone"}),
    ("boy who kept nearly all", {**OWN, "kept_money": Decimal(29_999)}, BOY, {"minor_borrowed_alone", SPENT}),
    ("limited", OWN, {"adult_capacity": Capacity.LIMITED, "legal_rep_act": {LOAN: LegalRepresentativeAct.NONE}},
     {"minor_borrowed_alone", SPENT}),
    ("boy, suited to his age", {**OWN, "suited_to_age": True}, BOY, set()),
    ("boy, approved", OWN, {**BOY, "legal_rep_act": {LOAN: LegalRepresentativeAct.CONSENTED}}, {APPROVED}),
    ("on wages", OWN, WORKER, {ON_WAGES}),
    ("on wages, limited", OWN, {**WORKER, "adult_capacity": Capacity.LIMITED}, {"minor_borrowed_alone", SPENT}),
    ("on wages, limited, approved", OWN,
     {**WORKER, "adult_capacity": Capacity.LIMITED, "legal_rep_act": {LOAN: LegalRepresentativeAct.RATIFIED}},
     {APPROVED}),
    ("of age, on wages", OWN, {**WORKER, "born": date(2006, 1, 10)}, set()),
    ("of fifteen, on wages", OWN, {**WORKER, "born": date(2008, 1, 11)}, {"minor_borrowed_alone", SPENT}),
    ("baby, set aside", {**OWN, **AVOIDED}, BABY, {"borrower_without_capacity", SPENT}),
    ("boy, set aside", {**OWN, **AVOIDED}, BOY, {"minor_borrowed_alone", SPENT}),
    ("set aside", {**OWN, **AVOIDED}, {}, {"avoided_contract_owes_nothing"}),
    ("set aside, money kept", {**OWN, **KEPT}, {}, {"avoided_contract_gives_back"}),
    ("set aside on the day", {**OWN, **KEPT, "avoided_by_court_on": date(2025, 6, 2)}, {},
     {"avoided_contract_gives_back"}),
    ("set aside tomorrow", {**OWN, **KEPT, "avoided_by_court_on": date(2025, 6, 3)}, {}, set()),
]  # fmt: skip
"""The act, the person, and the rules that stand; with none of them, or with an adopted act, the name binds."""


@pytest.mark.parametrize("kind", [RoleKind.CO_BORROWER, RoleKind.NOMINAL_BORROWER])
@pytest.mark.parametrize(("act", "person", "names"), [one[1:] for one in FREED], ids=[one[0] for one in FREED])
def test_what_frees_a_name_on_a_contract_defeats_the_rule_by_which_it_would_owe(
    act: dict[str, Any], person: dict[str, Any], names: set[str], kind: RoleKind
) -> None:
    bound = names <= {"ratified_contract", "contract_by_apparent_authority", APPROVED, ON_WAGES}
    told = names | ({OWES[kind]} if bound else set())
    assert standing(named(kind, act, person), "one") == told


@pytest.mark.parametrize(("act", "person", "names"), [
    (UNSIGNED, {}, {"nobody_signed"}), (FORGED, {}, {"forged_contract"}),
    (OWN, {}, {"loan_of_unlicensed_business"}), ({**OWN, **KEPT}, {}, {
        "loan_of_unlicensed_business", "avoided_contract_gives_back"}),
    ({**OWN, **AVOIDED}, {}, {"loan_of_unlicensed_business"}),
    (OWN, BOY, {"loan_of_unlicensed_business", "minor_borrowed_alone", SPENT}),
    (OWN, BABY, {"loan_of_unlicensed_business", "borrower_without_capacity", SPENT}),
])  # fmt: skip
def test_on_a_void_loan_a_name_gives_back_only_if_it_stands_for_an_own_act(
    act: dict[str, Any], person: dict[str, Any], names: set[str]
) -> None:
    assert standing(named(RoleKind.CO_BORROWER, act, person, **VOID), "one") == names


@pytest.mark.parametrize("kind", OWES)
@pytest.mark.parametrize("act", [FORGED, UNAUTHORISED, UNSIGNED])
def test_who_did_the_face_scan_has_acted_himself(act: dict[str, Any], kind: RoleKind) -> None:
    assert standing(named(kind, {**act, "identity_check_by_self": True}), "one") == {OWES[kind]}


def test_of_an_impersonated_person_who_adopted_the_loan_it_is_told_that_he_owes() -> None:
    act: dict[str, Any] = {**UNADOPTED, "signature": Signature.NONE}
    free = named(RoleKind.NAMED_BY_IMPERSONATION, act)
    assert standing(free, "one") == {"forged_contract"}
    adopted = named(RoleKind.NAMED_BY_IMPERSONATION, {**act, "ratified_on": date(2025, 2, 3)})
    assert standing(adopted, "one") == {"borrower_owes", "ratified_contract"}


def test_the_impostor_answers_only_for_names_that_he_had_no_authority_to_use_and_that_nobody_adopted() -> None:
    def of(**act: Any) -> set[str]:
        return standing(named(RoleKind.CO_BORROWER, {**FORGED, "signed_by": "borrower", **act}), "borrower")

    assert of() == {"borrower_owes", "impostor_answers"}
    assert of(signature=Signature.BY_AGENT_WITH_AUTHORITY) == {"borrower_owes"}
    assert of(ratified_on=date(2025, 2, 3)) == {"borrower_owes"}
    assert of(apparent_authority=True) == {"borrower_owes"}


@pytest.mark.parametrize("kind", [RoleKind.EMERGENCY_CONTACT, RoleKind.WITNESS, RoleKind.SIGNATURE_WITHOUT_ROLE])
def test_whoever_writes_another_on_a_line_that_makes_nobody_a_debtor_is_no_impostor(kind: RoleKind) -> None:
    names = standing(named(kind, {**FORGED, "signed_by": "borrower"}), "borrower")
    assert names == {"borrower_owes"}


DEFECTIVE: dict[str, Any] = {
    "consent_defect": ConsentDefect.FRAUD_BY_LENDER, "knew_of_defect_on": date(2024, 9, 2),
    "lender_knew_or_should": False,
}  # fmt: skip


def test_only_somebody_named_may_attack_and_only_the_act_in_which_he_is_named() -> None:
    bystander = a_case(roles=(a_role("borrower"), a_role("wei", RoleKind.GUARANTOR, act=DEFECTIVE)),
                       guarantees=(a_guarantee("wei"),))  # fmt: skip
    assert "contract_may_be_avoided" not in standing(bystander, "borrower")
    both = a_case(
        roles=(a_role("borrower", act=DEFECTIVE), a_role("wei", RoleKind.GUARANTOR)), guarantees=(a_guarantee("wei"),)
    )
    assert "guarantee_may_be_avoided" not in standing(both, "wei")
    assert standing(both, "borrower") == {"borrower_owes", "contract_may_be_avoided"}


def attacked(**act: Any) -> Case:
    """A guarantee and a loan, both signed under the same defect on 2024-01-10."""
    made: dict[str, Any] = {**DEFECTIVE, **act}
    roles = (a_role("borrower", act=made), a_role("wei", RoleKind.GUARANTOR, act=made))
    return a_case(roles=roles, guarantees=(a_guarantee("wei"),))


@pytest.mark.parametrize("person", ["borrower", "wei"])
@pytest.mark.parametrize(("act", "until"), [
    ({}, date(2025, 9, 2)),
    ({"knew_of_defect_on": date(2024, 6, 2)}, date(2025, 6, 3)),  # 2025-06-02 is a holiday
    ({"knew_of_defect_on": date(2024, 5, 30)}, None),
    ({"knew_of_defect_on": date(2024, 3, 5), "avoidance_sued_on": date(2025, 3, 5)}, date(2025, 3, 5)),
    ({"knew_of_defect_on": date(2024, 3, 5), "avoidance_sued_on": date(2025, 3, 6)}, None),
    ({"avoidance_sued_on": date(2025, 9, 3)}, date(2025, 9, 2)),  # not filed yet, and today it still could be
    ({"knew_of_defect_on": None}, date(2029, 1, 10)),
    ({"consent_defect": ConsentDefect.SERIOUS_MISTAKE, "knew_of_defect_on": date(2025, 3, 4)}, date(2025, 6, 3)),
    ({"consent_defect": ConsentDefect.SERIOUS_MISTAKE, "knew_of_defect_on": date(2025, 2, 28)}, None),
    ({"consent_defect": ConsentDefect.DURESS, "duress_ended_on": date(2024, 11, 5)}, date(2025, 11, 5)),
    ({"consent_defect": ConsentDefect.UNFAIR_ADVANTAGE}, date(2025, 9, 2)),
    ({"consent_defect": ConsentDefect.FRAUD_BY_THIRD, "lender_knew_or_should": True}, date(2025, 9, 2)),
    ({"consent_defect": ConsentDefect.FRAUD_BY_THIRD}, None),
    ({"waived_avoidance": True}, None), ({"consent_defect": ConsentDefect.NONE}, None),
])  # fmt: skip
def test_the_same_tests_decide_whether_a_loan_or_a_guarantee_may_still_be_attacked(
    act: dict[str, Any], until: date | None, person: str
) -> None:
    finding = found(attacked(**act), person)
    assert finding.figures.get(Figure.AVOIDANCE_UNTIL) == until
    assert (Flag.VOIDABLE_PENDING in finding.flags) is (until is not None)


def test_no_right_to_attack_outlives_five_years_from_the_act() -> None:
    late: dict[str, Any] = {"knew_of_defect_on": date(2024, 12, 2)}

    def at(as_of: date) -> Any:
        case = a_case(
            as_of=as_of, loans=(a_loan(signed=date(2020, 3, 2), final_due=date(2026, 3, 2)),),
            roles=(a_role("borrower", act={**DEFECTIVE, **late}),),
        )  # fmt: skip
        return found(case, "borrower").figures.get(Figure.AVOIDANCE_UNTIL)

    assert at(date(2025, 3, 3)) == date(2025, 3, 3)  # 2025-03-02 is a Sunday
    assert at(date(2025, 3, 4)) is None


# The guarantee


GUARANTEED = [
    (formed, words) for formed in (date(2020, 6, 10), date(2024, 1, 10))
    for words in (TypeWords.EXPRESS_JOINT, TypeWords.EXPRESS_GENERAL, TypeWords.NONE)
]  # fmt: skip


def guaranteed(
    formed: date, words: TypeWords, act: dict[str, Any] | None = None, person: dict[str, Any] | None = None,
    parts: dict[str, Any] | None = None, **facts: Any,
) -> Case:  # fmt: skip
    default: dict[str, Any] = {
        "persons": (a_person("one", **(person or {})),),
        "loans": (a_loan(signed=formed, final_due=date(2025, 1, 10)),),
        "roles": (a_role("borrower"), a_role("one", RoleKind.GUARANTOR, act=act)),
        "guarantees": (a_guarantee("one", formed=formed, type_words=words, **facts),),
    }  # fmt: skip
    return a_case(**{**default, **(parts or {})})


BODY: dict[str, Any] = {"is_org": True, "org_kind": OrganisationKind.STATE_ORGAN}
ORAL: dict[str, Any] = {"form": GuaranteeForm.ORAL}


@pytest.mark.parametrize(("formed", "words"), GUARANTEED)
@pytest.mark.parametrize("person", [{}, BODY], ids=["person", "body"])
@pytest.mark.parametrize(("facts", "rule"), [
    ({"act": FORGED}, "forged_guarantee"), ({"act": UNAUTHORISED}, "forged_guarantee"),
    ({"act": {**OWN, **AVOIDED}}, "avoided_guarantee"), ({"act": UNSIGNED}, "unsigned_guarantee_paper"),
    ({"act": OWN, **ORAL}, "oral_guarantee"),
])  # fmt: skip
def test_what_frees_a_guarantor_defeats_every_kind_and_what_is_left_of_a_barred_one(
    facts: dict[str, Any], rule: str, person: dict[str, Any], formed: date, words: TypeWords
) -> None:
    names = standing(guaranteed(formed, words, person=person, fault=Fault.BOTH, **facts), "one")
    assert names == {f"{rule}_until_2020" if rule == "oral_guarantee" and formed.year < 2021 else rule}


@pytest.mark.parametrize(("formed", "words"), GUARANTEED)
@pytest.mark.parametrize(("facts", "rule"), [
    ({"act": FORGED}, "forged_guarantee"), ({"act": UNSIGNED}, "unsigned_guarantee_paper"),
    ({"act": {**OWN, **AVOIDED}}, "guarantor_of_a_void_loan_at_fault"),
    ({"act": OWN, **ORAL}, "guarantor_of_a_void_loan_at_fault"), ({"act": OWN}, "guarantor_of_a_void_loan_at_fault"),
])  # fmt: skip
def test_on_a_void_loan_fault_counts_before_the_form_and_the_will_but_not_before_the_hand(
    facts: dict[str, Any], rule: str, formed: date, words: TypeWords
) -> None:
    names = standing(guaranteed(formed, words, fault=Fault.BOTH, parts=VOID, **facts), "one")
    assert names == {rule}
    blameless = standing(guaranteed(formed, words, fault=Fault.NONE, parts=VOID, **facts), "one")
    assert blameless == {rule.replace("at_fault", "without_fault")}


@pytest.mark.parametrize(("adopted", "told"), [
    ({"ratified_on": date(2025, 2, 3)}, True), ({"apparent_authority": True}, True), ({}, False),
])  # fmt: skip
def test_an_adopted_guarantee_binds(adopted: dict[str, Any], told: bool) -> None:
    names = standing(guaranteed(date(2024, 1, 10), TypeWords.NONE, {**FORGED, **adopted}), "one")
    assert ("adopted_guarantee" in names) is told
    assert ("forged_guarantee" in names) is not told


def test_of_a_guarantee_in_the_own_hand_no_adoption_is_told() -> None:
    act: dict[str, Any] = {**OWN, "ratified_on": date(2025, 2, 3), "apparent_authority": True}
    assert "adopted_guarantee" not in standing(guaranteed(date(2024, 1, 10), TypeWords.NONE, act), "one")
    bystander = a_case(roles=(a_role("borrower"), a_role("one", RoleKind.KNOWER, act=act)))
    assert standing(bystander, "one") == {"knowing_is_not_owing", "no_party_no_debt"}


def test_a_message_in_words_of_ones_own_needs_no_signature() -> None:
    message = guaranteed(date(2024, 1, 10), TypeWords.NONE, UNSIGNED, form=GuaranteeForm.DATA_MESSAGE)
    assert found(message, "one").codes == (Liability.GUARANTEE_GENERAL,)


@pytest.mark.parametrize("act", [FORGED, UNSIGNED, {**OWN, **AVOIDED}])
def test_a_guarantee_falls_with_the_only_borrowers_act(act: dict[str, Any]) -> None:
    roles = (a_role("borrower", act={"kept_money": None, **act}), a_role("one", RoleKind.GUARANTOR))
    case = guaranteed(date(2024, 1, 10), TypeWords.EXPRESS_JOINT, fault=Fault.NONE, parts={"roles": roles})
    assert standing(case, "one") == {"guarantor_of_a_void_loan_without_fault"}
    second: dict[str, Any] = {"roles": (*roles, a_role("wei", RoleKind.CO_BORROWER))}
    case = guaranteed(date(2024, 1, 10), TypeWords.EXPRESS_JOINT, fault=Fault.NONE, parts=second)
    assert found(case, "one").codes == (Liability.GUARANTEE_JOINT,)


def test_a_friend_who_guaranteed_a_boys_loan_is_judged_by_fault_and_a_parent_approves_it() -> None:
    boy = a_person("borrower", **BOY)
    friend = guaranteed(date(2024, 1, 10), TypeWords.EXPRESS_JOINT, fault=Fault.BOTH,
                        parts={"persons": (boy, a_person("one"))})  # fmt: skip
    assert standing(friend, "one") == {"guarantor_of_a_void_loan_at_fault"}


def test_a_guarantee_of_a_loan_without_any_named_borrower_is_left_alone() -> None:
    case = guaranteed(date(2024, 1, 10), TypeWords.EXPRESS_JOINT,
                      parts={"roles": (a_role("one", RoleKind.GUARANTOR),)})  # fmt: skip
    assert found(case, "one").codes == (Liability.GUARANTEE_JOINT,)


# Silence before 2021


def silent(kind: RoleKind, signed: date, *, knew: bool = True, disputes: Any = (), **act: Any) -> Case:
    roles = [a_role("borrower"), a_role("one", kind, act={**FORGED, **act}, lender_knew_true_user=False)]
    roles += [a_role("one", RoleKind.KNOWER)] if knew else []
    return a_case(loans=(a_loan(signed=signed, final_due=date(2025, 1, 10)),), roles=tuple(roles), disputes=disputes)


BEFORE = date(2020, 12, 31)
NONE, FULL, JOINT = (Liability.NONE,), (Liability.BORROWER_FULL,), (Liability.JOINT_DEBTOR_FULL,)


@pytest.mark.parametrize(("kind", "code", "rule"), [
    (RoleKind.CO_BORROWER, JOINT, "silent_co_borrower_before_2021"),
    (RoleKind.NOMINAL_BORROWER, FULL, "silent_borrower_before_2021"),
    (RoleKind.NAMED_BY_IMPERSONATION, FULL, "silent_borrower_before_2021"),
])  # fmt: skip
def test_silence_about_a_loan_of_before_2021_in_ones_name_is_unsettled(
    kind: RoleKind, code: tuple[Liability, ...], rule: str
) -> None:
    finding = find(silent(kind, BEFORE), Question.LIABILITY, Subject("one", LOAN))
    assert finding.accepted == (NONE, code)
    assert Flag.UNSETTLED in finding.flags
    assert standing(silent(kind, BEFORE), "one") == {"forged_contract", rule}


OBJECTED = (Dispute(kind=DisputeKind.SUIT, date=date(2020, 12, 31), by="one", to="court", loan=LOAN, entry_true=False),)


@pytest.mark.parametrize("kind", [RoleKind.CO_BORROWER, RoleKind.NOMINAL_BORROWER])
@pytest.mark.parametrize(("facts", "names"), [
    ({"signed": date(2021, 1, 1)}, {"forged_contract"}), ({"knew": False}, {"forged_contract"}),
    ({"disputes": OBJECTED}, {"forged_contract"}), ({"ratified_on": date(2021, 3, 1)}, {"ratified_contract"}),
    ({"signature": Signature.GENUINE}, set()),
])  # fmt: skip
def test_silence_since_2021_ignorance_and_objection_leave_no_doubt(
    facts: dict[str, Any], names: set[str], kind: RoleKind
) -> None:
    bound = {OWES[kind]} if "forged_contract" not in names else set()
    assert standing(silent(kind, **{"signed": BEFORE, **facts}), "one") == names | bound


@pytest.mark.parametrize("kind", [RoleKind.NAMED_BY_IMPERSONATION, RoleKind.CO_BORROWER])
def test_silence_about_a_void_loan_leaves_open_whether_anything_is_given_back(kind: RoleKind) -> None:
    case = silent(kind, BEFORE)
    void = a_case(loans=case.loans, roles=case.roles, **VOID)
    assert standing(void, "one") == {"forged_contract", "silent_about_a_void_loan_before_2021"}
    finding = find(void, Question.LIABILITY, Subject("one", LOAN))
    assert finding.accepted == (NONE, (Liability.RESTITUTION_ONLY,))
    for other in (
        silent(kind, date(2021, 1, 1)), silent(kind, BEFORE, knew=False), silent(kind, BEFORE, disputes=OBJECTED),
        silent(kind, BEFORE, ratified_on=date(2021, 3, 1)),
    ):  # fmt: skip
        told = standing(a_case(loans=other.loans, roles=other.roles, disputes=other.disputes, **VOID), "one")
        assert "silent_about_a_void_loan_before_2021" not in told
    own = silent(RoleKind.CO_BORROWER, BEFORE, signature=Signature.GENUINE)
    told = standing(a_case(loans=own.loans, roles=own.roles, **VOID), "one")
    assert "silent_about_a_void_loan_before_2021" not in told


def test_nobody_is_told_of_silence_without_being_named() -> None:
    case = silent(RoleKind.CO_BORROWER, BEFORE)
    unnamed = a_case(loans=case.loans, roles=(a_role("borrower"), a_role("one", RoleKind.KNOWER)))
    assert standing(unnamed, "one") == {"knowing_is_not_owing", "no_party_no_debt"}
