"""Until when a flawed signature can be attacked (row L4, LIA-09): the last day, the flag, the remedy, over every fact.

One year from knowing, ninety days for a serious mistake, one year from the end of duress, and five years in all.
"""

from datetime import date
from typing import Any

import pytest

from autograder.fact_kinds import AccessionTold, AccessionWords, ConsentDefect, RoleKind, StatementForm
from autograder.facts import Accession
from autograder.rulebook import Subject, Undecided
from autograder.solve import find
from autograder.vocabulary import Figure, Flag, Liability, Question, Remedy
from tests.builders import LOAN, a_case, a_guarantee, a_loan, a_role, found
from tests.tables.agreement import agree
from tests.tables.first_match import every_combination

SIGNED, FIVE_YEARS = date(2022, 1, 10), date(2027, 1, 11)
"""The tenth of January 2027 is a Sunday."""
KNEW, ONE_YEAR, NINETY_DAYS = date(2023, 3, 14), date(2024, 3, 14), date(2023, 6, 12)
LATE_KNEW = date(2026, 6, 3)
"""One year from here is beyond the five years; ninety days are 2026-09-01."""
FACTS: dict[str, Any] = {
    "defect": list(ConsentDefect),
    "lender_knew": [False, True],
    "knew": [None, KNEW, LATE_KNEW],
    "duress_ended": [None, KNEW, LATE_KNEW],
    "sued_on": [None, NINETY_DAYS, date(2023, 6, 13), ONE_YEAR, date(2024, 3, 15)],
    "waived": [False, True],
    "seen_from": [NINETY_DAYS, date(2023, 6, 13), ONE_YEAR, date(2024, 3, 15), date(2026, 9, 1), date(2026, 9, 2),
                  FIVE_YEARS, date(2027, 1, 12)],
    "kind": [RoleKind.BORROWER],
}  # fmt: skip
AFTER_KNOWING = {
    ConsentDefect.SERIOUS_MISTAKE: {KNEW: NINETY_DAYS, LATE_KNEW: date(2026, 9, 1)},
    **{
        defect: {KNEW: ONE_YEAR, LATE_KNEW: FIVE_YEARS}
        for defect in (ConsentDefect.FRAUD_BY_LENDER, ConsentDefect.FRAUD_BY_THIRD, ConsentDefect.UNFAIR_ADVANTAGE)
    },
}


def last_day(facts: Any) -> date:
    """The last day for a suit; a person who does not know yet, or is still under duress, has the five years."""
    if facts.defect is ConsentDefect.DURESS:
        begun, until = facts.duress_ended, {KNEW: ONE_YEAR, LATE_KNEW: FIVE_YEARS}
    else:
        begun, until = facts.knew, AFTER_KNOWING[facts.defect]
    return FIVE_YEARS if begun is None else until[begun]


def alive(facts: Any) -> bool:
    if facts.defect is ConsentDefect.NONE or facts.waived:
        return False
    if facts.defect is ConsentDefect.FRAUD_BY_THIRD and not facts.lender_knew:
        return False
    sued = facts.sued_on is not None and facts.sued_on <= facts.seen_from
    day: date = facts.sued_on if sued else facts.seen_from
    return day <= last_day(facts)


def table(facts: Any) -> Any:
    """The code as signed, the flag, the last day, and whether avoidance is a remedy."""
    codes = {
        RoleKind.BORROWER: Liability.BORROWER_FULL, RoleKind.CO_BORROWER: Liability.JOINT_DEBTOR_FULL,
        RoleKind.GUARANTOR: Liability.GUARANTEE_GENERAL, RoleKind.DEBT_ACCESSOR: Liability.ACCESSION_JOINT_CAPPED,
        RoleKind.COLLATERAL_PROVIDER: Liability.COLLATERAL_LIMITED,
    }  # fmt: skip
    right = alive(facts)
    return (codes[facts.kind],), right, last_day(facts) if right else None, right


def solved(facts: Any) -> Any:
    act = {
        "consent_defect": facts.defect, "lender_knew_or_should": facts.lender_knew, "knew_of_defect_on": facts.knew,
        "duress_ended_on": facts.duress_ended, "avoidance_sued_on": facts.sued_on, "waived_avoidance": facts.waived,
    }  # fmt: skip
    roles = [a_role("one", facts.kind, act=act)]
    if facts.kind is not RoleKind.BORROWER:
        roles.append(a_role("borrower"))
    guarantee = a_guarantee("one", formed=SIGNED)
    joined = Accession(
        person="one", loan=LOAN, date=SIGNED, form=StatementForm.WRITTEN, told=AccessionTold.CREDITOR,
        words=AccessionWords.JOIN_CLEAR, scope=None,
    )  # fmt: skip
    case = a_case(
        as_of=facts.seen_from, loans=(a_loan(signed=SIGNED, final_due=date(2028, 1, 10)),), roles=tuple(roles),
        guarantees=(guarantee,) if facts.kind is RoleKind.GUARANTOR else (),
        accessions=(joined,) if facts.kind is RoleKind.DEBT_ACCESSOR else (),
    )  # fmt: skip
    finding = found(case, "one")
    try:
        remedies = find(case, Question.REMEDIES, Subject("one", LOAN)).codes
    except Undecided:
        remedies = ()
    flag = Flag.VOIDABLE_PENDING in finding.flags
    return finding.codes, flag, finding.figures.get(Figure.AVOIDANCE_UNTIL), Remedy.AVOID_CONTRACT in remedies


def worth_trying(facts: Any) -> bool:
    """The lender's knowledge matters for a third person's fraud, the end of duress for duress, knowing for the rest;
    nobody has learnt of a flaw after the day of the case, and there is no suit over none."""
    if facts.lender_knew and facts.defect is not ConsentDefect.FRAUD_BY_THIRD:
        return False
    duress = facts.defect is ConsentDefect.DURESS
    begun, idle = (facts.duress_ended, facts.knew) if duress else (facts.knew, facts.duress_ended)
    if begun is not None and begun > facts.seen_from:
        return False
    if facts.defect is ConsentDefect.NONE:
        return facts.knew is facts.duress_ended is facts.sued_on is None
    return idle is None and not (facts.waived and facts.sued_on)


@pytest.mark.parametrize("defect", ConsentDefect)
def test_a_flawed_signature_can_be_attacked_until_its_last_day(defect: ConsentDefect) -> None:
    agree(filter(worth_trying, every_combination({**FACTS, "defect": [defect]})), solved, table)


@pytest.mark.parametrize(
    "kind", [RoleKind.CO_BORROWER, RoleKind.GUARANTOR, RoleKind.DEBT_ACCESSOR, RoleKind.COLLATERAL_PROVIDER]
)
def test_whoever_signed_as_something_else_has_the_same_time(kind: RoleKind) -> None:
    few = {
        **FACTS, "kind": [kind], "knew": [KNEW], "duress_ended": [None, KNEW], "sued_on": [None, ONE_YEAR],
        "seen_from": [ONE_YEAR, date(2024, 3, 15)],
    }  # fmt: skip
    agree(filter(worth_trying, every_combination(few)), solved, table)
