"""What the end of the guarantor's clock does (GUA-10, GUA-11). What keeps a guarantee alive: `guarantee_kept`."""

from collections.abc import Iterator
from datetime import date

from autograder.fact_kinds import CreditorActKind
from autograder.facts import Case
from autograder.rulebook import Ground, Step, Subject, rule
from autograder.rules.guarantee import BOTH_KINDS, EXTENT_NOW, EXTENT_UNTIL_2020
from autograder.rules.guarantee_clock import (
    LONG_WORDS,
    asked_guarantor,
    creditor_acts,
    ends,
    guaranteed_due,
    how_debtor_sued,
    joint_in_kind,
    length_unsettled,
    made,
    sued_debtor,
    words,
)
from autograder.rules.guarantee_plea import plea_excepted
from autograder.rules.time import CIVIL_CODE, bound, guarantee_formed
from autograder.vocabulary import Liability, Question

_KIND_GENERAL, _KIND_JOINT = (Liability.GUARANTEE_GENERAL,), (Liability.GUARANTEE_JOINT,)

_GENERAL_NOW = ("GUA-03", "GUA-04", "GUA-07", *EXTENT_NOW)
_GENERAL_UNTIL_2020 = ("GUA-03", "GUA-07", *EXTENT_UNTIL_2020)
"""What makes a general guarantee and how it works while it lives, since 2021 and before."""

_JOINT_NOW = ("GUA-02", "GUA-03", "GUA-08", *EXTENT_NOW)
_JOINT_UNTIL_2020 = ("GUA-02", "GUA-03", "GUA-05", "GUA-08", *EXTENT_UNTIL_2020)
"""The same of a joint guarantee."""

_LAPSES_NOW = ("lapsed_general", "lapsed_general_by_one_start")
_LAPSES_UNTIL_2020 = (
    "lapsed_general_until_2020", "lapsed_general_by_one_length", "lapsed_general_by_one_start_until_2020",
)  # fmt: skip
_OF_THE_GUARANTOR = {CreditorActKind.DEMANDED_GUARANTOR, CreditorActKind.SUED_GUARANTOR}
_PLEA_WAS_GONE = "lapsed_though_plea_was_gone"


def _over(case: Case, subject: Subject) -> Iterator[Step]:
    """The period has ended on every reading of the law."""
    yield "period_over", ends(case, subject)[-1] < case.as_of, {"until": ends(case, subject)[-1]}


def _general_over(case: Case, subject: Subject) -> Iterator[Step]:
    yield from _over(case, subject)
    last, suit = ends(case, subject)[-1], CreditorActKind.SUED_DEBTOR
    gone = any(back and act.kind is suit and act.date <= last for act, back in creditor_acts(case, subject))
    asked = any(act.kind in _OF_THE_GUARANTOR and act.date <= last for act, _ in creditor_acts(case, subject))
    how = how_debtor_sued(case, subject, last)
    way = how or ("taken_back" if gone else "guarantor_only" if asked else "never")
    yield "debtor_not_sued_in_time", not how, {"way": way}


@rule("GUA-10", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.GUARANTEE_RELEASED,
      beside=_KIND_GENERAL, exception_to=_GENERAL_NOW, authority=("CC/693/1", "GI/27", "GI/31/1", "GI/34/1"),
      since=CIVIL_CODE, governed_by=guarantee_formed, claims=("S0-15", "S2-10"))  # fmt: skip
def lapsed_general(case: Case, subject: Subject) -> Iterator[Step]:
    """A general guarantor is free for good if the lender does not sue the borrower within the period."""
    yield from _general_over(case, subject)


@rule("GUA-10", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.GUARANTEE_RELEASED,
      beside=_KIND_GENERAL, exception_to=_GENERAL_UNTIL_2020, authority="SL/25/2", until=CIVIL_CODE,
      governed_by=guarantee_formed, claims=("S0-15", "S2-10"))  # fmt: skip
def lapsed_general_until_2020(case: Case, subject: Subject) -> Iterator[Step]:
    """A general guarantor of before 2021 is free if the lender does not sue the borrower within the period."""
    yield from _general_over(case, subject)


def _joint_over(case: Case, subject: Subject) -> Iterator[Step]:
    yield from _over(case, subject)
    yield "guarantor_not_asked_in_time", not asked_guarantor(case, subject, ends(case, subject)[-1])


@rule("GUA-10", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.GUARANTEE_RELEASED,
      beside=_KIND_JOINT, exception_to=_JOINT_NOW, authority=("CC/693/2", "GI/31/2", "GI/34/1"), since=CIVIL_CODE,
      governed_by=guarantee_formed, claims=("S0-15", "S2-10"))  # fmt: skip
def lapsed_joint(case: Case, subject: Subject) -> Iterator[Step]:
    """A joint guarantor is free for good if the lender does not turn to him within the period."""
    yield from _joint_over(case, subject)


