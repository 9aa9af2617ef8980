"""Handing a debt on to somebody else (ACC-05)."""

from collections.abc import Iterator
from decimal import Decimal

from autograder.facts import Case
from autograder.rulebook import Ground, Step, Subject, rule
from autograder.rules.consent import (
    contract_role,
    handed_on_sum,
    owes_as_borrower,
    taken_sum,
    took_over,
    user_known_to_lender,
)
from autograder.rules.liability import promised_nothing
from autograder.rules.lookup import loan_of, transfers_of
from autograder.rules.validity import CONTRACT
from autograder.vocabulary import Liability, Question

_DEBTORS = (Liability.BORROWER_FULL, Liability.JOINT_DEBTOR_FULL)


def owed_before(case: Case, subject: Subject) -> Decimal:
    """What the person owed before handing anything on: what was borrowed, or one's share of it, and what was taken."""
    role, loan, taken = contract_role(case, subject), loan_of(case, subject), taken_sum(case, subject)
    borrowed = role is not None and owes_as_borrower(case, role, before_transfer=True)
    if not borrowed and not user_known_to_lender(case, subject):
        return taken
    share = [loan.share_clause_towards_lender[id] for id in loan.share_clause_towards_lender if id == subject.person]
    return taken + (share[0] if share else loan.nominal)


@rule("ACC-05", question=Question.LIABILITY, ground=Ground.OWN_CONTRACT, concludes=Liability.NONE,
      exception_to=(*CONTRACT, "took_the_debt_over"), authority=("CC/551/1", "CC/553"),
      claims=("S2-18", "S2-23"))  # fmt: skip
def handed_the_debt_on(case: Case, subject: Subject) -> Iterator[Step]:
    """A debtor leaves his debt by handing it on only if the creditor agrees."""
    handed = [one for one in transfers_of(case, subject) if one.from_person == subject.person]
    yield "debt_handed_on", bool(handed)
    agreed = any(one.creditor_consented for one in handed)
    if handed:
        yield "creditor_agreed", agreed
    owed = owed_before(case, subject)
    yield "debt_was_owed", owed > 0
    if agreed:
        yield "whole_debt_handed_on", handed_on_sum(case, subject) >= owed


@rule("ACC-05", question=Question.LIABILITY, beside=_DEBTORS, authority="CC/551/1", claims=("S2-18", "S2-23"))
def debtor_keeps_the_rest(case: Case, subject: Subject) -> Iterator[Step]:
    """A debtor who hands a part on with the creditor's consent still owes the rest."""
    handed = handed_on_sum(case, subject)
    yield "part_handed_on_with_consent", handed > 0, {"sum": handed}


@rule("ACC-05", question=Question.LIABILITY, beside=_DEBTORS, authority="CC/551", claims=("S2-18", "S2-23"))
def debtor_stays_without_consent(case: Case, subject: Subject) -> Iterator[Step]:
    """Without the creditor's consent the old debtor stays bound; silence after being asked is a refusal."""
    handed = [one for one in transfers_of(case, subject) if one.from_person == subject.person]
    yield "debt_handed_on", bool(handed)
    yield "creditor_did_not_agree", not any(one.creditor_consented for one in handed)


@rule("ACC-05", question=Question.LIABILITY, concludes=Liability.BORROWER_FULL,
      authority=("CC/551/1", "CC/553", "CC/554"), claims=("S2-18", "S2-23"))  # fmt: skip
def took_the_debt_over(case: Case, subject: Subject) -> Iterator[Step]:
    """Who takes a debt over with the creditor's consent owes it as the borrower did, with the same defences."""
    taken = [one for one in transfers_of(case, subject) if one.to_person == subject.person]
    yield "agreed_to_take_over", bool(taken)
    agreed = any(one.creditor_consented for one in taken)
    if taken:
        yield "creditor_agreed", agreed
    if agreed:
        yield "debt_was_owed", bool(took_over(case, subject))


@rule("ACC-05", question=Question.LIABILITY, ground=Ground.BACKGROUND, concludes=Liability.NONE, authority="CC/551",
      claims=("S2-18", "S2-23"))  # fmt: skip
def taking_over_came_to_nothing(case: Case, subject: Subject) -> Iterator[Step]:
    """Agreeing with the debtor alone to take his debt over creates no duty towards the creditor."""
    yield "agreed_to_take_over", any(one.to_person == subject.person for one in transfers_of(case, subject))
    yield from promised_nothing(case, subject)
