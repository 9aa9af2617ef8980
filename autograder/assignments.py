"""Assignment lists: which cases and which claims of the articles an assignment asks, under which title."""

import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import attrs

from autograder.claim_questions import SECTION, NoSuchClaim, find_claim
from autograder.words import LANGUAGES, words_for

_HOME = Path(__file__).parent / "assignments"
_NAME = re.compile(r"[a-z0-9][a-z0-9_]*")
_ASKED = {"cases", "claims"}


class AssignmentRefused(Exception):
    """A list that cannot be used: which `file`, and the `reason` and `parameters` of the words that say why."""

    def __init__(self, file: Path, reason: str, **parameters: Any) -> None:
        super().__init__(f"{file}: {reason} {parameters}")
        self.file = file
        self.reason = reason
        self.parameters = parameters

    def say(self, language: str) -> str:
        """The refusal in a sentence for people."""
        return words_for(language)(f"answers.assignment.{self.reason}", file=self.file.name, **self.parameters)


@attrs.frozen
class Assignment:
    """An assignment: its name (a folder name), its title in every language, its cases in order, then its claims."""

    name: str
    title: Mapping[str, str]
    cases: tuple[str, ...]
    claims: tuple[str, ...] = ()


def assignment_folders() -> tuple[Path, ...]:
    """Where assignment lists lie: the workbook's own, then `assignments/` in each folder of WORKBOOK_CASES."""
    private = os.environ.get("WORKBOOK_CASES", "")
    return (_HOME, *(Path(folder) / "assignments" for folder in private.split(os.pathsep) if folder))


def assignment_names() -> tuple[str, ...]:
    """Every assignment that has a list, sorted."""
    return tuple(sorted({file.stem for folder in assignment_folders() for file in folder.glob("*.toml")}))


def find_assignment(name: str) -> Assignment:
    """The assignment of a name. Raises `AssignmentRefused`: there is none, there are two, or its list is bad."""
    files = [file for folder in assignment_folders() if (file := folder / f"{name}.toml").is_file()]
    if not _NAME.fullmatch(name) or not files:
        raise AssignmentRefused(Path(f"{name}.toml"), "unknown", known=", ".join(assignment_names()) or "–")
    if len(files) > 1:
        raise AssignmentRefused(files[0], "twice", places=" / ".join(str(file.parent) for file in files))
    return read_assignment(files[0])


def read_assignment(file: Path) -> Assignment:
    """Read one list strictly: `title.zh`, `title.en`, `cases`, `claims`, nothing else. Raises `AssignmentRefused`.

    One of `cases` and `claims` may be left out.
    """
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise AssignmentRefused(file, "unreadable", detail=str(error)) from error
    if not _NAME.fullmatch(file.stem):
        raise AssignmentRefused(file, "bad_name")
    wanted = {"title"} | (_ASKED & set(data) or {"cases"})
    if strange := sorted(set(data) ^ wanted):
        raise AssignmentRefused(file, "keys", keys=", ".join(strange))
    cases = _cases(file, data["cases"]) if "cases" in data else ()
    claims = _claims(file, data["claims"]) if "claims" in data else ()
    return Assignment(file.stem, _title(file, data["title"]), cases, claims)


def _title(file: Path, title: Any) -> dict[str, str]:
    texts = title if isinstance(title, dict) else {}
    if set(texts) != set(LANGUAGES) or not all(isinstance(text, str) and text.strip() for text in texts.values()):
        raise AssignmentRefused(file, "title")
    return {language: texts[language] for language in LANGUAGES}


def _cases(file: Path, cases: Any) -> tuple[str, ...]:
    listed = _listed(file, "cases", cases)
    if repeated := _repeated(listed):
        raise AssignmentRefused(file, "repeated_case", cases=repeated)
    if wrong := [case for case in listed if not _NAME.fullmatch(case)]:
        raise AssignmentRefused(file, "bad_case", cases=", ".join(wrong))
    if SECTION in listed:
        raise AssignmentRefused(file, "reserved_case", case=SECTION)
    return listed


def _claims(file: Path, claims: Any) -> tuple[str, ...]:
    listed = _listed(file, "claims", claims)
    if repeated := _repeated(listed):
        raise AssignmentRefused(file, "repeated_claim", claims=repeated)
    for id in listed:
        try:
            find_claim(id)
        except NoSuchClaim as unknown:
            close = ", ".join(unknown.close) or "–"
            raise AssignmentRefused(file, "unknown_claim", claim=id, close=close) from unknown
    return listed


def _listed(file: Path, key: str, values: Any) -> tuple[str, ...]:
    if not isinstance(values, list) or not values or not all(isinstance(value, str) for value in values):
        raise AssignmentRefused(file, key)
    return tuple(values)


def _repeated(listed: tuple[str, ...]) -> str:
    return ", ".join(sorted({one for one in listed if listed.count(one) > 1}))
