"""Parents, children and other kin of the borrower, and guardians: kinship is no source of debt (FAM-01, FAM-03)."""

from collections.abc import Iterator

from autograder.fact_kinds import RelationKind, RoleKind
from autograder.facts import Case
from autograder.rulebook import Ground, Step, Subject, rule
from autograder.rules.consent import incapable, limited
from autograder.rules.liability import promised_nothing
from autograder.rules.lookup import borrowers, loan_of, person, role_of
from autograder.vocabulary import Liability, Question

_KIN = {
    RelationKind.PARENT_CHILD, RelationKind.SIBLING, RelationKind.GRANDPARENT_CHILD, RelationKind.IN_LAW,
    RelationKind.OTHER_RELATIVE,
}  # fmt: skip


@rule("FAM-01", question=Question.LIABILITY, ground=Ground.BACKGROUND, concludes=Liability.NONE,
      authority=("CC/465/2", "CC/18"), claims=("S0-02", "S0-06"))  # fmt: skip
def kin_do_not_owe(case: Case, subject: Subject) -> Iterator[Step]:
    """An adult's loan is his own: parents, children, brothers and sisters do not owe it."""
    kin = _borrowing_kin(case, subject, _KIN)
    yield "kin_of_the_borrower", bool(kin), {"kin_person": tuple(kin)}
    if kin:
        able = tuple(id for id in kin if not _under_age(case, subject, id))
        yield "borrower_of_full_capacity", bool(able), {"kin_person": able or tuple(kin)}
    yield from promised_nothing(case, subject)


@rule("FAM-03", question=Question.LIABILITY, ground=Ground.BACKGROUND, concludes=Liability.NONE,
      authority=("CC/23", "CC/34", "CC/145"), claims=("S2-16",))  # fmt: skip
def guardian_is_not_the_debtor(case: Case, subject: Subject) -> Iterator[Step]:
    """Being a minor's guardian, and even approving his contract, does not make one its debtor."""
    guardian = role_of(case, subject, RoleKind.GUARDIAN) is not None
    children = _borrowing_kin(case, subject, {RelationKind.PARENT_CHILD})
    yield "guardian_of_the_borrower", guardian or any(_under_age(case, subject, id) for id in children)
    yield from promised_nothing(case, subject)


def _borrowing_kin(case: Case, subject: Subject, kinds: set[RelationKind]) -> list[str]:
    """The borrowers to whom the person is related in one of these ways."""
    ties = [{tie.a, tie.b} for tie in case.relations if tie.kind in kinds and subject.person in {tie.a, tie.b}]
    others = {role.person for role in borrowers(case, subject)} - {subject.person}
    return sorted(other for other in others if any(other in tie for tie in ties))


def _under_age(case: Case, subject: Subject, id: str) -> bool:
    one, signed = person(case, id), loan_of(case, subject).signed
    return incapable(one, signed) or limited(one, signed)
