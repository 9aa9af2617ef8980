"""Section 3.6: objections and their answers, complaints and suits over what was done to the record, stolen names."""

from datetime import date, timedelta
from typing import Any

import pytest

from autograder.fact_kinds import DisputeKind, DisputeResult, EventKind, RoleKind, Signature
from autograder.facts import Case, Dispute, Event, Query
from autograder.rulebook import Subject, Undecided
from autograder.solve import find
from autograder.vocabulary import CODES, Figure, Question
from tests.builders import LOAN, a_case, a_guarantee, a_loan, a_person, a_role
from tests.tables.agreement import agree
from tests.tables.first_match import every_combination

D: Any = CODES[Question.DISPUTE]
MADE = date(2025, 4, 11)
LAST_DAY, NEXT_DAY = date(2025, 5, 1), date(2025, 5, 2)
"""The twentieth day is a holiday and is not put off."""
FURTHER = {D.COMPLAINT_PBOC, D.SUE_DIRECTLY}
REPORT = Event(loan=LOAN, kind=EventKind.REPORTED_ADVERSE, date=date(2025, 2, 20), person="one")
NOTICE = Event(loan=LOAN, kind=EventKind.PRIOR_NOTICE_ADVERSE, date=date(2025, 2, 10), person="one")


def disputes(case: Case, person: str = "one") -> tuple[set[Any], date | None]:
    try:
        finding = find(case, Question.DISPUTE, Subject(person, LOAN))
    except Undecided:
        return set(), None
    return {D(code) for code in finding.codes}, finding.figures.get(Figure.ANSWER_DUE)


FACTS: dict[str, Any] = {
    "true": [True, False],
    "result": [None, *DisputeResult],
    "answered": [None, LAST_DAY, NEXT_DAY],
    "seen_from": [LAST_DAY, NEXT_DAY],
    "kind": [DisputeKind.OBJECTION, DisputeKind.PBOC_COMPLAINT],
    "by": ["one", "other"],
}


def objected(facts: Any) -> Any:
    made = Dispute(
        kind=facts.kind, date=MADE, by=facts.by, to="lender", loan=LOAN, entry_true=facts.true,
        answered=facts.answered, result=facts.result,
    )  # fmt: skip
    case = a_case(
        as_of=facts.seen_from, loans=(a_loan(consent_report_written={"one": True}),), roles=(a_role("one"),),
        persons=(a_person("other"),), events=(REPORT, NOTICE), disputes=(made,),
    )  # fmt: skip
    return disputes(case)


def objection_table(facts: Any) -> Any:
    """Founded by the truth and not by the answer; late, or wrongly kept, it may be taken further."""
    if facts.kind is not DisputeKind.OBJECTION or facts.by == "other":
        return set(), None
    codes = {D.OBJECTION_UNFOUNDED, D.STATEMENT_RIGHT} if facts.true else {D.OBJECTION_FOUNDED}
    if facts.result is DisputeResult.CANNOT_BE_DECIDED:
        codes = {D.OBJECTION_UNDETERMINED_NOTE}
    open_still = facts.answered is None
    late = (facts.seen_from if open_still else facts.answered) > LAST_DAY
    if open_still:
        codes |= {D.ANSWER_DUE}
    if late:
        codes |= {D.ANSWER_LATE} | FURTHER
    if facts.result is DisputeResult.CONFIRMED and not facts.true:
        codes |= FURTHER
    return codes, LAST_DAY if open_still else None


def sensible(facts: Any) -> bool:
    """What is answered has a result that fits the truth or keeps a wrong entry; nothing is answered after today."""
    if facts.answered is None:
        return facts.result is None
    fits = facts.result is not DisputeResult.CORRECTED or not facts.true
    return facts.result is not None and fits and facts.answered <= facts.seen_from


@pytest.mark.parametrize("by", FACTS["by"])
def test_an_objection_is_judged_by_the_truth_and_answered_within_twenty_days(by: str) -> None:
    agree(filter(sensible, every_combination({**FACTS, "by": [by]})), objected, objection_table)


@pytest.mark.parametrize("made", [date(2025, 1, 12), date(2024, 2, 9), date(2025, 9, 12), date(2025, 12, 20)])
def test_the_answer_is_due_on_the_twentieth_day_whatever_day_that_is(made: date) -> None:
    due = date.fromordinal(made.toordinal() + 20)
    for seen, late in ((made, False), (due, False), (due + timedelta(days=1), True)):
        one = Dispute(kind=DisputeKind.OBJECTION, date=made, by="one", to="lender", loan=LOAN, entry_true=False)
        loan = a_loan(final_due=date(2026, 9, 10), consent_report_written={"one": True})
        codes, answer_due = disputes(a_case(as_of=seen, loans=(loan,), roles=(a_role("one"),), disputes=(one,)))
        assert (answer_due, D.ANSWER_LATE in codes) == (due, late)


