"""How long the claim on a guarantor lasts once the guarantee was kept alive, and counter-guarantees (GUA-21)."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from autograder.fact_kinds import (
    CourtEvent,
    CreditorActKind,
    EventKind,
    GuaranteedDebt,
    LenderKind,
    RoleKind,
    TypeWords,
)
from autograder.facts import AssetInformation, Case, Court, CreditorAct, Event, PleaExceptions
from autograder.solve import Finding
from autograder.vocabulary import CreditRecord, Figure, Flag, Liability, Question
from tests.builders import LOAN, a_case, a_guarantee, a_lender, a_loan, a_role, found
from tests.rules.standing import standing

Act = CreditorActKind
DUE = date(2025, 1, 10)
"""Six months end on 2025-07-10."""


def acts(*done: tuple[CreditorActKind, date], served: bool = False) -> tuple[CreditorAct, ...]:
    return tuple(CreditorAct(kind=kind, date=on, served_guarantor=served) for kind, on in done)


def guaranteed(
    *done: tuple[CreditorActKind, date], words: TypeWords, as_of: date = date(2026, 6, 1), served: bool = False,
    formed: date = date(2024, 1, 10), events: tuple[Event, ...] = (), court: tuple[Court, ...] = (), **facts: Any,
) -> Case:  # fmt: skip
    return a_case(
        as_of=as_of, loans=(a_loan(signed=formed, final_due=DUE),), events=events, court=court,
        roles=(a_role("borrower"), a_role("one", RoleKind.GUARANTOR)),
        guarantees=(
            a_guarantee("one", formed=formed, type_words=words, creditor_acts=acts(*done, served=served), **facts),
        ),
    )  # fmt: skip


def joint(*done: tuple[CreditorActKind, date], **facts: Any) -> Finding:
    return found(guaranteed(*done, words=TypeWords.EXPRESS_JOINT, **facts), "one")


@pytest.mark.parametrize(("done", "served", "since"), [
    ([(Act.DEMANDED_GUARANTOR, date(2025, 2, 3)), (Act.DEMANDED_GUARANTOR, date(2025, 5, 6))], False, date(2025, 2, 3)),
    ([(Act.SUED_GUARANTOR, date(2025, 2, 3))], False, date(2025, 2, 3)),
    ([(Act.SUED_GUARANTOR, date(2025, 2, 3)), (Act.WITHDREW_SUIT, date(2025, 3, 3)),
      (Act.DEMANDED_GUARANTOR, date(2025, 5, 6))], False, date(2025, 5, 6)),
    ([(Act.SUED_GUARANTOR, date(2025, 2, 3)), (Act.WITHDREW_SUIT, date(2025, 3, 3)),
      (Act.DEMANDED_GUARANTOR, date(2025, 5, 6))], True, date(2025, 2, 3)),
    ([(Act.SUED_DEBTOR, date(2025, 2, 3)), (Act.DEMANDED_GUARANTOR, date(2025, 7, 10))], False, date(2025, 7, 10)),
])  # fmt: skip
def test_the_time_against_a_joint_guarantor_runs_from_the_first_demand_that_counts(
    done: list[tuple[CreditorActKind, date]], served: bool, since: date
) -> None:
    assert joint(*done, served=served).figures[Figure.LIMITATION_FROM] == since


def told(kind: EventKind, on: date, person: str | None = None) -> Event:
    return Event(loan=LOAN, kind=kind, date=on, person=person)


@pytest.mark.parametrize(("words", "event", "code"), [
    (TypeWords.EXPRESS_JOINT, told(EventKind.DEMANDED_DEBTOR, date(2025, 5, 6), "one"), Liability.GUARANTEE_JOINT),
    (TypeWords.EXPRESS_JOINT, told(EventKind.SUED_DEBTOR, date(2025, 5, 6), "one"), Liability.GUARANTEE_JOINT),
    (TypeWords.EXPRESS_JOINT, told(EventKind.DEMANDED_DEBTOR, date(2025, 5, 6)), Liability.GUARANTEE_RELEASED),
    (TypeWords.EXPRESS_JOINT, told(EventKind.SUED_DEBTOR, date(2025, 5, 6)), Liability.GUARANTEE_RELEASED),
    (TypeWords.EXPRESS_GENERAL, told(EventKind.SUED_DEBTOR, date(2025, 5, 6)), Liability.GUARANTEE_GENERAL),
    (TypeWords.EXPRESS_GENERAL, told(EventKind.SUED_DEBTOR, date(2025, 5, 6), "borrower"), Liability.GUARANTEE_GENERAL),
    (TypeWords.EXPRESS_GENERAL, told(EventKind.SUED_DEBTOR, date(2025, 7, 11)), Liability.GUARANTEE_RELEASED),
    (TypeWords.EXPRESS_GENERAL, told(EventKind.SUED_DEBTOR, date(2025, 5, 6), "one"), Liability.GUARANTEE_RELEASED),
])  # fmt: skip
def test_what_the_lender_did_counts_whether_it_is_told_of_the_guarantee_or_of_the_loan(
    words: TypeWords, event: Event, code: Liability
) -> None:
    assert found(guaranteed(words=words, events=(event,)), "one").codes == (code,)


def test_a_suit_told_twice_and_taken_back_once_is_taken_back() -> None:
    suit = told(EventKind.SUED_DEBTOR, date(2025, 2, 3))
    taken_back = (Act.SUED_DEBTOR, date(2025, 2, 3)), (Act.WITHDREW_SUIT, date(2025, 3, 3))
    case = guaranteed(*taken_back, words=TypeWords.EXPRESS_GENERAL, events=(suit,))
    assert found(case, "one").codes == (Liability.GUARANTEE_RELEASED,)


def test_a_withdrawal_does_not_concern_the_enforcement_of_a_notarised_deed() -> None:
    done = (Act.ENFORCE_NOTARISED_DEED, date(2025, 2, 3)), (Act.WITHDREW_SUIT, date(2025, 3, 3))
    case = guaranteed(*done, words=TypeWords.EXPRESS_GENERAL)
    assert found(case, "one").codes == (Liability.GUARANTEE_GENERAL,)
    arbitrated = (Act.ARBITRATED_DEBTOR, date(2025, 2, 3)), (Act.WITHDREW_SUIT, date(2025, 3, 3))
    assert found(guaranteed(*arbitrated, words=TypeWords.EXPRESS_GENERAL), "one").codes == (
        Liability.GUARANTEE_RELEASED,
    )


SUED = (Act.SUED_DEBTOR, date(2025, 2, 3))


def court(event: CourtEvent, on: date, person: str = "borrower", loan: str | None = LOAN) -> Court:
    return Court(event=event, date=on, persons=(person,), loan=loan)


WAITS, RUNS = "limitation_waits_for_the_plea", "limitation_runs_after_a_year_of_enforcement"
FILED = court(CourtEvent.EXECUTION_FILED, date(2025, 6, 1))


@pytest.mark.parametrize(("facts", "rule"), [
    ({}, WAITS), ({"court": (FILED,)}, RUNS), ({"court": (FILED,), "as_of": date(2026, 5, 31)}, WAITS),
    ({"court": (court(CourtEvent.EXECUTION_FILED, date(2025, 6, 1), "one"),)}, WAITS),
    ({"court": (court(CourtEvent.EXECUTION_FILED, date(2025, 6, 1), loan="other"),)}, WAITS),
    ({"court": (court(CourtEvent.EXECUTION_FILED, date(2025, 6, 1), loan=None),)}, RUNS),
    ({"court": (court(CourtEvent.JUDGMENT, date(2025, 6, 1)),)}, WAITS),
    ({"enforcement_exhausted": True}, None), ({"enforcement_exhausted": True, "court": (FILED,)}, None),
    ({"plea_exceptions": PleaExceptions(waived_in_writing=True), "court": (FILED,)}, None),
    ({"plea_exceptions": PleaExceptions(creditor_proves_insolvency=True), "court": (FILED,)}, None),
    ({"plea_exceptions": PleaExceptions(creditor_proves_insolvency=True)}, None),
    ({"asset_info": AssetInformation(given_on=date(2025, 8, 1), value_lost=Decimal(0)), "court": (FILED,)}, None),
])  # fmt: skip
def test_the_time_against_a_general_guarantor_waits_for_the_plea_or_a_year_of_enforcement(
    facts: dict[str, Any], rule: str | None
) -> None:
    case = guaranteed(SUED, words=TypeWords.EXPRESS_GENERAL, **facts)
    assert {WAITS, RUNS} & standing(case, "one") == ({rule} if rule else set())
    expected = date(2026, 6, 1) if rule == RUNS else None
    assert found(case, "one").figures.get(Figure.LIMITATION_FROM) == expected


def test_enforcing_a_notarised_deed_begins_the_year_too() -> None:
    deed = (Act.ENFORCE_NOTARISED_DEED, date(2025, 4, 1))
    case = guaranteed(deed, words=TypeWords.EXPRESS_GENERAL)
    assert found(case, "one").figures[Figure.LIMITATION_FROM] == date(2026, 4, 1)
    both = guaranteed(
        deed, words=TypeWords.EXPRESS_GENERAL, court=(court(CourtEvent.EXECUTION_FILED, date(2025, 3, 3)),)
    )
    assert found(both, "one").figures[Figure.LIMITATION_FROM] == date(2026, 3, 3)


def test_no_time_runs_against_a_general_guarantor_who_was_not_kept_bound() -> None:
    for done in ((), ((Act.DEMANDED_GUARANTOR, date(2025, 2, 3)),)):
        case = guaranteed(*done, words=TypeWords.EXPRESS_GENERAL, as_of=date(2025, 7, 10), court=(
            court(CourtEvent.EXECUTION_FILED, date(2024, 6, 3)),
        ))  # fmt: skip
        assert not {WAITS, RUNS} & standing(case, "one")


OLD = date(2020, 12, 31)
JUDGED = "limitation_runs_from_the_judgment_until_2020"


def test_since_2021_neither_a_judgment_nor_before_it_a_year_of_enforcement_starts_the_time() -> None:
    both: dict[str, Any] = {"court": (court(CourtEvent.JUDGMENT, date(2025, 5, 6)), FILED)}
    for formed, rule in ((OLD, JUDGED), (date(2021, 1, 1), RUNS)):
        case = guaranteed(SUED, words=TypeWords.EXPRESS_GENERAL, formed=formed, **both)
        assert {WAITS, RUNS, JUDGED} & standing(case, "one") == {rule}


@pytest.mark.parametrize(("done", "judged", "since"), [
    ([SUED], (court(CourtEvent.JUDGMENT, date(2025, 5, 6)), court(CourtEvent.JUDGMENT, date(2025, 9, 9))),
     date(2025, 5, 6)),
    ([SUED], (court(CourtEvent.JUDGMENT, date(2025, 5, 6), "one"),), None), ([SUED], (), None),
])  # fmt: skip
def test_before_2021_the_time_runs_from_the_judgment_against_the_borrower(
    done: list[tuple[CreditorActKind, date]], judged: tuple[Court, ...], since: date | None
) -> None:
    case = guaranteed(*done, words=TypeWords.EXPRESS_GENERAL, formed=OLD, court=judged)
    assert found(case, "one").figures.get(Figure.LIMITATION_FROM) == since
    assert (JUDGED in standing(case, "one")) is (since is not None)


def test_a_judgment_does_not_replace_the_suit_in_time() -> None:
    judged = (court(CourtEvent.JUDGMENT, date(2025, 5, 6)),)
    case = guaranteed(words=TypeWords.EXPRESS_GENERAL, formed=OLD, court=judged, as_of=date(2025, 7, 10))
    assert JUDGED not in standing(case, "one")


# The guarantor's own plea of limitation


DEMANDED = (Act.DEMANDED_GUARANTOR, date(2025, 2, 3))
LATE, PLEA = date(2028, 2, 4), EventKind.LIMITATION_EXPIRED_CLAIMED
OWN = "guarantor_pleads_his_own_limitation"
SUIT = told(EventKind.SUED_DEBTOR, date(2025, 3, 3))
"""A suit against the borrower in time, so that the borrower's own time never runs out."""


