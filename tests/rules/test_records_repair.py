"""Which rules stand on a record, exactly: the one-off repair of small old months."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from autograder.fact_kinds import (
    EventKind,
    RoleKind,
)
from autograder.facts import (
    Case,
    Event,
    MonthEntry,
    Role,
)
from autograder.vocabulary import CreditRecord, Figure, Flag
from tests.rules.record_builders import (
    a_person,
    a_role,
    an_event,
    record,
)
from tests.rules.record_scenes import (
    AS_OF,
    FORGED,
    MINORS_ACT,
    NOT_DUE,
    Facts,
    R,
    a_minor,
    lent,
    past,
    rules_on,
)

# The one-off repair


def months(*entries: tuple[date, int], person: str = "other") -> tuple[MonthEntry, ...]:
    return tuple(
        MonthEntry(loan="loan1", person=person, month=month, overdue_amount=Decimal(amount), level=1)
        for month, amount in entries
    )


SMALL = months((date(2025, 9, 1), 900))
ONCE_LATE = past(date(2025, 9, 4), date(2025, 10, 6))


def repaired(*events: Event, entries: Iterable[MonthEntry] = SMALL, role: Role | None = None, **facts: Any) -> Case:
    roles = (role or a_role("other"),)
    return lent(*roles, events=events or ONCE_LATE, month_entries=tuple(entries), **({"loan": NOT_DUE} | facts))


def test_a_small_old_month_is_hidden_and_a_delay_without_any_month_told_is_not() -> None:
    assert rules_on(repaired(), "other") == {"small_old_delays_are_hidden"}
    untold = (*ONCE_LATE, *past(date(2024, 3, 4), date(2024, 6, 3)))
    assert rules_on(repaired(*untold), "other") == {"past_delay_shows_five_years", "each_month_is_tested_by_itself"}


def test_a_running_delay_is_not_hidden_by_the_small_months_of_an_earlier_one() -> None:
    case = repaired(*ONCE_LATE, an_event(EventKind.OVERDUE_START, date(2026, 3, 4)))
    assert rules_on(case, "other") == {"own_delay_is_graded", "each_month_is_tested_by_itself"}


def test_an_expired_delay_must_go_although_a_later_one_is_hidden() -> None:
    case = repaired(*ONCE_LATE, *past(date(2019, 3, 4), date(2019, 6, 3)), loan={**NOT_DUE, "signed": date(2019, 1, 8)})
    assert record(case, "other").codes == (R.EXPIRED_MUST_DELETE, R.SUPPRESSED_ONE_OFF)


TWO_MONTHS = months((date(2025, 12, 1), 900), (date(2026, 1, 1), 900))
ACROSS = past(date(2025, 12, 4), date(2026, 2, 10))


@pytest.mark.parametrize(("role", "facts", "code"), [
    (a_role("other", RoleKind.CO_BORROWER), {}, R.CO_DEBTOR_ENTRY),
    (a_role("other"), {"connected": False}, R.NOT_REPORTED),
    (a_role("other", act=FORGED), {"persons": (a_person("wang"), a_person("other"))}, R.ERRONEOUS_ENTRY),
    (a_role("other", act=MINORS_ACT), {"persons": (a_minor("other"),)}, R.ERRONEOUS_ENTRY),
])  # fmt: skip
@pytest.mark.parametrize(("events", "entries"), [(ONCE_LATE, SMALL), (ACROSS, TWO_MONTHS)])
def test_only_a_borrowers_own_account_with_a_connected_lender_is_repaired(
    role: Role, facts: Facts, code: CreditRecord, events: tuple[Event, ...], entries: tuple[MonthEntry, ...]
) -> None:
    assert record(repaired(*events, entries=entries, role=role, **facts), "other").codes == (code,)


@pytest.mark.parametrize(("events", "entries", "as_of", "codes"), [
    (ACROSS, TWO_MONTHS, AS_OF, (R.OWN_OVERDUE, R.SUPPRESSED_ONE_OFF)),
    (ACROSS, months((date(2026, 1, 1), 900)), AS_OF, (R.OWN_OVERDUE,)),
    ((*ACROSS, *past(date(2024, 3, 4), date(2024, 6, 3))), TWO_MONTHS, AS_OF, (R.OWN_OVERDUE, R.SUPPRESSED_ONE_OFF)),
    (
        (*ACROSS, an_event(EventKind.OVERDUE_START, date(2026, 4, 4))), TWO_MONTHS, AS_OF,
        (R.OWN_OVERDUE, R.SUPPRESSED_ONE_OFF),
    ),
    (ACROSS, TWO_MONTHS, date(2031, 2, 10), (R.OWN_OVERDUE, R.SUPPRESSED_ONE_OFF)),
    (ACROSS, TWO_MONTHS, date(2031, 2, 11), (R.EXPIRED_MUST_DELETE,)),
])  # fmt: skip
def test_months_of_2026_are_unsettled_only_beside_months_that_are_hidden(
    events: tuple[Event, ...], entries: tuple[MonthEntry, ...], as_of: date, codes: tuple[CreditRecord, ...]
) -> None:
    case = repaired(*events, entries=entries, as_of=as_of, loan={"final_due": date(2033, 1, 5)})
    finding = record(case, "other")
    assert finding.codes == codes
    unsettled = len(codes) == 2 and len(events) == 2
    assert (Flag.UNSETTLED in finding.flags) is unsettled
    assert finding.accepted == ((codes, (R.SUPPRESSED_ONE_OFF,)) if unsettled else (codes,))


def test_a_large_month_of_2026_is_outside_the_measure_and_not_unsettled() -> None:
    entries = months((date(2025, 12, 1), 900), (date(2026, 1, 1), 10_001))
    finding = record(repaired(*ACROSS, entries=entries), "other")
    assert (finding.codes, finding.flags) == ((R.OWN_OVERDUE, R.SUPPRESSED_ONE_OFF), (Flag.DISPLAY_UNTIL,))
    assert finding.figures[Figure.DISPLAY_UNTIL] == date(2031, 2, 10)
