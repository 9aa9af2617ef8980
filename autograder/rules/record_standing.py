"""How somebody stands on a loan in the eyes of the credit record: named there, bound by it, with which part.

Conditions that several rules of the credit record share. Whether a person is bound is a question of liability and is
asked there; the record only follows it.
"""

from collections.abc import Iterator

from autograder.fact_kinds import Capacity, DisputeKind, DisputeResult, EventKind, RoleKind, StatementForm
from autograder.facts import Case, Dispute, Role
from autograder.rulebook import Step, Subject, conclusions
from autograder.rules import consent
from autograder.rules.adoption import adopted
from autograder.rules.doubtful_promise import doubtful_promise
from autograder.rules.guarantee import PAPER
from autograder.rules.lookup import guarantee_of, lender_of, loan_of, person_of, role_of
from autograder.rules.overdue import loan_events, paid_off
from autograder.vocabulary import Liability, Question

_NAMED = (
    RoleKind.BORROWER, RoleKind.NOMINAL_BORROWER, RoleKind.NAMED_BY_IMPERSONATION, RoleKind.CO_BORROWER,
    RoleKind.GUARANTOR,
)  # fmt: skip
"""As what the record names people, in the order of its table: own accounts first."""

_BORROWED = {RoleKind.BORROWER, RoleKind.NOMINAL_BORROWER, RoleKind.NAMED_BY_IMPERSONATION}
_LIVE_GUARANTEE = {Liability.GUARANTEE_JOINT, Liability.GUARANTEE_GENERAL}


def own_account(case: Case, subject: Subject) -> Iterator[Step]:
    """The person is a borrower whose own account a connected lender keeps in the database."""
    yield "borrower_in_own_name", is_borrower(case, subject)
    yield from _bound(case, subject)
    yield from lender_connected(case, subject)


def co_account(case: Case, subject: Subject) -> Iterator[Step]:
    """The person is a co-borrower of a connected lender."""
    yield "joint_borrower_on_record", is_co_borrower(case, subject)
    yield from _bound(case, subject)
    yield from lender_connected(case, subject)


def live_guarantor(case: Case, subject: Subject) -> Iterator[Step]:
    """The person answers as guarantor, and as nothing more, to a connected lender."""
    yield "guarantee_still_runs", guarantee_alive(case, subject)
    yield from _no_more_than_guarantor(case, subject)


def former_guarantor(case: Case, subject: Subject) -> Iterator[Step]:
    """The person was a guarantor, and nothing more, of a connected lender; the guarantee is over."""
    yield from bound_party(case, subject)
    yield "guarantee_over_or_void", not guarantee_alive(case, subject)
    yield from _no_more_than_guarantor(case, subject)


def _no_more_than_guarantor(case: Case, subject: Subject) -> Iterator[Step]:
    yield "guarantor_on_record", not is_borrower(case, subject) and not is_co_borrower(case, subject)
    yield from lender_connected(case, subject)


def bound_party(case: Case, subject: Subject) -> Iterator[Step]:
    """The person is named on the loan as a party, by an own act that binds."""
    yield "named_on_the_loan", is_named(case, subject)
    yield from _bound(case, subject)


def _bound(case: Case, subject: Subject) -> Iterator[Step]:
    yield "own_hand_or_adopted", not signed_by_another(case, subject)
    yield "of_age_or_approved", not unapproved_minor(case, subject)


def lender_connected(case: Case, subject: Subject) -> Iterator[Step]:
    """The lender reports to the central bank's database."""
    yield "lender_reports_to_central_bank", lender_of(case, subject).pboc_connected


def is_named(case: Case, subject: Subject) -> bool:
    """Whether the papers name the person as borrower, co-borrower or guarantor, truly or not."""
    return bool(_named_roles(case, subject)) or guarantee_of(case, subject) is not None


def _named_roles(case: Case, subject: Subject) -> list[Role]:
    """As what the papers name the person, in table order; a counter-guarantor has promised the lender nothing."""
    found = [role for role in (role_of(case, subject, kind) for kind in _NAMED) if role is not None]
    if found and found[-1].kind is RoleKind.GUARANTOR and guarantee_of(case, subject) is None:
        return found[:-1]
    return found


def is_borrower(case: Case, subject: Subject) -> bool:
    """Whether the person borrowed in his own name, or adopted what another borrowed in it."""
    role = _role_on_record(case, subject)
    if role is None or role.kind not in _BORROWED:
        return False
    return role.kind is not RoleKind.NAMED_BY_IMPERSONATION or _own_hand(case, role)


def is_co_borrower(case: Case, subject: Subject) -> bool:
    """Whether the person is a co-borrower and not the main one."""
    role = _role_on_record(case, subject)
    return role is not None and role.kind is RoleKind.CO_BORROWER


def signed_by_another(case: Case, subject: Subject) -> bool:
    """Whether the name got there by no own act, and the person has not adopted it (LIA-05, LIA-06)."""
    role = _role_on_record(case, subject)
    return role is not None and not _own_hand(case, role)


