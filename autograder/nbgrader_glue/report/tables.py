"""The report as tables: the same rows go into CSV files and into a workbook of sheets."""

from collections.abc import Iterator

import attrs

from autograder.nbgrader_glue.report.analysis import Report
from autograder.nbgrader_glue.report.statistics import Said, Unsaid
from autograder.nbgrader_glue.report.telling import Telling
from autograder.words import words_for

Cell = str | int | float | None

DIGITS = 4
"""Decimal places of figures."""


@attrs.frozen
class Table:
    """A table: the name of its file, the title of its sheet, its header and its rows."""

    name: str
    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def tables(report: Report, language: str, *, anonymous: bool = False) -> tuple[Table, ...]:
    """Every table of a report; without that of the trainees where it is `anonymous`."""
    telling = Telling(report, language)
    made = (_summary(telling), _questions(telling), _options(telling), _misconceptions(telling))
    return made if anonymous else (*made, _trainees(telling))


NAMES = ("summary", "questions", "options", "misconceptions", "scores")
"""The names of all tables, so that those of an earlier report can be taken away."""


def _table(telling: Telling, name: str, header: tuple[str, ...], rows: Iterator[tuple[Cell, ...]]) -> Table:
    title = words_for(telling.language)(f"report.tables.{name}")
    return Table(name, title, tuple(telling.say(key) for key in header), tuple(rows))


def _said(telling: Telling, said: Said) -> tuple[Cell, Cell, Cell]:
    """A figure and the ends of its interval, or why there is none."""
    if isinstance(said, Unsaid):
        return telling.say(f"unsaid.{said.value}"), None, None
    ends = (None if end is None else round(end, DIGITS) for end in (said.low, said.high))
    low, high = ends
    return round(said.value, DIGITS), low, high


def _summary(telling: Telling) -> Table:
    report = telling.report

    def rows() -> Iterator[tuple[Cell, ...]]:
        for state, count in report.states.items():
            yield telling.say(f"state.{state.value}"), count, None, None
        yield telling.say("summary.waiting"), report.waiting, None, None
        yield telling.say("summary.mean"), *_said(telling, report.scores.mean)
        yield telling.say("summary.alpha"), *_said(telling, report.alpha)

    return _table(telling, "summary", ("tables.what", "tables.value", "tables.low", "tables.high"), rows())


def _questions(telling: Telling) -> Table:
    between = ("tables.low", "tables.high")
    header = (
        "questions.number", "tables.id", "questions.case", "questions.prompt", "questions.kind", "questions.points",
        "questions.answered", "questions.right", "questions.right_share", *between, "questions.critical",
        "questions.facility", *between, "questions.discrimination", *between, "questions.alpha_without", *between,
        "questions.remarks",
    )  # fmt: skip

    def rows() -> Iterator[tuple[Cell, ...]]:
        for item in telling.report.items:
            asked = item.question
            yield (
                item.number, asked.id, telling.cases[asked.id], telling.prompt(asked),
                telling.say(f"kinds.{asked.kind.value}"), asked.points, item.answered, item.right,
                *_said(telling, item.right_share), item.critical, *_said(telling, item.facility),
                *_said(telling, item.discrimination), *_said(telling, item.alpha_without),
                telling.words("explain.join.list.between").join(telling.remarks(item)),
            )  # fmt: skip

    return _table(telling, "questions", header, rows())


def _options(telling: Telling) -> Table:
    header = (
        "questions.number", "tables.id", "tables.option_id", "options.option", "options.right", "options.count",
        "options.upper_short", "options.lower_short", "options.note",
    )  # fmt: skip

    def rows() -> Iterator[tuple[Cell, ...]]:
        for item in telling.report.items:
            id = item.question.id
            for choice in item.choices.listed:
                right = telling.say("numbers.yes" if choice.right else "numbers.no")
                note = telling.say(f"options.{choice.note}") if choice.note else ""
                told = telling.option(id, choice.value)
                yield item.number, id, choice.value, told, right, choice.count, choice.upper, choice.lower, note
            if item.choices.others:
                others, no = telling.say("options.others"), telling.say("numbers.no")
                yield item.number, id, None, others, no, item.choices.others, None, None, ""

    return _table(telling, "options", header, rows())


def _misconceptions(telling: Telling) -> Table:
    header = (
        "tables.rule", "tables.sentence", "tables.authority", "rules.mistake", "rules.people", "tables.of",
        "tables.share", "tables.low", "tables.high", "rules.examples",
    )  # fmt: skip

    def rows() -> Iterator[tuple[Cell, ...]]:
        for about in telling.report.rules:
            authority = telling.authority(about) if about.cards else None
            law = " ".join(telling.sentence(card) for card in about.cards)
            for one in about.misconceptions:
                examples = "\n".join(telling.example(example) for example in one.examples)
                yield (
                    telling.rule(about), law, authority, telling.mistake(one.mistake), one.count, one.of,
                    *_said(telling, one.share), examples,
                )  # fmt: skip

    return _table(telling, "misconceptions", header, rows())


def _trainees(telling: Telling) -> Table:
    report = telling.report
    columns = ("name", "state", "points", "out_of", "extra", "penalty", "waits", "problems")

    def rows() -> Iterator[tuple[Cell, ...]]:
        for trainee in report.trainees:
            total = round(trainee.total, DIGITS) if trainee.points else None
            points = (trainee.points.get(item.question.id) for item in report.items)
            yield (
                trainee.name, telling.say(f"state.{trainee.state.value}"), total, report.out_of, trainee.extra,
                trainee.penalty, telling.waits(trainee), telling.problems(trainee), *points,
            )  # fmt: skip

    made = _table(telling, "scores", tuple(f"names.{column}" for column in columns), rows())
    numbers = (telling.say("numbers.question", number=item.number) for item in report.items)
    return attrs.evolve(made, header=(*made.header, *numbers))
