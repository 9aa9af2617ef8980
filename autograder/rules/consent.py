"""Whether a name on a contract binds its owner: whose hand, of what age, of what free will (LIA-05, 06, 07, 09).

The tests come first, then the rules, each once for the loan contract and once for the guarantee: what frees a person
from the one does not free the same person from the other. Contracts of before 2021 stood under the same rules
(Contract Law and General Provisions), so none of these is bounded in time.
"""

from collections.abc import Iterator
from datetime import date

from dateutil.relativedelta import relativedelta

from autograder.fact_kinds import Capacity, ConsentDefect, LegalRepresentativeAct, RelationKind, RoleKind, Signature
from autograder.facts import Case, DebtTransfer, Person, Role
from autograder.rulebook import Step, Subject, figure
from autograder.rules.lookup import loan_of, person, role_of, transfers_of
from autograder.rules.nullity import void
from autograder.rules.periods import period_end
from autograder.vocabulary import Figure

CONTRACT_ROLES = (
    RoleKind.BORROWER, RoleKind.CO_BORROWER, RoleKind.NOMINAL_BORROWER, RoleKind.NAMED_BY_IMPERSONATION,
)  # fmt: skip
"""The roles of those whose name stands on the loan contract as a borrower's, in the order of the decision table."""

PARTY_ROLES = {*CONTRACT_ROLES, RoleKind.GUARANTOR, RoleKind.DEBT_ACCESSOR, RoleKind.COLLATERAL_PROVIDER}
"""The roles of those who are named as having promised something to the lender."""

_NOT_HIS_HAND = {Signature.FORGED, Signature.BY_AGENT_WITHOUT_AUTHORITY}
_APPROVED = {LegalRepresentativeAct.CONSENTED, LegalRepresentativeAct.RATIFIED}
_PARENT_SIGNS_AS = {RoleKind.BORROWER, RoleKind.CO_BORROWER, RoleKind.GUARANTOR}


def contract_role(case: Case, subject: Subject) -> Role | None:
    """The person's role as a borrower of some kind; the first in table order if there are several."""
    found = (role_of(case, subject, kind) for kind in CONTRACT_ROLES)
    return next((role for role in found if role is not None), None)


def signed_by_nobody(role: Role) -> bool:
    """The name is on the paper, but no hand put it there, neither his nor another's (CC 490(1))."""
    if role.kind is RoleKind.NAMED_BY_IMPERSONATION or _checked_himself(role):
        return False
    return role.act.signature is Signature.NONE


def signed_by_another(role: Role) -> bool:
    """Somebody else used the name without authority. Who did the face scan himself has acted himself (LIA-06)."""
    if role.kind is RoleKind.NAMED_BY_IMPERSONATION:
        return True
    return not _checked_himself(role) and role.act.signature in _NOT_HIS_HAND


def _checked_himself(role: Role) -> bool:
    return role.kind is RoleKind.NOMINAL_BORROWER and role.act.identity_check_by_self


def ratified(case: Case, role: Role) -> bool:
    """The person named has adopted the act by now; silence is no adoption (CC 171(2))."""
    return role.act.ratified_on is not None and role.act.ratified_on <= case.as_of


def adopted(case: Case, role: Role) -> bool:
    """Ratified, or covered by an appearance of authority on which the lender could rely (CC 172)."""
    return ratified(case, role) or role.act.apparent_authority


def incapable(one: Person, on: date) -> bool:
    """Under eight, or found to have no capacity: no act of his has any force (CC 20, 21, 144)."""
    return (one.born is not None and _age(one.born, on) < 8) or one.adult_capacity is Capacity.NONE


def limited(one: Person, on: date) -> bool:
    """Eight to seventeen and not living on wages at sixteen or seventeen, or an adult found limited (CC 18, 19, 22)."""
    if one.born is None or _age(one.born, on) >= 18:
        return one.adult_capacity is Capacity.LIMITED
    return not (_age(one.born, on) >= 16 and one.self_supporting_by_labour)


def _age(born: date, on: date) -> int:
    return relativedelta(on, born).years


def approved(case: Case, one: Person, loan: str) -> bool:
    """A parent or guardian agreed, beforehand or afterwards; signing the same loan himself is agreeing (CC 145)."""
    signed = any(_parent_signed(role) for role in _roles_of_parents(case, one, loan))
    return signed or one.legal_rep_act[loan] in _APPROVED


