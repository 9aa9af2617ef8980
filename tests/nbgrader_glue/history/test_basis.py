"""What a marking rests on is written down once, the same for the same course, and read again as it was."""

from datetime import date

import attrs
import pytest

from autograder.nbgrader_glue.history.basis import Basis, Pieces, basis_of, read_basis
from autograder.nbgrader_glue.history.contents import Damaged
from autograder.nbgrader_glue.marked import Marker
from autograder.sheet import Sheet
from tests.school import AUTOMATIC, OWES

Rests = tuple[Basis, Pieces]


def test_the_same_course_has_the_same_basis(sheet: Sheet, rests: Rests) -> None:
    again, pieces = basis_of(sheet, Marker(sheet), None)
    assert again.hash == rests[0].hash
    assert pieces == rests[1]
    assert {piece.hash for piece in pieces.all()} == {again.sheet, *again.cases.values()}


def test_every_automatic_question_has_what_was_right_and_the_rules_that_stood(rests: Rests) -> None:
    basis, _ = rests
    assert tuple(basis.questions) == AUTOMATIC
    assert basis.questions[OWES].expected == ("guarantee_general",)
    assert "silence_means_general" in basis.questions[OWES].rules
    assert basis.told["silence_means_general"].id == "GUA-04"
    assert set(basis.told["silence_means_general"].sentence) == {"zh", "en"}


def test_a_basis_is_read_as_it_was_written(rests: Rests) -> None:
    dated = attrs.evolve(rests[0], law_on=date(2020, 12, 31))
    assert dated.hash != rests[0].hash
    for basis in (rests[0], dated):
        assert read_basis(basis.hash, basis.written().decode()) == basis


@pytest.mark.parametrize("written", ["{}", "", "[]"])
def test_a_basis_that_is_not_what_its_hash_says_is_damaged(rests: Rests, written: str) -> None:
    with pytest.raises(Damaged):
        read_basis(rests[0].hash, written)
