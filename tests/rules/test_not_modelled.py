from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from autograder.fact_kinds import (
    AccessionTold,
    AccessionWords,
    CollateralKind,
    CourtEvent,
    EventKind,
    GuaranteedDebt,
    LegalRepresentativeAct,
    OrganisationKind,
    Regime,
    RoleKind,
    StatementForm,
    VariationKind,
)
from autograder.facts import (
    Accession,
    AssetInformation,
    Case,
    Collateral,
    Court,
    DebtTransfer,
    Event,
    Inheritance,
    Variation,
)
from autograder.law import authority_words
from autograder.rulebook import NotModelled
from autograder.rules import require_modelled
from autograder.rules.not_modelled import left_out
from autograder.stated import UNKNOWN
from autograder.words import words_for
from tests.builders import LOAN, a_case, a_guarantee, a_loan, a_marriage, a_person, a_role, found


def guaranteed(person: dict[str, Any] | None = None, **facts: Any) -> Case:
    return a_case(
        persons=(a_person("guarantor", **(person or {})),),
        roles=(a_role("borrower"), a_role("guarantor", RoleKind.GUARANTOR)),
        guarantees=(a_guarantee("guarantor", **facts),),
    )


def with_two_guarantors() -> Case:
    roles = (a_role("borrower"), a_role("a", RoleKind.GUARANTOR), a_role("b", RoleKind.GUARANTOR))
    return a_case(roles=roles, guarantees=(a_guarantee("a"), a_guarantee("b")))


def with_a_flat() -> Case:
    flat = Collateral(loan=LOAN, owner="borrower", kind=CollateralKind.MORTGAGE, value=Decimal(1))
    roles = (a_role("borrower"), a_role("guarantor", RoleKind.GUARANTOR))
    return a_case(roles=roles, guarantees=(a_guarantee("guarantor"),), collaterals=(flat,))


def separated(knew: Any) -> Case:
    tie = a_marriage("borrower", "wife", regime=Regime.SEPARATE_WRITTEN, lender_knew_regime={LOAN: knew})
    return a_case(marriages=(tie,), loans=(a_loan(within_daily_needs=False),))


DAY = date(2025, 3, 3)
PROMISE = Accession(
    person="mother", loan=LOAN, date=DAY, form=StatementForm.WRITTEN, told=AccessionTold.CREDITOR,
    words=AccessionWords.JOIN_CLEAR, scope=Decimal(20_000),
)  # fmt: skip
CHILD = {"born": date(2012, 5, 5), "legal_rep_act": {LOAN: LegalRepresentativeAct.REFUSED}}
ROLLOVER = Variation(kind=VariationKind.ROLLOVER_NEW_LOAN, date=DAY, guarantor_written_consent=False)

NEEDS: dict[str, list[Case]] = {
    "debt_accession": [
        a_case(accessions=(PROMISE,)), a_case(roles=(a_role("borrower"), a_role("mother", RoleKind.DEBT_ACCESSOR))),
    ],
    "debt_transfer": [
        a_case(debt_transfers=(DebtTransfer(loan=LOAN, from_person="borrower", to_person="borrower", date=DAY),)),
    ],
    "death_of_a_debtor": [
        a_case(persons=(a_person("borrower", died=date(2025, 5, 1)),)),
        a_case(inheritances=(Inheritance(deceased="borrower", heir="borrower", value_received=Decimal(1)),)),
    ],
    "separate_shares": [a_case(loans=(a_loan(share_clause_towards_lender={"borrower": Decimal(1)}),))],
    "limitation": [
        a_case(events=(Event(loan=LOAN, kind=EventKind.LIMITATION_EXPIRED_CLAIMED, date=DAY),)),
        guaranteed(knew_time_bar=True),
    ],
    "barred_guarantor": [guaranteed({"is_org": True, "org_kind": OrganisationKind.VILLAGE_COMMITTEE})],
    "minor_guarantor": [guaranteed(CHILD)],
    "rollover": [guaranteed(variations=(ROLLOVER,))],
    "several_guarantors": [with_two_guarantors(), guaranteed(co_guarantors=("borrower",))],
    "neglect_of_assets": [guaranteed(asset_info=AssetInformation(given_on=DAY, value_lost=Decimal(1)))],
    "maximum_amount_guarantee": [guaranteed(max_amount=True)],
    "counter_guarantee": [guaranteed(main=GuaranteedDebt.RECOURSE_CLAIM)],
    "guarantee_beside_collateral": [with_a_flat()],
    "separate_property": [separated(True), separated(UNKNOWN)],
    "undertaking_to_court": [
        a_case(court=(Court(event=CourtEvent.THIRD_PARTY_UNDERTAKING, date=DAY, persons=("borrower",), loan=LOAN),)),
    ],
}  # fmt: skip


@pytest.mark.parametrize(("key", "case"), [(key, case) for key, cases in NEEDS.items() for case in cases])
def test_a_case_that_needs_law_left_out_is_refused_with_its_reason(key: str, case: Case) -> None:
    with pytest.raises(NotModelled) as refusal:
        require_modelled(case)
    assert refusal.value.what == key


def test_a_refused_case_is_refused_by_the_solver_too() -> None:
    with pytest.raises(NotModelled):
        found(a_case(accessions=(PROMISE,)), "borrower")


def test_every_piece_of_law_left_out_has_a_case_here() -> None:
    assert {entry.key for entry in left_out()} == set(NEEDS)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_everything_left_out_has_an_authority_and_a_reason_in_words(language: str) -> None:
    for entry in left_out():
        assert authority_words(entry.authority, language)
        assert words_for(language)(f"not_modelled.{entry.key}.reason")


@pytest.mark.parametrize("case", [
    a_case(),
    a_case(persons=(a_person("borrower", died=UNKNOWN),)),
    a_case(persons=(a_person("borrower", died=date(2026, 1, 1)),)),
    guaranteed({"born": UNKNOWN}),
    guaranteed({"born": date(2012, 5, 5), "legal_rep_act": {LOAN: LegalRepresentativeAct.CONSENTED}}),
    separated(False),
])  # fmt: skip
def test_an_ordinary_case_or_one_that_is_merely_open_is_not_refused(case: Case) -> None:
    require_modelled(case)
