"""What the solver cannot decide, told as a refusal of the case file in every language."""

from pathlib import Path

import pytest

from autograder.cases import CaseFile, load_case
from autograder.reading.undecided import UNDECIDABLE, refusal_for
from autograder.rulebook import NotModelled, RuleConflict, Undecided
from autograder.rules.not_modelled import left_out
from autograder.solve import TooManyUnknowns
from autograder.vocabulary import Question
from autograder.words import LANGUAGES, words_for

PERSON = 'as_of = 2024-07-15\n[[persons]]\nid = "ma_tao"\nname = "马涛"\nname_en = "Ma Tao"\n'


@pytest.fixture
def case_file(tmp_path: Path) -> CaseFile:
    file = tmp_path / "ma_tao_alone.toml"
    file.write_text(PERSON, encoding="utf-8")
    return load_case(file)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", [entry.key for entry in left_out()])
def test_law_that_is_left_out_is_named_with_its_authority(case_file: CaseFile, key: str, language: str) -> None:
    (entry,) = [entry for entry in left_out() if entry.key == key]
    refusal = refusal_for(NotModelled(entry.key, entry.authority), case_file, Question.LIABILITY)
    said = refusal.say(language)
    assert words_for(language)(f"not_modelled.{key}.reason") in said
    assert entry.authority not in said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("error", [TooManyUnknowns("x"), RuleConflict("GUA-04 and GUA-05"), Undecided("nobody")])
def test_other_dead_ends_name_the_dimension(case_file: CaseFile, error: Exception, language: str) -> None:
    assert isinstance(error, UNDECIDABLE)
    said = refusal_for(error, case_file, Question.AMOUNT).say(language)
    assert words_for(language)("questions.amount.name") in said


def test_a_fault_of_the_rules_is_told_with_its_details(case_file: CaseFile) -> None:
    refusal = refusal_for(RuleConflict("GUA-04 and GUA-05 both stand"), case_file, Question.LIABILITY)
    assert "GUA-04 and GUA-05 both stand" in refusal.say("en")


def test_another_error_is_no_refusal(case_file: CaseFile) -> None:
    with pytest.raises(TypeError):
        refusal_for(ValueError("x"), case_file, Question.LIABILITY)
