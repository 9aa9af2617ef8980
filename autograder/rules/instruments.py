"""Since when the instruments on credit records and collection apply, and which day of a case is held against them.

Liability has its own transitional law; here each contact is judged by the yardstick of its own day and each record by
the law of the day on which the report is read.
"""

from datetime import date

from autograder.facts import Case
from autograder.rulebook import Subject

CR2 = date(2020, 1, 19)
"""The second-generation credit report is in use."""

PERSONAL_INFORMATION_LAW = date(2021, 11, 1)
"""The Personal Information Protection Law is in force."""

CRIME_OF_COLLECTING = date(2021, 3, 1)
"""Criminal Law art. 293-1 (Amendment XI) is in force."""

CREDIT_BUSINESS = date(2022, 1, 1)
"""The Measures on Credit Reporting Business are in force."""

CONSUMER_FINANCE_RULES = date(2024, 4, 18)
"""The Measures on Consumer Finance Companies of 2024 are in force."""

NIFA18 = date(2018, 3, 28)
"""The convention of the Internet Finance Association binds its members."""

NIFA24 = date(2024, 5, 15)
"""The collection guideline of the Internet Finance Association is in use."""

REFUSAL24 = date(2024, 12, 1)
"""The interpretation on the crime of refusing to obey judgments that reaches back to the beginning of the suit."""

DIVORCE_DEEDS = date(2025, 2, 1)
"""Interpretation (II) on Marriage and Family, with its rule on divorce deeds that strip a debtor, is in force."""

STANDARD25 = date(2025, 2, 28)
"""GB/T 45251-2025 takes the guideline's place, with the same content."""

PSA26 = date(2026, 1, 1)
"""The revised Public Security Administration Punishments Law is in force."""

CBA26 = date(2026, 1, 30)
"""The collection guideline of the Banking Association is in use."""


def contact_day(case: Case, subject: Subject) -> date | None:
    """The day of the contact: conduct is judged by the rules in force when it happens (Legislation Law art. 104)."""
    return subject.contact.at.date() if subject.contact else None


def as_of_day(case: Case, subject: Subject) -> date:
    """The day on which the matter is looked at: a report has its form (CR2), a use of data its law of that day.

    A court interpretation, too, governs every matter that is still undecided when it comes into force.
    """
    return case.as_of
