"""Saving answers: at once, whole, merged with what others saved, and never over what cannot be read."""

import errno
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.answers import AnswerStore, NotSaved, WrongValue, receipt, trainee_name
from autograder.questions import QuestionKind
from autograder.safe_file import exclusive
from autograder.sheet import SheetOption, SheetQuestion


def question(id: str, kind: QuestionKind, *options: str) -> SheetQuestion:
    return SheetQuestion(id, kind, {}, 1, None, tuple(SheetOption(value, {}) for value in options))


QUESTIONS = (
    question("call.owes", QuestionKind.ONE, "none", "guarantee_joint"),
    question("call.tags", QuestionKind.MANY, "night", "threat", "insult"),
    question("call.end", QuestionKind.DATE),
    question("call.cap", QuestionKind.AMOUNT),
    question("call.why", QuestionKind.REASON),
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "answers.json"


def store(file: Path, trainee: str = "alice") -> AnswerStore:
    return AnswerStore(file, "01_who_owes", trainee, "zh", QUESTIONS)


def test_a_saved_answer_is_in_the_file_when_save_returns(file: Path) -> None:
    saved = store(file).save("call.owes", "none", confidence=2)
    data = json.loads(file.read_text(encoding="utf-8"))
    assert data["answers"]["call.owes"] == {"value": "none", "at": saved.at, "revision": 1, "confidence": 2}
    assert (data["format"], data["trainee"], data["revision"]) == ("credit-liability-answers/1", "alice", 1)


def test_a_new_store_finds_what_an_earlier_one_saved(file: Path) -> None:
    saved = store(file).save("call.tags", ["threat", "night"])
    again = store(file)
    assert again.record.values == {"call.tags": ["night", "threat"]}
    assert again.receipt == saved.receipt


def test_answers_of_another_process_are_kept(file: Path) -> None:
    mine, theirs = store(file), store(file)
    theirs.save("call.owes", "none")
    saved = mine.save("call.end", "2024-11-13")
    assert set(store(file).answers) == {"call.owes", "call.end"}
    assert saved.revision == 2


def test_many_processes_at_once_lose_nothing(file: Path) -> None:
    code = (
        "import sys, time\n"
        "from tests.test_answers import store\n"
        "from pathlib import Path\n"
        "file, id, start = Path(sys.argv[1]), sys.argv[2], sys.argv[3]\n"
        "mine = store(file)\n"
        "print('ready', flush=True)\n"
        "sys.stdin.read()\n"
        "for n in range(40):\n"
        "    mine.save(id, start + str(n) if start else ['night', 'threat'][: n % 2 + 1])\n"
    )
    answers = {"call.cap": "1", "call.why": "because ", "call.tags": ""}
    root = Path(__file__).parents[1]
    running = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(file), id, start], cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        for id, start in answers.items()
    ]
    for process in running:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
    for process in running:
        assert process.stdin is not None
        process.stdin.close()
    assert [process.wait(60) for process in running] == [0, 0, 0]
    assert store(file).record.revision == 120
    assert set(store(file).answers) == set(answers)


