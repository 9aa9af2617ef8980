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
from autograder.rules.lookup import loan_of, marriages_of
from autograder.rules.periods import period_end
from autograder.rules.proceedings import is_debtor, steps, suit_began
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


def _cheap_sales(case: Case, subject: Subject) -> list[Transfer]:
    """Sales that are clearly cheap; between relatives the guide of seven tenths does not bind (CTI 42(3))."""
    sales = [one for one in _moves(case, subject) if one.kind is TransferKind.SALE and one.impairs_creditor]
    return [one for one in sales if one.price < one.market * (Decimal(1) if _related(case, one) else _CLEARLY_LOW)]


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


def _in_time(case: Case, subject: Subject, move: Transfer) -> bool:
    suits = steps(case, subject, CourtEvent.REVOCATION_SUIT)
    sued = min((one.filed or one.date for one in suits), default=case.as_of)
    return sued <= last_day(move)


def _attackable(case: Case, subject: Subject, moves: list[Transfer]) -> Iterator[Step]:
    open_ = [one for one in moves if _in_time(case, subject, one)]
    yield "attack_in_time", bool(open_), {"until": last_day((open_ or moves)[0])}
    yield figure(Figure.AVOIDANCE_UNTIL, last_day(open_[0]))


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
    "ENF-12", question=Question.ENFORCEMENT, concludes=Enforcement.TRANSFER_REVOCABLE,
    authority=("MF2/3", "CC/538", "CC/539"), claims=("S0-33",),
)  # fmt: skip
def divorce_deal_that_strips_a_debtor_is_undone(case: Case, subject: Subject) -> Iterator[Step]:
    """A divorce deed that leaves a debtor bare can be set aside, its fairness as a whole considered."""
    moves = _divorce_deals(case, subject)
    yield "stripped_by_an_unfair_divorce_deed", bool(moves)
    yield from _attackable(case, subject, moves)


@rule(
    "ENF-11", question=Question.ENFORCEMENT, concludes=Enforcement.REVOCATION_LAPSED, authority="CC/541",
    claims=("S0-33",),
)  # fmt: skip
def late_attack_fails(case: Case, subject: Subject) -> Iterator[Step]:
    """The attack must come within one year of knowing, and within five years of the transfer."""
    knowing = [one for one in _cheap_sales(case, subject) if one.transferee_knew]
    moves = [*_gifts(case, subject), *knowing, *_divorce_deals(case, subject)]
    yield "moved_to_the_creditors_harm", bool(moves)
    late = [one for one in moves if not _in_time(case, subject, one)]
    yield "attack_too_late", bool(late), {"until": last_day((late or moves)[0])}


@rule(
    "ENF-16", question=Question.ENFORCEMENT, concludes=Enforcement.CRIME_313_RISK, authority=("CL/313", "REF/3"),
    claims=("S0-33",),
)  # fmt: skip
def dodging_a_judgment_may_be_a_crime(case: Case, subject: Subject) -> Iterator[Step]:
    """Who moves property away once the suit has begun, so that the judgment fails, may commit a crime."""
    yield "named_in_the_judgment", is_debtor(case, subject)
    moves = [*_gifts(case, subject), *_cheap_sales(case, subject), *_divorce_deals(case, subject)]
    began = suit_began(case, subject)
    own = [one for one in moves if one.from_person == subject.person]
    yield "moved_after_the_suit_began", began is not None and any(one.date >= began for one in own)
