"""Damaged answer records: never a traceback, never a point that no untouched answer earned, always words."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs
import pytest

from autograder.answers import AnswerStore, NotSaved
from autograder.nbgrader_glue.bulk.course_folder import read_course
from autograder.nbgrader_glue.bulk.gradebook import open_gradebook, read_assignment
from autograder.nbgrader_glue.bulk.handed_in import handed_in
from autograder.nbgrader_glue.bulk.telling import says as trouble_says
from autograder.nbgrader_glue.bulk.telling import told as trouble_told
from autograder.nbgrader_glue.bulk.telling import what_to_do
from autograder.nbgrader_glue.bulk.workshop import Trouble, Workshop
from autograder.record import FORMAT
from autograder.words import LANGUAGES
from tests.faults.conftest import FULL
from tests.faults.fuzzing import depth, mutated
from tests.faults.surviving import says, sound, survive
from tests.school import BORROWER, CONTACT, OWES, RIGHT, SMALL, STAMP, STATE, UNTIL, WHY, School, record

ANN = "ann"
WRONG: dict[str, Any] = {
    OWES: "guarantee_released",
    UNTIL: "1999-01-01",
    STATE: ["limitation_defence", "in_time"],
    CONTACT: "joint_debtor_full",
    BORROWER: ["guarantee_general"],
    WHY: "不知道。",
}
BASES = {
    "right": record(RIGHT, ANN),
    "right in English": record(RIGHT, ANN, "en"),
    "wrong": record(WRONG, ANN),
    "empty": record({}, ANN),
    "of somebody else": record(RIGHT, "bob"),
    "of another assignment": record(RIGHT, ANN, assignment="91_other"),
}
WORTHLESS = ("wrong", "empty", "of somebody else", "of another assignment")


@attrs.frozen
class Desk:
    """The marking of one submission as `workbook mark` does it, in this process."""

    workshop: Workshop
    folder: Path

    def points(self, content: bytes) -> dict[str, float]:
        """What a record earns, question by question; everything that is told about it and written of it is sound."""
        (self.folder / "answers.json").write_bytes(content)
        given = handed_in(self.folder)
        marked = self.workshop.mark(ANN, self.folder, None, given)
        for trouble in marked.troubles:
            named(trouble)
        files = self.workshop.files(marked, given)
        assert set(files) == {f"{SMALL}.ipynb", "answers.json", "sheet.json", "timestamp.txt"}
        assert files["answers.json"] == content
        json.loads(files[f"{SMALL}.ipynb"])
        assert b"<script" not in files[f"{SMALL}.ipynb"]
        return {question.question: question.points for question in marked.questions.questions}


def named(trouble: Trouble) -> None:
    """Assert that a trouble names its file and is told soundly."""
    assert trouble.file.name == "answers.json"
    sound(*(trouble_says(trouble, language) for language in LANGUAGES))
    sound(*(what_to_do(trouble, language) for language in LANGUAGES))
    lines = [trouble_told(trouble, language) for language in LANGUAGES]
    sound(*lines)
    assert all("answers.json" in line for line in lines)


@pytest.fixture(scope="module")
def desk(released: School, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    school = released.copy(tmp_path_factory.mktemp("desk") / "course")
    folder = school.hand_in(ANN, record(RIGHT, ANN))
    with pytest.MonkeyPatch.context() as patch:
        for name, value in school.environment.items():
            patch.setenv(name, value)
        course = read_course(school.root)
        with open_gradebook(course.database).begin() as connection:
            book = read_assignment(connection, SMALL)
        yield Desk(Workshop(course, book), folder)


def most(content: bytes) -> Mapping[str, float]:
    """What a record can earn at most, read in another way than the workbook does: only untouched answers earn all."""
    try:
        data = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_once, parse_int=str, strict=False)
    except (ValueError, RecursionError):
        return {}
    owned = {"format": FORMAT, "assignment": SMALL, "trainee": ANN}
    if not isinstance(data, dict) or any(data.get(key) != value for key, value in owned.items()):
        return {}
    entries = data.get("answers")
    answers = entries.items() if isinstance(entries, dict) else ()
    return {id: _share(id, entry.get("value")) for id, entry in answers if id in FULL and isinstance(entry, dict)}


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    keys = [key for key, _ in pairs]
    return {key: value for key, value in pairs if keys.count(key) == 1}


def _share(id: str, value: Any) -> float:
    right = RIGHT[id]
    if isinstance(right, list) and isinstance(value, list):
        given = [option for option in value if isinstance(option, str)]
        found = len(set(given) & set(right)) / len(right)
        return FULL[id] if sorted(given) == sorted(right) else min(found, 0.99) * FULL[id]
    return FULL[id] if value == right else 0.0


def fair(desk: Desk, base: str, content: bytes) -> None:
    """Assert that nothing is earned but what stands there."""
    limits = most(content)  # before the marking, which stands deeper, so that it never reads more than this
    earned = desk.points(content)
    assert set(earned) == set(FULL)
    for id, points in earned.items():
        assert 0 <= points <= limits.get(id, 0.0), (id, points)
    assert base not in WORTHLESS or sum(earned.values()) == 0, earned


def unharmed(desk: Desk, seed: int) -> None:
    """Assert that damage inside one answer costs no other answer a point."""
    data = json.loads(BASES["right"])
    entry = mutated(json.dumps(data["answers"][STATE]).encode(), seed)
    try:
        data["answers"][STATE] = json.loads(entry)
        content = json.dumps(data).encode()
    except (ValueError, RecursionError):
        return
    if depth(content) > 50:
        return
    earned = desk.points(content)
    assert {**earned, STATE: 0.0} == {**FULL, STATE: 0.0}, (seed, content)


def resumed(folder: Path, desk: Desk, content: bytes) -> None:
    """Assert that a form can be opened on a damaged record, and that what it then saves can be read."""
    for file in folder.iterdir():
        file.unlink()
    (folder / "answers.json").write_bytes(content)
    questions = desk.workshop.sheet.questions
    store = AnswerStore(folder / "answers.json", SMALL, ANN, "zh", questions)
    for problem in store.problems:
        says(problem)
    try:
        store.save(OWES, "none")
    except NotSaved as refusal:
        says(refusal)
        assert (folder / "answers.json").read_bytes() == content
        return
    again = AnswerStore(folder / "answers.json", SMALL, ANN, "zh", questions)
    assert (again.problems, again.answers[OWES].value) == ((), "none")


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize(
    "seeds", [range(25), pytest.param(range(1000, 3000), marks=pytest.mark.slow)], ids=["some", "2,000"]
)
def test_a_damaged_record_earns_what_is_untouched_in_it_and_is_named(desk: Desk, base: str, seeds: range) -> None:
    survive(lambda content: fair(desk, base, content), BASES[base], seeds)


@pytest.mark.parametrize(
    "seeds", [range(50), pytest.param(range(1000, 3000), marks=pytest.mark.slow)], ids=["some", "2,000"]
)
def test_damage_inside_one_answer_costs_no_other_answer(desk: Desk, seeds: range) -> None:
    for seed in seeds:
        unharmed(desk, seed)


@pytest.mark.parametrize(
    "seeds", [range(50), pytest.param(range(1000, 2000), marks=pytest.mark.slow)], ids=["some", "1,000"]
)
def test_a_form_opens_on_a_damaged_record_and_saves(desk: Desk, tmp_path: Path, seeds: range) -> None:
    survive(lambda content: resumed(tmp_path, desk, content), BASES["right"], seeds)


@pytest.mark.parametrize(
    "seeds", [range(50), pytest.param(range(1000, 2000), marks=pytest.mark.slow)], ids=["some", "1,000"]
)
def test_a_damaged_timestamp_says_a_time_or_none(tmp_path: Path, seeds: range) -> None:
    def read(content: bytes) -> None:
        (tmp_path / "timestamp.txt").write_bytes(content)
        given = handed_in(tmp_path)
        assert given.moment is None or given.moment.tzinfo is None

    survive(read, STAMP.encode(), seeds)


def test_the_wrong_answers_earn_nothing_and_the_right_ones_all(desk: Desk) -> None:
    assert desk.points(BASES["right"]) == FULL
    assert desk.points(BASES["right in English"]) == FULL
    assert desk.points(BASES["wrong"]) == dict.fromkeys(FULL, 0.0)
