"""The kinds a fact may be of: what was signed, said, done. Names of the law dossier, section 4. No law."""

from enum import StrEnum


class Capacity(StrEnum):
    FULL = "full"
    LIMITED = "limited"
    NONE = "none"


class LegalRepresentativeAct(StrEnum):
    CONSENTED = "consented"
    RATIFIED = "ratified"
    REFUSED = "refused"
    SILENT_30_DAYS = "silent_30_days"
    NONE = "none"


class OrganisationKind(StrEnum):
    STATE_ORGAN = "state_organ"
    PUBLIC_WELFARE_NONPROFIT = "public_welfare_nonprofit"
    VILLAGE_COMMITTEE = "village_committee"
    COMPANY = "company"
    FINANCING_GUARANTEE_CO = "financing_guarantee_co"
    INSURER = "insurer"


class RelationKind(StrEnum):
    SPOUSE = "spouse"
    EX_SPOUSE = "ex_spouse"
    COHABITANT = "cohabitant"
    PARENT_CHILD = "parent_child"
    SIBLING = "sibling"
    GRANDPARENT_CHILD = "grandparent_child"
    IN_LAW = "in_law"
    OTHER_RELATIVE = "other_relative"
    NEIGHBOUR = "neighbour"
    FRIEND = "friend"
    COLLEAGUE = "colleague"
    ROOMMATE = "roommate"
    EX_PARTNER = "ex_partner"
    EMPLOYER = "employer"
    NONE = "none"


class MarriageEnd(StrEnum):
    DIVORCE = "divorce"
    DEATH = "death"
    NONE = "none"


class Regime(StrEnum):
    COMMUNITY = "community"
    SEPARATE_WRITTEN = "separate_written"
    PARTIAL_WRITTEN = "partial_written"


class LenderKind(StrEnum):
    BANK = "bank"
    CONSUMER_FINANCE = "consumer_finance"
    MICRO_LOAN = "micro_loan"
    AUTO_FINANCE = "auto_finance"
    TRUST = "trust"
    FINANCING_GUARANTEE = "financing_guarantee"
    OTHER_LICENSED = "other_licensed"
    UNLICENSED_PLATFORM = "unlicensed_platform"
    NATURAL_PERSON = "natural_person"
    COMPANY_OCCASIONAL = "company_occasional"


class Product(StrEnum):
    ONLINE_CONSUMER = "online_consumer"
    CREDIT_CARD = "credit_card"
    BUSINESS = "business"
    MORTGAGE = "mortgage"
    AUTO = "auto"
    PRIVATE_IOU = "private_iou"
    P2P = "p2p"
    CAMPUS = "campus"


class Purpose(StrEnum):
    DAILY_FAMILY = "daily_family"
    JOINT_LIVING_LARGE = "joint_living_large"
    JOINT_BUSINESS = "joint_business"
    SOLE_BUSINESS = "sole_business"
    PERSONAL = "personal"
    GAMBLING_DRUGS_CRIME = "gambling_drugs_crime"
    ON_LENDING = "on_lending"


class Schedule(StrEnum):
    ORIGINAL = "original"
    EXTENDED = "extended"


class VoidReason(StrEnum):
    NONE = "none"
    UNLICENSED_LENDING = "unlicensed_lending"
    RELENDING = "relending"
    ILLEGAL_USE_KNOWN = "illegal_use_known"
    SHAM = "sham"
    OTHER = "other"


class RoleKind(StrEnum):
    BORROWER = "borrower"
    CO_BORROWER = "co_borrower"
    GUARANTOR = "guarantor"
    DEBT_ACCESSOR = "debt_accessor"
    COLLATERAL_PROVIDER = "collateral_provider"
    NOMINAL_BORROWER = "nominal_borrower"
    NAMED_BY_IMPERSONATION = "named_by_impersonation"
    TRUE_USER = "true_user"
    EMERGENCY_CONTACT = "emergency_contact"
    ADDRESS_BOOK_ENTRY = "address_book_entry"
    ACCOUNT_LENDER = "account_lender"
    THIRD_PARTY_PAYER = "third_party_payer"
    SIGNATURE_WITHOUT_ROLE = "signature_without_role"
    SPOUSE_ONLY = "spouse_only"
    HEIR = "heir"
    GUARDIAN = "guardian"
    WITNESS = "witness"
    KNOWER = "knower"
    NONE = "none"


class Signature(StrEnum):
    GENUINE = "genuine"
    FORGED = "forged"
    BY_AGENT_WITH_AUTHORITY = "by_agent_with_authority"
    BY_AGENT_WITHOUT_AUTHORITY = "by_agent_without_authority"
    NONE = "none"


class ConsentDefect(StrEnum):
    NONE = "none"
    FRAUD_BY_LENDER = "fraud_by_lender"
    FRAUD_BY_THIRD = "fraud_by_third"
    DURESS = "duress"
    SERIOUS_MISTAKE = "serious_mistake"
    UNFAIR_ADVANTAGE = "unfair_advantage"


