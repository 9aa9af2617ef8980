"""A JupyterLab of our own and a real Chromium to look at it with."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen
from playwright.sync_api import Browser, Page, expect, sync_playwright

import course

EXTENSION = Path(course.__file__).parent / "labextension"
CHROMIUM_OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SEEN_WITHIN = 90_000  # milliseconds
STARTS_WITHIN = 180
STOPS_WITHIN = 30


@frozen
class RunningLab:
    """A JupyterLab that `workbook lab` started: its address with the token, and the folder it shows."""

    address: str
    folder: Path
    process: subprocess.Popen[bytes]

    def rest(self, path: str, method: str = "GET") -> Any:
        """The answer of the server's own interface."""
        base, token = re.fullmatch(r"(http://[^/]+)/.*token=(\w+)", self.address).groups()  # type: ignore[union-attr]
        request = urllib.request.Request(base + path, method=method, headers={"Authorization": f"token {token}"})
        with urllib.request.urlopen(request, timeout=20) as answer:
            content = answer.read()
        return json.loads(content) if content else None

    def address_of(self, notebook: str) -> str:
        """Where a notebook of the folder is opened, and nothing else that was open before."""
        return re.sub(r"/lab[^?]*", f"/lab/tree/{notebook}", self.address) + "&reset"

    def kernel(self) -> str:
        """The id of the one kernel that runs."""
        (kernel,) = self.rest("/api/kernels")
        return str(kernel["id"])

    def stop(self) -> None:
        """Ends the server, which ends its kernels; nothing but the process group that was started is touched."""
        if self.process.poll() is not None:
            return
        _signal(self.process, signal.SIGTERM)
        try:
            self.process.wait(STOPS_WITHIN)
        except subprocess.TimeoutExpired:
            _signal(self.process, getattr(signal, "SIGKILL", signal.SIGTERM))
            self.process.wait(STOPS_WITHIN)


def _signal(process: subprocess.Popen[bytes], number: int) -> None:
    if hasattr(os, "killpg"):
        os.killpg(process.pid, number)
    else:
        process.terminate()


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where Chromium is. Without one these tests cannot be run; on the build machine that is a failure."""
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    found = next((place for name in names if (place := shutil.which(name))), None)
    if found is None and os.environ.get("CI") == "true":
        pytest.fail("no Chromium here, and the build machine must have one: see .ci/run")
    if found is None:
        pytest.skip("browser tests need Chromium, and there is none on the path")
    return found


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    expect.set_options(timeout=SEEN_WITHIN)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(CHROMIUM_OPTIONS))
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(SEEN_WITHIN)
    yield context.new_page()
    context.close()


@pytest.fixture
def screenshot(request: pytest.FixtureRequest) -> Callable[[Page, str], None]:
    """Saves what a page looks like if WORKBOOK_SCREENSHOTS names a folder for it."""
    folder = os.environ.get("WORKBOOK_SCREENSHOTS")

    def save(page: Page, name: str) -> None:
        if folder:
            page.screenshot(path=Path(folder) / f"{request.node.name}-{name}.png")

    return save


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., RunningLab]]:
    """Starts `workbook lab` in a workspace and a home of its own.

    `notebooks` (name -> cells) and `files` (name -> text) are put into the workspace first; `known` replaces the list
    of cells that may run by themselves.
    """
    running: list[RunningLab] = []

    def start(
        language: str = "zh",
        *,
        instructor: bool = False,
        notebooks: Mapping[str, Sequence[dict[str, Any]]] = {},
        files: Mapping[str, str] = {},
        known: Sequence[str] | None = None,
        known_format: str = "credit-liability-known-cells/1",
    ) -> RunningLab:
        place = tmp_path_factory.mktemp("lab")
        folder = place if instructor else place / "workspace" / language
        texts = {name: json.dumps(_notebook(cells)) for name, cells in notebooks.items()} | dict(files)
        for name, text in texts.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        environment = _environment(place / "home")
        if known is not None:
            environment["JUPYTER_PATH"] = str(_extension_knowing(known, known_format, place / "jupyter"))
        arguments = ["--language", language, "--no-browser", "--port", str(_free_port())]
        if instructor:
            for name in ("course", "release"):
                (place / name).mkdir()
            arguments.append("--instructor")
        else:
            arguments.append(str(place / "workspace"))
        said = place / "said.txt"
        with said.open("wb") as output:
            process = subprocess.Popen(
                [sys.executable, "-P", "-c", "from course.command.lab import lab; lab()", *arguments],
                cwd=place,
                env=environment,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        started = RunningLab(_address(process, said), folder, process)
        running.append(started)
        _wait_until_it_answers(started, said)
        return started

    yield start
    for one in running:
        one.stop()


def _notebook(cells: Sequence[dict[str, Any]]) -> dict[str, Any]:
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    numbered = [{"id": f"cell-{number}", "metadata": {}, **cell} for number, cell in enumerate(cells)]
    for cell in numbered:
        if cell["cell_type"] == "code":
            cell.update(outputs=[], execution_count=None)
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": kernel}, "cells": numbered}


def _extension_knowing(known: Sequence[str], known_format: str, folder: Path) -> Path:
    """A folder for JUPYTER_PATH with our extension in it that knows other cells."""
    copy = folder / "labextensions" / EXTENSION_NAME
    shutil.copytree(EXTENSION, copy)
    listed = {"format": known_format, "cells": list(known)}
    (copy / "static" / "known_cells.json").write_text(json.dumps(listed), encoding="utf-8")
    return folder


EXTENSION_NAME: str = json.loads((EXTENSION / "package.json").read_text(encoding="utf-8"))["name"]


def _environment(home: Path) -> dict[str, str]:
    """This process's environment, with nothing of this user's or another Jupyter's settings."""
    home.mkdir()
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "IPYTHON", "XDG_"))}
    return kept | {"HOME": str(home), "USERPROFILE": str(home), "PYTHONUNBUFFERED": "1"}


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def _address(process: subprocess.Popen[bytes], said: Path) -> str:
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline and process.poll() is None:
        if found := re.search(r"http://\S+token=\w+", said.read_text(encoding="utf-8")):
            return found.group()
        time.sleep(0.1)
    _signal(process, signal.SIGTERM) if process.poll() is None else None
    pytest.fail(f"workbook lab did not start:\n{said.read_text(encoding='utf-8')}")


def _wait_until_it_answers(lab: RunningLab, said: Path) -> None:
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline and lab.process.poll() is None:
        try:
            lab.rest("/api/status")
            return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"workbook lab does not answer:\n{said.read_text(encoding='utf-8')}")
