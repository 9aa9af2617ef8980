"""A promise made to the enforcing court (ENF-14): no debt under the loan, but it can be enforced up to its amount."""

from collections.abc import Iterator

from autograder.facts import Case
from autograder.rulebook import Ground, Step, Subject, rule
from autograder.rules.lookup import undertakings_of
from autograder.vocabulary import Flag, Liability, Question


@rule("ENF-14", question=Question.LIABILITY, ground=Ground.UNDERTAKING, concludes=Liability.NONE,
      authority=("EA/24", "CPL/242"), flags=(Flag.UNDERTAKING_BOUND,), claims=("S0-35",))  # fmt: skip
def promised_the_court(case: Case, subject: Subject) -> Iterator[Step]:
    """A written promise to the court to pay for the debtor is no loan debt, but it is enforced up to what it says."""
    yield "promised_the_court_in_writing", bool(undertakings_of(case, subject))
