"""Remedies (救济) after collection contacts: suing, deleting a number, the regulator, the police (CON-15, REM-05)."""

from collections.abc import Iterator
from datetime import date

from autograder.fact_kinds import Channel, ContactActor, ContactContent, LenderKind
from autograder.facts import Case, Contact
from autograder.rulebook import Step, Subject, conclusions, rule
from autograder.rules.contact_limits import owes, speaks_of_the_debt
from autograder.rules.instruments import PERSONAL_INFORMATION_LAW, PSA26, as_of_day
from autograder.rules.lookup import lender_of
from autograder.vocabulary import CollectionContact, Question, Remedy

_LICENSED = {
    LenderKind.BANK, LenderKind.CONSUMER_FINANCE, LenderKind.AUTO_FINANCE, LenderKind.TRUST,
    LenderKind.OTHER_LICENSED,
}  # fmt: skip
"""Lenders under the national regulator; micro-loan companies and guarantee companies answer to local offices."""

_CREDITORS = {ContactActor.LENDER, ContactActor.AGENCY, ContactActor.ASSIGNEE}
_SEVERITIES = list(CollectionContact)
_BREACH = _SEVERITIES.index(CollectionContact.BREACH_STANDARD)
_CIVIL = _SEVERITIES.index(CollectionContact.CIVIL_INFRINGEMENT)
_OFFENCE = _SEVERITIES.index(CollectionContact.ADMIN_OFFENCE)


def contacts_with(case: Case, subject: Subject) -> list[Contact]:
    """The collection contacts with the person about the loan up to now."""
    mine = (one for one in case.contacts if (one.target, one.loan) == (subject.person, subject.loan))
    return [one for one in mine if one.at.date() <= case.as_of]


def _severity(case: Case, contact: Contact) -> int:
    """How grave a contact is, counted from the mildest severity."""
    codes = conclusions(Question.COLLECTION_CONTACT, case, Subject(contact.target, contact.loan, contact))
    return max((_SEVERITIES.index(code) for code in codes if isinstance(code, CollectionContact)), default=0)


def went_too_far(case: Case, contact: Contact) -> bool:
    """Whether a contact breaks at least the standards of collection."""
    return _severity(case, contact) >= _BREACH


def _worst(case: Case, subject: Subject) -> int:
    return max((_severity(case, one) for one in contacts_with(case, subject)), default=0)


def _offence_days(case: Case, subject: Subject) -> list[date]:
    """The days of contacts that are a matter for the police: each is judged by the law of its day."""
    return [one.at.date() for one in contacts_with(case, subject) if _severity(case, one) >= _OFFENCE]


@rule(
    "CON-15", question=Question.REMEDIES, concludes=Remedy.PRIVACY_SUIT,
    authority=("CC/995", "CC/1033", "CC/1165", "CC/1183", "PIPL/69"), claims=("S3-20", "S3-23"),
)  # fmt: skip
def disturbed_person_may_sue(case: Case, subject: Subject) -> Iterator[Step]:
    """Whoever is wronged by a contact may demand that it stops, an apology and damages."""
    worst = _worst(case, subject)
    yield "wronged_by_a_contact", worst == _CIVIL, {"way": "graver" if worst > _CIVIL else "none"}


@rule(
    "CON-15", question=Question.REMEDIES, concludes=Remedy.PRIVACY_SUIT,
    authority=("CC/995", "CC/1033", "CC/1165", "CC/1183"), accepts=((),), claims=("S3-20",),
)  # fmt: skip
def threatened_person_may_sue_too(case: Case, subject: Subject) -> Iterator[Step]:
    """A contact that is a matter for the police is a civil wrong as well."""
    yield "contact_is_a_police_matter", _worst(case, subject) > _CIVIL


@rule(
    "CON-15", question=Question.REMEDIES, concludes=Remedy.PRIVACY_SUIT,
    authority=("CC/1032", "CC/1033", "CC/1165", "PIPL/69"), claims=("S4-17", "S3-23"),
)  # fmt: skip
def debtor_talked_about_may_sue(case: Case, subject: Subject) -> Iterator[Step]:
    """To owe is no reason to be talked about: a debtor whose debt was told to outsiders may sue."""
    yield "owes_on_the_loan", owes(case, Subject(subject.person, subject.loan))
    yield (
        "debt_was_told_to_an_outsider",
        any(
            contact.loan == subject.loan and contact.target != subject.person and _tells_an_outsider(case, contact)
            for contact in case.contacts
        ),
    )


