"""Why the solver cannot decide a case that reads well, as refusals of the file."""

from pathlib import Path
from typing import Any, Protocol

import attrs

from autograder.fact_paths import fact_path
from autograder.facts import Case
from autograder.reading.files import read_text
from autograder.reading.lines import Lines
from autograder.reading.refusals import Place, Refusal, dotted
from autograder.rulebook import NotModelled, RuleConflict, Undecided
from autograder.solve import FactNotWritten, TooManyUnknowns
from autograder.stated import raw
from autograder.vocabulary import Question

UNDECIDABLE = (FactNotWritten, TooManyUnknowns, NotModelled, RuleConflict, Undecided)
"""What the solver raises where it gives no finding."""


class HasFile(Protocol):
    """A case with the file that it was read from."""

    @property
    def case(self) -> Case: ...
    @property
    def file(self) -> Path: ...
    @property
    def folder(self) -> Path: ...


def refusal_for(error: Exception, case_file: HasFile, question: Question) -> Refusal:
    """What the solver raised on a question, as a refusal of the case file. Raises `TypeError` for anything else."""
    asks = {"asks": question.value}
    if isinstance(error, FactNotWritten):
        place = _place(case_file.case, fact_path(case_file.case, (error.fact, error.name, error.key)))
        line = Lines(read_text(case_file.file, case_file.folder)).of(place)
        return Refusal(case_file.file, dotted(place), line, "fact_not_written", asks)
    if isinstance(error, NotModelled):
        parameters = {"left_out": error.what, "authority": error.authority}
        return Refusal(case_file.file, "", None, "not_modelled", parameters)
    if isinstance(error, TooManyUnknowns):
        return Refusal(case_file.file, "", None, "too_many_unknowns", asks)
    if isinstance(error, (RuleConflict, Undecided)):
        reason = "rules_conflict" if isinstance(error, RuleConflict) else "rules_silent"
        return Refusal(case_file.file, "", None, reason, {**asks, "detail": str(error)})
    raise TypeError(f"{type(error).__name__} is nothing that the solver says of a case")


def _place(case: Case, path: str) -> Place:
    """A fact path as a place of the file: positions for ids."""
    place: list[str | int] = []
    node: Any = case
    for part in path.split("."):
        if isinstance(node, tuple):
            position = next(n for n, entry in enumerate(node) if part in {str(n), getattr(entry, "id", None)})
            place.append(position)
            node = node[position]
        else:
            place.append(part)
            node = raw(node, part) if attrs.has(type(node)) else None
    return tuple(place)
