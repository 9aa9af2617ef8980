"""Remedies: suits, complaints and deletions after contacts, reports and models; what to do about one's signature."""

from datetime import date, datetime
from typing import Any

import pytest

from autograder.fact_kinds import (
    Channel,
    ConsentDefect,
    ContactActor,
    ContactContent,
    CourtEvent,
    DataSource,
    DebtorStatus,
    DisputeKind,
    EventKind,
    LenderKind,
    ModelInput,
    RoleKind,
    Signature,
)
from autograder.facts import Act, Case, Contact, Court, Dispute, ModelUse, Query
from autograder.rulebook import Subject, Undecided
from autograder.solve import Finding, find, subjects
from autograder.stated import UNKNOWN
from autograder.vocabulary import Flag, Question, Remedy
from tests.rules.record_builders import a_call, a_case, a_guarantee, a_lender, a_loan, a_person, a_role, an_event

C, R = ContactContent, Remedy
LISTED = DataSource.BORROWER_LISTED_NO_CONTACT_CONSENT
AS_OF = date(2026, 3, 20)


def remedies(case: Case, person: str) -> Finding:
    return find(case, Question.REMEDIES, Subject(person, "loan1"))


def called(*contacts: Contact, **facts: Any) -> Case:
    return a_case(AS_OF, a_loan(date(2026, 3, 8)), a_role("wang"), contacts=contacts, **facts)


def test_c01_a_colleague_rung_at_night_complains_and_sues() -> None:
    call = a_call("li", datetime(2026, 3, 12, 23, 10), C.DEMAND_PAYMENT, data_source=LISTED)
    finding = remedies(called(call), "li")
    assert finding.codes == (R.PRIVACY_SUIT, R.COMPLAIN_NFRA_12378)
    assert (*finding.codes, R.CLAIM_VS_LISTER) in finding.accepted
    assert Flag.UNSETTLED in finding.flags


def test_c23_mother_and_son_may_both_sue_over_what_she_was_told() -> None:
    call = a_call("mother", datetime(2025, 6, 10, 7, 40), C.DISCLOSE_AMOUNT)
    case = called(call)
    assert remedies(case, "mother").codes == (R.PRIVACY_SUIT, R.COMPLAIN_NFRA_12378)
    assert remedies(case, "wang").codes == (R.PRIVACY_SUIT,)


