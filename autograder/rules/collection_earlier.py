"""Collection contacts of before 28 February 2025, measured by what was there then (CON-16).

From 15 May 2024 the guideline of the Internet Finance Association said what the national standard says since; before
it nothing but the general law did, beside a convention that bound the members of that association. The Personal
Information Protection Law came to the Civil Code's rules on privacy and personal information on 1 November 2021.
"""

from collections.abc import Iterator

from autograder.facts import Case
from autograder.rulebook import Step, Subject, rule
from autograder.rules.collection import (
    debt_told_to_an_outsider,
    outsider_asked_to_pay,
    outsider_may_be_asked_to_help,
    outsider_reached_without_need,
    outsider_told_or_asked_too_much,
    workplace_was_contacted,
)
from autograder.rules.collection_data import listed_contact_told_or_asked_too_much, number_scraped_or_bought
from autograder.rules.collection_manner import false_legal_consequence, night_is_quiet, three_calls_a_day
from autograder.rules.contact_limits import collectors_contact, outsider
from autograder.rules.instruments import NIFA18, NIFA24, PERSONAL_INFORMATION_LAW, STANDARD25, contact_day
from autograder.rules.lookup import lender_of
from autograder.vocabulary import CollectionContact, ContactTag, Question


@rule(
    "CON-16", question=Question.COLLECTION_CONTACT, concludes=CollectionContact.LAWFUL_LIMITED,
    authority="CC/1033/0/1", until=NIFA24, governed_by=contact_day, claims=("S4-16", "S3-15", "S3-16"),
)  # fmt: skip
def outsiders_without_fixed_test_until_2024(case: Case, subject: Subject) -> Iterator[Step]:
    """Before the guideline nothing but the general law on privacy and personal information limited such contacts."""
    yield from collectors_contact(case, subject)
    yield from outsider(case, subject)


@rule(
    "CON-16", question=Question.COLLECTION_CONTACT, authority="NIFA18", since=NIFA18, until=NIFA24,
    governed_by=contact_day, claims=("S4-16",),
)  # fmt: skip
def convention_binds_members_only(case: Case, subject: Subject) -> Iterator[Step]:
    """The convention of 2018 binds those who joined the association, and is no law for anybody."""
    yield from collectors_contact(case, subject)
    yield "lender_in_internet_finance_association", lender_of(case, subject).nifa_member


@rule(
    "CON-01", question=Question.COLLECTION_CONTACT, concludes=CollectionContact.BREACH_STANDARD,
    authority="CC/1033/0/1", until=NIFA24, governed_by=contact_day, claims=("S3-09", "S3-10"),
    tags=(ContactTag.WRONG_TARGET,),
)  # fmt: skip
def outsider_asked_to_pay_before_2024(case: Case, subject: Subject) -> Iterator[Step]:
    """Before there was a guideline, too, nobody but a debtor could be asked to pay."""
    yield from outsider_asked_to_pay(case, subject)


@rule(
    "CON-10", question=Question.COLLECTION_CONTACT, concludes=CollectionContact.BREACH_STANDARD,
    authority=("CC/7", "NIFA18"), until=NIFA24, governed_by=contact_day, claims=("S2-12",),
    tags=(ContactTag.FALSE_LEGAL_CLAIM,),
)  # fmt: skip
def false_legal_consequence_before_2024(case: Case, subject: Subject) -> Iterator[Step]:
    """Before there was a guideline, honesty in dealings forbade to invent legal consequences."""
    yield from false_legal_consequence(case, subject)


# The guideline of 2024


@rule(
    "CON-03", question=Question.COLLECTION_CONTACT, concludes=CollectionContact.LAWFUL_LIMITED, authority="NIFA24",
    since=NIFA24, until=STANDARD25, governed_by=contact_day, claims=("S3-16", "S4-18"),
)  # fmt: skip
def guideline_let_outsiders_be_asked_to_help(case: Case, subject: Subject) -> Iterator[Step]:
    """Under the guideline an outsider could be asked for a number or to pass a message on."""
    yield from outsider_may_be_asked_to_help(case, subject)


@rule(
    "CON-02", question=Question.COLLECTION_CONTACT, concludes=CollectionContact.BREACH_STANDARD, authority="NIFA24",
    since=NIFA24, until=STANDARD25, governed_by=contact_day, claims=("S3-15", "S4-01", "S4-10"),
    tags=(ContactTag.DEBTOR_REACHABLE,),
)  # fmt: skip
def guideline_kept_outsiders_out_without_need(case: Case, subject: Subject) -> Iterator[Step]:
    """Under the guideline outsiders were left alone while the debtor could be reached."""
    yield from outsider_reached_without_need(case, subject)


@rule(
    "CON-03", question=Question.COLLECTION_CONTACT, concludes=CollectionContact.BREACH_STANDARD, authority="NIFA24",
    since=NIFA24, until=STANDARD25, governed_by=contact_day, claims=("S3-16", "S4-18"),
)  # fmt: skip
def guideline_limited_what_outsiders_hear(case: Case, subject: Subject) -> Iterator[Step]:
    """Under the guideline an outsider was asked for no more than a number or a message passed on."""
    yield from outsider_told_or_asked_too_much(case, subject)


