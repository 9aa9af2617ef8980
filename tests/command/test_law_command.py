"""`workbook law`: the list, cards, days, uses in cases, decision tables, and what it answers to wrong use."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from autograder.command import workbook
from autograder.lawbook import cards_of, decision_table, in_force, label, uses
from autograder.rulebook import all_rules
from autograder.vocabulary import Question
from autograder.words import LANGUAGES, words_for
from tests.told import CHINESE

SMALL = Path(__file__).parent.parent / "small_course"
NAMES = re.compile(r"^([A-Z]{3}-\d\d(?:\.\d+)?)  ", re.MULTILINE)


@pytest.fixture(autouse=True)
def cases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of cases that the command knows: two small ones, and none of the course."""
    home = tmp_path / "cases"
    for name in ("han_mei_note", "wu_tao_calls"):
        shutil.copytree(SMALL / name, home / name)
    monkeypatch.setattr("autograder.command.law.case_folders", lambda: (home,))
    return home


def run(*arguments: object) -> Result:
    return CliRunner().invoke(workbook, ["law", *map(str, arguments)])


def said(*arguments: object) -> str:
    result = run(*arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_has_every_rule_once_with_its_law_in_a_sentence(language: str) -> None:
    page = said("--lang", language)
    assert sorted(NAMES.findall(page)) == sorted(label(card) for card in all_rules())
    for card in all_rules():
        assert words_for(language)(f"rules.{card.name}.sentence") in page


def test_the_list_of_a_day_has_the_law_of_that_day_alone() -> None:
    for day in ("2020-12-31", "2021-01-01"):
        law = sorted(label(card) for card in all_rules() if in_force(card, date.fromisoformat(day)))
        assert sorted(NAMES.findall(said("--on", day))) == law
    assert said("--on", "2020-12-31") != said("--on", "2021-01-01")


@pytest.mark.parametrize(
    ("language", "wanted"),
    [
        ("zh", ["《担保法》第十九条", "还款责任", "连带责任保证", "2021年1月1日起失效", "S2-09", "han_mei_old_note"]),
        ("en", ["Security Law art. 19", "liability", "joint-liability guarantee", "1 January 2021", "S2-09"]),
    ],
)
def test_a_card_tells_result_authority_dates_exceptions_claims_and_cases(
    cases: Path, language: str, wanted: list[str]
) -> None:
    older(cases)
    page = said("gua-05", "--lang", language)
    assert [text for text in wanted if text not in page] == []
    exceptions = [one for one in all_rules() if {"GUA-05", cards_of("GUA-05")[0].name} & set(one.exception_to)]
    assert [label(one) for one in exceptions if f"    {label(one)}  " not in page] == []
    assert page.count(words_for(language)("law.defeated_by")) == 1


def older(cases: Path) -> None:
    """One more case, with the note of guarantee written in 2020."""
    shutil.copytree(cases / "han_mei_note", cases / "han_mei_old_note")
    for file in (cases / "han_mei_old_note").iterdir():
        text = file.read_text(encoding="utf-8").replace("2023-03-15", "2020-03-15").replace("2023年3月", "2020年3月")
        file.write_text(text.replace("15 March 2023", "15 March 2020"), encoding="utf-8")


def test_a_rule_is_shown_on_the_days_on_which_it_is_law_and_said_to_be_none_on_others() -> None:
    assert "GUA-05" in said("GUA-05", "--on", "2020-12-31")
    assert said("GUA-05", "--on", "2021-01-01").strip() == words_for("zh")("law.not_then", rule="GUA-05")


def test_one_limb_of_a_rule_can_be_shown_alone() -> None:
    assert NAMES.findall(said("CON-09.2")) == ["CON-09.2"]
    assert len(NAMES.findall(said("CON-09"))) == len(cards_of("CON-09"))


def test_a_rule_names_the_cases_in_which_it_stands_and_those_in_which_it_gives_way() -> None:
    words = words_for("en")
    line = words("law.line", name=words("law.cases"), text="han_mei_note")
    assert line in said("GUA-04", "--lang", "en")
    assert words("law.no_case") in said("FAM-01", "--lang", "en").splitlines()[-1]


def test_unused_rules_are_those_of_no_case() -> None:
    unused = NAMES.findall(said("--unused"))
    assert "GUA-05" in unused
    assert not {"GUA-04", "LIA-02"} & set(unused)


def test_cases_that_rest_on_repealed_law_are_named_with_the_rule_and_the_day(cases: Path) -> None:
    assert said("--repealed").strip() == words_for("zh")("law.none_repealed")
    older(cases)
    assert "han_mei_old_note 依据 GUA-05，这条规则在2024年7月15日已经失效" in said("--repealed")
    assert "GUA-05" not in said("--repealed", "--on", "2020-12-31")


def test_a_case_that_rests_on_repealed_law_twice_is_named_once(cases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    older(cases)
    once = said("--repealed")
    monkeypatch.setattr("autograder.command.law.uses", lambda files: [use for use in uses(files) for _ in range(2)])
    assert said("--repealed") == once


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("question", Question)
def test_a_table_names_every_rule_with_a_result_once_and_reads_as_markdown(question: Question, language: str) -> None:
    page = said("--table", question.value, "--lang", language)
    words = words_for(language)
    rows = re.findall(r"^\| ([A-Z]{3}-\d\d(?:\.\d+)?) \|", page, re.MULTILINE)
    assert sorted(rows) == sorted(label(c) for c in all_rules() if c.question is question and c.concludes)
    headings = re.findall(r"^## (.*)$", page, re.MULTILINE)
    results = [words(f"{question.value}.{section.code.value}.label") for section in decision_table(question)]
    assert headings[: len(results)] == results
    assert headings[len(results) :] in ([], [words("law.beside")])
    tables = [line for line in page.splitlines() if line.startswith("|")]
    assert {line.count(" | ") for line in tables if "---" not in line} == {3}
    assert not re.search(r"[{}]|\b[a-z]+_[a-z_]+\b", page)
    assert language == "zh" or not CHINESE.search(page)


@pytest.mark.parametrize("question", Question)
def test_every_rule_that_a_table_names_as_an_exception_is_told_on_the_page(question: Question) -> None:
    page = said("--table", question.value)
    told = set(re.findall(r"^(?:\| |- )([A-Z]{3}-\d\d(?:\.\d+)?)(?: \||：)", page, re.MULTILINE))
    cells = [line.split(" | ")[2] for line in page.splitlines() if re.match(r"\| [A-Z]{3}-", line)]
    names = {name for cell in cells for name in cell.split("、")} - {words_for("zh")("law.nothing")}
    for name in names:
        id, _, numbers = name.partition(".")
        limbs = [f"{id}.{number}" for number in numbers.split("/")] if numbers else map(label, cards_of(id))
        assert set(limbs) <= told, name


def test_the_cells_of_a_table_stay_short_enough_to_read() -> None:
    for question in Question:
        for line in said("--table", question.value).splitlines():
            if re.match(r"\| [A-Z]{3}-", line):
                assert all(len(cell) <= 160 for cell in line.split(" | ")), line


def test_the_table_of_a_day_has_the_law_of_that_day_and_says_so() -> None:
    before, after = (said("--table", "liability", "--on", day) for day in ("2020-12-31", "2021-01-01"))
    assert "2020年12月31日" in before.splitlines()[0]
    assert "| GUA-05 |" in before
    assert "| GUA-05 |" not in after
    assert "| GUA-04 |" in after
    assert "| GUA-04 |" not in before
    assert "| LIA-02 |" in before


def test_a_day_before_all_rules_of_a_dimension_has_an_empty_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.command.law_output.decision_table", lambda *_: ())
    assert words_for("zh")("law.table_empty") in said("--table", "soft_effect", "--on", "1949-10-01")


@pytest.mark.parametrize(
    "wrong",
    [
        ["NO-99"],
        ["GUA-05", "--unused"],
        ["--unused", "--repealed"],
        ["--table", "weather"],
        ["--on", "yesterday"],
        ["--lang", "fr"],
        ["GUA-05", "GUA-04"],
    ],
)
def test_wrong_use_ends_with_2_and_prints_nothing(wrong: list[str]) -> None:
    result = run(*wrong)
    assert (result.exit_code, result.stdout) == (2, "")


def test_a_rule_that_there_is_not_is_answered_with_those_that_may_be_meant() -> None:
    assert "GUA-04" in run("GUA-4").stderr
    assert words_for("zh")("law.no_such_rule", rule="9999") in run("9999").stderr


@pytest.mark.parametrize("how", [["--unused"], ["--repealed"], ["GUA-05"]])
def test_a_case_that_is_refused_ends_with_1_and_says_why(cases: Path, how: list[str]) -> None:
    file = cases / "han_mei_note" / "case.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("points = 2", 'points = "two"'), encoding="utf-8")
    result = run(*how)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "questions[0].points" in result.stderr
