"""Where a rule finds the fact it asks about. Lookups decide nothing; a helper that concludes belongs to a rule."""

from datetime import date

from autograder.fact_kinds import CourtEvent, EventKind, GuaranteedDebt, RoleKind, VariationKind
from autograder.facts import (
    Accession,
    Case,
    Court,
    DebtTransfer,
    Event,
    Guarantee,
    Lender,
    Loan,
    Marriage,
    Person,
    Role,
    Variation,
)
from autograder.rulebook import Subject
from autograder.rules.doubtful_promise import supposed_guarantee


def person_of(case: Case, subject: Subject) -> Person:
    """The person asked about."""
    return person(case, subject.person)


def person(case: Case, id: str) -> Person:
    """The person with this id."""
    for one in case.persons:
        if one.id == id:
            return one
    raise LookupError(id)


def loan_of(case: Case, subject: Subject) -> Loan:
    """The loan asked about."""
    for loan in case.loans:
        if loan.id == subject.loan:
            return loan
    raise LookupError(subject.loan)


def lender_of(case: Case, subject: Subject) -> Lender:
    """Who lent the loan asked about."""
    loan = loan_of(case, subject)
    return next(lender for lender in case.lenders if lender.id == loan.lender)


def roles_of(case: Case, subject: Subject) -> tuple[Role, ...]:
    """What the person is named as on the loan."""
    return case.roles_on.get((subject.person, subject.loan), ())


def role_of(case: Case, subject: Subject, *wanted: RoleKind) -> Role | None:
    """The person's first role of one of these kinds on the loan."""
    for role in roles_of(case, subject):
        if role.kind in wanted:
            return role
    return None


def borrowers(case: Case, subject: Subject) -> tuple[Role, ...]:
    """The roles of those named as (main, joint or nominal) borrowers of the loan."""
    wanted = {RoleKind.BORROWER, RoleKind.CO_BORROWER, RoleKind.NOMINAL_BORROWER}
    return tuple(role for role in case.roles if role.loan == subject.loan and role.kind in wanted)


def guarantee_of(case: Case, subject: Subject) -> Guarantee | None:
    """The person's guarantee of the loan, or the promise that counts as one; the reader admits one at most."""
    return _given(case, subject, GuaranteedDebt.LOAN) or supposed_guarantee(case, subject.person, str(subject.loan))


def counter_guarantee_of(case: Case, subject: Subject) -> Guarantee | None:
    """The person's promise to a guarantor of the loan to answer for what the borrower will owe that guarantor."""
    return _given(case, subject, GuaranteedDebt.RECOURSE_CLAIM)


def _given(case: Case, subject: Subject, main: GuaranteedDebt) -> Guarantee | None:
    wanted = (g for g in case.guarantees if (g.guarantor, g.loan, g.main) == (subject.person, subject.loan, main))
    return next(wanted, None)


def guarantees_on(case: Case, loan: str | None) -> tuple[Guarantee, ...]:
    """What anybody promised the lender of a loan as a guarantor."""
    return tuple(g for g in case.guarantees if g.loan == loan and g.main is GuaranteedDebt.LOAN)


def changes(case: Case, guarantee: Guarantee | None, kind: VariationKind) -> list[Variation]:
    """The changes of one kind that the guaranteed loan has seen by now, oldest first."""
    found = [change for change in guarantee.variations if change.kind is kind] if guarantee else []
    return sorted((change for change in found if change.date <= case.as_of), key=lambda change: change.date)


def promises_of(case: Case, subject: Subject) -> tuple[Accession, ...]:
    """What the person said by now about owing the loan too, oldest first."""
    said = (one for one in case.accessions if (one.person, one.loan) == (subject.person, subject.loan))
    return tuple(sorted((one for one in said if one.date <= case.as_of), key=lambda one: one.date))


def transfers_of(case: Case, subject: Subject) -> tuple[DebtTransfer, ...]:
    """The agreements by now to hand the loan on, to or from anybody."""
    return tuple(one for one in case.debt_transfers if one.loan == subject.loan and one.date <= case.as_of)


def undertakings_of(case: Case, subject: Subject) -> tuple[Court, ...]:
    """What the person promised the court about the loan by now."""
    promises = (step for step in case.court if step.event is CourtEvent.THIRD_PARTY_UNDERTAKING)
    return tuple(
        step for step in promises
        if step.loan == subject.loan and subject.person in step.persons and step.date <= case.as_of
    )  # fmt: skip


def marriages_of(case: Case, id: str) -> tuple[Marriage, ...]:
    """The person's marriages, past ones included."""
    return tuple(marriage for marriage in case.marriages if id in {marriage.a, marriage.b})


def marriage_with_borrower(case: Case, subject: Subject) -> Marriage | None:
    """The person's marriage with a borrower of the loan other than that person, the latest begun first."""
    others = {role.person for role in borrowers(case, subject)} - {subject.person}
    found = [m for m in marriages_of(case, subject.person) if {m.a, m.b} & others]
    return max(found, key=lambda marriage: marriage.since) if found else None


def events_of(case: Case, subject: Subject, *wanted: EventKind) -> tuple[Event, ...]:
    """What happened on the loan, of these kinds, in order of date; events of another person are left out."""
    found = (
        event
        for event in case.events
        if event.loan == subject.loan and event.kind in wanted and event.person in {None, subject.person}
    )
    return tuple(sorted(found, key=lambda event: event.date))


def last_due(case: Case, subject: Subject) -> date:
    """The day on which the last sum of the loan falls due under the contract as first made."""
    return loan_of(case, subject).final_due
