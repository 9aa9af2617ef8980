"""Promising to owe another's debt together with him, and what a promise in doubt counts as (ACC-01, ACC-02, ACC-03).

The law had no article on this before 2021; promises of before are judged by today's article all the same (TE 3).
"""

from collections.abc import Iterator
from datetime import date

from autograder.fact_kinds import AccessionTold, AccessionWords, RoleKind, StatementForm
from autograder.facts import Accession, Case
from autograder.rulebook import Ground, Step, Subject, rule
from autograder.rules.consent import AVOIDANCE, binds, nobody_borrowed, of_age, open_to_attack
from autograder.rules.doubtful_promise import doubtful_promise
from autograder.rules.lookup import guarantee_of, loan_of, promises_of, role_of
from autograder.rules.time import CIVIL_CODE
from autograder.vocabulary import Flag, Liability, Question


def clear_promise(case: Case, subject: Subject) -> Accession | None:
    """The person's latest promise in clear words to owe the loan too; one that came to something before any other."""
    clear = [one for one in promises_of(case, subject) if one.words is AccessionWords.JOIN_CLEAR]
    good = [one for one in clear if _accepted(one) and _own_act(case, subject, one)]
    return next(reversed(good or clear), None)


def promised_on(case: Case, subject: Subject) -> date | None:
    """The day of the promise, a fact of its own with its own law (TE/1/1, TE/3); None without one."""
    promise = clear_promise(case, subject)
    return promise.date if promise else None


def _accepted(promise: Accession) -> bool:
    """The creditor was told, and did not turn the promise down."""
    return promise.told is not AccessionTold.DEBTOR_ONLY and not promise.creditor_rejected


def _own_act(case: Case, subject: Subject, promise: Accession) -> bool:
    """The promise is the person's own, free and of full age or approved; a role tells whose hand it was.

    What was said or sent in a message needs no signature: the law asks for no form (CC 552).
    """
    role = role_of(case, subject, RoleKind.DEBT_ACCESSOR)
    if role is not None:
        return binds(case, role, promise.date, form_free=promise.form is not StatementForm.WRITTEN)
    return of_age(case, subject.person, promise.loan, promise.date)


def joined(case: Case, subject: Subject) -> Accession | None:
    """The promise by which the person has come to owe the loan too, if there is one."""
    promise = clear_promise(case, subject)
    if promise is None or not _accepted(promise) or nobody_borrowed(case, loan_of(case, subject)):
        return None
    return promise if _own_act(case, subject, promise) else None


def _joining(case: Case, subject: Subject) -> Iterator[Step]:
    promise = clear_promise(case, subject)
    if promise is not None:
        yield "creditor_learned_of_it", promise.told is not AccessionTold.DEBTOR_ONLY
        yield "creditor_did_not_refuse", not promise.creditor_rejected
        yield "there_is_a_debt_to_join", not nobody_borrowed(case, loan_of(case, subject))
        yield "promise_was_his_own", _own_act(case, subject, promise)


@rule("ACC-01", question=Question.LIABILITY, ground=Ground.ACCESSION, concludes=Liability.ACCESSION_JOINT_CAPPED,
      authority=("CC/552", "GI/36/2"), since=CIVIL_CODE, governed_by=promised_on,
      claims=("S2-11", "S3-08"))  # fmt: skip
def joined_the_debt(case: Case, subject: Subject) -> Iterator[Step]:
    """Who clearly tells the creditor that he will owe the debt too, owes it beside the debtor up to what he named."""
    yield from _joining(case, subject)


@rule("ACC-01", question=Question.LIABILITY, ground=Ground.ACCESSION, concludes=Liability.ACCESSION_JOINT_CAPPED,
      authority=("CC/552", "TE/3"), until=CIVIL_CODE, governed_by=promised_on,
      claims=("S2-11", "S3-08"))  # fmt: skip
