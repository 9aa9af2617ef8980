"""The sheet: an assignment as a trainee may hold it, in every language. Stories and questions; no fact, key or rule.

`sheet_of` and `write_sheet` make `sheet.json` on the instructor's side; `read_sheet` reads it on the trainee's.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from autograder.questions import QuestionKind
from autograder.strict_json import Table, Unreadable, load
from autograder.words import LANGUAGES, words_for

if TYPE_CHECKING:
    from autograder.assignments import Assignment
    from autograder.cases import CaseFile

FORMAT = "credit-liability-sheet/1"
SHEET_FILE = "sheet.json"

_CHOICES = frozenset({QuestionKind.ONE, QuestionKind.MANY, QuestionKind.MISSING_FACT})

Text = Mapping[str, str]
"""One text in every language."""


@attrs.frozen
class SheetOption:
    """One option: the value that is recorded, and the label that is read."""

    value: str
    label: Text


@attrs.frozen
class SheetPerson:
    """Somebody in the story."""

    id: str
    name: Text


@attrs.frozen
class SheetQuestion:
    """One question; `id` is `<case>.<question>`, or `claims.<claim>`."""

    id: str
    kind: QuestionKind
    prompt: Text
    points: int
    unit: Text | None
    options: tuple[SheetOption, ...]

    @property
    def values(self) -> tuple[str, ...]:
        """The values that may be chosen, in order."""
        return tuple(option.value for option in self.options)


@attrs.frozen
class SheetCase:
    """One case: its story (Markdown) and its questions. The last may hold claims; its story then says how to judge."""

    id: str
    title: Text
    story: Text
    persons: tuple[SheetPerson, ...]
    questions: tuple[SheetQuestion, ...]


@attrs.frozen
class Sheet:
    """Everything a trainee needs to answer an assignment."""

    assignment: str
    title: Text
    cases: tuple[SheetCase, ...]

    @property
    def questions(self) -> tuple[SheetQuestion, ...]:
        """The questions of all cases, in order."""
        return tuple(question for case in self.cases for question in case.questions)

    def data(self) -> dict[str, Any]:
        """The sheet as plain data, in the order in which it is written."""
        plain: dict[str, Any] = json.loads(json.dumps({"format": FORMAT, **attrs.asdict(self)}))
        return plain


class SheetRefused(Exception):
    """A sheet that cannot be used: the `reason` and `parameters` of the words that say why."""

    def __init__(self, reason: str, **parameters: Any) -> None:
        super().__init__(f"{reason} {parameters}")
        self.reason = reason
        self.parameters = parameters

    def say(self, language: str) -> str:
        """The refusal in a sentence for people."""
        return words_for(language)(self.reason, **self.parameters)


def sheet_of(
    assignment: "Assignment", case_files: Iterable["CaseFile"] | None = None, languages: Iterable[str] = LANGUAGES
) -> dict[str, Any]:
    """The sheet of an assignment as plain data, its cases loaded by name unless they are given, its claims at the end.

    Raises `CaseRefused` for a case that cannot be loaded, `NoSuchClaim`, and `MissingWord` for a text that a language
    lacks.
    """
    from autograder.cases import find_case
    from autograder.claim_questions import claims_section

    files = case_files if case_files is not None else [find_case(name) for name in assignment.cases]
    spoken = tuple(languages)
    cases = [sheet_case(case_file, spoken) for case_file in files]
    if assignment.claims:
        cases.append(claims_section(assignment.claims, spoken))
    return Sheet(assignment.name, {language: assignment.title[language] for language in spoken}, tuple(cases)).data()


def sheet_case(case_file: "CaseFile", languages: Iterable[str] = LANGUAGES) -> SheetCase:
    """What a trainee sees of one case. Raises `MissingWord`."""
    from autograder import prompts

    spoken = tuple(languages)
    questions = tuple(
        SheetQuestion(
            asked.key,
            asked.kind,
            {language: prompts.prompt(case_file, asked, language) for language in spoken},
            asked.points,
            _unit({language: prompts.unit(asked, language) for language in spoken}),
            tuple(
                SheetOption(
                    value, {language: prompts.option_label(case_file, asked, value, language) for language in spoken}
                )
                for value in asked.options
            ),
        )
        for asked in case_file.questions
    )
    stories = {language: case_file.stories[language] for language in spoken}
    return SheetCase(
        case_file.id,
        {language: story.title for language, story in stories.items()},
        {language: story.text for language, story in stories.items()},
        tuple(_person(person, spoken) for person in case_file.case.persons),
        questions,
    )


def _person(person: Any, languages: tuple[str, ...]) -> SheetPerson:
    return SheetPerson(
        person.id, {language: person.name if language == "zh" else person.name_en for language in languages}
    )


def _unit(unit: Mapping[str, str | None]) -> Text | None:
    return {language: text for language, text in unit.items() if text is not None} or None


def write_sheet(sheet: Mapping[str, Any], path: Path) -> None:
    """Write a sheet as `sheet_of` gives it: the same sheet, the same bytes."""
    path.write_text(json.dumps(sheet, ensure_ascii=False, indent=2) + "\n", encoding="utf-8", newline="\n")


def read_sheet(source: Path | str | bytes) -> Sheet:
    """Read `sheet.json`, or its content, strictly. Raises `SheetRefused`: it says in words what is wrong and where."""
    try:
        data = load(source if isinstance(source, bytes) else Path(source))
    except Unreadable as refusal:
        raise SheetRefused(f"answers.problems.{refusal.reason}", **refusal.parameters) from refusal
    return sheet_from(data)


def sheet_from(data: Any) -> Sheet:
    """The sheet out of plain data. Raises `SheetRefused`."""
    table = _Place("sheet", data).table("format", "assignment", "title", "cases")
    if table["format"].data != FORMAT:
        table["format"].refuse("format", expected=FORMAT)
    cases = tuple(_case(place) for place in table["cases"].entries())
    _once(table["cases"], [case.id for case in cases])
    return Sheet(table["assignment"].string(), table["title"].text(), cases)


def _case(place: "_Place") -> SheetCase:
    table = place.table("id", "title", "story", "persons", "questions")
    id = table["id"].string()
    persons = []
    for entry in table["persons"].entries():
        person = entry.table("id", "name")
        persons.append(SheetPerson(person["id"].string(), person["name"].text()))
    questions = tuple(_question(entry, id) for entry in table["questions"].entries())
    _once(table["persons"], [person.id for person in persons])
    _once(table["questions"], [question.id for question in questions])
    return SheetCase(id, table["title"].text(), table["story"].text(), tuple(persons), questions)


def _question(place: "_Place", case: str) -> SheetQuestion:
    table = place.table("id", "kind", "prompt", "points", "unit", "options")
    id = table["id"].string()
    if not id.startswith(f"{case}."):
        table["id"].refuse("question_id", case=case)
    kinds = [kind.value for kind in QuestionKind]
    if table["kind"].data not in kinds:
        table["kind"].refuse("kind", kinds=", ".join(kinds))
    kind = QuestionKind(table["kind"].data)
    options = tuple(_option(entry) for entry in table["options"].entries())
    _once(table["options"], [option.value for option in options])
    if bool(options) != (kind in _CHOICES):
        table["options"].refuse("options")
    points = table["points"].data
    if type(points) is not int or points < 0:
        table["points"].refuse("points")
    unit = None if table["unit"].data is None else table["unit"].text()
    return SheetQuestion(id, kind, table["prompt"].text(), points, unit, options)


def _option(place: "_Place") -> SheetOption:
    table = place.table("value", "label")
    return SheetOption(table["value"].string(), table["label"].text())


def _once(place: "_Place", ids: list[str]) -> None:
    if repeated := sorted({id for id in ids if ids.count(id) > 1}):
        place.refuse("repeated", ids=", ".join(repeated))


@attrs.frozen
class _Place:
    """A piece of the sheet and the path to it, so that every refusal can say where."""

    path: str
    data: Any

    def refuse(self, reason: str, **parameters: Any) -> None:
        raise SheetRefused(f"answers.sheet.{reason}", where=self.path, **parameters)

    def table(self, *keys: str) -> dict[str, "_Place"]:
        if not isinstance(self.data, dict):
            self.refuse("type")
        repeated = set(self.data.repeated) if isinstance(self.data, Table) else set()
        if strange := sorted(repeated | (set(self.data) ^ set(keys))):
            self.refuse("keys", keys=", ".join(strange))
        return {key: _Place(f"{self.path}.{key}", self.data[key]) for key in keys}

    def entries(self) -> list["_Place"]:
        if not isinstance(self.data, (list, tuple)):
            self.refuse("type")
        return [_Place(f"{self.path}[{number}]", entry) for number, entry in enumerate(self.data)]

    def string(self) -> str:
        if not isinstance(self.data, str) or not self.data.strip():
            self.refuse("type")
        return str(self.data)

    def text(self) -> dict[str, str]:
        return {language: place.string() for language, place in self.table(*LANGUAGES).items()}
