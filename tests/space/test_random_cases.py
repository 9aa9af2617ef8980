"""The random cases themselves: the reader accepts them, and no corner of the fact model is out of their reach."""

from collections.abc import Iterator
from enum import Enum
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, get_args, get_type_hints

import attrs
import pytest

from autograder import fact_kinds
from autograder.cases import load_case
from autograder.facts import Case
from autograder.rulebook import NotModelled, all_rules
from autograder.solve import solve
from autograder.stated import UNKNOWN, may_be_unknown
from tests.space.altered import values_of
from tests.space.cases import problems, random_case
from tests.space.written import written


@pytest.mark.parametrize("unknowns", [0.0, 0.2])
def test_the_reader_finds_nothing_wrong_with_a_random_case(unknowns: float) -> None:
    for seed in range(150):
        assert not list(problems(random_case(Random(seed), unknowns=unknowns))), seed


@pytest.mark.parametrize("unknowns", [0.0, 0.2])
def test_a_random_case_can_be_written_down_and_read_back(tmp_path: Path, unknowns: float) -> None:
    file = tmp_path / "random_case.toml"
    for seed in range(15):
        text = written(random_case(Random(seed), unknowns=unknowns))
        file.write_text(text, encoding="utf-8")
        assert written(load_case(file).case) == text


def test_the_same_seed_makes_the_same_case() -> None:
    assert written(random_case(Random(7))) == written(random_case(Random(7)))
    assert written(random_case(Random(7))) != written(random_case(Random(8)))


def test_every_kind_of_fact_occurs_in_each_of_its_values() -> None:
    seen = {value for seed in range(800) for value in _leaves(random_case(Random(seed)))}
    kinds = [kind for kind in vars(fact_kinds).values() if isinstance(kind, type) and issubclass(kind, Enum)]
    assert [value for kind in kinds for value in kind if value not in seen] == []


def test_no_fact_is_unknown_unless_asked_for_and_then_each_one_is_somewhere() -> None:
    assert not any(UNKNOWN in set(_leaves(random_case(Random(seed)))) for seed in range(100))
    unknown = {where for seed in range(300) for where in _unknown(random_case(Random(seed), unknowns=0.8))}
    assert sorted(_may_be_unknown(Case) - unknown) == []


@pytest.mark.slow
def test_every_rule_stands_in_some_random_case() -> None:
    waiting = {card.name for card in all_rules()}
    for seed in range(40_000):
        waiting -= set(_standing(random_case(Random(seed))))
        if not waiting:
            break
    assert sorted(waiting) == []


def _standing(case: Case) -> Iterator[str]:
    """The names of the rules that stand somewhere in a case."""
    try:
        found = solve(case)
    except NotModelled:
        return
    for finding in found:
        yield from (trial.card.name for trial in finding.verdict.standing)


def _leaves(value: Any) -> Iterator[Any]:
    """Every value in a case that is no fact of its own."""
    if attrs.has(type(value)):
        yield from (leaf for part in values_of(value).values() for leaf in _leaves(part))
    elif isinstance(value, (tuple, frozenset)):
        yield from (leaf for part in value for leaf in _leaves(part))
    elif isinstance(value, dict):
        yield from (leaf for part in value.values() for leaf in _leaves(part))
    else:
        yield value


def _unknown(fact: Any) -> Iterator[str]:
    """The fields of a case that are unknown, by class and name."""
    for name, value in values_of(fact).items():
        if value is UNKNOWN or (isinstance(value, dict) and UNKNOWN in value.values()):
            yield f"{type(fact).__name__}.{name}"
        for part in value if isinstance(value, tuple) else (value,):
            if attrs.has(type(part)):
                yield from _unknown(part)


@cache
def _may_be_unknown(kind: Any) -> frozenset[str]:
    """The fields of a fact class, and of those below it, that may be unknown."""
    found: set[str] = set()
    for name, hint in get_type_hints(kind, include_extras=True).items():
        if any(map(may_be_unknown, (hint, *get_args(hint)))):
            found.add(f"{kind.__name__}.{name}")
        for inner in _classes(hint):
            found |= _may_be_unknown(inner)
    return frozenset(found)


def _classes(hint: Any) -> Iterator[Any]:
    if isinstance(hint, type) and attrs.has(hint):
        yield hint
    for part in get_args(hint):
        yield from _classes(part)
