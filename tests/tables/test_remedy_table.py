"""Section 3.8 beside recourse: suits, complaints, deletions and claims, over what was done to a person."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest

from autograder.fact_kinds import (
    Channel,
    ConsentDefect,
    ContactActor,
    ContactContent,
    CourtEvent,
    DataSource,
    DebtorStatus,
    EventKind,
    LenderKind,
    ModelInput,
    RoleKind,
    Signature,
)
from autograder.facts import Case, Contact, Court, Event, ModelUse, Query
from autograder.rulebook import Subject, Undecided
from autograder.solve import find
from autograder.vocabulary import Question, Remedy
from tests.builders import LOAN, a_case, a_guarantee, a_lender, a_loan, a_person, a_role
from tests.tables.agreement import agree
from tests.tables.first_match import every_combination

R, C = Remedy, ContactContent


def remedies(case: Case, person: str) -> set[Remedy]:
    try:
        return {R(code) for code in find(case, Question.REMEDIES, Subject(person, LOAN)).codes}
    except Undecided:
        return set()


CALLS: dict[str, Any] = {
    "content": [
        frozenset({C.REMIND}), frozenset({C.ASK_RELAY}), frozenset({C.DISCLOSE_AMOUNT}),
        frozenset({C.THREAT_PERSONAL_SAFETY}), frozenset({C.INSULT}), frozenset({C.FALSE_LEGAL_CLAIM}),
    ],
    "target": ["contact", "borrower"],
    "lender": [LenderKind.BANK, LenderKind.CONSUMER_FINANCE, LenderKind.MICRO_LOAN, LenderKind.NATURAL_PERSON],
    "member": [False, True],
    "actor": [ContactActor.AGENCY, ContactActor.IMPOSTOR, ContactActor.COURT],
}  # fmt: skip
TELLS = (frozenset({C.REMIND}), frozenset({C.DISCLOSE_AMOUNT}))
SUPERVISED = (LenderKind.BANK, LenderKind.CONSUMER_FINANCE)
TESTED = {R.PRIVACY_SUIT, R.POLICE_110, R.INJUNCTION, R.COMPLAIN_NFRA_12378, R.REPORT_NIFA}


def called(facts: Any) -> Any:
    contact = Contact(
        id="call", at=datetime(2025, 5, 6, 10), actor=facts.actor, loan=LOAN, target=facts.target,
        channel=Channel.CALL, content=facts.content, connected=True, target_refused_before=False,
        debtor_status_then=DebtorStatus.UNREACHABLE, data_source=DataSource.BORROWER_LISTED_CONTACT_CONSENTED,
    )  # fmt: skip
    lender = a_lender(kind=facts.lender, nifa_member=facts.member, cba_member=False)
    loan = a_loan(rate_apr=Decimal(10), overdue_rate_apr=Decimal(10), all_in_cost_apr=Decimal(10))
    case = a_case(lenders=(lender,), loans=(loan,), persons=(a_person("contact"),), contacts=(contact,))
    return remedies(case, facts.target) & TESTED, remedies(case, "borrower") & {R.PRIVACY_SUIT}


def severity(facts: Any) -> int:
    """0 lawful, 1 against a standard, 2 against a person's rights, 3 for the police."""
    outsider = facts.target == "contact"
    if facts.actor is ContactActor.COURT:
        return 0
    if facts.content == {C.THREAT_PERSONAL_SAFETY}:
        return 3
    if facts.content == {C.INSULT} or facts.actor is ContactActor.IMPOSTOR or (outsider and facts.content in TELLS):
        return 2
    return 1 if facts.content == {C.FALSE_LEGAL_CLAIM} else 0


def called_table(facts: Any) -> Any:
    """What the one called may do, and whether the borrower may sue; an impostor is nobody's agency."""
    grade = severity(facts)
    own = facts.actor is ContactActor.AGENCY
    codes = {R.PRIVACY_SUIT} if grade >= 2 else set()
    codes |= {R.POLICE_110} if grade >= 3 else set()
    codes |= {R.COMPLAIN_NFRA_12378} if 1 <= grade <= 2 and own and facts.lender in SUPERVISED else set()
    codes |= {R.REPORT_NIFA} if 1 <= grade <= 2 and own and facts.member else set()
    told = facts.target == "contact" and own and facts.content in TELLS
    own_wrong = facts.target == "borrower" and grade >= 2
    return codes, {R.PRIVACY_SUIT} if told or own_wrong else set()


