"""What a hypothesis is, and how a case is put together in which something else happened."""

from collections.abc import Callable
from typing import Any

import attrs

from autograder.facts import Case
from autograder.stated import raw


@attrs.frozen
class Hypothesis:
    """Something that might have been so: its name, the case in which it is, and what its words need to know.

    The words stand under `explain.hypotheses`; `cost` says how far-fetched the hypothesis is.
    """

    name: str
    made: Callable[[Case], Case]
    details: dict[str, Any] = attrs.field(factory=dict)
    cost: int = 2


def with_facts(case: Any, **plurals: Any) -> Case:
    """The same case with other facts in some of its plurals."""
    kept = {field.name: raw(case, field.name) for field in attrs.fields(type(case))}
    return Case(**{**kept, **plurals})


def adding(**facts: Any) -> Callable[[Case], Case]:
    """A case with one fact more in each of these plurals."""
    return lambda case: with_facts(case, **{plural: (*getattr(case, plural), one) for plural, one in facts.items()})


def replaced(fact: Any, **parts: Any) -> Any:
    """A copy of a fact with other values in some of its fields."""
    kept = {field.name: raw(fact, field.name) for field in attrs.fields(type(fact))}
    return type(fact)(**{**kept, **parts})
