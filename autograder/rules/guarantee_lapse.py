"""What stops the guarantor's clock, and what its end does (GUA-10, GUA-11, GUA-12)."""

from collections.abc import Iterator

from autograder.fact_kinds import VariationKind
from autograder.facts import Case
from autograder.rulebook import Ground, Step, Subject, rule
from autograder.rules.guarantee import BOTH_KINDS, changes, plea_excepted
from autograder.rules.guarantee_clock import asked_guarantor, ends, guaranteed_due, length_unsettled, made, sued_debtor
from autograder.rules.time import CIVIL_CODE, guarantee_formed
from autograder.vocabulary import Flag, Liability, Question

_FALL_TOO = ("guarantee_may_be_avoided", "GUA-15", "GUA-19", "GUA-22", "share_of_a_lapsed_co_guarantor")

_GENERAL = ("GUA-03", "GUA-04", "GUA-07", *_FALL_TOO)
"""What makes a general guarantee and how it works while it lives."""

_JOINT = ("GUA-02", "GUA-03", "GUA-05", "GUA-08", *_FALL_TOO)
"""The same of a joint guarantee."""

_LAPSES = ("lapsed_general", "lapsed_general_by_one_length", "lapsed_general_by_one_start")


def _over(case: Case, subject: Subject) -> Iterator[Step]:
    """The period has ended on every reading of the law."""
    yield "period_over", ends(case, subject)[-1] < case.as_of, {"until": ends(case, subject)[-1]}


@rule("GUA-10", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.GUARANTEE_RELEASED,
      beside=(Liability.GUARANTEE_GENERAL,), exception_to=_GENERAL,
      authority=("CC/693/1", "GI/31/1", "GI/34/1", "SL/25"), claims=("S0-15", "S2-10"))  # fmt: skip
def lapsed_general(case: Case, subject: Subject) -> Iterator[Step]:
    """A general guarantor is free for good if the lender does not sue the borrower within the period."""
    yield from _over(case, subject)
    yield "debtor_not_sued_in_time", not sued_debtor(case, subject, ends(case, subject)[-1])


@rule("GUA-10", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.GUARANTEE_RELEASED,
      beside=(Liability.GUARANTEE_JOINT,), exception_to=_JOINT,
      authority=("CC/693/2", "GI/31/2", "GI/34/1", "SL/26"), claims=("S0-15", "S2-10"))  # fmt: skip
def lapsed_joint(case: Case, subject: Subject) -> Iterator[Step]:
    """A joint guarantor is free for good if the lender does not turn to him within the period."""
    yield from _over(case, subject)
    yield "guarantor_not_asked_in_time", not asked_guarantor(case, subject, ends(case, subject)[-1])


def _between(case: Case, subject: Subject, *, by_length: bool) -> Iterator[Step]:
    """The earlier of two possible ends has passed; which of the two counts is unsettled."""
    readings = ends(case, subject)
    yield "two_possible_ends", len(readings) > 1
    yield "length_unsettled" if by_length else "start_unsettled", length_unsettled(case, subject) is by_length
    yield "earlier_end_passed", readings[0] < case.as_of, {"until": readings[0]}


@rule("GUA-10", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.GUARANTEE_RELEASED,
      beside=(Liability.GUARANTEE_GENERAL,), exception_to=("GUA-03", "GUA-07", *_FALL_TOO),
      authority=("CC/693/1", "SLI/32"), unsettled="U9", accepts=((Liability.GUARANTEE_GENERAL,),),
      claims=("S0-15",))  # fmt: skip
def lapsed_general_by_one_length(case: Case, subject: Subject) -> Iterator[Step]:
    """By the shorter reading of an old open-ended period the general guarantor is free, by the longer he is not."""
    yield from _between(case, subject, by_length=True)
    yield from _general_saved_by_later_end(case, subject)


@rule("GUA-10", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.GUARANTEE_RELEASED,
      beside=(Liability.GUARANTEE_GENERAL,), exception_to=_GENERAL, authority="CC/693/1", unsettled="U8",
      accepts=((Liability.GUARANTEE_GENERAL,),), claims=("S0-15",))  # fmt: skip
def lapsed_general_by_one_start(case: Case, subject: Subject) -> Iterator[Step]:
    """Counted from the day the loan was called in the general guarantor is free, from the last due day he is not."""
    yield from _between(case, subject, by_length=False)
    yield from _general_saved_by_later_end(case, subject)


