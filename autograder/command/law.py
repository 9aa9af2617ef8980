"""`workbook law`: the rules, their cards, what cases make of them, and decision tables for people."""

import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import click

from autograder.cases import CaseFile, CaseRefused, case_folders, load_case
from autograder.command.law_output import card_page, listing, table_page
from autograder.lawbook import cards_of, in_force, label, rests_on_repealed, rule_ids, uses
from autograder.reading.refusals import close_to
from autograder.rulebook import Card, all_rules
from autograder.vocabulary import Question
from autograder.words import LANGUAGES, Words, words_for

_DEFAULT = words_for(LANGUAGES[0])


@click.command(help=_DEFAULT("law.help"))
@click.argument("rule", required=False)
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help=_DEFAULT("law.help_on"))
@click.option("--unused", is_flag=True, help=_DEFAULT("law.help_unused"))
@click.option("--repealed", is_flag=True, help=_DEFAULT("law.help_repealed"))
@click.option("--table", type=click.Choice([one.value for one in Question]), help=_DEFAULT("law.help_table"))
@click.option("--lang", "language", type=click.Choice(LANGUAGES), default=LANGUAGES[0], help=_DEFAULT("law.help_lang"))
def law(rule: str | None, on: datetime | None, unused: bool, repealed: bool, table: str | None, language: str) -> None:
    """List the rules, or show one. Exit status 0: shown; 1: a case of the folders is refused; 2: wrong use."""
    words = words_for(language)
    if sum((rule is not None, unused, repealed, table is not None)) > 1:
        raise click.UsageError(words("law.one_at_a_time"))
    day = on.date() if on else None

    def wanted(card: Card) -> bool:
        return day is None or in_force(card, day)

    if rule is not None:
        _show(rule.upper(), wanted, words)
    elif unused:
        used = {card.name for use in uses(_case_files(language)) for card in (*use.standing(), *use.defeated())}
        cards = [card for card in all_rules() if card.name not in used and wanted(card)]
        click.echo(listing(cards, language) if cards else words("law.all_used"))
    elif repealed:
        click.echo("\n".join(_repealed(day, words)) or words("law.none_repealed"))
    elif table is not None:
        click.echo(table_page(Question(table), day, language))
    else:
        click.echo(listing([card for id in rule_ids() for card in cards_of(id) if wanted(card)], language))


def _show(name: str, wanted: Callable[[Card], bool], words: Words) -> None:
    cards = cards_of(name)
    if not cards:
        close = close_to(name, rule_ids())
        key = "law.no_such_rule_close" if close else "law.no_such_rule"
        raise click.UsageError(words(key, rule=name, close=close))
    shown = [card for card in cards if wanted(card)]
    if not shown:
        click.echo(words("law.not_then", rule=name))
        return
    found = list(uses(_case_files(words.language)))
    click.echo("\n\n".join(card_page(card, found, words.language) for card in shown))


def _repealed(day: date | None, words: Words) -> list[str]:
    """A line for each case and rule no longer law on a day (from which the case is seen, unless it is given)."""
    return list(
        dict.fromkeys(
            words("law.repealed_row", case=use.case_file.id, rule=label(card), on=day or use.case_file.case.as_of)
            for use in uses(_case_files(words.language))
            for card in rests_on_repealed(use, day)
        )
    )


def _case_files(language: str) -> list[CaseFile]:
    """Every case of the known folders. Ends the command where one of them is refused."""
    files = []
    for folder in sorted(file.parent for root in case_folders() for file in Path(root).glob("*/case.toml")):
        try:
            files.append(load_case(folder))
        except CaseRefused as refused:
            click.echo(refused.say(language), err=True)
            sys.exit(1)
    return files
