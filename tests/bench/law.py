"""What the law costs: a case solved, a case explained in full, and random cases swept by two solvers."""

import statistics
import time
from collections.abc import Iterator
from pathlib import Path

from autograder.cases import CaseFile, CaseRefused, case_folders, load_case
from autograder.explain import argument, missing_facts, what_would_change, why_not
from autograder.keys import finding_of
from autograder.questions import Asked, QuestionKind
from autograder.solve import solve
from autograder.vocabulary import CODES, Code
from autograder.words import LANGUAGES
from tests.bench.rows import Row

SOLVE_ROUNDS = 5


def rows(random_cases: int) -> Iterator[Row]:
    """Every measurement; `random_cases` is the size of the sweep."""
    files = list(_case_files())
    yield from _solving(files)
    yield from _explaining(files)
    yield from _sweeping(random_cases)


def _case_files() -> Iterator[CaseFile]:
    for file in sorted(file for root in case_folders() for file in Path(root).glob("*/case.toml")):
        try:
            yield load_case(file.parent)
        except CaseRefused:
            continue


def _solving(files: list[CaseFile]) -> Iterator[Row]:
    """Milliseconds for all questions about everybody, on a case that was just read: nothing is remembered of it."""
    best: dict[str, float] = {}
    for _ in range(SOLVE_ROUNDS):
        for file in files:
            case = load_case(file.folder).case
            start = time.perf_counter()
            solve(case)
            best[file.id] = min(best.get(file.id, 9e9), 1000 * (time.perf_counter() - start))
    settled = [best[file.id] for file in files if not _open(file)]
    slowest = max(best, key=best.__getitem__)
    median = statistics.median(best.values())
    yield Row(f"one case solved, all questions (median of {len(best)} cases)", median, "ms", 5)
    yield Row("one case solved, slowest without unknown facts", max(settled), "ms")
    yield Row("one case solved, slowest of all", best[slowest], "ms", None, slowest)


def _open(file: CaseFile) -> bool:
    """Whether answers of the case hang on unknown facts, each of which is tried every way."""
    return any(len(finding.completions) > 1 for finding in solve(file.case))


def _explaining(files: list[CaseFile]) -> Iterator[Row]:
    """Seconds for argument, why-not and what-would-change of every question of the case with the most options."""
    largest = max(files, key=lambda file: sum(len(asked.options) for asked in file.questions))
    fresh = load_case(largest.folder)
    start = time.perf_counter()
    told = sum(_explained(fresh, asked, LANGUAGES[0]) for asked in fresh.questions)
    took = time.perf_counter() - start
    yield Row(f"every question of the largest case explained ({told} explanations)", took, "s", 1, largest.id)


def _explained(file: CaseFile, asked: Asked, language: str) -> int:
    finding = finding_of(file, asked)
    argument(file.case, finding, language)
    missing_facts(file.case, finding, language)
    wrong = [code for code in _codes(asked) if code not in finding.codes]
    for code in wrong:
        why_not(file.case, finding, code, language)
        what_would_change(file.case, finding, code, language)
    return 1 + len(wrong)


def _codes(asked: Asked) -> Iterator[Code]:
    """The options that are codes of the dimension."""
    if asked.kind in {QuestionKind.ONE, QuestionKind.MANY}:
        codes: Iterator[Code] = iter(CODES[asked.asks])
        yield from (code for code in codes if code.value in asked.options)


def _sweeping(random_cases: int) -> Iterator[Row]:
    """Minutes for random cases decided by both solvers, extended to 100,000 where fewer are swept."""
    from tests.second_solver.compare import compare_many

    start = time.perf_counter()
    result = compare_many(random_cases, seed=1, jobs=2)
    minutes = (time.perf_counter() - start) / 60 * 100_000 / random_cases
    note = f"measured on {random_cases}"
    yield Row("100,000 random cases swept with both solvers, two processes", minutes, "min", 10, note)
    yield Row(f"answers on which the solvers differ, in {random_cases} cases", result.differing.total(), "", 0)
