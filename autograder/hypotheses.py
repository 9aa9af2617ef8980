"""Things that no fact of a file says but that might have happened: had she signed, had he been sued.

A hypothesis has a name, whose words stand under `explain.hypotheses`, and makes of a case one in which it is so. They
are what the what-if search tries beside the facts that a case does state.
"""

from collections.abc import Iterator
from datetime import date

from autograder.facts import Case
from autograder.rulebook import Subject
from autograder.supposed import Hypothesis, with_facts
from autograder.supposed_events import contents, court_measures, payments, reports, shared_things, threats
from autograder.supposed_plans import endings, plans
from autograder.supposed_promises import burdens, promises
from autograder.vocabulary import Question

__all__ = ["Hypothesis", "hypotheses", "seen_later"]


def hypotheses(case: Case, question: Question, subject: Subject) -> Iterator[Hypothesis]:
    """What is worth supposing about a person (and a loan or contact) when a question is asked."""
    loan = next((loan for loan in case.loans if loan.id == subject.loan), None)
    if loan is not None:
        yield from promises(case, question, subject, loan)
        yield from payments(case, question, loan)
        yield from plans(case, question, loan)
        yield from endings(case, question, loan)
        yield from court_measures(case, question, subject, loan)
        yield from reports(case, question, subject, loan)
    yield from threats(case, question, subject)
    if subject.contact is not None:
        yield from contents(subject)
    if question is Question.SOFT_EFFECT:
        yield from shared_things(case, subject)
        for one in case.loans:
            yield from payments(case, question, one)
            yield from burdens(case, subject, one)


def seen_later(day: date) -> Hypothesis:
    """The same case, looked at on a later day, with nothing more having happened."""
    return Hypothesis("seen_later", lambda case: with_facts(case, as_of=day), {"day": day})
