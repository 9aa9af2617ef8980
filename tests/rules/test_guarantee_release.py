"""A guarantor who is free needs no defence and owes no sum: a release ends whatever else is said of the guarantee."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from autograder.fact_kinds import (
    CollateralKind,
    ConsentDefect,
    CreditorActKind,
    EventKind,
    PeriodWords,
    RoleKind,
    SecurityOrder,
    TypeWords,
    VariationKind,
)
from autograder.facts import (
    AssetInformation,
    Assignment,
    Case,
    Collateral,
    CreditorAct,
    Event,
    PleaExceptions,
    Variation,
)
from autograder.rulebook import all_rules
from autograder.vocabulary import Flag, Liability
from tests.builders import LOAN, a_case, a_guarantee, a_loan, a_person, a_role, found
from tests.rules.standing import standing

AS_OF, OLD, NEW = date(2024, 6, 3), date(2020, 6, 1), date(2021, 1, 4)
WORDS: dict[str, Any] = {
    "general": (TypeWords.EXPRESS_GENERAL, TypeWords.NONE), "joint": (TypeWords.EXPRESS_JOINT, TypeWords.IF_NOT_PAID),
}  # fmt: skip
KINDS = [
    (formed, words) for formed in (OLD, NEW)
    for words in (TypeWords.EXPRESS_GENERAL, TypeWords.EXPRESS_JOINT, TypeWords.IF_NOT_PAID, TypeWords.NONE)
]  # fmt: skip


def is_joint(formed: date, words: TypeWords) -> bool:
    return words in WORDS["joint"] or (words is TypeWords.NONE and formed is OLD)


SALE = Assignment(to="buyer", date=date(2021, 6, 1), notified_guarantors={"one": None})
SOLD_LOAN: dict[str, Any] = {"assigned": SALE}


def change(kind: VariationKind, on: date, delta: int | None = None) -> Variation:
    sum_ = None if delta is None else Decimal(delta)
    return Variation(kind=kind, date=on, guarantor_written_consent=False, delta=sum_, guarantor_knew_rollover=True)


def a_thing(owner: str, **facts: Any) -> Collateral:
    return Collateral(
        loan=LOAN, owner=owner, kind=CollateralKind.MORTGAGE, value=Decimal(5_000), registered=True, **facts
    )


def burdened(
    formed: date, words: TypeWords, *, shared: bool, loan: dict[str, Any] | None = None,
    more: tuple[Variation, ...] = (), acts: tuple[CreditorActKind, ...] = (), **facts: Any,
) -> Case:  # fmt: skip
    """A guarantee about which everything is to be said that can be said of a living one."""
    part = change(VariationKind.DEBT_TRANSFER, date(2021, 2, 3), 6_000)
    duress: dict[str, Any] = {"consent_defect": ConsentDefect.DURESS, "duress_ended_on": None}
    default: dict[str, Any] = {
        "formed": formed, "type_words": words, "scope_cap": Decimal(9_000), "max_amount": True, "same_document": True,
        "shares": {"one": Decimal(8_000)} if shared else {}, "variations": (part, *more),
        "asset_info": AssetInformation(given_on=date(2024, 3, 4), value_lost=Decimal(700)),
        "creditor_acts": tuple(CreditorAct(kind=kind, date=date(2021, 4, 1), served_guarantor=True) for kind in acts),
    }  # fmt: skip
    lapsed = a_guarantee(
        "two", formed=formed, type_words=words, period_words=PeriodWords.FIXED, period_end=date(2024, 4, 1)
    )
    return a_case(
        as_of=AS_OF, persons=(a_person("aunt"),),
        loans=(a_loan(**{**SOLD_LOAN, "signed": date(2020, 3, 2), "final_due": date(2021, 3, 1), **(loan or {})}),),
        roles=(
            a_role("borrower"), a_role("one", RoleKind.GUARANTOR, act=duress), a_role("two", RoleKind.GUARANTOR),
        ),
        guarantees=(a_guarantee("one", **{**default, **facts}), lapsed),
        collaterals=(
            a_thing("borrower"), a_thing("borrower", given_up_on=date(2021, 5, 6)), a_thing("aunt"),
            a_thing("borrower", order_agreed=SecurityOrder.FREE_CHOICE),
        ),
        events=(Event(loan=LOAN, kind=EventKind.LIMITATION_EXPIRED_CLAIMED, date=date(2024, 5, 6), person="one"),),
    )  # fmt: skip


RUNNING: dict[str, Any] = {"period_words": PeriodWords.FIXED, "period_end": date(2025, 3, 3)}
BOTH_ACTS = (CreditorActKind.SUED_DEBTOR, CreditorActKind.DEMANDED_GUARANTOR)
SOLD: dict[str, Any] = {"forbids_assignment": True}
REPLACED: dict[str, Any] = {"more": (change(VariationKind.DEBT_TRANSFER, date(2021, 6, 1)),)}
ROLLED: dict[str, Any] = {"more": (change(VariationKind.ROLLOVER_NEW_LOAN, date(2021, 6, 1)),)}
CALLED_IN: dict[str, Any] = {"loan": {"final_due": date(2024, 3, 1), "accelerated_on": date(2021, 1, 4)}}
OPEN_ENDED: dict[str, Any] = {
    "loan": {"final_due": date(2023, 3, 1), "accelerated_on": date(2021, 1, 4)},
    "period_words": PeriodWords.UNTIL_FULLY_REPAID,
}  # fmt: skip
WAIVED, INSOLVENT = PleaExceptions(waived_in_writing=True), PleaExceptions(creditor_proves_insolvency=True)
ASKED: dict[str, Any] = {"acts": (CreditorActKind.DEMANDED_GUARANTOR,)}

WORKING = {
    card.name for card in all_rules()
    if card.question == "liability" and card.id in {"GUA-14", "GUA-15", "GUA-19", "GUA-21", "GUA-22"}
} | {
    "guarantee_may_be_avoided", "part_of_the_debt_handed_over", "share_of_a_lapsed_co_guarantor",
    "sale_not_told_to_guarantor",
}  # fmt: skip


def working(names: set[str]) -> set[str]:
    """What is said of a living guarantee: its kind, defences, sums, clock while it runs."""
    beginnings = (
        "in_time", "period_runs", "first_plea", "joint_guarantor", "joint_by", "debtor_first", "side_by", "silence",
        "own_share", "limitation",
    )  # fmt: skip
    return {name for name in names if name in WORKING or name.startswith(beginnings)}


@pytest.mark.parametrize("shared", [True, False])
@pytest.mark.parametrize(("formed", "words"), KINDS)
def test_everything_is_said_of_a_burdened_guarantee_that_lives(formed: date, words: TypeWords, shared: bool) -> None:
    names = standing(burdened(formed, words, shared=shared, **RUNNING), "one")
    said = {
        "guarantee_may_be_avoided", "never_more_than_the_debtor", "scope_limited_by_the_deed", "ceiling_for_many_debts",
        "guarantor_pleads_the_borrowers_limitation", "part_of_the_debt_handed_over", "debtors_own_thing_goes_first",
        "lender_chooses_the_security", "lender_gave_the_debtors_thing_up", "sale_not_told_to_guarantor",
    }  # fmt: skip
    if not is_joint(formed, words):
        said.add("assets_wasted_by_the_lender")
    if shared:
        said.add("own_share_agreed_with_the_lender" + ("_until_2020" if formed is OLD else ""))
    elif formed is NEW:
        said.add("share_of_a_lapsed_co_guarantor")
    assert said <= names
    other = working(names) - said
    suffix = "_until_2020" if formed is OLD else ""
    kind = {"period_runs_joint", "joint_guarantor_callable"} if is_joint(formed, words) else {"period_runs_general"}
    assert {f"{name}{suffix}" for name in kind} <= other


@pytest.mark.parametrize("shared", [True, False])
@pytest.mark.parametrize("alive", [RUNNING, {"acts": BOTH_ACTS}], ids=["running", "in time"])
@pytest.mark.parametrize(("release", "rule"), [
    (SOLD, "sold_against_the_ban"), (REPLACED, "debtor_replaced_behind_his_back"),
    (ROLLED, "old_loan_repaid_by_a_new_one"),
])  # fmt: skip
@pytest.mark.parametrize(("formed", "words"), KINDS)
def test_nothing_works_any_more_once_the_guarantee_was_cut_off(
    formed: date, words: TypeWords, release: dict[str, Any], rule: str, alive: dict[str, Any], shared: bool
) -> None:
    case = burdened(formed, words, shared=shared, **alive, **release)
    names = standing(case, "one")
    assert rule in names
    assert working(names) == set()
    finding = found(case, "one")
    assert (finding.codes, finding.flags) == ((Liability.GUARANTEE_RELEASED,), ())


LAPSES: list[tuple[str, date, dict[str, Any]]] = [
    ("lapsed", NEW, {}), ("lapsed", OLD, {}),
    ("lapsed_by_one_start", NEW, CALLED_IN), ("lapsed_by_one_start", OLD, CALLED_IN),
    ("lapsed_by_one_length", OLD, OPEN_ENDED),
]  # fmt: skip


@pytest.mark.parametrize("shared", [True, False])
@pytest.mark.parametrize(("what", "formed", "clock"), LAPSES)
@pytest.mark.parametrize("words", TypeWords)
def test_nothing_works_any_more_once_the_clock_ran_out(
    words: TypeWords, what: str, formed: date, clock: dict[str, Any], shared: bool
) -> None:
    names = standing(burdened(formed, words, shared=shared, **clock), "one")
    assert any(name.startswith("lapsed") for name in names)
    assert working(names) == set()
    assert ("one" in what) is any("by_one" in name for name in names)


@pytest.mark.parametrize("shared", [True, False])
@pytest.mark.parametrize(("what", "formed", "clock"), LAPSES)
@pytest.mark.parametrize("words", [TypeWords.EXPRESS_GENERAL, TypeWords.UNABLE_TO_PAY, TypeWords.NONE])
@pytest.mark.parametrize("plea", [WAIVED, INSOLVENT], ids=["waived", "insolvent"])
def test_nothing_works_any_more_where_only_the_guarantor_was_asked_after_the_plea_had_gone(
    plea: PleaExceptions, words: TypeWords, what: str, formed: date, clock: dict[str, Any], shared: bool
) -> None:
    if formed is OLD and (words is TypeWords.NONE or plea is INSOLVENT):
        return  # then the guarantee is a joint one, or the plea is not gone
    names = standing(burdened(formed, words, shared=shared, **ASKED, **clock, plea_exceptions=plea), "one")
    suffix = "_until_2020" if formed is OLD else ""
    rule = "lapsed_though_insolvency_was_proved" if plea is INSOLVENT else f"lapsed_though_plea_was_gone{suffix}"
    assert {name for name in names if name.startswith("lapsed")} == {rule}
    assert working(names) == set()


@pytest.mark.parametrize("formed", [OLD, NEW])
@pytest.mark.parametrize(("words", "clock"), [
    (TypeWords.EXPRESS_GENERAL, {}), (TypeWords.EXPRESS_JOINT, {}), (TypeWords.EXPRESS_GENERAL, CALLED_IN),
    (TypeWords.EXPRESS_JOINT, CALLED_IN), (TypeWords.EXPRESS_GENERAL, {**ASKED, "plea_exceptions": WAIVED}),
])  # fmt: skip
def test_a_new_guarantee_contract_brings_everything_back_but_the_old_clock(
    words: TypeWords, clock: dict[str, Any], formed: date
) -> None:
    case = burdened(formed, words, shared=True, **clock, new_guarantee_contract=True)
    names = standing(case, "one")
    assert "new_guarantee_binds_again" in names
    assert not {name for name in names if name.startswith(("lapsed", "six_months", "period", "agreed", "start_after"))}
    finding = found(case, "one")
    assert finding.codes in {(Liability.GUARANTEE_GENERAL,), (Liability.GUARANTEE_JOINT,)}
    assert "period_end" not in finding.figures


def test_a_new_guarantee_contract_matters_only_once_the_old_period_is_over() -> None:
    running = burdened(NEW, TypeWords.EXPRESS_JOINT, shared=True, **RUNNING, new_guarantee_contract=True)
    assert "new_guarantee_binds_again" not in standing(running, "one")
    last_day = burdened(
        NEW, TypeWords.EXPRESS_JOINT, shared=True, period_words=PeriodWords.FIXED, period_end=AS_OF,
        new_guarantee_contract=True,
    )  # fmt: skip
    assert "new_guarantee_binds_again" not in standing(last_day, "one")


@pytest.mark.parametrize("words", [TypeWords.EXPRESS_JOINT, TypeWords.EXPRESS_GENERAL])
def test_a_new_guarantee_contract_adds_nothing_to_one_that_was_kept_alive_in_time(words: TypeWords) -> None:
    for kind in BOTH_ACTS:
        case = burdened(NEW, words, shared=True, acts=(kind,), new_guarantee_contract=True)
        kept = (kind is CreditorActKind.DEMANDED_GUARANTOR) is is_joint(NEW, words)
        assert ("new_guarantee_binds_again" in standing(case, "one")) is not kept
        assert (Flag.IN_TIME in found(case, "one").flags) is kept


@pytest.mark.parametrize(("facts", "told"), [
    ({"signed_notice_after_lapse": True}, True), ({"signed_notice_after_lapse": False}, False),
    ({"signed_notice_after_lapse": True, "new_guarantee_contract": True}, False),
    ({"signed_notice_after_lapse": True, **RUNNING}, False),
])  # fmt: skip
def test_a_signed_notice_is_spoken_of_after_the_end_and_without_a_new_contract(
    facts: dict[str, Any], told: bool
) -> None:
    names = standing(burdened(NEW, TypeWords.EXPRESS_JOINT, shared=True, **facts), "one")
    assert ("signed_notice_revives_nothing" in names) is told
