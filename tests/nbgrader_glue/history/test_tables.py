"""The tables are made where they are missing, by several at once too, and nbgrader does not mind them."""

from pathlib import Path
from threading import Barrier, Thread

import pytest
from nbgrader.api import Gradebook
from sqlalchemy import Engine

from autograder.nbgrader_glue.bulk.gradebook import open_gradebook
from autograder.nbgrader_glue.history.reading import History
from autograder.nbgrader_glue.history.tables import KEPT, add_history, missing_tables
from tests.school import SMALL

TABLES = ["workbook_basis", "workbook_kept", "workbook_mark"]


def test_tables_that_are_there_stay_as_they_are(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(KEPT.insert(), {"hash": "h", "kind": "k", "packed": b"p"})
    add_history(engine)
    with engine.begin() as connection:
        assert connection.execute(KEPT.select()).one() == ("h", "k", b"p")
        assert missing_tables(connection) == []


def test_two_that_make_them_at_once_both_succeed(tmp_path: Path) -> None:
    file = tmp_path / "gradebook.db"
    file.touch()
    failures: list[BaseException] = []
    barrier = Barrier(4)

    def make() -> None:
        engine = open_gradebook(f"sqlite:///{file}")
        barrier.wait()
        try:
            add_history(engine)
        except BaseException as error:
            failures.append(error)
        engine.dispose()

    threads = [Thread(target=make) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_without_tables_nothing_is_on_record(tmp_path: Path) -> None:
    (tmp_path / "gradebook.db").touch()
    engine = open_gradebook(f"sqlite:///{tmp_path / 'gradebook.db'}")
    with engine.begin() as connection:
        history = History(connection, SMALL)
        assert (list(history.missing), history.of("alice"), history.newest()) == (TABLES, [], {})
    engine.dispose()


@pytest.mark.usefixtures("engine")
def test_nbgrader_opens_a_gradebook_with_these_tables(tmp_path: Path) -> None:
    with Gradebook(f"sqlite:///{tmp_path / 'gradebook.db'}") as gradebook:
        gradebook.add_student("alice")
        assert [student.id for student in gradebook.students] == ["alice"]
