"""Property moved out of a creditor's reach: gifts, cheap sales, divorce deeds, and the clocks of the attack on them.

Each transfer is judged by itself. As long as nobody has sued, the day of the case stands for the day of suing.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from autograder.fact_kinds import CourtEvent, RelationKind, TransferKind
from autograder.facts import Case, Transfer
from autograder.rulebook import Step, Subject, figure, rule
from autograder.rules.contact_limits import owes
from autograder.rules.instruments import DIVORCE_DEEDS, REFUSAL24, as_of_day
from autograder.rules.lookup import loan_of, marriages_of, person_of
from autograder.rules.periods import period_end
from autograder.rules.proceedings import is_debtor, judged_on, listed, steps, suit_began
from autograder.vocabulary import Enforcement, Figure, Question

_FREE = {TransferKind.GIFT, TransferKind.WAIVER}
_KIN = {
    RelationKind.SPOUSE, RelationKind.PARENT_CHILD, RelationKind.SIBLING, RelationKind.GRANDPARENT_CHILD,
    RelationKind.IN_LAW, RelationKind.OTHER_RELATIVE,
}  # fmt: skip
_CLEARLY_LOW = Decimal("0.7")
"""Below this part of the market price a sale is as a rule clearly cheap (CTI 42(2))."""


def _moves(case: Case, subject: Subject) -> list[Transfer]:
    """The transfers by or to the person by which a debtor of the loan parted with something after the loan was made."""
    mine = (one for one in case.transfers if subject.person in {one.from_person, one.to_person})
    return [
        one
        for one in mine
        if loan_of(case, subject).signed <= one.date <= case.as_of
        and owes(case, Subject(one.from_person, subject.loan))
    ]


def _gifts(case: Case, subject: Subject) -> list[Transfer]:
    return [one for one in _moves(case, subject) if one.kind in _FREE and one.impairs_creditor]


def _sales(case: Case, subject: Subject) -> list[Transfer]:
    """Sales below the market price that harm the creditor."""
    sales = [one for one in _moves(case, subject) if one.kind is TransferKind.SALE and one.impairs_creditor]
    return [one for one in sales if one.price < one.market]


def _cheap_sales(case: Case, subject: Subject) -> list[Transfer]:
    """Sales that are clearly cheap."""
    return [one for one in _sales(case, subject) if one.price < one.market * _CLEARLY_LOW]


def _sales_to_kin(case: Case, subject: Subject) -> list[Transfer]:
    """Sales between relatives that are cheap, though not clearly: there the guide does not bind (CTI 42(3))."""
    clear = _cheap_sales(case, subject)
    return [one for one in _sales(case, subject) if one not in clear and _related(case, one)]


def _related(case: Case, move: Transfer) -> bool:
    pair = {move.from_person, move.to_person}
    married = any({tie.a, tie.b} == pair for tie in marriages_of(case, move.from_person))
    return married or any({tie.a, tie.b} == pair and tie.kind in _KIN for tie in case.relations)


def _divorce_deals(case: Case, subject: Subject) -> list[Transfer]:
    moves = [one for one in _moves(case, subject) if one.kind is TransferKind.DIVORCE_ALLOCATION]
    return [one for one in moves if one.impairs_creditor and not _fair(case, one)]


def _fair(case: Case, move: Transfer) -> bool:
    """Whether the deed as a whole was fair, children and fault considered (MF2 3)."""
    ties = [tie for tie in marriages_of(case, move.from_person) if move.to_person in {tie.a, tie.b}]
    return any(tie.divorce_property is not None and tie.divorce_property.fair_overall for tie in ties)


def last_day(move: Transfer) -> date:
    """One year from the creditor's knowledge, five years from the transfer at most (CC 541)."""
    longest = period_end(move.date, years=5)
    knew = move.creditor_knew_on
    return longest if knew is None else min(longest, period_end(knew, years=1))


