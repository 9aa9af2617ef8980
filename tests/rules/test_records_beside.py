"""Which rules stand on a record, exactly: what stands beside the row, consent, notice, looks, marks."""

from datetime import date, datetime
from typing import Any

import pytest

from autograder.fact_kinds import (
    ContactContent,
    CourtEvent,
    EventKind,
    LenderKind,
    Product,
    RoleKind,
)
from autograder.facts import (
    Court,
    Event,
    Query,
    Role,
)
from autograder.vocabulary import Flag
from tests.rules.record_builders import (
    a_call,
    a_lender,
    a_role,
    an_event,
    record,
)
from tests.rules.record_scenes import (
    DUE,
    FORGED,
    GUARANTOR,
    NOT_DUE,
    WANG,
    Facts,
    R,
    a_payment,
    a_vow,
    a_wife,
    ended,
    lent,
    reported,
    rules_on,
)

# What stands beside the row


def in_court(event: CourtEvent, **facts: Any) -> Facts:
    return {"court": (Court(event=event, date=date(2020, 1, 6), persons=("other",), loan="loan1"),), **facts}


OLD: Facts = {"as_of": date(2020, 1, 18), "loan": {"signed": date(2019, 1, 8), "final_due": date(2019, 6, 3)}}


@pytest.mark.parametrize(("roles", "facts"), [
    ((WANG,), {}),
    ((WANG, a_role("other", RoleKind.CO_BORROWER, FORGED)), {}),
    ((WANG,), a_wife()),
    (
        (WANG,),
        {"contacts": (a_call("other", datetime(2026, 3, 2, 10), ContactContent.THREAT_CREDIT_RECORD),)},
    ),
    ((WANG, GUARANTOR), ended()),
    ((WANG, GUARANTOR), {"guarantees": a_vow(), "events": (a_payment(),)}),
    ((WANG, a_role("other", RoleKind.CO_BORROWER)), OLD),
])  # fmt: skip
def test_enforcement_is_all_that_is_entered_for_somebody_without_a_row(roles: tuple[Role, ...], facts: Facts) -> None:
    assert record(lent(*roles, **facts), "other").codes == (R.NO_ENTRY,)
    enforced = lent(*roles, **in_court(CourtEvent.EXECUTION_FILED, **facts))
    assert record(enforced, "other").codes == (R.PUBLIC_RECORD_ENTRY,)
    judged = lent(*roles, **in_court(CourtEvent.JUDGMENT, **facts))
    assert record(judged, "other").codes == (R.NO_ENTRY,)


@pytest.mark.parametrize(("events", "offered"), [
    ((), False),
    ((an_event(EventKind.NEGOTIATION_AGREED, date(2026, 2, 5), before_due=False),), False),
    ((an_event(EventKind.NEGOTIATION_AGREED, date(2026, 2, 5), before_due=False, delete_promise=True),), True),
    ((an_event(EventKind.NEGOTIATION_AGREED, date(2026, 2, 5), before_due=False, no_report_promise=True),), True),
    ((an_event(EventKind.INTERMEDIARY_PAID, date(2026, 2, 5), person="other"),), True),
])  # fmt: skip
def test_m09_deletion_promised_or_sold_leaves_a_true_entry(events: tuple[Event, ...], offered: bool) -> None:
    names = {"own_delay_is_graded"} | ({"true_entry_cannot_be_bought_out"} if offered else set())
    assert rules_on(lent(a_role("other"), events=events), "other") == names


def test_a_promise_about_nothing_adverse_is_no_matter() -> None:
    promise = an_event(EventKind.NEGOTIATION_AGREED, date(2026, 2, 5), before_due=True, delete_promise=True)
    case = lent(a_role("other"), loan=NOT_DUE, events=(promise,))
    assert "true_entry_cannot_be_bought_out" not in rules_on(case, "other")


