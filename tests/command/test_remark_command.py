"""`workbook remark` and `workbook audit` outside a course, and used wrongly: one sentence, no traceback."""

from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from autograder.command.audit import audit
from autograder.command.remark import remark


def run(command: click.Command, *arguments: str) -> Result:
    return CliRunner().invoke(command, arguments)


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(("command", "arguments"), [(remark, ["90_small"]), (audit, ["alice", "90_small"])])
@pytest.mark.parametrize(("language", "said"), [("zh", "没有成绩册"), ("en", "There is no gradebook")])
def test_without_a_gradebook_it_is_said_where_one_was_looked_for(
    command: click.Command, arguments: list[str], language: str, said: str, tmp_path: Path
) -> None:
    done = run(command, *arguments, "--lang", language)
    assert (done.exit_code, done.stdout) == (1, "")
    assert said in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("day", ["2010-01-01", "yesterday", "2024-13-01"])
def test_a_day_that_is_none_or_too_early_is_wrong_use(day: str) -> None:
    done = run(remark, "90_small", "--law-on", day)
    assert done.exit_code == 2
    assert "Traceback" not in done.output


@pytest.mark.parametrize("command", [remark, audit])
def test_help_says_what_every_option_does(command: click.Command) -> None:
    told = run(command, "--help").output
    assert "--json" in told
    assert "--db" in told
