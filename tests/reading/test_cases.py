"""What a good case file becomes, and how its facts are found again by their paths."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import pytest

from autograder.cases import CaseFile, load_case, refusal_for
from autograder.fact_kinds import Signature
from autograder.fact_paths import NoSuchFact, fact_path, read_at
from autograder.reading.facts_of import facts_with_places
from autograder.reading.lines import Lines
from autograder.stated import NOT_WRITTEN, UNKNOWN, UnknownFact, changed, raw
from autograder.vocabulary import Question

FACTS = """\
as_of = 2024-07-15

[lpr_1y]
2023-05-10 = 3.65

[[persons]]
id = "ma_tao"
name = "马涛"
name_en = "Ma Tao"
born = "unknown"
died = "none"
legal_rep_act = { loan1 = "unknown" }

[[persons]]
id = "sun_qi"
name = "孙琪"
name_en = "Sun Qi"

[[lenders]]
id = "bank"
name = "江南银行"
name_en = "Jiangnan Bank"
kind = "bank"
pboc_connected = true

[[loans]]
id = "loan1"
lender = "bank"
signed = 2023-05-10
product = "online_consumer"
nominal = 50000
rate_apr = 14.5
final_due = 2024-05-13
within_daily_needs = "unknown"
instalments = [
  { no = 1, due = 2023-11-13, amount = 20000.50 },
  { no = 2, due = 2024-05-13, amount = 29999.5 }, # the rest
]
[loans.assigned]
to = "bank"
date = 2024-06-01
notified_guarantors = { sun_qi = "none" }

[[roles]]
person = "ma_tao"
loan = "loan1"
kind = "borrower"
act.signature = "genuine"
act.ratified_on = "unknown"

[[roles]]
person = "sun_qi"
loan = "loan1"
kind = "guarantor"

[[roles]]
person = "sun_qi"
loan = "loan1"
kind = "witness"

[[guarantees]]
guarantor = "sun_qi"
loan = "loan1"
formed = 2023-05-10
form = "written_separate"
type_words = "unknown"
period_words = "none"
[[guarantees.creditor_acts]]
kind = "demanded_guarantor"
date = 2024-07-01

