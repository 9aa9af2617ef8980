"""Delays of a loan: from which day they count, what halts them, what ends them, how long they may be shown."""

from datetime import date
from decimal import Decimal

import pytest

from autograder.fact_kinds import EventKind
from autograder.facts import Event, Instalment, Loan
from autograder.rulebook import Subject
from autograder.rules.overdue import Delay, delays, level, plan_broken, plans, still_owed
from tests.rules.record_builders import a_case, a_loan, a_role, an_event

SUBJECT = Subject("wang", "loan1")
DUE = date(2025, 4, 10)


def found(as_of: date, *events: Event, loan: Loan | None = None) -> list[tuple[date, int, date | None, bool]]:
    case = a_case(as_of, loan or a_loan(DUE), a_role("wang"), events=events)
    return [(delay.since, delay.days, delay.cleared, delay.halted) for delay in delays(case, SUBJECT)]


@pytest.mark.parametrize(
    ("days", "grade"),
    [
        *[(1, 1), (30, 1), (31, 2), (60, 2), (61, 3), (90, 3), (91, 4), (120, 4)],
        *[(121, 5), (150, 5), (151, 6), (180, 6), (181, 7), (999, 7)],
    ],
)
def test_the_grade_rises_every_thirty_days_up_to_seven(days: int, grade: int) -> None:
    assert level(days) == grade


def test_a_sum_is_not_late_on_its_due_day_and_late_on_the_next() -> None:
    assert found(DUE) == []
    assert found(date(2025, 4, 11)) == [(DUE, 1, None, False)]


def test_days_of_grace_put_the_mark_off_but_do_not_shorten_the_count() -> None:
    loan = a_loan(DUE, grace_days=3)
    assert found(date(2025, 4, 13), loan=loan) == []
    assert found(date(2025, 4, 14), loan=loan) == [(DUE, 4, None, False)]


def test_payment_ends_the_count() -> None:
    paid = an_event(EventKind.PAID_FULL_INSTALMENT, date(2025, 5, 12))
    assert found(date(2025, 8, 1), paid) == [(DUE, 32, date(2025, 5, 12), False)]


def test_payment_on_the_due_day_leaves_no_delay() -> None:
    assert found(date(2025, 8, 1), an_event(EventKind.SETTLED_FULL, DUE)) == []


def test_a_payment_of_a_part_ends_nothing() -> None:
    assert found(date(2025, 5, 10), an_event(EventKind.PAID_PART, date(2025, 4, 20))) == [(DUE, 30, None, False)]


def test_what_happens_after_the_day_of_the_case_is_not_known_yet() -> None:
    assert found(date(2025, 5, 10), an_event(EventKind.SETTLED_FULL, date(2025, 6, 1))) == [(DUE, 30, None, False)]


def test_each_instalment_has_its_own_delay_and_the_longest_that_runs_comes_first() -> None:
    loan = a_loan(
        date(2025, 6, 10),
        instalments=tuple(Instalment(no=n, due=date(2025, 3 + n, 10), amount=Decimal(10_000)) for n in (1, 2, 3)),
    )
    first_paid = an_event(EventKind.PAID_FULL_INSTALMENT, date(2025, 5, 20), instalment=1)
    assert found(date(2025, 7, 1), first_paid, loan=loan) == [
        (date(2025, 5, 10), 52, None, False),
        (date(2025, 6, 10), 21, None, False),
        (DUE, 40, date(2025, 5, 20), False),
    ]


def test_making_up_what_was_overdue_does_not_pay_what_falls_due_later() -> None:
    parts = tuple(Instalment(no=n, due=date(2025, 3 + n, 10), amount=Decimal(10_000)) for n in (1, 2))
    loan = a_loan(date(2025, 5, 10), instalments=parts)
    cleared = an_event(EventKind.OVERDUE_CLEARED, date(2025, 5, 1))
    assert [one[:2] for one in found(date(2025, 5, 20), cleared, loan=loan)] == [(date(2025, 5, 10), 10), (DUE, 21)]


def test_clearing_one_instalment_by_number_leaves_the_other_overdue() -> None:
    parts = tuple(Instalment(no=n, due=date(2025, 3 + n, 10), amount=Decimal(10_000)) for n in (1, 2))
    loan = a_loan(date(2025, 5, 10), instalments=parts)
    cleared = an_event(EventKind.OVERDUE_CLEARED, date(2025, 5, 20), instalment=1)
    assert found(date(2025, 5, 20), cleared, loan=loan)[0] == (date(2025, 5, 10), 10, None, False)


def test_calling_the_loan_in_brings_later_sums_forward() -> None:
    parts = tuple(Instalment(no=n, due=date(2025, 3 + n, 10), amount=Decimal(10_000)) for n in (1, 5))
    loan = a_loan(date(2025, 8, 10), instalments=parts, accelerated_on=date(2025, 6, 1))
    assert [one[0] for one in found(date(2025, 7, 1), loan=loan)] == [DUE, date(2025, 6, 1)]


def test_delays_that_the_file_states_replace_those_worked_out_from_due_days() -> None:
    events = (
        an_event(EventKind.OVERDUE_START, date(2025, 1, 5)),
        an_event(EventKind.OVERDUE_CLEARED, date(2025, 3, 1)),
        an_event(EventKind.OVERDUE_START, date(2025, 7, 5)),
    )
    assert found(date(2025, 7, 15), *events) == [
        (date(2025, 7, 5), 10, None, False),
        (date(2025, 1, 5), 55, date(2025, 3, 1), False),
    ]


