"""The guarantee: made in writing, of which kind, and how the kind works on the lender's claim (GUA-01 to 08, 13)."""

from collections.abc import Iterator

from autograder.fact_kinds import GuaranteeForm, RoleKind, Signature, TypeWords, VariationKind
from autograder.facts import Case, Guarantee, Variation
from autograder.rulebook import Ground, Step, Subject, rule
from autograder.rules.lookup import guarantee_of, loan_of, role_of
from autograder.rules.time import CIVIL_CODE, claim_assigned, guarantee_formed
from autograder.rules.validity import KINDS, VOID_GUARANTEE
from autograder.vocabulary import Flag, Liability, Question

BOTH_KINDS = (Liability.GUARANTEE_JOINT, Liability.GUARANTEE_GENERAL)
WORKINGS = (
    "GUA-07", "GUA-08", "in_time_general", "in_time_joint", "period_runs_general", "period_runs_joint",
    "guarantee_may_be_avoided", "GUA-15", "GUA-19", "GUA-21", "GUA-22", "share_of_a_lapsed_co_guarantor",
)  # fmt: skip
"""Rules on how a living guarantee works; they fall with the guarantee."""

PAPER = {GuaranteeForm.WRITTEN_SEPARATE, GuaranteeForm.WRITTEN_CLAUSE}
"""Forms that need a signature; a message in words of one's own does not."""
_SILENT = {TypeWords.NONE, TypeWords.CONTRADICTORY}


def a_guarantee(case: Case, subject: Subject) -> Iterator[Step]:
    """The person promised to answer for the loan."""
    yield "guarantee_given", guarantee_of(case, subject) is not None


def _says(case: Case, subject: Subject, name: str, words: set[TypeWords]) -> Iterator[Step]:
    guarantee = guarantee_of(case, subject)
    yield from a_guarantee(case, subject)
    yield name, guarantee is not None and guarantee.type_words in words


@rule("GUA-01", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.NONE,
      exception_to=(*KINDS, *VOID_GUARANTEE),
      authority=("CC/685", "CC/469"), claims=("S2-22",))  # fmt: skip
def oral_guarantee(case: Case, subject: Subject) -> Iterator[Step]:
    """A guarantee must be in retrievable writing; a spoken promise is none."""
    guarantee = guarantee_of(case, subject)
    yield from a_guarantee(case, subject)
    yield "guarantee_oral", guarantee is not None and guarantee.form is GuaranteeForm.ORAL


@rule("GUA-01", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.NONE,
      exception_to=(*KINDS, *VOID_GUARANTEE),
      authority=("CC/490/1", "CC/685"), claims=("S2-22",))  # fmt: skip
def unsigned_guarantee_paper(case: Case, subject: Subject) -> Iterator[Step]:
    """A paper of guarantee that nobody signed is not a guarantee."""
    guarantee, role = guarantee_of(case, subject), role_of(case, subject, RoleKind.GUARANTOR)
    yield from a_guarantee(case, subject)
    yield "guarantee_on_paper", guarantee is not None and guarantee.form in PAPER
    yield "guarantee_unsigned", role is not None and role.act.signature is Signature.NONE


@rule("GUA-02", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.GUARANTEE_JOINT,
      authority=("CC/686/1", "CC/688/1"), claims=("S0-13", "S0-14", "S0-15", "S2-10"))  # fmt: skip
def joint_by_express_words(case: Case, subject: Subject) -> Iterator[Step]:
    """Clear words of joint liability put the guarantor beside the borrower."""
    yield from _says(case, subject, "joint_words", {TypeWords.EXPRESS_JOINT})


@rule("GUA-03", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.GUARANTEE_GENERAL,
      authority=("GI/25/1", "CC/687/1", "SL/17"), claims=("S0-14", "S2-09"))  # fmt: skip
def debtor_first_words(case: Case, subject: Subject) -> Iterator[Step]:
    """Words that put the borrower first, such as "if he is unable to pay", make a general guarantee."""
    yield from _says(case, subject, "words_put_debtor_first", {TypeWords.EXPRESS_GENERAL, TypeWords.UNABLE_TO_PAY})


