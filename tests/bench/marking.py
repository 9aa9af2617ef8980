"""What marking a class costs: with kernels, as data inside nbgrader, and in bulk; the same submissions in one run."""

import json
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from autograder.cases import case_folders
from autograder.questions import QuestionKind
from autograder.sheet import Sheet, SheetQuestion, read_sheet
from tests.bench.rows import Row
from tests.school import ROOT, School, record, released_school, told

NAME = "95_bench"
CASES = 8
SMALL_CLASS = 40
"""So many are marked every way."""
PAGES = 1_000
"""So many get a page from `workbook mark --feedback`."""
STEPS = (100, 1_000)
"""Sizes of classes before the large one: the cost of one submission must stay the same."""


def rows(submissions: int) -> Iterator[Row]:
    """Every measurement; `submissions` is the size of the large class."""
    with tempfile.TemporaryDirectory() as place:
        home = Path(place)
        with released_school(home, NAME, _listed(home / "lists")) as school:
            sheet = read_sheet(school.root / "release" / "zh" / NAME / "sheet.json")
            kinds = [_answers(sheet, random.Random(number)) for number in range(SMALL_CLASS)]
            yield from _side_by_side(school, home, kinds)
            yield from _large(school, home, kinds, submissions)
    yield from _start_up()


def _listed(home: Path) -> Path:
    """A folder with the list that makes an assignment of eight graded cases."""
    chosen = sorted(file.parent.name for file in (ROOT / "autograder" / "cases").glob("*/case.toml"))[:CASES]
    (home / "assignments").mkdir(parents=True)
    text = f'cases = {json.dumps(chosen)}\n\n[title]\nzh = "八个案例"\nen = "Eight cases"\n'
    (home / "assignments" / f"{NAME}.toml").write_text(text, encoding="utf-8")
    return home


def _answers(sheet: Sheet, chance: random.Random) -> dict[str, Any]:
    return {question.id: _answer(question, chance) for question in sheet.questions if chance.random() < 0.95}


def _answer(question: SheetQuestion, chance: random.Random) -> Any:
    options = [option.value for option in question.options]
    match question.kind:
        case QuestionKind.DATE:
            return f"202{chance.randint(0, 6)}-0{chance.randint(1, 9)}-1{chance.randint(0, 9)}"
        case QuestionKind.AMOUNT:
            return str(chance.randint(1, 60) * 500)
        case QuestionKind.REASON:
            return "因为他没有签字，也没有追认。"
        case QuestionKind.MANY:
            return chance.sample(options, chance.randint(1, len(options)))
        case _:
            return chance.choice(options)


def _hand_in(school: School, kinds: list[dict[str, Any]], size: int) -> None:
    for number in range(size):
        name = f"trainee_{number:05}"
        school.hand_in(name, record(kinds[number % len(kinds)], name, assignment=NAME))


def _side_by_side(school: School, home: Path, kinds: list[dict[str, Any]]) -> Iterator[Row]:
    """Seconds for each of the same submissions: what a run of the command costs for nobody is taken off."""
    begun = _seconds(lambda: school.run("nbgrader", "--version"))
    ways = {way: school.copy(home / way) for way in ("kernel", "data", "bulk")}
    for one in ways.values():
        _hand_in(one, kinds, SMALL_CLASS)
    kernel = (_seconds(ways["kernel"].stock) - begun) / SMALL_CLASS
    page = (_seconds(lambda: ways["kernel"].run("nbgrader", "generate_feedback", NAME)) - begun) / SMALL_CLASS
    data = (_seconds(ways["data"].autograde) - begun) / SMALL_CLASS
    bulk = float(told(ways["bulk"].mark())["seconds"]) / SMALL_CLASS
    assert ways["kernel"].grades() == ways["data"].grades() == ways["bulk"].grades()
    yield Row(f"stock nbgrader autograde, one of {SMALL_CLASS} submissions of {CASES} cases", kernel, "s")
    yield Row("nbgrader autograde as data, one of the same", data, "s")
    yield Row("as data inside nbgrader: times faster than stock", kernel / data, "x", 10, least=True)
    note = "a class this small needs one core only, and nearly every answer is explained for the first time"
    yield Row("workbook mark, one of the same", 1000 * bulk, "ms", None, note)
    yield Row("workbook mark on the same: times faster than stock", kernel / bulk, "x")
    large = school.copy(home / "pages")
    _hand_in(large, kinds, PAGES)
    report = told(large.mark("--feedback"))
    assert not any(page["trouble"] for page in report["feedback"])
    with_pages = float(report["seconds"]) / len(report["marked"])
    note = f"{1000 * with_pages:.1f} ms, class of {PAGES}; stock {kernel + page:.2f} s"
    yield Row(
        "workbook mark --feedback: times faster than stock", (kernel + page) / with_pages, "x", 60, note, least=True
    )
    _stock.append(kernel)


