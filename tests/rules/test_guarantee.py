from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from autograder.fact_kinds import (
    ConsentDefect,
    CreditorActKind,
    GuaranteeForm,
    PeriodWords,
    RoleKind,
    Signature,
    TypeWords,
    VariationKind,
)
from autograder.facts import Assignment, Case, CreditorAct, PleaExceptions, Variation
from autograder.rules.periods import next_working_day, period_end
from autograder.solve import Finding
from autograder.stated import UNKNOWN
from autograder.vocabulary import Figure, Flag, Liability
from tests.builders import a_case, a_guarantee, a_loan, a_marriage, a_role, found

OLD: dict[str, Any] = {"formed": date(2020, 6, 10)}


def guaranteed(
    as_of: date = date(2025, 6, 2),
    *,
    due: date = date(2025, 1, 10),
    loan: dict[str, Any] | None = None,
    act: dict[str, Any] | None = None,
    **guarantee: Any,
) -> Case:
    signed = guarantee.get("formed", date(2024, 1, 10))
    return a_case(
        as_of=as_of,
        loans=(a_loan(signed=signed, final_due=due, **(loan or {})),),
        roles=(a_role("borrower"), a_role("guarantor", RoleKind.GUARANTOR, act=act)),
        guarantees=(a_guarantee("guarantor", **guarantee),),
    )


def acts(*done: tuple[CreditorActKind, date], served: bool = False) -> tuple[CreditorAct, ...]:
    return tuple(CreditorAct(kind=kind, date=on, served_guarantor=served) for kind, on in done)


def names(finding: Finding) -> set[str]:
    return {trial.card.name for trial in finding.verdict.standing}


def test_c04_silence_since_2021_means_general_and_the_debtor_comes_first() -> None:
    case = guaranteed(
        date(2024, 7, 15), due=date(2024, 5, 13), formed=date(2023, 5, 10),
        creditor_acts=acts((CreditorActKind.DEMANDED_GUARANTOR, date(2024, 7, 1))),
    )  # fmt: skip
    assert found(case, "borrower").codes == (Liability.BORROWER_FULL,)
    finding = found(case, "guarantor")
    assert finding.codes == (Liability.GUARANTEE_GENERAL,)
    assert set(finding.flags) == {Flag.FIRST_PLEA_AVAILABLE, Flag.PERIOD_RUNNING}
    assert finding.figures == {Figure.PERIOD_END: date(2024, 11, 13)}


def test_c05_the_same_paper_of_2019_makes_a_joint_guarantor() -> None:
    case = guaranteed(
        date(2021, 4, 1), due=date(2020, 12, 31), formed=date(2019, 3, 1),
        creditor_acts=acts((CreditorActKind.DEMANDED_GUARANTOR, date(2021, 3, 15))),
    )  # fmt: skip
    finding = found(case, "guarantor")
    assert finding.codes == (Liability.GUARANTEE_JOINT,)
    assert set(finding.flags) == {Flag.IN_TIME, Flag.CALLABLE_NOW}
    assert finding.figures == {Figure.PERIOD_END: date(2021, 6, 30), Figure.LIMITATION_FROM: date(2021, 3, 15)}


def test_c06_signing_for_a_letter_after_the_end_revives_nothing() -> None:
    case = guaranteed(
        date(2025, 4, 1), due=date(2024, 6, 27), formed=date(2023, 6, 27), type_words=TypeWords.EXPRESS_JOINT,
        creditor_acts=acts((CreditorActKind.DEMANDED_GUARANTOR, date(2025, 3, 5))), signed_notice_after_lapse=True,
    )  # fmt: skip
    finding = found(case, "guarantor")
    assert finding.codes == (Liability.GUARANTEE_RELEASED,)
    assert finding.figures == {Figure.PERIOD_END: date(2024, 12, 27)}
    assert finding.flags == ()
    assert {"lapsed_joint", "signed_notice_revives_nothing"} <= names(finding)
    assert ("joint_by_express_words", "lapsed_joint") in {
        (trial.card.name, by.card.name) for trial, by in finding.verdict.defeated
    }


