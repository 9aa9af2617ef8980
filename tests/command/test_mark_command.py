"""`workbook mark` before it has anything to mark: help, wrong use, and how it tells what a person should look at."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import attrs
import pytest
from click.testing import CliRunner

from autograder.command import workbook
from autograder.command.mark_output import Report, as_json, summary
from autograder.nbgrader_glue.bulk.batch import Outcome
from autograder.nbgrader_glue.bulk.plan import Job, Plan
from autograder.nbgrader_glue.bulk.rows import MarkedRow
from autograder.nbgrader_glue.bulk.workshop import Trouble
from autograder.record import Problem
from autograder.words import words_for

HERE = Path("submitted/ann/unit")


def trouble(reason: str, question: str | None = None, **parameters: Any) -> Trouble:
    return Trouble("ann", HERE / "answers.json", Problem(question, reason, parameters), unusable=question is None)


def report(*troubles: Trouble, written: bool = True) -> Report:
    job = Job("ann", HERE, Path("autograded/ann/unit"))
    made = Report("unit", written)
    made.begin(Plan((job,), ("ben",), ()))
    made.add(Outcome(job, MarkedRow("ann", None, {}, frozenset()), 7.5, 11.0, 1, troubles))
    return made


def test_a_clean_report_is_two_lines() -> None:
    assert summary(report(), "en").splitlines() == [
        "unit: 1 submissions marked now, 1 marked before and unchanged.",
        "They hold 1 reasons for you to mark in formgrader.",
    ]
    assert report().clean
    assert "Nothing was written" in summary(report(written=False), "en")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_damaged_record_is_told_by_file_with_why_and_what_to_do(language: str) -> None:
    found = report(trouble("not_json", line=1, column=201))
    assert not found.clean
    text = summary(found, language)
    words = words_for(language)
    assert str(HERE / "answers.json") in text
    assert words("answers.problems.not_json", line=1, column=201) in text
    assert words("mark.what_to_do.record") in text


def test_what_to_do_fits_the_problem() -> None:
    text = summary(report(trouble("other_trainee", found="bob", expected="ann")), "en")
    assert "put ann’s own answers.json here" in text
    text = summary(report(trouble("wrong_type", question="a.b")), "en")
    assert "answer this question again" in text
    assert "Everything else was marked" in text


def test_names_that_trainees_chose_do_nothing_to_the_terminal() -> None:
    file = Path("submitted/ann\x1b[2J/unit/answers.json")
    made = report(Trouble("ann\x1b[2J", file, Problem("a\x1b]0;b", "unknown_question"), unusable=False))
    text = summary(made, "en")
    assert "ann" in text
    assert "\x1b" not in text
    assert "\x1b" not in as_json(made, "en")


def test_programs_get_the_same() -> None:
    data = json.loads(as_json(report(trouble("not_utf8")), "en"))
    assert data["marked"] == [{"student": "ann", "points": 7.5, "out_of": 11.0, "by_hand": 1}]
    assert data["already"] == ["ben"]
    assert [(one["student"], one["reason"], one["unusable"]) for one in data["look_at"]] == [("ann", "not_utf8", True)]


def test_who_marked_is_told_where_a_cluster_did() -> None:
    made = report()
    (here,) = made.marked
    assert json.loads(as_json(made, "en"))["workers"] == {}
    for worker in ("tcp://b", "tcp://a", "tcp://b"):
        made.add(attrs.evolve(here, worker=worker))
    assert json.loads(as_json(made, "en"))["workers"] == {"here": 1, "tcp://a": 1, "tcp://b": 2}
    assert "3 of them were marked by 2 workers of the cluster, 1 by this machine." in summary(made, "en")
    assert "3 份由集群的 2 个工作进程评分，1 份在本机评分" in summary(made, "zh")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_without_the_extra_a_scheduler_is_refused_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("autograder.nbgrader_glue.bulk.cluster_link.find_spec", lambda name: None)
    done = CliRunner().invoke(workbook, ["mark", "unit", "--scheduler", "tcp://host:8786", "--lang", language])
    assert done.exit_code == 1
    assert done.output.strip() == words_for(language)("mark.refused.no_dask")
    assert list(tmp_path.iterdir()) == []


def test_the_help_says_what_leaves_the_machine() -> None:
    help = CliRunner().invoke(workbook, ["mark", "--help"]).output
    assert "学员的答案和评分案件的事实会传到那些机器上" in "".join(help.split())


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_word_of_the_refusals_and_of_what_to_do_fits_its_problem(language: str) -> None:
    words = words_for(language)
    parameters = dict.fromkeys(("student", "expected", "found", "file", "limit", "detail"), "x")
    keys = [key for key in words if key.startswith("mark.what_to_do.")]
    assert len(keys) > 10
    for key in keys:
        assert words(key, **parameters)


def test_outside_a_course_folder_it_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(workbook, ["mark", "unit", "--lang", "en", "--dry-run"])
    assert done.exit_code == 1
    assert "workbook release" in done.output
    assert list(tmp_path.iterdir()) == []


def test_help_imports_nothing_that_marks() -> None:
    code = "import sys; from autograder.command.mark import mark; "
    code += "print([name for name in ('sqlalchemy', 'traitlets', 'rich', 'autograder.rules') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
