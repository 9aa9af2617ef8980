"""What is right on a question: never written down, always what the solver finds, with what else is accepted."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from weakref import WeakKeyDictionary

import attrs

from autograder.cases import CaseFile
from autograder.fact_paths import fact_path
from autograder.facts import Case
from autograder.misconceptions import critical_codes
from autograder.questions import ENOUGH, Asked, Part, QuestionKind, subject_of
from autograder.rulebook import Subject
from autograder.solve import Finding, find
from autograder.vocabulary import Figure, Question


class NoKey(Exception):
    """A question that its own case cannot decide: the author offers no right option, or only right ones."""


@attrs.frozen
class Key:
    """What is right: `expected` as the solver has it, `accepted` every alternative that earns as much.

    For one-of, missing-fact, date and amount questions each entry of `accepted` is one right answer. `critical` are
    the options that take the whole question. A reason has no key: both are empty.
    """

    asked: Asked
    finding: Finding
    expected: tuple[str, ...]
    accepted: tuple[tuple[str, ...], ...]
    critical: frozenset[str] = frozenset()


_findings: WeakKeyDictionary[Case, dict[tuple[Question, Subject], Finding]] = WeakKeyDictionary()


def finding_of(case_file: CaseFile, asked: Asked) -> Finding:
    """What the solver says on a question; worked out once for each case read."""
    known = _findings.setdefault(case_file.case, {})
    subject = subject_of(case_file.case, asked)
    if (asked.asks, subject) not in known:
        known[asked.asks, subject] = find(case_file.case, asked.asks, subject)
    return known[asked.asks, subject]


def key_of(case_file: CaseFile, asked: Asked) -> Key:
    """The key of a question. Raises `NoKey`, or what `find` raises."""
    finding = finding_of(case_file, asked)
    if asked.kind is QuestionKind.REASON:
        return Key(asked, finding, (), ())
    if asked.kind is QuestionKind.MISSING_FACT:
        paths = tuple(fact_path(case_file.case, read) for read in finding.missing)
        return _key(asked, finding, [(path,) for path in paths or (ENOUGH,)])
    if asked.kind in {QuestionKind.DATE, QuestionKind.AMOUNT}:
        return _key(asked, finding, [(_figure(asked, finding),)])
    sets = _right_sets(asked, finding)
    if asked.kind is QuestionKind.ONE:
        sets = [(code,) for codes in sets for code in codes]
    key = _key(asked, finding, sets)
    if asked.of in {Part.TAGS, Part.FLAGS}:
        return key
    return attrs.evolve(key, critical=critical_codes(case_file.case, finding) - set().union(*key.accepted))


def _right_sets(asked: Asked, finding: Finding) -> list[tuple[str, ...]]:
    """Every set of options that is right, the solver's own first."""
    if asked.of == Part.FLAGS:
        return [finding.flags]
    if asked.of == Part.TAGS and finding.tags:
        return [finding.tags]
    if finding.undetermined and len(finding.possible) > 1:
        raise NoKey(f"{asked.key}: the facts leave it open; ask which fact is missing")
    return list(finding.accepted or finding.possible)


def _figure(asked: Asked, finding: Finding) -> str:
    value = finding.figures.get(Figure(asked.of or ""))
    if value is None:
        raise NoKey(f"{asked.key}: the solver works out no {asked.of}")
    return value.isoformat() if isinstance(value, date) else f"{Decimal(value).normalize():f}"


def _key(asked: Asked, finding: Finding, sets: Sequence[tuple[str, ...]]) -> Key:
    """A key out of sets of right answers, cut down to what the question offers."""
    if asked.options:
        offered = [tuple(option for option in asked.options if option in right) for right in sets]
        sets = [right for right in offered if right and len(right) < len(asked.options)]
    if not sets:
        raise NoKey(f"{asked.key}: among its options there is no right one, or there are only right ones")
    plain = tuple(dict.fromkeys(tuple(str(code) for code in right) for right in sets))
    return Key(asked, finding, plain[0], plain)
