"""What is ours in nbgrader's gradebook beside the rows: indices and statistics for its lists."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import event, make_url, text

from autograder.nbgrader_glue.bulk.gradebook import add_indices, open_gradebook, refresh_statistics
from tests.gradebooks import graded, make_gradebook


@pytest.fixture
def url(tmp_path: Path) -> str:
    return make_gradebook(tmp_path, *(graded(f"trainee_{number}") for number in range(30)))


def test_the_database_learns_how_large_its_tables_are(url: str) -> None:
    engine = open_gradebook(url)
    add_indices(engine)
    refresh_statistics(engine)
    with engine.begin() as connection:
        known = connection.execute(text("select idx, stat from sqlite_stat1 where tbl = 'grade'")).all()
    engine.dispose()
    assert ("workbook_grade_notebook", "90 3") in known


def test_a_gradebook_that_cannot_be_written_only_keeps_its_old_statistics(url: str) -> None:
    engine = open_gradebook(url)
    event.listen(engine, "connect", lambda connection, _: connection.execute("pragma query_only = 1"))
    refresh_statistics(engine)
    engine.dispose()
    with closing(sqlite3.connect(make_url(url).database or "")) as connection:
        assert not connection.execute("select 1 from sqlite_master where name = 'sqlite_stat1'").fetchall()
