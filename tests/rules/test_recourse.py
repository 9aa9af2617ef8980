"""Recourse: what guarantors, joint debtors, divorced spouses, joiners and relatives get back for what they paid."""

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
    Purpose,
    RelationKind,
    RoleKind,
    Signature,
    SpouseActKind,
    StatementForm,
)
from autograder.facts import Accession, Act, Case, Collateral, DivorceProperty, Event, Marriage, Relation, SpouseAct
from autograder.rulebook import Subject, Undecided, weigh
from autograder.solve import Finding, find
from autograder.vocabulary import Figure, Question, Remedy
from tests.rules.record_builders import a_case, a_guarantee, a_loan, a_person, a_role, an_event
from tests.space.altered import replaced

R = Remedy
AS_OF, DUE, SIGNED = date(2025, 12, 1), date(2025, 9, 1), date(2024, 9, 1)
SIXTY = Decimal(60_000)
SCANNED = Act(signature=Signature.GENUINE, identity_check_by_self=True)
AMOUNT = Figure.RECOURSE_AMOUNT


def paid(kind: EventKind, person: str | None, amount: Decimal | None = SIXTY, day: date = date(2025, 10, 10)) -> Event:
    return an_event(kind, day, person=person, amount=amount)


def remedies(case: Case, person: str) -> Finding:
    return find(case, Question.REMEDIES, Subject(person, "loan1"))


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


def time_barred(*events: Event, due: date = date(2022, 6, 10), knew: bool = True) -> Case:
    """Qiu vouched in 2024 for a debt that had been due in June 2022 and was never demanded."""
    roles = (a_role("wang"), a_role("qiu", RoleKind.GUARANTOR))
    loan = a_loan(due, signed=date(2021, 6, 10), nominal=SIXTY)
    guarantee = a_guarantee("qiu", SIGNED, knew_time_bar=knew)
    return a_case(AS_OF, loan, *roles, guarantees=(guarantee,), events=events)


@pytest.mark.parametrize(("waived", "code"), [(False, R.NO_RECOURSE), (True, R.RECOURSE_FULL)])
def test_m04_who_pays_a_debt_known_to_be_time_barred_needs_the_borrowers_waiver(waived: bool, code: Remedy) -> None:
    waiver = an_event(EventKind.DEBT_ACKNOWLEDGED, date(2025, 9, 20))
    events = (paid(EventKind.GUARANTOR_PAID, "qiu"), *((waiver,) if waived else ()))
    finding = remedies(time_barred(*events), "qiu")
    assert finding.codes == (code,)
    assert (AMOUNT in finding.figures) is waived


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
    finding = remedies(relative(RelationKind.PARENT_CHILD, accessions=(joined,)), "father")
    assert finding.codes == (R.RECOURSE_SUBROGATION,)
    assert finding.figures[Figure.RECOURSE_AMOUNT] == 9_000


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
    finding = remedies(relative(RelationKind.FRIEND, accessions=(joined,)), "father")
    assert finding.codes == (R.RECOURSE_ACCESSION,)
    assert finding.figures[Figure.RECOURSE_AMOUNT] == 9_000


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


# Which rules stand, exactly


def rules_on(case: Case, person: str) -> set[str]:
    verdict = weigh(Question.REMEDIES, case, Subject(person, "loan1"))
    return {trial.card.name for trial in verdict.standing} - {"good_habits_are_no_rules"}


PAID = paid(EventKind.GUARANTOR_PAID, "qiu")
WAIVED = an_event(EventKind.DEBT_ACKNOWLEDGED, date(2025, 9, 20))
NO, FULL = {"time_bar_ignored_costs_the_recourse"}, {"guarantor_gets_all_back"}


@pytest.mark.parametrize(("case", "names"), [
    (time_barred(PAID), NO),
    (time_barred(), set()),
    (time_barred(PAID, knew=False), FULL),
    (time_barred(PAID, due=date(2022, 10, 10)), FULL),
    (time_barred(PAID, due=date(2022, 10, 9)), NO),
    (time_barred(PAID, WAIVED), FULL),
    (time_barred(PAID, an_event(EventKind.NEGOTIATION_AGREED, date(2025, 10, 10))), FULL),
    (time_barred(PAID, an_event(EventKind.DEBT_ACKNOWLEDGED, date(2025, 10, 11))), NO),
    (time_barred(PAID, an_event(EventKind.DEMANDED_DEBTOR, date(2025, 9, 20))), NO),
])  # fmt: skip
def test_m04_a_known_time_bar_costs_the_recourse(case: Case, names: set[str]) -> None:
    standing = {trial.card.name for trial in weigh(Question.REMEDIES, case, Subject("qiu", "loan1")).standing}
    assert standing & (NO | FULL) == names


