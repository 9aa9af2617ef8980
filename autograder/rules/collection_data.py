"""Collection contacts (催收): where the number came from that was used (CON-08)."""

from collections.abc import Iterator

from autograder.fact_kinds import DataSource
from autograder.facts import Case
from autograder.rulebook import Step, Subject, rule
from autograder.rules.contact_limits import contact_of, may_be_approached, outsider, says_only_what_is_allowed
from autograder.rules.instruments import NIFA24, PERSONAL_INFORMATION_LAW, contact_day
from autograder.vocabulary import CollectionContact, ContactTag, Question


@rule(
    "CON-08", question=Question.COLLECTION_CONTACT, concludes=CollectionContact.CIVIL_INFRINGEMENT,
    authority=("PIPL/13", "CC/1035", "APPS"), since=PERSONAL_INFORMATION_LAW, governed_by=contact_day,
    claims=("S3-01", "S3-02", "S3-07", "S3-23", "S4-21"), tags=(ContactTag.BAD_DATA_SOURCE,),
)  # fmt: skip
def number_scraped_or_bought(case: Case, subject: Subject) -> Iterator[Step]:
    """A number taken from a telephone's address book or bought must not be used."""
    yield "number_was_scraped_or_bought", contact_of(subject).data_source in {DataSource.SCRAPED, DataSource.BOUGHT}


@rule(
    "CON-08", question=Question.COLLECTION_CONTACT, concludes=CollectionContact.CIVIL_INFRINGEMENT,
    authority=("PIPL/6", "PIPL/13", "CC/1035"), since=PERSONAL_INFORMATION_LAW, governed_by=contact_day,
    claims=("S3-01", "S3-07", "S3-23"), tags=(ContactTag.BAD_DATA_SOURCE,),
)  # fmt: skip
def listed_contact_told_or_asked_too_much(case: Case, subject: Subject) -> Iterator[Step]:
    """A contact whom the borrower named without asking may at most be asked after the borrower."""
    yield from _named_without_consent(case, subject)
    yield "more_than_permitted_questions", not says_only_what_is_allowed(subject)


@rule(
    "CON-08", question=Question.COLLECTION_CONTACT, concludes=CollectionContact.CIVIL_INFRINGEMENT,
    authority=("PIPL/6", "PIPL/13", "PIPL/69"), since=NIFA24, governed_by=contact_day,
    claims=("S3-01", "S3-07", "S3-23"), tags=(ContactTag.BAD_DATA_SOURCE,),
)  # fmt: skip
def listed_contact_used_without_need(case: Case, subject: Subject) -> Iterator[Step]:
    """Such a contact is there for finding a borrower who is lost, and for nothing else."""
    yield from _named_without_consent(case, subject)
    yield "debtor_within_reach", not may_be_approached(subject)


def _named_without_consent(case: Case, subject: Subject) -> Iterator[Step]:
    yield from outsider(case, subject)
    source = contact_of(subject).data_source
    yield "named_by_the_borrower_without_consent", source is DataSource.BORROWER_LISTED_NO_CONTACT_CONSENT
