"""`workbook solve`: a case decided and explained, for people or as JSON."""

import sys
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import attrs
import click

from autograder.cases import CaseFile, CaseRefused, Refusal, load_case, under_law_of
from autograder.command.law_day import LAW_DAY, law_day
from autograder.command.solve_output import as_json, as_text
from autograder.reading.refusals import close_to
from autograder.reading.undecided import UNDECIDABLE, refusal_for
from autograder.solve import Finding, find, subjects
from autograder.vocabulary import CODES, Code, Question
from autograder.words import LANGUAGES, Words, words_for

_DEFAULT = words_for(LANGUAGES[0])
_ALL_CODES = tuple(dict.fromkeys(code.value for codes in CODES.values() for code in codes))


@attrs.frozen
class Asked:
    """What of a case is wanted: about whom, on which question, which other answer is to be discussed, by which law."""

    about: str | None = None
    question: Question | None = None
    why_not: str | None = None
    law_on: date | None = None

    def questions(self) -> tuple[Question, ...]:
        """The dimensions to solve."""
        return (self.question,) if self.question else tuple(Question)

    def rival(self, question: Question) -> Code | None:
        """The code to discuss, where it is one of this dimension."""
        codes: Iterable[Any] = CODES[question]
        return next((code for code in codes if code.value == self.why_not), None)


@click.command(help=_DEFAULT("solve.help"))
@click.argument("case", type=click.Path(path_type=Path))
@click.option("--about", metavar="PERSON", help=_DEFAULT("solve.help_about"))
@click.option("--question", type=click.Choice([one.value for one in Question]), help=_DEFAULT("solve.help_question"))
@click.option("--why-not", metavar="CODE", help=_DEFAULT("solve.help_why_not"))
@click.option("--law-on", type=LAW_DAY, metavar="DATE", help=_DEFAULT("law_day.help"))
@click.option("--json", "json", is_flag=True, help=_DEFAULT("solve.help_json"))
@click.option(
    "--lang", "language", type=click.Choice(LANGUAGES), default=LANGUAGES[0], help=_DEFAULT("solve.help_language")
)
def solve(
    case: Path,
    about: str | None,
    question: str | None,
    why_not: str | None,
    law_on: datetime | None,
    json: bool,
    language: str,
) -> None:
    """Print the findings of a case. Exit status 0: solved; 1: the case is refused; 2: wrong use."""
    words = words_for(language)
    asked = Asked(about, Question(question) if question else None, why_not, law_day(law_on, language))
    _check_code(asked, words)
    if not case.exists():
        raise click.UsageError(words("solve.no_such_path", path=case))
    try:
        output = _output(case, asked, json=json, language=language)
    except CaseRefused as refused:
        click.echo(refused.say(language), err=True)
        sys.exit(1)
    click.echo(output, color=None if sys.stdout.isatty() else False)


def _check_code(asked: Asked, words: Words) -> None:
    if asked.why_not is None or any(asked.rival(question) for question in asked.questions()):
        return
    possible = tuple(code.value for code in CODES[asked.question]) if asked.question else _ALL_CODES
    close = close_to(asked.why_not, possible) or possible
    raise click.UsageError(words("solve.no_such_code", code=asked.why_not, close=close))


def _output(path: Path, asked: Asked, *, json: bool, language: str) -> str:
    """The findings as they are printed. Raises `CaseRefused`, also where the solver cannot decide the case."""
    case_file = under_law_of(load_case(path), asked.law_on)
    persons = tuple(person.id for person in case_file.case.persons)
    if asked.about is not None and asked.about not in persons:
        raise click.UsageError(words_for(language)("solve.no_such_person", person=asked.about, listed=persons))
    write = as_json if json else as_text
    rivals = {question: rival for question in asked.questions() if (rival := asked.rival(question))}
    return write(case_file.case, _found(case_file, asked), rivals, language)


def _found(case_file: CaseFile, asked: Asked) -> tuple[Finding, ...]:
    """Every finding asked for. Raises `CaseRefused` with everything that keeps the case from being decided."""
    findings = []
    refusals: dict[tuple[str, str], Refusal] = {}
    for question in asked.questions():
        for subject in subjects(case_file.case, question):
            if asked.about not in {None, subject.person}:
                continue
            try:
                findings.append(find(case_file.case, question, subject))
            except UNDECIDABLE as error:
                refusal = refusal_for(error, case_file, question)
                refusals.setdefault((refusal.reason, refusal.key), refusal)
    if refusals:
        raise CaseRefused(refusals.values())
    return tuple(findings)
