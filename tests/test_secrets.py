"""What a trainee can hold, the release and the wheel, has no fact of a graded case and no key."""

import json
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from autograder.assignments import Assignment
from autograder.claim_questions import SECTION, VALUES
from autograder.law import authority_words
from autograder.law.claims import Claim, claims
from autograder.questions import QuestionKind
from autograder.rulebook import all_rules
from autograder.sheet import sheet_from, sheet_of
from autograder.vocabulary import CODES
from autograder.words import LANGUAGES, words_for
from course.building.assignments import assignment_notebook
from course.building.sources import FORMS, form_source, mark_source

ROOT = Path(__file__).resolve().parent.parent
GRADED = sorted((ROOT / "autograder" / "cases").glob("*/case.toml"))
HANDED_OUT = sorted((ROOT / "release").rglob("*.*"))
SHEETS = [file for file in HANDED_OUT if file.name == "sheet.json"]
NOTEBOOKS = [file for file in HANDED_OUT if file.suffix == ".ipynb"]

TEXT = dict.fromkeys(LANGUAGES, str)
SHAPE: Any = {
    "format": str,
    "assignment": str,
    "title": TEXT,
    "cases": [
        {
            "id": str,
            "title": TEXT,
            "story": TEXT,
            "persons": [{"id": str, "name": TEXT}],
            "questions": [
                {
                    "id": str,
                    "kind": str,
                    "prompt": TEXT,
                    "points": int,
                    "unit": TEXT,
                    "options": [{"value": str, "label": TEXT}],
                }
            ],
        }
    ],
}
"""Every key that a sheet has, and the type of what stands there."""


NAMING = {"id", "value"}
"""Keys of a sheet under which ids and options stand; a wrong option may well be the word of a fact."""


def name(file: Path) -> str:
    return str(file.relative_to(ROOT))


def misfits(value: Any, shape: Any, place: str = "sheet") -> Iterator[str]:
    """Where plain data is not exactly of a shape."""
    if isinstance(shape, list):
        for number, entry in enumerate(value if isinstance(value, list) else [value]):
            yield from misfits(entry, shape[0], f"{place}[{number}]")
    elif isinstance(shape, dict):
        if not isinstance(value, dict) or set(value) != set(shape):
            yield place
        else:
            for key in shape:
                if not (key == "unit" and value[key] is None):
                    yield from misfits(value[key], shape[key], f"{place}.{key}")
    elif type(value) is not shape:
        yield place


