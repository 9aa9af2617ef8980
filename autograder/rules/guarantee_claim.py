"""Once a guarantee was kept alive, how long the claim on the guarantor lasts (GUA-21).

Against a joint guarantor the time of limitation runs from the first demand. Against a general one it waits for the
first plea to go: of the ways in which that happens the file dates one, an application for enforcement on which a year
has passed; a failed enforcement that it tells without a day leaves the day open. Before 2021 it ran from the judgment.
"""

from collections.abc import Iterator
from datetime import date

from dateutil.relativedelta import relativedelta

from autograder.fact_kinds import CourtEvent, CreditorActKind, EventKind
from autograder.facts import Case
from autograder.rulebook import Step, Subject, figure, rule
from autograder.rules.guarantee_clock import (
    asked_guarantor,
    asks_guarantor,
    creditor_acts,
    ends,
    first_asked,
    how_debtor_sued,
    made,
)
from autograder.rules.guarantee_plea import plea_gone
from autograder.rules.limitation import lapse
from autograder.rules.lookup import borrowers, events_of
from autograder.rules.proceedings import steps
from autograder.rules.time import CIVIL_CODE, guarantee_formed
from autograder.vocabulary import Figure, Flag, Liability, Question

_JOINT, _GENERAL = (Liability.GUARANTEE_JOINT,), (Liability.GUARANTEE_GENERAL,)
_A_YEAR = relativedelta(years=1)
_RENEWED = {EventKind.GUARANTOR_PAID, EventKind.DEBT_ACKNOWLEDGED}


def _from_the_demand(case: Case, subject: Subject) -> Iterator[Step]:
    first = ends(case, subject)[0]
    yield "guarantor_asked_in_time", asked_guarantor(case, subject, first), {"until": first}
    yield figure(Figure.LIMITATION_FROM, first_asked(case, subject, first))


@rule("GUA-21", question=Question.LIABILITY, beside=_JOINT, authority="CC/694/2", since=CIVIL_CODE,
      governed_by=guarantee_formed, claims=("S2-10",))  # fmt: skip
def limitation_runs_from_the_demand(case: Case, subject: Subject) -> Iterator[Step]:
    """Once a joint guarantor was asked in time, an ordinary limitation period runs from that day."""
    yield from _from_the_demand(case, subject)


@rule("GUA-21", question=Question.LIABILITY, beside=_JOINT, authority="SLI/34", until=CIVIL_CODE,
      governed_by=guarantee_formed, claims=("S2-10",))  # fmt: skip
def limitation_runs_from_the_demand_until_2020(case: Case, subject: Subject) -> Iterator[Step]:
    """The same under a joint guarantee of before 2021."""
    yield from _from_the_demand(case, subject)


def _debtor_sued(case: Case, subject: Subject) -> Iterator[Step]:
    first = ends(case, subject)[0]
    how = how_debtor_sued(case, subject, first)
    yield "debtor_sued_in_time", bool(how), {"until": first, "way": how}


def _plea_stands(case: Case, subject: Subject) -> Iterator[Step]:
    yield from _debtor_sued(case, subject)
    guarantee = made(case, subject)
    gone = plea_gone(guarantee) or guarantee.plea_exceptions.creditor_proves_insolvency
    yield "plea_still_there", not gone


def _against_a_borrower(case: Case, subject: Subject, event: CourtEvent) -> list[date]:
    debtors = {role.person for role in borrowers(case, subject)}
    return [step.date for step in steps(case, subject, event) if debtors & set(step.persons)]


def year_of_enforcement_over(case: Case, subject: Subject) -> date | None:
    """The day on which a year had passed since enforcement against the borrower was first applied for, if it has."""
    days = _against_a_borrower(case, subject, CourtEvent.EXECUTION_FILED)
    days += [act.date for act, _ in creditor_acts(case, subject) if act.kind is CreditorActKind.ENFORCE_NOTARISED_DEED]
    over = min(days) + _A_YEAR if days else None
    return over if over is not None and over <= case.as_of else None


@rule("GUA-21", question=Question.LIABILITY, beside=_GENERAL, authority=("CC/694/1", "GI/28/1"), since=CIVIL_CODE,
      governed_by=guarantee_formed, claims=("S2-10",))  # fmt: skip
def limitation_waits_for_the_plea(case: Case, subject: Subject) -> Iterator[Step]:
    """Against a general guarantor the limitation period runs only from the day on which the first plea is gone."""
    yield from _plea_stands(case, subject)
    yield "no_year_of_enforcement_yet", year_of_enforcement_over(case, subject) is None


@rule("GUA-21", question=Question.LIABILITY, beside=_GENERAL, authority=("CC/694/1", "GI/28/1/2"), since=CIVIL_CODE,
      governed_by=guarantee_formed, claims=("S2-10",))  # fmt: skip
def limitation_runs_after_a_year_of_enforcement(case: Case, subject: Subject) -> Iterator[Step]:
    """Where the court has not ended a fruitless enforcement within a year of the application, it runs from then."""
    yield from _plea_stands(case, subject)
    yield "no_property_pointed_out", made(case, subject).asset_info is None
    over = year_of_enforcement_over(case, subject)
    yield "year_of_enforcement_over", over is not None
    yield figure(Figure.LIMITATION_FROM, over)


@rule("GUA-21", question=Question.LIABILITY, beside=_GENERAL, authority="SLI/34", until=CIVIL_CODE,
      governed_by=guarantee_formed, claims=("S2-10",))  # fmt: skip
def limitation_runs_from_the_judgment_until_2020(case: Case, subject: Subject) -> Iterator[Step]:
    """Under a general guarantee of before 2021 the limitation period runs from the judgment against the borrower."""
    yield from _debtor_sued(case, subject)
    judged = _against_a_borrower(case, subject, CourtEvent.JUDGMENT)
    yield "borrower_condemned", bool(judged)
    yield figure(Figure.LIMITATION_FROM, min(judged))


def _own_time_ran_out(case: Case, subject: Subject) -> date | None:
    """The last day of the time for the claim on a joint guarantor, where it ran out before he was sued."""
    start = first_asked(case, subject, ends(case, subject)[0])
    if start is None:
        return None
    acts = [(act.kind, act.date) for act, gone in creditor_acts(case, subject) if asks_guarantor(act, gone)]
    sued = [day for kind, day in acts if kind is CreditorActKind.SUED_GUARANTOR]
    paid = [one.date for one in events_of(case, subject, *_RENEWED) if one.person == subject.person]
    return lapse(start, [day for _, day in acts] + paid, min(sued, default=case.as_of))


@rule("GUA-21", question=Question.LIABILITY, beside=_JOINT, authority=("CC/694/2", "CC/188/1", "CC/192/1"),
      flags=(Flag.LIMITATION_DEFENCE,), claims=("S2-10",))  # fmt: skip
def guarantor_pleads_his_own_limitation(case: Case, subject: Subject) -> Iterator[Step]:
    """A joint guarantor who was asked in time and then left alone for three years may plead the lapse of time."""
    pleaded = events_of(case, subject, EventKind.LIMITATION_EXPIRED_CLAIMED)
    yield "guarantor_pleads_limitation", any(one.person == subject.person for one in pleaded)
    end = _own_time_ran_out(case, subject)
    yield "time_against_guarantor_ran_out", end is not None, {} if end is None else {"until": end}
