"""On what basis the sum of a loan is computed, and up to which rate."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from autograder.fact_kinds import LegalRepresentativeAct, LenderKind, RoleKind
from autograder.facts import Case
from autograder.law import authority_words
from autograder.law.parameters import lpr_1y, parameter
from autograder.rules.nullity import PRIVATE_LENDERS
from autograder.solve import FactNotWritten, Finding, subjects
from autograder.stated import UNKNOWN
from autograder.vocabulary import Amount, Figure, Liability, Question
from tests.builders import LOAN, a_case, a_guarantee, a_lender, a_loan, a_person, a_role, found

FRIEND = (a_lender(kind=LenderKind.NATURAL_PERSON),)
START = date(2020, 8, 20)


def private(rate: int | None = 24, late: int | None = None, *, cost: Any = None, **loan: Any) -> Case:
    dear = max(rate or 0, late or 0) if cost is None else cost
    facts: dict[str, Any] = {
        "rate_apr": None if rate is None else Decimal(rate),
        "overdue_rate_apr": None if late is None else Decimal(late),
        "all_in_cost_apr": dear if dear is UNKNOWN else Decimal(dear),
    }  # fmt: skip
    as_of = loan.pop("as_of", date(2026, 6, 1))
    return a_case(as_of=as_of, lenders=FRIEND, loans=(a_loan(**{**facts, **loan}),))


def amount(case: Case, person: str = "borrower") -> Finding:
    return found(case, person, Question.AMOUNT)


def rules(finding: Finding) -> set[str]:
    return {trial.card.name for trial in finding.verdict.standing}


def test_c27_a_private_loan_of_june_2025_is_capped_at_twelve_per_cent() -> None:
    case = private(signed=date(2025, 6, 1), final_due=date(2026, 3, 2))
    assert found(case, "borrower").codes == (Liability.BORROWER_FULL,)
    assert amount(case).codes == (Amount.CAPPED_4LPR,)
    assert amount(case).figures == {Figure.RATE_CAP: Decimal(12)}


def test_c28_a_licensed_loan_at_23_5_per_cent_is_owed_as_agreed() -> None:
    case = a_case(as_of=date(2025, 8, 8), loans=(a_loan(all_in_cost_apr=Decimal("23.5")),))
    assert found(case, "borrower").codes == (Liability.BORROWER_FULL,)
    assert amount(case).codes == (Amount.AS_CONTRACTED,)
    assert rules(amount(case)) == {"licensed_price_as_agreed"}


@pytest.mark.parametrize(("cost", "code"), [("24", Amount.AS_CONTRACTED), ("24.01", Amount.CAPPED_24)])
def test_a_licensed_price_is_cut_above_24_per_cent(cost: str, code: Amount) -> None:
    assert amount(a_case(loans=(a_loan(all_in_cost_apr=Decimal(cost)),))).codes == (code,)


@pytest.mark.parametrize("kind", [kind for kind in LenderKind if kind not in PRIVATE_LENDERS])
def test_no_lender_in_business_is_under_the_private_cap(kind: LenderKind) -> None:
    case = a_case(lenders=(a_lender(kind=kind),), loans=(a_loan(all_in_cost_apr=Decimal(20)),))
    assert Amount.CAPPED_4LPR not in amount(case).codes


@pytest.mark.parametrize(("day", "lpr"), [
    (date(2019, 8, 19), None), (date(2019, 8, 20), "4.25"), (date(2020, 8, 20), "3.85"), (date(2021, 12, 19), "3.85"),
    (date(2021, 12, 20), "3.80"), (date(2024, 10, 20), "3.35"), (date(2024, 10, 21), "3.10"),
    (date(2025, 5, 19), "3.10"), (date(2025, 5, 20), "3.00"), (date(2026, 9, 19), "3.00"), (date(2026, 9, 20), None),
])  # fmt: skip
def test_the_lpr_of_a_day_is_that_of_the_last_publication_and_unknown_beyond_the_last(
    day: date, lpr: str | None
) -> None:
    assert lpr_1y(day) == (None if lpr is None else Decimal(lpr))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_table_of_rates_names_its_authority(language: str) -> None:
    assert authority_words(parameter("lpr_1y").authority, language)


def test_a_price_just_at_the_cap_is_owed_as_agreed_and_the_fees_count() -> None:
    signed: dict[str, Any] = {"signed": date(2025, 6, 1), "final_due": date(2026, 3, 2)}
    assert amount(private(12, **signed)).codes == (Amount.AS_CONTRACTED,)
    assert amount(private(12, cost=13, **signed)).codes == (Amount.CAPPED_4LPR,)
    assert amount(private(10, 13, **signed)).codes == (Amount.CAPPED_4LPR,)


def test_a_rate_of_a_day_beyond_the_table_is_a_fact_of_the_case() -> None:
    late: dict[str, Any] = {"signed": date(2026, 10, 1), "final_due": date(2027, 3, 2), "as_of": date(2026, 11, 2)}
    with pytest.raises(FactNotWritten) as missing:
        amount(private(12, **late))
    assert (missing.value.name, missing.value.key) == ("lpr_1y", "2026-10-01")
    case = private(12, **late)
    stated = a_case(
        as_of=case.as_of, lenders=FRIEND, loans=case.loans, lpr_1y={"2026-10-01": Decimal("2.9")},
    )  # fmt: skip
    assert amount(stated).codes == (Amount.CAPPED_4LPR,)
    assert amount(stated).figures == {Figure.RATE_CAP: Decimal("11.6")}
    open_case = a_case(as_of=case.as_of, lenders=FRIEND, loans=case.loans, lpr_1y={"2026-10-01": UNKNOWN})
    assert amount(open_case).undetermined


def test_an_unknown_price_is_a_missing_fact() -> None:
    finding = amount(a_case(loans=(a_loan(all_in_cost_apr=UNKNOWN),)))
    assert finding.undetermined
    assert [name for _, name, _ in finding.missing] == ["all_in_cost_apr"]


OLD: dict[str, Any] = {"signed": START - timedelta(days=60), "final_due": date(2021, 3, 1)}


@pytest.mark.parametrize(("rate", "filed", "codes"), [
    (30, date(2022, 3, 1), (Amount.CAPPED_4LPR, Amount.CAPPED_24)),
    (20, date(2022, 3, 1), (Amount.CAPPED_4LPR,)),
    (14, date(2022, 3, 1), (Amount.AS_CONTRACTED,)),
    (30, START - timedelta(days=1), (Amount.CAPPED_24,)),
    (24, START - timedelta(days=1), (Amount.AS_CONTRACTED,)),
    (30, None, (Amount.CAPPED_4LPR, Amount.CAPPED_24)),
])  # fmt: skip
def test_an_older_private_loan_is_measured_by_the_day_of_the_suit(
    rate: int, filed: date | None, codes: tuple[Amount, ...]
) -> None:
    assert amount(private(rate, filed_on=filed, **OLD)).codes == codes


def test_the_cap_of_an_older_loan_is_four_times_the_lpr_of_the_day_of_the_suit() -> None:
    assert amount(private(30, filed_on=date(2022, 3, 1), **OLD)).figures == {Figure.RATE_CAP: Decimal("14.8")}


def test_a_loan_signed_on_the_first_day_of_the_cap_falls_under_it() -> None:
    assert amount(private(20, signed=START, final_due=date(2021, 3, 1))).figures == {Figure.RATE_CAP: Decimal("15.4")}


def test_a_private_loan_without_a_rate_bears_none_for_its_term() -> None:
    finding = amount(private(None, None))
    assert finding.codes == (Amount.AS_CONTRACTED,)
    assert rules(finding) == {"no_rate_no_interest"}


def test_the_rate_of_the_term_goes_on_where_none_is_agreed_for_delay() -> None:
    assert "term_rate_goes_on_when_late" in rules(amount(private(10, None)))
    assert "term_rate_goes_on_when_late" not in rules(amount(private(10, 11)))


def test_interest_taken_up_front_is_no_principal_whatever_else_applies() -> None:
    finding = amount(private(24, deducted_upfront=Decimal(500)))
    assert finding.codes == (Amount.RECEIVED_PRINCIPAL_BASIS, Amount.CAPPED_4LPR)


def test_a_minors_contract_bears_no_interest() -> None:
    child = a_person("child", born=date(2010, 3, 3), legal_rep_act={LOAN: LegalRepresentativeAct.REFUSED})
    case = a_case(persons=(child,), roles=(a_role("child", act={"kept_money": Decimal(1)}),))
    assert amount(case, "child").codes == (Amount.RESTITUTION_PRINCIPAL_ONLY,)


def test_licensed_loans_since_august_2026_owe_a_table_of_costs() -> None:
    def at(signed: date) -> set[str]:
        loan = a_loan(signed=signed, final_due=date(2027, 5, 5), all_in_cost_apr=Decimal(20))
        return rules(amount(a_case(as_of=date(2026, 9, 1), loans=(loan,))))

    assert "cost_table_before_signing" in at(date(2026, 8, 1))
    assert "cost_table_before_signing" not in at(date(2026, 7, 31))


def test_the_sum_is_asked_about_those_who_are_named_as_debtors() -> None:
    case = a_case(
        roles=(a_role("borrower"), a_role("guarantor", RoleKind.GUARANTOR), a_role("friend", RoleKind.KNOWER)),
        guarantees=(a_guarantee("guarantor"),), persons=(a_person("stranger"),),
    )  # fmt: skip
    assert [subject.person for subject in subjects(case, Question.AMOUNT)] == ["borrower", "guarantor"]


def test_every_combination_of_lender_rate_and_day_has_one_basis() -> None:
    rates = (None, 0, 12, 24, 36)
    days = (date(2016, 5, 5), START - timedelta(days=1), START, date(2025, 6, 1))
    for kind, public, rate, late, signed, filed in product(
        LenderKind, (True, False), rates, rates, days, (None, date(2020, 1, 6), date(2023, 1, 6))
    ):
        loan = private(rate, late, signed=signed, final_due=date(2026, 3, 2), filed_on=filed, term_days=90).loans[0]
        lender = a_lender(kind=kind, repeat_lender_to_public=public)
        case = a_case(as_of=date(2026, 6, 1), lenders=(lender,), loans=(loan,))
        assert amount(case).codes, (kind, public, rate, late, signed, filed)