@pytest.mark.parametrize(("by", "day", "own"), [
    ("other", date(2026, 5, 5), True), ("other", date(2026, 5, 6), False), ("bank", date(2026, 5, 5), False),
    ("wang", date(2026, 5, 5), False),
])  # fmt: skip
def test_m11_reading_ones_own_record_is_reading_ones_own(by: str, day: date, own: bool) -> None:
    look = Query(by=by, subject="other", date=day, written_consent=True)
    case = lent(a_role("other"), loan=NOT_DUE, queries=(look,))
    assert rules_on(case, "other") == {"own_account_in_order"} | ({"own_record_may_be_read"} if own else set())


@pytest.mark.parametrize(("kind", "named"), [
    (LenderKind.UNLICENSED_PLATFORM, True), (LenderKind.NATURAL_PERSON, False),
])  # fmt: skip
def test_m21_a_platforms_own_list_is_no_credit_record(kind: LenderKind, named: bool) -> None:
    loan: Facts = {"rate_apr": None, "overdue_rate_apr": None}
    case = lent(a_role("other"), lender=a_lender(kind=kind, pboc_connected=False), loan=loan)
    names = {"unconnected_lender_reports_nothing"} | ({"platforms_own_list_is_no_credit_record"} if named else set())
    assert rules_on(case, "other") == names


def test_m21_a_connected_bank_is_not_told_that_its_list_is_no_record() -> None:
    assert "platforms_own_list_is_no_credit_record" not in rules_on(lent(a_role("other")), "other")


# Consent, notice, looks


@pytest.mark.parametrize(("query", "unlawful"), [
    (None, False),
    ({"written_consent": False}, True),
    ({"written_consent": True}, False),
    ({"written_consent": True, "purpose_agreed": "own loan", "purpose_actual": "another"}, True),
    ({"written_consent": True, "purpose_agreed": "own loan"}, False),
    ({"written_consent": False, "by": "stranger"}, False),
    ({"written_consent": False, "subject": "wang"}, False),
    ({"written_consent": False, "date": date(2026, 5, 6)}, False),
])  # fmt: skip
def test_c35_a_lender_looks_with_the_persons_own_consent_and_for_its_purpose(
    query: Facts | None, unlawful: bool
) -> None:
    usual: Facts = {"by": "bank", "subject": "other", "date": date(2026, 5, 5)}
    looks = () if query is None else (Query(**(usual | query)),)
    finding = record(lent(WANG, queries=looks), "other")
    assert (Flag.UNLAWFUL_QUERY in finding.flags) is unlawful
    assert finding.codes == (R.NO_ENTRY,)


@pytest.mark.parametrize(("told", "missing"), [(date(2026, 3, 2), False), (date(2026, 3, 3), True)])
def test_the_notice_must_have_come_by_the_day_of_the_report(told: date, missing: bool) -> None:
    notice = an_event(EventKind.PRIOR_NOTICE_ADVERSE, told, person="wang")
    report = an_event(EventKind.REPORTED_ADVERSE, date(2026, 3, 2), person="wang")
    assert (Flag.NOTICE_MISSING in record(lent(WANG, events=(notice, report)), "wang").flags) is missing


@pytest.mark.parametrize(("roles", "facts"), [
    ((a_role("other"),), {}),
    ((WANG, a_role("other", RoleKind.CO_BORROWER)), {}),
    ((WANG, GUARANTOR), {"guarantees": a_vow()}),
])  # fmt: skip
@pytest.mark.parametrize(("consent", "flags"), [
    (True, set()), (False, {Flag.CONSENT_MISSING, Flag.KEEP_BUT_SANCTION, Flag.UNSETTLED}),
])  # fmt: skip
def test_want_of_consent_is_a_fault_in_every_true_row(
    roles: tuple[Role, ...], facts: Facts, consent: bool, flags: set[Flag]
) -> None:
    case = lent(*roles, events=reported("other"), loan={"consent_report_written": {"other": consent}}, **facts)
    assert set(record(case, "other").flags) == flags


