"""Collection contacts (催收): hours, frequency, untrue threats, and a manner that wrongs whoever is reached."""

from collections.abc import Iterator
from datetime import time

from autograder.fact_kinds import Channel, ContactActor, ContactContent
from autograder.facts import Case
from autograder.rulebook import Step, Subject, rule
from autograder.rules.contact_limits import (
    CALLS_A_DAY,
    DIALS_A_DAY,
    calls_of_the_day,
    collectors_contact,
    contact_of,
    is_voice_call,
    outsider,
    owes,
)  # fmt: skip
from autograder.rules.instruments import CBA26, STANDARD25, contact_day
from autograder.rules.lookup import lender_of
from autograder.vocabulary import CollectionContact, ContactTag, Question

_NIGHT_BEGINS, _NIGHT_ENDS = time(22), time(8)
_FALSE_AUTHORITY = {ContactContent.IMPERSONATE_OFFICIAL, ContactContent.FORGED_DOCUMENT}


@rule(
    "CON-05", question=Question.COLLECTION_CONTACT, concludes=CollectionContact.BREACH_STANDARD,
    authority="GBT", since=STANDARD25, governed_by=contact_day, claims=("S3-20", "S4-06", "S4-07"),
    tags=(ContactTag.NIGHT,),
)  # fmt: skip
def night_is_quiet(case: Case, subject: Subject) -> Iterator[Step]:
    """From ten at night to eight in the morning nobody is contacted who has not agreed to it himself."""
    yield from collectors_contact(case, subject)
    at = contact_of(subject).at
    yield "between_ten_and_eight", at.time() >= _NIGHT_BEGINS or at.time() < _NIGHT_ENDS, {"at": at}
    yield "hour_not_agreed", not contact_of(subject).time_agreed


@rule(
    "CON-06", question=Question.COLLECTION_CONTACT, concludes=CollectionContact.BREACH_STANDARD,
    authority="GBT", since=STANDARD25, governed_by=contact_day, claims=("S3-20", "S4-07"),
    tags=(ContactTag.FREQUENCY,),
)  # fmt: skip
def three_calls_a_day(case: Case, subject: Subject) -> Iterator[Step]:
    """Lender and agencies together reach a debtor by voice three times a day at most; a fourth call is too many."""
    yield from collectors_contact(case, subject)
    yield "owes_on_the_loan", owes(case, subject)
    yield "answered_call", is_voice_call(subject) and contact_of(subject).connected
    calls = calls_of_the_day(case, subject, connected=True)
    yield "more_than_three_answered_calls", calls > CALLS_A_DAY, {"calls": calls}


@rule(
    "CON-06", question=Question.COLLECTION_CONTACT, concludes=CollectionContact.BREACH_STANDARD,
    authority="CBA26", since=CBA26, governed_by=contact_day, claims=("S3-20", "S4-07"), tags=(ContactTag.FREQUENCY,),
)  # fmt: skip
def six_dials_a_day(case: Case, subject: Subject) -> Iterator[Step]:
    """A member of the Banking Association dials a number that does not answer six times a day at most."""
    yield from collectors_contact(case, subject)
    yield "unanswered_call", is_voice_call(subject) and not contact_of(subject).connected
    calls = calls_of_the_day(case, subject, connected=False)
    yield "more_than_six_unanswered_calls", calls > DIALS_A_DAY, {"calls": calls}
    yield "lender_in_banking_association", lender_of(case, subject).cba_member


@rule(
    "CON-10", question=Question.COLLECTION_CONTACT, concludes=CollectionContact.BREACH_STANDARD,
    authority=("CRR/29/2", "CRR/13"), claims=("S3-19",), tags=(ContactTag.FALSE_CREDIT_THREAT,),
)  # fmt: skip
def outsiders_credit_threatened(case: Case, subject: Subject) -> Iterator[Step]:
    """To tell an outsider that his own credit record will suffer is untrue pressure."""
    yield from outsider(case, subject)
    yield "credit_record_threatened", ContactContent.THREAT_CREDIT_RECORD in contact_of(subject).content


