"""A case as facts of a logic program: what there is, and `kind(case, id, field, value)` for what is said of it.

Said are only values that say something: what is unknown, absent, false, zero or "none" is left out, because the
programs read silence as "no". Days are ordinals, sums are counted in tenths of a fen, identifiers are strings.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from autograder.fact_kinds import Capacity
from autograder.facts import Case
from autograder.stated import Unstated, raw

_UNITS = 1000
_LARGEST = 2**31 - 1

_LOAN = (
    "signed", "product", "final_due", "accelerated_on", "grace_days", "within_daily_needs", "lender_knew_illegal_use",
    "creditor_agreed_personal_debt", "void_reason", "sham_with_lender", "purpose_actual", "nominal", "filed_on",
    "rate_apr", "overdue_rate_apr", "all_in_cost_apr",
)  # fmt: skip
_LENDER = ("kind", "pboc_connected", "cba_member", "repeat_lender_to_public")
_PERSON = ("born", "died", "adult_capacity", "self_supporting_by_labour")
_ACT = (
    "signature", "signed_by", "consent_defect", "lender_knew_or_should", "duress_ended_on", "knew_of_defect_on",
    "avoidance_sued_on", "avoided_by_court_on", "waived_avoidance", "suited_to_age", "kept_money",
    "apparent_authority", "ratified_on", "identity_check_by_self",
)  # fmt: skip
_GUARANTEE = (
    "formed", "form", "type_words", "period_words", "period_end", "main", "fault", "committee_vote", "family_benefit",
    "forbids_assignment", "forbids_transfer_release", "enforcement_exhausted", "new_guarantee_contract", "scope_cap",
)  # fmt: skip
_PLEA = ("debtor_missing_no_assets", "bankruptcy_accepted", "creditor_proves_insolvency", "waived_in_writing")
_VARIATION = ("kind", "date", "guarantor_written_consent", "new_due", "delta", "guarantor_knew_rollover")
_ACCESSION = ("date", "form", "told", "words", "creditor_rejected", "scope")
_MARRIAGE = ("since", "until", "end", "regime", "separated_from")
_EVENT = ("person", "amount", "instalment", "before_due", "new_due", "terms_clear", "lapses_on_breach")
_CONTACT = (
    "actor", "channel", "connected", "target_refused_before", "debtor_status_then", "data_source",
    "target_offered_to_pay", "time_agreed",
)  # fmt: skip


def program(cases: Iterable[Case]) -> str:
    """The facts of several cases, numbered from 0 by their first argument."""
    return "\n".join(line for number, case in enumerate(cases) for line in _case(number, case))


def _case(c: int, case: Case) -> Iterator[str]:
    yield f"case({c}). as_of({c},{case.as_of.toordinal()})."
    yield from _people(c, case)
    yield from _loans(c, case)
    yield from _roles(c, case)
    yield from _guarantees(c, case)
    yield from _promises(c, case)
    yield from _happenings(c, case)
    yield from _courts(c, case)


def _people(c: int, case: Case) -> Iterator[str]:
    for person in case.persons:
        who = _term(person.id)
        yield f"person({c},{who})."
        yield from _said("person", c, who, person, _PERSON)
        if raw(person, "adult_capacity") is Capacity.NONE:
            yield f"person({c},{who},adult_capacity,lost)."
        if person.is_org:
            yield f"organisation({c},{who})."
        if person.is_org and not _silent(raw(person, "org_kind")):
            yield f"organisation({c},{who},{raw(person, 'org_kind')})."
        yield from _entries("represented", c, who, raw(person, "legal_rep_act"))
    for tie in case.relations:
        yield f"tie({c},{_term(tie.a)},{_term(tie.b)},{tie.kind})."
    for number, marriage in enumerate(case.marriages):
        yield f"couple({c},{number},{_term(marriage.a)},{_term(marriage.b)})."
        yield from _said("marriage", c, number, marriage, _MARRIAGE)
        yield from _entries("knew_regime", c, number, raw(marriage, "lender_knew_regime"))
    for number, left in enumerate(case.inheritances):
        yield f"leaves({c},{number},{_term(left.deceased)},{_term(left.heir)})."
        yield from _said("inheritance", c, number, left, ("disclaimed_on", "estate_dealt_with_on"))


def _loans(c: int, case: Case) -> Iterator[str]:
    lenders = {lender.id: lender for lender in case.lenders}
    for loan in case.loans:
        which = _term(loan.id)
        yield f"loan({c},{which},{_term(loan.lender)})."
        yield from _said("loan", c, which, loan, _LOAN)
        if loan.received > 0:
            yield f"loan({c},{which},paid_out,true)."
        yield from _said("lender", c, which, lenders[loan.lender], _LENDER)
        yield from (f"instalment({c},{which},{part.no},{part.due.toordinal()})." for part in loan.instalments)
        yield from _entries("consented", c, which, raw(loan, "consent_report_written"))
        for person, sum in raw(loan, "share_clause_towards_lender").items():
            yield f"share({c},{which},{_term(person)}). share({c},{which},{_term(person)},{_term(sum)})."
        if loan.assigned is not None:
            yield f"assigned({c},{which},{loan.assigned.date.toordinal()})."


def _roles(c: int, case: Case) -> Iterator[str]:
    for number, role in enumerate(case.roles):
        yield f"role({c},{number},{_term(role.person)},{_term(role.loan)},{role.kind})."
        yield from _said("act", c, number, role.act, _ACT)
        if raw(role, "lender_knew_true_user") is True:
            yield f"act({c},{number},lender_knew_true_user,true)."


def _guarantees(c: int, case: Case) -> Iterator[str]:
    for number, guarantee in enumerate(case.guarantees):
        yield f"vouches({c},{number},{_term(guarantee.guarantor)},{_term(guarantee.loan)})."
        yield from _said("guarantee", c, number, guarantee, _GUARANTEE)
        yield from _said("guarantee", c, number, guarantee.plea_exceptions, _PLEA)
        for order, act in enumerate(guarantee.creditor_acts):
            served = _term(raw(act, "served_guarantor") is True)
            yield f"creditor_act({c},{number},{order},{act.kind},{act.date.toordinal()},{served})."
        for order, change in enumerate(guarantee.variations):
            yield f"variation({c},{number},{order})."
            yield from _said("variation", c, f"{number},{order}", change, _VARIATION)


def _promises(c: int, case: Case) -> Iterator[str]:
    for number, joined in enumerate(case.accessions):
        yield f"joins({c},{number},{_term(joined.person)},{_term(joined.loan)})."
        yield from _said("accession", c, number, joined, _ACCESSION)
    for number, thing in enumerate(case.collaterals):
        yield f"charged({c},{number},{_term(thing.owner)},{_term(thing.loan)})."
        yield from _said("collateral", c, number, thing, ("given_up_on",))
    for number, moved in enumerate(case.debt_transfers):
        old, new = _term(moved.from_person), _term(moved.to_person)
        yield f"handed_on({c},{number},{_term(moved.loan)},{old},{new},{moved.date.toordinal()})."
        yield from _said("handed_on", c, number, moved, ("share", "creditor_consented"))
    for act in case.spouse_acts:
        yield f"spouse_act({c},{_term(act.spouse)},{_term(act.loan)},{act.kind})."
    for proof in case.joint_use_proofs:
        if raw(proof, "by_creditor") is True:
            yield f"proved({c},{_term(proof.loan)},{proof.of})."


def _happenings(c: int, case: Case) -> Iterator[str]:
    for number, event in enumerate(case.events):
        yield f"event({c},{number},{_term(event.loan)},{event.kind},{event.date.toordinal()})."
        yield from _said("event", c, number, event, _EVENT)
    for number, entry in enumerate(case.month_entries):
        month, level = entry.month.toordinal(), raw(entry, "level")
        owed = _term(raw(entry, "overdue_amount"))
        yield f"month({c},{number},{_term(entry.person)},{_term(entry.loan)},{month},{owed},{level})."
    for number, contact in enumerate(case.contacts):
        at: datetime = raw(contact, "at")
        moment = f"{at.date().toordinal()},{at.hour * 60 + at.minute}"
        yield f"contact({c},{number},{_term(contact.target)},{_term(contact.loan)},{moment})."
        yield from _said("contact", c, number, contact, _CONTACT)
        yield from (f"said({c},{number},{what})." for what in contact.content)


def _courts(c: int, case: Case) -> Iterator[str]:
    for number, step in enumerate(case.court):
        yield f"court({c},{number},{step.event},{step.date.toordinal()})."
        yield from (f"court_names({c},{number},{_term(person)})." for person in step.persons)
        if not _silent(raw(step, "ground")):
            yield f"court_ground({c},{number},{raw(step, 'ground')})."
        if step.loan is not None:
            yield f"court_loan({c},{number},{_term(step.loan)})."
    for number, dispute in enumerate(case.disputes):
        about = _term(dispute.loan) if dispute.loan is not None else "unsaid"
        yield f"dispute({c},{number},{_term(dispute.by)},{about},{dispute.kind},{dispute.date.toordinal()})."
        truth = raw(dispute, "entry_true")
        if dispute.result is not None and not _silent(raw(dispute, "answered")):
            yield f"dispute({c},{number},answered,{dispute.result})."
            yield f"dispute({c},{number},answered_on,{raw(dispute, 'answered').toordinal()})."
        if isinstance(truth, bool):
            yield f"dispute({c},{number},entry_true,{_term(truth)})."
    for query in case.queries:
        consent = _term(raw(query, "written_consent") is True)
        yield f"query({c},{_term(query.by)},{_term(query.subject)},{query.date.toordinal()},{consent})."


def _said(kind: str, c: int, id: object, fact: Any, fields: tuple[str, ...]) -> Iterator[str]:
    for field in fields:
        value = raw(fact, field)
        if not _silent(value):
            yield f"{kind}({c},{id},{field},{_term(value)})."


def _entries(kind: str, c: int, id: object, entries: Mapping[str, Any]) -> Iterator[str]:
    for key, value in entries.items():
        if not _silent(value):
            yield f"{kind}({c},{id},{_term(key)},{_term(value)})."


def _silent(value: Any) -> bool:
    return value is None or value is False or value == "none" or isinstance(value, Unstated)


def _term(value: Any) -> str:
    """A value as a term: constants for kinds, numbers for days and sums, strings for identifiers."""
    if isinstance(value, Unstated):
        return "unknown"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return str(value.toordinal())
    if isinstance(value, Decimal):
        return str(_units(value))
    return str(value)


def _units(sum: Decimal) -> int:
    units = int((sum * _UNITS).to_integral_value())
    if abs(units) > _LARGEST:
        raise ValueError(f"too large a sum for the second solver: {sum}")
    return units