def agreed(day: date, new_due: date, *, before_due: bool, **facts: object) -> Event:
    return an_event(EventKind.NEGOTIATION_AGREED, day, new_due=new_due, before_due=before_due, **facts)


IN_TIME = agreed(date(2025, 4, 5), date(2025, 7, 10), before_due=True, lapses_on_breach=False)


def test_a_plan_in_time_moves_the_due_day() -> None:
    assert found(date(2025, 7, 10), IN_TIME) == []
    assert found(date(2025, 8, 15), IN_TIME) == [(date(2025, 7, 10), 36, None, False)]


def test_a_plan_that_lapses_on_breach_counts_as_never_made() -> None:
    plan = agreed(date(2025, 4, 5), date(2025, 7, 10), before_due=True, lapses_on_breach=True)
    assert found(date(2025, 7, 10), plan) == []
    assert found(date(2025, 8, 15), plan) == [(DUE, 127, None, False)]


def test_a_stated_breach_lets_such_a_plan_lapse_before_its_new_day() -> None:
    plan = agreed(date(2025, 4, 5), date(2025, 7, 10), before_due=True, lapses_on_breach=True)
    breach = an_event(EventKind.PLAN_BREACHED, date(2025, 5, 1))
    assert found(date(2025, 5, 10), plan, breach) == [(DUE, 30, None, False)]


def test_a_plan_after_the_default_halts_the_grade_reached() -> None:
    plan = agreed(date(2025, 5, 20), date(2025, 7, 10), before_due=False, lapses_on_breach=False)
    assert found(date(2025, 7, 1), plan) == [(DUE, 40, None, True)]
    paid = an_event(EventKind.SETTLED_FULL, date(2025, 7, 9))
    assert found(date(2025, 8, 1), plan, paid) == [(DUE, 40, date(2025, 7, 9), True)]


def test_a_broken_plan_after_the_default_leaves_two_delays_the_running_one_first() -> None:
    plan = agreed(date(2025, 5, 20), date(2025, 7, 10), before_due=False, lapses_on_breach=False)
    assert found(date(2025, 7, 20), plan) == [(date(2025, 7, 10), 10, None, False), (DUE, 40, None, True)]


def test_unclear_terms_move_nothing() -> None:
    plan = agreed(date(2025, 4, 5), date(2025, 7, 10), before_due=True, terms_clear=False)
    assert found(date(2025, 5, 10), plan) == [(DUE, 30, None, False)]


def test_a_plan_for_one_instalment_moves_no_other() -> None:
    parts = tuple(Instalment(no=n, due=date(2025, 3 + n, 10), amount=Decimal(10_000)) for n in (1, 2))
    loan = a_loan(date(2025, 5, 10), instalments=parts)
    plan = agreed(date(2025, 4, 5), date(2025, 7, 10), before_due=True, instalment=1, lapses_on_breach=False)
    assert found(date(2025, 5, 20), plan, loan=loan) == [(date(2025, 5, 10), 10, None, False)]


def test_a_plan_in_time_for_what_comes_leaves_an_instalment_that_is_late_already() -> None:
    parts = tuple(Instalment(no=n, due=date(2025, 3 + n, 10), amount=Decimal(10_000)) for n in (1, 2))
    plan = agreed(date(2025, 5, 5), date(2025, 7, 10), before_due=True, lapses_on_breach=False)
    loan = a_loan(date(2025, 5, 10), instalments=parts)
    assert found(date(2025, 6, 1), plan, loan=loan) == [(DUE, 52, None, False)]


def test_a_plan_does_not_move_a_delay_that_the_file_states_as_beginning_later() -> None:
    start = an_event(EventKind.OVERDUE_START, date(2025, 6, 1))
    assert found(date(2025, 6, 11), IN_TIME, start) == [(date(2025, 6, 1), 10, None, False)]


def test_a_plan_does_not_touch_what_had_been_paid_before() -> None:
    paid = an_event(EventKind.PAID_FULL_INSTALMENT, date(2025, 5, 2))
    plan = agreed(date(2025, 5, 20), date(2025, 7, 10), before_due=False, lapses_on_breach=False)
    assert found(date(2025, 8, 1), paid, plan) == [(DUE, 22, date(2025, 5, 2), False)]


@pytest.mark.parametrize(("as_of", "broken"), [(date(2025, 7, 10), False), (date(2025, 7, 11), True)])
def test_a_plan_is_broken_the_day_after_its_new_day(as_of: date, broken: bool) -> None:
    case = a_case(as_of, a_loan(DUE), a_role("wang"), events=(IN_TIME,))
    assert plan_broken(case, SUBJECT, plans(case, SUBJECT)[-1]) is broken


def test_a_moved_sum_is_owed_until_it_is_paid() -> None:
    paid = an_event(EventKind.PAID_FULL_INSTALMENT, date(2025, 5, 27))
    assert still_owed(a_case(date(2025, 6, 1), a_loan(DUE), a_role("wang"), events=(IN_TIME,)), SUBJECT)
    assert not still_owed(a_case(date(2025, 6, 1), a_loan(DUE), a_role("wang"), events=(IN_TIME, paid)), SUBJECT)


def test_a_delay_may_be_shown_five_years_from_its_end_and_not_from_its_beginning() -> None:
    assert Delay(date(2019, 10, 10), 123, date(2020, 2, 10)).display_until == date(2025, 2, 10)
    assert Delay(date(2023, 12, 1), 90, date(2024, 2, 29)).display_until == date(2029, 2, 28)
    assert Delay(date(2019, 10, 10), 123, None).display_until is None
