"""Enforcement: who is a judgment debtor, the list and the restriction, whose things answer, and moved property."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from autograder.fact_kinds import (
    ContactContent,
    CourtEvent,
    EventKind,
    ListingGround,
    MarriageEnd,
    Product,
    PropertyKind,
    Purpose,
    RelationKind,
    RoleKind,
    TransferKind,
)
from autograder.facts import Case, Court, DivorceProperty, Marriage, Person, Property, Relation, Transfer
from autograder.rulebook import Subject
from autograder.solve import Finding, find, subjects
from autograder.vocabulary import Enforcement, Figure, Flag, Question
from tests.rules.record_builders import a_call, a_case, a_loan, a_person, a_role, an_event

E, K = Enforcement, CourtEvent
AS_OF = date(2026, 3, 10)


def a_step(event: CourtEvent, *persons: str, day: date = date(2026, 1, 12), **facts: Any) -> Court:
    return Court(event=event, date=day, persons=persons, loan="loan1", **facts)


def a_thing(kind: PropertyKind, *title: str, **facts: Any) -> Property:
    usual: dict[str, Any] = {"id": "thing", "acquired": date(2020, 5, 6), "value": Decimal(900_000), "only_home": False}
    return Property(kind=kind, title=title, **(usual | facts))


def enforced(*steps: Court, as_of: date = AS_OF, loan: dict[str, Any] | None = None, **facts: Any) -> Case:
    """Wang owes; `steps` are what courts did."""
    usual: dict[str, Any] = {
        "signed": date(2024, 3, 1),
        "purpose_actual": Purpose.PERSONAL,
        "within_daily_needs": False,
    }
    persons = facts.pop("persons", ())
    if not any(one.id == "wang" for one in persons):
        persons = (*persons, a_person("wang", able_to_pay=False))
    loan1 = a_loan(date(2025, 3, 1), **(usual | (loan or {})))
    roles = facts.pop("roles", (a_role("wang"),))
    return a_case(as_of, loan1, *roles, court=steps, persons=persons, **facts)


def enforcement(case: Case, person: str = "wang") -> Finding:
    return find(case, Question.ENFORCEMENT, Subject(person, "loan1"))


JUDGED = a_step(K.JUDGMENT, "wang")
MARRIED = Marriage(a="wang", b="wife", since=date(2016, 5, 3))


def married(*steps: Court, **facts: Any) -> Case:
    return enforced(*steps, persons=(a_person("wife", able_to_pay=False),), marriages=(MARRIED,), **facts)


@pytest.mark.parametrize("seized", [False, True])
def test_c22_a_sisters_account_is_hers(seized: bool) -> None:
    steps: tuple[Court, ...] = (JUDGED, a_step(K.EXECUTION_FILED, "wang"))
    steps += (a_step(K.PROPERTY_SEIZED, "sister", property="thing"),) if seized else ()
    case = enforced(
        *steps, persons=(a_person("sister"),), properties=(a_thing(PropertyKind.BANK_ACCOUNT, "sister"),),
        relations=(Relation(a="wang", b="sister", kind=RelationKind.SIBLING),),
    )  # fmt: skip
    codes = (E.NOT_JUDGMENT_DEBTOR, E.OWN_PROPERTY_FREE)
    assert enforcement(case, "sister").codes == (*codes, *((E.OUTSIDER_OBJECTION,) if seized else ()))


def test_c36_a_restriction_hits_the_debtor_and_one_school_bill() -> None:
    case = enforced(
        JUDGED, a_step(K.CONSUMPTION_LIMITED, "wang"),
        persons=(a_person("wife"), a_person("daughter", born=date(2017, 4, 5))), marriages=(MARRIED,),
        relations=(Relation(a="wang", b="daughter", kind=RelationKind.PARENT_CHILD),),
    )  # fmt: skip
    restricted, child = enforcement(case), enforcement(case, "daughter")
    assert restricted.accepted == ((E.JUDGMENT_DEBTOR, E.CONSUMPTION_RESTRICTED), (E.CONSUMPTION_RESTRICTED,))
    assert child.accepted == ((E.NOT_JUDGMENT_DEBTOR, E.CHILD_REFLEX_SCHOOL_ONLY), (E.CHILD_REFLEX_SCHOOL_ONLY,))
    assert enforcement(case, "wife").codes == (E.NOT_JUDGMENT_DEBTOR,)


@pytest.mark.parametrize("sealed", [False, True])
def test_c37_of_a_common_flat_only_the_debtors_share_answers(sealed: bool) -> None:
    steps = (JUDGED, *((a_step(K.PROPERTY_SEIZED, "wang", property="thing"),) if sealed else ()))
    case = married(*steps, properties=(a_thing(PropertyKind.FLAT, "wang", community=True),))
    finding = enforcement(case, "wife")
    assert set(finding.codes) - {E.OUTSIDER_OBJECTION} == {E.NOT_JUDGMENT_DEBTOR, E.SHARE_ONLY, E.PARTITION_SUIT}
    assert (E.OUTSIDER_OBJECTION in finding.codes) is sealed
    assert "ENF-08" in {trial.card.id for trial in finding.verdict.standing}
    assert finding.accepted == (finding.codes,)


def test_a_flat_that_is_the_spouses_own_is_free() -> None:
    case = married(JUDGED, properties=(a_thing(PropertyKind.FLAT, "wife", community=False),))
    assert enforcement(case, "wife").codes == (E.NOT_JUDGMENT_DEBTOR, E.OWN_PROPERTY_FREE)


def test_common_money_in_the_spouses_account_is_unsettled() -> None:
    case = married(JUDGED, properties=(a_thing(PropertyKind.BANK_ACCOUNT, "wife", community=True),))
    finding = enforcement(case, "wife")
    assert finding.codes == (E.NOT_JUDGMENT_DEBTOR, E.SHARE_ONLY, E.PARTITION_SUIT)
    assert finding.accepted == (finding.codes, (E.NOT_JUDGMENT_DEBTOR, E.OWN_PROPERTY_FREE))
    assert Flag.UNSETTLED in finding.flags


def test_where_both_spouses_are_judged_all_that_they_own_answers() -> None:
    assert enforcement(married(a_step(K.JUDGMENT, "wang", "wife")), "wife").codes == (
        E.JUDGMENT_DEBTOR, E.WHOLE_COMMUNITY_EXPOSED,
    )  # fmt: skip


@pytest.mark.parametrize(("person", "product", "codes"), [
    ({"fulltime_student": True}, Product.CAMPUS, (E.JUDGMENT_DEBTOR, E.LISTING_BARRED_STUDENT)),
    ({"fulltime_student": True}, Product.ONLINE_CONSUMER, (E.JUDGMENT_DEBTOR,)),
    ({"able_to_pay": True}, Product.CAMPUS, (E.JUDGMENT_DEBTOR, E.LISTING_POSSIBLE)),
    ({"able_to_pay": True, "fulltime_student": True}, Product.CAMPUS, (E.JUDGMENT_DEBTOR, E.LISTING_BARRED_STUDENT)),
])  # fmt: skip
def test_c38_a_student_with_a_campus_loan_is_spared_the_list(
    person: dict[str, Any], product: Product, codes: tuple[Enforcement, ...]
) -> None:
    debtor = a_person("wang", **({"able_to_pay": False, "born": date(2005, 4, 4)} | person))
    case = enforced(JUDGED, loan={"product": product}, persons=(debtor,))
    finding = enforcement(case)
    assert finding.codes == codes
    assert finding.accepted == (codes, *((codes[1:],) if codes[1:] else ()))


@pytest.mark.parametrize(("born", "codes"), [
    (date(2008, 3, 10), (E.JUDGMENT_DEBTOR, E.LISTING_POSSIBLE)),
    (date(2008, 3, 11), (E.JUDGMENT_DEBTOR, E.LISTING_BARRED_MINOR)),
])  # fmt: skip
def test_nobody_under_eighteen_is_listed(born: date, codes: tuple[Enforcement, ...]) -> None:
    debtor = a_person("wang", born=born, able_to_pay=True, self_supporting_by_labour=True, legal_rep_act={})
    case = enforced(JUDGED, persons=(debtor,), loan={"signed": date(2024, 4, 1)})
    assert enforcement(case).codes == codes


@pytest.mark.parametrize("ground", list(ListingGround))
def test_a_listing_lasts_two_years_but_for_one_ground(ground: ListingGround) -> None:
    finding = enforcement(enforced(JUDGED, a_step(K.LISTED_DISHONEST, "wang", day=date(2026, 2, 3), ground=ground)))
    termed = ground is not ListingGround.ABLE_BUT_REFUSES
    assert finding.figures.get(Figure.LISTED_UNTIL) == (date(2028, 2, 3) if termed else None)
    assert (E.LISTED_UNTIL in finding.codes) is termed
    assert E.CONSUMPTION_RESTRICTED in finding.codes


def test_who_was_taken_off_the_list_is_no_longer_listed() -> None:
    listing = a_step(K.LISTED_DISHONEST, "wang", ground=ListingGround.FALSE_ASSET_REPORT)
    off = a_step(K.DELISTED, "wang", day=date(2026, 2, 20))
    assert enforcement(enforced(JUDGED, listing, off)).codes == (E.JUDGMENT_DEBTOR,)


def test_a_false_report_leads_to_the_list_even_without_means() -> None:
    assert E.LISTING_POSSIBLE in enforcement(enforced(JUDGED, a_step(K.ASSET_REPORT_FALSE, "wang"))).codes


def test_m08_a_platform_cannot_lock_a_card() -> None:
    call = a_call("wang", datetime(2026, 2, 3, 10), ContactContent.FALSE_LEGAL_CLAIM)
    assert enforcement(enforced(contacts=(call,))).codes == (E.NOT_JUDGMENT_DEBTOR,)


def test_the_only_home_is_protected() -> None:
    case = enforced(JUDGED, properties=(a_thing(PropertyKind.FLAT, "wang", only_home=True),))
    assert enforcement(case).codes == (E.JUDGMENT_DEBTOR, E.HOME_PROTECTED)


def test_without_courts_or_transfers_the_question_does_not_arise() -> None:
    assert list(subjects(enforced(), Question.ENFORCEMENT)) == []


def test_with_a_judgment_it_arises_for_everybody() -> None:
    assert [one.person for one in subjects(married(JUDGED), Question.ENFORCEMENT)] == ["wife", "wang"]


def moved(kind: TransferKind = TransferKind.GIFT, **facts: Any) -> Transfer:
    usual: dict[str, Any] = {
        "from_person": "wang", "to_person": "brother", "property": "thing", "date": date(2025, 2, 3), "kind": kind,
        "price": Decimal(0), "market": Decimal(900_000), "impairs_creditor": True, "transferee_knew": True,
        "creditor_knew_on": date(2025, 9, 1),
    }  # fmt: skip
    return Transfer(**(usual | facts))


def transferred(move: Transfer, *steps: Court, as_of: date = date(2026, 6, 1), kin: bool = True, **facts: Any) -> Case:
    ties = (Relation(a="wang", b="brother", kind=RelationKind.SIBLING if kin else RelationKind.FRIEND),)
    flat = a_thing(PropertyKind.FLAT, move.to_person)
    usual: dict[str, Any] = {"persons": (a_person("brother"),), "relations": ties, "properties": (flat,)}
    return enforced(*steps, as_of=as_of, transfers=(move,), **(usual | facts))


SUED = a_step(K.REVOCATION_SUIT, "wang", "brother", day=date(2026, 5, 20))


def test_c21_a_gift_to_a_brother_can_be_undone() -> None:
    finding = enforcement(transferred(moved(), SUED), "brother")
    assert finding.codes == (E.TRANSFER_REVOCABLE,)
    assert finding.figures[Figure.AVOIDANCE_UNTIL] == date(2026, 9, 1)


@pytest.mark.parametrize(("knew", "sued", "in_time"), [
    (date(2025, 5, 20), date(2026, 5, 20), True),
    (date(2025, 5, 19), date(2026, 5, 20), False),
    (None, date(2030, 2, 4), True),
    (None, date(2030, 2, 5), False),
])  # fmt: skip
def test_the_attack_has_one_year_from_knowing_and_five_from_the_gift(
    knew: date | None, sued: date, in_time: bool
) -> None:
    suit = a_step(K.REVOCATION_SUIT, "wang", "brother", day=sued)
    case = transferred(moved(creditor_knew_on=knew), suit, as_of=date(2030, 6, 3))
    assert enforcement(case, "brother").codes == ((E.TRANSFER_REVOCABLE,) if in_time else (E.REVOCATION_LAPSED,))


@pytest.mark.parametrize(("price", "kin", "knew", "revocable"), [
    (629_999, False, True, True),
    (630_000, False, True, False),
    (629_999, False, False, False),
    (800_000, True, True, True),
    (900_000, True, True, False),
])  # fmt: skip
def test_a_cheap_sale_can_be_undone_where_the_buyer_knew(price: int, kin: bool, knew: bool, revocable: bool) -> None:
    sale = moved(TransferKind.SALE, price=Decimal(price), transferee_knew=knew)
    arising = [one.person for one in subjects(transferred(sale, kin=kin), Question.ENFORCEMENT)]
    assert arising == (["brother", "wang"] if revocable else [])


@pytest.mark.parametrize("fair", [True, False])
def test_an_unfair_divorce_deed_can_be_reopened(fair: bool) -> None:
    tie = Marriage(
        a="wang", b="brother", since=date(2016, 5, 3), until=date(2025, 2, 3), end=MarriageEnd.DIVORCE,
        divorce_property=DivorceProperty(fair_overall=fair),
    )  # fmt: skip
    case = transferred(moved(TransferKind.DIVORCE_ALLOCATION), marriages=(tie,), relations=())
    arising = [one.person for one in subjects(case, Question.ENFORCEMENT)]
    assert arising == ([] if fair else ["brother", "wang"])


@pytest.mark.parametrize(("suit", "able", "codes"), [
    (date(2025, 2, 3), True, {E.LISTING_POSSIBLE, E.CRIME_313_RISK}),
    (date(2025, 2, 4), True, {E.LISTING_POSSIBLE}),
    (date(2025, 2, 3), False, {E.LISTING_POSSIBLE}),
    (date(2025, 2, 4), False, set()),
])  # fmt: skip
def test_c21_giving_away_while_being_sued_leads_to_the_list_and_for_the_able_may_be_a_crime(
    suit: date, able: bool, codes: set[Enforcement]
) -> None:
    case = transferred(
        moved(), JUDGED, events=(an_event(EventKind.SUED_DEBTOR, suit),),
        persons=(a_person("brother"), a_person("wang", able_to_pay=able)),
    )  # fmt: skip
    assert set(enforcement(case).codes) == {E.JUDGMENT_DEBTOR, E.TRANSFER_REVOCABLE, *codes}


def test_what_was_moved_before_the_loan_is_no_concern_of_its_lender() -> None:
    assert list(subjects(transferred(moved(date=date(2024, 2, 29))), Question.ENFORCEMENT)) == []


def test_a_flat_from_a_divorce_that_is_not_registered_yet_is_unsettled() -> None:
    tie = Marriage(
        a="wang", b="brother", since=date(2016, 5, 3), until=date(2025, 2, 3), end=MarriageEnd.DIVORCE,
        divorce_property=DivorceProperty(fair_overall=True),
    )  # fmt: skip
    case = transferred(
        moved(TransferKind.DIVORCE_ALLOCATION), JUDGED, a_step(K.PROPERTY_SEIZED, "wang", property="thing"),
        marriages=(tie,), relations=(), properties=(a_thing(PropertyKind.FLAT, "wang"),),
    )  # fmt: skip
    finding = enforcement(case, "brother")
    assert finding.codes == (E.NOT_JUDGMENT_DEBTOR, E.OUTSIDER_OBJECTION)
    assert (E.NOT_JUDGMENT_DEBTOR,) in finding.accepted


def test_every_outsider_and_every_debtor_gets_an_answer_once_a_court_has_decided() -> None:
    for event in K:
        if event in {K.THIRD_PARTY_UNDERTAKING, K.REVOCATION_SUIT, K.PRETRIAL_FREEZE}:
            continue
        for kind in (RoleKind.CO_BORROWER, RoleKind.KNOWER, RoleKind.TRUE_USER):
            step = a_step(event, "wang", property="thing", ground=ListingGround.FALSE_ASSET_REPORT)
            persons = (Person(id="other", name="other", name_en="other", able_to_pay=False),)
            roles = (a_role("wang"), a_role("other", kind))
            case = enforced(JUDGED, step, persons=persons, roles=roles)
            assert enforcement(case, "other").codes
            assert enforcement(case).codes
