"""`workbook report`: a class in figures, as a page, as tables and as data."""

import json as json_text
import sys
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

from autograder.words import LANGUAGES, topic_words, words_for

_DEFAULT = topic_words(LANGUAGES[0], "report")
_LIBRARIES = ("jinja2", "openpyxl", "scipy")
_FOLDER = "reports"


def _help(name: str) -> str:
    return _DEFAULT(f"report.help_{name}")


@click.command(help=_DEFAULT("report.help"))
@click.argument("assignment")
@click.option("--output", type=click.Path(path_type=Path), metavar="FOLDER", help=_help("output"))
@click.option("--anonymous", is_flag=True, help=_help("anonymous"))
@click.option("--db", "database", metavar="URL", help=_help("database"))
@click.option("--json", "json", is_flag=True, help=_help("json"))
@click.option("--lang", "language", type=click.Choice(LANGUAGES), default=LANGUAGES[0], help=_help("language"))
def report(
    assignment: str, output: Path | None, anonymous: bool, database: str | None, json: bool, language: str
) -> None:
    """Write the report. Exit status 0: it is written; 1: it cannot be made; 2: wrong use."""
    words = words_for(language)
    if lacking := [name for name in _LIBRARIES if find_spec(name) is None]:
        click.echo(words("report.refused.no_library", library=words.listed(*lacking)), err=True)
        sys.exit(1)
    from autograder.nbgrader_glue.bulk.course_folder import MarkingRefused
    from autograder.nbgrader_glue.report.refusal import ReportRefused

    folder = output or Path(_FOLDER, assignment)
    try:
        made, files = _made(assignment, folder, database, language, anonymous=anonymous)
    except (MarkingRefused, ReportRefused) as refusal:
        click.echo(refusal.say(language), err=True)
        sys.exit(2 if refusal.reason == "not_released" else 1)
    page, *others = files
    if json:
        places = [str(folder / name) for name in files]
        click.echo(json_text.dumps({**made, "files": places}, ensure_ascii=False, indent=2))
        return
    click.echo(words("report.done", assignment=assignment, counted=made["counted"], page=folder / page))
    click.echo(words("report.files", files=words.listed(*others)))
    if not anonymous:
        click.echo(words("report.names_inside"))


def _made(
    assignment: str, folder: Path, database: str | None, language: str, *, anonymous: bool
) -> tuple[dict[str, Any], list[str]]:
    """Read, work out and write; gives the report as data and the names of the files."""
    from autograder.nbgrader_glue.report.analysis import analysed
    from autograder.nbgrader_glue.report.class_data import read_class
    from autograder.nbgrader_glue.report.files import report_files, write_files
    from autograder.nbgrader_glue.report.page import page
    from autograder.nbgrader_glue.report.plain import plain
    from autograder.nbgrader_glue.report.tables import tables

    found = analysed(read_class(Path.cwd(), assignment, database))
    text = page(found, language, date.today(), anonymous=anonymous)
    files = report_files(text, tables(found, language, anonymous=anonymous))
    write_files(folder, files)
    return plain(found, anonymous=anonymous), list(files)