def test_a_new_guarantee_after_the_end_binds_again() -> None:
    case = guaranteed(
        date(2025, 4, 1), due=date(2024, 6, 27), type_words=TypeWords.EXPRESS_JOINT, new_guarantee_contract=True
    )
    assert found(case, "guarantor").codes == (Liability.GUARANTEE_JOINT,)


def test_c07_suing_the_general_guarantor_instead_of_the_debtor_saves_nothing() -> None:
    case = guaranteed(
        date(2025, 3, 20), due=date(2024, 7, 15), formed=date(2023, 7, 15), type_words=TypeWords.EXPRESS_GENERAL,
        creditor_acts=acts((CreditorActKind.SUED_GUARANTOR, date(2024, 12, 2))),
    )  # fmt: skip
    finding = found(case, "guarantor")
    assert finding.codes == (Liability.GUARANTEE_RELEASED,)
    assert finding.figures == {Figure.PERIOD_END: date(2025, 1, 15)}
    assert finding.accepted == ((Liability.GUARANTEE_RELEASED,),)


def c29(*, consent: bool, **guarantee: Any) -> Case:
    extension = Variation(
        kind=VariationKind.EXTENSION,
        date=date(2024, 3, 20),
        new_due=date(2024, 12, 31),
        guarantor_written_consent=consent,
    )
    return guaranteed(
        date(2025, 7, 1), due=date(2024, 3, 28), formed=date(2023, 3, 28), type_words=TypeWords.EXPRESS_JOINT,
        variations=(extension,), creditor_acts=acts((CreditorActKind.DEMANDED_GUARANTOR, date(2025, 6, 10))),
        **guarantee,
    )  # fmt: skip


def test_c29_an_extension_behind_his_back_does_not_stretch_the_guarantors_clock() -> None:
    finding = found(c29(consent=False, period_words=PeriodWords.FIXED, period_end=date(2025, 3, 28)), "guarantor")
    assert finding.codes == (Liability.GUARANTEE_RELEASED,)
    assert finding.figures == {Figure.PERIOD_END: date(2025, 3, 28)}
    assert "extension_leaves_the_clock" in names(finding)
    assert found(c29(consent=False), "borrower").codes == (Liability.BORROWER_FULL,)


def test_an_extension_with_written_consent_moves_the_clock() -> None:
    finding = found(c29(consent=True), "guarantor")
    assert finding.codes == (Liability.GUARANTEE_JOINT,)
    assert finding.figures == {Figure.PERIOD_END: date(2025, 6, 30), Figure.LIMITATION_FROM: date(2025, 6, 10)}
    assert set(finding.flags) == {Flag.IN_TIME, Flag.CALLABLE_NOW}


def c40() -> Case:
    case = guaranteed(
        date(2022, 5, 10), due=date(2020, 8, 18), **OLD, family_benefit=False,
        period_words=PeriodWords.UNTIL_FULLY_REPAID,
        creditor_acts=acts((CreditorActKind.DEMANDED_GUARANTOR, date(2022, 4, 15))),
    )  # fmt: skip
    return a_case(
        as_of=case.as_of, loans=case.loans, roles=case.roles, guarantees=case.guarantees,
        marriages=(a_marriage("guarantor", "wife"),),
    )  # fmt: skip


def test_c40_until_all_is_paid_meant_two_years_before_2021() -> None:
    finding = found(c40(), "guarantor")
    assert finding.codes == (Liability.GUARANTEE_JOINT,)
    assert finding.figures == {Figure.PERIOD_END: date(2022, 8, 18), Figure.LIMITATION_FROM: date(2022, 4, 15)}
    assert Flag.IN_TIME in finding.flags


def test_c40_the_wife_of_a_guarantor_does_not_answer() -> None:
    finding = found(c40(), "wife")
    assert finding.codes == (Liability.NONE,)
    assert "GUA-20" in {trial.card.id for trial in finding.verdict.standing}


