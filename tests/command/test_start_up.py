"""Commands start at once: nothing heavy is imported before it is needed. How long it takes, `make bench` measures."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CASE = "a case"
HEAVY = (
    "IPython", "dask", "distributed", "ipywidgets", "jinja2", "jsonschema", "jupyter_client", "jupyter_core",
    "jupyterlab", "nbconvert", "nbformat", "nbgrader", "openpyxl", "rfc3987_syntax", "rich", "scipy", "sqlalchemy",
    "tornado", "traitlets", "zmq",
)  # fmt: skip
RUN = "import sys; from autograder.command import workbook; sys.argv[0] = 'workbook'; workbook(standalone_mode=False)"
QUICK = {"--help": ["--help"], "solve": ["solve", CASE, "--json"], "mark --help": ["mark", "--help"]}


def case_folder() -> str:
    return sorted(str(file.parent) for file in (ROOT / "course" / "cases").glob("*/case.toml"))[0]


def command(name: str) -> list[str]:
    return [case_folder() if argument == CASE else argument for argument in QUICK[name]]


@pytest.mark.parametrize("name", QUICK)
def test_nothing_heavy_is_imported(name: str) -> None:
    tell = "import atexit, sys; atexit.register(lambda: print("
    tell += f"[name for name in {HEAVY} if name in sys.modules], file=sys.stderr))"
    done = subprocess.run(
        [sys.executable, "-c", f"{tell}\n{RUN}", *command(name)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stderr.strip() == "[]"
