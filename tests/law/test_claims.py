"""The claims of the five articles: complete, judged as the law file has them, readable in both languages."""

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

import autograder.rules
import autograder.words
from autograder.law import authority_words
from autograder.law.claims import Claim, ClaimRefused, Verdict, claim, claims, read_claims
from autograder.rulebook import all_rules
from autograder.words import LANGUAGES

GLOSSARY = tomllib.loads((Path(autograder.words.__file__).parent / "glossary.toml").read_text(encoding="utf-8"))
LATIN_IN_CHINESE = {"App", "AI", "GB", "T", "IP"}
SIZES = {"S0": 42, "S1": 26, "S2": 32, "S3": 28, "S4": 36}
VERDICTS = {
    "S0": {
        Verdict.RIGHT: "01 02 03 06 08 11 13 27 30 32 36 37 40 41 42",
        Verdict.CONDITIONAL: "04 05 07 09 10 12 15 16 17 18 28 29 34 35 39",
        Verdict.WRONG: "19 33",
        Verdict.PRACTICE: "14 20 21 22 23 24 25 26 31 38",
    },
    "S1": {
        Verdict.RIGHT: "05 06 07 08 09 10 16 24 25",
        Verdict.CONDITIONAL: "01 02 04 11 12",
        Verdict.WRONG: "17 18",
        Verdict.PRACTICE: "03 13 14 15 19 20 21 22 23 26",
    },
    "S2": {
        Verdict.RIGHT: "01 02 03 04 05 06 12 13 15 18 21 22 28",
        Verdict.CONDITIONAL: "07 10 11 14 19 20 23 26 27 29 31",
        Verdict.WRONG: "08 09 16",
        Verdict.PRACTICE: "17 24 25 30 32",
    },
    "S3": {
        Verdict.RIGHT: "04 06 09 10 11 12 17 20 26",
        Verdict.CONDITIONAL: "08 13 15 23",
        Verdict.WRONG: "21",
        Verdict.OUTDATED: "16",
        Verdict.PRACTICE: "01 02 03 05 07 14 18 19 22 24 25 27 28",
    },
    "S4": {
        Verdict.RIGHT: "02 04 15 17 19 20 25 28 32 34 35",
        Verdict.CONDITIONAL: "01 03 10 18 21 31 36",
        Verdict.WRONG: "11 13 14 24",
        Verdict.OUTDATED: "16",
        Verdict.PRACTICE: "05 06 07 08 09 12 22 23 26 27 29 30 33",
    },
}
ALL = sorted(claims().values(), key=lambda one: one.id)


def texts(language: str) -> list[tuple[str, str]]:
    parts = [(one.id, part) for one in ALL for part in (one.statement, one.correction)]
    return [(id, part[language]) for id, part in parts]


def test_there_are_164_claims_numbered_without_a_gap() -> None:
    assert len(claims()) == 164
    assert list(claims()) == [f"{article}-{n:02}" for article, size in SIZES.items() for n in range(1, size + 1)]


def test_every_claim_has_the_verdict_that_the_law_file_gives_it() -> None:
    expected = {
        f"{article}-{number}": verdict
        for article, verdicts in VERDICTS.items()
        for verdict, numbers in verdicts.items()
        for number in numbers.split()
    }
    assert len(expected) == 164
    assert {id: one.verdict for id, one in claims().items()} == expected


def test_the_verdicts_add_up() -> None:
    assert Counter(one.verdict.value for one in ALL) == {
        "right": 57, "conditional": 42, "wrong": 12, "outdated": 2, "practice": 51,
    }  # fmt: skip


def test_a_claim_is_found_by_its_id() -> None:
    found = claim("S2-09")
    assert (found.id, found.article, found.verdict) == ("S2-09", "S2", Verdict.WRONG)
    assert "CC/686/2" in found.authority
    with pytest.raises(KeyError):
        claim("S2-99")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_authority_can_be_written_out(language: str) -> None:
    for one in ALL:
        for reference in one.authority:
            assert authority_words(reference, language), one.id


def test_what_is_called_wrong_or_outdated_rests_on_an_authority() -> None:
    assert [one.id for one in ALL if one.verdict in {Verdict.WRONG, Verdict.OUTDATED} and not one.authority] == []


def test_every_claim_names_rules_that_are_in_the_book() -> None:
    book = {card.id for card in all_rules()}
    assert all(one.rules for one in ALL)
    assert {rule for one in ALL for rule in one.rules} - book == set()


