"""Decision tables with hit policy "first": the oracle with which the rules are compared. It uses no rule."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product
from types import SimpleNamespace
from typing import Any

Row = tuple[Callable[[Any], bool], Any]


def first_match(table: Sequence[Row], facts: Any) -> Any:
    """The result of the first row whose test is true of the facts. Raises `LookupError` when no row is."""
    for test, result in table:
        if test(facts):
            return result
    raise LookupError(f"no row for {facts}")


def every_combination(facts: Mapping[str, Sequence[Any]]) -> Iterator[SimpleNamespace]:
    """Every way in which the named facts can be combined."""
    for values in product(*facts.values()):
        yield SimpleNamespace(**dict(zip(facts, values, strict=True)))
