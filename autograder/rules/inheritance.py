"""What the heirs of a dead debtor owe, and his surviving spouse (FAM-02, SPO-08).

The Inheritance Law of 1985 (art. 33) already said what the Civil Code says, so nothing here is bounded in time.
"""

from collections.abc import Iterator
from decimal import Decimal

from autograder.fact_kinds import MarriageEnd, RoleKind
from autograder.facts import Case, Inheritance
from autograder.rulebook import Ground, Step, Subject, conclusions, rule
from autograder.rules.consent import dead_debtors
from autograder.rules.lookup import marriages_of, person, person_of, role_of
from autograder.vocabulary import Liability, Question

_NO_DEBT = {Liability.NONE, Liability.GUARANTEE_RELEASED, Liability.COLLATERAL_LIMITED}
"""Nothing that an heir answers for; a charge stays on the thing, whoever inherits it."""


def _shares(case: Case, subject: Subject) -> list[Inheritance]:
    """What the person inherits from dead debtors of the loan."""
    dead = dead_debtors(case, subject)
    return [one for one in case.inheritances if one.heir == subject.person and one.deceased in dead]


def _left_to_an_heir_by_name(case: Case, subject: Subject) -> list[str]:
    """The dead debtors of whom the file tells no share for somebody whom it calls an heir."""
    if role_of(case, subject, RoleKind.HEIR) is None:
        return []
    told = {one.deceased for one in _shares(case, subject)}
    return [id for id in dead_debtors(case, subject) if id not in told]


def _inherits_from(case: Case, subject: Subject) -> list[str]:
    shares = [share.deceased for share in _shares(case, subject)]
    return list(dict.fromkeys([*shares, *_left_to_an_heir_by_name(case, subject)]))


def _outlived(case: Case, subject: Subject, deceased: str) -> bool:
    """The person was alive when the other died; what was inherited then answers although the heir has died since."""
    own, other = person_of(case, subject).died, person(case, deceased).died
    return own is None or own > case.as_of or (other is not None and other < own)


def _disclaimed(case: Case, share: Inheritance) -> bool:
    """The heir refused in writing after the death and, on that day at the latest, before the estate was dealt with."""
    day, died = share.disclaimed_on, person(case, share.deceased).died
    if day is None or day > case.as_of or (died is not None and day < died):
        return False
    return share.estate_dealt_with_on is None or day <= share.estate_dealt_with_on


def _heir(case: Case, subject: Subject) -> Iterator[Step]:
    yield "debtor_died", bool(dead_debtors(case, subject))
    left_by = _inherits_from(case, subject)
    yield "heir_of_the_dead_debtor", bool(left_by)
    yield "heir_alive", any(_outlived(case, subject, id) for id in left_by)


def _owed(case: Case, subject: Subject, deceased: str) -> bool:
    """The dead person owed something under the loan himself, not as the heir of another."""
    whom = Subject(deceased, subject.loan)
    return bool(set(conclusions(Question.LIABILITY, case, whom, besides=Ground.INHERITANCE)) - _NO_DEBT)


def _left_a_debt(case: Case, subject: Subject) -> bool:
    """Some dead debtor whom the person outlived and from whom he inherits owed something under the loan."""
    left_by = (id for id in _inherits_from(case, subject) if _outlived(case, subject, id))
    return any(_owed(case, subject, id) for id in left_by)


def _kept(case: Case, subject: Subject) -> list[Inheritance]:
    """The shares that the person has, with a debt of the loan in them."""
    return [
        share for share in _shares(case, subject)
        if not _disclaimed(case, share) and _outlived(case, subject, share.deceased)
        and _owed(case, subject, share.deceased)
    ]  # fmt: skip


