"""Questions and the codes that answer them, in the order of the decision tables. No words of any language, no law.

A code is what the solver says and what an answer is compared with; `words/` says it to people.
Source of codes and order: the decision tables of the law dossier (liability, credit record, ...).
"""

from enum import StrEnum


class Question(StrEnum):
    """The nine dimensions in which a person's situation is classified."""

    LIABILITY = "liability"
    CREDIT_RECORD = "credit_record"
    SOFT_EFFECT = "soft_effect"
    COLLECTION_CONTACT = "collection_contact"
    NEGOTIATION = "negotiation"
    DISPUTE = "dispute"
    ENFORCEMENT = "enforcement"
    REMEDIES = "remedies"
    AMOUNT = "amount"


class Liability(StrEnum):
    """Whether and how a person answers for a loan; several may stand side by side."""

    BORROWER_FULL = "borrower_full"
    JOINT_DEBTOR_FULL = "joint_debtor_full"
    ACCESSION_JOINT_CAPPED = "accession_joint_capped"
    GUARANTEE_JOINT = "guarantee_joint"
    GUARANTEE_GENERAL = "guarantee_general"
    SPOUSE_JOINT_DEBT = "spouse_joint_debt"
    ESTATE_LIMITED = "estate_limited"
    COLLATERAL_LIMITED = "collateral_limited"
    RESTITUTION_ONLY = "restitution_only"
    FAULT_DAMAGES = "fault_damages"
    IMPOSTOR_LIABLE = "impostor_liable"
    GUARANTEE_RELEASED = "guarantee_released"
    NONE = "none"


class CreditRecord(StrEnum):
    """What a person's own credit record shows of a loan."""

    OWN_NORMAL = "own_normal"
    OWN_OVERDUE = "own_overdue"
    OWN_SPECIAL_MARK = "own_special_mark"
    CO_DEBTOR_ENTRY = "co_debtor_entry"
    RELATED_GUARANTOR_ENTRY = "related_guarantor_entry"
    PUBLIC_RECORD_ENTRY = "public_record_entry"
    NO_ENTRY = "no_entry"
    NOT_REPORTED = "not_reported"
    ERRONEOUS_ENTRY = "erroneous_entry"
    EXPIRED_MUST_DELETE = "expired_must_delete"
    SUPPRESSED_ONE_OFF = "suppressed_one_off"


class SoftEffect(StrEnum):
    """What practice, not law, may do to a person."""

    NONE = "none"
    MODEL_RISK_POSSIBLE = "model_risk_possible"
    HOUSEHOLD_UNDERWRITING = "household_underwriting"
    LIABILITY_COUNTED = "liability_counted"
    UNLAWFUL_PROCESSING = "unlawful_processing"


class CollectionContact(StrEnum):
    """How grave one collection contact is, mildest first; the gravest reached is the answer."""

    LAWFUL = "lawful"
    LAWFUL_LIMITED = "lawful_limited"
    BREACH_STANDARD = "breach_standard"
    CIVIL_INFRINGEMENT = "civil_infringement"
    ADMIN_OFFENCE = "admin_offence"
    POSSIBLE_CRIME = "possible_crime"


class ContactTag(StrEnum):
    """What was wrong with a collection contact; tags cumulate."""

    WRONG_TARGET = "wrong_target"
    DEBTOR_REACHABLE = "debtor_reachable"
    NIGHT = "night"
    FREQUENCY = "frequency"
    DISCLOSURE = "disclosure"
    AFTER_REFUSAL = "after_refusal"
    THREAT = "threat"
    INSULT = "insult"
    IMPERSONATION = "impersonation"
    FALSE_CREDIT_THREAT = "false_credit_threat"
    FALSE_LEGAL_CLAIM = "false_legal_claim"
    BAD_DATA_SOURCE = "bad_data_source"
    PUBLIC_SHAMING = "public_shaming"
    WORKPLACE = "workplace"


class Negotiation(StrEnum):
    """What asking for, agreeing or breaking a plan does."""

    NO_RIGHT_TO_PLAN = "no_right_to_plan"
    NO_DEFAULT_IF_PERFORMED = "no_default_if_performed"
    ORIGINAL_DUE_STANDS = "original_due_stands"
    PAST_OVERDUE_STANDS = "past_overdue_stands"
    OVERDUE_FROM_NEW_DUE = "overdue_from_new_due"
    PLAN_VOID_BACK_TO_ORIGINAL = "plan_void_back_to_original"
    SPECIAL_MARK_POSSIBLE = "special_mark_possible"
    ART70_AVAILABLE = "art70_available"
    ART70_NOT_APPLICABLE = "art70_not_applicable"
    DELETION_PROMISE_INEFFECTIVE = "deletion_promise_ineffective"
    LIMITATION_RESTARTS = "limitation_restarts"


class Dispute(StrEnum):
    """How a dispute about an entry or a loan runs."""

    OBJECTION_FOUNDED = "objection_founded"
    OBJECTION_UNFOUNDED = "objection_unfounded"
    OBJECTION_UNDETERMINED_NOTE = "objection_undetermined_note"
    ANSWER_DUE = "answer_due"
    ANSWER_LATE = "answer_late"
    COMPLAINT_PBOC = "complaint_pboc"
    SUE_DIRECTLY = "sue_directly"
    STATEMENT_RIGHT = "statement_right"
    POLICE_REPORT_ADVISED = "police_report_advised"
    FRAUD_CHAPTER = "fraud_chapter"


