"""Plots as inline SVG: a few shapes and texts, every text escaped."""

from markupsafe import Markup

INK, SOFT, GRID = "#1f2933", "#52606d", "#d5dbe1"
FIRST, SECOND = "#2b5d8a", "#b3541e"
PALE = "#9dbfdd"

_WIDE, _NARROW = 13.0, 7.0


class Drawing:
    """A picture that grows shape by shape."""

    def __init__(self, width: float, height: float) -> None:
        self.width = width
        self.height = height
        self._parts: list[Markup] = []

    def bar(self, x: float, y: float, width: float, height: float, fill: str = FIRST) -> None:
        """A filled box."""
        shape = '<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" fill="{}"/>'
        self._parts.append(Markup(shape).format(x, y, max(width, 0.0), max(height, 0.0), fill))

    def line(self, x: float, y: float, to_x: float, to_y: float, stroke: str = GRID, width: float = 1) -> None:
        """A straight line."""
        shape = '<line x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}" stroke="{}" stroke-width="{}"/>'
        self._parts.append(Markup(shape).format(x, y, to_x, to_y, stroke, width))

    def dot(self, x: float, y: float, fill: str = FIRST, radius: float = 4.5) -> None:
        """A filled circle."""
        self._parts.append(Markup('<circle cx="{:.1f}" cy="{:.1f}" r="{}" fill="{}"/>').format(x, y, radius, fill))

    def text(self, x: float, y: float, text: str, anchor: str = "start", fill: str = INK, size: int = 13) -> None:
        """A line of text; `anchor` is start, middle or end."""
        shape = '<text x="{:.1f}" y="{:.1f}" text-anchor="{}" fill="{}" font-size="{}">{}</text>'
        self._parts.append(Markup(shape).format(x, y, anchor, fill, size, text))

    def whisker(self, low: float, high: float, y: float, stroke: str = INK) -> None:
        """An interval: a thin line with short ends."""
        self.line(low, y, high, y, stroke, 1.5)
        for x in (low, high):
            self.line(x, y - 4, x, y + 4, stroke, 1.5)

    def svg(self, said: str) -> Markup:
        """The picture; `said` is what it shows, for whoever cannot see it."""
        head = Markup('<svg viewBox="0 0 {:.0f} {:.0f}" width="{:.0f}" role="img" aria-label="{}">').format(
            self.width, self.height, self.width, said
        )
        return head + Markup("").join(self._parts) + Markup("</svg>")


def clipped(text: str, width: float) -> str:
    """A text cut so that it fits into a width; Chinese characters are twice as wide as others."""
    used = 0.0
    for place, character in enumerate(text):
        used += _WIDE if ord(character) > 0x2E80 else _NARROW
        if used > width - _WIDE and place + 1 < len(text):
            return text[:place] + "…"
    return text
