"""Collection contacts around the days on which the law changed: on each day exactly the law of that day."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from autograder.fact_kinds import (
    Channel,
    ContactActor,
    ContactContent,
    DataSource,
    DebtorStatus,
    LenderKind,
)
from autograder.facts import Contact
from autograder.vocabulary import CollectionContact, ContactTag
from tests.rules.record_builders import a_call, contacted
from tests.rules.test_contacts_rules import Facts, rules_on, rung

C, S, T = ContactContent, CollectionContact, ContactTag
LOST: Facts = {"debtor_status_then": DebtorStatus.UNREACHABLE}
LISTED: Facts = {"data_source": DataSource.BORROWER_LISTED_NO_CONTACT_CONSENT}
INFORMATION_LAW, GUIDELINE, STANDARD = date(2021, 11, 1), date(2024, 5, 15), date(2025, 2, 28)
POLICE_LAW = date(2026, 1, 1)


def call(target: str, day: date, *content: ContactContent, hour: int = 12, id: str = "call1", **facts: Any) -> Contact:
    usual: Facts = {"actor": ContactActor.LENDER}
    return a_call(target, datetime.combine(day, time(hour)), *content, id=id, **(usual | facts))


def rules_of(day: date, target: str, content: ContactContent, **facts: Any) -> set[str]:
    return rules_on(rung(call(target, day, content, **facts)))


ON_BOTH_SIDES = [
    (GUIDELINE, STANDARD, "guideline_let_outsiders_be_asked_to_help", "outsider_may_be_asked_to_help",
     ("friend", C.ASK_RELAY, LOST)),
    (GUIDELINE, STANDARD, "guideline_kept_outsiders_out_without_need", "outsider_reached_without_need",
     ("friend", C.ASK_RELAY, {})),
    (GUIDELINE, STANDARD, "guideline_limited_what_outsiders_hear", "outsider_told_or_asked_too_much",
     ("friend", C.REMIND, LOST)),
    (GUIDELINE, STANDARD, "guideline_let_only_debtors_be_asked_to_pay", "outsider_asked_to_pay",
     ("friend", C.DEMAND_PAYMENT, LOST)),
    (GUIDELINE, STANDARD, "guideline_kept_the_workplace_out", "workplace_was_contacted",
     ("friend", C.ASK_RELAY, {**LOST, "channel": Channel.WORKPLACE_CALL})),
    (GUIDELINE, STANDARD, "guideline_kept_the_night_quiet", "night_is_quiet", ("wang", C.REMIND, {"hour": 23})),
    (GUIDELINE, STANDARD, "guideline_forbade_false_legal_consequences", "false_legal_consequence",
     ("wang", C.FALSE_LEGAL_CLAIM, {})),
    (None, GUIDELINE, "outsiders_without_fixed_test_until_2024", "guideline_let_outsiders_be_asked_to_help",
     ("friend", C.ASK_RELAY, LOST)),
    (None, GUIDELINE, "outsider_asked_to_pay_before_2024", "guideline_let_only_debtors_be_asked_to_pay",
     ("friend", C.DEMAND_PAYMENT, LOST)),
    (None, GUIDELINE, "false_legal_consequence_before_2024", "guideline_forbade_false_legal_consequences",
     ("wang", C.FALSE_LEGAL_CLAIM, {})),
    (None, INFORMATION_LAW, "debt_told_under_the_code_alone", "debt_told_to_an_outsider",
     ("friend", C.REMIND, LOST)),
    (None, INFORMATION_LAW, "number_scraped_under_the_code_alone", "number_scraped_or_bought",
     ("wang", C.REMIND, {"data_source": DataSource.SCRAPED})),
    (None, INFORMATION_LAW, "listed_contact_under_the_code_alone", "listed_contact_told_or_asked_too_much",
     ("friend", C.REMIND, {**LOST, **LISTED})),
    (None, POLICE_LAW, "threat_to_safety_was_a_police_matter", "threat_to_safety_is_a_police_matter",
     ("wang", C.THREAT_PERSONAL_SAFETY, {})),
]  # fmt: skip


@pytest.mark.parametrize(("begins", "changes", "earlier", "later", "contact"), ON_BOTH_SIDES)
def test_the_old_law_ends_on_the_day_before_the_new_one_begins(
    begins: date | None, changes: date, earlier: str, later: str, contact: tuple[str, ContactContent, Facts]
) -> None:
    target, content, facts = contact
    both = {earlier, later}
    assert rules_of(changes - timedelta(days=1), target, content, **facts) & both == {earlier}
    assert rules_of(changes, target, content, **facts) & both == {later}
    if begins is not None:
        assert rules_of(begins - timedelta(days=1), target, content, **facts) & both == set()
        assert rules_of(begins, target, content, **facts) & both == {earlier}


@pytest.mark.parametrize(("changes", "contact"), [
    (GUIDELINE, ("friend", C.DEMAND_PAYMENT, LOST)),
    (STANDARD, ("friend", C.DEMAND_PAYMENT, LOST)),
    (STANDARD, ("friend", C.ASK_RELAY, {"hour": 23})),
    (INFORMATION_LAW, ("friend", C.REMIND, {**LOST, **LISTED})),
    (POLICE_LAW, ("wang", C.THREAT_PERSONAL_SAFETY, {})),
])  # fmt: skip
def test_where_the_new_law_says_the_same_the_answer_stays(
    changes: date, contact: tuple[str, ContactContent, Facts]
) -> None:
    target, content, facts = contact
    before, after = (
        contacted(rung(call(target, day, content, **facts))) for day in (changes - timedelta(days=1), changes)
    )
    assert (before.codes, set(before.tags)) == (after.codes, set(after.tags))


ONLY_FROM = [
    (GUIDELINE, "listed_contact_used_without_need", ("friend", C.ASK_RELAY, LISTED)),
    (STANDARD, "collection_is_on_record_two_years", ("wang", C.REMIND, {})),
    (POLICE_LAW, "pestering_is_a_police_matter", ("wang", C.PESTERING, {})),
]  # fmt: skip


@pytest.mark.parametrize(("begins", "name", "contact"), ONLY_FROM)
def test_what_is_new_applies_from_its_first_day(
    begins: date, name: str, contact: tuple[str, ContactContent, Facts]
) -> None:
    target, content, facts = contact
    assert name not in rules_of(begins - timedelta(days=1), target, content, **facts)
    assert name in rules_of(begins, target, content, **facts)


@pytest.mark.parametrize("name", [
    "consumer_finance_company_asked_an_outsider", "consumer_finance_company_keeps_records_five_years",
])  # fmt: skip
@pytest.mark.parametrize(("day", "ruled"), [(date(2024, 4, 17), False), (date(2024, 4, 18), True)])
def test_the_measures_on_consumer_finance_begin_in_april_2024(name: str, day: date, ruled: bool) -> None:
    case = rung(call("friend", day, C.DEMAND_PAYMENT), lender={"kind": LenderKind.CONSUMER_FINANCE})
    assert (name in rules_on(case)) is ruled


@pytest.mark.parametrize(("day", "member", "actor", "binds"), [
    (date(2018, 3, 27), True, ContactActor.LENDER, False),
    (date(2018, 3, 28), True, ContactActor.LENDER, True),
    (date(2024, 5, 14), True, ContactActor.AGENCY, True),
    (date(2024, 5, 15), True, ContactActor.LENDER, False),
    (date(2023, 5, 14), False, ContactActor.LENDER, False),
    (date(2023, 5, 14), True, ContactActor.IMPOSTOR, False),
])  # fmt: skip
def test_the_convention_of_2018_binds_members_until_the_guideline(
    day: date, member: bool, actor: ContactActor, binds: bool
) -> None:
    case = rung(
        call("wang", day, C.REMIND, actor=actor), lender={"nifa_member": member}, loan={"signed": date(2018, 1, 8)}
    )
    assert ("convention_binds_members_only" in rules_on(case)) is binds


def calls_of(day: date, number: int, *content: ContactContent, **facts: Any) -> list[Contact]:
    return [call("wang", day, *content, hour=9 + n, id=f"call{n}", **facts) for n in range(number)]


@pytest.mark.parametrize(("day", "name"), [
    (date(2024, 5, 14), None),
    (GUIDELINE, "guideline_allowed_three_calls_a_day"),
    (date(2025, 2, 27), "guideline_allowed_three_calls_a_day"),
    (STANDARD, "three_calls_a_day"),
])  # fmt: skip
def test_three_calls_a_day_is_a_rule_since_the_guideline(day: date, name: str | None) -> None:
    both = {"guideline_allowed_three_calls_a_day", "three_calls_a_day"}
    assert rules_on(rung(*calls_of(day, 4, C.REMIND)), "call3") & both == ({name} if name else set())


@pytest.mark.parametrize(("day", "too_many"), [(date(2026, 1, 29), False), (date(2026, 1, 30), True)])
def test_six_dials_a_day_is_a_rule_of_the_banking_association_of_2026(day: date, too_many: bool) -> None:
    assert ("six_dials_a_day" in rules_on(rung(*calls_of(day, 7, connected=False)), "call6")) is too_many


@pytest.mark.parametrize(("day", "name"), [
    (date(2025, 12, 31), "repeated_hostile_messages_were_a_police_matter"),
    (POLICE_LAW, "repeated_hostile_messages_are_a_police_matter"),
])  # fmt: skip
def test_the_third_insult_is_judged_by_the_police_law_of_its_day(day: date, name: str) -> None:
    messages = calls_of(day, 3, C.INSULT, channel=Channel.IM)
    both = {"repeated_hostile_messages_were_a_police_matter", "repeated_hostile_messages_are_a_police_matter"}
    assert rules_on(rung(*messages), "call2") & both == {name}
    reminder = call("wang", day, C.REMIND, hour=15, id="call3", channel=Channel.IM)
    assert rules_on(rung(*messages, reminder), "call3") & both == set()
    assert contacted(rung(*messages), "call2").outcome is S.ADMIN_OFFENCE
    assert contacted(rung(*messages), "call1").outcome is S.CIVIL_INFRINGEMENT


BEFORE_ALL = date(2021, 10, 31)


@pytest.mark.parametrize(("target", "content", "facts", "standing"), [
    ("wang", C.REMIND, {"hour": 23}, {"debtor_may_be_asked"}),
    ("friend", C.ASK_RELAY, {}, {"outsiders_without_fixed_test_until_2024"}),
    ("friend", C.ASK_RELAY, LISTED, {"outsiders_without_fixed_test_until_2024"}),
    ("friend", C.ASK_RELAY, {"channel": Channel.WORKPLACE_CALL}, {"outsiders_without_fixed_test_until_2024"}),
    ("friend", C.ASK_RELAY, {"actor": ContactActor.IMPOSTOR}, {"stranger_to_the_claim_collects"}),
    ("friend", C.ASK_RELAY, {"actor": ContactActor.COURT}, {"court_service_is_no_collection"}),
    (
        "friend", C.REMIND, LISTED,
        {
            "outsiders_without_fixed_test_until_2024", "debt_told_under_the_code_alone",
            "listed_contact_under_the_code_alone",
        },
    ),
    ("friend", C.REMIND, {"target_offered_to_pay": True, **LISTED}, {"outsiders_without_fixed_test_until_2024"}),
    ("friend", C.DEMAND_PAYMENT, {"target_offered_to_pay": True}, {"outsiders_without_fixed_test_until_2024"}),
    ("friend", C.REMIND, {}, {"outsiders_without_fixed_test_until_2024", "debt_told_under_the_code_alone"}),
    ("wang", C.DEMAND_PAYMENT, LISTED, {"debtor_may_be_asked"}),
    ("wang", C.PESTERING, {}, {"debtor_may_be_asked", "pestering_disturbs_private_life"}),
])  # fmt: skip
def test_before_the_guideline_the_general_law_alone_counts(
    target: str, content: ContactContent, facts: Facts, standing: set[str]
) -> None:
    assert rules_of(BEFORE_ALL, target, content, **facts) == standing


@pytest.mark.parametrize(("target", "content", "facts", "standing"), [
    ("wang", C.REMIND, {}, {"debtor_may_be_asked"}),
    ("wang", C.REMIND, {"hour": 23, "time_agreed": True}, {"debtor_may_be_asked"}),
    ("wang", C.REMIND, {"hour": 23}, {"debtor_may_be_asked", "guideline_kept_the_night_quiet"}),
    ("wang", C.DEMAND_PAYMENT, {"channel": Channel.WORKPLACE_CALL}, {"debtor_may_be_asked"}),
    ("friend", C.ASK_RELAY, {**LOST, "channel": Channel.CALL}, {"guideline_let_outsiders_be_asked_to_help"}),
    ("friend", C.ASK_RELAY, {}, {"guideline_kept_outsiders_out_without_need"}),
    (
        "friend", C.REMIND, {},
        {
            "guideline_kept_outsiders_out_without_need", "guideline_limited_what_outsiders_hear",
            "debt_told_to_an_outsider",
        },
    ),
    ("friend", C.DEMAND_PAYMENT, {"target_offered_to_pay": True}, {"guideline_let_outsiders_be_asked_to_help"}),
    ("wang", C.ASK_RELAY, LOST, {"debtor_may_be_asked"}),
    ("friend", C.REMIND, LOST, {"guideline_limited_what_outsiders_hear", "debt_told_to_an_outsider"}),
    ("friend", C.ASK_RELAY, {"actor": ContactActor.IMPOSTOR, **LOST}, {"stranger_to_the_claim_collects"}),
    ("friend", C.ASK_RELAY, {"actor": ContactActor.IMPOSTOR, "hour": 23}, {"stranger_to_the_claim_collects"}),
    (
        "friend", C.ASK_HEIRS, {"actor": ContactActor.IMPOSTOR, "channel": Channel.WORKPLACE_CALL, **LOST},
        {"stranger_to_the_claim_collects"},
    ),
])  # fmt: skip
def test_under_the_guideline_exactly_its_rules_stand(
    target: str, content: ContactContent, facts: Facts, standing: set[str]
) -> None:
    assert rules_of(date(2024, 7, 1), target, content, **facts) == standing


@pytest.mark.parametrize(("changed", "target", "actor"), [
    ({"connected": False}, "wang", ContactActor.LENDER),
    ({"channel": Channel.SMS}, "wang", ContactActor.LENDER),
    ({}, "friend", ContactActor.LENDER),
    ({}, "wang", ContactActor.IMPOSTOR),
])  # fmt: skip
def test_the_guideline_counted_answered_calls_to_debtors_by_the_creditors_side(
    changed: Facts, target: str, actor: ContactActor
) -> None:
    day = date(2024, 7, 1)
    calls = [call(target, day, C.ASK_RELAY, hour=9 + n, id=f"call{n}", **LOST) for n in range(4)]
    last = call(target, day, C.ASK_RELAY, hour=14, id="last", actor=actor, **LOST, **changed)
    assert "guideline_allowed_three_calls_a_day" not in rules_on(rung(*calls, last), "last")


@pytest.mark.parametrize(("day", "crime"), [(date(2021, 2, 28), False), (date(2021, 3, 1), True)])
def test_collecting_unlawful_debts_is_a_crime_from_march_2021(day: date, crime: bool) -> None:
    case = rung(
        call("wang", day, C.PESTERING),
        lender={"kind": LenderKind.UNLICENSED_PLATFORM},
        loan={"signed": date(2021, 1, 8)},
    )
    assert ("squeezing_for_an_unlawful_debt" in rules_on(case)) is crime
