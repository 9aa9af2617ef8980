"""Section 3.9: on what basis the sum is computed and up to which rate, over lender, price, days and what was paid out.

Four times the one-year LPR: 15.4 on 2020-08-20, 14.8 on 2022-03-01, 12 on 2025-06-01 and at the day of the case.
"""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from autograder.fact_kinds import LegalRepresentativeAct, LenderKind, RoleKind, VoidReason
from autograder.facts import Case
from autograder.vocabulary import Amount, Figure, Question
from tests.builders import LOAN, a_case, a_guarantee, a_lender, a_loan, a_person, a_role, found
from tests.tables.agreement import agree
from tests.tables.first_match import every_combination

A = Amount
SEEN = date(2026, 4, 1)
CUT, DAY_BEFORE = date(2020, 8, 20), date(2020, 8, 19)
CAPS = {CUT: Decimal("15.4"), date(2022, 3, 1): Decimal("14.8"), date(2025, 6, 3): Decimal("12.0"), SEEN: Decimal("12")}
PRIVATE = (LenderKind.NATURAL_PERSON, LenderKind.COMPANY_OCCASIONAL)


def amount(case: Case, person: str = "borrower") -> tuple[set[Amount], Decimal | None]:
    """The codes, and the cap where four times the LPR cuts the price."""
    finding = found(case, person, Question.AMOUNT)
    codes = {A(code) for code in finding.codes}
    return codes, finding.figures[Figure.RATE_CAP] if A.CAPPED_4LPR in codes else None


LICENSED: dict[str, Any] = {
    "kind": [kind for kind in LenderKind if kind not in (*PRIVATE, LenderKind.UNLICENSED_PLATFORM)],
    "cost": [Decimal(12), Decimal("15.5"), Decimal(24), Decimal("24.01"), Decimal(36)],
    "deducted": [Decimal(0), Decimal(500)],
    "to_the_public": [False, True],
    "void": [False, True],
}


def licensed(facts: Any) -> Any:
    reason = VoidReason.RELENDING if facts.void else VoidReason.NONE
    loan = a_loan(all_in_cost_apr=facts.cost, deducted_upfront=facts.deducted, void_reason=reason)
    lender = a_lender(kind=facts.kind, repeat_lender_to_public=facts.to_the_public)
    return amount(a_case(as_of=SEEN, lenders=(lender,), loans=(loan,)))[0]


def licensed_table(facts: Any) -> Any:
    """A lender in business is outside the private cap; a court cuts at 24 per cent."""
    codes = {A.RECEIVED_PRINCIPAL_BASIS} if facts.deducted else set()
    if facts.void:
        return codes | {A.RESTITUTION_PRINCIPAL_ONLY}
    return codes | {A.CAPPED_24 if facts.cost > 24 else A.AS_CONTRACTED}


def test_a_licensed_price_is_owed_as_agreed_up_to_24_per_cent() -> None:
    agree(every_combination(LICENSED), licensed, licensed_table)


RATES = [None, Decimal(0), Decimal(12), Decimal("14.9"), Decimal("15.5"), Decimal(24), Decimal(25)]
LOANS: dict[str, Any] = {
    "kind": list(PRIVATE),
    "rate": RATES,
    "late_rate": [None, Decimal(12), Decimal("15.5")],
    "fees": [Decimal(0), Decimal(1)],
    "signed": [CUT, date(2025, 6, 3)],
    "deducted": [Decimal(0), Decimal(500)],
}


def private_case(facts: Any, parts: dict[str, Any], **loan: Any) -> Case:
    dear = max(facts.rate or Decimal(0), facts.late_rate or Decimal(0)) + facts.fees
    facts_of_loan: dict[str, Any] = {
        "rate_apr": facts.rate, "overdue_rate_apr": facts.late_rate, "all_in_cost_apr": dear, "signed": facts.signed,
        "final_due": date(2026, 3, 2), "term_days": 365,
    }  # fmt: skip
    usual = {"as_of": SEEN, "lenders": (a_lender(kind=facts.kind),), "loans": (a_loan(**(facts_of_loan | loan)),)}
    return a_case(**(usual | parts))


def price(facts: Any) -> Decimal:
    return Decimal(max(facts.rate or 0, facts.late_rate or 0) + facts.fees)


def test_a_private_price_is_cut_at_four_times_the_lpr_of_the_day_of_signing() -> None:
    def solved(facts: Any) -> Any:
        return amount(private_case(facts, {}, deducted_upfront=facts.deducted))

    def table(facts: Any) -> Any:
        codes = {A.RECEIVED_PRINCIPAL_BASIS} if facts.deducted else set()
        if price(facts) > CAPS[facts.signed]:
            return codes | {A.CAPPED_4LPR}, CAPS[facts.signed]
        return codes | {A.AS_CONTRACTED}, None

    agree(every_combination(LOANS), solved, table)


