"""The defence of limitation (LON-06, GUA-15) as a flag beside the debt, over due days, events, suits and pleas."""

from datetime import date
from typing import Any

import pytest

from autograder.fact_kinds import CreditorActKind, EventKind, PeriodWords, RoleKind, TypeWords
from autograder.facts import CreditorAct, Event
from autograder.vocabulary import Flag, Liability
from tests.builders import LOAN, a_case, a_guarantee, a_loan, a_role, found
from tests.tables.agreement import agree
from tests.tables.first_match import every_combination

DUE, EXPIRY, AFTER = date(2022, 4, 29), date(2025, 4, 29), date(2025, 4, 30)
SEEN, LATER = date(2026, 2, 2), date(2026, 2, 3)
RESTARTS = (
    EventKind.DEMANDED_DEBTOR, EventKind.PAID_PART, EventKind.DEBT_ACKNOWLEDGED, EventKind.NEGOTIATION_AGREED,
)  # fmt: skip
ADOPTS_AGAIN = (EventKind.DEBT_ACKNOWLEDGED, EventKind.NEGOTIATION_AGREED)
FACTS: dict[str, Any] = {
    "event": [None, *RESTARTS, EventKind.NEGOTIATION_REQUESTED, EventKind.PRIOR_NOTICE_ADVERSE],
    "event_on": [date(2022, 2, 1), date(2022, 5, 9), date(2023, 5, 4), EXPIRY, AFTER],
    "suit": [None, "filed_in_time", "filed_late", "event_in_time", "event_late", "filed_later_than_now"],
    "plea": [None, "own", "everybody", "of_another"],
}
SUED_ON = {
    "filed_in_time": EXPIRY, "filed_late": date(2025, 12, 1), "event_in_time": EXPIRY, "event_late": date(2025, 12, 1),
    "filed_later_than_now": LATER,
}  # fmt: skip


def happened(kind: EventKind, on: date, **facts: Any) -> Event:
    return Event(loan=LOAN, kind=kind, date=on, amount=None, **facts)


def pleas(facts: Any) -> tuple[Event, ...]:
    if facts.plea is None:
        return ()
    who = {"own": "borrower", "of_another": "co"}.get(facts.plea)
    return (happened(EventKind.LIMITATION_EXPIRED_CLAIMED, date(2026, 1, 30), person=who),)


def day_of_suit(facts: Any) -> date:
    """Today, where nobody has sued by now."""
    return min(SUED_ON.get(facts.suit, SEEN), SEEN)


def last_day(facts: Any) -> Any:
    """The last day for a suit: three years from the due day or the last restart; None where a promise after the end
    gave the defence up."""
    if facts.event not in RESTARTS or facts.event_on <= DUE:
        return EXPIRY
    if facts.event_on > EXPIRY:
        return None if facts.event in ADOPTS_AGAIN else EXPIRY
    return facts.event_on.replace(year=facts.event_on.year + 3)


def table(facts: Any) -> Any:
    pleaded = facts.plea in ("own", "everybody")
    end = last_day(facts)
    return pleaded and end is not None and day_of_suit(facts) > end


def solved(facts: Any) -> Any:
    sued = SUED_ON.get(facts.suit)
    by_event = facts.suit in ("event_in_time", "event_late")
    events = [*pleas(facts)]
    if facts.event is not None:
        moved = {"before_due": False, "new_due": date(2025, 5, 9)} if "agreed" in facts.event else {}
        events.append(happened(facts.event, facts.event_on, lapses_on_breach=False, **moved))
    if by_event and sued:
        events.append(happened(EventKind.SUED_DEBTOR, sued))
    loan = a_loan(signed=date(2021, 4, 29), final_due=DUE, filed_on=None if by_event else sued)
    finding = found(a_case(as_of=SEEN, loans=(loan,), events=tuple(events)), "borrower")
    assert finding.codes == (Liability.BORROWER_FULL,)
    return Flag.LIMITATION_DEFENCE in finding.flags


def sensible(facts: Any) -> Any:
    """A suit ends the matter, so what comes after it is left out; so is a payment of part after the end (no rule says
    that it gives the defence up), and a plan, which moves the due day itself."""
    if facts.event is None:
        return facts.event_on == FACTS["event_on"][0]
    if facts.event_on == AFTER and (facts.event is EventKind.PAID_PART or (facts.suit or "").endswith("in_time")):
        return False
    return bool(facts.event is not EventKind.NEGOTIATION_AGREED or facts.event_on == AFTER)


@pytest.mark.parametrize("suit", FACTS["suit"])
def test_three_quiet_years_give_a_defence_to_whoever_pleads_it(suit: str | None) -> None:
    agree(filter(sensible, every_combination({**FACTS, "suit": [suit]})), solved, table)


