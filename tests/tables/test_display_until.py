"""How long a delay that ended is shown (rows C3 and C5a): five years from its end, each delay for itself."""

from datetime import date
from typing import Any

import pytest

from autograder.fact_kinds import EventKind
from autograder.facts import Event
from autograder.vocabulary import CreditRecord, Figure, Flag, Question
from tests.builders import LOAN, a_case, a_loan, found
from tests.tables.agreement import agree
from tests.tables.first_match import every_combination

ENDS: dict[str, tuple[date, date, date]] = {
    "on_a_working_day": (date(2018, 6, 12), date(2023, 6, 12), date(2023, 6, 13)),
    "on_a_leap_day": (date(2016, 2, 29), date(2021, 2, 28), date(2021, 3, 1)),
    "shown_until_a_sunday": (date(2019, 6, 9), date(2024, 6, 9), date(2024, 6, 10)),
    "shown_until_a_holiday": (date(2018, 10, 1), date(2023, 10, 1), date(2023, 10, 2)),
}
"""When the delay ended, the last day of display, and the day after it: no day of rest puts it off."""
FACTS: dict[str, Any] = {
    "end": list(ENDS),
    "by": [EventKind.OVERDUE_CLEARED, EventKind.PAID_FULL_INSTALMENT, EventKind.SETTLED_FULL],
    "seen": ["the_end", "last_day", "next_day"],
    "stated": [False, True],
}


def table(facts: Any) -> Any:
    _, last, _ = ENDS[facts.end]
    if facts.seen == "next_day":
        return (CreditRecord.EXPIRED_MUST_DELETE,), last, False
    return (CreditRecord.OWN_OVERDUE,), last, True


def solved(facts: Any) -> Any:
    end, last, after = ENDS[facts.end]
    start = date(end.year, end.month - 1, 1) if end.month > 2 else date(end.year, 1, 2)
    events = [Event(loan=LOAN, kind=facts.by, date=end)]
    if facts.stated:
        events.insert(0, Event(loan=LOAN, kind=EventKind.OVERDUE_START, date=start))
    seen = {"the_end": end, "last_day": last, "next_day": after}[facts.seen]
    due = date(2027, 1, 11) if facts.stated else start
    case = a_case(as_of=seen, loans=(a_loan(signed=date(2015, 1, 12), final_due=due),), events=tuple(events))
    finding = found(case, "borrower", Question.CREDIT_RECORD)
    return finding.codes, finding.figures.get(Figure.DISPLAY_UNTIL), Flag.DISPLAY_UNTIL in finding.flags


@pytest.mark.parametrize("end", ENDS)
def test_a_delay_is_shown_for_five_years_from_its_end_and_not_one_day_longer(end: str) -> None:
    combinations = every_combination({**FACTS, "end": [end]})
    agree((one for one in combinations if not (one.stated and one.by is not EventKind.OVERDUE_CLEARED)), solved, table)


SEVERAL: dict[str, Any] = {
    "first": [None, (date(2019, 1, 1), date(2019, 4, 20)), (date(2019, 1, 1), date(2019, 2, 10))],
    "second": [None, (date(2020, 9, 1), date(2020, 10, 20)), (date(2020, 9, 1), date(2021, 3, 1))],
    "running_since": [None, date(2024, 3, 5)],
    "seen_from": [date(2024, 4, 1), date(2024, 4, 22), date(2025, 10, 21), date(2026, 3, 2)],
}


def level(days: int) -> int:
    return min(7, -(-days // 30))


def several(facts: Any) -> Any:
    events = []
    for spell in (facts.first, facts.second):
        if spell is not None:
            events.append(Event(loan=LOAN, kind=EventKind.OVERDUE_START, date=spell[0]))
            events.append(Event(loan=LOAN, kind=EventKind.OVERDUE_CLEARED, date=spell[1]))
    if facts.running_since:
        events.append(Event(loan=LOAN, kind=EventKind.OVERDUE_START, date=facts.running_since))
    loan = a_loan(signed=date(2018, 1, 10), final_due=date(2027, 1, 11))
    case = a_case(as_of=facts.seen_from, loans=(loan,), events=tuple(events))
    finding = found(case, "borrower", Question.CREDIT_RECORD)
    if CreditRecord.OWN_OVERDUE not in finding.codes:
        return finding.codes
    return finding.codes, finding.figures.get(Figure.LEVEL), finding.figures.get(Figure.DISPLAY_UNTIL)


def several_table(facts: Any) -> Any:
    """What runs comes first, then the worst that ended and is shown; what is over must go and stands beside."""
    past = [spell for spell in (facts.first, facts.second) if spell is not None]
    shown = [spell for spell in past if facts.seen_from <= spell[1].replace(year=spell[1].year + 5)]
    over = len(shown) < len(past)
    codes = [CreditRecord.EXPIRED_MUST_DELETE] if over else []
    if facts.running_since:
        return (CreditRecord.OWN_OVERDUE, *codes), level((facts.seen_from - facts.running_since).days), None
    if shown:
        worst = max(shown, key=lambda spell: spell[1] - spell[0])
        until = worst[1].replace(year=worst[1].year + 5)
        return (CreditRecord.OWN_OVERDUE, *codes), level((worst[1] - worst[0]).days), until
    return tuple(codes) or (CreditRecord.OWN_NORMAL,)


def test_every_delay_has_five_years_of_its_own_and_the_one_that_runs_comes_first() -> None:
    agree(every_combination(SEVERAL), several, several_table)


def test_a_delay_that_runs_has_no_last_day_however_old() -> None:
    event = Event(loan=LOAN, kind=EventKind.OVERDUE_START, date=date(2016, 3, 3))
    loan = a_loan(signed=date(2015, 1, 12), final_due=date(2016, 3, 3))
    finding = found(a_case(loans=(loan,), events=(event,)), "borrower", Question.CREDIT_RECORD)
    assert finding.codes == (CreditRecord.OWN_OVERDUE,)
    assert Figure.DISPLAY_UNTIL not in finding.figures
