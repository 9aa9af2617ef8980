"""A rule in words, without any case: its sentence, its dates, the law behind it."""

from datetime import date

from autograder.lawbook import results
from autograder.rulebook import Card
from autograder.sources import cited
from autograder.words import Words


def sentence(card: Card, words: Words) -> str:
    """The law of a rule in a sentence."""
    return words(f"rules.{card.name}.sentence")


def span(card: Card, words: Words) -> str:
    """From when and until when the rule is law, in brackets; nothing where it has no dates of its own."""
    if card.since and card.until:
        return words("law.between_days", since=card.since, until=card.until)
    if card.since:
        return words("law.since", since=card.since)
    return words("law.until", until=card.until) if card.until else ""


def dated(card: Card, words: Words) -> str:
    """The sentence of a rule with its dates before it."""
    return f"{span(card, words)}{sentence(card, words)}"


def also(card: Card, words: Words) -> str:
    """The results of a rule after its first one, as a sentence; nothing where it has one alone."""
    names = [words(f"{card.question.value}.{code.value}.label") for code in results(card)[1:]]
    return words("law.also", codes=words("law.between").join(names)) if names else ""


def law_behind(card: Card, on: date | None, words: Words) -> str:
    """The authorities of a rule: on a day those that were there by then, if any was."""
    return cited(card.authority, on or date.max, words)
