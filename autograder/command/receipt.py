"""`workbook receipt`: what an answer record holds, in four lines, so that trainee and instructor can compare."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from autograder.answers import ANSWERS_FILE, ReadRecord, Record, moment, read_record
from autograder.answers import receipt as receipt_of
from autograder.record import count
from autograder.sheet import SHEET_FILE, Sheet, SheetRefused, read_sheet
from autograder.words import LANGUAGES, Words, words_for

_DEFAULT = words_for(LANGUAGES[0])


@click.command(help=_DEFAULT("answers.receipt.help"))
@click.argument("path", type=click.Path(path_type=Path), default=Path(ANSWERS_FILE), required=False)
@click.option(
    "--lang",
    "language",
    type=click.Choice(LANGUAGES),
    default=LANGUAGES[0],
    help=_DEFAULT("answers.receipt.help_language"),
)
def receipt(path: Path, language: str) -> None:
    """Print the receipt of a record, given as file or folder. Exit status 1: it cannot be read in full."""
    words = words_for(language)
    file = path / ANSWERS_FILE if path.is_dir() else path
    read, sheet = _read(file)
    if read.refused or read.record is None:
        click.echo(words("answers.receipt.unreadable", path=str(file)), err=True)
        for problem in read.problems:
            click.echo(f"  {problem.say(language)}", err=True)
        sys.exit(1)
    click.echo("\n".join(_lines(read.record, sheet, words)))
    if read.problems:
        click.echo(words("answers.receipt.problems"), err=True)
        for problem in read.problems:
            click.echo(f"  {problem.say(language)}", err=True)
        sys.exit(1)


def _read(file: Path) -> tuple[ReadRecord, Sheet | None]:
    """The record, held against the sheet beside it where there is one."""
    try:
        sheet = read_sheet(file.with_name(SHEET_FILE))
    except SheetRefused:
        return read_record(file, (), assignment=None, others=True), None
    return read_record(file, sheet.questions, assignment=sheet.assignment), sheet


def _lines(record: Record, sheet: Sheet | None, words: Words) -> Iterator[str]:
    yield words("answers.receipt.receipt", receipt=receipt_of(record))
    yield words("answers.receipt.assignment", assignment=record.assignment)
    yield words("answers.receipt.trainee", trainee=record.trainee)
    if sheet is None:
        yield words("answers.receipt.answered", answered=len(record.answers))
    else:
        answered, total = count(record.values, sheet.questions)
        yield words("answers.receipt.answered_of", answered=answered, total=total)
    saved = moment(record.saved_at)
    yield (
        words("answers.receipt.saved_at", moment=f"{saved:%Y-%m-%d %H:%M:%S %z}")
        if saved
        else words("answers.receipt.no_moment")
    )
