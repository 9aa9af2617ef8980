"""How a question of a case is put to a trainee: its prompt, its options and its unit, in one language."""

from datetime import datetime
from enum import StrEnum

from autograder.cases import CaseFile
from autograder.fact_paths import read_at
from autograder.phrases import Phrases
from autograder.questions import ENOUGH, Asked, Part, QuestionKind, subject_of
from autograder.rulebook import Subject
from autograder.stated import raw
from autograder.vocabulary import CODES, ContactTag, Figure, Flag
from autograder.words import words_for


def prompt(case_file: CaseFile, asked: Asked, language: str) -> str:
    """The question as a sentence. Raises `MissingWord` where the language has no such question."""
    phrases = Phrases(case_file.case, language)
    subject = subject_of(case_file.case, asked)
    key = f"prompts.{asked.kind.value}.{_topic(asked)}"
    context = {**phrases.context(subject), "contact": _contact(phrases, subject)}
    before, loan, _ = phrases.words.template(key).partition("{loan}")
    if loan and "{person}" in before:
        context["loan"] = phrases.own_loan(subject)
    return phrases.words(key, **context)


def option_label(case_file: CaseFile, asked: Asked, value: str, language: str) -> str:
    """An option as people read it; the value behind it is the same in every language."""
    phrases = Phrases(case_file.case, language)
    if asked.kind is not QuestionKind.MISSING_FACT:
        return phrases.code(_codes(asked)(value))
    if value == ENOUGH:
        return phrases.words("prompts.enough")
    return phrases.fact_name(read_at(case_file.case, value))


def unit(asked: Asked, language: str) -> str | None:
    """What an amount is counted in; None for every other kind of question."""
    if asked.kind is not QuestionKind.AMOUNT:
        return None
    return words_for(language)(f"prompts.unit.{Figure(asked.of or '').value}")


def _topic(asked: Asked) -> str:
    """By what the wording is chosen: the figure, the part of the finding, or else the dimension."""
    choice = asked.kind in {QuestionKind.ONE, QuestionKind.MANY}
    if asked.of is None or (choice and asked.of in {Part.OUTCOME, Part.CODES}):
        return asked.asks.value
    return asked.of


def _codes(asked: Asked) -> type[StrEnum]:
    parts: dict[str | None, type[StrEnum]] = {Part.TAGS: ContactTag, Part.FLAGS: Flag}
    return parts.get(asked.of, CODES[asked.asks])


def _contact(phrases: Phrases, subject: Subject) -> str:
    """The contact asked about, told by its time where the story gives one."""
    if subject.contact is None:
        return ""
    at = raw(subject.contact, "at")
    if isinstance(at, datetime):
        return phrases.words("prompts.contact.dated", at=at, person=phrases.name(subject.person))
    return phrases.words("prompts.contact.undated", person=phrases.name(subject.person))
