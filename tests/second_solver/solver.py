"""The second solver: many cases grounded and solved at once, the answers read off the only stable model."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path

import attrs
from clingo import Control, Symbol, SymbolType

from autograder.facts import Case
from tests.second_solver.dates import Calendar
from tests.second_solver.facts import program

_PROGRAMS = tuple(sorted(Path(__file__).parent.glob("*.lp")))
_NOTHING = "nothing"

About = tuple[str, str, str]
"""The question, the person, and the loan or the contact."""


@attrs.define
class Answer:
    """What the second solver says: the codes, every set of codes that may stand instead, flags, tags, figures."""

    codes: frozenset[str] = frozenset()
    accepted: frozenset[frozenset[str]] = frozenset()
    flags: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    figures: Mapping[str, frozenset[int]] = attrs.field(factory=dict)


class NotOneModel(Exception):
    """The programs have no stable model, or more than one."""


def answers(cases: Sequence[Case]) -> list[dict[About, Answer]]:
    """What the second solver answers, case by case. Raises `NotOneModel` where the programs do not decide."""
    found = [_Found() for _ in cases]
    for symbol in _model(program(cases)):
        values = [_value(part) for part in symbol.arguments]
        getattr(found[int(values[0])], symbol.name)(*values[1:])
    return [_answers(case, said) for case, said in zip(cases, found, strict=True)]


def _model(facts: str) -> Sequence[Symbol]:
    control = Control(["--models=2", "--warn=no-atom-undefined"])
    for path in _PROGRAMS:
        control.load(str(path))
    control.add("base", [], facts)
    control.ground([("base", [])], context=Calendar())
    models: list[Sequence[Symbol]] = []
    with control.solve(yield_=True) as handle:
        models = [model.symbols(shown=True) for model in handle]
    if len(models) != 1:
        raise NotOneModel(f"{len(models)} stable models")
    return models[0]


def _value(symbol: Symbol) -> str:
    return symbol.string if symbol.type is SymbolType.String else str(symbol)


class _Found:
    """What the model says of one case; one method for each predicate that the programs show."""

    def __init__(self) -> None:
        self.answered: dict[About, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self.allowed: dict[About, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self.flagged: dict[About, set[str]] = defaultdict(set)
        self.tagged: dict[About, set[str]] = defaultdict(set)
        self.silent: set[About] = set()
        self.figured: dict[About, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))

    def answer(self, person: str, loan: str, ground: str, code: str) -> None:
        self.answered["liability", person, loan][ground].add(code)

    def instead(self, person: str, loan: str, ground: str, code: str) -> None:
        self.allowed["liability", person, loan][ground].add(code)

    def flag(self, person: str, loan: str, flag: str) -> None:
        self.flagged["liability", person, loan].add(flag)

    def figure(self, person: str, loan: str, name: str, value: str) -> None:
        self.figured["liability", person, loan][name].add(int(value))

    def shows(self, person: str, loan: str, code: str) -> None:
        self.answered["credit_record", person, loan][code].add(code)

    def may_lack(self, person: str, loan: str, code: str) -> None:
        self.allowed["credit_record", person, loan][code].add(_NOTHING)

    def record_flag(self, person: str, loan: str, flag: str) -> None:
        self.flagged["credit_record", person, loan].add(flag)

    def record_figure(self, person: str, loan: str, name: str, value: str) -> None:
        self.figured["credit_record", person, loan][name].add(int(value))

    def uncovered(self, person: str, loan: str) -> None:
        self.silent.add(("credit_record", person, loan))

    def severity(self, contact: str, code: str) -> None:
        self.answered["collection_contact", "", contact]["contact"].add(code)

    def tag(self, contact: str, tag: str) -> None:
        self.tagged["collection_contact", "", contact].add(tag)


def _answers(case: Case, found: _Found) -> dict[About, Answer]:
    return {about: _answer(found, about, key) for about, key in _asked(case)}


def _asked(case: Case) -> Iterator[tuple[About, About]]:
    """Every question about the case, and the name under which the model answers it."""
    for question in ("liability", "credit_record"):
        for loan in case.loans:
            for person in case.persons:
                yield (question, person.id, loan.id), (question, person.id, loan.id)
    for number, contact in enumerate(case.contacts):
        key = ("collection_contact", "", str(number))
        yield ("collection_contact", contact.target, contact.id), key


def _answer(found: _Found, about: About, key: About) -> Answer:
    if key in found.silent:
        return Answer()
    grounds = found.answered.get(key, {})
    codes = frozenset(code for said in grounds.values() for code in said)
    accepted = frozenset({codes, *_alternatives(grounds, found.allowed.get(key, {}))})
    if about[0] == "liability":
        codes, accepted = codes or frozenset({"none"}), frozenset(one or frozenset({"none"}) for one in accepted)
    figures = {name: frozenset(values) for name, values in found.figured.get(key, {}).items()}
    return Answer(
        codes, accepted, frozenset(found.flagged.get(key, ())), frozenset(found.tagged.get(key, ())), figures
    )  # fmt: skip


def _alternatives(grounds: Mapping[str, set[str]], allowed: Mapping[str, set[str]]) -> Iterator[frozenset[str]]:
    """The sets of codes with every unsettled ground turned each way."""
    names = sorted({*grounds, *allowed})
    ways = [[frozenset(grounds.get(name, ())), *(frozenset({one}) for one in allowed.get(name, ()))] for name in names]
    for chosen in product(*ways):
        yield frozenset(code for part in chosen for code in part) - {_NOTHING}
