"""What is left of a void guarantee (GUA-06, GUA-16): exactly which rules stand, by fault, day, words and reason."""

from datetime import date
from typing import Any

import pytest

from autograder.fact_kinds import (
    CreditorActKind,
    Fault,
    GuaranteeForm,
    LegalRepresentativeAct,
    LenderKind,
    OrganisationKind,
    RoleKind,
    Signature,
    TypeWords,
    VariationKind,
)
from autograder.facts import Case, CreditorAct, Variation
from autograder.vocabulary import Liability
from tests.builders import LOAN, a_case, a_guarantee, a_lender, a_loan, a_person, a_role, found
from tests.rules.standing import of_file, standing

ORGANS: dict[str, Any] = {
    "organ": {"is_org": True, "org_kind": OrganisationKind.STATE_ORGAN},
    "school": {"is_org": True, "org_kind": OrganisationKind.PUBLIC_WELFARE_NONPROFIT},
    "village": {"is_org": True, "org_kind": OrganisationKind.VILLAGE_COMMITTEE},
}
REFUSED, APPROVED = ({LOAN: act} for act in (LegalRepresentativeAct.REFUSED, LegalRepresentativeAct.CONSENTED))
CHILD: dict[str, Any] = {"born": date(2010, 3, 1), "legal_rep_act": REFUSED}
OLD, NEW = date(2020, 12, 31), date(2021, 1, 1)
IN_TIME, LAST_DAY, TOO_LATE = date(2025, 3, 3), date(2025, 7, 10), date(2025, 7, 11)
UNLICENSED: dict[str, Any] = {"lenders": (a_lender(kind=LenderKind.UNLICENSED_PLATFORM),)}
VOID_RULES = of_file("guarantee_void")


def void(
    who: dict[str, Any] | None = None, *, as_of: date = IN_TIME, act: dict[str, Any] | None = None,
    parts: dict[str, Any] | None = None, **facts: Any,
) -> Case:  # fmt: skip
    """A loan of Bo's due on 10 January 2025, guaranteed by Gao in January 2024, without a vote where one is needed."""
    told: dict[str, Any] = {
        "as_of": as_of, "persons": (a_person("bo"), a_person("gao", **(who or {}))),
        "roles": (a_role("bo"), a_role("gao", RoleKind.GUARANTOR, act=act)),
        "guarantees": (a_guarantee("gao", **{"committee_vote": False, **facts}),),
    }  # fmt: skip
    return a_case(**{**told, **(parts or {})})


BY_FAULT = {
    Fault.BOTH: "barred_guarantor_and_lender_at_fault", Fault.GUARANTOR: "barred_guarantor_alone_at_fault",
    Fault.CREDITOR: "barred_guarantor_without_fault", Fault.NONE: "barred_guarantor_without_fault",
}  # fmt: skip


@pytest.mark.parametrize("fault", Fault)
@pytest.mark.parametrize("formed", [OLD, NEW])
@pytest.mark.parametrize("words", TypeWords)
@pytest.mark.parametrize("who", [*ORGANS.values(), CHILD], ids=[*ORGANS, "child"])
def test_a_barred_guarantee_leaves_damages_by_fault(
    who: dict[str, Any], words: TypeWords, formed: date, fault: Fault
) -> None:
    rule = BY_FAULT[fault]
    if formed is OLD and fault is Fault.NONE and who is not CHILD:
        rule = BY_FAULT[Fault.GUARANTOR]
    case = void(who, fault=fault, formed=formed, type_words=words)
    assert standing(case, "gao") == {rule if formed is NEW else f"{rule}_until_2020"}


@pytest.mark.parametrize("who", [
    {}, {"is_org": True, "org_kind": OrganisationKind.COMPANY}, {**CHILD, "legal_rep_act": APPROVED},
    {"born": date(2006, 1, 10)},
])  # fmt: skip
def test_of_whoever_may_guarantee_these_rules_say_nothing(who: dict[str, Any]) -> None:
    for formed, fault in ((OLD, Fault.BOTH), (date(2024, 1, 10), Fault.GUARANTOR), (OLD, Fault.NONE)):
        born = {"born": date(2000, 1, 1)} if "born" in who and formed is OLD and who is not CHILD else {}
        assert standing(void({**who, **born}, fault=fault, formed=formed), "gao") & VOID_RULES == set()
    assert standing(void(ORGANS["village"], committee_vote=True, fault=Fault.BOTH), "gao") & VOID_RULES == set()