@pytest.mark.parametrize("target", CALLS["target"])
def test_a_wrong_contact_opens_the_courts_the_regulator_or_the_police_by_its_gravity(target: str) -> None:
    agree(every_combination({**CALLS, "target": [target]}), called, called_table)


def test_a_post_that_stays_for_all_to_see_may_be_ordered_away() -> None:
    for channel in (Channel.PUBLIC_POST, Channel.CALL):
        contact = Contact(
            id="post", at=datetime(2025, 5, 6, 10), actor=ContactActor.AGENCY, loan=LOAN, target="borrower",
            channel=channel, content=frozenset({C.DISCLOSE_AMOUNT}), connected=True, target_refused_before=False,
            debtor_status_then=DebtorStatus.REACHABLE, data_source=DataSource.LENDER_OWN_CUSTOMER,
        )  # fmt: skip
        codes = remedies(a_case(lenders=(a_lender(cba_member=False),), contacts=(contact,)), "borrower")
        assert (R.INJUNCTION in codes) is (channel is Channel.PUBLIC_POST)


DATA: dict[str, Any] = {
    "input": list(ModelInput), "lawful": [True, False], "alone": [True, False], "explained": [True, False],
    "about": ["one", "other"], "query_consent": [None, True, False], "queried": ["one", "other"],
}  # fmt: skip


def dealt_with(facts: Any) -> Any:
    use = ModelUse(
        lender="lender", subject=facts.about, input=facts.input, lawful_basis=facts.lawful,
        sole_automated=facts.alone, explained=facts.explained,
    )  # fmt: skip
    query = () if facts.query_consent is None else (
        Query(by="lender", subject=facts.queried, date=date(2025, 3, 3), written_consent=facts.query_consent),
    )  # fmt: skip
    return remedies(a_case(persons=(a_person("one"), a_person("other")), model_uses=(use,), queries=query), "one")


def data_table(facts: Any) -> Any:
    mine = facts.about == "one"
    codes = set()
    if mine and not facts.lawful:
        codes.add(R.PIPL_DELETE)
    if mine and facts.alone and not facts.explained:
        codes.add(R.PIPL_EXPLAIN)
    if facts.query_consent is False and facts.queried == "one":
        codes.add(R.COMPLAIN_PBOC_12363)
    return codes


def test_baseless_data_are_deleted_machines_explained_and_looks_without_consent_complained_of() -> None:
    combinations = every_combination(DATA)
    agree((one for one in combinations if one.query_consent is False or one.queried == "one"), dealt_with, data_table)


FLAWS: dict[str, Any] = {
    "defect": list(ConsentDefect), "lender_knew": [True, False], "kind": [RoleKind.BORROWER, RoleKind.GUARANTOR],
    "avoided_on": [None, date(2025, 6, 2), date(2025, 6, 3)],
}  # fmt: skip


@pytest.mark.parametrize("defect", ConsentDefect)
def test_who_was_deceived_may_claim_from_the_deceiver(defect: ConsentDefect) -> None:
    def solved(facts: Any) -> Any:
        act = {
            "consent_defect": facts.defect, "lender_knew_or_should": facts.lender_knew,
            "knew_of_defect_on": date(2025, 4, 7), "duress_ended_on": None, "kept_money": Decimal(0),
            "avoided_by_court_on": facts.avoided_on,
        }  # fmt: skip
        roles = [a_role("one", facts.kind, act=act)]
        if facts.kind is RoleKind.GUARANTOR:
            roles.append(a_role("borrower"))
        guarantees = (a_guarantee("one"),) if facts.kind is RoleKind.GUARANTOR else ()
        codes = remedies(a_case(roles=tuple(roles), guarantees=guarantees), "one")
        return R.CLAIM_VS_DECEIVER in codes, R.AVOID_CONTRACT in codes

    def table(facts: Any) -> Any:
        deceived = facts.defect in (ConsentDefect.FRAUD_BY_LENDER, ConsentDefect.FRAUD_BY_THIRD)
        third = facts.defect is ConsentDefect.FRAUD_BY_THIRD
        right = facts.defect is not ConsentDefect.NONE and (not third or facts.lender_knew)
        return deceived, right and facts.avoided_on != date(2025, 6, 2)

    agree(every_combination({**FLAWS, "defect": [defect]}), solved, table)


FRONTS: dict[str, Any] = {
    "knew": [False, True], "user_told": [False, True], "kind": [RoleKind.NOMINAL_BORROWER, RoleKind.BORROWER],
}  # fmt: skip


