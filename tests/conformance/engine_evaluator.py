"""The engine as an evaluator of defeasible theories: each atom a question, each ground rule a card.

A card concludes the literal or its denial on one ground, asks one condition for each literal of the body, and is an
exception to the rules for the contrary over which it is declared superior. What is definite is an exception to all
rules for the contrary; a defeater concludes nothing and only defeats, unless the rule is superior to it. A standing
conflict (`RuleConflict`) leaves both sides undecided, and what is undecided supports nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter
from typing import Any

import pytest
from datalog_conformance.schema import DefeasibleModel, DefeasibleTheory, Policy

from autograder import rule_cards
from autograder.rulebook import Ground, RuleConflict, Step, Subject, rule, weigh
from autograder.vocabulary import Liability
from tests.builders import a_case
from tests.conformance.grounding import GroundRule, Literal, NotExpressible, Row, ground, mentioned, predicates

YES, NO = Liability.BORROWER_FULL, Liability.NONE
SOMEBODY = Subject("somebody")
MOST_FACTS = 100


def require_expressible(theory: DefeasibleTheory) -> None:
    """Raise `NotExpressible` for a theory outside the fragment, without evaluating it."""
    if sum(len(rows) for rows in theory.facts.values()) > MOST_FACTS:
        raise NotExpressible(f"more than {MOST_FACTS} facts: a data base, no case")
    if theory.conflicts:
        raise NotExpressible("conflicts between different predicates")
    try:
        TopologicalSorter(predicates(theory)).prepare()
    except CycleError as cycle:
        raise NotExpressible("recursion: a predicate that rests on itself") from cycle


class EngineEvaluator:
    """Evaluates ground, acyclic theories with declared superiority under the ambiguity-blocking policy."""

    def evaluate(self, theory: DefeasibleTheory, policy: Policy) -> DefeasibleModel:
        """What is definite, what follows defeasibly, what does not, and what stays open. Raises `NotExpressible`."""
        if policy is not Policy.BLOCKING:
            raise NotExpressible(f"policy {policy.value}")
        require_expressible(theory)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(rule_cards, "_rulebook", defaultdict(list))
            return _Evaluation(theory).model()


class _Evaluation:
    def __init__(self, theory: DefeasibleTheory) -> None:
        self.facts, self.rules = ground(theory)
        self.mentioned = mentioned(theory)
        self.superior = set(theory.superiority)
        self.case = a_case()
        self.definite: set[Literal] = set(self.facts)
        self.defeasible: set[Literal] = set()
        self.undecided: set[Literal] = set()

    def model(self) -> DefeasibleModel:
        every = [one for rules in self.rules.values() for one in rules]
        atoms = {literal.atom for one in every for literal in (one.head, *one.body)}
        atoms |= {literal.atom for literal in self.facts | self.mentioned}
        for atom in self._in_order(every, atoms):
            self._decide(atom)
        both = {_literal(atom, positive) for atom in atoms for positive in (True, False)}
        sections = {
            "definitely": self.definite,
            "defeasibly": self.defeasible,
            "undecided": self.undecided,
            "not_defeasibly": both - self.defeasible - self.undecided,
        }
        return DefeasibleModel({name: _rows(literals) for name, literals in sections.items()})

    def _in_order(self, rules: Iterable[GroundRule], atoms: Iterable[Any]) -> Iterator[Any]:
        """Atoms such that each comes after all that its rules ask for."""
        needs: dict[Any, set[Any]] = {atom: set() for atom in (*atoms, *(one.head.atom for one in rules))}
        for one in rules:
            needs[one.head.atom] |= {part.atom for part in one.body}
        yield from TopologicalSorter(needs).static_order()

    def _decide(self, atom: Any) -> None:
        """Enter the rules about one atom as cards and weigh them."""
        about = [(kind, one) for kind, rules in self.rules.items() for one in rules if one.head.atom == atom]
        for kind, one in about:
            if kind == "strict" and all(part in self.definite for part in one.body):
                self.definite.add(one.head)
        for number, (kind, one) in enumerate(about):
            self._enter(number, kind, one, about)
        for positive in (True, False):
            literal = _literal(atom, positive)
            if literal in self.definite:
                beaten = [_name(place) for place, (_, one) in enumerate(about) if one.head.positive is not positive]
                _card(atom, f"definite_{positive}", literal, beaten, ())
        try:
            standing = weigh(atom, self.case, SOMEBODY).codes()
        except RuleConflict:
            self.undecided |= {_literal(atom, True), _literal(atom, False)}
            return
        self.defeasible |= {_literal(atom, code is YES) for code in standing}
        self.undecided |= {
            one.head
            for kind, one in about
            if kind != "defeaters"
            and one.head not in self.defeasible
            and all(part in self.defeasible | self.undecided for part in one.body)
            and not all(part in self.defeasible for part in one.body)
        }

    def _enter(self, number: int, kind: str, one: GroundRule, about: list[tuple[str, GroundRule]]) -> None:
        body = [(part, part in self.defeasible) for part in one.body]
        contrary = [(_name(place), other.id) for place, (_, other) in enumerate(about) if _contrary(other, one)]
        if kind == "defeaters":
            beaten = [name for name, id in contrary if (id, one.id) not in self.superior]
            _card(one.head.atom, _name(number), None, beaten, body)
        else:
            beaten = [name for name, id in contrary if (one.id, id) in self.superior]
            _card(one.head.atom, _name(number), one.head, beaten, body)


def _literal(atom: tuple[str, Row], positive: bool) -> Literal:
    return Literal(atom[0], atom[1], positive)


def _contrary(one: GroundRule, other: GroundRule) -> bool:
    return one.head.positive is not other.head.positive


def _name(number: int) -> str:
    return f"rule_{number}"


def _card(
    atom: Any, name: str, head: Literal | None, beaten: Iterable[str], body: Iterable[tuple[Literal, bool]]
) -> None:
    def conditions(case: object, subject: Subject) -> Iterator[Step]:
        for part, holds in body:
            yield f"{part.name}{part.row}", holds

    conditions.__name__ = name
    concludes = () if head is None else YES if head.positive else NO
    enter = rule(
        name, question=atom, ground=Ground.OWN_CONTRACT, concludes=concludes, exception_to=beaten, authority=()
    )
    enter(conditions)


def _rows(literals: Iterable[Literal]) -> dict[str, set[Any]]:
    rows: dict[str, set[Any]] = {}
    for one in literals:
        rows.setdefault(one.name, set()).add(one.row)
    return rows
