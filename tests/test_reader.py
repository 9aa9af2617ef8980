"""A reader reads everything: no explanation of a case shows its workings, the other language, or a slip of the pen."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import cast

import pytest

import autograder.words
from autograder.cases import CaseFile, load_case
from autograder.explain import argument, missing_facts, what_would_change, why_not
from autograder.keys import finding_of
from autograder.law import instruments
from autograder.questions import Part, QuestionKind
from autograder.solve import Finding, solve
from autograder.vocabulary import CODES, Code
from autograder.words import LANGUAGES
from tests.told import CHINESE, CODE_OR_ID, at_hand

GLOSSARY = tomllib.loads((Path(autograder.words.__file__).parent / "glossary.toml").read_text(encoding="utf-8"))

LATIN = re.compile(r"[A-Za-z][A-Za-z_]+")
WORKINGS = re.compile(rf"{CODE_OR_ID.pattern}|(?<![A-Za-z])U\d+|\b(None|True|False)\b|Unstated|UNKNOWN|NOT_WRITTEN")
DOUBLED = re.compile(r"[，。；：、！？]{2,}|[,.;:!?]{2,}|  |“”|（）|\(\)|《》| [,.;:!?)）]|（，|，）|\( |，而且，")
SHORT = 8
"""Pieces of a sentence so short may come twice: names, days, single words."""


@cache
def instruments_in_latin() -> frozenset[str]:
    """Letters in the names of standards."""
    return frozenset(word for one in instruments().values() for word in LATIN.findall(one.name["zh"]))


def names_in_latin(file: CaseFile) -> frozenset[str]:
    """Letters in the names that the case itself gives to people and lenders."""
    names = [*(person.name for person in file.case.persons), *(lender.name for lender in file.case.lenders)]
    return frozenset(word for name in names for word in LATIN.findall(name))


def faults(file: CaseFile, told: list[str], language: str) -> Iterator[str]:
    """What a reader of one explanation would stumble over."""
    for text in told:
        if found := WORKINGS.search(text) or DOUBLED.search(text):
            yield f"{found.group()!r} in: {text}"
        if language == "zh":
            allowed = {*GLOSSARY["latin_in_zh"], *instruments_in_latin(), *names_in_latin(file)}
            if strange := set(LATIN.findall(text)) - allowed:
                yield f"{sorted(strange)} in: {text}"
            if text[-1] not in "。？":
                yield f"no full stop: {text}"
        else:
            if found := CHINESE.search(text):
                yield f"{found.group()!r} in: {text}"
            if text[0].islower() or text[-1] not in ".?”":
                yield f"no whole sentence: {text}"
    yield from repetitions(told, language)


def repetitions(told: list[str], language: str) -> Iterator[str]:
    """Sentences that come twice in one explanation, and reasons that come twice in one sentence."""
    ends = r"[。？]" if language == "zh" else r"(?<=[a-z)”\d])[.?](?= [A-Z“]|$)"
    sentences = [sentence for text in told for sentence in long(re.split(ends, text))]
    yield from (f"twice: {sentence}" for sentence, times in Counter(sentences).items() if times > 1)
    for sentence in sentences:
        reasons = long(re.split(r"；并且|；|; and |; ", sentence))
        yield from (f"twice in one sentence: {reason}" for reason, times in Counter(reasons).items() if times > 1)


def long(parts: list[str]) -> list[str]:
    """Those pieces of a text that are more than a name or a day."""
    return [part.strip() for part in parts if len(part.strip()) > SHORT]


def offered(file: CaseFile) -> Iterator[tuple[Finding, Code]]:
    """Every wrong option of the questions of a case."""
    for asked in file.questions:
        if asked.kind in {QuestionKind.ONE, QuestionKind.MANY} and asked.of not in {Part.TAGS, Part.FLAGS}:
            finding = finding_of(file, asked)
            right = {code for codes in (finding.codes, *finding.accepted, *finding.possible) for code in codes}
            codes = (cast(Code, CODES[asked.asks](option)) for option in asked.options)
            yield from ((finding, code) for code in codes if code not in right)


def read(file: CaseFile, told: Iterator[list[str]], language: str) -> list[str]:
    return [fault for explanation in told for fault in faults(file, explanation, language)]


@pytest.mark.parametrize("folder", at_hand(), ids=lambda folder: folder.name)
def test_no_argument_shows_its_workings_or_says_a_thing_twice(folder: Path) -> None:
    file = load_case(folder)
    findings = solve(file.case)
    for language in LANGUAGES:
        arguments = (argument(file.case, finding, language) for finding in findings)
        questions = (missing_facts(file.case, finding, language) for finding in findings)
        assert read(file, arguments, language) == []
        assert read(file, questions, language) == []


@pytest.mark.parametrize("folder", at_hand()[::4], ids=lambda folder: folder.name)
def test_no_refusal_of_a_wrong_option_shows_its_workings(folder: Path) -> None:
    file = load_case(folder)
    for finding, code in list(offered(file))[:1]:
        for language in LANGUAGES:
            told = [why_not(file.case, finding, code, language), what_would_change(file.case, finding, code, language)]
            assert read(file, iter(told), language) == []


def told_apart(findings: Iterable[Finding]) -> Iterator[Finding]:
    """One finding of all those of a case that rest on the same rules: the others read the same about somebody else."""
    yield from {
        (one.question, *(trial.card.name for trial in one.verdict.standing)): one for one in findings
    }.values()  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("folder", at_hand(), ids=lambda folder: folder.name)
def test_nothing_that_can_be_said_against_any_answer_shows_its_workings(folder: Path) -> None:
    file = load_case(folder)
    findings = list(told_apart(solve(file.case)))
    for language in LANGUAGES:
        against = (
            why_not(file.case, finding, cast(Code, code), language)
            for finding in findings
            for code in CODES[finding.question]
        )
        changes = (what_would_change(file.case, finding, code, language) for finding, code in offered(file))
        assert read(file, against, language) == []
        assert read(file, changes, language) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("结论是none。", "zh"),
        ("按GUA-04处理。", "zh"),
        ("参见U6。", "zh"),
        ("他的人是borrower。", "zh"),
        ("所以，。", "zh"),
        ("没有“”的字样。", "zh"),
        ("The result is joint_debtor_full.", "en"),
        ("The result is “一般保证”.", "en"),
        ("The lender agreed,, and that was all.", "en"),
        ("the lender agreed.", "en"),
        ("The lender () agreed.", "en"),
    ],
)
def test_the_reader_stumbles_over_each_kind_of_slip(text: str, language: str) -> None:
    file = load_case(at_hand()[0])
    assert list(faults(file, [text], language))


def test_the_reader_hears_what_is_said_twice() -> None:
    assert list(repetitions(["他没有在合同上签过字。", "他没有在合同上签过字。"], "zh"))
    assert list(repetitions(["因为他没有在合同上签过字；并且他没有在合同上签过字，适用这一条。"], "zh")) == []
    assert list(repetitions(["因为，他没有在合同上签过字；他没有在合同上签过字；并且走了。"], "zh")) == []
    assert list(repetitions(["He never signed the contract; he paid; and he paid."], "en")) == []
    assert list(repetitions(["It is said; he never signed the contract; he never signed the contract."], "en"))
