"""Feedback: the mistake first, then the argument against the option chosen, in the reader's language."""

from pathlib import Path

import pytest

from autograder.cases import load_case
from autograder.marking import feedback
from autograder.questions import ENOUGH, Part, QuestionKind
from autograder.vocabulary import Figure, Question
from autograder.words import LANGUAGES, words_for
from tests.told import CODE_OR_ID, asked, at_hand, filed, guaranteed, married, rung

ONE, MANY = QuestionKind.ONE, QuestionKind.MANY
KINDS = ("guarantee_general", "guarantee_joint", "guarantee_released", "none")
TAGS = asked(
    MANY, "wrong_target", "disclosure", "insult", asks=Question.COLLECTION_CONTACT, contact="call1", of=Part.TAGS
)
NEEDED = asked(
    QuestionKind.MISSING_FACT, "loans.loan1.within_daily_needs", "loans.loan1.purpose_actual", ENOUGH, of=None
)


@pytest.mark.parametrize("folder", at_hand()[::4], ids=lambda folder: folder.name)
def test_options_of_every_fourth_case_have_their_feedback(folder: Path) -> None:
    _has_feedback(folder, LANGUAGES[0])


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("folder", at_hand(), ids=lambda folder: folder.name)
def test_every_option_of_every_case_has_its_feedback(folder: Path, language: str) -> None:
    _has_feedback(folder, language)


def _has_feedback(folder: Path, language: str) -> None:
    file = load_case(folder)
    for question in file.questions[:4]:
        for option in question.options:
            told = feedback(file, question, [option] if question.kind is MANY else option, language)
            assert all(CODE_OR_ID.search(text) is None for text in told.paragraphs), told.paragraphs


@pytest.mark.parametrize("language", LANGUAGES)
def test_feedback_starts_with_the_mistake_and_then_argues_against_the_option_chosen(language: str) -> None:
    question = asked(ONE, *KINDS)
    told = feedback(filed(guaranteed()), question, "guarantee_joint", language)
    words = words_for(language)
    assert told.tone == "partly"
    assert told.paragraphs[0] == words("mistakes.front_line_assumed.says")
    assert words("liability.guarantee_joint") in told.paragraphs[1]
    assert words("liability.guarantee_general") in told.paragraphs[1]
    assert len(set(told.paragraphs)) == len(told.paragraphs)


@pytest.mark.parametrize(
    ("value", "tone"),
    [("guarantee_general", "right"), ("none", "wrong"), (None, "unanswered"), ("guarantee_joint", "partly")],
)
def test_the_tone_of_feedback_follows_the_mark(value: str | None, tone: str) -> None:
    assert feedback(filed(guaranteed()), asked(ONE, *KINDS), value, "zh").tone == tone


def test_a_critical_mistake_is_told_as_one() -> None:
    told = feedback(filed(rung()), asked(ONE, "guarantee_joint", "none"), "guarantee_joint", "zh")
    assert told.tone == "critical"
    assert "不给分" in told.paragraphs[1]


def test_feedback_on_dates_tags_and_facts_shows_them_as_people_write_them() -> None:
    date_told = feedback(filed(guaranteed()), asked(QuestionKind.DATE, of=Figure.PERIOD_END), "2027-01-10", "zh")
    assert "2027年1月10日" in "".join(date_told.paragraphs)
    tags_told = feedback(filed(rung()), TAGS, ["insult"], "zh")
    assert words_for("zh")("tags.insult") in "".join(tags_told.paragraphs)
    facts_told = feedback(filed(married()), NEEDED, ENOUGH, "zh")
    assert "家庭日常生活需要" in "".join(facts_told.paragraphs)
