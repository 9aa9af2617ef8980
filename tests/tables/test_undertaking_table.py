"""A written promise to the court (ENF-14; row E6 and the flag of table L), over its day, its sum and who gave it."""

from datetime import date
from decimal import Decimal
from typing import Any

from autograder.fact_kinds import CourtEvent, RoleKind
from autograder.facts import Court
from autograder.rulebook import Subject, Undecided
from autograder.solve import find
from autograder.vocabulary import Enforcement, Figure, Flag, Liability, Question
from tests.builders import LOAN, a_case, a_loan, a_person, a_role, found
from tests.tables.agreement import agree
from tests.tables.first_match import every_combination

SEEN, LATER = date(2025, 6, 2), date(2025, 6, 3)
SUM = Decimal(8_000)
FACTS: dict[str, Any] = {
    "promised_on": [date(2025, 2, 3), SEEN, LATER],
    "by": ["uncle", "aunt"],
    "about": [LOAN, "other"],
    "sum": [None, SUM],
    "role": [None, RoleKind.CO_BORROWER, RoleKind.KNOWER],
    "event": [CourtEvent.THIRD_PARTY_UNDERTAKING, CourtEvent.NOTICE_SERVED],
    "judged": [False, True],
}


def bound(facts: Any) -> bool:
    promised = facts.event is CourtEvent.THIRD_PARTY_UNDERTAKING and facts.promised_on <= SEEN
    return promised and facts.by == "uncle" and facts.about == LOAN


def table(facts: Any) -> Any:
    """What the uncle owes with flag and cap, and whether enforcement may turn to him as the one who promised."""
    own = facts.role is RoleKind.CO_BORROWER
    code = Liability.JOINT_DEBTOR_FULL if own else Liability.NONE
    flags = {Flag.UNDERTAKING_BOUND} if bound(facts) else set()
    cap = facts.sum if bound(facts) and not own else None
    return (code,), flags, cap, bound(facts)


def solved(facts: Any) -> Any:
    steps = [Court(event=facts.event, date=facts.promised_on, persons=(facts.by,), loan=facts.about, amount=facts.sum)]
    if facts.judged:
        steps.append(Court(event=CourtEvent.JUDGMENT, date=date(2025, 1, 20), persons=("borrower",), loan=LOAN))
    case = a_case(
        persons=(a_person("uncle"), a_person("aunt"), a_person("borrower", able_to_pay=False)),
        loans=(a_loan(), a_loan(id="other")), court=tuple(steps),
        roles=(a_role("borrower"), *(() if facts.role is None else (a_role("uncle", facts.role),))),
    )  # fmt: skip
    finding = found(case, "uncle")
    try:
        enforced = find(case, Question.ENFORCEMENT, Subject("uncle", LOAN)).codes
    except Undecided:
        enforced = ()
    cap = finding.figures.get(Figure.AMOUNT_CAP)
    return finding.codes, set(finding.flags), cap, Enforcement.UNDERTAKING_BOUND in enforced


def test_a_promise_to_the_court_binds_its_giver_to_its_sum_from_its_day() -> None:
    agree(every_combination(FACTS), solved, table)
