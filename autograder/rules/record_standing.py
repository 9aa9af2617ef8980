"""How somebody stands on a loan in the eyes of the credit record: named there, bound by it, with which part.

Conditions that several rules of the credit record share. Whether a person is bound is a question of liability and is
asked there; the record only follows it.
"""

from collections.abc import Iterator

from dateutil.relativedelta import relativedelta

from autograder.fact_kinds import Capacity, EventKind, RoleKind
from autograder.facts import Case
from autograder.rulebook import Step, Subject, conclusions
from autograder.rules import consent
from autograder.rules.lookup import guarantee_of, lender_of, loan_of, person_of, role_of
from autograder.rules.overdue import loan_events
from autograder.vocabulary import Liability, Question

_NAMED = (
    RoleKind.BORROWER,
    RoleKind.NOMINAL_BORROWER,
    RoleKind.CO_BORROWER,
    RoleKind.GUARANTOR,
    RoleKind.NAMED_BY_IMPERSONATION,
)
_LIVE_GUARANTEE = {Liability.GUARANTEE_JOINT, Liability.GUARANTEE_GENERAL}
_BOUND = {Liability.BORROWER_FULL, Liability.JOINT_DEBTOR_FULL, Liability.GUARANTEE_RELEASED} | _LIVE_GUARANTEE
"""A guarantor who was released had been bound until then: the name got on file rightly."""


def own_account(case: Case, subject: Subject) -> Iterator[Step]:
    """The person is a borrower whose own account a connected lender keeps in the database."""
    yield from bound_party(case, subject)
    yield "borrower_in_own_name", is_borrower(case, subject)
    yield from lender_connected(case, subject)


def co_account(case: Case, subject: Subject) -> Iterator[Step]:
    """The person is a co-borrower of a connected lender."""
    yield from bound_party(case, subject)
    yield "joint_borrower_on_record", is_co_borrower(case, subject)
    yield from lender_connected(case, subject)


def guarantor_only(case: Case, subject: Subject) -> Iterator[Step]:
    """The person is named as guarantor, and as nothing more, with a connected lender."""
    yield from bound_party(case, subject)
    yield "guarantor_on_record", not is_borrower(case, subject) and not is_co_borrower(case, subject)
    yield from lender_connected(case, subject)


def bound_party(case: Case, subject: Subject) -> Iterator[Step]:
    """The person is named on the loan as a party, by an own act that binds."""
    yield "named_on_the_loan", is_named(case, subject)
    yield "own_hand_or_adopted", not signed_by_another(case, subject)
    yield "of_age_or_approved", not unapproved_minor(case, subject)


def lender_connected(case: Case, subject: Subject) -> Iterator[Step]:
    """The lender reports to the central bank's database."""
    yield "lender_reports_to_central_bank", lender_of(case, subject).pboc_connected


def is_named(case: Case, subject: Subject) -> bool:
    """Whether the papers name the person as borrower, co-borrower or guarantor, truly or not."""
    return role_of(case, subject, *_NAMED) is not None or guarantee_of(case, subject) is not None


def is_borrower(case: Case, subject: Subject) -> bool:
    """Whether the person borrowed in his own name, or adopted what another borrowed in it."""
    if role_of(case, subject, RoleKind.BORROWER, RoleKind.NOMINAL_BORROWER):
        return True
    return _adopted(case, subject, Liability.BORROWER_FULL)


def is_co_borrower(case: Case, subject: Subject) -> bool:
    """Whether the person is a co-borrower and not the main one."""
    if is_borrower(case, subject):
        return False
    if role_of(case, subject, RoleKind.CO_BORROWER):
        return True
    return _adopted(case, subject, Liability.JOINT_DEBTOR_FULL)


def signed_by_another(case: Case, subject: Subject) -> bool:
    """Whether the name got there by no own act, and the person is not bound in spite of it (LIA-05, LIA-06)."""
    role = role_of(case, subject, *_NAMED)
    foreign = role is not None and (consent.signed_by_another(role) or consent.signed_by_nobody(role))
    return foreign and not _is_bound(case, subject)


def unapproved_minor(case: Case, subject: Subject) -> bool:
    """Whether the person was under age or lacked capacity, and nobody approved the loan (LIA-07)."""
    person = person_of(case, subject)
    under_age = person.born is not None and person.born + relativedelta(years=18) > loan_of(case, subject).signed
    return (under_age or person.adult_capacity is not Capacity.FULL) and not _is_bound(case, subject)


def guarantee_alive(case: Case, subject: Subject) -> bool:
    """Whether the guarantee binds and has not ended by lapse, release or payment of the loan."""
    settled = loan_events(case, loan_of(case, subject), EventKind.SETTLED_FULL, EventKind.SETTLED_REDUCED)
    return not settled and guarantee_binds(case, subject)


def guarantee_binds(case: Case, subject: Subject) -> bool:
    """Whether there is a guarantee that was not released and never void."""
    return bool(_LIVE_GUARANTEE & set(conclusions(Question.LIABILITY, case, _liability(subject))))


def entry_in_name(case: Case, subject: Subject) -> bool:
    """Whether something about the loan was entered in this very person's record."""
    reported = loan_events(case, loan_of(case, subject), EventKind.REPORTED_ADVERSE)
    named = {event.person for event in reported}
    named |= {entry.person for entry in case.month_entries if entry.loan == subject.loan}
    return subject.person in named


def _is_bound(case: Case, subject: Subject) -> bool:
    return bool(_BOUND & set(conclusions(Question.LIABILITY, case, _liability(subject))))


def _adopted(case: Case, subject: Subject, code: Liability) -> bool:
    if role_of(case, subject, RoleKind.NAMED_BY_IMPERSONATION) is None:
        return False
    return code in conclusions(Question.LIABILITY, case, _liability(subject))


def _liability(subject: Subject) -> Subject:
    """The same person and loan, as liability is asked about (without a contact)."""
    return Subject(subject.person, subject.loan)
