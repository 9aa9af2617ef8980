"""`workbook collect`: what a platform delivers is named, put in its place, and never lost or silently replaced."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from autograder.command.collect import collect
from autograder.record import FORMAT
from autograder.words import LANGUAGES, words_for
from tests.deliveries import UNIT, answers, everything, make_course, outcomes, receipt_of, run, zipped

ANN = f"submitted/ann/{UNIT}"


@pytest.fixture(autouse=True)
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path / "config"))
    root = tmp_path / "course"
    root.mkdir()
    monkeypatch.chdir(root)
    return make_course(root, UNIT, "unit2")


def moodle(tmp_path: Path, **records: bytes) -> Path:
    files = {
        f"{name}_{number}_assignsubmission_file_/answers.json": content
        for number, (name, content) in enumerate(records.items(), start=1000001)
    }
    return zipped(tmp_path / "moodle.zip", files)


def test_a_moodle_zip_becomes_submitted_folders_as_the_exchange_would_have_made_them(
    course: Path, tmp_path: Path
) -> None:
    content = answers("ann", minutes=5)
    told = run(moodle(tmp_path, **{"安 娜": content}), status=0)
    (one,) = told["files"]
    assert (one["platform"], one["name"], one["id"], one["trainee"]) == ("moodle", "安 娜", "1000001", "ann")
    assert (one["receipt"], one["outcome"], one["place"]) == (receipt_of(content), "placed", ANN)
    assert everything(course / "submitted") == {
        f"ann/{UNIT}/answers.json": content,
        f"ann/{UNIT}/sheet.json": (course / "release/zh" / UNIT / "sheet.json").read_bytes(),
        f"ann/{UNIT}/{UNIT}.ipynb": (course / "release/zh" / UNIT / f"{UNIT}.ipynb").read_bytes(),
        f"ann/{UNIT}/timestamp.txt": b"2026-11-21 04:05:00.000000 UTC",
    }


def test_the_notebook_beside_it_is_in_the_language_of_the_trainee(course: Path, tmp_path: Path) -> None:
    run(moodle(tmp_path, ann=answers("ann", language="en")), status=0)
    assert '"en"' in (course / ANN / f"{UNIT}.ipynb").read_text()


def test_canvas_says_who_was_late(tmp_path: Path) -> None:
    delivery = zipped(
        tmp_path / "canvas.zip",
        {"leeann_LATE_12345_67890_answers.json": answers("ann"), "raybob_12346_67891_answers-1.json": answers("bob")},
    )
    told = run(delivery, status=0)
    assert [(one["name"], one["id"], one["late"]) for one in told["files"]] == [
        ("leeann", "12345", True),
        ("raybob", "12346", False),
    ]
    assert "late" in told["files"][0]["notes"][0]


def test_a_folder_of_students_and_a_bare_file_will_do(course: Path, tmp_path: Path) -> None:
    for name in ("ann", "bob"):
        (tmp_path / "class" / name).mkdir(parents=True)
        (tmp_path / "class" / name / "answers.json").write_bytes(answers(name))
    (tmp_path / "answers.json").write_bytes(answers("cai"))
    assert outcomes(run(tmp_path / "class", status=0)) == {"ann/answers.json": "placed", "bob/answers.json": "placed"}
    assert run(tmp_path / "answers.json", status=0)["files"][0]["platform"] == "bare"
    assert sorted(folder.name for folder in (course / "submitted").iterdir()) == ["ann", "bob", "cai"]


def test_a_dry_run_says_the_same_and_writes_nothing(course: Path, tmp_path: Path) -> None:
    delivery = moodle(tmp_path, ann=answers("ann"))
    before = everything(course)
    told = run(delivery, "--dry-run", status=0)
    assert (told["written"], outcomes(told)) == (False, outcomes(run(delivery)))
    assert before.keys() < everything(course).keys()
    after = everything(course)
    run(moodle(tmp_path, ann=answers("ann", "full", minutes=9)), "--dry-run", status=0)
    assert everything(course) == after


def test_collecting_again_changes_nothing(course: Path, tmp_path: Path) -> None:
    delivery = moodle(tmp_path, ann=answers("ann"))
    run(delivery)
    before = everything(course)
    assert list(outcomes(run(delivery, status=0)).values()) == ["same"]
    assert everything(course) == before


def test_a_newer_version_takes_the_place_and_the_older_is_kept(course: Path, tmp_path: Path) -> None:
    first, second = answers("ann"), answers("ann", "full", minutes=30)
    run(moodle(tmp_path, ann=first))
    (course / ANN / "own.txt").write_text("the trainee's own")
    told = run(moodle(tmp_path, ann=second), status=0)
    assert list(outcomes(told).values()) == ["replaced"]
    assert (course / ANN / "answers.json").read_bytes() == second
    assert (course / ANN / "timestamp.txt").read_text() == "2026-11-21 04:30:00.000000 UTC"
    assert (course / ANN / "own.txt").exists()
    kept = course / f"submitted_earlier/ann/{UNIT}/20261121T040000Z-{receipt_of(first)}.json"
    assert kept.read_bytes() == first
    assert str(kept.relative_to(course)) in " ".join(told["files"][0]["notes"])


def test_an_older_version_is_kept_beside_and_the_newer_one_stays(course: Path, tmp_path: Path) -> None:
    older, newer = answers("ann"), answers("ann", "full", minutes=30)
    run(moodle(tmp_path, ann=newer))
    told = run(moodle(tmp_path, ann=older), status=0)
    assert list(outcomes(told).values()) == ["older"]
    assert receipt_of(newer) in " ".join(told["files"][0]["notes"])
    assert (course / ANN / "answers.json").read_bytes() == newer
    assert (course / f"submitted_earlier/ann/{UNIT}/20261121T040000Z-{receipt_of(older)}.json").read_bytes() == older


def test_two_versions_of_one_moment_are_for_a_person_to_decide(course: Path, tmp_path: Path) -> None:
    run(moodle(tmp_path, ann=answers("ann")))
    assert list(outcomes(run(moodle(tmp_path, ann=answers("ann", "full")), status=1)).values()) == ["same_time"]
    undated = answers("ann", "full", saved_at="yesterday")
    assert list(outcomes(run(moodle(tmp_path, ann=undated), status=1)).values()) == ["no_order"]
    assert (course / ANN / "answers.json").read_bytes() == answers("ann")


def test_a_damaged_submission_is_replaced_and_kept(course: Path, tmp_path: Path) -> None:
    (course / ANN).mkdir(parents=True)
    (course / ANN / "answers.json").write_bytes(b"{half")
    told = run(moodle(tmp_path, ann=answers("ann")), status=0)
    assert list(outcomes(told).values()) == ["replaced"]
    assert (course / ANN / "answers.json").read_bytes() == answers("ann")
    (kept,) = (course / f"submitted_earlier/ann/{UNIT}").iterdir()
    assert kept.read_bytes() == b"{half"


def test_two_different_records_of_one_trainee_are_both_refused_and_the_same_one_twice_is_not(tmp_path: Path) -> None:
    told = run(moodle(tmp_path, ann=answers("ann"), bob=answers("ann", "full", minutes=1)), status=1)
    assert set(outcomes(told).values()) == {"two_records"}
    told = run(moodle(tmp_path, ann=answers("ann"), bob=answers("ann", minutes=1)), status=0)
    assert sorted(outcomes(told).values()) == ["placed", "repeated"]


def test_what_cannot_be_placed_is_refused_by_name_and_the_rest_is_placed(course: Path, tmp_path: Path) -> None:
    bad = {
        "damaged": answers("x")[:60],
        "latin": answers("é").decode().encode("latin-1"),
        "list": b"[]",
        "other_format": answers("x", format="credit-liability-answers/9"),
        "nobody": answers(""),
        "unknown": answers("x", assignment="unit9"),
        "no_assignment": answers("x", assignment=""),
        "huge": answers("x", note="x" * 1_000_001),
    }
    told = run(moodle(tmp_path, ann=answers("ann"), **bad), status=1)
    found = {one["name"]: one["reason"] for one in told["files"]}
    assert found == {
        "ann": None,
        "damaged": "not_json",
        "latin": "not_utf8",
        "list": "no_record",
        "other_format": "other_format",
        "nobody": "no_trainee",
        "unknown": "unknown_assignment",
        "no_assignment": "no_assignment",
        "huge": "bomb",
    }
    assert [folder.name for folder in (course / "submitted").iterdir()] == ["ann"]


def test_one_assignment_alone(tmp_path: Path) -> None:
    delivery = moodle(tmp_path, ann=answers("ann"), bob=answers("bob", assignment="unit2"))
    told = run(delivery, "--assignment", UNIT, status=1)
    assert sorted(outcomes(told).values()) == ["other_assignment", "placed"]


def test_an_answer_that_cannot_be_read_is_named_and_the_record_is_placed(tmp_path: Path) -> None:
    told = run(moodle(tmp_path, ann=answers("ann", "nobody knows")), status=0)
    assert "call.a" in told["files"][0]["notes"][0]


def test_a_submission_without_answers_is_named_once(tmp_path: Path) -> None:
    files = {
        "Ann_1_assignsubmission_file_/sheet.json": b"{}",
        "Ann_1_assignsubmission_file_/unit1.ipynb": b"{}",
        "Bob_2_assignsubmission_file_/essay.docx": b"x",
        "cai/unit1.ipynb": b"{}",
        "notes/sheet.json": b"{}",
    }
    told = run(zipped(tmp_path / "moodle.zip", files), status=1)
    assert [(one["name"], one["reason"]) for one in told["files"]] == [
        ("Ann", "no_answers"),
        ("Ann", None),
        ("Bob", "not_a_record"),
        ("cai", "no_answers"),
        ("notes", None),
    ]


def test_what_lies_beside_a_record_is_named_and_needs_nobody(course: Path, tmp_path: Path) -> None:
    files = {
        f"ann/{UNIT}/answers.json": answers("ann"),
        f"ann/{UNIT}/{UNIT}.ipynb": b"{}",
        f"ann/{UNIT}/sheet.json": b"{}",
        f"ann/{UNIT}/answers.damaged-20261121T120307.json": b"{",
        f"__MACOSX/ann/{UNIT}/._answers.json": b"\0",
        f"ann/{UNIT}/.DS_Store": b"\0",
    }
    told = run(zipped(tmp_path / "class.zip", files), status=0)
    assert sorted(outcomes(told).values()) == ["beside"] * 5 + ["placed"]
    assert b"{}" not in everything(course / "submitted").values()


def test_somebody_elses_record_in_a_students_folder_is_refused(tmp_path: Path) -> None:
    told = run(zipped(tmp_path / "a.zip", {f"bob/{UNIT}/answers.json": answers("ann")}), status=1)
    assert list(outcomes(told).values()) == ["other_trainee"]
    both = {"bob/answers.json": answers("ann"), "answers.json": answers("bob", "full")}
    assert outcomes(run(zipped(tmp_path / "b.zip", both)))["bob/answers.json"] == "other_trainee"
    told = run(zipped(tmp_path / "c.zip", {"Ann Lee/answers.json": answers("ann")}), status=0)
    assert told["files"][0]["name"] == "Ann Lee"


def test_students_csv_is_used_and_a_contradiction_refused(course: Path, tmp_path: Path) -> None:
    (course / "students.csv").write_text("student,platform name\nann,Lee Ann\nbob,1000002\n", encoding="utf-8-sig")
    delivery = moodle(tmp_path, LeeAnn=answers("ann"), Someone=answers("bob"), Dai=answers("dai"))
    told = run(delivery, status=0)
    assert [bool(one["notes"]) for one in told["files"]] == [True, False, False]
    told = run(moodle(tmp_path, LeeAnn=answers("cai"), Ray=answers("ann", "full")), status=1)
    assert [one["reason"] for one in told["files"]] == ["other_person", "other_person"]
    assert not (course / "submitted/cai").exists()


def test_receipts_that_trainees_told_are_checked(course: Path, tmp_path: Path) -> None:
    right = receipt_of(answers("ann")).lower().replace("-", " ").replace("0", "o")
    table = tmp_path / "receipts.csv"
    table.write_bytes(f"学员,回执\nann,{right}\nbob,AAAA-AAAA\neva,BBBB-BBBB\n".encode("gbk"))
    told = run(
        moodle(tmp_path, ann=answers("ann"), bob=answers("bob"), cai=answers("cai")), "--receipts", table, status=1
    )
    assert {one["name"]: one["reason"] or one["outcome"] for one in told["files"]} == {
        "ann": "placed", "bob": "other_receipt", "cai": "placed"
    }  # fmt: skip
    assert told["missing"] == ["bob", "eva"]
    assert not (course / "submitted/bob").exists()


@pytest.mark.parametrize("text", ["", "who,what\na,b\n", "student,receipt\nann\n", "student,receipt\n\0,x\n"])
def test_a_table_that_cannot_be_read_is_told_and_nothing_is_placed(course: Path, tmp_path: Path, text: str) -> None:
    (course / "students.csv").write_text(text.replace("receipt", "platform name"))
    done = CliRunner().invoke(collect, [str(moodle(tmp_path, ann=answers("ann"))), "--lang", "en"])
    assert done.exit_code == 1
    assert "students.csv" in done.stderr
    assert not (course / "submitted").exists()


def test_a_clock_that_is_ahead_does_not_count(course: Path, tmp_path: Path) -> None:
    ahead = answers("ann", saved_at="2199-01-01T00:00:00+08:00")
    told = run(moodle(tmp_path, ann=ahead), status=0)
    assert "clock" in told["files"][0]["notes"][0]
    assert not (course / ANN / "timestamp.txt").read_text().startswith("21")


@pytest.mark.parametrize("language", LANGUAGES)
def test_people_read_whose_it_is_what_became_of_it_and_what_to_do(tmp_path: Path, language: str) -> None:
    delivery = moodle(tmp_path, Ann=answers("ann"), Bob=b"{half")
    done = CliRunner().invoke(collect, [str(delivery), "--lang", language])
    assert done.exit_code == 1
    for said in ("Ann", "1000001", receipt_of(answers("ann")), ANN, "Bob"):
        assert said in done.stdout
    assert words_for(language)("answers.problems.not_json", line=1, column=2) in done.stdout


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_refusal_has_words(language: str) -> None:
    words = words_for(language)
    names = ("folder", "assignment", "known", "file", "trouble", "path", "limit", "columns", "line", "ratio", "trainee",
             "other", "name", "names", "told", "found", "others", "there", "moment", "questions")  # fmt: skip
    keys = [key for key in words if key.startswith(("collect.refused.", "collect.notes."))]
    assert len(keys) > 40
    for key in keys:
        assert words(key, **dict.fromkeys(names, "x"))


def test_wrong_use_is_told(course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*arguments: str) -> tuple[int, str]:
        done = CliRunner().invoke(collect, [*arguments, "--lang", "en"])
        return done.exit_code, done.stderr

    assert refused("nowhere.zip") == (2, "There is no nowhere.zip. Give a zip, a folder or an answers.json.\n")
    delivery = str(moodle(tmp_path, ann=answers("ann")))
    status, said = refused(delivery, "--assignment", "unit9")
    assert status == 2
    assert "unit1, unit2" in said
    (tmp_path / "broken.zip").write_bytes(b"Rar!")
    assert "no sound zip" in refused(str(tmp_path / "broken.zip"))[1]
    monkeypatch.chdir(tmp_path)
    status, said = refused(delivery)
    assert status == 1
    assert "workbook release" in said


def test_a_record_of_the_next_format_is_not_taken_for_one_of_ours() -> None:
    assert json.loads(answers("ann"))["format"] == FORMAT


def test_help_imports_nothing_heavy() -> None:
    heavy = ("sqlalchemy", "traitlets", "rich", "autograder.record", "nbgrader")
    code = "import sys; from autograder.command.collect import collect; "
    code += f"print([name for name in {heavy} if name in sys.modules])"
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
