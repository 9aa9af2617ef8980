"""Collection contacts, looks into credit records, and what records and models hold."""

import datetime
from decimal import Decimal

from autograder import fact_kinds as kinds
from autograder.stated import Maybe, fact


@fact
class Contact:
    """One collection contact with one person."""

    id: str
    at: Maybe[datetime.datetime]
    actor: kinds.ContactActor
    loan: str
    target: str
    channel: kinds.Channel
    content: frozenset[kinds.ContactContent]
    connected: Maybe[bool]
    target_refused_before: Maybe[bool]
    debtor_status_then: Maybe[kinds.DebtorStatus]
    data_source: Maybe[kinds.DataSource]
    target_offered_to_pay: Maybe[bool] = False
    time_agreed: Maybe[bool] = False


@fact
class Query:
    """Somebody looked into a person's credit record."""

    by: str
    subject: str
    date: datetime.date
    written_consent: Maybe[bool]
    purpose_agreed: str = ""
    purpose_actual: str = ""


@fact
class MonthEntry:
    """What the record shows of one account for one month (the first day stands for the month)."""

    loan: str
    person: str
    month: datetime.date
    overdue_amount: Maybe[Decimal]
    level: Maybe[int]


@fact
class JointApplication:
    """Several persons apply for one loan together."""

    persons: tuple[str, ...]
    lender: str
    date: datetime.date


@fact
class SharedData:
    """A phone, an address or the like that several persons share."""

    persons: tuple[str, ...]
    kind: kinds.SharedDataKind
    owner: str | None = None


@fact
class ModelUse:
    """What a lender's model used about a person."""

    lender: str
    subject: str
    input: kinds.ModelInput
    lawful_basis: Maybe[bool]
    sole_automated: Maybe[bool]
    explained: Maybe[bool]
