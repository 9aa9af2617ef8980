"""Changes of the loan behind the guarantor's back (GUA-12); each has the law of the day on which it was made."""

from collections.abc import Iterator

from autograder.fact_kinds import VariationKind
from autograder.facts import Case
from autograder.rulebook import Step, Subject, rule
from autograder.rules.guarantee import BOTH_KINDS
from autograder.rules.guarantee_clock import guaranteed_due, made
from autograder.rules.lookup import changes
from autograder.rules.time import CIVIL_CODE, loan_extended, loan_increased, loan_reduced
from autograder.vocabulary import Question


def _extended(case: Case, subject: Subject) -> Iterator[Step]:
    extended = changes(case, made(case, subject), VariationKind.EXTENSION)
    yield (
        "extension_without_consent",
        any(not change.guarantor_written_consent for change in extended),
        {"due": guaranteed_due(case, subject)},
    )


@rule("GUA-12", question=Question.LIABILITY, beside=BOTH_KINDS, authority="CC/695/2", since=CIVIL_CODE,
      governed_by=loan_extended, claims=("S2-18",))  # fmt: skip
def extension_leaves_the_clock(case: Case, subject: Subject) -> Iterator[Step]:
    """More time for the borrower without the guarantor's written consent does not stretch the guarantor's clock."""
    yield from _extended(case, subject)


@rule("GUA-12", question=Question.LIABILITY, beside=BOTH_KINDS, authority=("SLI/30", "SL/24"), until=CIVIL_CODE,
      governed_by=loan_extended, claims=("S2-18",))  # fmt: skip
def extension_leaves_the_clock_until_2020(case: Case, subject: Subject) -> Iterator[Step]:
    """Nor did an extension of before 2021."""
    yield from _extended(case, subject)


def _increased(case: Case, subject: Subject) -> Iterator[Step]:
    increased = changes(case, made(case, subject), VariationKind.INCREASE)
    yield "increase_without_consent", any(not change.guarantor_written_consent for change in increased)


@rule("GUA-12", question=Question.LIABILITY, beside=BOTH_KINDS, authority="CC/695/1", since=CIVIL_CODE,
      governed_by=loan_increased, claims=("S2-18",))  # fmt: skip
def increase_leaves_the_guarantor(case: Case, subject: Subject) -> Iterator[Step]:
    """The guarantor does not answer for a sum added to the loan without his written consent."""
    yield from _increased(case, subject)


@rule("GUA-12", question=Question.LIABILITY, beside=BOTH_KINDS, authority=("SLI/30", "SL/24"), until=CIVIL_CODE,
      governed_by=loan_increased, claims=("S2-18",))  # fmt: skip
def increase_leaves_the_guarantor_until_2020(case: Case, subject: Subject) -> Iterator[Step]:
    """Nor did he for a sum added before 2021."""
    yield from _increased(case, subject)


@rule("GUA-12", question=Question.LIABILITY, beside=BOTH_KINDS, authority="CC/695/1", since=CIVIL_CODE,
      governed_by=loan_reduced, claims=("S2-18",))  # fmt: skip
def reduction_helps_the_guarantor(case: Case, subject: Subject) -> Iterator[Step]:
    """If the loan is made smaller, the guarantor answers for the smaller loan, asked or not."""
    yield from ()


@rule("GUA-12", question=Question.LIABILITY, beside=BOTH_KINDS, authority="SLI/30", until=CIVIL_CODE,
      governed_by=loan_reduced, claims=("S2-18",))  # fmt: skip
def reduction_helps_the_guarantor_until_2020(case: Case, subject: Subject) -> Iterator[Step]:
    """A reduction of before 2021 helped him as well."""
    yield from ()