@pytest.mark.parametrize(("done", "events", "as_of", "pleads"), [
    ([DEMANDED], (), LATE, True), ([DEMANDED], (), date(2028, 2, 3), False),
    ([DEMANDED, (Act.DEMANDED_GUARANTOR, date(2028, 2, 3))], (), LATE, False),
    ([DEMANDED, (Act.DEMANDED_GUARANTOR, date(2028, 2, 4))], (), date(2028, 2, 7), True),
    ([DEMANDED, (Act.SUED_GUARANTOR, date(2028, 2, 3))], (), date(2029, 2, 5), False),
    ([DEMANDED, (Act.SUED_GUARANTOR, date(2028, 2, 4))], (), date(2029, 2, 5), True),
    ([DEMANDED, (Act.SUED_DEBTOR, date(2026, 2, 3))], (), LATE, True),
    ([DEMANDED], (told(EventKind.GUARANTOR_PAID, date(2026, 2, 3), "one"),), LATE, False),
    ([DEMANDED], (told(EventKind.DEBT_ACKNOWLEDGED, date(2026, 2, 3), "one"),), LATE, False),
    ([DEMANDED], (told(EventKind.DEBT_ACKNOWLEDGED, date(2026, 2, 3), "borrower"),), LATE, True),
    ([DEMANDED], (told(EventKind.DEBT_ACKNOWLEDGED, date(2026, 2, 3)),), LATE, True),
    ([], (), date(2025, 7, 10), False),
])  # fmt: skip
def test_a_joint_guarantor_left_alone_for_three_years_may_plead_it(
    done: list[tuple[CreditorActKind, date]], events: tuple[Event, ...], as_of: date, pleads: bool
) -> None:
    plea = told(PLEA, as_of, "one")
    case = guaranteed(*done, words=TypeWords.EXPRESS_JOINT, as_of=as_of, events=(SUIT, plea, *events))
    assert (OWN in standing(case, "one")) is pleads
    assert (Flag.LIMITATION_DEFENCE in found(case, "one").flags) is pleads