@pytest.mark.parametrize(("since", "code"), [
    (date(2015, 6, 1), Liability.SPOUSE_JOINT_DEBT), (date(2024, 5, 1), Liability.NONE),
])  # fmt: skip
def test_a_guarantee_that_served_the_family_binds_who_was_the_spouse_then(since: date, code: Liability) -> None:
    case = a_case(
        roles=(a_role("borrower"), a_role("guarantor", RoleKind.GUARANTOR)),
        guarantees=(a_guarantee("guarantor", family_benefit=True),),
        marriages=(a_marriage("guarantor", "wife", since=since),),
    )
    finding = found(case, "wife")
    assert finding.codes == (code,)
    assert ("guarantee_binds_only_its_giver" in names(finding)) is (code is Liability.NONE)


def test_a_spouse_is_free_with_the_released_guarantor() -> None:
    case = a_case(
        as_of=date(2026, 3, 3),
        roles=(a_role("borrower"), a_role("guarantor", RoleKind.GUARANTOR)),
        guarantees=(a_guarantee("guarantor", family_benefit=True),),
        marriages=(a_marriage("guarantor", "wife"),),
    )
    assert found(case, "guarantor").codes == (Liability.GUARANTEE_RELEASED,)
    assert found(case, "wife").codes == (Liability.NONE,)


def test_a_spoken_guarantee_is_none() -> None:
    finding = found(guaranteed(form=GuaranteeForm.ORAL), "guarantor")
    assert finding.codes == (Liability.NONE,)
    assert finding.flags == ()


def test_a_guarantee_paper_that_nobody_signed_is_none() -> None:
    case = a_case(
        roles=(a_role("borrower"), a_role("guarantor", RoleKind.GUARANTOR, act={"signature": Signature.NONE})),
        guarantees=(a_guarantee("guarantor"),),
    )
    assert found(case, "guarantor").codes == (Liability.NONE,)


@pytest.mark.parametrize("field", ["debtor_missing_no_assets", "bankruptcy_accepted", "waived_in_writing"])
def test_the_first_plea_is_lost_with_an_exception(field: str) -> None:
    finding = found(guaranteed(plea_exceptions=PleaExceptions(**{field: True})), "guarantor")
    assert set(finding.flags) == {Flag.CALLABLE_NOW, Flag.PERIOD_RUNNING}


def test_proof_of_insolvency_takes_the_first_plea_only_from_guarantors_since_2021() -> None:
    proved = PleaExceptions(creditor_proves_insolvency=True)
    proof: dict[str, Any] = {"plea_exceptions": proved, "type_words": TypeWords.EXPRESS_GENERAL}
    assert set(found(guaranteed(**proof), "guarantor").flags) == {Flag.CALLABLE_NOW, Flag.PERIOD_RUNNING}
    assert set(found(guaranteed(**OLD, **proof), "guarantor").flags) == {Flag.FIRST_PLEA_AVAILABLE, Flag.PERIOD_RUNNING}


def test_before_the_debt_is_due_there_is_neither_a_call_nor_a_plea() -> None:
    finding = found(guaranteed(due=date(2025, 6, 2), type_words=TypeWords.EXPRESS_JOINT), "guarantor")
    assert set(finding.flags) == {Flag.PERIOD_RUNNING}


def suits(*done: tuple[CreditorActKind, date], served: bool = False, **guarantee: Any) -> Finding:
    """Due on 2025-01-10, so the period ends on 2025-07-10; seen from 2025-09-01."""
    return found(guaranteed(date(2025, 9, 1), creditor_acts=acts(*done, served=served), **guarantee), "guarantor")


