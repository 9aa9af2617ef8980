"""What stands beside the row of a loan (rows C6, C9, C10, flags of table C): marks, court entries, queries, payments.

The marks are those of CRD-12: extension, individual plan for a bank card, waiver, extension by the lender's policy.
"""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from autograder.fact_kinds import CourtEvent, EventKind, LenderKind, ListingGround, PeriodWords, Product, RoleKind
from autograder.facts import Case, Court, Event, MonthEntry, Query
from autograder.vocabulary import CreditRecord, Flag, Question
from tests.builders import LOAN, a_case, a_guarantee, a_lender, a_loan, a_person, a_role, found
from tests.tables.agreement import agree
from tests.tables.first_match import every_combination

DUE, SEEN = date(2025, 1, 10), date(2025, 6, 2)
R = CreditRecord


def shown(case: Case, person: str = "borrower") -> Any:
    return found(case, person, Question.CREDIT_RECORD)


def in_court(event: CourtEvent, *persons: str, day: date = date(2025, 3, 3)) -> Court:
    return Court(event=event, date=day, persons=persons, loan=LOAN, ground=ListingGround.FALSE_ASSET_REPORT)


COURTS: dict[str, Any] = {
    "event": [None, *CourtEvent],
    "who": ["borrower", "other"],
    "delisted": [False, True],
    "connected": [True, False],
}
PUBLIC = (CourtEvent.EXECUTION_FILED, CourtEvent.CONSUMPTION_LIMITED, CourtEvent.LISTED_DISHONEST)
UNTRIED = (
    CourtEvent.ASSET_REPORT_FALSE, CourtEvent.PROPERTY_SEIZED, CourtEvent.DELISTED, CourtEvent.NOTICE_SERVED,
    CourtEvent.MEDIATION_PAPER,
)  # fmt: skip
"""Steps of an enforcement of which the table does not say whether they show that it goes on."""


def court_table(facts: Any) -> Any:
    row = R.OWN_OVERDUE if facts.connected else R.NOT_REPORTED
    listed_only = facts.event is CourtEvent.LISTED_DISHONEST
    entered = facts.event in PUBLIC and facts.who == "borrower" and not (listed_only and facts.delisted)
    return {row} | ({R.PUBLIC_RECORD_ENTRY} if entered else set())


def court_entries(facts: Any) -> Any:
    steps = [] if facts.event is None else [in_court(facts.event, facts.who)]
    if facts.delisted:
        steps.append(in_court(CourtEvent.DELISTED, facts.who, day=date(2025, 5, 6)))
    case = a_case(
        persons=(a_person("other"), a_person("borrower", able_to_pay=False)), court=tuple(steps),
        lenders=(a_lender(pboc_connected=facts.connected),),
    )  # fmt: skip
    return set(shown(case).codes)


def test_enforcement_and_the_list_are_entered_for_the_debtor_alone() -> None:
    tried = [one for one in COURTS["event"] if one not in UNTRIED]
    agree(every_combination({**COURTS, "event": tried}), court_entries, court_table)


MARKS: dict[str, Any] = {
    "event": ["plan_in_time", "plan_after_default", "vague_plan", "waiver", "policy_extension", "part_payment"],
    "product": [Product.ONLINE_CONSUMER, Product.CREDIT_CARD],
    "lender": [LenderKind.BANK, LenderKind.CONSUMER_FINANCE],
    "paid": [False, True],
    "connected": [True, False],
}
EVENTS: dict[str, dict[str, Any]] = {
    "plan_in_time": {"kind": EventKind.NEGOTIATION_AGREED, "date": date(2025, 1, 3), "before_due": True},
    "plan_after_default": {"kind": EventKind.NEGOTIATION_AGREED, "date": date(2025, 2, 3), "before_due": False},
    "vague_plan": {
        "kind": EventKind.NEGOTIATION_AGREED, "date": date(2025, 1, 3), "before_due": True, "terms_clear": False,
    },
    "waiver": {"kind": EventKind.SETTLED_REDUCED, "date": date(2025, 1, 8)},
    "policy_extension": {"kind": EventKind.LENDER_POLICY_EXTENSION, "date": date(2025, 1, 8)},
    "part_payment": {"kind": EventKind.PAID_PART, "date": date(2025, 1, 8), "amount": Decimal(100)},
}  # fmt: skip


def marked(facts: Any) -> Any:
    made = Event(loan=LOAN, new_due=date(2025, 12, 10), lapses_on_breach=False, **EVENTS[facts.event])
    paid = Event(loan=LOAN, kind=EventKind.SETTLED_FULL, date=date(2025, 1, 9))
    case = a_case(
        lenders=(a_lender(kind=facts.lender, pboc_connected=facts.connected),),
        loans=(a_loan(product=facts.product),), events=(made, *((paid,) if facts.paid else ())),
    )  # fmt: skip
    return R.OWN_SPECIAL_MARK in shown(case).codes


def mark_table(facts: Any) -> Any:
    """The mark of a plan after the default is that of a bank card alone; an unconnected lender marks nothing."""
    card = facts.product is Product.CREDIT_CARD and facts.lender is LenderKind.BANK
    by_event = {
        "plan_in_time": True, "plan_after_default": card, "vague_plan": False, "waiver": True, "policy_extension": True,
        "part_payment": False,
    }  # fmt: skip
    return facts.connected and by_event[facts.event]


@pytest.mark.parametrize("event", EVENTS)
def test_extensions_waivers_and_card_plans_are_marked_and_nothing_else(event: str) -> None:
    agree(every_combination({**MARKS, "event": [event], "paid": [event == "plan_in_time"]}), marked, mark_table)


