"""The dates of a guarantee period and what the lender did inside it: the arithmetic behind GUA-09 and GUA-10."""

from datetime import date

from autograder.fact_kinds import CreditorActKind, PeriodWords, TypeWords, VariationKind
from autograder.facts import Case, CreditorAct, Guarantee
from autograder.rulebook import Subject
from autograder.rules.doubtful_promise import acts_told_as_events
from autograder.rules.lookup import changes, guarantee_of, last_due, loan_of
from autograder.rules.periods import next_working_day, period_end
from autograder.rules.time import CIVIL_CODE

SHORT_WORDS = {PeriodWords.NONE, PeriodWords.NOT_AFTER_DUE}
"""Words that count as no period: six months under every law."""

LONG_WORDS = {PeriodWords.UNCLEAR, PeriodWords.UNTIL_FULLY_REPAID}
"""Words that gave two years under the law of before 2021 (SLI/32/2)."""

_SIX_MONTHS, _TWO_YEARS = 6, 24
_JOINT_WORDS = {TypeWords.EXPRESS_JOINT, TypeWords.IF_NOT_PAID, TypeWords.UNCONDITIONAL}
_SILENT = {TypeWords.NONE, TypeWords.CONTRADICTORY}
_SUED = {CreditorActKind.SUED_DEBTOR, CreditorActKind.ARBITRATED_DEBTOR}
_AGAINST_DEBTOR = {*_SUED, CreditorActKind.ENFORCE_NOTARISED_DEED}
_SUITS = {*_SUED, CreditorActKind.SUED_GUARANTOR}
_WITHDREW = CreditorActKind.WITHDREW_SUIT


def made(case: Case, subject: Subject) -> Guarantee:
    """The person's guarantee, where it is known that there is one. Raises `LookupError` where there is none."""
    guarantee = guarantee_of(case, subject)
    if guarantee is None:
        raise LookupError(f"{subject.person} gave no guarantee of {subject.loan}")
    return guarantee


def joint_in_kind(case: Case, subject: Subject) -> bool:
    """The guarantee is, by its words and its day, one of joint liability (GUA-02 to GUA-05)."""
    guarantee = made(case, subject)
    silent_of_old = guarantee.type_words in _SILENT and case.law_of(guarantee.formed) < CIVIL_CODE
    return guarantee.type_words in _JOINT_WORDS or silent_of_old


def guaranteed_due(case: Case, subject: Subject) -> date:
    """The last due day for the guarantor: an extension moves it only with his written consent (CC 695(2))."""
    extended = changes(case, made(case, subject), VariationKind.EXTENSION)
    moved = [change.new_due for change in extended if change.new_due is not None and change.guarantor_written_consent]
    return moved[-1] if moved else last_due(case, subject)


def agreed_end(case: Case, subject: Subject) -> date | None:
    """The last day of a fixed period; a day not after the due day counts as none agreed (CC 692(2), SLI 32(1))."""
    guarantee = made(case, subject)
    if guarantee.period_words is not PeriodWords.FIXED or guarantee.period_end is None:
        return None
    return next_working_day(guarantee.period_end) if guarantee.period_end > guaranteed_due(case, subject) else None


def words(case: Case, subject: Subject) -> PeriodWords:
    """What the deed says of the period, where it fixes none that counts."""
    said = made(case, subject).period_words
    return PeriodWords.NOT_AFTER_DUE if said is PeriodWords.FIXED else said


def starts(case: Case, subject: Subject) -> tuple[date, ...]:
    """From which day the period may run: the last due day, or the earlier day on which the whole loan was called in."""
    due, called = guaranteed_due(case, subject), loan_of(case, subject).accelerated_on
    early = called is not None and called <= case.as_of and called < due
    return (called, due) if called is not None and early else (due,)


def length_unsettled(case: Case, subject: Subject) -> bool:
    """Open-ended words of before 2021 on a debt due since (U9)."""
    return any(len(_lengths(case, subject, start)) > 1 for start in starts(case, subject))


def _lengths(case: Case, subject: Subject, start: date) -> tuple[int, ...]:
    """The months of a period from that due day where none is agreed, by the law of the contract or that of today."""
    old = case.law_of(made(case, subject).formed) < CIVIL_CODE
    if not old or words(case, subject) in SHORT_WORDS:
        return (_SIX_MONTHS,)
    return (_TWO_YEARS,) if case.law_of(start) < CIVIL_CODE else (_SIX_MONTHS, _TWO_YEARS)


def ends(case: Case, subject: Subject) -> tuple[date, ...]:
    """The last day of the period, or every day that it may be on a reading of unsettled law, earliest first."""
    agreed = agreed_end(case, subject)
    if agreed is not None:
        return (agreed,)
    found = {
        period_end(start, months=months)
        for start in starts(case, subject) for months in _lengths(case, subject, start)
    }  # fmt: skip
    return tuple(sorted(found))


def sued_debtor(case: Case, subject: Subject, by: date) -> bool:
    """The lender sued the borrower by that day (or had a notarised deed enforced) and did not take the suit back."""
    return bool(how_debtor_sued(case, subject, by))


def how_debtor_sued(case: Case, subject: Subject, by: date) -> str:
    """In what way the lender went against the borrower by that day, a part of a key of words; empty if it did not."""
    acts = (act for act, gone in creditor_acts(case, subject) if act.date <= by and not gone)
    return next((act.kind.value for act in acts if act.kind in _AGAINST_DEBTOR), "")


def asked_guarantor(case: Case, subject: Subject, by: date) -> bool:
    """The lender turned to the guarantor by that day; a suit taken back counts if he had been served (GI 31(2))."""
    return first_asked(case, subject, by) is not None


def first_asked(case: Case, subject: Subject, by: date) -> date | None:
    """The first day by then on which the lender turned to the guarantor in a way that counts."""
    asked = (act.date for act, gone in creditor_acts(case, subject) if act.date <= by and asks_guarantor(act, gone))
    return next(asked, None)


def asks_guarantor(act: CreditorAct, taken_back: bool) -> bool:
    """A demand on the guarantor, or a suit against him that was not taken back before he had been served."""
    if act.kind is CreditorActKind.DEMANDED_GUARANTOR:
        return True
    return act.kind is CreditorActKind.SUED_GUARANTOR and (not taken_back or act.served_guarantor)


def creditor_acts(case: Case, subject: Subject) -> list[tuple[CreditorAct, bool]]:
    """What the lender has done by now, oldest first, each with whether it was a suit that was then taken back."""
    told = made(case, subject).creditor_acts
    known = {(act.kind, act.date) for act in told}
    events = acts_told_as_events(case, subject.person, str(subject.loan))
    done = [*told, *(act for act in events if (act.kind, act.date) not in known)]
    acts = sorted((act for act in done if act.date <= case.as_of), key=lambda act: act.date)
    return [(act, _taken_back(act, acts[place + 1 :])) for place, act in enumerate(acts)]


def _taken_back(act: CreditorAct, later: list[CreditorAct]) -> bool:
    """A withdrawal refers to the last suit before it."""
    if act.kind not in _SUITS:
        return False
    following = next((kind for kind in (other.kind for other in later) if kind in _SUITS or kind is _WITHDREW), None)
    return following is _WITHDREW
