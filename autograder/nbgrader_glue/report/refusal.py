"""Why there is no report, in words."""

from typing import Any

from autograder.words import words_for


class ReportRefused(Exception):
    """No report can be made; `reason` and `parameters` find the words (`report.refused`) that say why and what to do.

    A parameter may be a function that says its words in a language.
    """

    def __init__(self, reason: str, **parameters: Any) -> None:
        super().__init__(f"{reason} {parameters}")
        self.reason = reason
        self.parameters = parameters

    def say(self, language: str) -> str:
        """The refusal in a sentence for people."""
        told = {name: value(language) if callable(value) else value for name, value in self.parameters.items()}
        return words_for(language)(f"report.refused.{self.reason}", **told)