def joined_the_debt_until_2020(case: Case, subject: Subject) -> Iterator[Step]:
    """Before 2021 no article spoke of joining a debt; today's is applied to such promises too."""
    yield from _joining(case, subject)


@rule("ACC-01", question=Question.LIABILITY, ground=Ground.ACCESSION, concludes=Liability.NONE,
      authority=("CC/552", "CC/143"), claims=("S2-11", "S3-08"))  # fmt: skip
def joining_came_to_nothing(case: Case, subject: Subject) -> Iterator[Step]:
    """A promise that the creditor never heard or turned down, or that is not valid, makes nobody a debtor."""
    named = role_of(case, subject, RoleKind.DEBT_ACCESSOR) is not None
    yield "spoke_of_joining", named or bool(_serious(case, subject))
    yield "joining_not_binding", joined(case, subject) is None
    yield "not_a_guarantee_either", guarantee_of(case, subject) is None


def _serious(case: Case, subject: Subject) -> list[Accession]:
    wanted = {AccessionWords.JOIN_CLEAR, AccessionWords.AMBIGUOUS}
    return [promise for promise in promises_of(case, subject) if promise.words in wanted]


@rule("LIA-09", question=Question.LIABILITY, beside=(Liability.ACCESSION_JOINT_CAPPED,), authority=AVOIDANCE,
      flags=(Flag.VOIDABLE_PENDING,), claims=("S2-16",))  # fmt: skip
def joining_may_be_avoided(case: Case, subject: Subject) -> Iterator[Step]:
    """A promise to join the debt given under fraud, duress or mistake binds until a court, asked in time, undoes it."""
    role, promise = role_of(case, subject, RoleKind.DEBT_ACCESSOR), clear_promise(case, subject)
    yield "joiner_by_name", role is not None
    if role is not None and promise is not None:
        yield from open_to_attack(case, role, promise.date)


@rule("ACC-02", question=Question.LIABILITY, authority=("GI/36/1", "GI/36/3", "CC/685"), claims=("S2-09",))
def doubtful_promise_is_a_guarantee(case: Case, subject: Subject) -> Iterator[Step]:
    """Where nobody can tell joining a debt from guaranteeing it, the lighter counts: a guarantee, with its form."""
    ambiguous = _ambiguous(case, subject)
    yield "words_ambiguous", bool(ambiguous)
    if ambiguous:
        yield "promise_counts_as_guarantee", doubtful_promise(case, subject.person, str(subject.loan)) is not None


def _ambiguous(case: Case, subject: Subject) -> list[Accession]:
    return [promise for promise in promises_of(case, subject) if promise.words is AccessionWords.AMBIGUOUS]


@rule("ACC-02", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.NONE,
      exception_to=("GUA-04", "GUA-05", "GUA-06", "GUA-16"), authority=("CC/143", "CC/145", "CC/171/1"),
      claims=("S2-09",))  # fmt: skip
def doubtful_promise_not_his_own(case: Case, subject: Subject) -> Iterator[Step]:
    """A promise in doubt that was not the person's own act binds him no more than a clear one would."""
    promise = doubtful_promise(case, subject.person, str(subject.loan))
    yield "promise_counts_as_guarantee", promise is not None
    yield "no_guarantor_by_name", role_of(case, subject, RoleKind.GUARANTOR) is None
    if promise is not None:
        yield "promise_not_his_own", not _own_act(case, subject, promise)


@rule("ACC-03", question=Question.LIABILITY, ground=Ground.BACKGROUND, concludes=Liability.NONE,
      authority=("GI/36/4", "CC/523", "CC/552"), claims=("S3-09",))  # fmt: skip
def comfort_is_not_joining(case: Case, subject: Subject) -> Iterator[Step]:
    """Saying that one will help when one can, or pay a certain instalment, is no promise to owe the rest."""
    yield "only_comforting_words", bool(promises_of(case, subject)) and not _serious(case, subject)
