"""The most that a person can be made to pay, told where every ground on which the person answers has a ceiling.

Grounds cumulate, and so do their ceilings. A guarantee comes on top with the ceiling of its deed (`guarantee_extent`);
a ground without a ceiling leaves no sum to name.
"""

from collections.abc import Iterator
from decimal import Decimal

from autograder.facts import Case, Guarantee
from autograder.rulebook import Step, Subject, figure, rule
from autograder.rules.accession import joined
from autograder.rules.consent import contract_role, handed_on_sum, owes_as_borrower, took_over, user_known_to_lender
from autograder.rules.debt_transfer import owed_before
from autograder.rules.inheritance import inherited
from autograder.rules.lookup import guarantee_of, loan_of, undertakings_of
from autograder.vocabulary import Figure, Liability, Question

_UNLIMITED = (
    Liability.JOINT_DEBTOR_FULL, Liability.SPOUSE_JOINT_DEBT, Liability.COLLATERAL_LIMITED, Liability.RESTITUTION_ONLY,
    Liability.FAULT_DAMAGES, Liability.IMPOSTOR_LIABLE,
)  # fmt: skip
"""Codes of grounds of which no ceiling is known as a sum."""

OF_THE_DEED = (
    "scope_limited_by_the_deed",
    "own_share_agreed_with_the_lender",
    "own_share_agreed_with_the_lender_until_2020",
)
"""The rules that add the ceiling of a guarantee."""


def ceilings(case: Case, subject: Subject) -> list[Decimal | None]:
    """The ceiling (None: without one) of every ground but guarantee, marriage and collateral that stands."""
    found = _as_debtor(case, subject)
    promise = joined(case, subject)
    found += [promise.scope] if promise is not None else []
    found += inherited(case, subject)
    return found + [step.amount for step in undertakings_of(case, subject)]


def _as_debtor(case: Case, subject: Subject) -> list[Decimal | None]:
    """As a borrower or as somebody who took the debt over: what is left of a part, else no ceiling."""
    role, loan = contract_role(case, subject), loan_of(case, subject)
    borrowed = role is not None and owes_as_borrower(case, role, before_transfer=True)
    if not borrowed and not user_known_to_lender(case, subject) and not took_over(case, subject):
        return []
    left = owed_before(case, subject) - handed_on_sum(case, subject)
    if left <= 0:
        return []
    return [left if left < loan.nominal else None]


def ceiling_of_the_deed(guarantee: Guarantee | None, subject: Subject) -> Decimal | None:
    """The ceiling that the deed of a guarantee sets: a sum for the whole of it, or the person's agreed share."""
    if guarantee is None:
        return None
    share = [guarantee.shares[id] for id in guarantee.shares if id == subject.person]
    sums = [one for one in (guarantee.scope_cap, *share) if one is not None]
    return min(sums) if sums else None


def altogether(parts: list[Decimal | None]) -> Decimal | None:
    """What several ceilings come to; None where one is missing, or where there are none."""
    known = [part for part in parts if part is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(parts) else None


@rule("ACC-01", question=Question.LIABILITY, authority=("CC/552", "CC/1161/1", "CC/551/1", "CC/517/1"),
      claims=("S2-11", "S3-08"))  # fmt: skip
def ceiling_of_all_grounds(case: Case, subject: Subject) -> Iterator[Step]:
    """Who owes a part, an own promise or an inheritance only pays no more than that."""
    parts = ceilings(case, subject)
    yield "owes_within_limits", bool(parts)
    most = altogether(parts)
    if parts:
        yield "every_limit_is_a_sum", most is not None
    yield figure(Figure.AMOUNT_CAP, most)


@rule("GUA-14", question=Question.LIABILITY, beside=_UNLIMITED, exception_to=("ceiling_of_all_grounds", *OF_THE_DEED),
      authority="CC/518/1", claims=("S2-22",))  # fmt: skip
def another_ground_has_no_ceiling(case: Case, subject: Subject) -> Iterator[Step]:
    """A limit of one ground is no limit of another: who also owes without one cannot point to it."""
    limits = [*ceilings(case, subject), ceiling_of_the_deed(guarantee_of(case, subject), subject)]
    yield "limited_on_one_ground_only", any(limit is not None for limit in limits)