def test_who_lent_the_own_name_turns_to_the_one_who_used_the_money() -> None:
    def solved(facts: Any) -> Any:
        front = a_role("one", facts.kind, act={"identity_check_by_self": True}, lender_knew_true_user=facts.knew)
        user = (a_role("user", RoleKind.TRUE_USER, lender_knew_true_user=facts.knew),) if facts.user_told else ()
        return R.CLAIM_VS_TRUE_USER in remedies(a_case(roles=(front, *user)), "one")

    def table(facts: Any) -> Any:
        return facts.kind is RoleKind.NOMINAL_BORROWER and not facts.knew and facts.user_told

    agree((one for one in every_combination(FRONTS) if one.user_told), solved, table)


ENTRIES: dict[str, Any] = {
    "kind": [RoleKind.BORROWER, RoleKind.CO_BORROWER, RoleKind.KNOWER],
    "hand": [Signature.GENUINE, Signature.FORGED],
    "entered": [False, True],
    "mediated": [False, True],
}


def test_a_wrong_entry_is_objected_to_and_a_mediated_deal_confirmed() -> None:
    def solved(facts: Any) -> Any:
        act = {
            "signature": facts.hand, "ratified_on": None, "apparent_authority": False, "identity_check_by_self": False,
        }  # fmt: skip
        report = Event(loan=LOAN, kind=EventKind.REPORTED_ADVERSE, date=date(2025, 2, 20), person="one")
        notice = Event(loan=LOAN, kind=EventKind.PRIOR_NOTICE_ADVERSE, date=date(2025, 2, 10), person="one")
        paper = Court(event=CourtEvent.MEDIATION_PAPER, date=date(2025, 3, 10), persons=("one",), loan=LOAN)
        role = a_role("one", facts.kind, act=act)
        case = a_case(
            roles=(role,) if facts.kind is RoleKind.BORROWER else (a_role("main"), role),
            loans=(a_loan(consent_report_written={"one": True}),), events=(report, notice) if facts.entered else (),
            court=(paper,) if facts.mediated else (),
        )  # fmt: skip
        codes = remedies(case, "one")
        return R.OBJECTION in codes, R.MEDIATION in codes

    def table(facts: Any) -> Any:
        no_party = facts.kind is RoleKind.KNOWER or facts.hand is Signature.FORGED
        return facts.entered and no_party, facts.mediated

    agree(every_combination(ENTRIES), solved, table)


LISTED: dict[str, Any] = {
    "source": list(DataSource),
    "target": ["contact", "borrower"],
    "content": [frozenset({C.ASK_RELAY}), frozenset({C.DISCLOSE_AMOUNT})],
    "refused": [False, True],
    "day": [date(2021, 10, 29), date(2021, 11, 1), date(2025, 5, 6)],
}


def listed(facts: Any) -> Any:
    """Whether the one called may turn to who listed him, and whether the number must go."""
    contact = Contact(
        id="call", at=datetime.combine(facts.day, time(10)), actor=ContactActor.AGENCY, loan=LOAN,
        target=facts.target, channel=Channel.CALL, content=facts.content, connected=True,
        target_refused_before=facts.refused, debtor_status_then=DebtorStatus.UNREACHABLE, data_source=facts.source,
    )  # fmt: skip
    loan = a_loan(signed=date(2021, 1, 11), final_due=date(2021, 7, 12), rate_apr=Decimal(10),
                  overdue_rate_apr=Decimal(10), all_in_cost_apr=Decimal(10))  # fmt: skip
    lender = a_lender(cba_member=False)
    case = a_case(
        as_of=facts.day, lenders=(lender,), loans=(loan,), persons=(a_person("contact"),), contacts=(contact,)
    )
    try:
        finding = find(case, Question.REMEDIES, Subject(facts.target, LOAN))
    except Undecided:
        return {False}, False
    return {R.CLAIM_VS_LISTER in answer for answer in finding.accepted}, R.PIPL_DELETE in finding.codes


def listed_table(facts: Any) -> Any:
    """A claim against the borrower who listed one without asking is possible, not certain (U14)."""
    outsider = facts.target == "contact"
    unasked = facts.source is DataSource.BORROWER_LISTED_NO_CONTACT_CONSENT
    harassed = facts.refused or facts.content == {C.DISCLOSE_AMOUNT}
    claim = {True, False} if outsider and unasked and harassed else {False}
    return claim, outsider and facts.refused and facts.day >= date(2021, 11, 1)


@pytest.mark.parametrize("target", LISTED["target"])
def test_a_contact_listed_without_asking_may_turn_to_the_borrower_and_after_a_no_the_number_goes(target: str) -> None:
    agree(every_combination({**LISTED, "target": [target]}), listed, listed_table)
