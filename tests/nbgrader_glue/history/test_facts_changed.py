"""Two versions of a case file: what differs is named by its path, and only what concerns a question."""

import pytest

from autograder.nbgrader_glue.history.facts_changed import Changed, facts_changed

CASE = """
as_of = 2024-07-15
difficulty = "easy"
[[loans]]
id = "loan1"
signed = 2024-05-01
nominal = 20000
consent = { han_mei = true }
[[roles]]
person = "han_mei"
act = { signature = "genuine" }
[[questions]]
id = "owes"
points = 2
options = ["none", "joint"]
[[questions]]
id = "until"
points = 2
"""


def test_the_same_file_has_no_differences() -> None:
    assert facts_changed(CASE, CASE, "owes") == ()


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ("2024-05-01", "2024-06-01", Changed("loans.loan1.signed", "2024-05-01", "2024-06-01")),
        ("han_mei = true", "han_mei = false", Changed("loans.loan1.consent.han_mei", "true", "false")),
        ('"genuine"', '"forged"', Changed("roles.0.act.signature", "genuine", "forged")),
        ("nominal = 20000\n", "", Changed("loans.loan1.nominal", "20000", None)),
        ('"joint"]', '"general"]', Changed("questions.owes.options", "none, joint", "none, general")),
    ],
)
def test_a_key_that_differs_is_named_with_both_values(old: str, new: str, changed: Changed) -> None:
    assert facts_changed(CASE, CASE.replace(old, new), "owes") == (changed,)


def test_other_questions_and_how_hard_a_case_is_concern_nobody() -> None:
    other = CASE.replace('id = "until"\npoints = 2', 'id = "until"\npoints = 5').replace("easy", "hard")
    assert facts_changed(CASE, other, "owes") == ()
    assert facts_changed(CASE, other, "until") == (Changed("questions.until.points", "2", "5"),)


def test_what_is_no_case_file_is_refused() -> None:
    with pytest.raises(ValueError, match="Invalid"):
        facts_changed("as_of = [", CASE, "owes")
