"""What the parts of a random case have in common: who is there, which loans, from what day it is seen."""

from datetime import date
from decimal import Decimal

import attrs

from autograder.fact_kinds import RoleKind
from tests.space.chance import Chance

DEBTORS = frozenset({RoleKind.BORROWER, RoleKind.CO_BORROWER, RoleKind.NOMINAL_BORROWER})


@attrs.define(eq=False)
class Plan:
    """What is settled of a loan before its facts are written: its days, its sum, who is named as what."""

    id: str
    lender: str
    signed: date
    due: date
    nominal: Decimal
    instalments: list[tuple[int, date, Decimal]]
    named: list[tuple[str, RoleKind]] = attrs.field(factory=list)

    def who(self, *kinds: RoleKind) -> list[str]:
        """The persons named as one of these."""
        return [person for person, kind in self.named if kind in kinds]

    @property
    def debtors(self) -> list[str]:
        """Those named as borrowers of any kind."""
        return [person for person, kind in self.named if kind in DEBTORS]


@attrs.define(eq=False)
class Scene:
    """The frame of a random case."""

    chance: Chance
    as_of: date
    people: list[str]
    lenders: list[str]
    plans: list[Plan]
    themes: frozenset[str]
    latest: date
    """The last day of facts that may lie ahead of the day of the case; mostly that day itself."""
    died: dict[str, date] = attrs.field(factory=dict)
    minors: set[str] = attrs.field(factory=set)
    couples: list[tuple[str, str]] = attrs.field(factory=list)
    divorces: list[tuple[tuple[str, str], date]] = attrs.field(factory=list)
    properties: list[str] = attrs.field(factory=list)

    def often(self, theme: str, share: float = 0.7, else_share: float = 0.06) -> bool:
        """Whether something happens: often where the case is about it, seldom elsewhere."""
        return self.chance.yes(share if theme in self.themes else else_share)

    def plan(self) -> Plan:
        """One of the loans."""
        return self.chance.one(self.plans)

    def person(self) -> str:
        """Anybody."""
        return self.chance.one(self.people)

    def other(self, person: str) -> str | None:
        """Anybody else, None where nobody else is there."""
        others = [one for one in self.people if one != person]
        return self.chance.one(others) if others else None

    def debtor(self, plan: Plan) -> str:
        """A debtor of the loan, or anybody where none is named."""
        return self.chance.one(plan.debtors or self.people)

    def after(self, plan: Plan, *near: date) -> date:
        """A day on which something happened to the loan."""
        return self.chance.day(plan.signed, self.as_of, plan.due, self.as_of, *near)
