"""Row L13 of the liability table: heirs, over the days of death, refusal and division, and over what the dead owed."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from autograder.fact_kinds import (
    AccessionTold,
    AccessionWords,
    LenderKind,
    MarriageEnd,
    PeriodWords,
    RoleKind,
    Signature,
    SpouseActKind,
    StatementForm,
)
from autograder.facts import Accession, Case, Inheritance, SpouseAct
from autograder.vocabulary import Figure, Liability
from tests.builders import LOAN, a_case, a_guarantee, a_lender, a_loan, a_marriage, a_person, a_role, found
from tests.tables.agreement import agree
from tests.tables.first_match import every_combination

SEEN, LATER = date(2025, 6, 2), date(2025, 6, 3)
DEATH, DIVIDED = date(2025, 3, 3), date(2025, 5, 6)
VALUE = Decimal(20_000)
FACTS: dict[str, Any] = {
    "died": [None, DEATH, SEEN, LATER],
    "told_by": ["share", "share_and_role", "role"],
    "refused": [None, date(2025, 4, 1), date(2025, 5, 5), date(2025, 5, 7), SEEN, LATER],
    "divided": [None, DIVIDED, LATER],
    "value": [VALUE, Decimal(0)],
    "own_ground": [False, True],
}
OWN = Liability.JOINT_DEBTOR_FULL


def dead(facts: Any) -> bool:
    return facts.died is not None and facts.died <= SEEN


def refused_in_time(facts: Any) -> bool:
    """In writing, by now, and before the estate was dealt with; who tells of no share tells of no refusal."""
    if facts.told_by == "role" or facts.refused is None or facts.refused > SEEN:
        return False
    return facts.divided is None or facts.refused < facts.divided


def table(facts: Any) -> Any:
    """Codes, and the cap: none is told of somebody who owes the whole on another ground."""
    heir = dead(facts) and not refused_in_time(facts)
    codes = [OWN] if facts.own_ground else []
    codes += [Liability.ESTATE_LIMITED] if heir else []
    cap = facts.value if heir and facts.told_by != "role" and not facts.own_ground else None
    return tuple(codes) or (Liability.NONE,), cap


def inherited(facts: Any) -> Any:
    share = Inheritance(
        deceased="borrower", heir="son", value_received=facts.value, disclaimed_on=facts.refused,
        estate_dealt_with_on=facts.divided,
    )  # fmt: skip
    roles = [a_role("borrower")]
    if facts.own_ground:
        roles.append(a_role("son", RoleKind.CO_BORROWER))
    if facts.told_by != "share":
        roles.append(a_role("son", RoleKind.HEIR))
    case = a_case(
        persons=(a_person("borrower", died=facts.died), a_person("son")), roles=tuple(roles),
        inheritances=() if facts.told_by == "role" else (share,),
    )  # fmt: skip
    finding = found(case, "son")
    return finding.codes, finding.figures.get(Figure.AMOUNT_CAP)


def sensible(facts: Any) -> bool:
    """Nobody refuses before the death, and where only a role tells of the heir there is nothing else to vary."""
    if facts.told_by == "role":
        return facts.refused is None and facts.divided is None and facts.value == VALUE
    return facts.died in (None, DEATH) or facts.refused in (None, LATER)


@pytest.mark.parametrize("told_by", FACTS["told_by"])
def test_an_heir_owes_up_to_the_estate_unless_it_was_refused_in_time(told_by: str) -> None:
    agree(filter(sensible, every_combination({**FACTS, "told_by": [told_by]})), inherited, table)


DEBTS: dict[str, bool] = {
    "borrower": True,
    "co_borrower": True,
    "borrower_of_a_void_loan": True,
    "forged_borrower": False,
    "guarantor": True,
    "guarantor_set_free": False,
    "joined": True,
    "promised_comfort": False,
    "spouse_of_the_borrower": True,
    "spouse_who_owes_nothing": False,
    "witness": False,
}
"""What the dead person was to the loan, and whether that left a debt in the estate."""


def estate(dead_person: str) -> Case:
    """The dead person and the child who received 20,000."""
    forged = {"signature": Signature.FORGED, "ratified_on": None, "apparent_authority": False}
    parts: dict[str, Any] = {}
    role = {
        "borrower": RoleKind.BORROWER, "borrower_of_a_void_loan": RoleKind.BORROWER, "witness": RoleKind.WITNESS,
        "co_borrower": RoleKind.CO_BORROWER, "guarantor": RoleKind.GUARANTOR, "guarantor_set_free": RoleKind.GUARANTOR,
    }.get(dead_person)  # fmt: skip
    roles = [] if role is None else [a_role("dead", role)]
    if dead_person == "forged_borrower":
        roles = [a_role("dead", act=forged)]
    elif role is not RoleKind.BORROWER:
        roles.append(a_role("borrower"))
    if role is RoleKind.GUARANTOR:
        end = date(2025, 1, 20) if dead_person == "guarantor_set_free" else date(2025, 12, 1)
        parts["guarantees"] = (a_guarantee("dead", period_words=PeriodWords.FIXED, period_end=end),)
    if dead_person in ("joined", "promised_comfort"):
        words = AccessionWords.JOIN_CLEAR if dead_person == "joined" else AccessionWords.MORAL_COMFORT
        parts["accessions"] = (Accession(
            person="dead", loan=LOAN, date=date(2024, 5, 6), form=StatementForm.WRITTEN, told=AccessionTold.CREDITOR,
            words=words, scope=None,
        ),)  # fmt: skip
    if dead_person.startswith("spouse"):
        parts["marriages"] = (a_marriage("borrower", "dead", until=DEATH, end=MarriageEnd.DEATH),)
        adopted = dead_person == "spouse_of_the_borrower"
        said = SpouseAct(spouse="dead", loan=LOAN, kind=SpouseActKind.RATIFIED_EXPRESS, date=date(2024, 5, 6))
        parts["spouse_acts"] = (said,) if adopted else ()
    void = dead_person == "borrower_of_a_void_loan"
    return a_case(
        lenders=(a_lender(kind=LenderKind.UNLICENSED_PLATFORM if void else LenderKind.CONSUMER_FINANCE),),
        loans=(a_loan(within_daily_needs=False),), persons=(a_person("dead", died=DEATH), a_person("child")),
        roles=tuple(roles), inheritances=(Inheritance(deceased="dead", heir="child", value_received=VALUE),), **parts,
    )  # fmt: skip


@pytest.mark.parametrize("dead_person", DEBTS)
def test_an_heir_owes_whatever_the_dead_person_owed_and_nothing_else(dead_person: str) -> None:
    expected = (Liability.ESTATE_LIMITED,) if DEBTS[dead_person] else (Liability.NONE,)
    assert found(estate(dead_person), "child").codes == expected


WIDOWS: dict[str, Any] = {
    "died": [DEATH, LATER],
    "joint": ["by_daily_needs", "by_promise", "not"],
    "inherits": [False, True],
    "in_marriage": [False, True],
}


def widow(facts: Any) -> Any:
    """A loan of the dead spouse's; the other spouse may have a share of the estate."""
    loan = a_loan(within_daily_needs=facts.joint == "by_daily_needs")
    said = SpouseAct(spouse="widow", loan=LOAN, kind=SpouseActKind.RATIFIED_EXPRESS, date=date(2024, 11, 5))
    since = date(2015, 6, 1) if facts.in_marriage else date(2024, 6, 3)
    gone = facts.died <= SEEN
    tie = a_marriage(
        "borrower", "widow", since=since, **({"until": facts.died, "end": MarriageEnd.DEATH} if gone else {})
    )
    share = Inheritance(deceased="borrower", heir="widow", value_received=VALUE)
    case = a_case(
        loans=(loan,), persons=(a_person("borrower", died=facts.died),), marriages=(tie,),
        spouse_acts=(said,) if facts.joint == "by_promise" else (), inheritances=(share,) if facts.inherits else (),
    )  # fmt: skip
    finding = found(case, "widow")
    return finding.codes, finding.figures.get(Figure.AMOUNT_CAP)


def widow_table(facts: Any) -> Any:
    """A joint debt is owed whole and not a second time as heir (SPO-08); a personal one out of the estate."""
    joint = facts.joint == "by_promise" or (facts.joint == "by_daily_needs" and facts.in_marriage)
    if joint:
        return (Liability.SPOUSE_JOINT_DEBT,), None
    if facts.inherits and facts.died <= SEEN:
        return (Liability.ESTATE_LIMITED,), VALUE
    return (Liability.NONE,), None


def test_the_surviving_spouse_owes_joint_debts_whole_and_personal_ones_as_heir() -> None:
    agree(every_combination(WIDOWS), widow, widow_table)


@pytest.mark.parametrize(("heir_died", "code"), [
    (date(2025, 3, 2), Liability.NONE), (DEATH, Liability.NONE), (None, Liability.ESTATE_LIMITED),
])  # fmt: skip
def test_who_died_before_or_with_the_debtor_is_no_heir(heir_died: date | None, code: Liability) -> None:
    share = Inheritance(deceased="borrower", heir="son", value_received=VALUE)
    case = a_case(persons=(a_person("borrower", died=DEATH), a_person("son", died=heir_died)), inheritances=(share,))
    assert found(case, "son").codes == (code,)
