"""Whether a story tells what an answer hangs on: a guess from days, numbers and words, in each language."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from autograder.cases import load_case
from autograder.desk import Weight, review
from autograder.desk.stories import unnamed, untold
from autograder.fact_kinds import (
    Channel,
    ContactActor,
    ContactContent,
    DataSource,
    DebtorStatus,
    EventKind,
    GuaranteeForm,
    LenderKind,
    RoleKind,
    Signature,
)
from autograder.facts import Contact, Event
from autograder.stated import UNKNOWN, Read
from autograder.words import LANGUAGES
from tests.builders import a_case, a_guarantee, a_lender, a_loan, a_person, a_role
from tests.desk.cases import STORIES, asking, replaced, written_case

LOAN = a_loan(rate_apr=Decimal("17.4"), term_days=9)
GUARANTEE = a_guarantee("sun", formed=date(2023, 5, 10))
CALL = Contact(
    id="call1", at=datetime(2025, 5, 12, 23, 10), actor=ContactActor.AGENCY, loan="loan1", target="sun",
    channel=Channel.CALL, content=frozenset({ContactContent.DEMAND_PAYMENT}), connected=True,
    target_refused_before=False, debtor_status_then=DebtorStatus.REACHABLE, data_source=DataSource.SCRAPED,
)  # fmt: skip


def told(text: str, read: Read, language: str = "zh") -> bool:
    return list(untold(text, {"fact": read}, language)) == []


@pytest.mark.parametrize(
    ("read", "language", "telling", "silent"),
    [
        ((GUARANTEE, "formed", None), "zh", "2023年5月10日，他写了一张纸。", "那年春天，他写了一张纸。"),
        ((GUARANTEE, "formed", None), "en", "On 10 May 2023 he wrote a note.", "One day he wrote a note."),
        ((GUARANTEE, "formed", None), "en", "On 10 May he wrote a note.", "On 10 May 2024 he wrote a note."),
        ((LOAN, "nominal", None), "zh", "借了30000元。", "借了130000元。"),
        ((LOAN, "nominal", None), "zh", "借了3万元。", "借了一笔钱。"),
        ((LOAN, "nominal", None), "en", "He borrowed 30,000 yuan.", "He borrowed 330,000 yuan."),
        ((LOAN, "rate_apr", None), "zh", "年利率17.4%。", "年利率117.4%。"),
        ((LOAN, "term_days", None), "zh", "借期九天。", "借期不长。"),
        ((LOAN, "term_days", None), "en", "for nine days", "for 19 days"),
        ((GUARANTEE, "form", None), "zh", "他另外写了一份书面的保证。", "他答应了。"),
        ((GUARANTEE, "form", None), "en", "He signed a separate sheet.", "He nodded."),
        ((CALL, "connected", None), "zh", "电话接通了。", "铃响了一声。"),
        ((a_person("w", born=date(2010, 4, 1)), "born", None), "zh", "他十五岁。", "他是个学生。"),
        ((a_person("w", born=date(2010, 4, 1)), "born", None), "en", "a fifteen-year-old", "a pupil"),
    ],
)
def test_a_fact_is_told_by_its_day_its_number_or_its_words(
    read: Read, language: str, telling: str, silent: str
) -> None:
    assert told(telling, read, language)
    assert not told(silent, read, language)


@pytest.mark.parametrize(
    "read",
    [
        (CALL, "target_refused_before", None),
        (a_loan(rate_apr=UNKNOWN), "rate_apr", None),
        (a_loan(rate_apr=None), "rate_apr", None),
        (a_lender(bureau_connected=False), "bureau_connected", None),
        (a_role("ma"), "kind", None),
        (a_role("ma").act, "signature", None),
        (a_lender(kind=LenderKind.NATURAL_PERSON), "kind", None),
        (LOAN, "deducted_upfront", None),
        (Event(loan="loan1", kind=EventKind.NEGOTIATION_AGREED, date=date(2025, 1, 5)), "terms_clear", None),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_of_what_is_unknown_denied_or_ordinary_a_story_may_be_silent(read: Read, language: str) -> None:
    assert told("", read, language)


@pytest.mark.parametrize(
    "read",
    [
        (a_role("ma", RoleKind.EMERGENCY_CONTACT), "kind", None),
        (a_role("ma", act={"signature": Signature.FORGED}).act, "signature", None),
        (a_guarantee("sun", form=GuaranteeForm.ORAL), "form", None),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_ordinary_must_be_told(read: Read, language: str) -> None:
    assert not told("", read, language)


def test_what_happened_on_a_day_is_told_with_the_day() -> None:
    asked = Event(loan="loan1", kind=EventKind.NEGOTIATION_REQUESTED, date=date(2025, 1, 5))
    assert told("2025年1月5日，他给贷款公司打了电话。", (asked, "kind", None))
    assert not told("年初他给贷款公司打了电话。", (asked, "kind", None))


def test_people_tell_some_kinds_in_other_words_and_those_are_listed() -> None:
    forged = a_role("ma", act={"signature": Signature.FORGED}).act
    assert told("名字是他照着样子模仿的。", (forged, "signature", None))
    assert told("He imitated her hand.", (forged, "signature", None), "en")


def test_a_lender_whom_no_story_names_is_found() -> None:
    case = a_case(lenders=(a_lender(name="江南银行", name_en="Jiangnan Bank"),))
    assert list(unnamed(case, "他向江南银行借了钱。", "zh")) == []
    assert list(unnamed(case, "他向银行借了钱。", "zh")) == ["江南银行"]
    assert list(unnamed(case, "He borrowed from Jiangnan Bank.", "en")) == []
    assert list(unnamed(case, "He borrowed.", "en")) == ["Jiangnan Bank"]


def test_a_story_that_leaves_out_what_decides_is_remarked_in_its_own_language_alone(tmp_path: Path) -> None:
    record = asking(id="sun_qi_record", asks="credit_record", options=["related_guarantor_entry", "not_reported"])
    home = written_case(tmp_path / "note", record)
    assert untold_notes(home) == []
    silent = replaced(STORIES["zh"], ("江南银行接入了央行征信系统。", ""))
    (home / "story.zh.md").write_text(silent, encoding="utf-8")
    (note,) = untold_notes(home)
    assert note.weight is Weight.REMARK
    assert (note.details["fact"][1], note.details["language"]) == ("pboc_connected", "zh")
    assert note.details["questions"] == ("sun_qi_record",)


def untold_notes(home: Path) -> list[Any]:
    return [note for note in review(load_case(home)).notes if note.reason == "untold"]
