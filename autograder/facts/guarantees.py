"""Promises and things that secure a loan."""

import datetime
from collections.abc import Mapping
from decimal import Decimal

import attrs

from autograder import fact_kinds as kinds
from autograder.stated import NOT_WRITTEN, Maybe, fact


@fact
class CreditorAct:
    """What the creditor did about a guarantee, and when."""

    kind: kinds.CreditorActKind
    date: datetime.date
    served_guarantor: Maybe[bool] = NOT_WRITTEN


@fact
class Variation:
    """A change of the guaranteed loan; `delta` is the sum by which it grew or shrank, in yuan."""

    kind: kinds.VariationKind
    date: datetime.date
    guarantor_written_consent: Maybe[bool]
    new_due: datetime.date | None = None
    delta: Maybe[Decimal | None] = None
    guarantor_knew_rollover: Maybe[bool] = NOT_WRITTEN


@fact
class PleaExceptions:
    """Facts that take the first plea away from a general guarantor."""

    debtor_missing_no_assets: Maybe[bool] = False
    bankruptcy_accepted: Maybe[bool] = False
    creditor_proves_insolvency: Maybe[bool] = False
    waived_in_writing: Maybe[bool] = False


@fact
class AssetInformation:
    """Property of the debtor that the guarantor pointed out, and the value lost by the creditor's neglect."""

    given_on: datetime.date
    value_lost: Maybe[Decimal]


@fact
class Guarantee:
    """One promise to answer for a loan."""

    guarantor: str
    loan: str
    formed: Maybe[datetime.date]
    form: Maybe[kinds.GuaranteeForm]
    type_words: Maybe[kinds.TypeWords]
    period_words: Maybe[kinds.PeriodWords]
    period_end: Maybe[datetime.date | None] = None
    main: kinds.GuaranteedDebt = kinds.GuaranteedDebt.LOAN
    fault: Maybe[kinds.Fault] = NOT_WRITTEN
    committee_vote: Maybe[bool] = NOT_WRITTEN
    family_benefit: Maybe[bool] = NOT_WRITTEN
    shares: Mapping[str, Maybe[Decimal]] = attrs.field(factory=dict)
    asset_info: AssetInformation | None = None
    knew_time_bar: Maybe[bool] = False
    scope_cap: Maybe[Decimal | None] = None
    max_amount: Maybe[bool] = False
    forbids_assignment: Maybe[bool] = False
    forbids_transfer_release: Maybe[bool] = False
    creditor_acts: tuple[CreditorAct, ...] = ()
    variations: tuple[Variation, ...] = ()
    plea_exceptions: PleaExceptions = attrs.field(factory=PleaExceptions)
    enforcement_exhausted: Maybe[bool] = False
    signed_notice_after_lapse: Maybe[bool] = False
    new_guarantee_contract: Maybe[bool] = False
    co_guarantors: tuple[str, ...] = ()
    same_document: Maybe[bool] = False
    mutual_recourse_agreed: Maybe[bool] = False
    joint_coguarantee_agreed: Maybe[bool] = False


@fact
class Collateral:
    """A thing charged for a loan."""

    loan: str
    owner: str
    kind: kinds.CollateralKind
    value: Maybe[Decimal]
    registered: Maybe[bool] = NOT_WRITTEN
    order_agreed: Maybe[kinds.SecurityOrder] = kinds.SecurityOrder.NONE
    given_up_on: Maybe[datetime.date | None] = None
