from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from autograder.fact_kinds import (
    JointUse,
    MarriageEnd,
    Purpose,
    Regime,
    RelationKind,
    RoleKind,
    Signature,
    SpouseActKind,
)
from autograder.facts import Case, DivorceProperty, JointUseProof, Relation, SpouseAct
from autograder.solve import Finding
from autograder.stated import UNKNOWN
from autograder.vocabulary import Flag, Liability
from tests.builders import LOAN, a_case, a_loan, a_marriage, a_role, found

DIVORCED: dict[str, Any] = {"until": date(2025, 3, 1), "end": MarriageEnd.DIVORCE}


def couple(
    *acts: SpouseActKind, loan: dict[str, Any] | None = None, marriage: dict[str, Any] | None = None, **parts: Any
) -> Case:
    done = tuple(SpouseAct(spouse="wife", loan=LOAN, kind=kind, date=date(2025, 4, 2)) for kind in acts)
    return a_case(
        loans=(a_loan(**{"within_daily_needs": False, **(loan or {})}),),
        marriages=(a_marriage("borrower", "wife", **(marriage or {})),), spouse_acts=done, **parts,
    )  # fmt: skip


def proof(of: JointUse, *, proved: bool = True) -> tuple[JointUseProof, ...]:
    return (JointUseProof(loan=LOAN, by_creditor=proved, of=of),)


def ids(finding: Finding) -> set[str]:
    return {trial.card.id for trial in finding.verdict.standing}


def test_marriage_alone_makes_no_debtor() -> None:
    finding = found(couple(), "wife")
    assert finding.codes == (Liability.NONE,)
    assert ids(finding) == {"SPO-01", "SPO-10"}


def test_c17_a_chat_message_that_adopts_the_debt_makes_it_joint() -> None:
    case = couple(SpouseActKind.RATIFIED_EXPRESS, loan={"nominal": Decimal(80_000)})
    assert found(case, "borrower").codes == (Liability.BORROWER_FULL,)
    finding = found(case, "wife")
    assert finding.codes == (Liability.SPOUSE_JOINT_DEBT,)
    assert finding.accepted == ((Liability.SPOUSE_JOINT_DEBT,),)
    assert "SPO-02" in ids(finding)


def test_c18_a_gambling_debt_learned_of_afterwards_is_not_the_wifes() -> None:
    case = couple(SpouseActKind.SILENT_KNOWLEDGE, loan={"purpose_actual": Purpose.GAMBLING_DRUGS_CRIME})
    finding = found(case, "wife")
    assert finding.codes == (Liability.NONE,)
    assert ids(finding) == {"SPO-06", "SPO-01", "LIA-11"}


def test_c20_a_divorce_deed_that_gives_him_the_debt_does_not_bind_the_lender() -> None:
    deed = DivorceProperty(terms="he pays", debt_assignee="borrower")
    case = couple(loan={"within_daily_needs": True}, marriage={**DIVORCED, "divorce_property": deed})
    finding = found(case, "wife")
    assert finding.codes == (Liability.SPOUSE_JOINT_DEBT,)
    assert {"SPO-03", "SPO-07", "LIA-04"} <= ids(finding)


def test_c39_a_co_signature_gives_two_grounds_and_the_deed_touches_neither() -> None:
    deed = DivorceProperty(terms="he pays", debt_assignee="zhang_peng")
    marriage: dict[str, Any] = {"until": date(2025, 8, 1), "end": MarriageEnd.DIVORCE, "divorce_property": deed}
    case = a_case(
        as_of=date(2026, 2, 1),
        loans=(a_loan(signed=date(2024, 2, 1), nominal=Decimal(90_000), final_due=date(2025, 10, 4)),),
        roles=(a_role("zhang_peng"), a_role("zhang_ya", RoleKind.CO_BORROWER)),
        marriages=(a_marriage("zhang_peng", "zhang_ya", **marriage),),
    )
    assert found(case, "zhang_peng").codes == (Liability.BORROWER_FULL,)
    finding = found(case, "zhang_ya")
    assert finding.codes == (Liability.JOINT_DEBTOR_FULL, Liability.SPOUSE_JOINT_DEBT)
    assert {"LIA-03", "SPO-02", "LIA-04", "SPO-07"} <= ids(finding)


def test_a_forged_co_signature_is_no_joint_intent() -> None:
    act = {"signature": Signature.FORGED, "signed_by": "borrower", "ratified_on": None, "apparent_authority": False}
    case = couple(roles=(a_role("borrower"), a_role("wife", RoleKind.CO_BORROWER, act=act)))
    assert found(case, "wife").codes == (Liability.NONE,)


