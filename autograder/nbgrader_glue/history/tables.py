"""The tables of the history, in the gradebook's own database: nbgrader does not know them and leaves them alone."""

from sqlalchemy import (
    Column,
    Connection,
    DateTime,
    Engine,
    Executable,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    inspect,
)  # fmt: skip
from sqlalchemy.exc import IntegrityError, ProgrammingError
from sqlalchemy.schema import CreateIndex, CreateTable

_tables = MetaData()

KEPT = Table(
    "workbook_kept", _tables,
    Column("hash", String(64), primary_key=True), Column("kind", String(16), nullable=False),
    Column("packed", LargeBinary, nullable=False),
)  # fmt: skip
"""Pieces by the hash of what they hold, written once."""

BASIS = Table(
    "workbook_basis", _tables, Column("hash", String(64), primary_key=True), Column("told", Text, nullable=False),
)  # fmt: skip
"""What markings rest on, as JSON, by its hash."""

MARK = Table(
    "workbook_mark", _tables,
    Column("number", Integer, primary_key=True), Column("student", String, nullable=False),
    Column("assignment", String, nullable=False), Column("moment", DateTime, nullable=False),
    Column("basis", String(64), nullable=False), Column("answers", String(64)), Column("without", String),
    Column("points", Text, nullable=False), Column("way", String(16), nullable=False),
)  # fmt: skip
"""Every mark ever given, in order. `without` says why there are no answers, where there are none."""

_INDEX = Index("workbook_mark_student", MARK.c.assignment, MARK.c.student, MARK.c.number)


def add_history(engine: Engine) -> None:
    """Make the tables where they are missing; two that do so at once do not disturb each other."""
    statements: list[Executable] = [CreateTable(table, if_not_exists=True) for table in _tables.sorted_tables]
    statements.append(CreateIndex(_INDEX, if_not_exists=True))
    for statement in statements:
        try:
            _execute(engine, statement)
        except (IntegrityError, ProgrammingError):  # another marking has just made it; else this fails again
            _execute(engine, statement)


def _execute(engine: Engine, statement: Executable) -> None:
    with engine.begin() as connection:
        connection.execute(statement)


def missing_tables(connection: Connection) -> list[str]:
    """The tables of the history that the gradebook lacks, sorted."""
    there = set(inspect(connection).get_table_names())
    return sorted({table.name for table in _tables.sorted_tables} - there)
