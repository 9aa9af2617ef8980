"""Persons, their ties, their marriages, what they inherit."""

import datetime
from collections.abc import Mapping
from decimal import Decimal

import attrs

from autograder import fact_kinds as kinds
from autograder.stated import NOT_WRITTEN, Maybe, fact


@fact
class Person:
    """A human being or an organisation; `name` is how the story calls it; `born` None means an adult."""

    id: str
    name: str
    name_en: str
    born: Maybe[datetime.date | None] = None
    died: Maybe[datetime.date | None] = None
    adult_capacity: Maybe[kinds.Capacity] = kinds.Capacity.FULL
    self_supporting_by_labour: Maybe[bool] = False
    legal_rep_act: Mapping[str, Maybe[kinds.LegalRepresentativeAct]] = attrs.field(factory=dict)
    cannot_pay_but_willing: Maybe[bool] = NOT_WRITTEN
    able_to_pay: Maybe[bool] = NOT_WRITTEN
    fulltime_student: Maybe[bool] = False
    is_org: bool = False
    org_kind: Maybe[kinds.OrganisationKind] = NOT_WRITTEN


@fact
class Relation:
    """A tie between two persons; `since` inclusive, `until` exclusive."""

    a: str
    b: str
    kind: kinds.RelationKind
    since: Maybe[datetime.date | None] = None
    until: Maybe[datetime.date | None] = None


@fact
class DivorceProperty:
    """What a divorce deed says of debts and property."""

    terms: str = ""
    debt_assignee: str | None = None
    property_moved: Maybe[Decimal] = Decimal(0)
    fair_overall: Maybe[bool] = NOT_WRITTEN


@fact
class Marriage:
    """A marriage and its property regime."""

    a: str
    b: str
    since: Maybe[datetime.date]
    until: Maybe[datetime.date | None] = None
    end: Maybe[kinds.MarriageEnd] = kinds.MarriageEnd.NONE
    separated_from: Maybe[datetime.date | None] = None
    regime: Maybe[kinds.Regime] = kinds.Regime.COMMUNITY
    lender_knew_regime: Mapping[str, Maybe[bool]] = attrs.field(factory=dict)
    divorce_property: DivorceProperty | None = None


@fact
class SpouseAct:
    """What a spouse did about the other's loan."""

    spouse: str
    loan: str
    kind: kinds.SpouseActKind
    date: Maybe[datetime.date]
    text: str = ""


@fact
class Inheritance:
    """What an heir got from an estate, or refused."""

    deceased: str
    heir: str
    value_received: Maybe[Decimal]
    disclaimed_on: Maybe[datetime.date | None] = None
    estate_dealt_with_on: Maybe[datetime.date | None] = None
