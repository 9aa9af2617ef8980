"""Whom and what facts name: every id well formed, listed once, and every tie between two different listed persons."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import attrs

from autograder.fact_kinds import RoleKind
from autograder.facts import Case
from autograder.reading.facts_of import facts_with_places
from autograder.reading.refusals import Place, Problem, close_to
from autograder.stated import raw

ID = re.compile(r"[a-z][a-z0-9_]*")

_PERSONS = frozenset(
    {
        "a", "b", "person", "guarantor", "owner", "from_person", "to_person", "spouse", "target", "subject", "deceased",
        "heir", "debt_assignee", "signed_by", "persons", "co_guarantors", "title", "notified_guarantors", "shares",
        "share_clause_towards_lender", "consent_report_written", "consent_query",
    }
)  # fmt: skip
_LOANS = frozenset({"loan", "legal_rep_act", "lender_knew_regime"})
_ANYBODY = frozenset({("Assignment", "to"), ("Query", "by"), ("Dispute", "by")})


def reference_problems(case: Case) -> Iterator[Problem]:
    """Everything wrong with ids and with the roles and ties that rest on them."""
    if not case.persons:
        yield Problem("no_persons", ("persons",))
    yield from _ids(case)
    yield from _dangling(case)
    yield from _ties(case)
    yield from _roles(case)
    yield from _guarantees(case)


def _ids(case: Case) -> Iterator[Problem]:
    for plural in ("persons", "lenders", "loans", "contacts", "properties"):
        seen: set[str] = set()
        for position, fact in enumerate(raw(case, plural)):
            place = (plural, position, "id")
            if not ID.fullmatch(fact.id):
                yield Problem("bad_id", place, {"value": fact.id})
            elif fact.id in seen:
                yield Problem("id_twice", place, {"value": fact.id})
            seen.add(fact.id)
    persons = {person.id for person in case.persons}
    for position, lender in enumerate(case.lenders):
        if lender.id in persons:
            yield Problem("id_twice", ("lenders", position, "id"), {"value": lender.id})


def _dangling(case: Case) -> Iterator[Problem]:
    persons = tuple(person.id for person in case.persons)
    lenders = tuple(lender.id for lender in case.lenders)
    loans = tuple(loan.id for loan in case.loans)
    properties = tuple(property.id for property in case.properties)
    for place, fact in facts_with_places(case):
        if fact is case:
            continue
        for inner, named in _named(fact):
            field = str(inner[0])
            if field in _PERSONS:
                yield from _listed(named, persons, "person_not_listed", (*place, *inner))
            elif (type(fact).__name__, field) in _ANYBODY:
                yield from _listed(named, (*persons, *lenders), "person_not_listed", (*place, *inner))
            elif field in _LOANS:
                yield from _listed(named, loans, "loan_not_listed", (*place, *inner))
            elif field == "lender":
                yield from _listed(named, lenders, "lender_not_listed", (*place, *inner))
            elif field == "property":
                yield from _listed(named, properties, "property_not_listed", (*place, *inner))


def _named(fact: Any) -> Iterator[tuple[Place, Any]]:
    """What a fact may name: its texts, the entries of its lists, the keys of its mappings."""
    for field in attrs.fields(type(fact)):
        value = raw(fact, field.name)
        if isinstance(value, Mapping):
            yield from (((field.name, key), key) for key in value)
        elif isinstance(value, tuple):
            yield from (((field.name, position), entry) for position, entry in enumerate(value))
        else:
            yield (field.name,), value


def _listed(value: Any, known: tuple[str, ...], reason: str, place: Place) -> Iterator[Problem]:
    if isinstance(value, str) and value not in known:
        yield Problem(reason, place, {"value": value, "listed": known, "close": close_to(value, known)})


def _ties(case: Case) -> Iterator[Problem]:
    for plural in ("relations", "marriages"):
        for position, tie in enumerate(raw(case, plural)):
            if tie.a == tie.b:
                yield Problem("tie_with_oneself", (plural, position, "b"), {"person": tie.a})
    for position, transfer in enumerate(case.transfers):
        if transfer.from_person == transfer.to_person:
            yield Problem("tie_with_oneself", ("transfers", position, "to_person"), {"person": transfer.to_person})
    for position, taken in enumerate(case.debt_transfers):
        if taken.from_person == taken.to_person:
            yield Problem("tie_with_oneself", ("debt_transfers", position, "to_person"), {"person": taken.to_person})


def _roles(case: Case) -> Iterator[Problem]:
    yield from _twice(case.roles, "roles", lambda role: (role.person, role.loan, role.kind), "role_twice")
    promised = {(guarantee.guarantor, guarantee.loan) for guarantee in case.guarantees}
    for position, role in enumerate(case.roles):
        if role.kind is RoleKind.GUARANTOR and (role.person, role.loan) not in promised:
            yield Problem(
                "guarantor_without_guarantee", ("roles", position), {"person": role.person, "loan": role.loan}
            )


def _guarantees(case: Case) -> Iterator[Problem]:
    yield from _twice(case.guarantees, "guarantees", lambda one: (one.guarantor, one.loan), "guarantee_twice")
    named = {(role.person, role.loan) for role in case.roles if role.kind is RoleKind.GUARANTOR}
    owing = {(role.person, role.loan) for role in case.roles if role.kind in {RoleKind.BORROWER, RoleKind.CO_BORROWER}}
    for position, guarantee in enumerate(case.guarantees):
        who = {"person": guarantee.guarantor, "loan": guarantee.loan}
        if (guarantee.guarantor, guarantee.loan) in owing:
            yield Problem("guarantee_of_own_loan", ("guarantees", position, "guarantor"), who)
        if (guarantee.guarantor, guarantee.loan) not in named:
            yield Problem("guarantee_without_role", ("guarantees", position), who)
        if guarantee.guarantor in guarantee.co_guarantors:
            yield Problem(
                "tie_with_oneself", ("guarantees", position, "co_guarantors"), {"person": guarantee.guarantor}
            )


def _twice(facts: Iterable[Any], plural: str, same: Callable[[Any], Any], reason: str) -> Iterator[Problem]:
    seen: dict[Any, int] = {}
    for position, fact in enumerate(facts):
        first = seen.setdefault(same(fact), position)
        if first != position:
            names = {field.name for field in attrs.fields(type(fact))}
            person = fact.person if "person" in names else fact.guarantor
            yield Problem(reason, (plural, position), {"person": person, "loan": fact.loan})