[[contacts]]
id = "call1"
at = 2024-06-12T23:10:00
actor = "lender"
loan = "loan1"
target = "sun_qi"
channel = "call"
content = ["demand_payment", "insult"]
connected = true
target_refused_before = "unknown"
debtor_status_then = "reachable"
data_source = "scraped"
"""


@pytest.fixture
def read(tmp_path: Path) -> CaseFile:
    file = tmp_path / "sun_qi_letter.toml"
    file.write_text(FACTS, encoding="utf-8")
    return load_case(file)


def test_unknown_none_and_left_out_are_three_different_things(read: CaseFile) -> None:
    ma_tao, sun_qi = read.case.persons
    assert raw(ma_tao, "born") is UNKNOWN
    assert raw(ma_tao, "died") is None
    assert raw(sun_qi, "able_to_pay") is NOT_WRITTEN
    assert raw(ma_tao, "legal_rep_act", "loan1") is UNKNOWN
    assert raw(ma_tao, "legal_rep_act", "loan2") is NOT_WRITTEN
    with pytest.raises(UnknownFact):
        _ = ma_tao.born


def test_the_word_none_is_a_code_where_the_codes_have_it(read: CaseFile) -> None:
    assert read.case.guarantees[0].period_words.value == "none"


def test_sums_are_exact_and_days_are_days(read: CaseFile) -> None:
    (loan,) = read.case.loans
    assert (loan.rate_apr, loan.instalments[0].amount) == (Decimal("14.5"), Decimal("20000.50"))
    assert isinstance(loan.nominal, Decimal)
    assert loan.final_due == date(2024, 5, 13)
    assert read.case.contacts[0].at == datetime(2024, 6, 12, 23, 10)
    assert read.case.lpr_1y["2023-05-10"] == Decimal("3.65")


def test_a_bare_file_is_named_after_itself_and_a_case_toml_after_its_folder(tmp_path: Path, read: CaseFile) -> None:
    assert read.id == "sun_qi_letter"
    home = tmp_path / "sun_qi_again"
    home.mkdir()
    (home / "case.toml").write_text(FACTS, encoding="utf-8")
    assert load_case(home).id == load_case(home / "case.toml").id == "sun_qi_again"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("as_of", date(2024, 7, 15)),
        ("lpr_1y.2023-05-10", Decimal("3.65")),
        ("persons.ma_tao.legal_rep_act.loan1", UNKNOWN),
        ("loans.loan1.within_daily_needs", UNKNOWN),
        ("loans.loan1.instalments.1.amount", Decimal("29999.5")),
        ("loans.loan1.assigned.notified_guarantors.sun_qi", None),
        ("roles.0.act.ratified_on", UNKNOWN),
        ("roles.0.act.signature", Signature.GENUINE),
        ("guarantees.0.creditor_acts.0.served_guarantor", NOT_WRITTEN),
        ("contacts.call1.target_refused_before", UNKNOWN),
    ],
)
def test_a_path_leads_to_its_fact_and_back(read: CaseFile, path: str, value: Any) -> None:
    fact = read_at(read.case, path)
    assert raw(*fact) == value
    assert fact_path(read.case, fact) == path


def test_every_fact_has_a_path_that_leads_back_to_it(read: CaseFile) -> None:
    for _, fact in facts_with_places(read.case):
        for field in (one for one in attrs.fields(type(fact)) if one.metadata.get("from_file", True)):
            value = raw(fact, field.name)
            keys = list(value) if isinstance(value, dict) else [None]
            for key in keys:
                found = read_at(read.case, fact_path(read.case, (fact, field.name, key)))
                assert (found[0] is fact, found[1:]) == (True, (field.name, key))


@pytest.mark.parametrize(
    ("path", "part"),
    [
        ("loan.loan1.signed", "loan"),
        ("loans.loan2.signed", "loan2"),
        ("loans.0.signed", "0"),
        ("loans.loan1.sined", "sined"),
        ("roles.7.kind", "7"),
        ("roles.0.act.signature.hand", "hand"),
        ("loans.loan1", "loans"),
        ("persons.ma_tao.legal_rep_act", "legal_rep_act"),
        ("", ""),
    ],
)
def test_a_path_to_nothing_names_the_part_that_is_wrong(read: CaseFile, path: str, part: str) -> None:
    with pytest.raises(NoSuchFact) as caught:
        read_at(read.case, path)
    assert caught.value.part == part


def test_a_fact_of_a_completed_copy_is_found_in_the_original(read: CaseFile) -> None:
    act = read.case.roles[0].act
    completed = changed(read.case, act, "ratified_on", None, date(2024, 1, 1))
    copy = completed.roles[0].act
    assert copy is not act
    assert fact_path(read.case, (copy, "kept_money", None)) == "roles.0.act.kept_money"


def test_a_fact_of_another_case_has_no_path(read: CaseFile, tmp_path: Path) -> None:
    file = tmp_path / "other.toml"
    file.write_text(FACTS.replace('channel = "call"', 'channel = "sms"'), encoding="utf-8")
    with pytest.raises(LookupError):
        fact_path(read.case, (load_case(file).case.contacts[0], "connected", None))


def test_of_two_facts_that_a_copy_may_complete_the_one_most_like_it_is_meant(read: CaseFile) -> None:
    guess = changed(read.case, read.case.roles[0].act, "ratified_on", None, None).roles[0].act
    assert fact_path(read.case, (guess, "ratified_on", None)) == "roles.0.act.ratified_on"
    other = changed(read.case, read.case.roles[1].act, "signature", None, Signature.FORGED).roles[1].act
    assert fact_path(read.case, (other, "ratified_on", None)) == "roles.1.act.ratified_on"


@pytest.mark.parametrize(
    ("place", "start"),
    [
        (("as_of",), "as_of"),
        (("persons", 1), "[[persons]]"),
        (("persons", 1, "name"), 'name = "孙琪"'),
        (("persons", 0, "legal_rep_act", "loan1"), "legal_rep_act"),
        (("loans", 0, "instalments", 1, "amount"), "  { no = 2"),
        (("loans", 0, "assigned", "to"), 'to = "bank"'),
        (("roles", 0, "act", "signature"), "act.signature"),
        (("roles", 0, "act"), "act.signature"),
        (("guarantees", 0, "creditor_acts", 0, "date"), "date = 2024-07-01"),
    ],
)
def test_the_line_of_a_place_is_found(place: tuple[str | int, ...], start: str) -> None:
    line = Lines(FACTS).of(place)
    assert line is not None
    assert FACTS.splitlines()[line - 1].startswith(start)


def test_text_that_looks_like_keys_inside_a_long_string_is_no_key() -> None:
    text = 'a = """\nb = 1\n[c]\n"""\nd = [ # [\n  "]", \'x\',\n]\ne = 2\n'
    assert Lines(text).all() == {("a",): 1, ("d",): 5, ("e",): 8}


def missing(fact: Any, name: str, key: str | None, question: Question) -> Any:
    """What the solver raises for a fact that the file leaves out."""
    from autograder.solve import FactNotWritten

    return FactNotWritten(UnknownFact(fact, name, key, written=False), question)


def test_a_fact_that_a_rule_misses_becomes_a_refusal_at_its_place(read: CaseFile) -> None:
    act = read.case.roles[1].act
    refusal = refusal_for(missing(act, "lender_knew_or_should", None, Question.LIABILITY), read)
    assert (refusal.key, refusal.reason) == ("roles[1].act.lender_knew_or_should", "fact_not_written")
    assert refusal.line == FACTS.splitlines().index('person = "sun_qi"')
    assert "还款责任" in refusal.say("zh")
    assert "liability" in refusal.say("en")


def test_the_entry_of_a_mapping_that_a_rule_misses_is_named_with_its_key(read: CaseFile) -> None:
    loan = read.case.loans[0]
    not_written = missing(loan, "consent_query", "sun_qi", Question.CREDIT_RECORD)
    assert refusal_for(not_written, read).key == "loans[0].consent_query.sun_qi"
