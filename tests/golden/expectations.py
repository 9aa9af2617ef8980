"""What the golden folders expect: findings written down by hand from the law, read strictly."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs
import cattrs

from autograder.cases import CaseFile, find_case
from autograder.questions import Asked, QuestionKind
from autograder.rulebook import Subject
from autograder.solve import Finding, find
from autograder.vocabulary import Question

GOLDEN = Path(__file__).parent
EXPLANATION = "explanation.{language}.md"


@attrs.frozen(kw_only=True)
class Expected:
    """One finding as the law has it.

    `codes` and `tags` are complete sets; `flags`, `figures` and `rules` name what must be among those found. `accepted`
    lists every set of codes that counts as right, where there is more than one. `missing` are paths of the unknown
    facts on which the answer hangs; such a finding has no codes.
    """

    question: Question
    about: str
    loan: str | None = None
    contact: str | None = None
    codes: tuple[str, ...] = ()
    accepted: tuple[tuple[str, ...], ...] = ()
    tags: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    figures: Mapping[str, Any] = attrs.field(factory=dict)
    rules: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    def label(self) -> str:
        """A name for the test that checks it."""
        return "-".join(part for part in (self.question.value, self.about, self.contact or self.loan) if part)


@attrs.frozen
class Golden:
    """All that one golden folder expects of the case of the same name; `dossier` is its number in the law file."""

    dossier: str
    findings: tuple[Expected, ...]


_STRICT = cattrs.Converter(forbid_extra_keys=True)


def golden_cases() -> tuple[str, ...]:
    """Ids of the cases that have a golden folder."""
    return tuple(sorted(path.parent.name for path in GOLDEN.glob("*/findings.toml")))


def golden(case: str) -> Golden:
    """The expectations about one case."""
    return _STRICT.structure(tomllib.loads((GOLDEN / case / "findings.toml").read_text("utf-8")), Golden)


def found(case_file: CaseFile, expected: Expected) -> Finding:
    """The solver's finding on the same question."""
    case = case_file.case
    contact = next((one for one in case.contacts if one.id == expected.contact), None)
    loan = contact.loan if contact else expected.loan
    return find(case, expected.question, Subject(expected.about, loan, contact))


def asked_about(case_file: CaseFile, expected: Expected) -> Iterator[Asked]:
    """The case's questions with options that ask about an expected finding."""
    for asked in case_file.questions:
        same = (asked.asks, asked.about, asked.contact) == (expected.question, expected.about, expected.contact)
        if same and expected.loan in (asked.loan, None) and asked.kind in (QuestionKind.ONE, QuestionKind.MANY):
            yield asked


def load(case: str) -> CaseFile:
    """The case folder that a golden folder belongs to."""
    return find_case(case)
