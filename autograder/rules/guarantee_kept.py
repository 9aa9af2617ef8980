"""What keeps a guarantee alive within its period, and while the period runs (GUA-09, GUA-10)."""

from collections.abc import Iterator

from autograder.facts import Case
from autograder.rulebook import Step, Subject, rule
from autograder.rules.guarantee_clock import asked_guarantor, ends, how_debtor_sued, sued_debtor
from autograder.rules.time import CIVIL_CODE, guarantee_formed
from autograder.vocabulary import Flag, Liability, Question

_GENERAL, _JOINT = (Liability.GUARANTEE_GENERAL,), (Liability.GUARANTEE_JOINT,)


def _debtor_sued(case: Case, subject: Subject) -> Iterator[Step]:
    first = ends(case, subject)[0]
    how = how_debtor_sued(case, subject, first)
    yield "debtor_sued_in_time", bool(how), {"until": first, "way": how}


@rule("GUA-10", question=Question.LIABILITY, beside=_GENERAL, authority=("CC/693/1", "GI/27"), since=CIVIL_CODE,
      governed_by=guarantee_formed, flags=(Flag.IN_TIME,), claims=("S0-15", "S2-10"))  # fmt: skip
def in_time_general(case: Case, subject: Subject) -> Iterator[Step]:
    """Suing the borrower within the period keeps a general guarantee alive."""
    yield from _debtor_sued(case, subject)


@rule("GUA-10", question=Question.LIABILITY, beside=_GENERAL, authority="SL/25/2", until=CIVIL_CODE,
      governed_by=guarantee_formed, flags=(Flag.IN_TIME,), claims=("S0-15", "S2-10"))  # fmt: skip
def in_time_general_until_2020(case: Case, subject: Subject) -> Iterator[Step]:
    """Suing the borrower within the period keeps a general guarantee of before 2021 alive as well."""
    yield from _debtor_sued(case, subject)


def _guarantor_asked(case: Case, subject: Subject) -> Iterator[Step]:
    first = ends(case, subject)[0]
    yield "guarantor_asked_in_time", asked_guarantor(case, subject, first), {"until": first}


@rule("GUA-10", question=Question.LIABILITY, beside=_JOINT, authority=("CC/693/2", "GI/31/2"), since=CIVIL_CODE,
      governed_by=guarantee_formed, flags=(Flag.IN_TIME,), claims=("S0-15", "S2-10"))  # fmt: skip
def in_time_joint(case: Case, subject: Subject) -> Iterator[Step]:
    """Turning to the joint guarantor within the period keeps a joint guarantee alive."""
    yield from _guarantor_asked(case, subject)


@rule("GUA-10", question=Question.LIABILITY, beside=_JOINT, authority="SL/26/2", until=CIVIL_CODE,
      governed_by=guarantee_formed, flags=(Flag.IN_TIME,), claims=("S0-15", "S2-10"))  # fmt: skip
def in_time_joint_until_2020(case: Case, subject: Subject) -> Iterator[Step]:
    """Turning to the joint guarantor within the period keeps a joint guarantee of before 2021 alive as well."""
    yield from _guarantor_asked(case, subject)


def _debtor_may_still_be_sued(case: Case, subject: Subject) -> Iterator[Step]:
    first = ends(case, subject)[0]
    yield "period_not_over", case.as_of <= first, {"until": first}
    yield "debtor_not_sued_yet", not sued_debtor(case, subject, first)


@rule("GUA-09", question=Question.LIABILITY, beside=_GENERAL, authority="CC/692/1", since=CIVIL_CODE,
      governed_by=guarantee_formed, flags=(Flag.PERIOD_RUNNING,), claims=("S0-15",))  # fmt: skip
def period_runs_general(case: Case, subject: Subject) -> Iterator[Step]:
    """While the period runs nothing is lost yet: the lender can still sue the borrower in time."""
    yield from _debtor_may_still_be_sued(case, subject)


@rule("GUA-09", question=Question.LIABILITY, beside=_GENERAL, authority="SL/25/2", until=CIVIL_CODE,
      governed_by=guarantee_formed, flags=(Flag.PERIOD_RUNNING,), claims=("S0-15",))  # fmt: skip
def period_runs_general_until_2020(case: Case, subject: Subject) -> Iterator[Step]:
    """Nor is anything lost yet under a running general guarantee of before 2021."""
    yield from _debtor_may_still_be_sued(case, subject)


def _guarantor_may_still_be_asked(case: Case, subject: Subject) -> Iterator[Step]:
    first = ends(case, subject)[0]
    yield "period_not_over", case.as_of <= first, {"until": first}
    yield "guarantor_not_asked_yet", not asked_guarantor(case, subject, first)


@rule("GUA-09", question=Question.LIABILITY, beside=_JOINT, authority="CC/692/1", since=CIVIL_CODE,
      governed_by=guarantee_formed, flags=(Flag.PERIOD_RUNNING,), claims=("S0-15",))  # fmt: skip
def period_runs_joint(case: Case, subject: Subject) -> Iterator[Step]:
    """While the period runs nothing is lost yet: the lender can still turn to the guarantor in time."""
    yield from _guarantor_may_still_be_asked(case, subject)


@rule("GUA-09", question=Question.LIABILITY, beside=_JOINT, authority="SL/26/2", until=CIVIL_CODE,
      governed_by=guarantee_formed, flags=(Flag.PERIOD_RUNNING,), claims=("S0-15",))  # fmt: skip
def period_runs_joint_until_2020(case: Case, subject: Subject) -> Iterator[Step]:
    """Nor is anything lost yet under a running joint guarantee of before 2021."""
    yield from _guarantor_may_still_be_asked(case, subject)
