"""Things that no fact of a file says but that might have happened: had she signed, had he been sued.

A hypothesis has a name, whose words stand under `explain.hypotheses`, and makes of a case one in which it is so. They
are what the what-if search tries beside the facts that a case does state.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import attrs

from autograder.fact_kinds import (
    AccessionTold,
    AccessionWords,
    ContactContent,
    CourtEvent,
    CreditorActKind,
    EventKind,
    GuaranteeForm,
    PeriodWords,
    RoleKind,
    SharedDataKind,
    Signature,
    SpouseActKind,
    StatementForm,
    TypeWords,
)
from autograder.facts import (
    Accession,
    Act,
    Case,
    Court,
    CreditorAct,
    Event,
    Guarantee,
    Loan,
    Role,
    SharedData,
    SpouseAct,
)
from autograder.rulebook import Subject
from autograder.stated import raw
from autograder.vocabulary import Question

_CONTRACTUAL = {Question.LIABILITY, Question.CREDIT_RECORD, Question.SOFT_EFFECT, Question.COLLECTION_CONTACT}
_OWNS_UP = {Question.LIABILITY, Question.COLLECTION_CONTACT}


@attrs.frozen
class Hypothesis:
    """Something that might have been so: its name, the case in which it is, and what its words need to know."""

    name: str
    made: Callable[[Case], Case]
    details: dict[str, Any] = attrs.field(factory=dict)


def hypotheses(case: Case, question: Question, subject: Subject) -> Iterator[Hypothesis]:
    """What is worth supposing about a person (and a loan or contact) when a question is asked."""
    loan = next((loan for loan in case.loans if loan.id == subject.loan), None)
    if loan is not None and question in _CONTRACTUAL:
        yield from _promises(case, question, subject, loan)
    if loan is not None and question is Question.CREDIT_RECORD:
        yield from _payments(case, loan)
    if loan is not None and question in {Question.ENFORCEMENT, Question.CREDIT_RECORD, Question.REMEDIES}:
        yield from _judgments(case, subject, loan)
    if subject.contact is not None:
        yield from _contents(subject)
    if question is Question.SOFT_EFFECT:
        yield from _shared_things(case, subject)


def _shared_things(case: Case, subject: Subject) -> Iterator[Hypothesis]:
    """The person shared no phone, address or the like, or shared the address of each of the others."""
    if any(subject.person in shared.persons for shared in case.shared_data):
        apart = tuple(shared for shared in case.shared_data if subject.person not in shared.persons)
        yield Hypothesis("shares_nothing", lambda case: _case(case, shared_data=apart))
    for other in case.persons:
        if other.id != subject.person:
            together = SharedData(persons=(subject.person, other.id), kind=SharedDataKind.ADDRESS)
            yield Hypothesis("shares_address", _adding(shared_data=together), {"other_person": other.id})


def _promises(case: Case, question: Question, subject: Subject, loan: Loan) -> Iterator[Hypothesis]:
    """The person had put their name to the loan in one way or another, or had not."""
    roles = {role.kind for role in case.roles if (role.person, role.loan) == (subject.person, loan.id)}
    signed = raw(loan, "signed")
    day = signed if isinstance(signed, date) else case.as_of - timedelta(days=60)
    for name, kind in (("co_borrower", RoleKind.CO_BORROWER), ("borrower", RoleKind.BORROWER)):
        if kind not in roles:
            yield Hypothesis(name, _with_role(subject, loan, kind))
    if not any((promise.guarantor, promise.loan) == (subject.person, loan.id) for promise in case.guarantees):
        for name, words in (
            ("joint_guarantee", TypeWords.EXPRESS_JOINT),
            ("general_guarantee", TypeWords.EXPRESS_GENERAL),
        ):
            yield Hypothesis(name, _with_guarantee(subject, loan, words, day))
    if question in _OWNS_UP:
        joined = Accession(
            person=subject.person, loan=loan.id, date=day, form=StatementForm.WRITTEN, told=AccessionTold.CREDITOR,
            words=AccessionWords.JOIN_CLEAR, scope=None,
        )  # fmt: skip
        yield Hypothesis("accession", _with_role(subject, loan, RoleKind.DEBT_ACCESSOR, accessions=joined))
        if any(subject.person in {marriage.a, marriage.b} for marriage in case.marriages):
            act = SpouseAct(spouse=subject.person, loan=loan.id, kind=SpouseActKind.RATIFIED_EXPRESS, date=day)
            yield Hypothesis("spouse_promise", _adding(spouse_acts=act))
    if question is Question.LIABILITY:
        yield from _claims(case, subject, loan)
    if roles & _SIGNERS:
        yield Hypothesis("never_signed", _without_signature(subject, loan))


_SIGNERS = {
    RoleKind.BORROWER, RoleKind.CO_BORROWER, RoleKind.GUARANTOR, RoleKind.DEBT_ACCESSOR, RoleKind.NOMINAL_BORROWER,
    RoleKind.COLLATERAL_PROVIDER, RoleKind.SIGNATURE_WITHOUT_ROLE,
}  # fmt: skip


def _adding(**facts: Any) -> Callable[[Case], Case]:
    """A case with one fact more in each of these plurals."""
    return lambda case: _case(case, **{plural: (*getattr(case, plural), one) for plural, one in facts.items()})


def _case(case: Any, **parts: Any) -> Case:
    kept = {field.name: raw(case, field.name) for field in attrs.fields(type(case))}
    return Case(**{**kept, **parts})


def _with_role(subject: Subject, loan: Loan, kind: RoleKind, **facts: Any) -> Callable[[Case], Case]:
    """A case in which the person stands on the loan in this role, by their own hand, and in no idle role."""

    def made(case: Case) -> Case:
        mine = [role for role in case.roles if (role.person, role.loan) == (subject.person, loan.id)]
        idle = [role for role in mine if role.kind not in _SIGNERS]
        role = Role(person=subject.person, loan=loan.id, kind=kind, act=Act(signature=Signature.GENUINE))
        return _adding(roles=role, **facts)(_case(case, roles=tuple(role for role in case.roles if role not in idle)))

    return made


def _with_guarantee(subject: Subject, loan: Loan, words: TypeWords, day: date) -> Callable[[Case], Case]:
    """A case in which the person guaranteed the loan in writing, for a period that is still running."""

    def made(case: Case) -> Case:
        promise = Guarantee(
            guarantor=subject.person, loan=loan.id, formed=day, form=GuaranteeForm.WRITTEN_SEPARATE, type_words=words,
            period_words=PeriodWords.FIXED, period_end=case.as_of + timedelta(days=365),
        )  # fmt: skip
        return _with_role(subject, loan, RoleKind.GUARANTOR, guarantees=promise)(case)

    return made


def _without_signature(subject: Subject, loan: Loan) -> Callable[[Case], Case]:
    """A case in which the person's name stands nowhere on the loan."""

    def theirs(fact: Any, *fields: str) -> bool:
        return fact.loan == loan.id and subject.person in {getattr(fact, field) for field in fields}

    def made(case: Case) -> Case:
        return _case(
            case,
            roles=tuple(role for role in case.roles if not theirs(role, "person")),
            guarantees=tuple(promise for promise in case.guarantees if not theirs(promise, "guarantor")),
            accessions=tuple(promise for promise in case.accessions if not theirs(promise, "person")),
            collaterals=tuple(thing for thing in case.collaterals if not theirs(thing, "owner")),
            spouse_acts=tuple(act for act in case.spouse_acts if not theirs(act, "spouse")),
        )

    return made


