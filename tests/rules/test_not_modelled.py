from datetime import date
from decimal import Decimal

import pytest

from autograder.fact_kinds import EventKind
from autograder.facts import Case, Event
from autograder.law import authority_words
from autograder.rulebook import NotModelled
from autograder.rules import require_modelled
from autograder.rules.not_modelled import left_out
from autograder.stated import UNKNOWN
from autograder.words import words_for
from tests.builders import LOAN, a_case, a_lender, a_loan, a_person, a_role, found


def shares(loan: str = LOAN, kind: EventKind = EventKind.CO_DEBTOR_PAID) -> Case:
    """A borrower of a share; something happened on that loan or on another."""
    clause = a_loan(share_clause_towards_lender={"borrower": Decimal(1)})
    happened = Event(loan=loan, kind=kind, date=date(2025, 2, 3), person="borrower")
    return a_case(loans=(clause, a_loan(id="other")), roles=(a_role("borrower"),), events=(happened,))


NEEDS: dict[str, list[Case]] = {"separate_shares": [shares()]}


@pytest.mark.parametrize(("key", "case"), [(key, case) for key, cases in NEEDS.items() for case in cases])
def test_a_case_that_needs_law_left_out_is_refused_with_its_reason(key: str, case: Case) -> None:
    with pytest.raises(NotModelled) as refusal:
        require_modelled(case)
    assert refusal.value.what == key


def test_a_refused_case_is_refused_by_the_solver_too() -> None:
    with pytest.raises(NotModelled):
        found(shares(), "borrower")


def test_every_piece_of_law_left_out_has_a_case_here() -> None:
    assert {entry.key for entry in left_out()} == set(NEEDS)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_everything_left_out_has_an_authority_and_a_reason_in_words(language: str) -> None:
    for entry in left_out():
        assert authority_words(entry.authority, language)
        assert words_for(language)(f"not_modelled.{entry.key}.reason")


@pytest.mark.parametrize("case", [
    a_case(),
    shares("other"),
    shares(kind=EventKind.PAID_PART),
    a_case(lenders=(a_lender(kind=UNKNOWN),)),
    a_case(persons=(a_person("borrower", died=UNKNOWN),)),
])  # fmt: skip
def test_an_ordinary_case_or_one_that_is_merely_open_is_not_refused(case: Case) -> None:
    require_modelled(case)
