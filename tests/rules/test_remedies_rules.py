"""Which remedies stand, exactly: after contacts, records, models; against one's own signature; for one's property."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from autograder.fact_kinds import (
    AccessionTold,
    AccessionWords,
    Channel,
    ConsentDefect,
    ContactActor,
    ContactContent,
    CourtEvent,
    DataSource,
    DebtorStatus,
    DisputeKind,
    DisputeResult,
    EventKind,
    LenderKind,
    MarriageEnd,
    ModelInput,
    PropertyKind,
    Purpose,
    RoleKind,
    Signature,
    StatementForm,
    TransferKind,
)
from autograder.facts import (
    Accession,
    Act,
    Case,
    Contact,
    Court,
    Dispute,
    DivorceProperty,
    Marriage,
    ModelUse,
    Property,
    Query,
    Transfer,
)
from autograder.rulebook import Subject, weigh
from autograder.solve import Finding, find
from autograder.vocabulary import Question, Remedy
from tests.rules.record_builders import (
    a_call,
    a_case,
    a_guarantee,
    a_lender,
    a_loan,
    a_person,
    a_role,
    an_event,
)
from tests.space.altered import replaced

C, R = ContactContent, Remedy
Facts = dict[str, Any]
AS_OF, NOON = date(2026, 3, 20), datetime(2026, 3, 12, 12)
HABITS, EVIDENCE = "good_habits_are_no_rules", "evidence_is_kept_with_its_dates"


def remedies(case: Case, person: str) -> Finding:
    return find(case, Question.REMEDIES, Subject(person, "loan1"))


def rules_on(case: Case, person: str) -> set[str]:
    verdict = weigh(Question.REMEDIES, case, Subject(person, "loan1"))
    return {trial.card.name for trial in verdict.standing}


def call(target: str, *content: ContactContent, id: str = "call1", at: datetime = NOON, **facts: Any) -> Contact:
    return a_call(target, at, *content, id=id, **({"actor": ContactActor.LENDER} | facts))


def rung(*contacts: Contact, as_of: date = AS_OF, loan: Facts | None = None, **facts: Any) -> Case:
    """Wang is late with a bank's loan; li, a friend, is listed as a contact."""
    usual: Facts = {
        "signed": date(2020, 3, 9), "purpose_actual": Purpose.PERSONAL, "within_daily_needs": False,
        "consent_report_written": {"wang": True, "li": True},
    }  # fmt: skip
    lender = facts.pop("lender", a_lender(kind=LenderKind.BANK))
    people = {"persons": (a_person("li"), a_person("gu"))} | facts
    loan1 = a_loan(date(2020, 12, 8), **(usual | (loan or {})))
    return a_case(as_of, loan1, a_role("wang"), lender=lender, contacts=contacts, **people)


# After contacts


WRONGED = {"disturbed_person_may_sue", "licensed_lender_answers_to_its_regulator", EVIDENCE}
OFFENDED = {"threatened_person_may_sue_too", "threats_go_to_the_police", EVIDENCE}
LISTED: Facts = {"data_source": DataSource.BORROWER_LISTED_NO_CONTACT_CONSENT}


