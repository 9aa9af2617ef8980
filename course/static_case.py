"""A case on paper: story, questions and answers as inert HTML, where no form can live (marking, feedback)."""

from collections.abc import Mapping
from html import escape

from autograder.answer_values import Value
from autograder.sheet import SheetCase, SheetQuestion
from autograder.words import Words
from course.story import story_html


def static_case(case: SheetCase, values: Mapping[str, Value], problems: list[str], language: str, words: Words) -> str:
    """The case and what was answered, every text of a trainee escaped and in full."""
    questions = "".join(
        f"<li><p><strong>{escape(question.prompt[language])}</strong></p>"
        f"{_answer(question, values.get(question.id), language, words)}</li>"
        for question in case.questions
    )
    notes = "".join(f"<p><em>{escape(problem)}</em></p>" for problem in problems)
    title, answers = escape(case.title[language]), escape(words("form.static.answers"))
    return (
        f'<section lang="{"zh-CN" if language == "zh" else "en"}"><h3>{title}</h3>{story_html(case.story[language])}'
        f"<h4>{answers}</h4>{notes}<ol>{questions}</ol></section>"
    )


def _answer(question: SheetQuestion, value: Value | None, language: str, words: Words) -> str:
    if value is None:
        return f"<p>{escape(words('form.static.unanswered'))}</p>"
    if not question.options:
        unit = f" {question.unit[language]}" if question.unit else ""
        return f'<p style="white-space: pre-wrap">{escape(str(value) + unit)}</p>'
    chosen = value if isinstance(value, list) else [value]
    labels = [option.label[language] for option in question.options if option.value in chosen]
    return "<ul>" + "".join(f"<li>{escape(label)}</li>" for label in labels) + "</ul>"
