"""nbgrader's feedback page for many students: what is the same for all of them is made once.

The page is that of nbgrader's own template, byte for byte. A cell with the same text, outputs, score and comment is
rendered once; scores and comments of a student come with three queries, not with one for every cell. Where a course has
a template or filters of its own, which might show more than the cell itself, every cell is rendered every time.
"""

import json
import os
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from importlib.metadata import distribution
from typing import Any
from uuid import uuid4

import attrs
from bs4 import BeautifulSoup
from bs4.builder import HTMLTreeBuilder
from jinja2 import Template, meta
from nbconvert.exporters import HTMLExporter
from nbformat import reader
from nbformat.notebooknode import NotebookNode

_REMEMBERING = "{%- extends own -%}{%- block any_cell -%}{{ exporter.cell(nb, cell, super) }}{%- endblock -%}"

_SELF_CONTAINED = {"text/html", "text/plain"}
"""Outputs that look the same wherever they stand; a picture or a script gets an id of its own each time."""

_ENTRY = re.compile(r"<li\b(?:(?!<li\b).)*</li>", re.DOTALL)
"""One line of the list of scores at the top of nbgrader's page."""

_BLANKS = " \n\t\f\r"
"""What nbconvert's parser takes for blanks: of those between two elements it leaves one."""

_BETWEEN = re.compile(f">[{_BLANKS}]+<")

_CONTENT = '<div id="notebook"'
"""What stands between that list and the cells."""

_READ_FURTHER = ("<!", "<?", "<img", "jp-Notebook")
"""Comments and declarations, which may end anywhere; and what nbconvert adds something to."""

_VOID = HTMLTreeBuilder.DEFAULT_EMPTY_ELEMENT_TAGS or set()

_MOST_REMEMBERED = 20_000


@attrs.frozen
class _Piece:
    """A piece as the finished page has it, and the blanks around it, which melt into those before and after."""

    before: str
    html: str
    after: str


class QuickHTMLExporter(HTMLExporter):
    """Makes the very pages that nbconvert's own exporter makes, and takes the same configuration."""

    def __init__(self, config: Any = None, **other: Any) -> None:
        base: Any = super()
        base.__init__(config=config, **other)
        self.optimistic_validation = True
        self._known: dict[str, _Piece | None] = {}
        self._on_page: list[str] = []
        self._name = uuid4().hex
        self._mark = re.compile(rf'<i class="{self._name}-(\d+)"></i>')
        self._marks = re.compile(rf'<i class="{self._name}-\d+"></i>([{_BLANKS}]*<i class="{self._name}-\d+"></i>)+')

    def from_file(self, file_stream: Any, resources: Any = None, **other: Any) -> tuple[Any, Any]:
        """Convert a notebook; nbconvert need not copy it, because nobody else holds it."""
        notebook = reader.reads(file_stream.read())
        if notebook.nbformat != 4:
            file_stream.seek(0)
            return super().from_file(file_stream, resources, **other)
        unshared: Any = _Unshared
        return self.from_notebook_node(unshared(notebook), resources, **other)

    def from_notebook_node(self, nb: Any, resources: Any = None, **other: Any) -> tuple[Any, Any]:
        """The page: nbconvert makes it with marks in the places of the pieces that are known."""
        self._nb_metadata.clear()
        self._on_page.clear()
        page, resources = super().from_notebook_node(nb, resources, **other)
        return self._mark.sub(self._piece, page), resources

    def cell(self, notebook: Any, cell: Any, render: Callable[[], str]) -> str:
        """What the template gets of a cell: a mark in its place, or the cell itself where it must be made anew."""
        if any({*output.get("data", ())} - _SELF_CONTAINED for output in cell.get("outputs", ())):
            return render()
        return self._known_or_new(json.dumps([notebook.metadata.get("language_info"), cell], sort_keys=True), render)

    def shortened(self, page: str) -> str:
        """A rendered page with marks also in the list of scores, and one mark for all that follow each other."""
        before, middle, after = page.partition(_CONTENT)
        before = _ENTRY.sub(lambda entry: self._known_or_new(entry[0], entry.group), before)
        return self._marks.sub(self._joined, before + middle + after)

    def _known_or_new(self, key: str, render: Callable[[], str]) -> str:
        if key not in self._known:
            if len(self._known) >= _MOST_REMEMBERED:
                self._known.clear()
            self._known[key] = _finished(render())
        known = self._known[key]
        return render() if known is None else f"{known.before}{self._marked(known.html)}{known.after}"

    def _joined(self, marks: re.Match[str]) -> str:
        """One mark; blanks between the pieces become what nbconvert's parser makes of them."""
        pieces = _BETWEEN.sub(lambda blanks: ">\n<" if "\n" in blanks[0] else "> <", marks[0])
        return self._marked(self._mark.sub(self._piece, pieces))

    def _marked(self, html: str) -> str:
        self._on_page.append(html)
        return f'<i class="{self._name}-{len(self._on_page) - 1}"></i>'

    def _piece(self, mark: re.Match[str]) -> str:
        return self._on_page[int(mark[1])]

    def _load_template(self) -> Any:
        base: Any = super()
        own: Template = base._load_template()
        if self.filters or self.embed_images or not {*self._template_files(self.template_file)} <= _known_templates():
            return own
        return _Shortened(self, self.environment.from_string(_REMEMBERING, {"own": own, "exporter": self}))

    def _template_files(self, name: str | None) -> Iterator[str]:
        """The files that a template is made of; an empty name for one that is only known while it renders."""
        if name is None:
            yield ""
            return
        assert self.environment.loader is not None
        source, file, _ = self.environment.loader.get_source(self.environment, name)
        yield os.path.realpath(file) if file else ""
        for other in meta.find_referenced_templates(self.environment.parse(source)):
            yield from self._template_files(other)


@attrs.frozen
class _Shortened:
    """A template whose pages are short before nbconvert parses them."""

    exporter: QuickHTMLExporter
    template: Template

    def render(self, **given: Any) -> str:
        return self.exporter.shortened(self.template.render(**given))


class _Unshared(NotebookNode):
    """A notebook that need not be copied."""

    def __deepcopy__(self, _: Any) -> "_Unshared":
        return self


def _known_templates() -> set[str]:
    """The templates that came with nbgrader and nbconvert: their cells show nothing but the cell."""
    files = (file for name in ("nbgrader", "nbconvert") for file in distribution(name).files or ())
    return {os.path.realpath(str(file.locate())) for file in files if file.suffix == ".j2"}


def _finished(rendered: str) -> _Piece | None:
    """A rendered cell as it is after nbconvert's parsing; None where that hangs on what stands before and after."""
    html = rendered.strip(_BLANKS)
    if not (html.startswith("<") and html.endswith(">")) or any(part in html for part in _READ_FURTHER):
        return None
    balance = _Balance()
    balance.feed(html)
    if balance.broken or balance.open or balance.rawdata:
        return None
    before, _, after = rendered.partition(html)
    return _Piece(before, str(BeautifulSoup(html, "html.parser")), after)


class _Balance(HTMLParser):
    """Whether every element of a piece of a page ends in it, and nothing else does."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.broken = False

    def handle_starttag(self, tag: str, _: Any) -> None:
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.broken = True
