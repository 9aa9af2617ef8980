"""The law as of an earlier day: later provisions are left aside, and what is told of it is true."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from autograder.candidates import candidates
from autograder.cases import CaseFile, load_case, under_law_of
from autograder.explain import argument
from autograder.fact_kinds import LenderKind, PeriodWords, RoleKind
from autograder.facts import Case
from autograder.keys import finding_of
from autograder.rulebook import Subject
from autograder.solve import find, solve
from autograder.stated import changed
from autograder.vocabulary import Amount, CreditRecord, Figure, Flag, Liability, Question
from autograder.words import words_for
from tests.builders import LOAN, a_case, a_guarantee, a_lender, a_loan, a_role
from tests.rules.record_builders import record
from tests.rules.test_credit_repair import account, months

ROOT = Path(__file__).resolve().parent.parent
PRACTICE = sorted((ROOT / "course" / "cases").glob("*/case.toml"))
NOTE = ROOT / "tests" / "small_course" / "han_mei_note"
OLD = date(2020, 12, 31)


def under(case: Case, day: date) -> Case:
    return changed(case, case, "law_on", None, day)


def guaranteed(**facts: object) -> Case:
    roles = (a_role("borrower"), a_role("guarantor", RoleKind.GUARANTOR))
    return a_case(roles=roles, guarantees=(a_guarantee("guarantor", **facts),))


GUARANTOR = Subject("guarantor", LOAN)


def test_a_guarantee_of_2024_silent_about_its_kind_is_general_today_and_joint_under_the_law_of_2020() -> None:
    case = guaranteed()
    assert find(case, Question.LIABILITY, GUARANTOR).outcome is Liability.GUARANTEE_GENERAL
    assert find(under(case, OLD), Question.LIABILITY, GUARANTOR).outcome is Liability.GUARANTEE_JOINT
    assert find(under(case, date(2021, 1, 1)), Question.LIABILITY, GUARANTOR).outcome is Liability.GUARANTEE_GENERAL


def test_open_ended_words_of_2024_give_two_years_without_doubt_under_the_law_of_2020() -> None:
    case = guaranteed(period_words=PeriodWords.UNTIL_FULLY_REPAID)
    today, then = (find(one, Question.LIABILITY, GUARANTOR) for one in (case, under(case, OLD)))
    assert (today.figures[Figure.PERIOD_END], Flag.UNSETTLED in today.flags) == (date(2025, 7, 10), False)
    assert (then.figures[Figure.PERIOD_END], Flag.UNSETTLED in then.flags) == (date(2027, 1, 11), False)


@pytest.mark.parametrize(
    ("language", "true", "untrue"),
    [
        ("zh", "法律按2020年12月31日的样子适用", "成立于2020年"),
        ("en", "the law is taken as it stood on 31 December 2020", "made on 31 December 2020"),
    ],
)
def test_the_argument_says_that_the_law_is_taken_as_of_that_day_and_moves_no_fact(
    language: str, true: str, untrue: str
) -> None:
    case = under(guaranteed(), OLD)
    told = " ".join(argument(case, find(case, Question.LIABILITY, GUARANTOR), language))
    assert true in told
    assert untrue not in told


def test_a_private_loan_sued_in_2025_is_under_the_cap_of_2015_when_the_law_is_that_of_2020_before_august() -> None:
    lenders = (a_lender(kind=LenderKind.NATURAL_PERSON),)
    loan = a_loan(rate_apr=Decimal(30), overdue_rate_apr=None, all_in_cost_apr=Decimal(30), filed_on=date(2025, 3, 3))
    case = a_case(as_of=date(2026, 6, 1), lenders=lenders, loans=(loan,))
    before, since = under(case, date(2020, 8, 19)), under(case, date(2020, 8, 20))
    today, then, later = (find(one, Question.AMOUNT, Subject("borrower", LOAN)) for one in (case, before, since))
    assert (today.codes, then.codes, later.codes) == ((Amount.CAPPED_4LPR,), (Amount.CAPPED_24,), (Amount.CAPPED_4LPR,))
    told = " ".join(argument(before, then, "en"))
    assert "the law is taken as it stood on 19 August 2020" in told
    assert "the suit was filed before" not in told


def test_small_months_are_not_hidden_by_a_policy_that_was_not_there_yet() -> None:
    case = account(*months(date(2024, 11, 1), date(2025, 12, 1), 8_200), repaid=date(2026, 1, 15))
    assert record(case, "yu").codes == (CreditRecord.SUPPRESSED_ONE_OFF,)
    assert record(under(case, date(2025, 12, 31)), "yu").codes == (CreditRecord.OWN_OVERDUE,)
    assert record(under(case, date(2026, 1, 1)), "yu").codes == (CreditRecord.SUPPRESSED_ONE_OFF,)


@pytest.mark.parametrize("file", PRACTICE, ids=lambda file: file.parent.name)
def test_a_day_later_than_every_fact_changes_nothing(file: Path) -> None:
    read = load_case(file.parent)
    later = under_law_of(read, date(2100, 1, 1))
    assert [plain(finding) for finding in solve(read.case)] == [plain(finding) for finding in solve(later.case)]


def plain(finding: object) -> tuple[object, ...]:
    names = ("question", "codes", "flags", "tags", "figures", "undetermined", "possible", "accepted")
    return tuple(getattr(finding, name) for name in names)


def test_no_case_file_can_say_as_of_which_day_the_law_is_taken(tmp_path: Path) -> None:
    from autograder.cases import CaseRefused

    file = tmp_path / "case.toml"
    file.write_text("law_on = 2020-12-31\n" + (NOTE / "case.toml").read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(CaseRefused) as refused:
        load_case(file)
    assert [refusal.reason for refusal in refused.value.refusals] == ["unknown_key"]
    assert "law_on" not in refused.value.refusals[0].parameters["allowed"]


def test_the_day_of_the_law_is_nothing_that_could_be_supposed_about_the_facts() -> None:
    case = guaranteed()
    loan = case.loans[0]
    plain, dated = (set(candidates(one, loan, "signed")) for one in (case, under(case, date(2019, 3, 3))))
    assert plain == dated


def test_questions_of_a_case_are_decided_by_the_law_of_the_day() -> None:
    read: CaseFile = load_case(NOTE)
    owes = read.questions[0]
    assert finding_of(read, owes).outcome is Liability.GUARANTEE_GENERAL
    assert finding_of(under_law_of(read, OLD), owes).outcome is Liability.GUARANTEE_JOINT
    assert under_law_of(read, None) is read


def test_every_sentence_about_the_day_of_the_law_is_in_both_languages() -> None:
    for language in ("zh", "en"):
        words = words_for(language)
        for key in ("due_before_2021.holds", "due_since_2021.fails", "sued_under_old_cap.holds"):
            assert "{law_on}" in words.template(f"conditions.{key}_law_as_of")
