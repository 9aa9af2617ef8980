"""What would have to be different: the smallest change, a plausible one, and none where there is none."""

import time
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import cast

import pytest

from autograder import looking
from autograder.cases import load_case
from autograder.changes import Change
from autograder.fact_kinds import ContactContent, DataSource, DebtorStatus, EventKind, RoleKind, Signature, TypeWords
from autograder.facts import Case, Event, MonthEntry
from autograder.hypotheses import hypotheses
from autograder.plausible import FAR, oddities
from autograder.rulebook import Subject
from autograder.solve import find, subjects
from autograder.spans import bound_around, span_around
from autograder.stated import changed
from autograder.vocabulary import CODES, Amount, Code, CollectionContact, CreditRecord, Liability, Question
from autograder.what_if import Changes, smallest_changes
from tests.builders import a_case, a_loan, a_role
from tests.told import BORROWER, adopted, at_hand, guaranteed, married, rung

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


def test_what_hardly_anybody_would_think_of_comes_last() -> None:
    found = names(changes(married(within_daily_needs=True), Liability.NONE, most=9))
    assert found[0] == ["within_daily_needs"]
    assert not {"kind", "lender_knew_illegal_use", "void_reason"} & {name for one in found for name in one}
    borrowed = a_case(persons=(BORROWER,), roles=(a_role("ma"),))
    finding = find(borrowed, Question.LIABILITY, Subject("ma", "loan1"))
    (far,) = smallest_changes(borrowed, finding, Liability.RESTITUTION_ONLY)
    assert far[0].cost >= FAR


def test_a_spouse_who_never_owned_up_is_supposed_where_the_file_says_that_she_did() -> None:
    found = names(changes(married(within_daily_needs=False, spouse_acts=(adopted(),)), Liability.NONE))
    assert found[0] == ["never_adopted"]


def test_no_day_is_proposed_that_the_months_on_file_contradict() -> None:
    months = tuple(
        MonthEntry(loan="loan1", person="ma", month=month, overdue_amount=Decimal(30_000), level=1)
        for month in (date(2025, 1, 1), date(2025, 2, 1))
    )
    loan = a_loan(consent_report_written={"ma": True})
    case = a_case(persons=(BORROWER,), roles=(a_role("ma"),), loans=(loan,), month_entries=months)
    finding = find(case, Question.CREDIT_RECORD, Subject("ma", "loan1"))
    proposed = names(smallest_changes(case, finding, CreditRecord.OWN_NORMAL, most=9))
    assert proposed == [["paid_in_time"]]
    later = changed(case, case.loans[0], "final_due", None, date(2025, 6, 1))
    assert {reason for reason, *_ in oddities(later) - oddities(case)} == {"late_before_due"}


def test_a_loan_taken_in_a_strangers_name_is_not_supposed_to_be_repaid() -> None:
    case = a_case(persons=(BORROWER,), roles=(a_role("ma", act={"signature": Signature.FORGED}),))
    supposed = {one.name for one in hypotheses(case, Question.CREDIT_RECORD, Subject("ma", "loan1"))}
    assert not {"paid_in_time", "paid_by_now"} & supposed


@pytest.mark.parametrize("name", ["co_borrower", "borrower"])
def test_who_had_borrowed_would_not_have_guaranteed(name: str) -> None:
    case = guaranteed()
    (supposed,) = [one for one in hypotheses(case, Question.LIABILITY, SUN) if one.name == name]
    assert supposed.made(case).guarantees == ()
    assert not oddities(supposed.made(case))


def test_a_sole_borrower_is_not_supposed_to_guarantee_the_loan() -> None:
    borrowers = (a_role("ma"), a_role("sun", RoleKind.CO_BORROWER))
    for roles, expected in ((borrowers[:1], False), (borrowers, True)):
        case = a_case(persons=(BORROWER,), roles=roles)
        names_of = {one.name for one in hypotheses(case, Question.LIABILITY, Subject("ma", "loan1"))}
        assert ("joint_guarantee" in names_of) is expected
        burdens = {one.name for one in hypotheses(case, Question.SOFT_EFFECT, Subject("ma", None))}
        assert not {"guarantor_of", "co_borrower_of"} & burdens


