"""Damaged records collected: placed or refused in words, and nothing is written beside the submitted folders."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import attrs
import pytest

from autograder.nbgrader_glue.bulk.course_folder import read_course
from autograder.nbgrader_glue.collecting.delivery import Piece
from autograder.nbgrader_glue.collecting.origins import origin_of
from autograder.nbgrader_glue.collecting.placing import Place
from autograder.nbgrader_glue.collecting.run import released_sheets
from autograder.nbgrader_glue.collecting.sorting import Collected, Expected, Outcome, sort_pieces
from autograder.record import read_record
from tests.deliveries import OTHER, UNIT, answers, everything, make_course, outcomes, run, zipped
from tests.faults.fuzzing import mutated
from tests.faults.surviving import says, survive

NAME = "Ann Li_1234567_assignsubmission_file_/answers.json"
MINE = {"submitted", "submitted_earlier"}


@attrs.frozen
class Collector:
    """The collecting of one file after another into one course, as `workbook collect` does it, in this process."""

    root: Path
    expected: Expected
    place: Place
    number: Iterator[int] = attrs.field(factory=count)

    def take(self, content: bytes) -> Collected:
        """Collect one file beside a sound one; what is told of it is sound."""
        sound = answers(f"sound_{next(self.number)}")
        pieces = [
            Piece(name, origin_of(tuple(name.split("/"))), given)
            for name, given in ((NAME, content), ("Bo_1_assignsubmission_file_/answers.json", sound))
        ]
        first, second = (
            self.place.put(one) if one.outcome is Outcome.PLACED else one for one in sort_pieces(pieces, self.expected)
        )
        assert second.outcome is Outcome.PLACED
        for saying in (first.refusal, *first.notes):
            if saying is not None:
                says(saying)
        assert (first.outcome is Outcome.REFUSED) == (first.refusal is not None)
        return first

    def placed_as_it_is(self, content: bytes) -> None:
        """Assert that a file that was placed is there byte by byte, in the folder of whom it names."""
        one = self.take(content)
        if one.outcome not in {Outcome.PLACED, Outcome.REPLACED}:
            return
        assert one.record is not None
        folder = self.root / "submitted" / one.record.trainee / one.record.assignment
        assert folder.parent.parent == self.root / "submitted"
        assert (folder / "answers.json").read_bytes() == content
        read = read_record(content, (), assignment=UNIT, trainee=one.record.trainee, others=True)
        assert not read.refused


@pytest.fixture
def collector(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Collector:
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path / "config"))
    root = tmp_path / "deep" / "course"
    root.mkdir(parents=True)
    make_course(root, UNIT, OTHER)
    course = read_course(root)
    place = Place(course, datetime.now(UTC), write=True)
    return Collector(root, Expected(released_sheets(course), UNIT), place)


@pytest.mark.parametrize(
    "seeds", [range(100), pytest.param(range(1000, 4000), marks=pytest.mark.slow)], ids=["some", "3,000"]
)
def test_a_damaged_record_is_placed_as_it_is_or_refused_in_words(
    collector: Collector, tmp_path: Path, seeds: range
) -> None:
    before = set(tmp_path.rglob("*"))
    survive(collector.placed_as_it_is, answers("ann"), seeds)
    new = {path.relative_to(collector.root).parts[0] for path in set(tmp_path.rglob("*")) - before}
    assert new <= MINE


@pytest.mark.parametrize("size", [20, pytest.param(300, marks=pytest.mark.slow)])
def test_a_zip_of_damaged_records_is_collected_in_one_go(
    collector: Collector, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.chdir(collector.root)
    damaged = {f"s{seed}/answers.json": mutated(answers(f"s{seed}"), seed) for seed in range(size)}
    sound = {f"t{number}/answers.json": answers(f"t{number}") for number in range(10)}
    released, around = everything(collector.root / "release"), set(tmp_path.iterdir())
    delivery = zipped(tmp_path / "class.zip", damaged | sound)
    told = outcomes(run(delivery))
    assert set(told) == {*damaged, *sound}
    assert {told[name] for name in sound} == {"placed"}
    assert everything(collector.root / "release") == released
    assert set(tmp_path.iterdir()) - around == {delivery}
    assert {path.name for path in collector.root.iterdir()} <= {*MINE, "release", "nbgrader_config.py"}
