"""Days that cannot be in the order in which the file has them, and events that rule each other out."""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import combinations
from typing import Any

from autograder.fact_kinds import EventKind, PeriodWords, RoleKind, Signature
from autograder.facts import Case, Event, Loan
from autograder.reading.facts_of import known
from autograder.reading.happened import contradictory_events
from autograder.reading.refusals import Place, Problem
from autograder.stated import raw

_HAPPENED = {
    "loans": "signed", "guarantees": "formed", "events": "date", "contacts": "at", "queries": "date", "court": "date",
    "transfers": "date", "disputes": "date", "accessions": "date", "spouse_acts": "date", "debt_transfers": "date",
}  # fmt: skip
"""What has happened by the day from which the case is seen."""

_SIGNERS = frozenset(
    {RoleKind.BORROWER, RoleKind.CO_BORROWER, RoleKind.GUARANTOR, RoleKind.NOMINAL_BORROWER, RoleKind.DEBT_ACCESSOR}
)

_BORROWERS = frozenset({RoleKind.BORROWER, RoleKind.CO_BORROWER, RoleKind.NOMINAL_BORROWER})


def order_problems(case: Case) -> Iterator[Problem]:
    """Every pair of days that is the wrong way round, and every event that another one rules out."""
    yield from _after_as_of(case)
    yield from _lives(case)
    yield from _loans(case)
    yield from _spans(case)
    yield from _overlapping_marriages(case)
    yield from _periods(case)
    yield from _contacts(case)
    yield from _events(case)
    yield from contradictory_events(case)


def _late(reason: str, place: Place, earlier: Any, later: Any) -> Iterator[Problem]:
    """A problem where both days are known and the one that must come first comes last."""
    if earlier is not None and later is not None and _day(later) < _day(earlier):
        yield Problem(reason, place, {"day": _day(later), "limit": _day(earlier)})


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def _after_as_of(case: Case) -> Iterator[Problem]:
    for plural, field in _HAPPENED.items():
        for position, fact in enumerate(raw(case, plural)):
            if isinstance(fact, Event) and fact.kind is EventKind.DUE:
                continue
            yield from _early(known(fact, field), case.as_of, (plural, position, field))
    for position, guarantee in enumerate(case.guarantees):
        for inner in ("creditor_acts", "variations"):
            for number, act in enumerate(raw(guarantee, inner)):
                yield from _early(act.date, case.as_of, ("guarantees", position, inner, number, "date"))


def _early(day: Any, as_of: date, place: Place) -> Iterator[Problem]:
    if day is not None and _day(day) > as_of:
        yield Problem("after_as_of", place, {"day": _day(day), "limit": as_of})


def _lives(case: Case) -> Iterator[Problem]:
    signed = {loan.id: known(loan, "signed") for loan in case.loans}
    for position, person in enumerate(case.persons):
        born = known(person, "born")
        yield from _late("died_before_born", ("persons", position, "died"), born, known(person, "died"))
        for role in case.roles:
            if role.person == person.id and role.kind in _SIGNERS:
                yield from _late("born_after_signed", ("persons", position, "born"), born, signed.get(role.loan))
        yield from _acts_of_the_dead(case, position, known(person, "died"))


def _acts_of_the_dead(case: Case, position: int, died: date | None) -> Iterator[Problem]:
    """What nobody does after death: sign with the own hand, guarantee, marry."""
    person, place = case.persons[position].id, ("persons", position, "died")
    own = [role for role in case.roles if role.person == person and known(role.act, "signature") is Signature.GENUINE]
    signed = {loan.id: known(loan, "signed") for loan in case.loans}
    formed = {promise.loan: known(promise, "formed") for promise in case.guarantees if promise.guarantor == person}
    for role in own:
        days = signed if role.kind in _BORROWERS else formed if role.kind is RoleKind.GUARANTOR else {}
        yield from _late("signed_after_death", place, days.get(role.loan), died)
    for tie in case.marriages:
        if person in {tie.a, tie.b}:
            yield from _late("married_after_death", place, known(tie, "since"), died)


