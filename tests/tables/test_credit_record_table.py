"""The credit-record table (rows C1 to C11) as an oracle over raw facts, compared with the rules on every combination.

Hit policy: first row that matches. The table knows nothing of the rules, and of the facts only what is named here.
"""

from datetime import date, timedelta
from itertools import product

import pytest

from autograder.fact_kinds import EventKind, LegalRepresentativeAct, PeriodWords, RoleKind, Signature, SpouseActKind
from autograder.fact_kinds import Purpose as Use
from autograder.facts import Act, Case, Event, Marriage, SpouseAct
from autograder.vocabulary import CreditRecord, Flag
from tests.rules.record_builders import (
    a_case,
    a_guarantee,
    a_lender,
    a_loan,
    a_person,
    a_role,
    an_event,
    record,
)

R = CreditRecord

PARTS = {
    "borrower": RoleKind.BORROWER,
    "nominal": RoleKind.NOMINAL_BORROWER,
    "impersonated": RoleKind.NAMED_BY_IMPERSONATION,
    "co_borrower": RoleKind.CO_BORROWER,
    "guarantor": RoleKind.GUARANTOR,
    "released": RoleKind.GUARANTOR,
    "contact": RoleKind.EMERGENCY_CONTACT,
    "liable_spouse": RoleKind.SPOUSE_ONLY,
    "stranger": None,
}
OUTSIDERS = {"contact", "liable_spouse", "stranger"}
GUARANTORS = {"guarantor", "released"}
OWN_ACCOUNT = {"borrower", "nominal", "impersonated"}
HANDS = ("own", "forged", "adopted")
DELAYS = ("none", "within_the_month", "running", "cleared", "expired", "cleared_and_expired")
BEFORE_CR2, IN_CR2 = date(2020, 1, 18), date(2020, 1, 31)
DAYS = (BEFORE_CR2, IN_CR2, date(2026, 6, 30))

EVERY = [
    facts
    for facts in product(PARTS, HANDS, (False, True), (False, True), DELAYS, (False, True), DAYS)
    if not (facts[0] == "impersonated" and facts[1] == "own")
    and not (facts[0] in OUTSIDERS and (facts[1] != "own" or facts[2]))
    and not (facts[0] in GUARANTORS and facts[2])
]
"""Part, hand, minor, connected, delay, entry in the name, day. Left out: whoever is impersonated did not sign, an
outsider has no signature and no capacity to ask for, and a minor's guarantee is not modelled."""


def expected(
    part: str, hand: str, minor: bool, connected: bool, delay: str, entered: bool, as_of: date
) -> tuple[CreditRecord, ...]:
    """The table, top-down."""
    no_role = part in OUTSIDERS
    forged = not no_role and hand == "forged"
    rows: list[tuple[bool, tuple[CreditRecord, ...]]] = [
        (entered and (no_role or forged or minor or part == "released"), (R.ERRONEOUS_ENTRY,)),
        (entered and delay == "none", (R.ERRONEOUS_ENTRY,)),
        (no_role or forged or minor, (R.NO_ENTRY,)),
        (not connected, (R.NOT_REPORTED,)),
        (part == "released", (R.NO_ENTRY,)),
        (part in OWN_ACCOUNT and delay == "expired", (R.EXPIRED_MUST_DELETE,)),
        (part in OWN_ACCOUNT and delay in {"running", "cleared"}, (R.OWN_OVERDUE,)),
        (part in OWN_ACCOUNT and delay == "cleared_and_expired", (R.OWN_OVERDUE, R.EXPIRED_MUST_DELETE)),
        (part in OWN_ACCOUNT, (R.OWN_NORMAL,)),
        (part == "co_borrower" and as_of == BEFORE_CR2, (R.NO_ENTRY,)),
        (part == "co_borrower", (R.CO_DEBTOR_ENTRY,)),
        (part == "guarantor", (R.RELATED_GUARANTOR_ENTRY,)),
    ]
    return next(result for matches, result in rows if matches)


def day_before(day: date, days: int) -> date:
    return day - timedelta(days=days)


def delays(delay: str, as_of: date) -> tuple[Event, ...]:
    start, cleared = EventKind.OVERDUE_START, EventKind.OVERDUE_CLEARED
    month = as_of.replace(day=1) - timedelta(days=31)
    old = (an_event(start, day_before(as_of, 2000)), an_event(cleared, day_before(as_of, 1900)))
    recent = (an_event(start, day_before(as_of, 400)), an_event(cleared, day_before(as_of, 300)))
    return {
        "none": (),
        "within_the_month": (an_event(start, month.replace(day=5)), an_event(cleared, month.replace(day=15))),
        "running": (an_event(start, day_before(as_of, 40)),),
        "cleared": recent,
        "expired": old,
        "cleared_and_expired": old + recent,
    }[delay]


