"""Case folders read strictly: `case.toml` with facts and questions, `story.zh.md` and `story.en.md`.

`load_case` gives a `CaseFile` or raises `CaseRefused` with every reason it found; it stops early only where the file
cannot be read as data, and before looking at how facts hang together where their shape is wrong.
"""

import os
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from autograder.facts import Case
from autograder.questions import Asked
from autograder.reading.asked import question_problems
from autograder.reading.files import read_text, read_toml
from autograder.reading.lines import Lines
from autograder.reading.order import order_problems
from autograder.reading.references import reference_problems
from autograder.reading.refusals import CaseRefused, Problem, Refusal, close_to, dotted
from autograder.reading.shape import shaped
from autograder.reading.stories import Story, read_stories
from autograder.reading.sums import sum_problems
from autograder.stated import changed

if TYPE_CHECKING:  # reading a case needs no rules
    from autograder.solve import FactNotWritten

FILE = "case.toml"
"""The name of the file of facts and questions in a case folder."""


class Article(StrEnum):
    """The web articles whose questions the cases answer."""

    S0 = "S0"
    S1 = "S1"
    S2 = "S2"
    S3 = "S3"
    S4 = "S4"


class Difficulty(StrEnum):
    """How hard a case is."""

    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"


@attrs.frozen
class CaseFile:
    """A case as its folder holds it; `stories` is empty for a file of facts alone, `file` is the case.toml."""

    id: str
    case: Case
    questions: tuple[Asked, ...]
    stories: Mapping[str, Story]
    article: Article | None
    difficulty: Difficulty | None
    folder: Path
    file: Path


@attrs.frozen(kw_only=True)
class _Head:
    """What case.toml says besides the facts."""

    article: Article | None = None
    difficulty: Difficulty | None = None
    questions: tuple[Asked, ...] = ()


_HEAD = tuple(field.name for field in attrs.fields(_Head))


def load_case(path: str | Path) -> CaseFile:
    """Read a case folder, or a file of facts and questions alone. Raises `CaseRefused` with every refusal."""
    path = Path(path)
    file = path / FILE if path.is_dir() else path
    id = path.resolve().name if path.is_dir() else path.resolve().parent.name if path.name == FILE else path.stem
    text = read_text(file, file.parent)
    data = read_toml(file, text)
    lines = Lines(text)
    case, head = _shaped(data, id, file, lines)
    problems = [*reference_problems(case), *sum_problems(case), *order_problems(case)]
    problems += question_problems(case, head.questions)
    _refuse(problems, file, lines)
    stories = read_stories(path, case, wanted=bool(head.questions)) if path.is_dir() else {}
    questions = tuple(attrs.evolve(asked, case=id) for asked in head.questions)
    return CaseFile(id, case, questions, stories, head.article, head.difficulty, file.parent, file)


def _shaped(data: dict[str, Any], id: str, file: Path, lines: Lines) -> tuple[Case, _Head]:
    facts = {key: value for key, value in data.items() if key not in _HEAD}
    head, wrong_head = shaped({key: value for key, value in data.items() if key in _HEAD}, _Head)
    case, wrong_facts = shaped({**facts, "id": id}, Case)
    problems = [*map(_at_top, wrong_facts), *wrong_head]
    if "id" in data:
        problems.append(Problem("unknown_key", ("id",), {"key": "id", "allowed": _top_keys()}))
    _refuse(problems, file, lines)
    return case, head


def _top_keys() -> tuple[str, ...]:
    facts: Any = Case
    return tuple(field.name for field in attrs.fields(facts) if field.name not in {"id", "law_on"}) + _HEAD


def _at_top(problem: Problem) -> Problem:
    """At the top of the file stand facts and head together, and no id."""
    if problem.reason != "unknown_key" or len(problem.place) != 1:
        return problem
    key, allowed = str(problem.place[0]), _top_keys()
    return attrs.evolve(problem, parameters={"key": key, "allowed": allowed, "close": close_to(key, allowed)})


def _refuse(problems: Iterable[Problem], file: Path, lines: Lines) -> None:
    refusals = [
        Refusal(file, dotted(problem.place), lines.of(problem.place), problem.reason, problem.parameters)
        for problem in problems
    ]
    if refusals:
        raise CaseRefused(sorted(refusals, key=lambda refusal: refusal.line or 0))


def refusal_for(not_written: "FactNotWritten", case_file: CaseFile) -> Refusal:
    """The refusal of a case that leaves out a fact for which a rule asks: where to write it, and for which question."""
    from autograder.reading.undecided import refusal_for as refusal

    return refusal(not_written, case_file, not_written.question)


def under_law_of(case_file: CaseFile, day: date | None) -> CaseFile:
    """A case to be decided by the law as it stood on a day; as it is where the day is None."""
    if day is None:
        return case_file
    return attrs.evolve(case_file, case=changed(case_file.case, case_file.case, "law_on", None, day))


def case_folders() -> tuple[Path, ...]:
    """Where cases lie: the graded and the practice cases, then the folders named by WORKBOOK_CASES."""
    here = Path(__file__).resolve().parent
    named = [Path(part) for part in os.environ.get("WORKBOOK_CASES", "").split(os.pathsep) if part]
    return tuple(folder for folder in (here / "cases", here.parent / "course" / "cases", *named) if folder.is_dir())


def find_case(id: str) -> CaseFile:
    """The case with this id. Raises `CaseRefused` where no folder holds it, where two do, or where it is refused."""
    homes = case_folders()
    known = {entry.name for home in homes for entry in home.iterdir() if (entry / FILE).is_file()}
    found = [home / id for home in homes if id in known and (home / id / FILE).is_file()]
    if not found:
        parameters = {"value": id, "close": close_to(id, sorted(known))}
        raise CaseRefused([Refusal(Path(FILE), "", None, "case_not_found", parameters)])
    if len(found) > 1:
        parameters = {"value": id, "folders": tuple(str(folder) for folder in found)}
        raise CaseRefused([Refusal(Path(FILE), "", None, "case_twice", parameters)])
    return load_case(found[0])


__all__ = [
    "Article", "CaseFile", "CaseRefused", "Difficulty", "Refusal", "Story", "case_folders", "find_case", "load_case",
    "refusal_for", "under_law_of",
]  # fmt: skip