def harmful(case: Case, subject: Subject) -> list[Transfer]:
    """The transfers that a creditor may attack: gifts, sales too cheap to one who knew, unfair divorce deeds."""
    sales = [*_cheap_sales(case, subject), *_sales_to_kin(case, subject)]
    return [*_gifts(case, subject), *(one for one in sales if one.transferee_knew), *_divorce_deals(case, subject)]


def undoable(case: Case, subject: Subject) -> list[Transfer]:
    """The transfers to the person that the creditor can certainly still undo."""
    doubtful = _sales_to_kin(case, subject)
    return [
        one
        for one in harmful(case, subject)
        if one.to_person == subject.person and one not in doubtful and _in_time(case, subject, one)
    ]


def _in_time(case: Case, subject: Subject, move: Transfer) -> bool:
    suits = steps(case, subject, CourtEvent.REVOCATION_SUIT)
    sued = min((one.filed or one.date for one in suits), default=case.as_of)
    return sued <= last_day(move)


def _attackable(case: Case, subject: Subject, moves: list[Transfer]) -> Iterator[Step]:
    open_ = [one for one in moves if _in_time(case, subject, one)]
    yield "attack_in_time", bool(open_), {"until": last_day((open_ or moves)[0])}


@rule(
    "ENF-10", question=Question.ENFORCEMENT, concludes=Enforcement.TRANSFER_REVOCABLE, authority=("CC/538", "CC/542"),
    claims=("S0-33",),
)  # fmt: skip
def gift_is_undone(case: Case, subject: Subject) -> Iterator[Step]:
    """What a debtor gives away to the creditor's harm can be fetched back, whatever the other knew."""
    moves = _gifts(case, subject)
    yield "given_away_to_the_creditors_harm", bool(moves)
    yield from _attackable(case, subject, moves)


@rule(
    "ENF-10", question=Question.ENFORCEMENT, concludes=Enforcement.TRANSFER_REVOCABLE,
    authority=("CC/539", "CTI/42", "CC/542"), claims=("S0-33",),
)  # fmt: skip
def knowing_cheap_purchase_is_undone(case: Case, subject: Subject) -> Iterator[Step]:
    """What a debtor sells far too cheaply can be fetched back from a buyer who knew or should have known."""
    moves = [one for one in _cheap_sales(case, subject) if one.transferee_knew]
    yield "sold_too_cheaply_to_one_who_knew", bool(moves)
    yield from _attackable(case, subject, moves)


@rule(
    "ENF-10", question=Question.ENFORCEMENT, concludes=Enforcement.TRANSFER_REVOCABLE,
    authority=("CC/539", "CTI/42/3"), accepts=((),), claims=("S0-33",),
)  # fmt: skip
def sale_to_kin_may_be_too_cheap(case: Case, subject: Subject) -> Iterator[Step]:
    """Between relatives a price may be far too low though above seven tenths of the market's: a court weighs it."""
    moves = [one for one in _sales_to_kin(case, subject) if one.transferee_knew]
    yield "sold_below_market_to_kin_who_knew", bool(moves)
    yield from _attackable(case, subject, moves)


@rule(
    "ENF-12", question=Question.ENFORCEMENT, concludes=Enforcement.TRANSFER_REVOCABLE,
    authority=("MF2/3", "CC/538", "CC/539"), since=DIVORCE_DEEDS, governed_by=as_of_day, claims=("S0-33",),
)  # fmt: skip
def divorce_deal_that_strips_a_debtor_is_undone(case: Case, subject: Subject) -> Iterator[Step]:
    """A divorce deed that leaves a debtor bare can be set aside, its fairness as a whole considered."""
    moves = _divorce_deals(case, subject)
    yield "stripped_by_an_unfair_divorce_deed", bool(moves)
    yield from _attackable(case, subject, moves)


