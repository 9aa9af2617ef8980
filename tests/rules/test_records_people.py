"""Which rules stand on a record, exactly: persons with and without a part, and who has paid."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from autograder.fact_kinds import (
    ContactContent,
    EventKind,
    RoleKind,
)
from autograder.facts import (
    Event,
    Role,
)
from tests.rules.record_builders import (
    a_call,
    a_role,
    an_event,
)
from tests.rules.record_scenes import (
    AS_OF,
    DUE,
    FORGED,
    GUARANTOR,
    MINORS_ACT,
    NOT_DUE,
    UNBOUND,
    WANG,
    Facts,
    a_minor,
    a_payment,
    a_vow,
    a_wife,
    ended,
    lent,
    past,
    rules_on,
)

# People without a part


def test_a_stranger_is_not_entered_for_the_plain_reason() -> None:
    assert rules_on(lent(WANG), "other") == {"no_part_no_entry"}


@pytest.mark.parametrize(("content", "names"), [
    (ContactContent.THREAT_CREDIT_RECORD, {"no_part_no_entry", "a_threat_makes_no_entry"}),
    (ContactContent.DEMAND_PAYMENT, {"no_part_no_entry"}),
])  # fmt: skip
def test_only_a_threat_is_answered_as_a_threat(content: ContactContent, names: set[str]) -> None:
    call = a_call("other", datetime(2026, 3, 2, 10), content)
    assert rules_on(lent(WANG, contacts=(call,)), "other") == names


def test_a_threat_against_a_wife_who_owes_is_not_the_empty_threat_against_an_outsider() -> None:
    call = a_call("other", datetime(2026, 3, 2, 10), ContactContent.THREAT_CREDIT_RECORD)
    assert rules_on(lent(WANG, **a_wife(contacts=(call,))), "other") == {"no_part_no_entry", "marital_debt_is_no_entry"}


def test_a_wife_who_borrowed_with_him_is_on_file_as_a_borrower() -> None:
    call = a_call("other", datetime(2026, 3, 2, 10), ContactContent.THREAT_CREDIT_RECORD)
    case = lent(WANG, a_role("other", RoleKind.CO_BORROWER), **a_wife(contacts=(call,)))
    assert rules_on(case, "other") == {"co_borrower_shares_the_record"}


def test_a_name_that_binds_nobody_is_not_entered() -> None:
    assert rules_on(lent(WANG, a_role("other", RoleKind.CO_BORROWER, FORGED)), "other") == {"a_name_alone_is_no_entry"}
    minor = lent(a_role("other", act=MINORS_ACT), persons=(a_minor("other"),))
    assert rules_on(minor, "other") == {"a_name_alone_is_no_entry"}
    assert rules_on(lent(WANG, persons=(a_minor("other"),)), "other") == {"no_part_no_entry"}


OLD_LOAN: Facts = {"signed": date(2019, 1, 8), "final_due": date(2019, 6, 3)}


@pytest.mark.parametrize(("roles", "facts"), UNBOUND)
@pytest.mark.parametrize(("as_of", "loan", "events"), [
    (AS_OF, {}, ()),
    (AS_OF, NOT_DUE, ()),
    (AS_OF, {**OLD_LOAN, "final_due": date(2027, 1, 5)}, past(date(2019, 8, 5), date(2019, 10, 8))),
    (date(2020, 1, 18), OLD_LOAN, ()),
])  # fmt: skip
@pytest.mark.parametrize("connected", [True, False])
def test_who_is_not_bound_has_no_row_of_any_kind(
    roles: tuple[Role, ...], facts: Facts, as_of: date, loan: Facts, events: tuple[Event, ...], connected: bool
) -> None:
    case = lent(*roles, as_of=as_of, connected=connected, loan=loan, events=events, **facts)
    plain = {"no_part_no_entry" if roles == (WANG,) else "a_name_alone_is_no_entry"}
    assert rules_on(case, "other") == plain


def test_a_co_borrowers_entry_does_not_expire_with_an_old_delay() -> None:
    events = past(date(2019, 8, 5), date(2019, 10, 8))
    loan: Facts = {**NOT_DUE, "signed": date(2019, 1, 8)}
    case = lent(WANG, a_role("other", RoleKind.CO_BORROWER), events=events, loan=loan)
    assert rules_on(case, "other") == {"co_borrower_shares_the_record"}


def test_a_threat_against_somebody_whose_name_was_forged_is_no_reason_of_its_own() -> None:
    call = a_call("other", datetime(2026, 3, 2, 10), ContactContent.THREAT_CREDIT_RECORD)
    case = lent(WANG, a_role("other", RoleKind.CO_BORROWER, FORGED), contacts=(call,))
    assert rules_on(case, "other") == {"a_name_alone_is_no_entry"}


@pytest.mark.parametrize(("roles", "facts"), [
    ((a_role("other"),), {}),
    ((a_role("other"),), {"loan": NOT_DUE}),
    ((a_role("other"),), {"loan": NOT_DUE, "events": past(date(2019, 8, 5), date(2019, 10, 8))}),
    ((WANG, a_role("other", RoleKind.CO_BORROWER)), {}),
    ((WANG, GUARANTOR), {"guarantees": a_vow()}),
    ((WANG, GUARANTOR), ended()),
])  # fmt: skip
@pytest.mark.parametrize("as_of", [AS_OF, date(2020, 1, 18)])
def test_whoever_is_bound_to_an_unconnected_lender_leaves_no_trace(
    roles: tuple[Role, ...], facts: Facts, as_of: date
) -> None:
    old: Facts = {} if as_of == AS_OF else {"signed": date(2019, 1, 8), "final_due": date(2019, 6, 3)}
    case = lent(*roles, as_of=as_of, connected=False, **(facts | {"loan": facts.get("loan", {}) | old}))
    assert rules_on(case, "other") == {"unconnected_lender_reports_nothing"}


def test_a_borrower_who_also_vouched_has_the_row_of_a_borrower() -> None:
    case = lent(a_role("other"), GUARANTOR, guarantees=a_vow())
    assert rules_on(case, "other") == {"own_delay_is_graded"}
    joint = lent(WANG, a_role("other", RoleKind.CO_BORROWER), GUARANTOR, guarantees=a_vow())
    assert rules_on(joint, "other") == {"co_borrower_shares_the_record"}


@pytest.mark.parametrize("kind", [EventKind.SETTLED_FULL, EventKind.SETTLED_REDUCED, EventKind.PAID_FULL_INSTALMENT])
def test_the_guarantee_of_a_loan_that_was_paid_is_taken_out(kind: EventKind) -> None:
    case = lent(WANG, GUARANTOR, guarantees=a_vow(), events=(an_event(kind, date(2026, 4, 1)),))
    assert rules_on(case, "other") == {"ended_guarantee_is_taken_out"}


def test_what_was_missed_and_made_good_does_not_say_that_the_whole_loan_was_paid() -> None:
    events = (an_event(EventKind.OVERDUE_START, DUE), an_event(EventKind.OVERDUE_CLEARED, date(2026, 2, 9)))
    case = lent(WANG, GUARANTOR, guarantees=a_vow(), events=events)
    assert rules_on(case, "other") == {"guarantor_sees_the_loan_in_the_own_record"}


@pytest.mark.parametrize(("roles", "facts", "names"), [
    ((WANG, GUARANTOR), {"guarantees": a_vow(), "events": (a_payment(),)}, {"paid_guarantee_is_taken_out"}),
    ((WANG, GUARANTOR), {"guarantees": a_vow(), "events": (a_payment(None),)}, {"paid_guarantee_is_taken_out"}),
    (
        (WANG, GUARANTOR), {"guarantees": a_vow(scope_cap=Decimal(5_000)), "events": (a_payment(amount=5_000),)},
        {"paid_guarantee_is_taken_out"},
    ),
    (
        (WANG, GUARANTOR), {"guarantees": a_vow(scope_cap=Decimal(5_000)), "events": (a_payment(amount=4_999),)},
        {"guarantor_sees_the_loan_in_the_own_record"},
    ),
    (
        (WANG, GUARANTOR), {"guarantees": a_vow(), "events": (a_payment("third"),)},
        {"guarantor_sees_the_loan_in_the_own_record"},
    ),
    ((WANG, GUARANTOR), {**ended(), "events": (a_payment(),)}, {"ended_guarantee_is_taken_out"}),
    (
        (a_role("other"), GUARANTOR), {"guarantees": a_vow(), "events": (a_payment(),)},
        {"own_delay_is_graded", "payment_by_the_guarantor_marks_the_borrower"},
    ),
    (
        (WANG, a_role("other", RoleKind.CO_BORROWER), GUARANTOR), {"guarantees": a_vow(), "events": (a_payment(),)},
        {"co_borrower_shares_the_record"},
    ),
])  # fmt: skip
def test_a_guarantors_entry_is_closed_when_all_that_was_promised_is_paid(
    roles: tuple[Role, ...], facts: Facts, names: set[str]
) -> None:
    assert rules_on(lent(*roles, **facts), "other") == names


def test_a_paid_guarantee_of_an_unconnected_lender_leaves_no_trace_either() -> None:
    case = lent(WANG, GUARANTOR, connected=False, guarantees=a_vow(), events=(a_payment(),))
    assert rules_on(case, "other") == {"unconnected_lender_reports_nothing"}
