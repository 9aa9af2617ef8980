"""Where a course keeps its folders and its gradebook, as its nbgrader_config.py says."""

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import attrs

from autograder.words import LANGUAGES, words_for

CONFIG = "nbgrader_config"
STEPS = ("source", "release", "submitted", "autograded", "feedback")
STRUCTURE = os.path.join("{nbgrader_step}", "{student_id}", "{assignment_id}")


class MarkingRefused(Exception):
    """Nothing can be marked; `reason` and `parameters` find the words (`mark.refused`) that say why and what to do."""

    def __init__(self, reason: str, **parameters: Any) -> None:
        super().__init__(f"{reason} {parameters}")
        self.reason = reason
        self.parameters = parameters

    def say(self, language: str) -> str:
        """The refusal in a sentence for people."""
        return words_for(language)(f"mark.refused.{self.reason}", **self.parameters)


@attrs.frozen
class CourseFolder:
    """A course: its root, how its folders are called, and the URL of its gradebook.

    `law_on` is the day as of which the law is taken when it is marked, None where every fact has the law of its day.
    """

    root: Path
    database: str
    course_id: str
    steps: Mapping[str, str]
    structure: str = STRUCTURE
    law_on: date | None = None

    def folder(self, step: str, assignment: str, student: str = ".") -> Path:
        """The folder of an assignment in a step; a student's, where the step has students."""
        return self._folder(self.steps[step], assignment, student)

    def students_with(self, step: str, assignment: str) -> dict[str, Path]:
        """Student -> folder of everybody who has one for the assignment in a step, sorted. Raises `MarkingRefused`."""
        before, _, after = self.structure.partition("{student_id}")
        names = {"nbgrader_step": self.steps[step], "assignment_id": assignment}
        home = self.root / before.format(**names)
        rest = after.format(**names).strip(os.sep)
        try:
            entries = [entry.name for entry in os.scandir(home) if entry.is_dir() and not entry.name.startswith(".")]
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise MarkingRefused("no_folder", folder=home, trouble=error.strerror or str(error)) from error
        found = {name: home / name / rest for name in sorted(entries)}
        return {name: folder for name, folder in found.items() if os.path.lexists(folder)}

    def places(self, step: str, assignment: str, language: str) -> list[Path]:
        """Where source or release of an assignment may lie, the one in this language first."""
        parts = Path(self.steps[step]).parts
        if parts and parts[-1] in LANGUAGES:
            order = dict.fromkeys((language, parts[-1], *LANGUAGES))
            return [self._folder(str(Path(*parts[:-1], spoken)), assignment, ".") for spoken in order]
        return [self.folder(step, assignment)]

    def _folder(self, step: str, assignment: str, student: str) -> Path:
        names = {"nbgrader_step": step, "student_id": student, "assignment_id": assignment}
        return Path(os.path.normpath(self.root / self.structure.format(**names)))


def read_course(root: Path, database: str | None = None) -> CourseFolder:
    """The course at `root`, with another gradebook where `database` is given. Raises `MarkingRefused`."""
    said = read_config(root).get("CourseDirectory", {})
    root = Path(os.path.abspath(root / str(said.get("root") or ".")))
    steps = {step: str(said.get(f"{step}_directory") or step) for step in STEPS}
    own = said.get("db_url") or f"sqlite:///{root / 'gradebook.db'}"
    structure = str(said.get("directory_structure") or STRUCTURE)
    course_id = str(said.get("course_id") or "default_course")
    return CourseFolder(root, database or str(own), course_id, steps, structure)


def read_config(root: Path) -> Any:
    """What nbgrader would be configured with in this folder. Raises `MarkingRefused`."""
    from jupyter_core.paths import jupyter_config_path
    from traitlets.config import Config
    from traitlets.config.loader import JSONFileConfigLoader, PyFileConfigLoader

    config = Config()
    for folder in reversed([str(root), *jupyter_config_path()]):
        for loader, ending in ((PyFileConfigLoader, "py"), (JSONFileConfigLoader, "json")):
            file = Path(folder, f"{CONFIG}.{ending}")
            if file.is_file():
                try:
                    config.merge(loader(file.name, folder).load_config())
                except Exception as error:
                    raise MarkingRefused("config", file=file, trouble=f"{type(error).__name__}: {error}") from error
    return config
