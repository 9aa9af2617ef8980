"""Who cannot be a guarantor, and what is left of such a guarantee: a share of the loss by fault, or nothing (GUA-06).

State organs, public-welfare bodies, a village committee without the vote that the law asks for, and a minor whom
nobody approved. The guarantee is void whatever its kind; only fault can make its giver pay (GI 17), and not even that
once the lender has let the guarantee period pass (GI 33). A promise that fails for another reason (spoken, forged,
set aside) is left to the rules on that.
"""

from collections.abc import Iterator

from autograder.fact_kinds import Fault, GuaranteeForm, OrganisationKind, RoleKind, TypeWords
from autograder.facts import Case, Guarantee
from autograder.rulebook import Ground, Step, Subject, rule
from autograder.rules.consent import adopted, avoided, lacks_approval, signed_by_another, signed_by_nobody
from autograder.rules.guarantee import PAPER, a_guarantee
from autograder.rules.guarantee_clock import asked_guarantor, ends, sued_debtor
from autograder.rules.lookup import guarantee_of, person_of, role_of
from autograder.rules.time import CIVIL_CODE, guarantee_formed
from autograder.rules.validity import KINDS
from autograder.vocabulary import Liability, Question

_BODIES = {OrganisationKind.STATE_ORGAN, OrganisationKind.PUBLIC_WELFARE_NONPROFIT}
_JOINT_WORDS = {TypeWords.EXPRESS_JOINT, TypeWords.IF_NOT_PAID, TypeWords.UNCONDITIONAL}
_SILENT = {TypeWords.NONE, TypeWords.CONTRADICTORY}
_DAMAGES = ("both_at_fault_share_the_loss", "guarantor_alone_at_fault_bears_the_loss", "old_law_joint_for_the_loss")


def _void_for_its_giver(case: Case, subject: Subject) -> Iterator[Step]:
    """The person gave a real promise that he could not validly give."""
    guarantee, role = guarantee_of(case, subject), role_of(case, subject, RoleKind.GUARANTOR)
    yield from a_guarantee(case, subject)
    yield "guarantee_in_writing", guarantee is not None and guarantee.form is not GuaranteeForm.ORAL
    if role is not None and guarantee is not None:
        unsigned = guarantee.form in PAPER and signed_by_nobody(role)
        by_another = signed_by_another(role) and not adopted(case, role)
        yield "guarantor_acted_himself", not unsigned and not by_another
        yield "guarantee_not_set_aside", not avoided(case, role)
    yield "guarantor_is_barred", guarantee is not None and _barred(case, subject, guarantee)


def _barred(case: Case, subject: Subject, guarantee: Guarantee) -> bool:
    one, role = person_of(case, subject), role_of(case, subject, RoleKind.GUARANTOR)
    if not one.is_org:
        return role is not None and lacks_approval(case, role, guarantee.formed)
    if one.org_kind is OrganisationKind.VILLAGE_COMMITTEE:
        return not guarantee.committee_vote
    return one.org_kind in _BODIES


def _fault(case: Case, subject: Subject) -> Fault | None:
    guarantee = guarantee_of(case, subject)
    return guarantee.fault if guarantee else None


@rule("GUA-06", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.FAULT_DAMAGES,
      exception_to=KINDS, authority=("CC/683", "GI/17/1/1", "SLI/7"), claims=("S0-35",))  # fmt: skip
def both_at_fault_share_the_loss(case: Case, subject: Subject) -> Iterator[Step]:
    """If lender and guarantor are both at fault, the guarantor bears at most half of what the debtor cannot pay."""
    yield from _void_for_its_giver(case, subject)
    yield "both_at_fault", _fault(case, subject) is Fault.BOTH


@rule("GUA-06", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.FAULT_DAMAGES,
      exception_to=KINDS, authority=("CC/683", "GI/17/1/2"), since=CIVIL_CODE, governed_by=guarantee_formed,
      claims=("S0-35",))  # fmt: skip
def guarantor_alone_at_fault_bears_the_loss(case: Case, subject: Subject) -> Iterator[Step]:
    """If only the guarantor is at fault, he bears all that the debtor cannot pay."""
    yield from _void_for_its_giver(case, subject)
    yield "only_guarantor_at_fault", _fault(case, subject) is Fault.GUARANTOR


@rule("GUA-06", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.FAULT_DAMAGES,
      exception_to=KINDS, authority="SLI/7", until=CIVIL_CODE, governed_by=guarantee_formed,
      claims=("S0-35",))  # fmt: skip
def old_law_joint_for_the_loss(case: Case, subject: Subject) -> Iterator[Step]:
    """Before 2021 a lender without fault could hold the guarantor for its loss together with the debtor."""
    yield from _void_for_its_giver(case, subject)
    yield "only_guarantor_at_fault", _fault(case, subject) is Fault.GUARANTOR


@rule("GUA-06", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.NONE,
      exception_to=KINDS, authority=("CC/683", "CC/145", "GI/17/1/3"), claims=("S0-35",))  # fmt: skip
def guarantor_without_fault_pays_nothing(case: Case, subject: Subject) -> Iterator[Step]:
    """A void guarantee costs its giver nothing if the fault was not his."""
    yield from _void_for_its_giver(case, subject)
    yield "guarantor_not_at_fault", _fault(case, subject) in {Fault.CREDITOR, Fault.NONE}


@rule("GUA-06", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.NONE,
      exception_to=(*KINDS, *_DAMAGES), authority="GI/33", claims=("S0-35",))  # fmt: skip
def void_guarantee_not_claimed_in_time(case: Case, subject: Subject) -> Iterator[Step]:
    """Where the lender let the guarantee period pass, even the share of the loss is gone."""
    yield from _void_for_its_giver(case, subject)
    last = ends(case, subject)[-1]
    yield "period_over", last < case.as_of, {"until": last}
    acted = asked_guarantor if _joint(guarantee_of(case, subject)) else sued_debtor
    yield "lender_idle_within_the_period", not acted(case, subject, last)


def _joint(guarantee: Guarantee | None) -> bool:
    """By which act the period would have been kept: the kind that the words, or in silence the law of the day, give."""
    if guarantee is None:
        return False
    return guarantee.type_words in _JOINT_WORDS or (guarantee.type_words in _SILENT and guarantee.formed < CIVIL_CODE)
