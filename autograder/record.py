"""The answer record as data: what `answers.json` holds, how it is read from strangers, and its receipt."""

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import attrs

from autograder.answer_values import EARLIEST, LATEST, Answerable, Value, WrongValue, checked, plausible, shown
from autograder.strict_json import Table, Unreadable, load
from autograder.words import LANGUAGES, words_for

FORMAT = "credit-liability-answers/1"
"""The first line of every record; another number means another meaning of what follows."""

_MOST_REVISIONS = 10**9
"""Nobody saves so often; a number that grows beyond what can be read back would lock the trainee out."""

_KEYS = ("format", "assignment", "trainee", "language", "revision", "saved_at", "answers")
_ENTRY_KEYS = ("value", "at", "revision", "confidence")


@attrs.frozen
class Answer:
    """One saved answer: its value, when and in which revision it was saved, and how sure (1-3) the trainee was."""

    value: Value
    at: str
    revision: int
    confidence: int | None = None


@attrs.frozen
class Record:
    """All answers of one trainee to one assignment."""

    assignment: str
    trainee: str
    language: str
    revision: int
    saved_at: str
    answers: Mapping[str, Answer]

    @property
    def values(self) -> dict[str, Value]:
        """Question id -> answer."""
        return {question: answer.value for question, answer in self.answers.items()}

    def text(self) -> str:
        """The record as `answers.json` has it."""
        entries = {
            question: attrs.asdict(answer, filter=lambda _, value: value is not None)
            for question, answer in sorted(self.answers.items())
        }
        data = {"format": FORMAT, **attrs.asdict(self, recurse=False), "answers": entries}
        return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


@attrs.frozen
class Problem:
    """Something in a record that cannot be read; `question` is None where it concerns the record as a whole."""

    question: str | None
    reason: str
    parameters: Mapping[str, Any] = attrs.field(factory=dict)

    def say(self, language: str) -> str:
        """The problem in a sentence for people."""
        said = words_for(language)(f"answers.problems.{self.reason}", **self.parameters)
        if self.question is None:
            return said
        return words_for(language)("answers.problems.in_question", question=shown(self.question), problem=said)


@attrs.frozen
class ReadRecord:
    """What could be read of a record.

    `values` are the answers that may be marked: none where the record is another person's or another assignment's,
    and never one with a problem. `record` is None where nothing could be made out at all.
    """

    record: Record | None
    values: Mapping[str, Value]
    problems: tuple[Problem, ...]

    @property
    def refused(self) -> bool:
        """Whether the record as a whole must not be marked."""
        return self.record is None or any(
            problem.question is None and problem.reason in _REFUSING for problem in self.problems
        )


_MOST_PROBLEMS = 50

_REFUSING = frozenset({"other_assignment", "other_trainee", "repeated_key"})


def read_record(
    source: Path | str | bytes,
    questions: Iterable[Answerable],
    *,
    assignment: str | None,
    trainee: str | None = None,
    others: bool = False,
) -> ReadRecord:
    """Read a record that anybody may have written; the content never raises, every defect becomes a `Problem`.

    `source` is the file or its bytes, `questions` what may be answered (with `others`, answers to further questions are
    taken as they are), `assignment` and `trainee` whose record it must be, None for anybody's. A defect in one answer
    leaves the others readable.
    """
    try:
        data = load(source if isinstance(source, bytes) else Path(source))
    except Unreadable as refusal:
        return ReadRecord(None, {}, (Problem(None, refusal.reason, refusal.parameters),))
    if not isinstance(data, Table):
        return ReadRecord(None, {}, (Problem(None, "no_record"),))
    if data.get("format") != FORMAT:
        return ReadRecord(None, {}, (Problem(None, "other_format", {"expected": FORMAT}),))
    return _Reader({question.id: question for question in questions}, others).read(data, assignment, trainee)


