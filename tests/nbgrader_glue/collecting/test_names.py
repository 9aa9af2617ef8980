"""Which trainee names may become folders."""

import pytest

from autograder.nbgrader_glue.collecting.names import collisions, trouble_with


@pytest.mark.parametrize(
    "name", ["ann", "20231234", "李娜", "ann.lee@example.edu", "ann lee", "console", "o'neil", "a-b_c"]
)
def test_ordinary_names_will_do(name: str) -> None:
    assert trouble_with(name) is None


@pytest.mark.parametrize(
    ("name", "trouble"),
    [
        ("", "no_trainee"),
        ("  ", "no_trainee"),
        ("../ann", "name_characters"),
        ("/etc", "name_characters"),
        ("a\\b", "name_characters"),
        ("C:ann", "name_characters"),
        ("a*", "name_characters"),
        ("a+b", "name_characters"),
        ("a,b", "name_characters"),
        ("[a]", "name_characters"),
        ("..", "name_ends"),
        (".ann", "name_ends"),
        ("--help", "name_ends"),
        ("ann.", "name_ends"),
        ("ann ", "name_ends"),
        ("con", "name_reserved"),
        ("NUL.txt", "name_reserved"),
        ("Com1", "name_reserved"),
        ("lpt9 .x", "name_reserved"),
        ("娜" * 41, "name_long"),
    ],
)
def test_names_that_some_disk_or_nbgrader_takes_for_something_else(name: str, trouble: str) -> None:
    assert trouble_with(name) == trouble


def test_names_that_differ_only_in_case_or_accents_collide() -> None:
    assert collisions(["Ann", "ann", "bob", "e\u0301va", "\u00e9va"]) == {
        "Ann": "ann", "ann": "Ann", "e\u0301va": "\u00e9va", "\u00e9va": "e\u0301va"
    }  # fmt: skip
    assert collisions(["ann", "ann"]) == {}