def _general_saved_by_later_end(case: Case, subject: Subject) -> Iterator[Step]:
    first, *_, last = ends(case, subject)
    yield "debtor_not_sued_by_earlier_end", not sued_debtor(case, subject, first)
    yield "later_end_saves", last >= case.as_of or sued_debtor(case, subject, last), {"until": last}


@rule("GUA-10", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.GUARANTEE_RELEASED,
      beside=(Liability.GUARANTEE_JOINT,), exception_to=_JOINT, authority=("CC/693/2", "SLI/32"),
      unsettled="U9", accepts=((Liability.GUARANTEE_JOINT,),), claims=("S0-15",))  # fmt: skip
def lapsed_joint_by_one_length(case: Case, subject: Subject) -> Iterator[Step]:
    """By the shorter reading of an old open-ended period the joint guarantor is free, by the longer he is not."""
    yield from _between(case, subject, by_length=True)
    yield from _joint_saved_by_later_end(case, subject)


@rule("GUA-10", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.GUARANTEE_RELEASED,
      beside=(Liability.GUARANTEE_JOINT,), exception_to=_JOINT, authority="CC/693/2", unsettled="U8",
      accepts=((Liability.GUARANTEE_JOINT,),), claims=("S0-15",))  # fmt: skip
def lapsed_joint_by_one_start(case: Case, subject: Subject) -> Iterator[Step]:
    """Counted from the day the loan was called in the joint guarantor is free, from the last due day he is not."""
    yield from _between(case, subject, by_length=False)
    yield from _joint_saved_by_later_end(case, subject)


def _joint_saved_by_later_end(case: Case, subject: Subject) -> Iterator[Step]:
    first, *_, last = ends(case, subject)
    yield "guarantor_not_asked_by_earlier_end", not asked_guarantor(case, subject, first)
    yield "later_end_saves", last >= case.as_of or asked_guarantor(case, subject, last), {"until": last}


def _only_guarantor_asked(case: Case, subject: Subject) -> Iterator[Step]:
    first = ends(case, subject)[0]
    yield "earlier_end_passed", first < case.as_of, {"until": first}
    yield "debtor_not_sued_by_earlier_end", not sued_debtor(case, subject, first)
    yield "guarantor_asked_in_time", asked_guarantor(case, subject, first)


@rule("GUA-10", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.GUARANTEE_RELEASED,
      beside=(Liability.GUARANTEE_GENERAL,), exception_to=(*_GENERAL, *_LAPSES),
      authority=("CC/693/1", "CC/687/2"), unsettled="U23", accepts=((Liability.GUARANTEE_GENERAL,),),
      claims=("S0-15", "S2-10"))  # fmt: skip
def lapsed_though_plea_was_gone(case: Case, subject: Subject) -> Iterator[Step]:
    """Where the first plea was gone and only the guarantor was asked in time, the words of the law release him."""
    yield from _only_guarantor_asked(case, subject)
    yield "plea_excepted", plea_excepted(made(case, subject))


@rule("GUA-10", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.GUARANTEE_RELEASED,
      beside=(Liability.GUARANTEE_GENERAL,),
      exception_to=(*_GENERAL, "lapsed_general", "lapsed_general_by_one_start", "lapsed_though_plea_was_gone"),
      authority=("CC/693/1", "CC/687/2/3"), since=CIVIL_CODE, governed_by=guarantee_formed, unsettled="U23",
      accepts=((Liability.GUARANTEE_GENERAL,),), claims=("S0-15", "S2-10"))  # fmt: skip
def lapsed_though_insolvency_was_proved(case: Case, subject: Subject) -> Iterator[Step]:
    """The same question where the plea had gone because the borrower was proved unable to pay."""
    yield from _only_guarantor_asked(case, subject)
    yield "insolvency_proved", made(case, subject).plea_exceptions.creditor_proves_insolvency


@rule("GUA-10", question=Question.LIABILITY, beside=(Liability.GUARANTEE_GENERAL,), authority=("CC/693/1", "CC/694/1"),
      flags=(Flag.IN_TIME,), claims=("S0-15", "S2-10"))  # fmt: skip
def in_time_general(case: Case, subject: Subject) -> Iterator[Step]:
    """Suing the borrower within the period keeps a general guarantee alive."""
    first = ends(case, subject)[0]
    yield "debtor_sued_in_time", sued_debtor(case, subject, first), {"until": first}


