"""Which rules stand on a collection contact, exactly: each scenario names all of them, so none stands for nothing."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from autograder.fact_kinds import (
    Channel,
    ContactActor,
    ContactContent,
    DataSource,
    DebtorStatus,
    LenderKind,
    Product,
    Purpose,
    RoleKind,
    VoidReason,
)
from autograder.facts import Case, Contact, Lender, Marriage, Role
from autograder.rulebook import Subject, weigh
from autograder.vocabulary import CollectionContact, ContactTag, Question
from tests.rules.record_builders import a_call, a_case, a_lender, a_loan, a_person, a_role, contacted
from tests.space.altered import replaced

Facts = dict[str, Any]
C, S, T = ContactContent, CollectionContact, ContactTag
NOON = datetime(2026, 3, 2, 12)
LOST: Facts = {"debtor_status_then": DebtorStatus.UNREACHABLE}
RECORD = "collection_is_on_record_two_years"


def rung(*calls: Contact, loan: Facts | None = None, lender: Facts | None = None, **facts: Any) -> Case:
    """Wang is late with a bank's online loan; `calls` are made by the bank itself unless they say otherwise."""
    usual: Facts = {"signed": date(2023, 3, 8), "within_daily_needs": False, "purpose_actual": Purpose.PERSONAL}
    bank: Facts = {"kind": LenderKind.BANK, "cba_member": True}
    return a_case(
        date(2026, 5, 1), a_loan(date(2026, 1, 8), **(usual | (loan or {}))), a_role("wang"),
        a_role("friend", RoleKind.EMERGENCY_CONTACT), lender=a_lender(**(bank | (lender or {}))), contacts=calls,
        **facts,
    )  # fmt: skip


def call(target: str, *content: ContactContent, id: str = "call1", at: datetime = NOON, **facts: Any) -> Contact:
    return a_call(target, at, *content, id=id, **({"actor": ContactActor.LENDER} | facts))


def rules_on(case: Case, id: str = "call1") -> set[str]:
    contact = next(one for one in case.contacts if one.id == id)
    verdict = weigh(Question.COLLECTION_CONTACT, case, Subject(contact.target, contact.loan, contact))
    return {trial.card.name for trial in verdict.standing}


ASKED = {"outsider_may_be_asked_to_help", RECORD}
OWED = {"debtor_may_be_asked", RECORD}
TOO_MUCH = {"outsider_told_or_asked_too_much", RECORD}