def test_every_rule_stands_under_each_claim_that_it_says_it_answers() -> None:
    answered = {(card.id, id) for card in all_rules() for id in card.claims}
    assert answered
    assert sorted(pair for pair in answered if pair[1] not in claims() or pair[0] not in claim(pair[1]).rules) == []


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.id)
def test_a_correction_says_something_of_its_own_in_one_to_three_sentences(one: Claim) -> None:
    for language, end in (("zh", "。"), ("en", ".")):
        assert one.statement[language] != one.correction[language]
        assert one.statement[language].endswith(end)
        assert one.correction[language].endswith(end)
    assert 1 <= one.correction["zh"].count("。") <= 3
    assert 1 <= len(re.findall(r"\.(?= |$)", one.correction["en"])) <= 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_claims_are_stated_or_corrected_in_the_same_words(language: str) -> None:
    assert [text for text, times in Counter(text for _, text in texts(language)).items() if times > 1] == []


def test_no_chinese_stands_in_an_english_text() -> None:
    assert [id for id, text in texts("en") if re.search(r"[\u2018-\u201d\u3000-\u9fff\uff00-\uffef]", text)] == []


def test_no_latin_word_stands_in_a_chinese_text_but_the_few_in_use() -> None:
    found = [(id, word) for id, text in texts("zh") for word in re.findall(r"[A-Za-z]+", text)]
    assert [(id, word) for id, word in found if word not in LATIN_IN_CHINESE] == []


def test_chinese_texts_use_chinese_punctuation() -> None:
    han = r"[\u4e00-\u9fff”）》]"
    assert [id for id, text in texts("zh") if re.search(rf"{han}[,.;:?!()]|[,.;:?!(\"']{han}", text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_uses_a_word_that_the_glossary_replaces(language: str) -> None:
    found = []
    for id, text in texts(language):
        for term in (term[language] for term in GLOSSARY["terms"]):
            plain = text.lower()
            for longer in term.get("except", []):
                plain = plain.replace(longer.lower(), "")
            found += [f"{id}: {word} (say {term['say']})" for word in term["never"] if word_in(word.lower(), plain)]
    assert found == []


def word_in(word: str, text: str) -> bool:
    if not word.isascii():
        return word in text
    return re.search(rf"(?<![a-z-]){re.escape(word)}s?(?![a-z])", text) is not None


# The loader

GOOD = """
[S9-01]
article = "S9"
verdict = "right"
authority = ["CC/13"]
rules = ["LIA-01"]
statement = { zh = "甲。", en = "A." }
correction = { zh = "乙。", en = "B." }
"""


def refusal(folder: Path, text: str) -> ClaimRefused:
    file = folder / "S9.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ClaimRefused) as refused:
        read_claims(file)
    assert refused.value.file == file
    assert file.name in str(refused.value)
    assert refused.value.key in str(refused.value)
    return refused.value


def test_a_file_written_as_it_must_be_is_read(tmp_path: Path) -> None:
    (tmp_path / "S9.toml").write_text(GOOD, encoding="utf-8")
    read = read_claims(tmp_path / "S9.toml")["S9-01"]
    assert read == Claim(
        "S9-01", "S9", Verdict.RIGHT, ("CC/13",), ("LIA-01",), {"zh": "甲。", "en": "A."}, {"zh": "乙。", "en": "B."}
    )


@pytest.mark.parametrize(("old", "new", "key"), [
    ('article = "S9"', 'article = "S9"\nnote = "x"', "S9-01.note"),
    ('en = "A."', 'en = "A.", fr = "A."', "S9-01.statement.fr"),
    ('rules = ["LIA-01"]', "", "S9-01.rules"),
    (', en = "B."', "", "S9-01.correction.en"),
    ('zh = "乙。"', 'zh = " "', "S9-01.correction.zh"),
    ('zh = "甲。"', "zh = 1", "S9-01.statement.zh"),
    ('{ zh = "甲。", en = "A." }', '"甲。"', "S9-01.statement"),
    ('"right"', '"true"', "S9-01.verdict"),
    ('article = "S9"', 'article = "S0"', "S9-01.article"),
    ("[S9-01]", "[S0-01]", "S0-01"),
    ("[S9-01]", "[S9-1]", "S9-1"),
    ('["CC/13"]', '"CC/13"', "S9-01.authority"),
    ('["LIA-01"]', '["LIA-01", "LIA-01"]', "S9-01.rules"),
    ("[S9-01]", "S9-01 = 1\n[other]", "S9-01"),
    ("[S9-01]", "[S9-01", "-"),
])  # fmt: skip
def test_anything_else_is_refused_with_its_file_and_key(tmp_path: Path, old: str, new: str, key: str) -> None:
    assert GOOD.count(old) == 1
    assert refusal(tmp_path, GOOD.replace(old, new)).key == key
