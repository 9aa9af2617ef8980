"""How far a living guarantee goes: scope, several guarantors, wasted assets, other security (GUA-13, 14, 18, 19, 22).

Two figures: `amount_cap` is the most that the person can be made to pay, where the deed sets a ceiling and every other
ground has one (see `ceilings`); `freed_amount` is what the guarantor need no longer pay, all grounds of it together.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from autograder.fact_kinds import CollateralKind, EventKind, GuaranteeForm, RoleKind, SecurityOrder
from autograder.facts import Case, Collateral, Event, Guarantee
from autograder.rulebook import Step, Subject, figure, rule
from autograder.rules.ceilings import altogether, ceiling_of_the_deed, ceilings
from autograder.rules.consent import binds, contract_role
from autograder.rules.guarantee import BOTH_KINDS
from autograder.rules.guarantee_clock import ends, joint_in_kind, made, starts
from autograder.rules.guarantee_parties import freed_by_handover
from autograder.rules.guarantee_void import used_in_time
from autograder.rules.lookup import borrowers, events_of, guarantees_on, loan_of, role_of
from autograder.rules.time import CIVIL_CODE, guarantee_formed
from autograder.vocabulary import Figure, Liability, Question

_ALL_GROUNDS = ("ceiling_of_all_grounds",)

# The deed


def _capped(case: Case, subject: Subject) -> Iterator[Step]:
    most = altogether([*ceilings(case, subject), ceiling_of_the_deed(made(case, subject), subject)])
    if most is not None:
        yield figure(Figure.AMOUNT_CAP, most)


@rule("GUA-14", question=Question.LIABILITY, beside=BOTH_KINDS, authority=("CC/691", "CC/682", "GI/2", "GI/3"),
      claims=("S2-22",))  # fmt: skip
def never_more_than_the_debtor(case: Case, subject: Subject) -> Iterator[Step]:
    """A guarantor answers for the debt with what comes with it, never for more than the debtor owes."""
    yield from ()


@rule("GUA-14", question=Question.LIABILITY, beside=BOTH_KINDS, exception_to=_ALL_GROUNDS, authority="CC/691",
      claims=("S2-22",))  # fmt: skip
def scope_limited_by_the_deed(case: Case, subject: Subject) -> Iterator[Step]:
    """Where the deed names a highest sum, the guarantor answers up to that sum."""
    yield "highest_sum_agreed", made(case, subject).scope_cap is not None
    yield from _capped(case, subject)


@rule("GUA-14", question=Question.LIABILITY, beside=BOTH_KINDS, exception_to=_ALL_GROUNDS, authority="CC/691",
      claims=("S2-22",))  # fmt: skip
def guarantee_without_a_ceiling(case: Case, subject: Subject) -> Iterator[Step]:
    """Where the deed names no highest sum, limits on other grounds do not limit the guarantee."""
    yield "no_highest_sum_agreed", ceiling_of_the_deed(made(case, subject), subject) is None


@rule("GUA-19", question=Question.LIABILITY, beside=BOTH_KINDS, authority=("CC/690", "CC/423", "GI/15", "GI/30"),
      claims=("S2-22",))  # fmt: skip
def ceiling_for_many_debts(case: Case, subject: Subject) -> Iterator[Step]:
    """A guarantee for all debts of a time up to a ceiling answers for what they come to, up to the ceiling."""
    yield "ceiling_for_many_debts", made(case, subject).max_amount


# Several guarantors


def _others(case: Case, subject: Subject) -> list[Guarantee]:
    """The other guarantees of the loan that were made in form and bind who gave them."""
    others = (g for g in guarantees_on(case, subject.loan) if g.guarantor != subject.person)
    return [g for g in others if g.form is not GuaranteeForm.ORAL and _binds(case, g)]


def _binds(case: Case, guarantee: Guarantee) -> bool:
    role = role_of(case, Subject(guarantee.guarantor, guarantee.loan), RoleKind.GUARANTOR)
    return role is None or binds(case, role, guarantee.formed)


def _several(case: Case, subject: Subject) -> Iterator[Step]:
    yield "other_guarantors", bool(_others(case, subject) or made(case, subject).co_guarantors)


def _own_share(case: Case, subject: Subject) -> Iterator[Step]:
    yield "share_agreed", subject.person in made(case, subject).shares
    yield from _capped(case, subject)


@rule("GUA-18", question=Question.LIABILITY, beside=BOTH_KINDS, exception_to=_ALL_GROUNDS, authority="CC/699",
      since=CIVIL_CODE, governed_by=guarantee_formed, claims=("S2-19",))  # fmt: skip
def own_share_agreed_with_the_lender(case: Case, subject: Subject) -> Iterator[Step]:
    """Guarantors who agreed on shares with the lender answer each for their own share."""
    yield from _own_share(case, subject)


@rule("GUA-18", question=Question.LIABILITY, beside=BOTH_KINDS, exception_to=_ALL_GROUNDS, authority="SL/12",
      until=CIVIL_CODE, governed_by=guarantee_formed, claims=("S2-19",))  # fmt: skip
def own_share_agreed_with_the_lender_until_2020(case: Case, subject: Subject) -> Iterator[Step]:
    """Guarantors of before 2021 who agreed on shares answer each for their own share as well."""
    yield from _own_share(case, subject)


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


def _share_each_other(guarantee: Guarantee) -> bool:
    """Whether the payer could ask the others for their parts (GI 13)."""
    return guarantee.same_document or guarantee.mutual_recourse_agreed or guarantee.joint_coguarantee_agreed


def _lapsed_shares(case: Case, subject: Subject, on: date | None = None) -> Decimal:
    """The parts of co-guarantors whom the lender had let go free by a day; equal parts, as none are agreed.

    Before 2021 the payer could ask the others for their parts whether or not the lender had kept them bound, so their
    lapse cost him nothing.
    """
    guarantee, loan, sum_lost = made(case, subject), loan_of(case, subject), Decimal(0)
    old = case.law_of(guarantee.formed) < CIVIL_CODE
    if subject.person in guarantee.shares or old or not _share_each_other(guarantee):
        return sum_lost
    others = _others(case, subject)
    for other in others:
        his = Subject(other.guarantor, subject.loan)
        if ends(case, his)[-1] < (on or case.as_of) and not used_in_time(case, his):
            sum_lost += (loan.received / (len(others) + 1)).quantize(Decimal("0.01"))
    return sum_lost


@rule("GUA-18", question=Question.LIABILITY, beside=BOTH_KINDS, authority="GI/29/2", claims=("S2-19",))
def share_of_a_lapsed_co_guarantor(case: Case, subject: Subject) -> Iterator[Step]:
    """Where guarantors share and the lender let one of them go free, the other may refuse that part."""
    lost = _lapsed_shares(case, subject)
    yield "shares_with_one_set_free", lost > 0, {"sum": lost}
    yield from _freed(case, subject)


@rule("GUA-18", question=Question.LIABILITY, beside=BOTH_KINDS, authority=("GI/29/2", "CC/985"), unsettled="U19",
      claims=("S2-19",))  # fmt: skip
def paid_more_than_he_had_to(case: Case, subject: Subject) -> Iterator[Step]:
    """Whether a guarantor who paid the part that he could have refused gets it back from the lender is unsettled."""
    lost = _lapsed_shares(case, subject)
    yield "shares_with_one_set_free", lost > 0, {"sum": lost}
    paid = [one for one in events_of(case, subject, EventKind.GUARANTOR_PAID) if one.person == subject.person]
    yield "paid_as_guarantor", bool(paid)
    yield "paid_beyond_what_was_left", _paid_too_much(case, subject, paid)


def _paid_too_much(case: Case, subject: Subject, payments: list[Event]) -> bool:
    """Whether a payment went beyond what the guarantor could not have refused on its day; without a sum it is all."""
    whole, paid = loan_of(case, subject).received, Decimal(0)
    for payment in payments:
        paid += whole if payment.amount is None else payment.amount
        freed = _lapsed_shares(case, subject, payment.date)
        if freed > 0 and paid > whole - freed:
            return True
    return False


# What frees the guarantor of a part


def _wasted(case: Case, subject: Subject) -> Decimal:
    """The value of what the guarantor pointed out after the debt had fallen due and the lender let slip."""
    told = made(case, subject).asset_info
    heard = told is not None and starts(case, subject)[0] < told.given_on <= case.as_of
    return told.value_lost if told is not None and heard else Decimal(0)


@rule(
    "GUA-19", question=Question.LIABILITY, beside=(Liability.GUARANTEE_GENERAL,), authority="CC/698", claims=("S2-22",)
)
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


@rule("GUA-13", question=Question.LIABILITY, beside=BOTH_KINDS, authority="CC/697/1", claims=("S2-22",))
def part_of_the_debt_handed_over(case: Case, subject: Subject) -> Iterator[Step]:
    """Of a part of the debt that another took over without his written consent the guarantor is free."""
    gone = freed_by_handover(case, subject)
    yield "part_handed_over_without_consent", gone > 0, {"sum": gone}
    yield from _freed(case, subject)


@rule("GUA-22", question=Question.LIABILITY, beside=BOTH_KINDS, authority="CC/392", claims=("S2-11",))
def debtors_own_thing_goes_first(case: Case, subject: Subject) -> Iterator[Step]:
    """Where the debtor himself charged a thing, it is used up first and the guarantor answers for the rest."""
    things = _charged(case, subject, own=True)
    yield "debtor_charged_a_thing", bool(things)
    first = [thing for thing in things if thing.order_agreed is not SecurityOrder.FREE_CHOICE]
    if things:
        yield "no_free_choice_agreed", bool(first)
    if first:
        yield "charge_still_there", any(not _given_up(case, thing) for thing in first)


@rule("GUA-22", question=Question.LIABILITY, beside=BOTH_KINDS, authority="CC/392", claims=("S2-11",))
def lender_chooses_the_security(case: Case, subject: Subject) -> Iterator[Step]:
    """Between a guarantor and a thing of a third person, or where so agreed, the lender may choose."""
    thirds, own = _charged(case, subject, own=False), _charged(case, subject, own=True)
    free = [thing for thing in thirds if thing.order_agreed is not SecurityOrder.COLLATERAL_FIRST]
    free += [thing for thing in own if thing.order_agreed is SecurityOrder.FREE_CHOICE]
    yield "lender_may_choose", any(not _given_up(case, thing) for thing in free)


@rule("GUA-22", question=Question.LIABILITY, beside=BOTH_KINDS, authority=("CC/409/2", "CC/435"),
      exception_to=("lender_gave_the_debtors_thing_up_beside_another",), claims=("S2-11",))  # fmt: skip
def lender_gave_the_debtors_thing_up(case: Case, subject: Subject) -> Iterator[Step]:
    """A lender who gives up the debtor's own collateral frees the guarantor to its value."""
    lost = _surrendered(case, subject)
    yield "debtors_thing_given_up", lost > 0, {"sum": lost}
    yield from _freed(case, subject)


