"""nbgrader's gradebook through SQLAlchemy Core: the tables that marking needs, and an assignment as it has it."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import attrs
from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    DateTime,
    Engine,
    Float,
    Interval,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    event,
    select,
    text,
)  # fmt: skip
from sqlalchemy.engine import make_url
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from autograder.nbgrader_glue.bulk.course_folder import MarkingRefused

PATIENCE = 60
"""Seconds to wait for another program that is writing in the gradebook."""

_LOOKED_AT = 1000
"""Rows of each index that SQLite looks at for its statistics: milliseconds, however large the gradebook."""

_tables = MetaData()


def _table(name: str, *columns: Column[Any]) -> Table:
    return Table(name, _tables, *columns)


def _key(name: str = "id") -> Column[Any]:
    return Column(name, String, primary_key=name == "id")


STUDENT = _table("student", _key())
ASSIGNMENT = _table("assignment", _key(), Column("name", String), Column("duedate", DateTime))
NOTEBOOK = _table("notebook", _key(), Column("name", String), _key("assignment_id"), Column("kernelspec", String))
BASE_CELL = _table("base_cell", _key(), Column("name", String), _key("notebook_id"), Column("type", String))
GRADE_CELL = _table("grade_cells", _key(), Column("max_score", Float))
TASK_CELL = _table("task_cells", _key(), Column("max_score", Float))
SOURCE_CELL = _table(
    "source_cell", Column("name", String), Column("cell_type", String), Column("locked", Boolean),
    Column("source", Text), Column("checksum", String), _key("notebook_id"),
)  # fmt: skip
SUBMITTED = _table(
    "submitted_assignment", _key(), _key("assignment_id"), _key("student_id"), Column("timestamp", DateTime),
    Column("extension", Interval),
)  # fmt: skip
SUBMITTED_NOTEBOOK = _table(
    "submitted_notebook", _key(), _key("assignment_id"), _key("notebook_id"), Column("flagged", Boolean),
    Column("late_submission_penalty", Float),
)  # fmt: skip
GRADE = _table(
    "grade", _key(), _key("notebook_id"), _key("cell_id"), Column("auto_score", Float), Column("manual_score", Float),
    Column("extra_credit", Float), Column("needs_manual_grade", Boolean),
)  # fmt: skip
COMMENT = _table(
    "comment", _key(), _key("notebook_id"), _key("cell_id"), Column("auto_comment", Text),
    Column("manual_comment", Text),
)  # fmt: skip

_INDICES = {
    "workbook_grade_notebook": "grade(notebook_id)",
    "workbook_comment_notebook": "comment(notebook_id)",
    "workbook_submitted_notebook_assignment": "submitted_notebook(assignment_id)",
    "workbook_submitted_assignment_student": "submitted_assignment(student_id)",
}


@attrs.frozen
class BookCell:
    """A cell that is marked: its id and name in the gradebook, and its points. A task is marked by a person."""

    id: str
    name: str
    out_of: float
    task: bool


@attrs.frozen
class SourceCell:
    """A cell as nbgrader keeps it: type, whether it is locked, text and checksum."""

    cell_type: str
    locked: bool
    source: str
    checksum: str


@attrs.frozen
class BookAssignment:
    """An assignment of one notebook as the gradebook has it."""

    id: str
    name: str
    duedate: datetime | None
    notebook: str
    kernelspec: str | None
    cells: tuple[BookCell, ...]
    sources: Mapping[str, SourceCell]


def open_gradebook(database: str) -> Engine:
    """An engine on an existing gradebook. Raises `MarkingRefused` where there is none."""
    try:
        url = make_url(database)
        sqlite = url.get_backend_name() == "sqlite"
        if sqlite and not (url.database and Path(url.database).is_file()):
            raise MarkingRefused("no_gradebook", database=url.database or database)
        engine = create_engine(url, connect_args={"timeout": PATIENCE} if sqlite else {})
    except (SQLAlchemyError, ImportError) as error:
        raise MarkingRefused("bad_database", database=database, trouble=trouble_of(error)) from error
    if sqlite:
        event.listen(engine, "connect", _own_transactions)
        event.listen(engine, "begin", _write_from_the_start)
    return engine


def _own_transactions(connection: Any, _: Any) -> None:
    connection.isolation_level = None


def _write_from_the_start(connection: Connection) -> None:
    """Two that read first and write later would lock each other out."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def add_indices(engine: Engine) -> None:
    """The four indices that nbgrader's gradebook lacks; without them its lists take minutes for large classes."""
    for name, columns in _INDICES.items():  # one by one: who holds one table and waits for another can lock others out
        with suppress(IntegrityError), engine.begin() as connection:  # another marking has just made it
            connection.execute(text(f"CREATE INDEX IF NOT EXISTS {name} ON {columns}"))


def refresh_statistics(engine: Engine) -> None:
    """Tell the database how large its tables have become: its plans for nbgrader's lists depend on it."""
    with suppress(SQLAlchemyError), engine.begin() as connection:  # the marks are written; lists are only slower
        if engine.dialect.name == "sqlite":
            connection.execute(text(f"PRAGMA analysis_limit = {_LOOKED_AT}"))
        connection.execute(text("ANALYZE"))


def read_assignment(connection: Connection, name: str, *, alone: bool = True) -> BookAssignment:
    """An assignment as it was generated. Raises `MarkingRefused`: it was not, or (with `alone`) has other notebooks."""
    found = connection.execute(select(ASSIGNMENT).where(ASSIGNMENT.c.name == name)).one_or_none()
    if found is None:
        raise MarkingRefused("not_released", assignment=name)
    rows = connection.execute(select(NOTEBOOK).where(NOTEBOOK.c.assignment_id == found.id))
    notebooks = {row.name: row for row in rows}
    if name not in notebooks or (alone and len(notebooks) > 1):
        raise MarkingRefused("other_notebooks", assignment=name, notebooks=", ".join(sorted(notebooks)) or "–")
    notebook = notebooks[name]
    cells = [
        BookCell(row.id, row.name, row.max_score, task)
        for table, task in ((GRADE_CELL, False), (TASK_CELL, True))
        for row in connection.execute(
            select(BASE_CELL.c.id, BASE_CELL.c.name, table.c.max_score)
            .join(table, table.c.id == BASE_CELL.c.id)
            .where(BASE_CELL.c.notebook_id == notebook.id)
            .order_by(BASE_CELL.c.name)
        )
    ]
    sources = connection.execute(select(SOURCE_CELL).where(SOURCE_CELL.c.notebook_id == notebook.id))
    kept = {row.name: SourceCell(row.cell_type, row.locked, row.source or "", row.checksum or "") for row in sources}
    return BookAssignment(found.id, name, found.duedate, notebook.id, notebook.kernelspec, tuple(cells), kept)


def trouble_of(error: BaseException) -> str:
    """What a database complains of, in one line."""
    return " ".join(str(getattr(error, "orig", None) or error).split())[:300]
