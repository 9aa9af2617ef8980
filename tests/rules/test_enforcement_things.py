"""Which rules stand in enforcement, exactly: things, a flat from a divorce, a promise to the court."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from autograder.fact_kinds import (
    MarriageEnd,
    PropertyKind,
    TransferKind,
)
from autograder.facts import Case, Court, Marriage, Property
from autograder.rulebook import Subject
from autograder.solve import find
from autograder.vocabulary import Figure, Question
from tests.rules.record_builders import a_person
from tests.rules.test_enforcement import (
    JUDGED,
    a_step,
    a_thing,
    enforced,
    enforcement,
    married,
    moved,
    transferred,
)
from tests.rules.test_enforcement_rules import (
    ACCOUNT,
    FLAT,
    NAMED,
    OUTSIDE,
    SEIZED,
    E,
    Facts,
    K,
    parted,
    rules_on,
)

# Things


def small(kind: PropertyKind, *title: str, **facts: Any) -> Property:
    """Worth less than what is owed, so that its seizure secures nothing."""
    return a_thing(kind, *title, value=Decimal(900), **facts)


@pytest.mark.parametrize(("kind", "steps", "names"), [
    (ACCOUNT, (JUDGED,), {*OUTSIDE, "account_belongs_to_the_holder"}),
    (FLAT, (JUDGED,), {*OUTSIDE, "own_things_stay_free"}),
    (FLAT, (JUDGED, SEIZED), {*OUTSIDE, "own_things_stay_free", "seized_owner_objects"}),
    (ACCOUNT, (), set()),
    (FLAT, (), set()),
    (ACCOUNT, (a_step(K.JUDGMENT, "wang", "sister"),), NAMED),
    (FLAT, (a_step(K.JUDGMENT, "wang", "sister"), SEIZED), NAMED),
])  # fmt: skip
def test_an_outsiders_own_things_stay_free(kind: PropertyKind, steps: tuple[Court, ...], names: set[str]) -> None:
    case = enforced(*steps, persons=(a_person("sister", able_to_pay=False),), properties=(small(kind, "sister"),))
    assert rules_on(case, "sister") == names


def test_a_thing_that_stands_in_anothers_name_is_not_ones_own() -> None:
    case = enforced(JUDGED, persons=(a_person("sister"),), properties=(a_thing(FLAT, "sister", "aunt"),))
    assert rules_on(case, "sister") == OUTSIDE


SHARE = {*OUTSIDE, "only_the_debtors_share_answers"}
WIFE = {*OUTSIDE, "spouse_is_not_simply_added"}


@pytest.mark.parametrize(("case", "person", "names"), [
    (enforced(JUDGED, persons=(a_person("sister"),), properties=(a_thing(FLAT, "wang", "sister"),)), "sister", SHARE),
    (enforced(JUDGED, persons=(a_person("sister"),), properties=(a_thing(FLAT, "wang"),)), "sister", OUTSIDE),
    (married(JUDGED, properties=(a_thing(FLAT, "wang", community=True),)), "wife", {*WIFE, *SHARE}),
    (married(JUDGED, properties=(a_thing(FLAT, "wang", community=False),)), "wife", WIFE),
    (
        married(JUDGED, properties=(a_thing(ACCOUNT, "wife", community=True),)), "wife",
        {*WIFE, "spouses_account_with_common_money"},
    ),
    (
        married(JUDGED, properties=(
            a_thing(ACCOUNT, "wife", community=True), a_thing(FLAT, "wang", id="flat", community=True),
        )), "wife", {*WIFE, *SHARE},
    ),
    (married(JUDGED), "wife", WIFE),
    (married(a_step(K.JUDGMENT, "wife")), "wife", NAMED),
    (enforced(JUDGED, persons=(a_person("wife"),)), "wife", OUTSIDE),
])  # fmt: skip
def test_c37_of_common_things_only_the_debtors_share_answers(case: Case, person: str, names: set[str]) -> None:
    assert rules_on(case, person) == names


@pytest.mark.parametrize(("title", "kind"), [("wife", ACCOUNT), ("wang", FLAT)])
def test_where_both_spouses_are_judged_nothing_of_the_common_things_is_spared(title: str, kind: PropertyKind) -> None:
    both = a_step(K.JUDGMENT, "wang", "wife")
    case = married(both, SEIZED, properties=(small(kind, title, community=True),))
    assert rules_on(case, "wife") == {*NAMED, "joint_debt_reaches_the_whole_community"}
    apart = enforced(both, persons=(a_person("wife", able_to_pay=False),))
    assert rules_on(apart, "wife") == NAMED


@pytest.mark.parametrize(("kind", "title", "only", "protected"), [
    (FLAT, "wang", True, True), (FLAT, "wang", False, False), (PropertyKind.CAR, "wang", True, False),
    (FLAT, "sister", True, False),
])  # fmt: skip
def test_only_the_debtors_own_last_flat_is_protected(
    kind: PropertyKind, title: str, only: bool, protected: bool
) -> None:
    flat = a_thing(kind, title, only_home=only)
    case = enforced(JUDGED, persons=(a_person("sister"),), properties=(flat,))
    assert ("last_home_is_not_simply_sold" in rules_on(case)) is protected
    assert "last_home_is_not_simply_sold" not in rules_on(case, "sister")
    assert rules_on(enforced(properties=(flat,), persons=(a_person("sister"),))) == set()


@pytest.mark.parametrize(("steps", "names"), [
    ((JUDGED, SEIZED), {*NAMED, "wages_leave_enough_to_live_on"}),
    ((JUDGED,), NAMED),
    ((a_step(K.JUDGMENT, "sister"), SEIZED), {*OUTSIDE, "own_things_stay_free", "seized_owner_objects"}),
])  # fmt: skip
def test_wages_that_are_taken_leave_enough_to_live_on(steps: tuple[Court, ...], names: set[str]) -> None:
    wages = small(PropertyKind.SALARY, "wang")
    assert rules_on(enforced(*steps, persons=(a_person("sister"),), properties=(wages,))) == names


# A flat from a divorce, a promise to the court

GIFT, DEED = TransferKind.GIFT, TransferKind.DIVORCE_ALLOCATION


@pytest.mark.parametrize(("steps", "title", "kind", "stands"), [
    ((JUDGED, SEIZED), "wang", DEED, True),
    ((JUDGED,), "wang", DEED, False),
    ((JUDGED, SEIZED), "brother", DEED, False),
    ((JUDGED, SEIZED), "wang", GIFT, False),
    ((a_step(K.JUDGMENT, "wang", "brother"), SEIZED), "wang", DEED, False),
])  # fmt: skip
def test_a_flat_from_a_divorce_is_unsettled_while_it_is_not_registered(
    steps: tuple[Court, ...], title: str, kind: TransferKind, stands: bool
) -> None:
    facts = parted(fair_overall=True) | {"properties": (a_thing(FLAT, title),)}
    people = (a_person("brother", able_to_pay=False),)
    case = transferred(moved(kind, impairs_creditor=False), *steps, persons=people, **facts)
    assert ("flat_from_a_divorce_not_yet_registered" in rules_on(case, "brother")) is stands


PROMISE: Facts = {"event": K.THIRD_PARTY_UNDERTAKING, "date": date(2026, 2, 3), "persons": ("sister",), "loan": "loan1"}


@pytest.mark.parametrize(("facts", "bound"), [
    ({}, True),
    ({"persons": ("aunt",)}, False),
    ({"loan": "loan2"}, False),
    ({"date": date(2026, 3, 11)}, False),
    ({"event": K.NOTICE_SERVED}, False),
])  # fmt: skip
def test_a_promise_to_the_court_is_enforced_against_whoever_made_it(facts: Facts, bound: bool) -> None:
    promise = Court(**(PROMISE | {"amount": Decimal(8_000)} | facts))
    case = enforced(JUDGED, promise, persons=(a_person("sister"), a_person("aunt")))
    names = {"promise_to_the_court_is_enforced"} if bound else set()
    assert rules_on(case, "sister") == OUTSIDE | names
    if bound:
        finding = find(case, Question.ENFORCEMENT, Subject("sister", "loan1"))
        assert finding.codes == (E.NOT_JUDGMENT_DEBTOR, E.UNDERTAKING_BOUND)
        assert finding.figures[Figure.AMOUNT_CAP] == 8_000


def test_a_promise_without_a_sum_is_bound_by_its_words_alone() -> None:
    case = enforced(JUDGED, Court(**PROMISE), persons=(a_person("sister"),))
    assert Figure.AMOUNT_CAP not in enforcement(case, "sister").figures


def test_a_property_in_both_names_needs_no_marriage() -> None:
    things: tuple[Property, ...] = (a_thing(FLAT, "wang", "wife", community=True),)
    divorced = Marriage(a="wang", b="wife", since=date(2016, 5, 3), until=date(2026, 3, 10), end=MarriageEnd.DIVORCE)
    case = enforced(JUDGED, persons=(a_person("wife"),), properties=things, marriages=(divorced,))
    assert rules_on(case, "wife") == SHARE
