"""How catalogues are read, and how values look in each language."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from autograder.fact_kinds import RoleKind
from autograder.words import LANGUAGES, MissingWord, RepeatedWord, words_for


def catalogue(place: Path, **files: str) -> Path:
    """A folder of words in which every language has the same files."""
    for language in LANGUAGES:
        (place / language).mkdir(parents=True)
        for name, text in files.items():
            (place / language / f"{name}.toml").write_text(text, encoding="utf-8")
    return place


def test_all_files_of_all_folders_are_one_namespace(tmp_path: Path) -> None:
    words = words_for("en", catalogue(tmp_path, one='[sky]\nblue = "blue sky"', other='[sea]\ndeep = "deep {colour}"'))
    assert words("sky.blue") == "blue sky"
    assert words("sea.deep", colour="green") == "deep green"
    assert words("liability.none") == "owes nothing"


def test_a_key_in_two_files_is_refused_with_both_names(tmp_path: Path) -> None:
    folder = catalogue(tmp_path, one='[sky]\nblue = "a"', other='[sky]\nblue = "b"')
    with pytest.raises(RepeatedWord) as caught:
        words_for("en", folder)
    assert [file.name for file in caught.value.files] == ["one.toml", "other.toml"]
    assert "sky.blue" in str(caught.value)


def test_a_key_of_the_workbook_cannot_be_given_again(tmp_path: Path) -> None:
    with pytest.raises(RepeatedWord):
        words_for("zh", catalogue(tmp_path, mine='[liability.none]\nlabel = "x"'))


def test_a_value_that_is_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match=r"one\.toml: sky\.count"):
        words_for("en", catalogue(tmp_path, one="[sky]\ncount = 3"))


def test_a_missing_word_names_language_key_and_the_file_of_its_neighbours() -> None:
    with pytest.raises(MissingWord) as caught:
        words_for("en")("refusals.of_no_kind")
    missing = caught.value
    assert (missing.language, missing.key, missing.file.name) == ("en", "refusals.of_no_kind", "refusals.toml")
    assert str(missing).endswith("en/refusals.toml lacks refusals.of_no_kind")


def test_no_language_stands_in_for_another(tmp_path: Path) -> None:
    folder = catalogue(tmp_path, one='[sky]\nblue = "blue"')
    (folder / "zh" / "one.toml").write_text("", encoding="utf-8")
    assert words_for("en", folder).has("sky.blue")
    assert not words_for("zh", folder).has("sky.blue")


def test_a_placeholder_without_a_value_is_an_error() -> None:
    with pytest.raises(KeyError, match="key"):
        words_for("en")("refusals.missing_key")


def test_there_is_no_third_language() -> None:
    with pytest.raises(ValueError, match="fr"):
        words_for("fr")


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (date(2024, 5, 3), "2024年5月3日", "3 May 2024"),
        (datetime(2026, 3, 12, 23, 5), "2026年3月12日23:05", "12 March 2026, 23:05"),
        (30000, "30,000", "30,000"),
        (Decimal("30000.00"), "30,000", "30,000"),
        (Decimal("1E+4"), "10,000", "10,000"),
        (Decimal("24.01"), "24.01", "24.01"),
        (Decimal("-0.50"), "-0.5", "-0.5"),
        (0, "0", "0"),
        (("a", "b"), "a、b", "a, b"),
        (RoleKind.GUARANTOR, "保证人", "guarantor"),
        ("plain", "plain", "plain"),
    ],
)
def test_a_value_looks_as_its_language_writes_it(value: Any, zh: str, en: str, tmp_path: Path) -> None:
    folder = catalogue(tmp_path, one='[show]\nvalue = "{value}"\nyear = "{value:%Y}"')
    assert words_for("zh", folder)("show.value", value=value) == zh
    assert words_for("en", folder)("show.value", value=value) == en


def test_a_format_in_the_text_comes_first(tmp_path: Path) -> None:
    words = words_for("zh", catalogue(tmp_path, one='[show]\nyear = "{value:%Y}"'))
    assert words("show.year", value=date(2024, 5, 3)) == "2024"
