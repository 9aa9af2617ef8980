"""Which facts an answer hangs on: every fact that the file writes is given other values, one at a time.

Only facts that some rule looked at are tried, and those of which the engine does not notice being looked at. A changed
case that contradicts itself, or that needs law or facts that are not there, is passed over.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from autograder import rules
from autograder.cases import CaseFile
from autograder.desk.facts import is_watched, other_cases, written
from autograder.desk.notes import Decisive
from autograder.fact_paths import fact_path
from autograder.facts import Case
from autograder.findings import merged
from autograder.keys import finding_of
from autograder.plausible import oddities
from autograder.questions import ENOUGH, Asked, Part, QuestionKind, subject_of
from autograder.reading.undecided import UNDECIDABLE
from autograder.rulebook import Subject, weigh
from autograder.solve import Finding, TooManyUnknowns
from autograder.stated import Read, UnknownFact, recorded_reads
from autograder.unknowns import Completions
from autograder.vocabulary import Figure, Question

MOST_WORK = 6000
"""So many weighings are made for one case; beyond them a review says that it did not try everything."""

MOST_WAYS = 40
"""A changed case whose open facts can turn out in more ways than this is passed over."""

MOST_LOOKED_AT = 24
"""In so many ways of completing unknown facts is it watched what the rules look at."""

Answer = tuple[str, ...]


@attrs.define
class Weighing:
    """What came of it: the decisive facts of each question, dead facts, and which codes one change brings out.

    `reached` holds, for each question id and code, tag or flag, the first fact whose change brought it out.
    """

    decisive: dict[str, tuple[Decisive, ...]]
    dead: tuple[str, ...]
    reached: dict[tuple[str, str], Read]
    complete: bool


def weigh_facts(case_file: CaseFile, questions: Iterable[Asked]) -> Weighing:
    """Try other values of every written fact. The questions are those that have an answer."""
    return _Weigher(case_file, tuple(questions)).run()


class _Weigher:
    def __init__(self, case_file: CaseFile, questions: tuple[Asked, ...]) -> None:
        self.file = case_file
        self.case = case_file.case
        self.questions = questions
        self.findings = {asked.id: finding_of(case_file, asked) for asked in questions}
        self.answers = {asked.id: answer(self.case, asked, self.findings[asked.id]) for asked in questions}
        self.odd = oddities(self.case)
        self.left = MOST_WORK
        self.decisive: dict[str, list[Decisive]] = {asked.id: [] for asked in questions}
        self.reached: dict[tuple[str, str], Read] = {}
        self.alive: set[str] = set()
        """Facts that matter, or of which that cannot be said because no other value agrees with the rest."""

    def run(self) -> Weighing:
        facts = written(self.file)
        looked_at = {asked.id: looked_at_by(self.case, self.findings[asked.id]) for asked in self.questions}
        for path, read in facts.items():
            watched = is_watched(read)
            concerned = [asked for asked in self.questions if not watched or path in looked_at[asked.id]]
            if concerned and (not self.try_out(path, read, concerned) or watched):
                self.alive.add(path)
        dead = tuple(path for path in facts if path not in self.alive and path != "as_of")
        decisive = {id: tuple(found) for id, found in self.decisive.items()}
        return Weighing(decisive, dead if self.questions else (), self.reached, self.left > 0)

    def try_out(self, path: str, read: Read, concerned: list[Asked]) -> bool:
        """Give one fact its other values; says whether any of them could be tried."""
        tried = False
        for value, case in other_cases(self.case, read):
            if self.left <= 0:
                return False
            if not oddities(case) <= self.odd:
                continue
            found: dict[Any, Finding | None] = {}
            for asked in concerned:
                about = (asked.asks, asked.about, asked.loan, asked.contact)
                if about not in found:
                    found[about] = self.solved(case, asked)
                if finding := found[about]:
                    tried = True
                    self.compare(asked, Decisive(path, read, value, finding, answer(case, asked, finding)))
        return tried

    def compare(self, asked: Asked, change: Decisive) -> None:
        found, before = change.finding, self.findings[asked.id]
        differs = change.answer != self.answers[asked.id]
        if differs and all(one.path != change.path for one in self.decisive[asked.id]):
            self.decisive[asked.id].append(change)
        if differs or _visible(found) != _visible(before):
            self.alive.add(change.path)
        for code in (*found.codes, *found.flags, *found.tags):
            self.reached.setdefault((asked.id, code.value), change.read)

    def solved(self, case: Case, asked: Asked) -> Finding | None:
        """The finding on a changed case; None where it cannot be found, or not with little work."""
        subject = subject_of(case, asked)
        tree = _FewCompletions(asked.asks, case)
        try:
            rules.require_modelled(case)
            tree.explore(case, subject, strict=False)
            return merged(asked.asks, subject, tree.decisive.values(), tree.leaves)
        except UNDECIDABLE:
            return None
        finally:
            self.left -= tree.made


class _FewCompletions(Completions):
    """Gives up where the open facts can turn out in many ways."""

    def __init__(self, question: Question, case: Case) -> None:
        super().__init__(question, case)
        self.made = 0

    def explore(self, case: Case, subject: Subject, *, strict: bool) -> frozenset[Any]:
        self.made += 1
        if self.made > MOST_WAYS:
            raise TooManyUnknowns(f"{self.question} about {subject.person}")
        return super().explore(case, subject, strict=strict)


def answer(case: Case, asked: Asked, finding: Finding) -> Answer:
    """What of a finding a question asks for, cut down to what it offers."""
    if asked.kind is QuestionKind.MISSING_FACT:
        return tuple(sorted(fact_path(case, read) for read in finding.missing)) or (ENOUGH,)
    if asked.kind in {QuestionKind.DATE, QuestionKind.AMOUNT}:
        value = finding.figures.get(Figure(asked.of or ""))
        return () if value is None else (str(value),)
    if asked.kind is QuestionKind.REASON:
        return tuple(code.value for code in (*_codes(finding), *finding.flags, *finding.tags))
    given = {Part.FLAGS: finding.flags, Part.TAGS: finding.tags}.get(Part(asked.of or ""), _codes(finding))
    return tuple(code.value for code in given if code.value in asked.options)


def _codes(finding: Finding) -> tuple[Any, ...]:
    """Every code that is right, or could still come out."""
    return tuple(dict.fromkeys(code for codes in finding.accepted or finding.possible for code in codes))


def _visible(finding: Finding) -> Any:
    """Everything of a finding that a person would notice."""
    figures = tuple(sorted((name.value, str(value)) for name, value in finding.figures.items()))
    return finding.accepted, finding.possible, finding.flags, finding.tags, figures, len(finding.missing)


def looked_at_by(case: Case, finding: Finding) -> frozenset[str]:
    """The paths of all facts at which the rules of a finding looked, however the unknown ones turn out."""
    paths: set[str] = set()
    for completed, subject in finding.completions[:MOST_LOOKED_AT]:
        with recorded_reads() as reads:
            try:
                weigh(finding.question, completed, subject)
            except UnknownFact:
                continue
        paths.update(_paths_of(case, reads.values()))
    return frozenset(paths | set(_paths_of(case, finding.missing)))


def _paths_of(case: Case, reads: Iterable[Read]) -> Iterator[str]:
    for read in reads:
        try:
            yield fact_path(case, read)
        except LookupError:
            continue
