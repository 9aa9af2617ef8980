"""The worked case: one person after the other, with both answers and the reasons. The step is its value."""

from pathlib import Path

import anywidget
import traitlets

from course.widgets.panel_style import style

_HERE = Path(__file__).parent


class WorkedCase(anywidget.AnyWidget):
    """`step` is the place of the person shown, from 0; `scene` comes from `course.lesson_parts.worked`."""

    _esm = _HERE / "worked_case.js"
    _css = style("worked_case")

    step = traitlets.Int(0).tag(sync=True)
    scene = traitlets.Dict(help="steps (name, place, answers), words, language").tag(sync=True)

    def __repr__(self) -> str:
        return str(self.scene["words"]["title"])
