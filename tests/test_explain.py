"""Explanations: result first, general rule before its exception, and nothing but words of the reader's language."""

import re
from datetime import date
from pathlib import Path
from typing import cast

import attrs
import pytest

from autograder import findings
from autograder.cases import load_case
from autograder.explain import argument, context, fact_name, missing_facts, what_would_change, why_not
from autograder.fact_kinds import TypeWords
from autograder.facts import Case
from autograder.hypotheses import hypotheses
from autograder.rulebook import Subject, weigh
from autograder.solve import Finding, find, solve
from autograder.vocabulary import CODES, Code, CollectionContact, Figure, Liability, Question
from autograder.words import words_for
from tests.builders import found
from tests.told import CHINESE, CODE_OR_ID, ENGLISH, adopted, at_hand, guaranteed, married, rung

SUN = Subject("sun", "loan1")
JOINT, GENERAL = Liability.GUARANTEE_JOINT, Liability.GUARANTEE_GENERAL


def contact_finding() -> tuple[Case, Finding]:
    case = rung()
    return case, find(case, Question.COLLECTION_CONTACT, Subject("sun", "loan1", case.contacts[0]))


def test_the_result_comes_first_with_the_person_the_loan_and_the_outcome() -> None:
    case = guaranteed()
    first = argument(case, found(case, "sun"), "zh")[0]
    assert "孙琪" in first
    assert "马涛向lender借的30,000元" in first
    assert "“一般保证”" in first


def test_a_rule_is_told_with_its_facts_its_law_and_its_authority() -> None:
    case = guaranteed()
    told = argument(case, found(case, "sun"), "zh")[1]
    assert "没有写明保证方式" in told
    assert "《民法典》第六百八十六条第二款" in told


def test_dates_of_a_law_are_told_only_where_they_decide() -> None:
    new, old = guaranteed(), guaranteed(formed=date(2019, 3, 1))
    assert "2021年1月1日" in "".join(argument(new, found(new, "sun"), "zh"))
    assert "仍用旧规定" in "".join(argument(old, found(old, "sun"), "zh"))
    clear = guaranteed(type_words=TypeWords.EXPRESS_JOINT)
    assert "2021年1月1日" not in "".join(argument(clear, found(clear, "sun"), "zh"))


def test_a_general_rule_is_told_before_the_exception_that_defeats_it() -> None:
    case = married(within_daily_needs=False, spouse_acts=(adopted(),))
    told = argument(case, found(case, "sun"), "zh")
    general = next(place for place, text in enumerate(told) if text.startswith("本来"))
    assert told[general + 1].startswith("但是")
    english = argument(case, found(case, "sun"), "en")
    assert english[general].startswith("On its own")
    assert english[general + 1].startswith("But ")


def test_a_date_worked_out_is_told_where_its_rule_is_told() -> None:
    case = guaranteed()
    finding = found(case, "sun")
    end = words_for("zh").show(finding.figures[Figure.PERIOD_END])
    assert f"保证期间到{end}届满" in "".join(argument(case, finding, "zh"))


def test_nothing_is_said_twice() -> None:
    case, finding = contact_finding()
    told = "".join(argument(case, finding, "zh"))
    assert told.count("孙琪对这笔借款不承担任何责任") == 1


def test_an_open_finding_names_the_results_the_question_and_what_follows_from_each_answer() -> None:
    case = married()
    told = argument(case, found(case, "sun"), "zh")
    assert "“夫妻共同债务”" in told[0]
    assert "“不承担还款责任”" in told[0]
    assert told[1].endswith("借款是否在家庭日常生活需要之内？")
    assert "如果借款在家庭日常生活需要之内，结论就是“夫妻共同债务”。" in told
    assert missing_facts(case, found(case, "sun"), "zh") == ["借款是否在家庭日常生活需要之内？"]


def test_a_settled_finding_misses_nothing() -> None:
    case = guaranteed()
    assert missing_facts(case, found(case, "sun"), "zh") == []


def test_only_a_case_seen_after_may_2026_says_that_no_later_change_is_assumed() -> None:
    case = guaranteed()
    later = guaranteed(as_of=date(2026, 6, 1))
    sentence = words_for("zh")("explain.no_later_change")
    assert sentence not in argument(case, found(case, "sun"), "zh")
    assert argument(later, found(later, "sun"), "zh").count(sentence) == 1


