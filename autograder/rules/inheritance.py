"""What the heirs of a dead debtor owe, and his surviving spouse (FAM-02, SPO-08).

The Inheritance Law of 1985 (art. 33) already said what the Civil Code says, so nothing here is bounded in time.
"""

from collections.abc import Iterator
from decimal import Decimal

from autograder.fact_kinds import MarriageEnd, RoleKind
from autograder.facts import Case, Inheritance
from autograder.rulebook import Ground, Step, Subject, conclusions, rule
from autograder.rules.consent import dead_debtors
from autograder.rules.lookup import borrowers, marriages_of, person, person_of, role_of
from autograder.vocabulary import Liability, Question

_NOTHING = {Liability.NONE, Liability.GUARANTEE_RELEASED}


def _shares(case: Case, subject: Subject) -> list[Inheritance]:
    """What the person inherits from dead debtors of the loan."""
    dead = dead_debtors(case, subject)
    return [one for one in case.inheritances if one.heir == subject.person and one.deceased in dead]


def _disclaimed(case: Case, share: Inheritance) -> bool:
    """The heir refused in writing after the death and, on that day at the latest, before the estate was dealt with."""
    day, died = share.disclaimed_on, person(case, share.deceased).died
    if day is None or day > case.as_of or (died is not None and day < died):
        return False
    return share.estate_dealt_with_on is None or day <= share.estate_dealt_with_on


def _heir(case: Case, subject: Subject) -> Iterator[Step]:
    dead = dead_debtors(case, subject)
    yield "debtor_died", bool(dead)
    named = role_of(case, subject, RoleKind.HEIR) is not None
    yield "heir_of_the_dead_debtor", named or bool(_shares(case, subject))
    one = person_of(case, subject)
    yield "heir_alive", one.died is None or one.died > case.as_of


def _left_a_debt(case: Case, subject: Subject) -> bool:
    """Some dead debtor from whom the person inherits owed something under the loan himself."""
    shares = [share.deceased for share in _shares(case, subject)] or dead_debtors(case, subject)
    owed = (set(conclusions(Question.LIABILITY, case, Subject(id, subject.loan))) for id in shares)
    return any(codes - _NOTHING for codes in owed)


def _kept(case: Case, subject: Subject) -> list[Inheritance]:
    return [share for share in _shares(case, subject) if not _disclaimed(case, share)]


@rule("FAM-02", question=Question.LIABILITY, ground=Ground.INHERITANCE, concludes=Liability.ESTATE_LIMITED,
      authority=("CC/1161/1", "CC/1159", "CC/1163"), claims=("S2-11", "S3-08"))  # fmt: skip
def heir_within_the_estate(case: Case, subject: Subject) -> Iterator[Step]:
    """An heir pays the dead debtor's debts out of what he inherited, and nothing beyond."""
    yield from _heir(case, subject)
    if dead_debtors(case, subject):
        yield "debt_was_left", _left_a_debt(case, subject)
    yield "inheritance_not_refused_in_time", bool(_kept(case, subject)) or not _shares(case, subject)


def inherited(case: Case, subject: Subject) -> list[Decimal | None]:
    """What the person answers with as an heir: the value of each share, None where none is told; for others nothing."""
    if not all(step[1] for step in heir_within_the_estate(case, subject) if isinstance(step, tuple)):
        return []
    return [share.value_received for share in _kept(case, subject)] or [None]


@rule("FAM-02", question=Question.LIABILITY, ground=Ground.INHERITANCE, concludes=Liability.NONE,
      authority=("CC/1161/2", "CC/1124/1"), claims=("S2-11", "S3-08"))  # fmt: skip
def heir_who_refused(case: Case, subject: Subject) -> Iterator[Step]:
    """Who refuses the inheritance in writing before it is dealt with pays nothing of the dead person's debts."""
    shares, one = _shares(case, subject), person_of(case, subject)
    yield "inheritance_refused_in_time", bool(shares) and all(_disclaimed(case, share) for share in shares)
    yield "heir_alive", one.died is None or one.died > case.as_of


@rule("FAM-02", question=Question.LIABILITY, ground=Ground.INHERITANCE, concludes=Liability.NONE,
      authority=("CC/1159", "CC/1161/1"), claims=("S2-11", "S3-08"))  # fmt: skip
def nothing_to_inherit_of_this_debt(case: Case, subject: Subject) -> Iterator[Step]:
    """Where the dead person did not owe the loan, his heirs do not owe it either."""
    yield from _heir(case, subject)
    yield "no_debt_was_left", not _left_a_debt(case, subject)


@rule("FAM-02", question=Question.LIABILITY, ground=Ground.INHERITANCE, concludes=Liability.NONE,
      authority=("CC/13", "CC/1159"), claims=("S2-11",))  # fmt: skip
def dead_heir(case: Case, subject: Subject) -> Iterator[Step]:
    """A dead person owes nothing more; what he had inherited answers in the hands of his own heirs."""
    yield "debtor_died", bool(dead_debtors(case, subject))
    named = role_of(case, subject, RoleKind.HEIR) is not None
    yield "heir_of_the_dead_debtor", named or bool(_shares(case, subject))
    one = person_of(case, subject)
    yield "heir_dead", one.died is not None and one.died <= case.as_of


@rule("SPO-08", question=Question.LIABILITY, beside=(Liability.SPOUSE_JOINT_DEBT,),
      exception_to=("heir_within_the_estate", "heir_who_refused"), authority="MF1/36",
      claims=("S0-17",))  # fmt: skip
def survivor_owes_the_joint_debt(case: Case, subject: Subject) -> Iterator[Step]:
    """The surviving spouse owes a joint debt whole, whatever was inherited; only the other's own debts end there."""
    dead = {role.person for role in borrowers(case, subject)} & set(dead_debtors(case, subject))
    yield (
        "spouse_died",
        any(
            tie.end is MarriageEnd.DEATH or tie.until is None
            for tie in marriages_of(case, subject.person)
            if {tie.a, tie.b} & (dead - {subject.person})
        ),
    )
