"""A new loan that repays an old one, and the guarantors of both (GUA-17).

The change is written on the guarantee that it touches: on that of the old loan, which it repays, or, dated no later
than the new loan and its guarantee, on that of the new one.
"""

from collections.abc import Iterator

from autograder.fact_kinds import VariationKind
from autograder.facts import Case, Variation
from autograder.rulebook import Ground, Step, Subject, rule
from autograder.rules.guarantee import BOTH_KINDS, WORKINGS, changes
from autograder.rules.guarantee_clock import made
from autograder.rules.lookup import guarantee_of, loan_of
from autograder.rules.validity import KINDS, VOID_GUARANTEE
from autograder.vocabulary import Liability, Question


def _rolled(case: Case, subject: Subject) -> list[Variation]:
    return changes(case, guarantee_of(case, subject), VariationKind.ROLLOVER_NEW_LOAN)


def _is_new_loan(case: Case, subject: Subject, change: Variation) -> bool:
    return change.date <= max(loan_of(case, subject).signed, made(case, subject).formed)


def _guaranteed_the_old_loan(case: Case, subject: Subject) -> bool:
    others = (g for g in case.guarantees if g.guarantor == subject.person and g.loan != subject.loan)
    return any(changes(case, guarantee, VariationKind.ROLLOVER_NEW_LOAN) for guarantee in others)


@rule("GUA-17", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.NONE,
      exception_to=(*KINDS, *VOID_GUARANTEE), authority=("GI/16/1", "SLI/39"), claims=("S0-35",))  # fmt: skip
def unknowing_guarantor_of_a_rollover(case: Case, subject: Subject) -> Iterator[Step]:
    """A new guarantor who was not told that the new loan only repays an old one does not answer for it."""
    refills = [change for change in _rolled(case, subject) if _is_new_loan(case, subject, change)]
    yield "new_loan_repays_an_old_one", bool(refills)
    yield "old_loan_not_guaranteed_by_him", not _guaranteed_the_old_loan(case, subject)
    yield "rollover_unknown_to_him", not any(change.guarantor_knew_rollover for change in refills)


@rule("GUA-17", question=Question.LIABILITY, beside=BOTH_KINDS, authority=("GI/16/1", "SLI/39"), claims=("S0-35",))
def knowing_guarantor_of_a_rollover(case: Case, subject: Subject) -> Iterator[Step]:
    """Who guaranteed the old loan as well, or knew what the new one was for, answers under the new one."""
    refills = [change for change in _rolled(case, subject) if _is_new_loan(case, subject, change)]
    yield "new_loan_repays_an_old_one", bool(refills)
    same = _guaranteed_the_old_loan(case, subject)
    yield "same_guarantor_or_knew", same or any(change.guarantor_knew_rollover for change in refills)


@rule("GUA-17", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.GUARANTEE_RELEASED,
      beside=BOTH_KINDS, exception_to=(*KINDS, *WORKINGS), authority=("GI/16/1", "CC/557/1"),
      claims=("S0-35",))  # fmt: skip
def old_loan_repaid_by_a_new_one(case: Case, subject: Subject) -> Iterator[Step]:
    """The guarantor of the loan that a new one has repaid is free of it."""
    repaid = [change for change in _rolled(case, subject) if not _is_new_loan(case, subject, change)]
    yield "repaid_by_a_new_loan", bool(repaid)
