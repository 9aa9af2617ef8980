"""Credit record (征信): which row of the report a loan produces for a person; outsiders first, then each part."""

from collections.abc import Iterator

from autograder.fact_kinds import ContactContent
from autograder.facts import Case
from autograder.rulebook import Ground, Step, Subject, conclusions, figure, rule
from autograder.rules.instruments import CR2, as_of_day
from autograder.rules.lookup import lender_of
from autograder.rules.overdue import Delay, delays, level
from autograder.rules.record_standing import (
    bound_party,
    co_account,
    former_guarantor,
    guarantee_paid,
    is_named,
    live_guarantor,
    own_account,
    signed_by_another,
    unapproved_minor,
)  # fmt: skip
from autograder.vocabulary import CreditRecord, Figure, Flag, Liability, Question


@rule(
    "CRD-01", question=Question.CREDIT_RECORD, ground=Ground.ENTRY, concludes=CreditRecord.NO_ENTRY,
    authority=("CRR/29/2", "CRR/44/0/3"),
    claims=("S0-01", "S0-02", "S0-05", "S0-06", "S0-08", "S0-42", "S3-04", "S3-11", "S1-01"),
)  # fmt: skip
def no_part_no_entry(case: Case, subject: Subject) -> Iterator[Step]:
    """The record holds one's own borrowing and guaranteeing; relatives and contacts are not entered."""
    yield "not_named_on_the_loan", not is_named(case, subject)


@rule(
    "CRD-01", question=Question.CREDIT_RECORD, ground=Ground.ENTRY, concludes=CreditRecord.NO_ENTRY,
    authority=("CRR/29/2", "CRR/44/0/3"), claims=("S0-05",),
)  # fmt: skip
def a_name_alone_is_no_entry(case: Case, subject: Subject) -> Iterator[Step]:
    """A person named without an own binding act has no credit relation that could be entered."""
    yield "named_on_the_loan", is_named(case, subject)
    yield "named_without_being_bound", signed_by_another(case, subject) or unapproved_minor(case, subject)


@rule(
    "CRD-08", question=Question.CREDIT_RECORD, ground=Ground.ENTRY, concludes=CreditRecord.NO_ENTRY,
    authority=("CRR/13", "CRR/29/2"), claims=("S0-04", "S0-19"),
)  # fmt: skip
def marital_debt_is_no_entry(case: Case, subject: Subject) -> Iterator[Step]:
    """A spouse who owes by marriage alone is not on file for the other's loan."""
    yield "not_named_on_the_loan", not is_named(case, subject)
    owes = conclusions(Question.LIABILITY, case, Subject(subject.person, subject.loan))
    yield "owes_by_marriage", Liability.SPOUSE_JOINT_DEBT in owes


@rule(
    "CRD-18", question=Question.CREDIT_RECORD, ground=Ground.ENTRY, concludes=CreditRecord.NO_ENTRY,
    authority=("CRR/13", "CRR/29/2", "CRR/40"), claims=("S3-11", "S3-19"),
)  # fmt: skip
def a_threat_makes_no_entry(case: Case, subject: Subject) -> Iterator[Step]:
    """A collector's word that an outsider's own record will suffer changes nothing in it."""
    yield "not_named_on_the_loan", not is_named(case, subject)
    owes = conclusions(Question.LIABILITY, case, Subject(subject.person, subject.loan))
    yield "no_debt_at_all", set(owes) <= {Liability.NONE}
    threats = (c for c in case.contacts if c.loan == subject.loan and c.target == subject.person)
    yield "told_that_own_record_suffers", any(ContactContent.THREAT_CREDIT_RECORD in c.content for c in threats)


@rule(
    "CRD-02", question=Question.CREDIT_RECORD, ground=Ground.ENTRY, concludes=CreditRecord.NOT_REPORTED,
    authority=("CRR/7", "CRR/28", "CRR/29", "CRR/36"), claims=("S0-07", "S1-02", "S1-25", "S3-12", "S3-13"),
)  # fmt: skip
def unconnected_lender_reports_nothing(case: Case, subject: Subject) -> Iterator[Step]:
    """A lender without access to the central bank's database leaves no trace in it."""
    yield from bound_party(case, subject)
    yield "lender_does_not_report_to_central_bank", not lender_of(case, subject).pboc_connected


@rule(
    "CRD-05", question=Question.CREDIT_RECORD, ground=Ground.ENTRY, concludes=CreditRecord.OWN_NORMAL,
    authority=("CRR/29/1", "CR2"), claims=("S0-07",),
)  # fmt: skip
def own_account_in_order(case: Case, subject: Subject) -> Iterator[Step]:
    """A borrower who was never late beyond the end of a month has a normal account."""
    yield from own_account(case, subject)
    yield "never_late_at_a_month_end", not _graded(case, subject)


@rule(
    "CRD-05", question=Question.CREDIT_RECORD, ground=Ground.ENTRY, concludes=CreditRecord.OWN_OVERDUE,
    authority=("CRR/29/1", "CRR/44/0/3", "CR2"), claims=("S4-14", "S1-04", "S4-36", "S0-07"),
)  # fmt: skip
def own_delay_is_graded(case: Case, subject: Subject) -> Iterator[Step]:
    """A borrower's delay shows from the first day late, in steps of thirty days, whatever the sum."""
    yield from own_account(case, subject)
    unpaid = [delay for delay in _graded(case, subject) if delay.cleared is None]
    yield "overdue_and_unpaid", bool(unpaid), {"days": unpaid[0].days, "due": unpaid[0].since} if unpaid else {}
    yield from _grade(unpaid[0])


