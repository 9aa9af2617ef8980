"""Runs `nbgrader generate_assignment` for every language of an assignment, into one gradebook."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import attrs
from nbgrader.apps import NbGrader
from nbgrader.converters import GenerateAssignment
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import capture_log

from autograder.words import LANGUAGES


@attrs.frozen
class ReleaseFailed(Exception):
    """nbgrader refused: the assignment, the language, and the last thing it logged."""

    assignment: str
    language: str
    log: str


def release_assignment(root: Path, assignment: str) -> list[Path]:
    """Write `release/<language>/<assignment>/` from `source/` in the course folder; gives the folders written.

    The course's own nbgrader_config.py decides everything else, such as which gradebook. The default language comes
    last, so that the gradebook holds its texts. Raises `ReleaseFailed`, and then what was released before is untouched.
    """
    (root / "release").mkdir(exist_ok=True)
    with TemporaryDirectory(prefix=".making-", dir=root / "release") as place:
        made = {language: _generate(root, Path(place), assignment, language) for language in reversed(LANGUAGES)}
        return [_moved(folder, root / "release" / language / assignment) for language, folder in made.items()]


def _generate(root: Path, place: Path, assignment: str, language: str) -> Path:
    with chdir(root), _tools_on_path():
        app = NbGrader()
        app.load_config_file()
        config = app.config
        config.CourseDirectory.source_directory = f"source/{language}"
        config.CourseDirectory.release_directory = str(place.relative_to(root) / language)
        config.CourseDirectory.assignment_id = assignment
        result = capture_log(GenerateAssignment(coursedir=CourseDirectory(config=config), config=config))
    if not result["success"]:
        raise ReleaseFailed(assignment, language, _last_complaint(result["log"]))
    return place / language / assignment


def _moved(folder: Path, target: Path) -> Path:
    if target.exists():
        shutil.rmtree(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    return folder.rename(target)


@contextmanager
def _tools_on_path() -> Iterator[None]:
    """nbgrader starts `alembic` when it creates a gradebook and finds it only on PATH."""
    before = os.environ.get("PATH", "")
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), before])
    try:
        yield
    finally:
        os.environ["PATH"] = before


def _last_complaint(log: str) -> str:
    """The last line of a log that says more than that something went wrong."""
    lines = [line.strip() for line in log.splitlines() if line.strip()]
    errors = [line for line in lines if "Error" in line and not line.startswith("[")]
    return (errors or lines or [""])[-1]
