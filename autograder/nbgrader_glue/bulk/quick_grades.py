"""Scores and comments for feedback pages with three queries for a page, not with one for every cell of it."""

from typing import Any

from nbconvert.preprocessors import Preprocessor
from nbformat.notebooknode import NotebookNode
from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    MissingEntry,
    Notebook,
    SubmittedAssignment,
    SubmittedNotebook,
)
from nbgrader.utils import is_grade, is_solution, is_task
from sqlalchemy import Engine, create_engine, select
from sqlalchemy.orm import Session
from traitlets import Bool


class QuickGetGrades(Preprocessor):
    """Puts into a notebook what nbgrader's `GetGrades` puts there. Raises `MissingEntry` as it does."""

    enabled = Bool(True).tag(config=True)
    _engine: Engine | None = None

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """The notebook with the score, the points and the comment of each cell."""
        graded = resources["nbgrader"]
        if self._engine is None:
            self._engine = create_engine(graded["db_url"])
        with Session(self._engine) as session:
            found = session.execute(_notebook(graded)).one_or_none()
            if found is None:
                raise MissingEntry(f"{graded['assignment']}/{graded['notebook']}: {graded['student']}")
            grades = {row.name: row for row in session.execute(_grades(found.id))}
            comments = {row.name: row for row in session.execute(_comments(found.id))}
        for cell in nb.cells:
            if is_solution(cell) or is_task(cell):
                cell.metadata.nbgrader["comment"] = _row(comments, cell).comment
            if is_grade(cell) or is_task(cell):
                row = _row(grades, cell)
                cell.metadata.nbgrader["score"], cell.metadata.nbgrader["points"] = row.score, row.max_score
        penalty = found.late_submission_penalty
        if penalty is not None:
            self.log.warning("Late submission penalty: %s", penalty)
        graded["late_penalty"] = penalty or 0
        graded["score"] = found.score - graded["late_penalty"]
        graded["max_score"] = found.max_score
        return nb, resources


def _row(rows: dict[str, Any], cell: NotebookNode) -> Any:
    try:
        return rows[cell.metadata.nbgrader["grade_id"]]
    except KeyError as error:
        raise MissingEntry(f"{error}") from error


def _notebook(graded: Any) -> Any:
    asked = select(
        SubmittedNotebook.id, SubmittedNotebook.late_submission_penalty, SubmittedNotebook.score,
        SubmittedNotebook.max_score,
    )  # fmt: skip
    return (
        asked.join(Notebook, Notebook.id == SubmittedNotebook.notebook_id)
        .join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
        .where(
            Notebook.name == graded["notebook"],
            Assignment.name == graded["assignment"],
            SubmittedAssignment.student_id == graded["student"],
        )
    )


def _grades(notebook: str) -> Any:
    asked = select(BaseCell.name, Grade.score, Grade.max_score)
    return asked.join(BaseCell, BaseCell.id == Grade.cell_id).where(Grade.notebook_id == notebook)


def _comments(notebook: str) -> Any:
    asked = select(BaseCell.name, Comment.comment)
    return asked.join(BaseCell, BaseCell.id == Comment.cell_id).where(Comment.notebook_id == notebook)
