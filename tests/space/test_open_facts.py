"""Unknown facts: what could come out is what comes out of some completion, and nothing else matters than is named."""

from enum import Enum
from functools import lru_cache
from typing import Any

import attrs

from autograder.candidates import candidates
from autograder.facts import Case
from autograder.findings import Finding
from autograder.solve import solve
from autograder.stated import UNKNOWN, Read, changed, raw, recorded_reads
from autograder.vocabulary import Question
from tests.space.pool import Pool, over_cases

Found = dict[Any, Finding]


@attrs.frozen
class Opened:
    """The findings on a question while one fact is unknown, and in each way in which that fact can turn out."""

    question: Question
    unknown: Found
    completed: tuple[Found, ...]


@lru_cache(maxsize=200)
def opened(case: Case) -> Opened | None:
    """One question, with one yes-or-no fact or fact of a kind unknown at which its rules look; None without any."""
    turn = case.as_of.toordinal()
    for question in (*list(Question)[turn % len(Question) :], *Question):
        with recorded_reads() as reads:
            solve(case, question=question)
        small = [read for read in reads.values() if isinstance(raw(*read), (bool, Enum))]
        if small:
            read = small[turn % len(small)]
            completed = tuple(_found(one, question) for one in _completions(case, read))
            return Opened(question, _found(changed(case, *read, UNKNOWN), question), completed)
    return None


def _completions(case: Case, read: Read) -> list[Case]:
    """The case itself, and with every other value of the fact."""
    return [case, *(changed(case, *read, value) for value in candidates(case, *read))]


def _found(case: Case, question: Question) -> Found:
    """The findings by person, loan and contact."""
    made = solve(case, question=question)
    return {(f.subject.person, f.subject.loan, f.subject.contact and f.subject.contact.id): f for f in made}


@over_cases
def test_what_could_come_out_is_exactly_what_comes_out_of_some_completion(cases: Pool) -> None:
    def holds(case: Case) -> bool:
        one = opened(case)
        return one is None or all(_agree(one, who, finding) for who, finding in one.unknown.items())

    cases.all(holds)


def _agree(one: Opened, who: Any, finding: Finding) -> bool:
    possible = set(finding.possible or (finding.codes,))
    return possible == {completed[who].codes if who in completed else () for completed in one.completed}


@over_cases
def test_a_question_that_arises_in_some_completion_arises_while_the_fact_is_unknown(cases: Pool) -> None:
    def holds(case: Case) -> bool:
        one = opened(case)
        return one is None or all(who in one.unknown for completed in one.completed for who in completed)

    cases.all(holds)


@over_cases
def test_an_unknown_fact_that_is_not_named_as_missing_changes_nothing(cases: Pool) -> None:
    def holds(case: Case) -> bool:
        one = opened(case)
        idle = [who for who, finding in one.unknown.items() if not finding.missing] if one else []
        return one is None or all(len({_said(other.get(who)) for other in one.completed}) == 1 for who in idle)

    cases.all(holds)


def _said(finding: Finding | None) -> Any:
    """Everything that a person would notice of a finding."""
    if finding is None:
        return None
    figures = tuple(sorted((name, str(value)) for name, value in finding.figures.items()))
    return finding.codes, finding.flags, finding.tags, figures