@pytest.mark.parametrize(("target", "content", "facts", "names"), [
    ("li", C.ASK_RELAY, {"debtor_status_then": DebtorStatus.DEAD}, set()),
    ("wang", C.DEMAND_PAYMENT, {}, {HABITS}),
    ("li", C.ASK_RELAY, {}, {"licensed_lender_answers_to_its_regulator", EVIDENCE}),
    ("li", C.DEMAND_PAYMENT, {}, WRONGED),
    ("li", C.DEMAND_PAYMENT, {"target_refused_before": True}, {*WRONGED, "number_goes_after_a_no"}),
    ("wang", C.INSULT, {"target_refused_before": True}, {*WRONGED, HABITS}),
    ("wang", C.INSULT, {"actor": ContactActor.IMPOSTOR}, {"disturbed_person_may_sue", EVIDENCE, HABITS}),
    (
        "li", C.REMIND, {"actor": ContactActor.IMPOSTOR, "target_refused_before": True},
        {"disturbed_person_may_sue", EVIDENCE},
    ),
    ("wang", C.THREAT_PERSONAL_SAFETY, {}, {*OFFENDED, HABITS}),
    (
        "wang", C.THREAT_PERSONAL_SAFETY, {"actor": ContactActor.IMPOSTOR},
        {"threatened_person_may_sue_too", "threats_go_to_the_police", EVIDENCE, HABITS},
    ),
    (
        "wang", C.THREAT_PERSONAL_SAFETY, {"at": datetime(2025, 12, 31, 12)},
        {*OFFENDED - {"threats_go_to_the_police"}, "threats_of_before_2026_go_to_the_police", HABITS},
    ),
    ("wang", C.THREAT_PERSONAL_SAFETY, {"at": datetime(2026, 1, 1, 12)}, {*OFFENDED, HABITS}),
    ("wang", C.THREAT_PERSONAL_SAFETY, {"at": datetime(2026, 3, 20, 12)}, {*OFFENDED, HABITS}),
    ("wang", C.THREAT_PERSONAL_SAFETY, {"at": datetime(2026, 3, 21, 12)}, {HABITS}),
    (
        "wang", C.REMIND, {"channel": Channel.PUBLIC_POST},
        {*WRONGED, HABITS, "ongoing_harm_may_be_stopped_at_once"},
    ),
    ("wang", C.PESTERING, {}, {*OFFENDED, HABITS, "ongoing_harm_may_be_stopped_at_once"}),
    ("wang", C.REMIND, {"channel": Channel.PUBLIC_POST, "actor": ContactActor.COURT}, {HABITS}),
    ("li", C.ASK_RELAY, {**LISTED, "debtor_status_then": DebtorStatus.DEAD}, set()),
    ("li", C.DEMAND_PAYMENT, LISTED, {*WRONGED, "whoever_listed_a_contact_may_answer_too"}),
])  # fmt: skip
def test_exactly_these_remedies_stand_after_a_contact(
    target: str, content: ContactContent, facts: Facts, names: set[str]
) -> None:
    assert rules_on(rung(call(target, content, **facts)), target) == names


def test_after_an_offence_and_a_lesser_wrong_the_police_come_first() -> None:
    case = rung(call("wang", C.INSULT), call("wang", C.THREAT_PERSONAL_SAFETY, id="call2"), lender=a_lender(
        kind=LenderKind.BANK, nifa_member=True,
    ))  # fmt: skip
    assert rules_on(case, "wang") == {*OFFENDED, HABITS}
    finding = remedies(case, "wang")
    assert finding.codes == (R.PRIVACY_SUIT, R.POLICE_110)
    assert set(finding.accepted) == {finding.codes, (R.POLICE_110,)}


@pytest.mark.parametrize(("lender", "names"), [
    ({"kind": LenderKind.BANK}, {"licensed_lender_answers_to_its_regulator"}),
    ({"kind": LenderKind.MICRO_LOAN}, set()),
    ({"kind": LenderKind.MICRO_LOAN, "nifa_member": True}, {"association_takes_reports_on_members"}),
    (
        {"kind": LenderKind.TRUST, "nifa_member": True},
        {"licensed_lender_answers_to_its_regulator", "association_takes_reports_on_members"},
    ),
])  # fmt: skip
def test_the_right_door_hangs_on_the_lender_and_on_there_being_a_wrong(lender: Facts, names: set[str]) -> None:
    doors = {"licensed_lender_answers_to_its_regulator", "association_takes_reports_on_members"}
    given = a_lender(**lender)
    assert rules_on(rung(call("li", C.ASK_RELAY), lender=given), "li") & doors == names
    assert rules_on(rung(call("wang", C.REMIND), lender=given), "wang") & doors == set()
    threat = rung(call("wang", C.THREAT_PERSONAL_SAFETY), lender=given)
    assert rules_on(threat, "wang") & doors == set()


def test_c23_who_owes_may_sue_over_what_outsiders_were_told_and_nobody_else() -> None:
    case = rung(call("li", C.DISCLOSE_AMOUNT))
    assert rules_on(case, "wang") == {"debtor_talked_about_may_sue", HABITS}
    assert rules_on(case, "gu") == set()
    for facts in ({"target_offered_to_pay": True}, {"actor": ContactActor.IMPOSTOR}, {"loan": "loan2"}):
        other = rung(call("li", C.DISCLOSE_AMOUNT, **facts)) if "loan" not in facts else rung()
        assert rules_on(other, "wang") == {HABITS}
    assert rules_on(rung(call("li", C.ASK_RELAY)), "wang") == {HABITS}


