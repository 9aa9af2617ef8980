"""`workbook check`: cases read as their authors should read them."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from autograder.cases import FILE, CaseRefused, case_folders, load_case
from autograder.command.check_data import as_json
from autograder.command.check_output import brief, page, refused_page, summary
from autograder.desk import Review, Weight, review
from autograder.reading.refusals import close_to
from autograder.words import LANGUAGES, Words, words_for

_DEFAULT = words_for(LANGUAGES[0])

Outcome = Review | CaseRefused
"""What came of reading one case."""


@click.command(help=_DEFAULT("check.help"))
@click.argument("cases", nargs=-1, metavar="[CASE]...")
@click.option("--json", "json", is_flag=True, help=_DEFAULT("check.help_json"))
@click.option(
    "--lang", "language", type=click.Choice(LANGUAGES), default=LANGUAGES[0], help=_DEFAULT("check.help_language")
)
def check(cases: tuple[str, ...], json: bool, language: str) -> None:
    """Say what there is to say. Exit status 0: nothing to mend; 1: something to mend; 2: wrong use."""
    words = words_for(language)
    places = list(dict.fromkeys(place for case in cases for place in _places(case, words))) if cases else _everywhere()
    if not places:
        raise click.UsageError(words("check.no_cases"))
    read: list[tuple[Path, Outcome]] = []
    for place, outcome in _read(places):
        read.append((place, outcome))
        if not json:
            click.echo(_told(place, outcome, words, alone=len(places) == 1))
    if json:
        click.echo(as_json(read, language))
    elif len(places) > 1:
        click.echo(summary([outcome for _, outcome in read], language))
    sys.exit(any(isinstance(one, CaseRefused) or bool(one.of(Weight.PROBLEM)) for _, one in read))


def _read(places: list[Path]) -> Iterator[tuple[Path, Outcome]]:
    for place in places:
        try:
            yield place, review(load_case(place))
        except CaseRefused as refused:
            yield place, refused


def _told(place: Path, outcome: Outcome, words: Words, *, alone: bool) -> str:
    if isinstance(outcome, CaseRefused):
        return refused_page(place, outcome, words.language)
    return page(outcome, words.language) if alone else brief(outcome, words.language)


def _everywhere() -> list[Path]:
    return [place for home in case_folders() for place in _inside(home)]


def _inside(home: Path) -> list[Path]:
    return sorted(file.parent for file in home.glob(f"*/{FILE}"))


def _places(case: str, words: Words) -> list[Path]:
    """The cases that an argument means: a case, a folder of cases, or a case by its id."""
    path = Path(case)
    if path.is_dir() and not (path / FILE).exists() and (several := _inside(path)):
        return several
    if path.exists():
        return [path]
    known = {place.name: place for place in _everywhere()}
    if case in known:
        return [known[case]]
    close = close_to(case, known)
    raise click.UsageError(words("check.no_such_case_close" if close else "check.no_such_case", path=case, close=close))
