"""Disputes: objections and their answers, complaints and suits, and what to do about a stolen name."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from autograder.fact_kinds import (
    DisputeKind,
    DisputeResult,
    EventKind,
    Fault,
    LegalRepresentativeAct,
    RoleKind,
    Signature,
)
from autograder.facts import Act, Case, Dispute, Lender, Query
from autograder.rulebook import Subject, Undecided
from autograder.solve import Finding, find, subjects
from autograder.stated import UNKNOWN
from autograder.vocabulary import CODES, Figure, Flag, Question
from tests.rules.record_builders import a_case, a_guarantee, a_loan, a_person, a_role, an_event, record

D: Any = CODES[Question.DISPUTE]
AS_OF = date(2026, 5, 5)
DUE = date(2026, 3, 1)
FORGED = Act(
    signature=Signature.FORGED, signed_by="wang", ratified_on=None, apparent_authority=False,
    identity_check_by_self=False,
)  # fmt: skip
REPORTED = EventKind.REPORTED_ADVERSE
NOTICE = an_event(EventKind.PRIOR_NOTICE_ADVERSE, date(2026, 3, 20), person="wang")


def an_objection(day: date, by: str = "wang", **facts: Any) -> Dispute:
    usual: dict[str, Any] = {"entry_true": False, "answered": None, "loan": "loan1"}
    return Dispute(kind=DisputeKind.OBJECTION, date=day, by=by, to="bank", **(usual | facts))


def dispute(case: Case, person: str = "wang") -> Finding:
    return find(case, Question.DISPUTE, Subject(person, "loan1"))


def reported(*disputes: Dispute, consent: bool = True, notice: bool = True, **facts: Any) -> Case:
    """Wang is late since 1 March and was reported on 1 April."""
    events = (an_event(REPORTED, date(2026, 4, 1), person="wang"), *((NOTICE,) if notice else ()))
    loan = a_loan(DUE, consent_report_written={"wang": consent})
    return a_case(AS_OF, loan, a_role("wang"), events=events, disputes=disputes, **facts)


def forged(kind: RoleKind = RoleKind.CO_BORROWER, *disputes: Dispute, as_of: date = AS_OF) -> Case:
    """Wang put his brother's name on a loan; as co-borrower beside himself, or alone."""
    roles = [a_role("hai", kind, FORGED)] + ([a_role("wang")] if kind is RoleKind.CO_BORROWER else [])
    event = an_event(REPORTED, date(2026, 4, 1), person="hai")
    loan = a_loan(DUE, nominal=Decimal(40_000), consent_report_written={"hai": False, "wang": True})
    return a_case(as_of, loan, *roles, persons=(a_person("wang"),), events=(event,), disputes=disputes)


def test_c13_a_forged_co_borrower_objects_and_goes_to_the_police() -> None:
    finding = dispute(forged(RoleKind.CO_BORROWER, an_objection(date(2026, 4, 28), by="hai")), "hai")
    assert finding.codes == (D.OBJECTION_FOUNDED, D.ANSWER_DUE, D.POLICE_REPORT_ADVISED)
    assert finding.figures[Figure.ANSWER_DUE] == date(2026, 5, 18)
    assert (*finding.codes[:2], D.COMPLAINT_PBOC, D.SUE_DIRECTLY, D.POLICE_REPORT_ADVISED) in finding.accepted


def test_a_whole_loan_in_a_stolen_name_points_to_fraud() -> None:
    finding = dispute(forged(RoleKind.NAMED_BY_IMPERSONATION), "hai")
    assert finding.codes == (D.OBJECTION_FOUNDED, D.POLICE_REPORT_ADVISED, D.FRAUD_CHAPTER)


def test_c34_a_true_delay_sent_without_consent_and_notice_may_be_complained_of_and_sued_over() -> None:
    finding = dispute(reported(consent=False, notice=False))
    assert finding.codes == (D.COMPLAINT_PBOC, D.SUE_DIRECTLY)


