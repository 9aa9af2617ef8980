"""How long a guarantee lasts (GUA-09)."""

from collections.abc import Iterator

from autograder.facts import Case
from autograder.rulebook import Step, Subject, figure, rule
from autograder.rules.guarantee import BOTH_KINDS
from autograder.rules.guarantee_clock import LONG_WORDS, SHORT_WORDS, agreed_end, ends, guaranteed_due, starts, words
from autograder.rules.time import CIVIL_CODE, bound, guarantee_formed
from autograder.vocabulary import Figure, Question


def _agreed(case: Case, subject: Subject) -> Iterator[Step]:
    end = agreed_end(case, subject)
    yield "period_agreed", end is not None
    if end is not None:
        yield figure(Figure.PERIOD_END, end)


def _no_agreed_period(case: Case, subject: Subject) -> Iterator[Step]:
    yield "no_period_agreed", agreed_end(case, subject) is None
    yield "one_start_only", len(starts(case, subject)) == 1


@rule("GUA-09", question=Question.LIABILITY, beside=BOTH_KINDS, authority="CC/692/2", since=CIVIL_CODE,
      governed_by=guarantee_formed, claims=("S0-15",))  # fmt: skip
def agreed_period(case: Case, subject: Subject) -> Iterator[Step]:
    """A guarantee period fixed in the deed counts."""
    yield from _agreed(case, subject)


@rule("GUA-09", question=Question.LIABILITY, beside=BOTH_KINDS, authority=("SL/25/1", "SL/26/1", "TE/1/2"),
      until=CIVIL_CODE, governed_by=guarantee_formed, claims=("S0-15",))  # fmt: skip
def agreed_period_until_2020(case: Case, subject: Subject) -> Iterator[Step]:
    """A period fixed in a deed of before 2021 counts as well."""
    yield from _agreed(case, subject)


@rule("GUA-09", question=Question.LIABILITY, beside=BOTH_KINDS, authority=("CC/692/2", "CC/692/3", "GI/32"),
      since=CIVIL_CODE, governed_by=guarantee_formed, claims=("S0-15",))  # fmt: skip
def six_months_by_law(case: Case, subject: Subject) -> Iterator[Step]:
    """Without a clear agreed period the guarantee lasts six months from the last due day."""
    yield from _no_agreed_period(case, subject)
    yield figure(Figure.PERIOD_END, ends(case, subject)[0])


@rule("GUA-09", question=Question.LIABILITY, beside=BOTH_KINDS, authority=("SL/25/1", "SL/26/1", "SLI/32", "TE/27"),
      until=CIVIL_CODE, governed_by=guarantee_formed, claims=("S0-15",))  # fmt: skip
def six_months_until_2020(case: Case, subject: Subject) -> Iterator[Step]:
    """A guarantee of before 2021 without words on its period lasts six months from the last due day."""
    yield from _no_agreed_period(case, subject)
    yield "no_words_on_period", words(case, subject) in SHORT_WORDS
    yield figure(Figure.PERIOD_END, ends(case, subject)[0])


@rule("GUA-09", question=Question.LIABILITY, beside=BOTH_KINDS, authority=("SLI/32", "TE/27"), until=CIVIL_CODE,
      governed_by=guarantee_formed, claims=("S0-15",))  # fmt: skip
def two_years_until_2020(case: Case, subject: Subject) -> Iterator[Step]:
    """A guarantee of before 2021 "until all is repaid", or with unclear words, lasts two years from the due day."""
    yield from _no_agreed_period(case, subject)
    yield "open_ended_words", words(case, subject) in LONG_WORDS
    due = guaranteed_due(case, subject)
    yield "due_before_2021", case.law_of(due) < CIVIL_CODE, bound(case, due)
    yield figure(Figure.PERIOD_END, ends(case, subject)[0])


@rule("GUA-09", question=Question.LIABILITY, beside=BOTH_KINDS, authority=("SLI/32", "CC/692/2", "TE/27"),
      until=CIVIL_CODE, governed_by=guarantee_formed, unsettled="U9", claims=("S0-15",))  # fmt: skip
def length_of_old_period_unsettled(case: Case, subject: Subject) -> Iterator[Step]:
    """For open-ended words of before 2021 on a debt due since, it is open whether two years count or six months."""
    yield "open_ended_words", words(case, subject) in LONG_WORDS
    due = guaranteed_due(case, subject)
    yield "due_since_2021", case.law_of(due) >= CIVIL_CODE, bound(case, due)


def _called_in(case: Case, subject: Subject) -> Iterator[Step]:
    yield "no_period_agreed", agreed_end(case, subject) is None
    yield "loan_called_in", len(starts(case, subject)) == 2


@rule("GUA-09", question=Question.LIABILITY, beside=BOTH_KINDS, authority="CC/692/2", since=CIVIL_CODE,
      governed_by=guarantee_formed, unsettled="U8", claims=("S0-15",))  # fmt: skip
def start_after_acceleration_unsettled(case: Case, subject: Subject) -> Iterator[Step]:
    """Where the lender called the whole loan in early, it is open from which of the two due days the period runs."""
    yield from _called_in(case, subject)


@rule("GUA-09", question=Question.LIABILITY, beside=BOTH_KINDS, authority=("SL/25/1", "SL/26/1"), until=CIVIL_CODE,
      governed_by=guarantee_formed, unsettled="U8", claims=("S0-15",))  # fmt: skip
def start_after_acceleration_unsettled_until_2020(case: Case, subject: Subject) -> Iterator[Step]:
    """The same question is open under a guarantee of before 2021."""
    yield from _called_in(case, subject)
