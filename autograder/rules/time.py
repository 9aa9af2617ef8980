"""Which day of a case decides the law that governs it. Each function names the article that says so."""

from datetime import date

from autograder.facts import Case
from autograder.rulebook import Subject
from autograder.rules.lookup import guarantee_of, loan_of

CIVIL_CODE = date(2021, 1, 1)
"""The Civil Code's first day (CC/1260); facts of before keep the old law unless TE says otherwise (TE/1/2)."""

FRAUD_ACT = date(2022, 12, 1)
"""The first day of the Law against Telecom and Online Fraud (ATF/50)."""

FOUR_TIMES_LPR = date(2020, 8, 20)
"""From this day a private price is capped at four times the LPR (PL/31)."""

COST_TABLE = date(2026, 8, 1)
"""Licensed lenders owe the borrower one table of all costs for loans made from this day (PLD)."""


def guarantee_formed(case: Case, subject: Subject) -> date | None:
    """The day on which the person's guarantee was made: its law governs kind and period (TE/1/2); None without one."""
    guarantee = guarantee_of(case, subject)
    return guarantee.formed if guarantee else None


def loan_signed(case: Case, subject: Subject) -> date | None:
    """The day on which the loan was made: a contract is governed by the law of its making (TE/1/2)."""
    return loan_of(case, subject).signed


def claim_assigned(case: Case, subject: Subject) -> date | None:
    """The day on which the claim was sold, a fact of its own with its own law (TE/1/1); None if it was not sold."""
    assigned = loan_of(case, subject).assigned
    return assigned.date if assigned else None
