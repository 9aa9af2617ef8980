"""Joining a debt, promises in doubt, taking a debt over, promising the court (ACC-01, 02, 03, 05; ENF-14)."""

from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from autograder.fact_kinds import (
    AccessionTold,
    AccessionWords,
    CourtEvent,
    EventKind,
    LenderKind,
    RelationKind,
    RoleKind,
    Signature,
    StatementForm,
)
from autograder.facts import Accession, Case, Court, DebtTransfer, Event, Relation
from autograder.solve import Finding
from autograder.stated import UNKNOWN
from autograder.vocabulary import Figure, Flag, Liability
from tests.builders import LOAN, a_case, a_lender, a_loan, a_person, a_role, found

DAY = date(2025, 3, 3)


def said(person: str = "mother", **facts: Any) -> Accession:
    default: dict[str, Any] = {
        "person": person, "loan": LOAN, "date": DAY, "form": StatementForm.WRITTEN, "told": AccessionTold.CREDITOR,
        "words": AccessionWords.JOIN_CLEAR, "scope": Decimal(20_000),
    }  # fmt: skip
    return Accession(**{**default, **facts})


def ids(finding: Finding) -> set[str]:
    return {trial.card.id for trial in finding.verdict.standing}


def test_c33_the_father_who_only_helps_owes_nothing_and_the_mother_who_joins_owes_what_she_named() -> None:
    paid = tuple(
        Event(loan=LOAN, kind=EventKind.THIRD_PARTY_PAID, date=date(2025, month, 10), person="father")
        for month in (2, 3, 4)
    )
    case = a_case(
        as_of=date(2026, 2, 2), events=paid,
        roles=(a_role("borrower"), a_role("father", RoleKind.THIRD_PARTY_PAYER)),
        accessions=(said("father", words=AccessionWords.MORAL_COMFORT, scope=None), said("mother")),
        relations=tuple(Relation(a=one, b="borrower", kind=RelationKind.PARENT_CHILD) for one in ("father", "mother")),
    )  # fmt: skip
    father = found(case, "father")
    assert father.codes == (Liability.NONE,)
    assert "ACC-03" in ids(father)
    mother = found(case, "mother")
    assert mother.codes == (Liability.ACCESSION_JOINT_CAPPED,)
    assert mother.figures == {Figure.AMOUNT_CAP: Decimal(20_000)}
    assert "LIA-01" not in ids(mother)


def test_m17_who_joined_at_the_debtors_wish_owes_although_no_recourse_was_agreed() -> None:
    case = a_case(accessions=(said("friend", recourse_agreed=False),))
    assert found(case, "friend").codes == (Liability.ACCESSION_JOINT_CAPPED,)


@pytest.mark.parametrize("facts", [
    {"told": AccessionTold.DEBTOR_ONLY}, {"creditor_rejected": True}, {"words": AccessionWords.PAY_SOME_ONLY},
])  # fmt: skip
def test_a_promise_not_heard_turned_down_or_not_made_binds_nobody(facts: dict[str, Any]) -> None:
    assert found(a_case(accessions=(said(**facts),)), "mother").codes == (Liability.NONE,)


def test_no_form_is_needed_to_join() -> None:
    case = a_case(accessions=(said(form=StatementForm.ORAL),))
    assert found(case, "mother").codes == (Liability.ACCESSION_JOINT_CAPPED,)


@pytest.mark.parametrize(("signature", "code"), [
    (Signature.GENUINE, Liability.ACCESSION_JOINT_CAPPED), (Signature.FORGED, Liability.NONE),
])  # fmt: skip
def test_a_forged_promise_binds_nobody(signature: Signature, code: Liability) -> None:
    act = {"signature": signature, "ratified_on": None, "apparent_authority": False}
    case = a_case(roles=(a_role("borrower"), a_role("mother", RoleKind.DEBT_ACCESSOR, act=act)), accessions=(said(),))
    assert found(case, "mother").codes == (code,)


def test_who_joins_a_void_debt_owes_nothing() -> None:
    case = a_case(lenders=(a_lender(kind=LenderKind.UNLICENSED_PLATFORM),), accessions=(said(),))
    assert found(case, "mother").codes == (Liability.NONE,)


def doubtful(**facts: Any) -> Case:
    return a_case(accessions=(said(words=AccessionWords.AMBIGUOUS, **facts),))


@pytest.mark.parametrize(("facts", "code"), [
    ({}, Liability.GUARANTEE_GENERAL), ({"form": StatementForm.DATA_MESSAGE}, Liability.GUARANTEE_GENERAL),
    ({"form": StatementForm.ORAL}, Liability.NONE), ({"told": AccessionTold.DEBTOR_ONLY}, Liability.NONE),
    ({"creditor_rejected": True}, Liability.NONE),
])  # fmt: skip
def test_a_promise_in_doubt_is_a_guarantee_if_it_has_the_form_of_one(facts: dict[str, Any], code: Liability) -> None:
    assert found(doubtful(**facts), "mother").codes == (code,)