class GuaranteedDebt(StrEnum):
    LOAN = "loan"
    RECOURSE_CLAIM = "recourse_claim"


class Fault(StrEnum):
    GUARANTOR = "guarantor"
    CREDITOR = "creditor"
    BOTH = "both"
    NONE = "none"


class GuaranteeForm(StrEnum):
    WRITTEN_SEPARATE = "written_separate"
    WRITTEN_CLAUSE = "written_clause"
    WRITTEN_UNILATERAL_ACCEPTED = "written_unilateral_accepted"
    DATA_MESSAGE = "data_message"
    ORAL = "oral"


class TypeWords(StrEnum):
    NONE = "none"
    CONTRADICTORY = "contradictory"
    EXPRESS_GENERAL = "express_general"
    EXPRESS_JOINT = "express_joint"
    UNABLE_TO_PAY = "unable_to_pay"
    IF_NOT_PAID = "if_not_paid"
    UNCONDITIONAL = "unconditional"


class PeriodWords(StrEnum):
    NONE = "none"
    UNCLEAR = "unclear"
    UNTIL_FULLY_REPAID = "until_fully_repaid"
    NOT_AFTER_DUE = "not_after_due"
    FIXED = "fixed"


class CreditorActKind(StrEnum):
    SUED_DEBTOR = "sued_debtor"
    ARBITRATED_DEBTOR = "arbitrated_debtor"
    ENFORCE_NOTARISED_DEED = "enforce_notarised_deed"
    DEMANDED_GUARANTOR = "demanded_guarantor"
    SUED_GUARANTOR = "sued_guarantor"
    WITHDREW_SUIT = "withdrew_suit"


class VariationKind(StrEnum):
    EXTENSION = "extension"
    INCREASE = "increase"
    REDUCTION = "reduction"
    DEBT_TRANSFER = "debt_transfer"
    ROLLOVER_NEW_LOAN = "rollover_new_loan"
    ACCESSION_BY_THIRD = "accession_by_third"


class CollateralKind(StrEnum):
    MORTGAGE = "mortgage"
    PLEDGE = "pledge"


class SecurityOrder(StrEnum):
    NONE = "none"
    COLLATERAL_FIRST = "collateral_first"
    FREE_CHOICE = "free_choice"


class StatementForm(StrEnum):
    WRITTEN = "written"
    DATA_MESSAGE = "data_message"
    ORAL = "oral"


class AccessionTold(StrEnum):
    CREDITOR = "creditor"
    DEBTOR_AND_NOTIFIED = "debtor_and_notified"
    DEBTOR_ONLY = "debtor_only"


class AccessionWords(StrEnum):
    JOIN_CLEAR = "join_clear"
    AMBIGUOUS = "ambiguous"
    PAY_SOME_ONLY = "pay_some_only"
    MORAL_COMFORT = "moral_comfort"


class SpouseActKind(StrEnum):
    CO_SIGNED = "co_signed"
    RATIFIED_EXPRESS = "ratified_express"
    REPAY_PLAN_SIGNED = "repay_plan_signed"
    PAID_REPEATEDLY_FROM_OWN_ACCOUNT = "paid_repeatedly_from_own_account"
    PAID_ONCE = "paid_once"
    SILENT_KNOWLEDGE = "silent_knowledge"
    OBJECTED = "objected"


class JointUse(StrEnum):
    JOINT_LIVING = "joint_living"
    JOINT_BUSINESS = "joint_business"
    JOINT_INTENT = "joint_intent"


class EventKind(StrEnum):
    DUE = "due"
    PAID_FULL_INSTALMENT = "paid_full_instalment"
    PAID_PART = "paid_part"
    OVERDUE_START = "overdue_start"
    OVERDUE_CLEARED = "overdue_cleared"
    SETTLED_FULL = "settled_full"
    SETTLED_REDUCED = "settled_reduced"
    WRITTEN_OFF = "written_off"
    GUARANTOR_PAID = "guarantor_paid"
    CO_DEBTOR_PAID = "co_debtor_paid"
    THIRD_PARTY_PAID = "third_party_paid"
    NEGOTIATION_REQUESTED = "negotiation_requested"
    NEGOTIATION_AGREED = "negotiation_agreed"
    PLAN_BREACHED = "plan_breached"
    PLAN_COMPLETED = "plan_completed"
    LENDER_POLICY_EXTENSION = "lender_policy_extension"
    PRIOR_NOTICE_ADVERSE = "prior_notice_adverse"
    REPORTED_ADVERSE = "reported_adverse"
    RECORD_DELETED = "record_deleted"
    ASSIGNED = "assigned"
    LIMITATION_EXPIRED_CLAIMED = "limitation_expired_claimed"
    DEBT_ACKNOWLEDGED = "debt_acknowledged"
    DEMANDED_DEBTOR = "demanded_debtor"
    SUED_DEBTOR = "sued_debtor"
    INTERMEDIARY_PAID = "intermediary_paid"
    FORBIDDEN_DATA_KEPT = "forbidden_data_kept"


