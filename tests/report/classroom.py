"""A course folder with a gradebook made in a moment, and classes of simulated trainees who make typical mistakes."""

import json
import random
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import attrs
from nbgrader.api import Base
from sqlalchemy import Engine, create_engine, insert, update

from autograder.assignments import find_assignment
from autograder.markable import Markable, find_questions
from autograder.nbgrader_glue.bulk.template import cell_names
from autograder.questions import QuestionKind
from autograder.sheet import Sheet, read_sheet, sheet_of, write_sheet

ROOT = Path(__file__).resolve().parents[2]
SMALL_COURSE = ROOT / "tests" / "small_course"
MOMENT = "2026-11-21T12:03:07+08:00"


@attrs.frozen
class Classroom:
    """A course at `root` with one assignment."""

    root: Path
    sheet: Sheet
    engine: Engine

    @property
    def assignment(self) -> str:
        """Its name."""
        return self.sheet.assignment

    def enrol(self, *students: str) -> None:
        """Enter students in the gradebook."""
        with self.engine.begin() as connection:
            connection.execute(insert(Base.metadata.tables["student"]), [{"id": student} for student in students])

    def hand_in(self, student: str, answers: Mapping[str, Any] | bytes | None) -> Path:
        """Lay answers (or a damaged record, or none) into the submitted folder."""
        folder = self.root / "submitted" / student / self.assignment
        folder.mkdir(parents=True)
        if answers is not None:
            content = answers if isinstance(answers, bytes) else self.record(student, answers)
            (folder / "answers.json").write_bytes(content)
        return folder

    def record(self, student: str, answers: Mapping[str, Any]) -> bytes:
        """A record as the form writes it."""
        entries = {id: {"value": value, "at": MOMENT, "revision": 1} for id, value in answers.items()}
        data = {
            "format": "credit-liability-answers/1", "assignment": self.assignment, "trainee": student,
            "language": "zh", "revision": 1, "saved_at": MOMENT, "answers": entries,
        }  # fmt: skip
        return json.dumps(data, ensure_ascii=False).encode()

    def book(
        self, student: str, grades: Mapping[str, Mapping[str, Any]] | None = None, penalty: float | None = None
    ) -> None:
        """Enter a submission; `grades` are by question id, all others wait as they do before anything is marked."""
        tables = Base.metadata.tables
        given = grades or {}
        with self.engine.begin() as connection:
            connection.execute(
                insert(tables["submitted_assignment"]), {"id": student, "assignment_id": "a", "student_id": student}
            )
            connection.execute(
                insert(tables["submitted_notebook"]),
                {"id": student, "assignment_id": student, "notebook_id": "n", "late_submission_penalty": penalty},
            )
            for name, id in cell_names(self.sheet).items():
                plain = {"auto_score": None, "manual_score": None, "needs_manual_grade": name.startswith("reason")}
                row = {"id": f"{student}{name}", "notebook_id": student, "cell_id": name, **plain, **given.get(id, {})}
                connection.execute(insert(tables["grade"]), row)

    def score(self, student: str, question: str, points: float) -> None:
        """Give points by hand."""
        names = {id: name for name, id in cell_names(self.sheet).items()}
        grade = Base.metadata.tables["grade"]
        with self.engine.begin() as connection:
            connection.execute(
                update(grade).where(grade.c.id == f"{student}{names[question]}")
                .values(manual_score=points, needs_manual_grade=False)
            )  # fmt: skip


def open_classroom(root: Path, assignment: str) -> Classroom:
    """A course folder with the sheet and the gradebook of an assignment; the cases must be known."""
    shutil.copy(ROOT / "nbgrader_config.py", root)
    place = root / "source" / "zh" / assignment
    place.mkdir(parents=True)
    write_sheet(sheet_of(find_assignment(assignment)), place / "sheet.json")
    sheet = read_sheet(place / "sheet.json")
    engine = create_engine(f"sqlite:///{root / 'gradebook.db'}")
    Base.metadata.create_all(engine)
    tables = Base.metadata.tables
    points = {question.id: float(question.points) for question in sheet.questions}
    with engine.begin() as connection:
        connection.execute(insert(tables["course"]), {"id": "c"})
        connection.execute(insert(tables["assignment"]), {"id": "a", "name": assignment, "course_id": "c"})
        connection.execute(insert(tables["notebook"]), {"id": "n", "name": assignment, "assignment_id": "a"})
        for name, id in cell_names(sheet).items():
            task = name.startswith("reason")
            kind, table = ("TaskCell", "task_cells") if task else ("GradeCell", "grade_cells")
            base = {"id": name, "name": name, "notebook_id": "n", "type": kind}
            connection.execute(insert(tables["base_cell"]), base)
            cell = {"id": name, "max_score": points[id], "cell_type": "markdown" if task else "code"}
            connection.execute(insert(tables[table]), cell)
    return Classroom(root, sheet, engine)


def simulated_answers(sheet: Sheet, number: int, seed: int = 7) -> list[dict[str, Any]]:
    """What trainees of different strength answer: the stronger the more often right, else mostly the near miss."""
    chance = random.Random(seed)
    behind = find_questions(question.id for question in sheet.questions)
    return [_one(behind, chance.gauss(0, 1), chance) for _ in range(number)]


def _one(behind: Mapping[str, Markable], strength: float, chance: random.Random) -> dict[str, Any]:
    answers: dict[str, Any] = {}
    for place, (id, markable) in enumerate(behind.items()):
        if chance.random() < 0.03:
            continue
        hardness = ((place * 7) % 5 - 2) / 1.5
        knows = chance.random() < 1 / (1 + 2.718 ** (hardness - 1.6 * strength - 0.6))
        answers[id] = right_answer(markable) if knows else _wrong(markable, chance)
    return answers


def right_answer(markable: Markable) -> Any:
    """What is right on a question."""
    if markable.kind is QuestionKind.REASON:
        return "因为没有签字，就没有约定。"
    expected = markable.mark(None).expected
    return list(expected) if markable.kind is QuestionKind.MANY else expected[0]


def _wrong(markable: Markable, chance: random.Random) -> Any:
    right = right_answer(markable)
    match markable.kind:
        case QuestionKind.REASON:
            return "不知道。"
        case QuestionKind.DATE:
            return f"{int(right[:4]) + chance.choice([-1, 1, 5])}{right[4:]}"
        case QuestionKind.AMOUNT:
            return str(int(right) + chance.choice([1, 1, 30]))
        case QuestionKind.MANY:
            sets = [
                [value for value in markable.values if (value in right) != (value == odd)] for odd in markable.values
            ]
            return chance.choice([one for one in sets if one])
    wrong = [value for value in markable.values if not markable.mark(value).right]
    return chance.choices(wrong, [4.0 / (place + 1) ** 2 for place in range(len(wrong))])[0]