OLD: dict[str, Any] = {
    "due": [date(2015, 9, 25), date(2015, 9, 30), date(2015, 10, 12)],
    "demanded": [None, date(2017, 9, 1)],
    "sued_on": [date(2018, 3, 1), date(2018, 10, 12), date(2018, 10, 15), date(2020, 9, 1), date(2020, 9, 2)],
}
"""Two years that were over on 2017-10-01 stay over; those still running then became three."""


def test_two_years_that_were_over_when_three_came_stay_over() -> None:
    def old(facts: Any) -> Any:
        events = [happened(EventKind.LIMITATION_EXPIRED_CLAIMED, date(2026, 1, 30))]
        if facts.demanded:
            events.append(happened(EventKind.DEMANDED_DEBTOR, facts.demanded))
        loan = a_loan(signed=date(2014, 1, 10), final_due=facts.due, filed_on=facts.sued_on)
        case = a_case(as_of=SEEN, loans=(loan,), events=tuple(events))
        return Flag.LIMITATION_DEFENCE in found(case, "borrower").flags

    def old_table(facts: Any) -> Any:
        if facts.demanded:
            return facts.sued_on > date(2020, 9, 1)
        if facts.due < date(2015, 10, 1):
            return True
        return facts.sued_on > date(2018, 10, 12)

    agree((one for one in every_combination(OLD) if not (one.demanded and one.due < date(2015, 9, 1))), old, old_table)


GUARANTOR: dict[str, Any] = {
    "pleads": [None, "guarantor", "everybody"],
    "given_up": [None, date(2025, 12, 1)],
    "knew": [False, True],
    "sued_on": [EXPIRY, date(2026, 1, 15)],
}


def guaranteed(events: list[Event], acts: list[CreditorAct], **facts: Any) -> bool:
    """Whether a joint guarantor has the defence; the period agreed for him ends with 2025."""
    guarantee = a_guarantee(
        "guarantor", formed=date(2021, 4, 29), type_words=TypeWords.EXPRESS_JOINT, period_words=PeriodWords.FIXED,
        period_end=date(2025, 12, 31), creditor_acts=tuple(acts), knew_time_bar=facts.get("knew", False),
    )  # fmt: skip
    loan = a_loan(signed=date(2021, 4, 29), final_due=DUE, filed_on=facts.get("sued_on"))
    case = a_case(
        as_of=facts.get("seen_from", SEEN), loans=(loan,), guarantees=(guarantee,), events=tuple(events),
        roles=(a_role("borrower"), a_role("guarantor", RoleKind.GUARANTOR)),
    )  # fmt: skip
    return Flag.LIMITATION_DEFENCE in found(case, "guarantor").flags


def plea_of(who: str | None, on: date = date(2026, 1, 30)) -> list[Event]:
    if who is None:
        return []
    return [happened(EventKind.LIMITATION_EXPIRED_CLAIMED, on, person=None if who == "everybody" else who)]


def test_a_guarantor_may_plead_what_the_borrower_gave_up_unless_he_knew() -> None:
    def solved(facts: Any) -> Any:
        events = plea_of(facts.pleads)
        if facts.given_up:
            events.append(happened(EventKind.DEBT_ACKNOWLEDGED, facts.given_up, person="borrower"))
        demand = CreditorAct(kind=CreditorActKind.DEMANDED_GUARANTOR, date=date(2025, 10, 9))
        return guaranteed(events, [demand], knew=facts.knew, sued_on=facts.sued_on)

    def guarantor_table(facts: Any) -> Any:
        return facts.pleads is not None and facts.sued_on > EXPIRY and not facts.knew

    agree(every_combination(GUARANTOR), solved, guarantor_table)


OWN_CLOCK: dict[str, Any] = {
    "pleads": [None, "guarantor"],
    "seen_from": [date(2025, 8, 1), date(2025, 8, 4)],
    "sued": [False, True],
    "knew": [False, True],
}
"""The debt itself is kept alive; three years from the demand on the guarantor end on 2025-08-01, a Friday."""


def test_the_claim_on_a_joint_guarantor_has_three_years_of_its_own_from_the_demand() -> None:
    def solved(facts: Any) -> Any:
        acts = [CreditorAct(kind=CreditorActKind.DEMANDED_GUARANTOR, date=date(2022, 8, 1))]
        if facts.sued:
            acts.append(CreditorAct(kind=CreditorActKind.SUED_GUARANTOR, date=date(2025, 7, 30), served_guarantor=True))
        events = [happened(EventKind.DEMANDED_DEBTOR, date(2025, 3, 3)), *plea_of(facts.pleads, date(2025, 7, 31))]
        return guaranteed(events, acts, knew=facts.knew, seen_from=facts.seen_from)

    def own_table(facts: Any) -> Any:
        return facts.pleads is not None and facts.seen_from == date(2025, 8, 4) and not facts.sued

    agree(every_combination(OWN_CLOCK), solved, own_table)