def a_case_of(part: str, hand: str, minor: bool, connected: bool, delay: str, entered: bool, as_of: date) -> Case:
    signed, kind = day_before(as_of, 2500), PARTS[part]
    act = Act(
        signature=Signature.GENUINE if hand == "own" else Signature.FORGED,
        signed_by=None if hand == "own" else "other",
        ratified_on=day_before(as_of, 2400) if hand == "adopted" else None,
        apparent_authority=False,
        identity_check_by_self=hand == "own",
        kept_money=None,
    )
    roles = [] if part in OWN_ACCOUNT else [a_role("main")]
    if kind is not None:
        roles.append(a_role("wang", kind, act, lender_knew_true_user=False))
    wang = a_person(
        "wang",
        born=day_before(signed, 365 * 16) if minor else None,
        legal_rep_act={"loan1": LegalRepresentativeAct.NONE} if minor else {},
    )
    guarantee = a_guarantee(
        "wang",
        signed,
        period_words=PeriodWords.FIXED,
        period_end=day_before(as_of, -30 if part == "guarantor" else 30),
    )
    guaranteed_and_not_due = part == "guarantor" and delay == "none"
    due = day_before(as_of, -20 if guaranteed_and_not_due else 60 if part in GUARANTORS else -200)
    paid = () if guaranteed_and_not_due else (an_event(EventKind.PAID_FULL_INSTALMENT, min(due, as_of)),)
    events = delays(delay, as_of) or paid
    if entered:
        events += (an_event(EventKind.REPORTED_ADVERSE, day_before(as_of, 1), person="wang"),)
    return a_case(
        as_of,
        a_loan(
            due,
            signed=signed,
            purpose_actual=Use.PERSONAL,
            within_daily_needs=False,
            consent_report_written={"wang": True},
        ),
        *roles,
        lender=a_lender(pboc_connected=connected),
        persons=(wang, a_person("other")),
        guarantees=(guarantee,) if part in GUARANTORS else (),
        marriages=(Marriage(a="main", b="wang", since=day_before(signed, 900)),) if part == "liable_spouse" else (),
        spouse_acts=(
            SpouseAct(spouse="wang", loan="loan1", kind=SpouseActKind.RATIFIED_EXPRESS, date=day_before(as_of, 50)),
        )
        if part == "liable_spouse"
        else (),
        events=events,
    )


@pytest.mark.parametrize("part", PARTS)
def test_the_rules_give_the_row_of_the_table_for_every_combination_of_facts(part: str) -> None:
    for facts in EVERY:
        if facts[0] == part:
            assert (record(a_case_of(*facts), "wang").codes, facts) == (expected(*facts), facts)


def test_every_row_of_the_table_is_reached() -> None:
    reached = {code for facts in EVERY for code in expected(*facts)}
    left_to_other_rules = {R.OWN_SPECIAL_MARK, R.PUBLIC_RECORD_ENTRY, R.SUPPRESSED_ONE_OFF}
    assert reached == set(R) - left_to_other_rules


@pytest.mark.parametrize(
    ("part", "consent", "notice", "reported"),
    list(product(("borrower", "co_borrower", "guarantor"), (True, False), (True, False), (True, False))),
)
def test_faults_of_procedure_are_flags_beside_the_row(part: str, consent: bool, notice: bool, reported: bool) -> None:
    as_of = date(2026, 6, 30)
    case = a_case_of(part, "own", False, True, "running", reported, as_of)
    told = an_event(EventKind.PRIOR_NOTICE_ADVERSE, day_before(as_of, 5), person="wang")
    loan = a_loan(case.loans[0].final_due, signed=case.loans[0].signed, consent_report_written={"wang": consent})
    case = a_case(
        as_of,
        loan,
        *case.roles,
        guarantees=case.guarantees,
        events=(*case.events, told) if notice else case.events,
        persons=case.persons,
    )
    flags = set()
    if reported and not consent:
        flags |= {Flag.CONSENT_MISSING, Flag.KEEP_BUT_SANCTION, Flag.UNSETTLED}
    if reported and not notice:
        flags |= {Flag.NOTICE_MISSING, Flag.KEEP_BUT_SANCTION, Flag.UNSETTLED}
    assert set(record(case, "wang").flags) == flags