@pytest.mark.parametrize(("roles", "facts"), [
    ((a_role("other"),), {}),
    ((WANG, a_role("other", RoleKind.CO_BORROWER)), {}),
    ((WANG, GUARANTOR), {"guarantees": a_vow()}),
])  # fmt: skip
def test_want_of_notice_is_a_fault_in_every_true_row(roles: tuple[Role, ...], facts: Facts) -> None:
    report = an_event(EventKind.REPORTED_ADVERSE, date(2026, 3, 2), person="other")
    flags = record(lent(*roles, events=(report,), **facts), "other").flags
    assert set(flags) == {Flag.NOTICE_MISSING, Flag.KEEP_BUT_SANCTION, Flag.UNSETTLED}


# Marks and signs


def plan(day: date, new_due: date, **facts: Any) -> Event:
    usual: Facts = {"new_due": new_due, "before_due": day <= DUE, "lapses_on_breach": False}
    return an_event(EventKind.NEGOTIATION_AGREED, day, **(usual | facts))


IN_TIME, LATE = plan(date(2025, 12, 20), date(2026, 9, 1)), plan(date(2026, 2, 20), date(2026, 9, 1))
BREACH = an_event(EventKind.PLAN_BREACHED, date(2026, 3, 1))
BANK: Facts = {"lender": a_lender(kind=LenderKind.BANK), "loan": {"product": Product.CREDIT_CARD}}


@pytest.mark.parametrize(("events", "facts", "names"), [
    ((IN_TIME,), {}, {"own_account_in_order", "extension_may_be_marked"}),
    ((IN_TIME, BREACH), {}, {"own_account_in_order"}),
    ((LATE,), {}, {"own_delay_is_graded", "late_plan_halts_the_grade"}),
    ((IN_TIME,), BANK, {"own_account_in_order", "extension_may_be_marked", "card_plan_is_marked"}),
    ((LATE,), BANK, {"own_delay_is_graded", "late_plan_halts_the_grade", "card_plan_is_marked"}),
    ((), BANK, {"own_delay_is_graded"}),
    (
        (an_event(EventKind.SETTLED_REDUCED, date(2026, 3, 2)),), {},
        {"past_delay_shows_five_years", "waiver_or_policy_extension_is_marked"},
    ),
    (
        (an_event(EventKind.LENDER_POLICY_EXTENSION, date(2026, 3, 2)),), {},
        {"own_delay_is_graded", "waiver_or_policy_extension_is_marked"},
    ),
    (
        (an_event(EventKind.LENDER_POLICY_EXTENSION, date(2026, 3, 2)), IN_TIME, BREACH), {},
        {"own_account_in_order", "waiver_or_policy_extension_is_marked"},
    ),
    (
        (an_event(EventKind.PAID_FULL_INSTALMENT, date(2026, 1, 25)),), {},
        {"own_account_in_order", "late_but_paid_within_the_month"},
    ),
    ((an_event(EventKind.PAID_FULL_INSTALMENT, date(2026, 1, 5)),), {}, {"own_account_in_order"}),
])  # fmt: skip
def test_which_plans_and_waivers_leave_a_mark(events: tuple[Event, ...], facts: Facts, names: set[str]) -> None:
    assert rules_on(lent(a_role("other"), events=events, **facts), "other") == names


def test_an_extension_may_show_or_not_and_a_card_plan_does() -> None:
    extended = record(lent(a_role("other"), events=(IN_TIME,)), "other")
    assert extended.accepted == ((R.OWN_NORMAL, R.OWN_SPECIAL_MARK), (R.OWN_NORMAL,))
    card = record(lent(a_role("other"), events=(LATE,), **BANK), "other")
    assert card.accepted == ((R.OWN_OVERDUE, R.OWN_SPECIAL_MARK),)


def test_a_card_of_no_bank_has_no_card_plan() -> None:
    other = {**BANK, "lender": a_lender(kind=LenderKind.CONSUMER_FINANCE)}
    assert "card_plan_is_marked" not in rules_on(lent(a_role("other"), events=(LATE,), **other), "other")
    loan = {**BANK, "loan": {"product": Product.ONLINE_CONSUMER}}
    assert "card_plan_is_marked" not in rules_on(lent(a_role("other"), events=(LATE,), **loan), "other")
