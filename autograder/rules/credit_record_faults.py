"""Credit record (征信): entries that are wrong, faults of procedure, and marks that stand beside the row."""

from collections.abc import Iterator
from datetime import timedelta

from autograder.fact_kinds import EventKind, LenderKind, Product, RoleKind
from autograder.facts import Case, Event, Query
from autograder.rulebook import Ground, Step, Subject, conclusions, rule
from autograder.rules.lookup import events_of, guarantee_of, lender_of, loan_of, role_of
from autograder.rules.overdue import delays, loan_events, plan_broken, plans
from autograder.rules.record_standing import (
    bound_party,
    corrected,
    entry_in_name,
    guarantee_binds,
    is_borrower,
    is_co_borrower,
    is_named,
    objections,
    signed_by_another,
    unapproved_minor,
)  # fmt: skip
from autograder.vocabulary import CreditRecord, Flag, Liability, Question

_NO_PART = ("no_part_no_entry", "marital_debt_is_no_entry", "a_threat_makes_no_entry")
_ANY_ROW = ("CRD-02", "CRD-05", "CRD-06", "CRD-07", "CRD-10", "CRD-11", "paid_guarantee_is_taken_out")
"""The rules by which somebody bound has a row, whatever it is."""

_PROMISES = {Liability.BORROWER_FULL, Liability.ACCESSION_JOINT_CAPPED, Liability.COLLATERAL_LIMITED}
TRUE_ROWS = (CreditRecord.OWN_OVERDUE, CreditRecord.CO_DEBTOR_ENTRY, CreditRecord.RELATED_GUARANTOR_ENTRY)
"""The rows that show a delay as it was."""

_OTHER_ROWS = (CreditRecord.OWN_NORMAL, CreditRecord.EXPIRED_MUST_DELETE, CreditRecord.SUPPRESSED_ONE_OFF)
"""The rows of a true account that show no delay, or none that may stay."""


@rule(
    "CRD-17", question=Question.CREDIT_RECORD, ground=Ground.ENTRY, concludes=CreditRecord.ERRONEOUS_ENTRY,
    exception_to=_NO_PART, authority=("CRR/25", "CC/1029", "CC/1037"), claims=("S0-37", "S2-15"),
)  # fmt: skip
def entry_of_an_outsider_is_wrong(case: Case, subject: Subject) -> Iterator[Step]:
    """What is entered for somebody who promised the lender nothing must be corrected."""
    yield "not_named_on_the_loan", not is_named(case, subject)
    yield "no_promise_to_the_lender", not _promised(case, subject)
    yield "entry_in_this_name", entry_in_name(case, subject)


@rule(
    "CRD-17", question=Question.CREDIT_RECORD, ground=Ground.ENTRY, concludes=CreditRecord.ERRONEOUS_ENTRY,
    exception_to=("a_name_alone_is_no_entry",), authority=("CRR/25", "CC/1029", "CC/1037"), claims=("S0-37", "S2-15"),
)  # fmt: skip
def entry_on_anothers_signature_is_wrong(case: Case, subject: Subject) -> Iterator[Step]:
    """What rests on a forged or unauthorised signature must be corrected, whoever caused it."""
    yield "signed_by_another_and_not_adopted", signed_by_another(case, subject)
    yield "entry_in_this_name", entry_in_name(case, subject)


@rule(
    "CRD-17", question=Question.CREDIT_RECORD, ground=Ground.ENTRY, concludes=CreditRecord.ERRONEOUS_ENTRY,
    exception_to=("a_name_alone_is_no_entry",), authority=("CRR/25", "CC/145", "CC/1029"), claims=("S0-37", "S2-15"),
)  # fmt: skip
def entry_of_an_unapproved_minor_is_wrong(case: Case, subject: Subject) -> Iterator[Step]:
    """A loan that has no force for want of the guardian's approval is no debt to be entered."""
    yield "named_on_the_loan", is_named(case, subject)
    yield "under_age_and_unapproved", unapproved_minor(case, subject)
    yield "entry_in_this_name", entry_in_name(case, subject)


@rule(
    "CRD-17", question=Question.CREDIT_RECORD, ground=Ground.ENTRY, concludes=CreditRecord.ERRONEOUS_ENTRY,
    exception_to=("CRD-02", "ended_guarantee_is_taken_out"), authority=("CRR/25", "CC/1029", "CC/1037"),
    claims=("S0-37", "S2-15"),
)  # fmt: skip
def entry_of_an_ended_guarantee_is_wrong(case: Case, subject: Subject) -> Iterator[Step]:
    """A guarantee that ended, or never bound, must not be shown as open."""
    named = guarantee_of(case, subject) or role_of(case, subject, RoleKind.GUARANTOR)
    yield "named_as_guarantor", named is not None
    yield "no_borrower_as_well", not is_borrower(case, subject) and not is_co_borrower(case, subject)
    released = Liability.GUARANTEE_RELEASED in conclusions(
        Question.LIABILITY, case, Subject(subject.person, subject.loan)
    )
    way = {"way": "ended" if released else "never"}
    yield "guarantee_does_not_bind", not guarantee_binds(case, subject), way
    yield "entry_in_this_name", entry_in_name(case, subject)


