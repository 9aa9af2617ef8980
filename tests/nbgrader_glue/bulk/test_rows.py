"""Rows of a batch: complete or not there, never twice, and never over what a person wrote."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from nbgrader.api import Base
from sqlalchemy import Engine, create_engine, insert, select, update
from sqlalchemy.exc import SQLAlchemyError

from autograder.nbgrader_glue.bulk import gradebook
from autograder.nbgrader_glue.bulk.gradebook import COMMENT, GRADE, SUBMITTED, SUBMITTED_NOTEBOOK, BookAssignment
from autograder.nbgrader_glue.bulk.rows import MarkedRow, finished, write_rows

DUE = datetime(2026, 11, 21, 12)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """A gradebook with nbgrader's own tables and one assignment: two test cells and a task."""
    engine = create_engine(f"sqlite:///{tmp_path / 'gradebook.db'}")
    Base.metadata.create_all(engine)
    cells = {
        "one": ("GradeCell", "grade_cells"),
        "two": ("GradeCell", "grade_cells"),
        "why": ("TaskCell", "task_cells"),
    }
    with engine.begin() as connection:
        tables = Base.metadata.tables
        connection.execute(insert(tables["course"]), {"id": "c"})
        connection.execute(insert(tables["assignment"]), {"id": "a", "name": "unit", "course_id": "c", "duedate": DUE})
        connection.execute(insert(tables["notebook"]), {"id": "n", "name": "unit", "assignment_id": "a"})
        for name, (kind, table) in cells.items():
            connection.execute(
                insert(tables["base_cell"]), {"id": name, "name": name, "notebook_id": "n", "type": kind}
            )
            connection.execute(
                insert(tables[table]),
                {"id": name, "max_score": 2.0, "cell_type": "code" if table[0] == "g" else "markdown"},
            )
    yield engine
    engine.dispose()


@pytest.fixture
def book(engine: Engine) -> BookAssignment:
    with engine.begin() as connection:
        return gradebook.read_assignment(connection, "unit")


def row(student: str = "alice", one: float = 2.0, changed: tuple[str, ...] = (), hours: float = -1) -> MarkedRow:
    return MarkedRow(student, DUE + timedelta(hours=hours), {"one": one, "two": 0.5}, frozenset(changed))


def nothing(student: str, score: float, seconds: float) -> None:
    """No penalty."""


def write(engine: Engine, book: BookAssignment, *rows: MarkedRow, penalty: Any = nothing) -> None:
    with engine.begin() as connection:
        write_rows(connection, book, rows, penalty)


def grades(engine: Engine) -> dict[str, tuple[Any, ...]]:
    with engine.begin() as connection:
        rows = connection.execute(select(GRADE).order_by(GRADE.c.cell_id)).all()
    return {row.cell_id: (row.auto_score, row.manual_score, row.extra_credit, row.needs_manual_grade) for row in rows}


def by_hand(engine: Engine, cell: str, **values: Any) -> None:
    with engine.begin() as connection:
        connection.execute(update(GRADE).where(GRADE.c.cell_id == cell).values(**values))


def test_an_assignment_is_read_with_its_cells(book: BookAssignment) -> None:
    assert [(cell.name, cell.out_of, cell.task) for cell in book.cells] == [
        ("one", 2.0, False), ("two", 2.0, False), ("why", 2.0, True),
    ]  # fmt: skip
    assert book.duedate == DUE


def test_a_first_marking_writes_every_row_once(engine: Engine, book: BookAssignment) -> None:
    write(engine, book, row("alice"), row("bob", one=0.0))
    with engine.begin() as connection:
        assert finished(connection, book) == {"alice", "bob"}
        counts = [
            len(connection.execute(select(table)).all()) for table in (SUBMITTED, SUBMITTED_NOTEBOOK, GRADE, COMMENT)
        ]
    assert counts == [2, 2, 6, 2]


def test_marking_again_changes_no_row_and_adds_none(engine: Engine, book: BookAssignment) -> None:
    def everything() -> list[Any]:
        with engine.begin() as connection:
            return [
                connection.execute(select(table)).all() for table in (SUBMITTED, SUBMITTED_NOTEBOOK, GRADE, COMMENT)
            ]

    write(engine, book, row())
    before = everything()
    write(engine, book, row(changed=("one", "two", "why")))
    assert everything() == before


