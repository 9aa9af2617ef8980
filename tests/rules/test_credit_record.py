"""The credit record: dossier cases, rows that a table of facts shows badly, faults of procedure and marks."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from autograder.fact_kinds import (
    ContactContent,
    DisputeKind,
    EventKind,
    LegalRepresentativeAct,
    LenderKind,
    Product,
    Purpose,
    RelationKind,
    RoleKind,
    Signature,
    SpouseActKind,
)
from autograder.facts import Act, Case, Dispute, Event, Marriage, MonthEntry, Relation, SpouseAct
from autograder.solve import Finding
from autograder.stated import UNKNOWN
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

LEVEL, DAYS, UNTIL = Figure.LEVEL, Figure.OVERDUE_DAYS, Figure.DISPLAY_UNTIL


def row(finding: Finding, *figures: Figure) -> tuple[object, ...]:
    return (*finding.codes, *(finding.figures[name] for name in figures))


def borrowed(as_of: date, due: date, *events: Event, **facts: Any) -> Case:
    return a_case(as_of, a_loan(due), a_role("wang"), events=events, **facts)


def test_c01_twelve_days_late_are_grade_one_for_the_borrower_and_nothing_for_the_contact() -> None:
    case = a_case(
        date(2026, 3, 20),
        a_loan(date(2026, 3, 8)),
        a_role("wang"),
        a_role("li_na", RoleKind.EMERGENCY_CONTACT),
        relations=(Relation(a="wang", b="li_na", kind=RelationKind.COLLEAGUE),),
    )
    assert row(record(case, "wang"), LEVEL, DAYS) == (CreditRecord.OWN_OVERDUE, 1, 12)
    assert row(record(case, "li_na")) == (CreditRecord.NO_ENTRY,)


def test_c02_ninety_five_days_late_are_grade_four_and_the_mother_is_not_entered() -> None:
    parent = Relation(a="zhao_min", b="wang", kind=RelationKind.PARENT_CHILD)
    case = borrowed(date(2026, 4, 2), date(2025, 12, 28), persons=(a_person("zhao_min"),), relations=(parent,))
    assert row(record(case, "wang"), LEVEL, DAYS) == (CreditRecord.OWN_OVERDUE, 4, 95)
    assert row(record(case, "zhao_min")) == (CreditRecord.NO_ENTRY,)


def test_c03_both_co_borrowers_show_the_same_grade() -> None:
    case = a_case(
        date(2025, 12, 10),
        a_loan(date(2025, 10, 31), signed=date(2025, 1, 8)),
        a_role("liu_yang"),
        a_role("chen_jie", RoleKind.CO_BORROWER),
    )
    assert row(record(case, "liu_yang"), LEVEL) == (CreditRecord.OWN_OVERDUE, 2)
    assert row(record(case, "chen_jie"), LEVEL, DAYS) == (CreditRecord.CO_DEBTOR_ENTRY, 2, 40)


def test_c04_a_guarantor_is_shown_before_anybody_asks_her() -> None:
    case = a_case(
        date(2024, 7, 15),
        a_loan(date(2024, 5, 13), signed=date(2023, 5, 10), nominal=Decimal(50_000)),
        a_role("ma_tao"),
        a_role("sun_qi", RoleKind.GUARANTOR),
        guarantees=(a_guarantee("sun_qi", date(2023, 5, 10)),),
    )
    assert row(record(case, "sun_qi"), LEVEL) == (CreditRecord.RELATED_GUARANTOR_ENTRY, 3)


def test_a_guarantee_of_a_loan_that_was_paid_is_no_longer_shown() -> None:
    case = a_case(
        date(2024, 7, 15),
        a_loan(date(2024, 5, 13), signed=date(2023, 5, 10)),
        a_role("ma_tao"),
        a_role("sun_qi", RoleKind.GUARANTOR),
        guarantees=(a_guarantee("sun_qi", date(2023, 5, 10)),),
        events=(an_event(EventKind.SETTLED_FULL, date(2024, 7, 1)),),
    )
    assert record(case, "sun_qi").codes == (CreditRecord.NO_ENTRY,)


def a_lapsed_guarantee(*events: Event) -> Case:
    return a_case(
        date(2025, 4, 1),
        a_loan(date(2024, 6, 27), signed=date(2023, 6, 27)),
        a_role("wang"),
        a_role("gao_fei", RoleKind.GUARANTOR),
        guarantees=(a_guarantee("gao_fei", date(2023, 6, 27)),),
        events=events,
    )


def test_c06_an_ended_guarantee_is_gone_or_if_still_shown_wrong() -> None:
    still_shown = an_event(EventKind.REPORTED_ADVERSE, date(2025, 2, 1), person="gao_fei")
    assert row(record(a_lapsed_guarantee(), "gao_fei")) == (CreditRecord.NO_ENTRY,)
    assert row(record(a_lapsed_guarantee(still_shown), "gao_fei")) == (CreditRecord.ERRONEOUS_ENTRY,)


def agreed(day: date, new_due: date, *, before_due: bool) -> Event:
    facts = {"new_due": new_due, "before_due": before_due, "lapses_on_breach": False}
    return an_event(EventKind.NEGOTIATION_AGREED, day, **facts)


def test_c08_a_plan_in_time_and_kept_leaves_a_normal_account_and_perhaps_a_mark() -> None:
    plan = agreed(date(2025, 3, 20), date(2025, 5, 28), before_due=True)
    paid = an_event(EventKind.PAID_FULL_INSTALMENT, date(2025, 5, 27))
    finding = record(borrowed(date(2025, 6, 30), date(2025, 3, 28), plan, paid), "wang")
    assert finding.codes == (CreditRecord.OWN_NORMAL, CreditRecord.OWN_SPECIAL_MARK)
    assert finding.accepted == (finding.codes, (CreditRecord.OWN_NORMAL,))


def test_c09_a_broken_plan_counts_from_its_own_day() -> None:
    case = borrowed(date(2025, 8, 15), date(2025, 4, 10), agreed(date(2025, 4, 5), date(2025, 7, 10), before_due=True))
    assert row(record(case, "wang"), LEVEL, DAYS) == (CreditRecord.OWN_OVERDUE, 2, 36)


def test_c10_a_plan_after_the_default_leaves_the_grade_reached_for_five_years() -> None:
    plan = agreed(date(2025, 10, 11), date(2025, 12, 31), before_due=False)
    paid = an_event(EventKind.SETTLED_FULL, date(2025, 12, 20))
    finding = record(borrowed(date(2026, 1, 10), date(2025, 9, 1), plan, paid), "wang")
    assert row(finding, LEVEL, DAYS, UNTIL) == (CreditRecord.OWN_OVERDUE, 2, 40, date(2030, 12, 20))
    assert {Flag.DISPLAY_UNTIL, Flag.UNSETTLED} <= set(finding.flags)


def past(start: date, cleared: date) -> Iterable[Event]:
    return an_event(EventKind.OVERDUE_START, start), an_event(EventKind.OVERDUE_CLEARED, cleared)


def test_c11_each_old_delay_has_its_own_five_years() -> None:
    as_of, due = date(2026, 6, 1), date(2023, 1, 1)
    later = record(borrowed(as_of, due, *past(date(2021, 12, 1), date(2022, 3, 15))), "wang")
    older = record(borrowed(as_of, due, *past(date(2019, 10, 15), date(2020, 2, 10))), "wang")
    assert row(later, UNTIL) == (CreditRecord.OWN_OVERDUE, date(2027, 3, 15))
    assert row(older, UNTIL) == (CreditRecord.EXPIRED_MUST_DELETE, date(2025, 2, 10))


def test_c11_on_one_account_the_one_that_is_shown_comes_first_and_the_expired_one_beside_it() -> None:
    events = (*past(date(2021, 12, 1), date(2022, 3, 15)), *past(date(2019, 10, 15), date(2020, 2, 10)))
    finding = record(borrowed(date(2026, 6, 1), date(2023, 1, 1), *events), "wang")
    assert finding.codes == (CreditRecord.OWN_OVERDUE, CreditRecord.EXPIRED_MUST_DELETE)
    assert finding.figures[UNTIL] == date(2027, 3, 15)


@pytest.mark.parametrize(
    ("as_of", "code"),
    [
        (date(2025, 2, 10), CreditRecord.OWN_OVERDUE),
        (date(2025, 2, 11), CreditRecord.EXPIRED_MUST_DELETE),
    ],
)
def test_the_last_day_of_five_years_is_a_day_of_display(as_of: date, code: CreditRecord) -> None:
    case = borrowed(as_of, date(2022, 1, 1), *past(date(2019, 10, 15), date(2020, 2, 10)))
    assert record(case, "wang").codes == (code,)


def test_of_several_delays_that_were_cleared_the_worst_is_shown() -> None:
    events = (*past(date(2024, 1, 5), date(2024, 4, 20)), *past(date(2025, 1, 5), date(2025, 2, 20)))
    finding = record(borrowed(date(2026, 1, 10), date(2025, 9, 1), *events), "wang")
    assert row(finding, LEVEL, UNTIL) == (CreditRecord.OWN_OVERDUE, 4, date(2029, 4, 20))


def test_a_delay_that_runs_comes_before_a_worse_one_that_was_cleared() -> None:
    events = (*past(date(2024, 1, 5), date(2024, 4, 20)), an_event(EventKind.OVERDUE_START, date(2025, 12, 31)))
    finding = record(borrowed(date(2026, 1, 10), date(2025, 9, 1), *events), "wang")
    assert row(finding, LEVEL, DAYS) == (CreditRecord.OWN_OVERDUE, 1, 10)
    assert UNTIL not in finding.figures


def test_an_unpaid_delay_has_no_last_day_however_old() -> None:
    finding = record(borrowed(date(2026, 6, 1), date(2016, 6, 1)), "wang")
    assert row(finding, LEVEL) == (CreditRecord.OWN_OVERDUE, 7)
    assert UNTIL not in finding.figures


def test_a_sum_paid_late_but_within_the_month_has_no_grade_and_is_unsettled() -> None:
    paid = an_event(EventKind.PAID_FULL_INSTALMENT, date(2025, 4, 25))
    finding = record(borrowed(date(2025, 8, 1), date(2025, 4, 10), paid), "wang")
    assert finding.codes == (CreditRecord.OWN_NORMAL,)
    assert Flag.UNSETTLED in finding.flags


def test_c17_a_wife_who_owes_by_marriage_is_not_on_file() -> None:
    case = a_case(
        date(2025, 9, 1),
        a_loan(date(2025, 7, 1), signed=date(2024, 7, 1), purpose_actual=Purpose.PERSONAL, within_daily_needs=False),
        a_role("luo_jian"),
        persons=(a_person("deng_xue"),),
        marriages=(Marriage(a="luo_jian", b="deng_xue", since=date(2018, 5, 1)),),
        spouse_acts=(
            SpouseAct(spouse="deng_xue", loan="loan1", kind=SpouseActKind.RATIFIED_EXPRESS, date=date(2025, 8, 1)),
        ),
    )
    finding = record(case, "deng_xue")
    assert finding.codes == (CreditRecord.NO_ENTRY,)
    assert "CRD-08" in {trial.card.id for trial in finding.verdict.standing}


def test_c24_a_threat_against_a_contact_puts_nothing_on_file() -> None:
    call = a_call("fang_ying", datetime(2026, 3, 2, 10), ContactContent.THREAT_CREDIT_RECORD)
    finding = record(borrowed(date(2026, 3, 5), date(2026, 1, 5), contacts=(call,)), "fang_ying")
    assert finding.codes == (CreditRecord.NO_ENTRY,)
    assert "CRD-18" in {trial.card.id for trial in finding.verdict.standing}


@pytest.mark.parametrize("product", [Product.CREDIT_CARD, Product.ONLINE_CONSUMER])
def test_c25_twenty_days_late_are_grade_one_on_card_and_loan(product: Product) -> None:
    case = a_case(
        date(2026, 5, 1),
        a_loan(date(2026, 4, 11), product=product),
        a_role("ai_lin"),
        lender=a_lender(kind=LenderKind.BANK),
    )
    assert row(record(case, "ai_lin"), LEVEL, DAYS) == (CreditRecord.OWN_OVERDUE, 1, 20)


def reported(consent: bool, *notices: Event) -> Finding:
    loan = a_loan(date(2025, 11, 21), signed=date(2024, 11, 21), consent_report_written={"nie_ping": consent})
    report = an_event(EventKind.REPORTED_ADVERSE, date(2026, 1, 5))
    return record(a_case(date(2026, 1, 20), loan, a_role("nie_ping"), events=(report, *notices)), "nie_ping")


def test_c34_without_consent_and_notice_the_true_entry_stays_and_both_faults_are_named() -> None:
    finding = reported(False)
    assert row(finding, LEVEL, DAYS) == (CreditRecord.OWN_OVERDUE, 2, 60)
    assert {Flag.CONSENT_MISSING, Flag.NOTICE_MISSING, Flag.KEEP_BUT_SANCTION, Flag.UNSETTLED} <= set(finding.flags)


def test_written_consent_and_notice_before_the_report_leave_no_fault() -> None:
    told = an_event(EventKind.PRIOR_NOTICE_ADVERSE, date(2026, 1, 4), person="nie_ping")
    assert reported(True, told).flags == ()


@pytest.mark.parametrize(
    "notice",
    [
        an_event(EventKind.PRIOR_NOTICE_ADVERSE, date(2026, 1, 6), person="nie_ping"),
        an_event(EventKind.PRIOR_NOTICE_ADVERSE, date(2026, 1, 4), person="somebody_else"),
    ],
)
def test_a_notice_too_late_or_to_another_person_is_none(notice: Event) -> None:
    assert Flag.NOTICE_MISSING in reported(True, notice).flags


def test_consent_and_notice_are_no_matter_as_long_as_nothing_was_reported() -> None:
    assert record(borrowed(date(2026, 1, 20), date(2025, 11, 21)), "wang").flags == ()


def forged(*facts: Event, act: Act | None = None, months: tuple[MonthEntry, ...] = ()) -> Case:
    return a_case(
        date(2026, 5, 5),
        a_loan(date(2026, 1, 5), signed=date(2025, 1, 5), nominal=Decimal(40_000)),
        a_role("zheng_jun"),
        a_role("zheng_hai", RoleKind.CO_BORROWER, act or Act(
            signature=Signature.FORGED, signed_by="zheng_jun", ratified_on=None, apparent_authority=False,
        )),
        events=facts,
        month_entries=months,
    )  # fmt: skip


def test_c13_a_forged_co_borrower_has_a_wrong_entry_once_it_is_on_file() -> None:
    report = an_event(EventKind.REPORTED_ADVERSE, date(2026, 3, 1), person="zheng_hai")
    month = MonthEntry(
        loan="loan1", person="zheng_hai", month=date(2026, 4, 1), overdue_amount=Decimal(40_000), level=3
    )
    assert record(forged(), "zheng_hai").codes == (CreditRecord.NO_ENTRY,)
    assert record(forged(report), "zheng_hai").codes == (CreditRecord.ERRONEOUS_ENTRY,)
    assert record(forged(months=(month,)), "zheng_hai").codes == (CreditRecord.ERRONEOUS_ENTRY,)
    assert record(forged(), "zheng_jun").codes == (CreditRecord.OWN_OVERDUE,)


def test_c14_a_minors_unapproved_loan_shown_as_overdue_is_wrong() -> None:
    minor = a_person("pang_xia", born=date(2009, 9, 1), legal_rep_act={"loan1": LegalRepresentativeAct.REFUSED})
    report = an_event(EventKind.REPORTED_ADVERSE, date(2026, 2, 27), person="pang_xia")
    loan = a_loan(date(2026, 2, 20), signed=date(2026, 1, 20))
    role = a_role("pang_xia", act=Act(signature=Signature.GENUINE, kept_money=Decimal(8_000)))
    case = a_case(date(2026, 3, 1), loan, role, persons=(minor,), events=(report,))
    assert record(case, "pang_xia").codes == (CreditRecord.ERRONEOUS_ENTRY,)


def test_a_forgery_adopted_later_is_an_entry_like_any_other() -> None:
    adopted = Act(
        signature=Signature.FORGED, signed_by="zheng_jun", ratified_on=date(2025, 6, 1), apparent_authority=False
    )
    assert record(forged(act=adopted), "zheng_hai").codes == (CreditRecord.CO_DEBTOR_ENTRY,)


def test_a_report_about_an_outsider_is_wrong() -> None:
    report = an_event(EventKind.REPORTED_ADVERSE, date(2026, 3, 1), person="friend")
    case = borrowed(date(2026, 5, 5), date(2026, 1, 5), report, persons=(a_person("friend"),))
    assert record(case, "friend").codes == (CreditRecord.ERRONEOUS_ENTRY,)


def test_a_delay_reported_while_a_plan_in_time_was_kept_is_wrong() -> None:
    plan = agreed(date(2025, 3, 20), date(2025, 5, 28), before_due=True)
    paid = an_event(EventKind.PAID_FULL_INSTALMENT, date(2025, 5, 27))
    report = an_event(EventKind.REPORTED_ADVERSE, date(2025, 4, 30))
    case = borrowed(date(2025, 6, 30), date(2025, 3, 28), plan, paid, report)
    assert record(case, "wang").codes == (CreditRecord.ERRONEOUS_ENTRY,)


@pytest.mark.parametrize(("true", "code"), [(True, CreditRecord.OWN_OVERDUE), (False, CreditRecord.ERRONEOUS_ENTRY)])
def test_an_objection_changes_the_row_only_where_the_entry_is_untrue(true: bool, code: CreditRecord) -> None:
    objection = Dispute(
        kind=DisputeKind.OBJECTION, date=date(2026, 4, 1), by="wang", to="bank", loan="loan1", entry_true=true
    )
    case = borrowed(date(2026, 5, 5), date(2026, 1, 5), disputes=(objection,))
    assert record(case, "wang").codes == (code,)


def test_an_unconnected_lender_leaves_no_trace_but_an_outsider_still_has_no_entry() -> None:
    case = borrowed(
        date(2026, 5, 5), date(2026, 1, 5), lender=a_lender(pboc_connected=False), persons=(a_person("friend"),)
    )
    assert record(case, "wang").codes == (CreditRecord.NOT_REPORTED,)
    assert record(case, "friend").codes == (CreditRecord.NO_ENTRY,)


@pytest.mark.parametrize(
    ("as_of", "code"),
    [(date(2020, 1, 18), CreditRecord.NO_ENTRY), (date(2020, 1, 19), CreditRecord.CO_DEBTOR_ENTRY)],
)
def test_co_borrowers_are_shown_since_the_second_generation_report(as_of: date, code: CreditRecord) -> None:
    case = a_case(as_of, a_loan(date(2020, 6, 1)), a_role("wang"), a_role("co", RoleKind.CO_BORROWER))
    assert record(case, "co").codes == (code,)


@pytest.mark.parametrize("kind", [EventKind.SETTLED_REDUCED, EventKind.LENDER_POLICY_EXTENSION])
def test_a_waiver_and_an_extension_by_the_lender_are_marked(kind: EventKind) -> None:
    case = borrowed(date(2025, 5, 5), date(2025, 6, 1), an_event(kind, date(2025, 5, 1)))
    assert record(case, "wang").codes == (CreditRecord.OWN_NORMAL, CreditRecord.OWN_SPECIAL_MARK)


@pytest.mark.parametrize(("kind", "marked"), [(LenderKind.BANK, True), (LenderKind.CONSUMER_FINANCE, False)])
def test_a_plan_for_a_bank_card_is_marked(kind: LenderKind, marked: bool) -> None:
    case = a_case(
        date(2025, 6, 1),
        a_loan(date(2025, 4, 10), product=Product.CREDIT_CARD),
        a_role("wang"),
        lender=a_lender(kind=kind),
        events=(agreed(date(2025, 5, 20), date(2025, 12, 20), before_due=False),),
    )
    assert (CreditRecord.OWN_SPECIAL_MARK in record(case, "wang").codes) is marked


def test_whether_the_lender_is_connected_is_named_as_the_missing_fact() -> None:
    finding = record(borrowed(date(2026, 3, 20), date(2026, 3, 8), lender=a_lender(pboc_connected=UNKNOWN)), "wang")
    assert set(finding.possible) == {(CreditRecord.OWN_OVERDUE,), (CreditRecord.NOT_REPORTED,)}
    assert [name for _, name, _ in finding.missing] == ["pboc_connected"]
