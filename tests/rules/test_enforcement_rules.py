"""Which rules stand in enforcement, exactly: the judgment and whom it names, and the list."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from autograder.fact_kinds import (
    CollateralKind,
    ContactActor,
    ContactContent,
    CourtEvent,
    ListingGround,
    MarriageEnd,
    Product,
    PropertyKind,
    RelationKind,
)
from autograder.facts import Case, Collateral, Court, DivorceProperty, Marriage, Relation
from autograder.solve import subjects
from autograder.stated import UNKNOWN
from autograder.vocabulary import Enforcement, Question
from tests.rules.record_builders import a_call, a_person
from tests.rules.test_enforcement import (
    JUDGED,
    a_step,
    a_thing,
    enforced,
    enforcement,
)

E, K = Enforcement, CourtEvent
Facts = dict[str, Any]
NAMED, OUTSIDE = {"the_named_are_enforced_against"}, {"only_the_named_are_enforced_against"}


def rules_on(case: Case, person: str = "wang") -> set[str]:
    """The names of the standing rules; none where the question does not arise for the person."""
    if person not in {one.person for one in subjects(case, Question.ENFORCEMENT)}:
        return set()
    return {trial.card.name for trial in enforcement(case, person).verdict.standing}


ACCOUNT, FLAT = PropertyKind.BANK_ACCOUNT, PropertyKind.FLAT


SEIZED = a_step(K.PROPERTY_SEIZED, "wang", property="thing")


def parted(**deed: Any) -> Facts:
    """Wang and his brother, for once husband and wife, have divorced."""
    facts = {"fair_overall": False} | deed
    tie = Marriage(
        a="wang", b="brother", since=date(2016, 5, 3), until=date(2025, 2, 3), end=MarriageEnd.DIVORCE,
        divorce_property=DivorceProperty(**facts),
    )  # fmt: skip
    return {"marriages": (tie,), "relations": ()}


# The judgment and whom it names


@pytest.mark.parametrize("event", [
    K.JUDGMENT, K.MEDIATION_PAPER, K.EXECUTION_FILED, K.ASSET_REPORT_FALSE, K.PROPERTY_SEIZED,
])  # fmt: skip
def test_once_a_court_has_decided_every_outsider_is_told_that_he_is_none(event: CourtEvent) -> None:
    assert rules_on(enforced(a_step(event, "wang"), persons=(a_person("sister"),)), "sister") == OUTSIDE


@pytest.mark.parametrize("event", [K.NOTICE_SERVED, K.PRETRIAL_FREEZE, K.OUTSIDER_OBJECTION])
def test_a_summons_or_a_freeze_before_judgment_decides_nothing(event: CourtEvent) -> None:
    assert rules_on(enforced(a_step(event, "wang"), persons=(a_person("sister"),)), "sister") == set()


def test_a_step_for_another_loan_or_after_the_day_of_the_case_is_none() -> None:
    other = Court(event=K.JUDGMENT, date=date(2026, 1, 12), persons=("wang",), loan="loan2")
    later = a_step(K.JUDGMENT, "wang", day=date(2026, 3, 11))
    anywhere = Court(event=K.JUDGMENT, date=date(2026, 3, 10), persons=("wang",))
    assert rules_on(enforced(other)) == set()
    assert rules_on(enforced(later)) == set()
    assert rules_on(enforced(anywhere)) == NAMED


def family(*steps: Court, born: date = date(2008, 3, 11), kind: RelationKind = RelationKind.PARENT_CHILD) -> Case:
    return enforced(
        *steps, persons=(a_person("child", born=born, able_to_pay=False),),
        relations=(Relation(a="wang", b="child", kind=kind),),
    )  # fmt: skip


RESTRICTED = a_step(K.CONSUMPTION_LIMITED, "wang")
REFLEX = {"debtors_child_is_no_debtor", "child_feels_only_the_school_bill"}


@pytest.mark.parametrize(("case", "names"), [
    (family(JUDGED, RESTRICTED), REFLEX),
    (family(JUDGED), OUTSIDE),
    (family(JUDGED, RESTRICTED, born=date(2008, 3, 10)), OUTSIDE),
    (family(JUDGED, RESTRICTED, kind=RelationKind.SIBLING), OUTSIDE),
    (
        family(a_step(K.JUDGMENT, "wang", "child"), RESTRICTED),
        {*NAMED, "child_feels_only_the_school_bill", "minors_are_never_listed"},
    ),
])  # fmt: skip
def test_a_minor_child_of_a_restricted_debtor_feels_the_school_bill_only(case: Case, names: set[str]) -> None:
    assert rules_on(case, "child") == names


@pytest.mark.parametrize(("steps", "names"), [
    ((JUDGED,), NAMED),
    ((JUDGED, RESTRICTED), {*NAMED, "restriction_limits_the_debtors_luxury"}),
    ((RESTRICTED,), {*NAMED, "restriction_limits_the_debtors_luxury"}),
    ((a_step(K.CONSUMPTION_LIMITED, "sister"),), OUTSIDE),
])  # fmt: skip
def test_a_restriction_hits_whom_it_names(steps: tuple[Court, ...], names: set[str]) -> None:
    assert rules_on(enforced(*steps, persons=(a_person("sister"),))) == names


@pytest.mark.parametrize(("content", "actor", "steps", "stands"), [
    (ContactContent.FALSE_LEGAL_CLAIM, ContactActor.AGENCY, (), True),
    (ContactContent.FALSE_LEGAL_CLAIM, ContactActor.AGENCY, (JUDGED,), False),
    (ContactContent.FALSE_LEGAL_CLAIM, ContactActor.COURT, (), False),
    (ContactContent.DEMAND_PAYMENT, ContactActor.AGENCY, (), False),
])  # fmt: skip
def test_m08_only_a_court_can_do_what_a_collector_threatens(
    content: ContactContent, actor: ContactActor, steps: tuple[Court, ...], stands: bool
) -> None:
    call = a_call("wang", datetime(2026, 2, 3, 10), content, actor=actor)
    names = {"only_a_court_freezes_and_lists"} if stands else NAMED if steps else set()
    assert rules_on(enforced(*steps, contacts=(call,))) == names


# The list


def listed(day: date, ground: Any, *steps: Court, as_of: date = date(2026, 3, 10), able: bool = False) -> Case:
    on = a_step(K.LISTED_DISHONEST, "wang", day=day, ground=ground)
    judged = a_step(K.JUDGMENT, "wang", day=date(2024, 1, 8))
    return enforced(judged, on, *steps, as_of=as_of, persons=(a_person("wang", able_to_pay=able),))


ON_THE_LIST = {*NAMED, "restriction_limits_the_debtors_luxury"}


@pytest.mark.parametrize(("as_of", "on"), [(date(2026, 2, 5), True), (date(2026, 2, 6), False)])
def test_a_listing_with_a_term_is_over_after_two_years(as_of: date, on: bool) -> None:
    case = listed(date(2024, 2, 5), ListingGround.FALSE_ASSET_REPORT, as_of=as_of)
    assert rules_on(case) == ({*ON_THE_LIST, "listing_has_a_term"} if on else NAMED)


def test_a_listing_for_refusal_has_no_term() -> None:
    case = listed(date(2024, 2, 5), ListingGround.ABLE_BUT_REFUSES, as_of=date(2026, 3, 10))
    assert rules_on(case) == ON_THE_LIST


def test_the_ground_of_a_listing_matters_for_its_term_alone() -> None:
    finding = enforcement(listed(date(2025, 2, 5), UNKNOWN))
    restricted = (E.JUDGMENT_DEBTOR, E.CONSUMPTION_RESTRICTED)
    assert set(finding.possible) == {restricted, (*restricted, E.LISTED_UNTIL)}


@pytest.mark.parametrize(("off", "on"), [
    (date(2025, 2, 4), True), (date(2025, 2, 5), False), (date(2026, 3, 11), True),
])  # fmt: skip
def test_a_listing_ends_when_it_is_taken_back(off: date, on: bool) -> None:
    case = listed(date(2025, 2, 5), ListingGround.ABLE_BUT_REFUSES, a_step(K.DELISTED, "wang", day=off))
    assert rules_on(case) == (ON_THE_LIST if on else NAMED)


def test_whoever_is_listed_already_is_not_listed_again() -> None:
    false = a_step(K.ASSET_REPORT_FALSE, "wang")
    assert rules_on(listed(date(2025, 2, 5), ListingGround.ABLE_BUT_REFUSES, false, able=True)) == ON_THE_LIST


@pytest.mark.parametrize(("able", "steps", "names"), [
    (True, (JUDGED,), {*NAMED, "able_debtor_who_refuses_may_be_listed"}),
    (False, (JUDGED,), NAMED),
    (False, (JUDGED, a_step(K.ASSET_REPORT_FALSE, "wang")), {*NAMED, "false_report_leads_to_the_list"}),
    (False, (JUDGED, a_step(K.ASSET_REPORT_FALSE, "sister")), NAMED),
    (True, (a_step(K.JUDGMENT, "sister"),), OUTSIDE),
])  # fmt: skip
def test_what_may_lead_to_the_list(able: bool, steps: tuple[Court, ...], names: set[str]) -> None:
    assert rules_on(enforced(*steps, persons=(a_person("wang", able_to_pay=able), a_person("sister")))) == names


def secured(charged: int = 0, seized: int = 0, *, given_up: date | None = None, judged: Court = JUDGED) -> Case:
    """Twenty thousand are owed; things are charged for them, and a car of the debtor is seized."""
    pledge = Collateral(
        loan="loan1", owner="sister", kind=CollateralKind.PLEDGE, value=Decimal(charged), registered=True,
        given_up_on=given_up,
    )  # fmt: skip
    car = a_thing(PropertyKind.CAR, "wang", value=Decimal(seized))
    steps = (judged, *((a_step(K.PROPERTY_SEIZED, "wang", property="thing"),) if seized else ()))
    return enforced(
        *steps, persons=(a_person("wang", able_to_pay=True), a_person("sister")), properties=(car,),
        collaterals=(pledge,) if charged else (),
    )  # fmt: skip


@pytest.mark.parametrize(("case", "listing"), [
    (secured(charged=20_000), False),
    (secured(charged=19_999), True),
    (secured(seized=20_000), False),
    (secured(charged=10_000, seized=10_000), False),
    (secured(charged=20_000, given_up=date(2026, 3, 10)), True),
    (secured(charged=20_000, given_up=date(2026, 3, 11)), False),
    (secured(charged=20_000, judged=a_step(K.JUDGMENT, "wang", amount=Decimal(20_001))), True),
    (secured(charged=9_000, judged=a_step(K.JUDGMENT, "wang", amount=Decimal(9_000))), False),
])  # fmt: skip
def test_where_enough_is_secured_ability_to_pay_leads_to_no_listing(case: Case, listing: bool) -> None:
    finding = enforcement(case)
    assert (E.LISTING_POSSIBLE in finding.codes) is listing


def test_security_is_no_excuse_for_a_false_report() -> None:
    case = secured(charged=20_000)
    false = enforced(JUDGED, a_step(K.ASSET_REPORT_FALSE, "wang"), persons=case.persons, collaterals=case.collaterals)
    assert E.LISTING_POSSIBLE in enforcement(false).codes


CAMPUS: Facts = {"product": Product.CAMPUS}


@pytest.mark.parametrize(("steps", "student", "loan", "names"), [
    (
        (JUDGED,), True, CAMPUS,
        {*NAMED, "students_are_spared_the_list"},
    ),
    ((JUDGED,), False, CAMPUS, NAMED),
    ((JUDGED,), True, {}, NAMED),
    ((), True, CAMPUS, set()),
    ((a_step(K.JUDGMENT, "sister"),), True, CAMPUS, OUTSIDE),
])  # fmt: skip
def test_c38_who_is_spared_the_list_as_a_student(
    steps: tuple[Court, ...], student: bool, loan: Facts, names: set[str]
) -> None:
    people = (a_person("wang", able_to_pay=False, fulltime_student=student), a_person("sister"))
    assert rules_on(enforced(*steps, persons=people, loan=loan)) == names


def test_a_minor_named_in_no_judgment_is_spared_nothing() -> None:
    case = enforced(a_step(K.JUDGMENT, "wang"), persons=(a_person("child", born=date(2012, 3, 3)),))
    assert rules_on(case, "child") == OUTSIDE