def test_a_payment_by_the_guarantor_is_nobodys_in_particular_where_there_are_two() -> None:
    payment = paid(EventKind.GUARANTOR_PAID, None)
    roles = (a_role("wang"), a_role("qiu", RoleKind.GUARANTOR), a_role("xie", RoleKind.GUARANTOR))
    vows = (a_guarantee("qiu", SIGNED), a_guarantee("xie", SIGNED))
    assert rules_on(sixty_thousand(*roles, guarantees=vows, events=(payment,)), "qiu") == set()
    assert rules_on(sixty_thousand(*roles[:2], guarantees=vows[:1], events=(payment,)), "qiu") == FULL


def test_a_payment_that_names_nobody_is_a_guarantors_only_if_the_file_says_so() -> None:
    for kind in (EventKind.CO_DEBTOR_PAID, EventKind.THIRD_PARTY_PAID):
        case = guaranteed(paid(kind, None))
        assert rules_on(case, "qiu") == set()


@pytest.mark.parametrize("kind", [EventKind.CO_DEBTOR_PAID, EventKind.THIRD_PARTY_PAID])
def test_a_stranger_who_paid_is_no_joint_debtor(kind: EventKind) -> None:
    case = jointly(paid(kind, "gu"))
    assert rules_on(replaced(case, persons=(*case.persons, a_person("gu"))), "gu") == set()


def test_a_sole_borrower_shares_with_nobody() -> None:
    case = sixty_thousand(a_role("mao"), events=(paid(EventKind.CO_DEBTOR_PAID, "mao", Decimal(66_000)),))
    assert rules_on(case, "mao") == set()


DEED = {"divorce_deed_is_called_in"}


@pytest.mark.parametrize(("facts", "names"), [
    ({}, DEED),
    ({"spouse_acts": ()}, set()),
    ({"assignee": "ding"}, set()),
])  # fmt: skip
def test_c20_a_divorce_deed_is_called_in_by_who_owed_and_paid(facts: dict[str, Any], names: set[str]) -> None:
    assert rules_on(divorced(paid(EventKind.CO_DEBTOR_PAID, "ding"), **facts), "ding") == names


@pytest.mark.parametrize(("day", "stands"), [(date(2025, 2, 28), False), (date(2025, 3, 1), True)])
def test_what_was_paid_before_the_divorce_is_no_matter_of_the_deed(day: date, stands: bool) -> None:
    case = divorced(paid(EventKind.CO_DEBTOR_PAID, "ding", day=day))
    assert rules_on(case, "ding") == (DEED if stands else set())


def test_without_payment_there_is_nothing_to_call_in() -> None:
    assert rules_on(divorced(), "ding") == set()


def joining(words: AccessionWords = AccessionWords.JOIN_CLEAR, **facts: Any) -> dict[str, Any]:
    usual: dict[str, Any] = {
        "person": "father", "loan": "loan1", "date": date(2025, 9, 15), "form": StatementForm.WRITTEN,
        "told": AccessionTold.CREDITOR, "scope": Decimal(20_000),
    }  # fmt: skip
    return {"accessions": (Accession(words=words, **(usual | facts)),)}


SAVED, AGREED = {"joiner_claims_what_was_saved"}, {"joiner_claims_as_agreed"}
SUBROGATED = {"payer_with_an_interest_takes_the_claim_over"}


