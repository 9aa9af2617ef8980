"""The history is written with the marks: pieces once, a mark only where something changed, all of it or nothing."""

from datetime import datetime

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.exc import SQLAlchemyError

from autograder.nbgrader_glue.bulk.rows import MarkedRow
from autograder.nbgrader_glue.history.contents import ANSWERS, content_of
from autograder.nbgrader_glue.history.keeping import Keeper, Way
from autograder.nbgrader_glue.history.reading import Given, History, Lost
from autograder.nbgrader_glue.history.tables import BASIS, KEPT, MARK
from tests.school import SMALL

MOMENT = datetime(2026, 11, 21, 12)


def row(student: str = "alice", one: float = 2.0, answers: bytes | None = b"{}") -> MarkedRow:
    given = content_of(ANSWERS, answers) if answers is not None else None
    without = None if given else "missing"
    return MarkedRow(student, MOMENT, {"one": one, "two": 0.5}, frozenset(), given, without)


def write(engine: Engine, keeper: Keeper, *rows: MarkedRow) -> None:
    with engine.begin() as connection:
        keeper.write(connection, rows)


def marks(engine: Engine, student: str = "alice") -> list[Given]:
    with engine.begin() as connection:
        return History(connection, SMALL).of(student)


def count(engine: Engine) -> tuple[int, ...]:
    with engine.begin() as connection:
        tables = (KEPT, BASIS, MARK)
        return tuple(connection.execute(select(func.count()).select_from(table)).scalar() or 0 for table in tables)


def test_a_mark_is_kept_with_its_points_answers_and_basis(engine: Engine, keeper: Keeper) -> None:
    write(engine, keeper, row(), row("bob", answers=None))
    (mark,) = marks(engine)
    assert (mark.points, mark.way, mark.without) == ({"case.one": 2.0, "case.two": 0.5}, Way.MARK, None)
    with engine.begin() as connection:
        history = History(connection, SMALL)
        assert history.piece(mark.answers or "", "answers") == b"{}"
        assert history.basis(mark.basis) == keeper.basis
        assert set(history.case(keeper.basis.cases["han_mei_note"])) == {"case.toml", "story.zh.md", "story.en.md"}
    (other,) = marks(engine, "bob")
    assert (other.answers, other.without) == (None, "missing")


def test_what_changes_nothing_is_no_new_mark_and_every_change_is_one(engine: Engine, keeper: Keeper) -> None:
    write(engine, keeper, row(), row("bob"))
    before = count(engine)
    write(engine, keeper, row(), row("bob"))
    assert count(engine) == before
    write(engine, keeper, row(one=1.0))
    write(engine, keeper, row(one=1.0, answers=b"other"))
    write(engine, keeper, row(one=1.0, answers=None))
    write(engine, keeper, row(one=1.0), row("bob"))
    assert [mark.points["case.one"] for mark in marks(engine)] == [2.0, 1.0, 1.0, 1.0, 1.0]
    assert len(marks(engine, "bob")) == 1


def test_the_newest_mark_of_everybody_is_the_last_one(engine: Engine, keeper: Keeper) -> None:
    write(engine, keeper, row(), row("bob"))
    write(engine, keeper, row(one=0.0))
    with engine.begin() as connection:
        newest = History(connection, SMALL).newest()
        assert {name: mark.points["case.one"] for name, mark in newest.items()} == {"alice": 0.0, "bob": 2.0}
        assert History(connection, "another").newest() == {}


def test_a_transaction_that_fails_leaves_nothing(engine: Engine, keeper: Keeper) -> None:
    connection = engine.connect()
    keeper.write(connection, [row()])
    with pytest.raises(SQLAlchemyError):
        connection.exec_driver_sql("insert into nowhere values (1)")
    connection.close()
    assert count(engine) == (0, 0, 0)
    write(engine, keeper, row())
    assert len(marks(engine)) == 1


def test_what_was_lost_is_kept_again_by_the_next_marking(engine: Engine, keeper: Keeper) -> None:
    write(engine, keeper, row())
    before = count(engine)
    with engine.begin() as connection:
        connection.execute(KEPT.delete())
        connection.execute(BASIS.delete())
        with pytest.raises(Lost, match="gone"):
            History(connection, SMALL).basis(keeper.basis.hash)
    write(engine, keeper, row())
    assert count(engine) == before