def _loans(case: Case) -> Iterator[Problem]:
    for position, loan in enumerate(case.loans):
        signed = known(loan, "signed")
        yield from _late("due_before_signed", ("loans", position, "final_due"), signed, known(loan, "final_due"))
        for number, instalment in enumerate(loan.instalments):
            yield from _late(
                "due_before_signed", ("loans", position, "instalments", number, "due"), signed, instalment.due
            )
        if loan.assigned is not None:
            yield from _late("sold_before_signed", ("loans", position, "assigned", "date"), signed, loan.assigned.date)


def _spans(case: Case) -> Iterator[Problem]:
    for plural in ("relations", "marriages"):
        for position, tie in enumerate(raw(case, plural)):
            yield from _late(
                "until_before_since", (plural, position, "until"), known(tie, "since"), known(tie, "until")
            )
    for position, marriage in enumerate(case.marriages):
        place = ("marriages", position, "separated_from")
        yield from _late("until_before_since", place, known(marriage, "since"), known(marriage, "separated_from"))


def _overlapping_marriages(case: Case) -> Iterator[Problem]:
    for (_, one), (position, other) in combinations(enumerate(case.marriages), 2):
        both = {one.a, one.b} & {other.a, other.b}
        first, second = known(one, "since"), known(other, "since")
        if not both or first is None or second is None:
            continue
        earlier, later = (one, second) if first <= second else (other, first)
        if raw(earlier, "until") is None or (known(earlier, "until") or later) > later:
            yield Problem("marriages_overlap", ("marriages", position), {"person": min(both), "day": later})


def _periods(case: Case) -> Iterator[Problem]:
    for position, guarantee in enumerate(case.guarantees):
        words, end = known(guarantee, "period_words"), raw(guarantee, "period_end")
        place = ("guarantees", position, "period_end")
        if words is PeriodWords.FIXED and end is None:
            yield Problem("fixed_without_end", ("guarantees", position, "period_words"))
        elif words not in {None, PeriodWords.FIXED, PeriodWords.NOT_AFTER_DUE} and end is not None:
            yield Problem("end_without_fixed", place, {"words": words.value if words else ""})
        yield from _late("end_before_formed", place, known(guarantee, "formed"), known(guarantee, "period_end"))


def _contacts(case: Case) -> Iterator[Problem]:
    signed = {loan.id: known(loan, "signed") for loan in case.loans}
    for position, contact in enumerate(case.contacts):
        place = ("contacts", position, "at")
        yield from _late("contact_before_loan", place, signed.get(contact.loan), known(contact, "at"))


def _events(case: Case) -> Iterator[Problem]:
    loans = {loan.id: loan for loan in case.loans}
    for position, event in enumerate(case.events):
        loan = loans.get(event.loan)
        if loan is None:
            continue
        place: Place = ("events", position, "date")
        yield from _late("event_before_loan", place, known(loan, "signed"), event.date)
        if event.kind is EventKind.NEGOTIATION_AGREED and known(event, "before_due") is True:
            yield from _late("agreed_after_due", ("events", position, "before_due"), event.date, _due(loan, event))
        if event.kind in {EventKind.NEGOTIATION_AGREED, EventKind.LENDER_POLICY_EXTENSION}:
            yield from _late(
                "plan_brings_due_forward", ("events", position, "new_due"), _first_due(loan, event), event.new_due
            )
        if event.instalment is not None and event.instalment not in {entry.no for entry in loan.instalments}:
            numbers = tuple(entry.no for entry in loan.instalments)
            parameters = {"value": event.instalment, "listed": numbers}
            yield Problem("instalment_not_listed", ("events", position, "instalment"), parameters)


def _due(loan: Loan, event: Event) -> date | None:
    found = [entry.due for entry in loan.instalments if entry.no == event.instalment]
    return found[0] if found else known(loan, "final_due")


def _first_due(loan: Loan, event: Event) -> date | None:
    """The day that a plan puts off; one for the whole loan must at least put off its first instalment."""
    if event.instalment is None and loan.instalments:
        return loan.instalments[0].due
    return _due(loan, event)
