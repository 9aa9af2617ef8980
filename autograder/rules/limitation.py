"""When a claim is too old to be enforced against somebody who says so (LON-06, GUA-15). Guarantors: `guarantee_claim`.

Three years since 2017-10-01, two before. A time of two years that was over on that day stays over; one that still ran
became three (LIM18).
"""

from collections.abc import Iterable, Iterator
from datetime import date

from autograder.fact_kinds import CreditorActKind, EventKind
from autograder.facts import Case, Event
from autograder.rulebook import Step, Subject, rule
from autograder.rules.guarantee import BOTH_KINDS
from autograder.rules.guarantee_clock import made
from autograder.rules.lookup import events_of, guarantees_on, loan_of
from autograder.rules.periods import period_end
from autograder.vocabulary import Flag, Liability, Question

THREE_YEARS_SINCE = date(2017, 10, 1)
_DEBTORS = (
    Liability.BORROWER_FULL, Liability.JOINT_DEBTOR_FULL, Liability.ACCESSION_JOINT_CAPPED, Liability.SPOUSE_JOINT_DEBT,
    Liability.ESTATE_LIMITED,
)  # fmt: skip
_RESTART = {
    EventKind.DEMANDED_DEBTOR, EventKind.DEBT_ACKNOWLEDGED, EventKind.PAID_PART, EventKind.PAID_FULL_INSTALMENT,
    EventKind.CO_DEBTOR_PAID, EventKind.NEGOTIATION_AGREED,
}  # fmt: skip
_PROMISED_ANEW = {EventKind.DEBT_ACKNOWLEDGED, EventKind.NEGOTIATION_AGREED}
_SUITS = {CreditorActKind.SUED_DEBTOR, CreditorActKind.ARBITRATED_DEBTOR, CreditorActKind.ENFORCE_NOTARISED_DEED}
_PLEADS = ("debtor_pleads_limitation", "debtor_pleads_limitation_of_two_years")


def end_of_time(start: date) -> date:
    """The last day of a limitation period that runs from a day."""
    two = period_end(start, years=2)
    return two if two < THREE_YEARS_SINCE else period_end(start, years=3)


def lapse(start: date, restarts: Iterable[date], asserted: date) -> date | None:
    """The last day of the time, where it ran out before the claim was asserted; it starts anew only while it runs."""
    for day in sorted(restarts):
        if day > end_of_time(start):
            break
        start = max(start, day)
    end = end_of_time(start)
    return end if asserted > end else None


def _start(case: Case, subject: Subject) -> date:
    """The last day on which the loan was due: of its last instalment, or earlier if the lender called it in."""
    loan = loan_of(case, subject)
    called = loan.accelerated_on
    return min(loan.final_due, called) if called is not None and called <= case.as_of else loan.final_due


def _sued(case: Case, subject: Subject) -> date | None:
    """The first suit for the loan by now."""
    days = [event.date for event in case.events if (event.loan, event.kind) == (subject.loan, EventKind.SUED_DEBTOR)]
    given = guarantees_on(case, subject.loan)
    days += [act.date for guarantee in given for act in guarantee.creditor_acts if act.kind in _SUITS]
    filed = loan_of(case, subject).filed_on
    return min([*days, filed] if filed is not None else days, default=None)


def _touches(case: Case, subject: Subject, event: Event) -> bool:
    """What concerns one joint debtor works against all; between borrowers of separate shares each stands alone."""
    apart = loan_of(case, subject).share_clause_towards_lender
    return event.person in {None, subject.person} or (event.person not in apart and subject.person not in apart)


def time_ran_out(case: Case, subject: Subject) -> date | None:
    """The last day of the time, where it ran out before any suit; None while it runs or where a suit came in time.

    A demand, an acknowledgement, a payment or a plan starts it anew, as long as it still runs; after a plan it runs
    from the plan's new due day.
    """
    start = _start(case, subject)
    restarts = [event for event in case.events if event.loan == subject.loan and event.kind in _RESTART]
    for event in sorted((one for one in restarts if _touches(case, subject, one)), key=lambda event: event.date):
        if event.date > end_of_time(start):
            break
        start = max(start, event.date, event.new_due or event.date)
    return lapse(start, (), _sued(case, subject) or case.as_of)


