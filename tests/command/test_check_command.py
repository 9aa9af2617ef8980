"""`workbook check`: pages for authors, JSON, exit statuses, and what it answers to wrong use and bad files."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from autograder.cases import case_folders
from autograder.command import workbook
from autograder.words import LANGUAGES, words_for
from tests.desk.cases import FACTS, asking, replaced, written_case
from tests.told import CHINESE

SMALL = Path(__file__).parent.parent / "small_course"
BAD = sorted((Path(__file__).parent.parent / "bad").glob("*.toml"))
OPEN = replaced(FACTS, ('type_words = "none"', 'type_words = "unknown"'))


def run(*arguments: object) -> Result:
    return CliRunner().invoke(workbook, ["check", *map(str, arguments)])


def data(*arguments: object) -> list[dict[str, Any]]:
    """What the JSON says of each case."""
    cases = json.loads(run(*arguments, "--json").stdout)["cases"]
    assert isinstance(cases, list)
    return cases


@pytest.fixture(scope="module")
def note(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound case with one question."""
    return written_case(tmp_path_factory.mktemp("home") / "sun_qi_note", asking())


@pytest.fixture(scope="module")
def unsound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case whose question has no answer."""
    return written_case(tmp_path_factory.mktemp("home") / "sun_qi_open", asking(), facts=OPEN)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_tells_answer_deciding_facts_rules_options_traps_and_dead_facts(note: Path, language: str) -> None:
    result = run(note, "--lang", language)
    words = words_for(language)
    general, joint = words("liability.guarantee_general.label"), words("liability.guarantee_joint.label")
    assert (result.exit_code, result.stderr) == (0, "")
    page = result.stdout
    assert words("check.answer", answer=words("explain.quoted", text=general)) in page
    assert words("facts.Guarantee.type_words.name") in page
    assert joint in page
    assert words("mistakes.front_line_assumed.name") in page
    assert "GUA-04" in page
    assert re.search(r"GUA-10\.\d", page)
    for key in ("decisive", "options", "tried"):
        assert words(f"check.{key}") in page
    assert words("facts.Relation.kind.name") in page.splitlines()[-1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_people_read_no_codes_and_only_their_own_language(note: Path, language: str) -> None:
    page = run(note, "--lang", language).stdout.replace("sun_qi_note", "").replace("sun_qi_owes", "")
    assert not re.search(r"[{}]|\b[a-z]+_[a-z_]+\b", page)
    assert language == "zh" or not CHINESE.search(page)


def test_chinese_is_spoken_unless_another_language_is_asked_for(note: Path) -> None:
    assert run(note).stdout == run(note, "--lang", "zh").stdout != run(note, "--lang", "en").stdout


def test_json_has_what_the_page_tells_as_data(note: Path) -> None:
    (case,) = data(note)
    assert list(case) == [
        "case", "path", "refused", "as_of", "problems", "remarks", "questions", "dead_facts", "complete",
    ]  # fmt: skip
    assert (case["case"], case["as_of"], case["problems"], case["complete"]) == ("sun_qi_note", "2024-07-15", [], True)
    assert "relations.0.kind" in case["dead_facts"]
    (question,) = case["questions"]
    assert (question["id"], question["expected"], question["accepted"]) == (
        "sun_qi_owes",
        ["guarantee_general"],
        [["guarantee_general"]],
    )
    (kind,) = (one for one in question["decisive"] if one["fact"] == "guarantees.0.type_words")
    assert (kind["is"], kind["answer"]) == ("none", ["guarantee_joint"])
    assert "GUA-04" in question["rules"]["standing"]
    assert {"rule", "conditions_held", "fails"} == set(question["rules"]["tried"][0])
    options = {one["value"]: one for one in question["options"]}
    assert options["guarantee_joint"] == {
        "value": "guarantee_joint", "right": False, "expected": False, "near": "one_fact",
        "traps": ["front_line_assumed"],
    }  # fmt: skip
    assert [one["reason"] for one in case["remarks"]] == ["indefensible"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_without_an_answer_ends_with_1_and_is_said_with_file_line_and_key(
    unsound: Path, language: str
) -> None:
    result = run(unsound, "--lang", language)
    assert (result.exit_code, result.stderr) == (1, "")
    lines = (unsound / "case.toml").read_text(encoding="utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, start=1) if text.startswith("options"))
    words = words_for(language)
    place = words("refusals.at_line", file="case.toml", line=str(line), key="questions[0].options", said="")
    assert place.strip() in result.stdout
    assert words("check.notes.open") in result.stdout
    (problem,) = data(unsound, "--lang", language)[0]["problems"]
    assert (problem["question"], problem["reason"], problem["key"], problem["line"]) == (
        "sun_qi_owes",
        "open",
        "questions[0].options",
        line,
    )


def test_a_fact_that_a_rule_misses_is_said_with_its_place(tmp_path: Path) -> None:
    facts = replaced(FACTS, ('"guarantor"\nact = { signature = "genuine" }', '"guarantor"'))
    result = run(written_case(tmp_path / "unsigned", asking(), facts=facts), "--lang", "en")
    assert result.exit_code == 1
    assert "roles[1].act.signature" in result.stdout


def test_of_several_cases_only_what_is_to_mend_or_to_note_is_told_with_a_sum(note: Path, unsound: Path) -> None:
    result = run(note, unsound)
    words = words_for("zh")
    assert result.exit_code == 1
    assert words("check.decisive") not in result.stdout
    assert words("check.notes.open") in result.stdout
    assert words("check.summary", cases=2, questions=2, problems=1, remarks=1) in result.stdout.splitlines()


def test_a_refused_case_does_not_keep_the_others_from_being_read(note: Path, tmp_path: Path) -> None:
    bad = written_case(
        tmp_path / "bad", asking(), facts=replaced(FACTS, ("pboc_connected = true", 'pboc_connected = "yes"'))
    )
    result = run(bad, note)
    assert result.exit_code == 1
    assert words_for("zh")("shapes.boolean") in result.stdout
    assert "sun_qi_note" in result.stdout
    refused, read = data(bad, note)
    assert (refused["refused"], read["refused"]) == (True, False)
    assert [(one["key"], one["reason"]) for one in refused["problems"]] == [("lenders[0].pboc_connected", "wrong_type")]


def test_a_case_may_be_named_by_its_folder_its_file_its_id_or_the_folder_above(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "cases"
    shutil.copytree(SMALL / "han_mei_note", home / "han_mei_note")
    monkeypatch.setattr("autograder.command.check.case_folders", lambda: (home,))
    monkeypatch.chdir(tmp_path)
    pages = {run(how).stdout for how in (home / "han_mei_note", home / "han_mei_note/case.toml", "han_mei_note", home)}
    assert len(pages) == 1
    assert run().stdout == pages.pop()


def test_without_arguments_every_case_of_the_known_folders_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("autograder.command.check.case_folders", lambda: (SMALL,))
    assert [one["case"] for one in data()] == ["han_mei_note", "wu_tao_calls"]
    monkeypatch.setattr("autograder.command.check.case_folders", lambda: (tmp_path,))
    assert run().exit_code == 2


@pytest.mark.parametrize("wrong", [["--lang", "fr"], ["--colour"], ["no_such_case"], ["wu_tao_cal"]])
def test_wrong_use_ends_with_2_and_prints_nothing(wrong: list[str]) -> None:
    result = run(*wrong)
    assert (result.exit_code, result.stdout) == (2, "")


def test_a_case_id_that_there_is_not_is_answered_with_those_that_may_be_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.command.check.case_folders", lambda: (SMALL,))
    assert "wu_tao_calls" in run("wu_tao_cals").stderr
    assert words_for("zh")("check.no_such_case", path="zzz") in run("zzz").stderr


@pytest.mark.parametrize("file", BAD, ids=lambda file: file.stem)
def test_a_file_that_cannot_be_read_ends_with_1_and_never_with_a_traceback(file: Path) -> None:
    result = run(file)
    assert (result.exit_code, result.stderr) == (1, "")
    assert isinstance(result.exception, SystemExit)
    assert words_for("zh")("check.problems") in result.stdout


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    assert run(tmp_path).exit_code == 1


@pytest.mark.slow
@pytest.mark.parametrize("home", case_folders(), ids=lambda home: home.parent.name)
def test_no_case_of_the_workbook_has_anything_to_mend(home: Path) -> None:
    assert [(one["case"], one["problems"]) for one in data(home) if one["problems"]] == []
