"""The table of collection contacts (severity and tags) as an oracle over raw facts, swept over every combination.

Hit policy: every row that matches gives its tag and its severity; the gravest severity is the answer. Three sweeps:
who is reached and why, in what manner, and how often.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import combinations, product

import pytest

from autograder.fact_kinds import Channel, ContactActor, ContactContent, DataSource, DebtorStatus, RoleKind
from autograder.facts import Case, Contact
from autograder.solve import Finding
from autograder.vocabulary import CollectionContact, ContactTag
from tests.rules.record_builders import a_call, a_case, a_guarantee, a_lender, a_loan, a_role, contacted

pytestmark = pytest.mark.slow

C, T, S = ContactContent, ContactTag, CollectionContact

BEFORE, GUIDELINE, LAST_OF_2025, FIRST_OF_2026, ASSOCIATION = (
    date(2024, 5, 14), date(2024, 5, 15), date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 30),
)  # fmt: skip

SEVERITY = {
    T.WRONG_TARGET: S.BREACH_STANDARD,
    T.DEBTOR_REACHABLE: S.BREACH_STANDARD,
    T.NIGHT: S.BREACH_STANDARD,
    T.FREQUENCY: S.BREACH_STANDARD,
    T.FALSE_CREDIT_THREAT: S.BREACH_STANDARD,
    T.FALSE_LEGAL_CLAIM: S.BREACH_STANDARD,
    T.WORKPLACE: S.BREACH_STANDARD,
    T.DISCLOSURE: S.CIVIL_INFRINGEMENT,
    T.AFTER_REFUSAL: S.CIVIL_INFRINGEMENT,
    T.INSULT: S.CIVIL_INFRINGEMENT,
    T.PUBLIC_SHAMING: S.CIVIL_INFRINGEMENT,
    T.BAD_DATA_SOURCE: S.CIVIL_INFRINGEMENT,
    T.IMPERSONATION: S.CIVIL_INFRINGEMENT,
    T.THREAT: S.ADMIN_OFFENCE,
}
"""What each tag weighs."""

TELLS = {C.DEMAND_PAYMENT, C.REMIND, C.DISCLOSE_AMOUNT, C.DISCLOSE_EXISTENCE}


def reached_case(call: Contact, *earlier: Contact) -> Case:
    return a_case(
        date(2026, 5, 1),
        a_loan(date(2026, 3, 8), signed=date(2023, 3, 8)),
        a_role("borrower"),
        a_role("guarantor", RoleKind.GUARANTOR),
        a_role("outsider", RoleKind.EMERGENCY_CONTACT),
        lender=a_lender(cba_member=True),
        guarantees=(a_guarantee("guarantor", date(2023, 3, 8)),),
        contacts=(*earlier, call),
    )


def gravest(floor: CollectionContact, tags: set[ContactTag]) -> CollectionContact:
    order = list(S)
    return max([floor, *(SEVERITY[tag] for tag in tags)], key=order.index)


def answer(finding: Finding) -> tuple[object, set[ContactTag]]:
    assert len(finding.codes) == 1
    return finding.outcome, set(finding.tags)


SAID: list[frozenset[ContactContent]] = [
    frozenset(),
    *(frozenset({one}) for one in C),
    frozenset({C.ASK_RELAY, C.ASK_CONTACT_INFO}),
    frozenset({C.ASK_RELAY, C.ASK_HEIRS}),
    frozenset({C.ASK_RELAY, C.DEMAND_PAYMENT}),
]
SOURCES = (
    DataSource.LENDER_OWN_CUSTOMER, DataSource.BORROWER_LISTED_NO_CONTACT_CONSENT, DataSource.SCRAPED,
)  # fmt: skip


def whom_expected(
    who: str, day: date, status: DebtorStatus, offered: bool, refused: bool, source: DataSource,
    said: frozenset[ContactContent], channel: Channel,
) -> tuple[CollectionContact, set[ContactTag]]:  # fmt: skip
    """Step 1 to 3 of the procedure for a contact by day, with the rows of manner that one content alone can bring."""
    ruled = day >= GUIDELINE
    outsider = who == "outsider"
    gone = status in {DebtorStatus.DEAD, DebtorStatus.INCAPACITATED}
    approachable = status is not DebtorStatus.REACHABLE or offered
    allowed = {C.ASK_CONTACT_INFO, C.ASK_RELAY} | ({C.ASK_HEIRS} if gone else set()) | (TELLS if offered else set())
    proper = said <= allowed
    within = proper and (approachable or not ruled)
    rows = {
        T.WRONG_TARGET: outsider and C.DEMAND_PAYMENT in said and not offered,
        T.DEBTOR_REACHABLE: outsider and ruled and not approachable,
        T.DISCLOSURE: outsider and bool(said & TELLS) and not offered,
        T.AFTER_REFUSAL: outsider and refused,
        T.BAD_DATA_SOURCE: source is DataSource.SCRAPED
        or (outsider and source is DataSource.BORROWER_LISTED_NO_CONTACT_CONSENT and not within),
        T.WORKPLACE: outsider and ruled and channel is Channel.WORKPLACE_CALL,
        T.FALSE_CREDIT_THREAT: outsider and C.THREAT_CREDIT_RECORD in said,
        T.FALSE_LEGAL_CLAIM: C.FALSE_LEGAL_CLAIM in said,
        T.THREAT: C.THREAT_PERSONAL_SAFETY in said,
        T.INSULT: C.INSULT in said,
        T.IMPERSONATION: bool(said & {C.IMPERSONATE_OFFICIAL, C.FORGED_DOCUMENT}),
    }
    tags = {tag for tag, matches in rows.items() if matches}
    floor = S.LAWFUL
    if outsider:
        floor = S.BREACH_STANDARD if ruled and not proper else S.LAWFUL_LIMITED
    if C.OBSCENE in said:
        floor = S.CIVIL_INFRINGEMENT
    if C.PESTERING in said:
        floor = S.ADMIN_OFFENCE if day >= FIRST_OF_2026 else S.CIVIL_INFRINGEMENT
    return gravest(floor, tags), tags


@pytest.mark.parametrize("who", ["borrower", "guarantor", "outsider"])
@pytest.mark.parametrize("channel", [Channel.CALL, Channel.WORKPLACE_CALL])
def test_whom_and_why(who: str, channel: Channel) -> None:
    outsider = who == "outsider"
    statuses = (DebtorStatus.REACHABLE, *((DebtorStatus.UNREACHABLE, DebtorStatus.DEAD) if outsider else ()))
    freedoms = list(product((False, True), (False, True))) if outsider else [(False, True)]
    for day, status, (offered, refused), source, said in product(
        (BEFORE, GUIDELINE), statuses, freedoms, SOURCES, SAID
    ):
        call = a_call(
            who, datetime.combine(day, time(12)), *said, channel=channel, debtor_status_then=status,
            target_offered_to_pay=offered, target_refused_before=refused, data_source=source,
        )  # fmt: skip
        facts = (who, day, status, offered, refused, source, said, channel)
        assert (answer(contacted(reached_case(call))), facts) == (whom_expected(*facts), facts)


MANNERS = (
    C.THREAT_PERSONAL_SAFETY, C.INSULT, C.OBSCENE, C.IMPERSONATE_OFFICIAL, C.FORGED_DOCUMENT, C.PESTERING,
    C.FALSE_LEGAL_CLAIM, C.THREAT_CREDIT_RECORD,
)  # fmt: skip


def manners() -> Iterator[frozenset[ContactContent]]:
    for number in range(3):
        yield from (frozenset(chosen) for chosen in combinations(MANNERS, number))


def manner_expected(
    who: str, day: date, hour: int, agreed: bool, said: frozenset[ContactContent], channel: Channel, actor: ContactActor
) -> tuple[CollectionContact, set[ContactTag]]:
    """The rows on hours and manner, for a debtor, or for an outsider who is asked nothing while the debtor is lost."""
    if actor is ContactActor.COURT:
        return S.LAWFUL, set()
    outsider, collector = who == "outsider", actor is ContactActor.AGENCY
    rows = {
        T.NIGHT: collector and day >= GUIDELINE and hour == 23 and not agreed,
        T.FALSE_CREDIT_THREAT: outsider and C.THREAT_CREDIT_RECORD in said,
        T.FALSE_LEGAL_CLAIM: C.FALSE_LEGAL_CLAIM in said,
        T.THREAT: C.THREAT_PERSONAL_SAFETY in said,
        T.INSULT: C.INSULT in said,
        T.IMPERSONATION: bool(said & {C.IMPERSONATE_OFFICIAL, C.FORGED_DOCUMENT}),
        T.PUBLIC_SHAMING: channel is Channel.PUBLIC_POST,
    }
    tags = {tag for tag, matches in rows.items() if matches}
    floors = [S.LAWFUL_LIMITED if outsider else S.LAWFUL]
    if outsider and said and day >= GUIDELINE:
        floors.append(S.BREACH_STANDARD)
    if not collector or said & {C.PESTERING, C.OBSCENE}:
        floors.append(S.CIVIL_INFRINGEMENT)
    if C.PESTERING in said and day >= FIRST_OF_2026:
        floors.append(S.ADMIN_OFFENCE)
    if said >= {C.IMPERSONATE_OFFICIAL, C.FORGED_DOCUMENT}:
        floors.append(S.POSSIBLE_CRIME)
    return gravest(max(floors, key=list(S).index), tags), tags


@pytest.mark.parametrize("who", ["borrower", "outsider"])
@pytest.mark.parametrize("actor", [ContactActor.AGENCY, ContactActor.COURT, ContactActor.IMPOSTOR])
def test_in_what_manner(who: str, actor: ContactActor) -> None:
    days = (BEFORE, LAST_OF_2025, FIRST_OF_2026)
    hours = ((12, False), (23, False), (23, True))
    for day, (hour, agreed), said, channel in product(days, hours, manners(), (Channel.IM, Channel.PUBLIC_POST)):
        call = a_call(
            who, datetime.combine(day, time(hour)), *said, actor=actor, channel=channel, time_agreed=agreed,
            debtor_status_then=DebtorStatus.UNREACHABLE,
        )  # fmt: skip
        facts = (who, day, hour, agreed, said, channel, actor)
        assert (answer(contacted(reached_case(call))), facts) == (manner_expected(*facts), facts)


@pytest.mark.parametrize("day", [BEFORE, GUIDELINE, ASSOCIATION - timedelta(days=1), ASSOCIATION])
def test_how_often(day: date) -> None:
    """Answered calls above three, unanswered dials above six, hostile messages from the third on."""
    noon = datetime.combine(day, time(12))
    for who, answered, dialled, insulted, connected, insults in product(
        ("borrower", "outsider"), (0, 2, 3), (0, 5, 6), (0, 1, 2), (False, True), (False, True)
    ):
        earlier = [(True, False)] * answered + [(False, False)] * dialled + [(False, True)] * insulted
        calls = [
            a_call(
                who, noon + timedelta(minutes=n), *([C.INSULT] if rude else []), id=f"call{n}", connected=talked,
                channel=Channel.IM if rude else Channel.CALL, debtor_status_then=DebtorStatus.UNREACHABLE,
            )
            for n, (talked, rude) in enumerate([*earlier, (connected, insults)])
        ]  # fmt: skip
        too_many_answered = who == "borrower" and day >= GUIDELINE and connected and answered >= 3
        too_many_dials = day >= ASSOCIATION and not connected and dialled >= 6
        tags = {T.INSULT} if insults else set()
        if not insults and (too_many_answered or too_many_dials):
            tags.add(T.FREQUENCY)
        floor = S.LAWFUL if who == "borrower" else S.LAWFUL_LIMITED
        if insults and insulted >= 2:
            floor = S.ADMIN_OFFENCE
        finding = contacted(reached_case(calls[-1], *calls[:-1]), calls[-1].id)
        facts = (who, answered, dialled, insulted, connected, insults)
        assert (answer(finding), facts) == ((gravest(floor, tags), tags), facts)
