"""A new loan that repays an old one, and the guarantors of both (GUA-17).

The change is written on the guarantee that it touches: on that of the old loan, which it repays, or, dated no later
than the new loan and its guarantee, on that of the new one.
"""

from collections.abc import Iterator

from autograder.fact_kinds import VariationKind
from autograder.facts import Case, Variation
from autograder.rulebook import Ground, Step, Subject, rule
from autograder.rules.guarantee import BOTH_KINDS, UNSETTLED_LAPSES, WORKINGS
from autograder.rules.guarantee_clock import made
from autograder.rules.lookup import changes, guarantee_of, loan_of
from autograder.rules.validity import BARRED_GUARANTEE, KINDS
from autograder.vocabulary import Liability, Question


def _rolled(case: Case, subject: Subject) -> list[Variation]:
    return changes(case, guarantee_of(case, subject), VariationKind.ROLLOVER_NEW_LOAN)


def _is_new_loan(case: Case, subject: Subject, change: Variation) -> bool:
    return change.date <= max(loan_of(case, subject).signed, made(case, subject).formed)


def _knew(change: Variation) -> bool:
    """He knew or should have known; who agreed to it in writing knew."""
    return change.guarantor_written_consent or change.guarantor_knew_rollover


def _guaranteed_the_old_loan(case: Case, subject: Subject) -> bool:
    others = (g.loan for g in case.guarantees if g.guarantor == subject.person and g.loan != subject.loan)
    return any(_repaid(case, Subject(subject.person, loan)) for loan in others)


def _repaid(case: Case, subject: Subject) -> list[Variation]:
    """The changes by which a new loan repaid the one asked about."""
    return [change for change in _rolled(case, subject) if not _is_new_loan(case, subject, change)]


@rule("GUA-17", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.NONE,
      exception_to=(*KINDS, *BARRED_GUARANTEE), authority="GI/16/1", claims=("S0-35",))  # fmt: skip
def unknowing_guarantor_of_a_rollover(case: Case, subject: Subject) -> Iterator[Step]:
    """A new guarantor who was not told that the new loan only repays an old one does not answer for it."""
    refills = [change for change in _rolled(case, subject) if _is_new_loan(case, subject, change)]
    yield "new_loan_repays_an_old_one", bool(refills)
    yield "old_loan_not_guaranteed_by_him", not _guaranteed_the_old_loan(case, subject)
    yield "rollover_unknown_to_him", not any(_knew(change) for change in refills)


@rule("GUA-17", question=Question.LIABILITY, beside=BOTH_KINDS, authority="GI/16/1", claims=("S0-35",))
def knowing_guarantor_of_a_rollover(case: Case, subject: Subject) -> Iterator[Step]:
    """Who guaranteed the old loan as well, or knew what the new one was for, answers under the new one."""
    refills = [change for change in _rolled(case, subject) if _is_new_loan(case, subject, change)]
    yield "new_loan_repays_an_old_one", bool(refills)
    same = _guaranteed_the_old_loan(case, subject)
    yield "same_guarantor_or_knew", same or any(_knew(change) for change in refills)


@rule("GUA-17", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.GUARANTEE_RELEASED,
      beside=BOTH_KINDS, exception_to=(*KINDS, *WORKINGS, *UNSETTLED_LAPSES), authority=("GI/16/1", "CC/557/1"),
      claims=("S0-35",))  # fmt: skip
def old_loan_repaid_by_a_new_one(case: Case, subject: Subject) -> Iterator[Step]:
    """The guarantor of the loan that a new one has repaid is free of it."""
    yield "repaid_by_a_new_loan", bool(_repaid(case, subject))