@rule("GUA-03", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.GUARANTEE_JOINT,
      authority=("GI/25/2", "CC/688/1", "SL/18"), claims=("S0-14", "S2-09"))  # fmt: skip
def side_by_side_words(case: Case, subject: Subject) -> Iterator[Step]:
    """Words that only look at the missed payment, or promise unconditionally, make a joint guarantee."""
    yield from _says(case, subject, "words_put_guarantor_beside", {TypeWords.IF_NOT_PAID, TypeWords.UNCONDITIONAL})


@rule("GUA-04", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.GUARANTEE_GENERAL,
      authority="CC/686/2", since=CIVIL_CODE, governed_by=guarantee_formed, claims=("S0-14", "S2-09"))  # fmt: skip
def silence_means_general(case: Case, subject: Subject) -> Iterator[Step]:
    """A guarantee that does not say of which kind it is, is a general guarantee."""
    yield from _says(case, subject, "kind_not_stated", _SILENT)


@rule("GUA-05", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.GUARANTEE_JOINT,
      authority=("SL/19", "TE/1/2"), until=CIVIL_CODE, governed_by=guarantee_formed, claims=("S2-09",))  # fmt: skip
def silence_means_joint_until_2020(case: Case, subject: Subject) -> Iterator[Step]:
    """A guarantee of before 2021 that does not say of which kind it is keeps the old reading: joint liability."""
    yield from _says(case, subject, "kind_not_stated", _SILENT)


def changes(case: Case, guarantee: Guarantee | None, kind: VariationKind) -> list[Variation]:
    """The changes of one kind that the guaranteed loan has seen by now, oldest first."""
    found = [change for change in guarantee.variations if change.kind is kind] if guarantee else []
    return sorted((change for change in found if change.date <= case.as_of), key=lambda change: change.date)


def debt_due(case: Case, subject: Subject) -> Iterator[Step]:
    """A first sum of the loan, on the latest terms given to the borrower, should have been paid by now."""
    loan = loan_of(case, subject)
    terms = [change.new_due for change in changes(case, guarantee_of(case, subject), VariationKind.EXTENSION)]
    dues = [loan.final_due, *(instalment.due for instalment in loan.instalments), loan.accelerated_on]
    due = next((day for day in reversed(terms) if day is not None), None) or min(day for day in dues if day is not None)
    yield "debt_due", due < case.as_of, {"due": due}


@rule("GUA-07", question=Question.LIABILITY, beside=(Liability.GUARANTEE_GENERAL,), authority=("CC/687/2", "GI/26"),
      flags=(Flag.FIRST_PLEA_AVAILABLE,), claims=("S0-15", "S2-10"))  # fmt: skip
def first_plea(case: Case, subject: Subject) -> Iterator[Step]:
    """A general guarantor may say "the debtor first" until enforcement against the debtor has failed."""
    yield from debt_due(case, subject)


@rule("GUA-07", question=Question.LIABILITY, beside=(Liability.GUARANTEE_GENERAL,), exception_to=("first_plea",),
      authority=("CC/687/2", "SL/17", "SLI/25"), flags=(Flag.CALLABLE_NOW,), claims=("S0-15", "S2-10"))  # fmt: skip
def first_plea_lost(case: Case, subject: Subject) -> Iterator[Step]:
    """The plea is gone once enforcement failed, the debtor vanished or went bankrupt, or the plea was waived."""
    yield from debt_due(case, subject)
    yield "plea_gone", plea_gone(guarantee_of(case, subject))


def plea_gone(guarantee: Guarantee | None) -> bool:
    """Enforcement against the borrower has failed, or an exception applies."""
    return guarantee is not None and (guarantee.enforcement_exhausted or plea_excepted(guarantee))


def plea_excepted(guarantee: Guarantee) -> bool:
    """One of the exceptions that the law has known before and since 2021."""
    gone = guarantee.plea_exceptions
    return gone.debtor_missing_no_assets or gone.bankruptcy_accepted or gone.waived_in_writing


