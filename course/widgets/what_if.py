"""The what-if panel: facts of a case that may be flipped, and what is said of it then. It knows no law: it asks."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from course.widgets.panel_style import style

_HERE = Path(__file__).parent

Ask = Callable[[int, Sequence[int]], dict[str, Any]]
"""What to show for a person's place and the chosen value of each fact (none: the story as it is)."""


class WhatIf(anywidget.AnyWidget):
    """`flipped` is the value: the person's place, the chosen places of values, and the turn that the view counts.

    Whenever it changes `ask` is called, and `shown` is what it gives together with the same person and turn, so that
    the view can tell a late answer from the present one.
    """

    _esm = _HERE / "what_if.js"
    _css = style("what_if")

    flipped = traitlets.Dict({"person": 0, "chosen": [], "turn": 0}).tag(sync=True)
    shown = traitlets.Dict(help="facts, answers, person, turn").tag(sync=True)
    scene = traitlets.Dict(help="persons, words, language").tag(sync=True)

    def __init__(self, *, ask: Ask, **traits: Any) -> None:
        super().__init__(**traits)
        self._ask = ask
        self._answer()
        self.observe(lambda _: self._answer(), names="flipped")

    def _answer(self) -> None:
        flipped: dict[str, Any] = self.flipped
        person = flipped["person"]
        self.shown = {**self._ask(person, flipped["chosen"]), "person": person, "turn": flipped["turn"]}

    def __repr__(self) -> str:
        return str(self.scene["words"]["title"])
