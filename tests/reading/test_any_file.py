"""Whatever stands in a case file: it is read, or refused in words; nothing else happens."""

from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as some

from autograder.cases import CaseRefused, load_case
from autograder.words import LANGUAGES

LETTER = (Path(__file__).parent.parent / "bad" / "three_faults_at_once.toml").read_text(encoding="utf-8")
GOOD = LETTER.replace("ma_tap", "ma_tao").replace("= -1", "= 50000").replace("= 2023-01-01", "= 2024-05-13")
EXTRA = """
[[questions]]
id = "owes"
kind = "one"
asks = "liability"
about = "ma_tao"
loan = "loan1"
of = "outcome"
options = ["none", "borrower_full"]
points = 2
"""
LINES = [line for line in (GOOD + EXTRA).splitlines() if not line.startswith("#")]
VALUES = [
    "true", "0", "-3", "1.5", "nan", "inf", "1e400", "-1e999999999", "1e-999999999", "1e99999999999999999999",
    "9" * 5000,
    '""', '"none"', '"unknown"', '"ma_tao"', "2024-02-29",
    "2024-02-29T10:00:00", "2024-02-29T10:00:00Z", "10:00:00", "[]", "[1]", '["none"]', "[{}]", "{}",
    "{ a = 1 }", "{ loan1 = true }", '"""\nx\n"""',
]  # fmt: skip


def read(place: Path, text: str) -> None:
    file = place / "any.toml"
    file.write_text(text, encoding="utf-8")
    for language in LANGUAGES:
        assert all(outcome(file, language).split("\n"))


def outcome(file: Path, language: str) -> str:
    try:
        return load_case(file).id
    except CaseRefused as refused:
        return refused.say(language)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(
    position=some.integers(0, len(LINES) - 1),
    value=some.sampled_from(VALUES),
    key=some.sampled_from(["same", "id", "x"]),
)
def test_any_value_under_any_key_is_read_or_refused(tmp_path: Path, position: int, value: str, key: str) -> None:
    name = LINES[position].partition(" =")[0] if key == "same" else key
    read(tmp_path, "\n".join([*LINES[:position], f"{name} = {value}", *LINES[position + 1 :]]))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=100)
@given(lines=some.lists(some.sampled_from(LINES), max_size=40))
def test_any_heap_of_lines_is_read_or_refused(tmp_path: Path, lines: list[str]) -> None:
    read(tmp_path, "\n".join(lines))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=100)
@given(text=some.text(max_size=200))
@example(text="")
@example(text="\r")
@example(text="as_of = 2024-01-01\x00")
def test_any_text_is_read_or_refused(tmp_path: Path, text: str) -> None:
    read(tmp_path, text.encode("utf-8", "replace").decode("utf-8"))


def test_the_lines_in_their_order_are_a_good_case(tmp_path: Path) -> None:
    file = tmp_path / "good.toml"
    file.write_text("\n".join(LINES), encoding="utf-8")
    assert load_case(file).questions