@pytest.mark.parametrize(("as_of", "stands"), [(date(2021, 10, 31), False), (date(2021, 11, 1), True)])
def test_deleting_and_explaining_are_rights_since_the_information_law(as_of: date, stands: bool) -> None:
    refused = call("li", C.ASK_RELAY, at=datetime(2021, 5, 6, 12), target_refused_before=True)
    use = ModelUse(
        lender="bank", subject="li", input=ModelInput.CONTACT_GRAPH, lawful_basis=False, sole_automated=True,
        explained=False,
    )  # fmt: skip
    names = {"number_goes_after_a_no", "data_without_basis_is_deleted", "machine_decision_is_explained"}
    case = rung(refused, as_of=as_of, model_uses=(use,))
    assert rules_on(case, "li") & names == (names if stands else set())


@pytest.mark.parametrize(("facts", "names"), [
    ({}, set()),
    ({"lawful_basis": False}, {"data_without_basis_is_deleted"}),
    ({"sole_automated": True}, {"machine_decision_is_explained"}),
    ({"sole_automated": True, "explained": True}, set()),
    ({"input": ModelInput.OWN_DATA, "lawful_basis": False}, {"data_without_basis_is_deleted"}),
])  # fmt: skip
def test_m21_what_a_model_used_is_deleted_or_explained(facts: Facts, names: set[str]) -> None:
    usual: Facts = {
        "lender": "bank", "subject": "li", "input": ModelInput.RELATIVE_DEFAULT, "lawful_basis": True,
        "sole_automated": False, "explained": False,
    }  # fmt: skip
    use = ModelUse(**(usual | facts))
    assert rules_on(rung(model_uses=(use,)), "li") == names
    assert rules_on(rung(model_uses=(use,)), "gu") == set()


def a_suit(**facts: Any) -> Dispute:
    usual: Facts = {"kind": DisputeKind.SUIT, "date": date(2026, 3, 15), "by": "li", "to": "wang", "loan": "loan1"}
    return Dispute(**(usual | facts))


@pytest.mark.parametrize(("suit", "sued"), [
    ({}, True), ({"to": "gu"}, False), ({"by": "gu"}, False), ({"date": date(2026, 3, 21)}, False),
    ({"kind": DisputeKind.POLICE_REPORT}, False),
])  # fmt: skip
def test_m19_whoever_listed_a_contact_is_sued_by_that_contact(suit: Facts, sued: bool) -> None:
    both = {"whoever_listed_a_contact_may_answer_too", "suit_against_the_lister_is_possible"}
    one = "suit_against_the_lister_is_possible" if sued else "whoever_listed_a_contact_may_answer_too"
    case = rung(call("li", C.DEMAND_PAYMENT, **LISTED), disputes=(a_suit(**suit),))
    assert rules_on(case, "li") & both == {one}
    proper = rung(call("li", C.DEMAND_PAYMENT), disputes=(a_suit(**suit),))
    assert rules_on(proper, "li") & both == set()


@pytest.mark.parametrize(("facts", "kept"), [
    ({}, True), ({"loan": None}, True), ({"loan": "loan2"}, False), ({"by": "gu"}, False),
])  # fmt: skip
def test_m20_evidence_is_kept_by_who_is_in_a_dispute(facts: Facts, kept: bool) -> None:
    assert rules_on(rung(disputes=(a_suit(**facts),)), "li") == ({EVIDENCE} if kept else set())


@pytest.mark.parametrize(("facts", "stands"), [
    ({}, True), ({"loan": None}, True), ({"loan": "loan2"}, False), ({"persons": ("wang",)}, False),
    ({"date": date(2026, 3, 20)}, True), ({"date": date(2026, 3, 21)}, False),
    ({"event": CourtEvent.JUDGMENT}, False),
])  # fmt: skip
def test_m18_mediation_is_told_to_who_took_part(facts: Facts, stands: bool) -> None:
    usual: Facts = {
        "event": CourtEvent.MEDIATION_PAPER, "date": date(2026, 3, 10), "persons": ("li",), "loan": "loan1",
    }  # fmt: skip
    case = rung(court=(Court(**(usual | facts)),))
    assert rules_on(case, "li") == ({"mediated_deal_can_be_enforced"} if stands else set())


# After records


def objecting(**facts: Any) -> Case:
    """Li, who has nothing to do with the loan, was entered and has objected."""
    usual: Facts = {
        "kind": DisputeKind.OBJECTION, "date": date(2026, 3, 2), "by": "li", "to": "bank", "loan": "loan1",
        "entry_true": False,
    }  # fmt: skip
    entered = an_event(EventKind.REPORTED_ADVERSE, date(2026, 2, 9), person="li")
    return rung(events=(entered,), disputes=(Dispute(**(usual | facts)),))


