"""Rows L5 and L5a of the liability table: barred, unaided and spoken guarantees, and rollovers, over their facts."""

from datetime import date
from typing import Any

import pytest

from autograder.fact_kinds import (
    Capacity,
    CreditorActKind,
    Fault,
    GuaranteeForm,
    LegalRepresentativeAct,
    LenderKind,
    OrganisationKind,
    RoleKind,
    TypeWords,
    VariationKind,
)
from autograder.facts import CreditorAct, Role, Variation
from autograder.vocabulary import Liability
from tests.builders import LOAN, a_case, a_guarantee, a_lender, a_loan, a_person, a_role, found
from tests.tables.agreement import agree
from tests.tables.first_match import Row, every_combination, first_match

LAST_DAY, NEXT_DAY = date(2025, 7, 10), date(2025, 7, 11)
ALONE = {LOAN: LegalRepresentativeAct.REFUSED}
GUARANTORS: dict[str, dict[str, Any]] = {
    **{str(kind): {"is_org": True, "org_kind": kind} for kind in OrganisationKind},
    "adult": {},
    "adult_of_limited_capacity": {"adult_capacity": Capacity.LIMITED, "legal_rep_act": ALONE},
    "of_fifteen": {"born": date(2008, 6, 6), "legal_rep_act": ALONE},
    "of_fifteen_approved": {"born": date(2008, 6, 6), "legal_rep_act": {LOAN: LegalRepresentativeAct.CONSENTED}},
    "of_seventeen_on_wages": {"born": date(2006, 6, 6), "legal_rep_act": ALONE, "self_supporting_by_labour": True},
    "of_seven_approved": {"born": date(2016, 6, 6), "legal_rep_act": {LOAN: LegalRepresentativeAct.CONSENTED}},
}
BODIES = tuple(OrganisationKind)
UNAIDED = ("adult_of_limited_capacity", "of_fifteen", "of_seven_approved")
FACTS: dict[str, Any] = {
    "who": list(GUARANTORS),
    "vote": [False, True],
    "fault": list(Fault),
    "form": [GuaranteeForm.WRITTEN_SEPARATE, GuaranteeForm.ORAL],
    "formed": [date(2020, 12, 31), date(2021, 1, 1), date(2024, 1, 10)],
    "act": [None, CreditorActKind.SUED_DEBTOR, CreditorActKind.DEMANDED_GUARANTOR],
    "seen_from": [LAST_DAY, NEXT_DAY],
    "void": [False, True],
}


def barred(facts: Any) -> bool:
    if facts.who == OrganisationKind.VILLAGE_COMMITTEE:
        return not facts.vote
    return facts.who in (OrganisationKind.STATE_ORGAN, OrganisationKind.PUBLIC_WELFARE_NONPROFIT, *UNAIDED)


def joint(facts: Any) -> bool:
    """Silence made a joint guarantee before 2021."""
    formed: date = facts.formed
    return formed < date(2021, 1, 1)


def period_kept(facts: Any) -> bool:
    wanted = CreditorActKind.DEMANDED_GUARANTOR if joint(facts) else CreditorActKind.SUED_DEBTOR
    return bool(facts.seen_from == LAST_DAY or facts.act is wanted)


TABLE: list[Row] = [
    (lambda f: f.form is GuaranteeForm.ORAL, (Liability.NONE,)),
    (
        lambda f: f.void and (f.fault in (Fault.NONE, Fault.CREDITOR) or not (joint(f) or period_kept(f))),
        (Liability.NONE,),
    ),
    (lambda f: f.void, (Liability.FAULT_DAMAGES,)),
    (lambda f: f.who in BODIES and barred(f) and joint(f) and f.fault is Fault.NONE, (Liability.FAULT_DAMAGES,)),
    (lambda f: barred(f) and f.fault in (Fault.NONE, Fault.CREDITOR), (Liability.NONE,)),
    (lambda f: barred(f) and not joint(f) and not period_kept(f), (Liability.NONE,)),
    (barred, (Liability.FAULT_DAMAGES,)),
    (lambda f: not period_kept(f), (Liability.GUARANTEE_RELEASED,)),
    (joint, (Liability.GUARANTEE_JOINT,)),
    (lambda f: True, (Liability.GUARANTEE_GENERAL,)),
]
"""Before 2021 a lender without fault held a barred body for its whole loss, and no period ran against it (GI 33)."""


