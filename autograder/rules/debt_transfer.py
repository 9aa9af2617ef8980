"""Handing a debt on to somebody else (ACC-05)."""

from collections.abc import Iterator

from autograder.facts import Case
from autograder.rulebook import Ground, Step, Subject, figure, rule
from autograder.rules.consent import contract_role, handed_on_wholly, owes_as_borrower, took_over
from autograder.rules.liability import promised_nothing
from autograder.rules.lookup import loan_of, transfers_of
from autograder.rules.validity import CONTRACT
from autograder.vocabulary import Figure, Liability, Question

_DEBTORS = (Liability.BORROWER_FULL, Liability.JOINT_DEBTOR_FULL)


@rule("ACC-05", question=Question.LIABILITY, ground=Ground.OWN_CONTRACT, concludes=Liability.NONE,
      exception_to=CONTRACT, authority=("CC/551/1", "CC/553"), claims=("S2-18", "S2-23"))  # fmt: skip
def handed_the_debt_on(case: Case, subject: Subject) -> Iterator[Step]:
    """A debtor leaves his debt by handing it on only if the creditor agrees."""
    role = contract_role(case, subject)
    yield "named_on_contract", role is not None
    handed = [one for one in transfers_of(case, subject) if one.from_person == subject.person]
    yield "debt_handed_on", bool(handed)
    yield "creditor_agreed", any(one.creditor_consented for one in handed)
    yield "whole_debt_handed_on", role is not None and handed_on_wholly(case, role)
    yield "debt_was_owed", role is not None and owes_as_borrower(case, role, before_transfer=True)


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
    yield "creditor_agreed", any(one.creditor_consented for one in taken)
    yield "debt_was_owed", bool(took_over(case, subject))
    shares = [one.share for one in took_over(case, subject)]
    if shares and None not in shares:
        yield figure(Figure.AMOUNT_CAP, min(loan_of(case, subject).nominal, sum(one for one in shares if one)))


@rule("ACC-05", question=Question.LIABILITY, ground=Ground.BACKGROUND, concludes=Liability.NONE, authority="CC/551",
      claims=("S2-18", "S2-23"))  # fmt: skip
def taking_over_came_to_nothing(case: Case, subject: Subject) -> Iterator[Step]:
    """Agreeing with the debtor alone to take his debt over creates no duty towards the creditor."""
    yield "agreed_to_take_over", any(one.to_person == subject.person for one in transfers_of(case, subject))
    yield from promised_nothing(case, subject)
