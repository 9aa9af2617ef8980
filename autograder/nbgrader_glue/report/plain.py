"""The report as plain data for programs."""

from typing import Any

from autograder.nbgrader_glue.report.analysis import Report
from autograder.nbgrader_glue.report.items import Item
from autograder.nbgrader_glue.report.misconceptions import AboutRule
from autograder.nbgrader_glue.report.statistics import Said, Unsaid


def plain(report: Report, *, anonymous: bool = False) -> dict[str, Any]:
    """The report as what JSON can hold; a figure that cannot be told is `{"unsaid": why}`."""
    scores = report.scores
    data: dict[str, Any] = {
        "assignment": report.sheet.assignment,
        "counted": report.counted,
        "size": report.size,
        "states": {state.value: count for state, count in report.states.items()},
        "waiting": report.waiting,
        "differing": report.differing,
        "scores": {
            "totals": sorted(scores.totals),
            "out_of": scores.out_of,
            "mean": _said(scores.mean),
            "median": scores.median,
            "standard_deviation": scores.spread,
        },
        "alpha": _said(report.alpha),
        "questions": [_item(item) for item in report.items],
        "left_out": [item.question.id for item in report.left_out],
        "rules": [_about(about) for about in report.rules],
    }
    if not anonymous:
        data["trainees"] = [
            {
                "name": trainee.name,
                "state": trainee.state.value,
                "points": trainee.total if trainee.points else None,
                "waits": list(trainee.waits),
            }
            for trainee in report.trainees
        ]
    return data


def _said(said: Said) -> dict[str, Any]:
    if isinstance(said, Unsaid):
        return {"unsaid": said.value}
    return {"value": said.value, "low": said.low, "high": said.high}


def _item(item: Item) -> dict[str, Any]:
    choices = item.choices
    return {
        "id": item.question.id,
        "number": item.number,
        "points": item.question.points,
        "answered": item.answered,
        "scored": item.scored,
        "right": item.right,
        "critical": item.critical,
        "facility": _said(item.facility),
        "right_share": _said(item.right_share),
        "discrimination": _said(item.discrimination),
        "alpha_without": _said(item.alpha_without),
        "groups": {"upper": choices.upper, "lower": choices.lower},
        "options": [
            {
                "value": choice.value,
                "right": choice.right,
                "count": choice.count,
                "upper": choice.upper,
                "lower": choice.lower,
                "note": choice.note,
            }
            for choice in choices.listed
        ],
        "others": choices.others,
    }


def _about(about: AboutRule) -> dict[str, Any]:
    return {
        "rule": about.rule or None,
        "functions": [card.name for card in about.cards],
        "authority": list(dict.fromkeys(reference for card in about.cards for reference in card.authority)),
        "count": about.count,
        "of": about.of,
        "share": _said(about.share),
        "misconceptions": [
            {
                "mistake": one.mistake,
                "count": one.count,
                "of": one.of,
                "share": _said(one.share),
                "examples": [
                    {"question": two.question, "given": two.given, "right": two.right, "count": two.count}
                    for two in one.examples
                ],
            }
            for one in about.misconceptions
        ],
    }
