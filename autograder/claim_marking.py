"""(claim, answer) -> mark and feedback. The key is the claim's own verdict; what else earns is in `verdict_misses`."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import attrs

from autograder.answer_values import Value, WrongValue, checked
from autograder.claim_questions import POINTS, VALUES, find_claim, question_id
from autograder.law import authority_words
from autograder.law.claims import Claim, Verdict
from autograder.lawbook import cards_of
from autograder.marking import BadAnswer, Feedback, Mark, tone_of
from autograder.questions import QuestionKind
from autograder.rulebook import Card
from autograder.verdict_misses import VERDICT_MISSES
from autograder.words import words_for

MOST_RULES = 5
"""A claim may lean on twenty limbs of rules; a reader takes in a handful."""


@attrs.frozen
class ClaimQuestion:
    """A claim that is asked: whether the law bears it out."""

    claim: Claim

    @property
    def id(self) -> str:
        """The question's id in a sheet and in a record."""
        return question_id(self.claim.id)

    @property
    def kind(self) -> QuestionKind:
        """One verdict is the answer."""
        return QuestionKind.ONE

    @property
    def values(self) -> tuple[str, ...]:
        """The verdicts that may be given."""
        return VALUES

    def mark(self, value: Any) -> Mark:
        """Mark an answer; None is no answer and earns nothing. Raises `BadAnswer` for one of the wrong shape."""
        right = self.claim.verdict
        empty = Mark(0.0, float(POINTS), (), False, None, (right.value,), rules=self.claim.rules)
        if value is None:
            return empty
        try:
            given = Verdict(str(checked(self, value)))
        except WrongValue as wrong:
            raise BadAnswer(self.id, wrong.reason, wrong.parameters) from wrong
        if given is right:
            return attrs.evolve(empty, points=float(POINTS), right=True, given=given.value)
        miss = VERDICT_MISSES[right, given]
        return attrs.evolve(empty, points=miss.share * POINTS, mistakes=(miss.mistake,), given=given.value)

    def feedback(self, value: Any, language: str) -> Feedback:
        """What to tell whoever answered: the mistake, both verdicts, what the law says, and where it says so."""
        marked = self.mark(value)
        words = words_for(language)
        tone = tone_of(marked)
        answers = words(
            f"explain.feedback.answers.{tone}",
            given=_shown(marked.given, language),
            right=_shown(self.claim.verdict.value, language),
        )
        told = [words(f"mistakes.{mistake}.says") for mistake in marked.mistakes]
        told += [answers, *self.explained(language)]
        return Feedback(tone, words(f"explain.feedback.heading.{tone}"), tuple(told))

    def explained(self, language: str) -> Iterator[str]:
        """What the law says to the claim: the correction, the authority written out, the rules in a sentence each."""
        words = words_for(language)
        yield self.claim.correction[language]
        authorities = [authority_words(reference, language) for reference in self.claim.authority]
        yield words("claims.authority", authorities=authorities) if authorities else words("claims.no_authority")
        sentences = dict.fromkeys(words(f"rules.{card.name}.sentence") for card in leaning_on(self.claim.id))
        if sentences:
            yield words("claims.rules", sentences=words("explain.join.sentences").join(sentences))


@cache
def leaning_on(id: str) -> tuple[Card, ...]:
    """The rules that a reader of a claim is shown: the first limb of each of its rules, then second limbs, and so on.

    Of the functions that share a rule's id, those are limbs that say themselves that they answer the claim.
    """
    rules = [cards_of(rule) for rule in find_claim(id).rules]
    limbs = [[card for card in cards if id in card.claims] or cards for cards in rules]
    longest = max(map(len, limbs), default=0)
    in_turn = [cards[turn] for turn in range(longest) for cards in limbs if turn < len(cards)]
    return tuple(in_turn[:MOST_RULES])


def _shown(verdict: Value | None, language: str) -> str:
    """A verdict as people read it; empty where there is none."""
    words = words_for(language)
    return words("explain.quoted", text=words(f"claims.verdicts.{verdict}")) if verdict else ""
