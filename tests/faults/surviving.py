"""Holds code against thousands of damaged files; what fails tells its seed and the fewest bytes that do it."""

import time
from collections.abc import Callable, Iterable
from typing import Protocol

from autograder.words import LANGUAGES
from tests.faults.fuzzing import mutated, smallest

Check = Callable[[bytes], object]
"""Looks at damaged bytes; raises where something is wrong."""

LONGEST = 5.0
"""Seconds that one file may take, on a busy machine."""


class Sayable(Protocol):
    """Something that is told to people."""

    def say(self, language: str) -> str: ...


def survive(check: Check, content: bytes, seeds: Iterable[int]) -> None:
    """Damage `content` once for each seed and check what is left. Raises `AssertionError` for the first that fails."""
    for seed in seeds:
        damaged = mutated(content, seed)
        trouble = _trouble(check, damaged)
        if trouble is not None:
            least = smallest(damaged, _fails_alike(check, type(trouble)))
            raise AssertionError(f"seed {seed}: {type(trouble).__name__}: {trouble}\n{least!r}") from trouble


def _fails_alike(check: Check, kind: type[Exception]) -> Callable[[bytes], bool]:
    return lambda content: type(_trouble(check, content)) is kind


def _trouble(check: Check, content: bytes) -> Exception | None:
    began = time.process_time()
    try:
        check(content)
        assert time.process_time() - began < LONGEST, "it took too long"
    except Exception as error:
        return error
    return None


def sound(*sentences: str) -> None:
    """Assert that sentences in each language are there, in one line each, and cannot move a terminal's cursor."""
    assert len(set(sentences)) == len(sentences) == len(LANGUAGES), sentences
    for sentence in sentences:
        assert sentence.strip(), sentences
        assert len(sentence.splitlines()) == 1, sentence
        assert not any(letter < " " or "\x7f" <= letter < "\xa0" for letter in sentence), sentence
        sentence.encode("utf-8")


def says(one: Sayable) -> None:
    """Assert that something is told soundly in each language."""
    sound(*(one.say(language) for language in LANGUAGES))
