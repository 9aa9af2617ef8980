"""A small case folder for the author's desk: a couple, a loan, a friend's note of guarantee, and what is asked."""

from collections.abc import Mapping
from pathlib import Path

from autograder.cases import CaseFile, load_case
from autograder.desk import QuestionReview, Review, review

FACTS = """\
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

[[relations]]
a = "ma_tao"
b = "sun_qi"
kind = "friend"

[[marriages]]
a = "ma_tao"
b = "li_na"
since = 2015-06-01

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
purpose_actual = "personal"
within_daily_needs = false
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

[[joint_use_proofs]]
loan = "loan1"
by_creditor = false
of = "joint_living"
"""

STORIES = {
    "zh": """\
# 保证书

2023年5月10日，马涛向江南银行借了50000元（息费合计年化12%），2024年5月13日到期，没有还。江南银行接入了央行征信系统。
同一天，朋友孙琪单独写了一张保证书，没有写保证方式，也没有写期间。
妻子李娜不知道这件事，钱是马涛自己花的，超出了家庭日常生活需要。
今天是2024年7月15日。
""",
    "en": """\
# A note

On 10 May 2023 Ma Tao borrowed 50,000 yuan (12% a year in all) from Jiangnan Bank, due on 13 May 2024 and not repaid.
The bank is connected to the credit reference system.
The same day his friend Sun Qi wrote a separate note of guarantee that named no kind and no period.
His wife Li Na knew nothing of it; he spent the money on himself, far beyond the daily needs of the family.
Today is 15 July 2024.
""",
}

CALL = """
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

CALLED = {
    "zh": STORIES["zh"] + "\n2024年6月12日，银行打给李娜，要她还钱；她的号码是马涛填的，没有问过她。\n",
    "en": STORIES["en"] + "\nOn 12 June 2024 the bank rang Li Na, of whom Ma Tao had given the number, for payment.\n",
}
"""The stories with the call in them."""

OWES: Mapping[str, object] = {
    "id": "sun_qi_owes", "kind": "one", "asks": "liability", "about": "sun_qi", "loan": "loan1", "of": "outcome",
    "options": ["none", "guarantee_general", "guarantee_joint", "estate_limited"],
}  # fmt: skip
"""Does Sun Qi have to pay? The last option is far from everything that happened."""


def asking(**changes: object) -> dict[str, object]:
    """The question about Sun Qi with other words; None takes a key out."""
    return {key: value for key, value in {**OWES, **changes}.items() if value is not None}


def written_case(
    home: Path, *questions: Mapping[str, object], facts: str = FACTS, stories: Mapping[str, str] = STORIES
) -> Path:
    """A case folder with these questions."""
    home.mkdir(exist_ok=True)
    asked = (f"\n[[questions]]\n{_lines({'points': 2, **question})}" for question in questions)
    (home / "case.toml").write_text(facts + "".join(asked), encoding="utf-8")
    for language, story in stories.items():
        (home / f"story.{language}.md").write_text(story, encoding="utf-8")
    return home


def _lines(question: Mapping[str, object]) -> str:
    return "".join(f"{key} = {_toml(value)}\n" for key, value in question.items())


def _toml(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    return f'"{value}"' if isinstance(value, str) else str(value)


def a_case_file(
    home: Path, *questions: Mapping[str, object], facts: str = FACTS, stories: Mapping[str, str] = STORIES
) -> CaseFile:
    """The same, read."""
    return load_case(written_case(home, *questions, facts=facts, stories=stories))


def reviewed(
    home: Path, *questions: Mapping[str, object], facts: str = FACTS, stories: Mapping[str, str] = STORIES
) -> Review:
    """The same, reviewed."""
    return review(a_case_file(home, *questions, facts=facts, stories=stories))


def the_question(review: Review) -> QuestionReview:
    """The only question of a review that has an answer."""
    (question,) = review.questions
    return question


def reasons(review: Review) -> list[str]:
    """The reasons of all notes."""
    return [note.reason for note in review.notes]


def paths(question: QuestionReview) -> set[str]:
    """Where the facts stand that decide a question."""
    return {one.path for one in question.decisive}


def replaced(text: str, *changes: tuple[str, str]) -> str:
    """A text with some pieces exchanged; each piece must be there."""
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text
