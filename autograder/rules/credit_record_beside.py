"""Credit record (征信): what stands beside the row of a loan, and what the law says of records in general.

Payment by the guarantor, the court's part of the report, promises of deletion, looking at one's own record.
"""

from collections.abc import Iterator

from autograder.fact_kinds import EventKind, LenderKind
from autograder.facts import Case
from autograder.rulebook import Ground, Step, Subject, rule
from autograder.rules.lookup import lender_of, loan_of
from autograder.rules.overdue import loan_events
from autograder.rules.proceedings import enforced_against, in_enforcement
from autograder.rules.record_standing import guarantee_paid, live_guarantor
from autograder.vocabulary import CreditRecord, Flag, Question

_OWN = (
    CreditRecord.OWN_NORMAL, CreditRecord.OWN_OVERDUE, CreditRecord.EXPIRED_MUST_DELETE,
    CreditRecord.SUPPRESSED_ONE_OFF,
)  # fmt: skip
_NOTHING_ELSE = (
    "no_part_no_entry", "a_name_alone_is_no_entry", "marital_debt_is_no_entry", "a_threat_makes_no_entry",
    "ended_guarantee_is_taken_out", "co_borrower_not_shown_until_2020", "paid_guarantee_is_taken_out",
)  # fmt: skip
"""The rules that leave the record without anything about the loan."""


@rule(
    "CRD-09", question=Question.CREDIT_RECORD, beside=_OWN, authority=("CR2", "CC/700"), claims=("S2-19",),
    flags=(Flag.GUARANTOR_PAID_MARK,),
)  # fmt: skip
def payment_by_the_guarantor_marks_the_borrower(case: Case, subject: Subject) -> Iterator[Step]:
    """That a guarantor had to pay is a bad mark on the borrower, not on the guarantor."""
    yield "a_guarantor_paid", bool(loan_events(case, loan_of(case, subject), EventKind.GUARANTOR_PAID))


@rule(
    "CRD-09", question=Question.CREDIT_RECORD, ground=Ground.ENTRY, concludes=CreditRecord.NO_ENTRY,
    authority=("CR2", "CC/700"), claims=("S2-19",),
)  # fmt: skip
def paid_guarantee_is_taken_out(case: Case, subject: Subject) -> Iterator[Step]:
    """The entry of a guarantor who has paid all that he promised is closed."""
    yield from live_guarantor(case, subject)
    yield "guarantee_paid_in_full", guarantee_paid(case, subject)


@rule(
    "CRD-13", question=Question.CREDIT_RECORD, beside=(CreditRecord.OWN_OVERDUE,),
    authority=("CRR/16", "CRR/25", "CRR/29/1"), claims=("S4-28", "S1-12"),
)  # fmt: skip
def true_entry_cannot_be_bought_out(case: Case, subject: Subject) -> Iterator[Step]:
    """A true entry cannot be traded away: neither the lender's promise nor a paid helper takes it out."""
    loan = loan_of(case, subject)
    agreed = loan_events(case, loan, EventKind.NEGOTIATION_AGREED)
    promised = any(one.no_report_promise or one.delete_promise for one in agreed)
    sold = loan_events(case, loan, EventKind.INTERMEDIARY_PAID)
    yield "deletion_promised_or_sold", promised or bool(sold), {} if promised else {"way": "sold"}


@rule(
    "CRD-14", question=Question.CREDIT_RECORD, concludes=CreditRecord.PUBLIC_RECORD_ENTRY,
    exception_to=_NOTHING_ELSE, authority=("CRR/44/0/3", "CPL/266", "DL/8"), claims=("S0-29", "S2-07"),
)  # fmt: skip
def court_measures_are_public_entries(case: Case, subject: Subject) -> Iterator[Step]:
    """Enforcement against a person and a listing are entered as public information, for that person only."""
    way = "enforced" if enforced_against(case, subject) else "listed"
    yield "enforced_against_or_listed", in_enforcement(case, subject), {"way": way}


@rule("CRD-15", question=Question.CREDIT_RECORD, authority=("CRR/17", "CRR/31"), claims=("S0-36", "S2-14", "S2-24"))
def own_record_may_be_read(case: Case, subject: Subject) -> Iterator[Step]:
    """Everybody may read the own record, twice a year for nothing; that does not count as a lender's look."""
    own = (one for one in case.queries if one.by == one.subject == subject.person)
    yield "looked_at_own_record", any(one.date <= case.as_of for one in own)


@rule(
    "CRD-19", question=Question.CREDIT_RECORD, beside=(CreditRecord.NOT_REPORTED,),
    authority=("CRR/2/2", "CRR/7/4", "CRR/36"), claims=("S0-22", "S0-24", "S0-25", "S1-01"),
)  # fmt: skip
def platforms_own_list_is_no_credit_record(case: Case, subject: Subject) -> Iterator[Step]:
    """A platform's own list is no credit record, and collecting data to supply such lists needs a licence."""
    yield "lender_is_a_platform_without_licence", lender_of(case, subject).kind is LenderKind.UNLICENSED_PLATFORM


@rule(
    "CRD-16", question=Question.CREDIT_RECORD, authority="CRR/14/1", claims=("S1-01",),
    flags=(Flag.UNLAWFUL_COLLECTION,),
)  # fmt: skip
def some_facts_are_out_of_bounds(case: Case, subject: Subject) -> Iterator[Step]:
    """Belief, genes, fingerprints, blood type and illness must not be collected at all."""
    kept = loan_events(case, loan_of(case, subject), EventKind.FORBIDDEN_DATA_KEPT)
    yield "forbidden_data_kept", any(one.person == subject.person for one in kept)
