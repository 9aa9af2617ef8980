"""What `workbook lab` does to a trainee's folder."""

import json
from pathlib import Path

import pytest

from course.workspace import bring


def notebook(*sources: str, outputs: str = "") -> str:
    return json.dumps({"cells": [{"cell_type": "code", "source": text, "outputs": [outputs]} for text in sources]})


@pytest.fixture
def lessons(tmp_path: Path) -> Path:
    folder = tmp_path / "lessons"
    folder.mkdir()
    (folder / "01.ipynb").write_text(notebook("first"), encoding="utf-8")
    return folder


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return tmp_path / "workspace"


def test_lessons_are_copied_into_the_folder_of_their_language(lessons: Path, workspace: Path) -> None:
    assert bring([lessons], workspace, "zh").new == ["zh/01.ipynb"]
    assert (workspace / "zh" / "01.ipynb").read_bytes() == (lessons / "01.ipynb").read_bytes()


def test_nothing_is_done_twice(lessons: Path, workspace: Path) -> None:
    bring([lessons], workspace, "zh")
    brought = bring([lessons], workspace, "zh")
    assert (brought.new, brought.updated, brought.kept) == ([], [], [])


def test_an_unchanged_older_copy_is_brought_up_to_date(lessons: Path, workspace: Path) -> None:
    bring([lessons], workspace, "zh")
    (lessons / "01.ipynb").write_text(notebook("second"), encoding="utf-8")
    assert bring([lessons], workspace, "zh").updated == ["zh/01.ipynb"]
    assert "second" in (workspace / "zh" / "01.ipynb").read_text(encoding="utf-8")


def test_a_copy_that_only_ran_is_unchanged(lessons: Path, workspace: Path) -> None:
    bring([lessons], workspace, "zh")
    (workspace / "zh" / "01.ipynb").write_text(notebook("first", outputs="a form"), encoding="utf-8")
    (lessons / "01.ipynb").write_text(notebook("second"), encoding="utf-8")
    assert bring([lessons], workspace, "zh").updated == ["zh/01.ipynb"]


def test_a_copy_that_the_trainee_changed_is_kept(lessons: Path, workspace: Path) -> None:
    bring([lessons], workspace, "zh")
    mine = workspace / "zh" / "01.ipynb"
    mine.write_text(notebook("first", "my own note"), encoding="utf-8")
    assert bring([lessons], workspace, "zh").kept == ["zh/01.ipynb"]
    (lessons / "01.ipynb").write_text(notebook("second"), encoding="utf-8")
    assert bring([lessons], workspace, "zh").kept == ["zh/01.ipynb"]
    assert "my own note" in mine.read_text(encoding="utf-8")


def test_a_copy_is_followed_again_once_it_is_as_released(lessons: Path, workspace: Path) -> None:
    bring([lessons], workspace, "zh")
    (lessons / "01.ipynb").write_text(notebook("second"), encoding="utf-8")
    (workspace / "zh" / "01.ipynb").write_text(notebook("second"), encoding="utf-8")
    bring([lessons], workspace, "zh")
    (lessons / "01.ipynb").write_text(notebook("third"), encoding="utf-8")
    assert bring([lessons], workspace, "zh").updated == ["zh/01.ipynb"]


@pytest.mark.parametrize("name", ["answers.json", "01.answers.json"])
def test_answers_are_never_overwritten(name: str, lessons: Path, workspace: Path) -> None:
    bring([lessons], workspace, "zh")
    (workspace / "zh" / name).write_text("mine", encoding="utf-8")
    (lessons / name).write_text("somebody else's", encoding="utf-8")
    bring([lessons], workspace, "zh")
    assert (workspace / "zh" / name).read_text(encoding="utf-8") == "mine"


def test_a_file_that_was_deleted_comes_back(lessons: Path, workspace: Path) -> None:
    bring([lessons], workspace, "zh")
    (workspace / "zh" / "01.ipynb").unlink()
    assert bring([lessons], workspace, "zh").new == ["zh/01.ipynb"]


def test_a_notebook_that_cannot_be_read_counts_as_changed(lessons: Path, workspace: Path) -> None:
    bring([lessons], workspace, "zh")
    (workspace / "zh" / "01.ipynb").write_text("not a notebook", encoding="utf-8")
    assert bring([lessons], workspace, "zh").kept == ["zh/01.ipynb"]


def test_what_cannot_be_remembered_is_not_overwritten(lessons: Path, workspace: Path) -> None:
    bring([lessons], workspace, "zh")
    (workspace / ".workbook" / "copied.json").write_text("[", encoding="utf-8")
    (lessons / "01.ipynb").write_text(notebook("second"), encoding="utf-8")
    assert bring([lessons], workspace, "zh").kept == ["zh/01.ipynb"]


def test_hidden_files_stay_behind(lessons: Path, workspace: Path) -> None:
    (lessons / ".ipynb_checkpoints").mkdir()
    (lessons / ".ipynb_checkpoints" / "01.ipynb").write_text("{}", encoding="utf-8")
    assert bring([lessons], workspace, "zh").new == ["zh/01.ipynb"]
