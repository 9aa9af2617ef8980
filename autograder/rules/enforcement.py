"""Enforcement (执行): against whom a judgment works, the list of the dishonest, the restriction of consumption."""

from collections.abc import Iterator

from autograder.fact_kinds import ContactActor, ContactContent, CourtEvent, ListingGround, Product
from autograder.facts import Case
from autograder.rulebook import Step, Subject, figure, rule
from autograder.rules.lookup import loan_of, person_of, undertakings_of
from autograder.rules.proceedings import (
    begun_by,
    debtors,
    indebted_spouses,
    is_debtor,
    listed,
    listing_ends,
    restricted,
    restricted_by_order,
    restricted_parents,
    secured_value,
    steps,
    sum_owed,
    under_age,
)
from autograder.vocabulary import Enforcement, Figure, Question

_LISTING = ("ENF-03",)


def _debtor(case: Case, subject: Subject) -> Iterator[Step]:
    """There is a judgment against the person."""
    yield "named_in_the_judgment", is_debtor(case, subject)


@rule(
    "ENF-01", question=Question.ENFORCEMENT, concludes=Enforcement.NOT_JUDGMENT_DEBTOR,
    authority=("CPL/253", "EA/1"), claims=("S0-28", "S0-30", "S0-33"),
)  # fmt: skip
def only_the_named_are_enforced_against(case: Case, subject: Subject) -> Iterator[Step]:
    """Enforcement reaches those whom the judgment names, not their families."""
    way = begun_by(case, subject)
    yield "court_has_decided_on_the_loan", bool(way), {"way": way}
    yield "not_named_in_the_judgment", not is_debtor(case, subject)
    yield "no_minor_child_of_a_restricted_debtor", not restricted_parents(case, subject)


@rule(
    "ENF-01", question=Question.ENFORCEMENT, concludes=Enforcement.NOT_JUDGMENT_DEBTOR,
    authority=("CPL/253", "EA/1"), accepts=((),), claims=("S0-30",),
)  # fmt: skip
def debtors_child_is_no_debtor(case: Case, subject: Subject) -> Iterator[Step]:
    """A debtor's child is no debtor, even where the restriction of the parent is felt at school."""
    yield "not_named_in_the_judgment", not is_debtor(case, subject)
    yield "minor_child_of_a_restricted_debtor", bool(restricted_parents(case, subject))


@rule(
    "ENF-01", question=Question.ENFORCEMENT, concludes=Enforcement.JUDGMENT_DEBTOR, authority=("CPL/247", "CPL/253"),
    accepts=((),), claims=("S0-28",),
)  # fmt: skip
def the_named_are_enforced_against(case: Case, subject: Subject) -> Iterator[Step]:
    """Whoever the judgment orders to pay, and does not, is enforced against."""
    yield from _debtor(case, subject)


@rule(
    "ENF-02", question=Question.ENFORCEMENT, concludes=Enforcement.NOT_JUDGMENT_DEBTOR,
    authority=("CPL/103", "CPL/104", "CPL/253", "DL/5"), claims=("S2-07",),
)  # fmt: skip
def only_a_court_freezes_and_lists(case: Case, subject: Subject) -> Iterator[Step]:
    """No lender and no platform can freeze an account or put anybody on the list; only a court can."""
    threats = (one for one in case.contacts if (one.target, one.loan) == (subject.person, subject.loan))
    yield (
        "collector_threatened_court_measures",
        any(one.actor is not ContactActor.COURT and ContactContent.FALSE_LEGAL_CLAIM in one.content for one in threats),
    )
    yield "no_court_has_decided", not begun_by(case, subject)


@rule(
    "ENF-03", question=Question.ENFORCEMENT, concludes=Enforcement.LISTING_POSSIBLE, authority="DL/1/0/1",
    claims=("S0-29", "S2-07"),
)  # fmt: skip
def able_debtor_who_refuses_may_be_listed(case: Case, subject: Subject) -> Iterator[Step]:
    """Who can pay what the judgment orders and refuses may be listed as dishonest; who cannot pay may not."""
    yield from _debtor(case, subject)
    yield "not_listed_yet", listed(case, subject) is None
    yield "able_to_pay", person_of(case, subject).able_to_pay


@rule(
    "ENF-03", question=Question.ENFORCEMENT, exception_to=("able_debtor_who_refuses_may_be_listed",),
    authority="DL/3", claims=("S0-29",),
)  # fmt: skip
def secured_debt_is_no_refusal(case: Case, subject: Subject) -> Iterator[Step]:
    """Where security or what has been seized is enough for the debt, ability to pay alone leads to no listing."""
    named = is_debtor(case, subject)
    yield "security_or_seizure_is_enough", named and secured_value(case, subject) >= sum_owed(case, subject)


