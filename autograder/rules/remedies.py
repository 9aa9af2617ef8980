"""Remedies (救济): suing, complaining, deleting, objecting; which door is open to whom (REM-05 to 09, CON-15)."""

from collections.abc import Iterator

from autograder.fact_kinds import (
    Channel,
    ContactActor,
    ContactContent,
    CourtEvent,
    DataSource,
    DisputeKind,
    LenderKind,
)
from autograder.facts import Case, Contact
from autograder.rulebook import Step, Subject, conclusions, rule
from autograder.rules.contact_limits import owes, speaks_of_the_debt
from autograder.rules.grievances import against_procedure, answered_late, is_wrong, objection, refused_though_wrong
from autograder.rules.instruments import PERSONAL_INFORMATION_LAW, as_of_day
from autograder.rules.lookup import borrowers, lender_of
from autograder.vocabulary import CollectionContact, Question, Remedy, SoftEffect

_ORDER = list(CollectionContact)
_LICENSED = {
    LenderKind.BANK, LenderKind.CONSUMER_FINANCE, LenderKind.AUTO_FINANCE, LenderKind.TRUST,
    LenderKind.OTHER_LICENSED,
}  # fmt: skip
_CREDITORS = {ContactActor.LENDER, ContactActor.AGENCY, ContactActor.ASSIGNEE}
_CIVIL = CollectionContact.CIVIL_INFRINGEMENT


def _contacts(case: Case, subject: Subject) -> list[Contact]:
    """The collection contacts with the person about the loan up to now."""
    mine = (one for one in case.contacts if (one.target, one.loan) == (subject.person, subject.loan))
    return [one for one in mine if one.at.date() <= case.as_of]


def _severity(case: Case, contact: Contact) -> int:
    """How grave a contact is, counted from the mildest severity."""
    codes = conclusions(Question.COLLECTION_CONTACT, case, Subject(contact.target, contact.loan, contact))
    return max((_ORDER.index(code) for code in codes if isinstance(code, CollectionContact)), default=0)


def _worst(case: Case, subject: Subject) -> int:
    return max((_severity(case, one) for one in _contacts(case, subject)), default=0)


@rule(
    "CON-15", question=Question.REMEDIES, concludes=Remedy.PRIVACY_SUIT,
    authority=("CC/995", "CC/1033", "CC/1165", "CC/1183", "PIPL/69"), claims=("S3-20", "S3-23"),
)  # fmt: skip
def disturbed_person_may_sue(case: Case, subject: Subject) -> Iterator[Step]:
    """Whoever is wronged by a contact may demand that it stops, an apology and damages."""
    yield "wronged_by_a_contact", _worst(case, subject) == _ORDER.index(_CIVIL)


@rule(
    "CON-15", question=Question.REMEDIES, concludes=Remedy.PRIVACY_SUIT,
    authority=("CC/995", "CC/1033", "CC/1165", "CC/1183"), accepts=((),), claims=("S3-20",),
)  # fmt: skip
def threatened_person_may_sue_too(case: Case, subject: Subject) -> Iterator[Step]:
    """A contact that is a matter for the police is a civil wrong as well."""
    yield "contact_is_a_police_matter", _worst(case, subject) > _ORDER.index(_CIVIL)


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
    yield "wronged_by_a_contact", _worst(case, subject) >= _ORDER.index(_CIVIL)
    on = [one for one in _contacts(case, subject) if _goes_on(one)]
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
    refused = [one for one in _contacts(case, subject) if one.actor in _CREDITORS and one.target_refused_before]
    yield "contacted_in_spite_of_a_no", bool(refused)
    yield "owes_nothing_on_the_loan", not owes(case, Subject(subject.person, subject.loan))


