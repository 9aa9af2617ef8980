"""What each rule on the price of a loan asks for: exactly which rules stand when one condition fails."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from autograder.fact_kinds import LegalRepresentativeAct, LenderKind, Product, VoidReason
from autograder.facts import Case
from autograder.vocabulary import Figure, Question
from tests.builders import LOAN, a_case, a_lender, a_loan, a_person, a_role, found
from tests.rules.standing import standing

START = date(2020, 8, 20)
EVE = date(2020, 8, 19)
SUED = date(2022, 3, 1)
CHILD = a_person("bo", born=date(2016, 3, 3), legal_rep_act={LOAN: LegalRepresentativeAct.REFUSED})
VOID: dict[str, Any] = {"void_reason": VoidReason.OTHER}
NO_FORCE: dict[str, Any] = {"persons": (CHILD,)}
AVOIDED: dict[str, Any] = {"roles": (a_role("bo", act={"avoided_by_court_on": date(2026, 8, 9)}),)}


def lent(by: LenderKind, all_in: int, *, parts: dict[str, Any] | None = None, **loan: Any) -> Case:
    """What a lender of this kind lent to Bo in 2025, if nothing else is told; asked on 10 August 2026."""
    days = {"signed": date(2025, 6, 3), "final_due": date(2026, 6, 3)}
    facts = {**days, "all_in_cost_apr": Decimal(all_in), **loan}
    made: dict[str, Any] = {"roles": (a_role("bo"),), **(parts or {})}
    return a_case(as_of=date(2026, 8, 10), lenders=(a_lender(kind=by),), loans=(a_loan(**facts),), **made)


def private(rate: int | None, late: int | None = None, fees: int = 0, **loan: Any) -> Case:
    rates: dict[str, Any] = {"rate_apr": rate, "overdue_rate_apr": late}
    told = {name: None if value is None else Decimal(value) for name, value in rates.items()}
    return lent(LenderKind.NATURAL_PERSON, max(rate or 0, late or 0, fees), **{**told, **loan})


BANK, MICRO, CONSUMER, COMPANY = (
    LenderKind.BANK, LenderKind.MICRO_LOAN, LenderKind.CONSUMER_FINANCE, LenderKind.COMPANY_OCCASIONAL,
)  # fmt: skip
OLD: dict[str, Any] = {"signed": EVE, "final_due": date(2021, 3, 1), "filed_on": SUED}
SUED_FIRST_DAY: dict[str, Any] = {**OLD, "filed_on": START}
SUED_EARLY: dict[str, Any] = {**OLD, "final_due": date(2020, 8, 1), "filed_on": EVE}
FIRST_DAY: dict[str, Any] = {**OLD, "signed": START}
NO_RATE: dict[str, Any] = {"rate_apr": None, "overdue_rate_apr": None}
SINCE_ZD: dict[str, Any] = {"signed": date(2025, 10, 1), "product": Product.ONLINE_CONSUMER}
SINCE_MLC: dict[str, Any] = {"signed": date(2026, 1, 1)}
SINCE_PLD: dict[str, Any] = {"signed": date(2026, 8, 1), "final_due": date(2027, 8, 2)}
GOES_ON, CUT, WITHIN = "term_rate_goes_on_when_late", "private_price_cut_to_the_cap", "private_price_within_the_cap"
OLD_CUT, OLD_TWICE, OLD_WITHIN, EARLY, EARLY_AGREED = (
    "old_private_price_cut_from_august_2020", "old_private_price_cut_twice", "old_private_price_within_the_cap",
    "old_private_price_sued_early", "old_private_price_sued_early_as_agreed",
)  # fmt: skip
NO_RATE_RULE, LATE_ONLY = "no_rate_no_interest", "no_interest_until_late"
AGREED, AT_24 = "licensed_price_as_agreed", "licensed_price_cut_to_24"
ZD_RULE, MLC_RULE, PLD_RULE = "banks_count_every_cost", "micro_lenders_are_brought_down", "cost_table_before_signing"
STANDING: list[tuple[list[str], list[tuple[Case, str | None]]]] = [
    ([CUT, GOES_ON], [(private(13), "12"), (private(16, **FIRST_DAY), "15.4"), (private(5, None, 13), "12")]),
    ([WITHIN, GOES_ON], [
        (private(12), "12"), (private(14, **FIRST_DAY), "15.4"), (private(15, **FIRST_DAY), "15.4"),
        (private(12, **SINCE_PLD), "12"),
    ]),
    ([CUT], [(private(10, 13), "12"), (lent(COMPANY, 13, **NO_RATE), "12")]),
    ([WITHIN], [(private(10, 11), "12"), (lent(COMPANY, 12, **NO_RATE), "12")]),
    ([CUT, LATE_ONLY], [(private(None, 13), "12")]),
    ([WITHIN, LATE_ONLY], [(private(None, 12), "12")]),
    ([NO_RATE_RULE], [
        (private(None), None), (lent(COMPANY, 0, **NO_RATE), None), (private(None, None, 13), None),
        *((private(None, None, fees, **OLD), None) for fees in (0, 14, 15, 25)),
        *((private(None, None, fees, **SUED_EARLY), None) for fees in (0, 24, 25)),
    ]),
    ([OLD_WITHIN, GOES_ON], [(private(14, **OLD), "14.8"), (private(15, **SUED_FIRST_DAY), "15.4")]),
    ([OLD_CUT, GOES_ON], [
        (private(15, **OLD), "14.8"), (private(24, **OLD), "14.8"), (private(16, **SUED_FIRST_DAY), "15.4"),
    ]),
    ([OLD_TWICE, GOES_ON], [(private(25, **OLD), "14.8"), (private(25, **SUED_FIRST_DAY), "15.4")]),
    ([EARLY, GOES_ON], [(private(25, **SUED_EARLY), "24")]),
    ([EARLY_AGREED, GOES_ON], [(private(24, **SUED_EARLY), None), (private(14, **SUED_EARLY), None)]),
    ([AGREED], [
        (lent(BANK, 24), None), (lent(BANK, 10, rate_apr=Decimal(10)), None),
        (lent(BANK, 10, overdue_rate_apr=Decimal(10)), None),
        *((lent(BANK, rate, rate_apr=Decimal(rate), **OLD), None) for rate in (14, 15, 24)),
        (lent(BANK, 24, rate_apr=Decimal(24), **SUED_EARLY), None),
        (lent(BANK, 24, **{**SINCE_ZD, "signed": date(2025, 9, 30)}), None),
        (lent(BANK, 24, **{**SINCE_ZD, "product": Product.MORTGAGE}), None), (lent(CONSUMER, 24, **SINCE_ZD), None),
        (lent(MICRO, 24, signed=date(2025, 12, 31)), None), (lent(CONSUMER, 24, **SINCE_MLC), None),
        (lent(CONSUMER, 24, **{**SINCE_PLD, "signed": date(2026, 7, 31)}), None),
    ]),
    ([AT_24], [
        (lent(BANK, 25), "24"), (lent(BANK, 25, rate_apr=Decimal(25), **OLD), "24"),
        (lent(BANK, 25, rate_apr=Decimal(25), **SUED_EARLY), "24"),
    ]),
    ([AGREED, ZD_RULE], [(lent(BANK, 24, **SINCE_ZD), None)]),
    ([AGREED, MLC_RULE], [(lent(MICRO, 24, **SINCE_MLC), None)]),
    ([AGREED, PLD_RULE], [(lent(CONSUMER, 24, **SINCE_PLD), None)]),
    ([AGREED, "no_interest_up_front"], [(lent(CONSUMER, 24, deducted_upfront=Decimal(100)), None)]),
]  # fmt: skip


@pytest.mark.parametrize(("case", "cap", "rules"), [
    pytest.param(case, cap, set(rules), id=f"{rules[0]}-{at}")
    for rules, told in STANDING for at, (case, cap) in enumerate(told)
])  # fmt: skip
def test_exactly_these_rules_stand(case: Case, cap: str | None, rules: set[str]) -> None:
    assert standing(case, "bo", Question.AMOUNT) == rules
    figures = {} if cap is None else {Figure.RATE_CAP: Decimal(cap)}
    assert found(case, "bo", Question.AMOUNT).figures == figures


PRICES: dict[str, tuple[LenderKind, int, dict[str, Any]]] = {
    "dear": (LenderKind.NATURAL_PERSON, 13, {"rate_apr": Decimal(13)}),
    "cheap": (LenderKind.NATURAL_PERSON, 12, {"rate_apr": Decimal(12)}),
    "no rate": (LenderKind.NATURAL_PERSON, 0, NO_RATE),
    "late only": (LenderKind.NATURAL_PERSON, 10, {"rate_apr": None, "overdue_rate_apr": Decimal(10)}),
    "old, cheap": (LenderKind.NATURAL_PERSON, 14, {"rate_apr": Decimal(14), **OLD}),
    "old, dear": (LenderKind.NATURAL_PERSON, 15, {"rate_apr": Decimal(15), **OLD}),
    "old, too dear": (LenderKind.NATURAL_PERSON, 25, {"rate_apr": Decimal(25), **OLD}),
    "early, cheap": (LenderKind.NATURAL_PERSON, 24, {"rate_apr": Decimal(24), **SUED_EARLY}),
    "early, dear": (LenderKind.NATURAL_PERSON, 25, {"rate_apr": Decimal(25), **SUED_EARLY}),
    "bank": (BANK, 24, SINCE_ZD), "dear bank": (BANK, 25, SINCE_ZD), "micro": (MICRO, 24, SINCE_MLC),
    "cost table": (CONSUMER, 24, SINCE_PLD),
}  # fmt: skip


@pytest.mark.parametrize("price", PRICES)
def test_no_rule_on_the_price_speaks_where_the_contract_has_no_force(price: str) -> None:
    kind, all_in, loan = PRICES[price]
    rates: dict[str, Any] = {"rate_apr": None, "overdue_rate_apr": None, **loan}
    without = {"contract_without_force_bears_no_interest"}
    assert standing(lent(kind, all_in, **rates, **VOID), "bo", Question.AMOUNT) == {"void_loan_gives_principal_back"}
    assert standing(lent(kind, all_in, parts=NO_FORCE, **rates), "bo", Question.AMOUNT) == without
    assert standing(lent(kind, all_in, parts=AVOIDED, **rates), "bo", Question.AMOUNT) == without
    both = standing(lent(kind, all_in, parts=NO_FORCE, **rates, **VOID), "bo", Question.AMOUNT)
    assert both == {"void_loan_gives_principal_back"}
