"""What would have to be different: a search for the smallest change of a case's facts that brings out a given code.

The search goes backwards from the code. It asks which rules conclude the code, which condition of theirs fails or
which exception defeats them, and tries other values of just the facts behind those conditions, one change at a time
and then two, the fact that the nearest rule wants before the others. What nobody wrote as a fact (that a contact had
signed, say) is tried as a *hypothesis*. No change is proposed that contradicts the rest of the file.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from weakref import WeakKeyDictionary

import attrs

from autograder.candidates import candidates
from autograder.changes import Change, alike, changes_of, sides, subject_in, sums
from autograder.fact_paths import fact_path, read_at
from autograder.facts import Case
from autograder.hypotheses import hypotheses, seen_later
from autograder.looking import Look, Looking
from autograder.plausible import FAR, NEVER, oddities
from autograder.rulebook import Applied, NotModelled, RuleConflict, Subject, decide
from autograder.solve import Finding
from autograder.spans import bound_around, span_around
from autograder.stated import Read, UnknownFact, changed
from autograder.vocabulary import Code, Question

LAST_WORK = 80
"""What is kept for far-fetched changes, where nothing nearer was found."""

MOST_FILLED_IN = 8
"""So many facts that nobody stated are filled in to see what a change comes to."""

MOST = 2
"""So many single changes are proposed at most."""

MUCH = 2
"""A second change that is so much more far-fetched than the first, and not less, is still proposed beside it."""

Changes = tuple[Change, ...]

_found: WeakKeyDictionary[Case, dict[Any, tuple[Changes, ...]]] = WeakKeyDictionary()


def smallest_changes(case: Case, finding: Finding, code: Code, *, most: int = MOST) -> tuple[Changes, ...]:
    """Up to `most` ways to bring the code out, each the change of one fact; failing that, one change of two facts.

    Empty when the search finds no change of one or two facts that does it.
    """
    known = _found.setdefault(case, {})
    asked = (finding.question, finding.subject, finding.codes, code, most)
    if asked not in known:
        known[asked] = _Search(case, finding, code).run(most)
    return known[asked]


def standing_after(case: Case, finding: Finding, change: Change) -> tuple[Applied, ...]:
    """The rules that stand after one change, facts that were never asked for before filled in; none where it fails."""
    case, subject = change.made(case, finding.subject)
    for _ in range(MOST_FILLED_IN):
        try:
            return decide(finding.question, case, subject).standing
        except UnknownFact as unknown:
            read = (unknown.fact, unknown.name, unknown.key)
            case = changed(case, *read, candidates(case, *read)[0])
            subject = subject_in(case, subject)
        except (RuleConflict, NotModelled):
            break
    return ()


class _Search(Looking):
    def __init__(self, case: Case, finding: Finding, code: Code) -> None:
        super().__init__(case, finding, code)
        self.odd = oddities(case)

    def run(self, most: int) -> tuple[Changes, ...]:
        """The changes found, the least far-fetched first."""
        start = self.full_look(self.case, self.subject)
        if start.reached:
            return ()
        singles = self.singles(self.case, self.subject, start)
        promising: list[tuple[Change, Look]] = []
        near = self.each([change for change in singles if change.cost < FAR], start, most, promising)
        found = near or self.pair(promising)
        if not found:
            self.left = max(self.left, LAST_WORK)
            found = self.each([change for change in singles if change.cost >= FAR], start, 1, [])
        return found

    def each(
        self, changes: Iterable[Change], start: Look, most: int, promising: list[tuple[Change, Look]]
    ) -> tuple[Changes, ...]:
        """Those of some single changes that bring the code out; notes which of the others come nearer."""
        found: dict[Any, Change] = {}
        for change in changes:
            if change.about in found or any(alike(change, other) for other in found.values()):
                continue
            if len(found) >= most or any(change.cost > first.cost + MUCH for first in found.values()):
                break
            case, whom, seen = self.tried(change, *self.as_is, start)
            if seen.asked and change.hypothesis and self.hangs_together(case) and self.whatever(seen.asked, case, whom):
                found[change.about] = change
            elif not seen.reached:
                if seen.progress > start.progress or (seen.asked and not start.asked):
                    promising.append((change, seen))
            elif self.hangs_together(case):
                close = self.nearest(change, *self.as_is, start)
                if close == change or self.hangs_together(close.made(*self.as_is)[0]):
                    found[change.about] = close
        return tuple((change,) for change in found.values())[:most]

    @property
    def as_is(self) -> tuple[Case, Subject]:
        """The case as the file has it."""
        return self.case, self.subject

    def hangs_together(self, case: Case) -> bool:
        """Whether a changed case contradicts itself no more than the file does."""
        return oddities(case) <= self.odd

    def pair(self, promising: list[tuple[Change, Look]]) -> tuple[Changes, ...]:
        """The first two changes that together bring the code out, the most promising first change first."""
        ranked = sorted(promising, key=lambda pair: (pair[0].cost, -pair[1].progress))
        best = {change.about: change for change, _ in reversed(ranked) if change.read}
        for first in (change for change, _ in ranked if not change.read or best[change.about] is change):
            case, subject = first.made(self.case, self.subject)
            seen = self.full_look(case, subject)
            if seen.asked and self.hangs_together(case) and self.whatever(seen.asked, case, subject):
                return ((first,),)
            for second in self.singles(case, subject, seen):
                if self.left <= 0:
                    return ()
                told = self.in_the_file(first, case, second)
                if second.cost >= FAR or not told or told.about == first.about:
                    continue
                both, _, both_seen = self.tried(second, case, subject, seen)
                if both_seen.reached and self.hangs_together(both):
                    near = self.in_the_file(first, case, self.nearest(second, case, subject, seen)) or told
                    return ((self.widened(first, near), near),)
        return ()

    def widened(self, first: Change, second: Change) -> Change:
        """The first of two changes with all the days or sums that do, once the second is made."""
        if first.read is None or not isinstance(first.value, (date, Decimal)):
            return first
        case, subject = second.made(*self.as_is)
        try:
            there = attrs.evolve(first, read=read_at(case, fact_path(self.case, first.read)))
        except LookupError:
            return first
        return attrs.evolve(self.nearest(there, case, subject, Look(False)), read=first.read)

    def whatever(self, read: Read, case: Case, subject: Subject) -> bool:
        """Whether the code comes out whatever a fact is that the file does not state."""
        values = list(changes_of(case, read))
        return bool(values) and all(self.tried(change, case, subject, Look(False))[2].reached for change in values)

    def in_the_file(self, first: Change, case: Case, second: Change) -> Change | None:
        """A second change told about the case as it is; None where its fact exists only by the first change."""
        if second.read is None:
            return second
        try:
            path = fact_path(case if first.read else self.case, second.read)
            return attrs.evolve(second, read=read_at(self.case, path))
        except LookupError:
            return None

    def singles(self, case: Case, subject: Subject, seen: Look) -> list[Change]:
        """Every single change worth trying from here, the least far-fetched first."""
        reads = [seen.asked] if seen.asked else seen.leads.values()
        changes = [change for read in reads for change in changes_of(case, read) if self.worth_trying(change)]
        changes += [Change(hypothesis=hypothesis) for hypothesis in hypotheses(case, self.question, subject)]
        changes += [Change(hypothesis=seen_later(day + timedelta(days=1))) for day in self.days_ahead()]
        return sorted(changes, key=lambda change: change.cost)

    def worth_trying(self, change: Change) -> bool:
        """Whether a change is about what was asked: how a contact was made, not on which days somebody signed."""
        if change.cost >= NEVER:
            return False
        of_a_contact = self.question is Question.COLLECTION_CONTACT
        return not of_a_contact or not isinstance(change.value, date) or isinstance(change.value, datetime)

    def days_ahead(self) -> list[date]:
        """Days on which something of the finding ends that had not ended when the case is looked at."""
        values = (value for value in self.finding.figures.values() if isinstance(value, date))
        return sorted({value for value in values if value >= self.case.as_of})

    def nearest(self, change: Change, case: Case, subject: Subject, before: Look) -> Change:
        """For a day or a sum: the one nearest to the real one that does as well, and which beyond it do too."""
        if change.read is None or not isinstance(change.value, (date, Decimal)):
            return change
        read, self.left = change.read, max(self.left, LAST_WORK)

        def does(value: Any) -> bool:
            return self.tried(Change(read, value), case, subject, before)[2].reached

        if isinstance(change.value, Decimal):
            bound, onwards = bound_around(change.value, sums(case, read), does)
            return attrs.evolve(change, value=bound, onwards=onwards)
        span = span_around(change.value, sides(case, read), does)
        return attrs.evolve(change, value=span.first, onwards=span.onwards, until=span.last)
