"""The level of a delay by its days (table C), over days, grace, plan and part payment, for everybody who shows it."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from autograder.fact_kinds import EventKind, PeriodWords, RoleKind
from autograder.facts import Event, Instalment
from autograder.vocabulary import CreditRecord, Figure, Question
from tests.builders import LOAN, a_case, a_guarantee, a_loan, a_role, found
from tests.tables.agreement import agree
from tests.tables.first_match import every_combination

DUE = date(2025, 1, 10)
STEPS = (30, 60, 90, 120, 150, 180)
"""The last day of each level from 1 to 6."""
FACTS: dict[str, Any] = {
    "days": [-1, 0, 1, 2, 3, 4, 30, 31, 60, 61, 90, 91, 120, 121, 150, 151, 180, 181, 800],
    "grace": [0, 3],
    "asked_about": ["borrower", "co_borrower", "guarantor"],
    "event": [None, EventKind.PAID_PART, EventKind.DEMANDED_DEBTOR],
}
ROWS = {
    "borrower": CreditRecord.OWN_NORMAL, "co_borrower": CreditRecord.CO_DEBTOR_ENTRY,
    "guarantor": CreditRecord.RELATED_GUARANTOR_ENTRY,
}  # fmt: skip


def level(days: int) -> int:
    return 1 + sum(1 for step in STEPS if days > step)


def table(facts: Any) -> Any:
    """The row, the days and the level; within the days of grace there is no delay, afterwards all days count."""
    if facts.days <= facts.grace:
        return (ROWS[facts.asked_about],), None, None
    row = CreditRecord.OWN_OVERDUE if facts.asked_about == "borrower" else ROWS[facts.asked_about]
    return (row,), facts.days, level(facts.days)


def solved(facts: Any) -> Any:
    as_of = DUE + timedelta(days=facts.days)
    part = Event(loan=LOAN, kind=facts.event, date=date(2025, 1, 9), amount=Decimal(500)) if facts.event else None
    guarantee = a_guarantee("guarantor", period_words=PeriodWords.FIXED, period_end=date(2028, 1, 10))
    case = a_case(
        as_of=as_of, loans=(a_loan(grace_days=facts.grace),), events=(part,) if part else (), guarantees=(guarantee,),
        roles=(
            a_role("borrower"), a_role("co_borrower", RoleKind.CO_BORROWER), a_role("guarantor", RoleKind.GUARANTOR)
        ),
    )  # fmt: skip
    finding = found(case, facts.asked_about, Question.CREDIT_RECORD)
    return finding.codes, finding.figures.get(Figure.OVERDUE_DAYS), finding.figures.get(Figure.LEVEL)


@pytest.mark.parametrize("asked_about", FACTS["asked_about"])
def test_the_level_rises_every_thirty_days_from_the_first_and_everybody_shows_the_same(asked_about: str) -> None:
    agree(every_combination({**FACTS, "asked_about": [asked_about]}), solved, table)


PLANS: dict[str, Any] = {
    "agreed_on": [date(2025, 1, 3), date(2025, 2, 19)],
    "clear": [True, False],
    "lapses": [False, True],
    "seen_from": [date(2025, 3, 1), date(2025, 5, 12), date(2025, 5, 13), date(2025, 6, 20)],
}
NEW_DUE = date(2025, 5, 12)


def planned(facts: Any) -> Any:
    moved = Event(
        loan=LOAN, kind=EventKind.NEGOTIATION_AGREED, date=facts.agreed_on, new_due=NEW_DUE,
        before_due=facts.agreed_on <= DUE, terms_clear=facts.clear, lapses_on_breach=facts.lapses,
    )  # fmt: skip
    finding = found(a_case(as_of=facts.seen_from, events=(moved,)), "borrower", Question.CREDIT_RECORD)
    shown = CreditRecord.OWN_OVERDUE in finding.codes
    return shown, finding.figures.get(Figure.OVERDUE_DAYS), finding.figures.get(Figure.LEVEL)


def planned_table(facts: Any) -> Any:
    """Days from the old day without a clear plan or where it fell with the breach; from the new one after a breach;
    before that none for a plan in time, and what had been reached for a late one."""
    broken = facts.seen_from > NEW_DUE
    from_old = (facts.seen_from - DUE).days
    if not facts.clear or (broken and facts.lapses):
        return True, from_old, level(from_old)
    if broken:
        days = (facts.seen_from - NEW_DUE).days
        return True, days, level(days)
    if facts.agreed_on <= DUE:
        return False, None, None
    reached = (facts.agreed_on - DUE).days
    return True, reached, level(reached)


def test_a_plan_moves_the_day_from_which_the_days_count() -> None:
    agree(every_combination(PLANS), planned, planned_table)


INSTALMENTS: dict[str, Any] = {
    "first_paid": [None, date(2025, 1, 10), date(2025, 2, 20), date(2025, 3, 14)],
    "seen_from": [date(2025, 2, 9), date(2025, 2, 10), date(2025, 2, 11), date(2025, 3, 14)],
    "accelerated": [None, date(2025, 1, 20)],
}


def in_instalments(facts: Any) -> Any:
    parts = tuple(Instalment(no=n, due=date(2025, n, 10), amount=Decimal(15_000)) for n in (1, 2))
    paid = facts.first_paid is not None and facts.first_paid <= facts.seen_from
    event = Event(loan=LOAN, kind=EventKind.PAID_FULL_INSTALMENT, date=facts.first_paid or DUE, instalment=1)
    loan = a_loan(final_due=date(2025, 2, 10), instalments=parts, accelerated_on=facts.accelerated)
    case = a_case(as_of=facts.seen_from, loans=(loan,), events=(event,) if paid else ())
    return found(case, "borrower", Question.CREDIT_RECORD).figures.get(Figure.OVERDUE_DAYS)


def test_each_instalment_counts_its_own_days_and_the_longest_that_runs_is_shown() -> None:
    def running(facts: Any) -> Any:
        """Whatever still runs comes before what was cleared, the longest first."""
        paid = facts.first_paid is not None and facts.first_paid <= facts.seen_from
        second = facts.accelerated or date(2025, 2, 10)
        days = [] if paid else [(facts.seen_from - DUE).days]
        days += [(facts.seen_from - second).days]
        late = [one for one in days if one > 0]
        if late:
            return max(late)
        cleared = (facts.first_paid - DUE).days if paid else 0
        return cleared or None

    agree(every_combination(INSTALMENTS), in_instalments, running)
