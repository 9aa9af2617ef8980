"""Which rules stand on a record, exactly: persons with and without a part, faults, what stands beside the row."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from autograder.fact_kinds import (
    AccessionTold,
    AccessionWords,
    CollateralKind,
    ContactContent,
    CourtEvent,
    DisputeKind,
    DisputeResult,
    EventKind,
    Fault,
    LegalRepresentativeAct,
    LenderKind,
    Product,
    Purpose,
    RoleKind,
    Signature,
    SpouseActKind,
    StatementForm,
)
from autograder.facts import (
    Accession,
    Act,
    Case,
    Collateral,
    Court,
    DebtTransfer,
    Dispute,
    Event,
    Guarantee,
    Marriage,
    MonthEntry,
    Query,
    Role,
    SpouseAct,
)
from autograder.vocabulary import CreditRecord, Figure, Flag
from tests.rules.record_builders import (
    a_call,
    a_case,
    a_guarantee,
    a_lender,
    a_loan,
    a_person,
    a_role,
    an_event,
    record,
)

R = CreditRecord
Facts = dict[str, Any]
AS_OF, DUE, SIGNED = date(2026, 5, 5), date(2026, 1, 5), date(2025, 1, 6)
NOT_DUE: Facts = {"final_due": date(2027, 1, 5)}
FORGED = Act(signature=Signature.FORGED, signed_by="wang", ratified_on=None, apparent_authority=False)
WANG = a_role("wang")


def rules_on(case: Case, person: str) -> set[str]:
    return {trial.card.name for trial in record(case, person).verdict.standing}


def lent(*roles: Role, loan: Facts | None = None, as_of: date = AS_OF, connected: bool = True, **facts: Any) -> Case:
    """A loan signed a year ago and overdue since January, with these people on it."""
    usual: Facts = {
        "signed": SIGNED, "purpose_actual": Purpose.PERSONAL, "within_daily_needs": False,
        "consent_report_written": {"wang": True, "other": True},
    }  # fmt: skip
    lender = facts.pop("lender", a_lender(pboc_connected=connected))
    loan1 = a_loan(DUE, **(usual | (loan or {})))
    return a_case(as_of, loan1, *roles, lender=lender, **({"persons": (a_person("other"),)} | facts))


def reported(*names: str | None, day: date = date(2026, 3, 2)) -> tuple[Event, ...]:
    notices = (an_event(EventKind.PRIOR_NOTICE_ADVERSE, day, person=name) for name in names)
    return (*notices, *(an_event(EventKind.REPORTED_ADVERSE, day, person=name) for name in names))


def past(start: date, cleared: date) -> tuple[Event, ...]:
    return an_event(EventKind.OVERDUE_START, start), an_event(EventKind.OVERDUE_CLEARED, cleared)


def a_minor(id: str) -> Any:
    return a_person(id, born=date(2010, 3, 3), legal_rep_act={"loan1": LegalRepresentativeAct.REFUSED})


MINORS_ACT = Act(signature=Signature.GENUINE, kept_money=None)
GUARANTOR = a_role("other", RoleKind.GUARANTOR)


def a_vow(**facts: Any) -> tuple[Guarantee, ...]:
    return (a_guarantee("other", SIGNED, **facts),)


def ended() -> Facts:
    """A guarantee of a loan that fell due long ago: its six months are over."""
    return {"guarantees": a_vow(), "loan": {"final_due": date(2025, 3, 3)}}


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


def a_wife(**facts: Any) -> Facts:
    """Who has said that she would pay too."""
    said = SpouseAct(spouse="other", loan="loan1", kind=SpouseActKind.RATIFIED_EXPRESS, date=date(2025, 6, 2))
    return {"marriages": (Marriage(a="wang", b="other", since=date(2016, 5, 3)),), "spouse_acts": (said,), **facts}


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


UNBOUND = [
    ((WANG, a_role("other", RoleKind.CO_BORROWER, FORGED)), {}),
    ((a_role("other", act=FORGED),), {"persons": (a_person("wang"), a_person("other"))}),
    ((a_role("other", act=MINORS_ACT),), {"persons": (a_minor("other"),)}),
    ((WANG, a_role("other", RoleKind.CO_BORROWER, MINORS_ACT)), {"persons": (a_minor("other"),)}),
    ((WANG, a_role("other", RoleKind.GUARANTOR, FORGED)), {"guarantees": a_vow()}),
    (
        (WANG, a_role("other", RoleKind.GUARANTOR, MINORS_ACT)),
        {"guarantees": a_vow(fault=Fault.NONE), "persons": (a_minor("other"),)},
    ),
    ((WANG,), {}),
]  # fmt: skip


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


def a_payment(person: str | None = "other", amount: int | None = None) -> Event:
    told = None if amount is None else Decimal(amount)
    return an_event(EventKind.GUARANTOR_PAID, date(2026, 4, 1), person=person, amount=told)


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


# Entries that are wrong


def test_an_entry_of_an_outsider_is_wrong_whatever_else_would_have_been_said_of_him() -> None:
    call = a_call("other", datetime(2026, 3, 2, 10), ContactContent.THREAT_CREDIT_RECORD)
    for facts in ({}, a_wife(), {"contacts": (call,)}):
        case = lent(WANG, events=reported("other"), **facts)
        assert rules_on(case, "other") == {"entry_of_an_outsider_is_wrong"}
    assert rules_on(lent(WANG, events=reported("other"), persons=(a_minor("other"),)), "other") == {
        "entry_of_an_outsider_is_wrong"
    }
    assert rules_on(lent(WANG, events=reported("wang")), "other") == {"no_part_no_entry"}


def promised(what: str) -> Facts:
    joined = Accession(
        person="other", loan="loan1", date=date(2025, 6, 2), form=StatementForm.WRITTEN, told=AccessionTold.CREDITOR,
        words=AccessionWords.JOIN_CLEAR, scope=Decimal(9_000),
    )  # fmt: skip
    took = DebtTransfer(
        loan="loan1", from_person="wang", to_person="other", date=date(2025, 6, 2), creditor_consented=True
    )
    charged = Collateral(loan="loan1", owner="other", kind=CollateralKind.PLEDGE, value=Decimal(9_000), registered=True)
    return {
        "joined": {"accessions": (joined,)},
        "took over": {"debt_transfers": (took,)},
        "charged": {"collaterals": (charged,), "roles": (a_role("other", RoleKind.COLLATERAL_PROVIDER),)},
    }[what]


@pytest.mark.parametrize("what", ["joined", "took over", "charged"])
def test_an_entry_of_somebody_with_an_own_promise_is_not_called_wrong(what: str) -> None:
    facts = promised(what)
    case = lent(WANG, *facts.pop("roles", ()), events=reported("other"), **facts)
    assert R.ERRONEOUS_ENTRY not in record(case, "other").codes


@pytest.mark.parametrize(("roles", "facts", "name"), [
    ((WANG, a_role("other", RoleKind.CO_BORROWER, FORGED)), {}, "entry_on_anothers_signature_is_wrong"),
    ((a_role("other", act=MINORS_ACT),), {"persons": (a_minor("other"),)}, "entry_of_an_unapproved_minor_is_wrong"),
    ((WANG, GUARANTOR), ended(), "entry_of_an_ended_guarantee_is_wrong"),
])  # fmt: skip
def test_an_entry_that_rests_on_nothing_is_wrong_once_it_is_in_the_name(
    roles: tuple[Role, ...], facts: Facts, name: str
) -> None:
    assert rules_on(lent(*roles, events=reported("other"), **facts), "other") == {name}
    assert record(lent(*roles, events=reported("wang"), **facts), "other").codes == (R.NO_ENTRY,)
    assert record(lent(*roles, **facts), "other").codes == (R.NO_ENTRY,)


def test_a_live_guarantee_may_be_on_file_and_a_borrowers_ended_one_does_not_matter() -> None:
    live = lent(WANG, GUARANTOR, guarantees=a_vow(), events=reported("other"))
    assert record(live, "other").codes == (R.RELATED_GUARANTOR_ENTRY,)
    for role in (a_role("other"), a_role("other", RoleKind.CO_BORROWER)):
        case = lent(WANG, role, GUARANTOR, events=reported("other"), **ended())
        assert R.ERRONEOUS_ENTRY not in record(case, "other").codes
    unconnected = lent(WANG, GUARANTOR, connected=False, events=reported("other"), **ended())
    assert record(unconnected, "other").codes == (R.ERRONEOUS_ENTRY,)


def small_months(person: str) -> tuple[MonthEntry, ...]:
    month = MonthEntry(loan="loan1", person=person, month=date(2025, 9, 1), overdue_amount=Decimal(900), level=1)
    return (month,)


ROWS: list[tuple[CreditRecord, tuple[Role, ...], Facts]] = [
    (R.NOT_REPORTED, (a_role("other"),), {"connected": False}),
    (R.OWN_NORMAL, (a_role("other"),), {"loan": NOT_DUE}),
    (R.OWN_OVERDUE, (a_role("other"),), {}),
    (R.OWN_OVERDUE, (a_role("other"),), {"loan": NOT_DUE, "events": past(date(2025, 8, 4), date(2025, 10, 6))}),
    (
        R.EXPIRED_MUST_DELETE, (a_role("other"),),
        {"loan": {**NOT_DUE, "signed": date(2019, 1, 8)}, "events": past(date(2019, 8, 5), date(2019, 10, 8))},
    ),
    (
        R.SUPPRESSED_ONE_OFF, (a_role("other"),),
        {
            "loan": NOT_DUE, "events": past(date(2025, 9, 4), date(2025, 10, 6)),
            "month_entries": small_months("other"),
        },
    ),
    (R.CO_DEBTOR_ENTRY, (WANG, a_role("other", RoleKind.CO_BORROWER)), {"loan": NOT_DUE}),
    (R.RELATED_GUARANTOR_ENTRY, (WANG, GUARANTOR), {"guarantees": a_vow(), "loan": NOT_DUE}),
    (R.NO_ENTRY, (WANG, GUARANTOR), {"guarantees": a_vow(), "events": (a_payment(),)}),
]  # fmt: skip


@pytest.mark.parametrize(("row", "roles", "facts"), ROWS)
def test_a_delay_reported_before_there_was_any_makes_whatever_row_wrong(
    row: CreditRecord, roles: tuple[Role, ...], facts: Facts
) -> None:
    events = facts.get("events", ())
    early = reported("other", day=date(2019, 6, 3) if facts.get("loan", {}).get("signed") else date(2025, 2, 3))
    assert record(lent(*roles, **facts), "other").codes == (row,)
    assert record(lent(*roles, **{**facts, "events": (*events, *early)}), "other").codes == (R.ERRONEOUS_ENTRY,)


def an_objection(true: bool, **facts: Any) -> Dispute:
    usual: Facts = {"date": date(2026, 4, 1), "by": "other", "to": "bank", "loan": "loan1", "entry_true": true}
    return Dispute(kind=DisputeKind.OBJECTION, **(usual | facts))


@pytest.mark.parametrize(("row", "roles", "facts"), [
    *ROWS,
    (R.NO_ENTRY, (WANG,), {}),
    (R.NO_ENTRY, (WANG,), a_wife()),
    (R.NO_ENTRY, (WANG, a_role("other", RoleKind.CO_BORROWER, FORGED)), {}),
    (
        R.NO_ENTRY, (WANG,),
        {"contacts": (a_call("other", datetime(2026, 3, 2, 10), ContactContent.THREAT_CREDIT_RECORD),)},
    ),
    (
        R.NO_ENTRY, (WANG, a_role("other", RoleKind.CO_BORROWER)),
        {"as_of": date(2020, 1, 18), "loan": {"signed": date(2019, 1, 8), "final_due": date(2027, 6, 3)}},
    ),
])  # fmt: skip
def test_an_objection_that_proves_the_entry_untrue_makes_whatever_row_wrong(
    row: CreditRecord, roles: tuple[Role, ...], facts: Facts
) -> None:
    day = facts.get("as_of", AS_OF)
    assert record(lent(*roles, **facts), "other").codes == (row,)
    assert record(lent(*roles, disputes=(an_objection(True, date=day),), **facts), "other").codes == (row,)
    untrue = lent(*roles, disputes=(an_objection(False, date=day),), **facts)
    assert record(untrue, "other").codes == (R.ERRONEOUS_ENTRY,)


@pytest.mark.parametrize(("facts", "wrong"), [
    ({}, True),
    ({"loan": None}, True),
    ({"loan": "loan2"}, False),
    ({"by": "wang"}, False),
    ({"kind": DisputeKind.PBOC_COMPLAINT}, False),
    ({"date": date(2026, 5, 5)}, True),
    ({"date": date(2026, 5, 6)}, False),
    ({"result": DisputeResult.CONFIRMED, "answered": date(2026, 4, 9)}, True),
    ({"result": DisputeResult.CORRECTED, "answered": date(2026, 4, 9)}, False),
    ({"result": DisputeResult.CORRECTED, "answered": date(2026, 5, 5)}, False),
    ({"result": DisputeResult.CORRECTED, "answered": date(2026, 5, 6)}, True),
])  # fmt: skip
def test_which_objections_count_and_until_when(facts: Facts, wrong: bool) -> None:
    usual: Facts = {
        "kind": DisputeKind.OBJECTION, "date": date(2026, 4, 1), "by": "other", "to": "bank", "loan": "loan1",
        "entry_true": False,
    }  # fmt: skip
    case = lent(a_role("other"), loan=NOT_DUE, disputes=(Dispute(**(usual | facts)),))
    assert record(case, "other").codes == ((R.ERRONEOUS_ENTRY,) if wrong else (R.OWN_NORMAL,))


@pytest.mark.parametrize(("again", "wrong"), [(None, False), (date(2026, 4, 9), False), (date(2026, 4, 10), True)])
def test_a_forged_entry_that_was_corrected_is_wrong_again_only_when_reported_anew(
    again: date | None, wrong: bool
) -> None:
    put_right = an_objection(False, result=DisputeResult.CORRECTED, answered=date(2026, 4, 9))
    events = (*reported("other"), *(reported("other", day=again) if again else ()))
    case = lent(WANG, a_role("other", RoleKind.CO_BORROWER, FORGED), events=events, disputes=(put_right,))
    assert record(case, "other").codes == ((R.ERRONEOUS_ENTRY,) if wrong else (R.NO_ENTRY,))


@pytest.mark.parametrize(("roles", "facts"), UNBOUND)
def test_a_report_about_the_loan_as_a_whole_concerns_those_who_are_bound(roles: tuple[Role, ...], facts: Facts) -> None:
    early = an_event(EventKind.REPORTED_ADVERSE, date(2025, 2, 3))
    assert record(lent(*roles, **{**facts, "events": (early,)}), "other").codes == (R.NO_ENTRY,)


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