@pytest.mark.parametrize("act", [
    SpouseActKind.CO_SIGNED, SpouseActKind.RATIFIED_EXPRESS, SpouseActKind.REPAY_PLAN_SIGNED,
])  # fmt: skip
def test_acts_of_will_bind(act: SpouseActKind) -> None:
    assert found(couple(act), "wife").codes == (Liability.SPOUSE_JOINT_DEBT,)


@pytest.mark.parametrize("act", [SpouseActKind.SILENT_KNOWLEDGE, SpouseActKind.PAID_ONCE, SpouseActKind.OBJECTED])
def test_knowing_paying_once_and_objecting_do_not_bind(act: SpouseActKind) -> None:
    finding = found(couple(act), "wife")
    assert finding.accepted == ((Liability.NONE,),)


def test_paying_repeatedly_is_unsettled_and_both_answers_are_accepted() -> None:
    finding = found(couple(SpouseActKind.PAID_REPEATEDLY_FROM_OWN_ACCOUNT), "wife")
    assert finding.accepted == ((Liability.NONE,), (Liability.SPOUSE_JOINT_DEBT,))
    assert Flag.UNSETTLED in finding.flags


@pytest.mark.parametrize("case", [
    couple(SpouseActKind.PAID_REPEATEDLY_FROM_OWN_ACCOUNT, loan={"within_daily_needs": True}),
    couple(SpouseActKind.PAID_REPEATEDLY_FROM_OWN_ACCOUNT, joint_use_proofs=proof(JointUse.JOINT_BUSINESS)),
    couple(SpouseActKind.PAID_REPEATEDLY_FROM_OWN_ACCOUNT, SpouseActKind.CO_SIGNED),
])  # fmt: skip
def test_paying_repeatedly_does_not_matter_where_the_debt_is_joint_anyway(case: Case) -> None:
    assert found(case, "wife").accepted == ((Liability.SPOUSE_JOINT_DEBT,),)


def test_a_promise_to_repay_a_gambling_debt_is_unsettled() -> None:
    case = couple(SpouseActKind.RATIFIED_EXPRESS, loan={"purpose_actual": Purpose.GAMBLING_DRUGS_CRIME})
    assert found(case, "wife").accepted == ((Liability.SPOUSE_JOINT_DEBT,), (Liability.NONE,))


def test_daily_needs_bind_both_unless_the_lender_agreed_otherwise() -> None:
    assert found(couple(loan={"within_daily_needs": True}), "wife").codes == (Liability.SPOUSE_JOINT_DEBT,)
    agreed: dict[str, Any] = {"within_daily_needs": True, "creditor_agreed_personal_debt": True}
    assert found(couple(loan=agreed), "wife").codes == (Liability.NONE,)


@pytest.mark.parametrize("of", list(JointUse))
def test_beyond_daily_needs_the_lender_must_prove_joint_use(of: JointUse) -> None:
    assert found(couple(joint_use_proofs=proof(of)), "wife").codes == (Liability.SPOUSE_JOINT_DEBT,)
    assert found(couple(joint_use_proofs=proof(of, proved=False)), "wife").codes == (Liability.NONE,)


def test_whether_the_loan_served_daily_needs_is_never_guessed() -> None:
    finding = found(couple(loan={"within_daily_needs": UNKNOWN}), "wife")
    assert finding.undetermined
    assert [name for _, name, _ in finding.missing] == ["within_daily_needs"]


def test_daily_needs_are_not_asked_for_where_the_spouse_co_signed() -> None:
    assert not found(couple(SpouseActKind.CO_SIGNED, loan={"within_daily_needs": UNKNOWN}), "wife").undetermined


BEFORE: dict[str, Any] = {"since": date(2024, 6, 1)}


@pytest.mark.parametrize(("case", "code"), [
    (couple(marriage=BEFORE), Liability.NONE),
    (couple(marriage=BEFORE, joint_use_proofs=proof(JointUse.JOINT_LIVING)), Liability.SPOUSE_JOINT_DEBT),
    (couple(marriage=BEFORE, joint_use_proofs=proof(JointUse.JOINT_BUSINESS)), Liability.NONE),
    (couple(SpouseActKind.RATIFIED_EXPRESS, marriage=BEFORE), Liability.SPOUSE_JOINT_DEBT),
])  # fmt: skip
def test_a_debt_from_before_the_marriage_stays_personal_unless_it_fed_the_family(case: Case, code: Liability) -> None:
    assert found(case, "wife").codes == (code,)


def test_co_borrowers_who_marry_later_owe_as_co_borrowers_only() -> None:
    case = couple(marriage=BEFORE, roles=(a_role("borrower"), a_role("wife", RoleKind.CO_BORROWER)))
    assert found(case, "wife").codes == (Liability.JOINT_DEBTOR_FULL,)


