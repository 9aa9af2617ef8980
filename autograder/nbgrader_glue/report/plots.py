"""The plots of the report: scores, misconceptions, questions. Each has its figures in a table beside it."""

from markupsafe import Markup

from autograder.nbgrader_glue.report.drawing import FIRST, GRID, INK, PALE, SECOND, SOFT, Drawing, clipped
from autograder.nbgrader_glue.report.misconceptions import Misconception
from autograder.nbgrader_glue.report.statistics import Said, Unsaid
from autograder.nbgrader_glue.report.telling import Telling

BANDS = 10
"""Bands of scores, each a tenth of all points."""

MOST = 12
"""Misconceptions that are drawn."""

_WIDTH = 760.0
_ROW = 26.0
_QUESTION_ROW = 24.0
_LABEL = 300.0


def bands(telling: Telling) -> list[int]:
    """How many trainees are in each band of scores, from the lowest to the highest; full marks are in the last."""
    scores = telling.report.scores
    counts = [0] * BANDS
    for total in scores.totals:
        part = total / scores.out_of if scores.out_of else 0.0
        counts[min(max(int(part * BANDS + 1e-9), 0), BANDS - 1)] += 1
    return counts


def scores_plot(telling: Telling) -> Markup:
    """Bars: how many trainees have how many points."""
    counts = bands(telling)
    left, bottom, top = 40.0, 220.0, 24.0
    drawing = Drawing(_WIDTH, 262)
    width = (_WIDTH - left - 20) / BANDS
    highest = max([*counts, 1])
    step = max(1, -(-highest // 5))
    for count in range(0, highest + 1, step):
        y = bottom - (bottom - top) * count / highest
        drawing.line(left, y, _WIDTH - 20, y)
        drawing.text(left - 8, y + 4, str(count), "end", SOFT)
    for band, count in enumerate(counts):
        height = (bottom - top) * count / highest
        x = left + band * width
        drawing.bar(x + 3, bottom - height, width - 6, height)
        if count:
            drawing.text(x + width / 2, bottom - height - 6, str(count), "middle")
    for band in range(BANDS + 1):
        drawing.text(left + band * width, bottom + 18, f"{band * 100 // BANDS}%", "middle", SOFT)
    drawing.line(left, bottom, _WIDTH - 20, bottom, INK)
    drawing.text((left + _WIDTH) / 2, bottom + 38, telling.say("scores.band"), "middle", SOFT)
    return drawing.svg(telling.say("scores.plot"))


def most_frequent(telling: Telling) -> list[tuple[str, Misconception]]:
    """The misconceptions that are drawn, each with the rule it is about."""
    every = [(telling.rule(about), one) for about in telling.report.rules for one in about.misconceptions]
    return sorted(every, key=lambda pair: -pair[1].count / max(pair[1].of, 1))[:MOST]


def misconceptions_plot(telling: Telling) -> Markup:
    """Bars with intervals: the share of each misconception; numbers of people where the class is too small."""
    drawn = most_frequent(telling)
    few = telling.report.size == "few"
    right, value_width = _WIDTH - 20, 86.0
    left = _LABEL + value_width
    drawing = Drawing(_WIDTH, _ROW * len(drawn) + 34)
    longest = max([1, *(one.count for _, one in drawn)]) if few else 1.0
    bottom = _ROW * len(drawn) + 6
    ticks = range(int(longest) + 1) if few and longest <= 10 else [longest * tick / 4 for tick in range(5)]
    for tick in ticks:
        x = left + (right - left) * tick / longest
        drawing.line(x, 4, x, bottom)
        drawing.text(x, bottom + 18, f"{tick:g}" if few else f"{tick:.0%}", "middle", SOFT)
    for row, (rule, one) in enumerate(drawn):
        middle = row * _ROW + _ROW / 2 + 4
        drawing.text(0, middle + 4, clipped(telling.mistake(one.mistake), _LABEL - 72))
        drawing.text(_LABEL - 4, middle + 4, rule, "end", SOFT, 12)
        part = one.count if few else one.count / max(one.of, 1)
        rare = not few and isinstance(one.share, Unsaid)  # too few answered this question for a percentage
        told = str(one.count) if few else f"{one.count}/{one.of}" if rare else f"{part:.0%}"
        drawing.text(left - 10, middle + 4, told, "end")
        drawing.bar(left, middle - 8, (right - left) * part / longest, 16, PALE)
        if not few and not isinstance(one.share, Unsaid) and one.share.low is not None and one.share.high is not None:
            low, high = (left + (right - left) * end for end in (one.share.low, one.share.high))
            drawing.whisker(low, high, middle)
    drawing.line(left, 4, left, bottom, INK)
    return drawing.svg(telling.say("rules.plot_few" if few else "rules.plot"))


def questions_plot(telling: Telling) -> Markup:
    """A row for each question: facility on the left, discrimination on the right, both with intervals."""
    items = telling.report.items
    drawing = Drawing(_WIDTH, _QUESTION_ROW * len(items) + 62)
    bottom = _QUESTION_ROW * len(items) + 30
    panels = (
        (110.0, 410.0, 0.0, 1.0, [0, 0.25, 0.5, 0.75, 1], "facility_short", FIRST),
        (460.0, 740.0, -1.0, 1.0, [-1, -0.5, 0, 0.5, 1], "discrimination_short", SECOND),
    )
    for left, right, least, most, ticks, key, _ in panels:
        drawing.text((left + right) / 2, 14, telling.say(f"questions.{key}"), "middle")
        for tick in ticks:
            x = left + (right - left) * (tick - least) / (most - least)
            drawing.line(x, 24, x, bottom, INK if tick == 0 else GRID)
            drawing.text(x, bottom + 18, f"{tick:.0%}" if least == 0 else f"{tick:g}", "middle", SOFT)
    for row, item in enumerate(items):
        y = 24 + _QUESTION_ROW * (row + 0.5)
        drawing.text(96, y + 4, telling.say("numbers.question", number=item.number), "end")
        for said, (left, right, least, most, _, _, colour) in zip(
            (item.facility, item.discrimination), panels, strict=True
        ):
            _dot(drawing, said, y, (left, right, least, most), colour, telling)
    return drawing.svg(telling.say("questions.plot"))


def _dot(
    drawing: Drawing, said: Said, y: float, panel: tuple[float, float, float, float], colour: str, telling: Telling
) -> None:
    left, right, least, most = panel
    if isinstance(said, Unsaid):
        drawing.text((left + right) / 2 + 8, y + 4, telling.say("unsaid.short"), "start", SOFT, 12)
        return
    places = [
        left + (right - left) * (min(max(value, least), most) - least) / (most - least)
        for value in (said.value, said.low, said.high)
        if value is not None
    ]
    if len(places) == 3:
        drawing.whisker(places[1], places[2], y, colour)
    drawing.dot(places[0], y, colour)
