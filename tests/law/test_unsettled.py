"""The unsettled points: each that a rule names is told with what is open and why; most have a rule."""

import pytest

from autograder.lawbook import cards_of, rule_ids
from autograder.words import LANGUAGES, words_for

CARDS = [card for id in rule_ids() for card in cards_of(id)]
POINTS = [f"U{number}" for number in range(1, 27)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_point_says_what_is_open_and_why_courts_differ(language: str) -> None:
    words = words_for(language)
    for point in POINTS:
        assert words(f"unsettled.{point}.point")
        assert words(f"unsettled.{point}.why")[-1] in "。."


def test_rules_name_only_points_that_are_listed() -> None:
    named = {card.unsettled for card in CARDS if card.unsettled}
    assert named <= set(POINTS)
    assert len(named) > len(POINTS) / 2


def test_an_accepted_alternative_has_its_reason_or_leaves_out_or_adds_a_mere_possibility() -> None:
    plain = [card for card in CARDS if card.accepts and not card.unsettled]
    assert plain
    for card in plain:
        assert all(not set(codes) or set(codes) != set(card.concludes) for codes in card.accepts)