@rule(
    "CRD-17", question=Question.CREDIT_RECORD, ground=Ground.ENTRY, concludes=CreditRecord.ERRONEOUS_ENTRY,
    exception_to=_ANY_ROW, authority=("CRR/25", "CC/1029", "CC/1037"), claims=("S0-37", "S2-15"),
)  # fmt: skip
def report_of_a_delay_that_never_was_is_wrong(case: Case, subject: Subject) -> Iterator[Step]:
    """A delay that was reported although nothing was late must be corrected."""
    yield from bound_party(case, subject)
    grace = timedelta(days=loan_of(case, subject).grace_days)
    late = [delay.since + grace for delay in delays(case, subject)]
    false = [event for event in _reports(case, subject) if not any(day < event.date for day in late)]
    yield "reported_late_while_nothing_was", bool(false), {"reported": false[0].date} if false else {}


@rule(
    "CRD-17", question=Question.CREDIT_RECORD, ground=Ground.ENTRY, concludes=CreditRecord.ERRONEOUS_ENTRY,
    exception_to=("CRD-01", "CRD-08", "CRD-18", *_ANY_ROW), authority=("CRR/25", "CC/1029", "CC/1037"),
    claims=("S0-37", "S2-15"),
)  # fmt: skip
def objection_shows_the_entry_wrong(case: Case, subject: Subject) -> Iterator[Step]:
    """What an objection shows to be untrue must be corrected."""
    open_ = (one for one in objections(case, subject) if not corrected(case, one))
    yield "objection_proves_the_entry_untrue", any(not one.entry_true for one in open_)


def _supplied_without_consent(case: Case, subject: Subject) -> Iterator[Step]:
    kept = any((e.person, e.loan) == (subject.person, subject.loan) for e in case.month_entries)
    yield "delay_was_reported", kept or bool(_reports(case, subject))
    yield "no_written_consent_to_reporting", not loan_of(case, subject).consent_report_written[subject.person]


@rule(
    "CRD-03", question=Question.CREDIT_RECORD, beside=TRUE_ROWS,
    exception_to=("account_supplied_without_consent",), authority=("CRR/29/2", "CRR/40/0/1"),
    claims=("S0-09", "S0-10", "S1-17", "S3-11", "S1-03"), flags=(Flag.CONSENT_MISSING, Flag.KEEP_BUT_SANCTION),
    unsettled="U1",
)  # fmt: skip
def supplied_without_written_consent(case: Case, subject: Subject) -> Iterator[Step]:
    """To supply credit data needs the person's written consent; want of it does not make a true entry untrue."""
    yield from _supplied_without_consent(case, subject)


@rule(
    "CRD-03", question=Question.CREDIT_RECORD, beside=_OTHER_ROWS, authority=("CRR/29/2", "CRR/40/0/1"),
    claims=("S1-17",), flags=(Flag.CONSENT_MISSING,),
)  # fmt: skip
def account_supplied_without_consent(case: Case, subject: Subject) -> Iterator[Step]:
    """To supply credit data without written consent is a fault of its own, also where no delay is shown."""
    yield from _supplied_without_consent(case, subject)


@rule(
    "CRD-04", question=Question.CREDIT_RECORD, beside=TRUE_ROWS, authority=("CRR/15", "CRR/29/2", "CRR/41"),
    claims=("S1-04", "S4-14"), flags=(Flag.NOTICE_MISSING, Flag.KEEP_BUT_SANCTION), unsettled="U1",
)  # fmt: skip
def reported_without_notice(case: Case, subject: Subject) -> Iterator[Step]:
    """Before an adverse item is sent the person must be told; want of notice does not make a true entry untrue."""
    reports = _reports(case, subject)
    yield "delay_was_reported", bool(reports)
    notices = events_of(case, subject, EventKind.PRIOR_NOTICE_ADVERSE)
    yield "not_told_before_the_report", not any(notice.date <= reports[0].date for notice in notices)