@pytest.mark.parametrize(("target", "content", "facts", "standing"), [
    ("wang", C.REMIND, {}, OWED),
    ("wang", C.ASK_RELAY, LOST, OWED),
    ("wang", C.DEMAND_PAYMENT, {"target_refused_before": True}, OWED),
    ("friend", C.ASK_RELAY, LOST, ASKED),
    ("friend", C.ASK_CONTACT_INFO, LOST, ASKED),
    ("friend", C.ASK_RELAY, {"target_offered_to_pay": True}, ASKED),
    ("friend", C.ASK_RELAY, {}, {"outsider_reached_without_need", RECORD}),
    ("friend", C.REMIND, LOST, {"debt_told_to_an_outsider", *TOO_MUCH}),
    ("friend", C.REMIND, {"target_offered_to_pay": True}, ASKED),
    ("friend", C.DISCLOSE_EXISTENCE, LOST, {"debt_told_to_an_outsider", *TOO_MUCH}),
    ("friend", C.DEMAND_PAYMENT, LOST, {"outsider_asked_to_pay", "debt_told_to_an_outsider", *TOO_MUCH}),
    ("friend", C.DEMAND_PAYMENT, {"target_offered_to_pay": True}, ASKED),
    (
        "friend", C.DEMAND_PAYMENT, {"target_offered_to_pay": True, "target_refused_before": True},
        {"outsider_contacted_after_saying_no", *ASKED},
    ),
    (
        "friend", C.DEMAND_PAYMENT, {**LOST, "target_refused_before": True},
        {
            "outsider_asked_to_pay", "outsider_asked_to_pay_again", "outsider_contacted_after_saying_no",
            "debt_told_to_an_outsider", *TOO_MUCH,
        },
    ),
    ("friend", C.ASK_RELAY, {**LOST, "channel": Channel.WORKPLACE_CALL}, {"workplace_was_contacted", *ASKED}),
    ("wang", C.REMIND, {"channel": Channel.WORKPLACE_CALL}, OWED),
    ("friend", C.ASK_RELAY, {**LOST, "target_refused_before": True}, {"outsider_contacted_after_saying_no", *ASKED}),
    ("friend", C.ASK_RELAY, {**LOST, "data_source": DataSource.BOUGHT}, {"number_scraped_or_bought", *ASKED}),
    ("wang", C.REMIND, {"data_source": DataSource.SCRAPED}, {"number_scraped_or_bought", *OWED}),
    ("friend", C.THREAT_CREDIT_RECORD, LOST, {"outsiders_credit_threatened", *TOO_MUCH}),
    ("wang", C.THREAT_CREDIT_RECORD, {}, OWED),
    ("wang", C.FALSE_LEGAL_CLAIM, {}, {"false_legal_consequence", *OWED}),
    ("wang", C.INSULT, {}, {"nobody_may_be_insulted", *OWED}),
    ("wang", C.OBSCENE, {}, {"nobody_may_be_sent_obscenities", *OWED}),
    ("wang", C.FORGED_DOCUMENT, {}, {"nobody_may_pose_as_an_authority", *OWED}),
    ("wang", C.IMPERSONATE_OFFICIAL, {}, {"nobody_may_pose_as_an_authority", *OWED}),
    ("wang", C.REMIND, {"channel": Channel.PUBLIC_POST}, {"nobody_may_be_shamed_in_public", *OWED}),
    ("wang", C.THREAT_PERSONAL_SAFETY, {}, {"threat_to_safety_is_a_police_matter", *OWED}),
    (
        "wang", C.PESTERING, {},
        {"pestering_disturbs_private_life", "pestering_is_a_police_matter", *OWED},
    ),
    ("wang", C.REMIND, {"actor": ContactActor.ASSIGNEE}, OWED),
    ("wang", C.REMIND, {"actor": ContactActor.AGENCY}, {"lender_answers_for_its_agency", *OWED}),
])  # fmt: skip
def test_exactly_these_rules_stand(target: str, content: ContactContent, facts: Facts, standing: set[str]) -> None:
    assert rules_on(rung(call(target, content, **facts))) == standing


LISTED: Facts = {"data_source": DataSource.BORROWER_LISTED_NO_CONTACT_CONSENT}


@pytest.mark.parametrize(("target", "content", "facts", "standing"), [
    ("friend", C.ASK_RELAY, LOST, ASKED),
    ("friend", C.REMIND, {"target_offered_to_pay": True}, ASKED),
    ("wang", C.REMIND, {}, OWED),
    ("friend", C.ASK_RELAY, {}, {"outsider_reached_without_need", "listed_contact_used_without_need", RECORD}),
    (
        "friend", C.REMIND, LOST,
        {"debt_told_to_an_outsider", "listed_contact_told_or_asked_too_much", *TOO_MUCH},
    ),
])  # fmt: skip
def test_a_contact_named_without_asking_serves_to_find_the_borrower_and_for_nothing_else(
    target: str, content: ContactContent, facts: Facts, standing: set[str]
) -> None:
    assert rules_on(rung(call(target, content, **facts, **LISTED))) == standing


@pytest.mark.parametrize("source", [DataSource.BORROWER_LISTED_CONTACT_CONSENTED, DataSource.PUBLIC])
def test_a_number_from_a_proper_source_may_be_used_to_ask(source: DataSource) -> None:
    assert rules_on(rung(call("friend", C.ASK_RELAY, data_source=source, **LOST))) == ASKED


