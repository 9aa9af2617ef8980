"""The one-off credit repair (row C4, CRD-11): month by month, over sum, month, day of repayment and day of looking.

A month of 2020 to 2025 with at most 10,000 overdue is hidden once everything was repaid by 2026-03-31: from 2026-01-01
where that was by November 2025, else from the last day of the month after repayment.
"""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from autograder.fact_kinds import EventKind
from autograder.facts import Case, Event, MonthEntry
from autograder.vocabulary import CreditRecord, Figure, Flag, Question
from tests.builders import LOAN, a_case, a_lender, a_loan, found
from tests.tables.agreement import agree
from tests.tables.first_match import every_combination

OVERDUE, HIDDEN = CreditRecord.OWN_OVERDUE, CreditRecord.SUPPRESSED_ONE_OFF
HIDES_ON: dict[date, date | None] = {
    date(2025, 10, 9): date(2026, 1, 1),
    date(2025, 11, 30): date(2026, 1, 1),
    date(2025, 12, 1): date(2026, 1, 31),
    date(2025, 12, 31): date(2026, 1, 31),
    date(2026, 1, 15): date(2026, 2, 28),
    date(2026, 2, 28): date(2026, 3, 31),
    date(2026, 3, 31): date(2026, 4, 30),
    date(2026, 4, 1): None,
}
"""Day of repayment, and the day from which the months are hidden."""
FACTS: dict[str, Any] = {
    "repaid": [None, *HIDES_ON],
    "seen_from": [date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 30), date(2026, 1, 31), date(2026, 2, 27),
                  date(2026, 2, 28), date(2026, 3, 30), date(2026, 3, 31), date(2026, 4, 29), date(2026, 4, 30),
                  date(2026, 6, 1)],
    "sum": [1, 10_000, 10_001],
}  # fmt: skip


def a_month(month: date, amount: int, **facts: Any) -> MonthEntry:
    usual: dict[str, Any] = {"loan": LOAN, "person": "borrower", "level": 1}
    return MonthEntry(month=month, overdue_amount=Decimal(amount), **(usual | facts))


def an_account(seen: date, repaid: date | None, since: date, *months: MonthEntry, **parts: Any) -> Case:
    events = [Event(loan=LOAN, kind=EventKind.OVERDUE_START, date=since)]
    if repaid is not None and repaid <= seen:
        events.append(Event(loan=LOAN, kind=EventKind.OVERDUE_CLEARED, date=repaid))
    loan = a_loan(signed=date(2018, 1, 10), final_due=date(2027, 1, 11), consent_report_written={"borrower": True})
    return a_case(as_of=seen, loans=(loan,), events=tuple(events), month_entries=months, **parts)


def codes(case: Case) -> Any:
    return found(case, "borrower", Question.CREDIT_RECORD).codes


def hidden(facts: Any) -> bool:
    day = HIDES_ON.get(facts.repaid)
    return facts.sum <= 10_000 and day is not None and day <= facts.seen_from


@pytest.mark.parametrize("repaid", FACTS["repaid"])
def test_a_small_month_is_hidden_from_the_day_that_repayment_gives_it(repaid: date | None) -> None:
    def solved(facts: Any) -> Any:
        return codes(an_account(facts.seen_from, facts.repaid, date(2025, 9, 5), a_month(date(2025, 9, 1), facts.sum)))

    combinations = every_combination({**FACTS, "repaid": [repaid]})
    known = (one for one in combinations if one.repaid is None or one.repaid <= one.seen_from)
    agree(known, solved, lambda facts: (HIDDEN if hidden(facts) else OVERDUE,))


MONTHS: dict[str, Any] = {
    "months": [
        ((date(2019, 12, 1), 500),), ((date(2020, 1, 1), 500),), ((date(2025, 12, 1), 500),),
        ((date(2025, 8, 1), 9_000), (date(2025, 9, 1), 12_000)), ((date(2025, 8, 1), 9_000), (date(2025, 9, 1), 9_900)),
        ((date(2025, 11, 1), 500), (date(2025, 12, 1), 600)),
    ],
    "connected": [True, False],
    "entered_for": ["borrower", "other"],
}  # fmt: skip


def fits(month: date, amount: int) -> bool:
    return date(2020, 1, 1) <= month <= date(2025, 12, 1) and amount <= 10_000


def month_table(facts: Any) -> Any:
    if not facts.connected:
        return (CreditRecord.NOT_REPORTED,)
    own = [fits(*one) for one in facts.months] if facts.entered_for == "borrower" else [False]
    return (*((OVERDUE,) if not all(own) else ()), *((HIDDEN,) if any(own) else ()))


def test_each_month_is_tested_for_itself_so_that_one_delay_can_be_hidden_in_part() -> None:
    def solved(facts: Any) -> Any:
        months = [a_month(*one, person=facts.entered_for) for one in facts.months]
        since = facts.months[0][0].replace(day=5)
        repaid = date(2026, 1, 9)
        case = an_account(
            date(2026, 4, 10), repaid, since, *months, lenders=(a_lender(pboc_connected=facts.connected),)
        )
        return codes(case)

    agree(every_combination(MONTHS), solved, month_table)


UNSETTLED: dict[str, Any] = {
    "small": [500, 10_000, 10_001],
    "january": [None, 500, 20_000],
    "repaid": [date(2026, 2, 10), date(2026, 4, 1)],
}


def test_months_of_2026_of_a_delay_that_began_before_are_unsettled() -> None:
    def solved(facts: Any) -> Any:
        months = [a_month(date(2025, 12, 1), facts.small)]
        if facts.january is not None:
            months.append(a_month(date(2026, 1, 1), facts.january))
        finding = found(
            an_account(date(2026, 5, 6), facts.repaid, date(2025, 12, 5), *months), "borrower", Question.CREDIT_RECORD
        )
        until = finding.figures.get(Figure.DISPLAY_UNTIL)
        return finding.accepted, Flag.UNSETTLED in finding.flags, until

    def table(facts: Any) -> Any:
        """By the words the months of 2026 stay five years; hiding them with the rest is accepted too (U21)."""
        until = date(2031, facts.repaid.month, facts.repaid.day)
        if facts.repaid > date(2026, 3, 31) or facts.small > 10_000:
            return ((OVERDUE,),), False, until
        if facts.january is None:
            return ((HIDDEN,),), False, None
        if facts.january > 10_000:
            return ((OVERDUE, HIDDEN),), False, until
        return ((OVERDUE, HIDDEN), (HIDDEN,)), True, until

    agree(every_combination(UNSETTLED), solved, table)
