"""Whether the questions of a case can be asked: listed persons, real codes, options that are facts of the case."""

from collections.abc import Iterator
from typing import get_args, get_type_hints

from autograder.fact_paths import NoSuchFact, read_at
from autograder.facts import Case
from autograder.questions import DATE_FIGURES, ENOUGH, Asked, Part, QuestionKind, offered
from autograder.reading.references import ID
from autograder.reading.refusals import Place, Problem, close_to
from autograder.stated import may_be_unknown
from autograder.vocabulary import Figure, Question

_CHOICES = frozenset({QuestionKind.ONE, QuestionKind.MANY})
_FIGURES = frozenset({QuestionKind.DATE, QuestionKind.AMOUNT})
MOST_POINTS = 10


def question_problems(case: Case, questions: tuple[Asked, ...]) -> Iterator[Problem]:
    """Everything wrong with the questions of a case."""
    seen: set[str] = set()
    for position, asked in enumerate(questions):
        place: Place = ("questions", position)
        if not ID.fullmatch(asked.id):
            yield Problem("bad_id", (*place, "id"), {"value": asked.id})
        if asked.id in seen:
            yield Problem("id_twice", (*place, "id"), {"value": asked.id})
        seen.add(asked.id)
        if not 1 <= asked.points <= MOST_POINTS:
            yield Problem("points_out_of_range", (*place, "points"), {"value": asked.points, "most": MOST_POINTS})
        yield from _subject(case, asked, place)
        yield from _part(asked, place)
        yield from _options(case, asked, place)


def _subject(case: Case, asked: Asked, place: Place) -> Iterator[Problem]:
    persons = tuple(person.id for person in case.persons)
    loans = tuple(loan.id for loan in case.loans)
    contacts = {contact.id: contact for contact in case.contacts}
    if asked.about not in persons:
        yield _not_listed("person_not_listed", (*place, "about"), asked.about, persons)
    if asked.loan is not None and asked.loan not in loans:
        yield _not_listed("loan_not_listed", (*place, "loan"), asked.loan, loans)
    if asked.asks is Question.COLLECTION_CONTACT:
        if asked.contact is None:
            yield Problem("question_without_contact", place)
        elif asked.contact not in contacts:
            yield _not_listed("contact_not_listed", (*place, "contact"), asked.contact, tuple(contacts))
        elif contacts[asked.contact].target != asked.about:
            target = contacts[asked.contact].target
            yield Problem("contact_of_another", (*place, "contact"), {"contact": asked.contact, "person": target})
        return
    if asked.contact is not None:
        yield Problem("contact_not_wanted", (*place, "contact"), {"asks": asked.asks.value})
    if asked.loan is None and asked.asks is not Question.SOFT_EFFECT:
        yield Problem("question_without_loan", place, {"asks": asked.asks.value})


def _not_listed(reason: str, place: Place, value: str, known: tuple[str, ...]) -> Problem:
    return Problem(reason, place, {"value": value, "listed": known, "close": close_to(value, known)})


def _part(asked: Asked, place: Place) -> Iterator[Problem]:
    if asked.kind in _CHOICES:
        allowed = tuple(part.value for part, values in offered(asked.asks).items() if values)
    elif asked.kind in _FIGURES:
        days = asked.kind is QuestionKind.DATE
        allowed = tuple(name.value for name in Figure if (name in DATE_FIGURES) is days)
    else:
        if asked.of is not None:
            yield Problem("part_not_wanted", (*place, "of"), {"kind": asked.kind.value})
        return
    if asked.of is None:
        yield Problem("missing_key", place, {"key": "of"})
    elif asked.of not in allowed:
        parameters = {"value": asked.of, "allowed": allowed, "close": close_to(asked.of, allowed)}
        yield Problem("unknown_code", (*place, "of"), parameters)


def _options(case: Case, asked: Asked, place: Place) -> Iterator[Problem]:
    at = (*place, "options")
    if asked.kind not in {*_CHOICES, QuestionKind.MISSING_FACT}:
        if asked.options:
            yield Problem("options_not_wanted", at, {"kind": asked.kind.value})
        return
    if len(asked.options) < 2:
        yield Problem("too_few_options", at if asked.options else place)
    for option in sorted({option for option in asked.options if asked.options.count(option) > 1}):
        yield Problem("entry_twice", at, {"value": option})
    for position, option in enumerate(asked.options):
        if asked.kind is QuestionKind.MISSING_FACT:
            yield from _path(case, option, (*at, position))
        elif asked.of in set(Part):
            codes = offered(asked.asks)[Part(asked.of)]
            if codes and option not in codes:
                parameters = {"value": option, "allowed": codes, "close": close_to(option, codes)}
                yield Problem("unknown_code", (*at, position), parameters)
    if asked.kind is QuestionKind.MISSING_FACT and asked.options and ENOUGH not in asked.options:
        yield Problem("enough_not_offered", at)


def _path(case: Case, path: str, place: Place) -> Iterator[Problem]:
    if path == ENOUGH:
        return
    try:
        fact, name, key = read_at(case, path)
    except NoSuchFact as error:
        parameters = {
            "value": path,
            "part": error.part,
            "listed": error.known,
            "close": close_to(error.part, error.known),
        }
        yield Problem("no_such_fact", place, parameters)
        return
    hint = get_type_hints(type(fact), include_extras=True)[name]
    if not may_be_unknown(hint if key is None else get_args(hint)[1]):
        yield Problem("never_unknown", place, {"value": path})
