"""What might have happened to a loan or in a contact: payments, reports, court measures, other words said."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from autograder.fact_kinds import (
    ContactContent,
    CourtEvent,
    EventKind,
    ListingGround,
    RoleKind,
    SharedDataKind,
    Signature,
)
from autograder.facts import Case, Court, Event, JointApplication, Loan, SharedData
from autograder.rulebook import Subject
from autograder.stated import raw
from autograder.supposed import Hypothesis, adding, replaced, with_facts
from autograder.vocabulary import Question

_ON_THE_CONTRACT = {
    RoleKind.BORROWER, RoleKind.CO_BORROWER, RoleKind.NOMINAL_BORROWER, RoleKind.NAMED_BY_IMPERSONATION,
}  # fmt: skip
_PARTIES = {RoleKind.BORROWER, RoleKind.CO_BORROWER, RoleKind.NOMINAL_BORROWER, RoleKind.GUARANTOR}
_BY_ANOTHER = {Signature.FORGED, Signature.BY_AGENT_WITHOUT_AUTHORITY, Signature.NONE}
_BINDING = {CourtEvent.JUDGMENT, CourtEvent.MEDIATION_PAPER, CourtEvent.EXECUTION_FILED}
TRACES_OF_A_DELAY = {
    EventKind.OVERDUE_START, EventKind.OVERDUE_CLEARED, EventKind.SETTLED_FULL, EventKind.PAID_FULL_INSTALMENT,
    EventKind.PAID_PART, EventKind.REPORTED_ADVERSE, EventKind.PRIOR_NOTICE_ADVERSE, EventKind.DUE,
}  # fmt: skip
"""What a file tells of a loan only because of how it was paid."""


def payments(case: Case, question: Question, loan: Loan) -> Iterator[Hypothesis]:
    """Every sum was paid when due, or all is paid by now; nobody pays a loan that was taken in a stranger's name.

    The soft effects on somebody beside the loan hang on its delay too.
    """
    due = raw(loan, "final_due")
    roles = [role for role in case.roles if role.loan == loan.id and role.kind in _ON_THE_CONTRACT]
    strange = any(
        role.kind is RoleKind.NAMED_BY_IMPERSONATION or raw(role.act, "signature") in _BY_ANOTHER for role in roles
    )
    if question not in {Question.CREDIT_RECORD, Question.SOFT_EFFECT} or strange or not isinstance(due, date):
        return
    if due <= case.as_of:
        yield Hypothesis("paid_in_time", _all_paid_when_due(loan, due), {"loan": loan.id})
    settled = Event(loan=loan.id, kind=EventKind.SETTLED_FULL, date=case.as_of, amount=raw(loan, "nominal"))
    if not any(event.loan == loan.id and event.kind is EventKind.SETTLED_FULL for event in case.events):
        yield Hypothesis("paid_by_now", adding(events=settled), {"loan": loan.id})


def _all_paid_when_due(loan: Loan, due: date) -> Callable[[Case], Case]:
    """A case in which no sum was late, with none of the traces that a delay leaves."""
    days: list[tuple[int | None, date, Any]] = [(part.no, part.due, raw(part, "amount")) for part in loan.instalments]
    days = days or [(None, due, raw(loan, "nominal"))]
    paid = tuple(
        Event(loan=loan.id, kind=EventKind.PAID_FULL_INSTALMENT, date=day, instalment=number, amount=amount)
        for number, day, amount in days
    )

    def made(case: Case) -> Case:
        others = tuple(one for one in case.events if one.loan != loan.id or one.kind not in TRACES_OF_A_DELAY)
        months = tuple(one for one in case.month_entries if one.loan != loan.id)
        return with_facts(case, events=(*others, *paid), month_entries=months)

    return made


def reports(case: Case, question: Question, subject: Subject, loan: Loan) -> Iterator[Hypothesis]:
    """The lender had reported a delay of somebody who was not late, or had no part in the loan at all."""
    if question not in {Question.CREDIT_RECORD, Question.DISPUTE, Question.REMEDIES}:
        return
    signed = raw(loan, "signed")
    if not isinstance(signed, date) or signed >= case.as_of:
        return
    party = any((one.person, one.loan) == (subject.person, loan.id) and one.kind in _PARTIES for one in case.roles)
    report = Event(
        loan=loan.id, kind=EventKind.REPORTED_ADVERSE, date=signed + timedelta(days=1), person=subject.person
    )
    yield Hypothesis("reported_too_early" if party else "reported_as_party", adding(events=report), cost=3)


def court_measures(case: Case, question: Question, subject: Subject, loan: Loan) -> Iterator[Hypothesis]:
    """A court had ordered the person to pay, restricted or listed that person, or had not."""
    if question not in {Question.ENFORCEMENT, Question.CREDIT_RECORD, Question.REMEDIES}:
        return
    theirs = [one for one in case.court if subject.person in one.persons]
    judged = any(one.event in _BINDING for one in theirs)
    if judged:
        others = tuple(one for one in case.court if subject.person not in one.persons)
        yield Hypothesis("no_judgment", lambda case: with_facts(case, court=others))
    else:
        yield Hypothesis("judgment", _with_court(case, subject, loan, CourtEvent.JUDGMENT))
    for event in (CourtEvent.EXECUTION_FILED, CourtEvent.CONSUMPTION_LIMITED, CourtEvent.LISTED_DISHONEST):
        if not any(one.event is event for one in theirs):
            before = () if judged else (CourtEvent.JUDGMENT,)
            name = event.value if judged else f"judgment_and_{event.value}"
            yield Hypothesis(name, _with_court(case, subject, loan, *before, event), cost=3)


def _with_court(case: Case, subject: Subject, loan: Loan, *events: CourtEvent) -> Callable[[Case], Case]:
    """A case in which a court took these steps, one a day up to the day before it is looked at."""
    days = range(len(events), 0, -1)
    steps = tuple(
        Court(
            event=event, date=case.as_of - timedelta(days=ago), persons=(subject.person,), loan=loan.id,
            ground=ListingGround.HINDERS_ENFORCEMENT,
        )
        for ago, event in zip(days, events, strict=True)
    )  # fmt: skip
    return lambda case: with_facts(case, court=(*case.court, *steps))


def contents(subject: Subject) -> Iterator[Hypothesis]:
    """Something more, or something less, had been said in the contact."""
    contact = subject.contact
    assert contact is not None
    for said in ContactContent:
        less = said in contact.content
        content = contact.content - {said} if less else contact.content | {said}
        if content:
            made = _with_content(contact.id, content)
            yield Hypothesis("not_said" if less else "said", made, {"content": said}, cost=1 if less else 2)


def threats(case: Case, question: Question, subject: Subject) -> Iterator[Hypothesis]:
    """A collector who reached the person had made a threat as well."""
    if question is not Question.REMEDIES:
        return
    for contact in case.contacts:
        if contact.target == subject.person and ContactContent.THREAT_PERSONAL_SAFETY not in contact.content:
            threat = contact.content | {ContactContent.THREAT_PERSONAL_SAFETY}
            yield Hypothesis("threatened", _with_content(contact.id, threat))
            return


def _with_content(id: str, content: frozenset[ContactContent]) -> Callable[[Case], Case]:
    def made(case: Case) -> Case:
        contacts = tuple(
            replaced(contact, content=content) if contact.id == id else contact for contact in case.contacts
        )
        return with_facts(case, contacts=contacts)

    return made


def shared_things(case: Case, subject: Subject) -> Iterator[Hypothesis]:
    """The person applied alone, or with the spouse; shared nothing, or the address of each of the others."""
    if any(subject.person in one.persons for one in case.joint_applications):
        alone = tuple(one for one in case.joint_applications if subject.person not in one.persons)
        yield Hypothesis("applied_alone", lambda case: with_facts(case, joint_applications=alone), cost=1)
    for tie in case.marriages:
        if subject.person in {tie.a, tie.b} and case.lenders:
            day = case.as_of - timedelta(days=1)
            both = JointApplication(persons=(tie.a, tie.b), lender=case.lenders[0].id, date=day)
            yield Hypothesis("applied_together", adding(joint_applications=both))
    if any(subject.person in shared.persons for shared in case.shared_data):
        apart = tuple(shared for shared in case.shared_data if subject.person not in shared.persons)
        yield Hypothesis("shares_nothing", lambda case: with_facts(case, shared_data=apart))
    for other in case.persons:
        if other.id != subject.person:
            together = SharedData(persons=(subject.person, other.id), kind=SharedDataKind.ADDRESS)
            yield Hypothesis("shares_address", adding(shared_data=together), {"other_person": other.id})
