"""The way to a cluster: what is refused before anything is sent, and who gets no work. No process is started here."""

import contextlib
import socket
import subprocess
import sys
import threading
import time
from typing import Any

import attrs
import pytest

from autograder.nbgrader_glue.bulk import cluster_link
from autograder.nbgrader_glue.bulk.away import version_here
from autograder.nbgrader_glue.bulk.cluster_link import ClusterLost, Link, check_installed, connected
from autograder.nbgrader_glue.bulk.course_folder import MarkingRefused

OTHER = attrs.evolve(version_here(), rules="0" * 64)
ABSENT = Exception("ModuleNotFoundError(\"No module named 'autograder'\")")


class Client:
    """Workers with one thread each, and what they say when they are asked for their version."""

    def __init__(self, **workers: Any) -> None:
        self.workers = workers
        self.asked: list[str] = []

    def nthreads(self) -> dict[str, int]:
        return dict.fromkeys(self.workers, 1)

    def scheduler_info(self) -> Any:
        return {"workers": {worker: {"name": f"desk of {worker}"} for worker in self.workers}}

    def run(self, function: object, workers: list[str], on_error: str) -> dict[str, Any]:
        self.asked += workers
        return {worker: self.workers[worker] for worker in workers}


class News(list[tuple[str, dict[str, object]]]):
    """What was told."""

    def __call__(self, news: str, **parameters: object) -> None:
        self.append((news, parameters))


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_link, "CONNECT", 0.5)
    monkeypatch.setattr(cluster_link, "PATIENCE", 0.05)
    monkeypatch.setattr(cluster_link, "PAUSE", 0.01)


def refusal(address: str) -> MarkingRefused:
    with pytest.raises(MarkingRefused) as caught, connected(address, News()):
        pass
    for language in ("zh", "en"):
        assert address in caught.value.say(language)
    return caught.value


@pytest.mark.parametrize("address", ["", "nonsense", "tcp://", "tcp://host:port", "http://127.0.0.1:80"])
def test_what_is_no_address_is_refused(address: str) -> None:
    assert refusal(address).reason == "bad_scheduler"


def test_encryption_without_certificates_is_refused() -> None:
    assert refusal("tls://127.0.0.1:1").reason == "bad_scheduler"


def test_where_nothing_answers_it_is_refused() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert refusal(f"tcp://127.0.0.1:{port}").reason == "no_scheduler"


@pytest.mark.parametrize("answer", [b"", b"HTTP/1.1 400 Bad Request\r\n\r\n"], ids=["silence", "another program"])
def test_where_no_scheduler_answers_it_is_refused(answer: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            kept = []
            with contextlib.suppress(OSError):
                while True:
                    kept.append(server.accept()[0])
                    kept[-1].sendall(answer)

        threading.Thread(target=serve, daemon=True).start()
        assert refusal(f"tcp://127.0.0.1:{server.getsockname()[1]}").reason == "no_scheduler"


def test_without_dask_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    check_installed()
    monkeypatch.setattr(cluster_link, "find_spec", lambda name: None)
    with pytest.raises(MarkingRefused) as caught:
        check_installed()
    for language in ("zh", "en"):
        assert "--extra cluster" in caught.value.say(language)


def test_a_cluster_without_workers_is_waited_for_and_refused() -> None:
    news = News()
    with pytest.raises(MarkingRefused) as caught:
        Link(Client(), news).wait_for_workers()
    assert caught.value.reason == "no_workers"
    assert [one for one, _ in news] == ["waiting"]


@pytest.mark.parametrize(("answer", "reason"), [(OTHER, "other_version"), (ABSENT, "no_workbook")])
def test_a_worker_with_another_workbook_or_none_is_refused_by_name(answer: object, reason: str) -> None:
    with pytest.raises(MarkingRefused) as caught:
        Link(Client(good=version_here(), bad=answer), News()).wait_for_workers()
    assert caught.value.reason == reason
    for language in ("zh", "en"):
        assert "desk of bad (bad)" in caught.value.say(language)
        assert "desk of good" not in caught.value.say(language)


def test_one_that_joins_later_with_another_workbook_gets_no_work_and_is_told_once() -> None:
    news, client = News(), Client(good=version_here())
    link = Link(client, news)
    link.wait_for_workers()
    client.workers |= {"old": OTHER, "bare": ABSENT, "more": version_here()}
    assert link.threads() == link.threads() == {"good": 1, "more": 1}
    assert sorted(one for one, _ in news) == ["left_out_no_workbook", "left_out_other_version"]
    assert client.asked == ["good", "old", "bare", "more"]


def test_one_that_goes_while_it_is_asked_is_asked_again_when_it_is_back() -> None:
    client = Client(good=version_here(), gone=OSError("closed"))
    link = Link(client, News())
    link.wait_for_workers()
    assert link.threads() == {"good": 1}
    client.workers["gone"] = version_here()
    assert link.threads() == {"good": 1, "gone": 1}


def test_a_scheduler_that_does_not_answer_any_more_is_a_lost_cluster(monkeypatch: pytest.MonkeyPatch) -> None:
    link = Link(Client(good=version_here()), News())
    monkeypatch.setattr(link.client, "nthreads", lambda: 1 / 0)
    with pytest.raises(ClusterLost):
        link.threads()


def test_a_cluster_that_is_left_without_workers_is_waited_for_and_then_lost() -> None:
    news, client = News(), Client(good=version_here())
    link = Link(client, news)
    link.wait_for_workers()
    client.workers.clear()
    assert link.threads() == {}
    client.workers["more"] = version_here()
    assert link.threads() == {"more": 1}
    client.workers.clear()
    assert link.threads() == {}
    time.sleep(0.1)
    with pytest.raises(ClusterLost):
        link.threads()
    assert [one for one, _ in news] == ["waiting", "waiting"]


def test_nothing_of_dask_is_imported_before_it_is_needed() -> None:
    code = "import sys, autograder.nbgrader_glue.bulk.run; print({'dask', 'distributed'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