FAULTS: dict[str, Any] = {
    "reported_on": [None, date(2025, 2, 20)],
    "consent": [True, False],
    "notice": [None, ("one", date(2025, 2, 20)), ("one", date(2025, 2, 21)), ("other", date(2025, 2, 10))],
    "query_consent": [None, True, False],
    "queried": ["one", "other"],
    "role": [RoleKind.BORROWER, RoleKind.CO_BORROWER, RoleKind.GUARANTOR],
}


def faulty(facts: Any) -> Any:
    events = []
    if facts.reported_on:
        events.append(Event(loan=LOAN, kind=EventKind.REPORTED_ADVERSE, date=facts.reported_on, person="one"))
    if facts.notice:
        who, day = facts.notice
        events.append(Event(loan=LOAN, kind=EventKind.PRIOR_NOTICE_ADVERSE, date=day, person=who))
    query = () if facts.query_consent is None else (
        Query(by="lender", subject=facts.queried, date=date(2025, 3, 3), written_consent=facts.query_consent),
    )  # fmt: skip
    roles = (a_role("one", facts.role), *((a_role("main"),) if facts.role is not RoleKind.BORROWER else ()))
    case = a_case(
        persons=(a_person("other"),), loans=(a_loan(consent_report_written={"one": facts.consent}),), roles=roles,
        guarantees=(a_guarantee("one"),) if facts.role is RoleKind.GUARANTOR else (), queries=query,
        events=tuple(events),
    )  # fmt: skip
    return disputes(case)[0]


def fault_table(facts: Any) -> Any:
    """Supplied without written consent or without notice before, or looked into without consent."""
    noticed = facts.notice is not None and facts.notice[0] == "one" and facts.notice[1] < date(2025, 2, 20)
    supplied = facts.reported_on is not None and not (facts.consent and noticed)
    looked = facts.query_consent is False and facts.queried == "one"
    return FURTHER if supplied or looked else set()


def test_whose_record_was_dealt_with_wrongly_may_complain_and_sue() -> None:
    same_day = ("one", date(2025, 2, 20))
    combinations = (one for one in every_combination(FAULTS) if one.notice != same_day)
    agree(combinations, faulty, fault_table)


NAMES: dict[str, Any] = {
    "kind": [RoleKind.NAMED_BY_IMPERSONATION, RoleKind.CO_BORROWER, RoleKind.GUARANTOR],
    "hand": [Signature.FORGED, Signature.BY_AGENT_WITHOUT_AUTHORITY, Signature.GENUINE],
    "ratified_on": [None, date(2025, 1, 20)],
    "entered": [False, True],
    "beside_a_borrower": [False, True],
}


def stolen(facts: Any) -> Any:
    act = {
        "signature": facts.hand, "signed_by": "main", "ratified_on": facts.ratified_on, "apparent_authority": False,
        "identity_check_by_self": False,
    }  # fmt: skip
    victim = a_role("one", facts.kind, act=act)
    case = a_case(
        persons=(a_person("main"),), roles=(a_role("main"), victim) if facts.beside_a_borrower else (victim,),
        events=(REPORT, NOTICE) if facts.entered else (), loans=(a_loan(consent_report_written={"one": True}),),
        guarantees=(a_guarantee("one"),) if facts.kind is RoleKind.GUARANTOR else (),
    )  # fmt: skip
    return disputes(case)[0]


def stolen_table(facts: Any) -> Any:
    """The police for a stolen name, fraud where the whole loan was taken in it, an objection where it is entered."""
    if facts.ratified_on is not None or facts.hand is Signature.GENUINE:
        return set()
    codes = {D.POLICE_REPORT_ADVISED}
    if facts.kind is RoleKind.NAMED_BY_IMPERSONATION and not facts.beside_a_borrower:
        codes |= {D.FRAUD_CHAPTER}
    if facts.entered:
        codes |= {D.OBJECTION_FOUNDED}
    return codes


def test_whose_name_was_stolen_goes_to_the_police_and_objects_to_the_entry() -> None:
    combinations = every_combination(NAMES)
    impersonated = RoleKind.NAMED_BY_IMPERSONATION
    tried = (one for one in combinations if one.kind is not impersonated or one.hand is not Signature.GENUINE)
    agree((one for one in tried if one.kind is impersonated or one.beside_a_borrower), stolen, stolen_table)
