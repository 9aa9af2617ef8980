"""Kernel, data path and bulk: the same points for every question of a varied class, and the same rows."""

import json
import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import attrs
import pytest

from autograder.cases import find_case
from autograder.marking import mark
from tests.forked_kernels import forked_kernels
from tests.school import (
    AUTOMATIC,
    BORROWER,
    RIGHT,
    SMALL,
    SMALL_COURSE,
    STATE,
    WHY,
    School,
    notebook_of,
    record,
    stock_config,
)

pytestmark = pytest.mark.slow

TRAINEES = 300
SHARES = ("*[0-2]", "*[3-5]", "*[6-9]")
"""Who is marked by which of the nbgraders that are started side by side: most of their time is waiting for kernels."""

MALFORMED: tuple[Any, ...] = (7, None, "no_such_option", [], ["none", "none"], {"value": "none"}, "2024-13-45", True)
DAMAGES: tuple[Callable[[bytes], bytes], ...] = (
    lambda whole: whole[: len(whole) // 2],
    lambda whole: b"",
    lambda whole: b"[]",
    lambda whole: whole.decode().encode("utf-16"),
    lambda whole: b"\xef\xbb\xbf" + whole,
    lambda whole: whole.replace(b'"trainee": "', b'"trainee": "not_'),
    lambda whole: whole.replace(b'"assignment": "', b'"assignment": "not_'),
    lambda whole: whole.replace(b'"revision": 1', b'"revision": 1e999'),
    lambda whole: b"[" * 10_000,
)


@pytest.fixture(scope="module")
def cases() -> Any:
    """The cases of the small course, while this module's tests run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WORKBOOK_CASES", str(SMALL_COURSE))
        yield {case: find_case(case) for case in ("han_mei_note", "wu_tao_calls")}


def asked(cases: Any, question: str) -> Any:
    case = cases[question.partition(".")[0]]
    return next(one for one in case.questions if one.key == question)


def some_answer(cases: Any, question: str, chance: random.Random) -> Any:
    """Right, wrong, partly right, or of no shape at all."""
    options = asked(cases, question).options
    draw = chance.random()
    if draw < 0.35:
        return RIGHT[question]
    if draw < 0.45:
        return chance.choice(MALFORMED)
    if question in (STATE, BORROWER):
        return chance.sample(options, chance.randint(1, len(options)))
    return chance.choice(options) if options else f"2024-0{chance.randint(1, 9)}-1{chance.randint(0, 9)}"


def varied_record(cases: Any, name: str, number: int) -> tuple[bytes | None, str]:
    """What one of the class hands in, and in which language."""
    chance = random.Random(number)
    language = chance.choice(["zh", "en"])
    if number == 0:
        return None, language
    answers = {question: some_answer(cases, question, chance) for question in AUTOMATIC if chance.random() < 0.9}
    if chance.random() < 0.5:
        answers[WHY] = "<b>她</b>写了保证书\n$x$ <script>alert(1)</script>"
    whole = record(RIGHT if number == 1 else answers, name, language)
    damaged = number > 1 and number % 4 == 0
    return (DAMAGES[number // 4 % len(DAMAGES)](whole) if damaged else whole), language


@attrs.frozen
class Ways:
    """The same class, marked three times."""

    kernel: School
    data: School
    bulk: School

    @property
    def all(self) -> tuple[School, School, School]:
        return self.kernel, self.data, self.bulk


NAMES = [f"trainee_{number:03}" for number in range(TRAINEES)]


def with_kernels(school: School, home: Path) -> None:
    """Mark a class as nbgrader does without the workbook's configuration: every notebook in a kernel of its own."""
    stock_config(school.root)
    (home / "kernels").mkdir()
    with forked_kernels(home / "kernels", school.environment) as environment, ThreadPoolExecutor(len(SHARES)) as pool:
        stock = attrs.evolve(school, environment=environment)
        for done in pool.map(lambda share: stock.run("nbgrader", "autograde", SMALL, f"--student={share}"), SHARES):
            assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def ways(released: School, cases: Any, tmp_path_factory: pytest.TempPathFactory) -> Ways:
    home = tmp_path_factory.mktemp("ways")
    first = released.copy(home / "kernel")
    for number, name in enumerate(NAMES):
        answers, language = varied_record(cases, name, number)
        first.hand_in(name, answers, language)
    ways = Ways(first, first.copy(home / "data"), first.copy(home / "bulk"))
    with_kernels(ways.kernel, home)
    data, bulk = ways.data.autograde(), ways.bulk.mark()
    assert data.returncode == 0, data.stderr
    assert bulk.returncode == 1, bulk.stderr  # there are damaged records to look at
    assert "Kernel" not in data.stderr
    return ways


def test_every_question_has_the_same_points_whichever_way_it_was_marked(ways: Ways) -> None:
    for name in NAMES:
        kernel, data, bulk = (way.scores(name) for way in ways.all)
        assert kernel == data == bulk, name


def test_every_grade_row_is_the_same(ways: Ways) -> None:
    kernel, data, bulk = (way.grades() for way in ways.all)
    assert len(kernel) == TRAINEES * (len(AUTOMATIC) + 1)
    assert kernel == data == bulk


def test_the_rows_around_the_grades_are_the_same(ways: Ways) -> None:
    asked = (
        "select student_id, timestamp, extension from submitted_assignment order by 1",
        "select s.student_id, flagged, late_submission_penalty from submitted_notebook n "
        "join submitted_assignment s on s.id = n.assignment_id order by 1",
        "select s.student_id, b.name, auto_comment, manual_comment from comment c join base_cell b on b.id = c.cell_id "
        "join submitted_notebook n on n.id = c.notebook_id join submitted_assignment s on s.id = n.assignment_id "
        "order by 1, 2",
    )
    for question in asked:
        kernel, data, bulk = (way.sql(question) for way in ways.all)
        assert len(kernel) == TRAINEES
        assert kernel == data == bulk


def test_the_class_is_varied_enough_to_tell_the_ways_apart(ways: Ways) -> None:
    scores = [score for (_, cell), (score, *_) in ways.bulk.grades().items() if cell.startswith("mark-")]
    assert {0.0, 2.0, 3.0} <= set(scores)
    assert any(score not in (0.0, 1.0, 2.0, 3.0) for score in scores)


def test_the_points_are_those_of_the_marking_itself(ways: Ways, cases: Any) -> None:
    for question in AUTOMATIC:
        case = cases[question.partition(".")[0]]
        assert ways.bulk.scores(NAMES[1])[question] == mark(case, asked(cases, question), RIGHT[question]).points


def shown(school: School, name: str) -> list[Any]:
    """What each test cell of a notebook put out, apart from numbers that count executions."""
    cells = notebook_of(school, name)["cells"]
    outputs = [cell["outputs"] for cell in cells if cell["metadata"].get("nbgrader", {}).get("grade")]
    return [[said(output) for output in cell] for cell in outputs]


def said(output: dict[str, Any]) -> Any:
    if output["output_type"] == "error":
        return ["".join(output["traceback"])]
    return sorted("".join(text) for text in output["data"].values())


def test_formgrader_shows_the_same_page_whichever_way_it_was_marked(ways: Ways) -> None:
    for name in NAMES:
        kernel, data, bulk = (shown(way, name) for way in ways.all)
        assert kernel == data == bulk, name


def test_the_autograded_folders_hold_the_same_files(ways: Ways) -> None:
    def files(school: School, name: str) -> dict[str, bytes]:
        folder = school.autograded(name)
        return {
            str(file.relative_to(folder)): file.read_bytes()
            for file in Path(folder).rglob("*")
            if file.is_file() and file.suffix != ".ipynb"
        }

    for name in NAMES:
        kernel, data, bulk = (files(way, name) for way in ways.all)
        assert kernel == data == bulk, name


def test_cells_and_their_checksums_are_those_that_nbgrader_itself_writes(ways: Ways) -> None:
    def own(school: School) -> list[Any]:
        cells = notebook_of(school, NAMES[1])["cells"]
        graded = [cell for cell in cells if "nbgrader" in cell["metadata"]]
        return [("".join(cell["source"]), cell["metadata"]["nbgrader"], cell["id"]) for cell in graded]

    kernel, data, bulk = (own(way) for way in ways.all)
    assert json.dumps(kernel, sort_keys=True) == json.dumps(data, sort_keys=True) == json.dumps(bulk, sort_keys=True)