def _tells_an_outsider(case: Case, contact: Contact) -> bool:
    about = Subject(contact.target, contact.loan, contact)
    spoken = contact.actor in _CREDITORS and speaks_of_the_debt(about) and not contact.target_offered_to_pay
    return spoken and not owes(case, about)


@rule("CON-15", question=Question.REMEDIES, concludes=Remedy.INJUNCTION, authority="CC/997", claims=("S3-20",))
def ongoing_harm_may_be_stopped_at_once(case: Case, subject: Subject) -> Iterator[Step]:
    """While a wrong goes on, a court may order it to stop before any judgment."""
    yield "wronged_by_a_contact", _worst(case, subject) >= _CIVIL
    on = [one for one in contacts_with(case, subject) if _goes_on(one)]
    yield "harm_goes_on", bool(on)


def _goes_on(contact: Contact) -> bool:
    """A post stays where it is, and pestering is by its nature not over with one contact."""
    return contact.channel is Channel.PUBLIC_POST or ContactContent.PESTERING in contact.content


@rule(
    "CON-15", question=Question.REMEDIES, concludes=Remedy.PIPL_DELETE, authority=("PIPL/47", "CC/1037"),
    since=PERSONAL_INFORMATION_LAW, governed_by=as_of_day, claims=("S3-23",),
)  # fmt: skip
def number_goes_after_a_no(case: Case, subject: Subject) -> Iterator[Step]:
    """Who owes nothing and has said no may have the number deleted."""
    refused = [one for one in contacts_with(case, subject) if one.actor in _CREDITORS and one.target_refused_before]
    yield "contacted_in_spite_of_a_no", bool(refused)
    yield "owes_nothing_on_the_loan", not owes(case, Subject(subject.person, subject.loan))


def _collectors_wrong(case: Case, subject: Subject) -> Iterator[Step]:
    """Somebody who collects for the lender broke rules, but nothing that is for the police."""
    grave = [_severity(case, one) for one in contacts_with(case, subject) if one.actor in _CREDITORS]
    way = {"way": "graver" if max(grave, default=0) > _CIVIL else "none"}
    yield "collector_broke_the_rules", any(_BREACH <= one <= _CIVIL for one in grave), way
    yield "no_contact_for_the_police", max(grave, default=0) <= _CIVIL


@rule(
    "REM-05", question=Question.REMEDIES, concludes=Remedy.COMPLAIN_NFRA_12378, authority="CPM",
    claims=("S4-31", "S4-22"),
)  # fmt: skip
def licensed_lender_answers_to_its_regulator(case: Case, subject: Subject) -> Iterator[Step]:
    """How a licensed lender and its agency collect is a matter for the financial regulator, telephone 12378."""
    yield from _collectors_wrong(case, subject)
    yield "lender_is_supervised", lender_of(case, subject).kind in _LICENSED


@rule(
    "REM-05", question=Question.REMEDIES, concludes=Remedy.REPORT_NIFA, authority="NIFA18",
    claims=("S4-31", "S4-22"),
)  # fmt: skip
def association_takes_reports_on_members(case: Case, subject: Subject) -> Iterator[Step]:
    """The Internet Finance Association takes reports on its members; it disciplines them and decides no dispute."""
    yield from _collectors_wrong(case, subject)
    yield "lender_in_internet_finance_association", lender_of(case, subject).nifa_member


@rule(
    "REM-05", question=Question.REMEDIES, concludes=Remedy.POLICE_110, authority="PSA/50/1", claims=("S0-41", "S3-26"),
)  # fmt: skip
def threats_go_to_the_police(case: Case, subject: Subject) -> Iterator[Step]:
    """Threats, repeated insults and worse are reported to the police at once."""
    yield "offended_since_2026", any(day >= PSA26 for day in _offence_days(case, subject))


@rule(
    "REM-05", question=Question.REMEDIES, concludes=Remedy.POLICE_110, authority="PSA05/42", claims=("S0-41", "S3-26"),
)  # fmt: skip
def threats_of_before_2026_go_to_the_police(case: Case, subject: Subject) -> Iterator[Step]:
    """What was done before 2026 is reported to the police as well, and judged by the law of its day."""
    yield "offended_before_2026", any(day < PSA26 for day in _offence_days(case, subject))
