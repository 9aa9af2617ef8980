"""What the law says about one person on one question, put together from every way the unknown facts can turn out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from typing import Any, TypeVar

import attrs

from autograder.facts import Case
from autograder.rulebook import Condition, Decision, Subject, Trial, Verdict, weigh
from autograder.stated import Read
from autograder.vocabulary import (
    CODES,
    Code,
    CollectionContact,
    ContactTag,
    Figure,
    Flag,
    Liability,
    Question,
    SoftEffect,
)

Kind = TypeVar("Kind", bound=StrEnum)


@attrs.frozen
class Finding:
    """What the law says about one person on one question, and everything needed to explain it.

    `outcome` is the first code in table order and `also` the rest; both are empty while `undetermined`, and then
    `possible` holds the sets of codes that could still come out. `missing` are the unknown facts on which something
    of the finding hangs. `accepted` are the sets of codes that count as right (more than one where the law is
    unsettled). `figures` are dates, numbers and sums by name. `completions` are the ways in which the unknown facts
    that matter can turn out.
    """

    question: Question
    subject: Subject
    codes: tuple[Code, ...]
    flags: tuple[Flag, ...]
    tags: tuple[ContactTag, ...]
    figures: Mapping[Figure, Any]
    undetermined: bool
    missing: tuple[Read, ...]
    possible: tuple[tuple[Code, ...], ...]
    accepted: tuple[tuple[Code, ...], ...]
    completions: tuple[tuple[Case, Subject], ...] = attrs.field(repr=False)

    @cached_property
    def verdict(self) -> Verdict:
        """Standing and defeated rules with their conditions; what hangs on an unknown fact is marked so."""
        leaves = [weigh(self.question, case, subject) for case, subject in self.completions]
        return leaves[0] if len(leaves) == 1 else _three_valued(leaves)

    @property
    def outcome(self) -> Code | None:
        """The first code in table order, None while undetermined."""
        return self.codes[0] if self.codes else None

    @property
    def also(self) -> tuple[Code, ...]:
        """The other codes in table order."""
        return self.codes[1:]


@attrs.frozen
class Leaf:
    """One way in which the unknown facts can turn out, and what the rules say then."""

    case: Case
    subject: Subject
    decision: Decision


def signature(decision: Decision) -> Any:
    """What of a decision a person would notice: codes, tags, flags, figures."""
    figures = tuple(sorted((value.name, str(value.value)) for value in _figures(decision)))
    return answer_codes(decision), _tags(decision), _flags(decision), figures


def answer_codes(decision: Decision | Verdict) -> tuple[Code, ...]:
    """The codes as they are reported: the gravest alone for a contact, `none` only where nothing else stands."""
    return _reported(decision.codes())


def _reported(codes: tuple[Code, ...]) -> tuple[Code, ...]:
    if codes and isinstance(codes[0], CollectionContact):
        return codes[-1:]
    more_than_none = [code for code in codes if code is not Liability.NONE and code is not SoftEffect.NONE]
    return tuple(more_than_none) or codes


def merged(question: Question, subject: Subject, missing: Iterable[Read], ways: Sequence[Leaf]) -> Finding:
    leaves = [leaf.decision for leaf in ways]
    first = leaves[0]
    possible = tuple(dict.fromkeys(answer_codes(leaf) for leaf in leaves))
    flags, tags = {_flags(leaf) for leaf in leaves}, {_tags(leaf) for leaf in leaves}
    undetermined = len(possible) > 1 or len(tags) > 1
    return Finding(
        question=question,
        subject=subject,
        codes=() if undetermined else possible[0],
        flags=_in_order(Flag, frozenset.intersection(*flags)),
        tags=_in_order(ContactTag, frozenset.intersection(*tags)),
        figures=_agreed_figures(leaves),
        undetermined=undetermined,
        missing=tuple(missing),
        possible=possible if undetermined else (),
        accepted=() if undetermined else _accepted(question, first),
        completions=tuple((leaf.case, leaf.subject) for leaf in ways),
    )


def _in_order(kinds: type[Kind], found: frozenset[Kind]) -> tuple[Kind, ...]:
    return tuple(one for one in kinds if one in found) if found else ()


def _flags(decision: Decision) -> frozenset[Flag]:
    given = {flag for trial in decision.standing for flag in trial.card.flags}
    unsettled = any(trial.card.unsettled for trial in decision.standing)
    return frozenset(given | {Flag.UNSETTLED} if unsettled else given)


def _tags(decision: Decision) -> frozenset[ContactTag]:
    return frozenset(tag for trial in decision.standing for tag in trial.card.tags)


def _figures(decision: Decision) -> Iterator[Any]:
    for trial in decision.standing:
        yield from trial.figures


def _agreed_figures(leaves: Iterable[Decision]) -> Mapping[Figure, Any]:
    """Figures on which every completion of the unknown facts agrees."""
    all_values = [{value.name: value.value for value in _figures(leaf)} for leaf in leaves]
    return {
        name: value
        for name, value in all_values[0].items()
        if all(name in values and values[name] == value for values in all_values)
    }


def _accepted(question: Question, decision: Decision) -> tuple[tuple[Code, ...], ...]:
    """The concluded codes, then each alternative that unsettled law allows in place of one rule's conclusion."""
    accepted = [answer_codes(decision)]
    order = list(CODES[question])
    for trial in decision.standing:
        for alternative in trial.card.accepts:
            others = {code for other in decision.standing if other is not trial for code in other.card.concludes}
            codes = sorted(others | set(alternative), key=order.index)
            accepted.append(_reported(tuple(codes)))
    return tuple(dict.fromkeys(codes for codes in accepted if codes))


def _three_valued(leaves: list[Verdict]) -> Verdict:
    """The first completion's verdict, with every condition that another completion turns marked as unknown."""
    truths: dict[tuple[str, str], set[bool | None]] = {}
    for leaf in leaves:
        for trial in leaf.trials:
            for condition in trial.conditions:
                truths.setdefault((trial.card.name, condition.name), set()).add(condition.holds)

    def blurred(trial: Trial) -> Trial:
        return attrs.evolve(trial, conditions=tuple(one(trial, condition) for condition in trial.conditions))

    def one(trial: Trial, condition: Condition) -> Condition:
        open_ = len(truths[trial.card.name, condition.name]) > 1
        return attrs.evolve(condition, holds=None) if open_ else condition

    first = leaves[0]
    return Verdict(
        tuple(blurred(trial) for trial in first.standing),
        tuple((blurred(trial), blurred(by)) for trial, by in first.defeated),
        tuple(blurred(trial) for trial in first.trials),
    )
