"""Case forms: saved at the click, restored by new objects, one record for all, and words where something is wrong."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import course.assignment
import course.practice
from autograder.answers import AnswerStore
from autograder.assignments import find_assignment
from autograder.sheet import read_sheet, sheet_of, write_sheet
from course.assignment import case_form
from course.practice import claims_form, practice_form

SMALL = Path(__file__).parents[1] / "small_course"
OWES, WHY, UNTIL = "han_mei_note.han_mei_owes", "han_mei_note.han_mei_why", "han_mei_note.han_mei_until"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("WORKBOOK_CASES", str(SMALL))
    monkeypatch.setenv("WORKBOOK_TRAINEE", "alice")
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    monkeypatch.setenv("JPY_SESSION_NAME", "/home/alice/02_guarantee.ipynb")
    monkeypatch.chdir(tmp_path)
    write_sheet(sheet_of(find_assignment("90_small")), tmp_path / "sheet.json")
    restart()
    yield tmp_path
    restart()


def restart() -> None:
    """What a restarted kernel has forgotten."""
    course.assignment._open.clear()
    course.practice._open.clear()


def saved(folder: Path, name: str = "answers.json") -> dict[str, Any]:
    answers = json.loads((folder / name).read_text(encoding="utf-8"))["answers"]
    return {question: answer["value"] for question, answer in answers.items()}


def first_option(form: Any, question: str) -> str:
    return str(next(asked for asked in form.questions if asked["id"] == question)["options"][0]["value"])


def test_opening_writes_nothing_and_preselects_nothing(folder: Path) -> None:
    form = case_form(1, "zh")
    assert (form.values, form.notices) == ({}, [])
    assert [entry.name for entry in folder.iterdir()] == ["sheet.json"]


def test_a_click_is_in_the_file_before_the_form_says_saved(folder: Path) -> None:
    form = case_form(1, "zh")
    choice = first_option(form, OWES)
    seen: list[tuple[str, Any]] = []
    form.observe(lambda change: seen.append((change["new"][OWES]["state"], saved(folder))), names="status")
    form.values = {OWES: choice}
    assert seen == [("saved", {OWES: choice})]
    assert "已保存" in form.status[OWES]["text"]


def test_after_a_restart_the_saved_answers_are_back(folder: Path) -> None:
    form = case_form(1, "zh")
    form.values = {OWES: first_option(form, OWES), WHY: "因为没有签字。"}
    values, summary = form.values, form.summary
    restart()
    again = case_form(1, "en")
    assert again.values == values
    assert again.status[WHY]["state"] == "saved"
    assert summary.rpartition(" ")[2] == again.summary.rpartition(" ")[2]


def test_forms_of_one_notebook_share_record_and_summary(folder: Path) -> None:
    first, second = case_form(1, "zh"), case_form(2, "zh")
    other = second.questions[0]["id"]
    first.values = {OWES: first_option(first, OWES)}
    second.values = {other: first_option(second, other)}
    assert set(saved(folder)) == {OWES, other}
    assert first.summary == second.summary
    assert first.summary.startswith("已答 2/")


def test_the_same_case_shown_twice_shows_the_same_answers() -> None:
    one, other = case_form(1, "zh"), case_form(1, "en")
    one.values = {WHY: "因为没有签字。"}
    assert other.values == {WHY: "因为没有签字。"}
    assert other.status[WHY]["state"] == "saved"


def test_an_answer_that_another_process_saved_appears(folder: Path) -> None:
    form = case_form(1, "zh")
    sheet = read_sheet(folder / "sheet.json")
    AnswerStore(folder / "answers.json", "90_small", "alice", "zh", sheet.questions).save(UNTIL, "2024-01-02")
    form.values = {**form.values, WHY: "因为。"}
    assert form.values == {UNTIL: "2024-01-02", WHY: "因为。"}


def test_a_malformed_date_is_not_saved_and_the_form_says_so(folder: Path) -> None:
    form = case_form(1, "en")
    form.values = {UNTIL: "soon"}
    assert form.status[UNTIL]["state"] == "not_saved"
    assert "soon" in form.status[UNTIL]["text"]
    assert not (folder / "answers.json").exists()


def test_what_could_not_be_saved_is_said_and_saved_as_soon_as_it_can(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = case_form(1, "zh")

    def full(*_: Any) -> None:
        raise OSError(28, os.strerror(28))

    with monkeypatch.context() as patched:
        patched.setattr("autograder.safe_file.os.replace", full)
        form.values = {WHY: "因为。"}
    assert (form.status[WHY]["state"], form.status[WHY]["again"]) == ("not_saved", True)
    assert "磁盘已满" in form.status[WHY]["text"]
    form.values = {**form.values, OWES: first_option(form, OWES)}
    assert set(saved(folder)) == {WHY, OWES}
    assert form.status[WHY]["state"] == "saved"


def test_the_button_saves_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    form = case_form(1, "zh")
    with monkeypatch.context() as patched:
        patched.setattr("autograder.safe_file.os.open", lambda *_: (_ for _ in ()).throw(PermissionError(13, "no")))
        form.values = {WHY: "因为。"}
    assert form.status[WHY]["state"] == "not_saved"
    form._handle_custom_msg({"ask": "save", "question": WHY}, [])
    assert saved(folder) == {WHY: "因为。"}


def test_a_damaged_record_is_said_in_the_form_and_kept(folder: Path) -> None:
    (folder / "answers.json").write_bytes(b"{broken")
    form = case_form(1, "zh")
    assert "损坏" in form.notices[0]
    form.values = {WHY: "因为。"}
    (aside,) = folder.glob("answers.damaged-*")
    assert aside.read_bytes() == b"{broken"
    assert aside.name in form.notices[0]


def test_somebody_elses_record_is_shown_but_never_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case_form(1, "zh").values = {WHY: "因为。"}
    before = (folder / "answers.json").read_bytes()
    monkeypatch.setenv("WORKBOOK_TRAINEE", "teacher")
    form = case_form(1, "zh")
    assert "alice" in form.notices[0]
    form.values = {WHY: "改了"}
    assert form.status[WHY]["state"] == "not_saved"
    assert (folder / "answers.json").read_bytes() == before


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_sheet_a_bad_sheet_or_a_case_too_many_is_said_in_words(folder: Path, language: str) -> None:
    assert 'role="alert"' in case_form(3, language).value
    (folder / "sheet.json").write_text("{", encoding="utf-8")
    assert "sheet.json" in case_form(1, language).value
    (folder / "sheet.json").unlink()
    assert "sheet.json" in case_form(1, language).value


def test_while_nbgrader_marks_the_case_is_inert_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    hostile = "<script>alert(1)</script>\n第二行"
    form = case_form(1, "zh")
    form.values = {WHY: hostile, OWES: first_option(form, OWES)}
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    monkeypatch.setenv("WORKBOOK_TRAINEE", "teacher")
    page = case_form(1, "zh").data
    assert "&lt;script&gt;alert(1)&lt;/script&gt;\n第二行" in page
    assert "<script" not in page
    assert form.questions[0]["prompt"] in page
    assert form.questions[0]["options"][0]["label"] in page


def test_while_nbgrader_validates_nothing_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    assert case_form(1, "zh") is None


def test_practice_explains_the_option_chosen_at_once_and_remembers(folder: Path) -> None:
    form: Any = practice_form("han_mei_note", "zh", questions=["han_mei_owes"])
    tones = {}
    for option in form.questions[0]["options"]:
        form.values = {OWES: option["value"]}
        told = form.feedback[OWES]
        assert told["heading"]
        assert told["paragraphs"]
        tones[option["value"]] = told["tone"]
    assert "right" in tones.values()
    assert {"wrong", "partly"} & set(tones.values())
    assert set(saved(folder, "02_guarantee.answers.json")) == {OWES}
    restart()
    again: Any = practice_form("han_mei_note", "en", questions=["han_mei_owes"])
    assert again.feedback[OWES]["tone"] == told["tone"]


def test_practice_explains_a_growing_answer_only_when_asked(folder: Path) -> None:
    form: Any = practice_form("han_mei_note", "en")
    form.values = {WHY: "nothing was signed"}
    assert form.feedback == {}
    form._handle_custom_msg({"ask": "check", "question": WHY}, [])
    assert form.feedback[WHY]["tone"] == "note"
    form.values = {WHY: "nothing was signed by her"}
    assert form.feedback == {}


def test_practice_cases_of_one_lesson_share_one_record(folder: Path) -> None:
    first: Any = practice_form("han_mei_note", "zh")
    first.values = {WHY: "因为。"}
    restart()
    second: Any = practice_form("wu_tao_calls", "zh")
    other = second.questions[0]["id"]
    second.values = {other: first_option(second, other)}
    assert set(saved(folder, "02_guarantee.answers.json")) == {WHY, other}
    assert list(folder.glob("*.damaged-*")) == []


def test_a_practice_case_that_does_not_exist_is_said() -> None:
    assert "nowhere" in practice_form("nowhere", "zh").value  # type: ignore[attr-defined]


# Claims

CLAIM, OTHER = "claims.s2_09", "claims.s3_04"


@pytest.fixture
def claims_folder(folder: Path) -> Path:
    """The folder of the assignment that asks one case and then claims."""
    write_sheet(sheet_of(find_assignment("91_claims")), folder / "sheet.json")
    return folder


@pytest.mark.parametrize(("language", "label"), [("zh", "怎样判断"), ("en", "How to judge")])
def test_the_form_of_the_claims_quotes_them_and_says_how_to_judge(
    claims_folder: Path, language: str, label: str
) -> None:
    form = case_form(2, language)
    assert form.words["story"] == label
    assert form.words["story"] != case_form(1, language).words["story"]
    assert form.story_html.count("<li>") == 5
    assert form.questions[0]["id"] == CLAIM
    assert form.questions[0]["prompt"].startswith("“")
    assert [option["value"] for option in form.questions[0]["options"]][:2] == ["right", "conditional"]


def test_a_verdict_is_saved_like_any_answer_and_counts_for_the_receipt(claims_folder: Path) -> None:
    case, form = case_form(1, "zh"), case_form(2, "zh")
    form.values = {CLAIM: "wrong"}
    first = form.summary.rpartition(" ")[2]
    assert saved(claims_folder) == {CLAIM: "wrong"}
    assert case.summary == form.summary
    form.values = {CLAIM: "outdated"}
    assert form.summary.rpartition(" ")[2] != first
    restart()
    assert case_form(2, "en").values == {CLAIM: "outdated"}


def test_an_assignment_never_explains_a_claim(claims_folder: Path) -> None:
    form = case_form(2, "zh")
    form.values = {CLAIM: "right"}
    assert form.feedback == {}
    assert not form.practice


def test_while_nbgrader_marks_the_claims_are_inert_paper(claims_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    form = case_form(2, "zh")
    form.values = {CLAIM: "outdated"}
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    page = case_form(2, "zh").data
    assert "已经过时" in page
    assert form.questions[0]["prompt"] in page


def test_practice_tells_at_once_what_the_law_says_to_a_claim(folder: Path) -> None:
    form: Any = claims_form(["S2-09", "S3-04"], "zh")
    tones = {}
    for option in form.questions[0]["options"]:
        form.values = {CLAIM: option["value"]}
        told = form.feedback[CLAIM]
        tones[option["value"]] = told["tone"]
        text = "".join(told["paragraphs"])
        assert "《民法典》第六百八十六条第二款" in text
        assert ("法律的回答：说错了。" in text) == (option["value"] != "wrong")
    assert tones == {
        "right": "wrong", "conditional": "wrong", "wrong": "right", "outdated": "partly", "practice": "wrong",
    }  # fmt: skip
    assert set(saved(folder, "02_guarantee.answers.json")) == {CLAIM}


def test_practice_of_cases_and_of_claims_shares_one_record(folder: Path) -> None:
    case: Any = practice_form("wu_tao_calls", "en")
    asked = case.questions[0]["id"]
    case.values = {asked: first_option(case, asked)}
    form: Any = claims_form(["S3-04"], "en")
    form.values = {OTHER: "right"}
    assert set(saved(folder, "02_guarantee.answers.json")) == {asked, OTHER}
    assert form.feedback[OTHER]["tone"] == "right"
    assert form.summary == case.summary


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_claim_that_does_not_exist_is_said_with_near_ids(language: str) -> None:
    page: Any = claims_form(["S3-04", "s2-09"], language)
    assert "s2-09" in page.value
    assert "S2-09" in page.value
