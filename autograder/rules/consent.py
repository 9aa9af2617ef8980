"""Whether a name on a contract binds its owner: whose hand, of what age, of what free will (LIA-05, 06, 07, 09).

The tests come first, then the rules, each once for the loan contract and once for the guarantee: what frees a person
from the one does not free the same person from the other. Contracts of before 2021 stood under the same rules
(Contract Law and General Provisions), so none of these is bounded in time.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from dateutil.relativedelta import relativedelta

from autograder.fact_kinds import Capacity, ConsentDefect, LegalRepresentativeAct, RelationKind, RoleKind, Signature
from autograder.facts import Case, DebtTransfer, Loan, Person, Role
from autograder.rulebook import Step, Subject, figure
from autograder.rules.adoption import adopted
from autograder.rules.lookup import borrowers, loan_of, marriages_of, person, role_of, transfers_of
from autograder.rules.nullity import void
from autograder.rules.periods import period_end
from autograder.vocabulary import Figure

CONTRACT_ROLES = (
    RoleKind.BORROWER, RoleKind.CO_BORROWER, RoleKind.NOMINAL_BORROWER, RoleKind.NAMED_BY_IMPERSONATION,
)  # fmt: skip
"""The roles of those whose name stands on the loan contract as a borrower's, in the order of the decision table."""

PARTY_ROLES = {*CONTRACT_ROLES, RoleKind.GUARANTOR, RoleKind.DEBT_ACCESSOR, RoleKind.COLLATERAL_PROVIDER}
"""The roles of those who are named as having promised something to the lender."""

AVOIDANCE = ("CC/147", "CC/148", "CC/149", "CC/150", "CC/151", "CC/152")
"""The articles on acts without a free will, and on the time within which a court may be asked to undo them."""

_MAY_OWE = {*PARTY_ROLES, RoleKind.TRUE_USER}
_NOT_HIS_HAND = {Signature.FORGED, Signature.BY_AGENT_WITHOUT_AUTHORITY}
_APPROVED = {LegalRepresentativeAct.CONSENTED, LegalRepresentativeAct.RATIFIED}
_PARENT_SIGNS_AS = {RoleKind.BORROWER, RoleKind.CO_BORROWER, RoleKind.GUARANTOR}


def contract_role(case: Case, subject: Subject) -> Role | None:
    """The person's role as a borrower of some kind; of several, in table order, the first that binds most."""
    found = [role for role in (role_of(case, subject, kind) for kind in CONTRACT_ROLES) if role is not None]
    if len(found) < 2:
        return found[0] if found else None
    return min(found, key=lambda role: _force(case, role))


def _force(case: Case, role: Role) -> int:
    """How little a name on the contract does: 0 where it binds, most where it is nobody's act."""
    fronted = role.kind is RoleKind.NOMINAL_BORROWER and role.lender_knew_true_user
    if binds(case, role, loan_of(case, Subject(role.person, role.loan)).signed):
        return 2 if fronted else 0
    if signed_by_nobody(role) or (signed_by_another(role) and not adopted(case, role)):
        return 4
    return 3 if avoided(case, role) and not received_money(case, role) else 1


def signed_by_nobody(role: Role) -> bool:
    """The name is on the paper, but no hand put it there, neither his nor another's (CC 490(1))."""
    if role.kind is RoleKind.NAMED_BY_IMPERSONATION or role.act.signature is not Signature.NONE:
        return False
    return not role.act.identity_check_by_self


def signed_by_another(role: Role) -> bool:
    """Somebody else used the name without authority. Who did the face scan himself has acted himself (LIA-06)."""
    if role.kind is RoleKind.NAMED_BY_IMPERSONATION:
        return True
    return role.act.signature in _NOT_HIS_HAND and not role.act.identity_check_by_self


def incapable(one: Person, on: date) -> bool:
    """Under eight, or found to have no capacity: no act of his has any force (CC 20, 21, 144)."""
    return not one.is_org and ((one.born is not None and _age(one.born, on) < 8) or one.adult_capacity is Capacity.NONE)


def limited(one: Person, on: date) -> bool:
    """Under eighteen and not living on wages at sixteen or seventeen, or found limited (CC 18, 19, 22)."""
    counts_as_adult = one.born is None or _age(one.born, on) >= 18 or adult_by_wages(one, on)
    return not one.is_org and (not counts_as_adult or one.adult_capacity is Capacity.LIMITED)


def adult_by_wages(one: Person, on: date) -> bool:
    """Sixteen or seventeen and living mainly on what the own work brings in (CC 18(2))."""
    return one.born is not None and 16 <= _age(one.born, on) < 18 and one.self_supporting_by_labour