class Enforcement(StrEnum):
    """What enforcement may reach; codes cumulate."""

    NOT_JUDGMENT_DEBTOR = "not_judgment_debtor"
    JUDGMENT_DEBTOR = "judgment_debtor"
    CONSUMPTION_RESTRICTED = "consumption_restricted"
    LISTING_POSSIBLE = "listing_possible"
    LISTING_BARRED_MINOR = "listing_barred_minor"
    LISTING_BARRED_STUDENT = "listing_barred_student"
    LISTED_UNTIL = "listed_until"
    OWN_PROPERTY_FREE = "own_property_free"
    SHARE_ONLY = "share_only"
    WHOLE_COMMUNITY_EXPOSED = "whole_community_exposed"
    TRANSFER_REVOCABLE = "transfer_revocable"
    REVOCATION_LAPSED = "revocation_lapsed"
    UNDERTAKING_BOUND = "undertaking_bound"
    OUTSIDER_OBJECTION = "outsider_objection"
    PARTITION_SUIT = "partition_suit"
    HOME_PROTECTED = "home_protected"
    CHILD_REFLEX_SCHOOL_ONLY = "child_reflex_school_only"
    CRIME_313_RISK = "crime_313_risk"


class Remedy(StrEnum):
    """What a person may do; codes cumulate."""

    RECOURSE_FULL = "recourse_full"
    RECOURSE_OVER_SHARE = "recourse_over_share"
    RECOURSE_DIVORCE_DEAL = "recourse_divorce_deal"
    RECOURSE_ACCESSION = "recourse_accession"
    RECOURSE_SUBROGATION = "recourse_subrogation"
    NO_RECOURSE = "no_recourse"
    AVOID_CONTRACT = "avoid_contract"
    PRIVACY_SUIT = "privacy_suit"
    INJUNCTION = "injunction"
    PIPL_DELETE = "pipl_delete"
    PIPL_EXPLAIN = "pipl_explain"
    COMPLAIN_NFRA_12378 = "complain_nfra_12378"
    COMPLAIN_PBOC_12363 = "complain_pboc_12363"
    REPORT_NIFA = "report_nifa"
    POLICE_110 = "police_110"
    MEDIATION = "mediation"
    OBJECTION = "objection"
    PARTITION_SUIT = "partition_suit"
    OUTSIDER_OBJECTION = "outsider_objection"
    CLAIM_VS_LISTER = "claim_vs_lister"
    CLAIM_VS_TRUE_USER = "claim_vs_true_user"
    CLAIM_VS_DECEIVER = "claim_vs_deceiver"


class Amount(StrEnum):
    """On what basis the sum owed is computed; the first may stand beside any other."""

    RECEIVED_PRINCIPAL_BASIS = "received_principal_basis"
    CAPPED_4LPR = "capped_4lpr"
    CAPPED_24 = "capped_24"
    RESTITUTION_PRINCIPAL_ONLY = "restitution_principal_only"
    INTEREST_RATE_UNSETTLED = "interest_rate_unsettled"
    AS_CONTRACTED = "as_contracted"


class Flag(StrEnum):
    """What is said beside an outcome: states of a guarantee, defences, procedural faults, unsettled law."""

    VOIDABLE_PENDING = "voidable_pending"
    LIMITATION_DEFENCE = "limitation_defence"
    UNDERTAKING_BOUND = "undertaking_bound"
    UNSETTLED = "unsettled"
    INTEREST_RATE_UNSETTLED = "interest_rate_unsettled"
    UNJUST_ENRICHMENT_POSSIBLE = "unjust_enrichment_possible"
    ACCOUNT_LENDING_OFFENCE_POSSIBLE = "account_lending_offence_possible"
    IN_TIME = "in_time"
    PERIOD_RUNNING = "period_running"
    CALLABLE_NOW = "callable_now"
    FIRST_PLEA_AVAILABLE = "first_plea_available"
    CONSENT_MISSING = "consent_missing"
    NOTICE_MISSING = "notice_missing"
    UNLAWFUL_QUERY = "unlawful_query"
    GUARANTOR_PAID_MARK = "guarantor_paid_mark"
    KEEP_BUT_SANCTION = "keep_but_sanction"
    DISPLAY_UNTIL = "display_until"
    UNLAWFUL_COLLECTION = "unlawful_collection"


class Figure(StrEnum):
    """Dates, numbers and sums that a finding carries; each is computed by a rule with its authority."""

    OVERDUE_DAYS = "overdue_days"
    LEVEL = "level"
    DISPLAY_UNTIL = "display_until"
    PERIOD_END = "period_end"
    LIMITATION_FROM = "limitation_from"
    AMOUNT_CAP = "amount_cap"
    FREED_AMOUNT = "freed_amount"
    SHARE = "share"
    RECOURSE_AMOUNT = "recourse_amount"
    RESTITUTION_AMOUNT = "restitution_amount"
    ANSWER_DUE = "answer_due"
    LISTED_UNTIL = "listed_until"
    RATE_CAP = "rate_cap"
    OVERDUE_SINCE = "overdue_since"
    AVOIDANCE_UNTIL = "avoidance_until"


Code = Liability | CreditRecord | SoftEffect | CollectionContact | Negotiation | Dispute | Enforcement | Remedy | Amount

ON_OCCASION = frozenset({Question.DISPUTE, Question.ENFORCEMENT, Question.REMEDIES})
"""Questions that arise only where a rule speaks: there is no code for "nothing"."""

CODES: dict[Question, type[StrEnum]] = {
    Question.LIABILITY: Liability,
    Question.CREDIT_RECORD: CreditRecord,
    Question.SOFT_EFFECT: SoftEffect,
    Question.COLLECTION_CONTACT: CollectionContact,
    Question.NEGOTIATION: Negotiation,
    Question.DISPUTE: Dispute,
    Question.ENFORCEMENT: Enforcement,
    Question.REMEDIES: Remedy,
    Question.AMOUNT: Amount,
}
"""The answer codes of each question, in table order."""
