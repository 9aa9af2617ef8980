"""Answers marked from what was kept, by the rules of whichever version of this package is running.

An audit also runs this file as an older version has it, in a process of its own: plain data goes in and comes out, and
what each side means must stay as it is (`FORMAT`).
"""

import base64
import json
import sys
import tempfile
from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from autograder.cases import CaseFile, load_case, under_law_of
from autograder.nbgrader_glue.history.contents import write_case
from autograder.nbgrader_glue.marked import Marker
from autograder.nbgrader_glue.submission import ANSWERS, Submission
from autograder.record import Problem, ReadRecord, read_record
from autograder.sheet import Sheet, sheet_from
from autograder.strict_json import MOST_BYTES
from autograder.words import LANGUAGES

FORMAT = 1


def asked(
    sheet: str, cases: Mapping[str, Mapping[str, str]], law_on: date | None, student: str, answers: bytes | str
) -> dict[str, Any]:
    """What is handed to `replay`; `answers` are the record's bytes, or the reason why there are none."""
    given = {"without": answers} if isinstance(answers, str) else {"answers": base64.b64encode(answers).decode("ascii")}
    day = law_on.isoformat() if law_on else None
    return {"format": FORMAT, "sheet": sheet, "cases": cases, "law_on": day, "student": student, **given}


def replay(data: Mapping[str, Any]) -> dict[str, Any]:
    """The points of every automatic question, or under `undecided` why one has none. Raises what reading raises."""
    sheet = sheet_from(json.loads(data["sheet"]))
    law_on = date.fromisoformat(data["law_on"]) if data["law_on"] else None
    with tempfile.TemporaryDirectory() as home:
        for id, files in data["cases"].items():
            write_case(_home(Path(home), id), files)
        marker = Marker(sheet, partial(_kept_case, Path(home), law_on))
        marked = marker.mark_submission(Submission(sheet, _record(sheet, data), LANGUAGES[0]))
    if marked.undecided:
        return {"undecided": str(marked.undecided[0].trouble)}
    return {"points": {question.question: question.points for question in marked.questions}}


def _record(sheet: Sheet, data: Mapping[str, Any]) -> ReadRecord:
    if "without" in data:
        parameters = {"file": ANSWERS, "limit": MOST_BYTES}
        return ReadRecord(None, {}, (Problem(None, data["without"], parameters),))
    content = base64.b64decode(data["answers"])
    return read_record(content, sheet.questions, assignment=sheet.assignment, trainee=data["student"])


def _kept_case(home: Path, law_on: date | None, id: str) -> CaseFile:
    return under_law_of(load_case(_home(home, id)), law_on)


def _home(home: Path, id: str) -> Path:
    """Where a case lies; what is no name of a folder lies nowhere."""
    if not id or id != Path(id).name or id.startswith("."):
        raise ValueError(id)
    return home / id


def main() -> None:
    """Marks what comes in as JSON, and puts out what came of it."""
    json.dump(replay(json.load(sys.stdin)), sys.stdout)
