"""When a guarantor may be called and when he may say "the debtor first" (GUA-07, GUA-08), over every exception."""

from datetime import date
from typing import Any

import pytest

from autograder.fact_kinds import CreditorActKind, RoleKind, TypeWords
from autograder.facts import CreditorAct, PleaExceptions
from autograder.vocabulary import Flag, Liability
from tests.builders import a_case, a_guarantee, a_loan, a_role, found
from tests.tables.agreement import agree
from tests.tables.first_match import every_combination

DUE = date(2021, 5, 10)
FACTS: dict[str, Any] = {
    "formed": [date(2020, 12, 31), date(2021, 1, 1)],
    "words": list(TypeWords),
    "missing": [False, True],
    "bankrupt": [False, True],
    "insolvent": [False, True],
    "waived": [False, True],
    "exhausted": [False, True],
    "seen_from": [DUE, date(2021, 5, 11)],
    "act": [None, CreditorActKind.SUED_DEBTOR],
}
ALWAYS_JOINT = (TypeWords.EXPRESS_JOINT, TypeWords.IF_NOT_PAID, TypeWords.UNCONDITIONAL)
SILENT = (TypeWords.NONE, TypeWords.CONTRADICTORY)


def joint(facts: Any) -> bool:
    return facts.words in ALWAYS_JOINT or (facts.words in SILENT and facts.formed < date(2021, 1, 1))


def table(facts: Any) -> Any:
    """The kind and the flags."""
    old = facts.formed < date(2021, 1, 1)
    excepted = facts.missing or facts.bankrupt or facts.waived or (facts.insolvent and not old)
    flags = {Flag.IN_TIME if facts.act and not joint(facts) and facts.seen_from > DUE else Flag.PERIOD_RUNNING}
    if facts.seen_from > DUE:
        at_once = joint(facts) or excepted or facts.exhausted
        flags.add(Flag.CALLABLE_NOW if at_once else Flag.FIRST_PLEA_AVAILABLE)
    return (Liability.GUARANTEE_JOINT if joint(facts) else Liability.GUARANTEE_GENERAL,), flags


def solved(facts: Any) -> Any:
    guarantee = a_guarantee(
        "one", formed=facts.formed, type_words=facts.words, enforcement_exhausted=facts.exhausted,
        plea_exceptions=PleaExceptions(
            debtor_missing_no_assets=facts.missing, bankruptcy_accepted=facts.bankrupt,
            creditor_proves_insolvency=facts.insolvent, waived_in_writing=facts.waived,
        ),
        creditor_acts=() if facts.act is None else (CreditorAct(kind=facts.act, date=date(2021, 5, 11)),),
    )  # fmt: skip
    case = a_case(
        as_of=facts.seen_from, loans=(a_loan(signed=facts.formed, final_due=DUE),),
        roles=(a_role("borrower"), a_role("one", RoleKind.GUARANTOR)), guarantees=(guarantee,),
    )  # fmt: skip
    finding = found(case, "one")
    return finding.codes, set(finding.flags)


def worth_trying(facts: Any) -> bool:
    """Every set of exceptions once the debt is due and nobody has sued; besides that, none of them or all."""
    exceptions = {facts.missing, facts.bankrupt, facts.insolvent, facts.waived, facts.exhausted}
    return len(exceptions) == 1 or (facts.seen_from > DUE and facts.act is None)


@pytest.mark.parametrize("words", TypeWords)
def test_a_general_guarantor_may_send_the_lender_to_the_debtor_unless_an_exception_takes_that_away(
    words: TypeWords,
) -> None:
    agree(filter(worth_trying, every_combination({**FACTS, "words": [words]})), solved, table)


EXCEPTIONS = ("debtor_missing_no_assets", "bankruptcy_accepted", "creditor_proves_insolvency", "waived_in_writing")
LAPSED: dict[str, Any] = {
    "formed": [date(2020, 12, 31), date(2021, 1, 1)],
    "words": [TypeWords.EXPRESS_GENERAL, TypeWords.UNABLE_TO_PAY, TypeWords.EXPRESS_JOINT],
    "exception": [None, *EXCEPTIONS],
    "act": [None, CreditorActKind.DEMANDED_GUARANTOR, CreditorActKind.SUED_GUARANTOR, CreditorActKind.SUED_DEBTOR],
    "act_on": [date(2021, 11, 10), date(2021, 11, 11)],
}
"""The period ends on 2021-11-10; the case is seen later."""


def lapsed(facts: Any) -> Any:
    act = None
    if facts.act is not None:
        act = CreditorAct(kind=facts.act, date=facts.act_on, served_guarantor=True)
    guarantee = a_guarantee(
        "one", formed=facts.formed, type_words=facts.words, creditor_acts=() if act is None else (act,),
        plea_exceptions=PleaExceptions(**({facts.exception: True} if facts.exception else {})),
    )  # fmt: skip
    case = a_case(
        as_of=date(2022, 3, 7), loans=(a_loan(signed=facts.formed, final_due=DUE),),
        roles=(a_role("borrower"), a_role("one", RoleKind.GUARANTOR)), guarantees=(guarantee,),
    )  # fmt: skip
    return found(case, "one").accepted


def lapsed_table(facts: Any) -> Any:
    """Who asked only a general guarantor whose plea had gone may or may not have kept him (U23)."""
    in_time = facts.act is not None and facts.act_on == date(2021, 11, 10)
    asked = in_time and facts.act in (CreditorActKind.DEMANDED_GUARANTOR, CreditorActKind.SUED_GUARANTOR)
    kind, free = (Liability.GUARANTEE_GENERAL,), (Liability.GUARANTEE_RELEASED,)
    if facts.words is TypeWords.EXPRESS_JOINT:
        return ((Liability.GUARANTEE_JOINT,),) if asked else (free,)
    if in_time and facts.act is CreditorActKind.SUED_DEBTOR:
        return (kind,)
    old = facts.formed < date(2021, 1, 1)
    gone = facts.exception is not None and not (old and facts.exception == "creditor_proves_insolvency")
    return (free, kind) if asked and gone else (free,)


def test_whether_asking_the_guarantor_was_enough_once_the_plea_had_gone_is_unsettled() -> None:
    agree(every_combination(LAPSED), lapsed, lapsed_table)