def dates_of(case: Path) -> set[str]:
    """The days and moments of a case as its file writes them."""
    return set(re.findall(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?)?", case.read_text(encoding="utf-8")))


def kinds_of(case: Path) -> set[str]:
    """The fact words of a case, such as `emergency_contact`: what a role, a form or a contact was."""
    facts = {key: value for key, value in tomllib.loads(case.read_text(encoding="utf-8")).items() if key != "questions"}
    words = {value for key, value in entries(facts) if "_" in value and key not in NAMING}
    return words - {value for key, value in entries(facts) if key == "id"}


def entries(data: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Every text in plain data, with the key under which it stands."""
    if isinstance(data, dict):
        for name, value in data.items():
            yield from entries(value, name)
    elif isinstance(data, list):
        for value in data:
            yield from entries(value, key)
    elif isinstance(data, str):
        yield key, data


def test_there_is_something_to_look_at() -> None:
    assert GRADED
    assert SHEETS
    assert len(NOTEBOOKS) == len(SHEETS)


def test_a_release_is_notebooks_and_sheets_and_nothing_else() -> None:
    assert [file for file in HANDED_OUT if file not in SHEETS and file not in NOTEBOOKS] == []


@pytest.mark.parametrize("file", SHEETS, ids=name)
def test_a_sheet_has_exactly_the_keys_it_may_have(file: Path) -> None:
    assert list(misfits(json.loads(file.read_bytes()), SHAPE)) == []


def test_a_key_too_many_anywhere_in_a_sheet_is_seen() -> None:
    sheet = json.loads(SHEETS[0].read_bytes())
    sheet["cases"][0]["questions"][0]["expected"] = "none"
    assert list(misfits(sheet, SHAPE)) == ["sheet.cases[0].questions[0]"]


@pytest.mark.parametrize("file", [*SHEETS, *NOTEBOOKS], ids=name)
def test_no_handed_out_file_states_a_date_of_a_graded_case(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    for case in GRADED:
        assert [day for day in dates_of(case) if day in text] == [], case.parent.name


@pytest.mark.parametrize("file", [*SHEETS, *NOTEBOOKS], ids=name)
def test_no_handed_out_file_says_what_a_person_a_form_or_a_contact_was(file: Path) -> None:
    text = "\n".join(value for key, value in entries(json.loads(file.read_bytes())) if key not in NAMING)
    for case in GRADED:
        assert [kind for kind in kinds_of(case) if kind in text] == [], case.parent.name


@pytest.mark.parametrize("file", NOTEBOOKS, ids=name)
def test_a_handed_out_notebook_runs_nothing_but_forms_and_open_tests(file: Path) -> None:
    notebook = json.loads(file.read_bytes())
    sheet = json.loads((file.parent / "sheet.json").read_bytes())
    forms = {form_source(number, language) for number in FORMS for language in LANGUAGES}
    tests = {
        mark_source(question["id"]).split("\n### BEGIN")[0]
        for case in sheet["cases"]
        for question in case["questions"]
        if question["kind"] != QuestionKind.REASON
    }
    code = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert set(code) <= forms | tests
    assert tests <= set(code)
    assert all(cell["outputs"] == [] for cell in notebook["cells"] if cell["cell_type"] == "code")


@pytest.mark.parametrize("file", NOTEBOOKS, ids=name)
def test_a_handed_out_notebook_names_no_answer_code_no_rule_and_no_mark_scheme(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    codes = {code.value for question in CODES.values() for code in question if "_" in code.value}
    assert [code for code in codes if code in text] == []
    assert "MARK SCHEME" not in text
    assert "HIDDEN TESTS" not in text
    assert re.findall(r"\b[A-Z]{3}-\d\d\b", text) == []


def test_mark_schemes_and_hidden_tests_name_no_answer_code() -> None:
    codes = {code.value for question in CODES.values() for code in question if "_" in code.value}
    for file in (ROOT / "source").rglob("*.ipynb"):
        assert [code for code in codes if code in file.read_text(encoding="utf-8")] == []


# Claims


@cache
def told_of(id: str) -> tuple[str, ...]:
    """What would give a claim's verdict away: correction, authority and rules. The verdict stands in no text at all."""
    claim = claims()[id]
    told = [*claim.authority, *claim.rules]
    cards = [card for card in all_rules() if card.id in claim.rules]
    for language in LANGUAGES:
        told += [claim.correction[language], *(authority_words(reference, language) for reference in claim.authority)]
        told += [words_for(language)(f"rules.{card.name}.sentence") for card in cards]
    return tuple(told)


def betrayed(handed_out: str, asked: list[Claim]) -> list[tuple[str, str]]:
    """What of the claims asked stands in a text that is handed out, but for what the claims say themselves."""
    for claim in claims().values():
        for statement in claim.statement.values():
            handed_out = handed_out.replace(statement.translate(str.maketrans("“”", "‘’")), "")
    return [(claim.id, told) for claim in asked for told in told_of(claim.id) if told in handed_out]


@pytest.fixture(scope="module")
def all_claims() -> dict[str, Any]:
    """The sheet of an assignment that asks every claim."""
    return sheet_of(Assignment("90_all", {"zh": "全部", "en": "All"}, (), tuple(claims())))


def test_a_sheet_of_claims_has_exactly_the_keys_it_may_have(all_claims: dict[str, Any]) -> None:
    assert list(misfits(all_claims, SHAPE)) == []


def test_a_sheet_of_claims_offers_the_same_options_for_all_so_that_none_stands_out(all_claims: dict[str, Any]) -> None:
    (section,) = all_claims["cases"]
    assert section["id"] == SECTION
    rest = [{**question, "id": "", "prompt": ""} for question in section["questions"]]
    assert len(rest) == len(claims())
    assert all(question == rest[0] for question in rest)
    assert [option["value"] for option in rest[0]["options"]] == list(VALUES)


def test_a_sheet_of_claims_tells_no_correction_no_authority_and_no_rule(all_claims: dict[str, Any]) -> None:
    assert betrayed(json.dumps(all_claims, ensure_ascii=False), list(claims().values())) == []


def test_what_would_give_a_claim_away_is_seen(all_claims: dict[str, Any]) -> None:
    claim = claims()["S2-09"]
    for told in told_of(claim.id):
        assert (claim.id, told) in betrayed(json.dumps(all_claims, ensure_ascii=False) + told, [claim])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_notebook_of_claims_tells_nothing_even_before_its_hidden_tests_are_cut_off(
    all_claims: dict[str, Any], language: str
) -> None:
    notebook = assignment_notebook(sheet_from(all_claims), language)
    assert betrayed(notebook, list(claims().values())) == []
    assert [verdict for verdict in VALUES if f'"{verdict}"' in notebook] == []


@pytest.mark.parametrize("file", [*SHEETS, *NOTEBOOKS], ids=name)
def test_no_handed_out_file_gives_a_claim_that_it_asks_away(file: Path) -> None:
    sheet = json.loads((file.parent / "sheet.json").read_bytes())
    questions = {question["id"] for case in sheet["cases"] for question in case["questions"]}
    asked = [claim for claim in claims().values() if f"claims.{claim.id.lower().replace('-', '_')}" in questions]
    assert betrayed(file.read_text(encoding="utf-8"), asked) == []


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel as it would be published."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (file,) = folder.glob("*.whl")
    return zipfile.ZipFile(file)


@pytest.mark.slow
def test_the_wheel_holds_no_graded_case_and_no_assignment_list(wheel: zipfile.ZipFile) -> None:
    held = wheel.namelist()
    assert "autograder/solve.py" in held
    assert "course/lesson_plan.py" in held
    private = ("autograder/cases/", "autograder/assignments/", "source/", "release/", "tests/")
    assert [file for file in held if file.startswith(private)] == []


@pytest.mark.slow
def test_no_file_of_the_wheel_quotes_a_graded_case(wheel: zipfile.ZipFile) -> None:
    telling = {case.read_bytes(): case for case in GRADED}
    for story in (file for case in GRADED for file in case.parent.glob("story.*.md")):
        telling[max(story.read_bytes().splitlines(), key=len)] = story
    for held in wheel.namelist():
        content = wheel.read(held)
        assert [file for line, file in telling.items() if line in content] == [], held
