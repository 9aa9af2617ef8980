"""A small class for tests of marking: a released course, submissions as trainees leave them, and what came of them."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import attrs
import pytest

ROOT = Path(__file__).resolve().parents[1]
SMALL_COURSE = ROOT / "tests" / "small_course"
SMALL = "90_small"
OWES, UNTIL, STATE, WHY = (f"han_mei_note.han_mei_{asks}" for asks in ("owes", "until", "state", "why"))
CONTACT, BORROWER = "wu_tao_calls.wu_tao_owes", "wu_tao_calls.zhou_kai_owes"
AUTOMATIC = (OWES, UNTIL, STATE, CONTACT, BORROWER)
RIGHT: dict[str, Any] = {
    OWES: "guarantee_general",
    UNTIL: "2024-09-12",
    STATE: ["period_running", "first_plea_available"],
    CONTACT: "none",
    BORROWER: ["borrower_full"],
    WHY: "她写了保证书，没有写保证方式。",
}
STAMP = "2026-11-21 12:03:07.000000 UTC"
STOCK = "mark_without_kernel(c)\n"
"""The line of the configuration without which nbgrader goes its own way."""


def record(answers: dict[str, Any], trainee: str, language: str = "zh", **other: Any) -> bytes:
    """An answer record as a form writes it."""
    entry = {"at": "2026-11-21T12:03:07+08:00", "revision": 1}
    data = {
        "format": "credit-liability-answers/1",
        "assignment": SMALL,
        "trainee": trainee,
        "language": language,
        "revision": 1,
        "saved_at": "2026-11-21T12:03:07+08:00",
        "answers": {question: {"value": value, **entry} for question, value in answers.items()},
    }
    return json.dumps(data | other, ensure_ascii=False).encode()


def cell_name(question: str) -> str:
    """How nbgrader calls the cell of a question."""
    return f"{'reason' if question == WHY else 'mark'}-{question.replace('.', '-')}"


@attrs.frozen
class School:
    """A course folder and the environment in which its commands run."""

    root: Path
    environment: dict[str, str]
    database: str | None = None
    """The address of its gradebook, None for the file in its folder."""
    assignment: str = SMALL

    def hand_in(self, trainee: str, answers: bytes | None, language: str = "zh", *, stamp: str | None = STAMP) -> Path:
        """What a trainee left: the released folder, the record, the time. Gives the folder."""
        folder = self.root / "submitted" / trainee / self.assignment
        if folder.exists():
            shutil.rmtree(folder)
        shutil.copytree(self.root / "release" / language / self.assignment, folder)
        if answers is not None:
            (folder / "answers.json").write_bytes(answers)
        if stamp is not None:
            (folder / "timestamp.txt").write_text(stamp)
        return folder

    def hand_in_class(self, size: int) -> None:
        """`trainee_00` and so on; every second one is half right about who owes, the others are right in all."""
        for number in range(size):
            name = f"trainee_{number:02}"
            self.hand_in(name, record(RIGHT if number % 2 else {**RIGHT, OWES: "guarantee_joint"}, name))

    def is_whole(self, student: str) -> bool:
        """Whether the autograded folder has all its files, and the timestamp that was handed in."""
        folder, submitted = self.autograded(student), self.root / "submitted" / student / self.assignment
        stamps = [(place / "timestamp.txt").read_bytes() for place in (folder, submitted)]
        files = {file.name for file in folder.iterdir()}
        return stamps[0] == stamps[1] and files == {
            f"{self.assignment}.ipynb",
            "answers.json",
            "sheet.json",
            "timestamp.txt",
        }

    def run(self, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run a command in the course folder."""
        return subprocess.run(
            [sys.executable, "-m", *command],
            cwd=self.root, env=self.environment | environment, capture_output=True, text=True, check=False,
        )  # fmt: skip

    def autograde(self, *arguments: str, before: str = "") -> subprocess.CompletedProcess[str]:
        """`nbgrader autograde` as the course is configured; `before` are statements that are executed first."""
        return self._drive(f"{before}\nfrom nbgrader.apps.nbgraderapp import main\nmain()", "autograde", *arguments)

    def stock(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """`nbgrader autograde` with a kernel, as without the workbook's configuration."""
        stock_config(self.root)
        try:
            return self.autograde(*arguments)
        finally:
            shutil.copy(ROOT / "nbgrader_config.py", self.root)

    def mark(self, *arguments: str, before: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        """`workbook mark`, telling what it did as JSON; `before` are statements that are executed first."""
        code = f"{before}\nif __name__ == '__main__':\n from autograder.command import workbook\n workbook()"
        return self._drive(code, "mark", "--json", "--lang", "en", *arguments, **environment)

    def workbook(self, command: str, *arguments: str, before: str = "") -> subprocess.CompletedProcess[str]:
        """Another command of the workbook, with its arguments as they are."""
        code = f"{before}\nif __name__ == '__main__':\n from autograder.command import workbook\n workbook()"
        driver = self.root.parent / f"{self.root.name}_{command}.py"
        driver.write_text(code, encoding="utf-8")
        return subprocess.run(
            [sys.executable, str(driver), command, *arguments],
            cwd=self.root, env=self.environment, capture_output=True, text=True, check=False,
        )  # fmt: skip

    def _drive(self, code: str, command: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        driver = self.root.parent / f"{self.root.name}_{command}.py"  # a file, so that further processes read it too
        driver.write_text(code, encoding="utf-8")
        return subprocess.run(
            [sys.executable, str(driver), command, self.assignment, *arguments],
            cwd=self.root, env=self.environment | environment, capture_output=True, text=True, check=False,
        )  # fmt: skip

    def grades(self) -> dict[tuple[str, str], tuple[float | None, float | None, float | None, bool]]:
        """(student, cell) -> automatic score, manual score, extra credit, whether it waits for a person."""
        return {
            (student, cell): (auto, manual, extra, bool(waits))
            for student, cell, auto, manual, extra, waits in self.sql(
                "select s.student_id, b.name, g.auto_score, g.manual_score, g.extra_credit, g.needs_manual_grade "
                "from grade g join base_cell b on b.id = g.cell_id join submitted_notebook n on n.id = g.notebook_id "
                "join submitted_assignment s on s.id = n.assignment_id"
            )
        }

    def scores(self, student: str) -> dict[str, float | None]:
        """Question -> automatic score of one student."""
        grades = self.grades()
        return {question: grades[student, cell_name(question)][0] for question in AUTOMATIC}

    def sql(self, statement: str, *parameters: Any) -> list[tuple[Any, ...]]:
        """Ask or change the gradebook."""
        if self.database is None:
            with closing(sqlite3.connect(self.root / "gradebook.db", timeout=60)) as connection, connection:
                return connection.execute(statement, parameters).fetchall()
        import psycopg

        with psycopg.connect(self.database) as other:
            cursor = other.execute(statement.replace("?", "%s").encode(), parameters or None)
            return cursor.fetchall() if cursor.description else []

    def autograded(self, student: str) -> Path:
        """The autograded folder of a student."""
        return self.root / "autograded" / student / self.assignment

    def copy(self, to: Path) -> "School":
        """The same school in another place."""
        shutil.copytree(self.root, to, symlinks=True)
        return attrs.evolve(self, root=to)


def stock_config(folder: Path) -> None:
    """Put the course's configuration there without the line that has records marked as data."""
    text = (ROOT / "nbgrader_config.py").read_text(encoding="utf-8")
    assert STOCK in text
    (folder / "nbgrader_config.py").write_text(text.replace(STOCK, ""), encoding="utf-8")


@contextmanager
def released_school(home: Path, assignment: str = SMALL, cases: Path = SMALL_COURSE) -> Iterator[School]:
    """A course with one assignment, generated in both languages; nobody has handed in."""
    from autograder.nbgrader_glue.releasing import release_assignment
    from course.building.files import bring_up_to_date, differences
    from course.building.plan import Kind, planned_files

    root = home / "course"
    root.mkdir()
    (root / "pyproject.toml").touch()
    shutil.copy(ROOT / "nbgrader_config.py", root)
    places = {f"JUPYTER_{kind}_DIR": str(home / "jupyter" / kind.lower()) for kind in ("CONFIG", "DATA", "RUNTIME")}
    places["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    places |= {"WORKBOOK_CASES": str(cases), "WORKBOOK_EXCHANGE": str(home / "exchange")}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in places.items():
            patch.setenv(name, value)
        patch.setattr("course.building.plan.assignment_names", lambda: (assignment,))
        planned = planned_files(root, Kind.ASSIGNMENTS)
        bring_up_to_date(planned, differences(planned, []))
        release_assignment(root, assignment)
    yield School(root, os.environ | places, assignment=assignment)


def told(done: subprocess.CompletedProcess[str]) -> Any:
    """What `workbook mark --json` told."""
    assert done.stdout, done.stderr
    return json.loads(done.stdout)


def notebook_of(school: School, student: str) -> Any:
    """The autograded notebook of a student."""
    return json.loads((school.autograded(student) / f"{SMALL}.ipynb").read_text(encoding="utf-8"))
