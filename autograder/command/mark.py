"""`workbook mark`: a whole class marked from its answer records, as data, on all cores."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograder.words import LANGUAGES, topic_words, words_for

if TYPE_CHECKING:
    from autograder.nbgrader_glue.bulk.run import Request

_DEFAULT = topic_words(LANGUAGES[0], "mark")


def _help(name: str) -> str:
    return _DEFAULT(f"mark.help_{name}")


@click.command(help=_DEFAULT("mark.help"))
@click.argument("assignment")
@click.option("--only", multiple=True, metavar="STUDENT", help=_help("only"))
@click.option("--force", is_flag=True, help=_help("force"))
@click.option("--dry-run", is_flag=True, help=_help("dry_run"))
@click.option("--feedback", is_flag=True, help=_help("feedback"))
@click.option("--db", "database", metavar="URL", help=_help("database"))
@click.option("--scheduler", metavar="ADDRESS", help=_help("scheduler"))
@click.option("--json", "json", is_flag=True, help=_help("json"))
@click.option("--lang", "language", type=click.Choice(LANGUAGES), default=LANGUAGES[0], help=_help("language"))
def mark(
    assignment: str,
    only: tuple[str, ...],
    force: bool,
    dry_run: bool,
    feedback: bool,
    database: str | None,
    scheduler: str | None,
    json: bool,
    language: str,
) -> None:
    """Mark. Exit status 0: everything marked and read in full; 1: there is something to look at; 2: wrong use."""
    from autograder.nbgrader_glue.bulk.course_folder import MarkingRefused
    from autograder.nbgrader_glue.bulk.run import Request

    def tell(news: str, **parameters: object) -> None:
        click.echo(words_for(language)(f"mark.cluster.{news}", **parameters), err=True)

    request = Request(Path.cwd(), assignment, only, force, not dry_run, database, scheduler=scheduler, tell=tell)
    try:
        clean = _run(request, language, feedback=feedback and not dry_run, json=json)
    except MarkingRefused as refusal:
        click.echo(refusal.say(language), err=True)
        sys.exit(2 if refusal.reason in {"not_released", "no_such_student"} else 1)
    except KeyboardInterrupt:
        click.echo(words_for(language)("mark.stopped"), err=True)
        sys.exit(130)
    sys.exit(not clean)


def _run(request: "Request", language: str, *, feedback: bool, json: bool) -> bool:
    """Mark, and say what came of it; gives whether nobody has to look at anything."""
    from autograder.command.mark_output import Report, as_json, progress, summary
    from autograder.nbgrader_glue.bulk.feedback import write_feedback
    from autograder.nbgrader_glue.bulk.run import marking

    report = Report(request.assignment, request.write)
    with marking(request) as run:
        report.begin(run.plan)
        with progress(len(run.plan.todo), language, shown=not json) as step:
            for outcome in run.outcomes:
                report.add(outcome)
                step()
        if feedback:
            assignment, afresh = request.assignment, set(report.students)
            students = sorted({*afresh, *run.plan.already})
            with progress(len(students), language, shown=not json, key="feedback") as step:
                for written in write_feedback(run.course, assignment, students, afresh, request.processes):
                    report.add_feedback(written)
                    step()
    click.echo(as_json(report, language) if json else summary(report, language))
    return report.clean
