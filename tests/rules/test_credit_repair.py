"""The one-off credit repair, month by month, and what stands beside the row of a loan."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from autograder.fact_kinds import (
    ContactContent,
    CourtEvent,
    EventKind,
    ListingGround,
    RoleKind,
)
from autograder.facts import Case, Court, MonthEntry, Query
from autograder.vocabulary import CreditRecord, Figure, Flag, Question
from tests.rules.record_builders import (
    a_call,
    a_case,
    a_guarantee,
    a_loan,
    a_person,
    a_role,
    an_event,
    contacted,
    record,
)
from tests.rules.standing import standing

R = CreditRecord
STARTED, CLEARED = EventKind.OVERDUE_START, EventKind.OVERDUE_CLEARED


def a_month(month: date, amount: int) -> MonthEntry:
    return MonthEntry(loan="loan1", person="yu", month=month, overdue_amount=Decimal(amount), level=1)


def months(first: date, last: date, amount: int) -> tuple[MonthEntry, ...]:
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return tuple(a_month(date(number // 12, number % 12 + 1, 1), amount) for number in numbers)


def account(
    *entries: MonthEntry, repaid: date | None, as_of: date = date(2026, 4, 10), since: date | None = None,
    consent: bool = True,
) -> Case:  # fmt: skip
    events = [an_event(STARTED, since or entries[0].month.replace(day=5))]
    if repaid:
        events.append(an_event(CLEARED, repaid))
    loan = a_loan(date(2026, 1, 5), signed=date(2019, 1, 8), consent_report_written={"yu": consent})
    return a_case(as_of, loan, a_role("yu"), events=tuple(events),
                  month_entries=entries)  # fmt: skip


def test_c12_the_limit_is_tested_on_each_account_and_month() -> None:
    first = account(*months(date(2024, 11, 1), date(2025, 12, 1), 8_200), repaid=date(2026, 1, 15))
    second = account(*months(date(2024, 12, 1), date(2025, 12, 1), 12_000), repaid=date(2026, 1, 15))
    assert record(first, "yu").codes == (R.SUPPRESSED_ONE_OFF,)
    finding = record(second, "yu")
    assert (finding.codes, finding.figures[Figure.DISPLAY_UNTIL]) == ((R.OWN_OVERDUE,), date(2031, 1, 15))


@pytest.mark.parametrize(("repaid", "as_of", "hidden"), [
    (date(2026, 1, 15), date(2026, 2, 27), False),
    (date(2026, 1, 15), date(2026, 2, 28), True),
    (date(2025, 11, 30), date(2025, 12, 31), False),
    (date(2025, 11, 30), date(2026, 1, 1), True),
    (date(2025, 12, 1), date(2026, 1, 30), False),
    (date(2025, 12, 1), date(2026, 1, 31), True),
    (date(2026, 3, 31), date(2026, 4, 30), True),
    (date(2026, 4, 1), date(2026, 6, 1), False),
])  # fmt: skip
def test_a_month_is_hidden_from_its_day_if_repaid_in_the_window(repaid: date, as_of: date, hidden: bool) -> None:
    case = account(a_month(date(2025, 9, 1), 10_000), repaid=repaid, as_of=as_of)
    assert record(case, "yu").codes == ((R.SUPPRESSED_ONE_OFF,) if hidden else (R.OWN_OVERDUE,))


@pytest.mark.parametrize(("month", "amount", "hidden"), [
    (date(2020, 1, 1), 10_000, True),
    (date(2019, 12, 1), 10_000, False),
    (date(2025, 12, 1), 10_000, True),
    (date(2025, 12, 1), 10_001, False),
])  # fmt: skip
def test_only_small_months_of_2020_to_2025_are_hidden(month: date, amount: int, hidden: bool) -> None:
    case = account(a_month(month, amount), repaid=date(2026, 1, 10), as_of=date(2026, 6, 1))
    assert record(case, "yu").codes == ((R.SUPPRESSED_ONE_OFF,) if hidden else (R.OWN_OVERDUE,))


def test_one_delay_can_be_partly_hidden() -> None:
    case = account(a_month(date(2025, 8, 1), 9_000), a_month(date(2025, 9, 1), 12_000), repaid=date(2025, 10, 10))
    finding = record(case, "yu")
    assert finding.codes == (R.OWN_OVERDUE, R.SUPPRESSED_ONE_OFF)
    assert finding.accepted == (finding.codes,)


def test_months_of_2026_of_an_older_delay_are_unsettled() -> None:
    case = account(a_month(date(2025, 12, 1), 9_000), a_month(date(2026, 1, 1), 9_000), repaid=date(2026, 2, 10))
    finding = record(case, "yu")
    assert finding.accepted == ((R.OWN_OVERDUE, R.SUPPRESSED_ONE_OFF), (R.SUPPRESSED_ONE_OFF,))
    assert finding.figures[Figure.DISPLAY_UNTIL] == date(2031, 2, 10)
    assert Flag.UNSETTLED in finding.flags


def test_want_of_consent_is_told_once_of_a_record_that_is_partly_hidden() -> None:
    entries = a_month(date(2025, 12, 1), 9_000), a_month(date(2026, 1, 1), 9_000)
    case = account(*entries, repaid=date(2026, 2, 10), consent=False)
    rules = standing(case, "yu", Question.CREDIT_RECORD, "loan1")
    assert rules & {"supplied_without_written_consent", "account_supplied_without_consent"} == {
        "supplied_without_written_consent"
    }


def test_what_was_never_repaid_is_not_hidden() -> None:
    assert record(account(a_month(date(2025, 9, 1), 900), repaid=None), "yu").codes == (R.OWN_OVERDUE,)


def test_what_expired_must_go_and_needs_no_hiding() -> None:
    case = account(a_month(date(2020, 3, 1), 900), repaid=date(2020, 4, 10))
    assert record(case, "yu").codes == (R.EXPIRED_MUST_DELETE,)


def guaranteed(amount: Decimal | None) -> Case:
    paid = an_event(EventKind.GUARANTOR_PAID, date(2026, 3, 9), person="qiu", amount=amount)
    return a_case(
        date(2026, 4, 10), a_loan(date(2026, 1, 5)), a_role("yu"), a_role("qiu", RoleKind.GUARANTOR),
        guarantees=(a_guarantee("qiu", date(2021, 6, 1)),), events=(paid,),
    )  # fmt: skip


@pytest.mark.parametrize(("amount", "closed"), [(None, True), (Decimal(20_000), True), (Decimal(19_999), False)])
def test_a_guarantors_payment_marks_the_borrower_and_closes_the_guarantors_entry(
    amount: Decimal | None, closed: bool
) -> None:
    case = guaranteed(amount)
    assert Flag.GUARANTOR_PAID_MARK in record(case, "yu").flags
    assert Flag.GUARANTOR_PAID_MARK not in record(case, "qiu").flags
    assert record(case, "qiu").codes == ((R.NO_ENTRY,) if closed else (R.RELATED_GUARANTOR_ENTRY,))


def in_court(event: CourtEvent, person: str, **facts: Any) -> Case:
    step = Court(event=event, date=date(2026, 2, 3), persons=(person,), ground=ListingGround.FALSE_ASSET_REPORT)
    return a_case(date(2026, 4, 10), a_loan(date(2026, 9, 5)), a_role("yu"), persons=(a_person("gu"),), court=(step,))


def test_m10_a_listed_person_without_a_loan_has_a_public_entry_only() -> None:
    case = in_court(CourtEvent.LISTED_DISHONEST, "gu")
    assert record(case, "gu").codes == (R.PUBLIC_RECORD_ENTRY,)
    assert record(case, "yu").codes == (R.OWN_NORMAL,)


@pytest.mark.parametrize(("event", "entered"), [
    (CourtEvent.EXECUTION_FILED, True), (CourtEvent.CONSUMPTION_LIMITED, True), (CourtEvent.JUDGMENT, False),
])  # fmt: skip
def test_enforcement_is_entered_beside_the_row(event: CourtEvent, entered: bool) -> None:
    codes = (R.OWN_NORMAL, R.PUBLIC_RECORD_ENTRY) if entered else (R.OWN_NORMAL,)
    assert record(in_court(event, "yu"), "yu").codes == codes


def cards(case: Case, person: str) -> set[str]:
    return {trial.card.id for trial in record(case, person).verdict.standing}


def test_m11_looking_at_ones_own_record_is_no_query_against_the_rules() -> None:
    look = Query(by="yu", subject="yu", date=date(2026, 3, 1), written_consent=False)
    case = a_case(date(2026, 4, 10), a_loan(date(2026, 9, 5)), a_role("yu"), queries=(look,) * 3)
    assert "CRD-15" in cards(case, "yu")
    assert Flag.UNLAWFUL_QUERY not in record(case, "yu").flags


def test_m12_a_history_of_illness_must_not_be_kept() -> None:
    kept = an_event(EventKind.FORBIDDEN_DATA_KEPT, date(2026, 3, 1), person="yu")
    case = a_case(date(2026, 4, 10), a_loan(date(2026, 9, 5)), a_role("yu"), a_role("co", RoleKind.CO_BORROWER),
                  events=(kept,))  # fmt: skip
    assert Flag.UNLAWFUL_COLLECTION in record(case, "yu").flags
    assert Flag.UNLAWFUL_COLLECTION not in record(case, "co").flags


def test_m09_a_promise_to_delete_leaves_the_true_entry() -> None:
    agreed = an_event(EventKind.NEGOTIATION_AGREED, date(2026, 2, 5), before_due=False, delete_promise=True)
    case = a_case(date(2026, 4, 10), a_loan(date(2026, 1, 5)), a_role("yu"), events=(agreed,))
    assert record(case, "yu").codes == (R.OWN_OVERDUE,)
    assert "CRD-13" in cards(case, "yu")


def test_c23_the_lender_answers_for_its_agency() -> None:
    call = a_call("yu", datetime(2026, 3, 1, 10), ContactContent.REMIND)
    case = a_case(date(2026, 4, 10), a_loan(date(2026, 1, 5)), a_role("yu"), contacts=(call,))
    assert "CON-13" in {trial.card.id for trial in contacted(case).verdict.standing}
