"""What a person might have signed, promised or left undone about a loan, and what the creditor might have asked."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from autograder.fact_kinds import (
    AccessionTold,
    AccessionWords,
    CreditorActKind,
    EventKind,
    GuaranteeForm,
    PeriodWords,
    RoleKind,
    Signature,
    SpouseActKind,
    StatementForm,
    TypeWords,
)
from autograder.facts import Accession, Act, Case, CreditorAct, Event, Guarantee, Loan, Role, SpouseAct
from autograder.rulebook import Subject
from autograder.stated import raw
from autograder.supposed import Hypothesis, adding, replaced, with_facts
from autograder.vocabulary import Question

_CONTRACTUAL = {Question.LIABILITY, Question.CREDIT_RECORD, Question.SOFT_EFFECT, Question.COLLECTION_CONTACT}
_OWNS_UP = {Question.LIABILITY, Question.COLLECTION_CONTACT}
_SIGNERS = {
    RoleKind.BORROWER, RoleKind.CO_BORROWER, RoleKind.GUARANTOR, RoleKind.DEBT_ACCESSOR, RoleKind.NOMINAL_BORROWER,
    RoleKind.COLLATERAL_PROVIDER, RoleKind.SIGNATURE_WITHOUT_ROLE,
}  # fmt: skip
_OWN_OR_ANOTHERS = {RoleKind.BORROWER, RoleKind.CO_BORROWER, RoleKind.GUARANTOR}
"""Nobody guarantees a loan that is their own."""
_DEBTORS = {RoleKind.BORROWER, RoleKind.CO_BORROWER, RoleKind.NOMINAL_BORROWER, RoleKind.TRUE_USER}
_UNSAID = {
    SpouseActKind.RATIFIED_EXPRESS: "never_adopted", SpouseActKind.REPAY_PLAN_SIGNED: "never_adopted",
    SpouseActKind.CO_SIGNED: "never_co_signed", SpouseActKind.PAID_REPEATEDLY_FROM_OWN_ACCOUNT: "never_paid",
}  # fmt: skip


def promises(case: Case, question: Question, subject: Subject, loan: Loan) -> Iterator[Hypothesis]:
    """The person had put their name to the loan in one way or another, or had not."""
    if question is Question.REMEDIES:
        yield from _paid_for_another(case, subject, loan)
    if question not in _CONTRACTUAL:
        return
    roles = {role.kind for role in case.roles if (role.person, role.loan) == (subject.person, loan.id)}
    signed = raw(loan, "signed")
    day = signed if isinstance(signed, date) else case.as_of - timedelta(days=60)
    for name, kind in (("co_borrower", RoleKind.CO_BORROWER), ("borrower", RoleKind.BORROWER)):
        if not roles & {RoleKind.CO_BORROWER, RoleKind.BORROWER}:
            yield Hypothesis(name, _with_role(subject, loan, kind))
    vouches = any((promise.guarantor, promise.loan) == (subject.person, loan.id) for promise in case.guarantees)
    if not vouches and _another_borrowed(case, subject, loan):
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
        yield from _acts_of_the_spouse(case, subject, loan, day)
    if question is Question.LIABILITY:
        yield from _claims(case, subject, loan)
        yield from _inheritances(case, subject)
    if roles & _SIGNERS:
        yield Hypothesis("never_signed", _without_signature(subject, loan), cost=4)


def burdens(case: Case, subject: Subject, loan: Loan) -> Iterator[Hypothesis]:
    """The person, who has no such part in it, had guaranteed one of the loans or borrowed with the borrower."""
    theirs = Subject(subject.person, loan.id)
    signed = raw(loan, "signed")
    roles = {role.kind for role in case.roles if (role.person, role.loan) == (subject.person, loan.id)}
    if isinstance(signed, date) and not roles & _OWN_OR_ANOTHERS:
        guaranteed = _with_guarantee(theirs, loan, TypeWords.EXPRESS_JOINT, signed)
        yield Hypothesis("guarantor_of", guaranteed, {"loan": loan.id})
        yield Hypothesis("co_borrower_of", _with_role(theirs, loan, RoleKind.CO_BORROWER), {"loan": loan.id})


def _another_borrowed(case: Case, subject: Subject, loan: Loan) -> bool:
    """Whether the loan is another's, so that the person can have guaranteed it."""
    debtors = {role.person for role in case.roles if role.loan == loan.id and role.kind in _DEBTORS}
    return debtors != {subject.person}


