"""Which rules stand, by the names of their functions: what tests of single rules compare."""

from autograder.facts import Case
from autograder.rulebook import Subject, all_rules, weigh
from autograder.vocabulary import Question
from tests.builders import LOAN


def standing(case: Case, person: str, question: Question = Question.LIABILITY, loan: str = LOAN) -> set[str]:
    """The rules that stand on a question about a person; the case leaves no fact open."""
    return {trial.card.name for trial in weigh(question, case, Subject(person, loan)).standing}


def of_file(file: str) -> set[str]:
    """The names of all rules that one file of rules writes down."""
    return {card.name for card in all_rules() if card.body.__module__ == f"autograder.rules.{file}"}