@pytest.mark.parametrize(("consent", "notice"), [(False, True), (True, False)])
def test_one_fault_of_procedure_is_enough(consent: bool, notice: bool) -> None:
    assert dispute(reported(consent=consent, notice=notice)).codes == (D.COMPLAINT_PBOC, D.SUE_DIRECTLY)


def query(written_consent: bool, **facts: Any) -> Query:
    return Query(by="bank", subject="gu", date=date(2026, 5, 1), written_consent=written_consent, **facts)


@pytest.mark.parametrize(("made", "unlawful"), [
    (query(False), True),
    (query(True), False),
    (query(True, purpose_agreed="own loan", purpose_actual="brother's loan"), True),
    (query(True, purpose_agreed="own loan", purpose_actual="own loan"), False),
])  # fmt: skip
def test_c35_a_record_looked_into_for_a_brothers_loan(made: Query, unlawful: bool) -> None:
    case = a_case(AS_OF, a_loan(date(2026, 9, 1)), a_role("wang"), persons=(a_person("gu"),), queries=(made,))
    finding = record(case, "gu")
    assert [str(code) for code in finding.codes] == ["no_entry"]
    assert (Flag.UNLAWFUL_QUERY in finding.flags) is unlawful
    if unlawful:
        assert dispute(case, "gu").codes == (D.COMPLAINT_PBOC, D.SUE_DIRECTLY)
    else:
        assert list(subjects(case, Question.DISPUTE)) == []


def test_m15_a_true_delay_may_be_explained_not_erased() -> None:
    made = an_objection(date(2026, 4, 20), entry_true=True, answered=date(2026, 5, 2), result=DisputeResult.CONFIRMED)
    assert dispute(reported(made)).codes == (D.OBJECTION_UNFOUNDED, D.STATEMENT_RIGHT)


def test_what_cannot_be_decided_is_noted() -> None:
    made = an_objection(
        date(2026, 4, 20), entry_true=UNKNOWN, answered=date(2026, 5, 2), result=DisputeResult.CANNOT_BE_DECIDED
    )
    finding = dispute(reported(made))
    assert (finding.codes, finding.undetermined) == ((D.OBJECTION_UNDETERMINED_NOTE,), False)


def test_whether_an_objection_succeeds_hangs_on_the_truth_of_the_entry() -> None:
    finding = dispute(reported(an_objection(date(2026, 4, 20), entry_true=UNKNOWN)))
    assert finding.undetermined
    assert [name for _, name, _ in finding.missing] == ["entry_true"]


@pytest.mark.parametrize(("as_of", "answered", "late"), [
    (date(2026, 5, 10), None, False),
    (date(2026, 5, 11), None, True),
    (date(2026, 6, 1), date(2026, 5, 10), False),
    (date(2026, 6, 1), date(2026, 5, 11), True),
])  # fmt: skip
def test_the_answer_is_late_after_the_twentieth_day(as_of: date, answered: date | None, late: bool) -> None:
    case = forged(RoleKind.CO_BORROWER, an_objection(date(2026, 4, 20), by="hai", answered=answered), as_of=as_of)
    codes = dispute(case, "hai").codes
    assert (D.ANSWER_LATE in codes) is late
    assert (D.ANSWER_DUE in codes) is (answered is None)
    assert (D.COMPLAINT_PBOC in codes) is (D.SUE_DIRECTLY in codes) is late


def test_a_wrong_entry_that_was_kept_may_be_taken_further() -> None:
    made = an_objection(date(2026, 4, 20), by="hai", answered=date(2026, 5, 2), result=DisputeResult.CONFIRMED)
    assert {D.COMPLAINT_PBOC, D.SUE_DIRECTLY} <= set(dispute(forged(RoleKind.CO_BORROWER, made), "hai").codes)


