"""The decision table: results, the rules that give them and their exceptions, by the law of a day to be chosen."""

from pathlib import Path

import anywidget
import traitlets

from course.widgets.panel_style import style

_HERE = Path(__file__).parent


class DecisionTable(anywidget.AnyWidget):
    """`day` is the place of the day whose law is shown, from 0; `scene` comes from `course.lesson_parts.tables`."""

    _esm = _HERE / "decision_table.js"
    _css = style("decision_table")

    day = traitlets.Int(0).tag(sync=True)
    scene = traitlets.Dict(help="rules (sentences), days (label, shown, results), words, language").tag(sync=True)

    def __repr__(self) -> str:
        return str(self.scene["words"]["title"])
