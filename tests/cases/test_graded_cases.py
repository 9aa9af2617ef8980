"""The graded cases against answers written down by hand from the law, not from the rules."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import autograder
from autograder.assignments import find_assignment
from autograder.cases import CaseFile, load_case
from autograder.keys import key_of
from autograder.questions import Asked, QuestionKind

CASES = Path(autograder.__file__).parent / "cases"

EXPECTED: dict[str, dict[str, Any]] = {
    "chang_yu_father": {
        "chang_deming_owes": "none",
        "chang_deming_call_grave": "civil_infringement",
        "chang_deming_call_wrongs": {"wrong_target", "debtor_reachable", "disclosure"},
        "niu_li_call_grave": "breach_standard",
        "niu_li_call_wrongs": {"debtor_reachable", "workplace"},
        "chang_yu_call_grave": "lawful",
        "chang_yu_record": "own_overdue",
    },
    "gong_yan_search": {
        "ma_xiulan_owes": "none",
        "ma_xiulan_first_call": "lawful_limited",
        "gong_li_message_grave": "civil_infringement",
        "gong_li_message_wrongs": {"disclosure", "bad_data_source"},
        "ma_xiulan_second_call": "lawful_limited",
        "gong_yan_days": 77,
    },
    "jiang_yue_june": {
        "jiang_yue_plan": "no_default_if_performed",
        "jiang_yue_record": "own_normal",
        "xiang_nan_plan": {"no_right_to_plan", "original_due_stands"},
        "xiang_nan_record": "own_overdue",
        "xiang_nan_until": date(2030, 7, 26),
        "xiang_nan_why": None,
    },
    "lu_ning_chat": {
        "peng_kai_owes": "borrower_full",
        "lu_ning_owes": "spouse_joint_debt",
        "lu_ning_record": "no_entry",
        "lu_ning_second_open": "loans.loan2.within_daily_needs",
        "lu_ning_second_record": "no_entry",
        "lu_ning_why": None,
    },
    "qiao_lan_report": {
        "qiao_lan_owes": "joint_debtor_full",
        "qiao_lan_record": "co_debtor_entry",
        "qiao_lan_stranger_owes": "none",
        "tong_rui_stranger_owes": "impostor_liable",
        "qiao_lan_stranger_record": "erroneous_entry",
        "qiao_lan_answer_due": date(2026, 2, 3),
        "qiao_lan_why": None,
    },
    "shi_yu_car": {
        "shi_hang_record": "own_overdue",
        "shi_hang_days": 73,
        "shi_yu_owes": "none",
        "shi_yu_record": "no_entry",
        "shi_yu_soft": "model_risk_possible",
        "shi_yu_why": None,
    },
    "tang_wei_plan": {
        "tang_wei_plan": {"past_overdue_stands", "plan_void_back_to_original", "limitation_restarts"},
        "tang_wei_days": 143,
        "ding_yiming_owes": "guarantee_joint",
        "ding_yiming_until": date(2026, 4, 20),
        "ding_yiming_record": "related_guarantor_entry",
        "tang_wei_second_open": "events.2.lapses_on_breach",
    },
    "wen_jing_contact": {
        "wen_jing_first_call": "lawful_limited",
        "wen_jing_message": "civil_infringement",
        "wen_jing_message_wrongs": {"after_refusal"},
        "shao_ting_call_open": "contacts.call3.debtor_status_then",
        "shao_feng_record": "not_reported",
        "shao_ting_owes": "none",
    },
    "xia_meng_call": {
        "xia_meng_owes": "none",
        "xia_meng_record": "no_entry",
        "xia_meng_call_grave": "civil_infringement",
        "xia_meng_call_wrongs": {
            "wrong_target", "debtor_reachable", "night", "disclosure", "false_credit_threat", "bad_data_source",
        },
        "cheng_liang_level": 1,
    },
    "yin_hao_sheets": {
        "guo_ping_owes": "guarantee_joint",
        "guo_ping_until": date(2024, 4, 18),
        "guo_ping_state": {"in_time", "callable_now"},
        "yan_rong_owes": "guarantee_released",
        "yan_rong_until": date(2025, 2, 14),
        "yan_rong_why": None,
    },
}  # fmt: skip
"""Case -> question -> key; None for a reason, which people mark."""

QUESTIONS = [(case, question) for case, keys in EXPECTED.items() for question in keys]


def graded(case: str) -> CaseFile:
    return load_case(CASES / case)


def asked_of(case_file: CaseFile, question: str) -> Asked:
    return next(asked for asked in case_file.questions if asked.id == question)


def written(expected: Any, asked: Asked) -> tuple[str, ...]:
    """An entry of the table as a key has it."""
    if isinstance(expected, set):
        return tuple(option for option in asked.options if option in expected)
    return () if expected is None else (str(expected),)


def test_every_graded_case_is_in_the_table_and_nothing_else() -> None:
    assert sorted(EXPECTED) == sorted(file.parent.name for file in CASES.glob("*/case.toml"))


@pytest.mark.parametrize("case", EXPECTED)
def test_every_question_of_a_case_is_in_the_table(case: str) -> None:
    assert [asked.id for asked in graded(case).questions] == list(EXPECTED[case])


@pytest.mark.parametrize(("case", "question"), QUESTIONS)
def test_the_solver_answers_as_the_law_does(case: str, question: str) -> None:
    case_file = graded(case)
    asked = asked_of(case_file, question)

    key = key_of(case_file, asked)

    assert key.expected == written(EXPECTED[case][question], asked)


@pytest.mark.parametrize(("case", "question"), QUESTIONS)
def test_a_question_has_one_answer_and_leaves_options_that_are_wrong(case: str, question: str) -> None:
    case_file = graded(case)
    asked, expected = asked_of(case_file, question), EXPECTED[case][question]

    key = key_of(case_file, asked)

    assert len(key.accepted) == (expected is not None)
    assert not isinstance(expected, set) or expected < set(asked.options)
    assert key.finding.undetermined == (asked.kind is QuestionKind.MISSING_FACT)


def test_the_assignment_asks_every_kind_of_question_and_enough_of_them() -> None:
    assignment = find_assignment("01_who_owes")

    questions = [asked for case in assignment.cases for asked in graded(case).questions]

    assert len(assignment.cases) == 6
    assert {asked.kind for asked in questions} == set(QuestionKind)
    assert len(questions) >= 24


def test_the_cases_answer_every_article_twice_and_ask_enough_questions() -> None:
    cases = [graded(case) for case in EXPECTED]
    kinds = [asked.kind for case in cases for asked in case.questions]

    assert sorted(str(case.article) for case in cases) == sorted(["S0", "S1", "S2", "S3", "S4"] * 2)
    assert len(kinds) >= 45
    assert min(kinds.count(QuestionKind.MISSING_FACT), kinds.count(QuestionKind.REASON)) >= 3
