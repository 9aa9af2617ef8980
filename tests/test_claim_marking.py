"""Marks and feedback on claims: every claim right, wrong and malformed; the table of near misses; what is told."""

from typing import Any

import pytest

from autograder.claim_marking import MOST_RULES, ClaimQuestion, leaning_on
from autograder.claim_questions import VALUES, find_claim
from autograder.law import authority_words
from autograder.law.claims import Verdict, claims
from autograder.marking import BadAnswer
from autograder.rulebook import all_rules
from autograder.verdict_misses import VERDICT_MISSES
from autograder.words import LANGUAGES, words_for
from tests.told import CODE_OR_ID

V = Verdict
ALL = list(claims())
MALFORMED: tuple[Any, ...] = ("", "true", "RIGHT", 1, True, ["right"], {"right": 1}, "right\x00")


def asked(id: str) -> ClaimQuestion:
    return ClaimQuestion(find_claim(id))


@pytest.mark.parametrize("id", ALL)
def test_every_claim_is_marked_right_wrong_and_malformed(id: str) -> None:
    question, right = asked(id), claims()[id].verdict
    for verdict in Verdict:
        got = question.mark(verdict.value)
        assert (got.out_of, got.given, got.expected, got.rules) == (1.0, verdict, (right,), claims()[id].rules)
        if verdict is right:
            assert (got.points, got.right, got.mistakes) == (1.0, True, ())
        else:
            miss = VERDICT_MISSES[right, verdict]
            assert (got.points, got.right, got.mistakes) == (miss.share, False, (miss.mistake,))
    nothing = question.mark(None)
    assert (nothing.points, nothing.right, nothing.given, nothing.mistakes) == (0.0, False, None, ())
    for value in MALFORMED:
        with pytest.raises(BadAnswer) as refused:
            question.mark(value)
        assert all(question.id in refused.value.say(language) for language in LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("id", ALL)
def test_every_answer_to_every_claim_is_told_what_the_law_says_and_where(id: str, language: str) -> None:
    claim, words = claims()[id], words_for(language)
    for value in (*VALUES, None):
        told = asked(id).feedback(value, language)
        text = "\n".join(told.paragraphs)
        assert claim.correction[language] in told.paragraphs
        assert words(f"claims.verdicts.{claim.verdict}") in text
        assert all(authority_words(reference, language) in text for reference in claim.authority)
        assert CODE_OR_ID.search(text) is None
        assert words("explain.join.sentences").join(told.paragraphs).count(words("claims.no_authority")) == (
            not claim.authority
        )


# The table of near misses


def test_every_pair_of_verdicts_has_a_row_that_never_earns_everything() -> None:
    assert set(VERDICT_MISSES) == {(right, given) for right in V for given in V if right is not given}
    assert all(0.0 <= miss.share <= 0.5 for miss in VERDICT_MISSES.values())


@pytest.mark.parametrize(
    ("right", "given", "share", "mistake"),
    [
        (V.RIGHT, V.CONDITIONAL, 0.5, "condition_imagined"),
        (V.CONDITIONAL, V.RIGHT, 0.5, "condition_overlooked"),
        (V.WRONG, V.OUTDATED, 0.5, "never_was_law"),
        (V.OUTDATED, V.WRONG, 0.5, "once_was_law"),
        (V.CONDITIONAL, V.WRONG, 0.25, "rejected_whole"),
        (V.CONDITIONAL, V.PRACTICE, 0.25, "law_taken_for_habit"),
        (V.WRONG, V.RIGHT, 0.0, "false_claim_believed"),
        (V.OUTDATED, V.RIGHT, 0.0, "old_law_relied_on"),
        (V.PRACTICE, V.CONDITIONAL, 0.0, "habit_taken_for_law"),
    ],
)
def test_a_near_miss_earns_its_share_and_is_named(right: V, given: V, share: float, mistake: str) -> None:
    miss = VERDICT_MISSES[right, given]
    assert (miss.share, miss.mistake) == (share, mistake)


def test_six_pairs_are_near_and_all_others_earn_nothing() -> None:
    assert sum(miss.share > 0 for miss in VERDICT_MISSES.values()) == 6


@pytest.mark.parametrize("verdict", V)
def test_giving_every_claim_the_same_verdict_earns_less_than_half(verdict: V) -> None:
    points = [asked(id).mark(verdict.value).points or 0.0 for id in ALL]
    assert 2 * sum(points) < len(ALL)


# Feedback


@pytest.mark.parametrize("language", LANGUAGES)
def test_feedback_starts_with_the_mistake_and_names_both_verdicts(language: str) -> None:
    words = words_for(language)
    told = asked("S2-09").feedback("right", language)
    assert told.tone == "wrong"
    assert told.paragraphs[0] == words("mistakes.false_claim_believed.says")
    assert words("claims.verdicts.right") in told.paragraphs[1]
    assert words("claims.verdicts.wrong") in told.paragraphs[1]
    assert words("rules.silence_means_general.sentence") in told.paragraphs[-1]


@pytest.mark.parametrize(
    ("value", "tone"), [("wrong", "right"), ("outdated", "partly"), ("practice", "wrong"), (None, "unanswered")]
)
def test_the_tone_follows_the_mark(value: str | None, tone: str) -> None:
    assert asked("S2-09").feedback(value, "zh").tone == tone


# The rules that are shown


@pytest.mark.parametrize("id", ALL)
def test_a_claim_shows_a_handful_of_its_own_rules(id: str) -> None:
    shown = leaning_on(id)
    assert 1 <= len(shown) <= MOST_RULES
    assert {card.id for card in shown} <= set(claims()[id].rules)
    assert len(set(shown)) == len(shown)


def test_every_rule_gets_its_first_limb_before_any_gets_a_second() -> None:
    rules = claims()["S2-09"].rules
    assert tuple(card.id for card in leaning_on("S2-09"))[: len(rules)] == rules


def test_of_the_limbs_of_a_rule_those_that_answer_the_claim_are_shown() -> None:
    answering = {(id, card.id) for card in all_rules() for id in card.claims}
    told = [(id, card) for id in ALL for card in leaning_on(id)]
    assert [(id, card.name) for id, card in told if (id, card.id) in answering and id not in card.claims] == []
