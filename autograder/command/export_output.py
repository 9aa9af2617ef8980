"""How `workbook export` tells what it wrote, and whose score is not in it and why."""

import re
from collections.abc import Iterator

from autograder.nbgrader_glue.exporting.grades import State
from autograder.nbgrader_glue.exporting.run import Export, Request
from autograder.nbgrader_glue.exporting.tables import Format
from autograder.words import Words

_LONGEST_NUMBER = 11
"""Digits that Excel shows in full; longer numbers in a CSV file become 2.02E+11."""


def summary(done: Export, request: Request, words: Words) -> tuple[str, bool]:
    """The export for people, and whether everybody who handed in has a score in it."""
    lines = list(_missing(done, request, words))
    count = len(done.grades.in_state(State.MARKED)) - len(done.table.unidentified)
    head = words("export.done", file=request.file, scores=count, assignment=request.assignment)
    return "\n".join([head, *lines, *_advice(done, request, words)]), not lines


def _missing(done: Export, request: Request, words: Words) -> Iterator[str]:
    for state in (State.WAITING, State.UNMARKED):
        if students := done.grades.in_state(state):
            yield words(f"export.missing.{state.value}", count=len(students), students=tuple(students),
                        assignment=request.assignment)  # fmt: skip
    if done.table.unidentified:
        yield words("export.missing.no_email", students=done.table.unidentified)


def _advice(done: Export, request: Request, words: Words) -> Iterator[str]:
    if nothing := done.grades.in_state(State.NOTHING):
        yield words("export.nothing", count=len(nothing))
    if request.format is Format.CANVAS and not re.search(r"\(\d+\)$", request.item):
        yield words("export.canvas_id", item=request.item)
    if request.format is Format.MOODLE:
        yield words("export.moodle_columns")
    numbers = [one.student for one in done.grades.students if re.fullmatch(r"0\d+|\d{12,}", one.student)]
    if request.format is Format.CSV and numbers:
        yield words("export.long_numbers", student=numbers[0])