def _age(born: date, on: date) -> int:
    return relativedelta(on, born).years


def approved(case: Case, one: Person, loan: str) -> bool:
    """A parent or guardian agreed, beforehand or afterwards; signing the same loan himself is agreeing (CC 145)."""
    signed = any(_parent_signed(case, role) for role in _roles_of_parents(case, one, loan))
    return signed or one.legal_rep_act[loan] in _APPROVED


def _roles_of_parents(case: Case, one: Person, loan: str) -> Iterator[Role]:
    ties = [tie for tie in case.relations if tie.kind is RelationKind.PARENT_CHILD and one.id in {tie.a, tie.b}]
    parents = {id for tie in ties for id in (tie.a, tie.b)} - {one.id}
    guardians = {r.person for r in case.roles if r.kind is RoleKind.GUARDIAN and r.loan == loan} - {one.id}
    yield from (role for role in case.roles if role.loan == loan and role.person in parents | guardians)


def _parent_signed(case: Case, role: Role) -> bool:
    if role.kind not in _PARENT_SIGNS_AS or signed_by_nobody(role):
        return False
    return not signed_by_another(role) or adopted(case, role)


def lacks_approval(case: Case, role: Role, on: date) -> bool:
    """The person could not bind himself on that day, nobody approved, and the act does not suit his age."""
    one = person(case, role.person)
    if incapable(one, on):
        return True
    return limited(one, on) and not role.act.suited_to_age and not approved(case, one, role.loan)


def avoided(case: Case, role: Role) -> bool:
    """A court or tribunal has set the act aside by now."""
    return role.act.avoided_by_court_on is not None and role.act.avoided_by_court_on <= case.as_of


def received_money(case: Case, role: Role) -> bool:
    """The loan was paid out to the person, as it is to the main borrower, or some of it stayed with him (CC 157)."""
    paid_out = role.kind is RoleKind.BORROWER and loan_of(case, Subject(role.person, role.loan)).received > 0
    return paid_out or kept_something(role)


def kept_something(role: Role) -> bool:
    """Some of the loan money stayed with the person."""
    return role.act.kept_money is not None and role.act.kept_money > 0


def of_age(case: Case, id: str, loan: str, on: date) -> bool:
    """The person could promise something about the loan on that day, alone or with a parent's approval."""
    one = person(case, id)
    return not incapable(one, on) and (not limited(one, on) or approved(case, one, loan))


def _own_act(case: Case, role: Role, *, form_free: bool = False) -> bool:
    """The person's own hand, or one that he adopted, and nothing that a court has set aside."""
    if (signed_by_nobody(role) and not form_free) or (signed_by_another(role) and not adopted(case, role)):
        return False
    return not avoided(case, role)


def binds(case: Case, role: Role, on: date, *, form_free: bool = False) -> bool:
    """Whether the person stands bound by an act of that day; one that is `form_free` needs no signature."""
    return _own_act(case, role, form_free=form_free) and not lacks_approval(case, role, on)


def nobody_borrowed(case: Case, loan: Loan) -> bool:
    """The loan is void, or no name on it stands for an act of its owner: there is no debt that one could join."""
    acts = _contract_acts(case, loan)
    return void(case, loan) or (bool(acts) and not any(_own_act(case, role) for role in acts))


def nobody_bound(case: Case, loan: Loan) -> bool:
    """The loan is void or binds no borrower, be it for want of age; what secures it falls with it (CC 388, 682)."""
    acts = _contract_acts(case, loan)
    return void(case, loan) or (bool(acts) and not any(binds(case, role, loan.signed) for role in acts))


def _contract_acts(case: Case, loan: Loan) -> list[Role]:
    return [role for role in case.roles if role.loan == loan.id and role.kind in CONTRACT_ROLES]


def handed_on_sum(case: Case, subject: Subject) -> Decimal:
    """How much of the loan the person handed on, with the creditor's consent, to others of age for it (CC 551)."""
    given = [one for one in transfers_of(case, subject) if one.from_person == subject.person]
    return _sum(case, subject, [one for one in given if one in took_over(case, Subject(one.to_person, one.loan))])


def taken_sum(case: Case, subject: Subject) -> Decimal:
    """How much of the loan the person took over from others with the creditor's consent."""
    return _sum(case, subject, took_over(case, subject))


def _sum(case: Case, subject: Subject, moved: Sequence[DebtTransfer]) -> Decimal:
    """What several transfers of a loan come to; one without a share moves the whole."""
    if not moved:
        return Decimal(0)
    whole = loan_of(case, subject).nominal
    return min(whole, sum((whole if one.share is None else one.share for one in moved), Decimal(0)))


