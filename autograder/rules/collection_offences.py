"""Collection contacts (催收) that are a matter for the police: public-security offences and crimes (CON-09, CON-11).

Of the crimes that may be committed in collecting, the facts of a case can carry four: squeezing for an unlawful debt,
forging official papers, fraud and extortion by somebody who has no claim at all. Violence, confinement and trade in
personal data are not among the facts.
"""

from collections.abc import Iterator

from autograder.fact_kinds import Channel, ContactActor, ContactContent
from autograder.facts import Case
from autograder.rulebook import Step, Subject, conclusions, rule
from autograder.rules.consent import binds
from autograder.rules.contact_limits import HOSTILE, MANY, contact_of, hostile_messages_so_far, is_hostile_message
from autograder.rules.instruments import CRIME_OF_COLLECTING, PSA26, contact_day
from autograder.rules.lookup import borrowers, lender_of, loan_of
from autograder.rules.nullity import PRIVATE_LENDERS, void
from autograder.vocabulary import Amount, CollectionContact, ContactTag, Question

_FORGED_AUTHORITY = {ContactContent.IMPERSONATE_OFFICIAL, ContactContent.FORGED_DOCUMENT}


@rule(
    "CON-09", question=Question.COLLECTION_CONTACT, concludes=CollectionContact.ADMIN_OFFENCE,
    authority="PSA/50/1/1", since=PSA26, governed_by=contact_day, claims=("S3-26", "S2-12", "S0-41"),
    tags=(ContactTag.THREAT,),
)  # fmt: skip
def threat_to_safety_is_a_police_matter(case: Case, subject: Subject) -> Iterator[Step]:
    """To threaten somebody's safety is an offence against public order, even once."""
    yield "personal_safety_threatened", ContactContent.THREAT_PERSONAL_SAFETY in contact_of(subject).content


@rule(
    "CON-09", question=Question.COLLECTION_CONTACT, concludes=CollectionContact.ADMIN_OFFENCE,
    authority="PSA05/42/0/1", until=PSA26, governed_by=contact_day, claims=("S3-26", "S2-12", "S0-41"),
    tags=(ContactTag.THREAT,),
)  # fmt: skip
def threat_to_safety_was_a_police_matter(case: Case, subject: Subject) -> Iterator[Step]:
    """Under the law of before 2026, too, a single threat to somebody's safety was an offence."""
    yield from threat_to_safety_is_a_police_matter(case, subject)


@rule(
    "CON-09", question=Question.COLLECTION_CONTACT, concludes=CollectionContact.ADMIN_OFFENCE,
    authority="PSA/50/1/5", since=PSA26, governed_by=contact_day, claims=("S3-20", "S3-26", "S2-12", "S0-41"),
)  # fmt: skip
def repeated_hostile_messages_are_a_police_matter(case: Case, subject: Subject) -> Iterator[Step]:
    """Insulting, obscene or threatening messages sent three times or more are an offence."""
    found = [one.value for one in ContactContent if one in HOSTILE and one in contact_of(subject).content]
    yield "hostile_message", is_hostile_message(subject), {"way": found[0] if len(found) == 1 else ""}
    messages = hostile_messages_so_far(case, subject)
    yield "third_hostile_message_or_later", messages >= MANY, {"messages": messages}


@rule(
    "CON-09", question=Question.COLLECTION_CONTACT, concludes=CollectionContact.ADMIN_OFFENCE,
    authority="PSA05/42/0/5", until=PSA26, governed_by=contact_day, claims=("S3-20", "S3-26", "S2-12", "S0-41"),
)  # fmt: skip
def repeated_hostile_messages_were_a_police_matter(case: Case, subject: Subject) -> Iterator[Step]:
    """Under the law of before 2026, too, such messages sent three times or more were an offence."""
    yield from repeated_hostile_messages_are_a_police_matter(case, subject)