@pytest.mark.parametrize("shown", [True, False])
def test_c11_an_expired_entry_that_is_still_shown_must_go(shown: bool) -> None:
    events = [
        an_event(EventKind.OVERDUE_START, date(2019, 10, 28)),
        an_event(EventKind.OVERDUE_CLEARED, date(2020, 2, 10)),
    ]
    if shown:
        events.append(an_event(REPORTED, date(2019, 12, 1), person="wang"))
    events.append(an_event(EventKind.PRIOR_NOTICE_ADVERSE, date(2019, 11, 20), person="wang"))
    case = a_case(date(2026, 6, 1), a_loan(date(2019, 10, 28), consent_report_written={"wang": True}), a_role("wang"),
                  events=tuple(events))  # fmt: skip
    assert [str(code) for code in record(case, "wang").codes] == ["expired_must_delete"]
    if shown:
        assert dispute(case).codes == (D.OBJECTION_FOUNDED,)
    else:
        with pytest.raises(Undecided):
            dispute(case)


def test_nothing_is_disputed_where_nothing_is_wrong() -> None:
    case = reported()
    assert list(subjects(case, Question.DISPUTE)) == []
    with pytest.raises(Undecided):
        dispute(case)


def test_another_persons_objection_is_not_ones_own() -> None:
    case = reported(an_objection(date(2026, 4, 20), by="gu", entry_true=True), persons=(a_person("gu"),))
    assert [one.person for one in subjects(case, Question.DISPUTE)] == ["gu"]


def test_the_lender_of_another_loan_may_look_where_it_has_consent() -> None:
    other = Lender(id="other", name="他行", name_en="Other", kind=a_case(AS_OF, a_loan(DUE)).lenders[0].kind,
                   pboc_connected=True)  # fmt: skip
    base = a_case(AS_OF, a_loan(date(2026, 9, 1)), a_role("wang"), queries=(
        Query(by=other.id, subject="wang", date=date(2026, 5, 1), written_consent=False),))  # fmt: skip
    assert Flag.UNLAWFUL_QUERY not in record(base, "wang").flags


# Which rules stand, exactly


def rules_on(case: Case, person: str = "wang") -> set[str]:
    return {trial.card.name for trial in dispute(case, person).verdict.standing}


def test_a_true_entry_that_is_not_adverse_needs_no_explanation() -> None:
    made = an_objection(date(2026, 4, 20), entry_true=True, answered=date(2026, 5, 2), result=DisputeResult.CONFIRMED)
    paying = a_case(AS_OF, a_loan(date(2026, 9, 1)), a_role("wang"), disputes=(made,))
    assert rules_on(paying) == {"true_entry_stays"}
    assert rules_on(reported(made)) == {"true_entry_stays", "true_entry_may_be_explained"}


@pytest.mark.parametrize(("made", "names"), [
    ({"entry_true": True}, {"true_entry_stays", "true_entry_may_be_explained", "objection_is_answered_in_twenty_days"}),
    ({"entry_true": False}, {"wrong_entry_is_corrected", "objection_is_answered_in_twenty_days"}),
    (
        {"entry_true": False, "answered": date(2026, 5, 2), "result": DisputeResult.CONFIRMED},
        {"wrong_entry_is_corrected", "record_wrong_goes_to_the_central_bank", "court_is_open_at_once"},
    ),
    (
        {"entry_true": True, "answered": date(2026, 5, 2), "result": DisputeResult.CONFIRMED},
        {"true_entry_stays", "true_entry_may_be_explained"},
    ),
    (
        {"entry_true": False, "answered": date(2026, 5, 2), "result": DisputeResult.CORRECTED},
        {"wrong_entry_is_corrected"},
    ),
    (
        {"entry_true": False, "answered": date(2026, 5, 2), "result": DisputeResult.CANNOT_BE_DECIDED},
        {"doubt_is_noted"},
    ),
    (
        {"entry_true": True, "answered": date(2026, 5, 2), "result": DisputeResult.CANNOT_BE_DECIDED},
        {"doubt_is_noted"},
    ),
])  # fmt: skip
def test_exactly_these_rules_stand_on_an_objection(made: dict[str, Any], names: set[str]) -> None:
    assert rules_on(reported(an_objection(date(2026, 4, 20), **made))) == names


