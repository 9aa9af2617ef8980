"""A claim that was sold: the same debt, owed to another (LON-07)."""

from collections.abc import Iterator

from autograder.facts import Case
from autograder.rulebook import Step, Subject, rule
from autograder.rules.lookup import loan_of
from autograder.vocabulary import Liability, Question

_DEBTORS = (
    Liability.BORROWER_FULL, Liability.JOINT_DEBTOR_FULL, Liability.ACCESSION_JOINT_CAPPED, Liability.SPOUSE_JOINT_DEBT,
)  # fmt: skip


@rule("LON-07", question=Question.LIABILITY, beside=_DEBTORS, authority=("CC/546/1", "CC/548", "CTI/48"),
      claims=("S4-12",))  # fmt: skip
def pay_the_buyer_of_the_debt(case: Case, subject: Subject) -> Iterator[Step]:
    """Once told of the sale the debtor pays the buyer, with every defence that he had before."""
    sale = loan_of(case, subject).assigned
    yield "claim_sold", sale is not None and sale.date <= case.as_of
    told = sale.notified_debtor if sale is not None else None
    yield "debtor_was_told", told is not None and told <= case.as_of


@rule("LON-07", question=Question.LIABILITY, beside=_DEBTORS, authority=("CC/546/1", "CTI/48"), claims=("S4-12",))
def pay_the_old_lender_until_told(case: Case, subject: Subject) -> Iterator[Step]:
    """Until he is told of the sale the debtor may pay the old lender and is free."""
    sale = loan_of(case, subject).assigned
    yield "claim_sold", sale is not None and sale.date <= case.as_of
    told = sale.notified_debtor if sale is not None else None
    yield "debtor_was_not_told", told is None or told > case.as_of
