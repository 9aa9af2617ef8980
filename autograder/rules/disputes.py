"""Disputes (异议与争议): what an objection brings, when to complain or sue, and what to do about a stolen name."""

from collections.abc import Iterator

from autograder.fact_kinds import DisputeResult, RoleKind
from autograder.facts import Case
from autograder.rulebook import Step, Subject, figure, rule
from autograder.rules import consent
from autograder.rules.adoption import adopted
from autograder.rules.credit_record_faults import TRUE_ROWS
from autograder.rules.grievances import (
    against_procedure,
    answer_due,
    answered_late,
    is_wrong,
    objection,
    record_rows,
    refused_though_wrong,
    unanswered,
)
from autograder.rules.lookup import loan_of, role_of, roles_of
from autograder.rules.record_standing import signed_by_another
from autograder.vocabulary import CreditRecord, Dispute, Figure, Question

_OUTCOMES = ("wrong_entry_is_corrected", "true_entry_stays")
_WITH_COMPLAINT_OR_SUIT = (
    (Dispute.OBJECTION_FOUNDED, Dispute.COMPLAINT_PBOC, Dispute.SUE_DIRECTLY),
    (Dispute.OBJECTION_FOUNDED, Dispute.COMPLAINT_PBOC), (Dispute.OBJECTION_FOUNDED, Dispute.SUE_DIRECTLY),
)  # fmt: skip
"""An objection is the shortest way for a wrong entry, and to complain or to sue besides is as right (CRR 26)."""

_SIGNED = {*consent.CONTRACT_ROLES, RoleKind.GUARANTOR}
_ADVERSE_ROWS = {*TRUE_ROWS, CreditRecord.PUBLIC_RECORD_ENTRY}


def _objected(case: Case, subject: Subject) -> Iterator[Step]:
    made = objection(case, subject)
    yield "objection_made", made is not None, {"on": made.date} if made else {}


@rule(
    "DSP-01", question=Question.DISPUTE, concludes=Dispute.ANSWER_DUE, authority="CRR/25/2",
    claims=("S0-37", "S2-15", "S2-28"),
)  # fmt: skip
def objection_is_answered_in_twenty_days(case: Case, subject: Subject) -> Iterator[Step]:
    """Whoever gets an objection, agency or lender, checks it and answers in writing within twenty days."""
    yield from _objected(case, subject)
    made = objection(case, subject)
    if made is not None:
        yield "objection_unanswered", unanswered(case, made)
        yield figure(Figure.ANSWER_DUE, answer_due(made))


@rule(
    "DSP-01", question=Question.DISPUTE, concludes=Dispute.ANSWER_LATE,
    authority=("CRR/25/2", "CRR/40/0/4", "CRR/38/1/6"), claims=("S2-28",),
)  # fmt: skip
def answer_is_late(case: Case, subject: Subject) -> Iterator[Step]:
    """An answer that has not come by the twentieth day is late; the days are counted as they stand in the calendar."""
    yield from _objected(case, subject)
    made = objection(case, subject)
    if made is not None:
        yield "no_answer_by_the_last_day", answered_late(case, made), {"until": answer_due(made)}


@rule(
    "DSP-02", question=Question.DISPUTE, concludes=Dispute.OBJECTION_FOUNDED, authority=("CRR/25/3", "CC/1029"),
    accepts=_WITH_COMPLAINT_OR_SUIT, claims=("S2-28",),
)  # fmt: skip
def wrong_entry_is_corrected(case: Case, subject: Subject) -> Iterator[Step]:
    """An entry that is wrong, or shown beyond its time, is corrected; nobody need wait for that to complain or sue."""
    yield "entry_is_wrong", is_wrong(case, subject)


@rule(
    "DSP-06", question=Question.DISPUTE, concludes=Dispute.OBJECTION_UNFOUNDED, authority="CRR/25/3",
    claims=("S1-12", "S4-28"),
)  # fmt: skip
def true_entry_stays(case: Case, subject: Subject) -> Iterator[Step]:
    """A true entry stays, whatever the reason for the delay."""
    yield from _objected(case, subject)
    yield "entry_is_true", not is_wrong(case, subject)


