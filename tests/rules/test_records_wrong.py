"""Which rules stand on a record, exactly: entries that are wrong, and which objections count."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from autograder.fact_kinds import (
    AccessionTold,
    AccessionWords,
    CollateralKind,
    ContactContent,
    DisputeKind,
    DisputeResult,
    EventKind,
    RoleKind,
    StatementForm,
)
from autograder.facts import (
    Accession,
    Collateral,
    DebtTransfer,
    Dispute,
    MonthEntry,
    Role,
)
from autograder.vocabulary import CreditRecord
from tests.rules.record_builders import (
    a_call,
    a_role,
    an_event,
    record,
)
from tests.rules.record_scenes import (
    AS_OF,
    FORGED,
    GUARANTOR,
    MINORS_ACT,
    NOT_DUE,
    UNBOUND,
    WANG,
    Facts,
    R,
    a_minor,
    a_payment,
    a_vow,
    a_wife,
    ended,
    lent,
    past,
    reported,
    rules_on,
)

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
    made: dict[str, Facts] = {
        "joined": {"accessions": (joined,)},
        "took over": {"debt_transfers": (took,)},
        "charged": {"collaterals": (charged,), "roles": (a_role("other", RoleKind.COLLATERAL_PROVIDER),)},
    }
    return made[what]


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