def test_a_loan_signed_after_the_divorce_is_outside_the_rules_on_spouses() -> None:
    over: dict[str, Any] = {"until": date(2023, 12, 1), "end": MarriageEnd.DIVORCE}
    finding = found(couple(SpouseActKind.RATIFIED_EXPRESS, loan={"within_daily_needs": True}, marriage=over), "wife")
    assert finding.codes == (Liability.NONE,)
    assert "SPO-12" in ids(finding)


def test_the_day_of_the_divorce_no_longer_belongs_to_the_marriage_and_the_wedding_day_does() -> None:
    signed = date(2024, 1, 10)
    ended: dict[str, Any] = {"until": signed, "end": MarriageEnd.DIVORCE}
    assert found(couple(loan={"within_daily_needs": True}, marriage=ended), "wife").codes == (Liability.NONE,)
    begun = couple(loan={"within_daily_needs": True}, marriage={"since": signed})
    assert found(begun, "wife").codes == (Liability.SPOUSE_JOINT_DEBT,)


def test_a_couple_that_married_again_is_judged_by_the_marriage_of_the_day() -> None:
    case = a_case(
        loans=(a_loan(within_daily_needs=True),),
        marriages=(
            a_marriage("borrower", "wife", until=date(2024, 8, 1), end=MarriageEnd.DIVORCE),
            a_marriage("borrower", "wife", since=date(2025, 2, 3)),
        ),
    )
    assert found(case, "wife").codes == (Liability.SPOUSE_JOINT_DEBT,)


def test_living_together_is_not_marriage() -> None:
    tie = Relation(a="borrower", b="partner", kind=RelationKind.COHABITANT)
    finding = found(a_case(relations=(tie,)), "partner")
    assert finding.codes == (Liability.NONE,)
    assert "SPO-12" in ids(finding)


def test_a_spouse_owes_nothing_where_the_borrower_is_not_bound() -> None:
    act: dict[str, Any] = {"signature": Signature.FORGED, "ratified_on": None, "apparent_authority": False}
    case = couple(SpouseActKind.RATIFIED_EXPRESS, roles=(a_role("borrower", act=act),))
    assert found(case, "wife").codes == (Liability.NONE,)


def test_a_loan_of_2019_is_judged_by_the_same_rules_under_the_interpretation_of_2018() -> None:
    finding = found(couple(loan={"signed": date(2019, 4, 2), "within_daily_needs": True}), "wife")
    assert finding.codes == (Liability.SPOUSE_JOINT_DEBT,)
    assert "SPO-13" in ids(finding)


@pytest.mark.parametrize(("signed", "named"), [(date(2020, 12, 31), True), (date(2021, 1, 1), False)])
def test_the_interpretation_of_2018_is_named_up_to_the_last_day_of_2020(signed: date, named: bool) -> None:
    finding = found(couple(loan={"signed": signed, "within_daily_needs": True}), "wife")
    assert ("SPO-13" in ids(finding)) is named


def separate(need: bool, knew: Any = True, *acts: SpouseActKind) -> Case:
    tie: dict[str, Any] = {"regime": Regime.SEPARATE_WRITTEN, "lender_knew_regime": {LOAN: knew}}
    proved = proof(JointUse.JOINT_BUSINESS)
    return couple(*acts, loan={"within_daily_needs": need}, marriage=tie, joint_use_proofs=proved)


@pytest.mark.parametrize(("need", "knew", "accepted"), [
    (False, True, ((Liability.NONE,),)), (False, False, ((Liability.SPOUSE_JOINT_DEBT,),)),
    (True, True, ((Liability.SPOUSE_JOINT_DEBT,), (Liability.NONE,))), (True, False, ((Liability.SPOUSE_JOINT_DEBT,),)),
])  # fmt: skip
def test_separate_property_is_a_wall_only_against_a_lender_who_knew(need: bool, knew: bool, accepted: Any) -> None:
    assert found(separate(need, knew), "wife").accepted == accepted


def test_an_own_promise_goes_through_the_wall_of_separate_property() -> None:
    assert found(separate(False, True, SpouseActKind.RATIFIED_EXPRESS), "wife").codes == (Liability.SPOUSE_JOINT_DEBT,)


def test_whether_the_lender_knew_is_the_missing_fact() -> None:
    finding = found(separate(False, UNKNOWN), "wife")
    assert finding.undetermined
    assert [name for _, name, _ in finding.missing] == ["lender_knew_regime"]


def test_m07_with_what_a_spouse_who_promised_nothing_answers_is_unsettled() -> None:
    finding = found(couple(loan={"within_daily_needs": True}), "wife")
    assert finding.codes == (Liability.SPOUSE_JOINT_DEBT,)
    assert Flag.UNSETTLED in finding.flags
    assert "SPO-11" in ids(finding)
    signed = found(couple(SpouseActKind.CO_SIGNED, loan={"within_daily_needs": True}), "wife")
    assert "SPO-11" not in ids(signed)