def test_a_folder_that_another_program_holds_is_said(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.safe_file._PATIENCE", 0.05)
    with exclusive(file.parent), pytest.raises(NotSaved) as refused:
        store(file).save("call.owes", "none")
    assert refused.value.reason == "busy"


def test_an_emptied_answer_is_taken_back(file: Path) -> None:
    mine = store(file)
    mine.save("call.tags", ["night"])
    mine.save("call.tags", [])
    mine.save("call.why", "  ")
    assert store(file).answers == {}


@pytest.mark.parametrize(
    ("given", "kept"),
    [("30000", "30000"), ("３０，０００", "30000"), (" 1,250.50 ", "1250.5"), ("007", "7"), ("0", "0"), ("0.0", "0")],
)
def test_an_amount_is_kept_as_bare_digits(file: Path, given: str, kept: str) -> None:
    mine = store(file)
    mine.save("call.cap", given)
    assert mine.record.values == {"call.cap": kept}


@pytest.mark.parametrize(
    ("id", "value", "reason"),
    [
        ("call.owes", "maybe", "not_an_option"),
        ("call.tags", ["night", "night"], "repeated_choice"),
        ("call.tags", "night", "wrong_type"),
        ("call.end", "2024-02-30", "not_a_date"),
        ("call.end", "20240213", "not_a_date"),
        ("call.cap", "three", "not_an_amount"),
        ("call.cap", "1,25", "not_an_amount"),
        ("call.cap", "-1", "not_an_amount"),
        ("call.why", "x" * 2001, "too_long"),
        ("other.case", "none", "unknown_question"),
    ],
)
def test_a_value_of_the_wrong_shape_is_refused_and_nothing_changes(
    file: Path, id: str, value: object, reason: str
) -> None:
    mine = store(file)
    mine.save("call.owes", "none")
    before = file.read_bytes()
    with pytest.raises(WrongValue) as refused:
        mine.save(id, value)
    assert refused.value.reason == reason
    assert file.read_bytes() == before


def test_a_damaged_file_is_set_aside_unchanged_before_the_first_save(file: Path) -> None:
    file.write_bytes(b'{"format": "credit-liability-answers/1", "answ')
    mine = store(file)
    assert [problem.reason for problem in mine.problems] == ["not_json"]
    assert [entry.name for entry in file.parent.iterdir()] == ["answers.json"]
    mine.save("call.owes", "none")
    (aside,) = file.parent.glob("answers.damaged-*.json")
    assert aside.read_bytes() == b'{"format": "credit-liability-answers/1", "answ'
    assert mine.set_aside == aside.name
    assert store(file).problems == ()


def test_readable_answers_of_a_partly_damaged_file_are_carried_over(file: Path) -> None:
    store(file).save("call.owes", "none")
    store(file).save("call.end", "2024-11-13")
    file.write_text(file.read_text(encoding="utf-8").replace("2024-11-13", "soon"), encoding="utf-8")
    mine = store(file)
    assert [(problem.question, problem.reason) for problem in mine.problems] == [("call.end", "not_a_date")]
    mine.save("call.cap", "5")
    assert store(file).record.values == {"call.owes": "none", "call.cap": "5"}
    assert len(list(file.parent.glob("answers.damaged-*.json"))) == 1


def test_another_trainees_record_is_never_written(file: Path) -> None:
    store(file, "alice").save("call.owes", "none")
    before = file.read_bytes()
    other = store(file, "bob")
    assert other.foreign
    with pytest.raises(NotSaved) as refused:
        other.save("call.owes", "guarantee_joint")
    assert "alice" in refused.value.say("en")
    assert [entry.name for entry in file.parent.iterdir()] == ["answers.json"]
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (errno.ENOSPC, "no_space"),
        (errno.EROFS, "no_permission"),
        (errno.EACCES, "no_permission"),
        (errno.EIO, "failed"),
    ],
)
def test_a_failing_disk_is_said_and_leaves_the_old_file(
    file: Path, monkeypatch: pytest.MonkeyPatch, number: int, reason: str
) -> None:
    mine = store(file)
    mine.save("call.owes", "none")
    before = file.read_bytes()

    def fail(_: int) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patched:
        patched.setattr("autograder.safe_file.os.fsync", fail)
        with pytest.raises(NotSaved) as refused:
            mine.save("call.owes", "guarantee_joint")
    assert refused.value.reason == reason
    assert all(refused.value.say(language) for language in ("zh", "en"))
    assert mine.record.values == {"call.owes": "none"}
    assert file.read_bytes() == before
    assert [entry.name for entry in file.parent.iterdir()] == ["answers.json"]


def test_a_folder_that_has_gone_is_said(tmp_path: Path) -> None:
    mine = store(tmp_path / "gone" / "answers.json")
    with pytest.raises(NotSaved) as refused:
        mine.save("call.owes", "none")
    assert refused.value.reason == "folder_gone"


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[Path]:
    """A folder that even the superuser cannot write to."""
    folder = Path("/proc/self/fdinfo")
    if os.name != "posix" or not folder.is_dir() or os.geteuid() != 0:
        folder = tmp_path / "read_only"
        folder.mkdir(mode=0o555)
    yield folder
    if folder.parent == tmp_path:
        folder.chmod(0o755)


def test_a_read_only_folder_is_said(read_only: Path) -> None:
    with pytest.raises(NotSaved) as refused:
        store(read_only / "answers.json").save("call.owes", "none")
    assert refused.value.reason in {"no_permission", "folder_gone"}


def test_the_receipt_follows_assignment_trainee_and_values_alone(file: Path, tmp_path: Path) -> None:
    mine = store(file)
    first = mine.save("call.owes", "none").receipt
    assert mine.save("call.owes", "guarantee_joint").receipt != first
    assert mine.save("call.owes", "none").receipt == first
    assert receipt(store(file).record) == first
    other = store(tmp_path / "elsewhere.json", "bob")
    assert other.save("call.owes", "none").receipt != first
    assert len(first) == 9
    assert not set(first) & set("ILOU")


def test_a_file_that_was_deleted_counts_as_empty_when_it_is_read_again(file: Path) -> None:
    mine = store(file)
    mine.save("call.owes", "none")
    file.unlink()
    mine.reload()
    assert mine.answers == {}


def test_answers_to_questions_not_listed_are_kept_where_that_is_wanted(file: Path) -> None:
    store(file).save("call.owes", "none")
    lesson = AnswerStore(file, "01_who_owes", "alice", "zh", QUESTIONS[2:3], others=True)
    assert lesson.problems == ()
    lesson.save("call.end", "2024-11-13")
    assert set(store(file).answers) == {"call.owes", "call.end"}


def test_the_trainee_is_named_by_the_environment_before_the_account(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKBOOK_TRAINEE", "  li_na ")
    monkeypatch.setenv("JUPYTERHUB_USER", "hub_user")
    assert trainee_name() == "li_na"
    monkeypatch.delenv("WORKBOOK_TRAINEE")
    assert trainee_name() == "hub_user"
    monkeypatch.delenv("JUPYTERHUB_USER")
    assert trainee_name()
