"""A promise in doubt counts as a guarantee (rows L9 and L10, timing sub-table): its kind and clock over the days.

The day of the promise decides the kind, the due day decides the clock. No day is a day of rest.
"""

from datetime import date
from typing import Any

import pytest

from autograder.fact_kinds import AccessionTold, AccessionWords, EventKind, RoleKind, StatementForm
from autograder.facts import Accession, Event
from autograder.vocabulary import Figure, Flag, Liability
from tests.builders import LOAN, a_case, a_loan, a_role, found
from tests.tables.agreement import agree
from tests.tables.first_match import every_combination

DUE = date(2021, 5, 10)
LAST_DAY, NEXT_DAY = date(2021, 11, 10), date(2021, 11, 11)
FACTS: dict[str, Any] = {
    "said_on": [date(2020, 12, 31), date(2021, 1, 1)],
    "seen_from": [DUE, date(2021, 5, 11), LAST_DAY, NEXT_DAY, date(2022, 6, 1)],
    "act": [None, EventKind.SUED_DEBTOR, EventKind.DEMANDED_DEBTOR],
    "act_on": [date(2021, 5, 11), LAST_DAY, NEXT_DAY],
    "form": [StatementForm.WRITTEN, StatementForm.DATA_MESSAGE],
    "in_a_role": [False, True],
}


def sued_in_time(facts: Any) -> bool:
    return facts.act is EventKind.SUED_DEBTOR and facts.act_on <= min(LAST_DAY, facts.seen_from)


def table(facts: Any) -> Any:
    """Codes, last day of the period, flags."""
    joint = facts.said_on < date(2021, 1, 1)
    kind = Liability.GUARANTEE_JOINT if joint else Liability.GUARANTEE_GENERAL
    ways = set() if facts.seen_from <= DUE else {Flag.CALLABLE_NOW if joint else Flag.FIRST_PLEA_AVAILABLE}
    if sued_in_time(facts) and not joint:
        return (kind,), LAST_DAY, {Flag.IN_TIME} | ways
    if facts.seen_from <= LAST_DAY:
        return (kind,), LAST_DAY, {Flag.PERIOD_RUNNING} | ways
    return (Liability.GUARANTEE_RELEASED,), LAST_DAY, set()


def solved(facts: Any) -> Any:
    promise = Accession(
        person="one", loan=LOAN, date=facts.said_on, form=facts.form, told=AccessionTold.CREDITOR,
        words=AccessionWords.AMBIGUOUS, scope=None,
    )  # fmt: skip
    role = (a_role("one", RoleKind.DEBT_ACCESSOR),) if facts.in_a_role else ()
    case = a_case(
        as_of=facts.seen_from, loans=(a_loan(signed=date(2020, 6, 10), final_due=DUE),),
        roles=(a_role("borrower"), *role), accessions=(promise,),
        events=() if facts.act is None else (Event(loan=LOAN, kind=facts.act, date=facts.act_on),),
    )  # fmt: skip
    finding = found(case, "one")
    return finding.codes, finding.figures.get(Figure.PERIOD_END), set(finding.flags)


@pytest.mark.parametrize("said_on", FACTS["said_on"])
def test_a_promise_in_doubt_has_the_kind_of_its_day_and_the_clock_of_a_guarantee(said_on: date) -> None:
    agree(every_combination({**FACTS, "said_on": [said_on]}), solved, table)