class ContactActor(StrEnum):
    LENDER = "lender"
    AGENCY = "agency"
    ASSIGNEE = "assignee"
    IMPOSTOR = "impostor"
    COURT = "court"


class Channel(StrEnum):
    CALL = "call"
    AI_CALL = "ai_call"
    SMS = "sms"
    IM = "im"
    EMAIL = "email"
    LETTER = "letter"
    VISIT = "visit"
    PUBLIC_POST = "public_post"
    WORKPLACE_CALL = "workplace_call"


class ContactContent(StrEnum):
    REMIND = "remind"
    DEMAND_PAYMENT = "demand_payment"
    ASK_CONTACT_INFO = "ask_contact_info"
    ASK_RELAY = "ask_relay"
    ASK_HEIRS = "ask_heirs"
    DISCLOSE_AMOUNT = "disclose_amount"
    DISCLOSE_EXISTENCE = "disclose_existence"
    THREAT_PERSONAL_SAFETY = "threat_personal_safety"
    THREAT_CREDIT_RECORD = "threat_credit_record"
    INSULT = "insult"
    FALSE_LEGAL_CLAIM = "false_legal_claim"
    IMPERSONATE_OFFICIAL = "impersonate_official"
    FORGED_DOCUMENT = "forged_document"
    OBSCENE = "obscene"
    PESTERING = "pestering"


class DebtorStatus(StrEnum):
    REACHABLE = "reachable"
    UNREACHABLE = "unreachable"
    DEAD = "dead"
    INCAPACITATED = "incapacitated"


class DataSource(StrEnum):
    BORROWER_LISTED_CONTACT_CONSENTED = "borrower_listed_contact_consented"
    BORROWER_LISTED_NO_CONTACT_CONSENT = "borrower_listed_no_contact_consent"
    SCRAPED = "scraped"
    BOUGHT = "bought"
    PUBLIC = "public"
    LENDER_OWN_CUSTOMER = "lender_own_customer"


class SharedDataKind(StrEnum):
    PHONE = "phone"
    ADDRESS = "address"
    DEVICE = "device"
    IP = "ip"
    EMPLOYER = "employer"
    BANK_CARD = "bank_card"


class ModelInput(StrEnum):
    OWN_DATA = "own_data"
    RELATIVE_DEFAULT = "relative_default"
    CONTACT_GRAPH = "contact_graph"


class CourtEvent(StrEnum):
    PRETRIAL_FREEZE = "pretrial_freeze"
    JUDGMENT = "judgment"
    MEDIATION_PAPER = "mediation_paper"
    EXECUTION_FILED = "execution_filed"
    NOTICE_SERVED = "notice_served"
    ASSET_REPORT_FALSE = "asset_report_false"
    CONSUMPTION_LIMITED = "consumption_limited"
    LISTED_DISHONEST = "listed_dishonest"
    DELISTED = "delisted"
    PROPERTY_SEIZED = "property_seized"
    OUTSIDER_OBJECTION = "outsider_objection"
    PARTITION_SUIT = "partition_suit"
    REVOCATION_SUIT = "revocation_suit"
    THIRD_PARTY_UNDERTAKING = "third_party_undertaking"


class ListingGround(StrEnum):
    ABLE_BUT_REFUSES = "able_but_refuses"
    HINDERS_ENFORCEMENT = "hinders_enforcement"
    EVADES_ENFORCEMENT = "evades_enforcement"
    FALSE_ASSET_REPORT = "false_asset_report"
    BREACHES_CONSUMPTION_ORDER = "breaches_consumption_order"
    BREAKS_ENFORCEMENT_SETTLEMENT = "breaks_enforcement_settlement"


class PropertyKind(StrEnum):
    BANK_ACCOUNT = "bank_account"
    FLAT = "flat"
    CAR = "car"
    CASH = "cash"
    SALARY = "salary"


class TransferKind(StrEnum):
    GIFT = "gift"
    SALE = "sale"
    DIVORCE_ALLOCATION = "divorce_allocation"
    WAIVER = "waiver"


class DisputeKind(StrEnum):
    OBJECTION = "objection"
    PBOC_COMPLAINT = "pboc_complaint"
    NFRA_COMPLAINT = "nfra_complaint"
    NIFA_COMPLAINT = "nifa_complaint"
    SUIT = "suit"
    POLICE_REPORT = "police_report"


class DisputeResult(StrEnum):
    CORRECTED = "corrected"
    CONFIRMED = "confirmed"
    CANNOT_BE_DECIDED = "cannot_be_decided"