def _acts_of_the_spouse(case: Case, subject: Subject, loan: Loan, day: date) -> Iterator[Hypothesis]:
    """A spouse had owned up to the debt afterwards, or had not done what the file says."""
    if any(subject.person in {marriage.a, marriage.b} for marriage in case.marriages):
        act = SpouseAct(spouse=subject.person, loan=loan.id, kind=SpouseActKind.RATIFIED_EXPRESS, date=day)
        yield Hypothesis("spouse_promise", adding(spouse_acts=act))
    done = [act for act in case.spouse_acts if (act.spouse, act.loan) == (subject.person, loan.id)]
    for name in dict.fromkeys(_UNSAID[act.kind] for act in done if act.kind in _UNSAID):
        left = tuple(act for act in case.spouse_acts if act not in done or _UNSAID.get(act.kind) != name)
        yield Hypothesis(name, _with_acts_of_spouses(left), cost=1)


def _with_acts_of_spouses(acts: tuple[SpouseAct, ...]) -> Callable[[Case], Case]:
    return lambda case: with_facts(case, spouse_acts=acts)


def _paid_for_another(case: Case, subject: Subject, loan: Loan) -> Iterator[Hypothesis]:
    """A person without a part in the loan had guaranteed it or borrowed with the borrower, and had paid."""
    roles = {role.kind for role in case.roles if (role.person, role.loan) == (subject.person, loan.id)}
    if roles & _SIGNERS:
        return
    paid = {"loan": loan.id, "date": case.as_of, "person": subject.person, "amount": raw(loan, "nominal")}
    signed = raw(loan, "signed")
    day = signed if isinstance(signed, date) else case.as_of
    guaranteed = _with_guarantee(subject, loan, TypeWords.EXPRESS_JOINT, day)
    by_guarantor = adding(events=Event(kind=EventKind.GUARANTOR_PAID, **paid))
    yield Hypothesis("guaranteed_and_paid", lambda case: by_guarantor(guaranteed(case)))
    borrowed = _with_role(subject, loan, RoleKind.CO_BORROWER)
    by_borrower = adding(events=Event(kind=EventKind.CO_DEBTOR_PAID, **paid))
    yield Hypothesis("borrowed_together_and_paid", lambda case: by_borrower(borrowed(case)))


def _with_role(subject: Subject, loan: Loan, kind: RoleKind, **facts: Any) -> Callable[[Case], Case]:
    """A case in which the person stands on the loan in this role, by their own hand, and in none that it excludes."""
    excluded = {kind} | (_OWN_OR_ANOTHERS if kind in _OWN_OR_ANOTHERS else set())

    def made(case: Case) -> Case:
        mine = [role for role in case.roles if (role.person, role.loan) == (subject.person, loan.id)]
        gone = [role for role in mine if role.kind not in _SIGNERS or role.kind in excluded]
        role = Role(person=subject.person, loan=loan.id, kind=kind, act=Act(signature=Signature.GENUINE))
        kept = tuple(role for role in case.roles if role not in gone)
        promised = tuple(
            one for one in case.guarantees
            if RoleKind.GUARANTOR not in excluded or (one.guarantor, one.loan) != (subject.person, loan.id)
        )  # fmt: skip
        return adding(roles=role, **facts)(with_facts(case, roles=kept, guarantees=promised))

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
        return with_facts(
            case,
            roles=tuple(role for role in case.roles if not theirs(role, "person")),
            guarantees=tuple(promise for promise in case.guarantees if not theirs(promise, "guarantor")),
            accessions=tuple(promise for promise in case.accessions if not theirs(promise, "person")),
            collaterals=tuple(thing for thing in case.collaterals if not theirs(thing, "owner")),
            spouse_acts=tuple(act for act in case.spouse_acts if not theirs(act, "spouse")),
        )

    return made


def _inheritances(case: Case, subject: Subject) -> Iterator[Hypothesis]:
    """An heir had refused the inheritance in time."""
    for place, estate in enumerate(case.inheritances):
        died = next((raw(one, "died") for one in case.persons if one.id == estate.deceased), None)
        if estate.heir == subject.person and isinstance(died, date) and raw(estate, "disclaimed_on") is None:
            refused = replaced(estate, disclaimed_on=died + timedelta(days=1))
            others = (*case.inheritances[:place], refused, *case.inheritances[place + 1 :])
            yield Hypothesis("disclaimed", _with_estates(others), cost=1)


def _with_estates(estates: tuple[Any, ...]) -> Callable[[Case], Case]:
    return lambda case: with_facts(case, inheritances=estates)


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
            yield Hypothesis(name, _with_acts(promise, (*promise.creditor_acts, act)), cost=1)
    if promise.creditor_acts:
        yield Hypothesis("never_asked", _with_acts(promise, ()), cost=1)


def _with_acts(promise: Guarantee, acts: tuple[CreditorAct, ...]) -> Callable[[Case], Case]:
    """A case in which the creditor did just this about a guarantee."""

    def made(case: Case) -> Case:
        key = (promise.guarantor, promise.loan)
        guarantees = tuple(
            replaced(one, creditor_acts=acts) if (one.guarantor, one.loan) == key else one for one in case.guarantees
        )
        return with_facts(case, guarantees=guarantees)

    return made
