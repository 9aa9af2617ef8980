"""Cases that must be refused: one file each in tests/bad, whose first lines are the messages in both languages."""

from pathlib import Path

import pytest

from autograder.cases import CaseRefused, find_case, load_case
from autograder.reading.files import LARGEST
from autograder.words import LANGUAGES, words_for

BAD = Path(__file__).parent.parent / "bad"

FACTS = """\
as_of = 2024-07-15
[[persons]]
id = "ma_tao"
name = "马涛"
name_en = "Ma Tao"
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
final_due = 2024-05-13
[[roles]]
person = "ma_tao"
loan = "loan1"
kind = "borrower"
"""
STORIES = {
    "zh": "# 一笔借款\n\n马涛向银行借了五万元，应在2024年5月13日还清。\n",
    "en": "# A loan\n\nMa Tao borrowed 50,000 yuan from a bank, due on 13 May 2024.\n",
}


def folder(place: Path, facts: str = FACTS, **stories: str) -> Path:
    """A case folder with these facts and stories."""
    home = place / "ma_tao_loan"
    home.mkdir()
    (home / "case.toml").write_text(facts, encoding="utf-8")
    for language, text in stories.items():
        (home / f"story.{language}.md").write_text(text, encoding="utf-8")
    return home


def refused(path: Path) -> CaseRefused:
    with pytest.raises(CaseRefused) as caught:
        load_case(path)
    return caught.value


def reasons(path: Path) -> list[str]:
    return [refusal.reason for refusal in refused(path).refusals]


