"""A small gradebook with nbgrader's own tables: one assignment of two test cells and a reason."""

from pathlib import Path
from typing import Any

from nbgrader.api import Base
from sqlalchemy import create_engine, insert

UNIT = "unit1"
CELLS = {"mark-call-a": "grade_cells", "mark-call-b": "grade_cells", "reason-call-why": "task_cells"}
POINTS = {"mark-call-a": 2.0, "mark-call-b": 1.5, "reason-call-why": 3.0}
TABLES = Base.metadata.tables


def make_gradebook(root: Path, *students: dict[str, Any]) -> str:
    """Write `gradebook.db` with some students (`graded`) and give its URL."""
    url = f"sqlite:///{root / 'gradebook.db'}"
    engine = create_engine(url)
    Base.metadata.create_all(engine)
    with engine.begin() as connection:

        def put(table: str, /, **row: Any) -> None:
            connection.execute(insert(TABLES[table]), row)

        put("course", id="c")
        put("assignment", id="a", name=UNIT, course_id="c")
        put("notebook", id="n", name=UNIT, assignment_id="a")
        for name, kind in CELLS.items():
            put("base_cell", id=name, name=name, notebook_id="n", type="GradeCell" if kind[0] == "g" else "TaskCell")
            put(kind, id=name, max_score=POINTS[name], cell_type="code" if kind[0] == "g" else "markdown")
        for student in students:
            id = student["id"]
            put("student", **{key: student.get(key) for key in ("id", "first_name", "last_name", "email")})
            if "grades" not in student:
                continue
            put("submitted_assignment", id=f"s-{id}", assignment_id="a", student_id=id)
            put("submitted_notebook", id=f"n-{id}", assignment_id=f"s-{id}", notebook_id="n", flagged=False,
                late_submission_penalty=student.get("penalty"))  # fmt: skip
            for cell, (auto, manual, waits) in student["grades"].items():
                put("grade", id=f"{id}-{cell}", notebook_id=f"n-{id}", cell_id=cell, auto_score=auto,
                    manual_score=manual, extra_credit=student.get("extra"), needs_manual_grade=waits)  # fmt: skip
            for cell, text in student.get("comments", {}).items():
                put("comment", id=f"{id}-{cell}", notebook_id=f"n-{id}", cell_id=cell, manual_comment=text)
    engine.dispose()
    return url


def graded(id: str, *, a: float | None = 2.0, b: float = 0.5, why: float | None = 1.0, **other: Any) -> dict[str, Any]:
    """A student whose reason was marked by hand, or waits where `why` is None."""
    grades = {"mark-call-b": (b, None, False), "reason-call-why": (None, why, why is None)}
    if a is not None:
        grades["mark-call-a"] = (a, None, False)
    return {"id": id, "grades": grades, **other}
