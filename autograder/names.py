"""Persons, loans, codes and values of one case as they are called in one language, and how parts of a sentence join."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

import attrs

from autograder.fact_kinds import RoleKind, Signature
from autograder.facts import Case, Lender, Person, Role
from autograder.rulebook import Subject
from autograder.stated import NOT_WRITTEN, UNKNOWN, raw
from autograder.vocabulary import CODES, Code, ContactTag, Figure, Flag, Question
from autograder.words import Words, words_for

_RATES = {"apr", "rate", "lpr", "percent"}
_BORROWERS = (RoleKind.BORROWER, RoleKind.NOMINAL_BORROWER, RoleKind.CO_BORROWER, RoleKind.NAMED_BY_IMPERSONATION)
_NOT_OWN_HAND = {Signature.FORGED, Signature.BY_AGENT_WITHOUT_AUTHORITY}
_SECTIONS: dict[type[StrEnum], str] = {
    **{codes: question.value for question, codes in CODES.items()},
    Flag: "flags",
    ContactTag: "tags",
    Figure: "figures",
    Question: "questions",
}


@attrs.frozen
class Names:
    """What everything in one case is called in one language."""

    case: Case
    language: str

    @property
    def words(self) -> Words:
        """The catalogue behind."""
        return words_for(self.language)

    def say(self, key: str, **parameters: Any) -> str:
        """A text of `explain.toml`."""
        return self.words(f"explain.{key}", **parameters)

    def joined(self, parts: Iterable[str], key: str = "and") -> str:
        """Several statements as one: `and`, `or`, or a plain `list`."""
        told = [part for part in parts if part]
        if len(told) < 2:
            return "".join(told)
        between = self.say(f"join.{key}.two" if len(told) == 2 else f"join.{key}.last")
        return self.say(f"join.{key}.between").join(told[:-1]) + between + told[-1]

    def name(self, id: str) -> str:
        """The name of a person or lender; an id that names nobody stays as it is."""
        known: list[Person | Lender] = [*self.case.persons, *self.case.lenders]
        names = {one.id: one.name if self.language == "zh" else one.name_en for one in known}
        return names.get(id, id)

    def loan(self, id: str | None) -> str:
        """A loan as people speak of it: whose, from whom, how much; without an id, the loans of the case at large."""
        loan = next((loan for loan in self.case.loans if loan.id == id), None)
        if loan is None:
            return self.say("loan.any")
        nominal = raw(loan, "nominal")
        who, lender = self.borrowers(loan.id), self.name(loan.lender)
        if isinstance(nominal, Decimal) and self._in_name_only(loan.id):
            return self.say("loan.in_name", borrower=who, lender=lender, sum=self.value("nominal", nominal))
        if not isinstance(nominal, Decimal):
            return self.say("loan.without_sum", borrower=who, lender=lender)
        twins = [other for other in self.case.loans if raw(other, "nominal") == nominal and other.lender == loan.lender]
        when = raw(loan, "signed")
        key = "loan.dated" if len(twins) > 1 and isinstance(when, date) else "loan.label"
        return self.say(key, borrower=who, lender=lender, sum=self.value("nominal", nominal), on=when)

    def own_loan(self, subject: Subject) -> str:
        """The loan beside the name of the person asked about: a sole borrower's name is not said twice."""
        said = self.loan(subject.loan)
        borrowers = {role.person for role in self._borrower_roles(subject.loan)}
        if borrowers != {subject.person} or self._in_name_only(subject.loan or ""):
            return said
        name = self.name(subject.person)
        return said.replace(name, self.say("loan.self") or name, 1)

    def borrowers(self, loan: str | None, *, but: str = "") -> str:
        """The names of those who stand on a loan as borrowers, save somebody who is spoken of beside the others."""
        found = list(dict.fromkeys(role.person for role in self._borrower_roles(loan)))
        others = [id for id in found if id != but] or found
        return self.joined((self.name(id) for id in others), "people") or self.say("loan.borrower")

    def _borrower_roles(self, loan: str | None) -> list[Role]:
        return [role for kind in _BORROWERS for role in self.case.roles if (role.loan, role.kind) == (loan, kind)]

    def _in_name_only(self, loan: str) -> bool:
        """Whether a name stands on the loan that its bearer did not write: then it is not said who borrowed."""
        return any(
            role.kind is RoleKind.NAMED_BY_IMPERSONATION or raw(role.act, "signature") in _NOT_OWN_HAND
            for role in self._borrower_roles(loan)
        )

    def context(self, subject: Subject) -> dict[str, str]:
        """What every sentence about a subject may name."""
        loan = next((loan for loan in self.case.loans if loan.id == subject.loan), None)
        sold = loan.assigned if loan else None
        return {
            "person": self.name(subject.person),
            "loan": self.loan(subject.loan),
            "lender": self.name(loan.lender) if loan else self.say("loan.lender"),
            "borrower": self.borrowers(subject.loan),
            "creditor": self.name(sold.to if sold else loan.lender) if loan else self.say("loan.lender"),
            "as_of": self.words.show(self.case.as_of),
        }

    def value(self, name: str, value: Any) -> str:
        """A value as it is written; `name` says what it measures (sums in yuan, rates per cent) or whom it names."""
        if value is UNKNOWN or value is NOT_WRITTEN:
            return self.say("value.unknown" if value is UNKNOWN else "value.not_written")
        if value is None or isinstance(value, bool):
            return self.say(f"value.{str(value).lower()}")
        if isinstance(value, date) and name == "month":
            shown = self.words.show(value)
            return shown.removesuffix(f"{value.day}日") if self.language == "zh" else shown.partition(" ")[2]
        if isinstance(value, StrEnum):
            return self.code(value) if type(value) in _SECTIONS else self.words.show(value)
        if isinstance(value, Decimal):
            unit = "rate" if any(part in _RATES for part in name.split("_")) else "sum"
            return self.say(f"value.{unit}", value=value)
        if isinstance(value, str):
            return self.name(value)
        if isinstance(value, (tuple, list, frozenset)):
            return self.joined((self.value(name.removesuffix("s"), part) for part in value), "list")
        return self.words.show(value)

    def code(self, code: StrEnum) -> str:
        """The label of a code, flag or tag."""
        return self.words(f"{_section(code)}.{code.value}.label")

    def meaning(self, code: StrEnum, person: str) -> str:
        """What a code, flag or tag means for a person, without its full stop."""
        return self.about(bare(self.words(f"{_section(code)}.{code.value}.meaning")), person)

    def codes(self, codes: Iterable[Code]) -> str:
        """Several codes that stand side by side, each in quotation marks."""
        return self.joined((self.say("quoted", text=self.code(code)) for code in codes), "codes")

    def _anybody(self, whom: str = "anybody") -> list[str]:
        return self.say(whom).split("|")

    def about(self, text: str, id: str, whom: str = "anybody") -> str:
        """A sentence about somebody, made to be about a person (or the lender) of the case."""
        for anybody in self._anybody(whom):
            text = text.replace(anybody, self.name(id))
        return text


def bare(text: str) -> str:
    """A sentence without the full stop at its end."""
    return text.strip().rstrip("。.").rstrip()


def _section(code: StrEnum) -> str:
    return _SECTIONS[type(code)]