@rule("GUA-07", question=Question.LIABILITY, beside=(Liability.GUARANTEE_GENERAL,), exception_to=("first_plea",),
      authority="CC/687/2/3", since=CIVIL_CODE, governed_by=guarantee_formed, flags=(Flag.CALLABLE_NOW,),
      claims=("S0-15", "S2-10"))  # fmt: skip
def first_plea_lost_by_insolvency(case: Case, subject: Subject) -> Iterator[Step]:
    """Since 2021 the plea is also gone where the lender proves that the borrower's property cannot cover the debt."""
    guarantee = guarantee_of(case, subject)
    yield from debt_due(case, subject)
    yield "insolvency_proved", guarantee is not None and guarantee.plea_exceptions.creditor_proves_insolvency


@rule("GUA-08", question=Question.LIABILITY, beside=(Liability.GUARANTEE_JOINT,), authority="CC/688/2",
      flags=(Flag.CALLABLE_NOW,), claims=("S0-15", "S2-10"))  # fmt: skip
def joint_guarantor_callable(case: Case, subject: Subject) -> Iterator[Step]:
    """Once a payment is missed the lender may turn to a joint guarantor without chasing the borrower first."""
    yield from debt_due(case, subject)


@rule("GUA-13", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.GUARANTEE_RELEASED,
      beside=BOTH_KINDS, exception_to=(*KINDS, *WORKINGS), authority="CC/696/2", claims=("S2-22",))  # fmt: skip
def sold_against_the_ban(case: Case, subject: Subject) -> Iterator[Step]:
    """Where guarantor and lender banned a sale of the claim, a sale without written consent frees the guarantor."""
    loan, guarantee = loan_of(case, subject), guarantee_of(case, subject)
    yield "claim_sold", loan.assigned is not None and loan.assigned.date <= case.as_of
    yield "sale_was_banned", guarantee is not None and guarantee.forbids_assignment


@rule("GUA-13", question=Question.LIABILITY, beside=BOTH_KINDS, authority="CC/696/1", since=CIVIL_CODE,
      governed_by=claim_assigned, claims=("S2-22",))  # fmt: skip
def sale_not_told_to_guarantor(case: Case, subject: Subject) -> Iterator[Step]:
    """Until the guarantor is told of a sale of the claim, it has no effect on him: he still faces the old lender."""
    loan = loan_of(case, subject)
    yield "claim_sold", loan.assigned is not None and loan.assigned.date <= case.as_of
    told = loan.assigned.notified_guarantors[subject.person] if loan.assigned else None
    yield "guarantor_not_told", told is None or told > case.as_of


@rule("GUA-13", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.GUARANTEE_RELEASED,
      beside=BOTH_KINDS, exception_to=(*KINDS, *WORKINGS), authority="CC/697/1", claims=("S2-22",))  # fmt: skip
def debtor_replaced_behind_his_back(case: Case, subject: Subject) -> Iterator[Step]:
    """Letting another take the whole debt over without the guarantor's written consent frees the guarantor."""
    guarantee, loan = guarantee_of(case, subject), loan_of(case, subject)
    moved = changes(case, guarantee, VariationKind.DEBT_TRANSFER)
    yield "debt_handed_over", bool(moved)
    unconsented = [change for change in moved if not change.guarantor_written_consent]
    yield "no_written_consent_to_transfer", bool(unconsented)
    yield "whole_debt_handed_over", any(change.delta is None or change.delta >= loan.nominal for change in unconsented)
    yield "nothing_else_agreed", guarantee is not None and not guarantee.forbids_transfer_release


@rule("GUA-13", question=Question.LIABILITY, beside=BOTH_KINDS, authority="CC/697/2", claims=("S2-22",))
def somebody_joined_the_debt(case: Case, subject: Subject) -> Iterator[Step]:
    """Another debtor beside the borrower changes nothing for the guarantor."""
    yield "third_person_joined", bool(changes(case, guarantee_of(case, subject), VariationKind.ACCESSION_BY_THIRD))
