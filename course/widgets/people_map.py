"""The people map: who stands around a loan and by what line. Shows what it is given; the chosen person is its value."""

from pathlib import Path

import anywidget
import traitlets

from course.widgets.panel_style import style

_HERE = Path(__file__).parent


class PeopleMap(anywidget.AnyWidget):
    """`chosen` is the id of the person whose facts are shown, empty at first; `scene` tells what to draw."""

    _esm = _HERE / "people_map.js"
    _css = style("people_map")

    chosen = traitlets.Unicode("").tag(sync=True)
    scene = traitlets.Dict(help="title, story, lender, loan, persons, words, language").tag(sync=True)

    def __repr__(self) -> str:
        return str(self.scene["title"])