# Somebody else than the creditor's side


@pytest.mark.parametrize(("content", "standing"), [
    (C.ASK_RELAY, {"stranger_to_the_claim_collects"}),
    (C.REMIND, {"stranger_to_the_claim_collects", "debt_told_to_an_outsider"}),
    (
        C.DEMAND_PAYMENT,
        {
            "stranger_to_the_claim_collects", "debt_told_to_an_outsider", "outsider_asked_to_pay",
            "false_collector_demands_payment",
        },
    ),
])  # fmt: skip
def test_a_false_collector_is_no_collector_and_has_no_right_to_call_anybody(
    content: ContactContent, standing: set[str]
) -> None:
    night = NOON.replace(hour=23)
    facts: Facts = {"actor": ContactActor.IMPOSTOR, "at": night, "channel": Channel.WORKPLACE_CALL, **LOST}
    assert rules_on(rung(call("friend", content, **facts))) == standing


def test_a_false_collector_who_threatens_extorts() -> None:
    threat = call("wang", C.DEMAND_PAYMENT, C.THREAT_PERSONAL_SAFETY, actor=ContactActor.IMPOSTOR)
    assert rules_on(rung(threat)) == {
        "stranger_to_the_claim_collects", "threat_to_safety_is_a_police_matter", "false_collector_demands_payment",
        "false_collector_threatens",
    }  # fmt: skip
    by_the_lender = replaced(threat, actor=ContactActor.LENDER)
    assert contacted(rung(by_the_lender)).outcome is S.ADMIN_OFFENCE
    without_demand = call("wang", C.THREAT_PERSONAL_SAFETY, actor=ContactActor.IMPOSTOR)
    assert contacted(rung(without_demand)).outcome is S.ADMIN_OFFENCE


@pytest.mark.parametrize("facts", [
    {"target_refused_before": True},
    {"data_source": DataSource.SCRAPED},
    {"at": NOON.replace(hour=23)},
    {"debtor_status_then": DebtorStatus.REACHABLE},
])  # fmt: skip
@pytest.mark.parametrize("content", [
    C.DEMAND_PAYMENT, C.DISCLOSE_AMOUNT, C.INSULT, C.THREAT_PERSONAL_SAFETY, C.FALSE_LEGAL_CLAIM,
    C.THREAT_CREDIT_RECORD,
])  # fmt: skip
def test_the_service_of_a_court_is_service_whatever_it_says(content: ContactContent, facts: Facts) -> None:
    served = call("friend", content, actor=ContactActor.COURT, **facts)
    assert rules_on(rung(served, loan={"void_reason": VoidReason.RELENDING})) == {"court_service_is_no_collection"}


# How often


def series(*facts: Facts, target: str = "wang") -> list[Contact]:
    return [
        call(target, *one.pop("content", ()), id=f"call{n}", at=NOON + timedelta(minutes=n), **one)
        for n, one in enumerate(dict(one) for one in facts)
    ]


@pytest.mark.parametrize(("last", "too_many"), [
    ({}, True),
    ({"channel": Channel.AI_CALL}, True),
    ({"channel": Channel.SMS}, False),
    ({"connected": False}, False),
    ({"actor": ContactActor.IMPOSTOR}, False),
])  # fmt: skip
def test_a_further_contact_is_too_many_only_as_an_answered_call_of_the_creditors_side(
    last: Facts, too_many: bool
) -> None:
    assert ("three_calls_a_day" in rules_on(rung(*series({}, {}, {}, {}, last)), "call4")) is too_many