@rule(
    "CON-09", question=Question.COLLECTION_CONTACT, concludes=CollectionContact.ADMIN_OFFENCE,
    authority=("PSA/50/1/5", "PSA/50/2"), since=PSA26, governed_by=contact_day, claims=("S3-20", "S3-26"),
)  # fmt: skip
def pestering_is_a_police_matter(case: Case, subject: Subject) -> Iterator[Step]:
    """From 2026 pestering and following somebody about is an offence of its own."""
    yield "pestered", ContactContent.PESTERING in contact_of(subject).content


@rule(
    "CON-11", question=Question.COLLECTION_CONTACT, concludes=CollectionContact.POSSIBLE_CRIME,
    authority="CL/293-1", since=CRIME_OF_COLLECTING, governed_by=contact_day, claims=("S2-12", "S0-41"),
)  # fmt: skip
def squeezing_for_an_unlawful_debt(case: Case, subject: Subject) -> Iterator[Step]:
    """To collect an unlawful debt by threats or serious harassment may be a crime of its own."""
    content = contact_of(subject).content
    coerced = bool(content & {ContactContent.THREAT_PERSONAL_SAFETY, ContactContent.PESTERING})
    exposed = ContactContent.OBSCENE in content and contact_of(subject).channel is Channel.PUBLIC_POST
    repeated = is_hostile_message(subject) and hostile_messages_so_far(case, subject) >= MANY
    threat = ContactContent.THREAT_PERSONAL_SAFETY in content
    way = ("threat" if threat else "pestering") if coerced else "exposed" if exposed else "repeated"
    yield "threatened_followed_or_exposed", coerced or exposed or repeated, {"way": way}
    yield "debt_is_unlawful", void(case, loan_of(case, subject)) or _usurious(case, subject)


def _usurious(case: Case, subject: Subject) -> bool:
    """Whether a private lender asks a bound borrower for more than the law allows: above the cap no debt is lawful."""
    if lender_of(case, subject).kind not in PRIVATE_LENDERS:
        return False
    signed = loan_of(case, subject).signed
    debtors = (Subject(role.person, subject.loan) for role in borrowers(case, subject) if binds(case, role, signed))
    return any(Amount.CAPPED_4LPR in conclusions(Question.AMOUNT, case, one) for one in debtors)


@rule(
    "CON-11", question=Question.COLLECTION_CONTACT, concludes=CollectionContact.POSSIBLE_CRIME,
    authority="CL/280", claims=("S2-12",),
)  # fmt: skip
def official_papers_forged(case: Case, subject: Subject) -> Iterator[Step]:
    """To forge papers or seals of an authority may be a crime, however real the debt."""
    yield "posed_as_authority_with_forged_papers", contact_of(subject).content >= _FORGED_AUTHORITY


def _false_collector_asks(subject: Subject) -> Iterator[Step]:
    yield "made_by_a_false_collector", contact_of(subject).actor is ContactActor.IMPOSTOR
    yield "payment_demanded", ContactContent.DEMAND_PAYMENT in contact_of(subject).content


@rule(
    "CON-11", question=Question.COLLECTION_CONTACT, concludes=CollectionContact.POSSIBLE_CRIME,
    authority="CL/266", claims=("S2-12",),
)  # fmt: skip
def false_collector_demands_payment(case: Case, subject: Subject) -> Iterator[Step]:
    """To pretend to collect and take the money may be fraud."""
    yield from _false_collector_asks(subject)


@rule(
    "CON-11", question=Question.COLLECTION_CONTACT, concludes=CollectionContact.POSSIBLE_CRIME,
    authority="CL/274", claims=("S2-12", "S0-41"),
)  # fmt: skip
def false_collector_threatens(case: Case, subject: Subject) -> Iterator[Step]:
    """To demand money under threats without any claim to it may be extortion."""
    yield from _false_collector_asks(subject)
    yield "personal_safety_threatened", ContactContent.THREAT_PERSONAL_SAFETY in contact_of(subject).content
