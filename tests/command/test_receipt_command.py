"""`workbook receipt` says the same receipt as the form, and why where there is none."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from autograder.answers import AnswerStore
from autograder.command.receipt import receipt
from autograder.questions import QuestionKind
from autograder.sheet import FORMAT, SheetOption, SheetQuestion

OPTIONS = (SheetOption("none", {"zh": "无", "en": "none"}), SheetOption("full", {"zh": "全部", "en": "full"}))
QUESTIONS = tuple(
    SheetQuestion(f"call.{name}", QuestionKind.ONE, {"zh": "问", "en": "ask"}, 1, None, OPTIONS) for name in "ab"
)


@pytest.fixture
def store(tmp_path: Path) -> AnswerStore:
    store = AnswerStore(tmp_path / "answers.json", "01_who_owes", "alice", "zh", QUESTIONS)
    store.save("call.a", "none")
    return store


def sheet_beside(store: AnswerStore) -> None:
    text = {"zh": "文", "en": "text"}
    questions = [
        {"id": asked.id, "kind": "one", "prompt": text, "points": 1, "unit": None,
         "options": [{"value": option.value, "label": text} for option in asked.options]}
        for asked in QUESTIONS
    ]  # fmt: skip
    case = {"id": "call", "title": text, "story": text, "persons": [], "questions": questions}
    sheet = {"format": FORMAT, "assignment": store.assignment, "title": text, "cases": [case]}
    store.path.with_name("sheet.json").write_text(json.dumps(sheet), encoding="utf-8")


def test_the_receipt_is_the_one_of_the_form(store: AnswerStore) -> None:
    sheet_beside(store)
    result = CliRunner().invoke(receipt, [str(store.path), "--lang", "en"])
    assert result.exit_code == 0
    for told in (store.receipt, "01_who_owes", "alice", "1 of 2", store.record.saved_at[:10]):
        assert told in result.output


def test_a_folder_will_do_and_no_sheet_is_needed(store: AnswerStore) -> None:
    result = CliRunner().invoke(receipt, [str(store.path.parent)])
    assert result.exit_code == 0
    assert f"回执 {store.receipt}" in result.output
    assert "已答 1 题" in result.output


def test_an_unreadable_record_ends_with_words_and_status_1(store: AnswerStore) -> None:
    store.path.write_bytes(store.path.read_bytes()[:40])
    result = CliRunner().invoke(receipt, [str(store.path)])
    assert result.exit_code == 1
    assert "已损坏" in result.stderr
    assert result.stdout == ""


def test_one_unreadable_answer_is_named_and_the_rest_still_told(store: AnswerStore) -> None:
    sheet_beside(store)
    store.path.write_text(store.path.read_text(encoding="utf-8").replace('"none"', '"nobody"'), encoding="utf-8")
    result = CliRunner().invoke(receipt, [str(store.path), "--lang", "en"])
    assert result.exit_code == 1
    assert "0 of 2" in result.stdout
    assert "call.a" in result.stderr


def test_no_file_is_said(tmp_path: Path) -> None:
    result = CliRunner().invoke(receipt, [str(tmp_path / "answers.json"), "--lang", "en"])
    assert result.exit_code == 1
    assert "There is no file answers.json" in result.stderr