_stock: list[float] = []
"""Seconds that stock nbgrader took for one submission in this run."""


def _large(school: School, home: Path, kinds: list[dict[str, Any]], size: int) -> Iterator[Row]:
    each: dict[int, float] = {}
    for number in (*STEPS, size):
        one = school.copy(home / f"class_{number}")
        _hand_in(one, kinds, number)
        before = time.perf_counter()
        report = told(one.mark())
        took = time.perf_counter() - before
        assert len(report["marked"]) == number
        each[number] = float(report["seconds"]) / number
        yield Row(f"workbook mark, {number} submissions: each", 1000 * each[number], "ms")
        if number == size:
            yield Row(f"workbook mark, {size} submissions of {CASES} cases", took, "s", 60 if size == 10_000 else None)
            yield Row("of that, most memory of one process", _memory(), "MB", 1000)
            yield Row("workbook mark: times faster than stock", _stock[-1] / each[size], "x", 500, least=True)
            yield Row(f"cost of each, {size} beside {STEPS[0]}", each[size] / each[STEPS[0]], "x", 1.5)
            yield Row("share of bare reading and row writing", 100 * _bare(one, size) / (each[size] * size), "%")
            limit = 15 if size == 10_000 else None
            took, counted = _list(one)
            note = f"{counted:.1f} s of that computing, the rest waiting for a processor or the disk"
            yield Row("formgrader's list of all submissions", took, "s", limit, note)
            yield Row("nbgrader export", _seconds(lambda one=one: one.run("nbgrader", "export")), "s", limit)
        shutil.rmtree(one.root)


def _bare(school: School, size: int) -> float:
    """Seconds that JSON, rows and files alone take, with nothing decided and nothing explained."""
    code = """
import json, sqlite3, sys, time
from pathlib import Path
start = time.perf_counter()
records = [json.loads(file.read_bytes()) for file in sorted(Path("submitted").glob("*/*/answers.json"))]
book = sqlite3.connect("bare.db")
book.execute("create table grade (id text primary key, notebook text, cell text, score real)")
rows = [(f"{a}/{b}", str(a), b, 1.0) for a, one in enumerate(records) for b in one["answers"]]
with book:
    book.executemany("insert into grade values (?, ?, ?, ?)", rows)
print(time.perf_counter() - start)
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=school.root, capture_output=True, text=True, check=True)
    return float(done.stdout)


def _list(school: School) -> tuple[float, float]:
    """Seconds for the list, by the clock and of the processor."""
    code = "import time; from nbgrader.apps.api import NbGraderAPI; from nbgrader.coursedir import CourseDirectory\n"
    code += "api = NbGraderAPI(CourseDirectory()); start, spent = time.perf_counter(), time.process_time()\n"
    code += f"api.get_submissions({NAME!r})\n"
    code += "print('took', time.perf_counter() - start, time.process_time() - spent)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=school.root,
        env=school.environment,
        capture_output=True,
        text=True,
        check=True,
    )
    took, spent = re.findall(r"took (\S+) (\S+)", done.stdout)[0]
    return float(took), float(spent)


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def _start_up() -> Iterator[Row]:
    case = sorted(str(file.parent) for root in case_folders() for file in Path(root).glob("*/case.toml"))[0]
    for said, arguments in {"--help": ["--help"], "solve": ["solve", case, "--json"]}.items():
        code = "from autograder.command import workbook; workbook()"
        command = [sys.executable, "-c", code, *arguments]
        best = min(_seconds(lambda command=command: subprocess.run(command, capture_output=True)) for _ in range(7))
        yield Row(f"workbook {said}, from start to end", best, "s", 0.5)


def _seconds(run: Any) -> float:
    """How long something takes; a command must have succeeded."""
    before = time.perf_counter()
    done = run()
    took = time.perf_counter() - before
    assert done.returncode == 0, done.stderr
    return took
