"""A loan that is a year old and overdue since January, and the people around it, for tests of records."""

from datetime import date
from decimal import Decimal
from typing import Any

from autograder.fact_kinds import (
    EventKind,
    Fault,
    LegalRepresentativeAct,
    Purpose,
    RoleKind,
    Signature,
    SpouseActKind,
)
from autograder.facts import (
    Act,
    Case,
    Event,
    Guarantee,
    Marriage,
    Role,
    SpouseAct,
)
from autograder.vocabulary import CreditRecord
from tests.rules.record_builders import (
    a_case,
    a_guarantee,
    a_lender,
    a_loan,
    a_person,
    a_role,
    an_event,
    record,
)

R = CreditRecord
Facts = dict[str, Any]
AS_OF, DUE, SIGNED = date(2026, 5, 5), date(2026, 1, 5), date(2025, 1, 6)
NOT_DUE: Facts = {"final_due": date(2027, 1, 5)}
FORGED = Act(signature=Signature.FORGED, signed_by="wang", ratified_on=None, apparent_authority=False)
WANG = a_role("wang")


def rules_on(case: Case, person: str) -> set[str]:
    return {trial.card.name for trial in record(case, person).verdict.standing}


def lent(*roles: Role, loan: Facts | None = None, as_of: date = AS_OF, connected: bool = True, **facts: Any) -> Case:
    """A loan signed a year ago and overdue since January, with these people on it."""
    usual: Facts = {
        "signed": SIGNED, "purpose_actual": Purpose.PERSONAL, "within_daily_needs": False,
        "consent_report_written": {"wang": True, "other": True},
    }  # fmt: skip
    lender = facts.pop("lender", a_lender(pboc_connected=connected))
    loan1 = a_loan(DUE, **(usual | (loan or {})))
    return a_case(as_of, loan1, *roles, lender=lender, **({"persons": (a_person("other"),)} | facts))


def reported(*names: str | None, day: date = date(2026, 3, 2)) -> tuple[Event, ...]:
    notices = (an_event(EventKind.PRIOR_NOTICE_ADVERSE, day, person=name) for name in names)
    return (*notices, *(an_event(EventKind.REPORTED_ADVERSE, day, person=name) for name in names))


def past(start: date, cleared: date) -> tuple[Event, ...]:
    return an_event(EventKind.OVERDUE_START, start), an_event(EventKind.OVERDUE_CLEARED, cleared)


def a_minor(id: str) -> Any:
    return a_person(id, born=date(2010, 3, 3), legal_rep_act={"loan1": LegalRepresentativeAct.REFUSED})


MINORS_ACT = Act(signature=Signature.GENUINE, kept_money=None)
GUARANTOR = a_role("other", RoleKind.GUARANTOR)


def a_vow(**facts: Any) -> tuple[Guarantee, ...]:
    return (a_guarantee("other", SIGNED, **facts),)


def ended() -> Facts:
    """A guarantee of a loan that fell due long ago: its six months are over."""
    return {"guarantees": a_vow(), "loan": {"final_due": date(2025, 3, 3)}}


def a_wife(**facts: Any) -> Facts:
    """Who has said that she would pay too."""
    said = SpouseAct(spouse="other", loan="loan1", kind=SpouseActKind.RATIFIED_EXPRESS, date=date(2025, 6, 2))
    return {"marriages": (Marriage(a="wang", b="other", since=date(2016, 5, 3)),), "spouse_acts": (said,), **facts}


UNBOUND = [
    ((WANG, a_role("other", RoleKind.CO_BORROWER, FORGED)), {}),
    ((a_role("other", act=FORGED),), {"persons": (a_person("wang"), a_person("other"))}),
    ((a_role("other", act=MINORS_ACT),), {"persons": (a_minor("other"),)}),
    ((WANG, a_role("other", RoleKind.CO_BORROWER, MINORS_ACT)), {"persons": (a_minor("other"),)}),
    ((WANG, a_role("other", RoleKind.GUARANTOR, FORGED)), {"guarantees": a_vow()}),
    (
        (WANG, a_role("other", RoleKind.GUARANTOR, MINORS_ACT)),
        {"guarantees": a_vow(fault=Fault.NONE), "persons": (a_minor("other"),)},
    ),
    ((WANG,), {}),
]  # fmt: skip


def a_payment(person: str | None = "other", amount: int | None = None) -> Event:
    told = None if amount is None else Decimal(amount)
    return an_event(EventKind.GUARANTOR_PAID, date(2026, 4, 1), person=person, amount=told)