@pytest.mark.parametrize("who", [None, "borrower"])
def test_only_the_guarantor_himself_pleads_his_own_limitation(who: str | None) -> None:
    case = guaranteed(DEMANDED, words=TypeWords.EXPRESS_JOINT, as_of=LATE, events=(SUIT, told(PLEA, LATE, who)))
    assert OWN not in standing(case, "one")


# The counter-guarantee


def countered(**parts: Any) -> Case:
    """Gao guarantees Bo's loan; one guarantees Gao's recourse."""
    roles = (a_role("bo"), a_role("gao", RoleKind.GUARANTOR), a_role("one", RoleKind.GUARANTOR))
    given = (
        a_guarantee("gao", type_words=TypeWords.EXPRESS_JOINT),
        a_guarantee("one", type_words=TypeWords.EXPRESS_JOINT, main=GuaranteedDebt.RECOURSE_CLAIM),
    )
    return a_case(**{"roles": roles, "guarantees": given, **parts})


def test_a_counter_guarantor_owes_the_lender_nothing_and_the_guarantor_is_alone_towards_it() -> None:
    finding = found(countered(), "one")
    assert (finding.codes, finding.flags, finding.figures) == ((Liability.NONE,), (), {})
    assert standing(countered(), "one") == {"counter_guarantor_owes_the_lender_nothing"}
    assert found(countered(), "gao").codes == (Liability.GUARANTEE_JOINT,)
    assert "each_for_the_whole" not in standing(countered(), "gao")
    assert CreditRecord.RELATED_GUARANTOR_ENTRY not in found(countered(), "one", Question.CREDIT_RECORD).codes


def test_nobody_else_is_called_a_counter_guarantor() -> None:
    assert "counter_guarantor_owes_the_lender_nothing" not in standing(countered(), "gao")
    assert standing(countered(), "bo") == {"borrower_owes"}


def test_who_promised_both_the_guarantor_and_the_lender_answers_to_the_lender() -> None:
    case = countered()
    both = a_case(roles=case.roles, guarantees=(*case.guarantees, a_guarantee("one")))
    assert found(both, "one").codes == (Liability.GUARANTEE_GENERAL,)
    assert "counter_guarantor_owes_the_lender_nothing" not in standing(both, "one")


def test_a_counter_guarantor_of_a_void_loan_owes_the_lender_nothing_either() -> None:
    void = countered(lenders=(a_lender(kind=LenderKind.UNLICENSED_PLATFORM),))
    assert found(void, "one").codes == (Liability.NONE,)
