"""Guarantees by those who cannot give them: void, and a share of the loss only by fault and only in time (GUA-06)."""

from datetime import date
from itertools import product
from typing import Any

import pytest

from autograder.fact_kinds import (
    CreditorActKind,
    Fault,
    GuaranteeForm,
    LegalRepresentativeAct,
    OrganisationKind,
    RelationKind,
    RoleKind,
    Signature,
    TypeWords,
)
from autograder.facts import CreditorAct, Relation
from autograder.stated import UNKNOWN
from autograder.vocabulary import Liability
from tests.builders import LOAN, a_case, a_guarantee, a_person, a_role, found

BARRED: dict[str, Any] = {
    "state_organ": {"is_org": True, "org_kind": OrganisationKind.STATE_ORGAN},
    "school": {"is_org": True, "org_kind": OrganisationKind.PUBLIC_WELFARE_NONPROFIT},
    "village": {"is_org": True, "org_kind": OrganisationKind.VILLAGE_COMMITTEE},
    "minor": {"born": date(2010, 3, 1), "legal_rep_act": {LOAN: LegalRepresentativeAct.REFUSED}},
}
DEMANDED = CreditorAct(kind=CreditorActKind.DEMANDED_GUARANTOR, date=date(2025, 2, 11))
SUED = CreditorAct(kind=CreditorActKind.SUED_DEBTOR, date=date(2025, 2, 11))


def guaranteed(who: dict[str, Any], as_of: date = date(2025, 3, 3), act: dict[str, Any] | None = None, **facts: Any):  # type: ignore[no-untyped-def]
    """A loan of Bo's, guaranteed by Gao, without a vote where one is needed."""
    return a_case(
        as_of=as_of,
        persons=(a_person("bo"), a_person("gao", **who)),
        roles=(a_role("bo"), a_role("gao", RoleKind.GUARANTOR, act=act)),
        guarantees=(a_guarantee("gao", **{"committee_vote": False, **facts}),),
    )


@pytest.mark.parametrize("who", BARRED.values(), ids=BARRED)
@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (Fault.BOTH, Liability.FAULT_DAMAGES),
        (Fault.GUARANTOR, Liability.FAULT_DAMAGES),
        (Fault.CREDITOR, Liability.NONE),
        (Fault.NONE, Liability.NONE),
    ],
)
def test_only_fault_leaves_a_share_of_the_loss(who: dict[str, Any], fault: Fault, code: Liability) -> None:
    assert found(guaranteed(who, fault=fault), "gao").codes == (code,)


def test_m02_a_village_committee_without_the_vote_both_at_fault() -> None:
    finding = found(guaranteed(BARRED["village"], fault=Fault.BOTH), "gao")
    assert finding.outcome is Liability.FAULT_DAMAGES
    assert [trial.card.name for trial in finding.verdict.standing if trial.card.id == "GUA-06"] == [
        "barred_guarantor_and_lender_at_fault"
    ]


def test_with_the_vote_a_village_committee_is_bound_like_anybody() -> None:
    case = guaranteed(BARRED["village"], committee_vote=True, fault=Fault.BOTH)
    assert found(case, "gao").outcome is Liability.GUARANTEE_GENERAL


def test_a_company_is_not_barred() -> None:
    case = guaranteed({"is_org": True, "org_kind": OrganisationKind.COMPANY}, fault=Fault.BOTH)
    assert found(case, "gao").outcome is Liability.GUARANTEE_GENERAL


def test_a_minor_whose_parent_approved_is_bound() -> None:
    who: dict[str, Any] = {"born": date(2010, 3, 1), "legal_rep_act": {LOAN: LegalRepresentativeAct.CONSENTED}}
    assert found(guaranteed(who, fault=Fault.BOTH), "gao").outcome is Liability.GUARANTEE_GENERAL


def test_unknown_fault_is_a_missing_fact_and_never_none() -> None:
    finding = found(guaranteed(BARRED["school"], fault=UNKNOWN), "gao")
    assert finding.undetermined
    assert [name for _, name, _ in finding.missing] == ["fault"]


@pytest.mark.parametrize(
    ("words", "act", "kept"),
    [
        (TypeWords.NONE, SUED, True),
        (TypeWords.NONE, DEMANDED, False),
        (TypeWords.EXPRESS_JOINT, DEMANDED, True),
        (TypeWords.EXPRESS_JOINT, SUED, False),
    ],
)
def test_nothing_is_owed_once_the_period_passed_without_the_right_act(
    words: TypeWords, act: CreditorAct, kept: bool
) -> None:
    case = guaranteed(BARRED["school"], date(2026, 1, 12), fault=Fault.BOTH, type_words=words, creditor_acts=(act,))
    assert (found(case, "gao").outcome is Liability.FAULT_DAMAGES) is kept


def test_before_2021_a_lender_without_fault_holds_the_guarantor_for_its_loss() -> None:
    finding = found(guaranteed(BARRED["school"], fault=Fault.GUARANTOR, formed=date(2020, 5, 6)), "gao")
    assert "barred_guarantor_alone_at_fault_until_2020" in {trial.card.name for trial in finding.verdict.standing}


def test_a_promise_that_fails_for_another_reason_is_left_to_the_rules_on_that() -> None:
    for broken in ({"form": GuaranteeForm.ORAL}, {"act": {"signature": Signature.NONE}}):
        case = guaranteed(BARRED["school"], fault=Fault.BOTH, **broken)
        assert found(case, "gao").codes == (Liability.NONE,)


def test_no_combination_is_a_conflict_or_a_gap() -> None:
    signatures = (Signature.GENUINE, Signature.FORGED, Signature.NONE)
    acts: tuple[tuple[CreditorAct, ...], ...] = ((), (DEMANDED,), (SUED,))
    for who, fault, words, signature, form, act, day in product(
        BARRED.values(), Fault, (TypeWords.NONE, TypeWords.EXPRESS_JOINT), signatures,
        (GuaranteeForm.ORAL, GuaranteeForm.DATA_MESSAGE), acts, (date(2025, 3, 3), date(2026, 1, 12)),
    ):  # fmt: skip
        signed: dict[str, Any] = {"signature": signature, "ratified_on": None, "apparent_authority": False}
        case = guaranteed(who, day, act=signed, fault=fault, type_words=words, form=form, creditor_acts=act)
        codes = found(case, "gao").codes
        own_hand = signature is Signature.GENUINE or signature is Signature.NONE
        owes = own_hand and form is not GuaranteeForm.ORAL and fault in {Fault.BOTH, Fault.GUARANTOR}
        if not owes:
            assert codes == (Liability.NONE,)
        else:
            assert codes[0] in {Liability.FAULT_DAMAGES, Liability.NONE}


def test_a_parent_who_signs_the_same_loan_approves_the_minors_guarantee() -> None:
    case = a_case(
        as_of=date(2025, 3, 3),
        persons=(a_person("bo"), a_person("gao", born=date(2010, 3, 1))),
        relations=(Relation(a="bo", b="gao", kind=RelationKind.PARENT_CHILD),),
        roles=(a_role("bo"), a_role("gao", RoleKind.GUARANTOR)),
        guarantees=(a_guarantee("gao", fault=Fault.NONE),),
    )
    assert found(case, "gao").outcome is Liability.GUARANTEE_GENERAL
