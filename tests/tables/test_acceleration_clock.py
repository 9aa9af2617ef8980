"""The guarantor's clock after the loan was called in (U8): two possible starts, over days, kinds, acts and contracts.

Called in on 2022-06-10 or due on 2023-01-10: six months end on 2022-12-12 (the 10th is a Saturday) or on 2023-07-10.
"""

from datetime import date
from typing import Any

import pytest

from autograder.fact_kinds import CreditorActKind, PeriodWords, RoleKind, TypeWords
from autograder.facts import CreditorAct
from autograder.vocabulary import Figure, Flag, Liability
from tests.builders import a_case, a_guarantee, a_loan, a_role, found
from tests.tables.agreement import agree
from tests.tables.first_match import every_combination

CALLED_IN, DUE = date(2022, 6, 10), date(2023, 1, 10)
EARLY_END, LATE_END, AGREED = date(2022, 12, 12), date(2023, 7, 10), date(2023, 3, 10)
FACTS: dict[str, Any] = {
    "called_in": [None, CALLED_IN],
    "formed": [date(2020, 12, 31), date(2021, 1, 1)],
    "joint": [False, True],
    "period": [PeriodWords.NONE, PeriodWords.FIXED],
    "right_act": [True, False],
    "act_on": [None, EARLY_END, date(2022, 12, 13), AGREED, date(2023, 3, 13), LATE_END, date(2023, 7, 11)],
    "seen_from": [EARLY_END, date(2022, 12, 13), LATE_END, date(2023, 7, 11), date(2023, 12, 4)],
}


def ends(facts: Any) -> list[date]:
    """The possible last days, the earlier first."""
    if facts.period is PeriodWords.FIXED:
        return [AGREED]
    return [LATE_END] if facts.called_in is None else [EARLY_END, LATE_END]


def in_time(facts: Any, end: date) -> bool:
    return facts.right_act and facts.act_on is not None and facts.act_on <= end


def table(facts: Any) -> Any:
    """Accepted answers, whether unsettled, and the last day where there is only one."""
    kind = (Liability.GUARANTEE_JOINT if facts.joint else Liability.GUARANTEE_GENERAL,)
    free = (Liability.GUARANTEE_RELEASED,)
    alive = [in_time(facts, end) or facts.seen_from <= end for end in ends(facts)]
    two = len(alive) > 1
    end = None if two else ends(facts)[0]
    if all(alive):
        return (kind,), two, end
    if any(alive):
        return (free, kind), two, end
    return (free,), two, end


def solved(facts: Any) -> Any:
    wanted, other = CreditorActKind.SUED_DEBTOR, CreditorActKind.DEMANDED_GUARANTOR
    if facts.joint:
        wanted, other = other, wanted
    kind = wanted if facts.right_act else other
    guarantee = a_guarantee(
        "one", formed=facts.formed, period_words=facts.period,
        type_words=TypeWords.EXPRESS_JOINT if facts.joint else TypeWords.EXPRESS_GENERAL,
        period_end=AGREED if facts.period is PeriodWords.FIXED else None,
        creditor_acts=() if facts.act_on is None else (CreditorAct(kind=kind, date=facts.act_on),),
    )  # fmt: skip
    case = a_case(
        as_of=facts.seen_from, guarantees=(guarantee,),
        loans=(a_loan(signed=facts.formed, final_due=DUE, accelerated_on=facts.called_in),),
        roles=(a_role("borrower"), a_role("one", RoleKind.GUARANTOR)),
    )  # fmt: skip
    finding = found(case, "one")
    return finding.accepted, Flag.UNSETTLED in finding.flags, finding.figures.get(Figure.PERIOD_END)


def happened_by_then(facts: Any) -> bool:
    """An act by the day of the case; where there is none it cannot be the wrong one."""
    if facts.act_on is None:
        return bool(facts.right_act)
    return bool(facts.act_on <= facts.seen_from)


@pytest.mark.parametrize("formed", FACTS["formed"])
@pytest.mark.parametrize("joint", FACTS["joint"])
def test_after_the_loan_was_called_in_the_clock_may_start_that_day_or_on_the_old_one(joint: bool, formed: date) -> None:
    combinations = every_combination({**FACTS, "joint": [joint], "formed": [formed]})
    agree(filter(happened_by_then, combinations), solved, table)