@rule(
    "CON-01", question=Question.COLLECTION_CONTACT, concludes=CollectionContact.BREACH_STANDARD,
    authority=("NIFA24", "CC/1033/0/1"), since=NIFA24, until=STANDARD25, governed_by=contact_day,
    claims=("S3-09", "S3-10", "S4-17"), tags=(ContactTag.WRONG_TARGET,),
)  # fmt: skip
def guideline_let_only_debtors_be_asked_to_pay(case: Case, subject: Subject) -> Iterator[Step]:
    """Under the guideline nobody but a debtor was asked to pay."""
    yield from outsider_asked_to_pay(case, subject)


@rule(
    "CON-01", question=Question.COLLECTION_CONTACT, concludes=CollectionContact.BREACH_STANDARD, authority="NIFA24",
    since=NIFA24, until=STANDARD25, governed_by=contact_day, claims=("S3-18",), tags=(ContactTag.WORKPLACE,),
)  # fmt: skip
def guideline_kept_the_workplace_out(case: Case, subject: Subject) -> Iterator[Step]:
    """Under the guideline the people at the debtor's place of work were kept out of it."""
    yield from workplace_was_contacted(case, subject)


@rule(
    "CON-05", question=Question.COLLECTION_CONTACT, concludes=CollectionContact.BREACH_STANDARD, authority="NIFA24",
    since=NIFA24, until=STANDARD25, governed_by=contact_day, claims=("S3-20", "S4-06"), tags=(ContactTag.NIGHT,),
)  # fmt: skip
def guideline_kept_the_night_quiet(case: Case, subject: Subject) -> Iterator[Step]:
    """Under the guideline nobody was contacted between ten at night and eight in the morning unless agreed."""
    yield from night_is_quiet(case, subject)


@rule(
    "CON-06", question=Question.COLLECTION_CONTACT, concludes=CollectionContact.BREACH_STANDARD, authority="NIFA24",
    since=NIFA24, until=STANDARD25, governed_by=contact_day, claims=("S3-20", "S4-07"), tags=(ContactTag.FREQUENCY,),
)  # fmt: skip
def guideline_allowed_three_calls_a_day(case: Case, subject: Subject) -> Iterator[Step]:
    """Under the guideline, too, a fourth answered call of a day was too many."""
    yield from three_calls_a_day(case, subject)


@rule(
    "CON-10", question=Question.COLLECTION_CONTACT, concludes=CollectionContact.BREACH_STANDARD, authority="NIFA24",
    since=NIFA24, until=STANDARD25, governed_by=contact_day, claims=("S2-12",), tags=(ContactTag.FALSE_LEGAL_CLAIM,),
)  # fmt: skip
def guideline_forbade_false_legal_consequences(case: Case, subject: Subject) -> Iterator[Step]:
    """Under the guideline legal consequences must not be invented."""
    yield from false_legal_consequence(case, subject)


# Before the Personal Information Protection Law


@rule(
    "CON-03", question=Question.COLLECTION_CONTACT, concludes=CollectionContact.CIVIL_INFRINGEMENT,
    authority=("CC/1032", "CC/1038"), until=PERSONAL_INFORMATION_LAW, governed_by=contact_day,
    claims=("S4-17", "S4-35"), tags=(ContactTag.DISCLOSURE,),
)  # fmt: skip
def debt_told_under_the_code_alone(case: Case, subject: Subject) -> Iterator[Step]:
    """The Civil Code alone already forbade to tell an outsider of the debt."""
    yield from debt_told_to_an_outsider(case, subject)


@rule(
    "CON-08", question=Question.COLLECTION_CONTACT, concludes=CollectionContact.CIVIL_INFRINGEMENT,
    authority=("CC/1034", "CC/1035"), until=PERSONAL_INFORMATION_LAW, governed_by=contact_day,
    claims=("S3-02", "S3-23"), tags=(ContactTag.BAD_DATA_SOURCE,),
)  # fmt: skip
def number_scraped_under_the_code_alone(case: Case, subject: Subject) -> Iterator[Step]:
    """The Civil Code alone already forbade to use numbers that were scraped or bought."""
    yield from number_scraped_or_bought(case, subject)


@rule(
    "CON-08", question=Question.COLLECTION_CONTACT, concludes=CollectionContact.CIVIL_INFRINGEMENT,
    authority=("CC/1034", "CC/1035"), until=PERSONAL_INFORMATION_LAW, governed_by=contact_day,
    claims=("S3-07", "S3-23"), tags=(ContactTag.BAD_DATA_SOURCE,),
)  # fmt: skip
def listed_contact_under_the_code_alone(case: Case, subject: Subject) -> Iterator[Step]:
    """The Civil Code alone already kept a contact named without asking from being told or asked too much."""
    yield from listed_contact_told_or_asked_too_much(case, subject)
