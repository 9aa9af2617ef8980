"""Kernels for a class of hundreds: each a process of its own, forked from one that has imported everything already.

nbgrader starts, fills, asks and ends them as it does with any kernel; only the second of imports is saved. Run as a
program, this file is the parent of the kernels; `_ASK` is what Jupyter starts in place of a kernel.
"""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import Any

_ASK = """
import json, os, signal, socket, sys
signal.signal(signal.SIGINT, signal.SIG_IGN)
where = socket.socket(socket.AF_UNIX)
where.connect(sys.argv[1])
asked = json.dumps({"folder": os.getcwd(), "environment": dict(os.environ), "arguments": sys.argv[2:]})
where.sendall(asked.encode() + b"\\n")
where.recv(1)
"""


_IMPORTED = ("ipykernel.kernelapp", "ipykernel.zmqshell", "IPython.display", "autograder.nbgrader_glue.marked")


@contextmanager
def forked_kernels(home: Path, environment: dict[str, str]) -> Iterator[dict[str, str]]:
    """An environment in which the kernel called python3 is a forked one; `home` is an empty folder."""
    place, ask = home / "parent.sock", home / "ask.py"
    ask.write_text(_ASK, encoding="utf-8")
    spec = home / "data" / "kernels" / "python3"
    spec.mkdir(parents=True)
    argv = [sys.executable, "-S", "-E", str(ask), str(place), "-f", "{connection_file}"]
    described = {"argv": argv, "display_name": "Python 3 (ipykernel)", "language": "python"}
    (spec / "kernel.json").write_text(json.dumps(described), encoding="utf-8")
    command = [sys.executable, "-m", "tests.forked_kernels", str(place)]
    root = Path(__file__).resolve().parents[1]
    with subprocess.Popen(command, cwd=root, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == b"ready\n"
        try:
            yield environment | {"JUPYTER_PATH": str(home / "data")}
        finally:
            parent.terminate()


def _serve(place: str) -> None:
    for module in _IMPORTED:
        import_module(module)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(place)
        listening.listen()
        print("ready", flush=True)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # nobody reads what kernels print
        while True:
            asking, _ = listening.accept()
            if os.fork() == 0:
                listening.close()
                _become_kernel(asking)
            asking.close()


def _become_kernel(asking: socket.socket) -> None:
    """Be the kernel that was asked for, as if it had been started in that folder and environment."""
    from ipykernel.kernelapp import IPKernelApp

    with asking.makefile("rb") as stream:
        asked: Any = json.loads(stream.readline())
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.chdir(asked["folder"])
    os.environ.clear()
    os.environ.update(asked["environment"])
    os.environ.pop("JPY_PARENT_PID", None)
    Thread(target=lambda: asking.recv(1) or os._exit(0), daemon=True).start()
    IPKernelApp.launch_instance(argv=asked["arguments"])
    os._exit(0)


if __name__ == "__main__":
    _serve(sys.argv[1])
