"""A guarantor whose lender or borrower is exchanged for another, or who gets company (GUA-13)."""

from collections.abc import Iterator
from decimal import Decimal

from autograder.fact_kinds import VariationKind
from autograder.facts import Case
from autograder.rulebook import Ground, Step, Subject, rule
from autograder.rules.consent import took_over
from autograder.rules.guarantee import BOTH_KINDS, UNSETTLED_LAPSES, WORKINGS
from autograder.rules.guarantee_clock import made
from autograder.rules.lookup import changes, guarantee_of, loan_of, transfers_of
from autograder.rules.time import CIVIL_CODE, claim_assigned
from autograder.rules.validity import KINDS
from autograder.vocabulary import Liability, Question


@rule("GUA-13", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.GUARANTEE_RELEASED,
      beside=BOTH_KINDS, exception_to=(*KINDS, *WORKINGS, *UNSETTLED_LAPSES),
      authority="CC/696/2", claims=("S2-22",))  # fmt: skip
def sold_against_the_ban(case: Case, subject: Subject) -> Iterator[Step]:
    """Where guarantor and lender banned a sale of the claim, a sale without written consent frees the guarantor."""
    sale, guarantee = loan_of(case, subject).assigned, made(case, subject)
    yield "claim_sold", sale is not None and guarantee.formed <= sale.date <= case.as_of
    yield "sale_was_banned", guarantee.forbids_assignment


@rule("GUA-13", question=Question.LIABILITY, beside=BOTH_KINDS, authority="CC/696/1", since=CIVIL_CODE,
      governed_by=claim_assigned, claims=("S2-22",))  # fmt: skip
def sale_not_told_to_guarantor(case: Case, subject: Subject) -> Iterator[Step]:
    """Until the guarantor is told of a sale of the claim, it has no effect on him: he still faces the old lender."""
    sale = loan_of(case, subject).assigned
    yield "claim_sold", sale is not None and made(case, subject).formed <= sale.date <= case.as_of
    told = sale.notified_guarantors[subject.person] if sale else None
    yield "guarantor_not_told", told is None or told > case.as_of


def _handed_over(case: Case, subject: Subject) -> list[tuple[Decimal | None, bool]]:
    """Each transfer of the debt since the guarantee: its sum (None: the whole), and whether he agreed in writing.

    What the guarantee's own changes tell comes first; they alone know of his consent. Who takes
    the debt over himself agrees to it.
    """
    guarantee = made(case, subject)
    told = changes(case, guarantee, VariationKind.DEBT_TRANSFER)
    if told:
        sums = [None if change.delta is None else abs(change.delta) for change in told]
        return list(zip(sums, (change.guarantor_written_consent for change in told), strict=True))
    since = (one for one in transfers_of(case, subject) if one.date >= guarantee.formed)
    moved = [one for one in since if one.to_person != subject.person]
    taken = [one for one in moved if one in took_over(case, Subject(one.to_person, subject.loan))]
    return [(one.share, False) for one in taken]


def freed_by_handover(case: Case, subject: Subject) -> Decimal:
    """The part of the debt that was handed over without the guarantor's written consent; the whole of it at most."""
    gone = _unconsented(case, subject)
    if not gone or made(case, subject).forbids_transfer_release:
        return Decimal(0)
    return _sum(case, subject, gone)


def _unconsented(case: Case, subject: Subject) -> list[Decimal | None]:
    return [part for part, agreed in _handed_over(case, subject) if not agreed]


def _sum(case: Case, subject: Subject, parts: list[Decimal | None]) -> Decimal:
    whole = loan_of(case, subject).nominal
    return min(whole, sum((whole if part is None else part for part in parts), Decimal(0)))


@rule("GUA-13", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.GUARANTEE_RELEASED,
      beside=BOTH_KINDS, exception_to=(*KINDS, *WORKINGS, *UNSETTLED_LAPSES),
      authority="CC/697/1", claims=("S2-22",))  # fmt: skip
def debtor_replaced_behind_his_back(case: Case, subject: Subject) -> Iterator[Step]:
    """Letting another take the whole debt over without the guarantor's written consent frees the guarantor."""
    moved = _handed_over(case, subject)
    yield "debt_handed_over", bool(moved)
    gone = _unconsented(case, subject)
    if moved:
        yield "no_written_consent_to_transfer", bool(gone)
    yield "nothing_else_agreed", not made(case, subject).forbids_transfer_release
    if gone:
        yield "whole_debt_handed_over", _sum(case, subject, gone) >= loan_of(case, subject).nominal


@rule("GUA-13", question=Question.LIABILITY, beside=BOTH_KINDS, authority="CC/697/2", claims=("S2-22",))
def somebody_joined_the_debt(case: Case, subject: Subject) -> Iterator[Step]:
    """Another debtor beside the borrower changes nothing for the guarantor."""
    yield "third_person_joined", bool(changes(case, guarantee_of(case, subject), VariationKind.ACCESSION_BY_THIRD))
