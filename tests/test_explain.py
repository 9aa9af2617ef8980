"""Explanations: result first, general rule before its exception, and nothing but words of the reader's language."""

from datetime import date, datetime

import attrs
import pytest

from autograder import findings
from autograder.arguing import HOUSEKEEPING
from autograder.cases import load_case
from autograder.explain import argument, context, fact_name, missing_facts, what_would_change, why_not
from autograder.fact_kinds import (
    ContactContent,
    DataSource,
    DebtorStatus,
    EventKind,
    MarriageEnd,
    RoleKind,
    TypeWords,
)
from autograder.facts import Case, DivorceProperty, Event
from autograder.hypotheses import hypotheses
from autograder.rulebook import Subject, all_rules, weigh
from autograder.solve import Finding, find, solve
from autograder.stated import UNKNOWN
from autograder.supposed import with_facts
from autograder.vocabulary import CollectionContact, Figure, Liability, Question
from autograder.words import words_for
from tests.builders import a_case, a_loan, a_marriage, a_person, a_role, found
from tests.told import BORROWER, adopted, at_hand, guaranteed, married, rung

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
    assert "如果这笔借款没有超出家庭日常生活需要，结论就是“夫妻共同债务”。" in told
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


def test_an_answer_fails_for_want_of_a_condition() -> None:
    case = guaranteed()
    (told,) = why_not(case, found(case, "sun"), Liability.GUARANTEE_RELEASED, "zh")
    assert "还没有届满" in told
    (told,) = why_not(case, found(case, "sun"), Liability.COLLATERAL_LIMITED, "zh")
    assert "孙琪没有拿财产为这笔借款作抵押或者质押" in told


def test_law_that_has_changed_is_told_where_it_alone_is_in_the_way() -> None:
    case = guaranteed()
    (told,) = why_not(case, found(case, "sun"), JOINT, "zh")
    assert told.endswith("这份保证成立于2024年1月10日，而这条旧规定只管2021年1月1日以前的事。")
    old = guaranteed(formed=date(2019, 3, 1))
    (told,) = why_not(old, found(old, "sun"), GENERAL, "en")
    assert told.endswith("the provision came into force only on 1 January 2021.")


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
    assert told.startswith("没有找到只改动一两个事实就能得出")


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


def test_a_point_that_is_open_is_told_beside_the_rule_that_leaves_it_open() -> None:
    case = married(within_daily_needs=True)
    told = argument(case, found(case, "sun"), "zh")
    assert not any("结论本身有争议" in text for text in told)
    assert told[-1].startswith("有一点还没有定论：没有借钱的一方承担夫妻共同债务时，个人财产要不要拿出来")


def test_a_result_that_is_open_says_so_with_what_else_counts_as_right() -> None:
    front = a_role("sun", RoleKind.NOMINAL_BORROWER, lender_knew_true_user=True)
    case = a_case(roles=(front,))
    told = argument(case, found(case, "sun"), "zh")
    assert any(text.startswith("结论本身有争议") and "答“作为借款人还款”也算对" in text for text in told)


def test_a_rule_that_gives_no_code_is_told_where_it_answers_a_mistake() -> None:
    deed = DivorceProperty(debt_assignee="ma")
    parted = a_marriage("ma", "sun", until=date(2024, 9, 1), end=MarriageEnd.DIVORCE, divorce_property=deed)
    case = with_facts(married(within_daily_needs=True), marriages=(parted,))
    told = "".join(argument(case, found(case, "sun"), "zh"))
    assert "不能对抗出借人" in told
    assert "离婚后双方仍对夫妻共同债务承担责任" in told


def test_a_free_spouse_is_told_which_exception_was_near_and_what_it_lacks() -> None:
    case = married(within_daily_needs=False)
    told = "".join(argument(case, found(case, "sun"), "zh"))
    assert "这条规则有例外：超出家庭日常生活需要的借款，由债权人证明" in told
    assert "没有证明借款用于夫妻共同生活、共同生产经营或者出于双方共同的意思，例外用不上。" in told


