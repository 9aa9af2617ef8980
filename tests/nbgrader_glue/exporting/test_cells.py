"""No text in an exported cell is ever computed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.nbgrader_glue.exporting.cells import inert


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "\t=", "\r=", "\n=", "＝", "＋", "－", "＠", " =", "\u3000＝", "\0="]
)
def test_a_text_that_a_program_would_compute_gets_an_apostrophe(start: str) -> None:
    shown = inert(f"{start}cmd|' /C calc'!A0")
    assert isinstance(shown, str)
    assert shown.startswith("'")


@pytest.mark.parametrize("cell", ["ann", "李娜", "a=b", "1-2", "    Points Possible", "", None, -1.5, 0.0])
def test_everything_else_stays(cell: str | float | None) -> None:
    assert inert(cell) == cell


@given(st.text())
def test_whatever_the_text_its_first_letter_computes_nothing(text: str) -> None:
    shown = inert(text)
    assert isinstance(shown, str)
    assert not shown.strip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
    assert not shown.startswith(("\t", "\r", "\n"))
