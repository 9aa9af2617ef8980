"""Comparing rules with a table on many combinations: what differs is named, and how many do."""

from collections.abc import Callable, Iterable
from typing import Any


def agree(combinations: Iterable[Any], solved: Callable[[Any], Any], told: Callable[[Any], Any]) -> None:
    """Fails with the first combination on which the rules (`solved`) and the table (`told`) differ.

    `combinations` are namespaces of facts; an answer is anything that can be compared and shown.
    """
    tried = 0
    different: list[str] = []
    for facts in combinations:
        tried += 1
        by_rules, by_table = solved(facts), told(facts)
        if by_rules != by_table:
            shown = ", ".join(f"{name}={value}" for name, value in vars(facts).items())
            different.append(f"{shown}\n  rules: {by_rules}\n  table: {by_table}")
    assert tried, "no combination was tried"
    if different:
        raise AssertionError(f"{len(different)} of {tried} combinations differ; the first:\n{different[0]}")
