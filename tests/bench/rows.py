"""One line of the report."""

import attrs


@attrs.frozen
class Row:
    """What was measured, how it came out, and the limit that it is held against: most, or least."""

    what: str
    value: float
    unit: str
    limit: float | None = None
    note: str = ""
    least: bool = False

    @property
    def missed(self) -> bool:
        """Whether the figure is on the wrong side of its limit."""
        if self.limit is None:
            return False
        return self.value < self.limit if self.least else self.value > self.limit

    @property
    def bound(self) -> str:
        """The limit as the report shows it."""
        return "" if self.limit is None else f"{'at least ' if self.least else ''}{self.limit:g} {self.unit}"
