"""What happened: persons, ties, loans, signatures, events, contacts. Facts only, no law.

The model is section 4 of the law dossier and keeps its names. A case is read from `case.toml`, where each plural
attribute of `Case` is an array of tables (`[[persons]]`, `[[loans]]`, ...). `Maybe` fields may be "unknown". A field
that defaults to NOT_WRITTEN may be left out as long as no rule asks for it. An optional date or sum that defaults to
None did not happen. Money is in yuan, rates in per cent a year, both as Decimal; persons, loans and lenders are named
by id.
"""

import datetime
from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property

import attrs

from autograder.facts.contacts import Contact, JointApplication, ModelUse, MonthEntry, Query, SharedData
from autograder.facts.court import Court, Dispute, Property, Transfer
from autograder.facts.guarantees import AssetInformation, Collateral, CreditorAct, Guarantee, PleaExceptions, Variation
from autograder.facts.loans import (
    Accession,
    Act,
    Assignment,
    DebtTransfer,
    Event,
    Instalment,
    JointUseProof,
    Lender,
    Loan,
    Role,
)
from autograder.facts.people import DivorceProperty, Inheritance, Marriage, Person, Relation, SpouseAct
from autograder.stated import Maybe, fact


@fact
class Case:
    """Everything that happened, seen from one day (`as_of`)."""

    id: str
    as_of: datetime.date
    persons: tuple[Person, ...]
    city_minimum_living: Decimal | None = None
    lpr_1y: Mapping[str, Maybe[Decimal]] = attrs.field(factory=dict)
    relations: tuple[Relation, ...] = ()
    marriages: tuple[Marriage, ...] = ()
    lenders: tuple[Lender, ...] = ()
    loans: tuple[Loan, ...] = ()
    roles: tuple[Role, ...] = ()
    guarantees: tuple[Guarantee, ...] = ()
    collaterals: tuple[Collateral, ...] = ()
    debt_transfers: tuple[DebtTransfer, ...] = ()
    accessions: tuple[Accession, ...] = ()
    spouse_acts: tuple[SpouseAct, ...] = ()
    joint_use_proofs: tuple[JointUseProof, ...] = ()
    events: tuple[Event, ...] = ()
    contacts: tuple[Contact, ...] = ()
    queries: tuple[Query, ...] = ()
    month_entries: tuple[MonthEntry, ...] = ()
    inheritances: tuple[Inheritance, ...] = ()
    joint_applications: tuple[JointApplication, ...] = ()
    shared_data: tuple[SharedData, ...] = ()
    model_uses: tuple[ModelUse, ...] = ()
    court: tuple[Court, ...] = ()
    properties: tuple[Property, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    law_on: datetime.date | None = attrs.field(default=None, metadata={"from_file": False})
    """No fact: as of which day the law is taken, where not every fact is to have the law of its own day."""

    def law_of(self, day: datetime.date) -> datetime.date:
        """The day whose law governs what happened on a day: that very day, or `law_on` where that is earlier."""
        return day if self.law_on is None else min(day, self.law_on)

    @cached_property
    def roles_on(self) -> Mapping[tuple[str, str | None], tuple[Role, ...]]:
        """(person, loan) -> what the person is named as on the loan; those named as nothing have no entry."""
        found: dict[tuple[str, str | None], tuple[Role, ...]] = {}
        for role in self.roles:
            found[role.person, role.loan] = (*found.get((role.person, role.loan), ()), role)
        return found


__all__ = [
    "Accession",
    "Act",
    "AssetInformation",
    "Assignment",
    "Case",
    "Collateral",
    "Contact",
    "Court",
    "CreditorAct",
    "DebtTransfer",
    "Dispute",
    "DivorceProperty",
    "Event",
    "Guarantee",
    "Inheritance",
    "Instalment",
    "JointApplication",
    "JointUseProof",
    "Lender",
    "Loan",
    "Marriage",
    "ModelUse",
    "MonthEntry",
    "Person",
    "PleaExceptions",
    "Property",
    "Query",
    "Relation",
    "Role",
    "SharedData",
    "SpouseAct",
    "Transfer",
    "Variation",
]