@pytest.mark.parametrize(("facts", "names"), [
    (joining(), SAVED),
    (joining(recourse_agreed=True), AGREED),
    (joining(AccessionWords.PAY_SOME_ONLY), SUBROGATED),
    (joining(creditor_rejected=True), SUBROGATED),
    (joining(told=AccessionTold.DEBTOR_ONLY), SUBROGATED),
    (joining(date=date(2025, 10, 11)), SUBROGATED),
    (joining(date=date(2025, 10, 10)), SAVED),
    ({}, SUBROGATED),
])  # fmt: skip
def test_m17_who_joined_the_debt_claims_otherwise_than_who_helped_out(facts: dict[str, Any], names: set[str]) -> None:
    assert rules_on(relative(RelationKind.PARENT_CHILD, **facts), "father") == names


def test_who_joined_and_paid_nothing_claims_nothing() -> None:
    case = replaced(relative(RelationKind.PARENT_CHILD, **joining(recourse_agreed=True)), events=())
    assert rules_on(case, "father") == set()
    case = replaced(relative(RelationKind.PARENT_CHILD, **joining()), events=())
    assert rules_on(case, "father") == set()
    assert rules_on(replaced(relative(RelationKind.PARENT_CHILD), events=()), "father") == set()


@pytest.mark.parametrize(("day", "stands"), [(date(2020, 12, 31), False), (date(2021, 1, 1), True)])
def test_stepping_into_the_claim_is_law_since_the_civil_code(day: date, stands: bool) -> None:
    payment = paid(EventKind.THIRD_PARTY_PAID, "father", Decimal(9_000), day=day)
    case = replaced(relative(RelationKind.PARENT_CHILD), events=(payment,))
    loan = a_loan(date(2020, 9, 1), signed=date(2019, 9, 2), nominal=SIXTY, within_daily_needs=False)
    assert rules_on(replaced(case, loans=(loan,)), "father") == (SUBROGATED if stands else set())


@pytest.mark.parametrize(("marriage", "stands"), [
    ({}, True),
    ({"until": date(2025, 10, 11), "end": MarriageEnd.DIVORCE}, True),
    ({"until": date(2025, 10, 10), "end": MarriageEnd.DIVORCE}, False),
    ({"since": date(2025, 10, 11)}, False),
])  # fmt: skip
def test_a_spouse_is_close_on_the_day_of_the_payment(marriage: dict[str, Any], stands: bool) -> None:
    usual: dict[str, Any] = {"a": "father", "b": "shen", "since": date(2016, 5, 3)}
    tie = Marriage(**(usual | marriage))
    case = relative(RelationKind.FRIEND, marriages=(tie,))
    assert rules_on(case, "father") == (SUBROGATED if stands else set())


def test_an_organisation_has_no_relatives() -> None:
    case = relative(RelationKind.SIBLING)
    firm = a_person("shen", is_org=True)
    persons = tuple(firm if one.id == "shen" else one for one in case.persons)
    assert rules_on(case, "father") == SUBROGATED
    assert rules_on(replaced(case, persons=persons), "father") == set()


def test_who_owns_the_pledge_has_an_interest_of_his_own() -> None:
    pledge = Collateral(loan="loan1", owner="father", kind=CollateralKind.PLEDGE, value=Decimal(9_000), registered=True)
    assert rules_on(relative(RelationKind.FRIEND, collaterals=(pledge,)), "father") == SUBROGATED
    assert rules_on(relative(RelationKind.FRIEND, collaterals=(pledge,), **joining()), "father") == SAVED


def test_who_owes_himself_pays_his_own_debt() -> None:
    case = relative(RelationKind.PARENT_CHILD)
    joint = (*case.roles, a_role("father", RoleKind.CO_BORROWER))
    assert rules_on(replaced(case, roles=joint), "father") == set()


@pytest.mark.parametrize(("roles", "stands"), [
    ((a_role("meng", RoleKind.NOMINAL_BORROWER, SCANNED, lender_knew_true_user=False),), False),
    ((a_role("meng"), a_role("hu", RoleKind.TRUE_USER)), False),
    (
        (
            a_role("meng", RoleKind.NOMINAL_BORROWER, SCANNED, lender_knew_true_user=False),
            a_role("hu", RoleKind.TRUE_USER),
        ), True,
    ),
])  # fmt: skip
def test_c16_only_who_lent_the_name_to_somebody_turns_to_him(roles: tuple[Any, ...], stands: bool) -> None:
    names = {"name_lender_turns_to_the_true_user"} if stands else set()
    assert rules_on(sixty_thousand(*roles, persons=(a_person("hu"),)), "meng") == names
