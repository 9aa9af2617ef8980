"""`workbook export`: the grades of an assignment as a file for Moodle, Canvas, Excel or WPS."""

import sys
from pathlib import Path

import click

from autograder.words import LANGUAGES, topic_words, words_for

_DEFAULT = topic_words(LANGUAGES[0], "export")
_FORMATS = ("csv", "xlsx", "moodle", "canvas")
_IDENTIFIERS = {"moodle": ("email", "idnumber", "username"), "canvas": ("login", "sis", "id")}


def _help(name: str) -> str:
    return _DEFAULT(f"export.help_{name}")


@click.command(help=_DEFAULT("export.help"))
@click.argument("assignment")
@click.option("--format", "format", type=click.Choice(_FORMATS), default="csv", help=_help("format"))
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE", help=_help("output"))
@click.option("--identifier", type=click.Choice(sum(_IDENTIFIERS.values(), ())), help=_help("identifier"))
@click.option("--item", metavar="TITLE", help=_help("item"))
@click.option("--db", "database", metavar="URL", help=_help("database"))
@click.option("--lang", "language", type=click.Choice(LANGUAGES), default=LANGUAGES[0], help=_help("language"))
def export(
    assignment: str,
    format: str,
    output: Path | None,
    identifier: str | None,
    item: str | None,
    database: str | None,
    language: str,
) -> None:
    """Export. Exit status 0: every score of those who handed in; 1: some are missing, or refused; 2: wrong use."""
    words = words_for(language)
    known = _IDENTIFIERS.get(format, ())
    if identifier is not None and identifier not in known:
        click.echo(words("export.refused.identifier", format=format, known=known or ("–",)), err=True)
        sys.exit(2)
    from autograder.command.export_output import summary
    from autograder.nbgrader_glue.bulk.course_folder import MarkingRefused
    from autograder.nbgrader_glue.exporting.run import Request, export_assignment
    from autograder.nbgrader_glue.exporting.tables import Format

    ending = "xlsx" if format == "xlsx" else "csv"
    file = output or Path(f"{assignment}.{ending}" if format == ending else f"{assignment}_{format}.csv")
    found = identifier or (known[0] if known else "")
    request = Request(Path.cwd(), assignment, Format(format), file, found, item or assignment, language, database)
    try:
        done = export_assignment(request)
    except MarkingRefused as refusal:
        click.echo(refusal.say(language), err=True)
        sys.exit(2 if refusal.reason == "not_released" else 1)
    except OSError as error:
        click.echo(words("export.refused.not_written", file=file, trouble=error.strerror or str(error)), err=True)
        sys.exit(1)
    text, complete = summary(done, request, words)
    click.echo(text)
    sys.exit(not complete)
