"""Whether a guarantor can be called now, or may send the lender to the borrower first (GUA-07, GUA-08)."""

from collections.abc import Iterator
from datetime import date

from autograder.fact_kinds import VariationKind
from autograder.facts import Case, Event, Guarantee
from autograder.rulebook import Step, Subject, rule
from autograder.rules.guarantee_clock import made
from autograder.rules.lookup import changes, guarantee_of, loan_of
from autograder.rules.overdue import breached, covers_by_words, moves
from autograder.rules.time import CIVIL_CODE, guarantee_formed
from autograder.vocabulary import Flag, Liability, Question

_GENERAL, _JOINT = (Liability.GUARANTEE_GENERAL,), (Liability.GUARANTEE_JOINT,)


def debt_due(case: Case, subject: Subject) -> Iterator[Step]:
    """A first sum of the loan, on the latest terms given to the borrower, should have been paid by now."""
    loan = loan_of(case, subject)
    sums: list[tuple[int | None, date]] = [(part.no, part.due) for part in loan.instalments]
    due = min(_due_now(case, subject, number, day) for number, day in sums or [(None, loan.final_due)])
    yield "debt_due", due < case.as_of, {"due": due}


def _due_now(case: Case, subject: Subject, number: int | None, due: date) -> date:
    """When a sum has to be paid on the latest terms given for it; calling the loan in brings it forward."""
    extended = [(one.date, one.new_due) for one in changes(case, guarantee_of(case, subject), VariationKind.EXTENSION)]
    called = loan_of(case, subject).accelerated_on
    counts = due if called is None else min(due, called)
    for one in moves(case, subject):
        if covers_by_words(one, number, counts) and not _fell(case, subject, one):
            extended.append((one.date, one.new_due))
    terms = [(day, new) for day, new in extended if new is not None]
    latest = max((day for day, _ in terms), default=None)
    now = min((new for day, new in terms if day == latest), default=due)
    return now if called is None or (latest is not None and latest >= called) else min(now, called)


def _fell(case: Case, subject: Subject, plan: Event) -> bool:
    return breached(case, loan_of(case, subject), plan) and bool(plan.lapses_on_breach)


@rule("GUA-07", question=Question.LIABILITY, beside=_GENERAL, authority=("CC/687/2", "GI/26"), since=CIVIL_CODE,
      governed_by=guarantee_formed, flags=(Flag.FIRST_PLEA_AVAILABLE,), claims=("S0-15", "S2-10"))  # fmt: skip
def first_plea(case: Case, subject: Subject) -> Iterator[Step]:
    """A general guarantor may say "the debtor first" until enforcement against the debtor has failed."""
    yield from debt_due(case, subject)


@rule("GUA-07", question=Question.LIABILITY, beside=_GENERAL, authority="SL/17/2", until=CIVIL_CODE,
      governed_by=guarantee_formed, flags=(Flag.FIRST_PLEA_AVAILABLE,), claims=("S0-15", "S2-10"))  # fmt: skip
def first_plea_until_2020(case: Case, subject: Subject) -> Iterator[Step]:
    """A general guarantor of before 2021 may say "the debtor first" as well."""
    yield from debt_due(case, subject)


def plea_gone(guarantee: Guarantee) -> bool:
    """Enforcement against the borrower has failed, or an exception applies that the law knew before 2021 too."""
    return guarantee.enforcement_exhausted or plea_excepted(guarantee)


def plea_excepted(guarantee: Guarantee) -> bool:
    """One of the exceptions that the law has known before and since 2021."""
    gone = guarantee.plea_exceptions
    return gone.debtor_missing_no_assets or gone.bankruptcy_accepted or gone.waived_in_writing


def _lost(case: Case, subject: Subject) -> Iterator[Step]:
    yield from debt_due(case, subject)
    yield "plea_gone", plea_gone(made(case, subject))


@rule("GUA-07", question=Question.LIABILITY, beside=_GENERAL, exception_to=("first_plea",), authority="CC/687/2",
      since=CIVIL_CODE, governed_by=guarantee_formed, flags=(Flag.CALLABLE_NOW,),
      claims=("S0-15", "S2-10"))  # fmt: skip
def first_plea_lost(case: Case, subject: Subject) -> Iterator[Step]:
    """The plea is gone once enforcement failed, the debtor vanished or went bankrupt, or the plea was waived."""
    yield from _lost(case, subject)


@rule("GUA-07", question=Question.LIABILITY, beside=_GENERAL, exception_to=("first_plea_until_2020",),
      authority=("SL/17/3", "SLI/25"), until=CIVIL_CODE, governed_by=guarantee_formed, flags=(Flag.CALLABLE_NOW,),
      claims=("S0-15", "S2-10"))  # fmt: skip
def first_plea_lost_until_2020(case: Case, subject: Subject) -> Iterator[Step]:
    """Before 2021 the plea was lost by failed enforcement, a vanished or bankrupt debtor, and a waiver."""
    yield from _lost(case, subject)


@rule("GUA-07", question=Question.LIABILITY, beside=_GENERAL, exception_to=("first_plea",),
      authority="CC/687/2/3", since=CIVIL_CODE, governed_by=guarantee_formed, flags=(Flag.CALLABLE_NOW,),
      claims=("S0-15", "S2-10"))  # fmt: skip
def first_plea_lost_by_insolvency(case: Case, subject: Subject) -> Iterator[Step]:
    """Since 2021 the plea is also gone where the lender proves that the borrower's property cannot cover the debt."""
    yield from debt_due(case, subject)
    yield "insolvency_proved", made(case, subject).plea_exceptions.creditor_proves_insolvency


@rule("GUA-08", question=Question.LIABILITY, beside=_JOINT, authority="CC/688/2", since=CIVIL_CODE,
      governed_by=guarantee_formed, flags=(Flag.CALLABLE_NOW,), claims=("S0-15", "S2-10"))  # fmt: skip
def joint_guarantor_callable(case: Case, subject: Subject) -> Iterator[Step]:
    """Once a payment is missed the lender may turn to a joint guarantor without chasing the borrower first."""
    yield from debt_due(case, subject)


@rule("GUA-08", question=Question.LIABILITY, beside=_JOINT, authority="SL/18/2", until=CIVIL_CODE,
      governed_by=guarantee_formed, flags=(Flag.CALLABLE_NOW,), claims=("S0-15", "S2-10"))  # fmt: skip
def joint_guarantor_callable_until_2020(case: Case, subject: Subject) -> Iterator[Step]:
    """A joint guarantor of before 2021 may be called at once as well."""
    yield from debt_due(case, subject)
