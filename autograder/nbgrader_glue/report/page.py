"""The report as one page: everything in it, nothing fetched, no script, every stranger's text escaped."""

from datetime import date
from pathlib import Path

from autograder.nbgrader_glue.report.analysis import Report
from autograder.nbgrader_glue.report.plots import MOST, bands, misconceptions_plot, questions_plot, scores_plot
from autograder.nbgrader_glue.report.telling import Telling

TEMPLATE = "page.html.jinja"


def page(report: Report, language: str, day: date, *, anonymous: bool = False) -> str:
    """The page in a language; without names where it is `anonymous`."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    telling = Telling(report, language)
    sections = ["summary"]
    if report.counted:
        sections += ["scores", "rules", "questions", "options", "reliability"]
    sections += ["reading"] if anonymous else ["names", "reading"]
    drawn = report.counted > 0
    return environment.get_template(TEMPLATE).render(
        report=report,
        telling=telling,
        say=telling.say,
        language=language,
        day=day,
        sections=sections,
        bands=list(enumerate(bands(telling))),
        scores_plot=scores_plot(telling) if drawn else "",
        rules_plot=misconceptions_plot(telling) if report.rules else "",
        questions_plot=questions_plot(telling) if report.size in {"caution", "enough"} else "",
        left=max(0, sum(len(about.misconceptions) for about in report.rules) - MOST),
        most=MOST,
    )