AT_FAULT, WITHOUT = "guarantor_of_a_void_loan_at_fault", "guarantor_of_a_void_loan_without_fault"
REFILL = Variation(
    kind=VariationKind.ROLLOVER_NEW_LOAN, date=date(2020, 1, 10), guarantor_written_consent=False,
    guarantor_knew_rollover=False,
)  # fmt: skip
BROKEN: dict[str, dict[str, Any]] = {
    "sound": {}, "oral": {"form": GuaranteeForm.ORAL}, "barred": {"who": ORGANS["organ"]},
    "avoided": {"act": {"avoided_by_court_on": date(2025, 2, 2), "kept_money": None}},
    "rolled over": {"variations": (REFILL,)},
}  # fmt: skip
FORGED: dict[str, Any] = {
    "signature": Signature.FORGED, "signed_by": None, "ratified_on": None, "apparent_authority": False,
}  # fmt: skip


@pytest.mark.parametrize("fault", Fault)
@pytest.mark.parametrize("formed", [OLD, NEW])
@pytest.mark.parametrize("words", TypeWords)
@pytest.mark.parametrize("broken", BROKEN)
def test_the_guarantee_of_a_void_loan_falls_whatever_else_is_wrong_with_it(
    broken: str, words: TypeWords, formed: date, fault: Fault
) -> None:
    case = void(parts=UNLICENSED, **{"fault": fault, "formed": formed, "type_words": words, **BROKEN[broken]})
    rule = AT_FAULT if fault in {Fault.GUARANTOR, Fault.BOTH} else WITHOUT
    assert standing(case, "gao") == {rule}


def test_a_forged_guarantee_of_a_void_loan_leaves_nothing() -> None:
    case = void(parts=UNLICENSED, fault=Fault.BOTH, act=FORGED)
    assert standing(case, "gao") == {"forged_guarantee"}


def test_the_guarantee_falls_where_no_borrower_is_bound() -> None:
    child: dict[str, Any] = {"persons": (a_person("bo", **CHILD), a_person("gao"))}
    assert standing(void(parts=child, fault=Fault.BOTH), "gao") == {AT_FAULT}
    assert standing(void(parts=child, fault=Fault.NONE), "gao") == {WITHOUT}
    stranger: dict[str, Any] = {**UNLICENSED, "guarantees": (), "roles": (a_role("bo"),)}
    assert standing(void(parts=stranger), "gao") == {"no_party_no_debt"}


DEMANDED, SUED = (
    CreditorAct(kind=kind, date=LAST_DAY) for kind in (CreditorActKind.DEMANDED_GUARANTOR, CreditorActKind.SUED_DEBTOR)
)  # fmt: skip
LOST = "damages_lost_with_the_period"


@pytest.mark.parametrize(("as_of", "words", "acts", "lost"), [
    (LAST_DAY, TypeWords.NONE, (), False), (TOO_LATE, TypeWords.NONE, (), True),
    (TOO_LATE, TypeWords.NONE, (SUED,), False), (TOO_LATE, TypeWords.NONE, (DEMANDED,), True),
    (TOO_LATE, TypeWords.EXPRESS_JOINT, (DEMANDED,), False), (TOO_LATE, TypeWords.EXPRESS_JOINT, (SUED,), True),
    (TOO_LATE, TypeWords.EXPRESS_JOINT, (DEMANDED, SUED), False), (TOO_LATE, TypeWords.NONE, (DEMANDED, SUED), False),
    (LAST_DAY, TypeWords.NONE, (SUED,), False),
])  # fmt: skip
@pytest.mark.parametrize(("told", "rule"), [
    ({"who": ORGANS["organ"], "fault": Fault.BOTH}, BY_FAULT[Fault.BOTH]),
    ({"who": ORGANS["organ"], "fault": Fault.GUARANTOR}, BY_FAULT[Fault.GUARANTOR]),
    ({"parts": UNLICENSED, "fault": Fault.BOTH}, AT_FAULT),
])  # fmt: skip
def test_damages_are_lost_with_the_period(
    told: dict[str, Any], rule: str, as_of: date, words: TypeWords, acts: tuple[CreditorAct, ...], lost: bool
) -> None:
    case = void(as_of=as_of, type_words=words, creditor_acts=acts, **told)
    assert standing(case, "gao") == {LOST if lost else rule}
    assert found(case, "gao").codes == ((Liability.NONE,) if lost else (Liability.FAULT_DAMAGES,))


@pytest.mark.parametrize(("formed", "lost"), [(OLD, False), (NEW, True)])
def test_that_damages_lapse_is_new_law(formed: date, lost: bool) -> None:
    case = void(
        ORGANS["organ"], as_of=date(2023, 9, 1), formed=formed, fault=Fault.BOTH, type_words=TypeWords.EXPRESS_JOINT,
        parts={"loans": (a_loan(signed=date(2020, 12, 31), final_due=date(2022, 1, 4)),)},
    )  # fmt: skip
    assert (LOST in standing(case, "gao")) is lost