@rule(
    "SFT-02", question=Question.REMEDIES, concludes=Remedy.PIPL_DELETE, authority="PIPL/47",
    since=PERSONAL_INFORMATION_LAW, governed_by=as_of_day, claims=("S0-24", "S0-26"),
)  # fmt: skip
def data_without_basis_is_deleted(case: Case, subject: Subject) -> Iterator[Step]:
    """What is used about a person without a lawful basis is deleted on request."""
    yield "data_used_unlawfully", _unlawful_processing(case, subject)
    uses = [use for use in case.model_uses if use.subject == subject.person]
    yield "no_lawful_basis", any(not use.lawful_basis for use in uses)


@rule(
    "SFT-02", question=Question.REMEDIES, concludes=Remedy.PIPL_EXPLAIN, authority=("PIPL/24", "PIPL/48"),
    since=PERSONAL_INFORMATION_LAW, governed_by=as_of_day, claims=("S0-26",),
)  # fmt: skip
def machine_decision_is_explained(case: Case, subject: Subject) -> Iterator[Step]:
    """Who was judged by a machine alone may ask why, and may refuse to be judged so."""
    yield "data_used_unlawfully", _unlawful_processing(case, subject)
    uses = [use for use in case.model_uses if use.subject == subject.person]
    yield "unexplained_automated_decision", any(use.sole_automated and not use.explained for use in uses)


def _unlawful_processing(case: Case, subject: Subject) -> bool:
    return SoftEffect.UNLAWFUL_PROCESSING in conclusions(Question.SOFT_EFFECT, case, Subject(subject.person))


def _collectors_wrong(case: Case, subject: Subject) -> Iterator[Step]:
    """Somebody who collects for the lender broke rules, but nothing that is for the police."""
    grave = [_severity(case, one) for one in _contacts(case, subject) if one.actor in _CREDITORS]
    low, high = _ORDER.index(CollectionContact.BREACH_STANDARD), _ORDER.index(_CIVIL)
    yield "collector_broke_the_rules", any(low <= one <= high for one in grave)
    yield "no_contact_for_the_police", max(grave, default=0) <= high


@rule(
    "REM-05", question=Question.REMEDIES, concludes=Remedy.COMPLAIN_NFRA_12378, authority="CPM",
    claims=("S4-31", "S4-22"),
)  # fmt: skip
def licensed_lender_answers_to_its_regulator(case: Case, subject: Subject) -> Iterator[Step]:
    """How a licensed lender and its agency collect is a matter for the financial regulator, telephone 12378."""
    yield from _collectors_wrong(case, subject)
    yield "lender_is_supervised", lender_of(case, subject).kind in _LICENSED


@rule(
    "REM-05", question=Question.REMEDIES, concludes=Remedy.REPORT_NIFA, authority=("NIFA18", "GBT"),
    claims=("S4-31", "S4-22"),
)  # fmt: skip
def association_takes_reports_on_members(case: Case, subject: Subject) -> Iterator[Step]:
    """The Internet Finance Association takes reports on its members; it disciplines them and decides no dispute."""
    yield from _collectors_wrong(case, subject)
    yield "lender_in_internet_finance_association", lender_of(case, subject).nifa_member


@rule(
    "REM-05", question=Question.REMEDIES, concludes=Remedy.POLICE_110, authority=("PSA/50", "CL/293-1"),
    claims=("S0-41", "S3-26"),
)  # fmt: skip
def threats_go_to_the_police(case: Case, subject: Subject) -> Iterator[Step]:
    """Threats, repeated insults and worse are reported to the police at once."""
    yield "contact_is_a_police_matter", _worst(case, subject) > _ORDER.index(_CIVIL)


@rule(
    "REM-05", question=Question.REMEDIES, concludes=Remedy.COMPLAIN_PBOC_12363, authority=("CRR/26/1", "CRR/26/2"),
    claims=("S4-31",),
)  # fmt: skip
def record_matters_go_to_12363(case: Case, subject: Subject) -> Iterator[Step]:
    """Faults in reporting, looking into records and answering objections go to the central bank, telephone 12363."""
    made = objection(case, subject)
    late = made is not None and answered_late(case, made)
    broken = late or against_procedure(case, subject) or refused_though_wrong(case, subject)
    yield "rules_on_records_broken", broken