def test_the_wrong_kind_of_guarantee_fails_for_want_of_its_words() -> None:
    case = guaranteed()
    (told,) = why_not(case, found(case, "sun"), JOINT, "zh")
    assert "可是保证没有写明孙琪承担连带责任" in told


def test_a_defeated_answer_is_told_with_what_defeats_it() -> None:
    case = guaranteed()
    finding = found(case, "sun")
    later = guaranteed(as_of=date(2026, 3, 2))
    assert found(later, "sun").codes == (Liability.GUARANTEE_RELEASED,)
    told = why_not(later, found(later, "sun"), GENERAL, "zh")
    assert told[0].startswith("单看一条规则")
    assert told[1].startswith("但是")
    assert why_not(case, finding, GENERAL, "zh") == ["“一般保证”正是这里的结论。"]


def test_a_milder_answer_about_a_contact_is_outweighed() -> None:
    case, finding = contact_finding()
    told = why_not(case, finding, CollectionContact.BREACH_STANDARD, "zh")
    assert "按最重的算" in told[0]


def test_what_no_rule_concludes_is_said_honestly(monkeypatch: pytest.MonkeyPatch) -> None:
    case = guaranteed()
    finding = found(case, "sun")
    monkeypatch.setattr(findings, "weigh", lambda *asked: attrs.evolve(weigh(*asked), trials=()))
    told = why_not(case, finding, JOINT, "zh")
    assert len(told) == 1


def test_the_smallest_change_is_told_with_what_is_really_so() -> None:
    case = guaranteed()
    told = what_would_change(case, found(case, "sun"), JOINT, "zh")
    assert told[0].endswith("结论就会变成“连带责任保证”。")
    assert told[1].startswith("或者，如果保证成立的日期是2020年12月31日或者更早（实际是2024年1月10日），")


def test_where_nothing_small_helps_it_is_said() -> None:
    case = guaranteed()
    (told,) = what_would_change(case, found(case, "sun"), Liability.IMPOSTOR_LIABLE, "zh")
    assert told.startswith("只改动本案的一两个事实")


def test_the_answer_itself_needs_no_change() -> None:
    case = guaranteed()
    (told,) = what_would_change(case, found(case, "sun"), GENERAL, "en")
    assert told.startswith("Nothing would have to change")


def test_a_contact_is_told_with_its_hour_and_its_faults() -> None:
    case, finding = contact_finding()
    first = argument(case, finding, "zh")[0]
    assert "2025年5月12日23:10" in first
    assert "“泄露债务信息”" in first


def test_a_fact_is_named_without_a_finding() -> None:
    case = married()
    assert fact_name(case, (case.loans[0], "within_daily_needs", None), "zh") == "借款是否在家庭日常生活需要之内"


def test_the_context_of_a_finding_names_everybody() -> None:
    told = context(guaranteed(), SUN, "zh")
    assert (told["person"], told["borrower"], told["lender"], told["creditor"]) == ("孙琪", "马涛", "lender", "lender")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_hypothesis_has_its_words(language: str) -> None:
    words = words_for(language)
    for folder in at_hand():
        case = load_case(folder).case
        for finding in solve(case, question=Question.LIABILITY):
            for one in hypotheses(case, Question.LIABILITY, finding.subject):
                assert words.has(f"explain.hypotheses.{one.name}")


NAMES = re.compile("[A-Z][A-Za-z]+")


@pytest.mark.parametrize("folder", at_hand(), ids=lambda folder: folder.name)
def test_a_reader_meets_no_code_no_rule_id_and_no_word_of_the_other_language(folder: Path) -> None:
    file = load_case(folder)
    for finding in solve(file.case):
        for language, foreign in (("zh", ENGLISH), ("en", CHINESE)):
            told = argument(file.case, finding, language)
            code = cast(Code, next(iter(CODES[finding.question])))
            told += why_not(file.case, finding, code, language)
            for text in told:
                assert CODE_OR_ID.search(text) is None, text
                assert foreign.search(NAMES.sub("", text)) is None, text
                assert "。。" not in text
                assert ".." not in text
