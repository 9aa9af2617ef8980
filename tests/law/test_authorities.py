import re
from datetime import date

import pytest

import autograder.rules  # noqa: F401
from autograder.law import Level, UnknownAuthority, authority_words, chinese_number, instruments
from autograder.rulebook import all_rules


@pytest.mark.parametrize(("reference", "zh", "en"), [
    ("CC/686/2", "《民法典》第六百八十六条第二款", "Civil Code art. 686(2)"),
    ("CC/1064/1", "《民法典》第一千零六十四条第一款", "Civil Code art. 1064(1)"),
    ("CC/687/2/3", "《民法典》第六百八十七条第二款第三项", "Civil Code art. 687(2)(3)"),
    ("CL/293-1", "《刑法》第二百九十三条之一", "Criminal Law art. 293-1"),
    ("CRR/44/0/3", "《征信业管理条例》第四十四条第三项", "Regulation on the Credit Reporting Industry art. 44(3)"),
    ("SL/19", "《担保法》第十九条", "Security Law art. 19"),
    ("CR2", "第二代个人信用报告", "second-generation credit report"),
])  # fmt: skip
def test_a_reference_is_written_out_in_both_languages(reference: str, zh: str, en: str) -> None:
    assert authority_words(reference, "zh") == zh
    assert authority_words(reference, "en") == en


@pytest.mark.parametrize("reference", ["XX/1", "CC/", "CC/686/", "CC/686/a", "cc/686", "CC/686/2/3/4", "", "CC 686"])
def test_a_reference_that_names_no_instrument_or_is_written_wrongly_is_refused(reference: str) -> None:
    with pytest.raises(UnknownAuthority):
        authority_words(reference, "zh")


@pytest.mark.parametrize(("number", "words"), [
    (1, "一"), (10, "十"), (14, "十四"), (20, "二十"), (100, "一百"), (101, "一百零一"), (110, "一百一十"),
    (112, "一百一十二"), (686, "六百八十六"), (1001, "一千零一"), (1064, "一千零六十四"),
    (1100, "一千一百"), (1260, "一千二百六十"),
])  # fmt: skip
def test_article_numbers_are_written_as_statutes_write_them(number: int, words: str) -> None:
    assert chinese_number(number) == words


@pytest.mark.parametrize("number", [0, 10_000, -3])
def test_a_number_that_no_article_has_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="between 1 and 9999"):
        chinese_number(number)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_rule_rests_on_an_authority_that_can_be_written_out(language: str) -> None:
    for card in all_rules():
        assert card.authority, card.name
        for reference in card.authority:
            assert authority_words(reference, language)


def test_the_register_is_complete_and_consistent() -> None:
    assert len(instruments()) == 50
    for code, instrument in instruments().items():
        assert set(instrument.name) == {"zh", "en"}, code
        assert instrument.note is None or set(instrument.note) == {"zh", "en"}, code
        if instrument.since and instrument.until:
            assert instrument.since < instrument.until, code
        assert re.search(r"[一-鿿]", instrument.name["zh"]), code
        assert not re.search(r"[一-鿿]", instrument.name["en"]), code


def test_the_old_guarantee_law_ends_where_the_civil_code_begins() -> None:
    known = instruments()
    assert known["SL"].until == known["SLI"].until == known["CC"].since == date(2021, 1, 1)
    assert known["GBT"].level is Level.NATIONAL_STANDARD
