"""The minimal pair: two stories side by side, compared by the trainee before answers and rule are shown."""

from pathlib import Path

import anywidget
import traitlets

from course.widgets.panel_style import style

_HERE = Path(__file__).parent


class CasePair(anywidget.AnyWidget):
    """`shown` tells whether answers and rule are open; `scene` comes from `course.lesson_parts.pair`."""

    _esm = _HERE / "case_pair.js"
    _css = style("case_pair")

    shown = traitlets.Bool(False).tag(sync=True)
    scene = traitlets.Dict(help="name, cases (title, story, fact, answers), words, language").tag(sync=True)

    def __repr__(self) -> str:
        return str(self.scene["words"]["title"])
