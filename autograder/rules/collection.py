"""Collection contacts (催收): whom to ask, when outsiders may be reached, what they may be told. Mildest first.

What rests on the national standard is bounded by its first day; `collection_earlier` has the same for the days before.
"""

from collections.abc import Iterator

from autograder.fact_kinds import Channel, ContactActor, ContactContent, LenderKind, Product
from autograder.facts import Case
from autograder.rulebook import Step, Subject, rule
from autograder.rules.contact_limits import (
    collectors_contact,
    contact_of,
    demands_so_far,
    may_be_approached,
    outsider,
    owes,
    says_only_what_is_allowed,
    speaks_of_the_debt,
)  # fmt: skip
from autograder.rules.instruments import CONSUMER_FINANCE_RULES, PERSONAL_INFORMATION_LAW, STANDARD25, contact_day
from autograder.rules.lookup import lender_of, loan_of, marriage_with_borrower
from autograder.vocabulary import CollectionContact, ContactTag, Question

_WHATEVER_IT_SAYS = ("CON-01", "CON-03", "CON-04", "CON-07", "CON-08", "CON-09", "CON-10", "CON-11")
"""Rules that look only at the person reached and at the words, so that papers of a court would fall under them."""


@rule(
    "CON-01", question=Question.COLLECTION_CONTACT, concludes=CollectionContact.LAWFUL, authority="CC/509",
    claims=("S3-09",),
)  # fmt: skip
def debtor_may_be_asked(case: Case, subject: Subject) -> Iterator[Step]:
    """Whoever owes may be asked to pay; a general guarantor too, who may refuse."""
    yield from collectors_contact(case, subject)
    yield "owes_on_the_loan", owes(case, subject)


@rule(
    "CON-14", question=Question.COLLECTION_CONTACT, concludes=CollectionContact.LAWFUL,
    exception_to=_WHATEVER_IT_SAYS, authority=("CPL/88", "CPL/89"), claims=("S4-15",),
)  # fmt: skip
def court_service_is_no_collection(case: Case, subject: Subject) -> Iterator[Step]:
    """A court that hands papers to an adult of the household serves them; it does not collect."""
    yield "made_by_a_court", contact_of(subject).actor is ContactActor.COURT


@rule(
    "CON-03", question=Question.COLLECTION_CONTACT, concludes=CollectionContact.LAWFUL_LIMITED,
    authority="GBT", since=STANDARD25, governed_by=contact_day, claims=("S3-16", "S4-17", "S4-18", "S4-35"),
)  # fmt: skip
def outsider_may_be_asked_to_help(case: Case, subject: Subject) -> Iterator[Step]:
    """Where the debtor is out of reach an outsider may be asked for a number or to pass a message on."""
    yield from collectors_contact(case, subject)
    yield from outsider(case, subject)
    yield "debtor_out_of_reach_or_payment_offered", may_be_approached(subject)
    yield "no_more_than_permitted_questions", says_only_what_is_allowed(subject)


@rule(
    "CON-02", question=Question.COLLECTION_CONTACT, concludes=CollectionContact.BREACH_STANDARD,
    authority="GBT", since=STANDARD25, governed_by=contact_day,
    claims=(
        "S3-15", "S4-01", "S4-03", "S4-04", "S4-05", "S4-08", "S4-09", "S4-10", "S4-11", "S4-19", "S4-20", "S1-22",
    ),
    tags=(ContactTag.DEBTOR_REACHABLE,),
)  # fmt: skip
def outsider_reached_without_need(case: Case, subject: Subject) -> Iterator[Step]:
    """While the debtor can be reached, outsiders are left alone."""
    yield from collectors_contact(case, subject)
    yield from outsider(case, subject)
    yield "debtor_within_reach", not may_be_approached(subject)


@rule(
    "CON-03", question=Question.COLLECTION_CONTACT, concludes=CollectionContact.BREACH_STANDARD,
    authority="GBT", since=STANDARD25, governed_by=contact_day, claims=("S3-16", "S4-18"),
)  # fmt: skip
def outsider_told_or_asked_too_much(case: Case, subject: Subject) -> Iterator[Step]:
    """An outsider is asked for a number or a message passed on, and nothing beyond."""
    yield from collectors_contact(case, subject)
    yield from outsider(case, subject)
    yield "more_than_permitted_questions", not says_only_what_is_allowed(subject)


@rule(
    "CON-01", question=Question.COLLECTION_CONTACT, concludes=CollectionContact.BREACH_STANDARD,
    authority=("GBT", "CC/1033/0/1"), since=STANDARD25, governed_by=contact_day,
    claims=("S3-09", "S3-10", "S4-02", "S4-17", "S3-14", "S3-05", "S3-18"), tags=(ContactTag.WRONG_TARGET,),
)  # fmt: skip
def outsider_asked_to_pay(case: Case, subject: Subject) -> Iterator[Step]:
    """Only those who owe are asked to pay."""
    yield from outsider(case, subject)
    yield "payment_demanded", ContactContent.DEMAND_PAYMENT in contact_of(subject).content
    yield "had_not_offered_to_pay", not contact_of(subject).target_offered_to_pay


@rule(
    "CON-01", question=Question.COLLECTION_CONTACT, concludes=CollectionContact.BREACH_STANDARD, authority="CCM/68",
    claims=("S3-09", "S3-10"),
)  # fmt: skip
def bank_asked_an_outsider_for_a_card_debt(case: Case, subject: Subject) -> Iterator[Step]:
    """A bank collects a credit-card debt from the cardholder and his guarantor, never from anybody else."""
    yield from outsider_asked_to_pay(case, subject)
    card = loan_of(case, subject).product is Product.CREDIT_CARD
    yield "bank_credit_card", card and lender_of(case, subject).kind is LenderKind.BANK