def test_a_reason_waits_for_a_person_until_it_was_marked(engine: Engine, book: BookAssignment) -> None:
    write(engine, book, row())
    assert grades(engine)["why"] == (None, None, None, True)
    by_hand(engine, "why", manual_score=1.0, needs_manual_grade=False)
    write(engine, book, row())
    assert grades(engine)["why"] == (None, 1.0, None, False)
    write(engine, book, row(changed=("why",)))
    assert grades(engine)["why"] == (None, 1.0, None, True)


def test_a_person_s_score_and_extra_credit_stay(engine: Engine, book: BookAssignment) -> None:
    write(engine, book, row())
    by_hand(engine, "one", manual_score=1.5, extra_credit=0.5, needs_manual_grade=False)
    write(engine, book, row(one=0.0))
    assert grades(engine)["one"] == (0.0, 1.5, 0.5, False)
    write(engine, book, row(one=0.0, changed=("one",)))
    assert grades(engine)["one"] == (0.0, 1.5, 0.5, True)
    write(engine, book, row(one=0.0))
    assert grades(engine)["one"] == (0.0, 1.5, 0.5, True)


def test_a_comment_of_a_person_stays(engine: Engine, book: BookAssignment) -> None:
    write(engine, book, row())
    with engine.begin() as connection:
        connection.execute(update(COMMENT).values(manual_comment="good"))
    write(engine, book, row(changed=("why",)))
    with engine.begin() as connection:
        assert connection.execute(select(COMMENT.c.manual_comment)).scalars().all() == ["good"]


def test_a_cell_that_a_stock_run_left_open_gets_its_score(engine: Engine, book: BookAssignment) -> None:
    write(engine, book, row())
    by_hand(engine, "one", auto_score=None, needs_manual_grade=True)
    with engine.begin() as connection:
        assert finished(connection, book) == set()
    write(engine, book, row())
    assert grades(engine)["one"] == (2.0, None, None, False)


def test_a_later_time_of_submission_replaces_an_earlier_one_and_none_does_not(
    engine: Engine, book: BookAssignment
) -> None:
    write(engine, book, row(hours=-3))
    write(engine, book, row(hours=-2))
    write(engine, book, MarkedRow("alice", None, {"one": 2.0, "two": 0.5}, frozenset()))
    with engine.begin() as connection:
        assert connection.execute(select(SUBMITTED.c.timestamp)).scalars().all() == [DUE - timedelta(hours=2)]


@pytest.mark.parametrize(("taken", "kept"), [(1.0, 1.0), (99.0, 2.5), (-3.0, 0.0), (None, None)])
def test_a_penalty_is_kept_between_nothing_and_the_whole_score(
    engine: Engine, book: BookAssignment, taken: float | None, kept: float | None
) -> None:
    asked: list[Any] = []

    def penalty(*arguments: Any) -> float | None:
        asked.append(arguments)
        return taken

    write(engine, book, row("alice", hours=2), row("bob", hours=-2), penalty=penalty)
    assert asked == [("alice", 2.5, 7200.0)]
    with engine.begin() as connection:
        penalties = connection.execute(select(SUBMITTED_NOTEBOOK.c.late_submission_penalty)).scalars().all()
    assert sorted(penalties, key=str) == sorted([kept, None], key=str)


def test_an_extension_counts(engine: Engine, book: BookAssignment) -> None:
    write(engine, book, row(hours=2), penalty=lambda *_: 1.0)
    with engine.begin() as connection:
        connection.execute(update(SUBMITTED).values(extension=timedelta(hours=3)))
    write(engine, book, row(hours=2), penalty=lambda *_: 1.0)
    with engine.begin() as connection:
        assert connection.execute(select(SUBMITTED_NOTEBOOK.c.late_submission_penalty)).scalars().all() == [None]


def test_a_batch_that_fails_leaves_nothing(engine: Engine, book: BookAssignment) -> None:
    def failing(*_: Any) -> float:
        raise SQLAlchemyError("the disk is full")

    with pytest.raises(SQLAlchemyError):
        write(engine, book, row("alice", hours=-1), row("bob", hours=1), penalty=failing)
    with engine.begin() as connection:
        assert [connection.execute(select(table)).all() for table in (SUBMITTED, GRADE, COMMENT)] == [[], [], []]


def test_the_indices_are_added_once(engine: Engine) -> None:
    gradebook.add_indices(engine)
    gradebook.add_indices(engine)