def test_three_calls_a_day_is_a_rule_for_debtors_and_counts_per_person_and_day() -> None:
    assert [("three_calls_a_day" in rules_on(rung(*series({}, {}, {}, {})), f"call{n}")) for n in (2, 3)] == [
        False,
        True,
    ]
    assert "three_calls_a_day" not in rules_on(rung(*series({}, {}, {}, {}, target="friend")), "call3")
    calls = series({}, {}, {}, {})
    yesterday = [replaced(calls[0], at=NOON - timedelta(days=1)), *calls[1:]]
    others = [replaced(calls[0], target="friend"), *calls[1:]]
    assert "three_calls_a_day" not in rules_on(rung(*yesterday), "call3")
    assert "three_calls_a_day" not in rules_on(rung(*others), "call3")


def on_two_loans(other_lender: str) -> Case:
    """The first two of four calls are about another loan."""
    case = rung(*series({}, {}, {}, {}))
    second = a_loan(date(2026, 1, 8), id="loan2", lender=other_lender, signed=date(2023, 3, 8))
    stranger = Lender(id="other", name="他行", name_en="Other", kind=LenderKind.BANK, pboc_connected=True)
    calls = tuple(replaced(c, loan="loan2") if c.id in {"call0", "call1"} else c for c in case.contacts)
    made: Case = replaced(case, loans=(*case.loans, second), lenders=(*case.lenders, stranger), contacts=calls)
    return made


@pytest.mark.parametrize(("lender", "counted"), [("bank", True), ("other", False)])
def test_calls_are_counted_by_lender_and_not_by_loan(lender: str, counted: bool) -> None:
    assert ("three_calls_a_day" in rules_on(on_two_loans(lender), "call3")) is counted


@pytest.mark.parametrize(("owes_the_other", "again"), [(False, True), (True, False)])
def test_a_demand_on_the_own_loan_does_not_make_one_on_anothers_the_second(owes_the_other: bool, again: bool) -> None:
    demand = {"content": (C.DEMAND_PAYMENT,)}
    first, second = series(demand, demand, target="friend")
    case = rung(replaced(first, loan="loan2"), second)
    kind = RoleKind.BORROWER if owes_the_other else RoleKind.WITNESS
    own = Role(person="friend", loan="loan2", kind=kind, act=a_role("friend").act)
    loans = (*case.loans, a_loan(date(2026, 1, 8), id="loan2", signed=date(2023, 3, 8)))
    names = rules_on(replaced(case, loans=loans, roles=(*case.roles, own)), second.id)
    assert ("outsider_asked_to_pay_again" in names) is again


MISSED = {"connected": False}


@pytest.mark.parametrize(("number", "last", "member", "too_many"), [
    (7, MISSED, True, True),
    (6, MISSED, True, False),
    (7, MISSED, False, False),
    (8, {}, True, False),
    (8, {**MISSED, "channel": Channel.IM}, True, False),
    (8, {**MISSED, "actor": ContactActor.IMPOSTOR}, True, False),
])  # fmt: skip
def test_the_seventh_missed_call_of_a_member_is_too_many(
    number: int, last: Facts, member: bool, too_many: bool
) -> None:
    calls = series(*[MISSED] * (number - 1), last)
    case = rung(*calls, lender={"cba_member": member})
    assert ("six_dials_a_day" in rules_on(case, calls[-1].id)) is too_many


HOSTILE = {"content": (C.INSULT,), "channel": Channel.IM}


@pytest.mark.parametrize(("messages", "offence"), [
    ([HOSTILE] * 3, True),
    ([HOSTILE] * 2, False),
    ([HOSTILE, HOSTILE, {"content": (C.REMIND,), "channel": Channel.IM}], False),
    ([HOSTILE, {"content": (C.REMIND,), "channel": Channel.IM}, HOSTILE], False),
    ([HOSTILE, HOSTILE, HOSTILE, {"content": (C.REMIND,), "channel": Channel.IM}], False),
    ([HOSTILE, HOSTILE, {**HOSTILE, "channel": Channel.PUBLIC_POST}], False),
    ([{**HOSTILE, "content": (C.OBSCENE,)}, HOSTILE, {**HOSTILE, "channel": Channel.SMS}], True),
])  # fmt: skip
def test_the_third_hostile_message_is_an_offence(messages: list[Facts], offence: bool) -> None:
    calls = series(*messages)
    assert ("repeated_hostile_messages_are_a_police_matter" in rules_on(rung(*calls), calls[-1].id)) is offence


