"""What a lawyer takes for granted of debts: a ground for each, an own hand behind it, nothing won by coming late."""

from datetime import date

from dateutil.relativedelta import relativedelta

from autograder.fact_kinds import (
    CreditorActKind,
    GuaranteeForm,
    RoleKind,
    Signature,
    VoidReason,
)
from autograder.facts import Case, CreditorAct, Guarantee
from autograder.vocabulary import Code, Figure, Liability, Question
from tests.space.altered import replaced
from tests.space.asked import answers, debts, owing
from tests.space.pool import Pool, over_cases

_GUARANTEES = {Liability.GUARANTEE_JOINT, Liability.GUARANTEE_GENERAL}
_BY_CONTRACT = {Liability.BORROWER_FULL, Liability.JOINT_DEBTOR_FULL}


def _who(case: Case, plural: str, *fields: str) -> set[tuple[str, str]]:
    """Persons and loans that some plural part of a case brings together."""
    return {(getattr(one, field), one.loan) for one in getattr(case, plural) for field in fields}


def _married(case: Case) -> set[str]:
    return {id for tie in case.marriages for id in (tie.a, tie.b)}


@over_cases
def test_nobody_without_any_role_tie_or_promise_owes(cases: Pool) -> None:
    def holds(case: Case) -> bool:
        loans = [loan.id for loan in case.loans]
        tied = {role.person for role in case.roles} | {role.act.signed_by for role in case.roles} | _married(case)
        tied |= {one.heir for one in case.inheritances} | {id for step in case.court for id in step.persons}
        tied |= {one for one, _ in _who(case, "accessions", "person") | _who(case, "debt_transfers", "to_person")}
        tied |= {one for one, _ in _who(case, "collaterals", "owner")}
        free = {person.id for person in case.persons} - tied
        return all(debts(case)[one, loan] == {Liability.NONE} for one in free for loan in loans)

    cases.all(holds)


@over_cases
def test_everybody_who_owes_has_a_ground_for_it(cases: Pool) -> None:
    def holds(case: Case) -> bool:
        return all(_grounds(case, *who)[code] for who, given in owing(case).items() for code in given)

    cases.all(holds)


def _grounds(case: Case, person: str, loan: str) -> dict[Code, bool]:
    """For each code, whether the facts have anything on which it could rest."""
    who = (person, loan)
    named = {role.kind for role in case.roles if (role.person, role.loan) == who}
    promised = who in _who(case, "accessions", "person")
    taken_over = who in _who(case, "debt_transfers", "to_person")
    guaranteed = who in _who(case, "guarantees", "guarantor")
    borrowed = bool(named & {RoleKind.BORROWER, RoleKind.NOMINAL_BORROWER, RoleKind.NAMED_BY_IMPERSONATION})
    shares = [one for one in case.loans if one.id == loan and person in one.share_clause_towards_lender]
    signed_for_another = any(role.act.signed_by == person and role.loan == loan for role in case.roles)
    return {
        Liability.BORROWER_FULL: borrowed or bool(shares) or taken_over or RoleKind.TRUE_USER in named,
        Liability.JOINT_DEBTOR_FULL: RoleKind.CO_BORROWER in named,
        Liability.ACCESSION_JOINT_CAPPED: promised or taken_over or bool(named & {RoleKind.DEBT_ACCESSOR}),
        Liability.GUARANTEE_JOINT: guaranteed or promised,
        Liability.GUARANTEE_GENERAL: guaranteed or promised,
        Liability.SPOUSE_JOINT_DEBT: person in _married(case),
        Liability.ESTATE_LIMITED: RoleKind.HEIR in named or any(one.heir == person for one in case.inheritances),
        Liability.COLLATERAL_LIMITED: who in _who(case, "collaterals", "owner"),
        Liability.RESTITUTION_ONLY: borrowed or bool(named & {RoleKind.CO_BORROWER, RoleKind.TRUE_USER}),
        Liability.FAULT_DAMAGES: guaranteed or RoleKind.ACCOUNT_LENDER in named,
        Liability.IMPOSTOR_LIABLE: signed_for_another,
    }


