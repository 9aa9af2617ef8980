"""What collecting has to tell people, kept as a key of its words until the language is known."""

from collections.abc import Mapping
from typing import Any

import attrs

from autograder.words import words_for


@attrs.frozen
class Saying:
    """A sentence of `collect.<group>.<reason>`; `parameters` fill its names in braces."""

    group: str
    reason: str
    parameters: Mapping[str, Any] = attrs.field(factory=dict)

    def say(self, language: str) -> str:
        """The sentence for people."""
        return words_for(language)(f"collect.{self.group}.{self.reason}", **self.parameters)


def refusal(reason: str, **parameters: Any) -> Saying:
    """Why something is not placed, and what would be right."""
    return Saying("refused", reason, parameters)


def note(reason: str, **parameters: Any) -> Saying:
    """What a person should know about something that is placed."""
    return Saying("notes", reason, parameters)


class DeliveryRefused(Exception):
    """Nothing of a delivery can be collected; `saying` tells why and what to do."""

    def __init__(self, reason: str, **parameters: Any) -> None:
        super().__init__(f"{reason} {parameters}")
        self.saying = refusal(reason, **parameters)
