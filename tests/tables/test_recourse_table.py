"""Who gets back what after paying another's debt (REM-01 to REM-04, ACC-04), with the sum, over payer, sum and ties."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from autograder.fact_kinds import (
    AccessionTold,
    AccessionWords,
    CollateralKind,
    EventKind,
    MarriageEnd,
    RelationKind,
    RoleKind,
    Signature,
    SpouseActKind,
    StatementForm,
)
from autograder.facts import Accession, Case, Collateral, DivorceProperty, Event, Relation, SpouseAct
from autograder.rulebook import Subject, Undecided
from autograder.solve import find
from autograder.vocabulary import Figure, Question, Remedy
from tests.builders import LOAN, a_case, a_guarantee, a_loan, a_marriage, a_person, a_role
from tests.tables.agreement import agree
from tests.tables.first_match import every_combination

R = Remedy
WHOLE = Decimal(60_000)
PAID_ON = date(2025, 4, 10)
RECOURSE = {
    R.RECOURSE_FULL, R.RECOURSE_OVER_SHARE, R.RECOURSE_DIVORCE_DEAL, R.RECOURSE_ACCESSION, R.RECOURSE_SUBROGATION,
    R.NO_RECOURSE,
}  # fmt: skip
NOTHING: tuple[set[Remedy], Decimal | None] = (set(), None)


def paid(kind: EventKind, sum_paid: Decimal | None, *, person: str | None = "one", day: date = PAID_ON) -> Event:
    return Event(loan=LOAN, kind=kind, date=day, person=person, amount=sum_paid)


def a_payment(*events: Event, **parts: Any) -> Case:
    usual: dict[str, Any] = {"loans": (a_loan(nominal=WHOLE, within_daily_needs=False),), "persons": (a_person("one"),)}
    return a_case(events=events, **(usual | parts))


def back(case: Case, person: str = "one") -> tuple[set[Remedy], Decimal | None]:
    """What of recourse the person has, and the sum."""
    try:
        finding = find(case, Question.REMEDIES, Subject(person, LOAN))
    except Undecided:
        return set(), None
    return {R(code) for code in finding.codes} & RECOURSE, finding.figures.get(Figure.RECOURSE_AMOUNT)


GUARANTORS: dict[str, Any] = {
    "hand": [Signature.GENUINE, Signature.FORGED],
    "event": [EventKind.GUARANTOR_PAID, EventKind.DEMANDED_DEBTOR],
    "payer": ["one", "other"],
    "sum": [Decimal(100), Decimal(40_000), WHOLE],
    "barred": [False, True],
    "knew": [False, True],
    "pleaded": [False, True],
    "given_up_on": [None, date(2025, 4, 9), date(2025, 4, 11)],
}


def guarantor(facts: Any) -> Any:
    act = {
        "signature": facts.hand, "ratified_on": None, "apparent_authority": False, "identity_check_by_self": False,
    }  # fmt: skip
    due = date(2020, 4, 10) if facts.barred else date(2025, 1, 10)
    events = [paid(facts.event, facts.sum, person=facts.payer)]
    if facts.pleaded:
        events.append(paid(EventKind.LIMITATION_EXPIRED_CLAIMED, None, person="borrower", day=date(2025, 3, 3)))
    if facts.given_up_on:
        events.append(paid(EventKind.DEBT_ACKNOWLEDGED, None, person="borrower", day=facts.given_up_on))
    case = a_payment(
        *events, loans=(a_loan(nominal=WHOLE, signed=date(2019, 4, 10), final_due=due),),
        roles=(a_role("borrower"), a_role("one", RoleKind.GUARANTOR, act=act)), persons=(a_person("other"),),
        guarantees=(a_guarantee("one", knew_time_bar=facts.knew),),
    )  # fmt: skip
    return back(case)


def guarantor_table(facts: Any) -> Any:
    """All that was paid, but nothing to who ignored a time bar known to him that the borrower had not given up."""
    if facts.event is not EventKind.GUARANTOR_PAID or facts.payer != "one":
        return NOTHING
    waived = facts.given_up_on is not None and facts.given_up_on <= PAID_ON
    if facts.barred and facts.knew and not waived:
        return {R.NO_RECOURSE}, None
    return {R.RECOURSE_FULL}, facts.sum


def of_guarantors(facts: Any) -> bool:
    """A plea, knowledge and a waiver matter where time has run; a forged guarantor pays nothing as guarantor."""
    idle = not facts.barred and (facts.knew or facts.pleaded or facts.given_up_on)
    return not idle and facts.hand is Signature.GENUINE


@pytest.mark.parametrize("barred", GUARANTORS["barred"])
def test_a_guarantor_gets_back_all_that_was_paid_unless_a_known_time_bar_was_ignored(barred: bool) -> None:
    agree(filter(of_guarantors, every_combination({**GUARANTORS, "barred": [barred]})), guarantor, guarantor_table)


DEBTORS: dict[str, Any] = {
    "number": [1, 2, 3],
    "payer": ["borrower", "one"],
    "sum": [Decimal(20_000), Decimal(20_001), Decimal(30_000), Decimal(30_001), WHOLE, Decimal(66_000), None],
    "event": [EventKind.CO_DEBTOR_PAID, EventKind.PAID_PART],
    "forged": [False, True],
}


def joint(facts: Any) -> Any:
    people = ["borrower", "one", "two"][: facts.number]
    forged = {
        "signature": Signature.FORGED, "ratified_on": None, "apparent_authority": False,
        "identity_check_by_self": False,
    }  # fmt: skip
    roles = [a_role("borrower")]
    for name in people[1:]:
        roles.append(a_role(name, RoleKind.CO_BORROWER, act=forged if facts.forged and name == "two" else None))
    return back(a_payment(paid(facts.event, facts.sum, person=facts.payer), roles=tuple(roles)), facts.payer)


def joint_table(facts: Any) -> Any:
    """The excess over an equal share of the debt or, where more than the debt was paid, of that."""
    if facts.event is not EventKind.CO_DEBTOR_PAID or facts.number == 1:
        return NOTHING
    bound = facts.number - (1 if facts.forged and facts.number == 3 else 0)
    all_paid = WHOLE if facts.sum is None else facts.sum
    share = max(WHOLE, all_paid) / bound
    return ({R.RECOURSE_OVER_SHARE}, all_paid - share) if all_paid > share else NOTHING


def test_a_joint_debtor_gets_back_what_exceeds_the_own_share() -> None:
    def sensible(facts: Any) -> bool:
        return not (facts.forged and facts.number != 3) and not (facts.payer == "one" and facts.number == 1)

    agree(filter(sensible, every_combination(DEBTORS)), joint, joint_table)


DIVORCES: dict[str, Any] = {
    "assignee": ["borrower", "one", None],
    "joint_by": ["promise", "co_signature", "daily_needs", "nothing"],
    "divorced_on": [date(2025, 2, 3), date(2025, 5, 6)],
    "sum": [Decimal(20_000), WHOLE],
    "event": [EventKind.CO_DEBTOR_PAID, EventKind.THIRD_PARTY_PAID],
}


def divorced(facts: Any) -> Any:
    tie = a_marriage(
        "borrower", "one", until=facts.divorced_on, end=MarriageEnd.DIVORCE,
        divorce_property=DivorceProperty(debt_assignee=facts.assignee, fair_overall=True),
    )  # fmt: skip
    said = SpouseAct(spouse="one", loan=LOAN, kind=SpouseActKind.RATIFIED_EXPRESS, date=date(2024, 5, 6))
    signs = facts.joint_by == "co_signature"
    case = a_payment(
        paid(facts.event, facts.sum), marriages=(tie,), spouse_acts=(said,) if facts.joint_by == "promise" else (),
        loans=(a_loan(nominal=WHOLE, within_daily_needs=facts.joint_by == "daily_needs"),),
        roles=(a_role("borrower"), *((a_role("one", RoleKind.CO_BORROWER),) if signs else ())),
    )  # fmt: skip
    return back(case)


def divorced_table(facts: Any) -> Any:
    """A joint debt that the deed of an earlier divorce gave to the other; who co-signed has the excess beside it."""
    joint_debt = facts.joint_by != "nothing"
    deal = joint_debt and facts.assignee == "borrower" and facts.divorced_on <= PAID_ON
    return R.RECOURSE_DIVORCE_DEAL in ({R.RECOURSE_DIVORCE_DEAL} if deal else set()), facts.sum if deal else None


def test_a_divorced_spouse_who_paid_calls_the_deed_in() -> None:
    def deal(facts: Any) -> Any:
        codes, amount = divorced(facts)
        by_deed = R.RECOURSE_DIVORCE_DEAL in codes
        return by_deed, amount if by_deed else None

    agree((one for one in every_combination(DIVORCES) if one.event is EventKind.CO_DEBTOR_PAID), deal, divorced_table)


THIRDS: dict[str, Any] = {
    "tie": [None, *RelationKind],
    "event": [EventKind.THIRD_PARTY_PAID, EventKind.PAID_PART],
    "payer": ["one", "other"],
    "role": [None, RoleKind.THIRD_PARTY_PAYER, RoleKind.COLLATERAL_PROVIDER],
    "debtor_is": ["a_person", "an_organisation"],
}
CLOSE = (RelationKind.SPOUSE, RelationKind.PARENT_CHILD, RelationKind.SIBLING, RelationKind.GRANDPARENT_CHILD)
"""Close relatives of the law: spouse, parents, children, siblings, grandparents and grandchildren."""


def third(facts: Any) -> Any:
    roles = [a_role("borrower")]
    if facts.role:
        roles.append(a_role("one", facts.role))
    married = facts.tie is RelationKind.SPOUSE
    charge = Collateral(loan=LOAN, owner="one", kind=CollateralKind.PLEDGE, value=Decimal(50_000), registered=True)
    relation = () if facts.tie is None or married else (Relation(a="one", b="borrower", kind=facts.tie),)
    case = a_payment(
        paid(facts.event, Decimal(9_000), person=facts.payer), relations=relation, roles=tuple(roles),
        marriages=(a_marriage("one", "borrower"),) if married else (),
        collaterals=(charge,) if facts.role is RoleKind.COLLATERAL_PROVIDER else (),
        persons=(a_person("one"), a_person("other"), a_person("borrower", is_org=facts.debtor_is == "an_organisation")),
    )  # fmt: skip
    return back(case)


def third_table(facts: Any) -> Any:
    """A close relative of a natural person, or an owner who would lose the thing, steps into the claim."""
    close = facts.tie in CLOSE and facts.debtor_is == "a_person"
    interest = close or facts.role is RoleKind.COLLATERAL_PROVIDER
    stepped_in = facts.event is EventKind.THIRD_PARTY_PAID and facts.payer == "one" and interest
    return ({R.RECOURSE_SUBROGATION}, Decimal(9_000)) if stepped_in else NOTHING


def test_whoever_had_a_lawful_interest_in_paying_steps_into_the_claim() -> None:
    def sensible(facts: Any) -> bool:
        return facts.debtor_is == "a_person" or facts.tie is None or facts.tie not in CLOSE

    agree(filter(sensible, every_combination(THIRDS)), third, third_table)


JOINED: dict[str, Any] = {
    "words": list(AccessionWords),
    "told": list(AccessionTold),
    "joined_on": [date(2025, 4, 9), date(2025, 4, 11)],
    "agreed": [False, True],
    "event": [EventKind.THIRD_PARTY_PAID, EventKind.PAID_PART],
    "payer": ["one", "other"],
}


def joined(facts: Any) -> Any:
    promise = Accession(
        person="one", loan=LOAN, date=facts.joined_on, form=StatementForm.WRITTEN, told=facts.told, words=facts.words,
        scope=Decimal(20_000), recourse_agreed=facts.agreed,
    )  # fmt: skip
    payment = paid(facts.event, Decimal(9_000), person=facts.payer)
    codes, amount = back(a_payment(payment, accessions=(promise,), persons=(a_person("other"),)))
    return R.RECOURSE_ACCESSION in codes, amount if R.RECOURSE_ACCESSION in codes else None


def test_who_joined_a_debt_and_paid_has_recourse_with_or_without_a_clause() -> None:
    def table(facts: Any) -> Any:
        bound = facts.words is AccessionWords.JOIN_CLEAR and facts.told is not AccessionTold.DEBTOR_ONLY
        own = facts.event is EventKind.THIRD_PARTY_PAID and facts.payer == "one"
        holds = bound and own and facts.joined_on <= PAID_ON
        return holds, Decimal(9_000) if holds else None

    agree(every_combination(JOINED), joined, table)
