"""Small cases for rules on records, collection contacts and plans: one bank, one loan, and who stands around it."""

from datetime import date, datetime
from decimal import Decimal
from importlib import import_module
from typing import Any

from autograder.fact_kinds import (
    Channel,
    ContactActor,
    ContactContent,
    DataSource,
    DebtorStatus,
    EventKind,
    GuaranteeForm,
    LenderKind,
    PeriodWords,
    Product,
    RoleKind,
    Signature,
    TypeWords,
)
from autograder.facts import Act, Case, Contact, Event, Guarantee, Lender, Loan, Person, Role
from autograder.rulebook import Subject
from autograder.solve import Finding, find
from autograder.vocabulary import Question

for part in ("collection_manner", "credit_record_faults"):
    import_module(f"autograder.rules.{part}")

GENUINE = Act(signature=Signature.GENUINE)


def a_person(id: str, **facts: Any) -> Person:
    return Person(id=id, name=id, name_en=id, **facts)


def a_loan(due: date, id: str = "loan1", **facts: Any) -> Loan:
    usual: dict[str, Any] = {
        "lender": "bank",
        "signed": date(2019, 1, 8) if due < date(2022, 1, 1) else date(2021, 6, 1),
        "product": Product.ONLINE_CONSUMER,
        "nominal": Decimal(20_000),
        "final_due": due,
        "rate_apr": Decimal(12),
        "all_in_cost_apr": Decimal(15),
    }
    return Loan(id=id, **(usual | facts))


def a_lender(**facts: Any) -> Lender:
    usual: dict[str, Any] = {"kind": LenderKind.CONSUMER_FINANCE, "pboc_connected": True, "cba_member": False}
    return Lender(id="bank", name="银行", name_en="Bank", **(usual | facts))


def a_role(person: str, kind: RoleKind = RoleKind.BORROWER, act: Act = GENUINE, **facts: Any) -> Role:
    return Role(person=person, loan="loan1", kind=kind, act=act, **facts)


def an_event(kind: EventKind, day: date, **facts: Any) -> Event:
    return Event(loan="loan1", kind=kind, date=day, **facts)


def a_call(target: str, at: datetime, *content: ContactContent, id: str = "call1", **facts: Any) -> Contact:
    usual: dict[str, Any] = {
        "actor": ContactActor.AGENCY,
        "loan": "loan1",
        "channel": Channel.CALL,
        "connected": True,
        "target_refused_before": False,
        "debtor_status_then": DebtorStatus.REACHABLE,
        "data_source": DataSource.LENDER_OWN_CUSTOMER,
    }
    return Contact(id=id, at=at, target=target, content=frozenset(content), **(usual | facts))


def a_case(as_of: date, loan: Loan, *roles: Role, lender: Lender | None = None, **facts: Any) -> Case:
    """A case with one loan; everybody whom a role or a contact names is in it, besides those in `persons`."""
    told: tuple[Person, ...] = facts.pop("persons", ())
    names = [role.person for role in roles] + [contact.target for contact in facts.get("contacts", ())]
    known = {person.id: person for person in told}
    for name in names:
        known.setdefault(name, a_person(name))
    return Case(
        id="case",
        as_of=as_of,
        persons=tuple(known.values()),
        lenders=(lender or a_lender(),),
        loans=(loan,),
        roles=roles,
        **facts,
    )


def record(case: Case, person: str) -> Finding:
    return find(case, Question.CREDIT_RECORD, Subject(person, "loan1"))


def contacted(case: Case, id: str = "call1") -> Finding:
    contact = next(contact for contact in case.contacts if contact.id == id)
    return find(case, Question.COLLECTION_CONTACT, Subject(contact.target, contact.loan, contact))


def plan(case: Case, person: str) -> Finding:
    return find(case, Question.NEGOTIATION, Subject(person, "loan1"))


def a_guarantee(guarantor: str, formed: date, **facts: Any) -> Guarantee:
    usual: dict[str, Any] = {
        "form": GuaranteeForm.WRITTEN_SEPARATE,
        "type_words": TypeWords.NONE,
        "period_words": PeriodWords.NONE,
    }
    return Guarantee(guarantor=guarantor, loan="loan1", formed=formed, **(usual | facts))
