"""The explanation of a golden case as one page: the argument of each finding, and why each other option is wrong."""

from collections.abc import Iterable, Iterator
from typing import Any

from autograder.cases import CaseFile
from autograder.explain import argument, missing_facts, what_would_change, why_not
from autograder.solve import Finding
from autograder.vocabulary import CODES, Code
from tests.golden.expectations import Expected, asked_about, found, golden


def page(case_file: CaseFile, language: str) -> str:
    """The whole page in one language, as Markdown."""
    return "\n".join(_lines(case_file, language)) + "\n"


def _lines(case_file: CaseFile, language: str) -> Iterator[str]:
    yield f"# {case_file.stories[language].title}"
    for expected in golden(case_file.id).findings:
        finding = found(case_file, expected)
        yield from ("", f"## {expected.label()}: {', '.join(finding.codes) or '?'}", "")
        yield from argument(case_file.case, finding, language)
        yield from missing_facts(case_file.case, finding, language)
        for code in _other_options(case_file, expected, finding):
            yield from ("", f"### {code.value}", "")
            yield from why_not(case_file.case, finding, code, language)
            yield from what_would_change(case_file.case, finding, code, language)


def _other_options(case_file: CaseFile, expected: Expected, finding: Finding) -> Iterator[Code]:
    """Codes offered in the case's questions about this finding that are not right."""
    right = {code for codes in (finding.codes, *finding.accepted, *finding.possible) for code in codes}
    offered = {value for asked in asked_about(case_file, expected) for value in asked.options}
    codes: Iterable[Any] = CODES[expected.question]
    for code in codes:
        if code.value in offered and code not in right:
            yield code
