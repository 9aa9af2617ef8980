"""Facts, values and persons in words: named as people name them, told apart only where several could be meant."""

from datetime import date
from decimal import Decimal

import attrs
import pytest

from autograder.fact_kinds import TypeWords
from autograder.phrases import Phrases
from autograder.rulebook import Condition, Subject, rules_for
from autograder.solve import find
from autograder.stated import UNKNOWN, changed
from autograder.vocabulary import Liability, Question
from tests.builders import a_case, a_guarantee, a_loan, a_person
from tests.told import guaranteed, married, rung

SUN = Subject("sun", "loan1")


def test_a_person_is_called_by_the_name_in_the_readers_language() -> None:
    case = guaranteed()
    assert (Phrases(case, "zh").name("sun"), Phrases(case, "en").name("sun")) == ("孙琪", "Sun Qi")


@pytest.mark.parametrize(
    ("name", "value", "zh", "en"),
    [
        ("nominal", Decimal(30_000), "30,000元", "30,000 yuan"),
        ("rate_apr", Decimal("12.5"), "年12.5%", "12.5% a year"),
        ("period_end", date(2024, 11, 13), "2024年11月13日", "13 November 2024"),
        ("days", 95, "95", "95"),
        ("known", True, "是", "yes"),
        ("ratified_on", None, "没有", "none"),
        ("born", UNKNOWN, "不清楚", "not known"),
        ("guarantor", "sun", "孙琪", "Sun Qi"),
        ("code", Liability.NONE, "不承担还款责任", "owes nothing"),
    ],
)
def test_a_value_looks_as_the_language_writes_it(name: str, value: object, zh: str, en: str) -> None:
    case = guaranteed()
    assert (Phrases(case, "zh").value(name, value), Phrases(case, "en").value(name, value)) == (zh, en)


def test_a_loan_is_named_by_whose_it_is_from_whom_and_how_much() -> None:
    case = guaranteed()
    assert Phrases(case, "zh").loan("loan1") == "马涛向lender借的30,000元"
    assert Phrases(case, "en").loan("loan1") == "the 30,000 yuan that Ma Tao borrowed from lender"


def test_two_loans_of_one_sum_from_one_lender_are_told_apart_by_their_days() -> None:
    case = a_case(loans=(a_loan(), a_loan(id="loan2", signed=date(2024, 2, 2))))
    assert "2024年2月2日" in Phrases(case, "zh").loan("loan2")


def test_a_fact_that_could_be_nobody_elses_has_no_owner_in_its_name() -> None:
    case = guaranteed()
    assert Phrases(case, "zh").fact_name((case.guarantees[0], "formed", None)) == "保证成立的日期"


def test_a_fact_of_one_of_two_guarantees_is_named_with_its_guarantor() -> None:
    case = a_case(guarantees=(a_guarantee("sun"), a_guarantee("li")))
    assert Phrases(case, "zh").fact_name((case.guarantees[1], "formed", None)) == "li的保证成立的日期"


def test_within_a_finding_the_own_guarantee_needs_no_owner() -> None:
    case = a_case(guarantees=(a_guarantee("sun"), a_guarantee("li")))
    read = (case.guarantees[0], "formed", None)
    assert Phrases(case, "zh").fact_name(read, SUN) == "保证成立的日期"
    assert Phrases(case, "zh").fact_name(read, Subject("li", "loan1")) == "sun的保证成立的日期"


def test_a_statement_about_a_person_names_the_person() -> None:
    case = a_case(persons=(a_person("sun", name="孙琪", name_en="Sun Qi"),))
    read = (case.persons[0], "able_to_pay", None)
    assert Phrases(case, "zh").fact_stated(read, True) == "孙琪有能力还款"
    assert Phrases(case, "en").fact_stated(read, False) == "Sun Qi is not able to pay"
    assert Phrases(case, "zh").fact_question(read) == "孙琪有能力还款吗？"


