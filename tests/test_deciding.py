"""The quick way to a decision finds what the slow way finds, and what it remembers stays true."""

from datetime import date
from pathlib import Path

import attrs
import pytest

from autograder.cases import case_folders, load_case
from autograder.rulebook import Subject, decide, inherit, weigh
from autograder.solve import solve
from autograder.stated import changed
from autograder.vocabulary import Liability, Question
from tests.builders import found
from tests.told import guaranteed

FOLDERS = [file.parent for root in case_folders() for file in sorted(Path(root).glob("*/case.toml"))]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_same_rules_stand_with_the_same_figures_as_when_everything_is_kept(folder: Path) -> None:
    compared = 0
    for finding in solve(load_case(folder).case):
        for case, subject in finding.completions:
            verdict = weigh(finding.question, case, subject)
            decision = decide(finding.question, case, subject)
            assert [(one.card.name, one.figures) for one in decision.standing] == [
                (trial.card.name, trial.figures) for trial in verdict.standing
            ]
            compared += 1
    assert compared


def test_what_is_remembered_belongs_to_one_case_alone() -> None:
    case = guaranteed()
    before = found(case, "sun").codes
    old_law = changed(case, case.guarantees[0], "formed", None, date(2020, 12, 31))
    assert before == (Liability.GUARANTEE_GENERAL,)
    assert found(old_law, "sun").codes == (Liability.GUARANTEE_JOINT,)
    assert found(case, "sun").codes == before


def test_a_completed_case_takes_over_what_was_decided_without_its_unknown_facts() -> None:
    case = guaranteed()
    subject = Subject("sun", "loan1")
    decided = decide(Question.LIABILITY, case, subject)
    completed = attrs.evolve(case)
    inherit(completed, case)
    assert decide(Question.LIABILITY, completed, subject) is decided


def test_a_fact_of_another_case_cannot_be_changed_here() -> None:
    with pytest.raises(LookupError, match="no fact of this case"):
        changed(guaranteed(), guaranteed().guarantees[0], "formed", None, date(2020, 12, 31))