def handed_on_wholly(case: Case, role: Role) -> bool:
    """The borrower handed the whole loan on with the creditor's consent, at once or part by part."""
    subject = Subject(role.person, role.loan)
    return bool(transfers_of(case, subject)) and handed_on_sum(case, subject) >= loan_of(case, subject).nominal


def took_over(case: Case, subject: Subject) -> tuple[DebtTransfer, ...]:
    """What the person, being of age for it, took over with the creditor's consent from somebody who owed it."""
    return _taken(case, subject, transfers_of(case, subject))


def _taken(case: Case, subject: Subject, moved: Sequence[DebtTransfer]) -> tuple[DebtTransfer, ...]:
    taken = [one for one in moved if one.to_person == subject.person and one.creditor_consented]
    return tuple(
        one for one in taken
        if of_age(case, subject.person, one.loan, one.date)
        and _owed_by(case, Subject(one.from_person, one.loan), _before(one, moved))
    )  # fmt: skip


def _before(one: DebtTransfer, moved: Sequence[DebtTransfer]) -> list[DebtTransfer]:
    return [other for other in moved if other is not one and other.date <= one.date]


def _owed_by(case: Case, subject: Subject, earlier: Sequence[DebtTransfer]) -> bool:
    """Whether somebody owed the loan: as a borrower, as the user known to the lender, or having taken it over."""
    role = contract_role(case, subject)
    if role is not None and owes_as_borrower(case, role, before_transfer=True):
        return True
    return user_known_to_lender(case, subject) or bool(_taken(case, subject, earlier))


def user_known_to_lender(case: Case, subject: Subject) -> bool:
    """The person, able to bind himself, used a sound loan behind a front man, and the lender knew it (U6)."""
    user, loan = role_of(case, subject, RoleKind.TRUE_USER), loan_of(case, subject)
    if user is None or contract_role(case, subject) is not None or not front_known(case, subject):
        return False
    return not void(case, loan) and not lacks_approval(case, user, loan.signed)


def front_known(case: Case, subject: Subject) -> bool:
    """The lender knew that the named borrower only lent his name."""
    fronts = [role for role in borrowers(case, subject) if role.kind is RoleKind.NOMINAL_BORROWER]
    return any(role.lender_knew_true_user for role in fronts)


def owes_as_borrower(case: Case, role: Role, *, before_transfer: bool = False) -> bool:
    """Whether a borrower's name makes him a debtor; the front man of a lender who knew is not counted (U6)."""
    loan = loan_of(case, Subject(role.person, role.loan))
    if role.kind is RoleKind.NOMINAL_BORROWER and role.lender_knew_true_user:
        return False
    if not before_transfer and handed_on_wholly(case, role):
        return False
    return not void(case, loan) and binds(case, role, loan.signed)


def dead_debtors(case: Case, subject: Subject) -> list[str]:
    """Others now dead who may have left a debt from the loan; whether they owed it is a question of its own.

    They are named on it, used its money, signed for others, promised to owe it, or were married to one of those.
    """
    named = [role.person for role in case.roles if role.loan == subject.loan and role.kind in _MAY_OWE]
    named += [promise.person for promise in case.accessions if promise.loan == subject.loan]
    named += [guarantee.guarantor for guarantee in case.guarantees if guarantee.loan == subject.loan]
    named += [taken.to_person for taken in transfers_of(case, subject)]
    named += [role.act.signed_by for role in case.roles if role.loan == subject.loan and role.act.signed_by is not None]
    named += [id for one in tuple(named) for tie in marriages_of(case, one) for id in (tie.a, tie.b)]
    days = {one.id: one.died for one in case.persons if one.id in named and one.id != subject.person}
    return [id for id, day in days.items() if day is not None and day <= case.as_of]


def attackable(case: Case, role: Role, on: date) -> Iterator[Step]:
    """The person may still have an act of that day set aside, and nobody has done so yet."""
    yield from open_to_attack(case, role, on)
    yield "not_avoided_yet", not avoided(case, role)


def open_to_attack(case: Case, role: Role, on: date) -> Iterator[Step]:
    """An act of that day, not set aside so far, may still be; yields the last day as a figure (CC 147 to 152)."""
    act = role.act
    yield "consent_defective", act.consent_defect is not ConsentDefect.NONE
    by_third = act.consent_defect is ConsentDefect.FRAUD_BY_THIRD
    yield "lender_answers_for_defect", not by_third or act.lender_knew_or_should
    yield "right_not_waived", not act.waived_avoidance
    until = _avoidance_until(role, on)
    sued = act.avoidance_sued_on
    attacked = sued if sued is not None and sued <= case.as_of else case.as_of
    yield "attacked_in_time", attacked <= until, {"until": until}
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