@pytest.mark.parametrize("file", sorted(BAD.glob("*.toml")), ids=lambda file: file.stem)
def test_a_bad_case_is_refused_with_the_messages_in_its_first_lines(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    refusal = refused(file)
    for language in LANGUAGES:
        start = f"# {language}: "
        expected = [line.removeprefix(start) for line in lines if line.startswith(start)]
        assert expected == refusal.say(language).split("\n")


def test_there_are_bad_cases_for_every_reason_that_a_file_alone_can_give() -> None:
    seen = {refusal.reason for file in BAD.glob("*.toml") for refusal in refused(file).refusals}
    said = {key.split(".")[1] for key in words_for("zh") if key.startswith("refusals.")}
    phrases = {"at_line", "at_key", "at_file", "at_file_line", "with_close", "nothing"}
    tested_below = {
        "file_missing", "file_outside", "file_too_large", "byte_order_mark", "not_utf8", "case_not_found", "case_twice",
        "story_missing", "story_without_title", "story_lacks_person", "story_lacks_day", "fact_not_written",
        "not_modelled", "too_many_unknowns", "rules_conflict", "rules_silent",
    }  # fmt: skip
    assert said - phrases - tested_below == seen


def test_a_good_folder_is_read(tmp_path: Path) -> None:
    case_file = load_case(folder(tmp_path, **STORIES))
    assert (case_file.id, case_file.case.id) == ("ma_tao_loan", "ma_tao_loan")
    titles = {language: story.title for language, story in case_file.stories.items()}
    assert titles == {"zh": "一笔借款", "en": "A loan"}


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert reasons(tmp_path / "nowhere.toml") == ["file_missing"]
    assert reasons(tmp_path) == ["file_missing"]


def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    home = folder(tmp_path, FACTS + "#" * LARGEST)
    assert reasons(home) == ["file_too_large"]


def test_a_file_that_is_not_utf8_is_refused_with_the_line(tmp_path: Path) -> None:
    home = folder(tmp_path)
    (home / "case.toml").write_bytes(FACTS.encode("gb18030"))
    (refusal,) = refused(home).refusals
    assert (refusal.reason, refusal.line) == ("not_utf8", 4)


def test_a_byte_order_mark_is_refused(tmp_path: Path) -> None:
    assert reasons(folder(tmp_path, "\ufeff" + FACTS)) == ["byte_order_mark"]


def test_a_link_to_a_file_outside_the_folder_is_refused(tmp_path: Path) -> None:
    home = folder(tmp_path, **STORIES)
    outside = tmp_path / "outside.md"
    (home / "story.zh.md").rename(outside)
    (home / "story.zh.md").symlink_to(outside)
    assert reasons(home) == ["file_outside"]


def test_a_link_to_a_case_outside_the_folder_is_refused(tmp_path: Path) -> None:
    home = folder(tmp_path)
    (home / "case.toml").rename(tmp_path / "case.toml")
    (home / "case.toml").symlink_to(tmp_path / "case.toml")
    assert reasons(home) == ["file_outside"]


def test_arrays_nested_without_end_are_a_syntax_refusal(tmp_path: Path) -> None:
    assert reasons(folder(tmp_path, "as_of = " + "[" * 20_000)) == ["toml_syntax"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_story_missing_in_one_language_is_refused(tmp_path: Path, language: str) -> None:
    home = folder(tmp_path, **STORIES)
    (home / f"story.{language}.md").unlink()
    (refusal,) = refused(home).refusals
    assert (refusal.reason, refusal.file.name) == ("story_missing", f"story.{language}.md")


def test_a_case_with_questions_needs_its_stories(tmp_path: Path) -> None:
    question = '[[questions]]\nid = "why"\nkind = "reason"\nasks = "liability"\npoints = 1\n'
    question += 'about = "ma_tao"\nloan = "loan1"\n'
    assert reasons(folder(tmp_path, FACTS + question)) == ["story_missing", "story_missing"]


def test_facts_alone_need_no_story(tmp_path: Path) -> None:
    assert load_case(folder(tmp_path)).stories == {}


@pytest.mark.parametrize("text", ["马涛，2024年5月13日。\n", "#标题\n\n马涛，2024年5月13日。\n", "# 标题\n"])
def test_a_story_begins_with_its_title_and_goes_on(tmp_path: Path, text: str) -> None:
    assert reasons(folder(tmp_path, zh=text, en=STORIES["en"])) == ["story_without_title"]


def test_a_story_mentions_every_person_by_the_name_of_its_language(tmp_path: Path) -> None:
    home = folder(tmp_path, zh=STORIES["zh"].replace("马涛", "小马"), en=STORIES["en"])
    (refusal,) = refused(home).refusals
    assert (refusal.reason, dict(refusal.parameters)) == ("story_lacks_person", {"name": "马涛"})


@pytest.mark.parametrize(
    ("language", "told", "enough"),
    [
        ("zh", "2024年5月13日", True),
        ("zh", "5月13日", True),
        ("zh", "同年5月13日", True),
        ("zh", "2023年5月13日", False),
        ("zh", "15月13日", False),
        ("zh", "五月十三日", False),
        ("en", "13 May 2024", True),
        ("en", "13 May", True),
        ("en", "13 May 2023", False),
        ("en", "113 May", False),
        ("en", "3 May", False),
        ("en", "13 Mayor", False),
    ],
)
def test_a_story_mentions_a_day_with_or_without_its_year(
    tmp_path: Path, language: str, told: str, enough: bool
) -> None:
    right = {"zh": "2024年5月13日", "en": "13 May 2024"}[language]
    home = folder(tmp_path, **{**STORIES, language: STORIES[language].replace(right, told)})
    if enough:
        assert load_case(home).stories
    else:
        assert reasons(home) == ["story_lacks_day"]


def test_a_case_that_no_folder_holds_is_refused_with_the_nearest_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder(tmp_path)
    monkeypatch.setenv("WORKBOOK_CASES", str(tmp_path))
    assert find_case("ma_tao_loan").id == "ma_tao_loan"
    with pytest.raises(CaseRefused) as caught:
        find_case("ma_tao_lone")
    (refusal,) = caught.value.refusals
    assert (refusal.reason, refusal.parameters["close"]) == ("case_not_found", ("ma_tao_loan",))
    with pytest.raises(CaseRefused):
        find_case("../ma_tao_loan")


def test_two_cases_of_one_name_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for part in ("one", "other"):
        (tmp_path / part).mkdir()
        folder(tmp_path / part)
    monkeypatch.setenv("WORKBOOK_CASES", f"{tmp_path / 'one'}:{tmp_path / 'other'}:{tmp_path / 'missing'}")
    with pytest.raises(CaseRefused) as caught:
        find_case("ma_tao_loan")
    assert [refusal.reason for refusal in caught.value.refusals] == ["case_twice"]
