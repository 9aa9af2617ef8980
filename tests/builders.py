"""Small cases for tests: every part has a default, the persons are those whom the other parts name."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from autograder.fact_kinds import (
    GuaranteeForm,
    LenderKind,
    PeriodWords,
    Product,
    Purpose,
    RoleKind,
    Signature,
    TypeWords,
)
from autograder.facts import Act, Case, Guarantee, Lender, Loan, Marriage, Person, Role
from autograder.rulebook import Subject
from autograder.solve import Finding, find
from autograder.vocabulary import Question

LOAN = "loan1"
"""The id of the loan that every builder means unless told otherwise."""


def a_person(id: str, **facts: Any) -> Person:
    """An adult called as the id says."""
    return Person(**{"id": id, "name": id, "name_en": id, **facts})


def a_lender(**facts: Any) -> Lender:
    """A connected consumer-finance company."""
    default: dict[str, Any] = {
        "id": "lender", "name": "lender", "name_en": "lender", "kind": LenderKind.CONSUMER_FINANCE,
        "pboc_connected": True,
    }  # fmt: skip
    return Lender(**{**default, **facts})


def a_loan(**facts: Any) -> Loan:
    """An online loan of 30,000 for personal use, signed on 2024-01-10 and due on 2025-01-10."""
    default: dict[str, Any] = {
        "id": LOAN, "lender": "lender", "signed": date(2024, 1, 10), "product": Product.ONLINE_CONSUMER,
        "nominal": Decimal(30_000), "final_due": date(2025, 1, 10), "purpose_actual": Purpose.PERSONAL,
    }  # fmt: skip
    return Loan(**{**default, **facts})


def a_role(person: str, kind: RoleKind = RoleKind.BORROWER, *, act: dict[str, Any] | None = None, **facts: Any) -> Role:
    """A role, signed with the person's own hand unless `act` says more."""
    made = Act(**{"signature": Signature.GENUINE, **(act or {})})
    return Role(**{"person": person, "loan": LOAN, "kind": kind, "act": made, **facts})


def a_guarantee(guarantor: str, **facts: Any) -> Guarantee:
    """A written guarantee of 2024-01-10 that says nothing of its kind or period."""
    default: dict[str, Any] = {
        "guarantor": guarantor, "loan": LOAN, "formed": date(2024, 1, 10), "form": GuaranteeForm.WRITTEN_SEPARATE,
        "type_words": TypeWords.NONE, "period_words": PeriodWords.NONE,
    }  # fmt: skip
    return Guarantee(**{**default, **facts})


def a_marriage(a: str, b: str, **facts: Any) -> Marriage:
    """A marriage since 2015-06-01."""
    return Marriage(**{"a": a, "b": b, "since": date(2015, 6, 1), **facts})


def a_case(**parts: Any) -> Case:
    """A case seen from 2025-06-02; without parts, one borrower and nobody else."""
    default: dict[str, Any] = {
        "id": "test_case", "as_of": date(2025, 6, 2), "lenders": (a_lender(),), "loans": (a_loan(),),
        "roles": (a_role("borrower"),),
    }  # fmt: skip
    made = {**default, **parts}
    told = {person.id for person in made.get("persons", ())}
    others = [id for id in dict.fromkeys(_named(made)) if id not in told]
    made["persons"] = (*made.get("persons", ()), *(a_person(id) for id in others))
    return Case(**made)


def _named(parts: dict[str, Any]) -> Iterator[str]:
    """Every person whom some part names."""
    who = {
        "roles": ("person",), "guarantees": ("guarantor",), "marriages": ("a", "b"), "relations": ("a", "b"),
        "spouse_acts": ("spouse",), "contacts": ("target",), "collaterals": ("owner",), "accessions": ("person",),
    }  # fmt: skip
    for plural, fields in who.items():
        yield from _people(parts.get(plural, ()), fields)


def _people(facts: Iterable[Any], fields: tuple[str, ...]) -> Iterator[str]:
    for fact in facts:
        yield from (getattr(fact, field) for field in fields)


def found(case: Case, person: str, question: Question = Question.LIABILITY, loan: str = LOAN) -> Finding:
    """The finding about one person on one loan."""
    return find(case, question, Subject(person, loan))