PAYMENTS: dict[str, Any] = {
    "by": [None, EventKind.GUARANTOR_PAID, EventKind.THIRD_PARTY_PAID, EventKind.PAID_PART],
    "sum": [None, Decimal(100), Decimal(29_999), Decimal(30_000)],
    "connected": [True, False],
}


def paid_for(facts: Any) -> Any:
    event = Event(loan=LOAN, kind=facts.by, date=date(2025, 3, 3), person="guarantor", amount=facts.sum)
    case = a_case(
        lenders=(a_lender(pboc_connected=facts.connected),), events=(event,),
        roles=(a_role("borrower"), a_role("guarantor", RoleKind.GUARANTOR)),
        guarantees=(a_guarantee("guarantor", period_words=PeriodWords.FIXED, period_end=date(2026, 1, 12)),),
    )  # fmt: skip
    borrower, guarantor = shown(case), shown(case, "guarantor")
    flags = Flag.GUARANTOR_PAID_MARK in borrower.flags, Flag.GUARANTOR_PAID_MARK in guarantor.flags
    return flags, R.RELATED_GUARANTOR_ENTRY in guarantor.codes


def test_what_the_guarantor_paid_marks_the_borrower_and_closes_his_own_entry() -> None:
    def table(facts: Any) -> Any:
        by_guarantor = facts.by is EventKind.GUARANTOR_PAID
        all_paid = by_guarantor and (facts.sum is None or facts.sum == Decimal(30_000))
        return (by_guarantor and facts.connected, False), facts.connected and not all_paid

    agree((one for one in every_combination(PAYMENTS) if one.by is not None), paid_for, table)


QUERIES: dict[str, Any] = {
    "by": ["lender", "borrower", "other_bank"],
    "subject": ["borrower", "other"],
    "consent": [True, False],
    "agreed": ["", "own loan"],
    "actual": ["", "own loan", "another's loan"],
}


def test_a_look_without_written_consent_or_for_another_purpose_is_unlawful_and_ones_own_never_is() -> None:
    def solved(facts: Any) -> Any:
        query = Query(
            by=facts.by, subject=facts.subject, date=SEEN, written_consent=facts.consent, purpose_agreed=facts.agreed,
            purpose_actual=facts.actual,
        )  # fmt: skip
        case = a_case(persons=(a_person("other"),), queries=(query,))
        return tuple(Flag.UNLAWFUL_QUERY in shown(case, person).flags for person in ("borrower", "other"))

    def table(facts: Any) -> Any:
        strange = facts.agreed != "" and facts.actual != "" and facts.agreed != facts.actual
        wrong = facts.by == "lender" and (not facts.consent or strange)
        return tuple(wrong and facts.subject == person for person in ("borrower", "other"))

    tried = (one for one in every_combination(QUERIES) if (one.agreed == "") is (one.actual == ""))
    agree((one for one in tried if one.by != "other_bank" or one.consent), solved, table)


FORBIDDEN: dict[str, Any] = {
    "kind": [EventKind.FORBIDDEN_DATA_KEPT, EventKind.REPORTED_ADVERSE], "about": ["borrower", "other", None],
    "connected": [True, False],
}  # fmt: skip


def test_what_no_record_may_hold_is_unlawful_to_keep() -> None:
    def solved(facts: Any) -> Any:
        kept = Event(loan=LOAN, kind=facts.kind, date=date(2025, 3, 3), person=facts.about)
        case = a_case(
            persons=(a_person("other"),), lenders=(a_lender(pboc_connected=facts.connected),), events=(kept,),
            loans=(a_loan(consent_report_written={"borrower": True, "other": True}),),
        )  # fmt: skip
        return Flag.UNLAWFUL_COLLECTION in shown(case).flags

    def table(facts: Any) -> Any:
        return facts.kind is EventKind.FORBIDDEN_DATA_KEPT and facts.about == "borrower"

    agree((one for one in every_combination(FORBIDDEN) if one.about is not None), solved, table)


REPAIRED: dict[str, Any] = {"again_since": [None, date(2025, 12, 5), date(2026, 4, 2)], "sum": [500, 10_001]}


def test_a_new_delay_is_shown_beside_the_months_that_were_hidden() -> None:
    def solved(facts: Any) -> Any:
        events = [
            Event(loan=LOAN, kind=EventKind.OVERDUE_START, date=date(2025, 8, 5)),
            Event(loan=LOAN, kind=EventKind.OVERDUE_CLEARED, date=date(2025, 10, 9)),
        ]
        if facts.again_since:
            events.append(Event(loan=LOAN, kind=EventKind.OVERDUE_START, date=facts.again_since))
        entry = MonthEntry(
            loan=LOAN, person="borrower", month=date(2025, 8, 1), overdue_amount=Decimal(facts.sum), level=1
        )
        case = a_case(
            as_of=date(2026, 5, 6), events=tuple(events), month_entries=(entry,),
            loans=(a_loan(final_due=date(2027, 1, 11), consent_report_written={"borrower": True}),),
        )  # fmt: skip
        return shown(case).codes

    def table(facts: Any) -> Any:
        hidden = (R.SUPPRESSED_ONE_OFF,) if facts.sum == 500 else ()
        late = facts.again_since is not None or not hidden
        return (*((R.OWN_OVERDUE,) if late else ()), *hidden)

    agree(every_combination(REPAIRED), solved, table)
