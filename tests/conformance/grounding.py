"""A defeasible theory with variables as the finite theory without them that it stands for."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import TypeAlias

import attrs
from datalog_conformance.schema import DefeasibleTheory, Rule, Scalar

Row = tuple[Scalar, ...]


class NotExpressible(Exception):
    """The theory uses something that the engine's rules have no counterpart for."""


@attrs.frozen
class Literal:
    """A ground literal: `~flies(tweety)` is ("flies", ("tweety",), negative)."""

    predicate: str
    row: Row
    positive: bool = True

    @property
    def atom(self) -> tuple[str, Row]:
        """What the literal affirms or denies."""
        return self.predicate, self.row

    @property
    def name(self) -> str:
        """The predicate with its sign, as expectations write it."""
        return self.predicate if self.positive else f"~{self.predicate}"


@attrs.frozen
class GroundRule:
    """One instance of a rule."""

    id: str
    head: Literal
    body: tuple[Literal, ...]


@attrs.frozen
class _Variable:
    """A place for a constant; every `_` is a variable of its own."""

    name: str


_Term: TypeAlias = Scalar | _Variable


@attrs.frozen
class _Pattern:
    """A literal as a rule writes it, with variables."""

    predicate: str
    terms: tuple[_Term, ...]
    positive: bool

    def variables(self) -> set[_Variable]:
        return {term for term in self.terms if isinstance(term, _Variable)}

    def instance(self, binding: Mapping[_Variable, Scalar]) -> Literal:
        row = tuple(binding[term] if isinstance(term, _Variable) else term for term in self.terms)
        return Literal(self.predicate, row, self.positive)


_LITERAL = re.compile(r"(~?)\s*([A-Za-z_]\w*)\s*(?:\((.*)\))?")


def ground(theory: DefeasibleTheory) -> tuple[set[Literal], dict[str, list[GroundRule]]]:
    """The facts, and by kind (strict, defeasible, defeaters) every instance of a rule whose body could ever hold.

    Raises `NotExpressible` for a literal that is more than a predicate and its terms.
    """
    facts = {
        Literal(name.lstrip("~"), tuple(row), not name.startswith("~"))
        for name, rows in theory.facts.items()
        for row in rows
    }
    kinds: dict[str, Sequence[Rule]] = {
        "strict": theory.strict_rules, "defeasible": theory.defeasible_rules, "defeaters": theory.defeaters,
    }  # fmt: skip
    read = _Reader([text for rules in kinds.values() for rule in rules for text in (rule.head, *rule.body)])
    parsed = {
        kind: [(rule.id, read.pattern(rule.head), [read.pattern(one) for one in rule.body]) for rule in rules]
        for kind, rules in kinds.items()
    }
    reachable = set(facts)
    instances: dict[str, dict[GroundRule, None]] = {kind: {} for kind in kinds}
    grown = True
    while grown:
        grown = False
        by_name = _by_name(reachable)
        for kind, rules in parsed.items():
            for id, head, body in rules:
                for binding in _bindings(body, by_name, {}):
                    one = GroundRule(id, _head(head, binding), tuple(part.instance(binding) for part in body))
                    if one not in instances[kind]:
                        instances[kind][one] = None
                        grown = True
                    if kind != "defeaters" and one.head not in reachable:
                        reachable.add(one.head)
                        grown = True
    return facts, {kind: list(found) for kind, found in instances.items()}


class _Reader:
    """Reads literals. Where no rule writes a term with a capital, every bare name is a variable, as in Soufflé."""

    def __init__(self, texts: Sequence[str]) -> None:
        terms = [term.strip() for text in texts for term in _parts(text)[1]]
        self.capitals = any(term[:1].isupper() for term in terms)
        self.fresh = count()

    def pattern(self, text: str) -> _Pattern:
        predicate, terms, positive = _parts(text)
        return _Pattern(predicate, tuple(self._term(term) for term in terms), positive)

    def _term(self, text: str) -> _Term:
        if re.fullmatch(r"-?\d+", text):
            return int(text)
        if text[:1] in "\"'" and text[-1:] == text[:1]:
            return text[1:-1]
        if not re.fullmatch(r"\w+", text):
            raise NotExpressible(f"{text!r}: a function or an arithmetic term")
        if text == "_":
            return _Variable(f"_{next(self.fresh)}")
        return _Variable(text) if text[:1].isupper() or not self.capitals else text


def _parts(text: str) -> tuple[str, list[str], bool]:
    """Predicate, terms and sign of a literal."""
    found = _LITERAL.fullmatch(text.strip())
    if found is None or text.strip().startswith("not "):
        raise NotExpressible(f"{text!r}: comparison, arithmetic or negation as failure")
    return found[2], [part.strip() for part in (found[3] or "").split(",") if part.strip()], not found[1]


def _by_name(literals: Iterable[Literal]) -> dict[tuple[str, bool], list[Row]]:
    found: dict[tuple[str, bool], list[Row]] = {}
    for one in literals:
        found.setdefault((one.predicate, one.positive), []).append(one.row)
    return found


def _bindings(
    body: Sequence[_Pattern], known: Mapping[tuple[str, bool], list[Row]], binding: Mapping[_Variable, Scalar]
) -> Iterator[Mapping[_Variable, Scalar]]:
    if not body:
        yield binding
        return
    first, rest = body[0], body[1:]
    for row in known.get((first.predicate, first.positive), ()):
        if (wider := _matched(first.terms, row, binding)) is not None:
            yield from _bindings(rest, known, wider)


def _matched(
    terms: Sequence[_Term], row: Row, binding: Mapping[_Variable, Scalar]
) -> Mapping[_Variable, Scalar] | None:
    if len(terms) != len(row):
        return None
    wider = dict(binding)
    for term, value in zip(terms, row, strict=True):
        if (wider.setdefault(term, value) if isinstance(term, _Variable) else term) != value:
            return None
    return wider


def _head(head: _Pattern, binding: Mapping[_Variable, Scalar]) -> Literal:
    if not head.variables() <= set(binding):
        raise NotExpressible(f"{head.predicate}: a variable of the head is not in the body")
    return head.instance(binding)


def mentioned(theory: DefeasibleTheory) -> set[Literal]:
    """Literals without variables that stand in a rule, whether or not anything supports them."""
    rules = (*theory.strict_rules, *theory.defeasible_rules, *theory.defeaters)
    texts = [text for rule in rules for text in (rule.head, *rule.body)]
    read = _Reader(texts)
    return {one.instance({}) for one in map(read.pattern, texts) if not one.variables()}


def predicates(theory: DefeasibleTheory) -> dict[str, set[str]]:
    """Each predicate and those on which it rests. Raises `NotExpressible` as `ground` does."""
    rules = (*theory.strict_rules, *theory.defeasible_rules, *theory.defeaters)
    read = _Reader([text for rule in rules for text in (rule.head, *rule.body)])
    for rule in rules:
        for text in (rule.head, *rule.body):
            read.pattern(text)
    needs: dict[str, set[str]] = {}
    for rule in rules:
        needs.setdefault(_parts(rule.head)[0], set()).update(_parts(text)[0] for text in rule.body)
    return needs