def _estates_that_answer(case: Case, subject: Subject) -> set[str]:
    """Whose estate, not refused or of which no share is told, holds a debt of the loan in the person's hands."""
    unnamed = (id for id in _left_to_an_heir_by_name(case, subject) if _outlived(case, subject, id))
    kept = {share.deceased for share in _kept(case, subject)}
    return kept | {id for id in unnamed if _owed(case, subject, id)}


def _answers(case: Case, subject: Subject) -> bool:
    return bool(_estates_that_answer(case, subject))


@rule("FAM-02", question=Question.LIABILITY, ground=Ground.INHERITANCE, concludes=Liability.ESTATE_LIMITED,
      authority=("CC/1161/1", "CC/1159", "CC/1163"), claims=("S2-11", "S3-08"))  # fmt: skip
def heir_within_the_estate(case: Case, subject: Subject) -> Iterator[Step]:
    """An heir pays the dead debtor's debts out of what he inherited, and nothing beyond."""
    yield from _heir(case, subject)
    yield "debt_was_left", _left_a_debt(case, subject)
    yield "inheritance_not_refused_in_time", _answers(case, subject)


def inherited(case: Case, subject: Subject) -> list[Decimal | None]:
    """What the person answers with as an heir: the value of each share, None where none is told; for others nothing."""
    if not all(step[1] for step in heir_within_the_estate(case, subject) if isinstance(step, tuple)):
        return []
    return [share.value_received for share in _kept(case, subject)] or [None]


@rule("FAM-02", question=Question.LIABILITY, ground=Ground.INHERITANCE, concludes=Liability.NONE,
      authority=("CC/1161/2", "CC/1124/1"), claims=("S2-11", "S3-08"))  # fmt: skip
def heir_who_refused(case: Case, subject: Subject) -> Iterator[Step]:
    """Who refuses the inheritance in writing before it is dealt with pays nothing of the dead person's debts."""
    refused = [share for share in _shares(case, subject) if _disclaimed(case, share)]
    yield "inheritance_refused_in_time", bool(refused) and not _answers(case, subject)
    yield "heir_alive", any(_outlived(case, subject, share.deceased) for share in refused)


@rule("FAM-02", question=Question.LIABILITY, ground=Ground.INHERITANCE, concludes=Liability.NONE,
      authority=("CC/1159", "CC/1161/1"), claims=("S2-11", "S3-08"))  # fmt: skip
def nothing_to_inherit_of_this_debt(case: Case, subject: Subject) -> Iterator[Step]:
    """Where the dead person did not owe the loan, his heirs do not owe it either."""
    yield from _heir(case, subject)
    yield "no_debt_was_left", not _left_a_debt(case, subject)


@rule("FAM-02", question=Question.LIABILITY, ground=Ground.INHERITANCE, concludes=Liability.NONE,
      authority=("CC/13", "CC/1121"), claims=("S2-11",))  # fmt: skip
def dead_heir(case: Case, subject: Subject) -> Iterator[Step]:
    """Who dies before or with the debtor inherits nothing from him."""
    left_by = _inherits_from(case, subject)
    yield "debtor_died", bool(dead_debtors(case, subject))
    yield "heir_of_the_dead_debtor", bool(left_by)
    yield "heir_dead", not any(_outlived(case, subject, id) for id in left_by)


@rule("SPO-08", question=Question.LIABILITY, beside=(Liability.SPOUSE_JOINT_DEBT,),
      exception_to=("heir_within_the_estate", "heir_who_refused"), authority="MF1/36",
      claims=("S0-17",))  # fmt: skip
def survivor_owes_the_joint_debt(case: Case, subject: Subject) -> Iterator[Step]:
    """The surviving spouse owes a joint debt whole, whatever was inherited; only the other's own debts end there."""
    lasting = [t for t in marriages_of(case, subject.person) if t.end is MarriageEnd.DEATH or t.until is None]
    dead = {id for tie in lasting for id in (tie.a, tie.b)} & set(dead_debtors(case, subject))
    yield "spouse_died", bool(dead) and dead >= _estates_that_answer(case, subject)
