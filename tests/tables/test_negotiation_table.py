"""Section 3.5: asking for a plan, agreeing one in time or late, keeping and breaking it, over every combination.

The loan is due on 2025-04-10, the plan moves it to 2025-07-10.
"""

from datetime import date
from typing import Any

import pytest

from autograder.fact_kinds import EventKind, LenderKind, Product, RoleKind
from autograder.facts import Event, Role
from autograder.rulebook import Subject
from autograder.solve import find
from autograder.vocabulary import Negotiation, Question
from tests.builders import LOAN, a_case, a_lender, a_loan, a_person, a_role
from tests.tables.agreement import agree
from tests.tables.first_match import every_combination

N = Negotiation
DUE, NEW_DUE, NEXT_DAY = date(2025, 4, 10), date(2025, 7, 10), date(2025, 7, 11)
STATES: dict[str, tuple[date, date | None]] = {
    "running": (NEW_DUE, None),
    "kept": (NEXT_DAY, NEW_DUE),
    "broken": (NEXT_DAY, None),
    "paid_too_late": (date(2025, 8, 4), NEXT_DAY),
}
"""The day of the case, and the day on which the whole debt was paid."""
FACTS: dict[str, Any] = {
    "asked_on": [None, date(2025, 4, 3), date(2025, 4, 30)],
    "agreed_on": [None, date(2025, 4, 7), date(2025, 5, 6)],
    "clear": [True, False],
    "state": list(STATES),
    "lapses": [False, True],
    "promise": [None, "delete_promise", "no_report_promise"],
    "acknowledged": [False, True],
}


def an_event(kind: EventKind, day: date, **facts: Any) -> Event:
    return Event(loan=LOAN, kind=kind, date=day, **facts)


def solved(facts: Any) -> Any:
    seen, paid = STATES[facts.state]
    events = []
    if facts.asked_on:
        events.append(an_event(EventKind.NEGOTIATION_REQUESTED, facts.asked_on))
    if facts.agreed_on:
        promise = {facts.promise: True} if facts.promise else {}
        events.append(an_event(
            EventKind.NEGOTIATION_AGREED, facts.agreed_on, new_due=NEW_DUE, before_due=facts.agreed_on <= DUE,
            terms_clear=facts.clear, lapses_on_breach=facts.lapses, **promise,
        ))  # fmt: skip
    if facts.acknowledged:
        events.append(an_event(EventKind.DEBT_ACKNOWLEDGED, date(2025, 5, 9)))
    if paid:
        events.append(an_event(EventKind.SETTLED_FULL, paid))
    case = a_case(as_of=seen, loans=(a_loan(signed=date(2024, 4, 10), final_due=DUE),), events=tuple(events))
    codes = set(find(case, Question.NEGOTIATION, Subject("borrower", LOAN)).codes)
    return codes - {N.SPECIAL_MARK_POSSIBLE}


def table(facts: Any) -> Any:
    """Every code whose row holds; that a mark is possible is left to the table of records."""
    planned = facts.agreed_on is not None and facts.clear
    in_time = planned and facts.agreed_on <= DUE
    broken = planned and facts.state in ("broken", "paid_too_late")
    owed = STATES[facts.state][1] is None
    true_delay = not in_time or broken
    rows = {
        N.NO_RIGHT_TO_PLAN: not planned,
        N.NO_DEFAULT_IF_PERFORMED: in_time and not broken,
        N.ORIGINAL_DUE_STANDS: not planned,
        N.PAST_OVERDUE_STANDS: planned and not in_time,
        N.OVERDUE_FROM_NEW_DUE: broken and not facts.lapses,
        N.PLAN_VOID_BACK_TO_ORIGINAL: broken and facts.lapses,
        N.DELETION_PROMISE_INEFFECTIVE: facts.promise is not None and true_delay,
        N.LIMITATION_RESTARTS: owed and (planned or facts.acknowledged),
    }
    return {code for code, holds in rows.items() if holds}


def sensible(facts: Any) -> bool:
    """Something was asked or agreed, asked before agreed, and terms there are only of what was agreed."""
    if facts.agreed_on is None:
        return facts.asked_on is not None and facts.clear and not facts.lapses and facts.promise is None
    return facts.asked_on is None or facts.asked_on < facts.agreed_on


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("agreed_on", FACTS["agreed_on"][1:])
def test_a_plan_counts_from_its_agreement_and_only_while_it_is_kept(agreed_on: date, state: str) -> None:
    agree(filter(sensible, every_combination({**FACTS, "agreed_on": [agreed_on], "state": [state]})), solved, table)


@pytest.mark.parametrize("asked_on", FACTS["asked_on"][1:])
def test_asking_without_agreement_leaves_the_old_day_where_it_was(asked_on: date) -> None:
    agree(filter(sensible, every_combination({**FACTS, "agreed_on": [None], "asked_on": [asked_on]})), solved, table)


def test_a_breach_told_before_the_new_day_lets_a_plan_that_lapses_fall_at_once() -> None:
    moved = an_event(
        EventKind.NEGOTIATION_AGREED, date(2025, 4, 7), new_due=NEW_DUE, before_due=True, lapses_on_breach=True
    )
    breach = an_event(EventKind.PLAN_BREACHED, date(2025, 5, 6))
    case = a_case(as_of=date(2025, 5, 20), loans=(a_loan(final_due=DUE),), events=(moved, breach))
    codes = find(case, Question.NEGOTIATION, Subject("borrower", LOAN)).codes
    assert N.PLAN_VOID_BACK_TO_ORIGINAL in codes
    assert N.NO_DEFAULT_IF_PERFORMED not in codes


CARDS: dict[str, Any] = {
    "product": [Product.CREDIT_CARD, Product.ONLINE_CONSUMER],
    "lender": [LenderKind.BANK, LenderKind.CONSUMER_FINANCE],
    "willing": [True, False],
    "asked": [True, False],
}
"""The loan asked about; beside it always stands a card of the same lender."""


def test_article_70_serves_bank_cards_of_those_who_cannot_pay_but_will() -> None:
    def card(facts: Any) -> Any:
        second = Role(person="borrower", loan="card", kind=RoleKind.BORROWER, act=a_role("borrower").act)
        asked = an_event(EventKind.NEGOTIATION_REQUESTED, date(2025, 4, 3))
        case = a_case(
            as_of=date(2025, 4, 8), lenders=(a_lender(kind=facts.lender),), roles=(a_role("borrower"), second),
            persons=(a_person("borrower", cannot_pay_but_willing=facts.willing),),
            loans=(a_loan(product=facts.product, final_due=DUE), a_loan(id="card", product=Product.CREDIT_CARD)),
            events=(asked,) if facts.asked else (),
        )  # fmt: skip
        codes = set(find(case, Question.NEGOTIATION, Subject("borrower", LOAN)).codes)
        return N.ART70_AVAILABLE in codes, N.ART70_NOT_APPLICABLE in codes

    def card_table(facts: Any) -> Any:
        own = facts.product is Product.CREDIT_CARD
        return own and facts.willing, not own

    agree((one for one in every_combination(CARDS) if one.lender is LenderKind.BANK), card, card_table)
    others = [one for one in every_combination(CARDS) if one.lender is not LenderKind.BANK]
    agree((one for one in others if one.product is Product.CREDIT_CARD), card, lambda facts: (False, False))
