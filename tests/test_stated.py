"""Unknown facts: reading one raises, so that nothing can be decided by overlooking it."""

import pickle
from datetime import date
from decimal import Decimal

import pytest

from autograder.fact_kinds import Product
from autograder.facts import Case, Loan, Person
from autograder.stated import NOT_WRITTEN, UNKNOWN, UnknownFact, changed, raw, recorded_reads


def a_loan(**facts: object) -> Loan:
    parts: dict[str, object] = {
        "id": "loan1",
        "lender": "bank",
        "signed": date(2025, 3, 3),
        "product": Product.ONLINE_CONSUMER,
        "nominal": Decimal(20_000),
        "final_due": date(2026, 3, 3),
    }
    return Loan(**(parts | facts))  # type: ignore[arg-type]


def a_case(loan: Loan) -> Case:
    return Case(id="case", as_of=date(2026, 4, 1), persons=(Person(id="a", name="甲", name_en="A"),), loans=(loan,))


def test_a_known_fact_is_read_like_any_attribute() -> None:
    assert a_loan().signed == date(2025, 3, 3)


@pytest.mark.parametrize(("value", "written"), [(UNKNOWN, True), (NOT_WRITTEN, False)])
def test_reading_an_unstated_fact_raises_and_says_whether_the_file_names_it(value: object, written: bool) -> None:
    loan = a_loan(within_daily_needs=value)
    with pytest.raises(UnknownFact) as caught:
        _ = loan.within_daily_needs
    assert (caught.value.fact, caught.value.name, caught.value.written) == (loan, "within_daily_needs", written)


def test_an_unknown_entry_of_a_mapping_raises_with_its_key() -> None:
    loan = a_loan(consent_query={"a": True, "b": UNKNOWN})
    assert loan.consent_query["a"] is True
    for key, written in (("b", True), ("c", False)):
        with pytest.raises(UnknownFact) as caught:
            _ = loan.consent_query[key]
        assert (caught.value.key, caught.value.written) == (key, written)


def test_a_sum_derived_from_an_unknown_fact_is_unknown_too() -> None:
    with pytest.raises(UnknownFact):
        _ = a_loan(deducted_upfront=UNKNOWN).received


def test_raw_shows_what_is_stored_without_raising() -> None:
    assert raw(a_loan(signed=UNKNOWN), "signed") is UNKNOWN
    assert raw(a_loan(consent_query={"a": UNKNOWN}), "consent_query", "a") is UNKNOWN


def test_every_read_is_recorded_once_and_outer_blocks_see_inner_reads() -> None:
    loan = a_loan()
    with recorded_reads() as outer:
        _ = loan.signed
        with recorded_reads() as inner:
            _ = loan.final_due, loan.final_due
    assert [name for _, name, _ in inner.values()] == ["final_due"]
    assert [name for _, name, _ in outer.values()] == ["signed", "final_due"]


def test_changing_one_fact_leaves_the_rest_of_the_case_shared() -> None:
    case = a_case(a_loan())
    other = changed(case, case.loans[0], "signed", None, date(2020, 1, 1))
    assert other.loans[0].signed == date(2020, 1, 1)
    assert case.loans[0].signed == date(2025, 3, 3)
    assert other.persons is case.persons


def test_changing_one_entry_of_a_mapping_keeps_the_others() -> None:
    case = a_case(a_loan(consent_query={"a": True, "b": UNKNOWN}))
    other = changed(case, case.loans[0], "consent_query", "b", False)
    assert dict(other.loans[0].consent_query) == {"a": True, "b": False}


def test_a_copy_in_another_process_knows_as_little_and_shares_its_facts() -> None:
    case = a_case(a_loan(within_daily_needs=UNKNOWN, consent_query={"a": UNKNOWN}))
    with recorded_reads() as reads:
        copied, again = pickle.loads(pickle.dumps((case, case)))
    assert reads == {}
    assert copied is again
    (loan,) = copied.loans
    assert raw(loan, "within_daily_needs") is UNKNOWN
    assert raw(loan, "consent_query", "a") is UNKNOWN
    assert (loan.nominal, loan.product) == (Decimal(20_000), Product.ONLINE_CONSUMER)
