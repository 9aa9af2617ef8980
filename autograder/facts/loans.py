"""Lenders, loans, who is named as what on them, and what happened to them."""

import datetime
from collections.abc import Mapping
from decimal import Decimal

import attrs

from autograder import fact_kinds as kinds
from autograder.stated import NOT_WRITTEN, Maybe, fact


@fact
class Lender:
    """Who lent, with what licence, connected to which credit databases."""

    id: str
    name: str
    name_en: str
    kind: Maybe[kinds.LenderKind]
    pboc_connected: Maybe[bool]
    bureau_connected: Maybe[bool] = False
    cba_member: Maybe[bool] = NOT_WRITTEN
    nifa_member: Maybe[bool] = False
    repeat_lender_to_public: Maybe[bool] = False


@fact
class Instalment:
    """One sum due on one day."""

    no: int
    due: datetime.date
    amount: Maybe[Decimal]


@fact
class Assignment:
    """The sale of the claim, and who was told when."""

    to: str
    date: datetime.date
    notified_debtor: Maybe[datetime.date | None] = NOT_WRITTEN
    notified_guarantors: Mapping[str, Maybe[datetime.date | None]] = attrs.field(factory=dict)


@fact
class Loan:
    """One loan contract; `received` is what reached the borrower."""

    id: str
    lender: str
    signed: Maybe[datetime.date]
    product: Maybe[kinds.Product]
    nominal: Maybe[Decimal]
    final_due: Maybe[datetime.date]
    deducted_upfront: Maybe[Decimal] = Decimal(0)
    rate_apr: Maybe[Decimal | None] = NOT_WRITTEN
    overdue_rate_apr: Maybe[Decimal | None] = NOT_WRITTEN
    all_in_cost_apr: Maybe[Decimal] = NOT_WRITTEN
    term_days: Maybe[int] = NOT_WRITTEN
    instalments: tuple[Instalment, ...] = ()
    accelerated_on: Maybe[datetime.date | None] = None
    grace_days: Maybe[int] = 0
    scheduled_by_agreement: kinds.Schedule = kinds.Schedule.ORIGINAL
    share_clause_towards_lender: Mapping[str, Maybe[Decimal]] = attrs.field(factory=dict)
    filed_on: Maybe[datetime.date | None] = None
    purpose_actual: Maybe[kinds.Purpose] = NOT_WRITTEN
    within_daily_needs: Maybe[bool] = NOT_WRITTEN
    lender_knew_illegal_use: Maybe[bool] = False
    creditor_agreed_personal_debt: Maybe[bool] = False
    consent_report_written: Mapping[str, Maybe[bool]] = attrs.field(factory=dict)
    consent_query: Mapping[str, Maybe[bool]] = attrs.field(factory=dict)
    assigned: Assignment | None = None
    void_reason: Maybe[kinds.VoidReason] = kinds.VoidReason.NONE
    sham_with_lender: Maybe[bool] = False

    @property
    def received(self) -> Decimal:
        """What reached the borrower, in yuan."""
        return self.nominal - self.deducted_upfront


@fact
class Act:
    """How somebody came to stand in a role: whose hand, whose will, and what followed."""

    signature: Maybe[kinds.Signature] = NOT_WRITTEN
    signed_by: str | None = None
    consent_defect: Maybe[kinds.ConsentDefect] = kinds.ConsentDefect.NONE
    lender_knew_or_should: Maybe[bool] = NOT_WRITTEN
    duress_ended_on: Maybe[datetime.date | None] = NOT_WRITTEN
    knew_of_defect_on: Maybe[datetime.date | None] = NOT_WRITTEN
    avoidance_sued_on: Maybe[datetime.date | None] = None
    avoided_by_court_on: Maybe[datetime.date | None] = None
    waived_avoidance: Maybe[bool] = False
    suited_to_age: Maybe[bool] = False
    kept_money: Maybe[Decimal | None] = NOT_WRITTEN
    apparent_authority: Maybe[bool] = NOT_WRITTEN
    ratified_on: Maybe[datetime.date | None] = NOT_WRITTEN
    identity_check_by_self: Maybe[bool] = False


@fact
class Role:
    """What a person is named as on a loan."""

    person: str
    loan: str
    kind: kinds.RoleKind
    act: Act = attrs.field(factory=Act)
    lender_knew_true_user: Maybe[bool] = NOT_WRITTEN


@fact
class JointUseProof:
    """Whether the creditor proves joint life, joint business or joint intent."""

    loan: str
    by_creditor: Maybe[bool]
    of: kinds.JointUse


@fact
class Event:
    """Something that happened to a loan; the last seven fields belong to an agreed plan."""

    loan: str
    kind: kinds.EventKind
    date: datetime.date
    person: str | None = None
    amount: Maybe[Decimal | None] = None
    instalment: int | None = None
    before_due: Maybe[bool] = NOT_WRITTEN
    written: Maybe[bool] = NOT_WRITTEN
    new_due: datetime.date | None = None
    terms_clear: Maybe[bool] = True
    no_report_promise: Maybe[bool] = False
    delete_promise: Maybe[bool] = False
    lapses_on_breach: Maybe[bool] = NOT_WRITTEN


@fact
class DebtTransfer:
    """An agreement that another person takes the debt over; no share means the whole debt."""

    loan: str
    from_person: str
    to_person: str
    date: datetime.date
    share: Maybe[Decimal | None] = None
    creditor_consented: Maybe[bool] = NOT_WRITTEN


@fact
class Accession:
    """What somebody promised about another's debt."""

    person: str
    loan: str
    date: Maybe[datetime.date]
    form: Maybe[kinds.StatementForm]
    told: Maybe[kinds.AccessionTold]
    words: Maybe[kinds.AccessionWords]
    scope: Maybe[Decimal | None]
    creditor_rejected: Maybe[bool] = False
    recourse_agreed: Maybe[bool] = False
