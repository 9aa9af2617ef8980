"""Who charged a thing for another's loan: he answers with the thing, as long as the charge stands (LIA-13)."""

from collections.abc import Iterator

from autograder.fact_kinds import RoleKind
from autograder.facts import Case, Role
from autograder.rulebook import Ground, Step, Subject, rule
from autograder.rules.consent import AVOIDANCE, binds, nobody_bound, open_to_attack
from autograder.rules.lookup import loan_of, role_of
from autograder.vocabulary import Flag, Liability, Question

_CHARGE = ("owner_answers_with_the_thing",)


def _owner(case: Case, subject: Subject) -> Role | None:
    return role_of(case, subject, RoleKind.COLLATERAL_PROVIDER)


def _binds(case: Case, subject: Subject, role: Role) -> bool:
    return binds(case, role, loan_of(case, subject).signed)


@rule("LIA-13", question=Question.LIABILITY, ground=Ground.COLLATERAL, concludes=Liability.COLLATERAL_LIMITED,
      authority=("CC/388/1", "CC/391", "CC/392"), claims=("S2-11",))  # fmt: skip
def owner_answers_with_the_thing(case: Case, subject: Subject) -> Iterator[Step]:
    """Who charges a thing for another's debt answers with that thing alone."""
    role = _owner(case, subject)
    yield "charged_a_thing", role is not None
    if role is not None:
        yield "charge_binds_the_owner", _binds(case, subject, role)


@rule("LIA-05", question=Question.LIABILITY, ground=Ground.COLLATERAL, concludes=Liability.NONE,
      authority=("CC/143", "CC/171/1"), claims=("S2-11", "S2-16"))  # fmt: skip
def charge_without_the_owner(case: Case, subject: Subject) -> Iterator[Step]:
    """A charge on a thing that its owner did not validly agree to does not touch him."""
    role = _owner(case, subject)
    yield "charged_a_thing", role is not None
    if role is not None:
        yield "charge_does_not_bind", not _binds(case, subject, role)


@rule("LIA-13", question=Question.LIABILITY, ground=Ground.COLLATERAL, concludes=Liability.NONE, exception_to=_CHARGE,
      authority="CC/388/1", claims=("S2-11",))  # fmt: skip
def charge_falls_with_the_debt(case: Case, subject: Subject) -> Iterator[Step]:
    """A charge secures a debt: where the loan is void or binds no borrower, the charge falls with it."""
    yield "charged_a_thing", _owner(case, subject) is not None
    yield "main_debt_fell", nobody_bound(case, loan_of(case, subject))


@rule("LIA-13", question=Question.LIABILITY, ground=Ground.COLLATERAL, concludes=Liability.NONE, exception_to=_CHARGE,
      authority="CC/393/0/3", claims=("S2-11",))  # fmt: skip
def charge_given_up(case: Case, subject: Subject) -> Iterator[Step]:
    """A lender who gives a charge up has no more claim on the thing."""
    yield "charged_a_thing", _owner(case, subject) is not None
    things = [one for one in case.collaterals if (one.owner, one.loan) == (subject.person, subject.loan)]
    gone = [one for one in things if one.given_up_on is not None and one.given_up_on <= case.as_of]
    yield "every_charge_given_up", bool(things) and len(gone) == len(things)


@rule("LIA-09", question=Question.LIABILITY, beside=(Liability.COLLATERAL_LIMITED,), authority=AVOIDANCE,
      flags=(Flag.VOIDABLE_PENDING,), claims=("S2-16",))  # fmt: skip
def charge_may_be_avoided(case: Case, subject: Subject) -> Iterator[Step]:
    """A thing charged under fraud, duress or mistake stays charged until a court, asked in time, undoes it."""
    role = _owner(case, subject)
    if role is not None:
        yield from open_to_attack(case, role, loan_of(case, subject).signed)
