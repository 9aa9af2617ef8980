"""Recourse (追偿): what somebody who paid on another's loan gets back, from whom and by which route (REM-01 to 04).

Who has paid, and how much, is told by events that name the payer; a sum that is not told is the whole loan.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from autograder.fact_kinds import AccessionWords, EventKind, MarriageEnd, RelationKind, RoleKind
from autograder.facts import Accession, Case, Event, Marriage
from autograder.rulebook import Ground, Step, Subject, conclusions, figure, rule
from autograder.rules.consent import owes_as_borrower
from autograder.rules.limitation import time_ran_out
from autograder.rules.lookup import borrowers, guarantee_of, loan_of, marriages_of, person, promises_of, role_of
from autograder.rules.proceedings import married_on
from autograder.rules.time import CIVIL_CODE
from autograder.vocabulary import Figure, Liability, Question, Remedy

_CLOSE = {RelationKind.SPOUSE, RelationKind.PARENT_CHILD, RelationKind.SIBLING, RelationKind.GRANDPARENT_CHILD}
"""Close relatives in the sense of the law (CC 1045(2)); in-laws and more distant kin are not among them."""

_JOINT = {Liability.BORROWER_FULL, Liability.JOINT_DEBTOR_FULL, Liability.SPOUSE_JOINT_DEBT}
_OWING = _JOINT | {Liability.GUARANTEE_JOINT, Liability.GUARANTEE_GENERAL}
_PAYING = (EventKind.CO_DEBTOR_PAID, EventKind.THIRD_PARTY_PAID)
_WAIVERS = {EventKind.DEBT_ACKNOWLEDGED, EventKind.NEGOTIATION_AGREED}
_CENT = Decimal("0.01")


def _payments(case: Case, subject: Subject, *kinds: EventKind) -> list[Event]:
    """What the person paid on the loan by now, oldest first; "the guarantor" is the only one who gave a guarantee."""
    found = [e for e in case.events if e.loan == subject.loan and e.kind in kinds and e.date <= case.as_of]
    guarantors = {one.guarantor for one in case.guarantees if one.loan == subject.loan}
    meant = {subject.person} | ({None} if guarantors == {subject.person} else set())
    own = (e for e in found if e.person == subject.person or (e.kind is EventKind.GUARANTOR_PAID and e.person in meant))
    return sorted(own, key=lambda event: event.date)


def _paid(case: Case, subject: Subject, payments: list[Event]) -> Decimal:
    """The sum of payments; one without a sum is the whole loan."""
    return sum((_amount(case, subject, event) for event in payments), Decimal(0))


def _amount(case: Case, subject: Subject, event: Event) -> Decimal:
    return loan_of(case, subject).nominal if event.amount is None else event.amount


def first_payment(case: Case, subject: Subject) -> date | None:
    """The day of the person's first payment, a fact of its own with its own law (TE/1/1); None without one."""
    return min((event.date for event in _payments(case, subject, *_PAYING)), default=None)


def _guarantor_paid(case: Case, subject: Subject) -> Iterator[Step]:
    payments = _payments(case, subject, EventKind.GUARANTOR_PAID)
    named = guarantee_of(case, subject) is not None or role_of(case, subject, RoleKind.GUARANTOR) is not None
    yield "guarantor_has_paid", named and bool(payments), {"paid": _paid(case, subject, payments)} if payments else {}


@rule(
    "REM-01", question=Question.REMEDIES, ground=Ground.GUARANTEE, concludes=Remedy.RECOURSE_FULL,
    authority=("CC/700", "GI/18"), claims=("S2-19", "S2-20"),
)  # fmt: skip
def guarantor_gets_all_back(case: Case, subject: Subject) -> Iterator[Step]:
    """A guarantor who paid may claim all of it from the borrower, with the lender's rights."""
    yield from _guarantor_paid(case, subject)
    payments = _payments(case, subject, EventKind.GUARANTOR_PAID)
    yield figure(Figure.RECOURSE_AMOUNT, _paid(case, subject, payments))


@rule(
    "REM-01", question=Question.REMEDIES, ground=Ground.GUARANTEE, concludes=Remedy.NO_RECOURSE,
    exception_to=("guarantor_gets_all_back",), authority=("GI/35", "CC/701"), claims=("S2-20",),
)  # fmt: skip
def time_bar_ignored_costs_the_recourse(case: Case, subject: Subject) -> Iterator[Step]:
    """Who pays although he knows the debt to be time-barred gets nothing back unless the borrower waived the bar."""
    yield from _guarantor_paid(case, subject)
    guarantee = guarantee_of(case, subject)
    yield "knew_of_the_time_bar", guarantee is not None and guarantee.knew_time_bar
    paid, end = _payments(case, subject, EventKind.GUARANTOR_PAID)[0].date, time_ran_out(case, subject)
    yield "time_bar_was_over_when_paid", end is not None and end < paid, {} if end is None else {"until": end}
    waived = [
        event
        for event in case.events
        if event.loan == subject.loan and event.kind in _WAIVERS and end is not None and end < event.date <= paid
    ]
    yield "borrower_had_not_waived_it", not waived