@pytest.mark.parametrize("at", [NOON.replace(hour=23), NOON.replace(hour=3)])
def test_at_night_only_who_agreed_himself_is_rung(at: datetime) -> None:
    assert rules_on(rung(call("wang", C.REMIND, at=at))) == {"night_is_quiet", *OWED}
    assert rules_on(rung(call("wang", C.REMIND, at=at, time_agreed=True))) == OWED


# Whose money it is


@pytest.mark.parametrize(("product", "kind", "card_rule"), [
    (Product.CREDIT_CARD, LenderKind.BANK, True),
    (Product.ONLINE_CONSUMER, LenderKind.BANK, False),
    (Product.CREDIT_CARD, LenderKind.OTHER_LICENSED, False),
])  # fmt: skip
def test_the_card_rule_on_collecting_is_for_bank_cards(product: Product, kind: LenderKind, card_rule: bool) -> None:
    name = "bank_asked_an_outsider_for_a_card_debt"

    def stands(target: str, content: ContactContent, **facts: Any) -> bool:
        case = rung(call(target, content, **facts), loan={"product": product}, lender={"kind": kind})
        return name in rules_on(case)

    assert stands("friend", C.DEMAND_PAYMENT) is card_rule
    assert not stands("friend", C.REMIND)
    assert not stands("wang", C.DEMAND_PAYMENT)
    assert not stands("friend", C.DEMAND_PAYMENT, target_offered_to_pay=True)


@pytest.mark.parametrize("kind", [LenderKind.CONSUMER_FINANCE, LenderKind.MICRO_LOAN])
def test_consumer_finance_companies_have_their_own_measures(kind: LenderKind) -> None:
    asked, kept = "consumer_finance_company_asked_an_outsider", "consumer_finance_company_keeps_records_five_years"

    def stands(target: str, content: ContactContent, **facts: Any) -> set[str]:
        return rules_on(rung(call(target, content, **facts), lender={"kind": kind})) & {asked, kept}

    own = kind is LenderKind.CONSUMER_FINANCE
    assert stands("friend", C.DEMAND_PAYMENT) == ({asked, kept} if own else set())
    assert stands("friend", C.REMIND) == ({kept} if own else set())
    assert stands("wang", C.DEMAND_PAYMENT) == ({kept} if own else set())
    assert stands("friend", C.DEMAND_PAYMENT, target_offered_to_pay=True) == ({kept} if own else set())
    assert stands("wang", C.REMIND, actor=ContactActor.IMPOSTOR) == set()


# Unlawful debts


def dunned_by(lender: Facts, loan: Facts, *content: ContactContent, **facts: Any) -> bool:
    priced = {"rate_apr": Decimal(12), "overdue_rate_apr": None, "all_in_cost_apr": Decimal(12)}
    case = rung(call("wang", *content, **facts), lender=lender, loan=priced | loan)
    return "squeezing_for_an_unlawful_debt" in rules_on(case)


