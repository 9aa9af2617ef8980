"""`workbook collect`: what a learning platform delivers, put where nbgrader expects it."""

import sys
from pathlib import Path

import click

from autograder.words import LANGUAGES, topic_words

_DEFAULT = topic_words(LANGUAGES[0], "collect")


def _help(name: str) -> str:
    return _DEFAULT(f"collect.help_{name}")


@click.command(help=_DEFAULT("collect.help"))
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--assignment", metavar="NAME", help=_help("assignment"))
@click.option("--receipts", type=click.Path(path_type=Path), metavar="FILE", help=_help("receipts"))
@click.option("--dry-run", is_flag=True, help=_help("dry_run"))
@click.option("--json", "json", is_flag=True, help=_help("json"))
@click.option("--lang", "language", type=click.Choice(LANGUAGES), default=LANGUAGES[0], help=_help("language"))
def collect(
    path: Path, assignment: str | None, receipts: Path | None, dry_run: bool, json: bool, language: str
) -> None:
    """Collect. Exit status 0: everything is in its place; 1: there is something to look at; 2: wrong use."""
    from autograder.command.collect_output import as_json, summary
    from autograder.nbgrader_glue.bulk.course_folder import MarkingRefused
    from autograder.nbgrader_glue.collecting.run import Request, collect_delivery
    from autograder.nbgrader_glue.collecting.saying import DeliveryRefused

    try:
        collection = collect_delivery(Request(Path.cwd(), path, assignment, receipts, not dry_run))
    except DeliveryRefused as refused:
        click.echo(refused.saying.say(language), err=True)
        sys.exit(2 if refused.saying.reason in {"no_delivery", "not_released"} else 1)
    except MarkingRefused as refused:
        click.echo(refused.say(language), err=True)
        sys.exit(1)
    click.echo(as_json(collection, language) if json else summary(collection, language))
    sys.exit(not collection.clean)
