"""formgrader's own server: its Autograde button marks without a kernel, its pages show answers and stay inert."""

import json
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from html import unescape
from typing import Any

import attrs
import pytest

from autograder.words import words_for
from tests.school import AUTOMATIC, RIGHT, SMALL, WHY, School, cell_name, notebook_of, record

pytestmark = pytest.mark.slow

TOKEN = "0" * 32
STARTS_WITHIN = 120
SCRIPT = "<script>alert('from a trainee')</script><img src=x onerror=alert(1)><style>body{display:none}</style>"


@attrs.frozen
class Server:
    """A Jupyter server with formgrader in a course folder."""

    school: School
    address: str
    log: list[str]

    def ask(self, path: str, method: str = "GET", data: Any = None) -> str:
        """The text of an answer."""
        body = json.dumps(data).encode() if data is not None else b"" if method == "POST" else None
        headers = {"Authorization": f"token {TOKEN}", "Content-Type": "application/json"}
        request = urllib.request.Request(self.address + path, data=body, method=method, headers=headers)
        with urllib.request.urlopen(request, timeout=60) as answer:
            return str(answer.read().decode())


@pytest.fixture(scope="module")
def server(released: School, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    home = tmp_path_factory.mktemp("formgrader")
    school = released.copy(home / "course")
    school.hand_in("ann", record({**RIGHT, WHY: SCRIPT}, "ann", "en"), "en")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = [f"--ServerApp.port={port}", f"--IdentityProvider.token={TOKEN}", "--ServerApp.allow_root=True"]
    options += ["--ServerApp.jpserver_extensions={'nbgrader.server_extensions.formgrader': True}"]
    with (home / "log").open("w") as log:
        command = [sys.executable, "-m", "jupyter_server", "--no-browser", *options]
        process = subprocess.Popen(command, cwd=school.root, env=school.environment, stdout=log, stderr=log)
        try:
            running = Server(school, f"http://127.0.0.1:{port}", [])
            wait_for(running, process)
            button = running.ask(f"/formgrader/api/submission/{SMALL}/ann/autograde", "POST")
            assert json.loads(button)["success"], button
            running.log.append(json.loads(button)["log"])
            yield running
        finally:
            process.terminate()
            process.wait(30)


def wait_for(server: Server, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while not answers(server):
        assert process.poll() is None, "the server has ended"
        assert time.monotonic() < until, "the server does not answer"
        time.sleep(0.3)


def answers(server: Server) -> bool:
    try:
        server.ask("/formgrader/api/assignments")
    except OSError:
        return False
    return True


def notebook_page(server: Server) -> str:
    submissions = json.loads(server.ask(f"/formgrader/api/submitted_notebooks/{SMALL}/{SMALL}"))
    return server.ask(f"/formgrader/submissions/{submissions[0]['id']}/?index=0")


def grade_id(cell: Any) -> str:
    return str(cell["metadata"].get("nbgrader", {}).get("grade_id"))


def test_the_button_marks_from_the_record_and_starts_no_kernel(server: Server) -> None:
    assert list(server.school.scores("ann").values()) == [2.0, 2.0, 3.0, 2.0, 2.0]
    assert "Kernel" not in "".join(server.log)
    assert json.loads(server.ask("/api/kernels")) == []
    listed = json.loads(server.ask(f"/formgrader/api/submission/{SMALL}/ann"))
    assert (listed["autograded"], listed["score"], listed["needs_manual_grade"]) == (True, 11.0, True)


def test_the_page_for_grading_shows_marks_and_arguments_and_has_a_box_for_the_reason(server: Server) -> None:
    page = unescape(notebook_page(server))
    words = words_for("en")
    for points in ("2", "3"):
        assert words("cells.points", points=points, out_of=points) in page
    for question in AUTOMATIC:
        notebook = notebook_of(server.school, "ann")
        (cell,) = [cell for cell in notebook["cells"] if cell_name(question) == grade_id(cell)]
        paragraphs = re.findall(r"<p>(.*?)</p>", "".join(cell["outputs"][0]["data"]["text/html"]))
        assert len(paragraphs) > 2
        assert [paragraph for paragraph in paragraphs if unescape(re.sub("<.*?>", "", paragraph)) not in page] == []
    assert cell_name(WHY) in page
    assert "points(" not in page


def test_nothing_of_a_trainee_runs_on_the_page(server: Server) -> None:
    page = notebook_page(server)
    assert "alert(&#x27;from a trainee&#x27;)" in page or "alert('from a trainee')" in unescape(page)
    assert "<script>alert" not in page
    assert not re.search(r"<img[^>]*onerror", page)
    assert "<style>body{display" not in page


def test_points_given_by_hand_are_kept_when_the_button_is_pressed_again(server: Server) -> None:
    submissions = json.loads(server.ask(f"/formgrader/api/submitted_notebooks/{SMALL}/{SMALL}"))
    grades = json.loads(server.ask(f"/formgrader/api/grades?submission_id={submissions[0]['id']}"))
    (waiting,) = [grade for grade in grades if grade["needs_manual_grade"]]
    server.ask(f"/formgrader/api/grade/{waiting['id']}", "PUT", {"manual_score": 2.5, "extra_credit": 0.5})
    again = json.loads(server.ask(f"/formgrader/api/submission/{SMALL}/ann/autograde", "POST"))
    assert again["success"], again
    assert server.school.grades()["ann", cell_name(WHY)] == (None, 2.5, 0.5, False)
