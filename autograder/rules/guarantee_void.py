"""What is left of a guarantee that is void: given by somebody who may not, or for a void loan (GUA-06, GUA-16).

A guarantee of before 2021 by somebody who may not has the measure of its day: then a lender without fault could hold
the body that guaranteed for its whole loss, whether or not that body was to blame.
"""

from collections.abc import Iterator
from datetime import date

from autograder.fact_kinds import Fault, OrganisationKind, RoleKind
from autograder.facts import Case
from autograder.rulebook import Ground, Step, Subject, rule
from autograder.rules.consent import lacks_approval, nobody_bound
from autograder.rules.guarantee_clock import asked_guarantor, ends, joint_in_kind, made, sued_debtor
from autograder.rules.lookup import guarantee_of, loan_of, person_of, role_of
from autograder.rules.time import CIVIL_CODE, guarantee_formed
from autograder.rules.validity import KINDS, KINDS_NOW, KINDS_UNTIL_2020
from autograder.vocabulary import Liability, Question

_BARRED = {OrganisationKind.STATE_ORGAN, OrganisationKind.PUBLIC_WELFARE_NONPROFIT}
_AT_FAULT = {Fault.GUARANTOR, Fault.BOTH}
_OF_VOID_LOAN = (
    *KINDS, "oral_guarantee", "oral_guarantee_until_2020", "avoided_guarantee", "unknowing_guarantor_of_a_rollover",
)  # fmt: skip
"""Where the loan itself is void, that comes before what else may be wrong with the guarantee (table L, row L3)."""

_DAMAGES = (
    *KINDS_NOW, "barred_guarantor_and_lender_at_fault", "barred_guarantor_alone_at_fault",
    "guarantor_of_a_void_loan_at_fault",
)  # fmt: skip


def _may_not(case: Case, subject: Subject) -> bool:
    """Barred by what the guarantor is (CC 683, GI 5), or not of age and without approval (CC 144, 145)."""
    one, guarantee = person_of(case, subject), made(case, subject)
    if one.is_org:
        if one.org_kind is OrganisationKind.VILLAGE_COMMITTEE:
            return not guarantee.committee_vote
        return one.org_kind in _BARRED
    role = role_of(case, subject, RoleKind.GUARANTOR)
    return role is not None and lacks_approval(case, role, guarantee.formed)


def _barred(case: Case, subject: Subject) -> Iterator[Step]:
    yield "may_not_guarantee", _may_not(case, subject)
    yield "main_debt_stands", not nobody_bound(case, loan_of(case, subject))


def _of_void_loan(case: Case, subject: Subject) -> Iterator[Step]:
    yield "guarantee_given", guarantee_of(case, subject) is not None
    yield "main_debt_fell", nobody_bound(case, loan_of(case, subject))


def _both_at_fault(case: Case, subject: Subject) -> Iterator[Step]:
    yield from _barred(case, subject)
    yield "both_at_fault", made(case, subject).fault is Fault.BOTH


def _lender_blameless(case: Case, subject: Subject) -> bool:
    """The guarantor alone was to blame, or, for a body, nobody was (SLI 7)."""
    fault = made(case, subject).fault
    return fault is Fault.GUARANTOR or (fault is Fault.NONE and person_of(case, subject).is_org)


@rule("GUA-06", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.FAULT_DAMAGES,
      exception_to=KINDS_NOW, authority=("CC/683", "GI/5", "GI/17/1/1"), since=CIVIL_CODE, governed_by=guarantee_formed,
      claims=("S0-35",))  # fmt: skip
def barred_guarantor_and_lender_at_fault(case: Case, subject: Subject) -> Iterator[Step]:
    """If both are to blame for a barred guarantee, the guarantor makes good half at most of what the debtor cannot."""
    yield from _both_at_fault(case, subject)


@rule("GUA-06", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.FAULT_DAMAGES,
      exception_to=KINDS_UNTIL_2020, authority=("SLI/7", "TE/1/2"), until=CIVIL_CODE, governed_by=guarantee_formed,
      claims=("S0-35",))  # fmt: skip
def barred_guarantor_and_lender_at_fault_until_2020(case: Case, subject: Subject) -> Iterator[Step]:
    """Before 2021, too, the guarantor made good half at most where both were to blame."""
    yield from _both_at_fault(case, subject)


@rule("GUA-06", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.FAULT_DAMAGES,
      exception_to=KINDS_NOW, authority=("CC/683", "GI/5", "GI/17/1/2"), since=CIVIL_CODE, governed_by=guarantee_formed,
      claims=("S0-35",))  # fmt: skip
def barred_guarantor_alone_at_fault(case: Case, subject: Subject) -> Iterator[Step]:
    """If the guarantor alone is to blame, he makes good all that the debtor cannot pay."""
    yield from _barred(case, subject)
    yield "guarantor_alone_at_fault", made(case, subject).fault is Fault.GUARANTOR


