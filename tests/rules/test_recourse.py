"""Recourse: what guarantors, joint debtors, divorced spouses, joiners and relatives get back for what they paid."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from autograder.fact_kinds import (
    AccessionTold,
    AccessionWords,
    EventKind,
    MarriageEnd,
    Purpose,
    RelationKind,
    RoleKind,
    Signature,
    SpouseActKind,
    StatementForm,
)
from autograder.facts import Accession, Act, Case, DivorceProperty, Event, Marriage, Relation, SpouseAct
from autograder.rulebook import FigureValue, Subject, Undecided, weigh
from autograder.solve import Finding, find
from autograder.vocabulary import Figure, Question, Remedy
from tests.rules.record_builders import a_case, a_guarantee, a_loan, a_person, a_role, an_event

R = Remedy
AS_OF, DUE, SIGNED = date(2025, 12, 1), date(2025, 9, 1), date(2024, 9, 1)
SIXTY = Decimal(60_000)
SCANNED = Act(signature=Signature.GENUINE, identity_check_by_self=True)
AMOUNT = Figure.RECOURSE_AMOUNT


def paid(kind: EventKind, person: str | None, amount: Decimal | None = SIXTY, day: date = date(2025, 10, 10)) -> Event:
    return an_event(kind, day, person=person, amount=amount)


def remedies(case: Case, person: str) -> Finding:
    return find(case, Question.REMEDIES, Subject(person, "loan1"))


def weighed(case: Case, person: str) -> tuple[tuple[Any, ...], dict[Figure, Any]]:
    """Codes and figures where another part of the case is law that is left out."""
    verdict = weigh(Question.REMEDIES, case, Subject(person, "loan1"))
    figures: list[FigureValue] = [value for trial in verdict.standing for value in trial.figures]
    return verdict.codes(), {value.name: value.value for value in figures}


def sixty_thousand(*roles: Any, **facts: Any) -> Case:
    loan = a_loan(DUE, signed=SIGNED, nominal=SIXTY, purpose_actual=Purpose.PERSONAL, within_daily_needs=False)
    return a_case(AS_OF, loan, *roles, **facts)


def jointly(*events: Event, people: tuple[str, ...] = ("mao", "bi")) -> Case:
    roles = [a_role(one, RoleKind.BORROWER if one == "mao" else RoleKind.CO_BORROWER) for one in people]
    return sixty_thousand(*roles, events=events)


@pytest.mark.parametrize("payer", ["mao", "bi"])
def test_c03_c32_a_co_borrower_who_paid_all_gets_half_back(payer: str) -> None:
    finding = remedies(jointly(paid(EventKind.CO_DEBTOR_PAID, payer)), payer)
    assert finding.codes == (R.RECOURSE_OVER_SHARE,)
    assert dict(finding.figures) == {Figure.SHARE: 30_000, Figure.RECOURSE_AMOUNT: 30_000}


@pytest.mark.parametrize(("amount", "back"), [(30_000, None), (30_001, 1), (45_000, 15_000), (66_000, 33_000)])
def test_only_the_excess_over_the_own_share_comes_back(amount: int, back: int | None) -> None:
    case = jointly(paid(EventKind.CO_DEBTOR_PAID, "bi", Decimal(amount)))
    if back is None:
        with pytest.raises(Undecided):
            remedies(case, "bi")
    else:
        assert remedies(case, "bi").figures[Figure.RECOURSE_AMOUNT] == back


def test_three_debtors_bear_a_third_each() -> None:
    case = jointly(paid(EventKind.CO_DEBTOR_PAID, "bi", None), people=("mao", "bi", "ye"))
    assert remedies(case, "bi").figures[Figure.SHARE] == 20_000


def guaranteed(*events: Event, **guarantee: Any) -> Case:
    roles = (a_role("wang"), a_role("qiu", RoleKind.GUARANTOR))
    return sixty_thousand(*roles, guarantees=(a_guarantee("qiu", SIGNED, **guarantee),), events=events)


@pytest.mark.parametrize("named", ["qiu", None])
def test_c30_a_guarantor_gets_back_all_that_he_paid(named: str | None) -> None:
    finding = remedies(guaranteed(paid(EventKind.GUARANTOR_PAID, named, Decimal(40_000))), "qiu")
    assert finding.codes == (R.RECOURSE_FULL,)
    assert finding.figures[Figure.RECOURSE_AMOUNT] == 40_000


@pytest.mark.parametrize(("waived", "code"), [(False, R.NO_RECOURSE), (True, R.RECOURSE_FULL)])
def test_m04_who_pays_a_debt_known_to_be_time_barred_needs_the_borrowers_waiver(waived: bool, code: Remedy) -> None:
    waiver = an_event(EventKind.DEBT_ACKNOWLEDGED, date(2025, 9, 20))
    events = (paid(EventKind.GUARANTOR_PAID, "qiu"), *((waiver,) if waived else ()))
    codes, figures = weighed(guaranteed(*events, knew_time_bar=True), "qiu")
    assert codes == (code,)
    assert (AMOUNT in figures) is waived


def divorced(*events: Event, assignee: str = "wei", **facts: Any) -> Case:
    deed = DivorceProperty(debt_assignee=assignee, fair_overall=True)
    tie = Marriage(
        a="wei", b="ding", since=date(2016, 5, 3), until=date(2025, 3, 1), end=MarriageEnd.DIVORCE,
        divorce_property=deed,
    )  # fmt: skip
    said = SpouseAct(spouse="ding", loan="loan1", kind=SpouseActKind.RATIFIED_EXPRESS, date=date(2024, 10, 1))
    usual: dict[str, Any] = {"spouse_acts": (said,), "persons": (a_person("ding"),)}
    return sixty_thousand(a_role("wei"), marriages=(tie,), events=events, **(usual | facts))


def test_c20_an_ex_wife_who_paid_calls_the_divorce_deed_in() -> None:
    finding = remedies(divorced(paid(EventKind.CO_DEBTOR_PAID, "ding")), "ding")
    assert finding.codes == (R.RECOURSE_DIVORCE_DEAL,)
    assert finding.figures[Figure.RECOURSE_AMOUNT] == 60_000


@pytest.mark.parametrize(("assignee", "day"), [("ding", date(2025, 10, 10)), ("wei", date(2025, 2, 1))])
def test_no_claim_under_a_deed_that_gave_her_the_debt_or_came_later(assignee: str, day: date) -> None:
    case = divorced(paid(EventKind.CO_DEBTOR_PAID, "ding", day=day), assignee=assignee)
    with pytest.raises(Undecided):
        remedies(case, "ding")


def test_c39_a_divorced_co_borrower_claims_all_as_the_deed_says() -> None:
    deed = DivorceProperty(debt_assignee="peng", fair_overall=True)
    tie = Marriage(
        a="peng", b="ya", since=date(2016, 5, 3), until=date(2025, 8, 1), end=MarriageEnd.DIVORCE,
        divorce_property=deed,
    )  # fmt: skip
    case = sixty_thousand(
        a_role("peng"), a_role("ya", RoleKind.CO_BORROWER), marriages=(tie,),
        events=(paid(EventKind.CO_DEBTOR_PAID, "ya"),),
    )  # fmt: skip
    finding = remedies(case, "ya")
    assert finding.codes == (R.RECOURSE_OVER_SHARE, R.RECOURSE_DIVORCE_DEAL)
    assert dict(finding.figures) == {Figure.SHARE: 0, Figure.RECOURSE_AMOUNT: 60_000}


def relative(kind: RelationKind, **facts: Any) -> Case:
    payment = paid(EventKind.THIRD_PARTY_PAID, "father", Decimal(9_000))
    tie = Relation(a="father", b="shen", kind=kind)
    return sixty_thousand(
        a_role("shen"), persons=(a_person("father"), a_person("mother")), relations=(tie,), events=(payment,), **facts
    )


def test_c33_a_father_who_paid_instalments_takes_the_claim_over() -> None:
    joined = Accession(
        person="mother", loan="loan1", date=date(2025, 11, 1), form=StatementForm.WRITTEN, told=AccessionTold.CREDITOR,
        words=AccessionWords.JOIN_CLEAR, scope=Decimal(20_000),
    )  # fmt: skip
    codes, figures = weighed(relative(RelationKind.PARENT_CHILD, accessions=(joined,)), "father")
    assert codes == (R.RECOURSE_SUBROGATION,)
    assert figures[Figure.RECOURSE_AMOUNT] == 9_000


@pytest.mark.parametrize("kind", [RelationKind.FRIEND, RelationKind.IN_LAW])
def test_a_friend_who_paid_has_no_lawful_interest(kind: RelationKind) -> None:
    with pytest.raises(Undecided):
        remedies(relative(kind), "father")


@pytest.mark.parametrize("agreed", [False, True])
def test_m17_a_joiner_who_paid_claims_from_the_borrower(agreed: bool) -> None:
    joined = Accession(
        person="father", loan="loan1", date=date(2025, 9, 15), form=StatementForm.WRITTEN, told=AccessionTold.CREDITOR,
        words=AccessionWords.JOIN_CLEAR, scope=Decimal(20_000), recourse_agreed=agreed,
    )  # fmt: skip
    codes, figures = weighed(relative(RelationKind.FRIEND, accessions=(joined,)), "father")
    assert codes == (R.RECOURSE_ACCESSION,)
    assert figures[Figure.RECOURSE_AMOUNT] == 9_000


@pytest.mark.parametrize("knew", [False, True])
def test_c16_who_lent_the_own_name_turns_to_the_true_user(knew: bool) -> None:
    case = sixty_thousand(
        a_role("meng", RoleKind.NOMINAL_BORROWER, SCANNED, lender_knew_true_user=knew),
        a_role("hu", RoleKind.TRUE_USER),
    )
    if knew:
        with pytest.raises(Undecided):
            remedies(case, "meng")
    else:
        assert remedies(case, "meng").codes == (R.CLAIM_VS_TRUE_USER,)
