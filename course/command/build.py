"""`workbook build`: the notebooks, from lessons, cases and words."""

import sys
from pathlib import Path

import click

import course
from autograder.assignments import AssignmentRefused
from autograder.reading.refusals import CaseRefused
from autograder.words import LANGUAGES, words_for
from course.building.files import Difference, Trouble, bring_up_to_date, differences
from course.building.plan import Kind, places, planned_files
from course.building.refusal import WORDS, BuildRefused

_DEFAULT = words_for(LANGUAGES[0], WORDS)


@click.command(help=_DEFAULT("build.help"))
@click.option("--check", is_flag=True, help=_DEFAULT("build.help_check"))
@click.option("--only", type=click.Choice([kind.value for kind in Kind]), help=_DEFAULT("build.help_only"))
@click.option(
    "--lang", "language", type=click.Choice(LANGUAGES), default=LANGUAGES[0], help=_DEFAULT("build.help_language")
)
def build(check: bool, only: str | None, language: str) -> None:
    """Write the notebooks; with `--check` only compare. Exit status 1: out of date, or refused; 2: wrong use."""
    kinds = [Kind(only)] if only else list(Kind)
    root = Path(course.__file__).resolve().parent.parent
    try:
        sys.exit(run(root, kinds, check=check, language=language))
    except (BuildRefused, AssignmentRefused, CaseRefused) as refusal:
        click.echo(refusal.say(language), err=True)
        sys.exit(1)


def run(root: Path, kinds: list[Kind], *, check: bool, language: str) -> int:
    """Build or check the checkout at `root`, say what was done or is wrong, give the exit status."""
    words = words_for(language, WORDS)
    planned = {file: text for kind in kinds for file, text in planned_files(root, kind).items()}
    differing = differences(planned, [place for kind in kinds for place in places(root, kind)])
    if not differing:
        click.echo(words("build.nothing_to_do", count=len(planned)))
        return 0
    if check:
        for difference in differing:
            click.echo(words(f"build.{difference.trouble}", file=difference.file.relative_to(root)), err=True)
        click.echo(words("build.run_build"), err=True)
        return 1
    bring_up_to_date(planned, differing)
    for difference in differing:
        click.echo(words(f"build.{_done(difference)}", file=difference.file.relative_to(root)))
    removed = sum(difference.trouble is Trouble.LEFT_OVER for difference in differing)
    click.echo(words("build.done", written=len(differing) - removed, removed=removed, count=len(planned)))
    return 0


def _done(difference: Difference) -> str:
    return "removed" if difference.trouble is Trouble.LEFT_OVER else "written"