def test_a_plan_that_was_never_agreed_was_neither_kept_nor_broken() -> None:
    told = ((EventKind.NEGOTIATION_AGREED, 1), (EventKind.PLAN_COMPLETED, 4))
    events = tuple(Event(loan="loan1", kind=kind, date=date(2025, month, 20)) for kind, month in told)
    case = a_case(persons=(BORROWER,), roles=(a_role("ma"),), events=events)
    supposed = {one.name: one.made(case) for one in hypotheses(case, Question.NEGOTIATION, Subject("ma", "loan1"))}
    assert supposed["never_agreed"].events == ()
    broken = [event.kind for event in supposed["plan_breached"].events]
    assert broken == [EventKind.NEGOTIATION_AGREED, EventKind.PLAN_BREACHED]


def test_an_edge_between_two_days_is_found_to_the_day() -> None:
    days = [date(2025, 1, 1) + timedelta(days=10 * number) for number in range(20)]
    edge, end = date(2025, 2, 5), date(2025, 4, 17)
    span = span_around(days[6], ([], days), lambda day: edge <= day <= end)
    assert (span.first, span.onwards, span.last) == (edge, "", end)
    open_ended = span_around(days[6], ([], days), lambda day: day >= edge)
    assert (open_ended.first, open_ended.onwards) == (edge, "later")


def test_a_sum_is_told_by_the_bound_up_to_which_it_does() -> None:
    sums = [Decimal(0), Decimal(1), Decimal(10_000), Decimal("10000.01"), Decimal(1_000_000)]
    assert bound_around(Decimal(1), sums, lambda value: value <= 10_000) == (Decimal(10_000), "less")
    assert bound_around(Decimal(1_000_000), sums, lambda value: value > 10_000) == (Decimal("10000.01"), "more")
    assert bound_around(Decimal(1), sums, lambda value: value == 1) == (Decimal(1), "")


def test_what_time_alone_brings_is_proposed_as_a_later_look() -> None:
    cleared = Event(loan="loan1", kind=EventKind.OVERDUE_CLEARED, date=date(2025, 3, 1))
    case = a_case(persons=(BORROWER,), roles=(a_role("ma"),), events=(cleared,))
    finding = find(case, Question.CREDIT_RECORD, Subject("ma", "loan1"))
    ((change,),) = smallest_changes(case, finding, CreditRecord.EXPIRED_MUST_DELETE)
    assert change.hypothesis is not None
    assert (change.hypothesis.name, change.hypothesis.details["day"]) == ("seen_later", date(2030, 3, 2))


@pytest.mark.parametrize("folder", at_hand()[::5], ids=lambda folder: folder.name)
def test_taking_over_what_a_change_does_not_touch_changes_no_result(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = load_case(folder)
    question = Question.LIABILITY
    subject = next(subjects(file.case, question))
    finding = find(file.case, question, subject)
    codes = [cast(Code, code) for code in CODES[question]][:6]
    quick = [names(smallest_changes(file.case, finding, code)) for code in codes]
    monkeypatch.setattr(looking, "inherit_untouched", lambda *_: None)
    monkeypatch.setattr(looking.Looking, "_held", lambda *_: {})
    slow = load_case(folder)
    finding = find(slow.case, question, next(subjects(slow.case, question)))
    assert [names(smallest_changes(slow.case, finding, code)) for code in codes] == quick


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


def test_the_first_of_two_changed_days_is_told_as_far_as_it_goes() -> None:
    case = load_case(Path(__file__).parent.parent / "course" / "cases" / "jin_kai_note").case
    subject = Subject("jin_kai", "loan1")
    ((first, _),) = smallest_changes(case, find(case, Question.AMOUNT, subject), Amount.CAPPED_24)
    assert (first.value, first.onwards) == (date(2020, 8, 19), "earlier")
