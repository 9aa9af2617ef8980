"""Which misconception an answer shows, where that hangs on who the person is or on how a date was counted."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from dateutil.relativedelta import relativedelta

from autograder.fact_kinds import RelationKind, RoleKind
from autograder.facts import Case
from autograder.near_misses import CONTACT_ROLES, MISSES, MUST_PAY, RECORD_IS_HIT, WRONG_ABOUT, miss
from autograder.rulebook import Subject
from autograder.solve import Finding
from autograder.stated import raw
from autograder.vocabulary import Code, CreditRecord, Figure, Liability, Question

_FAMILY = {RelationKind.PARENT_CHILD, RelationKind.SIBLING, RelationKind.GRANDPARENT_CHILD, RelationKind.IN_LAW}
_FAMILY |= {RelationKind.OTHER_RELATIVE}
_NEAR_BORROWERS = {RoleKind.BORROWER, RoleKind.CO_BORROWER, RoleKind.NOMINAL_BORROWER}


def critical_codes(case: Case, finding: Finding) -> frozenset[Code]:
    """The codes that would do harm: that somebody must pay who owes nothing, that a mere contact is on file."""
    if finding.question is Question.LIABILITY and finding.codes == (Liability.NONE,):
        return frozenset(MUST_PAY)
    if finding.codes == (CreditRecord.NO_ENTRY,) and is_mere_contact(case, finding.subject):
        return frozenset(RECORD_IS_HIT)
    return frozenset()


def is_mere_contact(case: Case, subject: Subject) -> bool:
    """Whether a person was only named as a contact of a loan, or only knew of it."""
    roles = {role.kind for role in case.roles if (role.person, role.loan) == (subject.person, subject.loan)}
    return bool(roles) and roles <= CONTACT_ROLES


def one_mistake(case: Case, finding: Finding, right: Code, given: Code) -> str:
    """The misconception behind one wrong code in place of a right one."""
    if right is Liability.NONE and given in MUST_PAY:
        return standing(case, finding.subject)
    if right is CreditRecord.NO_ENTRY and given in RECORD_IS_HIT and is_mere_contact(case, finding.subject):
        return "contact_on_file"
    if given is Liability.NONE and miss(right, given).mistake == "":
        return "duty_overlooked"
    return miss(right, given).mistake or WRONG_ABOUT[finding.question]


def extra_mistake(case: Case, finding: Finding, right: Sequence[Code], given: Code) -> str:
    """The misconception behind one code too many in a set."""
    rows = (MISSES[code, given].mistake for code in right if (code, given) in MISSES)
    return next(rows, None) or one_mistake(case, finding, right[0], given)


def standing(case: Case, subject: Subject) -> str:
    """Why somebody might think that a person who owes nothing must pay: what ties that person to the loan."""
    roles = {role.kind for role in case.roles if (role.person, role.loan) == (subject.person, subject.loan)}
    debtors = {role.person for role in case.roles if role.loan == subject.loan and role.kind in _NEAR_BORROWERS}
    if any((promise.guarantor, promise.loan) == (subject.person, subject.loan) for promise in case.guarantees):
        return "promise_without_form"
    if RoleKind.NAMED_BY_IMPERSONATION in roles:
        return "name_on_paper_decides"
    if RoleKind.ACCOUNT_LENDER in roles:
        return "account_is_not_debt"
    if any(
        {marriage.a, marriage.b} >= {subject.person} and {marriage.a, marriage.b} & debtors
        for marriage in case.marriages
    ):
        return "marriage_is_not_debt"
    ties = [tie for tie in case.relations if subject.person in {tie.a, tie.b} and {tie.a, tie.b} & debtors]
    if any(tie.kind in _FAMILY for tie in ties):
        return "blood_is_not_debt"
    return "contact_is_not_debtor" if roles and roles <= CONTACT_ROLES else "no_promise_no_debt"


def date_mistake(case: Case, figure: Figure, right: str, given: str) -> str:
    """How a date came to be wrong, where that can be seen."""
    wanted, told = date.fromisoformat(right), date.fromisoformat(given)
    if abs((told - wanted).days) == 1:
        return "one_day_off"
    if figure is Figure.PERIOD_END:
        return "guarantee_clock_misread"
    if figure is Figure.DISPLAY_UNTIL:
        began = {event.date + relativedelta(years=5) for event in case.events}
        due = {day + relativedelta(years=5) for loan in case.loans if isinstance(day := raw(loan, "final_due"), date)}
        return "five_years_from_when" if told in began | due or told < wanted else "display_misread"
    return "date_misread"


def sum_mistake(case: Case, finding: Finding, figure: Figure, right: str, given: str) -> str:
    """How a number came to be wrong, where that can be seen."""
    if figure is Figure.LEVEL:
        return "grade_misread"
    if figure is Figure.OVERDUE_DAYS:
        return "one_day_off" if abs(Decimal(right) - Decimal(given)) == 1 else "days_miscounted"
    loan = next((loan for loan in case.loans if loan.id == finding.subject.loan), None)
    if loan is not None and raw(loan, "nominal") == Decimal(given):
        return "whole_sum_taken"
    return "sum_misread"
