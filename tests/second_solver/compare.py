"""Both solvers on random cases: `python -m tests.second_solver.compare --cases 100000 --seed 1 --jobs 2`."""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from random import Random
from time import perf_counter
from typing import Any

import attrs

from autograder.facts import Case
from autograder.rulebook import Subject
from autograder.solve import FactNotWritten, Finding, NotModelled, TooManyUnknowns, find
from autograder.vocabulary import Flag, Question
from tests.second_solver.facts import program
from tests.second_solver.solver import About, Answer, answers
from tests.space.cases import random_case

_BATCH = 250
_EXAMPLES = 3
_DAYS = 100_000
_LEFT_OUT = (NotModelled, FactNotWritten, TooManyUnknowns)
_FLAGS = frozenset(
    {
        "in_time", "period_running", "callable_now", "first_plea_available", "consent_missing", "guarantor_paid_mark",
    }
)  # fmt: skip
_FIGURES = frozenset({"period_end", "level", "display_until"})


@attrs.frozen
class Disagreement:
    """One point on which the solvers differ: the case by its seed, the question, what each says."""

    seed: int
    about: About
    part: str
    rules: tuple[str, ...]
    second: tuple[str, ...]

    @property
    def kind(self) -> str:
        """What is the same in like disagreements."""
        if self.part in _FIGURES:
            return f"{self.about[0]} {self.part}"
        more = ",".join(sorted(set(self.rules) - set(self.second))) or "-"
        less = ",".join(sorted(set(self.second) - set(self.rules))) or "-"
        return f"{self.about[0]} {self.part}: rules add {more}; second solver adds {less}"

    def __str__(self) -> str:
        question, person, thing = self.about
        said = f"rules: {' '.join(self.rules) or '-'} | second solver: {' '.join(self.second) or '-'}"
        return f"seed {self.seed}, {question} of {person} on {thing}, {self.part}: {said}"


@attrs.define
class Tally:
    """How often the solvers agreed, where they did not, and what was left out."""

    agreed: Counter[str] = attrs.field(factory=Counter)
    left_out: Counter[str] = attrs.field(factory=Counter)
    differing: Counter[str] = attrs.field(factory=Counter)
    examples: dict[str, list[Disagreement]] = attrs.field(factory=dict)
    seconds: dict[str, float] = attrs.field(factory=dict)

    def add(self, other: "Tally") -> None:
        """Count another tally in."""
        self.agreed.update(other.agreed)
        self.left_out.update(other.left_out)
        self.differing.update(other.differing)
        for name, spent in other.seconds.items():
            self.seconds[name] = self.seconds.get(name, 0.0) + spent
        for kind, found in other.examples.items():
            self.examples[kind] = [*self.examples.get(kind, []), *found][:_EXAMPLES]


def case_of(seed: int) -> Case:
    """The random case of a seed."""
    return random_case(Random(seed))


def compare(seeds: Iterable[int]) -> Tally:
    """Both solvers on the cases of these seeds."""
    tally = Tally()
    begun = perf_counter()
    cases = {seed: case_of(seed) for seed in seeds}
    built = perf_counter()
    said = answers(list(cases.values()))
    answered = perf_counter()
    for (seed, case), second in zip(cases.items(), said, strict=True):
        for found in _compared(seed, case, second, tally):
            tally.differing[found.kind] += 1
            tally.examples.setdefault(found.kind, []).append(found)
    tally.examples = {kind: found[:_EXAMPLES] for kind, found in tally.examples.items()}
    for name, spent in (("cases", built - begun), ("second", answered - built), ("rules", perf_counter() - answered)):
        tally.seconds[name] = spent
    return tally


def _compared(seed: int, case: Case, said: dict[About, Answer], tally: Tally) -> Iterator[Disagreement]:
    contacts = {contact.id: contact for contact in case.contacts}
    for about, second in said.items():
        question, person, thing = about
        if not second.codes:
            tally.left_out[f"{question}: the second solver has no answer"] += 1
            continue
        contact = contacts.get(thing)
        subject = Subject(person, contact.loan, contact) if contact else Subject(person, thing)
        try:
            found = find(case, Question(question), subject)
        except _LEFT_OUT as why:
            tally.left_out[f"{question}: {type(why).__name__} {why}"] += 1
            continue
        except Exception as why:  # a fault of the rules is a disagreement like any other
            yield Disagreement(seed, about, "failure", (f"{type(why).__name__}: {why}",), tuple(second.codes))
            continue
        differing = [Disagreement(seed, about, *point) for point in _points(found, second)]
        tally.agreed[question] += not differing
        yield from differing


