"""The reference solver of the Credit & Liability Workbook: facts of a case in, findings, explanations and marks out.

The public names are listed here and imported from their modules when they are first used, so that importing the
package stays quick. `autograder.solve.solve` keeps its module's name and is imported from there.
"""

from importlib import import_module
from typing import Any

_HOMES = {
    "answers": ("ANSWERS_FILE", "AnswerStore", "NotSaved", "read_record", "receipt", "trainee_name"),
    "assignments": ("Assignment", "AssignmentRefused", "assignment_names", "find_assignment"),
    "cases": ("CaseFile", "CaseRefused", "Refusal", "Story", "case_folders", "find_case", "load_case"),
    "explain": ("argument", "fact_name", "missing_facts", "what_would_change", "why_not"),
    "fact_paths": ("NoSuchFact", "fact_path", "read_at"),
    "facts": ("Case",),
    "markable": ("CaseQuestion", "ClaimQuestion", "NoSuchQuestion", "find_question", "find_questions"),
    "marking": ("BadAnswer", "Feedback", "Key", "Mark", "feedback", "key_of", "mark"),
    "questions": ("Asked", "QuestionKind", "subject_of"),
    "rulebook": ("NotModelled", "RuleConflict", "Subject", "Undecided"),
    "sheet": ("Sheet", "SheetRefused", "read_sheet", "sheet_of"),
    "solve": ("FactNotWritten", "Finding", "TooManyUnknowns", "find", "subjects"),
    "vocabulary": ("CODES", "ContactTag", "Figure", "Flag", "Question"),
    "words": ("LANGUAGES", "MissingWord", "Words", "words_for"),
}
"""The public names of each module."""

_HOME = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [*sorted(_HOME)]


def __getattr__(name: str) -> Any:
    """A public name, its module imported now."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return [*globals(), *__all__]
