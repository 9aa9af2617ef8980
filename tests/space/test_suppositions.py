"""What is supposed of a random case to show what would have to be different: never what a file may not say."""

from collections.abc import Iterable
from itertools import product
from random import Random
from typing import cast

from autograder.changes import Change
from autograder.fact_paths import fact_path, read_at
from autograder.facts import Case
from autograder.rulebook import NotModelled
from autograder.solve import TooManyUnknowns, solve
from autograder.stated import changed
from autograder.vocabulary import CODES, Code, Question
from autograder.what_if import smallest_changes
from tests.space.cases import problems, random_case

ASKED = (Question.LIABILITY, Question.CREDIT_RECORD, Question.NEGOTIATION)


def supposed(case: Case, changes: tuple[Change, ...]) -> Case:
    """The case with all of these changes, those of single facts first."""
    made = case
    for change in changes:
        if change.read is not None:
            made = changed(made, *read_at(made, fact_path(case, change.read)), change.value)
    for change in changes:
        if change.hypothesis is not None:
            made = change.hypothesis.made(made)
    return made


def refused(seed: int) -> list[str]:
    """Why the reader would refuse what is proposed for the first finding of each question about a random case."""
    case, wrong = random_case(Random(seed)), []
    for question in ASKED:
        try:
            findings = solve(case, question=question)[:1]
        except (NotModelled, TooManyUnknowns):
            continue
        codes = cast("Iterable[Code]", CODES[question])
        for finding, code in product(findings, codes):
            for changes in smallest_changes(case, finding, code):
                found = problems(supposed(case, changes))
                wrong += [f"{question} {code}: {problem.reason}" for problem in found]
    return wrong


def test_no_supposition_is_one_that_the_reader_would_refuse() -> None:
    assert {seed: wrong for seed in range(25) if (wrong := refused(seed))} == {}
