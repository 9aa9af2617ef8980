"""The report as data: everything that page, tables and JSON tell, worked out once."""

from collections.abc import Mapping, Sequence
from statistics import median, quantiles, stdev

import attrs

from autograder.nbgrader_glue.report.class_data import ClassData, State, Trainee
from autograder.nbgrader_glue.report.items import Item, choices
from autograder.nbgrader_glue.report.misconceptions import AboutRule, misconception_map
from autograder.nbgrader_glue.report.statistics import (
    FEW,
    MANY,
    Said,
    Unsaid,
    alpha,
    alpha_without,
    discrimination,
    mean,
    share,
    sums,
)
from autograder.questions import QuestionKind
from autograder.sheet import Sheet, SheetQuestion

_ALMOST = 1e-6


@attrs.frozen
class Scores:
    """The points of everybody who is counted, in the questions that everybody has points in: `out_of` at most."""

    totals: tuple[float, ...]
    out_of: float
    mean: Said
    median: float | None
    spread: float | None
    quarters: tuple[float, float] | None


@attrs.frozen
class Report:
    """A class and an assignment in figures. `left_out` are questions that wait for a person, so they count nowhere."""

    sheet: Sheet
    trainees: tuple[Trainee, ...]
    states: Mapping[State, int]
    waiting: int
    differing: int
    late: int
    scores: Scores
    items: tuple[Item, ...]
    left_out: tuple[Item, ...]
    alpha: Said
    rules: tuple[AboutRule, ...]

    @property
    def counted(self) -> int:
        """How many trainees the figures are about."""
        return len(self.scores.totals)

    @property
    def out_of(self) -> int:
        """The points of all questions together."""
        return sum(question.points for question in self.sheet.questions)

    @property
    def size(self) -> str:
        """nobody, few (counts only), caution, or enough."""
        if not self.counted:
            return "nobody"
        return "few" if self.counted < FEW else "caution" if self.counted < MANY else "enough"


def analysed(data: ClassData) -> Report:
    """The report on a class."""
    counted = data.counted
    columns = _columns(data)
    full = {id: column for id, column in columns.items() if None not in column}
    points = {id: [float(value or 0.0) for value in column] for id, column in full.items()}
    totals = sums(list(points.values())) if points else [0.0] * len(counted)
    items = tuple(_item(data, number, question, columns, points) for number, question in _numbered(data))
    out_of = sum(question.points for question in data.sheet.questions if question.id in points)
    return Report(
        sheet=data.sheet,
        trainees=data.trainees,
        states={state: sum(trainee.state is state for trainee in data.trainees) for state in State},
        waiting=sum(bool(trainee.waits) for trainee in counted),
        differing=sum(trainee.differs for trainee in counted),
        late=sum(trainee.penalty > 0 for trainee in counted),
        scores=_scores(totals, float(out_of)),
        items=items,
        left_out=tuple(item for item in items if item.question.id not in points),
        alpha=alpha(list(points.values())),
        rules=misconception_map(counted, data.behind),
    )


def _numbered(data: ClassData) -> list[tuple[int, SheetQuestion]]:
    return list(enumerate(data.sheet.questions, start=1))


def _columns(data: ClassData) -> dict[str, list[float | None]]:
    """Question -> the points of everybody who is counted, None where a person has given none yet."""
    return {question.id: [one.points[question.id] for one in data.counted] for question in data.sheet.questions}


def _item(
    data: ClassData,
    number: int,
    question: SheetQuestion,
    columns: Mapping[str, Sequence[float | None]],
    points: Mapping[str, list[float]],
) -> Item:
    id, counted = question.id, data.counted
    scored = [value for value in columns[id] if value is not None]
    right = sum(value > question.points - _ALMOST for value in scored)
    others = [column for other, column in points.items() if other != id]
    rest = sums(others) if others else None
    within, without = _of_whole(id, points, rest)
    return Item(
        question=question,
        number=number,
        by_hand=question.kind is QuestionKind.REASON,
        answered=sum(id in trainee.values for trainee in counted),
        scored=len(scored),
        right=right,
        critical=sum(id in trainee.marks and trainee.marks[id].critical for trainee in counted),
        facility=mean([value / question.points for value in scored]) if scored or not counted else Unsaid.WAITING,
        right_share=share(right, len(scored)) if scored or not counted else Unsaid.WAITING,
        discrimination=within,
        alpha_without=without,
        choices=choices(data.behind[id], counted, rest),
    )


def _of_whole(id: str, points: Mapping[str, list[float]], rest: Sequence[float] | None) -> tuple[Said, Said]:
    """How a question goes with the others: its discrimination, and alpha without it."""
    if id not in points:
        return Unsaid.WAITING, Unsaid.WAITING
    if rest is None:
        return Unsaid.ONE_QUESTION, Unsaid.ONE_QUESTION
    within = discrimination(points[id], rest)
    return within, alpha_without(list(points.values()), list(points).index(id))


def _scores(totals: list[float], out_of: float) -> Scores:
    told = len(totals) >= FEW
    low, _, high = quantiles(totals, n=4, method="inclusive") if told else (0.0, 0.0, 0.0)
    return Scores(
        totals=tuple(totals),
        out_of=out_of,
        mean=mean(totals),
        median=median(totals) if told else None,
        spread=stdev(totals) if told else None,
        quarters=(low, high) if told else None,
    )