@rule("GUA-06", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.FAULT_DAMAGES,
      exception_to=KINDS_UNTIL_2020, authority=("SLI/7", "TE/1/2"), until=CIVIL_CODE, governed_by=guarantee_formed,
      claims=("S0-35",))  # fmt: skip
def barred_guarantor_alone_at_fault_until_2020(case: Case, subject: Subject) -> Iterator[Step]:
    """Before 2021 a lender without fault could hold guarantor and debtor together for its loss."""
    yield from _barred(case, subject)
    yield "lender_without_fault", _lender_blameless(case, subject)


@rule("GUA-06", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.NONE,
      exception_to=KINDS_NOW, authority=("GI/17/1/3", "CC/157"), since=CIVIL_CODE, governed_by=guarantee_formed,
      claims=("S0-35",))  # fmt: skip
def barred_guarantor_without_fault(case: Case, subject: Subject) -> Iterator[Step]:
    """A void guarantee leaves nothing to pay for a guarantor who is not to blame."""
    yield from _barred(case, subject)
    yield "guarantor_not_at_fault", made(case, subject).fault not in _AT_FAULT


@rule("GUA-06", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.NONE,
      exception_to=KINDS_UNTIL_2020, authority=("SLI/7", "TE/1/2"), until=CIVIL_CODE, governed_by=guarantee_formed,
      claims=("S0-35",))  # fmt: skip
def barred_guarantor_without_fault_until_2020(case: Case, subject: Subject) -> Iterator[Step]:
    """Before 2021 a guarantor who was not to blame paid nothing to a lender who was, and a child nothing at all."""
    yield from _barred(case, subject)
    yield "guarantor_not_at_fault", made(case, subject).fault not in _AT_FAULT
    yield "lender_at_fault_or_child", not _lender_blameless(case, subject)


@rule("GUA-16", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.FAULT_DAMAGES,
      exception_to=_OF_VOID_LOAN, authority=("CC/388", "CC/682", "GI/17/2"), claims=("S2-26",))  # fmt: skip
def guarantor_of_a_void_loan_at_fault(case: Case, subject: Subject) -> Iterator[Step]:
    """The guarantee falls with the loan; a guarantor to blame makes good at most a third of what the debtor cannot."""
    yield from _of_void_loan(case, subject)
    yield "guarantor_at_fault", made(case, subject).fault in _AT_FAULT


@rule("GUA-16", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.NONE,
      exception_to=_OF_VOID_LOAN, authority=("CC/388", "CC/682", "GI/2/1", "GI/17/2"), claims=("S2-26",))  # fmt: skip
def guarantor_of_a_void_loan_without_fault(case: Case, subject: Subject) -> Iterator[Step]:
    """The guarantee falls with the loan, whatever it says of its independence; without fault nothing is left."""
    yield from _of_void_loan(case, subject)
    yield "guarantor_not_at_fault", made(case, subject).fault not in _AT_FAULT


@rule("GUA-16", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.NONE,
      beside=(Liability.FAULT_DAMAGES,),
      exception_to=_DAMAGES, authority="GI/33", since=CIVIL_CODE, governed_by=guarantee_formed,
      claims=("S0-35",))  # fmt: skip
def damages_lost_with_the_period(case: Case, subject: Subject) -> Iterator[Step]:
    """A lender who let the guarantee period pass has no claim for damages from the void guarantee either."""
    last = ends(case, subject)[-1]
    yield "period_over", last < case.as_of, {"until": last}
    yield "right_not_used_in_time", not used_in_time(case, subject)


@rule("GUA-16", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.NONE,
      beside=(Liability.FAULT_DAMAGES,), exception_to=_DAMAGES, authority="GI/33", since=CIVIL_CODE,
      governed_by=guarantee_formed, unsettled="U8", accepts=((Liability.FAULT_DAMAGES,),),
      claims=("S0-35",))  # fmt: skip
def damages_lost_by_one_start(case: Case, subject: Subject) -> Iterator[Step]:
    """Counted from the day the loan was called in the period has passed, from the last due day it has not."""
    first, *later = ends(case, subject)
    yield "two_possible_ends", bool(later)
    yield "earlier_end_passed", first < case.as_of, {"until": first}
    yield "right_not_used_by_earlier_end", not _used_by(case, subject, first)
    last = later[-1]
    yield "later_end_saves", last >= case.as_of or _used_by(case, subject, last), {"until": last}


def used_in_time(case: Case, subject: Subject) -> bool:
    """The lender did within the longest possible period what keeps a guarantee of this kind alive."""
    return _used_by(case, subject, ends(case, subject)[-1])


def _used_by(case: Case, subject: Subject, day: date) -> bool:
    asked, sued = asked_guarantor(case, subject, day), sued_debtor(case, subject, day)
    if asked == sued:
        return asked
    return asked if joint_in_kind(case, subject) else sued
