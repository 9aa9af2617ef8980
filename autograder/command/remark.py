"""`workbook remark`: a class marked again under today's rules and cases, first to see who changes."""

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograder.command.law_day import LAW_DAY, law_day
from autograder.words import LANGUAGES, topic_words, words_for

if TYPE_CHECKING:
    from autograder.nbgrader_glue.history.remark import Request

_DEFAULT = topic_words(LANGUAGES[0], "remark")


def _help(name: str) -> str:
    return _DEFAULT(f"remark.help_{name}")


@click.command(help=_DEFAULT("remark.help"))
@click.argument("assignment")
@click.option("--write", is_flag=True, help=_help("write"))
@click.option("--law-on", type=LAW_DAY, metavar="DATE", help=_help("law_on"))
@click.option("--only", multiple=True, metavar="STUDENT", help=_help("only"))
@click.option("--db", "database", metavar="URL", help=_help("database"))
@click.option("--json", "json", is_flag=True, help=_help("json"))
@click.option("--lang", "language", type=click.Choice(LANGUAGES), default=LANGUAGES[0], help=_help("language"))
def remark(
    assignment: str,
    write: bool,
    law_on: datetime | None,
    only: tuple[str, ...],
    database: str | None,
    json: bool,
    language: str,
) -> None:
    """Exit status 0: everybody was marked again; 1: somebody could not be; 2: wrong use."""
    from autograder.nbgrader_glue.bulk.course_folder import MarkingRefused
    from autograder.nbgrader_glue.history.remark import Request

    request = Request(Path.cwd(), assignment, only, write, law_day(law_on, language), database)
    try:
        clean = _run(request, language, json=json)
    except MarkingRefused as refusal:
        click.echo(refusal.say(language), err=True)
        sys.exit(2 if refusal.reason in {"not_released", "never_marked"} else 1)
    except KeyboardInterrupt:
        click.echo(words_for(language)("remark.stopped"), err=True)
        sys.exit(130)
    sys.exit(not clean)


def _run(request: "Request", language: str, *, json: bool) -> bool:
    """Mark again, and say who changes; gives whether everybody could be marked."""
    from autograder.command.mark_output import progress
    from autograder.command.remark_output import Report, as_json, as_text
    from autograder.nbgrader_glue.history.remark import remarking

    with remarking(request) as run:
        report = Report(request, run)
        with progress(len(run.sources.jobs), language, shown=not json) as step:
            for result in run.results:
                report.add(result)
                step()
    click.echo(as_json(report, language) if json else as_text(report, language))
    return report.clean