@rule(
    "ENF-03", question=Question.ENFORCEMENT, concludes=Enforcement.LISTING_POSSIBLE, authority="DL/1/0/4",
    claims=("S0-29", "S2-07"),
)  # fmt: skip
def false_report_leads_to_the_list(case: Case, subject: Subject) -> Iterator[Step]:
    """Who reports the own property falsely may be listed, whether able to pay or not."""
    yield "not_listed_yet", listed(case, subject) is None
    false = steps(case, subject, CourtEvent.ASSET_REPORT_FALSE)
    yield "property_reported_falsely", any(subject.person in one.persons for one in false)


@rule(
    "ENF-03", question=Question.ENFORCEMENT, concludes=Enforcement.LISTED_UNTIL, authority="DL/2",
    claims=("S0-29", "S2-07"),
)  # fmt: skip
def listing_has_a_term(case: Case, subject: Subject) -> Iterator[Step]:
    """A listing lasts two years, save that of somebody who is able to pay and refuses: that one has no term."""
    on = listed(case, subject)
    yield "listed_as_dishonest", on is not None
    if on is not None:
        yield "listed_for_evasion_or_breach", on.ground is not ListingGround.ABLE_BUT_REFUSES
        yield figure(Figure.LISTED_UNTIL, listing_ends(on))


@rule(
    "ENF-04", question=Question.ENFORCEMENT, concludes=Enforcement.LISTING_BARRED_MINOR, exception_to=_LISTING,
    authority="DL/4", claims=("S0-29",),
)  # fmt: skip
def minors_are_never_listed(case: Case, subject: Subject) -> Iterator[Step]:
    """Nobody under eighteen is put on the list."""
    yield from _debtor(case, subject)
    yield "under_eighteen_now", under_age(case, subject.person)


@rule(
    "ENF-05", question=Question.ENFORCEMENT, concludes=Enforcement.LISTING_BARRED_STUDENT, exception_to=_LISTING,
    authority="GW", claims=("S0-29",),
)  # fmt: skip
def students_are_spared_the_list(case: Case, subject: Subject) -> Iterator[Step]:
    """A full-time student with a campus loan is as a rule neither listed nor restricted; the debt remains."""
    yield from _debtor(case, subject)
    yield "campus_loan", loan_of(case, subject).product is Product.CAMPUS
    yield "student_full_time", person_of(case, subject).fulltime_student


@rule(
    "ENF-06", question=Question.ENFORCEMENT, concludes=Enforcement.CONSUMPTION_RESTRICTED, authority=("HC/1", "HC/3"),
    claims=("S0-29", "S0-30"),
)  # fmt: skip
def restriction_limits_the_debtors_luxury(case: Case, subject: Subject) -> Iterator[Step]:
    """A restricted or listed debtor may not fly, take fast trains or buy property; the family may."""
    way = "ordered" if restricted_by_order(case, subject, subject.person) else "listed"
    yield "restricted_or_listed", restricted(case, subject, subject.person), {"way": way}


@rule(
    "ENF-06", question=Question.ENFORCEMENT, concludes=Enforcement.CHILD_REFLEX_SCHOOL_ONLY, authority="HC/3/1/7",
    claims=("S0-30", "S0-31"),
)  # fmt: skip
def child_feels_only_the_school_bill(case: Case, subject: Subject) -> Iterator[Step]:
    """Of a parent's restriction a child feels only that no costly private school is paid from the debtor's money."""
    yield "minor_child_of_a_restricted_debtor", bool(restricted_parents(case, subject))


@rule(
    "ENF-08", question=Question.ENFORCEMENT, beside=(Enforcement.NOT_JUDGMENT_DEBTOR,), authority=("EA/1", "N48"),
    claims=("S0-28",),
)  # fmt: skip
def spouse_is_not_simply_added(case: Case, subject: Subject) -> Iterator[Step]:
    """A spouse cannot be added in enforcement: that the debt is joint has to be tried first."""
    yield "married_to_the_judgment_debtor", bool(indebted_spouses(case, subject))


@rule(
    "ENF-08", question=Question.ENFORCEMENT, concludes=Enforcement.WHOLE_COMMUNITY_EXPOSED,
    authority=("CC/1064/1", "CC/1062/1", "CPL/253"), claims=("S0-28",),
)  # fmt: skip
def joint_debt_reaches_the_whole_community(case: Case, subject: Subject) -> Iterator[Step]:
    """Where a judgment goes against both spouses, all that they own in common answers."""
    yield "both_spouses_named", subject.person in debtors(case, subject) and bool(indebted_spouses(case, subject))


@rule(
    "ENF-14", question=Question.ENFORCEMENT, concludes=Enforcement.UNDERTAKING_BOUND, authority=("EA/24", "CPL/242"),
    claims=("S0-35",),
)  # fmt: skip
def promise_to_the_court_is_enforced(case: Case, subject: Subject) -> Iterator[Step]:
    """Who promised the enforcing court in writing to pay for the debtor can be added as a debtor, up to the promise."""
    promises = undertakings_of(case, subject)
    yield "promised_the_court_in_writing", bool(promises)
    amounts = [step.amount for step in promises]
    if None not in amounts:
        yield figure(Figure.AMOUNT_CAP, sum(amount for amount in amounts if amount is not None))
