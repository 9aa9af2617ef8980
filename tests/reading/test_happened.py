"""Events that rule each other out, and others just like them that do not; `tests/bad` has the words of each refusal."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from autograder.fact_kinds import EventKind, MarriageEnd, RoleKind, Signature
from autograder.facts import Act, Event, Instalment, Marriage, Role
from autograder.reading.order import order_problems
from autograder.reading.refusals import Problem
from autograder.stated import UNKNOWN
from tests.builders import a_case, a_guarantee, a_loan, a_person

LATE, CLEARED, SETTLED = EventKind.OVERDUE_START, EventKind.OVERDUE_CLEARED, EventKind.SETTLED_FULL
AGREED, KEPT, BROKEN = EventKind.NEGOTIATION_AGREED, EventKind.PLAN_COMPLETED, EventKind.PLAN_BREACHED
PAID, EXTENDED = EventKind.PAID_FULL_INSTALMENT, EventKind.LENDER_POLICY_EXTENSION
SIGNED, DIED = date(2024, 1, 10), date(2024, 6, 1)


def of(kind: EventKind, month: int, number: int | None = None, day: int = 10, **facts: Any) -> Event:
    """Something that happened in 2024."""
    if kind in {AGREED, EXTENDED}:
        facts = {"new_due": date(2024, month + 2, day), **facts}
    return Event(loan="loan1", kind=kind, date=date(2024, month, day), instalment=number, **facts)


def reasons(*events: Event) -> list[str]:
    """Why these events together are refused, on a loan in two instalments."""
    return [problem.reason for problem in found(*events)]


def found(*events: Event) -> list[Problem]:
    """What is wrong with these events together, on a loan in two instalments."""
    parts = tuple(Instalment(no=no, due=date(2024, month, 10), amount=Decimal(5_000)) for no, month in ((1, 2), (2, 4)))
    loan = a_loan(signed=SIGNED, final_due=date(2024, 4, 10), nominal=Decimal(10_000), instalments=parts)
    return list(order_problems(a_case(as_of=date(2024, 12, 31), loans=(loan,), events=events)))


@pytest.mark.parametrize(
    "events",
    [
        (of(LATE, 2, 1), of(LATE, 4, 2)),
        (of(LATE, 2), of(CLEARED, 3), of(LATE, 4)),
        (of(LATE, 2), of(AGREED, 3), of(LATE, 5)),
        (of(LATE, 2), of(EXTENDED, 3), of(LATE, 5)),
        (of(LATE, 2, 1), of(PAID, 3, 1), of(LATE, 4, 2)),
        (of(LATE, 2, 1), of(LATE, 4, 2), of(CLEARED, 5, 1), of(CLEARED, 6)),
        (of(LATE, 2), of(CLEARED, 2)),
        (of(LATE, 2), of(CLEARED, 2), of(LATE, 4)),
        (of(AGREED, 2, day=9), of(LATE, 2), of(KEPT, 3), of(LATE, 4)),
        (of(CLEARED, 3, 1), of(CLEARED, 5, 2)),
        (of(LATE, 2), of(CLEARED, 3), of(AGREED, 3), of(CLEARED, 6)),
        (of(LATE, 4), of(SETTLED, 4)),
        (of(AGREED, 3), of(BROKEN, 5), of(BROKEN, 6), of(KEPT, 7)),
        (of(EXTENDED, 3), of(KEPT, 5)),
        (of(AGREED, 3, lapses_on_breach=True), of(KEPT, 5)),
        (of(AGREED, 3, lapses_on_breach=UNKNOWN), of(BROKEN, 5), of(KEPT, 6)),
        (of(AGREED, 3, lapses_on_breach=True), of(BROKEN, 5), of(AGREED, 6, lapses_on_breach=True), of(KEPT, 8)),
        (of(AGREED, 3, 1), of(AGREED, 5, 2), of(KEPT, 5, 1), of(BROKEN, 7, 2)),
        (of(AGREED, 3, 1), of(AGREED, 5, 2), of(KEPT, 5, 1), of(BROKEN, 7)),
        (of(AGREED, 3), of(KEPT, 5), of(AGREED, 6), of(BROKEN, 8)),
        (of(AGREED, 3), of(KEPT, 5, 1), of(KEPT, 6, 2)),
    ],
    ids=lambda events: ", ".join(f"{one.kind} {one.instalment or ''}".strip() for one in events),
)
def test_what_can_have_happened_is_accepted(events: tuple[Event, ...]) -> None:
    assert reasons(*events) == []
    assert reasons(*reversed(events)) == []


@pytest.mark.parametrize(
    ("events", "reason"),
    [
        ((of(LATE, 2), of(LATE, 4)), "begun_twice"),
        ((of(LATE, 2), of(LATE, 2)), "begun_twice"),
        ((of(LATE, 2, 1), of(LATE, 4, 1)), "begun_twice"),
        ((of(LATE, 2), of(CLEARED, 4), of(LATE, 4)), "begun_twice"),
        ((of(LATE, 2, 2), of(CLEARED, 3, 2), of(LATE, 4, 1), of(LATE, 5, 1)), "begun_twice"),
        ((of(LATE, 2), of(AGREED, 3, terms_clear=False), of(LATE, 5)), "begun_twice"),
        ((of(LATE, 2), of(AGREED, 3, new_due=None), of(LATE, 5)), "begun_twice"),
        ((of(LATE, 2, 1), of(AGREED, 3, 2), of(LATE, 5, 1)), "begun_twice"),
        ((of(LATE, 2, 1), of(PAID, 3, 2), of(LATE, 4, 1)), "begun_twice"),
        ((of(PAID, 3, 2), of(LATE, 4, 2)), "late_though_paid"),
        ((of(LATE, 2), of(SETTLED, 3), of(LATE, 4)), "late_though_paid"),
        ((of(EventKind.SETTLED_REDUCED, 3), of(LATE, 4)), "late_though_paid"),
        ((of(LATE, 2, 1), of(CLEARED, 3, 2)), "cleared_without_start"),
        ((of(CLEARED, 3), of(LATE, 4, 2)), "cleared_before_start"),
        ((of(LATE, 2, 1), of(CLEARED, 3), of(CLEARED, 4, 1)), "cleared_twice"),
        ((of(LATE, 2), of(CLEARED, 3), of(CLEARED, 3)), "cleared_twice"),
        ((of(LATE, 2), of(CLEARED, 2), of(CLEARED, 3)), "cleared_twice"),
        ((of(AGREED, 2), of(LATE, 2), of(CLEARED, 5), of(CLEARED, 6)), "cleared_twice"),
        ((of(KEPT, 3),), "plan_not_agreed"),
        ((of(BROKEN, 3), of(AGREED, 4)), "plan_not_agreed"),
        ((of(AGREED, 3, 1), of(BROKEN, 6, 2)), "plan_not_agreed"),
        ((of(AGREED, 3), of(KEPT, 5), of(KEPT, 5)), "kept_twice"),
        ((of(AGREED, 3), of(BROKEN, 5), of(KEPT, 5)), "broken_though_kept"),
        ((of(AGREED, 3, 1), of(KEPT, 5), of(BROKEN, 6)), "broken_though_kept"),
        ((of(AGREED, 3, lapses_on_breach=True), of(BROKEN, 5, 1), of(KEPT, 6)), "kept_though_lapsed"),
        ((of(AGREED, 3), of(KEPT, 5, 1), of(BROKEN, 6, 1)), "broken_though_kept"),
        ((of(AGREED, 3, 1), of(KEPT, 5, 1), of(BROKEN, 6)), "broken_though_kept"),
        ((of(AGREED, 3, lapses_on_breach=True), of(BROKEN, 5), of(KEPT, 5)), "broken_though_kept"),
    ],
)
def test_what_another_event_rules_out_is_refused(events: tuple[Event, ...], reason: str) -> None:
    assert reasons(*events) == [reason]


@pytest.mark.parametrize(
    ("events", "day", "other"),
    [
        ((of(LATE, 2), of(LATE, 4)), 4, 2),
        ((of(CLEARED, 3), of(LATE, 5, 2), of(LATE, 4, 1)), 3, 4),
        ((of(AGREED, 2), of(LATE, 2, 1), of(LATE, 2, 2), of(CLEARED, 3, 1), of(CLEARED, 5, 2), of(CLEARED, 6)), 6, 5),
        ((of(AGREED, 3), of(BROKEN, 6), of(KEPT, 5)), 6, 5),
        ((of(AGREED, 3, lapses_on_breach=True), of(BROKEN, 5), of(BROKEN, 6), of(KEPT, 7)), 7, 5),
    ],
)
def test_the_days_told_are_those_of_the_event_and_of_what_rules_it_out(
    events: tuple[Event, ...], day: int, other: int
) -> None:
    (problem,) = found(*events)
    assert problem.parameters == {"day": date(2024, day, 10), "limit": date(2024, other, 10)}
    assert problem.place == ("events", [event.date.month for event in events].index(day), "date")


def test_a_loan_without_instalments_is_one_sum_that_is_paid_or_late() -> None:
    loan = a_loan(signed=SIGNED)
    for paid, late, expected in ((2, 4, ["late_though_paid"]), (4, 4, []), (4, 2, [])):
        case = a_case(as_of=date(2024, 12, 31), loans=(loan,), events=(of(PAID, paid), of(LATE, late)))
        assert [problem.reason for problem in order_problems(case)] == expected
    assert reasons(of(PAID, 2), of(LATE, 4)) == []


def test_another_loan_rules_nothing_out() -> None:
    loans = (a_loan(signed=SIGNED), a_loan(id="loan2", signed=SIGNED))
    late = tuple(Event(loan=loan.id, kind=LATE, date=date(2024, 2, 10)) for loan in loans)
    case = a_case(as_of=date(2024, 12, 31), loans=loans, events=late)
    assert list(order_problems(case)) == []


def of_the_dead(**facts: Any) -> list[str]:
    """Why a case is refused in which Ma Tao, and nobody else, has died."""
    people = (a_person("ma", died=DIED), a_person("sun"))
    case = a_case(as_of=date(2024, 12, 31), persons=people, **facts)
    return [problem.reason for problem in order_problems(case)]


def role(kind: RoleKind, signature: Signature) -> Role:
    """What the dead is named as."""
    return Role(person="ma", loan="loan1", kind=kind, act=Act(signature=signature))


@pytest.mark.parametrize(
    ("signed", "signature", "expected"),
    [
        (date(2024, 6, 2), Signature.GENUINE, ["signed_after_death"]),
        (date(2024, 6, 1), Signature.GENUINE, []),
        (date(2024, 6, 2), Signature.FORGED, []),
    ],
)
def test_the_dead_sign_nothing_with_their_own_hand(signed: date, signature: Signature, expected: list[str]) -> None:
    loan = a_loan(signed=signed, final_due=date(2024, 11, 1))
    assert of_the_dead(loans=(loan,), roles=(role(RoleKind.CO_BORROWER, signature),)) == expected
    old = a_loan(signed=SIGNED, final_due=date(2024, 11, 1))
    promise = a_guarantee("ma", formed=signed)
    guarantor = (role(RoleKind.GUARANTOR, signature),)
    assert of_the_dead(loans=(old,), roles=guarantor, guarantees=(promise,)) == expected


def test_the_dead_do_not_marry() -> None:
    loan = a_loan(signed=SIGNED, final_due=date(2024, 11, 1))
    for since, expected in ((date(2024, 6, 2), ["married_after_death"]), (date(2020, 6, 1), [])):
        tie = Marriage(a="sun", b="ma", since=since, until=None, end=MarriageEnd.NONE)
        assert of_the_dead(loans=(loan,), marriages=(tie,)) == expected