def test_a_suit_against_the_debtor_taken_back_for_good_saves_no_general_guarantee() -> None:
    sued, again = (CreditorActKind.SUED_DEBTOR, date(2025, 3, 3)), (CreditorActKind.SUED_DEBTOR, date(2025, 7, 1))
    withdrew = (CreditorActKind.WITHDREW_SUIT, date(2025, 5, 6))
    late = (CreditorActKind.WITHDREW_SUIT, date(2025, 8, 5))
    assert suits(sued).codes == (Liability.GUARANTEE_GENERAL,)
    assert suits(sued, withdrew).codes == (Liability.GUARANTEE_RELEASED,)
    assert suits(sued, withdrew, again).codes == (Liability.GUARANTEE_GENERAL,)
    assert suits(sued, late).codes == (Liability.GUARANTEE_RELEASED,)


def test_a_suit_taken_back_counts_against_a_joint_guarantor_who_had_been_served() -> None:
    done = (CreditorActKind.SUED_GUARANTOR, date(2025, 3, 3)), (CreditorActKind.WITHDREW_SUIT, date(2025, 5, 6))
    assert suits(*done, served=True, type_words=TypeWords.EXPRESS_JOINT).codes == (Liability.GUARANTEE_JOINT,)
    assert suits(*done, served=False, type_words=TypeWords.EXPRESS_JOINT).codes == (Liability.GUARANTEE_RELEASED,)


def test_whether_the_withdrawn_suit_was_served_is_asked_for_when_unknown() -> None:
    sued = CreditorAct(kind=CreditorActKind.SUED_GUARANTOR, date=date(2025, 3, 3), served_guarantor=UNKNOWN)
    withdrew = CreditorAct(kind=CreditorActKind.WITHDREW_SUIT, date=date(2025, 5, 6))
    case = guaranteed(date(2025, 9, 1), type_words=TypeWords.EXPRESS_JOINT, creditor_acts=(sued, withdrew))
    finding = found(case, "guarantor")
    assert finding.undetermined
    assert [name for _, name, _ in finding.missing] == ["served_guarantor"]


def test_asking_only_the_guarantor_when_the_plea_had_gone_is_unsettled() -> None:
    asked = (CreditorActKind.DEMANDED_GUARANTOR, date(2025, 3, 3))
    finding = suits(asked, plea_exceptions=PleaExceptions(debtor_missing_no_assets=True))
    assert finding.codes == (Liability.GUARANTEE_RELEASED,)
    assert finding.accepted == ((Liability.GUARANTEE_RELEASED,), (Liability.GUARANTEE_GENERAL,))
    both = PleaExceptions(debtor_missing_no_assets=True, creditor_proves_insolvency=True)
    assert suits(asked, plea_exceptions=both).accepted == finding.accepted


def test_an_old_open_ended_period_on_a_debt_due_since_2021_is_unsettled_between_its_two_ends() -> None:
    words: dict[str, Any] = {**OLD, "period_words": PeriodWords.UNTIL_FULLY_REPAID, "due": date(2021, 5, 10)}
    early, between, late = date(2021, 11, 10), date(2022, 5, 10), date(2023, 5, 11)
    assert found(guaranteed(early, **words), "guarantor").codes == (Liability.GUARANTEE_JOINT,)
    finding = found(guaranteed(between, **words), "guarantor")
    assert finding.accepted == ((Liability.GUARANTEE_RELEASED,), (Liability.GUARANTEE_JOINT,))
    assert Flag.UNSETTLED in finding.flags
    assert Figure.PERIOD_END not in finding.figures
    finding = found(guaranteed(late, **words), "guarantor")
    assert finding.accepted == ((Liability.GUARANTEE_RELEASED,),)


def test_after_acceleration_the_start_of_the_clock_is_unsettled() -> None:
    called: dict[str, Any] = {"loan": {"accelerated_on": date(2024, 6, 10)}, "type_words": TypeWords.EXPRESS_JOINT}
    finding = found(guaranteed(date(2025, 3, 3), **called), "guarantor")
    assert finding.accepted == ((Liability.GUARANTEE_RELEASED,), (Liability.GUARANTEE_JOINT,))
    finding = found(guaranteed(date(2025, 9, 1), **called), "guarantor")
    assert finding.accepted == ((Liability.GUARANTEE_RELEASED,),)


