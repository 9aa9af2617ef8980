"""Which day of a case decides the law that governs it. Each function names the article that says so."""

from datetime import date
from typing import Any

from autograder.fact_kinds import VariationKind
from autograder.facts import Case
from autograder.rule_cards import LAW_AS_OF, WAY
from autograder.rulebook import Subject
from autograder.rules.lookup import changes, guarantee_of, loan_of

CIVIL_CODE = date(2021, 1, 1)
"""The Civil Code's first day (CC/1260); facts of before keep the old law unless TE says otherwise (TE/1/2)."""

FRAUD_ACT = date(2022, 12, 1)
"""The first day of the Law against Telecom and Online Fraud (ATF/50)."""

FOUR_TIMES_LPR = date(2020, 8, 20)
"""From this day a private price is capped at four times the LPR (PL/31)."""

FACILITATION_NOTICE = date(2025, 10, 1)
"""From this day banks hold the whole cost of loans made through platforms to the court's line (ZD9)."""

MICRO_LOAN_GUIDE = date(2026, 1, 1)
"""The guide on micro-loan companies is of December 2025, its day unknown; from this day it counts for sure (MLC)."""

COST_TABLE = date(2026, 8, 1)
"""Licensed lenders owe the borrower one table of all costs for loans made from this day (PLD)."""


def bound(case: Case, day: date) -> dict[str, Any]:
    """What a condition about a day brings along where the law is taken as of an earlier one, for its words."""
    return {} if case.law_of(day) == day else {WAY: LAW_AS_OF, "law_on": case.law_on}


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


def loan_extended(case: Case, subject: Subject) -> date | None:
    """The day of the latest extension of the guaranteed loan; a change has the law of its own day (TE/1/1)."""
    return _changed(case, subject, VariationKind.EXTENSION)


def loan_increased(case: Case, subject: Subject) -> date | None:
    """The day of the latest increase of the guaranteed loan; a change has the law of its own day (TE/1/1)."""
    return _changed(case, subject, VariationKind.INCREASE)


def loan_reduced(case: Case, subject: Subject) -> date | None:
    """The day of the latest reduction of the guaranteed loan; a change has the law of its own day (TE/1/1)."""
    return _changed(case, subject, VariationKind.REDUCTION)


def _changed(case: Case, subject: Subject, kind: VariationKind) -> date | None:
    found = changes(case, guarantee_of(case, subject), kind)
    return found[-1].date if found else None
