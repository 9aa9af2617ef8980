"""Why the notebooks cannot be built, said in either language."""

from pathlib import Path

import course
from autograder.words import words_for

WORDS = Path(course.__file__).parent / "words"


class BuildRefused(Exception):
    """Something that `workbook build` reads is not as it must be; `say` tells where and what would be right."""

    def __init__(self, reason: str, **parameters: object) -> None:
        super().__init__(reason, parameters)
        self.reason = reason
        self.parameters = parameters

    def say(self, language: str) -> str:
        """The refusal as a sentence that names file, line and what would be right."""
        return words_for(language, WORDS)(f"build.refused.{self.reason}", **self.parameters)

    def __str__(self) -> str:
        return self.say("en")