def test_a_fixed_period_that_ends_no_later_than_the_due_day_counts_as_none() -> None:
    finding = found(guaranteed(period_words=PeriodWords.FIXED, period_end=date(2025, 1, 10)), "guarantor")
    assert finding.figures == {Figure.PERIOD_END: date(2025, 7, 10)}


def sold(told: date | None, **guarantee: Any) -> Finding:
    sale = Assignment(to="buyer", date=date(2025, 3, 3), notified_guarantors={"guarantor": told})
    return found(guaranteed(loan={"assigned": sale}, **guarantee), "guarantor")


def test_a_sale_of_the_claim_frees_the_guarantor_only_against_an_agreed_ban() -> None:
    assert sold(date(2025, 3, 4)).codes == (Liability.GUARANTEE_GENERAL,)
    assert "sale_not_told_to_guarantor" in names(sold(None))
    assert "sale_not_told_to_guarantor" not in names(sold(date(2025, 3, 4)))
    assert sold(None, forbids_assignment=True).codes == (Liability.GUARANTEE_RELEASED,)


@pytest.mark.parametrize(("consent", "delta", "stays", "code"), [
    (False, None, False, Liability.GUARANTEE_RELEASED),
    (False, Decimal(30_000), False, Liability.GUARANTEE_RELEASED),
    (False, Decimal(10_000), False, Liability.GUARANTEE_GENERAL),
    (False, None, True, Liability.GUARANTEE_GENERAL),
    (True, None, False, Liability.GUARANTEE_GENERAL),
])  # fmt: skip
def test_swapping_the_debtor_frees_a_guarantor_who_did_not_agree(
    consent: bool, delta: Decimal | None, stays: bool, code: Liability
) -> None:
    swap = Variation(
        kind=VariationKind.DEBT_TRANSFER, date=date(2025, 3, 3), guarantor_written_consent=consent, delta=delta
    )
    assert found(guaranteed(variations=(swap,), forbids_transfer_release=stays), "guarantor").codes == (code,)


@pytest.mark.parametrize(("kind", "rule"), [
    (VariationKind.INCREASE, "increase_leaves_the_guarantor"),
    (VariationKind.REDUCTION, "reduction_helps_the_guarantor"),
    (VariationKind.ACCESSION_BY_THIRD, "somebody_joined_the_debt"),
])  # fmt: skip
def test_other_changes_leave_the_kind_and_are_told(kind: VariationKind, rule: str) -> None:
    change = Variation(kind=kind, date=date(2025, 3, 3), guarantor_written_consent=False, delta=Decimal(1_000))
    finding = found(guaranteed(variations=(change,)), "guarantor")
    assert finding.codes == (Liability.GUARANTEE_GENERAL,)
    assert rule in names(finding)


@pytest.mark.parametrize(("day", "working"), [
    (date(2024, 11, 13), date(2024, 11, 13)),
    (date(2025, 10, 1), date(2025, 10, 9)),
    (date(2025, 4, 27), date(2025, 4, 27)),
    (date(2025, 6, 7), date(2025, 6, 9)),
    (date(2035, 10, 1), date(2035, 10, 1)),
    (date(2035, 10, 6), date(2035, 10, 8)),
])  # fmt: skip
def test_a_last_day_moves_to_the_next_working_day(day: date, working: date) -> None:
    assert next_working_day(day) == working


def test_a_month_without_the_day_ends_on_its_last_day() -> None:
    assert period_end(date(2020, 8, 31), months=6) == date(2021, 3, 1)
    assert period_end(date(2024, 8, 31), months=6) == date(2025, 2, 28)


def test_an_unknown_wording_leaves_the_kind_open_and_is_asked_for() -> None:
    finding = found(guaranteed(type_words=UNKNOWN), "guarantor")
    assert finding.undetermined
    assert [name for _, name, _ in finding.missing] == ["type_words"]
    assert set(finding.possible) == {(Liability.GUARANTEE_JOINT,), (Liability.GUARANTEE_GENERAL,)}


