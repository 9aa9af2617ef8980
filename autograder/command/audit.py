"""`workbook audit`: every mark that a student was ever given, what it rests on, and whether it comes out again."""

import sys
from pathlib import Path

import click

from autograder.words import LANGUAGES, topic_words

_DEFAULT = topic_words(LANGUAGES[0], "audit")


@click.command(help=_DEFAULT("audit.help"))
@click.argument("student")
@click.argument("assignment")
@click.option("--db", "database", metavar="URL", help=_DEFAULT("audit.help_database"))
@click.option("--json", "json", is_flag=True, help=_DEFAULT("audit.help_json"))
@click.option(
    "--lang", "language", type=click.Choice(LANGUAGES), default=LANGUAGES[0], help=_DEFAULT("audit.help_language")
)
def audit(student: str, assignment: str, database: str | None, json: bool, language: str) -> None:
    """Exit status 0: every mark comes out again and is what stands now; 1: one does not, or cannot; 2: wrong use."""
    from autograder.command.audit_output import as_json, as_text
    from autograder.nbgrader_glue.bulk.course_folder import MarkingRefused
    from autograder.nbgrader_glue.history.audit import audit as look

    try:
        found = look(Path.cwd(), student, assignment, database)
    except MarkingRefused as refusal:
        click.echo(refusal.say(language), err=True)
        sys.exit(2 if refusal.reason in {"not_released", "never_marked"} else 1)
    click.echo(as_json(found, language) if json else as_text(found, language))
    sys.exit(not found.clean)
