"""The words of a lesson: blocks of Markdown, each begun by a line `<!-- block: NAME -->`."""

import re
from pathlib import Path

from course.building.refusal import BuildRefused
from course.story import without_breaks

_MARK = re.compile(r"<!-- block: ([a-z][a-z0-9_]*) -->")
_ALMOST_A_MARK = re.compile(r"\s*<!--\s*block\b")


def read_blocks(file: Path, wanted: tuple[str, ...], language: str) -> dict[str, str]:
    """Block name -> Markdown, in the file's order.

    Refuses a block that is missing, unknown to the plan, given twice or empty, text outside a block, and a lesson
    whose first block does not begin with its title.
    """
    if not file.is_file():
        raise BuildRefused("no_words", file=file, language=language)
    lines = file.read_text(encoding="utf-8").splitlines()
    blocks, begun_on = _split(lines, file, language)
    for name, line in begun_on.items():
        if name not in wanted:
            raise BuildRefused("extra_block", file=file, line=line, block=name, language=language)
        if not blocks[name]:
            raise BuildRefused("empty_block", file=file, line=line, block=name, language=language)
    for name in wanted:
        if name not in blocks:
            raise BuildRefused("missing_block", file=file, line=len(lines) + 1, block=name, language=language)
    opening = wanted[0]
    if not blocks[opening].startswith("# "):
        raise BuildRefused("no_title", file=file, line=begun_on[opening] + 1, block=opening, language=language)
    return blocks


def title_of(block: str) -> str:
    """The title that an opening block begins with."""
    return block.splitlines()[0].removeprefix("# ").strip()


def _split(lines: list[str], file: Path, language: str) -> tuple[dict[str, str], dict[str, int]]:
    texts: dict[str, list[str]] = {}
    begun_on: dict[str, int] = {}
    name = None
    for number, line in enumerate(lines, start=1):
        mark = _MARK.fullmatch(line.strip())
        if mark:
            name = mark[1]
            if name in texts:
                raise BuildRefused("block_twice", file=file, line=number, block=name, language=language)
            texts[name], begun_on[name] = [], number
        elif _ALMOST_A_MARK.match(line):
            raise BuildRefused("bad_mark", file=file, line=number, text=line.strip(), language=language)
        elif name is not None:
            texts[name].append(line)
        elif line.strip():
            raise BuildRefused("outside_block", file=file, line=number, language=language)
    return {name: without_breaks("\n".join(text).strip()) for name, text in texts.items()}, begun_on