@rule(
    "CRD-10", question=Question.CREDIT_RECORD, ground=Ground.ENTRY, concludes=CreditRecord.OWN_OVERDUE,
    authority=("CRR/16/1", "CRR/32", "CR2"), claims=("S1-12", "S4-36"), flags=(Flag.DISPLAY_UNTIL,),
)  # fmt: skip
def past_delay_shows_five_years(case: Case, subject: Subject) -> Iterator[Step]:
    """A delay that was cleared stays visible for five years from the day on which it ended."""
    yield from own_account(case, subject)
    yield "nothing_overdue_and_unpaid", all(delay.cleared for delay in _graded(case, subject))
    shown = [delay for delay in _graded(case, subject) if not _expired(case, delay)]
    yield "cleared_less_than_five_years_ago", bool(shown), {"until": shown[0].display_until} if shown else {}
    yield from _grade(shown[0])
    yield figure(Figure.DISPLAY_UNTIL, shown[0].display_until)


@rule(
    "CRD-10", question=Question.CREDIT_RECORD, ground=Ground.ENTRY, concludes=CreditRecord.EXPIRED_MUST_DELETE,
    authority=("CRR/16/1", "CRR/32", "CRR/38/1/5"), claims=("S1-12", "S4-36"),
)  # fmt: skip
def old_delay_must_go(case: Case, subject: Subject) -> Iterator[Step]:
    """Five years after its end a delay must be deleted."""
    yield from own_account(case, subject)
    yield "late_at_a_month_end", bool(_graded(case, subject))
    fresh = [delay.display_until for delay in _graded(case, subject) if not _expired(case, delay)]
    open_ = any(until is None for until in fresh)
    way = {"way": "open" if open_ else "shown", "until": None if open_ else max(filter(None, fresh), default=None)}
    yield "every_delay_ended_five_years_ago", not fresh, way
    yield figure(Figure.DISPLAY_UNTIL, _graded(case, subject)[0].display_until)


@rule(
    "CRD-10", question=Question.CREDIT_RECORD, concludes=CreditRecord.EXPIRED_MUST_DELETE,
    beside=(CreditRecord.OWN_OVERDUE, CreditRecord.SUPPRESSED_ONE_OFF), authority=("CRR/16/1", "CRR/32"),
    claims=("S1-12",),
)  # fmt: skip
def each_delay_has_its_own_end(case: Case, subject: Subject) -> Iterator[Step]:
    """Each delay is counted by itself: an old one must go although a later one stays."""
    yield "one_delay_ended_five_years_ago", any(_expired(case, delay) for delay in _graded(case, subject))


@rule(
    "CRD-06", question=Question.CREDIT_RECORD, ground=Ground.ENTRY, concludes=CreditRecord.CO_DEBTOR_ENTRY,
    authority=("CR2", "CRR/29", "CC/518"), since=CR2, governed_by=as_of_day,
    claims=("S0-04", "S0-12", "S2-01", "S3-13"),
)  # fmt: skip
def co_borrower_shares_the_record(case: Case, subject: Subject) -> Iterator[Step]:
    """A joint loan and its delay show in the record of every co-borrower."""
    yield from co_account(case, subject)
    yield from _delay_of_the_loan(case, subject)


@rule(
    "CRD-06", question=Question.CREDIT_RECORD, ground=Ground.ENTRY, concludes=CreditRecord.NO_ENTRY,
    authority=("CR2",), until=CR2, governed_by=as_of_day, claims=("S0-12",),
)  # fmt: skip
def co_borrower_not_shown_until_2020(case: Case, subject: Subject) -> Iterator[Step]:
    """The first-generation report had no place for the second borrower of a loan."""
    yield from co_account(case, subject)


@rule(
    "CRD-07", question=Question.CREDIT_RECORD, ground=Ground.ENTRY, concludes=CreditRecord.RELATED_GUARANTOR_ENTRY,
    authority=("CR2", "CRR/44/0/3", "CRR/29"), claims=("S0-04", "S0-16", "S3-13"),
)  # fmt: skip
def guarantor_sees_the_loan_in_the_own_record(case: Case, subject: Subject) -> Iterator[Step]:
    """A guarantee shows from the day it is given, with the state of the guaranteed loan."""
    yield from live_guarantor(case, subject)
    yield "guarantee_not_paid_in_full", not guarantee_paid(case, subject)
    yield from _delay_of_the_loan(case, subject)


@rule(
    "CRD-07", question=Question.CREDIT_RECORD, ground=Ground.ENTRY, concludes=CreditRecord.NO_ENTRY,
    authority=("CR2", "CRR/44/0/3"), claims=("S0-16",),
)  # fmt: skip
def ended_guarantee_is_taken_out(case: Case, subject: Subject) -> Iterator[Step]:
    """With the guarantee its entry ends."""
    yield from former_guarantor(case, subject)


def _graded(case: Case, subject: Subject) -> list[Delay]:
    """The delays that reached a grade: those not made good before the month ended."""
    return [delay for delay in delays(case, subject) if not delay.paid_within_the_month]


def _expired(case: Case, delay: Delay) -> bool:
    return delay.display_until is not None and case.as_of > delay.display_until


def _grade(delay: Delay) -> Iterator[Step]:
    yield figure(Figure.LEVEL, level(delay.days))
    yield figure(Figure.OVERDUE_DAYS, delay.days)
    yield figure(Figure.OVERDUE_SINCE, delay.since)


def _delay_of_the_loan(case: Case, subject: Subject) -> Iterator[Step]:
    """The grade of the loan where it is overdue and unpaid."""
    unpaid = [delay for delay in delays(case, subject) if delay.cleared is None]
    if unpaid:
        yield from _grade(unpaid[0])