def test_how_far_a_guarantee_reaches_is_told_where_todays_law_governs() -> None:
    new, old = guaranteed(), guaranteed(formed=date(2019, 3, 1))
    assert "专门针对保证人的违约金不受支持" in "".join(argument(new, found(new, "sun"), "zh"))
    assert "专门针对保证人的违约金不受支持" not in "".join(argument(old, found(old, "sun"), "zh"))


def test_the_name_of_a_sole_borrower_is_not_said_twice_in_english() -> None:
    case = guaranteed()
    assert "as to the 30,000 yuan borrowed from lender" in argument(case, found(case, "ma"), "en")[0]
    assert "that Ma Tao borrowed from lender" in argument(case, found(case, "sun"), "en")[0]


def test_what_goes_for_nearly_every_case_is_named_by_rules_that_there_are() -> None:
    assert {card.name for card in all_rules()} >= HOUSEKEEPING


def test_by_what_daily_needs_are_judged_is_told_where_it_is_asked_for_and_only_there() -> None:
    ties = (a_marriage("ma", "sun"),)
    told = {
        need: "".join(argument(case, found(case, "sun"), "zh"))
        for need in (UNKNOWN, True, False)
        for case in [a_case(persons=(BORROWER, a_person("sun")), roles=(a_role("ma"),), marriages=ties,
                            loans=(a_loan(within_daily_needs=need),))]
    }  # fmt: skip
    assert [need for need, text in told.items() if "法律没有规定统一的金额" in text] == [UNKNOWN]


def test_the_days_of_a_delay_that_is_over_are_counted_to_its_end() -> None:
    cleared = Event(loan="loan1", kind=EventKind.OVERDUE_CLEARED, date=date(2025, 3, 1))
    case = a_case(persons=(BORROWER,), roles=(a_role("ma"),), events=(cleared,))
    told = "".join(argument(case, found(case, "ma", Question.CREDIT_RECORD), "zh"))
    assert "到还清为止一共逾期50天，最高到过2级" in told
    running = a_case(persons=(BORROWER,), roles=(a_role("ma"),))
    assert "到2025年6月2日已逾期143天" in "".join(argument(running, found(running, "ma", Question.CREDIT_RECORD), "zh"))


def test_somebody_who_is_bound_is_told_by_what_and_that_no_exception_helps() -> None:
    child = a_person("ma", born=date(2007, 6, 1), self_supporting_by_labour=True, legal_rep_act={"loan1": UNKNOWN})
    case = a_case(persons=(child,), roles=(a_role("ma"),))
    told = why_not(case, found(case, "ma"), Liability.NONE, "zh")
    assert told[0].startswith("没有任何规则让ma承担责任，才谈得上“不承担还款责任”。")
    assert told[1].endswith("ma签约时已满十六周岁，靠自己的劳动收入生活。")


def test_a_borrower_is_not_refused_as_a_spouse_who_did_not_sign() -> None:
    case = married(within_daily_needs=True)
    (told,) = why_not(case, found(case, "ma"), Liability.SPOUSE_JOINT_DEBT, "zh")
    assert "马涛自己就是借款人" in told


def test_a_milder_result_is_not_told_as_if_it_were_a_fault() -> None:
    case = rung(
        at=datetime(2025, 5, 12, 23, 10), data_source=DataSource.BORROWER_LISTED_CONTACT_CONSENTED,
        debtor_status_then=DebtorStatus.UNREACHABLE, content=frozenset({ContactContent.ASK_RELAY}),
    )  # fmt: skip
    finding = find(case, Question.COLLECTION_CONTACT, Subject("sun", "loan1", case.contacts[0]))
    (told,) = why_not(case, finding, CollectionContact.LAWFUL_LIMITED, "zh")
    assert told.startswith("要是没有别的问题，这次联系可以算“依规有限联系第三人”")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_day_that_governs_a_rule_has_its_words(language: str) -> None:
    governing = {card.governed_by.__name__ for card in all_rules() if card.governed_by}
    keys = [f"explain.law.{part}.{name}" for name in governing for part in ("day", "no_day")]
    assert [key for key in keys if not words_for(language).has(key)] == []
