"""What a lesson consists of, in order: prose and interactive parts.

A lesson is the folder `course/lessons/<NN_topic>/` with `lesson.py` (which defines `LESSON`, the one cell list of both
languages), `lesson.zh.md` and `lesson.en.md` (the words). In the words each block begins with a line
`<!-- block: NAME -->`; the lesson's title is the `# ` line that begins its first block. `workbook build` makes the
notebooks.
"""

from attrs import field, frozen, validators

_NAME = validators.matches_re(r"[a-z][a-z0-9_]*")


@frozen
class Prose:
    """A Markdown cell: the block of this name in lesson.<language>.md."""

    block: str = field(validator=_NAME)


@frozen
class Part:
    """A widget cell: `part("<lesson>", "<name>", "<language>")` of `course.lesson`."""

    name: str = field(validator=_NAME)


@frozen
class Lesson:
    """The cells of a lesson in the order in which a trainee meets them.

    A lesson starts with prose (its title is there), and no block or part is used twice; `ValueError` otherwise.
    """

    parts: tuple[Prose | Part, ...] = field(converter=tuple)

    @parts.validator
    def _check(self, _attribute: object, parts: tuple[Prose | Part, ...]) -> None:
        if not parts or not isinstance(parts[0], Prose):
            raise ValueError("a lesson starts with a prose block that holds its title")
        repeated = {part for part in parts if parts.count(part) > 1}
        if repeated:
            raise ValueError(f"used twice: {sorted(map(str, repeated))}")

    @property
    def blocks(self) -> tuple[str, ...]:
        """The names of the prose blocks, in order."""
        return tuple(part.block for part in self.parts if isinstance(part, Prose))
