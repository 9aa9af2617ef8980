"""What `workbook lab` says when it cannot start, and what it gives JupyterLab when it can."""

import json
import os
import shutil
import socket
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import course
from course.command import lab as command

LAB = Path(course.__file__).parent / "lab"
STATIC = Path(course.__file__).parent / "labextension" / "static"
SET = (
    "JUPYTER_PATH",
    "JUPYTERLAB_SETTINGS_DIR",
    "JUPYTERLAB_WORKSPACES_DIR",
    "JUPYTER_CONFIG_PATH",
    "PYTHONSAFEPATH",
    "WORKBOOK_LANGUAGE",
)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[dict[str, Any]]:
    """What JupyterLab would have been started with; the lessons are two small files, the home is empty."""
    calls: list[dict[str, Any]] = []
    for name in SET:
        monkeypatch.setenv(name, "")
    here = tmp_path / "installed"
    for language in ("zh", "en"):
        (here / language).mkdir(parents=True)
        (here / language / "lessons.ipynb").write_text('{"cells": []}', encoding="utf-8")
    shutil.copytree(STATIC.parent, here / "labextension")
    monkeypatch.setattr(command, "HERE", here)
    monkeypatch.setattr(command, "start", lambda place, **how: calls.append({"place": place, **how}))
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    monkeypatch.chdir(tmp_path)
    return calls


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command.lab, list(arguments))


def test_the_command_is_found_under_its_name() -> None:
    (found,) = entry_points(group="workbook.commands", name="lab")
    assert found.value == "course.command.lab:lab"


def test_without_a_folder_it_is_one_in_the_home(started: list[dict[str, Any]], tmp_path: Path) -> None:
    assert run().exit_code == 0
    assert started[0]["place"].root == tmp_path / "home" / "credit-liability-workbook" / "zh"
    assert started[0]["place"].page == "/lab/tree/lessons.ipynb"


def test_in_a_checkout_it_is_the_workspace_with_the_released_assignments(
    started: list[dict[str, Any]], tmp_path: Path
) -> None:
    (tmp_path / "course").mkdir()
    assignment = tmp_path / "release" / "en" / "01_who_owes"
    assignment.mkdir(parents=True)
    (assignment / "sheet.json").write_text("{}", encoding="utf-8")
    assert run("--language", "en").exit_code == 0
    assert started[0]["place"].root == tmp_path / "workspace" / "en"
    assert (tmp_path / "workspace" / "en" / "01_who_owes" / "sheet.json").is_file()


def test_lessons_that_were_not_built_are_named(started: list[dict[str, Any]]) -> None:
    (command.HERE / "zh" / "lessons.ipynb").unlink()
    result = run()
    assert result.exit_code == 1
    assert "workbook build" in result.output
    assert started == []


def test_a_folder_that_cannot_be_written_is_named(started: list[dict[str, Any]], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    result = run(str(tmp_path / "file" / "below"), "--language", "en")
    assert result.exit_code == 1
    assert "cannot be written" in result.output
    assert started == []


def test_a_port_in_use_is_named(started: list[dict[str, Any]]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        result = run("--port", str(port))
    assert result.exit_code == 1
    assert str(port) in result.output
    assert started == []


def test_an_instructor_needs_the_checkout(started: list[dict[str, Any]]) -> None:
    result = run("--instructor")
    assert result.exit_code == 1
    assert "--instructor" in result.output
    assert started == []


def test_what_was_kept_is_said(started: list[dict[str, Any]], tmp_path: Path) -> None:
    run(str(tmp_path / "mine"))
    changed = '{"cells": [{"cell_type": "code", "source": "mine"}]}'
    (tmp_path / "mine" / "zh" / "lessons.ipynb").write_text(changed, encoding="utf-8")
    assert "已原样保留：zh/lessons.ipynb" in run(str(tmp_path / "mine")).output


def test_kernels_import_nothing_from_the_notebooks_folder(started: list[dict[str, Any]]) -> None:
    run()
    assert os.environ["PYTHONSAFEPATH"] == "1"


def test_jupyterlab_gets_the_extension_that_belongs_to_the_notebooks(started: list[dict[str, Any]]) -> None:
    known = command.HERE / "labextension" / "static" / "known_cells.json"
    for content in ("first", "second"):
        known.write_text(content, encoding="utf-8")
        run()
    last = Path(os.environ["JUPYTER_PATH"].split(os.pathsep)[-1])
    copy = last / "labextensions" / "credit-liability-workbook" / "static" / "known_cells.json"
    assert copy.read_text(encoding="utf-8") == "second"


@pytest.mark.parametrize(("arguments", "has"), [((), True), (("--instructor",), False)])
def test_only_a_trainee_gets_the_trainees_settings(
    arguments: tuple[str, ...], has: bool, started: list[dict[str, Any]], tmp_path: Path
) -> None:
    (tmp_path / "course").mkdir()
    (tmp_path / "release").mkdir()
    run(*arguments)
    folders = os.environ["JUPYTER_CONFIG_PATH"].split(os.pathsep)
    assert (str(command.HERE / "lab" / "trainee") in folders) is has


def test_every_file_of_settings_can_be_read() -> None:
    files = list(LAB.rglob("*.json"))
    assert len(files) == 8
    assert all(isinstance(json.loads(file.read_text(encoding="utf-8")), dict) for file in files)


def test_the_extension_says_everything_in_both_languages() -> None:
    words = json.loads((STATIC / "words.json").read_text(encoding="utf-8"))
    assert list(words) == ["zh", "en"]
    assert words["zh"].keys() == words["en"].keys()
    assert words["zh"]["reasons"].keys() == words["en"]["reasons"].keys()
