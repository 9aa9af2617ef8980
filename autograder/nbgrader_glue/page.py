"""What feedback and formgrader show of a marked notebook: the cases, each mark with its reasons, and no code.

The score box of a cell belongs to its code, so the code is emptied, not removed. Cells that a trainee added or edited
are left out, and outputs are sanitised: whatever a trainee wrote must not run in a grader's browser.
"""

import html
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from nbconvert.preprocessors import Preprocessor
from nbconvert.preprocessors.sanitize import SanitizeHTML
from nbformat.notebooknode import NotebookNode
from traitlets import Bool

from autograder.nbgrader_glue.submission import notebook_language
from autograder.sheet import SHEET_FILE, Sheet, read_sheet

_TAGS = ["blockquote", "br", "div", "em", "h4", "li", "ol", "p", "section", "span", "strong", "ul"]


class _Sanitizer(SanitizeHTML):
    """nbconvert's sanitizer, which remembers what it has made of a text: most of a class is told the same."""

    def sanitize_html_tags(self, html_str: str) -> str:
        return _sanitized(html_str)


_new_sanitizer: Any = _Sanitizer
_sanitizer = _new_sanitizer(tags=_TAGS, attributes={"*": ["class"]})


@lru_cache(maxsize=10_000)
def _sanitized(text: str) -> str:
    return str(SanitizeHTML.sanitize_html_tags(_sanitizer, text))


_sheet = lru_cache(maxsize=8)(read_sheet)


class WorkbookPage(Preprocessor):
    """Keeps nbgrader's cells and puts the story of each case before its first cell.

    A notebook without a sheet beside it is not ours and stays as it is.
    """

    enabled = Bool(True).tag(config=True)

    def preprocess(self, notebook: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """The notebook as a page shows it."""
        folder = Path(resources.get("metadata", {}).get("path") or ".")
        if not (folder / SHEET_FILE).is_file():
            return notebook, resources
        sheet = _sheet((folder / SHEET_FILE).read_bytes())
        language = notebook.metadata.get("workbook", {}).get("language")
        language = language if language in sheet.title else notebook_language(folder, sheet.assignment)
        notebook.cells = list(self._cells(notebook, sheet, language))
        return notebook, resources

    def _cells(self, notebook: NotebookNode, sheet: Sheet, language: str) -> Iterator[NotebookNode]:
        stories = {
            f"{kind}-{question.id.replace('.', '-')}": case
            for case in sheet.cases
            for question in case.questions
            for kind in ("mark", "reason")
        }
        prompts = {f"reason-{question.id.replace('.', '-')}": question.prompt[language] for question in sheet.questions}
        told = set()
        for cell in notebook.cells:
            case = stories.get(cell.metadata.get("nbgrader", {}).get("grade_id"))
            if case is None:
                continue
            if case.id not in told:
                told.add(case.id)
                story = html.escape(case.story[language], quote=False)
                text = f"## {html.escape(case.title[language])}\n\n{story}"
                yield NotebookNode(id=f"story-{len(told)}", cell_type="markdown", metadata=NotebookNode(), source=text)
            yield self._bare(cell, prompts.get(cell.metadata.nbgrader.grade_id, ""))

    def _bare(self, cell: NotebookNode, prompt: str) -> NotebookNode:
        if cell.cell_type == "code":
            cell.source = ""
            cell.outputs = _sanitizer.sanitize_code_outputs(cell.outputs)
        else:
            _, _, scheme = cell.source.partition("### BEGIN MARK SCHEME")
            advice = scheme.replace("### END MARK SCHEME", "").strip()
            cell.source = f"**{html.escape(prompt, quote=False)}**\n\n{advice}".strip()
        return cell
