"""Who is who around a loan: persons, their ties to the borrower, what they are on the loan. Facts, no conclusions."""

from collections.abc import Iterator
from typing import Any

from autograder.fact_kinds import RelationKind, RoleKind
from autograder.facts import Case, Person
from autograder.phrases import Phrases
from autograder.rulebook import Subject
from autograder.rules.lookup import guarantee_of, roles_of
from autograder.stated import raw
from autograder.words import Words
from course.lesson_parts.told import course_case, lesson_words, paragraphs
from course.widgets.people_map import PeopleMap


def people_map(case: str, loan: str, language: str) -> PeopleMap:
    """The map of one loan of a practice case."""
    return PeopleMap(scene=scene(case, loan, language))


def scene(case_id: str, loan_id: str, language: str) -> dict[str, Any]:
    """What the map shows: story, lender, loan, and the persons with the borrower first."""
    case_file, words = course_case(case_id), lesson_words(language)
    case, phrases = case_file.case, Phrases(course_case(case_id).case, language)
    loan = next(loan for loan in case.loans if loan.id == loan_id)
    drawn = [_person(case, person, loan_id, phrases, words) for person in case.persons]
    labels = ("people", "choose", "in_words", "lender", "loan", "tie", "standing")
    return {
        "language": language,
        "title": case_file.stories[language].title,
        "story": paragraphs(case_file, language),
        "lender": phrases.name(loan.lender),
        "loan": words("lesson.map.loan_label", sum=phrases.value("nominal", raw(loan, "nominal"))),
        "persons": sorted(drawn, key=lambda person: not person["borrower"]),
        "words": {name: words(f"lesson.map.{name}") for name in labels},
    }


def _person(case: Case, person: Person, loan: str, phrases: Phrases, words: Words) -> dict[str, Any]:
    roles = roles_of(case, Subject(person.id, loan))
    borrower = any(role.kind is RoleKind.BORROWER for role in roles)
    name = phrases.name(person.id)
    tie = "" if borrower else _tie(case, person, words)
    role = words.listed(*(role.kind for role in roles)) if roles else ""
    return {
        "id": person.id,
        "name": name,
        "borrower": borrower,
        "tie": tie,
        "role": role,
        "said": _said(name, tie, role, words),
        "facts": list(_facts(case, person, loan, words)),
    }


def _said(name: str, tie: str, role: str, words: Words) -> str:
    """The lines of the map around a person as a sentence."""
    key = "tie_and_role" if tie and role else "tie_only" if tie else "role_only" if role else "nothing"
    return words(f"lesson.map.said.{key}", name=name, tie=tie, role=role)


def _tie(case: Case, person: Person, words: Words) -> str:
    borrowers = {role.person for role in case.roles if role.kind is RoleKind.BORROWER}
    for marriage in case.marriages:
        if person.id in {marriage.a, marriage.b} and borrowers & {marriage.a, marriage.b}:
            return words.show(RelationKind.SPOUSE)
    for relation in case.relations:
        if person.id in {relation.a, relation.b} and borrowers & {relation.a, relation.b}:
            return words.show(relation.kind)
    return ""


def _facts(case: Case, person: Person, loan: str, words: Words) -> Iterator[str]:
    """What the person signed, promised or did about the loan."""
    subject, told = Subject(person.id, loan), False
    for role in roles_of(case, subject):
        told = True
        yield words("lesson.map.signed", role=role.kind, signature=role.act.signature)
    guarantee = guarantee_of(case, subject)
    if guarantee is not None:
        yield words(
            "lesson.map.guarantee",
            formed=guarantee.formed,
            form=guarantee.form,
            type_words=guarantee.type_words,
            period_words=guarantee.period_words,
        )
    for act in case.spouse_acts:
        if act.spouse == person.id and act.loan == loan:
            told = True
            yield words("lesson.map.spouse_act", on=act.date, kind=act.kind)
    if not told:
        yield words("lesson.map.did_nothing")
