"""What a trainee can hold, the release and the wheel, has no fact of a graded case and no key."""

import json
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from autograder.questions import QuestionKind
from autograder.vocabulary import CODES
from autograder.words import LANGUAGES
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