@rule(
    "CON-01", question=Question.COLLECTION_CONTACT, concludes=CollectionContact.BREACH_STANDARD, authority="CFC",
    since=CONSUMER_FINANCE_RULES, governed_by=contact_day, claims=("S3-09",),
)  # fmt: skip
def consumer_finance_company_asked_an_outsider(case: Case, subject: Subject) -> Iterator[Step]:
    """A consumer-finance company must not collect from people who have nothing to do with the debt."""
    yield from outsider_asked_to_pay(case, subject)
    yield "lender_is_consumer_finance_company", lender_of(case, subject).kind is LenderKind.CONSUMER_FINANCE


@rule(
    "CON-01", question=Question.COLLECTION_CONTACT, concludes=CollectionContact.CIVIL_INFRINGEMENT,
    authority="CC/1033/0/1", claims=("S3-10", "S3-14"),
)  # fmt: skip
def outsider_asked_to_pay_again(case: Case, subject: Subject) -> Iterator[Step]:
    """A second demand on somebody who owes nothing, or one after a refusal, disturbs his private life."""
    yield from outsider_asked_to_pay(case, subject)
    repeated = demands_so_far(case, subject) > 1
    way = "demanded" if repeated else "refused"
    yield "demanded_before_or_refused", repeated or contact_of(subject).target_refused_before, {"way": way}


@rule(
    "CON-01", question=Question.COLLECTION_CONTACT, concludes=CollectionContact.BREACH_STANDARD,
    authority="GBT", since=STANDARD25, governed_by=contact_day, claims=("S3-18", "S3-05"),
    tags=(ContactTag.WORKPLACE,),
)  # fmt: skip
def workplace_was_contacted(case: Case, subject: Subject) -> Iterator[Step]:
    """The people at the debtor's place of work are kept out of it."""
    yield from collectors_contact(case, subject)
    yield from outsider(case, subject)
    yield "reached_at_the_place_of_work", contact_of(subject).channel is Channel.WORKPLACE_CALL


@rule(
    "CON-03", question=Question.COLLECTION_CONTACT, concludes=CollectionContact.CIVIL_INFRINGEMENT,
    authority=("CC/1032", "CC/1038", "PIPL/23"), since=PERSONAL_INFORMATION_LAW, governed_by=contact_day,
    claims=("S3-16", "S4-17", "S4-18", "S4-35"), tags=(ContactTag.DISCLOSURE,),
)  # fmt: skip
def debt_told_to_an_outsider(case: Case, subject: Subject) -> Iterator[Step]:
    """Nobody outside the debt learns of it; to demand or to remind is to tell."""
    yield from outsider(case, subject)
    yield "debt_spoken_of", speaks_of_the_debt(subject)
    yield "had_not_offered_to_pay", not contact_of(subject).target_offered_to_pay


@rule(
    "CON-04", question=Question.COLLECTION_CONTACT, concludes=CollectionContact.CIVIL_INFRINGEMENT,
    authority="CC/1033/0/1", claims=("S3-21", "S3-24", "S3-27"), tags=(ContactTag.AFTER_REFUSAL,),
)  # fmt: skip
def outsider_contacted_after_saying_no(case: Case, subject: Subject) -> Iterator[Step]:
    """One clear no ends every contact with somebody who owes nothing."""
    yield from outsider(case, subject)
    yield "had_refused_before", contact_of(subject).target_refused_before


@rule("CON-12", question=Question.COLLECTION_CONTACT, authority="CC/1064", claims=("S4-17",))
def spouse_is_measured_by_the_debt(case: Case, subject: Subject) -> Iterator[Step]:
    """A spouse may be asked to pay where he or she owes, and is an outsider where not; marriage decides neither."""
    yield from collectors_contact(case, subject)
    yield "married_to_the_borrower", marriage_with_borrower(case, subject) is not None


@rule(
    "CON-13", question=Question.COLLECTION_CONTACT, authority=("CC/1191", "CC/1168"), claims=("S4-12", "S4-34"),
)  # fmt: skip
def lender_answers_for_its_agency(case: Case, subject: Subject) -> Iterator[Step]:
    """What an agency does wrong is laid at the lender's door too."""
    yield "made_by_an_agency", contact_of(subject).actor is ContactActor.AGENCY


@rule(
    "CON-13", question=Question.COLLECTION_CONTACT, authority="GBT", since=STANDARD25, governed_by=contact_day,
    claims=("S4-34",),
)  # fmt: skip
def collection_is_on_record_two_years(case: Case, subject: Subject) -> Iterator[Step]:
    """What was said and written in collecting is kept on record for two years at least."""
    yield from collectors_contact(case, subject)


@rule(
    "CON-13", question=Question.COLLECTION_CONTACT, authority="CFC", since=CONSUMER_FINANCE_RULES,
    governed_by=contact_day, claims=("S4-34",),
)  # fmt: skip
def consumer_finance_company_keeps_records_five_years(case: Case, subject: Subject) -> Iterator[Step]:
    """Consumer-finance companies keep the records of their collecting for five years."""
    yield from collectors_contact(case, subject)
    yield "lender_is_consumer_finance_company", lender_of(case, subject).kind is LenderKind.CONSUMER_FINANCE