@rule(
    "CON-10", question=Question.COLLECTION_CONTACT, concludes=CollectionContact.BREACH_STANDARD,
    authority="GBT", since=STANDARD25, governed_by=contact_day, claims=("S2-12",),
    tags=(ContactTag.FALSE_LEGAL_CLAIM,),
)  # fmt: skip
def false_legal_consequence(case: Case, subject: Subject) -> Iterator[Step]:
    """A collector must not threaten what only a court could do, not even to the debtor."""
    yield "untrue_legal_consequence_claimed", ContactContent.FALSE_LEGAL_CLAIM in contact_of(subject).content


@rule(
    "CON-07", question=Question.COLLECTION_CONTACT, concludes=CollectionContact.CIVIL_INFRINGEMENT,
    authority=("CC/991", "CC/1024", "CC/1033"), claims=("S2-12", "S3-22", "S0-41"), tags=(ContactTag.INSULT,),
)  # fmt: skip
def nobody_may_be_insulted(case: Case, subject: Subject) -> Iterator[Step]:
    """Insults infringe the dignity of whoever gets them."""
    yield "insulted", ContactContent.INSULT in contact_of(subject).content


@rule(
    "CON-07", question=Question.COLLECTION_CONTACT, concludes=CollectionContact.CIVIL_INFRINGEMENT,
    authority=("CC/991", "CC/1024", "CC/1033"), claims=("S2-12", "S3-22", "S0-41"),
)  # fmt: skip
def nobody_may_be_sent_obscenities(case: Case, subject: Subject) -> Iterator[Step]:
    """Obscene pictures and words infringe the dignity of whoever gets them and of whoever they show."""
    yield "sent_obscenities", ContactContent.OBSCENE in contact_of(subject).content


@rule(
    "CON-07", question=Question.COLLECTION_CONTACT, concludes=CollectionContact.CIVIL_INFRINGEMENT,
    authority=("CC/991", "CC/1033"), claims=("S2-12", "S3-17", "S3-22"), tags=(ContactTag.IMPERSONATION,),
)  # fmt: skip
def nobody_may_pose_as_an_authority(case: Case, subject: Subject) -> Iterator[Step]:
    """A collector must not pose as police, prosecution or court, nor show papers made up to look official."""
    yield "posed_as_authority_or_showed_forgery", bool(contact_of(subject).content & _FALSE_AUTHORITY)


@rule(
    "CON-07", question=Question.COLLECTION_CONTACT, concludes=CollectionContact.CIVIL_INFRINGEMENT,
    authority=("CC/1024", "CC/1032", "CC/1033"), claims=("S3-18", "S3-22"), tags=(ContactTag.PUBLIC_SHAMING,),
)  # fmt: skip
def nobody_may_be_shamed_in_public(case: Case, subject: Subject) -> Iterator[Step]:
    """A debt is not posted for others to read."""
    yield "posted_in_public", contact_of(subject).channel is Channel.PUBLIC_POST


@rule(
    "CON-07", question=Question.COLLECTION_CONTACT, concludes=CollectionContact.CIVIL_INFRINGEMENT,
    authority="CC/1033/0/1", claims=("S3-22", "S0-41"),
)  # fmt: skip
def pestering_disturbs_private_life(case: Case, subject: Subject) -> Iterator[Step]:
    """Pestering somebody until his daily life is disturbed infringes his private peace."""
    yield "pestered", ContactContent.PESTERING in contact_of(subject).content


@rule(
    "CON-01", question=Question.COLLECTION_CONTACT, concludes=CollectionContact.CIVIL_INFRINGEMENT,
    authority="CC/1033/0/1", claims=("S3-10",),
)  # fmt: skip
def stranger_to_the_claim_collects(case: Case, subject: Subject) -> Iterator[Step]:
    """Who collects without acting for the creditor has no ground to use anybody's number or to call him."""
    yield "made_by_a_false_collector", contact_of(subject).actor is ContactActor.IMPOSTOR