class _Reader:
    """Gathers the problems of one record while its parts are read."""

    def __init__(self, questions: Mapping[str, Answerable], others: bool) -> None:
        self.questions = questions
        self.others = others
        self.problems: list[Problem] = []

    def read(self, data: Table, assignment: str | None, trainee: str | None) -> ReadRecord:
        self._keys(data, _KEYS, None)
        owner = self._text(data, "trainee")
        named = self._text(data, "assignment")
        language = data.get("language")
        if language not in LANGUAGES:
            self._problem(None, "wrong_type_of", key="language")
            language = LANGUAGES[0]
        revision = self._revision(data, None)
        other = assignment is not None and named != assignment
        answers = self._answers(data, other)
        record = Record(named, owner, language, revision, self._moment(data, "saved_at", None), answers)
        if other:
            self._problem(None, "other_assignment", found=shown(named), expected=assignment)
        if trainee is not None and owner != trainee:
            self._problem(None, "other_trainee", found=shown(owner), expected=trainee)
        result = ReadRecord(record, record.values, self._worth_telling())
        return attrs.evolve(result, values={}) if result.refused else result

    def _worth_telling(self) -> tuple[Problem, ...]:
        """The first problems, every one that refuses the record or is the first of a question, and how many are left.

        One trainee's file could otherwise fill the whole report of a class.
        """
        kept: list[Problem] = []
        seen: set[str | None] = set()
        for problem in self.problems:
            grave = problem.question is None and problem.reason in _REFUSING
            first = problem.question in self.questions and problem.question not in seen
            if grave or first or len(kept) < _MOST_PROBLEMS:
                kept.append(problem)
            seen.add(problem.question)
        left = len(self.problems) - len(kept)
        return (*kept, Problem(None, "more_problems", {"count": left})) if left else tuple(kept)

    def _answers(self, data: Table, other: bool) -> dict[str, Answer]:
        """The readable answers; those of another assignment are not looked at."""
        entries = data.get("answers")
        if not isinstance(entries, Table):
            self._problem(None, "wrong_type_of", key="answers")
            return {}
        if other:
            return {}
        twice = set(entries.repeated)
        for question in entries.repeated:
            self._problem(question, "answered_twice")
        once = {question: entry for question, entry in entries.items() if question not in twice}
        read = {question: self._answer(question, entry) for question, entry in once.items()}
        return {question: answer for question, answer in read.items() if answer is not None}

    def _answer(self, question: str, entry: Any) -> Answer | None:
        """One answer, or None where anything about it is wrong."""
        asked = self.questions.get(question)
        if asked is None and not self.others:
            self._problem(question, "unknown_question")
            return None
        if not isinstance(entry, Table):
            self._problem(question, "no_entry")
            return None
        before = len(self.problems)
        self._keys(entry, _ENTRY_KEYS, question)
        value: Value = ""
        try:
            given = entry.get("value")
            value = plausible(given) if asked is None else checked(asked, given)
        except WrongValue as wrong:
            self._problem(question, wrong.reason, **wrong.parameters)
        confidence = entry.get("confidence")
        if confidence is not None and (type(confidence) is not int or confidence not in (1, 2, 3)):
            self._problem(question, "wrong_type_of", key="confidence")
        answer = Answer(value, self._moment(entry, "at", question), self._revision(entry, question), confidence)
        return answer if len(self.problems) == before else None

    def _keys(self, table: Table, known: tuple[str, ...], question: str | None) -> None:
        for key in table.repeated:
            self._problem(question, "repeated_key", key=shown(key))
        for key in table:
            if key not in known:
                self._problem(question, "unknown_key", key=shown(key))

    def _text(self, table: Table, key: str) -> str:
        value = table.get(key)
        if isinstance(value, str) and shown(value, len(value)) == value:
            return value
        self._problem(None, "wrong_type_of", key=key)
        return ""

    def _revision(self, table: Table, question: str | None) -> int:
        value = table.get("revision")
        if type(value) is int and 0 <= value <= _MOST_REVISIONS:
            return value
        self._problem(question, "wrong_type_of", key="revision")
        return 0

    def _moment(self, table: Table, key: str, question: str | None) -> str:
        value = table.get(key)
        if isinstance(value, str) and moment(value) is not None:
            return value
        self._problem(question, "wrong_type_of", key=key)
        return ""

    def _problem(self, question: str | None, reason: str, **parameters: Any) -> None:
        named = question if question is None or question in self.questions else shown(question)
        self.problems.append(Problem(named, reason, parameters))


def moment(text: str) -> datetime | None:
    """The moment that a record writes down, None where it is none, lacks the time zone or is of no plausible year."""
    try:
        at = datetime.fromisoformat(text) if text.isascii() else None
    except ValueError:
        return None
    return at if at is not None and at.tzinfo is not None and EARLIEST <= at.date() <= LATEST else None


def receipt(record: Record) -> str:
    """Eight letters and digits that stand for the answers: the same answers of the same trainee, the same receipt."""
    content = json.dumps(
        [record.assignment, record.trainee, record.values], ensure_ascii=True, sort_keys=True, separators=(",", ":")
    )
    digest = base64.b32encode(hashlib.sha256(content.encode("ascii")).digest()).decode("ascii")
    short = digest[:8].translate(_UNMISTAKABLE)
    return f"{short[:4]}-{short[4:]}"


_UNMISTAKABLE = str.maketrans("ILOU", "8901")
"""Base 32 has no 0, 1, 8 and 9; they replace the letters that are mistaken for digits or make words."""


def count(values: Mapping[str, Value], questions: Iterable[Answerable]) -> tuple[int, int]:
    """How many of the questions are answered, and how many there are."""
    ids = [question.id for question in questions]
    return sum(id in values for id in ids), len(ids)