@rule("GUA-10", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.GUARANTEE_RELEASED,
      beside=_KIND_JOINT, exception_to=_JOINT_UNTIL_2020, authority="SL/26/2", until=CIVIL_CODE,
      governed_by=guarantee_formed, claims=("S0-15", "S2-10"))  # fmt: skip
def lapsed_joint_until_2020(case: Case, subject: Subject) -> Iterator[Step]:
    """A joint guarantor of before 2021 is free if the lender does not turn to him within the period."""
    yield from _joint_over(case, subject)


def _length_unsettled(case: Case, subject: Subject) -> Iterator[Step]:
    """Open-ended words on a debt due since 2021: six months or two years (U9)."""
    yield "open_ended_words", words(case, subject) in LONG_WORDS
    due = guaranteed_due(case, subject)
    yield "due_since_2021", case.law_of(due) >= CIVIL_CODE, bound(case, due)


def _two_ends(case: Case, subject: Subject) -> Iterator[Step]:
    yield "two_possible_ends", len(ends(case, subject)) > 1


def _length_settled(case: Case, subject: Subject) -> Iterator[Step]:
    yield "start_unsettled", not length_unsettled(case, subject)


def _general_saved_by_later_end(case: Case, subject: Subject, readings: tuple[date, ...]) -> Iterator[Step]:
    """The earlier of two possible ends has passed, and which of the two counts is unsettled."""
    first, *_, last = readings
    yield "earlier_end_passed", first < case.as_of, {"until": first}
    yield "debtor_not_sued_by_earlier_end", not sued_debtor(case, subject, first)
    yield "later_end_saves", last >= case.as_of or sued_debtor(case, subject, last), {"until": last}


@rule("GUA-10", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.GUARANTEE_RELEASED,
      beside=_KIND_GENERAL, exception_to=_GENERAL_UNTIL_2020, authority=("SL/25/2", "SLI/32", "CC/692/2"),
      until=CIVIL_CODE, governed_by=guarantee_formed, unsettled="U9", accepts=(_KIND_GENERAL,),
      claims=("S0-15",))  # fmt: skip
def lapsed_general_by_one_length(case: Case, subject: Subject) -> Iterator[Step]:
    """By the shorter reading of an old open-ended period the general guarantor is free, by the longer he is not."""
    yield from _length_unsettled(case, subject)
    yield from _general_saved_by_later_end(case, subject, ends(case, subject))


@rule("GUA-10", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.GUARANTEE_RELEASED,
      beside=_KIND_GENERAL, exception_to=_GENERAL_NOW, authority="CC/693/1", since=CIVIL_CODE,
      governed_by=guarantee_formed, unsettled="U8", accepts=(_KIND_GENERAL,), claims=("S0-15",))  # fmt: skip
def lapsed_general_by_one_start(case: Case, subject: Subject) -> Iterator[Step]:
    """Counted from the day the loan was called in the general guarantor is free, from the last due day he is not."""
    yield from _two_ends(case, subject)
    yield from _general_saved_by_later_end(case, subject, ends(case, subject))


@rule("GUA-10", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.GUARANTEE_RELEASED,
      beside=_KIND_GENERAL, exception_to=_GENERAL_UNTIL_2020, authority="SL/25/2", until=CIVIL_CODE,
      governed_by=guarantee_formed, unsettled="U8", accepts=(_KIND_GENERAL,), claims=("S0-15",))  # fmt: skip
def lapsed_general_by_one_start_until_2020(case: Case, subject: Subject) -> Iterator[Step]:
    """The same for a general guarantor of before 2021 whose loan was called in."""
    yield from _two_ends(case, subject)
    yield from _length_settled(case, subject)
    yield from _general_saved_by_later_end(case, subject, ends(case, subject))


def _joint_saved_by_later_end(case: Case, subject: Subject, readings: tuple[date, ...]) -> Iterator[Step]:
    first, *_, last = readings
    yield "earlier_end_passed", first < case.as_of, {"until": first}
    yield "guarantor_not_asked_by_earlier_end", not asked_guarantor(case, subject, first)
    yield "later_end_saves", last >= case.as_of or asked_guarantor(case, subject, last), {"until": last}


@rule("GUA-10", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.GUARANTEE_RELEASED,
      beside=_KIND_JOINT, exception_to=_JOINT_UNTIL_2020, authority=("SL/26/2", "SLI/32", "CC/692/2"), until=CIVIL_CODE,
      governed_by=guarantee_formed, unsettled="U9", accepts=(_KIND_JOINT,), claims=("S0-15",))  # fmt: skip
def lapsed_joint_by_one_length(case: Case, subject: Subject) -> Iterator[Step]:
    """By the shorter reading of an old open-ended period the joint guarantor is free, by the longer he is not."""
    yield from _length_unsettled(case, subject)
    yield from _joint_saved_by_later_end(case, subject, ends(case, subject))


@rule("GUA-10", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.GUARANTEE_RELEASED,
      beside=_KIND_JOINT, exception_to=_JOINT_NOW, authority="CC/693/2", since=CIVIL_CODE, governed_by=guarantee_formed,
      unsettled="U8", accepts=(_KIND_JOINT,), claims=("S0-15",))  # fmt: skip