def _pleaded(case: Case, subject: Subject) -> Iterator[Step]:
    yield "limitation_pleaded", bool(events_of(case, subject, EventKind.LIMITATION_EXPIRED_CLAIMED))
    end = time_ran_out(case, subject)
    yield "time_ran_out", end is not None, {} if end is None else {"until": end}


def _promised_after(case: Case, subject: Subject, end: date) -> bool:
    """The person agreed to pay after the time had run out (CC 192(2))."""
    return any(event.date > end for event in events_of(case, subject, *_PROMISED_ANEW))


@rule("LON-06", question=Question.LIABILITY, beside=_DEBTORS,
      authority=("CC/188/1", "CC/189", "CC/192/1", "CC/195"), flags=(Flag.LIMITATION_DEFENCE,),
      claims=("S4-15",))  # fmt: skip
def debtor_pleads_limitation(case: Case, subject: Subject) -> Iterator[Step]:
    """After three quiet years the debt is still owed, but who pleads the lapse of time need not pay it."""
    yield from _pleaded(case, subject)
    end = time_ran_out(case, subject)
    if end is not None:
        yield "three_years_counted", end >= THREE_YEARS_SINCE


@rule("LON-06", question=Question.LIABILITY, beside=_DEBTORS, authority=("GPC/135", "LIM18"),
      flags=(Flag.LIMITATION_DEFENCE,), claims=("S4-15",))  # fmt: skip
def debtor_pleads_limitation_of_two_years(case: Case, subject: Subject) -> Iterator[Step]:
    """Before October 2017 the time was two years; where those were over by then they stay over."""
    yield from _pleaded(case, subject)
    end = time_ran_out(case, subject)
    if end is not None:
        yield "two_years_counted", end < THREE_YEARS_SINCE


@rule("LON-06", question=Question.LIABILITY, beside=_DEBTORS, exception_to=_PLEADS, authority="CC/192/2",
      claims=("S4-15",))  # fmt: skip
def promised_to_pay_after_all(case: Case, subject: Subject) -> Iterator[Step]:
    """Who agrees to pay after the time has run out cannot plead it any more."""
    yield from _pleaded(case, subject)
    end = time_ran_out(case, subject)
    if end is not None:
        yield "agreed_to_pay_afterwards", _promised_after(case, subject, end)


@rule("GUA-15", question=Question.LIABILITY, beside=BOTH_KINDS, authority=("CC/701", "GI/35"),
      flags=(Flag.LIMITATION_DEFENCE,), claims=("S2-22",))  # fmt: skip
def guarantor_pleads_the_borrowers_limitation(case: Case, subject: Subject) -> Iterator[Step]:
    """What the borrower could plead the guarantor can plead too, even if the borrower has given it up."""
    told = [event for event in case.events if event.loan == subject.loan]
    pleas = [event.person for event in told if event.kind is EventKind.LIMITATION_EXPIRED_CLAIMED]
    by = next((one for one in pleas if one is not None), None)
    yield "limitation_pleaded_by_anyone", bool(pleas), {"by": by, "way": "known"} if by else {}
    end = time_ran_out(case, subject)
    yield "time_ran_out", end is not None, {} if end is None else {"until": end}


@rule("GUA-15", question=Question.LIABILITY, beside=BOTH_KINDS,
      exception_to=("guarantor_pleads_the_borrowers_limitation",), authority="GI/35", claims=("S2-22",))  # fmt: skip
def guarantor_knew_of_the_lapse(case: Case, subject: Subject) -> Iterator[Step]:
    """Who guaranteed or paid although he knew, or should have known, of the lapse of time cannot plead it."""
    yield "knew_of_the_lapse", made(case, subject).knew_time_bar