OLDER: dict[str, Any] = {
    "kind": list(PRIVATE),
    "rate": [Decimal(11), Decimal(13), Decimal("14.9"), Decimal("15.5"), Decimal(24), Decimal(25)],
    "late_rate": [None],
    "fees": [Decimal(0)],
    "signed": [date(2016, 5, 5), DAY_BEFORE],
    "filed_on": [None, DAY_BEFORE, CUT, date(2022, 3, 1)],
    "flaw": [None, "void", "of_sixteen_alone", "no_rate", "licensed"],
}


def test_an_older_private_price_is_cut_by_the_law_and_the_rate_of_the_day_of_the_suit() -> None:
    def solved(facts: Any) -> Any:
        child = a_person("borrower", born=date(2003, 1, 6), legal_rep_act={LOAN: LegalRepresentativeAct.REFUSED})
        parts: dict[str, Any] = {
            "lenders": (a_lender(kind=LenderKind.BANK if facts.flaw == "licensed" else facts.kind),),
            "persons": (child,) if facts.flaw == "of_sixteen_alone" else (),
        }
        rates = {"rate_apr": None} if facts.flaw == "no_rate" else {}
        return amount(private_case(
            facts, parts, filed_on=facts.filed_on, final_due=date(2020, 8, 31),
            lender_knew_illegal_use=facts.flaw == "void", **rates,
        ))  # fmt: skip

    def table(facts: Any) -> Any:
        """Sued before 2020-08-20: 24 per cent. Since then four times the LPR of that day, before it 24 per cent."""
        if facts.flaw in ("void", "of_sixteen_alone"):
            return {A.RESTITUTION_PRINCIPAL_ONLY}, None
        by_24 = {A.CAPPED_24} if facts.rate > 24 else set()
        if facts.flaw == "licensed":
            return by_24 or {A.AS_CONTRACTED}, None
        if facts.flaw == "no_rate":
            return {A.AS_CONTRACTED}, None
        if facts.filed_on == DAY_BEFORE:
            return by_24 or {A.AS_CONTRACTED}, None
        cap = CAPS[facts.filed_on or SEEN]
        return ({A.CAPPED_4LPR} | by_24, cap) if facts.rate > cap else ({A.AS_CONTRACTED}, None)

    def sensible(facts: Any) -> bool:
        """Sued after signing; sixteen in 2020, and a note without a rate has no price either."""
        if facts.flaw == "of_sixteen_alone" and facts.signed != DAY_BEFORE:
            return False
        dear_without_rate = facts.flaw == "no_rate" and facts.rate != Decimal(11)
        return not dear_without_rate and (facts.filed_on != DAY_BEFORE or facts.signed < DAY_BEFORE)

    agree(filter(sensible, every_combination(OLDER)), solved, table)


WITHOUT_FORCE: dict[str, Any] = {
    "kind": list(LenderKind),
    "to_the_public": [False, True],
    "who": ["adult", "of_sixteen_alone", "of_sixteen_approved", "avoided"],
    "role": [RoleKind.BORROWER, RoleKind.CO_BORROWER],
}


def test_without_a_contract_in_force_only_what_was_received_goes_back() -> None:
    def solved(facts: Any) -> Any:
        approval = LegalRepresentativeAct.RATIFIED if "approved" in facts.who else LegalRepresentativeAct.REFUSED
        child = {"born": date(2008, 1, 11), "legal_rep_act": {LOAN: approval}} if "sixteen" in facts.who else {}
        act = {
            "avoided_by_court_on": date(2025, 5, 6) if facts.who == "avoided" else None, "kept_money": Decimal(30_000),
        }  # fmt: skip
        roles = [a_role("one", facts.role, act=act)]
        if facts.role is RoleKind.CO_BORROWER:
            roles.append(a_role("main"))
        loan = a_loan(rate_apr=Decimal(10), overdue_rate_apr=Decimal(10), all_in_cost_apr=Decimal(10), term_days=365)
        case = a_case(
            as_of=SEEN, lenders=(a_lender(kind=facts.kind, repeat_lender_to_public=facts.to_the_public),),
            loans=(loan,), persons=(a_person("one", **child),), roles=tuple(roles),
        )  # fmt: skip
        return amount(case, "one")[0]

    def table(facts: Any) -> Any:
        void = facts.kind is LenderKind.UNLICENSED_PLATFORM or (facts.kind in PRIVATE and facts.to_the_public)
        unbound = facts.who in ("of_sixteen_alone", "avoided")
        return {A.RESTITUTION_PRINCIPAL_ONLY if void or unbound else A.AS_CONTRACTED}

    agree(every_combination(WITHOUT_FORCE), solved, table)


@pytest.mark.parametrize("void", [False, True])
def test_the_basis_is_that_of_the_loan_for_a_guarantor_too(void: bool) -> None:
    lender = a_lender(kind=LenderKind.UNLICENSED_PLATFORM if void else LenderKind.BANK)
    case = a_case(
        lenders=(lender,), loans=(a_loan(all_in_cost_apr=Decimal(30)),),
        roles=(a_role("borrower"), a_role("one", RoleKind.GUARANTOR)), guarantees=(a_guarantee("one", fault="both"),),
    )  # fmt: skip
    assert amount(case, "one") == amount(case)
