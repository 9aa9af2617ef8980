"""What would have to be different: the smallest change, a plausible one, and none where there is none."""

import time
from datetime import date, datetime
from pathlib import Path
from typing import cast

import pytest

from autograder.cases import load_case
from autograder.changes import Change
from autograder.fact_kinds import ContactContent, DataSource, DebtorStatus, TypeWords
from autograder.facts import Case
from autograder.rulebook import Subject
from autograder.solve import find, subjects
from autograder.vocabulary import CODES, Code, CollectionContact, CreditRecord, Liability, Question
from autograder.what_if import Changes, smallest_changes
from tests.told import at_hand, guaranteed, married, rung

SUN = Subject("sun", "loan1")


def changes(case: Case, code: Code, question: Question = Question.LIABILITY, most: int = 2) -> tuple[Changes, ...]:
    subject = Subject("sun", "loan1", case.contacts[0]) if question is Question.COLLECTION_CONTACT else SUN
    return smallest_changes(case, find(case, question, subject), code, most=most)


def names(found: tuple[Changes, ...]) -> list[list[str]]:
    return [[named(change) for change in one] for one in found]


def named(change: Change) -> str:
    if change.hypothesis:
        return change.hypothesis.name
    assert change.read is not None
    return change.read[1]


def test_other_words_make_another_guarantee_and_so_does_an_older_day() -> None:
    found = changes(guaranteed(), Liability.GUARANTEE_JOINT)
    assert names(found) == [["type_words"], ["formed"]]
    assert found[0][0].value in {TypeWords.EXPRESS_JOINT, TypeWords.IF_NOT_PAID, TypeWords.UNCONDITIONAL}


def test_a_date_is_moved_no_further_than_needed() -> None:
    (_, (change,)) = changes(guaranteed(), Liability.GUARANTEE_JOINT)
    assert (change.value, change.onwards) == (date(2020, 12, 31), "earlier")


def test_somebody_who_only_was_a_contact_would_have_had_to_sign() -> None:
    assert names(changes(rung(), Liability.JOINT_DEBTOR_FULL)) == [["co_borrower"]]
    assert names(changes(rung(), Liability.GUARANTEE_GENERAL)) == [["general_guarantee"]]


def test_a_spouse_is_bound_by_an_own_word_or_by_the_family_s_needs() -> None:
    found = names(changes(married(within_daily_needs=False), Liability.SPOUSE_JOINT_DEBT))
    assert ["within_daily_needs"] in found


def test_an_unknown_fact_that_decides_is_the_change() -> None:
    for value, code in ((True, Liability.SPOUSE_JOINT_DEBT), (False, Liability.NONE)):
        found = changes(married(), code)
        assert names(found)[0] == ["within_daily_needs"]
        assert found[0][0].value is value


def test_a_creditor_who_acts_in_time_keeps_the_guarantee() -> None:
    lapsed = guaranteed(as_of=date(2026, 3, 2))
    assert find(lapsed, Question.LIABILITY, SUN).codes == (Liability.GUARANTEE_RELEASED,)
    assert ["sued_in_time"] in names(changes(lapsed, Liability.GUARANTEE_GENERAL, most=9))
    joint = guaranteed(as_of=date(2026, 3, 2), type_words=TypeWords.EXPRESS_JOINT)
    assert ["demanded_in_time"] in names(changes(joint, Liability.GUARANTEE_JOINT, most=9))


def test_a_contact_who_had_signed_could_lawfully_be_asked_to_pay() -> None:
    case = rung(at=datetime(2025, 5, 12, 15, 0), data_source=DataSource.LENDER_OWN_CUSTOMER)
    found = changes(case, CollectionContact.LAWFUL, Question.COLLECTION_CONTACT, most=9)
    assert ["co_borrower"] in names(found)


def test_one_change_is_preferred_to_two() -> None:
    for code in (Liability.GUARANTEE_JOINT, Liability.NONE, Liability.BORROWER_FULL):
        assert {len(one) for one in changes(guaranteed(), code)} == {1}


def test_two_changes_are_proposed_where_one_does_not_do() -> None:
    case = rung(
        at=datetime(2025, 5, 12, 15, 0), content=frozenset({ContactContent.ASK_RELAY}), target_refused_before=True,
        debtor_status_then=DebtorStatus.UNREACHABLE, data_source=DataSource.BORROWER_LISTED_CONTACT_CONSENTED,
    )  # fmt: skip
    (pair,) = names(changes(case, CollectionContact.BREACH_STANDARD, Question.COLLECTION_CONTACT))
    assert "target_refused_before" in pair
    assert len(pair) == 2


def test_what_the_answer_is_already_needs_no_change() -> None:
    assert changes(guaranteed(), Liability.GUARANTEE_GENERAL) == ()


def test_what_no_rule_concludes_for_anybody_alive_is_out_of_reach() -> None:
    assert changes(guaranteed(), CreditRecord.EXPIRED_MUST_DELETE, Question.CREDIT_RECORD) == ()


@pytest.mark.parametrize("folder", at_hand(), ids=lambda folder: folder.name)
def test_every_change_proposed_does_bring_the_code_out_and_is_found_quickly(folder: Path) -> None:
    file = load_case(folder)
    finding = next(
        find(file.case, question, subject)
        for question in (Question.LIABILITY, Question.CREDIT_RECORD)
        for subject in subjects(file.case, question)
    )
    for code in [cast(Code, code) for code in CODES[finding.question]][:6]:
        started = time.process_time()
        found = smallest_changes(file.case, finding, code)
        assert time.process_time() - started < 2.5
        for one in found:
            case, subject = file.case, finding.subject
            if len(one) == 1:
                case, subject = one[0].made(case, subject)
                now = find(case, finding.question, subject, strict=False)
                assert any(code in codes for codes in now.possible or (now.codes,))