@rule(
    "REM-02", question=Question.REMEDIES, concludes=Remedy.RECOURSE_OVER_SHARE,
    authority=("CC/178/2", "CC/519"), claims=("S2-19", "S2-20"),
)  # fmt: skip
def joint_debtor_gets_the_excess_back(case: Case, subject: Subject) -> Iterator[Step]:
    """A joint debtor who paid more than the own share claims the excess; unclear shares are equal."""
    debtors = {role.person for role in borrowers(case, subject) if owes_as_borrower(case, role)}
    yield "one_of_several_borrowers", subject.person in debtors and len(debtors) > 1
    paid = _paid(case, subject, _payments(case, subject, EventKind.CO_DEBTOR_PAID))
    share = _share(case, subject, len(debtors))
    way = "by_deed" if _by_deed(case, subject, len(debtors)) else "equal"
    yield "paid_more_than_own_share", paid > share, {"paid": paid, "share": share, "way": way}
    yield figure(Figure.SHARE, share)
    yield figure(Figure.RECOURSE_AMOUNT, paid - share)


def _share(case: Case, subject: Subject, debtors: int) -> Decimal:
    """The person's part of the debt between the debtors: as a divorce deed has it, else an equal one."""
    everybody = [e for e in case.events if e.loan == subject.loan and e.kind is EventKind.CO_DEBTOR_PAID]
    paid = _paid(case, subject, [event for event in everybody if event.date <= case.as_of])
    total = max(loan_of(case, subject).nominal, paid)
    taken_by = _by_deed(case, subject, debtors)
    if taken_by:
        return total if subject.person in taken_by else Decimal(0)
    return (total / debtors).quantize(_CENT) if total % debtors else total / debtors


def _by_deed(case: Case, subject: Subject, debtors: int) -> list[str]:
    """To whom a divorce deed between the only two debtors gives the debt."""
    others = {role.person for role in borrowers(case, subject)} - {subject.person}
    deeds = [tie.divorce_property for tie in _divorces(case, subject) if {tie.a, tie.b} & others]
    taken_by = [deed.debt_assignee for deed in deeds if deed is not None and deed.debt_assignee is not None]
    return taken_by if debtors == 2 else []


@rule(
    "REM-03", question=Question.REMEDIES, concludes=Remedy.RECOURSE_DIVORCE_DEAL, authority="MF1/35/2",
    claims=("S2-06",),
)  # fmt: skip
def divorce_deed_is_called_in(case: Case, subject: Subject) -> Iterator[Step]:
    """Who paid a joint debt that the divorce deed gave to the other claims it back from the other."""
    codes = set(conclusions(Question.LIABILITY, case, Subject(subject.person, subject.loan)))
    yield "owes_together_with_the_other", bool(codes & _JOINT)
    assigned = [tie for tie in _divorces(case, subject) if _gives_debt_away(tie, subject)]
    yield "divorce_gave_debt_to_the_other", bool(assigned)
    since = assigned[0].until
    payments = [e for e in _payments(case, subject, *_PAYING) if since is not None and e.date >= since]
    paid = _paid(case, subject, payments)
    yield "paid_since_the_divorce", bool(payments), {"paid": paid} if payments else {}
    yield figure(Figure.RECOURSE_AMOUNT, paid)


def _divorces(case: Case, subject: Subject) -> list[Marriage]:
    """The person's marriages that have ended in divorce by now."""
    return [
        tie
        for tie in marriages_of(case, subject.person)
        if tie.end is MarriageEnd.DIVORCE and tie.until is not None and tie.until <= case.as_of
    ]


def _gives_debt_away(tie: Marriage, subject: Subject) -> bool:
    deed = tie.divorce_property
    return deed is not None and deed.debt_assignee in {tie.a, tie.b} - {subject.person}


def _accession(case: Case, subject: Subject) -> Accession | None:
    """The promise by which the person joined the debt, where it made him a debtor (ACC-01)."""
    clear = (one for one in promises_of(case, subject) if one.words is AccessionWords.JOIN_CLEAR)
    joined = next(clear, None)
    if joined is None:
        return None
    codes = conclusions(Question.LIABILITY, case, Subject(subject.person, subject.loan))
    return joined if Liability.ACCESSION_JOINT_CAPPED in codes else None