def test_c24_five_threats_after_a_no_go_to_the_police_and_the_number_goes() -> None:
    texts = [
        a_call(
            "fang", datetime(2026, 3, 2 + number // 2, 10 + number), C.THREAT_CREDIT_RECORD, C.THREAT_PERSONAL_SAFETY,
            id=f"text{number}", channel=Channel.IM, target_refused_before=True,
            debtor_status_then=DebtorStatus.UNREACHABLE,
        )
        for number in range(5)
    ]  # fmt: skip
    finding = remedies(called(*texts), "fang")
    assert finding.codes == (R.PRIVACY_SUIT, R.PIPL_DELETE, R.POLICE_110)
    assert (R.PIPL_DELETE, R.POLICE_110) in finding.accepted


def test_m19_a_suit_against_the_friend_who_named_one_is_possible_and_unsettled() -> None:
    call = a_call("li", datetime(2026, 3, 12, 10), C.DEMAND_PAYMENT, data_source=LISTED)
    suit = Dispute(kind=DisputeKind.SUIT, date=date(2026, 3, 15), by="li", to="wang", loan="loan1")
    finding = remedies(called(call, disputes=(suit,)), "li")
    assert R.CLAIM_VS_LISTER in finding.codes
    assert tuple(code for code in finding.codes if code is not R.CLAIM_VS_LISTER) in finding.accepted


@pytest.mark.parametrize(("lender", "code"), [
    ({"kind": LenderKind.BANK}, R.COMPLAIN_NFRA_12378),
    ({"kind": LenderKind.MICRO_LOAN}, None),
    ({"kind": LenderKind.MICRO_LOAN, "nifa_member": True}, R.REPORT_NIFA),
])  # fmt: skip
def test_the_right_door_hangs_on_the_lender(lender: dict[str, Any], code: Remedy | None) -> None:
    call = a_call("li", datetime(2026, 3, 12, 10), C.ASK_RELAY, id="call1")
    case = called(call, lender=a_lender(**lender))
    if code is None:
        assert [one.person for one in subjects(case, Question.REMEDIES)] == []
    else:
        assert remedies(case, "li").codes == (code,)


def test_a_post_that_stays_may_be_ordered_away() -> None:
    post = a_call("wang", datetime(2026, 3, 12, 10), C.DISCLOSE_AMOUNT, channel=Channel.PUBLIC_POST)
    assert R.INJUNCTION in remedies(called(post), "wang").codes


def test_a_lawful_call_calls_for_nothing() -> None:
    case = called(a_call("wang", datetime(2026, 3, 12, 10), C.DEMAND_PAYMENT))
    with pytest.raises(Undecided):
        remedies(case, "wang")


def test_a_false_collector_is_no_matter_for_the_lenders_regulator() -> None:
    call = a_call("wang", datetime(2026, 3, 12, 10), C.REMIND, actor=ContactActor.IMPOSTOR)
    assert remedies(called(call), "wang").codes == (R.PRIVACY_SUIT,)


def test_c35_a_look_without_consent_goes_to_the_central_bank() -> None:
    query = Query(by="bank", subject="gu", date=date(2026, 3, 1), written_consent=False)
    case = called(persons=(a_person("gu"),), queries=(query,))
    assert remedies(case, "gu").codes == (R.COMPLAIN_PBOC_12363,)
    assert [one.person for one in subjects(case, Question.REMEDIES)] == ["gu"]


def test_c06_a_released_guarantor_still_on_file_objects() -> None:
    due = date(2024, 6, 27)
    case = a_case(
        date(2025, 4, 1), a_loan(due, signed=date(2023, 6, 27), consent_report_written={"gao": True}), a_role("wang"),
        a_role("gao", RoleKind.GUARANTOR), guarantees=(a_guarantee("gao", date(2023, 6, 27)),),
        events=(an_event(EventKind.REPORTED_ADVERSE, date(2025, 3, 1), person="gao"),),
    )  # fmt: skip
    assert remedies(case, "gao").codes == (R.OBJECTION,)


def deceived(defect: ConsentDefect, **act: Any) -> Case:
    made = Act(signature=Signature.GENUINE, consent_defect=defect, knew_of_defect_on=date(2026, 1, 5), **act)
    return a_case(AS_OF, a_loan(date(2026, 12, 8), signed=date(2025, 12, 8)), a_role("wang", act=made))


def test_who_was_deceived_by_the_lender_has_the_loan_set_aside_and_claims_damages() -> None:
    case = deceived(ConsentDefect.FRAUD_BY_LENDER)
    assert remedies(case, "wang").codes == (R.AVOID_CONTRACT, R.CLAIM_VS_DECEIVER)


def test_who_was_deceived_by_a_third_person_unknown_to_the_lender_turns_to_the_deceiver_only() -> None:
    case = deceived(ConsentDefect.FRAUD_BY_THIRD, lender_knew_or_should=False)
    assert remedies(case, "wang").codes == (R.CLAIM_VS_DECEIVER,)


@pytest.mark.parametrize(("basis", "explained", "codes"), [
    (False, True, (R.PIPL_DELETE,)),
    (True, False, (R.PIPL_EXPLAIN,)),
    (False, False, (R.PIPL_DELETE, R.PIPL_EXPLAIN)),
])  # fmt: skip
def test_m21_a_score_from_a_relatives_default_is_deleted_or_explained(
    basis: bool, explained: bool, codes: tuple[Remedy, ...]
) -> None:
    use = ModelUse(
        lender="bank", subject="min", input=ModelInput.RELATIVE_DEFAULT, lawful_basis=basis, sole_automated=True,
        explained=explained,
    )  # fmt: skip
    assert remedies(called(persons=(a_person("min"),), model_uses=(use,)), "min").codes == codes


def test_m18_a_mediated_deal_confirmed_by_a_court_can_be_enforced() -> None:
    paper = Court(event=CourtEvent.MEDIATION_PAPER, date=date(2026, 3, 10), persons=("wang",), loan="loan1")
    assert R.MEDIATION in remedies(called(court=(paper,)), "wang").codes


def test_m20_evidence_is_kept_in_a_dispute() -> None:
    call = a_call("li", datetime(2026, 3, 12, 10), C.DEMAND_PAYMENT)
    standing = {trial.card.id for trial in remedies(called(call), "li").verdict.standing}
    assert "REM-07" in standing


def test_an_unknown_fact_about_a_contact_leaves_the_remedies_open_not_refused() -> None:
    call = a_call("li", datetime(2026, 3, 12, 10), C.ASK_RELAY, debtor_status_then=UNKNOWN)
    finding = remedies(called(call), "li")
    assert finding.undetermined
    assert set(finding.possible) == {(R.COMPLAIN_NFRA_12378,), ()}
