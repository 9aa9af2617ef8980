"""`workbook solve`: the JSON contract, text for people, exit statuses, and a start that stays quick."""

import json
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from autograder.command import GROUP, workbook
from autograder.rulebook import Undecided
from autograder.vocabulary import CODES, Figure, Flag, Question
from autograder.words import LANGUAGES, words_for

CASE = """\
as_of = 2024-07-15

[[persons]]
id = "ma_tao"
name = "马涛"
name_en = "Ma Tao"

[[persons]]
id = "sun_qi"
name = "孙琪"
name_en = "Sun Qi"

[[persons]]
id = "li_na"
name = "李娜"
name_en = "Li Na"

[[lenders]]
id = "bank"
name = "江南银行"
name_en = "Jiangnan Bank"
kind = "bank"
pboc_connected = true

[[loans]]
id = "loan1"
lender = "bank"
signed = 2023-05-10
product = "online_consumer"
nominal = 50000
all_in_cost_apr = 12
final_due = 2024-05-13
consent_report_written = { ma_tao = true, sun_qi = true }

[[roles]]
person = "ma_tao"
loan = "loan1"
kind = "borrower"
act = { signature = "genuine" }

[[roles]]
person = "sun_qi"
loan = "loan1"
kind = "guarantor"
act = { signature = "genuine" }

[[guarantees]]
guarantor = "sun_qi"
loan = "loan1"
formed = 2023-05-10
form = "written_separate"
type_words = "none"
period_words = "none"

[[contacts]]
id = "call1"
at = 2024-06-12T10:00:00
actor = "lender"
loan = "loan1"
target = "li_na"
channel = "call"
content = ["demand_payment"]
connected = true
target_refused_before = false
debtor_status_then = "reachable"
data_source = "borrower_listed_no_contact_consent"
"""

KEYS = [
    "question", "about", "loan", "outcome", "also", "flags", "tags", "figures", "undetermined", "missing", "accepted",
    "rules", "authorities", "argument",
]  # fmt: skip


@pytest.fixture
def case(tmp_path: Path) -> Path:
    file = tmp_path / "sun_qi_letter.toml"
    file.write_text(CASE, encoding="utf-8")
    return file


def rewritten(case: Path, old: str, new: str) -> Path:
    text = case.read_text(encoding="utf-8")
    assert old in text
    case.write_text(text.replace(old, new), encoding="utf-8")
    return case


def run(*arguments: object) -> Result:
    return CliRunner().invoke(workbook, ["solve", *map(str, arguments)])


