"""The feedback that `workbook mark` writes is that of `nbgrader generate_feedback`, file for file and byte for byte."""

from pathlib import Path
from typing import Any

import pytest

from tests.school import BORROWER, OWES, RIGHT, SMALL, WHY, School, record, told

pytestmark = pytest.mark.slow

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)> $x$ </div>"
ODD = "[odd] name"
"""nbgrader takes it for a pattern that nothing matches, and can write no page."""
OF_STUDENT = (
    "(select n.id from submitted_notebook n join submitted_assignment s on s.id = n.assignment_id "
    "where s.student_id = ?)"
)

OWN_TEMPLATE = """
c.HTMLExporter.template_name = "own"
c.HTMLExporter.extra_template_basedirs = [str(here / "templates")]
"""
OWN_PREPROCESSOR = """
def signed(notebook, resources):
    notebook.cells[0].source += f"\\n\\nFor {resources['nbgrader']['student']}, with best wishes"
    return notebook, resources
c.HTMLExporter.preprocessors.append(signed)
"""
OTHER_PAGES = 'c.GenerateFeedback.exporter_class = "nbconvert.exporters.MarkdownExporter"\n'
WITHOUT_OURS = "c.HTMLExporter.preprocessors = []\n"


@pytest.fixture(scope="module")
def marked(released: School, tmp_path_factory: pytest.TempPathFactory) -> School:
    """A class marked, with what people wrote since: every kind of page."""
    school = released.copy(tmp_path_factory.mktemp("pages") / "course")
    school.hand_in_class(4)
    school.hand_in("english", record(RIGHT, "english", "en"), "en")
    school.hand_in("silent", None)
    school.hand_in("cut", record(RIGHT, "cut")[:80])
    school.hand_in("one_bad_answer", record({**RIGHT, BORROWER: 7}, "one_bad_answer", "en"), "en")
    school.hand_in("scripted", record({**RIGHT, WHY: SCRIPT, OWES: "none"}, "scripted"))
    school.hand_in("late", record(RIGHT, "late"))
    school.hand_in(ODD, record(RIGHT, ODD))
    own = school.root / "templates" / "own"
    own.mkdir(parents=True)
    (own / "conf.json").write_text('{"base_template": "classic", "mimetypes": {"text/html": true}}')
    (own / "index.html.j2").write_text(
        "{%- extends 'nbconvert/templates/classic/index.html.j2' -%}"
        "{% block any_cell %}<p>{{ resources.nbgrader.student }}</p>{{ super() }}{% endblock %}"
    )
    assert school.mark().returncode == 1  # one record is damaged
    for student, comment in {"trainee_00": "Well **argued**", "english": SCRIPT, "late": "1 < 2\n\n* a\n* b"}.items():
        school.sql(f"update comment set manual_comment = ? where notebook_id = {OF_STUDENT}", comment, student)
        by_hand = "update grade set manual_score = 1.25, needs_manual_grade = 0 where auto_score is null"
        school.sql(f"{by_hand} and notebook_id = {OF_STUDENT}", student)
    school.sql(f"update grade set extra_credit = 0.5 where notebook_id = {OF_STUDENT}", "trainee_01")
    school.sql(f"update submitted_notebook set late_submission_penalty = 2.5 where id = {OF_STUDENT}", "late")
    return school


def feedback_files(school: School) -> dict[str, tuple[int, bytes]]:
    home = school.root / "feedback"
    files = [file for file in home.rglob("*") if file.is_file()]
    return {str(file.relative_to(home)): (file.stat().st_mode, file.read_bytes()) for file in files}


@pytest.mark.parametrize(
    "configuration",
    ["", OWN_TEMPLATE, OWN_PREPROCESSOR, OTHER_PAGES, WITHOUT_OURS],
    ids=["as_delivered", "own_template", "own_preprocessor", "other_pages", "without_ours"],
)
def test_every_file_is_the_one_that_nbgrader_writes(marked: School, configuration: str, tmp_path: Path) -> None:
    stock, quick = (marked.copy(tmp_path / way) for way in ("stock", "quick"))
    for school in (stock, quick):
        with (school.root / "nbgrader_config.py").open("a") as config:
            config.write(configuration)
    done = stock.run("nbgrader", "generate_feedback", SMALL)
    assert done.returncode == 0, done.stderr
    report: Any = told(quick.mark("--feedback"))
    troubles = {page["student"]: page["trouble"] for page in report["feedback"]}
    assert "No notebooks were matched" in troubles.pop(ODD)
    assert {*troubles.values()} == {None}
    expected = feedback_files(stock)
    assert len([name for name in expected if "sheet" in name]) == 10
    assert feedback_files(quick) == expected
