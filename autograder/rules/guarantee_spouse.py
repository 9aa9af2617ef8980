"""The husband or wife of a guarantor (GUA-20)."""

from collections.abc import Iterator

from autograder.facts import Case, Guarantee
from autograder.rulebook import Ground, Step, Subject, conclusions, rule
from autograder.rules.liability import promised_nothing
from autograder.rules.lookup import guarantees_on, marriages_of
from autograder.vocabulary import Code, Liability, Question

_ALIVE = {Liability.GUARANTEE_JOINT, Liability.GUARANTEE_GENERAL}


def _guarantees_of_spouse(case: Case, subject: Subject) -> list[Guarantee]:
    """The guarantees that the person's spouses, present or past, gave for the loan."""
    spouses = {id for tie in marriages_of(case, subject.person) for id in (tie.a, tie.b)} - {subject.person}
    return [g for g in guarantees_on(case, subject.loan) if g.guarantor in spouses]


def _own_debts(case: Case, subject: Subject) -> tuple[Code, ...]:
    """What somebody owes, inherited debts left aside: whether a guarantee lives does not hang on them."""
    return conclusions(Question.LIABILITY, case, subject, besides=Ground.INHERITANCE)


def _during_marriage(case: Case, subject: Subject, guarantee: Guarantee) -> bool:
    return any(
        guarantee.guarantor in {tie.a, tie.b} and tie.since <= guarantee.formed
        and (tie.until is None or guarantee.formed < tie.until)
        for tie in marriages_of(case, subject.person)
    )  # fmt: skip


def _spouse_guaranteed(case: Case, subject: Subject) -> Iterator[Step]:
    """A spouse, present or past, vouched for the loan."""
    given = _guarantees_of_spouse(case, subject)
    yield "spouse_gave_guarantee", bool(given), {"way": "named", "spouse": given[0].guarantor} if given else {}


@rule("GUA-20", question=Question.LIABILITY, ground=Ground.BACKGROUND, concludes=Liability.NONE,
      authority=("CC/1064/2", "CTR"), claims=("S0-17", "S0-18"))  # fmt: skip
def guarantee_binds_only_its_giver(case: Case, subject: Subject) -> Iterator[Step]:
    """Vouching for somebody is as a rule the personal debt of the spouse who vouched."""
    yield from _spouse_guaranteed(case, subject)
    yield from promised_nothing(case, subject)


@rule("GUA-20", question=Question.LIABILITY, concludes=Liability.SPOUSE_JOINT_DEBT,
      exception_to=("guarantee_binds_only_its_giver",), authority=("CC/1064/2", "CTR"),
      claims=("S0-17", "S0-18"))  # fmt: skip
def guarantee_for_the_family(case: Case, subject: Subject) -> Iterator[Step]:
    """A guarantee that is proved to have served the couple's life or business binds both spouses."""
    given = _guarantees_of_spouse(case, subject)
    yield from _spouse_guaranteed(case, subject)
    yield from promised_nothing(case, subject)
    given = [guarantee for guarantee in given if _during_marriage(case, subject, guarantee)]
    yield "given_during_marriage", bool(given)
    served = [guarantee for guarantee in given if guarantee.family_benefit]
    if given:
        yield "guarantee_served_family", bool(served)
    alive = [g for g in served if _ALIVE & set(_own_debts(case, Subject(g.guarantor, g.loan)))]
    if served:
        yield "guarantee_alive", bool(alive)