def _paid_after_joining(case: Case, subject: Subject) -> Iterator[Step]:
    joined = _accession(case, subject)
    payments = [e for e in _payments(case, subject, *_PAYING) if joined is not None and e.date >= joined.date]
    paid = _paid(case, subject, payments)
    way = {"paid": paid} if payments else {"way": "never_joined" if joined is None else "never_paid"}
    yield "paid_after_joining", bool(payments), way
    yield figure(Figure.RECOURSE_AMOUNT, paid)


@rule(
    "REM-04", question=Question.REMEDIES, concludes=Remedy.RECOURSE_ACCESSION, authority="CTI/51/1", claims=("S2-19",)
)
def joiner_claims_as_agreed(case: Case, subject: Subject) -> Iterator[Step]:
    """Who joined a debt and agreed with the borrower on recourse claims as agreed."""
    yield from _paid_after_joining(case, subject)
    joined = _accession(case, subject)
    yield "recourse_was_agreed", joined is not None and joined.recourse_agreed


@rule(
    "REM-04", question=Question.REMEDIES, concludes=Remedy.RECOURSE_ACCESSION, authority=("CTI/51/1", "CC/985"),
    claims=("S2-19",),
)  # fmt: skip
def joiner_claims_what_was_saved(case: Case, subject: Subject) -> Iterator[Step]:
    """Without agreement the joiner claims what the borrower was saved, unless joining was known to harm him."""
    yield from _paid_after_joining(case, subject)
    joined = _accession(case, subject)
    yield "no_recourse_agreed", joined is not None and not joined.recourse_agreed


@rule(
    "ACC-04", question=Question.REMEDIES, concludes=Remedy.RECOURSE_SUBROGATION, authority=("CC/524", "CTI/30"),
    since=CIVIL_CODE, governed_by=first_payment, claims=("S2-19",),
)  # fmt: skip
def payer_with_an_interest_takes_the_claim_over(case: Case, subject: Subject) -> Iterator[Step]:
    """A close relative, or an owner who would lose his thing, takes over the lender's claim for what he paid."""
    joined = _accession(case, subject)
    day = joined.date if joined is not None else None
    payments = [e for e in _payments(case, subject, EventKind.THIRD_PARTY_PAID) if day is None or e.date < day]
    paid = _paid(case, subject, payments)
    yield "paid_for_the_borrower", bool(payments), {"paid": paid} if payments else {}
    codes = set(conclusions(Question.LIABILITY, case, Subject(subject.person, subject.loan)))
    yield "owed_nothing_himself", not codes & _OWING
    close = _close_to_a_borrower(case, subject, payments[0].date) if payments else False
    way = {"way": "kin" if close else "charged"}
    yield "has_a_lawful_interest", close or _owns_the_collateral(case, subject), way
    yield figure(Figure.RECOURSE_AMOUNT, paid)


def _close_to_a_borrower(case: Case, subject: Subject, day: date) -> bool:
    """Whether the person was a close relative, on that day, of a human being who borrowed."""
    named = {role.person for role in borrowers(case, subject)} - {subject.person}
    debtors = {id for id in named if not person(case, id).is_org}
    kin = [{tie.a, tie.b} for tie in case.relations if tie.kind in _CLOSE and subject.person in {tie.a, tie.b}]
    married = (tie for tie in marriages_of(case, subject.person) if married_on(tie, day))
    return any(pair & debtors for pair in (*kin, *({tie.a, tie.b} for tie in married)))


def _owns_the_collateral(case: Case, subject: Subject) -> bool:
    return any((thing.owner, thing.loan) == (subject.person, subject.loan) for thing in case.collaterals)


@rule(
    "LIA-08", question=Question.REMEDIES, concludes=Remedy.CLAIM_VS_TRUE_USER, authority=("CC/465", "CC/921"),
    claims=("S2-17",),
)  # fmt: skip
def name_lender_turns_to_the_true_user(case: Case, subject: Subject) -> Iterator[Step]:
    """Who borrowed in the own name for somebody else pays the lender and claims it back from the user."""
    yield "lent_his_name", role_of(case, subject, RoleKind.NOMINAL_BORROWER) is not None
    users = [role for role in case.roles if role.loan == subject.loan and role.kind is RoleKind.TRUE_USER]
    yield "somebody_else_used_the_money", bool(users)
    codes = conclusions(Question.LIABILITY, case, Subject(subject.person, subject.loan))
    yield "owes_as_the_borrower", Liability.BORROWER_FULL in codes
