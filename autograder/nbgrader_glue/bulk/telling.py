"""What is to be told about a submission, in words: what is wrong, what came of it, and what to do."""

from autograder.answer_values import shown
from autograder.nbgrader_glue.bulk.workshop import Trouble
from autograder.words import words_for

_LONGEST_PATH = 1000


def says(trouble: Trouble, language: str) -> str:
    """What is wrong, and what it means for the marks."""
    consequence = "refused" if trouble.refused else "unusable" if trouble.unusable else "in_part"
    return words_for(language)(f"mark.consequence.{consequence}", problem=trouble.problem.say(language))


def what_to_do(trouble: Trouble, language: str) -> str:
    """What the instructor can do about it."""
    words = words_for(language)
    key = f"mark.what_to_do.{trouble.problem.reason}"
    if trouble.problem.question is None and words.has(key):
        return words(key, student=shown(trouble.student), **trouble.problem.parameters)
    return words("mark.what_to_do.answer" if trouble.problem.question else "mark.what_to_do.record")


def place(trouble: Trouble) -> str:
    """The file, harmless on a terminal whatever a trainee called it."""
    return shown(trouble.file, _LONGEST_PATH)


def told(trouble: Trouble, language: str) -> str:
    """All of it in one line."""
    parts = {"file": place(trouble), "problem": says(trouble, language), "to_do": what_to_do(trouble, language)}
    return words_for(language)("mark.told", **parts)