@rule("GUA-22", question=Question.LIABILITY, beside=(Liability.COLLATERAL_LIMITED,), authority=("CC/409/2", "CC/435"),
      claims=("S2-11",))  # fmt: skip
def lender_gave_the_debtors_thing_up_beside_another(case: Case, subject: Subject) -> Iterator[Step]:
    """A lender who gives up the debtor's own thing frees whoever charged another for him, to its value."""
    lost = _surrendered(case, subject)
    yield "not_a_borrower_by_name", contract_role(case, subject) is None
    yield "debtors_thing_given_up", lost > 0, {"sum": lost}
    yield figure(Figure.FREED_AMOUNT, lost)


def _surrendered(case: Case, subject: Subject) -> Decimal:
    given_up = [thing for thing in _charged(case, subject, own=True) if _given_up(case, thing)]
    return sum((thing.value for thing in given_up), Decimal(0))


def _freed(case: Case, subject: Subject) -> Iterator[Step]:
    """Everything of which the guarantor is free, so that each rule that frees him of a part names the same sum."""
    general = Decimal(0) if joint_in_kind(case, subject) else _wasted(case, subject)
    total = general + _surrendered(case, subject) + _lapsed_shares(case, subject) + freed_by_handover(case, subject)
    yield figure(Figure.FREED_AMOUNT, total)
