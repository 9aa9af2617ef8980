"""The engine against the public conformance suite of defeasible logic, on the fragment that its rules express.

Inside the fragment: finite theories without functions, comparison, arithmetic or negation as failure, of at most
`MOST_FACTS` facts, in which no predicate rests on itself; strict and defeasible rules, defeaters, and superiority
that is declared; the ambiguity-blocking policy. Outside: recursion, other policies and closures, conflicts between
different predicates, and theories that expect a more specific rule to win without anybody saying so, which the law
never leaves to a guess: an exception names what it is an exception to.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from datalog_conformance.plugin import discover_yaml_tests, get_tests_dir
from datalog_conformance.runner import ConformanceFailure, YamlTestRunner
from datalog_conformance.schema import Policy, TestCase

from tests.conformance.engine_evaluator import EngineEvaluator, require_expressible
from tests.conformance.grounding import NotExpressible

BY_SPECIFICITY = {
    "bozzato_example1_bob_exception": "the more specific of two rules is expected to win undeclared",
    "bozzato_example1_bob_not_positive_teaching": "the more specific of two rules is expected to win undeclared",
    "depysible_flies_tina": "the more specific of two rules is expected to win undeclared",
    "depysible_not_flies_tina": "the more specific of two rules is expected to win undeclared",
    "depysible_nests_in_trees_tina": "rests on the more specific of two rules",
    "depysible_nests_in_trees_tweety": "rests on the more specific of two rules",
}
MOST_BYTES = 60_000
"""Files above this hold data bases of many thousand facts; reading them would take longer than all other tests here."""


def theories() -> list[TestCase]:
    """Every defeasible theory of the suite's files of ordinary size."""
    with TemporaryDirectory() as folder:
        for number, file in enumerate(sorted((get_tests_dir() / "defeasible").rglob("*.yaml"))):
            if file.stat().st_size <= MOST_BYTES:
                (Path(folder) / f"{number}_{file.name}").write_bytes(file.read_bytes())
        return [case for _, case in discover_yaml_tests(Path(folder)) if case.theory is not None]


THEORIES = theories()


def under_blocking(case: TestCase) -> TestCase:
    """The case with what it expects under the one policy that the engine follows."""
    if not case.expect_per_policy or Policy.BLOCKING.value not in case.expect_per_policy:
        return case
    return TestCase(
        **{
            **{field: getattr(case, field) for field in case.__dataclass_fields__},
            "expect_per_policy": {Policy.BLOCKING.value: case.expect_per_policy[Policy.BLOCKING.value]},
        }
    )


def outside(case: TestCase) -> str:
    """Why a theory is outside the fragment, empty for one inside."""
    assert case.theory is not None
    if case.name in BY_SPECIFICITY:
        return BY_SPECIFICITY[case.name]
    if case.expect_per_policy and Policy.BLOCKING.value not in case.expect_per_policy:
        return "other policies"
    try:
        require_expressible(case.theory)
    except NotExpressible as why:
        return str(why)
    return ""


OUTSIDE = {case.name: why for case in THEORIES if (why := outside(case))}
INSIDE = [case for case in THEORIES if case.name not in OUTSIDE]


@pytest.mark.parametrize("case", INSIDE, ids=lambda case: case.name)
def test_a_theory_of_the_fragment_comes_out_as_the_suite_says(case: TestCase) -> None:
    YamlTestRunner(EngineEvaluator()).run_test_case(under_blocking(case))


@pytest.mark.parametrize("name", BY_SPECIFICITY)
def test_what_is_left_out_for_undeclared_specificity_really_needs_it(name: str) -> None:
    (case,) = (case for case in THEORIES if case.name == name)
    with pytest.raises(ConformanceFailure):
        YamlTestRunner(EngineEvaluator()).run_test_case(under_blocking(case))


def test_most_of_the_suite_with_defeasible_rules_is_inside() -> None:
    defeasible = [case for case in THEORIES if case.theory and (case.theory.defeasible_rules or case.theory.defeaters)]
    assert len([case for case in defeasible if case.name not in OUTSIDE]) >= 0.7 * len(defeasible)
