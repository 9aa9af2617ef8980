"""How far a living guarantee goes: scope, several guarantors, wasted assets, other security (GUA-14, 18, 19, 22).

Two figures: `amount_cap` is a ceiling that the deed sets; `freed_amount` is what the guarantor need no longer pay, all
grounds of it together.
"""

from collections.abc import Iterator
from decimal import Decimal

from autograder.fact_kinds import CollateralKind, EventKind, SecurityOrder
from autograder.facts import Case, Collateral, Guarantee
from autograder.rulebook import Step, Subject, figure, rule
from autograder.rules.guarantee import BOTH_KINDS
from autograder.rules.guarantee_clock import ends, made
from autograder.rules.guarantee_void import joint_in_kind, used_in_time
from autograder.rules.lookup import borrowers, events_of, loan_of
from autograder.rules.time import CIVIL_CODE, guarantee_formed
from autograder.vocabulary import Figure, Liability, Question

# The deed


def _cap(case: Case, subject: Subject) -> Decimal | None:
    """The ceiling that the deed sets: a sum for the whole guarantee, or the person's agreed share."""
    guarantee = made(case, subject)
    shares = [part for person, part in guarantee.shares.items() if person == subject.person]
    sums = [one for one in (guarantee.scope_cap, *shares) if one is not None]
    return min(sums) if sums else None


def _capped(case: Case, subject: Subject) -> Iterator[Step]:
    cap = _cap(case, subject)
    if cap is not None:
        yield figure(Figure.AMOUNT_CAP, cap)


@rule("GUA-14", question=Question.LIABILITY, beside=BOTH_KINDS, authority=("CC/691", "CC/682", "GI/3", "SL/21"),
      claims=("S2-22",))  # fmt: skip
def never_more_than_the_debtor(case: Case, subject: Subject) -> Iterator[Step]:
    """A guarantor answers for the debt with what comes with it, never for more than the debtor owes."""
    yield "guarantee_given", bool(made(case, subject))


@rule("GUA-14", question=Question.LIABILITY, beside=BOTH_KINDS, authority=("CC/691", "SL/21"), claims=("S2-22",))
def scope_limited_by_the_deed(case: Case, subject: Subject) -> Iterator[Step]:
    """Where the deed names a highest sum, the guarantor answers up to that sum."""
    cap = made(case, subject).scope_cap
    yield "highest_sum_agreed", cap is not None
    yield from _capped(case, subject)


@rule("GUA-19", question=Question.LIABILITY, beside=BOTH_KINDS, authority=("CC/690", "GI/15", "GI/30"),
      claims=("S2-22",))  # fmt: skip
def ceiling_for_many_debts(case: Case, subject: Subject) -> Iterator[Step]:
    """A guarantee for all debts of a time up to a ceiling answers for what they come to, up to the ceiling."""
    yield "ceiling_for_many_debts", made(case, subject).max_amount
    yield from _capped(case, subject)


# Several guarantors


def _others(case: Case, subject: Subject) -> list[Guarantee]:
    return [g for g in case.guarantees if g.loan == subject.loan and g.guarantor != subject.person]


def _several(case: Case, subject: Subject) -> Iterator[Step]:
    yield "other_guarantors", bool(_others(case, subject) or made(case, subject).co_guarantors)


@rule("GUA-18", question=Question.LIABILITY, beside=BOTH_KINDS, authority=("CC/699", "SL/12"), claims=("S2-19",))
def own_share_agreed_with_the_lender(case: Case, subject: Subject) -> Iterator[Step]:
    """Guarantors who agreed on shares with the lender answer each for their own share."""
    yield "share_agreed", subject.person in made(case, subject).shares
    yield from _capped(case, subject)


@rule("GUA-18", question=Question.LIABILITY, beside=BOTH_KINDS, authority="CC/699", since=CIVIL_CODE,
      governed_by=guarantee_formed, claims=("S2-19",))  # fmt: skip
def each_for_the_whole(case: Case, subject: Subject) -> Iterator[Step]:
    """Without agreed shares the lender may turn to any of several guarantors for all that he guaranteed."""
    yield from _several(case, subject)
    yield "no_share_agreed", subject.person not in made(case, subject).shares


@rule("GUA-18", question=Question.LIABILITY, beside=BOTH_KINDS, authority=("SL/12", "SLI/20"), until=CIVIL_CODE,
      governed_by=guarantee_formed, claims=("S2-19",))  # fmt: skip
def jointly_for_the_whole_until_2020(case: Case, subject: Subject) -> Iterator[Step]:
    """Several guarantors of before 2021 without agreed shares are liable together, and share by law."""
    yield from _several(case, subject)
    yield "no_share_agreed", subject.person not in made(case, subject).shares


@rule("GUA-18", question=Question.LIABILITY, beside=BOTH_KINDS, authority="GI/29/1", claims=("S2-19",))
def demand_on_another_saves_nothing(case: Case, subject: Subject) -> Iterator[Step]:
    """What the lender did in time about one guarantor does not keep the guarantee of another alive."""
    kept = [other for other in _others(case, subject) if used_in_time(case, Subject(other.guarantor, subject.loan))]
    yield "right_used_against_another", bool(kept)
    yield "right_not_used_against_him", not used_in_time(case, subject)


def _share_each_other(case: Case, guarantee: Guarantee, other: Guarantee) -> bool:
    """Whether the payer could ask the other for his part (GI 13; before 2021 always, SL 12, SLI 20)."""
    if guarantee.formed < CIVIL_CODE and other.formed < CIVIL_CODE:
        return True
    return guarantee.same_document or guarantee.mutual_recourse_agreed or guarantee.joint_coguarantee_agreed


