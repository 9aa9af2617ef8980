"""Which rules stand in enforcement, exactly: debtors and outsiders, the list, things, moved property, promises."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from autograder.fact_kinds import (
    CollateralKind,
    ContactActor,
    ContactContent,
    CourtEvent,
    EventKind,
    ListingGround,
    MarriageEnd,
    Product,
    PropertyKind,
    RelationKind,
    TransferKind,
)
from autograder.facts import Case, Collateral, Court, DivorceProperty, Event, Marriage, Property, Relation, Transfer
from autograder.rulebook import Subject
from autograder.solve import find, subjects
from autograder.stated import UNKNOWN
from autograder.vocabulary import Enforcement, Figure, Question
from tests.rules.record_builders import a_call, a_person, an_event
from tests.rules.test_enforcement import (
    JUDGED,
    SUED,
    a_step,
    a_thing,
    enforced,
    enforcement,
    married,
    moved,
    transferred,
)

E, K = Enforcement, CourtEvent
Facts = dict[str, Any]
NAMED, OUTSIDE = {"the_named_are_enforced_against"}, {"only_the_named_are_enforced_against"}


def rules_on(case: Case, person: str = "wang") -> set[str]:
    """The names of the standing rules; none where the question does not arise for the person."""
    if person not in {one.person for one in subjects(case, Question.ENFORCEMENT)}:
        return set()
    return {trial.card.name for trial in enforcement(case, person).verdict.standing}


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


# Things


def small(kind: PropertyKind, *title: str, **facts: Any) -> Property:
    """Worth less than what is owed, so that its seizure secures nothing."""
    return a_thing(kind, *title, value=Decimal(900), **facts)


ACCOUNT, FLAT = PropertyKind.BANK_ACCOUNT, PropertyKind.FLAT
SEIZED = a_step(K.PROPERTY_SEIZED, "wang", property="thing")


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


# Moved property


def parted(**deed: Any) -> Facts:
    """Wang and his brother, for once husband and wife, have divorced."""
    facts = {"fair_overall": False} | deed
    tie = Marriage(
        a="wang", b="brother", since=date(2016, 5, 3), until=date(2025, 2, 3), end=MarriageEnd.DIVORCE,
        divorce_property=DivorceProperty(**facts),
    )  # fmt: skip
    return {"marriages": (tie,), "relations": ()}


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


# A flat from a divorce, a promise to the court


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
