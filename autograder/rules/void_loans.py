"""Loans that are void from the start: the money goes back, the agreed price is not owed (LON-04, LON-05)."""

from collections.abc import Iterator

from autograder.fact_kinds import RoleKind, VoidReason
from autograder.facts import Case
from autograder.rulebook import Ground, Step, Subject, figure, rule
from autograder.rules.consent import binds, contract_role, front_known
from autograder.rules.lookup import lender_of, loan_of, role_of
from autograder.rules.nullity import lends_without_licence, still_to_give_back, void
from autograder.rules.validity import CONTRACT
from autograder.vocabulary import Figure, Liability, Question

_TWO_WEEKS = 14

_DEFEATS = (*CONTRACT, "avoided_contract_owes_nothing")


def _named(case: Case, subject: Subject) -> Iterator[Step]:
    """Named on the contract, and not the front man of a lender who knew who was behind him."""
    role = contract_role(case, subject)
    yield "named_on_contract", role is not None
    front = role is not None and role.kind is RoleKind.NOMINAL_BORROWER and role.lender_knew_true_user
    yield "no_known_front_man", not front


def _give_back(case: Case, subject: Subject) -> Iterator[Step]:
    yield figure(Figure.RESTITUTION_AMOUNT, still_to_give_back(case, loan_of(case, subject)))


@rule("LON-04", question=Question.LIABILITY, ground=Ground.OWN_CONTRACT, concludes=Liability.RESTITUTION_ONLY,
      exception_to=_DEFEATS, authority=("PL/13/0/3", "CC/153/1", "CC/157"), claims=("S3-12",))  # fmt: skip
def loan_of_unlicensed_business(case: Case, subject: Subject) -> Iterator[Step]:
    """Lending to the public without a licence is void: the borrower returns what reached him and no agreed interest."""
    yield from _named(case, subject)
    yield "lender_in_business_without_licence", lends_without_licence(lender_of(case, subject))
    yield from _give_back(case, subject)


@rule("LON-04", question=Question.LIABILITY, ground=Ground.OWN_CONTRACT, concludes=Liability.RESTITUTION_ONLY,
      exception_to=_DEFEATS, authority=("PL/13/0/4", "CC/153", "CC/157"), claims=("S3-12",))  # fmt: skip
def loan_for_a_known_crime(case: Case, subject: Subject) -> Iterator[Step]:
    """A loan is void if the lender knew, or should have known, beforehand that it was meant for a crime."""
    yield from _named(case, subject)
    yield "lender_knew_illegal_use", loan_of(case, subject).lender_knew_illegal_use
    yield from _give_back(case, subject)


@rule("LON-04", question=Question.LIABILITY, ground=Ground.OWN_CONTRACT, concludes=Liability.RESTITUTION_ONLY,
      exception_to=_DEFEATS, authority=("PL/13/0/1", "CC/146/1", "CC/153", "CC/157"), claims=("S3-12",))  # fmt: skip
def loan_void_for_its_reason(case: Case, subject: Subject) -> Iterator[Step]:
    """Bank credit passed on, a sham, or another ground of nullity leaves only the return of what was received."""
    yield from _named(case, subject)
    reason = loan_of(case, subject).void_reason
    yield "ground_of_nullity", reason is not VoidReason.NONE
    yield from _give_back(case, subject)


@rule("LON-04", question=Question.LIABILITY, ground=Ground.OWN_CONTRACT, concludes=Liability.NONE,
      exception_to=("front_man_of_a_knowing_lender",), authority=("CC/146", "CC/157"), unsettled="U6",
      accepts=((Liability.RESTITUTION_ONLY,),), claims=("S3-12",))  # fmt: skip
def front_man_of_a_void_loan(case: Case, subject: Subject) -> Iterator[Step]:
    """Where the lender knew the true borrower, most courts let that one, and not the name on the paper, give back."""
    role = contract_role(case, subject)
    yield "lent_his_name", role is not None and role.kind is RoleKind.NOMINAL_BORROWER
    if role is not None:
        yield "lender_knew_true_user", role.lender_knew_true_user
        yield "act_binds", binds(case, role, loan_of(case, subject).signed)
    yield "loan_void", void(case, loan_of(case, subject))


@rule("LON-04", question=Question.LIABILITY, ground=Ground.OWN_CONTRACT, concludes=Liability.RESTITUTION_ONLY,
      exception_to=("true_user_known_to_lender",), authority=("CC/146", "CC/157"), unsettled="U6",
      accepts=((Liability.NONE,),), claims=("S3-12",))  # fmt: skip
def known_user_of_a_void_loan(case: Case, subject: Subject) -> Iterator[Step]:
    """Whoever was known to be behind a void loan gives back what he got; some courts hold the name on the paper."""
    yield "hidden_user", role_of(case, subject, RoleKind.TRUE_USER) is not None
    yield "not_a_borrower_by_name", contract_role(case, subject) is None
    yield "true_user_was_known", front_known(case, subject)
    yield "loan_void", void(case, loan_of(case, subject))
    yield from _give_back(case, subject)


@rule("LON-05", question=Question.AMOUNT, authority=("PL/13/0/3", "PL/26"), claims=("S4-13",))
def two_week_loan_with_a_head_cut(case: Case, subject: Subject) -> Iterator[Step]:
    """A loan of a week or two, paid out short by a lender without licence, comes down to the money received."""
    loan = loan_of(case, subject)
    yield "lender_in_business_without_licence", lends_without_licence(lender_of(case, subject))
    yield "interest_taken_up_front", loan.deducted_upfront > 0, {"sum": loan.deducted_upfront}
    yield "term_of_two_weeks_at_most", loan.term_days <= _TWO_WEEKS