def _roles_of_parents(case: Case, one: Person, loan: str) -> Iterator[Role]:
    ties = [tie for tie in case.relations if tie.kind is RelationKind.PARENT_CHILD and one.id in {tie.a, tie.b}]
    parents = {id for tie in ties for id in (tie.a, tie.b)} - {one.id}
    guardians = {role.person for role in case.roles if role.kind is RoleKind.GUARDIAN and role.loan == loan}
    yield from (role for role in case.roles if role.loan == loan and role.person in parents | guardians)


def _parent_signed(role: Role) -> bool:
    return role.kind in _PARENT_SIGNS_AS and role.act.signature is Signature.GENUINE


def lacks_approval(case: Case, role: Role, on: date) -> bool:
    """The person could not bind himself on that day, nobody approved, and the act does not suit his age."""
    one = person(case, role.person)
    if incapable(one, on):
        return True
    return limited(one, on) and not role.act.suited_to_age and not approved(case, one, role.loan)


def avoided(case: Case, role: Role) -> bool:
    """A court or tribunal has set the act aside by now."""
    return role.act.avoided_by_court_on is not None and role.act.avoided_by_court_on <= case.as_of


def kept_something(role: Role) -> bool:
    """Some of the loan money stayed with the person."""
    return role.act.kept_money is not None and role.act.kept_money > 0


def binds(case: Case, role: Role, on: date) -> bool:
    """Whether the person stands bound by an act of that day, all defences of this file considered."""
    if signed_by_nobody(role) or (signed_by_another(role) and not adopted(case, role)):
        return False
    return not lacks_approval(case, role, on) and not avoided(case, role)


def handed_on_wholly(case: Case, role: Role) -> bool:
    """The person handed the whole loan on to another with the creditor's consent (CC 551)."""
    subject = Subject(role.person, role.loan)
    given = [one for one in transfers_of(case, subject) if one.from_person == role.person and one.creditor_consented]
    return any(one.share is None or one.share >= loan_of(case, subject).nominal for one in given)


def took_over(case: Case, subject: Subject) -> tuple[DebtTransfer, ...]:
    """What the person took over, with the creditor's consent, from a borrower who owed it."""
    taken = (one for one in transfers_of(case, subject) if one.to_person == subject.person and one.creditor_consented)
    return tuple(one for one in taken if _owed_by(case, Subject(one.from_person, subject.loan)))


def _owed_by(case: Case, subject: Subject) -> bool:
    role = contract_role(case, subject)
    return role is not None and owes_as_borrower(case, role, before_transfer=True)


def owes_as_borrower(case: Case, role: Role, *, before_transfer: bool = False) -> bool:
    """Whether a borrower's name makes him a debtor; the front man of a lender who knew is not counted (U6)."""
    loan = loan_of(case, Subject(role.person, role.loan))
    if role.kind is RoleKind.NOMINAL_BORROWER and role.lender_knew_true_user:
        return False
    if not before_transfer and handed_on_wholly(case, role):
        return False
    return not void(case, loan) and binds(case, role, loan.signed)


def dead_debtors(case: Case, subject: Subject) -> list[str]:
    """Others who promised something on the loan and have died by now."""
    named = dict.fromkeys(
        role.person for role in case.roles
        if role.loan == subject.loan and role.kind in PARTY_ROLES and role.person != subject.person
    )  # fmt: skip
    days = {id: person(case, id).died for id in named}
    return [id for id, day in days.items() if day is not None and day <= case.as_of]


def attackable(case: Case, role: Role, on: date) -> Iterator[Step]:
    """The person may still have an act of that day set aside; yields the last day as a figure (CC 147 to 152)."""
    act = role.act
    yield "consent_defective", act.consent_defect is not ConsentDefect.NONE
    by_third = act.consent_defect is ConsentDefect.FRAUD_BY_THIRD
    yield "lender_answers_for_defect", not by_third or act.lender_knew_or_should
    yield "right_not_waived", not act.waived_avoidance
    yield "not_avoided_yet", not avoided(case, role)
    until = _avoidance_until(role, on)
    yield "attacked_in_time", (act.avoidance_sued_on or case.as_of) <= until, {"until": until}
    yield figure(Figure.AVOIDANCE_UNTIL, until)


def _avoidance_until(role: Role, on: date) -> date:
    """One year from knowing (from the end of duress), ninety days for a mistake, five years from the act at most."""
    act = role.act
    last = period_end(on, years=5)
    start = act.duress_ended_on if act.consent_defect is ConsentDefect.DURESS else act.knew_of_defect_on
    if start is None:
        return last
    if act.consent_defect is ConsentDefect.SERIOUS_MISTAKE:
        return min(last, period_end(start, days=90))
    return min(last, period_end(start, years=1))