@over_cases
def test_a_released_guarantor_never_also_owes_as_guarantor(cases: Pool) -> None:
    def holds(case: Case) -> bool:
        exclusive = {*_GUARANTEES, Liability.GUARANTEE_RELEASED}
        return all(len(given & exclusive) < 2 for given in debts(case).values())

    cases.all(holds)


@over_cases
def test_none_never_stands_beside_a_debt(cases: Pool) -> None:
    def holds(case: Case) -> bool:
        return all(given == {Liability.NONE} or Liability.NONE not in given for given in debts(case).values())

    cases.all(holds)


@over_cases
def test_a_forged_name_never_owes_by_contract(cases: Pool) -> None:
    def holds(case: Case) -> bool:
        forged = {"signature": Signature.FORGED, "ratified_on": None, "apparent_authority": False}
        acts = [replaced(role.act, **forged, identity_check_by_self=False) for role in case.roles]
        roles = tuple(replaced(role, act=act) for role, act in zip(case.roles, acts, strict=True))
        changed = replaced(case, roles=roles, debt_transfers=(), accessions=())
        bound = {Liability.BORROWER_FULL, Liability.JOINT_DEBTOR_FULL, *_GUARANTEES}
        users = _named(case, RoleKind.TRUE_USER)
        return not any(given & bound for who, given in debts(changed).items() if who not in users)

    cases.all(holds)


def _named(case: Case, *kinds: RoleKind) -> set[tuple[str, str]]:
    return {(role.person, role.loan) for role in case.roles if role.kind in kinds}


@over_cases
def test_a_child_under_eight_never_owes_by_contract(cases: Pool) -> None:
    def holds(case: Case) -> bool:
        child, *others = case.persons
        days = [loan.signed for loan in case.loans]
        born = min(days) - relativedelta(years=3)
        if born + relativedelta(years=8) <= max(days):
            return True
        promises = tuple(one for one in case.accessions if one.person != child.id)
        persons = (replaced(child, born=born, died=None, is_org=False), *others)
        young = replaced(case, persons=persons, accessions=promises, debt_transfers=())
        return not any(debts(young)[child.id, loan.id] & _BY_CONTRACT for loan in case.loans)

    cases.all(holds)


@over_cases
def test_nobody_owes_a_void_loan_as_borrower(cases: Pool) -> None:
    def holds(case: Case) -> bool:
        void = tuple(replaced(loan, void_reason=VoidReason.RELENDING) for loan in case.loans)
        return not any(given & _BY_CONTRACT for given in debts(replaced(case, loans=void)).values())

    cases.all(holds)


@over_cases
def test_a_spoken_guarantee_never_binds(cases: Pool) -> None:
    def holds(case: Case) -> bool:
        oral = tuple(replaced(one, form=GuaranteeForm.ORAL, new_guarantee_contract=False) for one in case.guarantees)
        after = debts(replaced(case, guarantees=oral, accessions=()))
        return not any(after[one.guarantor, one.loan] & _GUARANTEES for one in oral)

    cases.all(holds)


@over_cases
def test_a_demand_after_the_guarantee_period_changes_no_code(cases: Pool) -> None:
    def holds(case: Case) -> bool:
        ends = {
            (key.person, key.loan): answer.figures.get(Figure.PERIOD_END)
            for key, answer in answers(case, Question.LIABILITY).items()
            if Liability.GUARANTEE_RELEASED in answer.codes
        }
        late = tuple(_asked(one, case.as_of, ends.get((one.guarantor, one.loan))) for one in case.guarantees)
        return debts(case) == debts(replaced(case, guarantees=late))

    cases.all(holds)


def _asked(one: Guarantee, on: date, end: date | None) -> Guarantee:
    """The guarantee, with a demand on a day if that is after the end of its period."""
    if end is None or end >= on:
        return one
    act = CreditorAct(kind=CreditorActKind.DEMANDED_GUARANTOR, date=on, served_guarantor=True)
    late: Guarantee = replaced(one, creditor_acts=(*one.creditor_acts, act))
    return late
