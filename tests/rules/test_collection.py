"""Collection contacts: dossier cases, borders in time and number, and what only a whole series of contacts shows."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from autograder.fact_kinds import (
    Channel,
    ContactActor,
    ContactContent,
    DataSource,
    DebtorStatus,
    LenderKind,
    MarriageEnd,
    PeriodWords,
    Purpose,
    RelationKind,
    RoleKind,
)
from autograder.facts import Case, Contact, Marriage, Relation
from autograder.rulebook import Subject, weigh
from autograder.solve import Finding, answer_codes
from autograder.stated import UNKNOWN
from autograder.vocabulary import CollectionContact, ContactTag, Question
from tests.rules.record_builders import a_call, a_case, a_guarantee, a_lender, a_loan, a_person, a_role, contacted

C, T = ContactContent, ContactTag
NOON = datetime(2026, 3, 2, 12)


def judged(finding: Finding) -> tuple[object, set[ContactTag]]:
    assert len(finding.codes) == 1
    return finding.outcome, set(finding.tags)


def rung(*calls: Contact, lender_kind: LenderKind = LenderKind.CONSUMER_FINANCE, **facts: object) -> Case:
    return a_case(
        date(2026, 5, 1),
        a_loan(date(2021, 12, 8), signed=date(2021, 1, 8)),
        a_role("wang"),
        lender=a_lender(kind=lender_kind, cba_member=True),
        contacts=calls,
        **facts,
    )


def alone(call: Contact) -> tuple[object, set[ContactTag]]:
    return judged(contacted(rung(call)))


def test_c01_asking_a_colleague_at_night_to_pay() -> None:
    call = a_call(
        "li_na",
        datetime(2026, 3, 12, 23, 10),
        C.DEMAND_PAYMENT,
        data_source=DataSource.BORROWER_LISTED_NO_CONTACT_CONSENT,
    )
    assert alone(call) == (
        CollectionContact.CIVIL_INFRINGEMENT,
        {T.WRONG_TARGET, T.DEBTOR_REACHABLE, T.NIGHT, T.DISCLOSURE, T.BAD_DATA_SOURCE},
    )


def test_c23_telling_the_mother_the_sum_at_twenty_to_eight() -> None:
    mother = Relation(a="mother", b="wang", kind=RelationKind.PARENT_CHILD)
    call = a_call("mother", datetime(2025, 6, 10, 7, 40), C.DISCLOSE_AMOUNT)
    assert judged(contacted(rung(call, relations=(mother,)))) == (
        CollectionContact.CIVIL_INFRINGEMENT,
        {T.DEBTOR_REACHABLE, T.NIGHT, T.DISCLOSURE},
    )


def test_c24_five_threatening_messages_after_a_clear_no() -> None:
    messages = tuple(
        a_call(
            "fang_ying", NOON + timedelta(hours=12 * number), C.THREAT_CREDIT_RECORD, C.THREAT_PERSONAL_SAFETY,
            id=f"message{number}", channel=Channel.IM, target_refused_before=True,
            debtor_status_then=DebtorStatus.UNREACHABLE, time_agreed=True,
        )
        for number in range(5)
    )  # fmt: skip
    for message in messages:
        assert judged(contacted(rung(*messages), message.id)) == (
            CollectionContact.ADMIN_OFFENCE,
            {T.AFTER_REFUSAL, T.FALSE_CREDIT_THREAT, T.THREAT},
        )


def test_c39_the_sum_told_to_the_employer() -> None:
    call = a_call("employer", datetime(2026, 1, 20, 10), C.DISCLOSE_AMOUNT, channel=Channel.WORKPLACE_CALL)
    case = rung(call, persons=(a_person("employer", is_org=True),))
    assert judged(contacted(case)) == (
        CollectionContact.CIVIL_INFRINGEMENT,
        {T.DISCLOSURE, T.DEBTOR_REACHABLE, T.WORKPLACE},
    )


def c40(call: Contact) -> Case:
    return a_case(
        date(2022, 5, 10),
        a_loan(date(2020, 8, 18), signed=date(2020, 6, 1), purpose_actual=Purpose.PERSONAL, within_daily_needs=False),
        a_role("debtor"),
        a_role("tao_jun", RoleKind.GUARANTOR),
        persons=(a_person("wife"),),
        guarantees=(
            a_guarantee(
                "tao_jun",
                date(2020, 6, 1),
                period_words=PeriodWords.UNTIL_FULLY_REPAID,
                family_benefit=False,
            ),
        ),
        marriages=(Marriage(a="tao_jun", b="wife", since=date(2015, 1, 1), end=MarriageEnd.NONE),),
        contacts=(call,),
    )


def test_c40_a_night_call_to_the_guarantor_in_2022_breaks_no_rule() -> None:
    call = a_call("tao_jun", datetime(2022, 4, 15, 23, 30), C.DEMAND_PAYMENT)
    assert judged(contacted(c40(call))) == (CollectionContact.LAWFUL, set())


def test_c40_the_sum_told_to_the_guarantors_wife_in_2022() -> None:
    call = a_call("wife", datetime(2022, 4, 15, 23, 30), C.DISCLOSE_AMOUNT)
    assert judged(contacted(c40(call))) == (CollectionContact.CIVIL_INFRINGEMENT, {T.DISCLOSURE})


@pytest.mark.parametrize(
    ("at", "night"),
    [("21:59", False), ("22:00", True), ("00:00", True), ("07:59", True), ("08:00", False)],
)
def test_night_is_from_ten_to_eight(at: str, night: bool) -> None:
    call = a_call("wang", datetime.fromisoformat(f"2026-03-02T{at}"), C.DEMAND_PAYMENT)
    outcome, tags = alone(call)
    assert tags == ({T.NIGHT} if night else set())
    assert outcome == (CollectionContact.BREACH_STANDARD if night else CollectionContact.LAWFUL)


@pytest.mark.parametrize(("day", "tags"), [("2024-05-14", set()), ("2024-05-15", {T.NIGHT, T.DEBTOR_REACHABLE})])
def test_hours_and_reach_are_ruled_from_the_day_of_the_guideline(day: str, tags: set[ContactTag]) -> None:
    assert alone(a_call("friend", datetime.fromisoformat(f"{day}T23:00"), C.ASK_RELAY))[1] == tags


def test_who_agreed_to_a_late_hour_may_be_rung_then() -> None:
    assert alone(a_call("wang", datetime(2026, 3, 2, 23), C.REMIND, time_agreed=True)) == (
        CollectionContact.LAWFUL,
        set(),
    )


def test_a_night_call_to_find_a_lost_debtor_is_no_longer_lawful_limited() -> None:
    call = a_call("friend", datetime(2026, 3, 2, 23), C.ASK_RELAY, debtor_status_then=DebtorStatus.UNREACHABLE)
    assert alone(call) == (CollectionContact.BREACH_STANDARD, {T.NIGHT})


def test_the_fourth_answered_call_of_a_day_is_too_many_whoever_rings() -> None:
    channels = (Channel.CALL, Channel.AI_CALL, Channel.CALL, Channel.WORKPLACE_CALL)
    actors = (ContactActor.LENDER, ContactActor.AGENCY, ContactActor.AGENCY, ContactActor.LENDER)
    calls = tuple(
        a_call("wang", NOON + timedelta(minutes=number), C.REMIND, id=f"call{number}", channel=channel, actor=actor)
        for number, (channel, actor) in enumerate(zip(channels, actors, strict=True))
    )
    assert [contacted(rung(*calls), call.id).tags for call in calls] == [(), (), (), (T.FREQUENCY,)]


def test_messages_unanswered_calls_and_calls_of_another_day_do_not_count_as_answered_calls() -> None:
    calls = (
        a_call("wang", NOON, C.REMIND, id="sms", channel=Channel.SMS),
        a_call("wang", NOON, C.REMIND, id="missed", connected=False),
        a_call("wang", NOON - timedelta(days=1), C.REMIND, id="yesterday"),
        a_call("friend", NOON, C.ASK_RELAY, id="friend"),
        *(a_call("wang", NOON + timedelta(minutes=n), C.REMIND, id=f"call{n}") for n in range(3)),
    )
    assert contacted(rung(*calls), "call2").tags == ()


@pytest.mark.parametrize(("day", "tags"), [("2026-01-29", ()), ("2026-01-30", (T.FREQUENCY,))])
def test_the_seventh_unanswered_dial_is_too_many_for_members_of_the_banking_association(
    day: str, tags: tuple[ContactTag, ...]
) -> None:
    noon = datetime.fromisoformat(f"{day}T12:00")
    dials = [a_call("wang", noon + timedelta(minutes=n), id=f"call{n}", connected=False) for n in range(7)]
    case = rung(*dials)
    assert contacted(case, "call5").tags == ()
    assert contacted(case, "call6").tags == tags


def test_the_third_insulting_message_is_a_police_matter_and_the_second_is_not() -> None:
    insults = [a_call("wang", NOON + timedelta(minutes=n), C.INSULT, id=f"m{n}", channel=Channel.IM) for n in range(3)]
    assert [contacted(rung(*insults), m.id).outcome for m in insults] == [
        CollectionContact.CIVIL_INFRINGEMENT,
        CollectionContact.CIVIL_INFRINGEMENT,
        CollectionContact.ADMIN_OFFENCE,
    ]


def test_insults_to_another_person_are_not_counted_together() -> None:
    insults = [
        a_call(person, NOON + timedelta(minutes=n), C.INSULT, id=f"m{n}", channel=Channel.IM)
        for n, person in enumerate(["wang", "friend", "wang"])
    ]
    assert contacted(rung(*insults), "m2").outcome is CollectionContact.CIVIL_INFRINGEMENT


@pytest.mark.parametrize(
    ("day", "outcome"),
    [("2025-12-31", CollectionContact.CIVIL_INFRINGEMENT), ("2026-01-01", CollectionContact.ADMIN_OFFENCE)],
)
def test_pestering_is_a_police_matter_from_2026(day: str, outcome: CollectionContact) -> None:
    assert alone(a_call("wang", datetime.fromisoformat(f"{day}T12:00"), C.PESTERING))[0] is outcome


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (DebtorStatus.UNREACHABLE, CollectionContact.BREACH_STANDARD),
        (DebtorStatus.DEAD, CollectionContact.LAWFUL_LIMITED),
        (DebtorStatus.INCAPACITATED, CollectionContact.LAWFUL_LIMITED),
    ],
)
def test_heirs_are_asked_after_only_where_the_debtor_is_gone(status: DebtorStatus, outcome: CollectionContact) -> None:
    assert alone(a_call("friend", NOON, C.ASK_HEIRS, debtor_status_then=status)) == (outcome, set())


def test_an_outsider_who_offers_to_pay_may_be_told_what_to_pay() -> None:
    call = a_call("friend", NOON, C.DISCLOSE_AMOUNT, C.DEMAND_PAYMENT, target_offered_to_pay=True)
    assert alone(call) == (CollectionContact.LAWFUL_LIMITED, set())


def test_a_second_demand_makes_a_wrong_target_a_civil_wrong_of_its_own() -> None:
    demands = [a_call("friend", NOON + timedelta(days=n), C.DEMAND_PAYMENT, id=f"call{n}") for n in range(2)]
    names = [{t.card.name for t in contacted(rung(*demands), d.id).verdict.standing} for d in demands]
    assert ["outsider_asked_to_pay_again" in standing for standing in names] == [False, True]


def test_a_debtor_cannot_stop_lawful_reminders_by_refusing() -> None:
    assert alone(a_call("wang", NOON, C.DEMAND_PAYMENT, target_refused_before=True)) == (
        CollectionContact.LAWFUL,
        set(),
    )


def test_telling_a_debtor_that_delay_is_reported_is_no_threat() -> None:
    assert alone(a_call("wang", NOON, C.THREAT_CREDIT_RECORD)) == (CollectionContact.LAWFUL, set())


def test_m08_a_false_legal_consequence_is_a_breach_towards_the_debtor_too() -> None:
    assert alone(a_call("wang", NOON, C.FALSE_LEGAL_CLAIM)) == (
        CollectionContact.BREACH_STANDARD,
        {T.FALSE_LEGAL_CLAIM},
    )


def test_a_debtor_who_answers_at_work_is_not_the_workplace() -> None:
    assert alone(a_call("wang", NOON, C.REMIND, channel=Channel.WORKPLACE_CALL))[1] == set()


def test_court_service_is_lawful_at_any_hour_and_to_any_housemate() -> None:
    call = a_call("mother", datetime(2026, 3, 2, 23), C.DISCLOSE_AMOUNT, actor=ContactActor.COURT)
    assert alone(call) == (CollectionContact.LAWFUL, set())


def test_threats_for_an_unlawful_debt_may_be_a_crime() -> None:
    call = a_call("friend", NOON, C.THREAT_PERSONAL_SAFETY)
    assert contacted(rung(call)).outcome is CollectionContact.ADMIN_OFFENCE
    case = rung(call, lender_kind=LenderKind.UNLICENSED_PLATFORM)
    verdict = weigh(Question.COLLECTION_CONTACT, case, Subject("friend", "loan1", call))
    assert answer_codes(verdict) == (CollectionContact.POSSIBLE_CRIME,)


@pytest.mark.parametrize(("day", "crime"), [("2021-02-28", False), ("2021-03-01", True)])
def test_collecting_unlawful_debts_is_a_crime_of_its_own_from_march_2021(day: str, crime: bool) -> None:
    call = a_call("friend", datetime.fromisoformat(f"{day}T12:00"), C.PESTERING)
    case = rung(call, lender_kind=LenderKind.UNLICENSED_PLATFORM)
    codes = weigh(Question.COLLECTION_CONTACT, case, Subject("friend", "loan1", call)).codes()
    assert (CollectionContact.POSSIBLE_CRIME in codes) is crime


def test_a_number_taken_from_the_address_book_is_a_wrong_of_its_own() -> None:
    call = a_call(
        "friend", NOON, C.ASK_RELAY, data_source=DataSource.SCRAPED, debtor_status_then=DebtorStatus.UNREACHABLE
    )
    assert alone(call) == (CollectionContact.CIVIL_INFRINGEMENT, {T.BAD_DATA_SOURCE})


def test_a_debt_posted_in_public_shames_the_debtor() -> None:
    call = a_call("wang", NOON, C.REMIND, channel=Channel.PUBLIC_POST)
    assert alone(call) == (CollectionContact.CIVIL_INFRINGEMENT, {T.PUBLIC_SHAMING})


def test_posing_as_police_is_a_civil_wrong_and_with_forged_papers_perhaps_a_crime() -> None:
    assert alone(a_call("wang", NOON, C.IMPERSONATE_OFFICIAL)) == (
        CollectionContact.CIVIL_INFRINGEMENT,
        {T.IMPERSONATION},
    )
    both = a_call("wang", NOON, C.IMPERSONATE_OFFICIAL, C.FORGED_DOCUMENT)
    assert alone(both) == (CollectionContact.POSSIBLE_CRIME, {T.IMPERSONATION})


def test_who_only_pretends_to_collect_has_no_right_to_call_even_the_debtor() -> None:
    assert alone(a_call("wang", NOON, C.REMIND, actor=ContactActor.IMPOSTOR))[0] is CollectionContact.CIVIL_INFRINGEMENT
    call = a_call("wang", NOON, C.DEMAND_PAYMENT, actor=ContactActor.IMPOSTOR)
    assert alone(call)[0] is CollectionContact.POSSIBLE_CRIME


@pytest.mark.parametrize(
    ("unknown", "known"),
    [
        ({"debtor_status_then": UNKNOWN}, {}),
        ({"data_source": UNKNOWN}, {"debtor_status_then": DebtorStatus.UNREACHABLE}),
        ({"target_refused_before": UNKNOWN}, {"debtor_status_then": DebtorStatus.UNREACHABLE}),
    ],
)
def test_what_the_file_leaves_open_about_a_contact_is_named(unknown: dict[str, Any], known: dict[str, Any]) -> None:
    finding = contacted(rung(a_call("friend", NOON, C.ASK_RELAY, **unknown, **known)))
    assert finding.undetermined
    assert [name for _, name, _ in finding.missing] == list(unknown)


def test_an_unknown_fact_that_no_row_hangs_on_leaves_the_contact_decided() -> None:
    call = a_call("friend", NOON, C.ASK_RELAY, target_offered_to_pay=UNKNOWN, debtor_status_then=DebtorStatus.DEAD)
    assert alone(call) == (CollectionContact.LAWFUL_LIMITED, set())


def test_a_released_guarantor_is_an_outsider_again() -> None:
    call = a_call("surety", NOON, C.DEMAND_PAYMENT)
    case = a_case(
        date(2026, 5, 1),
        a_loan(date(2024, 6, 27), signed=date(2023, 6, 27)),
        a_role("wang"),
        a_role("surety", RoleKind.GUARANTOR),
        guarantees=(a_guarantee("surety", date(2023, 6, 27)),),
        contacts=(call,),
    )
    assert T.WRONG_TARGET in contacted(case).tags
