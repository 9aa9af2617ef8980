"""Which misconception a wrong option stands for, and how much of the points a near miss still earns. Tables only.

Each row reads: the right code, the code given, the share of the points, the key of the mistake's words
(`mistakes.<key>`). A pair without a row earns nothing; the row of its right code with `None` names the mistake.
"""

from collections.abc import Mapping

import attrs

from autograder.fact_kinds import RoleKind
from autograder.vocabulary import (
    Amount,
    Code,
    CollectionContact,
    CreditRecord,
    Dispute,
    Enforcement,
    Liability,
    Negotiation,
    Question,
    Remedy,
    SoftEffect,
)


@attrs.frozen
class Miss:
    """What a wrong code earns and what it shows."""

    share: float
    mistake: str


L, R, S, N, D, E, A = Liability, CreditRecord, SoftEffect, Negotiation, Dispute, Enforcement, Amount

_ROWS: tuple[tuple[Code, Code | None, float, str], ...] = (
    # Liability: guarantees
    (L.GUARANTEE_JOINT, L.GUARANTEE_GENERAL, 0.5, "debtor_first_assumed"),
    (L.GUARANTEE_GENERAL, L.GUARANTEE_JOINT, 0.5, "front_line_assumed"),
    (L.GUARANTEE_JOINT, L.JOINT_DEBTOR_FULL, 0.25, "guarantor_taken_for_co_borrower"),
    (L.GUARANTEE_JOINT, L.ACCESSION_JOINT_CAPPED, 0.25, "guarantee_taken_for_accession"),
    (L.GUARANTEE_GENERAL, L.ACCESSION_JOINT_CAPPED, 0.25, "guarantee_taken_for_accession"),
    (L.GUARANTEE_GENERAL, L.JOINT_DEBTOR_FULL, 0.0, "guarantor_taken_for_co_borrower"),
    (L.GUARANTEE_JOINT, L.GUARANTEE_RELEASED, 0.0, "clock_misread"),
    (L.GUARANTEE_GENERAL, L.GUARANTEE_RELEASED, 0.0, "clock_misread"),
    (L.GUARANTEE_RELEASED, L.NONE, 0.5, "released_is_not_never_bound"),
    (L.GUARANTEE_RELEASED, L.GUARANTEE_JOINT, 0.0, "clock_ignored"),
    (L.GUARANTEE_RELEASED, L.GUARANTEE_GENERAL, 0.0, "clock_ignored"),
    (L.FAULT_DAMAGES, L.GUARANTEE_JOINT, 0.0, "void_guarantee_enforced"),
    (L.FAULT_DAMAGES, L.GUARANTEE_GENERAL, 0.0, "void_guarantee_enforced"),
    (L.FAULT_DAMAGES, L.NONE, 0.25, "void_is_not_free"),
    (L.COLLATERAL_LIMITED, L.GUARANTEE_JOINT, 0.25, "thing_taken_for_person"),
    (L.COLLATERAL_LIMITED, L.GUARANTEE_GENERAL, 0.25, "thing_taken_for_person"),
    # Liability: borrowers and those beside them
    (L.BORROWER_FULL, L.JOINT_DEBTOR_FULL, 0.5, "borrower_or_co_borrower"),
    (L.JOINT_DEBTOR_FULL, L.BORROWER_FULL, 0.5, "borrower_or_co_borrower"),
    (L.JOINT_DEBTOR_FULL, L.ACCESSION_JOINT_CAPPED, 0.5, "co_borrower_or_accession"),
    (L.JOINT_DEBTOR_FULL, L.GUARANTEE_JOINT, 0.25, "co_borrower_taken_for_guarantor"),
    (L.JOINT_DEBTOR_FULL, L.GUARANTEE_GENERAL, 0.0, "co_borrower_taken_for_guarantor"),
    (L.JOINT_DEBTOR_FULL, L.NONE, 0.0, "money_used_decides"),
    (L.ACCESSION_JOINT_CAPPED, L.JOINT_DEBTOR_FULL, 0.5, "promised_sum_forgotten"),
    (L.ACCESSION_JOINT_CAPPED, L.GUARANTEE_JOINT, 0.25, "accession_taken_for_guarantee"),
    (L.ACCESSION_JOINT_CAPPED, L.GUARANTEE_GENERAL, 0.25, "accession_taken_for_guarantee"),
    (L.SPOUSE_JOINT_DEBT, L.JOINT_DEBTOR_FULL, 0.5, "marriage_taken_for_signature"),
    (L.SPOUSE_JOINT_DEBT, L.NONE, 0.0, "no_signature_no_marital_debt"),
    (L.SPOUSE_JOINT_DEBT, L.GUARANTEE_JOINT, 0.0, "marriage_taken_for_signature"),
    (L.IMPOSTOR_LIABLE, L.BORROWER_FULL, 0.25, "impostor_taken_for_borrower"),
    (L.IMPOSTOR_LIABLE, L.NONE, 0.0, "name_on_paper_decides"),
    (L.RESTITUTION_ONLY, L.BORROWER_FULL, 0.0, "void_contract_enforced"),
    (L.RESTITUTION_ONLY, L.NONE, 0.25, "void_is_not_free"),
    (L.ESTATE_LIMITED, L.BORROWER_FULL, 0.0, "heir_pays_everything"),
    (L.ESTATE_LIMITED, L.JOINT_DEBTOR_FULL, 0.0, "heir_pays_everything"),
    (L.ESTATE_LIMITED, L.SPOUSE_JOINT_DEBT, 0.0, "heir_pays_everything"),
    (L.ESTATE_LIMITED, L.NONE, 0.0, "estate_forgotten"),
    (L.NONE, L.GUARANTEE_RELEASED, 0.25, "never_bound_is_not_released"),
    (L.NONE, L.ESTATE_LIMITED, 0.0, "estate_without_estate"),
    (L.NONE, L.RESTITUTION_ONLY, 0.0, "nothing_received"),
    # Credit record
    (R.OWN_OVERDUE, R.CO_DEBTOR_ENTRY, 0.5, "whose_account"),
    (R.CO_DEBTOR_ENTRY, R.OWN_OVERDUE, 0.5, "whose_account"),
    (R.RELATED_GUARANTOR_ENTRY, R.CO_DEBTOR_ENTRY, 0.5, "which_shared_entry"),
    (R.CO_DEBTOR_ENTRY, R.RELATED_GUARANTOR_ENTRY, 0.5, "which_shared_entry"),
    (R.RELATED_GUARANTOR_ENTRY, R.OWN_OVERDUE, 0.25, "whose_account"),
    (R.RELATED_GUARANTOR_ENTRY, R.NO_ENTRY, 0.0, "guarantee_shows_only_later"),
    (R.CO_DEBTOR_ENTRY, R.NO_ENTRY, 0.0, "only_main_borrower_marked"),
    (R.OWN_OVERDUE, R.OWN_NORMAL, 0.0, "three_months_grace"),
    (R.OWN_OVERDUE, R.NO_ENTRY, 0.0, "three_months_grace"),
    (R.OWN_OVERDUE, R.OWN_SPECIAL_MARK, 0.25, "plan_wipes_the_past"),
    (R.OWN_OVERDUE, R.SUPPRESSED_ONE_OFF, 0.0, "repair_covers_everything"),
    (R.OWN_OVERDUE, R.EXPIRED_MUST_DELETE, 0.0, "five_years_from_when"),
    (R.OWN_OVERDUE, R.ERRONEOUS_ENTRY, 0.0, "unwelcome_is_not_wrong"),
    (R.OWN_NORMAL, R.OWN_OVERDUE, 0.0, "asking_harms_the_record"),
    (R.OWN_NORMAL, R.OWN_SPECIAL_MARK, 0.5, "mark_is_not_overdue"),
    (R.OWN_SPECIAL_MARK, R.OWN_NORMAL, 0.5, "mark_overlooked"),
    (R.NOT_REPORTED, R.NO_ENTRY, 0.5, "no_channel"),
    (R.NOT_REPORTED, R.OWN_OVERDUE, 0.0, "every_app_reports"),
    (R.NO_ENTRY, R.NOT_REPORTED, 0.5, "no_channel"),
    (R.EXPIRED_MUST_DELETE, R.SUPPRESSED_ONE_OFF, 0.25, "expired_or_hidden"),
    (R.EXPIRED_MUST_DELETE, R.OWN_OVERDUE, 0.0, "stain_for_life"),
    (R.SUPPRESSED_ONE_OFF, R.EXPIRED_MUST_DELETE, 0.25, "expired_or_hidden"),
    (R.SUPPRESSED_ONE_OFF, R.OWN_NORMAL, 0.5, "expired_or_hidden"),
    (R.SUPPRESSED_ONE_OFF, R.OWN_OVERDUE, 0.0, "repair_overlooked"),
    (R.ERRONEOUS_ENTRY, R.NO_ENTRY, 0.25, "entry_is_there"),
    (R.ERRONEOUS_ENTRY, None, 0.0, "file_decides"),
    (R.NO_ENTRY, None, 0.0, "record_follows_people"),
    (R.PUBLIC_RECORD_ENTRY, R.NO_ENTRY, 0.0, "court_record_forgotten"),
    # Soft effects
    (S.NONE, None, 0.0, "soft_effect_imagined"),
    (S.MODEL_RISK_POSSIBLE, S.HOUSEHOLD_UNDERWRITING, 0.25, "which_soft_effect"),
    (S.HOUSEHOLD_UNDERWRITING, S.MODEL_RISK_POSSIBLE, 0.25, "which_soft_effect"),
    # Negotiation
    (N.NO_DEFAULT_IF_PERFORMED, N.PAST_OVERDUE_STANDS, 0.0, "agreed_before_or_after"),
    (N.PAST_OVERDUE_STANDS, N.NO_DEFAULT_IF_PERFORMED, 0.0, "plan_wipes_the_past"),
    (N.ORIGINAL_DUE_STANDS, N.NO_DEFAULT_IF_PERFORMED, 0.0, "asking_is_not_agreeing"),
    (N.OVERDUE_FROM_NEW_DUE, N.PLAN_VOID_BACK_TO_ORIGINAL, 0.5, "which_due_day"),
    (N.PLAN_VOID_BACK_TO_ORIGINAL, N.OVERDUE_FROM_NEW_DUE, 0.5, "which_due_day"),
    (N.ART70_NOT_APPLICABLE, N.ART70_AVAILABLE, 0.0, "card_rule_for_every_loan"),
    (N.DELETION_PROMISE_INEFFECTIVE, None, 0.0, "truth_for_sale"),
    # Disputes
    (D.OBJECTION_UNFOUNDED, D.OBJECTION_FOUNDED, 0.0, "unwelcome_is_not_wrong"),
    (D.OBJECTION_FOUNDED, D.OBJECTION_UNDETERMINED_NOTE, 0.25, "doubt_or_error"),
    (D.OBJECTION_UNDETERMINED_NOTE, D.OBJECTION_FOUNDED, 0.25, "doubt_or_error"),
    # Enforcement
    (E.NOT_JUDGMENT_DEBTOR, E.JUDGMENT_DEBTOR, 0.0, "enforcement_without_judgment"),
    (E.OWN_PROPERTY_FREE, E.JUDGMENT_DEBTOR, 0.0, "enforcement_without_judgment"),
    (E.SHARE_ONLY, E.WHOLE_COMMUNITY_EXPOSED, 0.25, "half_or_whole"),
    (E.WHOLE_COMMUNITY_EXPOSED, E.SHARE_ONLY, 0.25, "half_or_whole"),
    (E.TRANSFER_REVOCABLE, E.REVOCATION_LAPSED, 0.0, "which_clock_for_gifts"),
    (E.REVOCATION_LAPSED, E.TRANSFER_REVOCABLE, 0.0, "which_clock_for_gifts"),
    (E.LISTING_BARRED_STUDENT, E.LISTING_POSSIBLE, 0.0, "list_has_exceptions"),
    (E.LISTING_BARRED_MINOR, E.LISTING_POSSIBLE, 0.0, "list_has_exceptions"),
    (E.CHILD_REFLEX_SCHOOL_ONLY, E.CONSUMPTION_RESTRICTED, 0.0, "child_is_not_debtor"),
    # Remedies
    (Remedy.RECOURSE_OVER_SHARE, Remedy.RECOURSE_FULL, 0.5, "own_share_forgotten"),
    (Remedy.RECOURSE_FULL, Remedy.RECOURSE_OVER_SHARE, 0.5, "guarantor_bears_no_share"),
    (Remedy.NO_RECOURSE, Remedy.RECOURSE_FULL, 0.0, "paid_without_need"),
    # Amount
    (A.CAPPED_4LPR, A.CAPPED_24, 0.25, "which_cap"),
    (A.CAPPED_24, A.CAPPED_4LPR, 0.25, "which_cap"),
    (A.AS_CONTRACTED, A.CAPPED_4LPR, 0.0, "private_cap_for_banks"),
    (A.RESTITUTION_PRINCIPAL_ONLY, A.AS_CONTRACTED, 0.0, "void_contract_enforced"),
)

