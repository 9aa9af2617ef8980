"""Which rules stand in enforcement, exactly: property that was moved away."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from autograder.fact_kinds import (
    EventKind,
    ListingGround,
    PropertyKind,
    TransferKind,
)
from autograder.facts import Case, Court, Event, Transfer
from autograder.vocabulary import Figure
from tests.rules.record_builders import a_person, an_event
from tests.rules.test_enforcement import (
    JUDGED,
    SUED,
    a_step,
    a_thing,
    enforcement,
    moved,
    transferred,
)
from tests.rules.test_enforcement_rules import (
    FLAT,
    E,
    Facts,
    K,
    parted,
    rules_on,
)

# Moved property


GIFT, SALE, DEED = TransferKind.GIFT, TransferKind.SALE, TransferKind.DIVORCE_ALLOCATION
CHEAP: Facts = {"price": Decimal(629_999)}
FAIR: Facts = {"price": Decimal(900_000)}


@pytest.mark.parametrize(("move", "facts", "names"), [
    (moved(GIFT), {}, {"gift_is_undone"}),
    (moved(GIFT, impairs_creditor=False), {}, set()),
    (moved(TransferKind.WAIVER, transferee_knew=False), {}, {"gift_is_undone"}),
    (moved(GIFT, creditor_knew_on=date(2025, 5, 29)), {}, {"late_attack_fails"}),
    (moved(SALE, **CHEAP), {"kin": False}, {"knowing_cheap_purchase_is_undone"}),
    (moved(SALE, **CHEAP), {}, {"knowing_cheap_purchase_is_undone"}),
    (moved(SALE, **CHEAP, impairs_creditor=False), {}, set()),
    (moved(SALE, **CHEAP, transferee_knew=False), {}, set()),
    (moved(SALE, **CHEAP, creditor_knew_on=date(2025, 5, 29)), {}, {"late_attack_fails"}),
    (moved(SALE, price=Decimal(630_000)), {"kin": False}, set()),
    (moved(SALE, price=Decimal(630_000)), {}, {"sale_to_kin_may_be_too_cheap"}),
    (moved(SALE, price=Decimal(899_999)), {}, {"sale_to_kin_may_be_too_cheap"}),
    (moved(SALE, price=Decimal(630_000), transferee_knew=False), {}, set()),
    (moved(SALE, price=Decimal(630_000), creditor_knew_on=date(2025, 5, 29)), {}, {"late_attack_fails"}),
    (moved(SALE, **FAIR), {}, set()),
    (moved(DEED), parted(), {"divorce_deal_that_strips_a_debtor_is_undone"}),
    (moved(DEED), parted(fair_overall=True), set()),
    (moved(DEED, creditor_knew_on=date(2025, 5, 29)), parted(), {"late_attack_fails"}),
    (moved(GIFT, date=date(2024, 2, 29)), {}, set()),
    (moved(GIFT, date=date(2024, 3, 1), creditor_knew_on=date(2025, 9, 1)), {}, {"gift_is_undone"}),
    (moved(GIFT, date=date(2026, 6, 2), creditor_knew_on=None), {}, set()),
    (moved(GIFT, from_person="brother", to_person="wang"), {}, set()),
])  # fmt: skip
def test_which_transfers_can_be_undone(move: Transfer, facts: Facts, names: set[str]) -> None:
    clock = {"attack_has_its_last_day"} if names - {"late_attack_fails"} else set()
    assert rules_on(transferred(move, **facts), "brother") == names | clock


def test_whether_a_sale_between_brothers_above_seven_tenths_is_too_cheap_is_left_open() -> None:
    finding = enforcement(transferred(moved(SALE, price=Decimal(800_000)), JUDGED), "brother")
    assert finding.codes == (E.NOT_JUDGMENT_DEBTOR, E.OWN_PROPERTY_FREE, E.TRANSFER_REVOCABLE)
    assert finding.accepted == (finding.codes, (E.NOT_JUDGMENT_DEBTOR, E.OWN_PROPERTY_FREE))


@pytest.mark.parametrize(("as_of", "name"), [
    (date(2025, 1, 31), "divorce_deal_was_undone_like_any_transfer"),
    (date(2025, 2, 1), "divorce_deal_that_strips_a_debtor_is_undone"),
])  # fmt: skip
def test_the_rule_on_divorce_deeds_is_of_february_2025(as_of: date, name: str) -> None:
    move = moved(DEED, date=date(2024, 12, 2), creditor_knew_on=None)
    assert rules_on(transferred(move, as_of=as_of, **parted()), "brother") == {name, "attack_has_its_last_day"}


@pytest.mark.parametrize(("move", "fair", "names"), [
    (moved(DEED, date=date(2019, 3, 4), creditor_knew_on=None), False, {"late_attack_fails"}),
    (moved(DEED, date=date(2024, 12, 2), creditor_knew_on=None), True, set()),
    (
        moved(GIFT, date=date(2024, 12, 2), creditor_knew_on=None), False,
        {"gift_is_undone", "attack_has_its_last_day"},
    ),
])  # fmt: skip
def test_before_2025_too_a_deed_was_attacked_in_time_and_if_unfair(move: Transfer, fair: bool, names: set[str]) -> None:
    case = transferred(move, as_of=date(2025, 1, 31), loan={"signed": date(2018, 1, 8)}, **parted(fair_overall=fair))
    assert rules_on(case, "brother") == names


@pytest.mark.parametrize(("move", "facts", "free"), [
    (moved(GIFT), {}, False),
    (moved(GIFT, impairs_creditor=False), {}, True),
    (moved(GIFT, creditor_knew_on=date(2025, 5, 29)), {}, True),
    (moved(SALE, **FAIR), {}, True),
    (moved(SALE, **CHEAP), {}, False),
    (moved(SALE, **CHEAP, transferee_knew=False), {}, True),
    (moved(DEED), parted(), False),
    (moved(DEED), parted(fair_overall=True), True),
])  # fmt: skip
def test_what_somebody_got_from_the_debtor_is_his_own_unless_it_can_be_fetched_back(
    move: Transfer, facts: Facts, free: bool
) -> None:
    assert ("own_things_stay_free" in rules_on(transferred(move, JUDGED, **facts), "brother")) is free


DODGED = {"evasion_leads_to_the_list", "dodging_a_judgment_may_be_a_crime"}


def dodging(
    move: Transfer, *steps: Court, able: bool = True, sued: date | None = date(2025, 1, 6), **facts: Any
) -> Case:
    begun: tuple[Event, ...] = () if sued is None else (an_event(EventKind.SUED_DEBTOR, sued),)
    people = (a_person("brother"), a_person("wang", able_to_pay=able))
    return transferred(move, *steps, events=begun, persons=people, **facts)


@pytest.mark.parametrize(("case", "names"), [
    (dodging(moved(), JUDGED), DODGED),
    (dodging(moved(), JUDGED, able=False), {"evasion_leads_to_the_list"}),
    (dodging(moved()), set()),
    (dodging(moved(), JUDGED, sued=date(2025, 2, 4)), set()),
    (dodging(moved(), JUDGED, sued=None), set()),
    (dodging(moved(), a_step(K.JUDGMENT, "wang", filed=date(2025, 2, 3)), sued=None), DODGED),
    (dodging(moved(SALE, **CHEAP, transferee_knew=False), JUDGED), DODGED),
    (dodging(moved(SALE, **FAIR), JUDGED), set()),
    (dodging(moved(SALE, price=Decimal(800_000)), JUDGED), set()),
    (dodging(moved(DEED), JUDGED, **parted()), DODGED),
])  # fmt: skip
def test_c21_who_moves_things_away_after_the_suit_began(case: Case, names: set[str]) -> None:
    assert rules_on(case) & DODGED == names
    assert rules_on(case, "brother") & DODGED == set()


JUDGED_IN_2024 = a_step(K.JUDGMENT, "wang", day=date(2024, 9, 2))
OLD, NEW = "dodging_after_the_judgment_was_a_crime", "dodging_a_judgment_may_be_a_crime"


@pytest.mark.parametrize(("as_of", "given", "able", "names"), [
    (date(2024, 11, 30), date(2024, 9, 2), True, {OLD}),
    (date(2024, 11, 30), date(2024, 9, 1), True, set()),
    (date(2024, 11, 30), date(2024, 9, 2), False, set()),
    (date(2024, 12, 1), date(2024, 9, 2), True, {NEW}),
    (date(2024, 12, 1), date(2024, 9, 1), True, {NEW}),
])  # fmt: skip
def test_before_december_2024_the_crime_began_with_the_judgment(
    as_of: date, given: date, able: bool, names: set[str]
) -> None:
    move = moved(date=given, creditor_knew_on=None)
    case = dodging(move, JUDGED_IN_2024, able=able, sued=date(2024, 6, 3), as_of=as_of)
    assert rules_on(case) & {OLD, NEW} == names
    assert rules_on(case, "brother") & {OLD, NEW} == set()


@pytest.mark.parametrize(("kind", "day", "impairs", "who", "protected"), [
    (FLAT, date(2026, 1, 12), True, "wang", False),
    (FLAT, date(2026, 1, 11), True, "wang", True),
    (FLAT, date(2026, 1, 12), False, "wang", True),
    (PropertyKind.CAR, date(2026, 1, 12), True, "wang", True),
    (FLAT, date(2026, 1, 12), True, "brother", True),
])  # fmt: skip
def test_who_moved_another_home_away_after_the_judgment_cannot_plead_the_last_one(
    kind: PropertyKind, day: date, impairs: bool, who: str, protected: bool
) -> None:
    home = a_thing(FLAT, "wang", id="home", only_home=True)
    other = a_thing(kind, "brother")
    to = "brother" if who == "wang" else "wang"
    move = moved(from_person=who, to_person=to, date=day, impairs_creditor=impairs, creditor_knew_on=None)
    case = transferred(move, JUDGED, properties=(home, other))
    assert ("last_home_is_not_simply_sold" in rules_on(case)) is protected


def test_whoever_is_listed_already_is_not_listed_again_for_evasion() -> None:
    on = a_step(K.LISTED_DISHONEST, "wang", day=date(2026, 2, 3), ground=ListingGround.ABLE_BUT_REFUSES)
    assert rules_on(dodging(moved(), JUDGED, on)) & DODGED == {"dodging_a_judgment_may_be_a_crime"}


def test_c21_the_figure_is_the_last_day_of_the_attack_that_is_still_open() -> None:
    finding = enforcement(transferred(moved(), SUED), "brother")
    assert finding.figures[Figure.AVOIDANCE_UNTIL] == date(2026, 9, 1)
