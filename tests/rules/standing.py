"""Which rules stand, by the names of their functions: what tests of single rules compare."""

from autograder.facts import Case
from autograder.rulebook import Subject, all_rules, attempt, rules_for, weigh
from autograder.vocabulary import Question
from tests.builders import LOAN


def standing(case: Case, person: str, question: Question = Question.LIABILITY, loan: str = LOAN) -> set[str]:
    """The rules that stand on a question about a person; the case leaves no fact open."""
    return {trial.card.name for trial in weigh(question, case, Subject(person, loan)).standing}


def of_file(file: str) -> set[str]:
    """The names of all rules that one file of rules writes down."""
    return {card.name for card in all_rules() if card.body.__module__ == f"autograder.rules.{file}"}


def fails_on(
    case: Case, person: str, rule: str, question: Question = Question.LIABILITY, loan: str = LOAN
) -> str | None:
    """The condition on which a rule fails, None where it applies: of the rule alone, whatever others make of it."""
    card = next(card for card in rules_for(question) if card.name == rule)
    trial = attempt(card, case, Subject(person, loan))
    return None if trial.applies else trial.conditions[-1].name
