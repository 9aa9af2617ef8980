"""The facts that a case file writes, and the other values that each of them could have had."""

import tomllib
from collections.abc import Iterator, Mapping
from typing import Any, get_args, get_origin, get_type_hints

from autograder.candidates import candidates
from autograder.cases import CaseFile
from autograder.changes import changes_of
from autograder.fact_paths import NoSuchFact, read_at
from autograder.facts import Case
from autograder.reading.files import read_text
from autograder.stated import Read, changed, may_be_unknown, raw

_HEAD = {"questions", "article", "difficulty"}


def written(case_file: CaseFile) -> dict[str, Read]:
    """Every fact that the file writes, by its path, in the order of the file; names and other texts are left out."""
    data = tomllib.loads(read_text(case_file.file, case_file.folder))
    found: dict[str, Read] = {}
    for path in _paths({key: value for key, value in data.items() if key not in _HEAD}, ""):
        try:
            read = read_at(case_file.case, path)
        except NoSuchFact:
            continue
        if type(raw(*read)) is not str:
            found[path] = read
    return found


def _paths(table: Mapping[str, Any], above: str) -> Iterator[str]:
    for key, value in table.items():
        place = f"{above}.{key}" if above else key
        if isinstance(value, dict):
            yield from _paths(value, place)
        elif isinstance(value, list) and value and all(isinstance(entry, dict) for entry in value):
            for position, entry in enumerate(value):
                yield from _paths(entry, f"{place}.{entry.get('id', position)}")
        else:
            yield place


def is_watched(read: Read) -> bool:
    """Whether the engine notices when a rule looks at a fact; kinds and days of events it does not notice."""
    hint = get_type_hints(type(read[0]), include_extras=True)[read[1]]
    return may_be_unknown(hint) or read[2] is not None


def other_cases(case: Case, read: Read) -> Iterator[tuple[Any, Case]]:
    """Other values of one fact, and the case in which it has each."""
    for value in _other_values(case, read):
        yield value, changed(case, *read, value)


def _other_values(case: Case, read: Read) -> Iterator[Any]:
    fact, name, key = read
    hint = get_type_hints(type(fact))[name]
    if get_origin(hint) is frozenset:
        present = raw(*read)
        yield from (present - {entry} for entry in sorted(present) if len(present) > 1)
        yield from (present | {entry} for entry in get_args(hint)[0] if entry not in present)
    elif fact is case and name == "as_of":
        days = sorted(candidates(case, fact, name, key), key=lambda day: abs((day - case.as_of).days))
        yield from days[:: max(1, len(days) // 24)]
    else:
        yield from (change.value for change in changes_of(case, read))
