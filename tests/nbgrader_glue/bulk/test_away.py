"""What a worker marks without folders and cases is what is marked at home."""

import pickle
import threading
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import attrs
import pytest

from autograder.assignments import find_assignment
from autograder.nbgrader_glue.bulk import away
from autograder.nbgrader_glue.bulk.away import OtherVersion, Parcel, SentWorkshop, mark_away, packed, version_here
from autograder.nbgrader_glue.bulk.course_folder import CourseFolder
from autograder.nbgrader_glue.bulk.gradebook import BookAssignment
from autograder.nbgrader_glue.bulk.handed_in import Earlier
from autograder.nbgrader_glue.bulk.piece import Finished, Piece, Unmarked, mark_piece, read_piece
from autograder.nbgrader_glue.bulk.plan import Job
from autograder.nbgrader_glue.bulk.workshop import Workshop
from autograder.sheet import sheet_of, write_sheet
from tests.school import CONTACT, OWES, RIGHT, SMALL, WHY, cell_name, record


@pytest.fixture
def workshop(course: CourseFolder, book: BookAssignment) -> Workshop:
    write_sheet(sheet_of(find_assignment(SMALL)), course.folder("source", SMALL) / "sheet.json")
    (course.folder("source", SMALL) / "figures.pdf").write_bytes(b"big" * 1000)
    made = Workshop(course, book)
    made.check()
    return made


@pytest.fixture
def on_a_worker(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    """The workshop is ready, there are no cases any more, and Dask says which worker it is."""
    monkeypatch.delenv("WORKBOOK_CASES")
    monkeypatch.setattr("distributed.get_worker", lambda: SimpleNamespace(address="tcp://one"))


def piece(folder: Path, answers: bytes | None, before: bytes | None = None) -> Piece:
    folder.mkdir(exist_ok=True)
    if answers is not None:
        (folder / "answers.json").write_bytes(answers)
    read = read_piece(Job("ann", folder, folder / "nothing"), SMALL)
    return attrs.evolve(read, earlier=Earlier(before, False))


def travelled(workshop: Workshop) -> SentWorkshop:
    sent: SentWorkshop = pickle.loads(pickle.dumps(SentWorkshop(packed(workshop), version_here())))
    return sent


@pytest.mark.usefixtures("on_a_worker")
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_worker_marks_as_at_home(workshop: Workshop, tmp_path: Path, language: str) -> None:
    answers = {**RIGHT, OWES: "guarantee_joint", CONTACT: "nonsense"}
    given = piece(tmp_path / "ann", record(answers, "ann", language), before=record(RIGHT, "ann"))
    marked = mark_away(travelled(workshop), Parcel((given,), True))
    home = mark_piece(workshop, given, notebook=True)
    assert isinstance(home, Finished)
    assert (marked.worker, marked.done) == ("tcp://one", (home,))
    assert home.row.changed == {cell_name(OWES), cell_name(CONTACT)}
    assert (home.points, home.out_of, home.by_hand) == (8.0, 11.0, 1)
    assert [trouble.problem.question for trouble in home.troubles] == [CONTACT]
    assert home.notebook is not None
    assert mark_away(travelled(workshop), Parcel((given,), False)).done == (attrs.evolve(home, notebook=None),)


@pytest.mark.usefixtures("on_a_worker")
@pytest.mark.parametrize("answers", [None, record(RIGHT, "ann")[:80]], ids=["missing", "cut"])
def test_whose_language_is_in_the_notebook_alone_is_left_to_home(
    workshop: Workshop, tmp_path: Path, answers: bytes | None
) -> None:
    whole = piece(tmp_path / "ben", record(RIGHT, "ann"))
    marked = mark_away(travelled(workshop), Parcel((piece(tmp_path / "ann", answers), whole), True))
    assert marked.done == (None, mark_piece(workshop, whole, notebook=True))


@pytest.mark.usefixtures("on_a_worker")
def test_a_question_that_cannot_be_marked_is_a_refusal_and_leaves_the_others(
    workshop: Workshop, tmp_path: Path
) -> None:
    behind: dict[str, Any] = workshop.marker._behind
    behind[CONTACT] = attrs.evolve(behind[CONTACT], asked=None)
    whole = piece(tmp_path / "ann", record(RIGHT, "ann"))
    first, second = mark_away(travelled(workshop), Parcel((whole, whole), True)).done
    assert isinstance(first, Unmarked)
    assert first == second == mark_piece(workshop, whole, notebook=True)


def test_what_travels_is_the_sheet_and_the_cases_and_neither_the_files_beside_nor_a_password(
    workshop: Workshop, course: CourseFolder, book: BookAssignment
) -> None:
    other = Workshop(attrs.evolve(course, database="postgresql://somebody:secret@host/gradebook"), book)
    other.check()
    sent = packed(other)
    assert b"secret" not in sent
    assert b"han_mei" in sent
    assert b"bigbig" not in sent
    assert "figures.pdf" in workshop.beside


def test_a_worker_with_another_workbook_refuses(workshop: Workshop, tmp_path: Path) -> None:
    other = attrs.evolve(version_here(), rules="other")
    given = piece(tmp_path / "ann", record(RIGHT, "ann"))
    with pytest.raises(OtherVersion):
        mark_away(SentWorkshop(packed(workshop), other), Parcel((given,), True))


@pytest.mark.usefixtures("on_a_worker")
def test_threads_of_one_worker_take_turns(workshop: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at_work, met = [], []

    def slow(*arguments: Any, **named: Any) -> Unmarked:
        at_work.append(1)
        met.append(len(at_work))
        time.sleep(0.01)
        at_work.pop()
        return Unmarked("")

    monkeypatch.setattr(away, "mark_piece", slow)
    sent, given = travelled(workshop), piece(tmp_path / "ann", record({WHY: "so"}, "ann"))
    threads = [threading.Thread(target=mark_away, args=(sent, Parcel((given,) * 3, True))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert met == [1] * 12
