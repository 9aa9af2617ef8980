"""A story's Markdown as HTML that cannot do anything: no raw HTML, no pictures, no links that run."""

import re
from functools import cache

from markdown_it import MarkdownIt

_CHINESE = "\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“”‘’—…"
_BREAK_INSIDE_CHINESE = re.compile(rf"(?<=[{_CHINESE}])\n(?=[{_CHINESE}0-9])(?!\n)")


@cache
def _reader() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table").disable(["image", "link", "autolink", "reference"])


def story_html(markdown: str) -> str:
    """The story as HTML; anything but paragraphs, lists, tables and emphasis stays text."""
    return str(_reader().render(without_breaks(markdown)))


def without_breaks(markdown: str) -> str:
    """Chinese sentences that stand on lines of their own, joined: a browser would show each break as a gap."""
    return _BREAK_INSIDE_CHINESE.sub("", markdown)