def unapproved_minor(case: Case, subject: Subject) -> bool:
    """Whether the person was under age or lacked capacity, and nobody approved the act (LIA-07)."""
    role, guarantee = _role_on_record(case, subject), guarantee_of(case, subject)
    if role is None and guarantee is not None:
        return not consent.of_age(case, subject.person, guarantee.loan, guarantee.formed)
    return role is not None and _without_capacity(case, role)


def _role_on_record(case: Case, subject: Subject) -> Role | None:
    """As what the record may name the person: the first own act of force in table order, else the first name at all.

    A promise that counts as a guarantee (ACC-02) is asked last, through the role of whoever made it, if there is one.
    """
    found = _named_roles(case, subject)
    guarantee = guarantee_of(case, subject)
    promised = guarantee is not None and role_of(case, subject, RoleKind.GUARANTOR) is None
    if len(found) == 1 and not promised:
        return found[0]
    if promised:
        joiner = role_of(case, subject, RoleKind.DEBT_ACCESSOR)
        found += [joiner] if joiner else []
    valid = [role for role in found if _own_hand(case, role) and not _without_capacity(case, role)]
    if valid or not found:
        return valid[0] if valid else None
    return None if guarantee is not None and _promised_without_a_role(case, subject) else found[0]


def _promised_without_a_role(case: Case, subject: Subject) -> bool:
    return role_of(case, subject, RoleKind.GUARANTOR, RoleKind.DEBT_ACCESSOR) is None


def _own_hand(case: Case, role: Role) -> bool:
    """The person acted himself, or adopted what was done in his name."""
    if consent.signed_by_another(role):
        return adopted(case, role)
    return not consent.signed_by_nobody(role) or _needs_no_signature(case, role)


def _needs_no_signature(case: Case, role: Role) -> bool:
    """A guarantee in words of one's own, or a message, binds without a signature."""
    promise = doubtful_promise(case, role.person, role.loan) if role.kind is RoleKind.DEBT_ACCESSOR else None
    if promise is not None:
        return promise.form is not StatementForm.WRITTEN
    guarantee = None if role.kind in consent.CONTRACT_ROLES else guarantee_of(case, Subject(role.person, role.loan))
    return guarantee is not None and guarantee.form not in PAPER


def _without_capacity(case: Case, role: Role) -> bool:
    """The person could not bind himself on the day of the act, and nobody approved it."""
    subject = Subject(role.person, role.loan)
    one = person_of(case, subject)
    if one.born is None and one.adult_capacity is Capacity.FULL:
        return False
    guarantee = None if role.kind in consent.CONTRACT_ROLES else guarantee_of(case, subject)
    return consent.lacks_approval(case, role, guarantee.formed if guarantee else loan_of(case, subject).signed)


def guarantee_alive(case: Case, subject: Subject) -> bool:
    """Whether the guarantee binds and has not ended by lapse, release or payment of the loan."""
    settled = loan_events(case, loan_of(case, subject), EventKind.SETTLED_FULL, EventKind.SETTLED_REDUCED)
    return not settled and not paid_off(case, subject) and guarantee_binds(case, subject)


def guarantee_paid(case: Case, subject: Subject) -> bool:
    """Whether the guarantor has paid what was promised; a payment whose sum is not told is all of it."""
    events = loan_events(case, loan_of(case, subject), EventKind.GUARANTOR_PAID)
    amounts = [one.amount for one in events if one.person in {None, subject.person}]
    if None in amounts:
        return True
    guarantee = guarantee_of(case, subject)
    cap = guarantee.scope_cap if guarantee is not None else None
    promised = loan_of(case, subject).nominal if cap is None else cap
    return bool(amounts) and sum(amount or 0 for amount in amounts) >= promised


def guarantee_binds(case: Case, subject: Subject) -> bool:
    """Whether there is a guarantee that was not released and never void."""
    return bool(_LIVE_GUARANTEE & set(conclusions(Question.LIABILITY, case, _liability(subject))))


def entry_in_name(case: Case, subject: Subject) -> bool:
    """Whether something about the loan was entered in this very person's record and not corrected since."""
    reported = loan_events(case, loan_of(case, subject), EventKind.REPORTED_ADVERSE)
    days = [event.date for event in reported if event.person == subject.person]
    days += [e.month for e in case.month_entries if (e.person, e.loan) == (subject.person, subject.loan)]
    answers = [one.answered for one in objections(case, subject) if corrected(case, one)]
    mended = max((day for day in answers if day is not None), default=None)
    return any(mended is None or day > mended for day in days)


def objections(case: Case, subject: Subject) -> list[Dispute]:
    """The person's objections by now to what the record says of the loan, oldest first."""
    made = [
        one
        for one in case.disputes
        if one.kind is DisputeKind.OBJECTION and one.by == subject.person and one.loan in {None, subject.loan}
        and one.date <= case.as_of
    ]  # fmt: skip
    return sorted(made, key=lambda one: one.date)


def corrected(case: Case, made: Dispute) -> bool:
    """Whether the record was put right in answer to an objection."""
    right = made.result is DisputeResult.CORRECTED
    return right and made.answered is not None and made.answered <= case.as_of


def _liability(subject: Subject) -> Subject:
    """The same person and loan, as liability is asked about (without a contact)."""
    return Subject(subject.person, subject.loan)
