"""Courts, property, transfers, disputes."""

import datetime
from decimal import Decimal

from autograder import fact_kinds as kinds
from autograder.stated import NOT_WRITTEN, Maybe, fact


@fact
class Court:
    """Something that a court did, or that was brought before it."""

    event: kinds.CourtEvent
    date: datetime.date
    persons: tuple[str, ...]
    loan: str | None = None
    property: str | None = None
    ground: Maybe[kinds.ListingGround] = NOT_WRITTEN
    amount: Maybe[Decimal | None] = None
    filed: datetime.date | None = None


@fact
class Property:
    """A thing or an account, and in whose name it stands."""

    id: str
    kind: kinds.PropertyKind
    title: tuple[str, ...]
    acquired: Maybe[datetime.date]
    value: Maybe[Decimal]
    community: Maybe[bool] = NOT_WRITTEN
    only_home: Maybe[bool] = NOT_WRITTEN


@fact
class Transfer:
    """Property that moved from one person to another."""

    from_person: str
    to_person: str
    property: str
    date: datetime.date
    kind: Maybe[kinds.TransferKind]
    price: Maybe[Decimal]
    market: Maybe[Decimal]
    impairs_creditor: Maybe[bool]
    transferee_knew: Maybe[bool] = NOT_WRITTEN
    creditor_knew_on: Maybe[datetime.date | None] = NOT_WRITTEN


@fact
class Dispute:
    """An objection, a complaint, a suit or a police report."""

    kind: kinds.DisputeKind
    date: datetime.date
    by: str
    to: str
    loan: str | None = None
    answered: Maybe[datetime.date | None] = None
    entry_true: Maybe[bool] = NOT_WRITTEN
    result: kinds.DisputeResult | None = None