@rule(
    "DSP-01", question=Question.REMEDIES, concludes=Remedy.OBJECTION, authority="CRR/25/1",
    claims=("S0-37", "S2-15", "S2-28"),
)  # fmt: skip
def wrong_entry_is_objected_to(case: Case, subject: Subject) -> Iterator[Step]:
    """Against a wrong entry one objects, to the agency or to the lender that reported it."""
    yield "entry_is_wrong", is_wrong(case, subject)


@rule("REM-06", question=Question.REMEDIES, concludes=Remedy.MEDIATION, authority="CPL/205", claims=("S4-27", "S4-32"))
def mediated_deal_can_be_enforced(case: Case, subject: Subject) -> Iterator[Step]:
    """Mediation needs both; what it brings can be confirmed by a court and then enforced."""
    papers = (one for one in case.court if one.event is CourtEvent.MEDIATION_PAPER and one.date <= case.as_of)
    yield (
        "both_went_to_mediation",
        any(subject.person in one.persons and one.loan in {None, subject.loan} for one in papers),
    )


@rule("REM-07", question=Question.REMEDIES, authority="CPL/66", claims=("S1-13", "S1-21", "S2-25", "S3-25"))
def evidence_is_kept_with_its_dates(case: Case, subject: Subject) -> Iterator[Step]:
    """Contracts, statements, recordings and messages are kept in the original, with their dates."""
    mine = any(one.by == subject.person and one.loan in {None, subject.loan} for one in case.disputes)
    yield "in_a_dispute_or_disturbed", mine or _worst(case, subject) > _ORDER.index(CollectionContact.LAWFUL_LIMITED)


@rule(
    "REM-09", question=Question.REMEDIES, authority="CC/509",
    claims=(
        "S1-18", "S1-19", "S1-20", "S1-26", "S2-22", "S2-32", "S3-03", "S3-28", "S4-23", "S4-26", "S4-29", "S4-33",
    ),
)  # fmt: skip
def good_habits_are_no_rules(case: Case, subject: Subject) -> Iterator[Step]:
    """To speak with the lender early, to plan one's money and to be sincere is good advice and decides nothing."""
    yield "owes_on_the_loan", owes(case, Subject(subject.person, subject.loan))


@rule(
    "REM-08", question=Question.REMEDIES, authority=("CC/1034", "CC/1035", "CC/1165"), unsettled="U14",
    accepts=((Remedy.CLAIM_VS_LISTER,),), claims=("S3-07",),
)  # fmt: skip
def whoever_listed_a_contact_may_answer_too(case: Case, subject: Subject) -> Iterator[Step]:
    """Whether the one who gave the number away without asking answers for the harassment is unsettled."""
    yield from _listed_and_harassed(case, subject)
    yield "lister_not_sued", not _sued_the_lister(case, subject)


@rule(
    "REM-08", question=Question.REMEDIES, concludes=Remedy.CLAIM_VS_LISTER,
    authority=("CC/1034", "CC/1035", "CC/1165"), unsettled="U14", accepts=((),), claims=("S3-07",),
)  # fmt: skip
def suit_against_the_lister_is_possible(case: Case, subject: Subject) -> Iterator[Step]:
    """A suit against the one who gave the number away is possible; whether it succeeds is unsettled."""
    yield from _listed_and_harassed(case, subject)
    yield "lister_was_sued", _sued_the_lister(case, subject)


def _listed_and_harassed(case: Case, subject: Subject) -> Iterator[Step]:
    listed = [
        one for one in _contacts(case, subject) if one.data_source is DataSource.BORROWER_LISTED_NO_CONTACT_CONSENT
    ]
    yield "listed_without_being_asked", bool(listed)
    wrong = _ORDER.index(CollectionContact.BREACH_STANDARD)
    yield "collector_went_too_far", any(_severity(case, one) >= wrong for one in listed)


def _sued_the_lister(case: Case, subject: Subject) -> bool:
    listers = {role.person for role in borrowers(case, subject)}
    return any(one.kind is DisputeKind.SUIT and one.by == subject.person and one.to in listers for one in case.disputes)
