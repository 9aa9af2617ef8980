"""(case, question, subject) -> Finding: the rules weighed, every unknown fact tried each way."""

from collections.abc import Iterator

import autograder.rules as rules
from autograder.fact_kinds import AccessionWords, EventKind, Product, RoleKind
from autograder.facts import Case
from autograder.findings import Finding, answer_codes, merged
from autograder.rulebook import NotModelled, Subject, Undecided, rules_for
from autograder.stated import UNKNOWN, raw
from autograder.unknowns import Completions, FactNotWritten, TooManyUnknowns
from autograder.vocabulary import ON_OCCASION, Question


def solve(case: Case, *, about: str | None = None, question: Question | None = None) -> tuple[Finding, ...]:
    """Every finding of a case, or those about one person or one question.

    Raises `FactNotWritten`, `TooManyUnknowns` or `NotModelled` where the case cannot be decided as written.
    """
    found = (
        _arising(case, asked, subject)
        for asked in ([question] if question else Question)
        for subject in _concerned(case, asked)
        if about is None or subject.person == about
    )
    return tuple(finding for finding in found if finding)


def subjects(case: Case, question: Question) -> Iterator[Subject]:
    """About whom a question arises in a case."""
    for subject in _concerned(case, question):
        if question not in ON_OCCASION or _arises(case, question, subject):
            yield subject


def _concerned(case: Case, question: Question) -> Iterator[Subject]:
    """About whom a question could arise."""
    if not rules_for(question):
        return
    if question is Question.COLLECTION_CONTACT:
        yield from (Subject(contact.target, contact.loan, contact) for contact in case.contacts)
    elif question is Question.NEGOTIATION:
        yield from _negotiators(case)
    elif question is Question.SOFT_EFFECT:
        yield from (Subject(person.id) for person in case.persons)
    elif question is Question.AMOUNT:
        yield from _named_debtors(case)
    else:
        yield from (Subject(person.id, loan.id) for loan in case.loans for person in case.persons)


def _arising(case: Case, question: Question, subject: Subject) -> Finding | None:
    """The finding, or None where an occasional question does not arise for the person."""
    try:
        return find(case, question, subject)
    except Undecided:
        if question in ON_OCCASION:
            return None
        raise
    except FactNotWritten:
        if question in ON_OCCASION and not _arises(case, question, subject):
            return None
        raise


def _arises(case: Case, question: Question, subject: Subject) -> bool:
    """Whether some rule speaks about the person, or would if the unknown facts turned out so."""
    try:
        return bool(find(case, question, subject, strict=False))
    except (TooManyUnknowns, NotModelled, Undecided) as why:
        return not isinstance(why, Undecided)


def _negotiators(case: Case) -> Iterator[Subject]:
    """Those who owe a loan on which a plan was asked for, agreed or broken; every loan beside a credit card."""
    talks = {kind for kind in EventKind if kind.startswith(("negotiation_", "plan_"))}
    debtors = {RoleKind.BORROWER, RoleKind.CO_BORROWER, RoleKind.NOMINAL_BORROWER}
    beside_card = any(raw(loan, "product") in {Product.CREDIT_CARD, UNKNOWN} for loan in case.loans)
    for loan in case.loans:
        if beside_card or any(event.loan == loan.id and event.kind in talks for event in case.events):
            owing = [role.person for role in case.roles if role.loan == loan.id and role.kind in debtors]
            yield from (Subject(person, loan.id) for person in dict.fromkeys(owing))


def _named_debtors(case: Case) -> Iterator[Subject]:
    """Those whom the contract or a promise of their own names as debtors of a loan."""
    debtors = {
        RoleKind.BORROWER, RoleKind.CO_BORROWER, RoleKind.NOMINAL_BORROWER, RoleKind.GUARANTOR, RoleKind.DEBT_ACCESSOR,
    }  # fmt: skip
    comfort = {AccessionWords.PAY_SOME_ONLY, AccessionWords.MORAL_COMFORT}
    for loan in case.loans:
        named = [role.person for role in case.roles if role.loan == loan.id and role.kind in debtors]
        joined = [one.person for one in case.accessions if one.loan == loan.id and raw(one, "words") not in comfort]
        yield from (Subject(person, loan.id) for person in dict.fromkeys([*named, *joined]))


def find(case: Case, question: Question, subject: Subject, *, strict: bool = True) -> Finding:
    """One finding. With `strict` a fact that the file leaves out is refused; otherwise it counts as unknown.

    Raises `FactNotWritten`, `TooManyUnknowns`, `NotModelled`, `RuleConflict`, or `Undecided` if it does not arise.
    """
    rules.require_modelled(case)
    tree = Completions(question, case)
    tree.explore(case, subject, strict=strict)
    if not any(leaf.decision.standing and leaf.decision.codes() for leaf in tree.leaves):
        raise Undecided(f"{question} does not arise for {subject.person} on {subject.loan}")
    return merged(question, subject, tree.decisive.values(), tree.leaves)


__all__ = [
    "FactNotWritten", "Finding", "NotModelled", "TooManyUnknowns", "answer_codes", "find", "solve", "subjects",
]  # fmt: skip