def _claims(case: Case, subject: Subject, loan: Loan) -> Iterator[Hypothesis]:
    """The creditor of a guarantee had acted in time, or not at all."""
    promise = next((one for one in case.guarantees if (one.guarantor, one.loan) == (subject.person, loan.id)), None)
    due = raw(loan, "final_due")
    if promise is None or not isinstance(due, date):
        return
    for name, kind in (
        ("sued_in_time", CreditorActKind.SUED_DEBTOR),
        ("demanded_in_time", CreditorActKind.DEMANDED_GUARANTOR),
    ):
        act = CreditorAct(kind=kind, date=due + timedelta(days=1), served_guarantor=True)
        if act.date <= case.as_of:
            yield Hypothesis(name, _with_acts(promise, (*promise.creditor_acts, act)))
    if promise.creditor_acts:
        yield Hypothesis("never_asked", _with_acts(promise, ()))


def _with_acts(promise: Guarantee, acts: tuple[CreditorAct, ...]) -> Callable[[Case], Case]:
    """A case in which the creditor did just this about a guarantee."""

    def made(case: Case) -> Case:
        key = (promise.guarantor, promise.loan)
        guarantees = tuple(
            _replaced(one, creditor_acts=acts) if (one.guarantor, one.loan) == key else one for one in case.guarantees
        )
        return _case(case, guarantees=guarantees)

    return made


def _payments(case: Case, loan: Loan) -> Iterator[Hypothesis]:
    """Everything was paid when due, or is paid by now."""
    due = raw(loan, "final_due")
    kept = tuple(event for event in case.events if event.loan != loan.id)
    for name, day in (("paid_in_time", due), ("paid_by_now", case.as_of)):
        if isinstance(day, date) and day <= case.as_of:
            paid = Event(loan=loan.id, kind=EventKind.SETTLED_FULL, date=day, amount=raw(loan, "nominal"))
            events = (*kept, paid) if name == "paid_in_time" else (*case.events, paid)
            yield Hypothesis(name, _with_events(events))


def _with_events(events: tuple[Event, ...]) -> Callable[[Case], Case]:
    """A case in which just these things happened."""
    return lambda case: _case(case, events=events)


def _judgments(case: Case, subject: Subject, loan: Loan) -> Iterator[Hypothesis]:
    """A court had ordered the person to pay, or had not."""
    against = [one for one in case.court if one.event is CourtEvent.JUDGMENT and subject.person in one.persons]
    if against:
        others = tuple(one for one in case.court if subject.person not in one.persons)
        yield Hypothesis("no_judgment", lambda case: _case(case, court=others))
    else:
        day = case.as_of - timedelta(days=30)
        order = Court(event=CourtEvent.JUDGMENT, date=day, persons=(subject.person,), loan=loan.id)
        yield Hypothesis("judgment", _adding(court=order))


def _contents(subject: Subject) -> Iterator[Hypothesis]:
    """Something more, or something less, had been said in the contact."""
    contact = subject.contact
    assert contact is not None
    for said in ContactContent:
        name, content = (
            ("not_said", contact.content - {said}) if said in contact.content else ("said", contact.content | {said})
        )
        if content:
            yield Hypothesis(name, _with_content(contact.id, content), {"content": said})


def _with_content(id: str, content: frozenset[ContactContent]) -> Callable[[Case], Case]:
    def made(case: Case) -> Case:
        contacts = tuple(
            _replaced(contact, content=content) if contact.id == id else contact for contact in case.contacts
        )
        return _case(case, contacts=contacts)

    return made


def _replaced(fact: Any, **parts: Any) -> Any:
    kept = {field.name: raw(fact, field.name) for field in attrs.fields(type(fact))}
    return type(fact)(**{**kept, **parts})
