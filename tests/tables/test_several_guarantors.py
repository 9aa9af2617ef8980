"""How far a guarantor answers beside others and after the lender's neglect (GUA-14, GUA-18, GUA-19): caps and sums.

Each of the guarantors of 90,000 may ask the others for a share where they agreed it, vowed jointly or signed one sheet;
what the lender let lapse against one of them comes off for the other (law of 2021: GI 29).
"""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from autograder.fact_kinds import CreditorActKind, EventKind, RoleKind, TypeWords
from autograder.facts import AssetInformation, CreditorAct, Event, Guarantee
from autograder.vocabulary import Figure, Flag, Liability
from tests.builders import LOAN, a_case, a_guarantee, a_loan, a_role, found
from tests.tables.agreement import agree
from tests.tables.first_match import every_combination

WHOLE = Decimal(90_000)
LAST_DAY, NEXT_DAY = date(2025, 7, 10), date(2025, 7, 11)
TIES: dict[str, dict[str, Any]] = {
    "nothing": {},
    "same_sheet": {"same_document": True},
    "mutual_recourse": {"mutual_recourse_agreed": True},
    "joint_vow": {"joint_coguarantee_agreed": True},
    "shares": {"shares": {"one": Decimal(30_000), "two": Decimal(60_000)}},
}
FACTS: dict[str, Any] = {
    "tie": list(TIES),
    "formed": [date(2020, 6, 10), date(2024, 1, 10)],
    "others": [1, 2],
    "others_asked": [0, 1],
    "seen_from": [LAST_DAY, NEXT_DAY],
    "cap": [None, Decimal(20_000)],
}


def promise(who: str, facts: Any, asked: bool) -> Guarantee:
    demand = CreditorAct(kind=CreditorActKind.DEMANDED_GUARANTOR, date=date(2025, 2, 11))
    cap = facts.cap if who == "one" else None
    return a_guarantee(
        who, formed=facts.formed, type_words=TypeWords.EXPRESS_JOINT, scope_cap=cap,
        creditor_acts=(demand,) if asked else (), **TIES[facts.tie],
    )  # fmt: skip


def solved(facts: Any) -> Any:
    """The first guarantor, of whom the lender demanded payment in time."""
    others = ["two", "three"][: facts.others]
    promises = [promise("one", facts, True)]
    promises += [promise(who, facts, place < facts.others_asked) for place, who in enumerate(others)]
    case = a_case(
        as_of=facts.seen_from, loans=(a_loan(signed=facts.formed, nominal=WHOLE),), guarantees=tuple(promises),
        roles=(a_role("borrower"), *(a_role(one.guarantor, RoleKind.GUARANTOR) for one in promises)),
    )  # fmt: skip
    finding = found(case, "one")
    return finding.codes, finding.figures.get(Figure.AMOUNT_CAP), finding.figures.get(Figure.FREED_AMOUNT)


def table(facts: Any) -> Any:
    lapsed = facts.others - facts.others_asked if facts.seen_from == NEXT_DAY else 0
    shares_due = facts.tie not in ("nothing", "shares") and facts.formed >= date(2021, 1, 1)
    freed = WHOLE * lapsed / (facts.others + 1) if shares_due and lapsed else None
    caps = [cap for cap in (facts.cap, Decimal(30_000) if facts.tie == "shares" else None) if cap is not None]
    return (Liability.GUARANTEE_JOINT,), min(caps, default=None), freed


def sensible(facts: Any) -> bool:
    """Shares are told of two guarantors; how a cap bears on what is freed is left open."""
    if facts.tie == "shares" and facts.others == 2:
        return False
    return facts.cap is None or facts.others_asked == facts.others or facts.tie == "shares"


@pytest.mark.parametrize("tie", TIES)
def test_what_was_let_lapse_against_another_guarantor_who_would_have_had_to_share_is_freed(tie: str) -> None:
    agree(filter(sensible, every_combination({**FACTS, "tie": [tie]})), solved, table)


TOLD: dict[str, Any] = {
    "words": [TypeWords.EXPRESS_GENERAL, TypeWords.EXPRESS_JOINT],
    "given_on": [None, date(2025, 1, 10), date(2025, 1, 11), date(2025, 6, 2), date(2025, 6, 3)],
    "lost": [Decimal(0), Decimal(8_000)],
    "cap": [None, Decimal(20_000)],
    "max_amount": [False, True],
}


def told(facts: Any) -> Any:
    information = None if facts.given_on is None else AssetInformation(given_on=facts.given_on, value_lost=facts.lost)
    guarantee = a_guarantee(
        "one", type_words=facts.words, asset_info=information, scope_cap=facts.cap, max_amount=facts.max_amount
    )
    case = a_case(roles=(a_role("borrower"), a_role("one", RoleKind.GUARANTOR)), guarantees=(guarantee,))
    finding = found(case, "one")
    return finding.figures.get(Figure.FREED_AMOUNT) or None, finding.figures.get(Figure.AMOUNT_CAP)


@pytest.mark.parametrize("given_on", TOLD["given_on"])
def test_a_lender_who_wastes_what_a_general_guarantor_pointed_out_after_the_due_day_loses_its_value(
    given_on: date | None,
) -> None:
    def told_table(facts: Any) -> Any:
        in_time = facts.given_on is not None and date(2025, 1, 10) < facts.given_on <= date(2025, 6, 2)
        freed = facts.words is TypeWords.EXPRESS_GENERAL and in_time and facts.lost > 0
        return facts.lost if freed else None, facts.cap

    agree(every_combination({**TOLD, "given_on": [given_on]}), told, told_table)


PAID: dict[str, Any] = {
    "tie": ["nothing", "same_sheet"],
    "sum": [None, Decimal(45_000), Decimal(45_001), WHOLE],
    "others_asked": [0, 1],
    "paid_on": [LAST_DAY, date(2025, 8, 4)],
}


@pytest.mark.parametrize("paid_on", PAID["paid_on"])
@pytest.mark.parametrize("paid", PAID["sum"])
def test_who_paid_what_need_not_have_been_paid_may_or_may_not_get_it_back_from_the_lender(
    paid: Decimal | None, paid_on: date
) -> None:
    """Half of it was freed by the lapse against the other: claiming back what was paid beyond the rest is U19."""

    def solved(facts: Any) -> Any:
        facts = type(facts)(**vars(facts), formed=date(2024, 1, 10), cap=None)
        payment = Event(loan=LOAN, kind=EventKind.GUARANTOR_PAID, date=facts.paid_on, person="one", amount=facts.sum)
        case = a_case(
            as_of=date(2025, 9, 1), loans=(a_loan(nominal=WHOLE),), events=(payment,) if facts.sum else (),
            guarantees=(promise("one", facts, True), promise("two", facts, facts.others_asked == 1)),
            roles=(a_role("borrower"), a_role("one", RoleKind.GUARANTOR), a_role("two", RoleKind.GUARANTOR)),
        )  # fmt: skip
        return Flag.UNSETTLED in found(case, "one").flags

    def table(facts: Any) -> Any:
        freed = facts.tie == "same_sheet" and facts.others_asked == 0 and facts.paid_on > LAST_DAY
        return freed and facts.sum is not None and facts.sum > Decimal(45_000)

    agree(every_combination({**PAID, "sum": [paid], "paid_on": [paid_on]}), solved, table)