@rule("GUA-10", question=Question.LIABILITY, beside=(Liability.GUARANTEE_JOINT,), authority=("CC/693/2", "CC/694/2"),
      flags=(Flag.IN_TIME,), claims=("S0-15", "S2-10"))  # fmt: skip
def in_time_joint(case: Case, subject: Subject) -> Iterator[Step]:
    """Turning to the joint guarantor within the period keeps a joint guarantee alive."""
    first = ends(case, subject)[0]
    yield "guarantor_asked_in_time", asked_guarantor(case, subject, first), {"until": first}


@rule("GUA-09", question=Question.LIABILITY, beside=(Liability.GUARANTEE_GENERAL,), authority="CC/692/1",
      flags=(Flag.PERIOD_RUNNING,), claims=("S0-15",))  # fmt: skip
def period_runs_general(case: Case, subject: Subject) -> Iterator[Step]:
    """While the period runs nothing is lost yet: the lender can still sue the borrower in time."""
    first = ends(case, subject)[0]
    yield "period_not_over", case.as_of <= first, {"until": first}
    yield "debtor_not_sued_yet", not sued_debtor(case, subject, first)


@rule("GUA-09", question=Question.LIABILITY, beside=(Liability.GUARANTEE_JOINT,), authority="CC/692/1",
      flags=(Flag.PERIOD_RUNNING,), claims=("S0-15",))  # fmt: skip
def period_runs_joint(case: Case, subject: Subject) -> Iterator[Step]:
    """While the period runs nothing is lost yet: the lender can still turn to the guarantor in time."""
    first = ends(case, subject)[0]
    yield "period_not_over", case.as_of <= first, {"until": first}
    yield "guarantor_not_asked_yet", not asked_guarantor(case, subject, first)


@rule("GUA-11", question=Question.LIABILITY, beside=BOTH_KINDS, authority="GI/34/2", claims=("S0-35",))
def signed_notice_revives_nothing(case: Case, subject: Subject) -> Iterator[Step]:
    """Signing for a demand after the period has ended does not bring the guarantee back."""
    yield from _over(case, subject)
    yield "signed_after_the_end", made(case, subject).signed_notice_after_lapse
    yield "no_new_guarantee", not made(case, subject).new_guarantee_contract


@rule("GUA-11", question=Question.LIABILITY, beside=BOTH_KINDS, exception_to=("GUA-10",), authority="GI/34/2",
      claims=("S0-35",))  # fmt: skip
def new_guarantee_binds_again(case: Case, subject: Subject) -> Iterator[Step]:
    """A new guarantee contract made after the end binds as a guarantee of its own."""
    yield "period_may_be_over", ends(case, subject)[0] < case.as_of, {"until": ends(case, subject)[0]}
    yield "new_guarantee_made", made(case, subject).new_guarantee_contract


@rule("GUA-12", question=Question.LIABILITY, beside=BOTH_KINDS, authority=("CC/695/2", "SLI/30"), claims=("S2-18",))
def extension_leaves_the_clock(case: Case, subject: Subject) -> Iterator[Step]:
    """More time for the borrower without the guarantor's written consent does not stretch the guarantor's clock."""
    extended = changes(case, made(case, subject), VariationKind.EXTENSION)
    yield "loan_extended", bool(extended)
    yield "extension_without_consent", any(not change.guarantor_written_consent for change in extended), {
        "due": guaranteed_due(case, subject)
    }


@rule("GUA-12", question=Question.LIABILITY, beside=BOTH_KINDS, authority=("CC/695/1", "SLI/30"), claims=("S2-18",))
def increase_leaves_the_guarantor(case: Case, subject: Subject) -> Iterator[Step]:
    """The guarantor does not answer for a sum added to the loan without his written consent."""
    increased = changes(case, made(case, subject), VariationKind.INCREASE)
    yield "loan_increased", bool(increased)
    yield "increase_without_consent", any(not change.guarantor_written_consent for change in increased)


@rule("GUA-12", question=Question.LIABILITY, beside=BOTH_KINDS, authority=("CC/695/1", "SLI/30"), claims=("S2-18",))
def reduction_helps_the_guarantor(case: Case, subject: Subject) -> Iterator[Step]:
    """If the loan is made smaller, the guarantor answers for the smaller loan, asked or not."""
    yield "loan_reduced", bool(changes(case, made(case, subject), VariationKind.REDUCTION))