def solved(*arguments: object) -> list[dict[str, Any]]:
    result = run(*arguments, "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    findings = json.loads(result.stdout)["findings"]
    assert isinstance(findings, list)
    return findings


def test_json_has_the_case_its_day_and_findings_of_the_agreed_keys(case: Path) -> None:
    data = json.loads(run(case, "--json").stdout)
    assert {key: data[key] for key in ("case", "as_of")} == {"case": "sun_qi_letter", "as_of": "2024-07-15"}
    assert list(data) == ["case", "as_of", "findings"]
    assert data["findings"]
    for finding in data["findings"]:
        assert list(finding)[: len(KEYS)] == KEYS
        assert set(finding) - set(KEYS) <= {"contact", "possible"}
        codes = {code.value for code in CODES[Question(finding["question"])]}
        assert {finding["outcome"], *finding["also"]} - {None} <= codes
        assert set(finding["flags"]) <= {flag.value for flag in Flag}
        assert set(finding["figures"]) <= {figure.value for figure in Figure}
        assert finding["rules"]
        assert finding["authorities"]
        assert all(finding["argument"])


def test_a_guarantee_without_words_about_its_kind_is_a_general_one(case: Path) -> None:
    (finding,) = solved(case, "--about", "sun_qi", "--question", "liability")
    assert (finding["about"], finding["loan"]) == ("sun_qi", "loan1")
    assert (finding["outcome"], finding["also"], finding["accepted"]) == (
        "guarantee_general",
        [],
        ["guarantee_general"],
    )
    assert (finding["undetermined"], finding["missing"]) == (False, [])
    assert "GUA-04" in finding["rules"]
    assert "CC/686/2" in finding["authorities"]
    assert finding["figures"]["period_end"] == "2024-11-13"


def test_an_unknown_fact_leaves_the_outcome_open_and_is_named_by_its_path(case: Path) -> None:
    rewritten(case, 'type_words = "none"', 'type_words = "unknown"')
    (finding,) = solved(case, "--about", "sun_qi", "--question", "liability")
    assert (finding["outcome"], finding["undetermined"]) == (None, True)
    assert finding["missing"] == ["guarantees.0.type_words"]
    assert {"guarantee_general", "guarantee_joint"} <= set(finding["possible"])


def test_a_finding_about_a_contact_names_it(case: Path) -> None:
    (finding,) = solved(case, "--question", "collection_contact")
    assert (finding["contact"], finding["about"]) == ("call1", "li_na")
    assert "wrong_target" in finding["tags"]


def test_about_keeps_one_person_and_question_one_dimension(case: Path) -> None:
    assert {finding["about"] for finding in solved(case, "--about", "li_na")} == {"li_na"}
    assert {finding["question"] for finding in solved(case, "--question", "liability")} == {"liability"}


def test_a_folder_and_its_case_file_are_solved_alike(case: Path, tmp_path: Path) -> None:
    home = tmp_path / "sun_qi_folder"
    home.mkdir()
    case.rename(home / "case.toml")
    assert run(home, "--json").stdout == run(home / "case.toml", "--json").stdout


def test_why_not_discusses_another_answer_and_what_would_make_it_right(case: Path) -> None:
    (finding,) = solved(case, "--about", "sun_qi", "--question", "liability", "--why-not", "guarantee_joint")
    assert finding["why_not"]
    assert finding["what_would_change"]
    text = run(case, "--about", "sun_qi", "--why-not", "guarantee_joint", "--lang", "en").stdout
    assert words_for("en")("solve.why_not", code="joint-liability guarantee") in text


@pytest.mark.parametrize(
    ("language", "name", "label"), [("zh", "孙琪", "一般保证"), ("en", "Sun Qi", "general guarantee")]
)
def test_people_read_names_and_labels_and_no_codes(case: Path, language: str, name: str, label: str) -> None:
    result = run(case, "--about", "sun_qi", "--question", "liability", "--lang", language)
    assert result.exit_code == 0
    assert name in result.stdout
    assert label in result.stdout
    assert "guarantee_general" not in result.stdout


def test_chinese_is_spoken_unless_another_language_is_asked_for(case: Path) -> None:
    assert run(case).stdout == run(case, "--lang", "zh").stdout != run(case, "--lang", "en").stdout


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refused_case_ends_with_1_and_says_why_on_stderr(case: Path, language: str) -> None:
    rewritten(case, "pboc_connected = true", 'pboc_connected = "yes"')
    result = run(case, "--lang", language)
    assert (result.exit_code, result.stdout) == (1, "")
    assert words_for(language)("shapes.boolean") in result.stderr


def test_a_fact_that_a_rule_misses_refuses_the_case_with_its_place(case: Path) -> None:
    rewritten(case, '"guarantor"\nact = { signature = "genuine" }', '"guarantor"')
    result = run(case, "--question", "liability", "--lang", "en")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "roles[1].act.signature: The answer on “liability for the debt” needs this fact" in result.stderr


def test_what_the_solver_cannot_decide_refuses_the_case(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_rule(*_: object) -> None:
        raise Undecided("no rule stands")

    monkeypatch.setattr("autograder.command.solve.find", no_rule)
    result = run(case, "--lang", "en")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "no rule stands" in result.stderr


@pytest.mark.parametrize(
    "wrong",
    [
        ["--about", "nobody"],
        ["--question", "weather"],
        ["--lang", "fr"],
        ["--why-not", "guarantee_generel"],
        ["--question", "negotiation", "--why-not", "guarantee_general"],
        ["--colour"],
    ],
)
def test_wrong_use_ends_with_2_and_prints_nothing(case: Path, wrong: list[str]) -> None:
    result = run(case, *wrong)
    assert (result.exit_code, result.stdout) == (2, "")


def test_wrong_use_is_answered_with_what_was_probably_meant(case: Path) -> None:
    assert "guarantee_general" in run(case, "--why-not", "guarantee_generel").stderr
    assert "sun_qi" in run(case, "--about", "sunqi").stderr


def test_a_path_to_nothing_is_wrong_use_and_an_empty_folder_a_refusal(tmp_path: Path) -> None:
    assert run(tmp_path / "nothing").exit_code == 2
    assert run(tmp_path).exit_code == 1


def test_a_pipe_gets_no_terminal_colours_even_when_they_are_forced(case: Path) -> None:
    command = [sys.executable, "-c", "from autograder.command import workbook; workbook()", "solve", str(case)]
    environment = {"FORCE_COLOR": "1", "TERM": "xterm-256color", "PYTHONUTF8": "1"}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment, encoding="utf-8")
    assert "马涛" in done.stdout
    assert "\x1b" not in done.stdout + done.stderr


def test_help_names_every_subcommand_without_importing_it() -> None:
    code = (
        "import sys; from autograder.command import workbook; workbook(['--help'], standalone_mode=False); "
        "print('imported', [name for name in sys.modules if name.startswith(('course', 'cattrs', 'nbgrader', 'rich'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, encoding="utf-8")
    names = {entry.name for entry in entry_points(group=GROUP)}
    assert {"solve"} <= names
    assert all(f"  {name} " in done.stdout for name in names)
    assert "imported []" in done.stdout


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_subcommand_has_a_line_of_help(language: str) -> None:
    names = {entry.name for entry in entry_points(group=GROUP)}
    assert [name for name in sorted(names) if not words_for(language).has(f"commands.{name}")] == []


def test_an_unknown_subcommand_is_wrong_use() -> None:
    assert CliRunner().invoke(workbook, ["sovle"]).exit_code == 2


@pytest.mark.parametrize(("language", "said"), [("zh", "法律按2020年12月31日的样子适用"), ("en", "31 December 2020")])
def test_a_case_can_be_solved_by_the_law_of_an_earlier_day(case: Path, language: str, said: str) -> None:
    arguments = [str(case), "--law-on", "2020-12-31", "--lang", language]
    assert said in CliRunner().invoke(workbook, ["solve", *arguments]).output
    done = CliRunner().invoke(workbook, ["solve", *arguments, "--json"])
    assert json.loads(done.output)["law_on"] == "2020-12-31"
    early = CliRunner().invoke(workbook, ["solve", str(case), "--law-on", "2017-09-30"])
    assert (early.exit_code, "2017" in early.output) == (2, True)
