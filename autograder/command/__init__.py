"""The command `workbook`: its subcommands are entry points and are imported only when they are called.

A package adds a subcommand by an entry point in the group `workbook.commands`, and one line of help for it under
`commands` in `words/<language>/command.toml`.
"""

from importlib.metadata import EntryPoint, entry_points

import click

from autograder.words import LANGUAGES, Words, topic_words

GROUP = "workbook.commands"


class Subcommands(click.Group):
    """A group whose list of commands is read from the installed entry points."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all subcommands."""
        return sorted({*super().list_commands(ctx), *entry_points(group=GROUP).names})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The subcommand of a name, imported now; None if there is none."""
        found = [entry for entry in entry_points(group=GROUP) if entry.name == cmd_name]
        return _loaded(found[0]) if found else super().get_command(ctx, cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the subcommands with their line of help, importing none of them."""
        words = _words()
        rows = [(name, _help(words, name)) for name in self.list_commands(ctx)]
        if rows:
            with formatter.section(words("command.commands")):
                formatter.write_dl(rows)


def _loaded(entry: EntryPoint) -> click.Command:
    command = entry.load()
    if not isinstance(command, click.Command):
        raise TypeError(f"entry point {entry.name} of {GROUP} is {entry.value}, which is no command")
    return command


def _words() -> Words:
    return topic_words(LANGUAGES[0], "command")


def _help(words: Words, name: str) -> str:
    key = f"commands.{name}"
    return words(key) if words.has(key) else ""


@click.group(cls=Subcommands, help=_words()("command.help"), context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="credit-liability-workbook")
def workbook() -> None:
    """Everything that is done from a terminal."""