def lapsed_joint_by_one_start(case: Case, subject: Subject) -> Iterator[Step]:
    """Counted from the day the loan was called in the joint guarantor is free, from the last due day he is not."""
    yield from _two_ends(case, subject)
    yield from _joint_saved_by_later_end(case, subject, ends(case, subject))


@rule("GUA-10", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.GUARANTEE_RELEASED,
      beside=_KIND_JOINT, exception_to=_JOINT_UNTIL_2020, authority="SL/26/2", until=CIVIL_CODE,
      governed_by=guarantee_formed, unsettled="U8", accepts=(_KIND_JOINT,), claims=("S0-15",))  # fmt: skip
def lapsed_joint_by_one_start_until_2020(case: Case, subject: Subject) -> Iterator[Step]:
    """The same for a joint guarantor of before 2021 whose loan was called in."""
    yield from _two_ends(case, subject)
    yield from _length_settled(case, subject)
    yield from _joint_saved_by_later_end(case, subject, ends(case, subject))


def _only_guarantor_asked(case: Case, subject: Subject) -> Iterator[Step]:
    first = ends(case, subject)[0]
    yield "earlier_end_passed", first < case.as_of, {"until": first}
    yield "debtor_not_sued_by_earlier_end", not sued_debtor(case, subject, first)
    yield "guarantor_asked_in_time", asked_guarantor(case, subject, first)


@rule("GUA-10", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.GUARANTEE_RELEASED,
      beside=_KIND_GENERAL, exception_to=(*_GENERAL_NOW, *_LAPSES_NOW), authority=("CC/693/1", "CC/687/2"),
      since=CIVIL_CODE, governed_by=guarantee_formed, unsettled="U23", accepts=(_KIND_GENERAL,),
      claims=("S0-15", "S2-10"))  # fmt: skip
def lapsed_though_plea_was_gone(case: Case, subject: Subject) -> Iterator[Step]:
    """Where the first plea was gone and only the guarantor was asked in time, the words of the law release him."""
    yield from _only_guarantor_asked(case, subject)
    yield "plea_excepted", plea_excepted(made(case, subject))


@rule("GUA-10", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.GUARANTEE_RELEASED,
      beside=_KIND_GENERAL, exception_to=(*_GENERAL_UNTIL_2020, *_LAPSES_UNTIL_2020),
      authority=("SL/25/2", "SL/17/3"), until=CIVIL_CODE, governed_by=guarantee_formed, unsettled="U23",
      accepts=(_KIND_GENERAL,), claims=("S0-15", "S2-10"))  # fmt: skip
def lapsed_though_plea_was_gone_until_2020(case: Case, subject: Subject) -> Iterator[Step]:
    """The same question under a guarantee of before 2021."""
    yield from _only_guarantor_asked(case, subject)
    yield "plea_excepted", plea_excepted(made(case, subject))


@rule("GUA-10", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.GUARANTEE_RELEASED,
      beside=_KIND_GENERAL, exception_to=(*_GENERAL_NOW, *_LAPSES_NOW, _PLEA_WAS_GONE),
      authority=("CC/693/1", "CC/687/2/3"), since=CIVIL_CODE, governed_by=guarantee_formed, unsettled="U23",
      accepts=(_KIND_GENERAL,), claims=("S0-15", "S2-10"))  # fmt: skip
def lapsed_though_insolvency_was_proved(case: Case, subject: Subject) -> Iterator[Step]:
    """The same question where the plea had gone because the borrower was proved unable to pay."""
    yield from _only_guarantor_asked(case, subject)
    yield "insolvency_proved", made(case, subject).plea_exceptions.creditor_proves_insolvency


@rule("GUA-11", question=Question.LIABILITY, beside=BOTH_KINDS, authority="GI/34/2", claims=("S0-35",))
def signed_notice_revives_nothing(case: Case, subject: Subject) -> Iterator[Step]:
    """Signing for a demand after the period has ended does not bring the guarantee back."""
    yield from _over(case, subject)
    yield "signed_after_the_end", made(case, subject).signed_notice_after_lapse
    yield "no_new_guarantee", not made(case, subject).new_guarantee_contract


@rule("GUA-11", question=Question.LIABILITY, beside=BOTH_KINDS, exception_to=("GUA-09", "GUA-10"),
      authority="GI/34/2", claims=("S0-35",))  # fmt: skip
def new_guarantee_binds_again(case: Case, subject: Subject) -> Iterator[Step]:
    """A new guarantee contract made after the end binds as a guarantee of its own."""
    first = ends(case, subject)[0]
    yield "period_may_be_over", first < case.as_of, {"until": first}
    kept = asked_guarantor if joint_in_kind(case, subject) else sued_debtor
    yield "right_not_used_against_him", not kept(case, subject, first)
    yield "new_guarantee_made", made(case, subject).new_guarantee_contract