MISSES: Mapping[tuple[Code, Code | None], Miss] = {
    (right, given): Miss(share, mistake) for right, given, share, mistake in _ROWS
}
"""Right code and given code -> what the answer earns and shows."""

ONE_STEP = 0.5
"""The share that a severity of a contact earns when it is one step off."""

MUST_PAY = frozenset(
    {L.BORROWER_FULL, L.JOINT_DEBTOR_FULL, L.SPOUSE_JOINT_DEBT, L.GUARANTEE_JOINT, L.GUARANTEE_GENERAL}
)
"""Telling one of these to somebody who owes nothing takes the whole question."""

RECORD_IS_HIT = frozenset(
    {R.OWN_OVERDUE, R.CO_DEBTOR_ENTRY, R.RELATED_GUARANTOR_ENTRY, R.PUBLIC_RECORD_ENTRY, R.OWN_SPECIAL_MARK}
)
"""Telling one of these to a mere contact takes the whole question."""

CONTACT_ROLES = frozenset({RoleKind.EMERGENCY_CONTACT, RoleKind.ADDRESS_BOOK_ENTRY, RoleKind.KNOWER, RoleKind.WITNESS})
"""Roles that are none: somebody named so is a mere contact."""

WRONG_ABOUT: Mapping[Question, str] = {
    Question.LIABILITY: "ground_misread",
    Question.CREDIT_RECORD: "record_row_misread",
    Question.SOFT_EFFECT: "soft_effect_misread",
    Question.COLLECTION_CONTACT: "severity_misread",
    Question.NEGOTIATION: "plan_misread",
    Question.DISPUTE: "dispute_misread",
    Question.ENFORCEMENT: "enforcement_misread",
    Question.REMEDIES: "remedy_misread",
    Question.AMOUNT: "amount_misread",
}
"""The mistake where no row of the table names a closer one."""


def miss(right: Code, given: Code) -> Miss:
    """What a wrong code shows and earns in place of a right one."""
    if isinstance(right, CollectionContact) and isinstance(given, CollectionContact):
        order = list(CollectionContact)
        steps = order.index(given) - order.index(right)
        return Miss(ONE_STEP if abs(steps) == 1 else 0.0, "too_grave" if steps > 0 else "too_mild")
    return MISSES.get((right, given)) or MISSES.get((right, None)) or Miss(0.0, "")


def all_mistakes() -> frozenset[str]:
    """Every mistake that the tables name."""
    return frozenset(
        {entry.mistake for entry in MISSES.values()} | set(WRONG_ABOUT.values()) | {"too_grave", "too_mild"}
    )