def test_whoever_objects_to_a_wrong_entry_may_complain_or_sue_besides() -> None:
    finding = dispute(reported(an_objection(date(2026, 4, 20))))
    both = (D.OBJECTION_FOUNDED, D.ANSWER_DUE)
    assert set(finding.accepted) == {
        both, (*both, D.COMPLAINT_PBOC), (*both, D.SUE_DIRECTLY), (*both, D.COMPLAINT_PBOC, D.SUE_DIRECTLY),
    }  # fmt: skip


@pytest.mark.parametrize(("roles", "fraud"), [
    ([a_role("hai", RoleKind.BORROWER, FORGED)], True),
    ([a_role("hai", RoleKind.NAMED_BY_IMPERSONATION, FORGED)], True),
    ([a_role("hai", RoleKind.CO_BORROWER, FORGED), a_role("gu", RoleKind.BORROWER, FORGED)], False),
    ([a_role("hai", RoleKind.BORROWER, FORGED), a_role("wang", RoleKind.CO_BORROWER)], False),
])  # fmt: skip
def test_a_whole_loan_taken_in_a_stolen_name_points_to_fraud(roles: list[Any], fraud: bool) -> None:
    people = (a_person("wang"), a_person("gu"), a_person("hai"))
    loan = a_loan(DUE, consent_report_written={"hai": False, "wang": True, "gu": True})
    standing = rules_on(a_case(AS_OF, loan, *roles, persons=people), "hai")
    names = {"stolen_name_goes_to_the_police"}
    assert standing == names | ({"taking_a_loan_in_anothers_name_may_be_fraud"} if fraud else set())


STOLEN, FRAUD = "stolen_name_goes_to_the_police", "taking_a_loan_in_anothers_name_may_be_fraud"


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(("own", "used", "names"), [
    (RoleKind.GUARANTOR, RoleKind.NAMED_BY_IMPERSONATION, {STOLEN, FRAUD}),
    (RoleKind.BORROWER, RoleKind.NAMED_BY_IMPERSONATION, {STOLEN}), (RoleKind.BORROWER, RoleKind.GUARANTOR, {STOLEN}),
])  # fmt: skip
def test_whatever_else_was_signed_a_stolen_name_is_a_matter_for_the_police(
    own: RoleKind, used: RoleKind, names: set[str], turned: bool
) -> None:
    roles = [a_role("hai", own), a_role("hai", used, FORGED)]
    vows = (a_guarantee("hai", date(2026, 2, 2), fault=Fault.NONE),) if RoleKind.GUARANTOR in (own, used) else ()
    case = a_case(AS_OF, a_loan(DUE), *(reversed(roles) if turned else roles), persons=(a_person("wang"),),
                  guarantees=vows)  # fmt: skip
    assert rules_on(case, "hai") == names
    listed = a_case(AS_OF, a_loan(DUE), a_role("hai", own), a_role("hai", RoleKind.WITNESS, FORGED),
                    persons=(a_person("wang"),), guarantees=vows)  # fmt: skip
    assert "hai" not in {one.person for one in subjects(listed, Question.DISPUTE)}


def test_a_forged_name_that_was_adopted_is_no_matter_for_the_police() -> None:
    adopted = Act(
        signature=Signature.FORGED, signed_by="wang", ratified_on=date(2026, 2, 2), apparent_authority=False,
        identity_check_by_self=False,
    )  # fmt: skip
    role = a_role("hai", RoleKind.NAMED_BY_IMPERSONATION, adopted)
    case = a_case(AS_OF, a_loan(DUE), role, persons=(a_person("wang"),))
    assert [one for one in subjects(case, Question.DISPUTE) if one.person == "hai"] == []


def test_a_minor_who_signed_himself_was_not_impersonated() -> None:
    minor = a_person("hai", born=date(2010, 3, 3), legal_rep_act={"loan1": LegalRepresentativeAct.REFUSED})
    role = a_role("hai", RoleKind.BORROWER, Act(signature=Signature.GENUINE, kept_money=None))
    event = an_event(REPORTED, date(2026, 4, 1), person="hai")
    case = a_case(AS_OF, a_loan(DUE), role, persons=(minor,), events=(event,))
    assert rules_on(case, "hai") == {"wrong_entry_is_corrected"}
