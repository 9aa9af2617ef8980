"""`workbook release`: what trainees get, made by nbgrader from the instructor's notebooks."""

import sys
from pathlib import Path

import click

from autograder.words import LANGUAGES, words_for

_DEFAULT = words_for(LANGUAGES[0])


@click.command(help=_DEFAULT("release.help"))
@click.argument("assignment", required=False)
@click.option(
    "--lang", "language", type=click.Choice(LANGUAGES), default=LANGUAGES[0], help=_DEFAULT("release.help_language")
)
def release(assignment: str | None, language: str) -> None:
    """Release one assignment, or all, in every language. Exit status 1: refused; 2: wrong use."""
    words = words_for(language)
    root = Path.cwd()
    built = built_assignments(root)
    if not built or not (root / "nbgrader_config.py").is_file():
        click.echo(words("release.no_course", folder=root), err=True)
        sys.exit(1)
    if assignment is not None and assignment not in built:
        click.echo(words("release.unknown", assignment=assignment, known=words.listed(*built)), err=True)
        sys.exit(2)
    from autograder.nbgrader_glue.releasing import ReleaseFailed, release_assignment

    try:
        for name in [assignment] if assignment else built:
            for folder in release_assignment(root, name):
                click.echo(words("release.written", folder=folder.relative_to(root)))
    except ReleaseFailed as failure:
        click.echo(
            words("release.failed", assignment=failure.assignment, language=failure.language, log=failure.log), err=True
        )
        sys.exit(1)


def built_assignments(root: Path) -> list[str]:
    """The assignments that `workbook build` has written in every language, sorted."""
    folders = [
        {place.parent.name for place in (root / "source" / language).glob("*/*.ipynb")} for language in LANGUAGES
    ]
    return sorted(set.intersection(*folders))