def _lapsed_shares(case: Case, subject: Subject) -> Decimal:
    """The parts of co-guarantors whom the lender let go free; equal parts where none are agreed."""
    guarantee, loan, sum_lost = made(case, subject), loan_of(case, subject), Decimal(0)
    if subject.person in guarantee.shares:
        return sum_lost
    others = [other for other in _others(case, subject) if _share_each_other(case, guarantee, other)]
    for other in others:
        his = Subject(other.guarantor, subject.loan)
        if ends(case, his)[-1] < case.as_of and not used_in_time(case, his):
            sum_lost += (loan.received / (len(others) + 1)).quantize(Decimal("0.01"))
    return sum_lost


@rule("GUA-18", question=Question.LIABILITY, beside=BOTH_KINDS, authority="GI/29/2", claims=("S2-19",))
def share_of_a_lapsed_co_guarantor(case: Case, subject: Subject) -> Iterator[Step]:
    """Where guarantors share and the lender let one of them go free, the other may refuse that part."""
    yield from _several(case, subject)
    lost = _lapsed_shares(case, subject)
    yield "shares_with_one_set_free", lost > 0, {"sum": lost}
    yield from _freed(case, subject)


@rule("GUA-18", question=Question.LIABILITY, beside=BOTH_KINDS, authority=("GI/29/2", "CC/985"), unsettled="U19",
      claims=("S2-19",))  # fmt: skip
def paid_more_than_he_had_to(case: Case, subject: Subject) -> Iterator[Step]:
    """Whether a guarantor who paid the part that he could have refused gets it back from the lender is unsettled."""
    yield from _several(case, subject)
    yield "shares_with_one_set_free", _lapsed_shares(case, subject) > 0, {"sum": _lapsed_shares(case, subject)}
    paid = [one for one in events_of(case, subject, EventKind.GUARANTOR_PAID) if one.person == subject.person]
    yield "paid_as_guarantor", bool(paid)


# What frees the guarantor of a part


def _wasted(case: Case, subject: Subject) -> Decimal:
    told = made(case, subject).asset_info
    return told.value_lost if told is not None and told.given_on > loan_of(case, subject).final_due else Decimal(0)


@rule("GUA-19", question=Question.LIABILITY, beside=(Liability.GUARANTEE_GENERAL,), authority=("CC/698", "SLI/24"),
      claims=("S2-22",))  # fmt: skip
def assets_wasted_by_the_lender(case: Case, subject: Subject) -> Iterator[Step]:
    """A general guarantor who pointed out property that the lender let slip away is free to its value."""
    lost = _wasted(case, subject)
    yield "property_pointed_out_and_lost", lost > 0, {"sum": lost}
    yield from _freed(case, subject)


def _charged(case: Case, subject: Subject, *, own: bool) -> list[Collateral]:
    """The things that secure the loan, charged by a borrower himself or by somebody else; a mortgage is registered."""
    debtors = {role.person for role in borrowers(case, subject)}
    things = [thing for thing in case.collaterals if thing.loan == subject.loan and (thing.owner in debtors) is own]
    return [thing for thing in things if thing.kind is not CollateralKind.MORTGAGE or thing.registered]


def _given_up(case: Case, thing: Collateral) -> bool:
    return thing.given_up_on is not None and thing.given_up_on <= case.as_of


@rule("GUA-22", question=Question.LIABILITY, beside=BOTH_KINDS, authority=("CC/392", "SL/28"), claims=("S2-11",))
def debtors_own_thing_goes_first(case: Case, subject: Subject) -> Iterator[Step]:
    """Where the debtor himself charged a thing, it is used up first and the guarantor answers for the rest."""
    things = _charged(case, subject, own=True)
    yield "debtor_charged_a_thing", bool(things)
    first = [thing for thing in things if thing.order_agreed is not SecurityOrder.FREE_CHOICE]
    yield "no_free_choice_agreed", bool(first)
    yield "charge_still_there", any(not _given_up(case, thing) for thing in first)


@rule("GUA-22", question=Question.LIABILITY, beside=BOTH_KINDS, authority="CC/392", claims=("S2-11",))
def lender_chooses_the_security(case: Case, subject: Subject) -> Iterator[Step]:
    """Between a guarantor and a thing of a third person, or where so agreed, the lender may choose."""
    thirds, own = _charged(case, subject, own=False), _charged(case, subject, own=True)
    free = [thing for thing in thirds if thing.order_agreed is not SecurityOrder.COLLATERAL_FIRST]
    free += [thing for thing in own if thing.order_agreed is SecurityOrder.FREE_CHOICE]
    yield "lender_may_choose", bool(free)


@rule("GUA-22", question=Question.LIABILITY, beside=BOTH_KINDS, authority=("CC/409/2", "CC/435", "SL/28"),
      claims=("S2-11",))  # fmt: skip
def lender_gave_the_debtors_thing_up(case: Case, subject: Subject) -> Iterator[Step]:
    """A lender who gives up the debtor's own collateral frees the guarantor to its value."""
    lost = _surrendered(case, subject)
    yield "debtors_thing_given_up", lost > 0, {"sum": lost}
    yield from _freed(case, subject)


def _surrendered(case: Case, subject: Subject) -> Decimal:
    given_up = [thing for thing in _charged(case, subject, own=True) if _given_up(case, thing)]
    return sum((thing.value for thing in given_up), Decimal(0))


def _freed(case: Case, subject: Subject) -> Iterator[Step]:
    """Everything of which the guarantor is free, so that each rule that frees him of a part names the same sum."""
    general = Decimal(0) if joint_in_kind(case, subject) else _wasted(case, subject)
    total = general + _surrendered(case, subject) + _lapsed_shares(case, subject)
    yield figure(Figure.FREED_AMOUNT, total)
