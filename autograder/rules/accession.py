"""Promising to owe another's debt together with him, and what a promise in doubt counts as (ACC-01, ACC-02, ACC-03).

The law had no article on this before 2021; promises of before are judged by today's article all the same (TE 3).
"""

from collections.abc import Iterator

from autograder.fact_kinds import AccessionTold, AccessionWords, RoleKind
from autograder.facts import Accession, Case
from autograder.rulebook import Ground, Step, Subject, figure, rule
from autograder.rules.consent import binds, incapable, limited
from autograder.rules.lookup import guarantee_of, loan_of, person_of, promises_of, role_of
from autograder.rules.nullity import void
from autograder.rules.validity import KINDS, VOID_GUARANTEE
from autograder.vocabulary import Figure, Liability, Question


def clear_promise(case: Case, subject: Subject) -> Accession | None:
    """The person's latest promise in clear words to owe the loan too."""
    clear = [one for one in promises_of(case, subject) if one.words is AccessionWords.JOIN_CLEAR]
    return clear[-1] if clear else None


def _own_act(case: Case, subject: Subject, promise: Accession) -> bool:
    """The promise is the person's own, free and of full age; a role tells whose hand it was."""
    role, one = role_of(case, subject, RoleKind.DEBT_ACCESSOR), person_of(case, subject)
    if role is not None:
        return binds(case, role, promise.date)
    return not incapable(one, promise.date) and not limited(one, promise.date)


def _joined(case: Case, subject: Subject) -> bool:
    promise = clear_promise(case, subject)
    if promise is None or promise.told is AccessionTold.DEBTOR_ONLY or promise.creditor_rejected:
        return False
    return not void(case, loan_of(case, subject)) and _own_act(case, subject, promise)


@rule("ACC-01", question=Question.LIABILITY, ground=Ground.ACCESSION, concludes=Liability.ACCESSION_JOINT_CAPPED,
      authority=("CC/552", "GI/36/2", "TE/3"), claims=("S2-11", "S3-08"))  # fmt: skip
def joined_the_debt(case: Case, subject: Subject) -> Iterator[Step]:
    """Who clearly tells the creditor that he will owe the debt too, owes it beside the debtor up to what he named."""
    promise = clear_promise(case, subject)
    yield "clearly_joined", promise is not None
    if promise is None:
        return
    yield "creditor_learned_of_it", promise.told is not AccessionTold.DEBTOR_ONLY
    yield "creditor_did_not_refuse", not promise.creditor_rejected
    yield "loan_not_void", not void(case, loan_of(case, subject))
    yield "promise_was_his_own", _own_act(case, subject, promise)
    if promise.scope is not None:
        yield figure(Figure.AMOUNT_CAP, promise.scope)


@rule("ACC-01", question=Question.LIABILITY, ground=Ground.ACCESSION, concludes=Liability.NONE,
      authority=("CC/552", "CC/143"), claims=("S2-11", "S3-08"))  # fmt: skip
def joining_came_to_nothing(case: Case, subject: Subject) -> Iterator[Step]:
    """A promise that the creditor never heard or turned down, or that is not valid, makes nobody a debtor."""
    named = role_of(case, subject, RoleKind.DEBT_ACCESSOR) is not None
    yield "spoke_of_joining", named or bool(_serious(case, subject))
    yield "joining_not_binding", not _joined(case, subject)
    yield "not_a_guarantee_either", guarantee_of(case, subject) is None


def _serious(case: Case, subject: Subject) -> list[Accession]:
    wanted = {AccessionWords.JOIN_CLEAR, AccessionWords.AMBIGUOUS}
    return [promise for promise in promises_of(case, subject) if promise.words in wanted]


@rule("ACC-02", question=Question.LIABILITY, authority=("GI/36/1", "GI/36/3", "CC/685"), claims=("S2-09",))
def doubtful_promise_is_a_guarantee(case: Case, subject: Subject) -> Iterator[Step]:
    """Where nobody can tell joining a debt from guaranteeing it, the lighter counts: a guarantee, with its form."""
    wanted = (promise for promise in promises_of(case, subject) if promise.words is AccessionWords.AMBIGUOUS)
    yield "words_ambiguous", any(wanted)
    guarantee = guarantee_of(case, subject)
    yield "promise_counts_as_guarantee", guarantee is not None


@rule("ACC-02", question=Question.LIABILITY, ground=Ground.GUARANTEE, concludes=Liability.NONE,
      exception_to=(*KINDS, *VOID_GUARANTEE), authority=("CC/143", "CC/145", "CC/171/1"),
      claims=("S2-09",))  # fmt: skip
def doubtful_promise_not_his_own(case: Case, subject: Subject) -> Iterator[Step]:
    """A promise in doubt that was not the person's own act binds him no more than a clear one would."""
    ambiguous = [one for one in promises_of(case, subject) if one.words is AccessionWords.AMBIGUOUS]
    yield "words_ambiguous", bool(ambiguous)
    yield "no_guarantor_by_name", role_of(case, subject, RoleKind.GUARANTOR) is None
    yield "promise_not_his_own", not _own_act(case, subject, ambiguous[-1])


@rule("ACC-03", question=Question.LIABILITY, ground=Ground.BACKGROUND, concludes=Liability.NONE,
      authority=("GI/36/4", "CC/523", "CC/552"), claims=("S3-09",))  # fmt: skip
def comfort_is_not_joining(case: Case, subject: Subject) -> Iterator[Step]:
    """Saying that one will help when one can, or pay a certain instalment, is no promise to owe the rest."""
    yield "only_comforting_words", bool(promises_of(case, subject)) and not _serious(case, subject)
