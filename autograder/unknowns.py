"""Every way in which the unknown facts that matter can turn out, tried one by one."""

from typing import Any

import attrs

from autograder.candidates import candidates
from autograder.fact_paths import fact_path, read_at
from autograder.facts import Case
from autograder.findings import Leaf, signature
from autograder.rulebook import Subject, Undecided, decide, inherit
from autograder.stated import Read, UnknownFact, changed
from autograder.vocabulary import ON_OCCASION, Question

MOST_COMPLETIONS = 20_000
"""More ways than this to complete the unknown facts are refused rather than tried for minutes."""


class FactNotWritten(Exception):
    """A rule asks for a fact that the case file leaves out: it must say the fact, or "unknown"."""

    def __init__(self, unknown: UnknownFact, question: Question) -> None:
        super().__init__(str(unknown))
        self.fact = unknown.fact
        self.name = unknown.name
        self.key = unknown.key
        self.question = question


class TooManyUnknowns(Exception):
    """The case leaves so much open that not every way of completing it can be tried."""


class Completions:
    """The ways in which the unknown facts turn out, and which of those facts made a difference."""

    def __init__(self, question: Question, case: Case) -> None:
        self.question = question
        self.case = case
        self.leaves: list[Leaf] = []
        self.decisive: dict[str, Read] = {}

    def explore(self, case: Case, subject: Subject, *, strict: bool) -> frozenset[Any]:
        """What could come out under an assumption; empty under none, where nothing has to be compared.

        `strict` refuses a fact that the file leaves out; under an assumption it is unknown.
        """
        try:
            decision = decide(self.question, case, subject)
        except UnknownFact as unknown:
            if strict and not unknown.written:
                raise FactNotWritten(unknown, self.question) from unknown
            return self._branch(case, subject, unknown)
        if not decision.codes() and self.question not in ON_OCCASION:
            raise Undecided(f"{self.question}: no rule stands for {subject.person} on {subject.loan}")
        self.leaves.append(Leaf(case, subject, decision))
        if len(self.leaves) > MOST_COMPLETIONS:
            raise TooManyUnknowns(f"{self.question} about {subject.person}")
        return frozenset([signature(decision)]) if case is not self.case else frozenset()

    def _branch(self, case: Case, subject: Subject, unknown: UnknownFact) -> frozenset[Any]:
        outcomes = []
        for value in candidates(case, unknown.fact, unknown.name, unknown.key):
            completed = changed(case, unknown.fact, unknown.name, unknown.key, value)
            inherit(completed, case)
            outcomes.append(self.explore(completed, _same(subject, completed), strict=False))
        if any(outcome != outcomes[0] for outcome in outcomes):
            path = fact_path(case, (unknown.fact, unknown.name, unknown.key))
            self.decisive.setdefault(path, read_at(self.case, path))
        return frozenset().union(*outcomes)


def _same(subject: Subject, case: Case) -> Subject:
    """The subject in a changed case: its contact may be one of the facts that changed."""
    if subject.contact is None:
        return subject
    contact = next(contact for contact in case.contacts if contact.id == subject.contact.id)
    return attrs.evolve(subject, contact=contact)
