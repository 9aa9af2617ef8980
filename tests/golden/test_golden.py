"""Every golden case: the findings that the law gives, and the explanation that was read and found right."""

import datetime
from typing import Any

import pytest

from autograder.fact_paths import fact_path
from autograder.words import LANGUAGES
from tests.golden.expectations import EXPLANATION, GOLDEN, Expected, found, golden, golden_cases, load
from tests.golden.explanations import page

CASES = golden_cases()
FINDINGS = [
    pytest.param(case, expected, id=f"{case}-{expected.label()}")
    for case in CASES
    for expected in golden(case).findings
]  # fmt: skip


def written(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


@pytest.mark.parametrize(("case", "expected"), FINDINGS)
def test_the_solver_finds_what_the_law_gives(case: str, expected: Expected) -> None:
    case_file = load(case)
    finding = found(case_file, expected)
    assert [code.value for code in finding.codes] == list(expected.codes)
    assert {tag.value for tag in finding.tags} == set(expected.tags)
    assert set(expected.flags) <= {flag.value for flag in finding.flags}
    figures = {name.value: written(value) for name, value in finding.figures.items()}
    assert {name: figures.get(name) for name in expected.figures} == {
        name: written(value) for name, value in expected.figures.items()
    }
    assert {fact_path(case_file.case, read) for read in finding.missing} >= set(expected.missing)
    assert finding.undetermined == (not expected.codes)
    if expected.accepted:
        assert {tuple(code.value for code in codes) for codes in finding.accepted} == set(expected.accepted)


@pytest.mark.parametrize(("case", "expected"), FINDINGS)
def test_the_rules_behind_a_finding_are_those_of_the_law(case: str, expected: Expected) -> None:
    verdict = found(load(case), expected).verdict
    applying = [*verdict.standing, *(trial for trial, _ in verdict.defeated)]
    assert set(expected.rules) <= {trial.card.id for trial in applying}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_the_explanation_is_the_one_that_was_read(case: str, language: str) -> None:
    file = GOLDEN / case / EXPLANATION.format(language=language)
    assert page(load(case), language) == file.read_text("utf-8")


def test_every_golden_folder_expects_something() -> None:
    assert CASES
    assert all(golden(case).findings for case in CASES)