@rule(
    "DSP-02", question=Question.DISPUTE, concludes=Dispute.OBJECTION_UNDETERMINED_NOTE, exception_to=_OUTCOMES,
    authority="CRR/25/3", claims=("S2-28",),
)  # fmt: skip
def doubt_is_noted(case: Case, subject: Subject) -> Iterator[Step]:
    """Where the check cannot settle who is right, both the check and the objection are noted beside the entry."""
    made = objection(case, subject)
    yield "check_could_not_settle_it", made is not None and made.result is DisputeResult.CANNOT_BE_DECIDED


@rule(
    "DSP-06", question=Question.DISPUTE, concludes=Dispute.STATEMENT_RIGHT, beside=(Dispute.OBJECTION_UNFOUNDED,),
    authority="CRR/16/2", claims=("S1-12", "S4-28"),
)  # fmt: skip
def true_entry_may_be_explained(case: Case, subject: Subject) -> Iterator[Step]:
    """Whoever cannot erase a true adverse entry may have an own statement put beside it."""
    yield "adverse_entry_on_record", bool(_ADVERSE_ROWS & set(record_rows(case, subject)))


@rule(
    "DSP-03", question=Question.DISPUTE, concludes=Dispute.COMPLAINT_PBOC, authority=("CRR/26/1", "CRR/26/2"),
    claims=("S3-21",),
)  # fmt: skip
def record_wrong_goes_to_the_central_bank(case: Case, subject: Subject) -> Iterator[Step]:
    """Who reports, keeps or looks into records against the rules can be reported to the central bank's branch."""
    yield "rules_on_records_broken", _rules_broken(case, subject)


@rule(
    "DSP-04", question=Question.DISPUTE, concludes=Dispute.SUE_DIRECTLY, authority=("CRR/26/3", "CC/1029"),
    claims=("S3-21",),
)  # fmt: skip
def court_is_open_at_once(case: Case, subject: Subject) -> Iterator[Step]:
    """One may also sue at once, without complaining first."""
    yield "rules_on_records_broken", _rules_broken(case, subject)


@rule(
    "DSP-05", question=Question.DISPUTE, concludes=Dispute.POLICE_REPORT_ADVISED,
    authority=("CL/280-1", "CL/253-1", "CRR/25"), claims=("S2-13", "S2-15", "S2-29", "S0-37"),
)  # fmt: skip
def stolen_name_goes_to_the_police(case: Case, subject: Subject) -> Iterator[Step]:
    """Whose name was put on a loan by another reports it, objects, secures evidence and has the contract denied."""
    yield "signed_by_another_and_not_adopted", _name_used(case, subject)


@rule(
    "DSP-05", question=Question.DISPUTE, concludes=Dispute.FRAUD_CHAPTER, authority=("CL/193", "CL/224", "CL/266"),
    claims=("S2-13", "S2-29"),
)  # fmt: skip
def taking_a_loan_in_anothers_name_may_be_fraud(case: Case, subject: Subject) -> Iterator[Step]:
    """Taking out a whole loan in another's name points to fraud, which mostly outweighs the use of the papers."""
    yield "signed_by_another_and_not_adopted", _name_used(case, subject)
    named = role_of(case, subject, RoleKind.BORROWER, RoleKind.NAMED_BY_IMPERSONATION) is not None
    yield "taken_out_in_this_name", named
    yield "nobody_borrowed_in_own_name", not _borrowed_openly(case, subject)


def _name_used(case: Case, subject: Subject) -> bool:
    """Whether another put the name on a paper and nobody adopted it, whatever else the person signed himself."""
    foreign = (role for role in roles_of(case, subject) if role.kind in _SIGNED and consent.signed_by_another(role))
    return signed_by_another(case, subject) or any(not adopted(case, role) for role in foreign)


def _rules_broken(case: Case, subject: Subject) -> bool:
    """A fault of procedure, an answer that is late, or a wrong entry that was kept."""
    made = objection(case, subject)
    late = made is not None and answered_late(case, made)
    return late or against_procedure(case, subject) or refused_though_wrong(case, subject)


def _borrowed_openly(case: Case, subject: Subject) -> bool:
    """Whether anybody stands bound as a borrower of the loan by an own act."""
    signed = loan_of(case, subject).signed
    roles = (role for role in case.roles if role.loan == subject.loan and role.kind in consent.CONTRACT_ROLES)
    return any(consent.binds(case, role, signed) for role in roles)
