"""Remedies (救济): objecting, complaining of records, deleting, mediating, keeping evidence (REM-05 to REM-09)."""

from collections.abc import Iterator

from autograder.fact_kinds import CourtEvent, DataSource, DisputeKind
from autograder.facts import Case
from autograder.rulebook import Step, Subject, rule
from autograder.rules.contact_limits import owes
from autograder.rules.grievances import against_procedure, answered_late, objection, refused_though_wrong, still_wrong
from autograder.rules.instruments import PERSONAL_INFORMATION_LAW, as_of_day
from autograder.rules.lookup import borrowers
from autograder.rules.remedies_contacts import contacts_with, went_too_far
from autograder.vocabulary import Question, Remedy


@rule(
    "SFT-02", question=Question.REMEDIES, concludes=Remedy.PIPL_DELETE, authority="PIPL/47",
    since=PERSONAL_INFORMATION_LAW, governed_by=as_of_day, claims=("S0-24", "S0-26"),
)  # fmt: skip
def data_without_basis_is_deleted(case: Case, subject: Subject) -> Iterator[Step]:
    """What is used about a person without a lawful basis is deleted on request."""
    uses = [use for use in case.model_uses if use.subject == subject.person]
    yield "no_lawful_basis", any(not use.lawful_basis for use in uses)


@rule(
    "SFT-02", question=Question.REMEDIES, concludes=Remedy.PIPL_EXPLAIN, authority=("PIPL/24/3", "PIPL/48"),
    since=PERSONAL_INFORMATION_LAW, governed_by=as_of_day, claims=("S0-26",),
)  # fmt: skip
def machine_decision_is_explained(case: Case, subject: Subject) -> Iterator[Step]:
    """Who was judged by a machine alone may ask why, and may refuse to be judged so."""
    uses = [use for use in case.model_uses if use.subject == subject.person]
    yield "unexplained_automated_decision", any(use.sole_automated and not use.explained for use in uses)


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
    yield "entry_is_wrong_and_not_corrected", still_wrong(case, subject)


@rule("REM-06", question=Question.REMEDIES, concludes=Remedy.MEDIATION, authority=("CPL/205", "CPL/206"),
      claims=("S4-27", "S4-32"))  # fmt: skip
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
    disturbed = any(went_too_far(case, one) for one in contacts_with(case, subject))
    yield "in_a_dispute_or_disturbed", mine or disturbed


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
    without_asking = DataSource.BORROWER_LISTED_NO_CONTACT_CONSENT
    listed = [one for one in contacts_with(case, subject) if one.data_source is without_asking]
    yield "collector_went_too_far_with_a_listed_contact", any(went_too_far(case, one) for one in listed)


def _sued_the_lister(case: Case, subject: Subject) -> bool:
    listers = {role.person for role in borrowers(case, subject)}
    suits = (one for one in case.disputes if one.kind is DisputeKind.SUIT and one.date <= case.as_of)
    return any(one.by == subject.person and one.to in listers for one in suits)
