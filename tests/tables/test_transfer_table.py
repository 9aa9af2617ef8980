"""Row E5 and ENF-10 to ENF-12, ENF-16: property that was moved away, over price, kinship, knowledge and days."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from autograder.fact_kinds import (
    CourtEvent,
    EventKind,
    MarriageEnd,
    PropertyKind,
    RelationKind,
    TransferKind,
)
from autograder.facts import Case, Court, DivorceProperty, Event, Property, Relation, Transfer
from autograder.rulebook import Subject, Undecided
from autograder.solve import find
from autograder.vocabulary import Enforcement, Figure, Question
from tests.builders import LOAN, a_case, a_loan, a_marriage, a_person, a_role
from tests.tables.agreement import agree
from tests.tables.first_match import every_combination

E = Enforcement
MARKET = Decimal(900_000)
SIGNED, SEEN = date(2023, 1, 10), date(2025, 6, 3)


def moved(**facts: Any) -> Transfer:
    usual: dict[str, Any] = {
        "from_person": "debtor", "to_person": "one", "property": "flat", "date": date(2024, 9, 2), "market": MARKET,
        "kind": TransferKind.GIFT, "price": Decimal(0), "impairs_creditor": True, "transferee_knew": False,
        "creditor_knew_on": date(2025, 3, 4),
    }  # fmt: skip
    return Transfer(**(usual | facts))


def a_move(transfer: Transfer, *steps: Court, **parts: Any) -> Case:
    flat = Property(
        id="flat", kind=PropertyKind.FLAT, title=(parts.pop("title", "one"),), acquired=date(2018, 5, 6), value=MARKET,
        community=False, only_home=False,
    )  # fmt: skip
    usual: dict[str, Any] = {
        "persons": (a_person("debtor", able_to_pay=True), a_person("one")), "properties": (flat,),
        "loans": (a_loan(signed=SIGNED, final_due=date(2024, 1, 10), within_daily_needs=False),),
    }  # fmt: skip
    return a_case(
        as_of=parts.pop("as_of", SEEN), roles=(a_role("debtor"),), court=steps, transfers=(transfer,), **(usual | parts)
    )


def outcome(case: Case, person: str = "one") -> tuple[set[Enforcement], date | None]:
    try:
        finding = find(case, Question.ENFORCEMENT, Subject(person, LOAN))
    except Undecided:
        return set(), None
    of_transfers = {E.TRANSFER_REVOCABLE, E.REVOCATION_LAPSED}
    return {E(code) for code in finding.codes} & of_transfers, finding.figures.get(Figure.AVOIDANCE_UNTIL)


MOVES: dict[str, Any] = {
    "kind": [TransferKind.GIFT, TransferKind.SALE, TransferKind.DIVORCE_ALLOCATION],
    "price": [Decimal(0), Decimal(629_999), Decimal(630_000), Decimal(675_000), MARKET],
    "kin": [RelationKind.SIBLING, RelationKind.FRIEND],
    "knew": [False, True],
    "impairs": [False, True],
    "moved_on": [date(2023, 1, 9), SIGNED, date(2024, 9, 2)],
    "fair": [False, True],
    "seen_from": [date(2025, 1, 27), SEEN],
}


def move(facts: Any) -> Any:
    transfer = moved(
        kind=facts.kind, price=facts.price, transferee_knew=facts.knew, impairs_creditor=facts.impairs,
        date=facts.moved_on, creditor_knew_on=date(2025, 1, 6),
    )  # fmt: skip
    divorced = facts.kind is TransferKind.DIVORCE_ALLOCATION
    tie = a_marriage(
        "debtor", "one", until=facts.moved_on, end=MarriageEnd.DIVORCE,
        divorce_property=DivorceProperty(fair_overall=facts.fair),
    )  # fmt: skip
    relation = Relation(a="debtor", b="one", kind=facts.kin)
    case = a_move(
        transfer, as_of=facts.seen_from, marriages=(tie,) if divorced else (), relations=() if divorced else (relation,)
    )
    return tuple(E.TRANSFER_REVOCABLE in outcome(case, person)[0] for person in ("one", "debtor"))


def move_table(facts: Any) -> Any:
    """For the one who got the thing, and for the debtor who gave it."""
    gift = facts.kind is TransferKind.GIFT
    low = facts.price < Decimal(630_000) or (facts.kin is RelationKind.SIBLING and facts.price < MARKET)
    cheap = facts.kind is TransferKind.SALE and low and facts.knew
    unfair = facts.kind is TransferKind.DIVORCE_ALLOCATION and not facts.fair
    revocable = facts.impairs and facts.moved_on >= SIGNED and (gift or cheap or unfair)
    return revocable, revocable


def worth_trying(facts: Any) -> bool:
    """A price belongs to a sale, fairness to a divorce."""
    priced = facts.kind is TransferKind.SALE or facts.price == 0
    divorced = facts.kind is TransferKind.DIVORCE_ALLOCATION
    return priced and (divorced or not facts.fair) and (not divorced or facts.kin is RelationKind.FRIEND)


@pytest.mark.parametrize("kind", MOVES["kind"])
def test_gifts_cheap_sales_to_the_knowing_and_unfair_divorce_deeds_can_be_undone(kind: TransferKind) -> None:
    agree(filter(worth_trying, every_combination({**MOVES, "kind": [kind]})), move, move_table)


CLOCK: dict[str, Any] = {
    "moved_on": [date(2023, 6, 5)],
    "knew_on": [None, date(2024, 6, 4), date(2027, 9, 1)],
    "sued_on": [None, date(2025, 6, 4), date(2025, 6, 5), date(2028, 6, 5), date(2028, 6, 6)],
    "seen_from": [date(2025, 6, 4), date(2025, 6, 5), date(2028, 6, 5), date(2028, 6, 6)],
    "kind": [TransferKind.GIFT, TransferKind.SALE, TransferKind.DIVORCE_ALLOCATION],
    "kin": [RelationKind.FRIEND, RelationKind.SIBLING],
}
"""One year from knowing ends on 2025-06-04, five years from the act on 2028-06-05."""


def clock(facts: Any) -> Any:
    steps = () if facts.sued_on is None else (
        Court(event=CourtEvent.REVOCATION_SUIT, date=facts.sued_on, persons=("debtor", "one"), loan=LOAN),
    )  # fmt: skip
    loan = a_loan(signed=SIGNED, final_due=date(2023, 5, 10), within_daily_needs=False)
    sale = facts.kind is TransferKind.SALE
    transfer = moved(
        date=facts.moved_on, creditor_knew_on=facts.knew_on, kind=facts.kind, transferee_knew=True,
        price=Decimal(450_000) if sale else Decimal(0),
    )  # fmt: skip
    tie = a_marriage(
        "debtor", "one", until=facts.moved_on, end=MarriageEnd.DIVORCE,
        divorce_property=DivorceProperty(fair_overall=False),
    )  # fmt: skip
    divorced = facts.kind is TransferKind.DIVORCE_ALLOCATION
    relation = Relation(a="debtor", b="one", kind=facts.kin)
    return outcome(a_move(
        transfer, *steps, as_of=facts.seen_from, loans=(loan,), marriages=(tie,) if divorced else (),
        relations=() if divorced else (relation,),
    ))  # fmt: skip


def clock_table(facts: Any) -> Any:
    last = date(2025, 6, 4) if facts.knew_on == date(2024, 6, 4) else date(2028, 6, 5)
    in_time = (facts.sued_on or facts.seen_from) <= last
    return {E.TRANSFER_REVOCABLE if in_time else E.REVOCATION_LAPSED}, last if in_time else None


def happened_by_then(facts: Any) -> bool:
    """Kinship is tried with sales."""
    if facts.kind is not TransferKind.SALE and facts.kin is not RelationKind.FRIEND:
        return False
    return all(day is None or day <= facts.seen_from for day in (facts.knew_on, facts.sued_on))


@pytest.mark.parametrize("kind", CLOCK["kind"])
def test_the_attack_has_one_year_from_knowing_and_five_from_the_act(kind: TransferKind) -> None:
    agree(filter(happened_by_then, every_combination({**CLOCK, "kind": [kind]})), clock, clock_table)


CRIMES: dict[str, Any] = {
    "able": [False, True],
    "judged": [False, True],
    "suit_on": [None, date(2024, 9, 1), date(2024, 9, 3)],
    "impairs": [False, True],
    "kind": [TransferKind.GIFT, TransferKind.SALE],
}


def test_giving_away_what_a_suit_is_about_to_take_may_be_a_crime_and_leads_to_the_list() -> None:
    def crime(facts: Any) -> Any:
        price = Decimal(0) if facts.kind is TransferKind.GIFT else MARKET
        transfer = moved(kind=facts.kind, price=price, impairs_creditor=facts.impairs)
        judgment = Court(event=CourtEvent.JUDGMENT, date=date(2024, 12, 2), persons=("debtor",), loan=LOAN)
        suit = Event(loan=LOAN, kind=EventKind.SUED_DEBTOR, date=facts.suit_on or SEEN)
        case = a_move(
            transfer, *((judgment,) if facts.judged else ()), events=() if facts.suit_on is None else (suit,),
            persons=(a_person("debtor", able_to_pay=facts.able), a_person("one")),
        )  # fmt: skip
        try:
            codes = find(case, Question.ENFORCEMENT, Subject("debtor", LOAN)).codes
        except Undecided:
            codes = ()
        return E.CRIME_313_RISK in codes, E.LISTING_POSSIBLE in codes

    def crime_table(facts: Any) -> Any:
        """Hidden from a suit that had begun; whoever evades may be listed, whoever could pay anyway."""
        evades = facts.suit_on == date(2024, 9, 1) and facts.impairs and facts.kind is TransferKind.GIFT
        return facts.judged and evades and facts.able, facts.judged and (evades or facts.able)

    agree(every_combination(CRIMES), crime, crime_table)


ALLOTTED: dict[str, Any] = {
    "kind": [TransferKind.DIVORCE_ALLOCATION, TransferKind.GIFT], "seized": [False, True], "title": ["debtor", "one"],
}  # fmt: skip


def test_a_flat_allotted_by_a_divorce_and_not_yet_registered_is_unsettled() -> None:
    def objects(facts: Any) -> Any:
        tie = a_marriage(
            "debtor", "one", until=date(2024, 9, 2), end=MarriageEnd.DIVORCE,
            divorce_property=DivorceProperty(fair_overall=True),
        )  # fmt: skip
        judgment = Court(event=CourtEvent.JUDGMENT, date=date(2024, 12, 2), persons=("debtor",), loan=LOAN)
        seizure = Court(
            event=CourtEvent.PROPERTY_SEIZED, date=date(2025, 1, 6), persons=("debtor",), loan=LOAN, property="flat"
        )
        steps = (judgment, seizure) if facts.seized else (judgment,)
        case = a_move(moved(kind=facts.kind), *steps, marriages=(tie,), title=facts.title)
        finding = find(case, Question.ENFORCEMENT, Subject("one", LOAN))
        return {E.OUTSIDER_OBJECTION in answer for answer in finding.accepted}

    def table(facts: Any) -> Any:
        """With registered title the objection is there; without it, it may or may not succeed (U10)."""
        if not facts.seized:
            return {False}
        if facts.title == "one":
            return {True}
        return {True, False} if facts.kind is TransferKind.DIVORCE_ALLOCATION else {False}

    agree(every_combination(ALLOTTED), objects, table)