@pytest.mark.parametrize(("lender", "loan", "unlawful"), [
    ({"kind": LenderKind.BANK}, {}, False),
    ({"kind": LenderKind.BANK}, {"void_reason": VoidReason.RELENDING}, True),
    ({"kind": LenderKind.BANK}, {"lender_knew_illegal_use": True}, True),
    ({"kind": LenderKind.BANK}, {"rate_apr": Decimal(36), "all_in_cost_apr": Decimal(36)}, False),
    ({"kind": LenderKind.UNLICENSED_PLATFORM}, {}, True),
    ({"kind": LenderKind.NATURAL_PERSON}, {}, False),
    ({"kind": LenderKind.NATURAL_PERSON, "repeat_lender_to_public": True}, {}, True),
    ({"kind": LenderKind.NATURAL_PERSON}, {"rate_apr": Decimal(24), "all_in_cost_apr": Decimal(24)}, True),
])  # fmt: skip
def test_a_debt_is_unlawful_where_the_loan_is_void_or_the_price_above_the_private_cap(
    lender: Facts, loan: Facts, unlawful: bool
) -> None:
    assert dunned_by(lender, loan, C.THREAT_PERSONAL_SAFETY) is unlawful
    assert not dunned_by(lender, loan, C.REMIND)


UNLICENSED = {"kind": LenderKind.UNLICENSED_PLATFORM}


@pytest.mark.parametrize(("content", "channel", "crime"), [
    (C.PESTERING, Channel.CALL, True),
    (C.OBSCENE, Channel.PUBLIC_POST, True),
    (C.OBSCENE, Channel.IM, False),
    (C.INSULT, Channel.PUBLIC_POST, False),
    (C.DEMAND_PAYMENT, Channel.PUBLIC_POST, False),
])  # fmt: skip
def test_an_unlawful_debt_is_squeezed_for_by_serious_means_only(
    content: ContactContent, channel: Channel, crime: bool
) -> None:
    assert dunned_by(UNLICENSED, {}, content, channel=channel) is crime


def test_three_insults_for_an_unlawful_debt_are_serious() -> None:
    case = rung(*series(*[HOSTILE] * 3), lender=UNLICENSED)
    name = "squeezing_for_an_unlawful_debt"
    assert [name in rules_on(case, f"call{n}") for n in range(3)] == [False, False, True]


@pytest.mark.parametrize(("content", "crime"), [
    ((C.IMPERSONATE_OFFICIAL,), False),
    ((C.FORGED_DOCUMENT,), False),
    ((C.IMPERSONATE_OFFICIAL, C.FORGED_DOCUMENT, C.REMIND), True),
])  # fmt: skip
def test_official_papers_are_forged_where_somebody_poses_as_an_authority_and_shows_them(
    content: tuple[ContactContent, ...], crime: bool
) -> None:
    assert ("official_papers_forged" in rules_on(rung(call("wang", *content)))) is crime


# Spouses


def married_to_wang(within_daily_needs: bool, *, until: date | None = None, actor: ContactActor) -> Case:
    tie = Marriage(a="wang", b="lei", since=date(2018, 5, 3), until=until)
    return rung(
        call("lei", C.DEMAND_PAYMENT, actor=actor), loan={"within_daily_needs": within_daily_needs},
        persons=(a_person("lei"),), marriages=(tie,),
    )  # fmt: skip


@pytest.mark.parametrize(("household", "outcome", "tags"), [
    (True, S.LAWFUL, set()),
    (False, S.CIVIL_INFRINGEMENT, {T.WRONG_TARGET, T.DEBTOR_REACHABLE, T.DISCLOSURE}),
])  # fmt: skip
def test_m14_a_wife_is_asked_for_household_goods_and_is_an_outsider_for_the_rest(
    household: bool, outcome: CollectionContact, tags: set[ContactTag]
) -> None:
    case = married_to_wang(household, actor=ContactActor.LENDER)
    finding = contacted(case)
    assert (finding.outcome, set(finding.tags)) == (outcome, tags)
    assert "spouse_is_measured_by_the_debt" in rules_on(case)


def test_only_spouses_called_by_the_creditors_side_are_measured_so() -> None:
    name = "spouse_is_measured_by_the_debt"
    assert name not in rules_on(married_to_wang(True, actor=ContactActor.COURT))
    assert name not in rules_on(rung(call("friend", C.DEMAND_PAYMENT)))