SWAP = Variation(kind=VariationKind.DEBT_TRANSFER, date=date(2025, 3, 3), guarantor_written_consent=False)
UNDER_DURESS: dict[str, Any] = {"consent_defect": ConsentDefect.DURESS, "duress_ended_on": None}
every_kind = pytest.mark.parametrize(
    ("formed", "words"), [(formed, words) for formed in (date(2020, 7, 10), date(2024, 1, 10)) for words in TypeWords]
)


@every_kind
@pytest.mark.parametrize("done", [(), (CreditorActKind.SUED_DEBTOR, CreditorActKind.DEMANDED_GUARANTOR)])
def test_a_guarantor_freed_by_a_sale_or_a_swap_is_free_of_every_kind_and_flag(
    words: TypeWords, formed: date, done: tuple[CreditorActKind, ...]
) -> None:
    facts: dict[str, Any] = {
        "type_words": words, "formed": formed, "act": UNDER_DURESS,
        "creditor_acts": acts(*((kind, date(2025, 2, 5)) for kind in done)),
    }  # fmt: skip
    banned = sold(None, forbids_assignment=True, **facts)
    swapped = found(guaranteed(variations=(SWAP,), **facts), "guarantor")
    for finding in (banned, swapped):
        assert finding.codes == (Liability.GUARANTEE_RELEASED,)
        assert finding.flags == ()


SETTLED: dict[str, Any] = {"as_of": date(2025, 7, 11)}
CALLED_IN: dict[str, Any] = {"as_of": date(2025, 3, 3), "loan": {"accelerated_on": date(2024, 6, 10)}}
OPEN_ENDED: dict[str, Any] = {
    "as_of": date(2022, 5, 10), "due": date(2021, 5, 10), "period_words": PeriodWords.UNTIL_FULLY_REPAID,
}  # fmt: skip


@every_kind
@pytest.mark.parametrize("clock", [SETTLED, CALLED_IN, OPEN_ENDED])
def test_a_guarantor_freed_by_time_is_free_of_every_kind_and_flag(
    words: TypeWords, formed: date, clock: dict[str, Any]
) -> None:
    finding = found(guaranteed(type_words=words, formed=formed, act=UNDER_DURESS, **clock), "guarantor")
    assert finding.codes == (Liability.GUARANTEE_RELEASED,)
    assert set(finding.flags) <= {Flag.UNSETTLED}


@pytest.mark.parametrize(("clock", "asked"), [
    (SETTLED, date(2025, 3, 3)), (CALLED_IN, date(2024, 9, 2)), (OPEN_ENDED, date(2021, 7, 1)),
])  # fmt: skip
@pytest.mark.parametrize(("gone", "formed"), [
    ("waived_in_writing", date(2020, 7, 10)), ("waived_in_writing", date(2024, 1, 10)),
    ("creditor_proves_insolvency", date(2024, 1, 10)),
])  # fmt: skip
@pytest.mark.parametrize("words", [TypeWords.EXPRESS_GENERAL, TypeWords.NONE])
def test_a_guarantor_freed_though_the_plea_was_gone_keeps_no_other_flag(
    words: TypeWords, gone: str, formed: date, clock: dict[str, Any], asked: date
) -> None:
    if words is TypeWords.NONE and formed < date(2021, 1, 1):
        words = TypeWords.UNABLE_TO_PAY
    finding = found(guaranteed(
        type_words=words, formed=formed, act=UNDER_DURESS, plea_exceptions=PleaExceptions(**{gone: True}),
        creditor_acts=acts((CreditorActKind.DEMANDED_GUARANTOR, asked)), **clock,
    ), "guarantor")  # fmt: skip
    assert finding.accepted == ((Liability.GUARANTEE_RELEASED,), (Liability.GUARANTEE_GENERAL,))
    assert finding.flags == (Flag.UNSETTLED,)
