"""Which rules are behind a finding, and which of their exceptions were tried in vain."""

from collections.abc import Iterator

from autograder.desk.notes import RulesBehind, Tried
from autograder.rulebook import Card
from autograder.solve import Finding


def rules_behind(finding: Finding) -> RulesBehind:
    """The rules of one finding, the exceptions that came nearest first."""
    verdict = finding.verdict
    standing = tuple(trial.card for trial in verdict.standing)
    defeated = tuple((trial.card, by.card) for trial, by in verdict.defeated)
    tried = sorted(_in_vain(finding, [*standing, *(card for card, _ in defeated)]), key=lambda one: -one.held)
    return RulesBehind(standing, defeated, tuple(tried))


def _in_vain(finding: Finding, against: list[Card]) -> Iterator[Tried]:
    named = {name for card in against for name in (card.id, card.name)}
    for trial in finding.verdict.trials:
        if not trial.applies and named & set(trial.card.exception_to):
            held = sum(condition.name != "law_in_force" for condition in trial.conditions[:-1])
            yield Tried(trial.card, held, trial.conditions[-1])
