"""How the authorities of a rule are written out: each instrument named once, with all articles cited from it."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from autograder.law import authority_words, instruments
from autograder.words import Words


def cited(references: Sequence[str], as_of: date, words: Words) -> str:
    """The authorities of a rule that were there by the day of the case, in words; all of them where none was."""
    made = [reference for reference in references if not _later(reference, as_of)] or list(references)
    between = words("explain.join.sources")
    return between.join(_articles(code, list(group), words) for code, group in groupby(made, _instrument))


def _instrument(reference: str) -> str:
    return reference.partition("/")[0]


def _later(reference: str, as_of: date) -> bool:
    """Whether an instrument was made only after the day from which the case is seen."""
    since = instruments()[_instrument(reference)].since
    return since is not None and since > as_of


def _articles(code: str, references: Sequence[str], words: Words) -> str:
    """An instrument with the articles cited from it."""
    name = authority_words(code, words.language)
    told = [authority_words(one, words.language).removeprefix(name).strip() for one in references]
    if words.language == "zh":
        return name + "、".join(_without_repeated_article(told))
    if len(told) > 1:
        return f"{name} arts. {', '.join(part.removeprefix('art. ') for part in told)}"
    return f"{name} {told[0]}".strip()


def _without_repeated_article(told: Sequence[str]) -> Iterator[str]:
    """Paragraphs of one article side by side: 第二十六条第一款、第二款."""
    before = ""
    for text in told:
        article = text.partition("条")[0]
        yield text.partition("条")[2] if article == before and not text.endswith("条") and "之" not in text else text
        before = article