def solved(facts: Any) -> Any:
    done = () if facts.act is None else (CreditorAct(kind=facts.act, date=date(2025, 3, 3)),)
    guarantee = a_guarantee(
        "one", formed=facts.formed, form=facts.form, fault=facts.fault, committee_vote=facts.vote, creditor_acts=done
    )
    case = a_case(
        as_of=facts.seen_from, loans=(a_loan(signed=facts.formed),), guarantees=(guarantee,),
        lenders=(a_lender(kind=LenderKind.UNLICENSED_PLATFORM if facts.void else LenderKind.BANK),),
        persons=(a_person("one", **GUARANTORS[facts.who]),),
        roles=(a_role("borrower"), a_role("one", RoleKind.GUARANTOR)),
    )  # fmt: skip
    return found(case, "one").codes


def worth_trying(facts: Any) -> bool:
    """A vote matters to village committees; the ages are those of 2024; a spoken guarantee of a void loan is left
    out (the table asks L3 before L5, the law asks whether there is a guarantee at all)."""
    voted = not facts.vote or facts.who == OrganisationKind.VILLAGE_COMMITTEE
    if facts.void and facts.form is GuaranteeForm.ORAL:
        return False
    return bool(voted and facts.who.startswith("of_") is (facts.formed == date(2024, 1, 10)))


@pytest.mark.parametrize("who", GUARANTORS)
def test_who_may_not_or_cannot_guarantee_owes_at_most_for_fault_and_in_time(who: str) -> None:
    agree(filter(worth_trying, every_combination({**FACTS, "who": [who]})), solved, lambda f: first_match(TABLE, f))


ROLLED: dict[str, Any] = {
    "old_loan_secured_by": ["the_same", "another", "nobody"],
    "knew": [False, True],
    "rolled_on": [date(2025, 2, 3), date(2025, 6, 2), date(2025, 6, 3)],
    "words": [TypeWords.NONE, TypeWords.EXPRESS_JOINT],
    "void": [False, True],
}


def rolled(facts: Any) -> Any:
    """What the guarantor of the new loan owes on it, and the guarantor of the old one on that."""
    change = Variation(
        kind=VariationKind.ROLLOVER_NEW_LOAN, date=facts.rolled_on, guarantor_written_consent=False,
        guarantor_knew_rollover=facts.knew,
    )  # fmt: skip
    who = {"the_same": "one", "another": "two", "nobody": None}[facts.old_loan_secured_by]
    new = a_guarantee(
        "one", loan="new", formed=facts.rolled_on, type_words=facts.words, variations=(change,), fault=Fault.NONE
    )
    promises = [new] if who is None else [new, a_guarantee(who, variations=(change,), fault=Fault.NONE)]
    base = a_role("borrower")
    roles = [base, Role(person="borrower", loan="new", kind=RoleKind.BORROWER, act=base.act)]
    roles += [Role(person=one.guarantor, loan=one.loan, kind=RoleKind.GUARANTOR, act=base.act) for one in promises]
    lender = a_lender(kind=LenderKind.UNLICENSED_PLATFORM if facts.void else LenderKind.BANK)
    case = a_case(
        lenders=(lender,), loans=(a_loan(), a_loan(id="new", signed=facts.rolled_on, final_due=date(2026, 2, 3))),
        roles=tuple(roles), guarantees=tuple(promises),
    )  # fmt: skip
    made = facts.rolled_on <= case.as_of
    return found(case, "one", loan="new").codes if made else None, None if who is None else found(case, who).codes


def rolled_table(facts: Any) -> Any:
    """A new guarantor who did not know answers for nothing; whoever secured the old loan is free in every variant."""
    gone = facts.rolled_on <= date(2025, 6, 2)
    unaware = facts.old_loan_secured_by != "the_same" and not facts.knew
    new = Liability.GUARANTEE_JOINT if facts.words is TypeWords.EXPRESS_JOINT else Liability.GUARANTEE_GENERAL
    if unaware or facts.void:
        new = Liability.NONE
    old = Liability.GUARANTEE_RELEASED if gone else Liability.GUARANTEE_GENERAL
    if facts.void:
        old = Liability.NONE
    return (new,) if gone else None, None if facts.old_loan_secured_by == "nobody" else (old,)


@pytest.mark.parametrize("secured_by", ROLLED["old_loan_secured_by"])
def test_an_old_hole_is_not_refilled_with_somebody_who_did_not_know(secured_by: str) -> None:
    agree(every_combination({**ROLLED, "old_loan_secured_by": [secured_by]}), rolled, rolled_table)