def test_a_refusal_is_told_of_the_one_who_was_rung() -> None:
    case = rung()
    read = (case.contacts[0], "target_refused_before", None)
    assert Phrases(case, "zh").fact_stated(read, True) == "孙琪此前已经明确拒绝"
    assert Phrases(case, "en").fact_stated(read, True) == "Sun Qi had clearly refused before"


def test_what_did_not_happen_is_said_so() -> None:
    case = guaranteed()
    read = (case.roles[1].act, "ratified_on", None)
    assert Phrases(case, "zh").fact_stated(read, None, SUN) == "孙琪没有追认"
    assert Phrases(case, "en").fact_stated(read, None, SUN) == "Sun Qi did not ratify"


def test_a_fact_filled_in_by_the_engine_is_found_again_in_the_case() -> None:
    case = married()
    copy = changed(case, case.loans[0], "within_daily_needs", None, True).loans[0]
    read = (copy, "within_daily_needs", None)
    assert Phrases(case, "zh").located(read)[0] is case.loans[0]


def test_a_condition_says_what_holds_and_what_fails() -> None:
    case = guaranteed()
    trial = next(
        trial
        for trial in find(case, Question.LIABILITY, SUN).verdict.trials
        if trial.card.name == "joint_by_express_words"
    )
    told = Phrases(case, "zh").condition(SUN, trial.conditions[-1], card=trial.card)
    assert told == "保证没有写明孙琪承担连带责任"
    assert Phrases(case, "zh").condition(SUN, trial.conditions[-1], card=trial.card, holds=True) != told


@pytest.mark.parametrize(
    ("way", "told"),
    [
        ("taken_back", "保证期间内lender虽然起诉过债务人，但又撤回了"),
        ("guarantor_only", "保证期间内lender只找了孙琪，没有起诉债务人，也没有申请仲裁"),
        ("never", "保证期间内lender没有起诉债务人，也没有申请仲裁"),
    ],
)
def test_a_condition_that_holds_in_several_ways_is_told_in_its_own(way: str, told: str) -> None:
    card = next(card for card in rules_for(Question.LIABILITY) if card.name == "lapsed_general")
    condition = Condition("debtor_not_sued_in_time", True, {"way": way}, ())
    assert Phrases(guaranteed(), "zh").condition(SUN, condition, card=card) == told


def test_a_law_of_the_past_is_told_with_its_last_day() -> None:
    case = guaranteed()
    card = next(card for card in rules_for(Question.LIABILITY) if card.name == "silence_means_joint_until_2020")
    condition = Condition("law_in_force", False, {"on": date(2024, 1, 10)}, ())
    assert "2021年1月1日以前" in Phrases(case, "zh").condition(SUN, condition, card=card)
    gone = attrs.evolve(condition, details={"on": None})
    assert Phrases(case, "zh").condition(SUN, gone, card=card) == "孙琪没有为这笔借款作过保证"


def test_an_instrument_is_named_once_for_several_articles() -> None:
    card = next(card for card in rules_for(Question.LIABILITY) if card.name == "joint_by_express_words")
    assert Phrases(guaranteed(), "zh").rule(card).count("《民法典》") == 1


def test_an_instrument_made_after_the_day_of_the_case_is_not_cited() -> None:
    card = next(card for card in rules_for(Question.LIABILITY) if card.name == "joint_by_express_words")
    newer = attrs.evolve(card, authority=("CC/686/1", "CBA26"))
    assert Phrases(rung(), "zh").authority(newer) == "《民法典》第六百八十六条第一款"
    assert "催收工作指引" in Phrases(guaranteed(as_of=date(2026, 6, 1)), "zh").authority(newer)


def test_kinds_of_facts_come_from_the_catalogue() -> None:
    assert Phrases(guaranteed(), "zh").value("type_words", TypeWords.EXPRESS_JOINT) == "写明连带责任保证"
