"""What a collection contact is measured by: who owes, what may be said to outsiders, how often it happened before.

Conditions that several rules on collection contacts share. "Outsider" is everybody who owes the lender nothing.
"""

from collections.abc import Iterator

from autograder.fact_kinds import Channel, ContactActor, ContactContent, DebtorStatus, RoleKind
from autograder.facts import Case, Contact
from autograder.rulebook import Step, Subject, conclusions
from autograder.rules.adoption import adopted
from autograder.rules.consent import signed_by_another, signed_by_nobody
from autograder.rules.lookup import lender_of, role_of
from autograder.vocabulary import Liability, Question

_OWING = {
    Liability.BORROWER_FULL,
    Liability.JOINT_DEBTOR_FULL,
    Liability.ACCESSION_JOINT_CAPPED,
    Liability.GUARANTEE_JOINT,
    Liability.GUARANTEE_GENERAL,
    Liability.SPOUSE_JOINT_DEBT,
    Liability.ESTATE_LIMITED,
    Liability.RESTITUTION_ONLY,
    Liability.FAULT_DAMAGES,
    Liability.IMPOSTOR_LIABLE,
}
"""Whoever owes the lender something of his own, were it only to give back what he got under a void loan."""

_MAY_BE_ASKED = {ContactContent.ASK_CONTACT_INFO, ContactContent.ASK_RELAY}
_SPEAKS_OF_THE_DEBT = {
    ContactContent.DEMAND_PAYMENT,
    ContactContent.REMIND,
    ContactContent.DISCLOSE_AMOUNT,
    ContactContent.DISCLOSE_EXISTENCE,
}
HOSTILE = {ContactContent.INSULT, ContactContent.OBSCENE, ContactContent.THREAT_PERSONAL_SAFETY}
_VOICE = {Channel.CALL, Channel.AI_CALL, Channel.WORKPLACE_CALL}
_MESSAGE = _VOICE | {Channel.SMS, Channel.IM, Channel.EMAIL, Channel.LETTER}
_GONE = {DebtorStatus.DEAD, DebtorStatus.INCAPACITATED}
_CREDITORS = {ContactActor.LENDER, ContactActor.AGENCY, ContactActor.ASSIGNEE}

MANY = 3
"""From this number of messages on the police speak of "repeatedly" (多次)."""

CALLS_A_DAY = 3
"""Connected voice calls a day, lender and agencies together (GBT, CBA26)."""

DIALS_A_DAY = 6
"""Unanswered dials a day to one number (CBA26)."""


def contact_of(subject: Subject) -> Contact:
    """The contact asked about. Raises `LookupError` where the question is not about a contact."""
    if subject.contact is None:
        raise LookupError("the question is about no contact")
    return subject.contact


def collectors_contact(case: Case, subject: Subject) -> Iterator[Step]:
    """Somebody who collects for the creditor made the contact."""
    yield "made_for_the_creditor", contact_of(subject).actor in _CREDITORS


def outsider(case: Case, subject: Subject) -> Iterator[Step]:
    """The person reached owes nothing."""
    yield "owes_nothing_on_the_loan", not owes(case, subject)


def owes(case: Case, subject: Subject) -> bool:
    """Whether the person reached owes on the loan; one who lent his name is dunned as the borrower he appears to be."""
    name = role_of(case, subject, RoleKind.NOMINAL_BORROWER)
    if name is not None and not signed_by_nobody(name) and (not signed_by_another(name) or adopted(case, name)):
        return True
    return bool(_OWING & set(conclusions(Question.LIABILITY, case, Subject(subject.person, subject.loan))))


def may_be_approached(subject: Subject) -> bool:
    """Whether outsiders might be contacted at all: the debtor was out of reach, or they offered to pay."""
    contact = contact_of(subject)
    return contact.debtor_status_then is not DebtorStatus.REACHABLE or contact.target_offered_to_pay


def says_only_what_is_allowed(subject: Subject) -> bool:
    """Whether an outsider heard nothing but the questions allowed, or what he needs for a payment he offered."""
    contact = contact_of(subject)
    allowed = set(_MAY_BE_ASKED)
    if ContactContent.ASK_HEIRS in contact.content and contact.debtor_status_then in _GONE:
        allowed.add(ContactContent.ASK_HEIRS)
    if contact.target_offered_to_pay:
        allowed |= _SPEAKS_OF_THE_DEBT
    return contact.content <= allowed


def speaks_of_the_debt(subject: Subject) -> bool:
    """Whether the contact told of the debt; a demand or a reminder tells of it too."""
    return bool(contact_of(subject).content & _SPEAKS_OF_THE_DEBT)


def demands_so_far(case: Case, subject: Subject) -> int:
    """How often payment has been demanded of this person, who owes nothing here, on a loan that he does not owe."""
    demands = (one for one in _so_far(case, subject) if ContactContent.DEMAND_PAYMENT in one.content)
    return sum(one.loan == subject.loan or not owes(case, Subject(one.target, one.loan)) for one in demands)


def hostile_messages_so_far(case: Case, subject: Subject) -> int:
    """How many insulting, obscene or threatening messages this person has had, this contact included."""
    said = (c for c in _so_far(case, subject) if c.actor is not ContactActor.COURT)
    return sum(bool(c.content & HOSTILE) and c.channel in _MESSAGE for c in said)


def is_hostile_message(subject: Subject) -> bool:
    """Whether this contact is an insulting, obscene or threatening message."""
    contact = contact_of(subject)
    return bool(contact.content & HOSTILE) and contact.channel in _MESSAGE


def calls_of_the_day(case: Case, subject: Subject, *, connected: bool) -> int:
    """How many voice calls to this person the creditor's side made that day so far, answered or unanswered."""
    day = contact_of(subject).at.date()
    return sum(
        contact.channel in _VOICE and contact.actor in _CREDITORS and contact.at.date() == day
        and contact.connected is connected
        for contact in _so_far(case, subject)
    )  # fmt: skip


def is_voice_call(subject: Subject) -> bool:
    """Whether the contact is a call by voice, a machine's included."""
    return contact_of(subject).channel in _VOICE


def _so_far(case: Case, subject: Subject) -> Iterator[Contact]:
    """The contacts with this person about loans of this lender, in the file's order at the same minute, up to this."""
    this = contact_of(subject)
    loans = {loan.id for loan in case.loans if loan.lender == lender_of(case, subject).id}
    theirs = [contact for contact in case.contacts if contact.target == this.target and contact.loan in loans]
    place = theirs.index(this)
    for number, contact in enumerate(theirs):
        if contact is this or contact.at < this.at or (contact.at == this.at and number < place):
            yield contact