@pytest.mark.parametrize(("facts", "names"), [
    ({}, {"wrong_entry_is_objected_to"}),
    (
        {"result": DisputeResult.CONFIRMED, "answered": date(2026, 3, 9)},
        {"wrong_entry_is_objected_to", "record_matters_go_to_12363"},
    ),
    ({"result": DisputeResult.CORRECTED, "answered": date(2026, 3, 9)}, set()),
    ({"date": date(2026, 2, 27)}, {"wrong_entry_is_objected_to", "record_matters_go_to_12363"}),
    ({"date": date(2026, 2, 28)}, {"wrong_entry_is_objected_to"}),
])  # fmt: skip
def test_a_wrong_entry_is_objected_to_until_it_is_corrected(facts: Facts, names: set[str]) -> None:
    assert rules_on(objecting(**facts), "li") == {*names, EVIDENCE}


def test_a_look_without_consent_is_a_matter_for_the_central_bank() -> None:
    query = Query(by="bank", subject="li", date=date(2026, 3, 2), written_consent=False)
    assert rules_on(rung(queries=(query,)), "li") == {"record_matters_go_to_12363"}


# One's own signature


def signing(kind: RoleKind, defect: ConsentDefect, **act: Any) -> Case:
    """Gu signed on 9 March 2026 as one thing or another, and something was wrong with it."""
    day = date(2026, 3, 9)
    usual: Facts = {"signature": Signature.GENUINE, "consent_defect": defect, "knew_of_defect_on": day}
    role = a_role("gu", kind, Act(**(usual | act)))
    vows = (a_guarantee("gu", day, fault="none"),) if kind is RoleKind.GUARANTOR else ()
    loan = a_loan(date(2027, 3, 9), signed=day, purpose_actual=Purpose.PERSONAL)
    people = (a_person("gu"),)
    return a_case(AS_OF, loan, a_role("wang"), role, guarantees=vows, persons=people)


FRAUD, MISTAKE = ConsentDefect.FRAUD_BY_LENDER, ConsentDefect.SERIOUS_MISTAKE
DECEIVED = {"deceiver_pays_for_the_harm"}


@pytest.mark.parametrize(("kind", "name"), [
    (RoleKind.CO_BORROWER, "loan_signed_under_pressure_is_attacked"),
    (RoleKind.GUARANTOR, "guarantee_signed_under_pressure_is_attacked"),
])  # fmt: skip
@pytest.mark.parametrize(("defect", "act", "attacked", "deceived"), [
    (ConsentDefect.NONE, {}, False, False),
    (FRAUD, {}, True, True),
    (ConsentDefect.DURESS, {"duress_ended_on": date(2026, 3, 9)}, True, False),
    (MISTAKE, {}, True, False),
    (ConsentDefect.UNFAIR_ADVANTAGE, {}, True, False),
    (ConsentDefect.FRAUD_BY_THIRD, {"lender_knew_or_should": True}, True, True),
    (ConsentDefect.FRAUD_BY_THIRD, {"lender_knew_or_should": False}, False, True),
    (FRAUD, {"waived_avoidance": True}, False, True),
    (FRAUD, {"avoided_by_court_on": date(2026, 3, 19), "kept_money": None}, False, True),
    (FRAUD, {"knew_of_defect_on": date(2025, 3, 18)}, False, True),
    (MISTAKE, {"knew_of_defect_on": date(2025, 12, 19)}, False, False),
])  # fmt: skip
def test_a_defective_signature_is_attacked_in_time_and_not_waived(
    kind: RoleKind, name: str, defect: ConsentDefect, act: Facts, attacked: bool, deceived: bool
) -> None:
    both = {"loan_signed_under_pressure_is_attacked", "guarantee_signed_under_pressure_is_attacked"}
    standing = rules_on(signing(kind, defect, **act), "gu")
    assert standing & both == ({name} if attacked else set())
    assert standing & DECEIVED == (DECEIVED if deceived else set())


