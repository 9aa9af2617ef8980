"""Whatever happened in court, to the record and among those who paid, no two rules contradict each other.

Where a question arises it has a code or names the fact that is missing; where it does not, there is no finding.
"""

from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from autograder.fact_kinds import CourtEvent, DisputeKind, DisputeResult, EventKind, ListingGround, Purpose, RoleKind
from autograder.facts import Case, Court, Dispute, Marriage, MonthEntry
from autograder.solve import find, subjects
from autograder.vocabulary import Question
from tests.rules.record_builders import a_case, a_guarantee, a_loan, a_person, a_role, an_event

pytestmark = pytest.mark.slow

PEOPLE = ("wang", "co", "qiu", "wife")
PAYERS = {
    None: None, "co": EventKind.CO_DEBTOR_PAID, "qiu": EventKind.GUARANTOR_PAID, "wife": EventKind.THIRD_PARTY_PAID,
}  # fmt: skip
MONTHS = ((), ((2025, 11, 900),), ((2025, 11, 90_000),), ((2025, 12, 900), (2026, 1, 900)))
QUESTIONS = (Question.CREDIT_RECORD, Question.DISPUTE, Question.ENFORCEMENT, Question.REMEDIES)


def happened(
    court: CourtEvent | None, payer: str | None, months: tuple[tuple[int, int, int], ...], repaid: bool,
    objection: DisputeResult | None, entry_true: bool,
) -> Case:  # fmt: skip
    events = [an_event(EventKind.OVERDUE_START, date(2025, 11, 5)),
              an_event(EventKind.REPORTED_ADVERSE, date(2025, 12, 1), person="wang")]  # fmt: skip
    if repaid:
        events.append(an_event(EventKind.OVERDUE_CLEARED, date(2026, 1, 15)))
    kind = PAYERS[payer]
    if kind is not None:
        events.append(an_event(kind, date(2026, 1, 15), person=payer, amount=Decimal(20_000)))
    said: dict[str, Any] = {
        "kind": DisputeKind.OBJECTION,
        "by": "wang",
        "to": "bank",
        "loan": "loan1",
        "entry_true": entry_true,
    }
    answered = date(2026, 3, 2) if objection else None
    judged = Court(event=CourtEvent.JUDGMENT, date=date(2026, 2, 3), persons=("wang",), loan="loan1")
    step = court and Court(
        event=court, date=date(2026, 2, 9), persons=("wang",), loan="loan1", ground=ListingGround.EVADES_ENFORCEMENT
    )
    entries = [
        MonthEntry(loan="loan1", person="wang", month=date(year, month, 1), overdue_amount=Decimal(sum_), level=1)
        for year, month, sum_ in months
    ]
    loan = a_loan(
        date(2026, 9, 5), within_daily_needs=False, purpose_actual=Purpose.PERSONAL,
        consent_report_written=dict.fromkeys(PEOPLE, False),
    )  # fmt: skip
    return a_case(
        date(2026, 4, 30), loan, a_role("wang"), a_role("co", RoleKind.CO_BORROWER),
        a_role("qiu", RoleKind.GUARANTOR), persons=tuple(a_person(id, able_to_pay=False) for id in PEOPLE),
        guarantees=(a_guarantee("qiu", date(2021, 6, 1)),),
        marriages=(Marriage(a="wang", b="wife", since=date(2016, 5, 3)),),
        events=tuple(events), month_entries=tuple(entries), court=(judged, step) if step else (),
        disputes=(Dispute(date=date(2026, 2, 20), answered=answered, result=objection, **said),),
    )  # fmt: skip


COURT = (None, CourtEvent.LISTED_DISHONEST, CourtEvent.PROPERTY_SEIZED, CourtEvent.MEDIATION_PAPER)
ANSWERS = ((None, False), (DisputeResult.CONFIRMED, True), (DisputeResult.CANNOT_BE_DECIDED, True))


@pytest.mark.parametrize("court", COURT)
def test_no_two_rules_contradict_and_what_arises_is_answered(court: CourtEvent | None) -> None:
    for payer, months, repaid, (result, true) in product(PAYERS, MONTHS, (True, False), ANSWERS):
        case = happened(court, payer, months, repaid, result, true)
        for question in QUESTIONS:
            for subject in subjects(case, question):
                finding = find(case, question, subject)
                assert finding.codes or finding.missing, (question, subject, payer, months, repaid, result, true)
                assert all(finding.accepted)