@rule(
    "ENF-12", question=Question.ENFORCEMENT, concludes=Enforcement.TRANSFER_REVOCABLE,
    authority=("CC/538", "CC/539"), until=DIVORCE_DEEDS, governed_by=as_of_day, claims=("S0-33",),
)  # fmt: skip
def divorce_deal_was_undone_like_any_transfer(case: Case, subject: Subject) -> Iterator[Step]:
    """Before there was a rule on divorce deeds the rules on gifts and cheap sales were applied to them."""
    yield from divorce_deal_that_strips_a_debtor_is_undone(case, subject)


@rule(
    "ENF-11", question=Question.ENFORCEMENT, concludes=Enforcement.REVOCATION_LAPSED, authority="CC/541",
    claims=("S0-33",),
)  # fmt: skip
def late_attack_fails(case: Case, subject: Subject) -> Iterator[Step]:
    """The attack must come within one year of knowing, and within five years of the transfer."""
    moves = harmful(case, subject)
    late = [one for one in moves if not _in_time(case, subject, one)]
    told = {"until": last_day((late or moves)[0]), "way": "late" if late else "open"} if moves else {}
    yield "attack_too_late", bool(late), told


@rule(
    "ENF-11", question=Question.ENFORCEMENT, beside=(Enforcement.TRANSFER_REVOCABLE,), authority="CC/541",
    claims=("S0-33",),
)  # fmt: skip
def attack_has_its_last_day(case: Case, subject: Subject) -> Iterator[Step]:
    """The right to attack ends one year after the creditor knew, and five years after the transfer at the latest."""
    open_ = [one for one in harmful(case, subject) if _in_time(case, subject, one)]
    yield figure(Figure.AVOIDANCE_UNTIL, last_day(open_[0]))


def _moved_since(case: Case, subject: Subject, day: date | None) -> bool:
    """Whether the person, from that day on, gave or sold away so cheaply what the creditor could have had."""
    moves = [*_gifts(case, subject), *_cheap_sales(case, subject), *_divorce_deals(case, subject)]
    return day is not None and any(one.from_person == subject.person and one.date >= day for one in moves)


@rule(
    "ENF-03", question=Question.ENFORCEMENT, concludes=Enforcement.LISTING_POSSIBLE, authority="DL/1/0/3",
    claims=("S0-29", "S2-07"),
)  # fmt: skip
def evasion_leads_to_the_list(case: Case, subject: Subject) -> Iterator[Step]:
    """Who moves property away to evade enforcement may be listed, whether able to pay or not."""
    yield "named_in_the_judgment", is_debtor(case, subject)
    yield "not_listed_yet", listed(case, subject) is None
    yield "moved_after_the_suit_began", _moved_since(case, subject, suit_began(case, subject))


@rule(
    "ENF-16", question=Question.ENFORCEMENT, concludes=Enforcement.CRIME_313_RISK,
    authority=("CL/313", "REF/6", "REF/5"), since=REFUSAL24, governed_by=as_of_day, claims=("S0-33",),
)  # fmt: skip
def dodging_a_judgment_may_be_a_crime(case: Case, subject: Subject) -> Iterator[Step]:
    """Who could pay and moves property away once the suit has begun, so that the judgment fails, may commit a crime."""
    yield "named_in_the_judgment", is_debtor(case, subject)
    yield "moved_after_the_suit_began", _moved_since(case, subject, suit_began(case, subject))
    yield "able_to_pay", person_of(case, subject).able_to_pay


@rule(
    "ENF-16", question=Question.ENFORCEMENT, concludes=Enforcement.CRIME_313_RISK, authority="CL/313",
    until=REFUSAL24, governed_by=as_of_day, claims=("S0-33",),
)  # fmt: skip
def dodging_after_the_judgment_was_a_crime(case: Case, subject: Subject) -> Iterator[Step]:
    """Before the interpretation of 2024 what was moved away before the judgment was no clear case of the crime."""
    yield "moved_after_the_judgment", _moved_since(case, subject, judged_on(case, subject))
    yield "able_to_pay", person_of(case, subject).able_to_pay
