"""What can be wrong with a person's record, and what became of an objection: shared by disputes and remedies.

Whether an entry is wrong or was made against procedure is a question of the credit record and is asked there.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from autograder.fact_kinds import DisputeResult
from autograder.facts import Case, Dispute
from autograder.rulebook import Step, Subject, conclusions
from autograder.rules.credit_record_faults import (
    TRUE_ROWS,
    looked_into_without_consent,
    reported_without_notice,
    supplied_without_written_consent,
)
from autograder.rules.record_standing import corrected, entry_in_name, objections
from autograder.vocabulary import CreditRecord, Question

DAYS_TO_ANSWER = 20
"""Calendar days, the day of receipt not counted (CRR 25)."""


def objection(case: Case, subject: Subject) -> Dispute | None:
    """The person's latest objection about the loan; None without one."""
    made = objections(case, subject)
    return made[-1] if made else None


def answer_due(made: Dispute) -> date:
    """The last day for the written answer: no holiday moves it."""
    return made.date + timedelta(days=DAYS_TO_ANSWER)


def unanswered(case: Case, made: Dispute) -> bool:
    """Whether no answer has come yet."""
    return made.answered is None or made.answered > case.as_of


def answered_late(case: Case, made: Dispute) -> bool:
    """Whether the answer came, or still has not come, after its last day."""
    return (case.as_of if unanswered(case, made) else made.answered or case.as_of) > answer_due(made)


def is_wrong(case: Case, subject: Subject) -> bool:
    """Whether the entry must be corrected or taken out: untrue, or still shown after its five years."""
    rows = record_rows(case, subject)
    over = CreditRecord.EXPIRED_MUST_DELETE in rows and entry_in_name(case, subject)
    return over or CreditRecord.ERRONEOUS_ENTRY in rows or shown_untrue(case, subject)


def wrong_in_which_way(case: Case, subject: Subject) -> str:
    """Whether a wrong entry is untrue or only too old to be shown, as a part of a key of words."""
    rows = record_rows(case, subject)
    too_old = CreditRecord.EXPIRED_MUST_DELETE in rows and CreditRecord.ERRONEOUS_ENTRY not in rows
    return "expired" if too_old else "untrue"


def still_wrong(case: Case, subject: Subject) -> bool:
    """Whether the entry is wrong and has not been put right yet."""
    made = objection(case, subject)
    return is_wrong(case, subject) and not (made is not None and corrected(case, made))


def shown_untrue(case: Case, subject: Subject) -> bool:
    """Whether what the person objected to is untrue."""
    made = objection(case, subject)
    return made is not None and not made.entry_true


def refused_though_wrong(case: Case, subject: Subject) -> bool:
    """Whether the objection was right and the answer kept the entry all the same."""
    made = objection(case, subject)
    kept = made is not None and made.result is DisputeResult.CONFIRMED
    return kept and is_wrong(case, subject)


def against_procedure(case: Case, subject: Subject) -> bool:
    """Whether a true entry was supplied without written consent or without notice, or the record was looked into."""
    reported = bool(set(TRUE_ROWS) & set(record_rows(case, subject))) and (
        all_hold(supplied_without_written_consent(case, subject)) or all_hold(reported_without_notice(case, subject))
    )
    return reported or all_hold(looked_into_without_consent(case, subject))


def broken_in_which_way(case: Case, subject: Subject) -> str:
    """Which rule on records was broken, as a part of a key of words: the first that is seen."""
    made = objection(case, subject)
    if made is not None and answered_late(case, made):
        return "late"
    if not against_procedure(case, subject):
        return "refused"
    true_entry = bool(set(TRUE_ROWS) & set(record_rows(case, subject)))
    if true_entry and all_hold(supplied_without_written_consent(case, subject)):
        return "reported_without_consent"
    return "no_notice" if true_entry and all_hold(reported_without_notice(case, subject)) else "looked_into"


def record_rows(case: Case, subject: Subject) -> tuple[object, ...]:
    """What the credit record shows of the loan for the person."""
    return conclusions(Question.CREDIT_RECORD, case, Subject(subject.person, subject.loan))


def all_hold(steps: Iterable[Step]) -> bool:
    """Whether every condition that a rule yields holds; the first that fails ends the look."""
    return all(step[1] for step in steps if isinstance(step, tuple))