@pytest.mark.parametrize(("kind", "name"), [
    (RoleKind.DEBT_ACCESSOR, "joining_made_under_pressure_is_attacked"),
    (RoleKind.COLLATERAL_PROVIDER, "charge_made_under_pressure_is_attacked"),
])  # fmt: skip
@pytest.mark.parametrize(("defect", "act", "attacked", "deceived"), [
    (ConsentDefect.NONE, {}, False, False), (FRAUD, {}, True, True), (MISTAKE, {}, True, False),
    (ConsentDefect.FRAUD_BY_THIRD, {"lender_knew_or_should": False}, False, True),
    (FRAUD, {"knew_of_defect_on": date(2025, 3, 18)}, False, True),
    (FRAUD, {"avoided_by_court_on": date(2026, 3, 19), "kept_money": None}, False, True),
])  # fmt: skip
def test_who_joined_or_charged_a_thing_under_pressure_may_attack_that_too(
    kind: RoleKind, name: str, defect: ConsentDefect, act: Facts, attacked: bool, deceived: bool
) -> None:
    said = Accession(
        person="gu", loan="loan1", date=date(2026, 3, 9), form=StatementForm.WRITTEN, told=AccessionTold.CREDITOR,
        words=AccessionWords.JOIN_CLEAR, scope=None,
    )  # fmt: skip
    case = signing(kind, defect, **act)
    if kind is RoleKind.DEBT_ACCESSOR:
        assert name not in rules_on(case, "gu")
        case = replaced(case, accessions=(said,))
    names = rules_on(case, "gu")
    assert {one for one in names if one.endswith("_attacked")} == ({name} if attacked else set())
    assert names & DECEIVED == (DECEIVED if deceived else set())


def test_a_name_without_a_promise_has_nothing_to_attack() -> None:
    standing = rules_on(signing(RoleKind.EMERGENCY_CONTACT, FRAUD), "gu")
    assert standing == set()


# One's own property


def seizing(*names: str, titled: str = "li", kind: PropertyKind = PropertyKind.FLAT, **facts: Any) -> Case:
    judged = Court(event=CourtEvent.JUDGMENT, date=date(2026, 1, 12), persons=("wang",), loan="loan1")
    seized = Court(
        event=CourtEvent.PROPERTY_SEIZED, date=date(2026, 2, 3), persons=("wang",), loan="loan1", property="thing"
    )
    thing = Property(
        id="thing", kind=kind, title=tuple(titled.split()), acquired=date(2020, 5, 6), value=Decimal(900),
        only_home=False, community=facts.pop("community", None) or False,
    )  # fmt: skip
    steps = tuple({"judged": judged, "seized": seized}[name] for name in names)
    people = (a_person("li", able_to_pay=False), a_person("wang", able_to_pay=False))
    return rung(court=steps, properties=(thing,), persons=people, **facts)


MARRIED: Facts = {"marriages": (Marriage(a="wang", b="li", since=date(2016, 5, 3)),)}


@pytest.mark.parametrize(("case", "names"), [
    (seizing("judged", "seized"), {"owner_objects_to_the_seizure"}),
    (seizing("judged"), set()),
    (seizing("judged", titled="wang li"), {"co_owner_has_the_property_divided"}),
    (
        seizing("judged", "seized", titled="wang li"),
        {"owner_objects_to_the_seizure", "co_owner_has_the_property_divided"},
    ),
    (seizing("judged", titled="wang", community=True, **MARRIED), {"co_owner_has_the_property_divided"}),
    (
        seizing("judged", kind=PropertyKind.BANK_ACCOUNT, community=True, **MARRIED),
        {"co_owner_has_the_property_divided"},
    ),
    (seizing("judged", titled="wang", **MARRIED), set()),
])  # fmt: skip
def test_whose_property_is_seized_objects_and_co_owners_have_it_divided(case: Case, names: set[str]) -> None:
    assert rules_on(case, "li") == names


def test_a_flat_from_a_divorce_that_is_not_registered_is_worth_an_objection() -> None:
    tie = Marriage(
        a="wang", b="li", since=date(2016, 5, 3), until=date(2025, 2, 3), end=MarriageEnd.DIVORCE,
        divorce_property=DivorceProperty(fair_overall=True),
    )  # fmt: skip
    move = Transfer(
        from_person="wang", to_person="li", property="thing", date=date(2025, 2, 3),
        kind=TransferKind.DIVORCE_ALLOCATION, price=Decimal(0), market=Decimal(900), impairs_creditor=False,
    )  # fmt: skip
    case = seizing("judged", "seized", titled="wang", marriages=(tie,), transfers=(move,))
    assert rules_on(case, "li") == {"owner_objects_to_the_seizure"}
