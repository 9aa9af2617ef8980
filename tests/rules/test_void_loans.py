from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from autograder.fact_kinds import EventKind, LegalRepresentativeAct, LenderKind, RoleKind, Signature, VoidReason
from autograder.facts import Case, Event
from autograder.rulebook import Subject
from autograder.solve import Finding, find
from autograder.vocabulary import Amount, Figure, Flag, Liability, Question
from tests.builders import LOAN, a_case, a_lender, a_loan, a_marriage, a_person, a_role, found

UNLICENSED = (a_lender(kind=LenderKind.UNLICENSED_PLATFORM),)


def rules(finding: Finding) -> set[str]:
    return {trial.card.id for trial in finding.verdict.standing}


def amount(case: Case, person: str = "borrower") -> Finding:
    return found(case, person, Question.AMOUNT)


def test_c26_a_seven_day_loan_with_a_head_cut_comes_down_to_the_money_received() -> None:
    loan = a_loan(
        signed=date(2025, 12, 1), final_due=date(2025, 12, 8), nominal=Decimal(3000), deducted_upfront=Decimal(900),
        term_days=7,
    )  # fmt: skip
    case = a_case(as_of=date(2025, 12, 31), lenders=UNLICENSED, loans=(loan,), persons=(a_person("contact"),))
    owed = found(case, "borrower")
    assert owed.codes == (Liability.RESTITUTION_ONLY,)
    assert owed.figures == {Figure.RESTITUTION_AMOUNT: Decimal(2100)}
    sum_owed = amount(case)
    assert sum_owed.codes == (Amount.RECEIVED_PRINCIPAL_BASIS, Amount.RESTITUTION_PRINCIPAL_ONLY)
    assert sum_owed.figures == {Figure.RESTITUTION_AMOUNT: Decimal(2100)}
    assert rules(sum_owed) == {"LON-01", "LON-04", "LON-05"}
    assert set(sum_owed.flags) == {Flag.UNSETTLED, Flag.INTEREST_RATE_UNSETTLED}
    assert (*sum_owed.codes, Amount.INTEREST_RATE_UNSETTLED) in sum_owed.accepted
    assert found(case, "contact").codes == (Liability.NONE,)


def test_a_loan_of_fifteen_days_is_not_called_a_two_week_loan_but_stays_void() -> None:
    case = a_case(lenders=UNLICENSED, loans=(a_loan(deducted_upfront=Decimal(900), term_days=15),))
    assert rules(amount(case)) == {"LON-01", "LON-04"}


@pytest.mark.parametrize(("lender", "loan", "voids"), [
    ({"kind": LenderKind.UNLICENSED_PLATFORM}, {}, True),
    ({"kind": LenderKind.NATURAL_PERSON, "repeat_lender_to_public": True}, {}, True),
    ({"kind": LenderKind.COMPANY_OCCASIONAL, "repeat_lender_to_public": True}, {}, True),
    ({"kind": LenderKind.NATURAL_PERSON}, {}, False),
    ({"kind": LenderKind.BANK, "repeat_lender_to_public": True}, {}, False),
    ({"kind": LenderKind.NATURAL_PERSON}, {"lender_knew_illegal_use": True}, True),
    ({"kind": LenderKind.NATURAL_PERSON}, {"void_reason": VoidReason.RELENDING}, True),
    ({"kind": LenderKind.BANK}, {"void_reason": VoidReason.OTHER}, True),
])  # fmt: skip
def test_who_lends_without_licence_or_for_a_crime_gets_back_what_he_paid_over(
    lender: dict[str, Any], loan: dict[str, Any], voids: bool
) -> None:
    finding = found(a_case(lenders=(a_lender(**lender),), loans=(a_loan(**loan),)), "borrower")
    assert finding.codes == ((Liability.RESTITUTION_ONLY,) if voids else (Liability.BORROWER_FULL,))


def test_what_was_paid_back_is_not_given_back_again() -> None:
    paid = Event(loan=LOAN, kind=EventKind.PAID_PART, date=date(2025, 1, 5), amount=Decimal(12_000))
    case = a_case(lenders=UNLICENSED, events=(paid,))
    assert found(case, "borrower").figures == {Figure.RESTITUTION_AMOUNT: Decimal(18_000)}


def test_a_void_loan_is_no_debt_of_the_other_spouse() -> None:
    case = a_case(
        lenders=UNLICENSED, loans=(a_loan(within_daily_needs=True),), marriages=(a_marriage("borrower", "wife"),)
    )
    assert found(case, "wife").codes == (Liability.NONE,)


def test_behind_a_void_loan_the_known_user_gives_back_and_the_name_may_have_to() -> None:
    front = a_role("front", RoleKind.NOMINAL_BORROWER, act={"identity_check_by_self": True}, lender_knew_true_user=True)
    case = a_case(lenders=UNLICENSED, roles=(front, a_role("user", RoleKind.TRUE_USER, lender_knew_true_user=True)))
    assert found(case, "user").accepted == ((Liability.RESTITUTION_ONLY,), (Liability.NONE,))
    assert found(case, "front").accepted == ((Liability.NONE,), (Liability.RESTITUTION_ONLY,))


def test_no_combination_of_nullity_signature_age_and_avoidance_contradicts_itself() -> None:
    minor: dict[str, Any] = {"born": date(2010, 3, 3), "legal_rep_act": {LOAN: LegalRepresentativeAct.REFUSED}}
    kinds = (
        RoleKind.BORROWER, RoleKind.CO_BORROWER, RoleKind.NOMINAL_BORROWER, RoleKind.NAMED_BY_IMPERSONATION,
        RoleKind.TRUE_USER,
    )  # fmt: skip
    for kind, signature, age, avoided, kept, knew in product(
        kinds, Signature, ({}, minor), (None, date(2025, 1, 2)), (None, Decimal(5)), (True, False)
    ):
        act: dict[str, Any] = {
            "signature": signature, "ratified_on": None, "apparent_authority": False, "identity_check_by_self": False,
            "avoided_by_court_on": avoided, "kept_money": kept,
        }  # fmt: skip
        case = a_case(
            lenders=UNLICENSED, persons=(a_person("one", **age),),
            roles=(a_role("one", kind, act=act, lender_knew_true_user=knew),),
        )  # fmt: skip
        codes = found(case, "one").codes
        assert set(codes) <= {Liability.NONE, Liability.RESTITUTION_ONLY}, (kind, signature, age, avoided, kept, knew)
        assert find(case, Question.AMOUNT, Subject("one", LOAN)).codes == (Amount.RESTITUTION_PRINCIPAL_ONLY,)