def test_the_day_of_a_promise_in_doubt_decides_its_kind_and_its_clock() -> None:
    young = found(doubtful(), "mother")
    assert young.figures == {Figure.PERIOD_END: date(2025, 7, 10), Figure.AMOUNT_CAP: Decimal(20_000)}
    assert "ACC-02" in ids(young)
    old = a_case(
        as_of=date(2020, 12, 30), loans=(a_loan(signed=date(2019, 1, 10), final_due=date(2020, 8, 18)),),
        accessions=(said(words=AccessionWords.AMBIGUOUS, date=date(2020, 2, 3)),),
    )  # fmt: skip
    assert found(old, "mother").codes == (Liability.GUARANTEE_JOINT,)


def test_a_promise_in_doubt_lapses_unless_the_borrower_is_sued_in_time() -> None:
    facts: dict[str, Any] = {"as_of": date(2025, 12, 1), "accessions": doubtful().accessions}
    assert found(a_case(**facts), "mother").codes == (Liability.GUARANTEE_RELEASED,)
    suit = Event(loan=LOAN, kind=EventKind.SUED_DEBTOR, date=date(2025, 6, 3))
    assert found(a_case(events=(suit,), **facts), "mother").codes == (Liability.GUARANTEE_GENERAL,)


def handed_on(**facts: Any) -> Case:
    default: dict[str, Any] = {"from_person": "borrower", "to_person": "brother", "loan": LOAN, "date": DAY}
    return a_case(persons=(a_person("brother"),), debt_transfers=(DebtTransfer(**{**default, **facts}),))


def test_a_debt_handed_on_with_the_lenders_consent_is_the_new_debtors() -> None:
    case = handed_on(creditor_consented=True)
    assert found(case, "borrower").codes == (Liability.NONE,)
    assert found(case, "brother").codes == (Liability.BORROWER_FULL,)


def test_without_consent_everything_stays_as_it_was() -> None:
    case = handed_on(creditor_consented=False)
    assert found(case, "borrower").codes == (Liability.BORROWER_FULL,)
    assert "ACC-05" in ids(found(case, "borrower"))
    assert found(case, "brother").codes == (Liability.NONE,)


def test_of_a_part_handed_on_the_old_debtor_keeps_the_rest() -> None:
    case = handed_on(creditor_consented=True, share=Decimal(10_000))
    assert found(case, "borrower").codes == (Liability.BORROWER_FULL,)
    assert found(case, "brother").figures == {Figure.AMOUNT_CAP: Decimal(10_000)}


def test_an_unknown_consent_is_the_missing_fact() -> None:
    finding = found(handed_on(creditor_consented=UNKNOWN), "brother")
    assert finding.undetermined
    assert [name for _, name, _ in finding.missing] == ["creditor_consented"]


def test_a_promise_to_the_court_is_no_loan_debt_but_binds() -> None:
    step = Court(
        event=CourtEvent.THIRD_PARTY_UNDERTAKING, date=DAY, persons=("uncle",), loan=LOAN, amount=Decimal(8_000)
    )
    finding = found(a_case(persons=(a_person("uncle"),), court=(step,)), "uncle")
    assert finding.codes == (Liability.NONE,)
    assert finding.flags == (Flag.UNDERTAKING_BOUND,)
    assert finding.figures == {Figure.AMOUNT_CAP: Decimal(8_000)}


def test_no_combination_of_promises_roles_and_transfers_is_left_without_an_answer() -> None:
    kinds = (None, RoleKind.DEBT_ACCESSOR, RoleKind.CO_BORROWER, RoleKind.KNOWER, RoleKind.COLLATERAL_PROVIDER)
    wordings, consents = (None, *AccessionWords), (None, True, False)
    for kind, words, form, told, rejected, void, consent, signature in product(
        kinds, wordings, (StatementForm.WRITTEN, StatementForm.ORAL), AccessionTold, (True, False), (True, False),
        consents, (Signature.GENUINE, Signature.FORGED),
    ):  # fmt: skip
        act = {"signature": signature, "ratified_on": None, "apparent_authority": False}
        lender = a_lender(kind=LenderKind.UNLICENSED_PLATFORM if void else LenderKind.BANK)
        roles = (a_role("one", kind, act=act),) if kind else ()
        moved = DebtTransfer(
            loan=LOAN, from_person="borrower", to_person="one", date=DAY, creditor_consented=bool(consent)
        )
        case = a_case(
            lenders=(lender,), persons=(a_person("one"),), roles=(a_role("borrower"), *roles),
            accessions=(said("one", words=words, form=form, told=told, creditor_rejected=rejected),) if words else (),
            debt_transfers=(moved,) if consent is not None else (),
        )  # fmt: skip
        for person in ("one", "borrower"):
            assert found(case, person).codes, (person, kind, words, form, told, rejected, void, consent, signature)
