"""From which day the limitation of the claim on a guarantor runs (GUA-21), over kinds, contract dates and court steps.

Joint: from the demand. General since 2021: one year after the lender asked for enforcement, unless enforcement has
failed before (of that day the file tells nothing); before 2021: from the judgment.
"""

from datetime import date
from typing import Any

import pytest

from autograder.fact_kinds import CourtEvent, CreditorActKind, GuaranteedDebt, RoleKind, TypeWords
from autograder.facts import Case, Court, CreditorAct
from autograder.vocabulary import Figure, Liability
from tests.builders import LOAN, a_case, a_guarantee, a_loan, a_role, found
from tests.tables.agreement import agree
from tests.tables.first_match import every_combination

DUE, ASKED = date(2021, 5, 10), date(2021, 8, 4)
JUDGED, ENFORCED, A_YEAR_LATER = date(2022, 3, 7), date(2022, 9, 5), date(2023, 9, 5)
FACTS: dict[str, Any] = {
    "formed": [date(2020, 12, 31), date(2021, 1, 1)],
    "words": [TypeWords.EXPRESS_GENERAL, TypeWords.EXPRESS_JOINT, TypeWords.NONE],
    "asked": ["debtor", "guarantor", "nobody"],
    "judged": [None, "borrower", "other"],
    "enforced": [None, "borrower", "other"],
    "exhausted": [False, True],
    "seen_from": [date(2023, 9, 4), date(2023, 9, 6)],
}


def joint(facts: Any) -> bool:
    silent_and_old = facts.words is TypeWords.NONE and facts.formed < date(2021, 1, 1)
    return facts.words is TypeWords.EXPRESS_JOINT or silent_and_old


def table(facts: Any) -> Any:
    """Whether the guarantor is bound still, and the day."""
    if facts.asked != ("guarantor" if joint(facts) else "debtor"):
        return False, None
    if joint(facts):
        return True, ASKED
    if facts.formed < date(2021, 1, 1):
        return True, JUDGED if facts.judged == "borrower" else None
    a_year = facts.enforced == "borrower" and not facts.exhausted and facts.seen_from > A_YEAR_LATER
    return True, A_YEAR_LATER if a_year else None


def guaranteed(facts: Any) -> Case:
    kinds = {"debtor": CreditorActKind.SUED_DEBTOR, "guarantor": CreditorActKind.DEMANDED_GUARANTOR}
    acts = () if facts.asked == "nobody" else (CreditorAct(kind=kinds[facts.asked], date=ASKED),)
    steps = []
    if facts.judged:
        steps.append(Court(event=CourtEvent.JUDGMENT, date=JUDGED, persons=(facts.judged,), loan=LOAN))
    if facts.enforced:
        steps.append(Court(event=CourtEvent.EXECUTION_FILED, date=ENFORCED, persons=(facts.enforced,), loan=LOAN))
    guarantee = a_guarantee(
        "one", formed=facts.formed, type_words=facts.words, creditor_acts=acts, enforcement_exhausted=facts.exhausted
    )
    return a_case(
        as_of=facts.seen_from, loans=(a_loan(signed=facts.formed, final_due=DUE),), court=tuple(steps),
        roles=(a_role("borrower"), a_role("one", RoleKind.GUARANTOR), a_role("other", RoleKind.WITNESS)),
        guarantees=(guarantee,),
    )  # fmt: skip


def solved(facts: Any) -> Any:
    finding = found(guaranteed(facts), "one")
    return Liability.GUARANTEE_RELEASED not in finding.codes, finding.figures.get(Figure.LIMITATION_FROM)


@pytest.mark.parametrize("words", FACTS["words"])
def test_after_the_guarantors_period_was_kept_a_limitation_runs_from_its_own_day(words: TypeWords) -> None:
    agree(every_combination({**FACTS, "words": [words]}), solved, table)


@pytest.mark.parametrize("main", GuaranteedDebt)
@pytest.mark.parametrize("words", TypeWords)
def test_a_counter_guarantor_owes_the_guarantor_and_the_lender_nothing(main: GuaranteedDebt, words: TypeWords) -> None:
    roles = (a_role("borrower"), a_role("one", RoleKind.GUARANTOR))
    finding = found(a_case(roles=roles, guarantees=(a_guarantee("one", main=main, type_words=words),)), "one")
    assert (finding.codes == (Liability.NONE,)) is (main is GuaranteedDebt.RECOURSE_CLAIM)