@rule(
    "CRD-03", question=Question.CREDIT_RECORD, authority=("CRR/28/2", "CRR/18/1", "CRR/40/0/3", "CRR/20", "CRR/42"),
    claims=("S0-10", "S1-17", "S3-11"), flags=(Flag.UNLAWFUL_QUERY,),
)  # fmt: skip
def looked_into_without_consent(case: Case, subject: Subject) -> Iterator[Step]:
    """To look into a record needs the person's own written consent and keeps to its purpose; kin cannot agree."""
    lender = loan_of(case, subject).lender
    made = [one for one in case.queries if (one.by, one.subject) == (lender, subject.person) and one.date <= case.as_of]
    wrong = [one for one in made if not one.written_consent or _strays(one)]
    yield "looked_into_against_the_rules", bool(wrong), {"on": wrong[0].date} if wrong else {}


@rule(
    "CRD-05", question=Question.CREDIT_RECORD, beside=(CreditRecord.OWN_NORMAL,), authority="CR2",
    claims=("S4-14",), unsettled="U17",
)  # fmt: skip
def late_but_paid_within_the_month(case: Case, subject: Subject) -> Iterator[Step]:
    """A sum paid late but before the month ended may show a sign of its own, never a grade."""
    yield "paid_late_within_the_month", any(delay.paid_within_the_month for delay in delays(case, subject))


@rule(
    "CRD-12", question=Question.CREDIT_RECORD, beside=(CreditRecord.OWN_OVERDUE,), authority="CR2",
    claims=("S1-07", "S1-12"), unsettled="U18",
)  # fmt: skip
def late_plan_halts_the_grade(case: Case, subject: Subject) -> Iterator[Step]:
    """A plan agreed after the default leaves the grade reached; later months follow the plan."""
    yield "plan_agreed_while_overdue", any(delay.halted for delay in delays(case, subject))


@rule(
    "CRD-12", question=Question.CREDIT_RECORD, concludes=CreditRecord.OWN_SPECIAL_MARK,
    beside=(CreditRecord.OWN_NORMAL,), authority="CR2", claims=("S1-07", "S1-11"), accepts=((),),
)  # fmt: skip
def extension_may_be_marked(case: Case, subject: Subject) -> Iterator[Step]:
    """An extension agreed in time and kept may be shown as such, as a special transaction."""
    in_time = [plan for plan in plans(case, subject) if plan.before_due]
    yield "plan_agreed_in_time", bool(in_time)
    yield "plan_in_time_was_kept", not plan_broken(case, subject, in_time[-1])


@rule(
    "CRD-12", question=Question.CREDIT_RECORD, concludes=CreditRecord.OWN_SPECIAL_MARK,
    beside=(CreditRecord.OWN_NORMAL, CreditRecord.OWN_OVERDUE), authority="CR2", claims=("S1-11", "S1-12"),
)  # fmt: skip
def waiver_or_policy_extension_is_marked(case: Case, subject: Subject) -> Iterator[Step]:
    """A waived part and an extension that the lender gave to all are shown as special transactions."""
    marked = loan_events(case, loan_of(case, subject), EventKind.SETTLED_REDUCED, EventKind.LENDER_POLICY_EXTENSION)
    yield "part_waived_or_extended_by_the_lender", bool(marked)


@rule(
    "CRD-12", question=Question.CREDIT_RECORD, concludes=CreditRecord.OWN_SPECIAL_MARK,
    beside=(CreditRecord.OWN_NORMAL, CreditRecord.OWN_OVERDUE), authority=("CR2", "CCM/70"), claims=("S1-11",),
)  # fmt: skip
def card_plan_is_marked(case: Case, subject: Subject) -> Iterator[Step]:
    """An individual instalment plan for a bank credit card is shown as such."""
    yield "bank_credit_card", _is_bank_card(case, subject)
    yield "plan_agreed", bool(plans(case, subject))


def _promised(case: Case, subject: Subject) -> bool:
    """Whether the person, though named on no paper of the loan, joined it, took it over or charged a thing for it."""
    return bool(_PROMISES & set(conclusions(Question.LIABILITY, case, Subject(subject.person, subject.loan))))


def _strays(query: Query) -> bool:
    """Whether the record was used for something else than agreed, where the file says both."""
    return bool(query.purpose_agreed and query.purpose_actual) and query.purpose_agreed != query.purpose_actual


def _is_bank_card(case: Case, subject: Subject) -> bool:
    return loan_of(case, subject).product is Product.CREDIT_CARD and lender_of(case, subject).kind is LenderKind.BANK


def _reports(case: Case, subject: Subject) -> list[Event]:
    """The adverse reports about the person, or about the loan as a whole, up to the day of the case."""
    return [event for event in events_of(case, subject, EventKind.REPORTED_ADVERSE) if event.date <= case.as_of]
