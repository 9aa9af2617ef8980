"""Findings as JSON for programs and as text for people."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import Any

from autograder.explain import argument, context, what_would_change, why_not
from autograder.fact_paths import fact_path
from autograder.facts import Case
from autograder.solve import Finding
from autograder.vocabulary import Code, Question
from autograder.words import Words, words_for

WIDTH = 100
"""Text for people is broken at this many columns at most."""


def as_json(case: Case, findings: Iterable[Finding], rivals: Mapping[Question, Code], language: str) -> str:
    """The findings as a JSON object; `rivals` are other answers, by dimension, to be discussed as well."""
    data = {
        "case": case.id,
        "as_of": case.as_of.isoformat(),
        **({"law_on": case.law_on.isoformat()} if case.law_on else {}),
        "findings": [_finding(case, finding, rivals.get(finding.question), language) for finding in findings],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def _finding(case: Case, finding: Finding, rival: Code | None, language: str) -> dict[str, Any]:
    cards = [trial.card for trial in finding.verdict.standing]
    data: dict[str, Any] = {
        "question": finding.question.value,
        "about": finding.subject.person,
        "loan": finding.subject.loan,
        "outcome": finding.outcome.value if finding.outcome else None,
        "also": [code.value for code in finding.also],
        "flags": [flag.value for flag in finding.flags],
        "tags": [tag.value for tag in finding.tags],
        "figures": {name.value: _plain(value) for name, value in finding.figures.items()},
        "undetermined": finding.undetermined,
        "missing": list(dict.fromkeys(fact_path(case, read) for read in finding.missing)),
        "accepted": [_set(codes) for codes in finding.accepted],
        "rules": list(dict.fromkeys(card.id for card in cards)),
        "authorities": list(dict.fromkeys(article for card in cards for article in card.authority)),
        "argument": argument(case, finding, language),
    }
    if finding.subject.contact is not None:
        data["contact"] = finding.subject.contact.id
    if finding.undetermined:
        data["possible"] = [_set(codes) for codes in finding.possible]
    if rival is not None:
        data["why_not"] = why_not(case, finding, rival, language)
        data["what_would_change"] = what_would_change(case, finding, rival, language)
    return data


def _set(codes: Iterable[Code]) -> str:
    return "+".join(code.value for code in codes)


def _plain(value: Any) -> Any:
    """A figure as JSON has it: days in ISO form, whole numbers as numbers, other sums exactly, as text."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else str(value)
    return value


def as_text(case: Case, findings: Iterable[Finding], rivals: Mapping[Question, Code], language: str) -> str:
    """The findings as paragraphs with headings, with terminal colours; who prints them takes the colours out."""
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    words = words_for(language)
    page = StringIO()
    console = Console(file=page, force_terminal=True, width=WIDTH, highlight=False)
    title = "solve.title_law" if case.law_on else "solve.title"
    console.print(Text(words(title, case=case.id, as_of=case.as_of, law_on=case.law_on), style="bold"))
    for finding in findings:
        console.print()
        console.print(Text(_heading(case, finding, language), style="bold cyan"))
        for paragraph in _paragraphs(case, finding, rivals.get(finding.question), words):
            console.print(Padding(Text(paragraph), (0, 0, 0, 2)))
    return "\n".join(line.rstrip() for line in page.getvalue().rstrip("\n").split("\n"))


def _heading(case: Case, finding: Finding, language: str) -> str:
    words = words_for(language)
    told = context(case, finding.subject, language)
    name = words(f"questions.{finding.question.value}.name")
    if finding.subject.contact is not None:
        return words("solve.heading_contact", person=told["person"], question=name, contact=finding.subject.contact.id)
    if finding.subject.loan is None:
        return words("solve.heading", person=told["person"], question=name)
    return words("solve.heading_loan", person=told["person"], question=name, loan=told["loan"])


def _paragraphs(case: Case, finding: Finding, rival: Code | None, words: Words) -> Iterator[str]:
    yield from argument(case, finding, words.language)
    if rival is not None:
        code = words(f"{finding.question.value}.{rival.value}.label")
        yield words("solve.why_not", code=code)
        yield from why_not(case, finding, rival, words.language)
        yield from what_would_change(case, finding, rival, words.language)
