"""When a loan contract is void from the start, whoever signed it: the tests that several institutions share (LON-04).

The Provisions on Private Lending apply to every suit brought since 2020-08-20, whatever the day of the loan (PL 31(1)),
so none of this is bounded in time. Licensed lenders stand outside them (PL 1(2)); their loans are void only under the
general law (CC 153).
"""

from decimal import Decimal

from autograder.fact_kinds import EventKind, LenderKind, VoidReason
from autograder.facts import Case, Event, Lender, Loan

PRIVATE_LENDERS = {LenderKind.NATURAL_PERSON, LenderKind.COMPANY_OCCASIONAL}
"""Lenders without a licence who may lend now and then."""

_PAYMENTS = {
    EventKind.PAID_FULL_INSTALMENT, EventKind.PAID_PART, EventKind.SETTLED_FULL, EventKind.SETTLED_REDUCED,
    EventKind.GUARANTOR_PAID, EventKind.CO_DEBTOR_PAID, EventKind.THIRD_PARTY_PAID,
}  # fmt: skip


def lender_named(case: Case, loan: Loan) -> Lender:
    """Who lent a loan."""
    return next(lender for lender in case.lenders if lender.id == loan.lender)


def licensed(lender: Lender) -> bool:
    """The lender may lend by way of business."""
    return lender.kind not in {*PRIVATE_LENDERS, LenderKind.UNLICENSED_PLATFORM}


def lends_without_licence(lender: Lender) -> bool:
    """The lender makes a business of lending to anybody without being licensed for it (PL 13(3))."""
    if lender.kind is LenderKind.UNLICENSED_PLATFORM:
        return True
    return lender.kind in PRIVATE_LENDERS and lender.repeat_lender_to_public


def void(case: Case, loan: Loan) -> bool:
    """The loan contract is void: no licence, a purpose known to be criminal, or another ground of the law."""
    if lends_without_licence(lender_named(case, loan)) or loan.lender_knew_illegal_use:
        return True
    return loan.void_reason is not VoidReason.NONE


def still_to_give_back(case: Case, loan: Loan) -> Decimal:
    """What reached the borrower, less what has been paid since by anybody."""
    paid = sum((_sum_of(event, loan) for event in case.events if event.loan == loan.id), Decimal(0))
    return max(Decimal(0), loan.received - paid)


def _sum_of(event: Event, loan: Loan) -> Decimal:
    if event.kind not in _PAYMENTS:
        return Decimal(0)
    if event.amount is not None:
        return event.amount
    due = next((one.amount for one in loan.instalments if one.no == event.instalment), None)
    return due if due is not None and event.kind is EventKind.PAID_FULL_INSTALMENT else Decimal(0)