def _points(found: Finding, second: Answer) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    codes = frozenset(code.value for code in found.codes)
    accepted = frozenset(frozenset(code.value for code in one) for one in found.accepted)
    if found.undetermined:
        yield "codes", ("undetermined",), _sorted(second.codes)
    elif codes != second.codes and not (codes in second.accepted and second.codes in accepted):
        yield "codes", _sorted(codes), _sorted(second.codes)
    elif accepted - second.accepted or not _enough(accepted, second):
        yield "accepted", _sets(accepted), _sets(second.accepted)
    elif codes == second.codes:
        yield from _beside(found, second)


def _enough(accepted: frozenset[frozenset[str]], second: Answer) -> bool:
    """Whether whatever one unsettled point alone allows is accepted."""
    return len(second.accepted) == 1 or len(accepted) > 1


def _beside(found: Finding, second: Answer) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    flags = frozenset(flag.value for flag in found.flags) & _FLAGS
    if flags != second.flags & _FLAGS:
        yield "flags", _sorted(flags), _sorted(second.flags & _FLAGS)
    tags = frozenset(tag.value for tag in found.tags)
    if tags != second.tags:
        yield "tags", _sorted(tags), _sorted(second.tags)
    for name in sorted(_FIGURES):
        ours = second.figures.get(name)
        theirs = {str(name_.value): value for name_, value in found.figures.items()}.get(name)
        if theirs is None and Flag.UNSETTLED in found.flags:
            continue  # unsettled: the rules may leave the figure out
        if (theirs is None) != (ours is None) or (ours is not None and _number(theirs) not in ours):
            yield name, _told(theirs), tuple(_told(value)[0] for value in sorted(ours or ()))


def _told(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    return (date.fromordinal(value).isoformat() if isinstance(value, int) and value > _DAYS else str(value),)


def _number(value: Any) -> int:
    return int(value.toordinal()) if hasattr(value, "toordinal") else int(value)


def _sorted(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(codes))


def _sets(accepted: Iterable[frozenset[str]]) -> tuple[str, ...]:
    return tuple(sorted("+".join(sorted(one)) for one in accepted))


def compare_many(count: int, seed: int, jobs: int) -> Tally:
    """Both solvers on this many cases, spread over some processes."""
    first = seed * 10**9
    batches = [range(first + start, first + min(start + _BATCH, count)) for start in range(0, count, _BATCH)]
    tally = Tally()
    if jobs == 1:
        for batch in batches:
            tally.add(compare(batch))
        return tally
    with ProcessPoolExecutor(jobs) as pool:
        for found in pool.map(compare, batches):
            tally.add(found)
    return tally


def told(tally: Tally, dumps: bool = False) -> Iterator[str]:
    """The tally in lines: agreement, disagreements by kind with examples, what was left out."""
    for question, count in sorted(tally.agreed.items()):
        yield f"{question}: {count} answers agree"
    yield f"disagreements: {sum(tally.differing.values())} of {len(tally.differing)} kinds"
    for kind, count in tally.differing.most_common():
        yield f"{count:6}  {kind}"
        for example in tally.examples[kind]:
            yield f"          {example}"
            if dumps:
                yield program([case_of(example.seed)])
    for why, count in tally.left_out.most_common():
        yield f"left out {count:6}  {why}"


def main() -> None:
    """Compare and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--dump", action="store_true", help="print the facts of every example")
    chosen = parser.parse_args()
    begun = perf_counter()
    tally = compare_many(chosen.cases, chosen.seed, chosen.jobs)
    print("\n".join(told(tally, chosen.dump)))
    spent = ", ".join(f"{name} {seconds:.1f}" for name, seconds in tally.seconds.items())
    print(f"{chosen.cases} cases in {perf_counter() - begun:.1f} seconds (by process: {spent})")


if __name__ == "__main__":
    main()
