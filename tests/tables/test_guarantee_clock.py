"""The guarantee timing sub-table against the rules, over every combination of its facts. No day is a day of rest."""

from datetime import date
from typing import Any

from autograder.fact_kinds import CreditorActKind, PeriodWords, RoleKind, TypeWords
from autograder.facts import CreditorAct, PleaExceptions
from autograder.vocabulary import Figure, Flag, Liability
from tests.builders import a_case, a_guarantee, a_loan, a_role, found
from tests.tables.first_match import Row, every_combination, first_match

EARLY_DUE, LATE_DUE = date(2020, 8, 18), date(2021, 5, 10)
SIX_MONTHS = {EARLY_DUE: date(2021, 2, 18), LATE_DUE: date(2021, 11, 10)}
TWO_YEARS = {EARLY_DUE: date(2022, 8, 18), LATE_DUE: date(2023, 5, 10)}
AGREED = date(2022, 1, 10)

FACTS: dict[str, Any] = {
    "joint": [True, False],
    "old": [True, False],
    "period": list(PeriodWords),
    "due": [EARLY_DUE, LATE_DUE],
    "seen_from": [date(2021, 2, 18), date(2021, 2, 19), date(2021, 11, 10), date(2021, 11, 11), date(2022, 1, 11),
                  date(2022, 8, 19), date(2023, 5, 11)],
    "act": ["nothing", "sued_debtor", "sued_and_withdrew", "demanded", "sued_guarantor_served",
            "sued_guarantor_unserved"],
    "act_on": [date(2021, 2, 18), date(2021, 11, 11), date(2023, 5, 10)],
}  # fmt: skip

ENDS: list[Row] = [
    (lambda f: f.period is PeriodWords.FIXED, lambda f: (AGREED,)),
    (lambda f: not f.old, lambda f: (SIX_MONTHS[f.due],)),
    (lambda f: f.period in (PeriodWords.NONE, PeriodWords.NOT_AFTER_DUE), lambda f: (SIX_MONTHS[f.due],)),
    (lambda f: f.due < date(2021, 1, 1), lambda f: (TWO_YEARS[f.due],)),
    (lambda f: True, lambda f: (SIX_MONTHS[f.due], TWO_YEARS[f.due])),
]
"""The last day of the period; two where the law is unsettled (U9)."""


def in_time(facts: Any, end: date) -> bool:
    """Whether what the lender did counts for this kind of guarantee and came by this end."""
    wanted = ("demanded", "sued_guarantor_served") if facts.joint else ("sued_debtor",)
    return facts.act in wanted and facts.act_on <= end and facts.act_on <= facts.seen_from


def demanded_only(facts: Any, end: date) -> bool:
    """The first plea was gone and the guarantor alone was asked by this end (U23)."""
    asked = facts.act in ("demanded", "sued_guarantor_served")
    return facts.plea_gone and not facts.joint and asked and facts.act_on <= min(end, facts.seen_from)


ALIVE, FREE, OPEN = "alive", "free", "open"
STATE: list[Row] = [
    (lambda f: in_time(f, f.ends[0]), (ALIVE, {Flag.IN_TIME})),
    (lambda f: f.seen_from <= f.ends[0], (ALIVE, {Flag.PERIOD_RUNNING})),
    (lambda f: demanded_only(f, f.ends[0]), (OPEN, {Flag.UNSETTLED})),
    (lambda f: f.seen_from <= f.ends[-1] or in_time(f, f.ends[-1]), (OPEN, {Flag.UNSETTLED})),
    (lambda f: True, (FREE, set())),
]
KINDS = {
    CreditorActKind.SUED_DEBTOR: ("sued_debtor", "sued_and_withdrew"),
    CreditorActKind.DEMANDED_GUARANTOR: ("demanded",),
    CreditorActKind.SUED_GUARANTOR: ("sued_guarantor_served", "sued_guarantor_unserved"),
}


def acts(facts: Any) -> tuple[CreditorAct, ...]:
    kind = next((kind for kind, names in KINDS.items() if facts.act in names), None)
    if kind is None:
        return ()
    act = CreditorAct(kind=kind, date=facts.act_on, served_guarantor=facts.act == "sued_guarantor_served")
    if facts.act in ("sued_debtor", "demanded"):
        return (act,)
    return (act, CreditorAct(kind=CreditorActKind.WITHDREW_SUIT, date=facts.act_on))


def compare(facts: Any, plea_gone: bool) -> None:
    facts.plea_gone = plea_gone
    facts.ends = first_match(ENDS, facts)(facts)
    guarantee = a_guarantee(
        "one", formed=date(2020, 6, 10) if facts.old else date(2021, 1, 4),
        type_words=TypeWords.EXPRESS_JOINT if facts.joint else TypeWords.EXPRESS_GENERAL, period_words=facts.period,
        period_end=AGREED if facts.period is PeriodWords.FIXED else None, creditor_acts=acts(facts),
        plea_exceptions=PleaExceptions(debtor_missing_no_assets=plea_gone),
    )  # fmt: skip
    case = a_case(
        as_of=facts.seen_from, loans=(a_loan(signed=date(2020, 6, 10), final_due=facts.due),),
        roles=(a_role("borrower"), a_role("one", RoleKind.GUARANTOR)), guarantees=(guarantee,),
    )  # fmt: skip
    finding = found(case, "one")
    state, flags = first_match(STATE, facts)
    kind, free = Liability.GUARANTEE_JOINT if facts.joint else Liability.GUARANTEE_GENERAL, Liability.GUARANTEE_RELEASED
    assert finding.accepted == {ALIVE: ((kind,),), FREE: ((free,),), OPEN: ((free,), (kind,))}[state], vars(facts)
    expected = flags | ({Flag.UNSETTLED} if len(facts.ends) > 1 else set())
    if state == ALIVE and facts.due < facts.seen_from:
        expected |= {Flag.CALLABLE_NOW if facts.joint or plea_gone else Flag.FIRST_PLEA_AVAILABLE}
    assert set(finding.flags) == expected, vars(facts)
    figures = {Figure.PERIOD_END: facts.ends[0]} if len(facts.ends) == 1 else {}
    if facts.joint and in_time(facts, facts.ends[0]):
        figures[Figure.LIMITATION_FROM] = facts.act_on
    assert finding.figures == figures, vars(facts)


def test_the_rules_on_the_guarantors_clock_agree_with_the_table() -> None:
    for facts in every_combination(FACTS):
        if facts.act != "nothing" or facts.act_on == FACTS["act_on"][0]:
            compare(facts, plea_gone=False)


def test_the_rules_agree_with_the_table_where_the_first_plea_was_gone() -> None:
    for facts in every_combination({**FACTS, "joint": [False], "act": ["nothing", "sued_debtor", "demanded"]}):
        compare(facts, plea_gone=True)
